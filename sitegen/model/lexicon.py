"""Which texts mean whom: the names that are looked for in articles."""

from collections.abc import Iterable
from unicodedata import normalize

from msgspec import Struct
from msgspec.msgpack import Encoder

from sitegen.content.persons import has_only_initials
from sitegen.content.records import Person
from sitegen.digests import digest_of
from sitegen.model.names import family_of

_encode = Encoder(order="deterministic").encode


class Known(Struct, frozen=True, array_like=True):
    """Someone whose name is looked for. All names are as in text: composed, in one space each."""

    id: str
    full: tuple[str, ...]
    """Names that mean this person anywhere."""
    short: tuple[str, ...] = ()
    """Names that mean this person after a full one."""
    refused: tuple[str, ...] = ()
    """Names that do not mean this person, though one that does is in them."""
    is_private: bool = False
    """Whether every place is to be known, and not the first alone."""


class Lexicon(Struct, frozen=True, eq=False):
    """Everyone whose name is looked for, and a digest of all that is known of them.

    It is compared by identity: what is made of one is made once, and to compare fifty thousand names takes long.
    """

    people: tuple[Known, ...] = ()
    digest: str = ""

    def __hash__(self) -> int:
        return hash(self.digest)


def lexicon(people: Iterable[Known]) -> Lexicon:
    """Return a lexicon of people."""
    found = tuple(sorted(people, key=lambda one: one.id))
    return Lexicon(found, digest_of(_encode(found)) if found else "")


def known(person: Person, language: str, *, is_private: bool, with_initials: bool = False) -> Known:
    """Return the names by which a person with a record is found; aliases of initials only if they are asked for."""
    full = (person.name, *(alias for alias in person.aliases if with_initials or not has_only_initials(alias)))
    family = family_of(person.name, person, language)
    short = person.short if "short" in person.places else (family,) if family else ()
    names = tuple(dict.fromkeys(map(_plain, (*full, *person.scripts.values()))))
    return Known(
        person.id,
        names,
        tuple(name for name in dict.fromkeys(map(_plain, short)) if name not in names),
        tuple(map(_plain, person.refused)),
        is_private,
    )


def _plain(name: str) -> str:
    return normalize("NFC", " ".join(name.split()))
