"""Names that are likely to be one, written in two ways.

They differ by signs, spacing, accents, `&` for `and`, plurals, or by one edit in a longer word. Names are not compared
each with each: those that may be alike share a key, and only the latest few under a key are compared.
"""

from collections.abc import Iterator, Sequence
from unicodedata import category, combining, normalize

LONGER = 7
"""Letters of a word in which one edit is likelier a slip than another word."""
_COMPARED = 8
"""Names under one key that are looked at; there are more only if somebody means it."""
_LONGEST = 80
"""Letters of a name that is looked at for edits."""
_APOSTROPHES = str.maketrans(dict.fromkeys("'’ʼ‘"))

_Words = tuple[str, ...]


def doubles(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of every two names that are likely to be one, the earlier first."""
    words = [_words(name) for name in names]
    shelves: dict[str, list[int]] = {}
    for place, mine in enumerate(words):
        near: dict[int, None] = {}
        for key in dict.fromkeys(_keys(mine)) if mine else ():
            shelf = shelves.setdefault(key, [])
            near |= dict.fromkeys(shelf[-_COMPARED:])
            shelf.append(place)
        yield from ((other, place) for other in sorted(near) if _are_alike(words[other], mine))


def _words(name: str) -> _Words:
    """Return the words of a name without accents, case and signs."""
    spelled = normalize("NFKD", name.casefold().translate(_APOSTROPHES).replace("&", " and "))
    plain = normalize("NFC", "".join(c for c in spelled if not combining(c)))
    return tuple("".join(c if c.isalnum() or category(c)[0] == "M" else " " for c in plain).split())


def _keys(words: _Words) -> Iterator[str]:
    """Yield what names that are alike have in common: at least one of these."""
    whole = "".join(words)
    yield whole
    yield "".join(map(_singular, words))
    if len(whole) > _LONGEST:
        return
    start = 0
    for word in words:
        if _is_longer(word):
            for at in range(start, start + len(word)):
                yield whole[:at] + whole[at + 1 :]
        start += len(word)


def _singular(word: str) -> str:
    """Cut a word such that its plural gives the same."""
    if len(word) > 3 and not word.endswith(("ss", "us", "is")):
        word = word.removesuffix("s")
    word = word.removesuffix("e")
    return word[:-1] + "i" if word.endswith("y") else word


def _is_longer(word: str) -> bool:
    return len(word) >= LONGER and not any(c.isdigit() for c in word)


def _are_alike(one: _Words, other: _Words) -> bool:
    if len(one) != len(other):
        one, other = ("".join(one),), ("".join(other),)
    differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    if all(_is_plural(*sorted(pair, key=len)) for pair in differing):
        return True
    return len(differing) == 1 and all(map(_is_longer, differing[0])) and _is_one_edit(*differing[0])


def _is_plural(word: str, other: str) -> bool:
    if len(word) < 3 or word.endswith("ss") or other.endswith("ss"):
        return other == word + "es" and len(word) > 2
    return other in (word + "s", word + "es") or (word.endswith("y") and other == word[:-1] + "ies")


def _is_one_edit(one: str, other: str) -> bool:
    """Tell whether a letter is missing or another, or two neighbors have changed places."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])
