"""Tags beyond their names: which have a page, what they refer to, which are unknown, which may be one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from heapq import nsmallest
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from sitegen.config import TagSettings
from sitegen.content.records import Article, Record, Tag
from sitegen.errors import Problem, nearest
from sitegen.model.alike import doubles
from sitegen.model.publication import UNTIL
from sitegen.model.terms import Terms, same_name
from sitegen.urls import slug

REFERENCE = "only a reference"
"""Why a record has no page that the index shows all the same."""
SHOWN = 10
"""Related tags and people on the page of a tag."""
_MANY = 25
"""Tags of one article. One that has more says nothing of what belongs together."""
_HINTS = 50
"""How many unknown tags of a site are told what they may have meant: looking through all names takes time."""


class Tags(Struct, frozen=True):
    """What the site knows of its tags besides their names."""

    by_tag: dict[str, tuple[int, ...]]
    """Id of each tag that has a page -> the places of its articles."""
    see: dict[str, tuple[str, ...]]
    """Id -> the tags with a page that its record refers to."""
    thin: tuple[str, ...]
    """Ids of the tags that articles have, too few of them for a page."""
    reasons: dict[str, str]
    """Path of a record without a page -> why it has none, where that is not that no article has the tag."""


def look_at_tags(
    records: Sequence[Record],
    articles: Sequence[Article],
    reasons: Mapping[str, str],
    terms: Terms,
    found: Mapping[str, tuple[int, ...]],
    private: AbstractSet[str],
    settings: TagSettings,
) -> tuple[Tags, list[Problem]]:
    """Return which tags have pages and what they refer to, and what is wrong with tags.

    `articles` are the public ones, `reasons` tell why others are not, `found` are the places of each tag's articles;
    `private` are tags that are names of the private.
    """
    held = [record for record in records if isinstance(record, Article) and reasons[record.path]]
    tags = [record for record in records if isinstance(record, Tag)]
    vocabulary = Vocabulary(tags, terms, held, private)
    see, problems = _references(vocabulary)
    if settings.allowed == "records":
        coming = (article for article in held if reasons[article.path].startswith(UNTIL))
        problems += _unknown_tags(articles, coming, vocabulary)
    problems += _near_doubles(terms, found, articles, vocabulary, settings)
    open_tags = [record for record in tags if record.id not in private]
    return _pages_of_tags(open_tags, found, settings.least, see), problems


def _pages_of_tags(
    records: Sequence[Tag], found: Mapping[str, tuple[int, ...]], least: int, see: Mapping[str, tuple[str, ...]]
) -> Tags:
    """Return which tags have a page. `found` are the places of the articles of each, `see` what records refer to."""
    always = {record.id: () for record in records if record.always}
    by_tag = always | {i: places for i, places in found.items() if len(places) >= least or i in always}
    named = {record.id: see[record.id] for record in records if record.id in see}
    shown = {i: here for i, others in named.items() if (here := tuple(other for other in others if other in by_tag))}
    thin = tuple(i for i in found if i not in by_tag)
    few = frozenset(thin) - shown.keys()
    reasons = {r.path: REFERENCE for r in records if r.id in shown}
    reasons |= {r.path: f"fewer than {least} public articles name it" for r in records if r.id in few}
    return Tags(by_tag, shown, thin, reasons)


class Vocabulary:
    """What a name of a tag means: a record, else a tag that an article has, held back or not."""

    def __init__(
        self, records: Sequence[Tag], terms: Terms, others: Iterable[Article], private: AbstractSet[str]
    ) -> None:
        """Take the records, the names that public articles write, and the articles that are not public.

        No hint names the `private`.
        """
        self._private = private
        self.records = {record.id: record for record in records}
        self._recorded: dict[str, str] = {}
        for record in records:
            for name in (record.name, record.id, *record.aliases, *record.former_ids):
                self._recorded.setdefault(same_name(name), record.id)
        for record in records:
            self._recorded.setdefault(slug(record.name), record.id)
        self._addresses = frozenset(chain.from_iterable((r.id, *r.former_ids) for r in records))
        self._written = {same_name(name): identity for name, identity in terms.ids.items()}
        self._written |= {identity: identity for identity in terms.labels}
        for name in chain.from_iterable(article.tags for article in others):
            self._written.setdefault(same_name(name), slug(name))
        self._terms = terms
        self._hints = _HINTS

    def find(self, name: str) -> str:
        """Return the id that a name means; empty: none."""
        same = same_name(name)
        return self._recorded.get(same) or self._written.get(same, "")

    def has(self, name: str) -> bool:
        """Tell whether a name means a record; one that only shares its address is told of elsewhere."""
        return same_name(name) in self._recorded or slug(name) in self._addresses

    def near(self, name: str, *, recorded: bool) -> str:
        """Return `Did you mean "x"?` for the nearest name, of a record or of any tag; looked for a few times only."""
        if not self._hints:
            return ""
        self._hints -= 1
        records = (record for record in self.records.values() if record.id not in self._private)
        names = chain.from_iterable((record.name, *record.aliases) for record in records)
        labels = () if recorded else (one for i, one in self._terms.labels.items() if i not in self._private)
        known = {same_name(one): one for one in chain(names, labels)}
        found = nearest(same_name(name), known)
        return f'Did you mean "{known[found]}"?' if found else ""


def _references(vocabulary: Vocabulary) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """Return for each record the tags that its `see` refers to, and what leads nowhere."""
    see: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for record in vocabulary.records.values():
        found = {name: vocabulary.find(name) for name in record.see}
        for name, identity in found.items():
            if identity in ("", record.id):
                message = f'"{name}" is this tag itself' if identity else f'there is no tag "{name}"'
                hint = "Name another tag." if identity else vocabulary.near(name, recorded=False)
                problems.append(_problem("SG048", message, record, "see", hint or "Add a record of it, or delete it."))
        others = dict.fromkeys(identity for identity in found.values() if identity not in ("", record.id))
        if others:
            see[record.id] = tuple(others)
    return see, problems


def _unknown_tags(articles: Iterable[Article], coming: Iterable[Article], vocabulary: Vocabulary) -> Iterator[Problem]:
    """Report tags that no record has. Those of articles that are `coming` are warnings until then."""
    hints: dict[str, str] = {}
    for article in articles:
        yield from _unknown(article, vocabulary, hints)
    for article in coming:
        yield from (replace(problem, level="warning") for problem in _unknown(article, vocabulary, hints))


def _unknown(article: Article, vocabulary: Vocabulary, hints: dict[str, str]) -> Iterator[Problem]:
    for name in dict.fromkeys(article.tags):
        if not vocabulary.has(name):
            if name not in hints:
                hints[name] = vocabulary.near(name, recorded=True)
            hint = hints[name] or "Write a tag that has a record, or add a record of this one."
            yield _problem("SG046", f'no record has the tag "{name}"', article, "tags", hint)


def _near_doubles(
    terms: Terms,
    found: Mapping[str, tuple[int, ...]],
    articles: Sequence[Article],
    vocabulary: Vocabulary,
    settings: TagSettings,
) -> Iterator[Problem]:
    """Report each two tags that may be one, at the one that fewer articles have, unless a record says they are two."""
    records = vocabulary.records
    ids = sorted(records.keys() if settings.allowed == "records" else terms.labels.keys())
    names = [(i, name) for i in ids for name in _names(i, terms, records)]
    told: set[tuple[str, str]] = set()
    for one, other in doubles([name for _, name in names]):
        (first, name), (second, other_name) = sorted(
            (names[one], names[other]), key=lambda named: (len(found.get(named[0], ())), named[0] in records, named)
        )
        pair = (first, second)
        if first == second or pair in told or slug(name) == slug(other_name) or _are_two(pair, vocabulary):
            continue
        told.add(pair)
        file, line, column = _place_of(first, name, found, articles, vocabulary)
        others_file, others_line, _ = _place_of(second, other_name, found, articles, vocabulary)
        yield Problem(
            "SG047",
            f'"{name}" and "{other_name}" ({others_file}:{others_line}) may be one tag',
            file,
            line,
            column,
            f'Write "{other_name}", or make "{name}" an alias in its record. If they are two, let the record of either '
            "name the other under `not:`.",
        )


def _names(identity: str, terms: Terms, records: Mapping[str, Tag]) -> tuple[str, ...]:
    record = records.get(identity)
    return (record.name, *record.aliases) if record else (terms.labels[identity],)


def _are_two(pair: tuple[str, str], vocabulary: Vocabulary) -> bool:
    return any(
        vocabulary.find(name) == other
        for identity, other in (pair, pair[::-1])
        if identity in vocabulary.records
        for name in vocabulary.records[identity].refused
    )


def _place_of(
    identity: str,
    name: str,
    found: Mapping[str, tuple[int, ...]],
    articles: Sequence[Article],
    vocabulary: Vocabulary,
) -> tuple[str, int, int]:
    """Return where a tag can be changed: in its record, else in the first article that has it."""
    record = vocabulary.records.get(identity)
    if record is None:
        return _at(articles[found[identity][0]], "tags")
    return _at(record, "name" if name == record.name else "aliases")


def _problem(code: str, message: str, record: Article | Tag, field: str, hint: str) -> Problem:
    file, line, column = _at(record, field)
    return Problem(code, message, file, line, column, hint)


def _at(record: Article | Tag, field: str) -> tuple[str, int, int]:
    place = record.places.get(field)
    return f"content/{record.path}", *((place.line, place.column) if place else (1, 0))


def most_often_with(
    places: Iterable[int],
    tags_of: Sequence[tuple[str, ...]],
    others_of: Sequence[tuple[str, ...]],
    keys: Mapping[str, str],
    less: str = "",
) -> list[tuple[str, int]]:
    """Return who or what is in most of some articles, and in how many; among equals the first by their keys.

    Only those that have a key count, and not `less`.
    """
    few = (others_of[place] for place in places if len(tags_of[place]) <= _MANY)
    counts = Counter(chain.from_iterable(few))
    named = ((identity, count) for identity, count in counts.items() if identity in keys and identity != less)
    return nsmallest(SHOWN, named, key=lambda one: (-one[1], keys[one[0]], one[0]))
