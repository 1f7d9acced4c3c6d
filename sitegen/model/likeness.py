"""How alike two names are, and in what: the words of a name, and what may be between two of one person."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct

from sitegen.model.name_words import FORMS, KNOWN

_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_SIGNS = re.compile(r"['’ʼ‘ʻʾʿ`´]")
_WORDS = re.compile(r"[^\W_]+")
_COURTESIES = frozenset("sir dame lord lady sheikh dr mr mrs ms prof rev hon".split())
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_SHORTEST = 4
"""Letters that a word must have for another, that differs in one of them, to be a slip."""


class Spelled(Struct, frozen=True):
    """A name as it is compared: its words without accents, capitals, signs and courtesies."""

    words: tuple[str, ...]
    suffix: str = ""


class Likeness(Struct, frozen=True, order=True):
    """How sure it is that two names are one person's, from 0 to 1, and why."""

    score: float
    reason: str


IsSlip = Callable[[str, str], bool]
"""Tells whether one of two words may be the other, mistyped."""


@lru_cache(maxsize=200_000)
def spelled(name: str) -> Spelled:
    """Return a name as it is compared."""
    plain = unicodedata.normalize("NFKD", _SIGNS.sub("", name).casefold().translate(_LETTERS))
    words = _WORDS.findall("".join(c for c in plain if not unicodedata.combining(c)))
    while len(words) > 2 and words[0] in _COURTESIES:
        del words[0]
    suffix = words.pop() if len(words) > 2 and words[-1] in _SUFFIXES else ""
    return Spelled(tuple(words), suffix)


def likeness(one: str, other: str, is_slip: IsSlip) -> Likeness | None:
    """Compare two names; None: nothing says that they are one person's."""
    if one == other:
        return Likeness(1, "the same name")
    first, second = spelled(one), spelled(other)
    if first.suffix and second.suffix and first.suffix != second.suffix:
        return None
    found = _of_words(first.words, second.words, is_slip)
    if found and first.suffix != second.suffix:
        suffix = (first.suffix or second.suffix).title()
        return Likeness(found.score * 0.7, f"{found.reason}; one of them has “{suffix}”")
    return found


def _of_words(one: tuple[str, ...], other: tuple[str, ...], is_slip: IsSlip) -> Likeness | None:
    if one == other:
        return Likeness(0.99, "the same but for accents, capitals or signs")
    if "".join(one) == "".join(other):
        return Likeness(0.97, "the same but for spaces or hyphens")
    if min(len(one), len(other)) < 2:
        return _of_single_words(one, other, is_slip)
    if sorted(one) == sorted(other):
        return Likeness(0.95, "the same words in another order")
    return _end_to_end(one, other, is_slip) or _as_part(one, other)


def _of_single_words(one: tuple[str, ...], other: tuple[str, ...], is_slip: IsSlip) -> Likeness | None:
    if len(one) == len(other) == 1 and is_slip(one[0], other[0]):
        return _slip(one[0], other[0])
    return None


def _end_to_end(one: tuple[str, ...], other: tuple[str, ...], is_slip: IsSlip) -> Likeness | None:
    """Compare names whose first and last words answer to one another."""
    first = _given(one[0], other[0], is_slip)
    last = (
        Likeness(1, "") if one[-1] == other[-1] else _slip(one[-1], other[-1]) if is_slip(one[-1], other[-1]) else None
    )
    middle = _middle(one[1:-1], other[1:-1])
    if first is None or last is None or middle is None or (first.score < 0.9 and last.score < 1):
        return None
    reasons = [found.reason for found in (first, middle, last) if found.reason]
    return Likeness(first.score * middle.score * last.score, "; ".join(reasons))


def _given(one: str, other: str, is_slip: IsSlip) -> Likeness | None:
    if one == other:
        return Likeness(1, "")
    if are_forms(one, other):
        return Likeness(0.93, f"{_both(one, other)} may be one given name")
    if _is_initial_of(one, other):
        return Likeness(
            0.75, f"“{min(one, other, key=len).upper()}.” may stand for “{max(one, other, key=len).title()}”"
        )
    return _slip(one, other) if is_slip(one, other) else None


def _middle(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness | None:
    """Compare middle names: each of the fewer must answer to one of the others, in order."""
    if one == other:
        return Likeness(1, "")
    fewer, more = sorted((one, other), key=len)
    left = iter(more)
    if not all(any(word == it or _is_initial_of(word, it) for it in left) for word in fewer):
        return None
    if len(fewer) == len(more):
        return Likeness(0.95, "a middle name is an initial in one of them")
    return Likeness(0.93, "a middle name is missing in one of them")


def _as_part(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness | None:
    """Compare a name with one that goes on: Enrique Peña and Enrique Peña Nieto."""
    fewer, more = sorted((one, other), key=len)
    if len(fewer) < len(more) and more[: len(fewer)] == fewer and len(fewer[-1]) > 1:
        return Likeness(0.7, "one of them goes on where the other ends")
    return None


def _slip(one: str, other: str) -> Likeness:
    return Likeness(0.85, f"{_both(one, other)} differ in one letter")


def _both(one: str, other: str) -> str:
    first, second = sorted((one.title(), other.title()))
    return f"“{first}” and “{second}”"


def are_forms(one: str, other: str) -> bool:
    """Tell whether two given names may be one: Bob and Robert."""
    return not FORMS.get(one, frozenset()).isdisjoint(FORMS.get(other, frozenset()))


def _is_initial_of(one: str, other: str) -> bool:
    return one != other and one[0] == other[0] and 1 in (len(one), len(other))


def may_be_a_slip(one: str, other: str) -> bool:
    """Tell whether a word may be another, mistyped: one letter differs, and they are not two given names."""
    if min(len(one), len(other)) < _SHORTEST or not (one.isalpha() and other.isalpha()):
        return False
    return not (one in KNOWN and other in KNOWN) and differ_in_one_letter(one, other)


def differ_in_one_letter(one: str, other: str) -> bool:
    """Tell whether one letter is other, missing, or changed places with its neighbour."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    rest, others = one[start:], other[start:]
    if len(one) != len(other):
        return rest[1:] == others or rest == others[1:]
    return rest[1:] == others[1:] or (rest[:2] == others[1::-1] and rest[2:] == others[2:])
