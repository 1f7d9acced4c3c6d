"""Getters of the settings that follow rules of their own: addresses, names of zones and languages, keys of others."""

import re
from collections.abc import Collection, Mapping
from importlib import import_module
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from yaml.nodes import Node, SequenceNode

from sitegen.errors import RULES, UNMOVABLE, did_you_mean
from sitegen.getters import choice, fields_of, line, many, pairs, sluggable
from sitegen.urls import is_web_address, slug
from sitegen.yamltree import Getter, NodeError, T, is_empty, text

PERMALINK_FIELDS = ("year", "month", "day", "slug", "section")
USUAL_EXTENSIONS = ("extra", "sane_lists", "smarty")
"""The extensions of Python-Markdown that are on unless the settings name others."""
LONGEST_PERMALINK = 100
"""Characters; the rest of what a file system allows is for slugs."""

_PERMALINK = re.compile(rf"(/([A-Za-z0-9_.~-]|\{{({'|'.join(PERMALINK_FIELDS)})\}})+)+/?")
_ADDRESS = re.compile(r"https?://[^\s/\\@?#\"'<>`{|}^]+(/[A-Za-z0-9_.~%-]+)*/?", re.IGNORECASE)
_BRACKETS = re.compile(r"\[!?+\]?+[^\]]*\]")
_DOTS = re.compile(r"/\.\.?(/|$)")


def hinted(getter: Getter[T], hint: str) -> Getter[T]:
    """Make a getter whose mistakes have a hint, where they have none of their own."""

    def take(node: Node) -> T:
        try:
            return getter(node)
        except NodeError as bad:
            for one in bad:
                one.hint = one.hint or hint
            raise

    return take


def entries(getter: Getter[T]) -> Getter[tuple[T, ...]]:
    """Make a getter for a list of values none of which is empty: in settings, an entry that says nothing is a slip."""

    def take(node: Node) -> tuple[T, ...]:
        empty = [item for item in node.value if is_empty(item)] if isinstance(node, SequenceNode) else []
        mistakes = [
            NodeError(item, "an entry is empty", hint="Write what it is to be, or delete it.") for item in empty
        ]
        try:
            taken = many(getter)(node)
        except NodeError as bad:
            mistakes.append(bad)
        if mistakes:
            mistakes[0].others += tuple(mistakes[1:])
            raise mistakes[0]
        return taken

    return take


def site_address(node: Node) -> str:
    """Take the address of a site; it gets a slash at its end."""
    written = text(node)
    if not _ADDRESS.fullmatch(written) or _DOTS.search(written) or not _has_host(written):
        hint = "Write https://example.org/ or https://example.org/news/."
        raise NodeError(node, f'"{written}" is not the address of a site', hint=hint)
    return written.rstrip("/") + "/"


def _has_host(written: str) -> bool:
    try:
        parts = urlsplit(written)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, brackets that enclose no address
        return False


def zone_name(node: Node) -> str:
    """Take the IANA name of a time zone; `localtime` would be another zone on every machine."""
    written = text(node)
    try:
        if written != "localtime":
            return ZoneInfo(written).key
    except (KeyError, ValueError, OSError):
        pass
    raise NodeError(node, f'"{written}" is not a time zone', hint="Write an IANA name such as America/Chicago.")


def language(node: Node) -> str:
    """Take a language tag that Babel knows."""
    written = text(node)
    try:
        Locale.parse(written, sep="-")
    except (UnknownLocaleError, ValueError):
        raise NodeError(node, f'"{written}" is not a language', hint="Write a tag such as en or pt-BR.") from None
    return written


def permalink(node: Node) -> str:
    """Take the pattern of the addresses of articles."""
    written = text(node)
    if not _PERMALINK.fullmatch(written) or "{slug}" not in written or _DOTS.search(written):
        names = ", ".join(f"{{{name}}}" for name in PERMALINK_FIELDS)
        hint = f"It starts with /, contains {{slug}}, and may use {names}, letters a to z, digits, -, ., _ and ~."
        raise NodeError(node, f'"{written}" is not a permalink', hint=hint)
    if len(written) > LONGEST_PERMALINK:
        raise NodeError(node, f"a permalink has at most {LONGEST_PERMALINK} characters")
    return written


