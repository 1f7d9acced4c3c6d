"""Where a build may write: refused early, before anything is read, if it would endanger what is there."""

import os
from pathlib import Path

from sitegen.build.files import reason
from sitegen.errors import Problem, SiteError

OUTPUT = "output"
PREVIEW = "preview"
_OURS = ("content", "layouts", "assets", ".sitegen")
_ELSEWHERE = "Name a folder of its own with --output."


def output_folder(site: Path, asked: Path | None, *, drafts: bool) -> Path:
    """Return the absolute output folder: as asked, else `output/`, or `preview/` where drafts are shown.

    A symbolic link is followed: what it leads to is the output folder.

    Raises:
        SiteError: if it is a file, holds the site, or is inside of a folder of sources.
    """
    written = asked or site / (PREVIEW if drafts else OUTPUT)
    try:
        folder = written.absolute().resolve()
        exists, is_folder = os.path.lexists(folder), folder.is_dir()
    except (OSError, RuntimeError, ValueError) as error:  # a link that leads to itself is a RuntimeError
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise _refusal(f"{written} cannot be used: {why}", "Name a folder with --output.") from None
    here = site.resolve()
    if exists and not is_folder:
        raise _refusal(f"{folder} is a file", "Name a folder with --output.")
    if here.is_relative_to(folder):
        raise _refusal(f"{folder} contains the site itself", _ELSEWHERE)
    for name in _OURS:
        if folder.is_relative_to(here / name) or folder.is_relative_to(os.path.realpath(here / name)):
            raise _refusal(f"{folder} is inside of {name}/", _ELSEWHERE)
    return folder


def check_ownership(folder: Path, *, ours: bool, adopt: bool) -> None:
    """Refuse a folder with files in it that no build of this site wrote.

    Raises:
        SiteError: if it is not empty, not ours, and not to be adopted, or cannot be looked into.
    """
    try:
        if ours or adopt or not folder.is_dir() or not any(folder.iterdir()):
            return
    except OSError as error:
        raise _refusal(f"{folder} cannot be read: {reason(error)}", "Look at its permissions.") from None
    hint = "Empty it, name another with --output, or take it over with --adopt (files that are not ours stay)."
    raise _refusal(f"{folder} is not empty, and no build of this site wrote it", hint)


def _refusal(message: str, hint: str) -> SiteError:
    return SiteError([Problem("SG003", message, hint=hint)], exit_code=2)
