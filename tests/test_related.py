"""Related articles: older ones with the most shared terms, the same whatever was known before."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.model.related import RECENT, SHOWN, Related, TermSet, relate

SEQUENCES = st.lists(st.lists(st.sampled_from("abcde"), unique=True, max_size=3).map(tuple), max_size=12)


def lists(*terms: TermSet) -> tuple[tuple[int, ...], ...]:
    return relate(terms, Related())[0].lists


def test_more_shared_terms_come_first_and_newer_ones_before_older() -> None:
    assert lists(("a", "b"), ("a",), ("b",), ("c",), ("a", "b"))[-1] == (0, 2, 1)


def test_only_older_articles_are_related() -> None:
    assert lists(("a",), ("a",), ("a",)) == ((), (0,), (1, 0))


def test_a_list_has_an_end() -> None:
    assert lists(*[("a",)] * 9)[-1] == tuple(range(7, 7 - SHOWN, -1))


def test_only_the_latest_of_each_term_count() -> None:
    newer = [("a",)] * (RECENT - 1)
    assert lists(("a", "b"), *newer, ("a", "b"))[-1][0] == 0
    assert 0 not in lists(("a", "b"), *newer, ("a",), ("a", "b"))[-1]


def test_an_article_without_terms_has_no_relations() -> None:
    assert lists((), ()) == ((), ())


@given(SEQUENCES, SEQUENCES)
@settings(deadline=None, derandomize=True, max_examples=100)
def test_what_was_known_before_changes_nothing(before: list[TermSet], terms: list[TermSet]) -> None:
    known, _ = relate(before, Related())
    again, made = relate(terms, known)
    assert again == relate(terms, Related())[0]
    assert made <= len(terms)


@given(SEQUENCES, st.lists(st.sampled_from("abcde"), unique=True).map(tuple))
@settings(deadline=None, derandomize=True, max_examples=50)
def test_publishing_makes_one_list_and_changes_no_other(terms: list[TermSet], new: TermSet) -> None:
    before, _ = relate(terms, Related())
    after, made = relate([*terms, new], before)
    assert made == 1
    assert after.lists[:-1] == before.lists
