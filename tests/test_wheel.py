"""The wheel: whole, with the default layouts and assets, and enough to build a site."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from conftest import Make
from newsroom import article

ROOT = Path(__file__).parent.parent


def test_the_wheel_builds_a_site_by_itself(newsroom: Make, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "-q",
        "-w",
        str(tmp_path),
        str(ROOT),
    ]
    subprocess.run(command, check=True, cwd=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
        names = archive.namelist()
    for name in (
        "theme/layouts/base.html",
        "theme/layouts/locale/es.po",
        "theme/assets/style.css",
        "problems/SG012.md",
        "serve/static/live.js",
        "serve/static/live.css",
        "py.typed",
    ):
        assert f"sitegen/{name}" in names
    assert not [name for name in names if "tests/" in name or "content/people" in name]
    site = newsroom({"content/a.md": article()})
    variables = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
    result = subprocess.run(
        [sys.executable, "-m", "sitegen", "build", site.folder],
        cwd=tmp_path,
        env=variables,
        check=True,
        capture_output=True,
    )
    assert b"1 file built" in result.stdout
    assert "A headline" in site.page("/")
