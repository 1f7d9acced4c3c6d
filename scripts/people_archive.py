"""The records and texts on which the finding of names is measured: a real archive, and records of real people."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from msgspec.structs import replace

from sitegen.config import Folders, MarkdownSettings
from sitegen.content.load import LoadSettings, load
from sitegen.content.records import Person
from sitegen.model.lexicon import Lexicon, known, lexicon
from sitegen.model.mentions import Texts
from sitegen.model.passages import head_of

_FIELDS: dict[str, dict[str, str | None]] = {
    "article": {"expirydate": None},
    "person": {"display_name": "name", "slug": "id", "first_name": "given", "last_name": "family"},
}


_NO_PEOPLE = frozenset(
    """
    18f-team bea-team mobilegov-team usajobs-team uscis-staff cio-council-operations-staff hhs-digital-analytics-team
    communications-community-office-government-of-canada structured-and-open-content-models-working-group
    """.split()
)
"""Authors of the archive that are offices."""
_NAMED = """
Aaron Foss, Aaron Gustafson, Alan Turing, Andrew Hughey, Andy Bowers, Ben Bain, Brian Dunbar, Brian Marquis,
Charles Lindbergh, Daniel Kenny, Darrell Hurt, David Ogilvy, David Simeon, David Zvenyach, Erin Blasco, Jack Bienko,
Jackie Rov, Jason Townsend, Jason Zeiler, Jeffrey Shaman, Jessica Hernandez, Jessica Klein, John Felleman, Jon Booth,
Jon Rifkin, Jonathan Stahl, Joseph Ziobro, Josh Clark, Josh Tuscher, Kathryn Catania, Kathryn Kundrod, Kevin Bush,
Kevin Cropper, Kim Celestre, Martin Burns, Mary Meeker, Meredith Lee, Michael Bracken, Michael Contreras,
Michael Thomas, Michelle Guy, Mike Pulsifer, Nancy Meyer, Nicholas Carr, Nicole Callahan, Rebecca Ferro, Rick Parrish,
Russell Reynolds, Sally Dadjou, Sara Cope, Sean Brooks, Stephanie Brown, Stephen Goldsmith, Stephen Wolfram, Ted Kaouk,
Thomas Edison, Tom Cochran, Victoria Taylor
"""
"""Others whom the archive names: of those whose surname stands alone beside the full name, begun with a given name that
the records know, 60 drawn with the seed 6; two of them turned out to be halves of longer names."""


class Story(NamedTuple):
    """An article of the archive as names are looked for in it."""

    path: str
    texts: Texts


def stories(data: Path) -> Iterator[Story]:
    """Read the articles of the archive; the one that is broken is left out."""
    settings = _settings()
    content = data / "govnews/content"
    for file in sorted((content / "articles").rglob("*.md")):
        path = file.relative_to(content).as_posix()
        loaded = load(path, "article", file.read_bytes(), settings)
        if loaded.record:
            yield Story(path, Texts(head_of(loaded.record), loaded.html, loaded.record.body.slots))


def records(data: Path) -> list[Person]:
    """Return the legislators, the presidents and vice presidents, the archive's authors, and others."""
    others = " ".join(_NAMED.split()).split(", ")
    return [*_politicians(data), *_authors(data), *(_record(name) for name in others)]


def _record(name: str) -> Person:
    return Person(path="", id=name.lower().replace(" ", "-"), name=name)


def names_of(people: list[Person]) -> Lexicon:
    """Return the names of people as they are looked for."""
    return lexicon(known(person, "en", is_private=False) for person in people)


def _settings() -> LoadSettings:
    return LoadSettings("America/New_York", Folders(people=("authors",)), _FIELDS, (), MarkdownSettings())


def _authors(data: Path) -> Iterator[Person]:
    """Yield the authors, by their names in full, and without a title, a degree or an initial."""
    content = data / "govnews/content"
    for file in sorted((content / "authors").glob("*.md")):
        loaded = load(file.relative_to(content).as_posix(), "person", file.read_bytes(), _settings())
        if isinstance(loaded.record, Person) and loaded.record.id not in _NO_PEOPLE:
            name = loaded.record.name
            plain = re.sub(r"^Dr\. |, PhD$", "", name)
            yield replace(loaded.record, aliases=tuple({plain, re.sub(r" [A-Z]\. ", " ", plain)} - {name}))


def _politicians(data: Path) -> list[Person]:
    people: dict[str, dict[str, Any]] = {}
    for source in ("legislators.yaml", "executives.yaml"):
        for one in yaml.load((data / source).read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # noqa: S506
            people.setdefault(_identity(one["id"]), one["name"])
    owners = Counter(name for written in people.values() for name in _spellings(written))
    found = []
    for identity, written in people.items():
        own = [name for name in _spellings(written) if owners[name] == 1] or [" ".join(_spellings(written)[:1])]
        found.append(Person(path="", id=identity.lower(), name=own[0], family=written["last"], aliases=tuple(own[1:])))
    return found


def _spellings(name: dict[str, str]) -> list[str]:
    """Return the ways to write a politician's name, the commonest first; none that two share is used."""
    first, last = name["first"], name["last"]
    nick, middle, suffix = name.get("nickname", ""), name.get("middle", ""), name.get("suffix", "")
    given = [nick or first, first]
    if middle:
        given += [f"{one} {middle}" for one in (first, nick) if one]
    if middle and not middle.endswith("."):
        given += [f"{first} {middle[0]}."]
    ways = [f"{one} {last}" for one in given if one.strip()]
    official = name.get("official_full", "")
    ways += [official] if official and '"' not in official else []
    ways += [f"{way} {suffix}" for way in ways if suffix and not way.endswith(suffix)]
    return list(dict.fromkeys(" ".join(way.split()) for way in ways))


def _identity(ids: dict[str, Any]) -> str:
    return str(ids.get("bioguide") or ids.get("icpsr_prez") or ids["govtrack"])
