"""Who and what is meant: the names that articles write, resolved to people, tags, sections and series.

A name is one with another if they differ in case, kinds of apostrophe or spacing only. Two names that would share one
page without being one are an error that names both sources, never a silent merge.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain

from msgspec import Struct

from sitegen.content.records import Article, Person, Tag
from sitegen.errors import Problem
from sitegen.urls import slug

_FOLD = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "\u00a0": " ", "‐": "-", "\u2011": "-"})


class Uses:
    """The names that articles write in some of their fields, in the order in which they are first used."""

    def __init__(self, articles: Sequence[Article], fields: Mapping[str, Sequence[Sequence[str]]]) -> None:
        """Take for each field what every article writes there."""
        self._articles, self._fields = articles, fields
        self.counts = Counter(chain.from_iterable(chain.from_iterable(fields.values())))
        """How often each name is written."""

    @cached_property
    def _first(self) -> dict[str, tuple[Article, str]]:
        found: dict[str, tuple[Article, str]] = {}
        for field, named in self._fields.items():
            for article, names in zip(self._articles, named, strict=True):
                for name in names:
                    found.setdefault(name, (article, field))
        return found

    def first(self, name: str) -> tuple[str, int, int]:
        """Return the file, line and column of the field in which a name is first written."""
        article, field = self._first[name]
        place = article.places.get(field) or article.places.get(f"{field}_text")
        return f"content/{article.path}", *((place.line, place.column) if place else (1, 0))


class Terms(Struct, frozen=True):
    """Names resolved: `ids` from each name as written to an id, `labels` from each id to the name that is shown."""

    ids: dict[str, str]
    labels: dict[str, str]


class _Register(Struct, frozen=True):
    """What records and settings claim before articles name anything."""

    surfaces: dict[str, str]
    """Every text that means a record, folded -> its id."""
    fixed: dict[str, str]
    """Id -> the name that is shown."""
    owners: dict[str, str]
    """Id -> the file of the record."""
    taken: dict[str, str]
    """The last part of an address, present or former -> the id of whom it belongs to."""

    def claim(self, text: str, identity: str) -> str:
        """Give a text to an id; return the file of another that has it, or an empty string."""
        other = self.surfaces.setdefault(same_name(text), identity)
        return "" if other == identity else self.owners.get(other, "site.yaml")


def resolve(
    uses: Uses, records: Iterable[Person | Tag] = (), labels: Iterable[str] = ()
) -> tuple[Terms, list[Problem]]:
    """Resolve names to ids. `records` and `labels` (names fixed by site.yaml) decide spelling before articles do."""
    problems: list[Problem] = []
    register = _registered(list(records), labels, problems)
    ids: dict[str, str] = {}
    loose: dict[str, list[str]] = {}
    for name in uses.counts:
        ids[name] = register.surfaces.get(same_name(name)) or slug(name)
        owner = register.taken.get(ids[name])
        if owner and same_name(name) not in register.surfaces:
            problems.append(_near_record(name, uses, register.fixed[owner], register.owners.get(owner, "")))
        if ids[name] not in register.fixed:
            loose.setdefault(ids[name], []).append(name)
    chosen = {identity: _label(identity, names, uses, problems) for identity, names in loose.items()}
    return Terms(ids, {**register.fixed, **chosen}), problems


def _registered(records: list[Person | Tag], labels: Iterable[str], problems: list[Problem]) -> _Register:
    register = _Register({}, {}, {}, {})
    for label in labels:
        identity = slug(label)
        register.fixed[identity], register.taken[identity] = label, identity
        register.claim(label, identity)
    for record in records:
        file = f"content/{record.path}"
        if record.id in register.owners:
            message = f'"{record.id}" is the id of {register.owners[record.id]}, too'
            hint = "Give one of them another `id:`."
            problems.append(Problem("SG041", message, file, *_place(record, "id", "name"), hint))
            continue
        register.fixed[record.id], register.owners[record.id] = record.name, file
        _claim_all(register, record, problems)
    _claim_plain_names(register, records)
    return register


def _claim_all(register: _Register, record: Person | Tag, problems: list[Problem]) -> None:
    written = (
        (record.name, "name"),
        (record.id, "id"),
        *((alias, "aliases") for alias in record.aliases),
        *((former, "former_ids") for former in record.former_ids),
    )
    for text, field in written:
        other = register.claim(text, record.id)
        if other:
            message = f'"{text}" belongs to {other}, too'
            hint = "Let only one of them have it."
            file = f"content/{record.path}"
            problems.append(Problem("SG042", message, file, *_place(record, field, "name"), hint))
    for identity in (record.id, *record.former_ids):
        register.taken.setdefault(identity, record.id)


def _claim_plain_names(register: _Register, records: list[Person | Tag]) -> None:
    """Let `jane-roe` mean Jane Roe's record whatever its id, where it cannot mean another."""
    plain = Counter(slug(record.name) for record in records)
    for record in records:
        if plain[slug(record.name)] == 1:
            register.surfaces.setdefault(slug(record.name), record.id)


def _label(identity: str, names: list[str], uses: Uses, problems: list[Problem]) -> str:
    """Return the spelling that most articles use, among equals the first by the alphabet, and refuse names that differ.

    The id itself is shown only if no article writes a name.
    """
    first, *others = [name for name in names if name != identity] or names
    other = next((name for name in others if same_name(name) != same_name(first)), "")
    if other:
        before, after = uses.first(first), uses.first(other)
        message = f'"{other}" and "{first}" ({before[0]}:{before[1]}) would share the page "{identity}"'
        hint = "Write one name, or add a record that has one of them as an alias."
        problems.append(Problem("SG041", message, *after, hint))
    return min((first, *others), key=lambda name: (-uses.counts[name], name))


def _near_record(written: str, uses: Uses, name: str, file: str) -> Problem:
    message = f'"{written}" and "{name}" ({file or "site.yaml"}) would share one page'
    hint = f'Write "{name}", or add "{written}" to the aliases of the record.'
    return Problem("SG041", message, *uses.first(written), hint)


def _place(record: Person | Tag, *fields: str) -> tuple[int, int]:
    """Return line and column of the first of some fields that a record has."""
    found = (record.places[field] for field in fields if field in record.places)
    return next(((place.line, place.column) for place in found), (1, 0))


@cache
def same_name(name: str) -> str:
    """Return a name without what makes no other name of it: case, kinds of apostrophe and hyphen, spacing."""
    return unicodedata.normalize("NFC", " ".join(name.translate(_FOLD).split())).casefold()
