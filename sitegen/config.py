"""The settings of a site: every default."""

from collections.abc import Collection, Mapping
from importlib.util import find_spec
from pathlib import Path
from zoneinfo import ZoneInfo, reset_tzpath

from msgspec import Struct
from yaml.nodes import Node, ScalarNode

from sitegen.clock import current
from sitegen.dates import moment
from sitegen.errors import Problem, Severity, SiteError
from sitegen.getters import choice, fields_of, flag, line, number
from sitegen.redactions import Redaction, redaction
from sitegen.settings import (
    USUAL_EXTENSIONS,
    entries,
    extension,
    folder,
    language,
    levels,
    pattern,
    permalink,
    place_to_go,
    renamings,
    sections,
    site_address,
    zone_name,
)
from sitegen.yamltree import UNTAGGED, NodeError, Place, Schema, Source, compose, is_empty, read

reset_tzpath(to=())  # zones are those of the tzdata package, whose version is known, on every machine
SETTINGS_FILE = "site.yaml"
DEFAULT_PERMALINK = "/{year}/{month}/{day}/{slug}/"
LARGEST_INDEX = 100_000
"""The most entries that an index may be told to show on one page."""
LARGEST_SIZE = 1_000
"""The most articles that a page or the feed may be told to hold."""

Fields = Mapping[str, Collection[str]]
"""For each kind of record the names of its fields."""


class NavigationEntry(Struct, frozen=True):
    """One entry of the navigation as configured: its words, a path of this site or a URL elsewhere, and where it is."""

    title: str
    url: str
    place: Place


class MarkdownSettings(Struct, frozen=True):
    """How bodies are read: by which engine, with which extensions of Python-Markdown, and whether raw HTML passes."""

    engine: str = "python-markdown"
    extensions: tuple[str, ...] = USUAL_EXTENSIONS
    unsafe_html: bool = False


class DatelineSettings(Struct, frozen=True):
    """House style of datelines: `ap`, `reuters` or `plain`, and the wire's name in parentheses, if any."""

    style: str = "ap"
    source: str = ""


class TagSettings(Struct, frozen=True):
    """Which tags articles may have: `any`, or those that have `records`; and how many articles make a page."""

    allowed: str = "any"
    least: int = 1


class Folders(Struct, frozen=True):
    """Folders under content/ whose files are records of one kind; all other .md files are articles."""

    people: tuple[str, ...] = ("people",)
    tags: tuple[str, ...] = ("tags",)
    pages: tuple[str, ...] = ("pages",)


class Config(Struct, frozen=True, kw_only=True):
    """A site's settings, checked. Field names are those of site.yaml."""

    title: str
    url: str
    """Where the site will be found, with scheme and final slash; a path is allowed (`https://example.org/news/`)."""
    description: str = ""
    language: str = "en"
    """A language tag that Babel knows (`en`, `pt-BR`)."""
    collation: str = "plain"
    """By what indexes are ordered: `plain` or `icu`."""
    timezone: str = "UTC"
    """An IANA name; it decides calendar days and the offset of times written without one."""
    copyright: str = ""
    permalink: str = DEFAULT_PERMALINK
    sections: tuple[str, ...] = ()
    """Names of the sections in the order of the navigation."""
    navigation: tuple[NavigationEntry, ...] = ()
    """Empty: the sections, then people, tags and archive."""
    dateline: DatelineSettings = DatelineSettings()
    page_size: int = 20
    """Articles on a numbered page of a listing; its front carries up to twice as many less one."""
    front_size: int = 30
    feed_size: int = 20
    index_size: int = 500
    """Entries that an index shows on one page; a larger one has a page for each letter."""
    folders: Folders = Folders()
    fields: Mapping[str, Mapping[str, str | None]] = {}
    """For each kind of record, an author's key -> our field, or None for a key that is known and ignored."""
    ignore: tuple[str, ...] = ()
    """Glob patterns of files under content/ that are left alone."""
    redact: tuple[Redaction, ...] = ()
    """Texts that are replaced in all files under content/."""
    tags: TagSettings = TagSettings()
    levels: Mapping[str, Severity] = {}
    """Problem code -> severity."""
    markdown: MarkdownSettings = MarkdownSettings()

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return ZoneInfo(self.timezone)


def load_config(site: Path, fields: Fields) -> tuple[Config, tuple[Problem, ...]]:
    """Read site.yaml of a site folder and return its settings with warnings. `fields` are those of front matter.

    Raises:
        SiteError: with every mistake in it, and exit code 2.
    """
    source = Source(SETTINGS_FILE)
    node = compose(_written(site), source)
    if isinstance(node, Problem):
        raise SiteError([_as_setting(node)], exit_code=2)
    found = read(node, _schema(fields), source)
    problems = [_as_setting(problem) for problem in found.problems]
    problems += [
        Problem("SG001", f'"{name}" is missing', SETTINGS_FILE, 1, hint=f"Add `{name}: {example}`.")
        for name, example in (("title", "The Daily Ledger"), ("url", "https://example.org/"))
        if name not in found.values and not any(problem.key == name for problem in problems)
    ]
    if any(problem.severity == "error" for problem in problems):
        raise SiteError(problems, exit_code=2)
    config = Config(**found.values)
    if config.markdown.unsafe_html:
        message = '"unsafe_html" is on: a script in any text runs in the browser of every reader'
        at = found.places["markdown"]
        hint = "Turn it off unless all who write are trusted with that, or accept it with `levels: {SG024: ignore}`."
        problems.append(Problem("SG024", message, SETTINGS_FILE, at.line, at.column, hint))
    return config, tuple(problems)


