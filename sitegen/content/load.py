"""One file of content/ to one record: a pure function of its bytes and of the settings that reading depends on."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from sitegen import urls
from sitegen.config import Config, Folders, MarkdownSettings
from sitegen.content.fields import STATUSES, schemas
from sitegen.content.front_matter import split
from sitegen.content.persons import check_person
from sitegen.content.records import Article, Body, Loaded, Note, Part, Person, Photo, Record, Tag
from sitegen.content.redacting import Drafted, left, redactions_of
from sitegen.content.steps import Steps, in_step
from sitegen.content.texts import read_text
from sitegen.dates import When
from sitegen.errors import Problem, nearest
from sitegen.redactions import Redaction, redact_fields, redacted
from sitegen.yamltree import Place, Schema, Source, Values, compose, read

_ALIASES: dict[str, dict[str, str | None]] = {
    "article": {"headline": "title"},
    "page": {"headline": "title"},
    "person": {},
    "tag": {"label": "name"},
}
_HOLDING = frozenset(
    """embargo embargo_until embargoed publish_at publish_date publishdate publish_on published unpublish_at expires
    expires_at expiry expiry_date expirydate hidden private visibility scheduled""".split()
)
"""Keys by which other programs hold an article back."""
_LEADING_DATE = re.compile(r"\d{4}-\d{2}-\d{2}[-_]")
_REQUIRED = {"article": ("title", "date"), "page": ("title",), "person": ("name",), "tag": ("name",)}


class LoadSettings(Struct, frozen=True):
    """Everything besides a file's bytes that its record depends on."""

    timezone: str
    folders: Folders
    fields: Mapping[str, Mapping[str, str | None]]
    redact: tuple[Redaction, ...]
    markdown: MarkdownSettings

    @classmethod
    def of(cls, config: Config) -> "LoadSettings":
        """Take what loading reads from the site's settings."""
        return cls(config.timezone, config.folders, config.fields, config.redact, config.markdown)


class Text(Struct, frozen=True, array_like=True):
    """A Markdown file to read."""

    path: str
    """Relative to content/; problems name it with that folder in front."""
    kind: str
    data: bytes


def load(path: str, kind: str, data: bytes, settings: LoadSettings) -> Loaded:
    """Read one Markdown file."""
    return load_all([Text(path, kind, data)], settings)[0]


def load_all(texts: Iterable[Text], settings: LoadSettings) -> list[Loaded]:
    """Read Markdown files."""
    return in_step(_steps(text.path, text.kind, text.data, settings) for text in texts)


def _steps(path: str, kind: str, data: bytes, settings: LoadSettings) -> Steps[Loaded]:
    source = Source(f"content/{path}", lines_before=1)
    document = split(data, source.file)
    if isinstance(document, Problem):
        return Loaded(None, "", (document,))
    yield
    node = compose(document.front_matter, source)
    if isinstance(node, Problem):
        return Loaded(None, "", (node,))
    yield
    renamed = renamed_keys(kind, settings)
    text, redactions = document.body, redactions_of(node, settings.redact, renamed)
    if redactions and node:
        redact_fields(node, redactions, renamed)
        text = redacted(text, redactions)
    found = read(node, _schemas(settings.timezone)[kind], source, renamed)
    problems = found.problems
    problems += _missing(kind, found, renamed, source)
    problems[:] = [_as_gate(problem, kind) for problem in problems]
    problems += _unsaid(found, source)
    yield
    body, html = yield from read_text(text, document.body_line, settings.markdown, source.file, problems)
    yield
    values = _settled(found, source, problems)
    if kind == "person":
        problems += check_person(found, source)
    if kind in ("article", "page") and "slug" not in values and not _default_slug(path):
        hint = "Name the file with letters or digits" + (", or give it a `slug:`." if kind == "article" else ".")
        problems.append(Problem("SG014", "no URL can be made of the file's name", source.file, 1, hint=hint))
    if redactions:
        drafted = Drafted(path, kind, _address(kind, path, values), text, document.body_line)
        problems += left(drafted, values, body, html, redactions)
    if any(problem.severity == "error" for problem in problems):
        return Loaded(None, "", tuple(problems), _rest(path, found, values, body, problems))
    known = {**values, "body": body, "places": found.places}
    record = _record(kind, path, settings.folders, known)
    return Loaded(record, html, tuple(problems))


def renamed_keys(kind: str, settings: LoadSettings) -> dict[str, str | None]:
    """Return what the keys of a kind of record mean where that is not their name; None: nothing."""
    return {**_ALIASES[kind], **settings.fields.get(kind, {})}


def _rest(path: str, found: Values, values: Mapping[str, Any], body: Body, problems: Iterable[Problem]) -> Note | None:
    """Return what could be read of a file in error, unless it is to be held back, or may be."""
    unclear = found.places.keys() & {"draft", "status"} and "draft" not in values
    if values.get("draft") or unclear or any(problem.code == "SG025" for problem in problems):
        return None
    return Note(path=path, title="", url="", photo=values.get("photo"), body=body, places=found.places)


@lru_cache(maxsize=4)
def _schemas(timezone: str) -> dict[str, Schema]:
    return schemas(ZoneInfo(timezone))


def _missing(kind: str, found: Values, renamed: Mapping[str, str | None], source: Source) -> list[Problem]:
    bad = {renamed.get(problem.key, problem.key) for problem in found.problems}
    theirs = {ours: key for key, ours in renamed.items() if ours and key not in _ALIASES[kind]}
    problems = []
    for name in _REQUIRED[kind]:
        if name not in found.values and name not in bad:
            key = theirs.get(name, name)
            hint = f"Add `{key}:` to the front matter."
            if renamed.get(key, name) is None:
                hint = (
                    f"site.yaml says, under `fields`, that `{key}` is ignored: delete that, or name another key for it."
                )
            problems.append(Problem("SG014", f'"{key}" is missing', source.file, 1, hint=hint))
    return problems


