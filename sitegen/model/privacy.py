"""Who has no page: those whose records say so, minors, and victims.

Of the `limited`, the name stays in the texts of articles, and there is nothing else. The `suppressed` must not be named
at all. Both are *private*. No problem names them: a log is no place for it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from sitegen import urls
from sitegen.content.records import Article, Person, Record, Tag
from sitegen.errors import Problem
from sitegen.model.finder import Finder
from sitegen.model.lexicon import Known, Lexicon, known, lexicon
from sitegen.model.terms import Terms
from sitegen.urls import slug

PRIVATE = "private"
"""Why the record of such a person is held back."""


class Privacy(Struct, frozen=True):
    """Those who have no page, by id."""

    private: frozenset[str]
    suppressed: frozenset[str]
    unrecorded: dict[str, str]
    """Victims who have no record -> their names."""
    former: frozenset[str]
    """Ids that the private had."""
    slugs: frozenset[str]
    """The slugs of all that they are called."""


def privacy_of(persons: Iterable[Person], articles: Iterable[Article], names: Terms) -> Privacy:
    """Return who is private: what a record says counts; if it says nothing, minors and victims are."""
    victims = {names.ids[part.name]: part.name for one in articles for part in one.parts if part.role == "victim"}
    records = {person.id: person for person in persons}
    limited = {i for i, r in records.items() if r.privacy == "limited" or (not r.privacy and (r.minor or i in victims))}
    suppressed = frozenset(i for i, r in records.items() if r.privacy == "suppressed")
    unrecorded = {i: names.labels[i] for i in sorted(victims.keys() - records.keys())}
    private = suppressed.union(limited, unrecorded)
    former = frozenset(old for i in private & records.keys() for old in records[i].former_ids)
    slugs = _slugs((records[i] for i in private & records.keys()), unrecorded.values())
    return Privacy(private, suppressed, unrecorded, former, slugs)


def _slugs(persons: Iterable[Person], names: Iterable[str]) -> frozenset[str]:
    called = [
        (one.name, one.id, *one.aliases, *one.search_aliases, *one.former_ids, *one.scripts.values()) for one in persons
    ]
    return frozenset(map(slug, chain(names, *called))) - {""}


def lexicon_of(persons: Iterable[Person], privacy: Privacy, language: str) -> Lexicon:
    """Return the names that are looked for: of those who have a record, and of the private."""
    recorded = [known(person, language, is_private=person.id in privacy.private) for person in persons]
    others = [Known(identity, (name,), is_private=True) for identity, name in privacy.unrecorded.items()]
    return lexicon([*recorded, *others])


def suppressed_names(persons: Iterable[Person], privacy: Privacy, language: str) -> Lexicon:
    """Return the names that may stand nowhere: as written, in capitals, and those of several words in small letters."""
    people = (
        known(person, language, is_private=True, with_initials=True)
        for person in persons
        if person.id in privacy.suppressed
    )
    return lexicon(replace(one, full=tuple(dict.fromkeys(_in_any_case(one.full)))) for one in people)


def _in_any_case(names: tuple[str, ...]) -> Iterator[str]:
    yield from names
    yield from map(str.upper, names)
    yield from (name.lower() for name in names if " " in name)


def terms_with_slugs(terms: Terms, slugs: AbstractSet[str]) -> frozenset[str]:
    """Return the ids of terms that are names of the private: the page of such a tag would be that of the person."""
    return frozenset(i for i, label in terms.labels.items() if slug(label) in slugs) if slugs else frozenset()


def check_suppressed(
    public: Sequence[Record],
    names_of: Mapping[str, tuple[str, ...]],
    addresses_of: Mapping[str, tuple[str, ...]],
    names: Lexicon,
    find: Finder,
    privacy: Privacy,
) -> Iterator[Problem]:
    """Report the public files in which somebody who is suppressed is named: in a text, a field, an address.

    `names_of` are the ids of the people whom the fields of an article name, `addresses_of` what a record publishes at.
    """
    slugs = [f"-{slug(name)}-" for person in names.people for name in person.full]
    for record, mentions in zip(public, find(public, names, {}, everywhere=True), strict=True):
        times = sum(mention.count for mention in mentions)
        addresses = addresses_of[record.path]
        in_addresses = "/".join(f"-{slug(part)}-" for address in addresses for part in address.split("/"))
        if times or any(identity in privacy.suppressed for identity in names_of.get(record.path, ())):
            how_often = "in its fields" if not times else "once" if times == 1 else f"{times} times"
            hint = "Take the name out, or let `redact:` put another word in its place; content/people/ tells who it is."
        elif any(name in in_addresses for name in slugs):
            how_often, hint = "in an address", "Give it another `slug:`, or rename the file."
        else:
            continue
        message = f"somebody whose record is suppressed is named {how_often}"
        yield Problem("SG044", message, f"content/{record.path}", hint=hint)


def without_private(ids: tuple[str, ...], private: frozenset[str]) -> tuple[str, ...]:
    """Return ids less those of the private."""
    if private and not private.isdisjoint(ids):
        return tuple(identity for identity in ids if identity not in private)
    return ids


def private_records(records: Iterable[Person | Tag], private: frozenset[str]) -> dict[str, str]:
    """Return why the records of the private have no page, by their paths."""
    return {record.path: PRIVATE for record in records if record.id in private}


def pages_without(privacy: Privacy) -> Iterator[str]:
    """Yield the paths that the private would have, so that a link to one becomes plain text."""
    for identity in privacy.private | privacy.former:
        yield urls.person(identity)
        yield urls.author(identity)
