"""Who has no page: those whose records say so, minors, and victims.

Of the `limited`, the name stays in the texts of articles, and there is nothing else. The `suppressed` must not be named
at all. Both are *private*. No problem names them: a log is no place for it.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from sitegen.content.records import Article, Person
from sitegen.errors import Problem
from sitegen.model.lexicon import Known, Lexicon, known, lexicon
from sitegen.model.mentions import Mention
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


def privacy_of(persons: Iterable[Person], articles: Iterable[Article], names: Terms) -> Privacy:
    """Return who is private: what a record says counts; if it says nothing, minors and victims are."""
    victims = {names.ids[part.name]: part.name for one in articles for part in one.parts if part.role == "victim"}
    records = {person.id: person for person in persons}
    limited = {i for i, r in records.items() if r.privacy == "limited" or (not r.privacy and (r.minor or i in victims))}
    suppressed = frozenset(i for i, r in records.items() if r.privacy == "suppressed")
    unrecorded = {i: names.labels[i] for i in sorted(victims.keys() - records.keys())}
    private = suppressed.union(limited, unrecorded)
    former = frozenset(old for i in private & records.keys() for old in records[i].former_ids)
    return Privacy(private, suppressed, unrecorded, former)


def lexicon_of(persons: Iterable[Person], privacy: Privacy, language: str) -> Lexicon:
    """Return the names that are looked for: of those who have a record, and of the private."""
    recorded = [known(person, language, is_private=person.id in privacy.private) for person in persons]
    others = [Known(identity, (name,), is_private=True) for identity, name in privacy.unrecorded.items()]
    return lexicon([*recorded, *others])


def suppressed_names(persons: Iterable[Person], privacy: Privacy, language: str) -> Lexicon:
    """Return the names that may stand nowhere: as written, and in capitals."""
    people = (known(person, language, is_private=True) for person in persons if person.id in privacy.suppressed)
    return lexicon(replace(one, full=tuple(dict.fromkeys(chain(one.full, map(str.upper, one.full))))) for one in people)


def tags_of_private(tags: Terms, names: Lexicon) -> frozenset[str]:
    """Return the ids of the tags that are names of the private: the page of such a tag would be that of the person."""
    slugs = {slug(name) for person in names.people if person.is_private for name in person.full}
    return frozenset(i for i, label in tags.labels.items() if slug(label) in slugs) if slugs else frozenset()


class Public(Struct, frozen=True):
    """A file that has a page: who is named in its texts and its fields, and the addresses that it has or publishes."""

    path: str
    mentions: tuple[Mention, ...]
    people: tuple[str, ...]
    """Ids."""
    addresses: tuple[str, ...]


def check_suppressed(public: Iterable[Public], names: Lexicon, privacy: Privacy) -> Iterator[Problem]:
    """Report the files in which somebody who is suppressed is named."""
    slugs = [f"-{slug(name)}-" for person in names.people for name in person.full]
    for one in public:
        times = sum(mention.count for mention in one.mentions)
        in_addresses = "/".join(f"-{slug(part)}-" for address in one.addresses for part in address.split("/"))
        if times or any(identity in privacy.suppressed for identity in one.people):
            how_often = "in its fields" if not times else "once" if times == 1 else f"{times} times"
            hint = "Take the name out, or let `redact:` put another word in its place; content/people/ tells who it is."
        elif any(name in in_addresses for name in slugs):
            how_often, hint = "in an address", "Give it another `slug:`, or rename the file."
        else:
            continue
        message = f"somebody whose record is suppressed is named {how_often}"
        yield Problem("SG044", message, f"content/{one.path}", hint=hint)
