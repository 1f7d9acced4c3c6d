"""What can be wrong with a site, as data: a stable code, a place, a sentence and a hint.

Every stage reports an author's mistake as a `Problem` and goes on, so that one run names all of them.
`SiteError` carries the collected problems to the command line, which alone decides how they are printed.
"""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Severity = Literal["error", "warning", "ignore"]


class Rule(Struct, frozen=True):
    """One kind of problem: its short name and the severity it has unless `levels:` says otherwise."""

    name: str
    severity: Severity


RULES: dict[str, Rule] = {
    "SG001": Rule("configuration cannot be used", "error"),
    "SG002": Rule("unknown setting", "warning"),
    "SG003": Rule("output folder cannot be used", "error"),
    "SG004": Rule("what sitegen keeps is damaged", "warning"),
    "SG005": Rule("two names differ in case only", "warning"),
    "SG006": Rule("new file cannot be made", "error"),
    "SG007": Rule("process has died", "error"),
    "SG008": Rule("content has vanished", "error"),
    "SG009": Rule("cluster cannot be used", "error"),
    "SG010": Rule("front matter is missing or not closed", "error"),
    "SG011": Rule("front matter is not valid YAML", "error"),
    "SG012": Rule("unknown field", "warning"),
    "SG013": Rule("field has the wrong type", "error"),
    "SG014": Rule("required field is missing", "error"),
    "SG015": Rule("date or time is impossible", "error"),
    "SG016": Rule("key is given twice", "error"),
    "SG017": Rule("file cannot be read", "error"),
    "SG018": Rule("fields contradict each other", "error"),
    "SG019": Rule("local time is ambiguous", "warning"),
    "SG020": Rule("shortcode is omitted", "warning"),
    "SG021": Rule("HTML is removed from the body", "warning"),
    "SG022": Rule("shortcode link has no target", "warning"),
    "SG023": Rule("double brackets make no link", "warning"),
    "SG024": Rule("texts are not sanitized", "warning"),
    "SG025": Rule("key holds nothing back", "error"),
    "SG026": Rule("shortcode reference makes no link", "warning"),
    "SG030": Rule("link has no target", "error"),
    "SG031": Rule("link has no such anchor", "error"),
    "SG032": Rule("picture is missing", "error"),
    "SG033": Rule("picture is held back", "warning"),
    "SG034": Rule("anchor is not alone", "warning"),
    "SG035": Rule("picture cannot be read", "warning"),
    "SG040": Rule("two sources make one page", "error"),
    "SG041": Rule("two names share one slug", "error"),
    "SG042": Rule("one name belongs to two records", "error"),
    "SG043": Rule("alias has initials only", "warning"),
    "SG044": Rule("suppressed name would be published", "error"),
    "SG045": Rule("redacted name is left", "error"),
    "SG046": Rule("tag is not in the vocabulary", "error"),
    "SG047": Rule("two tags may be one", "warning"),
    "SG048": Rule("reference leads to no tag", "error"),
    "SG049": Rule("person has an id and no record", "warning"),
    "SG050": Rule("layout cannot be used", "error"),
    "SG051": Rule("layout uses a name that its view does not have", "error"),
    "SG052": Rule("layout failed while rendering", "error"),
    "SG053": Rule("asset is missing", "error"),
    "SG099": Rule("output differs from a clean build", "error"),
}


UNMOVABLE = frozenset("SG001 SG003 SG007 SG008 SG009 SG040 SG044 SG045 SG050 SG051 SG052 SG053 SG099".split())
"""Problems that stay errors whatever `levels:` says: with them a site cannot be made, or not told to be right."""


PRIVATE = frozenset({"SG044", "SG045"})
"""Problems of which neither the name nor the line is shown: a log is no place for what may not be published."""


PASSING = frozenset({"SG004"})
"""Warnings that --strict lets pass: the build that tells of them mends them, and cannot if it is stopped."""


class Problem(Struct, frozen=True):
    """One mistake of an author, with its place."""

    code: str
    """A key of `RULES`, stable for ever."""
    message: str
    """One sentence in the author's words, without the place."""
    file: str = ""
    """Path relative to the site folder, with forward slashes; empty where no file is to blame."""
    line: int = 0
    """1-based; 0 where the whole file is meant."""
    column: int = 0
    """1-based, in characters; 0 where the whole line is meant."""
    hint: str = ""
    """The likely fix, or empty."""
    key: str = ""
    """What repeats of this problem have in common (a key, a shortcode's name); repeated warnings are grouped by it."""
    level: Severity | None = None
    """The severity that `levels:` gave it; None means the rule's own."""

    @property
    def severity(self) -> Severity:
        """The severity that counts."""
        return self.level or RULES[self.code].severity


class SiteError(Exception):
    """The site cannot be built; `problems` says why. `exit_code` is 1 for content, 2 for configuration and usage."""

    def __init__(
        self, problems: Iterable[Problem], exit_code: int = 1, output: Literal["kept", "partial", "published"] = "kept"
    ) -> None:
        self.problems = tuple(problems)
        self.exit_code = exit_code
        self.output = output
        """What became of the output: as it was, part of it new, or all of it."""
        super().__init__("; ".join(problem.message for problem in self.problems))

    def __reduce__(self) -> tuple[object, ...]:
        """Let it travel from one process of a build to another."""
        return type(self), (self.problems, self.exit_code, self.output)


class Problems:
    """A growing list of problems that knows the levels of the site.

    `strict` lets warnings stop the publication, but for those in `PASSING`.
    """

    def __init__(self, levels: Mapping[str, Severity], *, strict: bool = False) -> None:
        self._levels = levels
        self._strict = strict
        self._found: list[Problem] = []

    def add(self, *problems: Problem) -> None:
        """Take in problems, each at the level that the site gives its code."""
        for problem in problems:
            level = self._levels.get(problem.code)
            if level != "ignore":
                self._found.append(replace(problem, level=level) if level else problem)

    def __iter__(self) -> Iterator[Problem]:
        """Yield them by file and line, errors and warnings together."""
        return iter(sorted(self._found, key=lambda p: (p.file, p.line, p.column, p.code, p.message)))

    def has_errors(self) -> bool:
        """Tell whether one of them stops the publication."""
        return any(
            problem.severity == "error" or (self._strict and problem.code not in PASSING) for problem in self._found
        )

    def stop_if_errors(self) -> None:
        """Raise `SiteError` with everything found so far if one of them is an error."""
        if self.has_errors():
            raise SiteError(self)


def nearest(word: str, known: Iterable[str], cutoff: float = 0.7) -> str:
    """Return the known word that is nearest to one that is not known, or an empty string if none is near."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=cutoff)), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `Did you mean "x"?` for the nearest known word, or an empty string."""
    near = nearest(word, known)
    return f'Did you mean "{near}"?' if near else ""


def printable(name: str) -> str:
    r"""Return a file's name as it can be shown; bytes in it that are not UTF-8 stand as `\xe9`."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def misnamed(file: str, code: str = "SG017") -> Problem:
    """Return the problem of a file whose name is not UTF-8; `file` is its printable name."""
    return Problem(code, "the name is not UTF-8, so no address can be made of it", file, hint="Rename the file.")
