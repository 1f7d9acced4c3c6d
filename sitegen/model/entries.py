"""People and tags as an index lists them."""

from collections.abc import Mapping

from msgspec import Struct

from sitegen.content.records import Person, Tag
from sitegen.model.collation import letter, sort_key
from sitegen.model.names import sort_name
from sitegen.model.terms import Terms


class Order(Struct, frozen=True):
    """How names are ordered: as a language does, by our own keys or by ICU's."""

    language: str = "en"
    icu: bool = False


class Entry(Struct, frozen=True):
    """A person or tag of the site: its name, how it sorts, and its record if it has one."""

    id: str
    name: str
    sort_name: str
    key: str
    letter: str
    record: Person | Tag | None


def person_entry(identity: str, terms: Terms, records: Mapping[str, Person], how: Order) -> Entry:
    """Return how a person is listed."""
    name, record = terms.labels[identity], records.get(identity)
    return _entry(identity, name, sort_name(name, record, how.language), record, how)


def tag_entry(identity: str, terms: Terms, records: Mapping[str, Tag], how: Order) -> Entry:
    """Return how a tag is listed."""
    name = terms.labels[identity]
    return _entry(identity, name, name, records.get(identity), how)


def _entry(identity: str, name: str, sort_form: str, record: Person | Tag | None, how: Order) -> Entry:
    key = sort_key(sort_form, how.language, icu=how.icu)
    return Entry(identity, name, sort_form, key, letter(sort_form, how.language, icu=how.icu), record)
