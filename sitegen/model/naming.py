"""The names that articles write in their fields, resolved; those of the private are none of them."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from sitegen.content.records import Article, Person, Tag
from sitegen.errors import Problem, did_you_mean
from sitegen.model.terms import Terms, Uses, resolve, same_name

_HINTS = 50
"""How many ids of nobody are told whose they may have been meant for: looking through all ids takes time."""


class Names(Struct, frozen=True):
    """Every name that public articles write, resolved."""

    people: Terms
    tags: Terms
    sections: Terms
    series: Terms


def resolve_names(
    articles: Sequence[Article],
    authors: Sequence[Sequence[str]],
    persons: Sequence[Person],
    tags: Sequence[Tag],
    sections: tuple[str, ...],
) -> tuple[Names, list[Problem]]:
    """Return what the names in articles mean, and what is wrong with them. `sections` are those of site.yaml."""
    found = (
        resolve(_uses_of_people(articles, authors), persons),
        resolve(Uses(articles, {"tags": [a.tags for a in articles]}), tags),
        resolve(Uses(articles, {"section": [(a.section,) if a.section else () for a in articles]}), labels=sections),
        resolve(Uses(articles, {"series": [(a.series,) if a.series else () for a in articles]})),
    )
    return Names(*(terms for terms, _ in found)), [problem for _, problems in found for problem in problems]


def ids_of_nobody(
    articles: Sequence[Article],
    authors: Sequence[Sequence[str]],
    records: AbstractSet[str],
    people: Terms,
    private: AbstractSet[str],
) -> Iterator[Problem]:
    """Warn of people who stand under `id:`, or as an id is written (`jane-roe`), and have no record.

    Readers see that for a name. `records` are the ids that records have; no hint names the `private`.
    """
    said = {part.name for article in articles for part in article.parts if part.is_id}
    loose = ((name, identity) for name, identity in people.ids.items() if identity not in records)
    if found := [n for n, i in loose if n in said or (n == i == people.labels[i] and "-" in n)]:
        known = records - private
        uses = _uses_of_people(articles, authors)
        for number, label in enumerate(found):
            near = did_you_mean(label, known) if number < _HINTS else ""
            hint = near or f"Write the name, or add a record in content/people/ with `id: {label}`."
            yield Problem("SG049", f'no record has the id "{label}"', *uses.first(label), hint, key="people")


def homonyms_in(articles: Iterable[Article], people: Terms, persons: Iterable[Person]) -> dict[str, tuple[str, ...]]:
    """Return, by path of an article, the ids of those in its fields who share their names with others."""
    bearers: dict[str, set[str]] = {}
    for person in persons:
        if person.disambiguation:
            bearers.setdefault(same_name(person.name), set()).add(person.id)
    homonyms = {identity for ids in bearers.values() if len(ids) > 1 for identity in ids}
    if not homonyms:
        return {}
    found = ((article.path, homonyms.intersection(ids_of(article.people, people))) for article in articles)
    return {path: tuple(sorted(ids)) for path, ids in found if ids}


def _uses_of_people(articles: Sequence[Article], authors: Sequence[Sequence[str]]) -> Uses:
    return Uses(articles, {"people": [article.people for article in articles], "byline": authors})


def ids_of(names: Iterable[str], terms: Terms) -> tuple[str, ...]:
    """Return the ids that names mean, each once."""
    return tuple(dict.fromkeys(map(terms.ids.__getitem__, names)))


def id_of(name: str, terms: Terms, private: AbstractSet[str]) -> str:
    """Return the id that a name means; empty: there is no name, or it is that of somebody private."""
    identity = terms.ids[name] if name else ""
    return "" if identity in private else identity
