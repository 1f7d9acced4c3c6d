"""The settings of a site: every default, the one clock and the one reader of the environment."""

import os
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, reset_tzpath

from babel import Locale, UnknownLocaleError
from msgspec import Struct
from yaml.nodes import Node, ScalarNode

from sitegen.dates import moment
from sitegen.errors import RULES, UNMOVABLE, Problem, Severity, SiteError
from sitegen.yamltree import (
    NodeError,
    Schema,
    Source,
    choice,
    compose,
    fields_of,
    flag,
    many,
    number,
    pairs,
    read,
    text,
)

reset_tzpath(to=())  # zones are those of the tzdata package, whose version is known, on every machine
SETTINGS_FILE = "site.yaml"
DEFAULT_PERMALINK = "/{year}/{month}/{day}/{slug}/"
PERMALINK_FIELDS = ("year", "month", "day", "slug", "section")
KINDS = ("article", "person", "tag", "page")


class NavigationEntry(Struct, frozen=True):
    """One entry of the navigation as configured: its words, and a path of this site or a URL elsewhere."""

    title: str
    url: str


class MarkdownSettings(Struct, frozen=True):
    """How bodies are read: names of Python-Markdown extensions, and whether raw HTML passes unsanitised."""

    extensions: tuple[str, ...] = ("extra", "sane_lists", "smarty")
    unsafe_html: bool = False


class DatelineSettings(Struct, frozen=True):
    """House style of datelines: `ap`, `reuters` or `plain`, and the wire's name in parentheses, if any."""

    style: str = "ap"
    source: str = ""


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
    folders: Folders = Folders()
    fields: Mapping[str, Mapping[str, str | None]] = {}
    """For each kind of record, an author's key -> our field, or None for a key that is known and ignored."""
    ignore: tuple[str, ...] = ()
    """Glob patterns of files under content/ that are left alone."""
    levels: Mapping[str, Severity] = {}
    """Problem code -> severity."""
    markdown: MarkdownSettings = MarkdownSettings()

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return ZoneInfo(self.timezone)


def load_config(site: Path) -> tuple[Config, tuple[Problem, ...]]:
    """Read site.yaml of a site folder and return its settings with warnings.

    Raises:
        SiteError: with every mistake in it, and exit code 2.
    """
    source = Source(SETTINGS_FILE)
    try:
        written = (site / SETTINGS_FILE).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SiteError([_unreadable(site, error)], exit_code=2) from None
    node = compose(written, source)
    if isinstance(node, Problem):
        raise SiteError([node], exit_code=2)
    found = read(node, _SCHEMA, source)
    problems = [_as_setting(problem) for problem in found.problems]
    problems += [
        Problem("SG001", f'"{name}" is missing', SETTINGS_FILE, 1, hint=f"Add `{name}: {example}`.")
        for name, example in (("title", "The Daily Ledger"), ("url", "https://example.org/"))
        if name not in found.places
    ]
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise SiteError(problems, exit_code=2)
    return Config(**found.values), tuple(problems)


def clock(written: str | None, zone: ZoneInfo) -> int:
    """Return the moment of the build in seconds since 1970: `--now`, else SOURCE_DATE_EPOCH, else the real time.

    Raises:
        ValueError: if what is written there is not a moment.
    """
    if written is not None:
        try:
            return moment(zone)(ScalarNode("", written)).instant
        except NodeError as bad:
            raise ValueError(f"--now: {bad.message}") from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not (epoch.isascii() and epoch.isdigit()):
        raise ValueError(f'SOURCE_DATE_EPOCH: "{epoch}" is not a number of seconds since 1970')
    return int(epoch) if epoch else int(time.time())


def runs_in_ci() -> bool:
    """Tell whether a continuous integration service runs us, where a progress bar would only fill the log."""
    return bool(os.environ.get("CI"))


