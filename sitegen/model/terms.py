"""Who and what is meant: the names that articles write, resolved to people, tags, sections and series.

A name is one with another if they differ in case, kinds of apostrophe or spacing only. Two names that would share one
page without being one are an error that names both sources, never a silent merge. Two people of one name need records
that tell them apart; then the name alone means neither.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain

from msgspec import Struct

from sitegen.characters import FOLD
from sitegen.content.records import Article, Person, Tag
from sitegen.errors import Problem
from sitegen.urls import slug

_UNSEEN = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xAD, 0xFEFF])
"""Marks of direction and the like, which nobody sees in a name, or types."""
_FOLD = FOLD | _UNSEEN


_OF_ONE_ID = "If they are two people, give one another `id:`, and each a `disambiguation:`; if one, keep one record."
_OF_ONE_NAME = (
    "If they are two people, give each a `disambiguation:`, and write their ids in articles; if one, merge them."
)


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
        return _place_in(*self._first[name])

    def everywhere(self, name: str) -> Iterator[tuple[str, int, int]]:
        """Yield the file, line and column of every field in which a name is written."""
        for field, named in self._fields.items():
            for article, names in zip(self._articles, named, strict=True):
                if name in names:
                    yield _place_in(article, field)


def _place_in(article: Article, field: str) -> tuple[str, int, int]:
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
    shared: dict[str, tuple[str, ...]]
    """A name that means several people, folded -> their ids."""

    def claim(self, text: str, identity: str) -> str:
        """Give a text to an id; return the file of another that has it, or an empty string."""
        name = same_name(text)
        other = self.surfaces.setdefault(name, identity)
        if other == identity or {other, identity} <= {*self.shared.get(name, ())}:
            return ""
        return self.owners.get(other, "site.yaml")


def resolve(
    uses: Uses, records: Iterable[Person | Tag] = (), labels: Iterable[str] = ()
) -> tuple[Terms, list[Problem]]:
    """Resolve names to ids. `records` and `labels` (names fixed by site.yaml) decide spelling before articles do."""
    problems: list[Problem] = []
    register = _registered(list(records), labels, problems)
    ids: dict[str, str] = {}
    loose: dict[str, list[str]] = {}
    for name in uses.counts:
        if owners := register.shared.get(same_name(name)):
            problems += _ambiguous(name, owners, uses, register)
        ids[name] = register.surfaces.get(same_name(name)) or slug(name)
        owner = register.taken.get(ids[name])
        if owner and same_name(name) not in register.surfaces:
            problems.append(_near_record(name, uses, register.fixed[owner], register.owners.get(owner, "")))
        if ids[name] not in register.fixed:
            loose.setdefault(ids[name], []).append(name)
    chosen = {identity: _label(identity, names, uses, problems) for identity, names in loose.items()}
    return Terms(ids, {**register.fixed, **chosen}), problems


def _registered(records: list[Person | Tag], labels: Iterable[str], problems: list[Problem]) -> _Register:
    register = _Register({}, {}, {}, {}, {})
    for label in labels:
        identity = slug(label)
        register.fixed[identity], register.taken[identity] = label, identity
        register.claim(label, identity)
    _share_names(register, records)
    for record in records:
        file = f"content/{record.path}"
        if record.id in register.owners:
            message = f'"{record.id}" is the id of {register.owners[record.id]}, too'
            hint = _OF_ONE_ID if isinstance(record, Person) else "Give one of them another `id:`."
            problems.append(Problem("SG041", message, file, *_place(record, "id", "name"), hint))
            continue
        register.fixed[record.id], register.owners[record.id] = record.name, file
        _claim_all(register, record, problems)
    _claim_plain_names(register, records)
    return register


def _share_names(register: _Register, records: Iterable[Person | Tag]) -> None:
    """Let a name mean nobody alone if all records that have it say what tells one from another."""
    named: dict[str, dict[str, Person]] = {}
    for record in records:
        if isinstance(record, Person):
            named.setdefault(same_name(record.name), {}).setdefault(record.id, record)
    for name, persons in named.items():
        if len(persons) > 1 and all(person.disambiguation for person in persons.values()):
            register.shared[name] = tuple(persons)


def _claim_all(register: _Register, record: Person | Tag, problems: list[Problem]) -> None:
    written = (
        (record.name, "name"),
        (record.id, "id"),
        *((alias, "aliases") for alias in record.aliases),
        *((former, "former_ids") for former in record.former_ids),
        *((name, "scripts") for name in (record.scripts.values() if isinstance(record, Person) else ())),
    )
    for text, field in written:
        other = register.claim(text, record.id)
        if other:
            message = f'"{text}" belongs to {other}, too'
            is_name = field == "name" and isinstance(record, Person)
            hint = _OF_ONE_NAME if is_name else "Let only one of them have it."
            file = f"content/{record.path}"
            problems.append(Problem("SG042", message, file, *_place(record, field, "name"), hint))
    for identity in (record.id, *record.former_ids):
        register.taken.setdefault(identity, record.id)


def _claim_plain_names(register: _Register, records: list[Person | Tag]) -> None:
    """Let `jane-roe` mean Jane Roe's record whatever its id, where it cannot mean another."""
    plain = Counter(slug(record.name) for record in records)
    for record in records:
        name = slug(record.name)
        if plain[name] == 1:
            register.surfaces.setdefault(name, record.id)
        elif (owners := register.shared.get(same_name(record.name))) and name not in register.surfaces:
            register.shared[name] = owners


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


def _ambiguous(written: str, owners: tuple[str, ...], uses: Uses, register: _Register) -> Iterator[Problem]:
    """Report each place where a name stands alone that several people have."""
    told = " or ".join(f"{identity} ({register.owners[identity]})" for identity in owners)
    for place in uses.everywhere(written):
        yield Problem("SG042", f'"{written}" may be {told}', *place, "Write the id of who is meant.")


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
    folded = unicodedata.normalize("NFC", " ".join(name.translate(_FOLD).split())).casefold()
    return unicodedata.normalize("NFC", folded)
