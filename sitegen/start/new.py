"""A new article, where the site's other articles are and with the fields that they have."""

from collections.abc import Mapping
from pathlib import Path

import yaml
from msgspec import Struct
from yaml.nodes import ScalarNode

from sitegen import urls
from sitegen.config import Config
from sitegen.dates import moment
from sitegen.errors import Problem, SiteError, did_you_mean
from sitegen.start.habits import Habits, habits_of, placeholders
from sitegen.yamltree import UNTAGGED, NodeError

_FIELDS = (
    "title", "date", "byline", "dateline", "section", "kicker", "deck", "summary", "kind", "series", "tags", "people",
    "photo", "sources",
)  # fmt: skip
"""Fields that a new article may start with, in the order in which they are written."""
_FIRST = ("title", "date", "byline", "summary", "tags", "people")
"""What the first article of a site starts with."""


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


def new_article(site: Path, config: Config, wish: Wish) -> Path:
    """Write the file of a new article and return its path.

    Raises:
        SiteError: with exit code 2, if it has no usable name, is there already, or cannot be written.
    """
    day = _day(wish, config)
    slug = wish.slug or urls.slug(wish.title)
    if not urls.is_slug(slug):
        raise _refusal(f'no file name can be made of "{wish.slug or wish.title}"', "Give it one with --slug.")
    if config.sections and wish.section and urls.slug(wish.section) not in map(urls.slug, config.sections):
        hint = did_you_mean(wish.section, config.sections) or f"There are {', '.join(config.sections)}."
        raise _refusal(f'site.yaml has no section "{wish.section}"', hint)
    keys = _keys(config.fields.get("article", {}))
    habits = habits_of(site / "content", config.folders, config.ignore, keys)
    folder = habits.pattern.format(**placeholders(day, wish.section))
    path = site / "content" / habits.base / folder / (f"{day}-{slug}.md" if habits.dated else f"{slug}.md")
    _write(path, _text(wish, _chosen(wish, habits, keys, config), keys), site)
    return path


def _day(wish: Wish, config: Config) -> str:
    try:
        return moment(config.zone)(ScalarNode(UNTAGGED, wish.date)).iso[:10]
    except NodeError as bad:
        raise _refusal(f"--date: {bad.message}", bad.hint) from None


def _keys(renamed: Mapping[str, str | None]) -> dict[str, str]:
    """Return the key that authors of the site write for each field."""
    theirs = {ours: key for key, ours in renamed.items() if ours}
    return {field: theirs.get(field, field) for field in (*_FIELDS, "status")}


def _chosen(wish: Wish, habits: Habits, keys: Mapping[str, str], config: Config) -> list[str]:
    """List the fields to write: those asked for, and those that the site has a habit of."""
    usual = {field for field in _FIELDS if keys[field] in habits.keys}
    if not habits.keys:
        usual = {*_FIRST, *(["section"] if config.sections else [])}
    given = {field for field in _FIELDS if getattr(wish, field, None)}
    return [field for field in _FIELDS if field in usual | given]


def _text(wish: Wish, fields: list[str], keys: Mapping[str, str]) -> str:
    lines = []
    for field in fields:
        value = getattr(wish, field, "")
        lines.append(_line(keys[field], list(value) if isinstance(value, tuple) else value))
    if wish.draft:
        lines.append(_line(keys["status"], "draft"))
    return "\n".join(("---", *lines, "---", "", ""))


def _line(key: str, value: str | list[str]) -> str:
    if not value:
        return f"{key}:"
    if key == "date":
        return f"{key}: {value}"
    flow = None if isinstance(value, list) else False
    return str(yaml.safe_dump({key: value}, allow_unicode=True, width=10_000, default_flow_style=flow)).rstrip("\n")


def _write(path: Path, text: str, site: Path) -> None:
    shown = path.relative_to(site)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise _refusal(f"{shown} is there already", "Choose another name with --slug, or edit that file.") from None
    except OSError as error:
        raise _refusal(f"{shown} cannot be written: {error.strerror}", "") from None


def _refusal(message: str, hint: str) -> SiteError:
    return SiteError([Problem("SG006", message, hint=hint)], exit_code=2)
