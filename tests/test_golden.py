"""A whole output, kept as files, so that any change of what sitegen writes is seen in review.

`pytest tests/test_golden.py --golden-update` writes it anew; the difference is for review.
"""

import io
import shutil
from pathlib import Path

import pytest
from newsroom import Newsroom, tree, write
from PIL import Image

FOLDER = Path(__file__).parent / "golden/brief"
ICONS = ("favicon.ico", "favicon.svg", "apple-touch-icon.png", "media/wall.png")


def test_the_output_is_as_it_was_reviewed(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    shutil.copytree(FOLDER, tmp_path / "site", ignore=shutil.ignore_patterns("expected"))
    picture = io.BytesIO()
    Image.new("RGB", (30, 20)).save(picture, "PNG")
    settings = (FOLDER / "site.yaml").read_text()
    site = Newsroom(tmp_path / "site", {"site.yaml": settings, "content/wall.png": picture.getvalue()})
    site.build()
    written = {name: content for name, content in tree(site.output).items() if name not in ICONS}
    expected = FOLDER / "expected"
    if request.config.getoption("--golden-update"):
        shutil.rmtree(expected, ignore_errors=True)
        write(expected, written)
    assert written.keys() == tree(expected).keys()
    for name, content in tree(expected).items():
        assert written[name].decode() == content.decode(), name
