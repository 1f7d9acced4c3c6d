"""The lines of a source that a problem is about, as terminals and browsers show them."""

from pathlib import Path

from msgspec import Struct

from sitegen.build.files import UnreadableError, read_file
from sitegen.build.theme import theme_folder
from sitegen.errors import PRIVATE, Problem

_BEFORE, _WIDTH = 60, 100
"""Of a long line so many characters are shown: before the caret, and in all."""


class Excerpt(Struct, frozen=True):
    """A line with those around it."""

    lines: tuple[tuple[int, str], ...]
    """Each with its number."""
    caret: int | None
    """The place in the shown line, from 0; None: the whole line is meant."""


def file_of(problem: Problem, site: Path) -> Path:
    """Return the file that a problem names; `default/` is the theme's."""
    if problem.file.startswith("default/"):
        return theme_folder() / "layouts" / problem.file.removeprefix("default/")
    return site / problem.file


def excerpt(problem: Problem, site: Path, around: int = 0) -> Excerpt | None:
    """Return the line of a problem, with so many on each side of it; None: there is no line to be seen."""
    if not problem.file or not problem.line or problem.code in PRIVATE:
        return None
    try:
        text = read_file(file_of(problem, site)).decode("utf-8-sig", errors="replace")
    except UnreadableError:
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")  # as the reader of articles counts
    if problem.line > len(lines) or (lines[problem.line - 1] == "---" and not problem.column):
        return None  # what a whole file lacks is not to be seen there
    start = max(problem.column - _BEFORE, 0)
    numbers = range(max(problem.line - around, 1), min(problem.line + around, len(lines)) + 1)
    shown = ((number, lines[number - 1][start : start + _WIDTH].replace("\t", " ")) for number in numbers)
    return Excerpt(tuple(shown), problem.column - 1 - start if problem.column else None)
