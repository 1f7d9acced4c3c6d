"""What a build did, as data: an account of every file under content/, what was written, and what comes next."""

from msgspec import Struct

from sitegen.build.timings import Stage
from sitegen.errors import Problem, SiteError


class Account(Struct, frozen=True):
    """What became of one file under content/."""

    path: str
    outcome: str
    """`built`, `held` (back), `ignored` or `error`; where nothing was published, `ready` instead of built."""
    reason: str = ""
    """Why it is held back, the rule by which it is ignored, or the codes of its errors."""


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
    timings: tuple[Stage, ...]
    verified: int | None = None
    """How many files a clean build made that equal ours, where that was asked for."""


class BuildError(SiteError):
    """A build that failed after all files were seen, with the account of them."""

    def __init__(self, error: SiteError, accounts: tuple[Account, ...]) -> None:
        super().__init__(error.problems, error.exit_code, error.output)
        self.accounts = accounts
