"""The people and tags that a site knows already: those with a record, and the tags that its last articles have."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from sitegen import urls
from sitegen.config import Config
from sitegen.content.discover import discover
from sitegen.content.front_matter import Document, split
from sitegen.content.records import SourceFile
from sitegen.content.walk import list_folder
from sitegen.yamltree import Source, compose

LOOKED_AT = 500
"""How many articles, those that were edited last, tell the tags in use."""
_FOLD = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "\u00a0": " ", "‐": "-", "\u2011": "-"})


class Known(Struct, frozen=True):
    """A record of a person or a tag."""

    id: str
    name: str
    surfaces: tuple[str, ...]
    """The name and the aliases."""


class Site(Struct, frozen=True):
    """What a site knows."""

    people: tuple[Known, ...]
    tags: tuple[Known, ...]


def known_to(content: Path, config: Config, text: str, keys: Mapping[str, str]) -> Site:
    """Look for people and tags of a site that a text may name; `keys` has the author's key for `tags`."""
    sources = discover(list_folder(content), config.folders, config.ignore).sources
    worth = _worth_a_look(text)
    people = tuple(_records(content, (one for one in sources if one.kind == "person"), config, worth))
    records = tuple(_records(content, (one for one in sources if one.kind == "tag"), config, None))
    articles = sorted((one for one in sources if one.kind == "article"), key=lambda one: -one.mtime_ns)[:LOOKED_AT]
    taken = {folded(surface) for record in records for surface in record.surfaces}
    used = Counter(tag for article in articles for tag in _values(_fields(content, article), keys["tags"]))
    loose = (
        tag for tag, _ in used.most_common() if folded(tag) not in taken and tag not in {one.id for one in records}
    )
    return Site(people, (*records, *(Known("", tag, (tag,)) for tag in loose)))


def _worth_a_look(text: str) -> re.Pattern[bytes]:
    """Return a pattern that each record matches which the text can mean: most of them need not be parsed.

    Of a word with accents only the plain letters count, for the record may compose them otherwise.
    """
    words = {word for word in re.findall(r"\w{2,}", text) if not word[0].islower()}
    parts = {max(re.findall(r"[A-Za-z]{2,}", word), key=len, default=word) for word in words}
    return re.compile("|".join(sorted(map(re.escape, parts))).encode() or b"(?!)")


def _records(
    content: Path, sources: Iterable[SourceFile], config: Config, worth: re.Pattern[bytes] | None
) -> Iterator[Known]:
    for source in sources:
        renamed = config.fields.get(source.kind, {})
        keys = {ours: key for key, ours in renamed.items() if ours}
        fields = _fields(content, source, worth)
        name = next(iter(_values(fields, keys.get("name", "name"))), "")
        if name:
            identity = next(iter(_values(fields, keys.get("id", "id"))), urls.slug(name))
            yield Known(identity, name, (name, *_values(fields, keys.get("aliases", "aliases"))))


def _fields(content: Path, source: SourceFile, worth: re.Pattern[bytes] | None = None) -> dict[str, Node]:
    """Read the fields of a file; of one that cannot be read, or is not worth it, there are none."""
    try:
        data = (content / source.path).read_bytes()
    except OSError:
        return {}
    if worth and not worth.search(data):
        return {}
    document = split(data, source.path)
    node = compose(document.front_matter, Source(source.path)) if isinstance(document, Document) else None
    pairs = node.value if isinstance(node, MappingNode) else ()
    return {key.value: value for key, value in pairs if isinstance(key, ScalarNode)}


def _values(fields: Mapping[str, Node], key: str) -> list[str]:
    node = fields.get(key)
    entries = node.value if isinstance(node, SequenceNode) else [node]
    return [entry.value.strip() for entry in entries if isinstance(entry, ScalarNode) and entry.value.strip()]


def folded(name: str) -> str:
    """Return a name so that two spellings of it are equal that a site takes for one."""
    return unicodedata.normalize("NFC", " ".join(name.translate(_FOLD).split())).casefold()


def people_by_name(people: Iterable[Known]) -> dict[str, Known]:
    """Return a site's people by their names and aliases, folded; a name of two people means none of them."""
    owners: dict[str, list[Known]] = {}
    for person in people:
        for surface in {folded(surface) for surface in person.surfaces}:
            owners.setdefault(surface, []).append(person)
    return {surface: persons[0] for surface, persons in owners.items() if len(persons) == 1}


def people_named(people: Iterable[Known], text: str) -> dict[int, Known]:
    """Return those of a site's people whom a text names, by where it does first."""
    owners = people_by_name(people)
    plain = text.translate(_FOLD)
    named: dict[int, Known] = {}
    for person in people:
        places = [
            found.start()
            for surface in person.surfaces
            if folded(surface) in owners and (found := re.search(_whole(surface), plain))
        ]
        if places:
            named[min(places)] = person
    return named


def _whole(surface: str) -> str:
    return rf"(?<![\w-]){re.escape(unicodedata.normalize('NFC', surface.translate(_FOLD)))}(?![\w-])"


def likely_tags(tags: Iterable[Known], title: str, text: str) -> list[tuple[str, str]]:
    """List the tags that a headline names, or a text more than once; the likeliest first, each with the reason."""
    scored: list[tuple[int, str, str]] = []
    for tag in tags:
        in_title = sum(_count(surface, title) for surface in tag.surfaces)
        in_text = sum(_count(surface, text) for surface in tag.surfaces)
        if in_title or in_text >= _OFTEN:
            told = ["the headline has it"] if in_title else []
            told += [f"the text has it {in_text} times" if in_text > 1 else "the text has it"] if in_text else []
            scored.append((-3 * in_title - in_text, tag.name, " and ".join(told)))
    return [(name, reason) for _, name, reason in sorted(scored)[:_MOST]]


_OFTEN, _MOST = 2, 5


def _count(surface: str, text: str) -> int:
    """Count a tag in a text, in one or many; a short one in capitals (`US`) only as it is written."""
    exact = surface.isupper() and len(surface) <= 4
    words = re.escape(surface.translate(_FOLD))
    return len(re.findall(rf"(?<!\w){words}(?:s|es)?(?!\w)", text.translate(_FOLD), 0 if exact else re.IGNORECASE))
