"""A real Chromium for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

_SYSTEM = ("/usr/bin/chromium", "/usr/bin/chromium-browser")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open the system's Chromium, else playwright's own."""
    system = next((path for path in _SYSTEM if Path(path).exists()), None)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=system, args=list(_QUIET))
        yield opened
        opened.close()
