"""A fingerprint tells apart whatever could make another page, and nothing else."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sitegen.dates import When
from sitegen.pages.records import View
from sitegen.render.fingerprint import canonical, fingerprint

ROOT = Path(__file__).parent.parent


class Box(View, frozen=True):
    value: Any


class Crate(View, frozen=True):
    value: Any


def mark(value: object) -> str:
    return fingerprint("engine", "shared", "closure", canonical(Box(value)))


@pytest.mark.parametrize("value", [object(), lambda: 1, 1j, range(3), Path("a"), iter(()), type])
def test_a_value_of_an_unknown_type_raises(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(Box((value,)))


DIFFERENT = [
    None,
    True,
    False,
    1,
    0,
    1.0,
    "1",
    "",
    b"1",
    (),
    (1,),
    ((1,),),
    ("a", "b"),
    ("ab",),
    {},
    {"a": 1},
    {"a": "1"},
    Box(1),
    Crate(1),
    When("2017-02-22T14:05:00-06:00", has_time=True, instant=1487793900),
    When("2017-02-22T20:05:00+00:00", has_time=True, instant=1487793900),
    When("2017-02-22", has_time=False, instant=1487793900),
    "é",
    "e\u0301",
]


def test_no_two_different_values_are_told_as_one() -> None:
    assert len({mark(value) for value in DIFFERENT}) == len(DIFFERENT)


def test_two_types_of_equal_fields_differ() -> None:
    assert canonical(Box(1)) != canonical(Crate(1))


def test_engine_frame_layouts_and_view_all_count() -> None:
    marks = {
        fingerprint(engine, shared, closure, canonical(Box(value)))
        for engine, shared, closure in (("a", "b", ""), ("ab", "", ""), ("", "ab", ""), ("b", "a", ""), ("a", "", "b"))
        for value in (1, 2)
    }
    assert len(marks) == 10


def test_equal_views_have_one_fingerprint_in_whatever_order_their_mappings_were_made() -> None:
    assert mark({"a": 1, "b": (2,)}) == mark({"b": [2], "a": 1})
    assert len(mark(1)) == 32


def test_two_processes_agree() -> None:
    code = (
        "from sitegen.pages.records import TermView, Body\n"
        "from sitegen.render.fingerprint import canonical, fingerprint\n"
        "extra = dict.fromkeys({'a', 'b', 'c', 'd', 'e', 'f'}, 1)\n"
        "view = TermView(name='x', summary='', body=Body(digest='', slots=()), extra=extra)\n"
        "print(list(extra), fingerprint('engine', 'shared', 'closure', canonical(view)))"
    )
    printed = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.rsplit(" ", 1)
        for seed in ("1", "2", "3")
    ]
    assert len({order for order, _ in printed}) > 1
    assert len({found for _, found in printed}) == 1
