"""JSON Schemas of front matter and of site.yaml, with which editors complete and check while one types.

What an editor's YAML reads as a number or a flag, sitegen takes as text; so texts may be those here, too.
"""

from collections.abc import Mapping
from typing import Any

from sitegen.content.fields import ARTICLE_KINDS, PARTS, PRIVACY, STATUSES
from sitegen.errors import RULES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_KINDS = ("article", "person", "tag", "page")
NAMES = (*_KINDS, "site")
"""What there is a schema of."""

Schema = dict[str, Any]

_TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}
_DATE: Schema = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}([T ]\d{1,2}:\d{2}.*)?$"}
_PARTIAL_DATE: Schema = {"type": ["string", "integer", "null"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
_URL: Schema = {"type": ["string", "null"], "pattern": "^https?://"}
_SLUG: Schema = {"type": ["string", "integer", "null"], "pattern": "^[A-Za-z0-9][A-Za-z0-9._~-]*$"}
_FLAG: Schema = {"type": ["boolean", "null"]}
_COUNT: Schema = {"type": ["integer", "null"], "minimum": 1}


def json_schema(name: str, renamed: Mapping[str, str | None]) -> Schema:
    """Return the schema of the front matter of a kind of record, or of site.yaml (`site`).

    `renamed` are the author's keys of that kind, as `fields:` in site.yaml maps them to ours.
    """
    fields = dict(_FIELDS[name])
    fields |= {key: _said(fields[ours], f"The same as {ours}.") if ours else {} for key, ours in renamed.items()}
    same = {"headline": "title", "label": "name", **renamed}
    needed = [[field, *(key for key, ours in same.items() if ours == field)] for field in _REQUIRED[name]]
    return {
        "$schema": DIALECT,
        "title": f"sitegen: {_TITLES[name]}",
        "type": "object",
        "properties": fields,
        "additionalProperties": False,
        "allOf": [{"anyOf": [{"required": [key]} for key in keys if key in fields]} for keys in needed],
    }


def _said(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


def _text(description: str) -> Schema:
    return _said(_TEXT, description)


def _one_of(words: tuple[str, ...], description: str) -> Schema:
    return {"enum": [*words, None], "description": description}


def _list(schema: Schema, description: str) -> Schema:
    return {"anyOf": [schema, {"type": "array", "items": schema}], "description": description}


def _entry(required: str, **fields: Schema) -> Schema:
    return {"type": "object", "properties": fields, "required": [required], "additionalProperties": False}


def _or_text(schema: Schema) -> Schema:
    return {"anyOf": [_TEXT, schema]}


_TEXTS: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_CREDIT = _or_text(_entry("name", name=_TEXT, role=_TEXT, org=_TEXT))
_PLACE = _or_text(_entry("city", city=_TEXT, region=_TEXT, country=_TEXT))
_PICTURE = _or_text(_entry("src", src=_TEXT, caption=_TEXT, credit=_TEXT, alt=_TEXT))
_REFERENCE = _or_text(_entry("name", name=_TEXT, url=_URL))
_ROLE = _or_text(_entry("title", title=_TEXT, org=_TEXT, start=_PARTIAL_DATE, end=_PARTIAL_DATE, abbr=_TEXTS))
_PART = _or_text(
    {
        "type": "object",
        "properties": {"id": _TEXT, "name": _TEXT, "role": {"enum": [*PARTS, None]}, "as": _TEXT},
        "oneOf": [{"required": ["id"]}, {"required": ["name"]}],
        "additionalProperties": False,
    }
)
_REDACTION = _entry("surface", surface=_TEXT, replace=_TEXT)
_PHOTO: Schema = {
    "photo": _said(_PICTURE, "The picture: a path, or src, caption, credit and alt."),
    "photo_caption": _text("What the photo shows."),
    "photo_credit": _text("Who took the photo."),
    "photo_alt": _text("The photo in words, for those who do not see it."),
}
_PAGE: Schema = {
    "title": _text("The headline."),
    "headline": _text("The same as title."),
    "summary": _text("For lists, the feed and search engines."),
    **_PHOTO,
    "aliases": _list(_TEXT, "Old addresses on this site, which lead readers here."),
    "layout": _text("Another layout than the usual one."),
    "status": _one_of(STATUSES, "All but published hold it back."),
    "draft": _said(_FLAG, "The same as status: draft."),
    "extra": {"description": "For layouts of your own. Nothing in it is checked."},
}
_ARTICLE: Schema = {
    **_PAGE,
    "date": _said(_DATE, "When it is published: 2026-03-04 or 2026-03-04 07:30."),
    "updated": _said(_DATE, "When it last changed; not before date."),
    "byline": _list(_CREDIT, "Who wrote it: a name, a list, or entries with name, role and org."),
    "byline_text": _text("A byline in your own words; [[Name]] makes a link."),
    "dateline": _said(_PLACE, "Where it was written: City, Region."),
    "deck": _text("The line below the headline."),
    "kicker": _text("The words above the headline."),
    "section": _text("The section that it is filed under."),
    "kind": _one_of(ARTICLE_KINDS, "What sort of article it is."),
    "series": _text("The series that it is a part of."),
    "tags": _list(_TEXT, "What it is about."),
    "people": _list(_PART, "Who is in it: names, or entries with name or id, role and as."),
    "people_auto": _said(_FLAG, "Whether people are looked for in the text; true unless it says false."),
    "people_index": _said(_FLAG, "Whether pages of people list it; true unless it says false."),
    "redact": _list(_REDACTION, "Names that readers are not to see, each with what stands in its place."),
    "sources": _list(_REFERENCE, "Listed below the text: names, or entries with name and url."),
    "sponsor": _text("Who paid; named wherever the article appears."),
    "slug": _said(_SLUG, "The last part of the address."),
}
_TERM: Schema = {
    "name": _text("The name as it is shown."),
    "id": _said(_SLUG, "The last part of the address; without it, made of the name."),
    "aliases": _list(_TEXT, "Other spellings that mean the same."),
    "former_ids": _list(_SLUG, "Ids of the past, whose addresses lead here."),
    "summary": _text("One or two sentences."),
    "page": _one_of(("always", "auto"), "always: there is a page even if no article names it."),
    "extra": {"description": "For layouts of your own. Nothing in it is checked."},
}
_NAMES: Schema = {"type": "object", "additionalProperties": {"type": ["string", "null"]}}
_TAG: Schema = {
    **_TERM,
    "label": _text("The same as name."),
    "see": _list(_TEXT, "Other tags to look at."),
    "not": _list(_TEXT, "Tags that look like this one and are others."),
}
_PERSON: Schema = {
    **_TERM,
    **_PHOTO,
    "sort": _text("How the name is sorted: Meer, Ursula van der."),
    "given": _text("The given name."),
    "family": _text("The family name."),
    "order": _one_of(("western", "family-first", "mononym", "regnal"), "How the name is built."),
    "short": _list(_TEXT, "Names that mean the person after a full one in the same article; without it, family."),
    "search_aliases": _list(_TEXT, "Names to search for, neither shown nor looked for in texts."),
    "not": _list(_TEXT, "Names in which the person's name stands, and that mean something else."),
    "scripts": {**_NAMES, "description": "The name in other scripts, by language."},
    "disambiguation": _text("What tells the person from another of the same name."),
    "privacy": _one_of(
        PRIVACY, "limited: the name stays in texts, and there is no page; suppressed: it may not occur."
    ),
    "minor": _said(_FLAG, "A minor is limited unless privacy says otherwise."),
    "roles": _list(_ROLE, "Offices held: a title, or title, org, start, end and abbr."),
    "born": _said(_PARTIAL_DATE, "2017, 2017-02 or 2017-02-22."),
    "died": _said(_PARTIAL_DATE, "2017, 2017-02 or 2017-02-22."),
    "same_as": _list(_URL, "The same person elsewhere on the web."),
}
_SITE: Schema = {
    "title": _text("The name of the site."),
    "url": _said(_URL, "Where readers find it: https://example.org/ or https://example.org/news/."),
    "description": _text("One sentence about the site."),
    "language": _text("A tag such as en or pt-BR."),
    "collation": _one_of(("plain", "icu"), "By what the order of names is found."),
    "timezone": _text("An IANA name such as America/Chicago."),
    "copyright": _text("Who holds the rights."),
    "permalink": _text("The address of articles: /{year}/{month}/{day}/{slug}/."),
    "sections": _list(_TEXT, "The sections, in the order of the navigation."),
    "navigation": _list(_entry("url", title=_TEXT, url=_TEXT), "Where the navigation leads; without it: the sections."),
    "dateline": _said(
        _entry("style", style=_one_of(("ap", "reuters", "plain"), "House style."), source=_TEXT) | {"required": []},
        "How datelines are written, and the wire's name.",
    ),
    "page_size": _said(_COUNT, "Articles on a numbered page of a list."),
    "front_size": _said(_COUNT, "Articles on the front page."),
    "feed_size": _said(_COUNT, "Articles in the feed."),
    "index_size": _said(_COUNT, "Entries that an index shows on one page; a larger one has a page for each letter."),
    "folders": {
        "type": "object",
        "properties": dict.fromkeys(("people", "tags", "pages"), _list(_TEXT, "Folders below content/.")),
        "additionalProperties": False,
        "description": "The folders of records.",
    },
    "fields": {
        "type": "object",
        "properties": dict.fromkeys(_KINDS, _NAMES),
        "additionalProperties": False,
        "description": "Your key: our field, for each kind of record; null: known and ignored.",
    },
    "redact": _list(_REDACTION, "Names that readers are not to see in any text, each with what stands in its place."),
    "ignore": _list(_TEXT, "Patterns of files under content/ that are left alone."),
    "tags": {
        "type": "object",
        "properties": {
            "allowed": _one_of(("any", "records"), "Which tags articles may have."),
            "least": _said(_COUNT, "How many articles give a tag a page."),
        },
        "additionalProperties": False,
        "description": "Which tags articles may have, and which have a page.",
    },
    "levels": {
        "type": "object",
        "properties": {code: {"enum": ["error", "warning", "ignore"]} for code in RULES},
        "additionalProperties": False,
        "description": "How severe a problem is, by its code.",
    },
    "markdown": {
        "type": "object",
        "properties": {
            "engine": _one_of(("python-markdown", "commonmark"), "What reads texts."),
            "extensions": _list(_TEXT, "Extensions of Python-Markdown."),
            "unsafe_html": _said(_FLAG, "Let HTML in texts through unchecked."),
        },
        "additionalProperties": False,
        "description": "How texts are read.",
    },
}
_FIELDS: dict[str, Schema] = {"article": _ARTICLE, "person": _PERSON, "tag": _TAG, "page": _PAGE, "site": _SITE}
_REQUIRED = {
    "article": ("title", "date"),
    "person": ("name",),
    "tag": ("name",),
    "page": ("title",),
    "site": ("title", "url"),
}
_TITLES = {
    "article": "the front matter of an article",
    "person": "the front matter of a person's record",
    "tag": "the front matter of a tag's record",
    "page": "the front matter of a plain page",
    "site": "site.yaml",
}
