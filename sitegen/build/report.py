"""What a build did, as data: an account of every file under content/, what was written, and what comes next."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from msgspec import Struct

from sitegen.content.discover import Ignored
from sitegen.errors import Problem
from sitegen.model.accounts import UNUSED
from sitegen.model.publication import Held


class Account(Struct, frozen=True):
    """What became of one file under content/."""

    path: str
    outcome: str
    """`built`, `held` (back), `ignored` or `error`."""
    reason: str = ""
    """Why it is held back, or the rule by which it is ignored."""


class Report(Struct, frozen=True, kw_only=True):
    """The outcome of a build."""

    output: str
    """The output folder."""
    articles: int
    """Public ones."""
    pages: int
    accounts: tuple[Account, ...]
    """One for every file under content/, by path."""
    written: tuple[str, ...]
    """Output paths that are new or have other bytes."""
    deleted: tuple[str, ...]
    kept: int
    problems: tuple[Problem, ...]
    """Warnings."""
    next_change: str
    """When the same sources would make another site (ISO 8601), or empty."""
    seconds: float
    verified: int | None = None
    """How many files a clean build made that equal ours, where that was asked for."""


def account(
    paths: Iterable[str], held: Iterable[Held], ignored: Iterable[Ignored], broken: AbstractSet[str]
) -> tuple[Account, ...]:
    """Account for every file: `paths` are all that were discovered and not ignored, `broken` those with an error."""
    reasons = {one.path: one.reason for one in held}
    found = [Account(one.path, "ignored", one.rule) for one in ignored]
    for path in paths:
        if path in broken:
            found.append(Account(path, "error"))
        elif path in reasons:
            outcome = "ignored" if reasons[path] == UNUSED else "held"
            found.append(Account(path, outcome, reasons[path]))
        else:
            found.append(Account(path, "built"))
    return tuple(sorted(found, key=lambda one: one.path))
