"""docs/layouts.md names exactly what layouts see."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_reference_of_layouts_is_true() -> None:
    spec = importlib.util.spec_from_file_location("layout_reference", ROOT / "scripts/layout_reference.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    page = script.PAGE.read_text()
    assert script.written(page) == page, "run scripts/layout_reference.py"
    assert "#### ArticleView" in page
