"""Who and what is meant: the names that articles write, resolved to people, tags, sections and series.

A name is one with another if they differ in case, kinds of apostrophe or spacing only. Two names that would share one
page without being one are an error that names both sources, never a silent merge.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from sitegen.content.records import Article, Person, Tag
from sitegen.errors import Problem
from sitegen.urls import slug

_FOLD = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "\u00a0": " ", "‐": "-", "\u2011": "-"})


class Naming(Struct, frozen=True):
    """An article that writes a name in one of its fields."""

    name: str
    article: Article
    field: str

    @property
    def line(self) -> int:
        """The line of the field."""
        place = self.article.places.get(self.field)
        return place.line if place else 1

    @property
    def file(self) -> str:
        """The article's file as problems name it."""
        return f"content/{self.article.path}"


class Terms(Struct, frozen=True):
    """Names resolved: `ids` from each name as written to an id, `labels` from each id to the name that is shown."""

    ids: dict[str, str]
    labels: dict[str, str]


def resolve(
    namings: Iterable[Naming], records: Iterable[Person | Tag] = (), labels: Iterable[str] = ()
) -> tuple[Terms, list[Problem]]:
    """Resolve names to ids. `records` and `labels` (names fixed by site.yaml) decide spelling before articles do."""
    problems: list[Problem] = []
    surfaces, fixed, owners = _registered(records, labels, problems)
    ids: dict[str, str] = {}
    loose: dict[str, list[Naming]] = {}
    for naming in namings:
        name = naming.name
        known = ids.get(name)
        if known is None:
            known = surfaces.get(_same(name)) or (name if name in fixed else None)
            if known is None:
                known = slug(name)
                if known in fixed:
                    problems.append(_near_record(naming, fixed[known], owners.get(known, "")))
            ids[name] = known
        if known not in fixed:
            loose.setdefault(known, []).append(naming)
    chosen = {identity: _label(identity, found, problems) for identity, found in loose.items()}
    return Terms(ids, {**fixed, **chosen}), problems


def _registered(
    records: Iterable[Person | Tag], labels: Iterable[str], problems: list[Problem]
) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    surfaces: dict[str, str] = {}
    fixed: dict[str, str] = {}
    owners: dict[str, str] = {}
    for label in labels:
        other = fixed.setdefault(slug(label), label)
        if _same(other) != _same(label):
            message = f'"{label}" and "{other}" would share the page "{slug(label)}"'
            problems.append(Problem("SG041", message, "site.yaml", hint="Name one of them otherwise."))
        surfaces[_same(label)] = slug(label)
    for record in records:
        file = f"content/{record.path}"
        if record.id in owners:
            message = f'"{record.id}" is the id of {owners[record.id]}, too'
            problems.append(
                Problem("SG041", message, file, _line(record, "id", "name"), hint="Give one of them another `id:`.")
            )
            continue
        fixed[record.id], owners[record.id] = record.name, file
        for name, field in [(record.name, "name"), *((alias, "aliases") for alias in record.aliases)]:
            other = surfaces.setdefault(_same(name), record.id)
            if other != record.id:
                message = f'"{name}" belongs to {owners.get(other, "site.yaml")}, too'
                problems.append(
                    Problem("SG042", message, file, _line(record, field, "name"), hint="Let only one of them have it.")
                )
    return surfaces, fixed, owners


def _label(identity: str, namings: list[Naming], problems: list[Problem]) -> str:
    """Choose the spelling that most articles use, the first in order among equals, and refuse names that differ."""
    written = [naming for naming in namings if naming.name != identity] or namings
    counts = Counter(naming.name for naming in written)
    first = written[0]
    for naming in written:
        if _same(naming.name) != _same(first.name):
            message = (
                f'"{naming.name}" and "{first.name}" ({first.file}:{first.line}) would share the page "{identity}"'
            )
            hint = "Write one name, or add a record that has one of them as an alias."
            problems.append(Problem("SG041", message, naming.file, naming.line, hint=hint))
            break
    return min(counts, key=lambda name: (-counts[name], name))


def _near_record(naming: Naming, name: str, file: str) -> Problem:
    message = f'"{naming.name}" and "{name}" ({file or "site.yaml"}) would share one page'
    hint = f'Write "{name}", or add "{naming.name}" to the aliases of the record.'
    return Problem("SG041", message, naming.file, naming.line, hint=hint)


def _line(record: Person | Tag, *fields: str) -> int:
    places: Mapping[str, object] = record.places
    return next((record.places[field].line for field in fields if field in places), 1)


def _same(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.translate(_FOLD).split())).casefold()
