"""Where the default theme stands: inside an installed package, or beside it in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def theme_folder() -> Path:
    """Return the folder that holds the default `layouts/` and `assets/`."""
    installed = _PACKAGE / "theme"
    return installed if installed.is_dir() else _PACKAGE.parent
