"""Fixtures that every test may use."""

from collections.abc import Callable
from pathlib import Path

import pytest
from newsroom import Newsroom

Make = Callable[..., Newsroom]


@pytest.fixture
def newsroom(tmp_path: Path) -> Make:
    """Make a site in a folder of the test's own: `newsroom({"content/a.md": …})`."""

    def make(files: dict[str, str | bytes] | None = None) -> Newsroom:
        return Newsroom(tmp_path / "site", files)

    return make


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that updates golden files."""
    parser.addoption("--golden-update", action="store_true", help="write golden files anew, for review")
