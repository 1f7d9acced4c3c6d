"""The account of every file under content/: built, held back, ignored, or in error."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from msgspec import Struct

from sitegen.build.report import Account
from sitegen.content.discover import Found, Ignored
from sitegen.content.records import Loaded
from sitegen.errors import RULES, Problem
from sitegen.model.accounts import UNUSED
from sitegen.model.privacy import PRIVATE
from sitegen.model.publication import Held


def broken_files(found: Found, loaded: Iterable[Loaded]) -> frozenset[str]:
    """Return the Markdown files that gave no record."""
    read = {one.record.path for one in loaded if one.record}
    return frozenset(source.path for source in found.sources if source.kind != "file" and source.path not in read)


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
        private = {f"with {one.path}" for one in self.held if one.reason == PRIVATE} | {PRIVATE}
        found = [Account(one.path, "ignored", one.rule) for one in self.ignored]
        for path in self.paths:
            if path in wrong or path in self.broken:
                codes = ", ".join(sorted(wrong.get(path, ())))
                found.append(Account(path, "error", codes or "its problem is ignored by the levels"))
            elif reasons.get(path) in private:
                found.append(Account(f"{path.rpartition('/')[0]}/…", "held", PRIVATE))
            elif path in reasons:
                found.append(Account(path, "ignored" if reasons[path] == UNUSED else "held", reasons[path]))
            else:
                found.append(Account(path, "built" if published else "ready"))
        return tuple(sorted(found, key=lambda one: one.path))
