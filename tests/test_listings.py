"""Listings cut into pages: nothing lost, nothing twice, and old pages stay as they are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.pages.listings import Slice, slices

COUNTS, SIZES = st.integers(0, 130), st.integers(1, 25)


def cut(count: int, size: int) -> dict[str, Slice]:
    return {part.path: part for part in slices("/tags/x/", range(count), size)}


@given(COUNTS, SIZES)
@settings(deadline=None, derandomize=True, max_examples=100)
def test_every_place_is_on_exactly_one_page_newest_first(count: int, size: int) -> None:
    front, *numbered = cut(count, size).values()
    places = [place for part in (front, *reversed(numbered)) for place in part.places]
    assert places == list(range(count - 1, -1, -1))


@given(COUNTS, SIZES)
@settings(deadline=None, derandomize=True, max_examples=100)
def test_numbered_pages_are_full_and_the_front_has_less_than_two_pages(count: int, size: int) -> None:
    front, *numbered = cut(count, size).values()
    assert [len(part.places) for part in numbered] == [size] * len(numbered)
    assert min(count, size) <= len(front.places) < 2 * size
    assert [part.number for part in numbered] == list(range(1, len(numbered) + 1))


@given(COUNTS, SIZES)
@settings(deadline=None, derandomize=True, max_examples=100)
def test_from_the_front_every_page_is_reached_and_the_way_back_is_the_same(count: int, size: int) -> None:
    pages = cut(count, size)
    way, path = [], "/tags/x/"
    while path:
        way.append(path)
        path = pages[path].older
    assert sorted(way) == sorted(pages)
    assert [pages[path].newer for path in way] == ["", *way[:-1]]


@given(COUNTS, SIZES)
@settings(deadline=None, derandomize=True, max_examples=100)
def test_a_new_article_changes_the_front_and_at_a_roll_over_two_further_pages(count: int, size: int) -> None:
    before, after = cut(count, size), cut(count + 1, size)
    changed = {path for path, part in after.items() if before.get(path) != part}
    rolls_over = len(after) > len(before)
    assert "/tags/x/" in changed
    assert len(changed) <= (3 if rolls_over else 1)
    assert before.keys() <= after.keys()


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (20, 1), (39, 1), (40, 2), (59, 2), (60, 3)])
def test_there_is_a_numbered_page_once_two_would_be_full(count: int, pages: int) -> None:
    parts = cut(count, 20)
    assert len(parts) == pages
    assert len(parts["/tags/x/"].places) == count - 20 * (pages - 1)
