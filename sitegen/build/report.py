"""What a build did, as data: an account of every file under content/, what was written, and what comes next."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from msgspec import Struct

from sitegen.content.discover import Found, Ignored
from sitegen.content.records import Loaded
from sitegen.errors import RULES, Problem, SiteError
from sitegen.model.accounts import UNUSED
from sitegen.model.publication import Held


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
    verified: int | None = None
    """How many files a clean build made that equal ours, where that was asked for."""


def broken_files(found: Found, loaded: Iterable[Loaded]) -> frozenset[str]:
    """Return the Markdown files that gave no record."""
    read = {one.record.path for one in loaded if one.record}
    return frozenset(source.path for source in found.sources if source.kind != "file" and source.path not in read)


class BuildError(SiteError):
    """A build that failed after all files were seen, with the account of them."""

    def __init__(self, error: SiteError, accounts: tuple[Account, ...]) -> None:
        super().__init__(error.problems, error.exit_code, error.output)
        self.accounts = accounts


class Accounting(Struct, frozen=True):
    """What is known of the files under content/ once the site is made of them."""

    paths: tuple[str, ...]
    """All that were discovered and not ignored."""
    ignored: tuple[Ignored, ...]
    held: tuple[Held, ...]
    broken: AbstractSet[str]
    """Files that gave no record."""

    @classmethod
    def of(cls, found: Found, loaded: Iterable[Loaded], held: tuple[Held, ...]) -> "Accounting":
        """Take together what was found, what could be read, and what is held back."""
        unseen = {problem.file.removeprefix("content/") for problem in found.problems}
        paths = sorted({source.path for source in found.sources} | unseen)
        return cls(tuple(paths), found.ignored, held, broken_files(found, loaded) | unseen)

    def accounts(self, problems: Iterable[Problem], *, published: bool) -> tuple[Account, ...]:
        """Account for every file; one with an error is in error, whatever else it is."""
        wrong: dict[str, set[str]] = {}
        for problem in problems:
            path = problem.file.removeprefix("content/")
            if problem.severity == "error" or (path in self.broken and RULES[problem.code].severity == "error"):
                wrong.setdefault(path, set()).add(problem.code)
        reasons = {one.path: one.reason for one in self.held}
        found = [Account(one.path, "ignored", one.rule) for one in self.ignored]
        for path in self.paths:
            if path in wrong or path in self.broken:
                codes = ", ".join(sorted(wrong.get(path, ())))
                found.append(Account(path, "error", codes or "its problem is ignored by the levels"))
            elif path in reasons:
                found.append(Account(path, "ignored" if reasons[path] == UNUSED else "held", reasons[path]))
            else:
                found.append(Account(path, "built" if published else "ready"))
        return tuple(sorted(found, key=lambda one: one.path))
