"""Names that are likely to be one are found, others are left alone, and no name is compared with each other one."""

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.model.alike import doubles


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wind farm", "wind farms"),
        ("tax", "taxes"),
        ("party", "parties"),
        ("bus", "buses"),
        ("class", "classes"),
        ("elección", "elecciones"),
        ("city hall", "cities halls"),
        ("health care", "healthcare"),
        ("health-care", "Healthcare"),
        ("U.S.", "US"),
        ("women's rights", "womens rights"),
        ("arts & crafts", "Arts and Crafts"),
        ("R&D", "R and D"),
        ("Ørsted élan", "Ørsted elan"),
        ("government", "goverment"),
        ("government", "govenrment"),
        ("government", "governmant"),
        ("public transport", "public transprt"),
        ("правительство", "правительсво"),
    ],
)
def test_these_are_likely_to_be_one(one: str, other: str) -> None:
    assert list(doubles([one, other])) == [(0, 1)]
    assert list(doubles([other, one])) == [(0, 1)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tag 12", "tag 13"),
        ("elections 2016", "elections 2020"),
        ("election2016", "election2017"),
        ("Iran", "Iraq"),
        ("Gambia", "Zambia"),
        ("UK", "US"),
        ("US", "USS"),
        ("princes", "duchess"),
        ("harbor", "harbor wall"),
        ("north harbor wall", "south harbor wall"),
        ("government", "governance"),
        ("का", "की"),
        ("+", "!"),
        ("東京", "京都"),
    ],
)
def test_these_are_two(one: str, other: str) -> None:
    assert list(doubles([one, other])) == []


@given(st.lists(st.text(st.sampled_from("abs yte&-é1"), max_size=12), max_size=8))
@settings(deadline=None, derandomize=True, max_examples=200)
def test_each_pair_is_told_once_and_whatever_the_order(names: list[str]) -> None:
    found = list(doubles(names))
    assert len(set(found)) == len(found)
    assert all(one < other for one, other in found)
    turned = {(len(names) - 1 - other, len(names) - 1 - one) for one, other in doubles(names[::-1])}
    assert turned == set(found)


def calls(names: list[str]) -> int:
    count = 0

    def step(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(step)
    try:
        list(doubles(names))
    finally:
        sys.setprofile(None)
    return count


def spaced(number: int) -> str:
    """Return one word with spaces in it, in another way for each number."""
    return "".join(c + " " * (number >> place & 1) for place, c in enumerate("governmental"))


@pytest.mark.parametrize("name", [lambda n: f"topic number {n}", lambda n: f"{chr(0x4E00 + n)}government", spaced])
def test_four_times_the_names_take_four_times_the_steps(name: Callable[[int], str]) -> None:
    small, large = calls([name(n) for n in range(250)]), calls([name(n) for n in range(1000)])
    assert large < 4.6 * small
