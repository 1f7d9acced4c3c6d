"""Where a build may write: refused early, before anything is read, if it would endanger what is there."""

from pathlib import Path

from sitegen.errors import Problem, SiteError

OUTPUT = "output"
PREVIEW = "preview"
_SOURCES = ("content", "layouts", "assets")


def output_folder(site: Path, asked: Path | None, *, drafts: bool) -> Path:
    """Return the absolute output folder: as asked, else `output/`, or `preview/` where drafts are shown.

    Raises:
        SiteError: if it is a file, holds the site, or is inside of a folder of sources.
    """
    folder = (asked or site / (PREVIEW if drafts else OUTPUT)).absolute().resolve()
    here = site.resolve()
    if folder.exists() and not folder.is_dir():
        raise _refusal(f"{folder} is a file", "Name a folder with --output.")
    if here.is_relative_to(folder):
        raise _refusal(f"{folder} contains the site itself", "Name a folder of its own with --output.")
    for name in _SOURCES:
        if folder.is_relative_to(here / name):
            raise _refusal(f"{folder} is inside of {name}/", "Name a folder of its own with --output.")
    return folder


def check_ownership(folder: Path, *, ours: bool, adopt: bool) -> None:
    """Refuse a folder with files in it that no build of this site wrote.

    Raises:
        SiteError: if it is not empty, not ours, and not to be adopted.
    """
    if ours or adopt or not folder.is_dir() or not any(folder.iterdir()):
        return
    hint = "Empty it, name another with --output, or take it over with --adopt (files that are not ours stay)."
    raise _refusal(f"{folder} is not empty, and no build of this site wrote it", hint)


def _refusal(message: str, hint: str) -> SiteError:
    return SiteError([Problem("SG003", message, hint=hint)], exit_code=2)
