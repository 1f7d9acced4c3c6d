"""The fields of each kind of record and the getter of each: the schema of front matter."""

import re
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from yaml.nodes import MappingNode, Node, ScalarNode

from sitegen.content.bylines import parts
from sitegen.content.records import Credit, Part, Photo, Reference, Role
from sitegen.dates import moment
from sitegen.getters import choice, fields_of, flag, free, line, many, pairs, sluggable, web_address
from sitegen.redactions import redaction
from sitegen.settings import language
from sitegen.urls import LONGEST, is_slug, redirect, slug
from sitegen.yamltree import NodeError, Schema, text

ARTICLE_KINDS = (
    "news", "report", "analysis", "opinion", "editorial", "column", "letter", "background", "explainer", "callout",
    "review", "satire", "sponsored", "live", "factcheck", "obituary", "interview", "brief",
)  # fmt: skip
PARTS = ("subject", "source", "mentioned", "victim", "accused")
PRIVACY = ("public", "limited", "suppressed")
STATUSES = ("draft", "review", "ready", "published")

_HOME_OF_STATES = ("U.S.", "US", "U.S.A.", "USA", "United States")
"""Their states stand without them in a dateline."""
_PARTIAL_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def field_names() -> dict[str, tuple[str, ...]]:
    """Return the names of the fields of each kind of record."""
    return {kind: tuple(schema) for kind, schema in schemas(ZoneInfo("UTC")).items()}


def schemas(zone: ZoneInfo) -> dict[str, Schema]:
    """Return the schema of each kind of record; `zone` settles times written without an offset."""
    article: dict[str, Any] = {
        "title": line,
        "date": moment(zone),
        "updated": moment(zone),
        "byline": many(credit),
        "byline_text": free_byline,
        "dateline": dateline,
        "summary": text,
        "deck": text,
        "kicker": text,
        "section": sluggable,
        "kind": choice(*ARTICLE_KINDS),
        "series": sluggable,
        "tags": many(sluggable),
        "people": many(part),
        "people_auto": flag,
        "people_index": flag,
        "redact": many(redaction),
        "photo": photo,
        "photo_credit": text,
        "photo_caption": text,
        "photo_alt": text,
        "sources": many(reference),
        "sponsor": text,
        "slug": written_slug,
        "aliases": many(old_url),
        "layout": layout_name,
        "status": choice(*STATUSES),
        "draft": flag,
        "extra": free,
    }
    term: dict[str, Any] = {
        "name": sluggable,
        "id": written_slug,
        "aliases": many(line),
        "former_ids": many(written_slug),
        "summary": text,
        "page": choice("always", "auto"),
        "extra": free,
    }
    tag = {**term, "see": many(sluggable), "not": many(sluggable)}
    person = {
        **term,
        "sort": text,
        "given": text,
        "family": text,
        "order": choice("western", "family-first", "mononym", "regnal"),
        "short": many(line),
        "search_aliases": many(line),
        "not": many(line),
        "scripts": pairs(language, line),
        "disambiguation": line,
        "privacy": choice(*PRIVACY),
        "minor": flag,
        "roles": many(role),
        "born": partial_date,
        "died": partial_date,
        "same_as": many(web_address),
        "photo": photo,
        "photo_credit": text,
        "photo_caption": text,
        "photo_alt": text,
    }
    page = {
        key: article[key]
        for key in (
            "title",
            "summary",
            "photo",
            "photo_credit",
            "photo_caption",
            "photo_alt",
            "aliases",
            "layout",
            "status",
            "draft",
            "extra",
        )
    }
    return {"article": article, "person": person, "tag": tag, "page": page}


def written_slug(node: Node) -> str:
    """Take a slug that an author chose."""
    written = text(node)
    if not is_slug(written):
        better = slug(written)
        raise NodeError(
            node,
            f'"{written}" cannot stand in a URL',
            hint=f'Write "{better}".' if better else "Use letters, digits and hyphens.",
        )
    return written


def old_url(node: Node) -> str:
    """Take an old URL of this site to redirect from, as the path to write the redirect to."""
    written = text(node)
    path = redirect(written)
    if path is None:
        raise NodeError(
            node,
            f'"{written}" is not a path of this site',
            hint=f"Write the part after the host: /old/story.html. No part of it has more than {LONGEST} characters.",
        )
    return path