def sections(node: Node) -> tuple[str, ...]:
    """Take the names of sections, no two of which share a page."""
    owners: dict[str, str] = {}

    def take(item: Node) -> str:
        name = sluggable(item)
        other = owners.setdefault(slug(name), name)
        if other != name:
            message = f'"{name}" and "{other}" would share the page "{slug(name)}"'
            raise NodeError(item, message, hint="Name one of them otherwise.")
        return name

    return tuple(dict.fromkeys(entries(take)(node)))


def place_to_go(node: Node) -> str:
    """Take where an entry of the navigation leads: a path of this site, or a web address."""
    written = text(node)
    is_path = re.fullmatch(r"/([^/\s].*)?", written) and not _DOTS.search(written)
    if not is_path and not is_web_address(written):
        hint = "Write a path of this site (/about/) or a whole web address."
        raise NodeError(node, f'"{written}" is not a place to go', hint=hint)
    return written


def folder(node: Node) -> str:
    """Take a folder below content/."""
    written = text(node)
    path = written.removesuffix("/")
    if not path or any(part in ("", ".", "..") for part in path.split("/")):
        hint = "Write its path: staff/people."
        raise NodeError(node, f'"{written}" is not a folder below content/', hint=hint)
    return path


def pattern(node: Node) -> str:
    """Take a pattern of files below content/."""
    written = text(node)
    if "[" in _BRACKETS.sub("", written):
        hint = "Close it, as in [0-9]; a bracket in a name is written [[]."
        raise NodeError(node, f'"{written}" opens a bracket and does not close it', hint=hint)
    if any(part in ("", ".", "..") for part in written.split("/")):
        better = written.strip("/")
        hint = (
            f"Write {better}/* for what is in that folder." if written.endswith("/") else "Write it as in drafts/*.md."
        )
        raise NodeError(node, f'"{written}" is the path of no file below content/', hint=hint)
    return written


def extension(node: Node) -> str:
    """Take the name of an extension of Python-Markdown."""
    name = text(node)
    if name in USUAL_EXTENSIONS:
        return name
    try:
        import_module("markdown").Markdown().build_extension(name, {})
    except Exception as error:  # noqa: BLE001  # an extension may raise anything
        entry_points = import_module("importlib.metadata").entry_points  # which every build would wait for
        known = (entry.name for entry in entry_points(group="markdown.extensions"))
        hint = did_you_mean(name, known) or "Install it beside sitegen, or put its folder on PYTHONPATH."
        raise NodeError(node, f'the extension "{name}" cannot be loaded: {error}', hint=hint) from None
    return name


def renamings(names: Mapping[str, Collection[str]]) -> Getter[dict[str, dict[str, str | None]]]:
    """Make a getter for the keys of other front matter; `names` are our fields for each kind of record."""

    def take(node: Node) -> dict[str, dict[str, str | None]]:
        return fields_of(node, {kind: pairs(line, _field_of(kind, ours)) for kind, ours in names.items()})

    return take


def _field_of(kind: str, names: Collection[str]) -> Getter[str | None]:
    def take(node: Node) -> str | None:
        name = text(node)
        if name in ("", "~", "null"):
            return None
        if name not in names:
            hint = did_you_mean(name, names) or f"There are {', '.join(names)}."
            raise NodeError(node, f'"{name}" is no field of a record of kind {kind}', hint=hint)
        return name

    return take


def levels(node: Node) -> dict[str, str]:
    """Take the severity of each problem."""
    severity_of = hinted(choice("error", "warning", "ignore"), "Write error, warning or ignore.")
    found = pairs(_code, severity_of)(node)
    for code, severity in found.items():
        if code in UNMOVABLE and severity != "error":
            raise NodeError(node, f"{code} stays an error ({RULES[code].name})", hint=f"Delete {code} from the levels.")
    return found


def _code(node: Node) -> str:
    code = text(node)
    if code not in RULES:
        raise NodeError(node, f'there is no problem "{code}"', hint="A problem's code stands in front of its message.")
    return code
