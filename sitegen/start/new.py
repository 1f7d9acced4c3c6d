"""A new article, where the site's other articles are and with the fields that they have."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from yaml.nodes import ScalarNode

from sitegen import urls
from sitegen.config import Config
from sitegen.content.discover import discover
from sitegen.content.load import LoadSettings, load
from sitegen.content.records import Article
from sitegen.content.walk import Listing, Seen
from sitegen.dates import When, moment
from sitegen.errors import did_you_mean
from sitegen.start.habits import Habits, habits_of, placeholders
from sitegen.start.writing import check_words, refusal, unwritten, write_all, yaml_entry, yaml_line
from sitegen.yamltree import UNTAGGED, NodeError

_FIELDS = (
    "title", "date", "byline", "dateline", "section", "kicker", "deck", "summary", "kind", "series", "tags", "people",
    "photo", "sources",
)  # fmt: skip
"""Fields that a new article may start with, in the order in which they are written."""
_LAST = "end"
"""Comments that belong to no field stand at the end of them."""
_FIRST = ("title", "date", "byline", "summary", "tags", "people")
"""What the first article of a site starts with."""


class Entry(Struct, frozen=True):
    """One entry of a field that is a list, as YAML, and why it is one."""

    value: Mapping[str, str] | str
    reason: str


class Found(Struct, frozen=True, kw_only=True):
    """What a brief says of a new article."""

    lines: Mapping[str, str] = {}
    """Of fields that hold text."""
    lists: Mapping[str, tuple[Entry, ...]] = {}
    reasons: Mapping[str, str] = {}
    """Why each field is what it is; they become comments."""
    comments: Mapping[str, tuple[str, ...]] = {}
    """Comments that stand where a field would."""
    body: str = ""


class Wish(Struct, frozen=True, kw_only=True):
    """What is known of a new article before it is written."""

    title: str
    date: str
    """As an author writes it: a date, or a date and a time."""
    slug: str = ""
    """Empty: made of the title."""
    section: str = ""
    byline: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    draft: bool = False
    found: Found = Found()
    """What was read of a brief; what is wished otherwise wins over it."""


def new_article(site: Path, config: Config, wish: Wish) -> Path:
    """Write the file of a new article and return its path.

    Raises:
        SiteError: with exit code 2, if it has no usable name, is there already, or cannot be written; or if a build
            would refuse it.
    """
    _check_wish(wish, config)
    day = _day(wish, config)
    slug = wish.slug or urls.slug(wish.title)
    if not urls.is_slug(slug):
        raise refusal(f'no file name can be made of "{wish.slug or wish.title}"', "Give it one with --slug.")
    keys = keys_of(config)
    content = site / "content"
    habits = habits_of(content, config.folders, config.ignore, keys)
    folder = habits.base + habits.pattern.format(**placeholders(day, wish.section))
    path = content / folder / (f"{day}-{slug}.md" if habits.dated else f"{slug}.md")
    text = _text(wish, _chosen(wish, habits, keys, config), keys)
    _check_place(path, content, config)
    _check_text(path.relative_to(content).as_posix(), text, wish, config)
    write_all({path: text})
    return path


def _check_wish(wish: Wish, config: Config) -> None:
    words = {
        "the headline": wish.title,
        "--section": wish.section,
        "--byline": wish.byline,
        "--person": wish.people,
        "--tag": wish.tags,
    }
    check_words(words)
    if config.sections and wish.section and urls.slug(wish.section) not in map(urls.slug, config.sections):
        hint = did_you_mean(wish.section, config.sections) or f"There are {', '.join(config.sections)}."
        raise refusal(f'site.yaml has no section "{wish.section}"', hint)


def _day(wish: Wish, config: Config) -> str:
    try:
        return moment(config.zone)(ScalarNode(UNTAGGED, wish.date)).iso[:10]
    except NodeError as bad:
        if isinstance(bad.value, When):
            return bad.value.iso[:10]
        raise refusal(f"--date: {bad.message}", bad.hint or "Write 2026-03-04 or 2026-03-04 07:30.") from None


def keys_of(config: Config) -> dict[str, str]:
    """Return the key that authors of the site write for each field."""
    theirs = {ours: key for key, ours in config.fields.get("article", {}).items() if ours}
    return {field: theirs.get(field, field) for field in (*_FIELDS, "status")}


def _chosen(wish: Wish, habits: Habits, keys: Mapping[str, str], config: Config) -> list[str]:
    """List the fields to write: those asked for, those found in a brief, and those that the site has a habit of."""
    usual = {field for field in _FIELDS if keys[field] in habits.keys}
    if not habits.keys:
        usual = {*_FIRST, *(["section"] if config.sections else [])}
    given = {field for field in _FIELDS if getattr(wish, field, None)}
    return [field for field in _FIELDS if field in usual | given | wish.found.lines.keys() | wish.found.lists.keys()]


def _text(wish: Wish, fields: list[str], keys: Mapping[str, str]) -> str:
    lines = []
    for field in (*_FIELDS, "status", _LAST):
        if field == "status" and wish.draft:
            lines.append(_with_reason(yaml_line(keys["status"], "draft"), wish.found.reasons.get("status", "")))
        elif field in wish.found.comments:
            lines += [f"# {line}".rstrip() for line in wish.found.comments[field]]
        elif field in fields:
            lines += _lines_of(field, keys[field], wish)
    return "\n".join(("---", *lines, "---", "", wish.found.body))


def _lines_of(field: str, key: str, wish: Wish) -> list[str]:
    value = getattr(wish, field, "") or wish.found.lines.get(field, "")
    if not value and field in wish.found.lists:
        return [
            f"{key}:",
            *(_with_reason(f"  - {yaml_entry(one.value)}", one.reason) for one in wish.found.lists[field]),
        ]
    written = list(value) if isinstance(value, tuple) else value
    line = f"{key}: {value}" if field == "date" else yaml_line(key, written)
    return [_with_reason(line, wish.found.reasons.get(field, ""))]


def _with_reason(line: str, reason: str) -> str:
    return f"{line}  # {reason}" if reason else line


def _check_place(path: Path, content: Path, config: Config) -> None:
    """Refuse a file that is there already, or that a build would not take for an article of its own."""
    shown = f"content/{path.relative_to(content).as_posix()}"
    if os.path.lexists(path):
        raise refusal(f"{shown} is there already", "Choose another name with --slug, or edit that file.")
    if path.name == "index.md":
        hint = "Choose another name with --slug."
        raise refusal(f"{shown} would be the article of its whole folder", hint)
    for folder in path.parents[: len(path.relative_to(content).parents) - 1]:
        if folder.is_symlink():
            hint = "No build looks behind it: put a folder in its place."
            raise refusal(f"content/{folder.relative_to(content).as_posix()} is a symbolic link", hint)
    seen = Seen(path.relative_to(content).as_posix(), 0, 0, 0, stat.S_IFREG)
    found = discover(Listing((seen,), ()), config.folders, config.ignore)
    if not any(source.kind == "article" for source in found.sources):
        rule = found.ignored[0].rule if found.ignored else "folders"
        hint = "Choose another name with --slug, or another section."
        raise refusal(f"{shown} would be no article: see `{rule}` in site.yaml", hint)


def _check_text(path: str, text: str, wish: Wish, config: Config) -> None:
    """Refuse what a build would refuse, or publish at another address."""
    loaded = load(path, "article", text.encode(), LoadSettings.of(config))
    errors = [problem for problem in loaded.problems if problem.severity == "error"]
    if errors:
        raise unwritten(errors)
    made = loaded.record.slug if isinstance(loaded.record, Article) else ""
    if wish.slug and made != wish.slug:
        raise refusal(f'the address would end in "{made}", not in "{wish.slug}"', f"Write --slug {made}.")