def clock(written: str | None, zone: ZoneInfo) -> int:
    """Return the moment of the build in seconds since 1970: `--now`, else SOURCE_DATE_EPOCH, else the real time.

    Raises:
        ValueError: if what is written there is not a moment.
    """
    if written is not None:
        try:
            return moment(zone)(ScalarNode(UNTAGGED, written)).instant
        except NodeError as bad:
            raise ValueError(f"--now: {bad.message}") from None
    return current()


def _written(site: Path) -> str:
    """Return the text of site.yaml."""
    file = site / SETTINGS_FILE
    try:
        if file.exists() and not file.is_file():  # reading a pipe would never end
            hint = "Put a file in its place, with a title and a url."
            raise _refusal(f"{SETTINGS_FILE} is not a regular file", SETTINGS_FILE, hint=hint)
        data = file.read_bytes()
        return data.decode("utf-8-sig")
    except FileNotFoundError:
        hint = f"A site is a folder with a {SETTINGS_FILE}: give it a title and a url, or make one by `sitegen init`."
        raise _refusal(f"there is no {SETTINGS_FILE} in {site}", hint=hint) from None
    except OSError as error:
        hint = "Look at its permissions."
        raise _refusal(f"{SETTINGS_FILE} cannot be read: {error.strerror}", SETTINGS_FILE, hint=hint) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"{SETTINGS_FILE} is not UTF-8 (byte {error.start + 1} of the file)"
        raise _refusal(message, SETTINGS_FILE, line, "Save it as UTF-8.") from None


def _refusal(message: str, file: str = "", line: int = 0, hint: str = "") -> SiteError:
    return SiteError([Problem("SG001", message, file, line, hint=hint)], exit_code=2)


def _as_setting(problem: Problem) -> Problem:
    code = "SG002" if problem.code == "SG012" else "SG001"
    return Problem(code, problem.message, problem.file, problem.line, problem.column, problem.hint, problem.key)


def _entry(node: Node) -> NavigationEntry:
    taken = fields_of(node, {"title": line, "url": _place_to_go}, required="url")
    url, place = taken["url"]
    return NavigationEntry(taken.get("title", url), url, place)


def _place_to_go(node: Node) -> tuple[str, Place]:
    return place_to_go(node), Source(SETTINGS_FILE).place(node)


def _collation(node: Node) -> str:
    taken = choice("plain", "icu")(node)
    if taken == "icu" and not find_spec("icu"):
        hint = "Install it: pip install 'sitegen[icu]'."
        raise NodeError(node, "the collation icu needs PyICU, which is not installed", hint=hint)
    return taken


def _markdown(node: Node) -> MarkdownSettings:
    engine = choice("python-markdown", "commonmark")
    taken = fields_of(node, {"engine": engine, "extensions": entries(extension), "unsafe_html": flag})
    if taken.get("engine") == "commonmark":
        if "extensions" in taken:
            hint = "Delete one of them: the commonmark engine has no extensions."
            raise NodeError(node, '"extensions" are those of the engine python-markdown', hint=hint)
        if not find_spec("pyromark"):
            hint = "Install it: pip install 'sitegen[commonmark]'."
            raise NodeError(node, "the engine commonmark needs pyromark, which is not installed", hint=hint)
    return MarkdownSettings(**taken)


def _dateline(node: Node) -> DatelineSettings:
    return DatelineSettings(**fields_of(node, {"style": choice("ap", "reuters", "plain"), "source": line}))


def _tags(node: Node) -> TagSettings:
    return TagSettings(**fields_of(node, {"allowed": choice("any", "records"), "least": number(1, LARGEST_SIZE)}))


def _folders(node: Node) -> Folders:
    taken = fields_of(node, dict.fromkeys(("people", "tags", "pages"), entries(folder)))
    for key, value in node.value:
        if is_empty(value):
            raise NodeError(value, f'"{key.value}" names no folder', hint="Write its path; or [], for none of its own.")
    folders = Folders(**taken)
    names = (*folders.people, *folders.tags, *folders.pages)
    twice = next((name for place, name in enumerate(names) if name in names[:place]), "")
    if twice:
        raise NodeError(node, f'"{twice}" is the folder of two kinds of records', hint="Name another for one of them.")
    return folders


def _schema(fields: Fields) -> Schema:
    size = number(1, LARGEST_SIZE)
    return {
        "title": line,
        "url": site_address,
        "description": line,
        "language": language,
        "collation": _collation,
        "timezone": zone_name,
        "copyright": line,
        "permalink": permalink,
        "sections": sections,
        "navigation": entries(_entry),
        "dateline": _dateline,
        "page_size": size,
        "front_size": size,
        "feed_size": size,
        "index_size": number(1, LARGEST_INDEX),
        "folders": _folders,
        "fields": renamings(fields),
        "ignore": entries(pattern),
        "redact": entries(redaction),
        "tags": _tags,
        "levels": levels,
        "markdown": _markdown,
    }