def layout_name(node: Node) -> str:
    """Take the name of a layout, with or without `.html`."""
    written = text(node).removesuffix(".html")
    if not re.fullmatch(r"[\w-]+(/[\w-]+)*", written):
        raise NodeError(node, f'"{written}" is not the name of a layout', hint="Write its file name below layouts/.")
    return written + ".html"


def partial_date(node: Node) -> str:
    """Take a year, a month (2017-02) or a day (2017-02-22)."""
    written = text(node)
    if not _PARTIAL_DATE.fullmatch(written) or not _is_on_the_calendar(written):
        raise NodeError(node, f'"{written}" is not a date', hint="Write 2017, 2017-02 or 2017-02-22.", code="SG015")
    return written


def _is_on_the_calendar(written: str) -> bool:
    try:
        date.fromisoformat(written + "-01-01"[len(written) - 4 :])
    except ValueError:
        return False
    return True


def part(node: Node) -> str | Part:
    """Take someone who is in an article: a name, or `name` (or `id`), `role` and `as`."""
    if not isinstance(node, MappingNode):
        return sluggable(node)
    taken = fields_of(node, {"id": sluggable, "name": sluggable, "role": choice(*PARTS), "as": line})
    names = [taken[key] for key in ("id", "name") if key in taken]
    if len(names) != 1:
        hint = "Write either of them: {id: jane-roe, role: source}."
        raise NodeError(node, 'expected "id" or "name"' + (", found both" if names else ""), hint=hint)
    return Part(names[0], taken.get("role", ""), taken.get("as", ""), "id" in taken)


def credit(node: Node) -> Credit:
    """Take one entry of a byline: a name, or `name`, `role` and `org`."""
    if isinstance(node, MappingNode):
        return Credit(**fields_of(node, {"name": sluggable, "role": line, "org": line}, required="name"))
    return Credit(sluggable(node))


def free_byline(node: Node) -> str:
    """Take a byline in free words, in which `[[Name]]` is a link."""
    written = line(node)
    loose = [part.text for part in parts(written) if not part.is_name and ("[[" in part.text or "]]" in part.text)]
    if loose:
        hint = "Write the name and nothing else in them: [[Jane Roe]]."
        raise NodeError(node, "double brackets that make no link", hint=hint, code="SG023", value=written)
    return written


def dateline(node: Node) -> tuple[str, str]:
    """Take a dateline: `Springfield, Ill.`, or `city` with `region` and `country`."""
    if isinstance(node, ScalarNode):
        city, _, rest = (part.strip() for part in line(node).partition(","))
        if not city:
            raise NodeError(node, "the city is missing", hint="Write the city first: Springfield, Ill.")
        return city, rest
    taken = fields_of(node, {"city": line, "region": line, "country": line}, required="city")
    region, country = taken.get("region", ""), taken.get("country", "")
    if region and country in _HOME_OF_STATES:
        country = ""
    return taken["city"], ", ".join(part for part in (region, country) if part)


def photo(node: Node) -> Photo:
    """Take a picture: its path, or `src`, `caption`, `credit` and `alt`."""
    if isinstance(node, ScalarNode):
        return Photo(text(node))
    return Photo(**fields_of(node, {"src": text, "caption": line, "credit": line, "alt": line}, required="src"))


def reference(node: Node) -> Reference:
    """Take a source: its name, or `name` and `url`."""
    if isinstance(node, ScalarNode):
        return Reference(line(node))
    return Reference(**fields_of(node, {"name": line, "url": web_address}, required="name"))


def role(node: Node) -> Role:
    """Take an office: its title, or `title`, `org`, `start` and `end`."""
    if isinstance(node, ScalarNode):
        return Role(line(node))
    schema = {"title": line, "org": line, "start": partial_date, "end": partial_date, "abbr": many(line)}
    taken = Role(**fields_of(node, schema, required="title"))
    if taken.start and taken.end and is_before(taken.end, taken.start):
        raise NodeError(node, f'"end" ({taken.end}) is before "start" ({taken.start})', code="SG018", value=taken)
    return taken


def is_before(one: str, other: str) -> bool:
    """Compare two partial dates, as exactly as both of them are."""
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared]
