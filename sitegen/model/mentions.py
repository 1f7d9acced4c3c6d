"""Who is named in an article's texts: full names anywhere, surnames where nobody else can be meant. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind
from msgspec import Struct

from sitegen.content.records import Slot
from sitegen.model.context import DEAD, OPEN, TITLE, is_whole, states
from sitegen.model.folding import Folded, folded
from sitegen.model.judge import Decision, Hit, Judge, Meaning
from sitegen.model.lexicon import Known, Lexicon

_BREAK = "\0"
"""What stands between two lines of a head. It is no blank, so that no name goes over it."""


_EARLY = 3
"""Names of a person before which a title is looked for."""


class Texts(Struct, frozen=True):
    """The texts of an article: what is read before its body, line by line, and the HTML of the body."""

    head: str
    html: str
    slots: tuple[Slot, ...] = ()
    declared: tuple[str, ...] = ()
    """The ids of those whom the article's fields name, of people who share their names with others."""


class Mention(Struct, frozen=True, array_like=True):
    """Someone who is named in an article."""

    person: str
    count: int
    spots: tuple[int, ...]
    """Start and end, in the HTML of the body, of the first place that can be a link; of the private, of all places."""
    called: str
    """The title before one of the first names: `Secretary of State`."""


def mentions(texts: Texts, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Return who is named in an article, in the order of their first names."""
    judge = _scanner(lexicon).judge(texts, whoever=False)
    found: dict[int, list[Hit]] = {}
    for number, hit in judge.named():
        found.setdefault(number, []).append(hit)
    return tuple(_mention(lexicon.people[number], hits, judge) for number, hits in found.items())


def decisions(texts: Texts, lexicon: Lexicon) -> list[Decision]:
    """Return every place where a known name stands, and what was made of it. Those in code and attributes are left out.

    The places are those in the HTML of the body, or in the head.
    """
    return _scanner(lexicon).judge(texts, whoever=True).decisions()


def _mention(person: Known, hits: list[Hit], judge: Judge) -> Mention:
    shown = [hit for hit in hits if hit.in_body and (person.is_private or hit.state == OPEN)]
    spots = tuple(at for hit in (shown if person.is_private else shown[:1]) for at in judge.place(hit))
    titles = filter(None, map(judge.called, hits[:_EARLY]))
    return Mention(person.id, len(hits), spots, next(titles, ""))


@lru_cache(maxsize=2)
def _scanner(lexicon: Lexicon) -> "_Scanner":
    return _Scanner(lexicon.people)


class _Scanner:
    """Finds the names of a lexicon in texts."""

    def __init__(self, people: Sequence[Known]) -> None:
        self._people = [_as_in_text(one) for one in people]
        self._meanings = _meanings(self._people)
        surfaces = [one.surface for one in self._meanings]
        self._longest = AhoCorasick(surfaces, MatchKind.LeftmostLongest)
        self._all = AhoCorasick(surfaces)

    def judge(self, texts: Texts, *, whoever: bool) -> Judge:
        """Return who judges the names in texts; of those who are not named in full, only if `whoever` is asked for."""
        head, html = Folded(texts.head.replace("\n", _BREAK), plain=True), Folded(texts.html)
        in_head, in_body = self._hits(head.text), self._hits(html.text)
        if texts.declared:
            declared = {number for number, one in enumerate(self._people) if one.id in texts.declared}
            in_head, in_body = list(_told_apart(in_head, declared)), list(_told_apart(in_body, declared))
        if not whoever:
            named = {meaning.full for _, _, meaning in (*in_head, *in_body)}
            in_head = [hit for hit in in_head if _may_mean(hit[2], named)]
            in_body = [hit for hit in in_body if _may_mean(hit[2], named)]
        allowed = states(html.text, [start for start, _, _ in in_body], texts.slots) if in_body else ()
        hits = [Hit(False, *place, TITLE) for place in in_head]
        hits += [Hit(True, *place, state) for place, state in zip(in_body, allowed, strict=True) if state != DEAD]
        return Judge(self._people, (head, html), hits)

    def _hits(self, text: str) -> list[tuple[int, int, Meaning]]:
        """Return where the longest names stand, none of which overlaps another."""
        matches = self._longest.find_matches_as_indexes(text)
        if all([is_whole(text, start, end) for _, start, end in matches]):  # noqa: C419  # a list is quicker
            return [(start, end, self._meanings[number]) for number, start, end in matches]
        matches = self._all.find_matches_as_indexes(text, overlapping=True)  # a part of one may stand by itself
        hits: list[tuple[int, int, Meaning]] = []
        behind = 0
        for start, minus_end, number in sorted((start, -end, number) for number, start, end in matches):
            if start >= behind and is_whole(text, start, -minus_end):
                behind = -minus_end
                hits.append((start, behind, self._meanings[number]))
        return hits


def _may_mean(meaning: Meaning, named: AbstractSet[int]) -> bool:
    return meaning.full >= 0 or bool(meaning.shared) or not named.isdisjoint(meaning.short)


def _told_apart(hits: Iterable[tuple[int, int, Meaning]], declared: set[int]) -> Iterator[tuple[int, int, Meaning]]:
    """Let a name that several have mean the one of them whom the article's fields name."""
    for start, end, meaning in hits:
        meant = declared.intersection(meaning.shared)
        if len(meant) == 1:
            (number,) = meant
            others = tuple(other for other in meaning.short if other != number)
            yield start, end, Meaning(meaning.surface, number, others)
        else:
            yield start, end, meaning


def _as_in_text(person: Known) -> Known:
    """Return somebody's names as they stand in folded HTML; at the start of a sentence, those in small letters, too."""
    full, short, refused = (
        tuple(dict.fromkeys(form for name in names for form in _forms(folded(name))))
        for names in (person.full, person.short, person.refused)
    )
    return Known(person.id, full, tuple(name for name in short if name not in full), refused, person.is_private)


def _forms(name: str) -> tuple[str, ...]:
    if not name[:1].islower():
        return (name,) if name else ()
    return name, name[0].upper() + name[1:]


def _meanings(people: Sequence[Known]) -> list[Meaning]:
    owners: dict[str, list[int]] = {}
    short: dict[str, list[int]] = {}
    for number, person in enumerate(people):
        for name in person.full:
            owners.setdefault(name, []).append(number)
        for name in person.short:
            short.setdefault(name, []).append(number)
    full: dict[str, int] = {}
    shared: dict[str, tuple[int, ...]] = {}
    for name, numbers in owners.items():
        if len(numbers) == 1:
            full[name] = numbers[0]
        else:  # a name of several means one of them only after another name of that one, or if the fields tell whom
            shared[name] = tuple(numbers)
            short[name] = [*numbers, *short.get(name, ())]
    refused = dict.fromkeys(name for person in people for name in person.refused)
    surfaces = dict.fromkeys((*refused, *full, *short))
    return [
        Meaning(one)
        if one in refused
        else Meaning(one, full.get(one, -1), tuple(short.get(one, ())), shared.get(one, ()))
        for one in surfaces
    ]