def _unreadable(site: Path, error: OSError | UnicodeDecodeError) -> Problem:
    if isinstance(error, FileNotFoundError):
        hint = f"A site is a folder with a {SETTINGS_FILE}: give it a title and a url."
        return Problem("SG001", f"there is no {SETTINGS_FILE} in {site}", hint=hint)
    return Problem("SG001", f"{SETTINGS_FILE} cannot be read: {error}", SETTINGS_FILE)


def _as_setting(problem: Problem) -> Problem:
    code = "SG002" if problem.code == "SG012" else "SG001"
    return Problem(code, problem.message, problem.file, problem.line, problem.column, problem.hint, problem.key)


def _url(node: Node) -> str:
    written = text(node)
    parts = urlsplit(written)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise NodeError(
            node,
            f'"{written}" is not the address of a site',
            hint="Write https://example.org/ or https://example.org/news/.",
        )
    return written.rstrip("/") + "/"


def _zone_name(node: Node) -> str:
    written = text(node)
    try:
        ZoneInfo(written)
    except (KeyError, ValueError, OSError):
        raise NodeError(
            node, f'"{written}" is not a time zone', hint="Write an IANA name such as America/Chicago."
        ) from None
    return written


def _language(node: Node) -> str:
    written = text(node)
    try:
        Locale.parse(written, sep="-")
    except (UnknownLocaleError, ValueError):
        raise NodeError(node, f'"{written}" is not a language', hint="Write a tag such as en or pt-BR.") from None
    return written


def _permalink(node: Node) -> str:
    written = text(node)
    names = re.findall(r"\{(.*?)\}", written)
    unknown = [name for name in names if name not in PERMALINK_FIELDS]
    if unknown or "slug" not in names or not written.startswith("/") or not re.fullmatch(r"[\w/{}.~-]+", written):
        raise NodeError(
            node,
            f'"{written}" is not a permalink',
            hint=f"It starts with /, contains {{slug}}, and may use {', '.join(PERMALINK_FIELDS)}.",
        )
    return written


def _entry(node: Node) -> NavigationEntry:
    taken = fields_of(node, {"title": text, "url": text}, required="url")
    if not taken["url"].startswith(("/", "https://", "http://")):
        hint = "Write a path of this site (/about/) or a whole web address."
        raise NodeError(node, f'"{taken["url"]}" is not a place to go', hint=hint)
    return NavigationEntry(taken.get("title", taken["url"]), taken["url"])


def _markdown(node: Node) -> MarkdownSettings:
    return MarkdownSettings(**fields_of(node, {"extensions": many(text), "unsafe_html": flag}))


def _dateline(node: Node) -> DatelineSettings:
    return DatelineSettings(**fields_of(node, {"style": choice("ap", "reuters", "plain"), "source": text}))


def _folders(node: Node) -> Folders:
    return Folders(**fields_of(node, {"people": many(_folder), "tags": many(_folder), "pages": many(_folder)}))


def _folder(node: Node) -> str:
    return text(node).strip("/")


def _renaming(node: Node) -> dict[str, str | None]:
    return {key: None if name in ("", "~", "null") else name for key, name in pairs(text)(node).items()}


def _fields(node: Node) -> dict[str, Any]:
    return fields_of(node, dict.fromkeys(KINDS, _renaming))


def _levels(node: Node) -> dict[str, str]:
    levels = pairs(choice("error", "warning", "ignore"))(node)
    for code in levels:
        if code not in RULES:
            raise NodeError(
                node, f'there is no problem "{code}"', hint="A problem's code stands in front of its message."
            )
        if code in UNMOVABLE and levels[code] != "error":
            raise NodeError(node, f"{code} stays an error ({RULES[code].name})", hint=f"Delete {code} from the levels.")
    return levels


_SCHEMA: Schema = {
    "title": text,
    "url": _url,
    "description": text,
    "language": _language,
    "timezone": _zone_name,
    "copyright": text,
    "permalink": _permalink,
    "sections": many(text),
    "navigation": many(_entry),
    "dateline": _dateline,
    "page_size": number,
    "front_size": number,
    "feed_size": number,
    "folders": _folders,
    "fields": _fields,
    "ignore": many(text),
    "levels": _levels,
    "markdown": _markdown,
}
