"""People who may be one person: found by what their names share, without comparing everybody with everybody.

Two names are compared only if they have a key in common, and in a crowd of one key only neighbours are.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from msgspec import Struct

from sitegen.model.likeness import Likeness, Spelled, likeness, may_be_a_slip, spelled
from sitegen.model.name_words import FORMS

_CROWD = 30
"""So many names of one key are all compared with one another; of more, each with its next neighbours."""
_NEIGHBOURS = 8
_RARE = 2
"""A word that more people than that have is no slip of another that more have, too."""
_WIKIDATA = re.compile(r"wikidata\.org/(?:wiki|entity)/(Q[0-9]+)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://(?:www\.)?(.+?)/?", re.IGNORECASE)

Key = tuple[str, ...]


class Someone(Struct, frozen=True, kw_only=True):
    """A person with all names by which it is compared."""

    id: str
    names: tuple[str, ...]
    """The name that is shown is the first."""
    born: str = ""
    same_as: tuple[str, ...] = ()
    file: str = ""
    """Of the record; empty: there is none."""
    is_told_apart: bool = False
    """Whether its record says what tells it from others of its name."""


class Double(Struct, frozen=True):
    """Two who may be one, and why."""

    score: float
    """From 0 to 1."""
    one: str
    other: str
    """Their ids, in the order of the alphabet."""
    reasons: tuple[str, ...]


class _Name(Struct, frozen=True):
    """A name of somebody, by number."""

    owner: int
    text: str
    spelled: Spelled


def doubles(people: Sequence[Someone]) -> list[Double]:
    """Return all pairs that may be one person, the surest first."""
    names = [_Name(number, name, spelled(name)) for number, one in enumerate(people) for name in one.names]
    slips = _slips(names)
    found: dict[tuple[int, int], Likeness] = {}

    def is_slip(one: str, other: str) -> bool:
        return other in slips.get(one, ())

    for one, other in _neighbours(names, slips):
        pair = min(one.owner, other.owner), max(one.owner, other.owner)
        alike = likeness(one.text, other.text, is_slip)
        if alike and (pair not in found or alike > found[pair]):
            found[pair] = alike
    shared = _with_one_address(people)
    told = (
        _double(people[pair[0]], people[pair[1]], found.get(pair), shared.get(pair, "")) for pair in {**found, **shared}
    )
    return sorted((one for one in told if one), key=lambda one: (-one.score, one.one, one.other))


def _double(one: Someone, other: Someone, alike: Likeness | None, shared: str) -> Double | None:
    if one.is_told_apart and other.is_told_apart:
        return None
    years = one.born[:4], other.born[:4]
    contradict = bool(years[0] and years[1]) and years[0] != years[1]
    if contradict and not shared:
        return None
    score = 1.0 if shared else alike.score if alike else 0.0
    reasons = [shared] if shared else []
    reasons += [alike.reason] if alike else []
    if contradict:
        reasons.append(f"born {years[0]} and {years[1]}, so that one of the records is wrong")
    elif years[0] and years[1]:
        score = 1 - (1 - score) / 2
        reasons.append(f"both born {years[0]}")
    first, second = sorted((one.id, other.id))
    return Double(round(score, 2), first, second, tuple(reasons))


def _neighbours(names: Sequence[_Name], slips: Mapping[str, Sequence[str]]) -> Iterator[tuple[_Name, _Name]]:
    """Yield the pairs of names that are worth comparing, each once."""
    blocks: defaultdict[Key, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        for key in set(_keys(name.spelled.words, slips)):
            blocks[key].append(place)
    seen: set[tuple[int, int]] = set()
    for block in (*blocks.values(), *_initials(names)):
        for pair in _pairs(block, names):
            if pair not in seen and names[pair[0]].owner != names[pair[1]].owner:
                seen.add(pair)
                yield names[pair[0]], names[pair[1]]


def _pairs(block: list[int], names: Sequence[_Name]) -> Iterator[tuple[int, int]]:
    if len(block) <= _CROWD:
        yield from combinations(block, 2)
        return
    ordered = sorted(block, key=lambda place: (names[place].spelled.words, place))
    for at, place in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + _NEIGHBOURS]:
            yield min(place, other), max(place, other)


def _keys(words: tuple[str, ...], slips: Mapping[str, Sequence[str]]) -> Iterator[Key]:
    """Yield what two names of one person would have in common."""
    if not words:
        return
    yield ("all", *sorted(words))
    yield ("run", "".join(words))
    if len(words) == 1:
        yield from (("all", near) for near in slips.get(words[0], ()))
        return
    first, last = words[0], words[-1]
    forms = [first, *map(str, FORMS.get(first, ()))]
    for word in words[1:]:
        yield from (("two", form, word) for form in forms)
    yield from (("two", near, last) for near in slips.get(first, ()))
    for near in slips.get(last, ()):
        yield from (("two", form, near) for form in forms)


def _initials(names: Sequence[_Name]) -> Iterator[list[int]]:
    """Yield a name with an initial first, and the only one that it can stand for."""
    short: defaultdict[Key, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        words = name.spelled.words
        if len(words) > 1 and len(words[0]) == 1:
            short[words[0], words[-1]].append(place)
    whole: defaultdict[Key, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        words = name.spelled.words
        if len(words) > 1 and len(words[0]) > 1 and (words[0][0], words[-1]) in short:
            whole[words[0][0], words[-1]].append(place)
    for key, places in whole.items():
        if len({names[place].owner for place in places}) == 1:
            yield from ([place, places[0]] for place in short[key])


def _slips(names: Iterable[_Name]) -> dict[str, list[str]]:
    """Return for each word those that may be the same, mistyped: they are equal without one letter of each."""
    owners: defaultdict[str, set[int]] = defaultdict(set)
    for name in names:
        for word in (*name.spelled.words[:1], *name.spelled.words[-1:]):
            owners[word].add(name.owner)
    counts = Counter({word: len(numbers) for word, numbers in owners.items()})
    near: defaultdict[str, list[str]] = defaultdict(list)
    for word in counts:
        if len(word) > 3 and word.isalpha():
            for part in {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}:
                near[part].append(word)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for words in near.values():
        if len(words) <= _CROWD:
            for one, other in combinations(words, 2):
                if min(counts[one], counts[other]) <= _RARE and other not in found[one] and may_be_a_slip(one, other):
                    found[one].append(other)
                    found[other].append(one)
    return dict(found)


def _with_one_address(people: Sequence[Someone]) -> dict[tuple[int, int], str]:
    """Return the pairs whose records name one and the same address elsewhere, each with what they share."""
    owners: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(people):
        for address in dict.fromkeys(map(_address, one.same_as)):
            owners[address].append(number)
    return {
        pair: f"the same Wikidata id {address}"
        if address[:1] == "Q"
        else f"the same address under `same_as`: {address}"
        for address, numbers in owners.items()
        for pair in pairwise(numbers)
    }


def _address(written: str) -> str:
    if found := _WIKIDATA.search(written):
        return found[1].upper()
    plain = _ADDRESS.fullmatch(written)
    return plain[1].lower() if plain else written