def _as_gate(problem: Problem, kind: str) -> Problem:
    """Make an error of an unknown key that is likely to have been meant to hold the article back."""
    if problem.code != "SG012" or kind not in ("article", "page"):
        return problem
    key = problem.key.lower().replace("-", "_")
    if key not in _HOLDING and not nearest(key, ("status", "draft"), cutoff=0.8):
        return problem
    message = f'"{problem.key}" does not hold anything back; sitegen does not know it'
    hint = (
        problem.hint or "Write `status: draft` or a `date` to come; or say in site.yaml, under `fields`, what it means."
    )
    return replace(problem, code="SG025", message=message, hint=hint)


def _unsaid(found: Values, source: Source) -> list[Problem]:
    """Refuse a status or draft that says neither yes nor no."""
    return [
        Problem("SG013", f'"{found.keys[name]}" has no value', source.file, at.line, at.column, hint)
        for name, hint in (("status", f"Write one of {', '.join(STATUSES)}."), ("draft", "Write true or false."))
        if (at := found.places.get(name))
        and name not in found.values
        and not any(problem.line == at.line for problem in found.problems)
    ]


def _settled(found: Values, source: Source, problems: list[Problem]) -> dict[str, Any]:
    """Fold the fields that say one thing in two ways into one."""
    values = dict(found.values)
    status, draft = values.pop("status", None), values.pop("draft", None)
    if status is not None and draft is not None and draft == (status == "published"):
        message = f'"{found.keys["draft"]}" and "{found.keys["status"]}: {status}" contradict each other'
        problems.append(_contradiction(message, found.places["draft"], source))
    if status is not None or draft is not None:
        values["draft"] = bool(draft) or status in ("draft", "review", "ready")
    values.pop("redact", None)
    if "not" in values:
        values["refused"] = values.pop("not")
    if "people" in values:
        _fold_people(values)
    if values.pop("page", None) == "always":
        values["always"] = True
    _fold_photo(values, found, source, problems)
    updated, date = values.get("updated"), values.get("date")
    if updated and date and _is_before(updated, date):
        message = f'"{found.keys["updated"]}" ({updated.iso}) is before "{found.keys["date"]}" ({date.iso})'
        problems.append(_contradiction(message, found.places["updated"], source))
    return values


def _fold_people(values: dict[str, Any]) -> None:
    people: tuple[str | Part, ...] = values["people"]
    values["parts"] = tuple(one for one in people if isinstance(one, Part))
    values["people"] = tuple(one.name if isinstance(one, Part) else one for one in people)


def _is_before(one: When, other: When) -> bool:
    """Compare two moments, by their days where one of them has no time."""
    if one.has_time and other.has_time:
        return one.instant < other.instant
    return one.iso[:10] < other.iso[:10]


def _fold_photo(values: dict[str, Any], found: Values, source: Source, problems: list[Problem]) -> None:
    flat = {name: values.pop(f"photo_{name}") for name in ("caption", "credit", "alt") if f"photo_{name}" in values}
    if not flat:
        return
    photo: Photo | None = values.get("photo")
    if photo is None:
        place = found.places[f"photo_{next(iter(flat))}"]
        problems.append(_contradiction("a caption, credit or alt of a photo is given, but no photo", place, source))
        return
    for name in flat:
        if getattr(photo, name):
            key = found.keys[f"photo_{name}"]
            message = f'"{key}" is given, and so is "{name}" in "{found.keys["photo"]}"'
            problems.append(_contradiction(message, found.places[f"photo_{name}"], source))
    written = {name: getattr(photo, name) for name in ("caption", "credit", "alt")}
    values["photo"] = Photo(photo.src, **{**written, **flat})


def _contradiction(message: str, at: Place, source: Source) -> Problem:
    return Problem("SG018", message, source.file, at.line, at.column)


def _record(kind: str, path: str, folders: Folders, known: dict[str, Any]) -> Record:
    if kind == "article":
        name = known.pop("slug", "") or _default_slug(path)
        return Article(path=path, slug=name, **known)
    if kind == "page":
        return Note(path=path, url=_url_of_page(path, folders), **known)
    identity = known.pop("id", "") or urls.slug(known["name"])
    return Person(path=path, id=identity, **known) if kind == "person" else Tag(path=path, id=identity, **known)


def _address(kind: str, path: str, values: Mapping[str, Any]) -> str:
    """Return what of a file stands in an address."""
    if kind == "article":
        return str(values.get("slug") or _default_slug(path))
    return path.removesuffix(".md") if kind == "page" else str(values.get("id") or values.get("name", ""))


def _url_of_page(path: str, folders: Folders) -> str:
    below = next(path[len(folder) + 1 :] for folder in folders.pages if path.startswith(folder + "/"))
    parts = [urls.slug(part) for part in below[: -len(".md")].split("/")]
    if parts[-1] == "index":
        parts.pop()
    return "/" + "/".join(parts) + "/" if parts else "/"


def _default_slug(path: str) -> str:
    """Return the slug of the file's stem less a leading date; an `index.md` takes its folder's name."""
    parts = path[: -len(".md")].split("/")
    name = parts[-2] if parts[-1] == "index" and len(parts) > 1 else parts[-1]
    return urls.slug(_LEADING_DATE.sub("", name)) or urls.slug(name)
