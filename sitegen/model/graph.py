"""Who is in the news together: in how many articles two people are both. Pure, and linear in the pairs."""

from collections import Counter
from collections.abc import Callable, Iterable
from heapq import nsmallest
from itertools import chain, combinations

LARGEST = 25
"""People of one article. A list of more, as of all who stood for election, says nothing of any two of them."""
SHOWN = 10
"""Neighbors of one person."""
EDGES = 100_000
"""Of the whole graph, so that its file stays one that can be read."""

Graph = dict[str, dict[str, int]]
"""Id -> the ids of those who are in articles with that person -> in how many."""


def together(people_of: Iterable[tuple[str, ...]]) -> Graph:
    """Return the graph of the people of some articles, each of which names a person once."""
    pairs = Counter(
        chain.from_iterable(combinations(sorted(people), 2) for people in people_of if 1 < len(people) <= LARGEST)
    )
    graph: Graph = {}
    for (one, other), count in pairs.items():
        graph.setdefault(one, {})[other] = count
        graph.setdefault(other, {})[one] = count
    return graph


def closest(graph: Graph, person: str, key: Callable[[str], str]) -> list[tuple[str, int]]:
    """Return those who are most often with a person, and how often; among equals the first by their sort keys."""
    return nsmallest(SHOWN, graph.get(person, {}).items(), key=lambda one: (-one[1], key(one[0]), one[0]))


def edges(graph: Graph, key: Callable[[str], str]) -> list[tuple[str, str, int]]:
    """Return two ids and a count for every two people of whom one is among the closest to the other."""
    found = {
        (min(person, other), max(person, other), count)
        for person in graph
        for other, count in closest(graph, person, key)
    }
    return nsmallest(EDGES, found, key=lambda edge: (-edge[2], *edge[:2]))
