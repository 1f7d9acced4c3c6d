"""Related articles: those older ones that share the most people and tags.

Only older articles count, and no weight depends on the site as a whole, so publishing never changes a published
page's list. Only the fifty latest older articles of each shared term are looked at, so a tag with thousands costs no
more. The lists depend on nothing but the sequence of term sets: given the last build's, work starts at the first
difference.
"""

from collections import Counter, deque
from collections.abc import Sequence
from heapq import nlargest
from itertools import chain

from msgspec import Struct

RECENT = 50
SHOWN = 5
_BITS = 32
"""Of a place; above them stands the number of shared terms, so that whole numbers rank articles."""

TermSet = tuple[str, ...]


class Related(Struct, frozen=True):
    """For each article, by its place in the total order: its terms, and the places of the articles related to it."""

    terms: tuple[TermSet, ...] = ()
    lists: tuple[tuple[int, ...], ...] = ()


def relate(terms: Sequence[TermSet], before: Related) -> tuple[Related, int]:
    """Return the lists for a sequence of term sets, oldest article first, and how many of them had to be made.

    `before` is the outcome of an earlier call on any sequence.
    """
    same = 0
    for old, new in zip(before.terms, terms, strict=False):
        if old != new:
            break
        same += 1
    if same == len(terms) == len(before.terms):
        return before, 0
    lists = list(before.lists[:same])
    recent: dict[str, deque[int]] = {}
    for place, mine in enumerate(terms):
        if place >= same:
            lists.append(_best(recent, mine))
        for term in mine:
            recent.setdefault(term, deque(maxlen=RECENT)).append(place)
    return Related(tuple(terms), tuple(lists)), len(terms) - same


def _best(recent: dict[str, deque[int]], mine: TermSet) -> tuple[int, ...]:
    shared = Counter(chain.from_iterable(recent[term] for term in mine if term in recent))
    ranks = nlargest(SHOWN, [number << _BITS | place for place, number in shared.items()])
    return tuple(rank & ~(-1 << _BITS) for rank in ranks)
