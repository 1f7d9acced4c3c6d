"""Who is in the news together: pairs counted once for each article, and round-ups left out."""

from collections import Counter
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.model.graph import LARGEST, SHOWN, closest, edges, together

PEOPLE = st.lists(st.lists(st.sampled_from("abcdef"), unique=True).map(tuple), max_size=15)


def same(identity: str) -> str:
    return identity


def test_a_weight_is_the_number_of_articles_with_both() -> None:
    graph = together([("b", "a"), ("a", "b", "c"), ("c",), ()])
    assert graph == {"a": {"b": 2, "c": 1}, "b": {"a": 2, "c": 1}, "c": {"a": 1, "b": 1}}


def test_a_round_up_connects_nobody() -> None:
    people = tuple(f"{number:02}" for number in range(LARGEST + 1))
    assert together([people]) == {}
    assert len(together([people[1:]])) == LARGEST


def test_those_who_are_most_often_together_come_first_and_equals_by_name() -> None:
    graph = together([("a", "z"), ("a", "c"), ("a", "b"), ("a", "z")])
    assert closest(graph, "a", same) == [("z", 2), ("b", 1), ("c", 1)]
    assert closest(graph, "a", lambda identity: {"b": "last"}.get(identity, "first")) == [("z", 2), ("c", 1), ("b", 1)]
    assert closest(graph, "nobody", same) == []


def test_nobody_has_more_than_ten_neighbors() -> None:
    graph = together([("a", f"n{number:02}") for number in range(30)])
    assert [identity for identity, _ in closest(graph, "a", same)] == [f"n{number:02}" for number in range(SHOWN)]


def test_an_edge_is_there_if_it_is_close_for_one_of_the_two() -> None:
    graph = together([("a", f"n{number:02}") for number in range(30)])
    assert edges(graph, same) == [("a", f"n{number:02}", 1) for number in range(30)]
    both = together([*combinations("bcdefghijklm", 2)] * 2 + [("b", "c")])
    assert edges(both, same)[0] == ("b", "c", 3)
    assert ("l", "m", 2) not in edges(both, same)  # each has ten who are closer by name


@given(PEOPLE)
@settings(deadline=None, derandomize=True, max_examples=100)
def test_the_graph_is_what_counting_every_pair_gives(people_of: list[tuple[str, ...]]) -> None:
    graph = together(people_of)
    counted = Counter(frozenset(pair) for people in people_of for pair in combinations(people, 2))
    assert {frozenset((a, b)): n for a, others in graph.items() for b, n in others.items()} == counted
    assert all(graph[b][a] == n for a, others in graph.items() for b, n in others.items())


@given(PEOPLE, st.lists(st.sampled_from("abcdef"), unique=True).map(tuple))
@settings(deadline=None, derandomize=True, max_examples=100)
def test_an_article_changes_the_neighbors_of_its_people_only(
    people_of: list[tuple[str, ...]], new: tuple[str, ...]
) -> None:
    before, after = together(people_of), together([*people_of, new])
    for identity in "abcdef":
        if identity not in new:
            assert closest(before, identity, same) == closest(after, identity, same)
