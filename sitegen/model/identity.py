"""The register: everyone of a site, with or without a record, and all names by which they are known."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from sitegen.content.records import Person
from sitegen.model.collation import sort_key
from sitegen.model.doubles import Someone
from sitegen.model.names import is_guess, sort_name
from sitegen.model.site import Site
from sitegen.model.terms import same_name


class Listed(Struct, frozen=True, kw_only=True):
    """Someone as the register has it."""

    id: str
    name: str
    sort: str
    """The form under which the name is sorted."""
    is_guess: bool
    """Whether that form was made by rule, and no record says it."""
    about: int
    """Articles about the person."""
    by: int
    """Articles by the person."""
    record: str
    """The file of the record; empty: there is none."""


class Register(Struct, frozen=True):
    """Everyone of a site by sort form. The private are counted: what is printed ends in logs."""

    people: tuple[Listed, ...]
    limited: int
    suppressed: int


def register(site: Site, records: Mapping[str, Person], language: str, *, icu: bool) -> Register:
    """Return the register of a site; `records` by id."""

    def order(one: Listed) -> tuple[str, str]:
        entry = site.people.get(one.id)
        return entry.key if entry else sort_key(one.sort, language, icu=icu), one.id

    public = (site.people.keys() | records.keys()) - site.privacy.private
    rows = sorted((_listed(identity, site, records.get(identity), language) for identity in public), key=order)
    return Register(tuple(rows), len(site.privacy.private - site.privacy.suppressed), len(site.privacy.suppressed))


def _listed(identity: str, site: Site, record: Person | None, language: str) -> Listed:
    entry = site.people.get(identity)
    name = entry.name if entry else record.name if record else identity
    return Listed(
        id=identity,
        name=name,
        sort=entry.sort_name if entry else sort_name(name, record, language),
        is_guess=is_guess(name, record),
        about=len(site.in_news.get(identity, ())),
        by=len(site.by_author.get(identity, ())),
        record=f"content/{record.path}" if record else "",
    )


def everyone(site: Site, records: Mapping[str, Person]) -> list[Someone]:
    """Return all people with all their names, the private with them, by id."""
    recorded = [_someone(person) for person in records.values()]
    loose = {i: entry.name for i, entry in site.people.items() if i not in records} | site.privacy.unrecorded
    others = [Someone(id=identity, names=(name,)) for identity, name in loose.items()]
    return sorted([*recorded, *others], key=lambda one: one.id)


def _someone(person: Person) -> Someone:
    return Someone(
        id=person.id,
        names=tuple(dict.fromkeys((person.name, *person.aliases, *person.scripts.values()))),
        born=person.born,
        same_as=person.same_as,
        file=f"content/{person.path}",
        is_told_apart=bool(person.disambiguation),
    )


def known_names(site: Site, records: Iterable[Person]) -> Iterator[str]:
    """Yield all that records, and the names of the private, make known: no record is wanted for them."""
    for person in records:
        names = (person.name, *person.aliases, *person.search_aliases, *person.refused, *person.scripts.values())
        yield from map(same_name, names)
    yield from map(same_name, site.privacy.unrecorded.values())


def first_article(site: Site, identity: str) -> str:
    """Return the file of the first article about or by somebody, or an empty text."""
    places = site.in_news.get(identity, ()) or site.by_author.get(identity, ())
    return f"content/{site.articles[places[0]].path}" if places else ""
