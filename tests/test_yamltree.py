"""YAML with places: types come from the schema, and no text can bring reading down."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.errors import Problem
from sitegen.getters import choice, fields_of, flag, free, many, number, pairs
from sitegen.yamltree import LONGEST, Schema, Source, Values, compose, read
from sitegen.yamltree import text as text_of

ROOT = Path(__file__).parent.parent
SOURCE = Source("a.md", lines_before=1)
SCHEMA: Schema = {
    "title": text_of,
    "tags": many(text_of),
    "draft": flag,
    "size": number(1, 100),
    "kind": choice("news", "opinion"),
    "words": pairs(text_of, text_of),
    "photo": lambda node: fields_of(node, {"src": text_of, "alt": text_of}, required="src"),
    "extra": free,
}


def found(written: str, renamed: dict[str, str | None] | None = None) -> Values:
    node = compose(written, SOURCE)
    assert not isinstance(node, Problem)
    return read(node, SCHEMA, SOURCE, renamed)


def problems(written: str) -> list[tuple[str, int, int]]:
    node = compose(written, SOURCE)
    listed = [node] if isinstance(node, Problem) else read(node, SCHEMA, SOURCE).problems
    return [(problem.code, problem.line, problem.column) for problem in listed]


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("title: 404", {"title": "404"}),
        ("title: no", {"title": "no"}),
        ("title: 2026-01-02", {"title": "2026-01-02"}),
        ('title: "  a: b  "', {"title": "a: b"}),
        ("tags: [no, 2020, 12:30, 0x10, null]", {"tags": ("no", "2020", "12:30", "0x10", "null")}),
        ("tags: one", {"tags": ("one",)}),
        ("tags: [a, ~, '']", {"tags": ("a",)}),
        ("draft: Yes", {"draft": True}),
        ("draft: off", {"draft": False}),
        ("size: 007", {"size": 7}),
        ("words: {a: 1, b: no}", {"words": {"a": "1", "b": "no"}}),
        ("photo: {src: a.png, alt: }", {"photo": {"src": "a.png"}}),
        ("title: a\u2028b\x85c", {"title": "a b c"}),
        ("title: !!str 404", {"title": "404"}),
        ("title: A & B", {"title": "A & B"}),
        ("title: Hello ! world !important", {"title": "Hello ! world !important"}),
        ("tags: !!seq [a]", {"tags": ("a",)}),
        ("title: &t A\ntags: [*t, *t]", {"title": "A", "tags": ("A", "A")}),
    ],
)
def test_a_value_has_the_type_of_its_field(written: str, values: dict[str, Any]) -> None:
    result = found(written)
    assert (result.values, result.problems) == (values, [])


@pytest.mark.parametrize("written", ["title:", "title: ''", "title: ~", "title: '  '"])
def test_an_empty_value_counts_as_absent_and_keeps_its_place(written: str) -> None:
    result = found(written)
    assert result.values == {}
    assert result.places["title"].line == 2


def test_a_quoted_tilde_is_text() -> None:
    assert found("title: '~'").values == {"title": "~"}


@pytest.mark.parametrize("written", ["", "\n\n", "# nothing", "~"])
def test_a_document_without_fields_is_empty(written: str) -> None:
    assert compose(written, SOURCE) is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("title: [a]", [("SG013", 2, 8)]),
        ("tags:\n  - a\n  - [b]", [("SG013", 4, 5)]),
        ("draft: maybe", [("SG013", 2, 8)]),
        ("size: 0", [("SG013", 2, 7)]),
        ("size: -1", [("SG013", 2, 7)]),
        ("size: ٣", [("SG013", 2, 7)]),
        ("size: 101", [("SG013", 2, 7)]),
        (f"size: {'9' * 5_000}", [("SG013", 2, 7)]),
        ("tags: [[a], b, {c: d}]", [("SG013", 2, 8), ("SG013", 2, 16)]),
        ("photo: {scr: a, src: [b], alt: [c]}", [("SG013", 2, 9), ("SG013", 2, 22), ("SG013", 2, 32)]),
        ("words: {a: [b], a: c, [d]: e, f: [g]}", [("SG013", 2, 12), ("SG013", 2, 23), ("SG013", 2, 34)]),
        ("words: {a: b, a: c}", [("SG016", 2, 15)]),
        ("kind: newz", [("SG013", 2, 7)]),
        ("words: a", [("SG013", 2, 8)]),
        ("photo: {alt: b}", [("SG014", 2, 8)]),
        ("photo: {src: a, scr: b}", [("SG013", 2, 17)]),
        ("photo: {src: a, src: b}", [("SG016", 2, 17)]),
        ("titel: a\ntagz: b", [("SG012", 2, 1), ("SG012", 3, 1)]),
        ("title: a\ntags: b\ntitle: c", [("SG016", 4, 1)]),
        ("title:\ntitle: c", [("SG016", 3, 1)]),
        ("extra: {a: 1, a: 2}", [("SG016", 2, 15)]),
        ("[a]: b", [("SG011", 2, 1)]),
        ("title: a: b", [("SG011", 2, 9)]),
        ("title: @a", [("SG011", 2, 8)]),
        ("title: 'a", [("SG011", 2, 8)]),
        ("tags: *nowhere", [("SG011", 2, 7)]),
        ("- a", [("SG011", 2, 1)]),
        ("a", [("SG011", 2, 1)]),
        ("a: 1\n---\nb: 2", [("SG011", 3, 1)]),
        ("extra: !!python/object {a: b}", [("SG011", 2, 8)]),
        ("tags: !foo [a]", [("SG011", 2, 7)]),
        ("tags: [a, !foo [b]]", [("SG011", 2, 11)]),
        ("tags: !foo\n- a", [("SG011", 2, 7)]),
        ("!foo\ntitle: a", [("SG011", 2, 1)]),
        ("!foo title: a", [("SG011", 2, 1)]),
        ("title: !foo", [("SG013", 2, 8)]),
        ("title: &Co is here", [("SG011", 2, 8)]),
        ("title: &a [*a, &b x]", [("SG011", 2, 16)]),
        ("title: !Viva la vida", [("SG013", 2, 8)]),
        ("tags: [!!python/name:os.system a, !!binary YQ==]", [("SG013", 2, 8), ("SG013", 2, 35)]),
        ("extra: !!python/object:os.x {a: !!python/name:os.system b}", [("SG011", 2, 8)]),
        ("<<: {title: a}", [("SG012", 2, 1)]),
        ("title: a\n\tkind: news", [("SG011", 3, 1)]),
        ("title: [a]\nkind: newz\nfoo: 1", [("SG013", 2, 8), ("SG013", 3, 7), ("SG012", 4, 1)]),
    ],
)
def test_every_mistake_is_told_with_its_place(written: str, expected: list[tuple[str, int, int]]) -> None:
    assert problems(written) == expected


def test_an_unknown_key_gets_a_suggestion() -> None:
    assert found("titel: a").problems[0].hint == 'Did you mean "title"?'
    assert not found("zebra: a").problems[0].hint


def test_renamed_keys_are_read_as_ours_and_problems_name_the_authors() -> None:
    result = found("kop: [a]\nvoid: [x]\ntopics: b", {"kop": "title", "topics": "tags", "void": None})
    assert result.values == {"tags": ("b",)}
    assert [problem.message for problem in result.problems] == ['"kop": expected text, found a list']


def test_a_field_under_two_names_is_given_twice() -> None:
    again = found("title: a\nkop: b", {"kop": "title"})
    assert (again.values, [problem.code for problem in again.problems]) == ({"title": "a"}, ["SG016"])


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1", 1),
        ("-1", -1),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("'1'", "1"),
        ("true", True),
        ("'true'", "true"),
        ("True", True),
        ("FALSE", False),
        ("Null", None),
        ("yes", "yes"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2026-01-02", "2026-01-02"),
        ("null", None),
        ("[1, [a, ~]]", [1, ["a", None]]),
        ("{a: {b: 1}}", {"a": {"b": 1}}),
        ("{a: &x [1], b: *x}", {"a": [1], "b": [1]}),
    ],
)
def test_a_free_value_is_what_yaml_1_2_reads(written: str, value: object) -> None:
    taken = found(f"extra: {written}").values.get("extra")
    assert (taken, type(taken)) == (value, type(value))


def test_aliases_neither_explode_nor_run_in_circles() -> None:
    levels = ", ".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 9))
    assert problems(f"extra: {{l0: &l0 [1], {levels}, all: *l8}}") == [("SG013", 2, 8)]
    assert problems("extra: &x [1, *x]") == [("SG013", 2, 8)]
    assert problems("tags: &x [a, *x]") == [("SG013", 2, 7)]


@pytest.mark.parametrize(
    "written",
    [
        "title: a\ntitle: b",
        "photo: {src: a, src: b}",
        "words: {a: b, a: c}",
        "extra: {a: 1, a: 2}",
        'title: "\\a"',
        "title:\n- a",
        "draft: maybe",
        "size: many",
        "words: a",
        "photo: {alt: b}",
        "[a]: b",
        "title: !foo",
    ],
)
def test_a_mistake_in_a_value_has_a_hint(written: str) -> None:
    assert all(problem.hint for problem in found(written).problems)
    assert found(written).problems


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_a_problem_and_no_crash(opening: str) -> None:
    code = (
        "from sitegen.errors import Problem\n"
        "from sitegen.getters import free\n"
        "from sitegen.yamltree import Source, compose, read\n"
        f"node = compose('extra:\\n  ' + {opening!r} * 100_000, Source('a.md'))\n"
        "found = node if isinstance(node, Problem) else read(node, {'extra': free}, Source('a.md')).problems[0]\n"
        "print(found.code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-200:]
    assert done.stdout.strip() == "SG011"


def test_nesting_by_indentation_has_the_same_bound() -> None:
    levels = [f"{'  ' * depth}a:" for depth in range(200)]
    assert problems("\n".join(("extra:", *levels))) == [("SG011", 104, 203)]


@pytest.mark.parametrize("depth", [1, 99])
def test_what_is_nested_as_deep_as_anyone_needs_is_read(depth: int) -> None:
    assert problems(f"extra: {'[' * depth}{']' * depth}") == []


def test_front_matter_of_a_megabyte_is_refused_unread() -> None:
    assert problems(f"title: {'x' * LONGEST}") == [("SG011", 2, 0)]


@pytest.mark.parametrize("written", ["\n".join(f"key{n}: a" for n in range(5_000)), f"tags: [{'[a], ' * 5_000}]"])
def test_mistakes_without_number_are_told_up_to_a_hundred(written: str) -> None:
    assert len(problems(written)) == 101


@given(st.text() | st.text("ab:-[]{}&*!|>%@`'\"#,?\t\n ~", max_size=40))
@settings(deadline=None, derandomize=True, max_examples=200)
def test_no_text_raises(written: str) -> None:
    for front_matter in (written, f"title: {written}", f"extra: {written}\ntags: {written}"):
        node = compose(front_matter, SOURCE)
        if not isinstance(node, Problem):
            read(node, SCHEMA, SOURCE)


@pytest.mark.parametrize(
    ("written", "message", "line", "column"),
    [
        ("title: Harbor: a vote\n", "a colon and a space inside of a value", 2, 14),
        ("title Harbor\ndate: 2026\n", "a colon in the wrong place", 3, 5),
        ("title: Harbor\n date: 2026\n", "a colon in the wrong place", 3, 6),
        ("title: x\nHarbor\ndate: 2026\n", "this line is no field", 3, 1),
        ('title: "Harbor\ndate: 2026\n', "a quote that is never closed", 2, 8),
        ("title: 'Harbor's vote'\n", "text behind the closing quote", 2, 16),
        ("title: x\n}\n", "text where the next field should begin", 3, 1),
        (" title: x\ndate: 2026\n", "this line begins further left than the first", 3, 1),
        ("tags: [a, b\ntitle: x\n", "a list that is never closed, or lacks a comma", 2, 7),
        ("photo: {src: a.png\ntitle: x\n", "braces that are never closed, or lack a comma", 2, 8),
        ("title: *x\n", "* has a meaning of its own here", 2, 8),
        ("title: x\n* y\n", "* or & has a meaning of its own here", 3, 2),
        ("title: > x\n", "> and | have a meaning of their own here", 2, 10),
        ('title: "\\q"\n', "\\ has a meaning of its own in double quotes", 2, 9),
        ("title: x\n\tdate: y\n", "a tab where spaces must be", 3, 1),
        ("title: @x\n", "a sign that no value may start with", 2, 8),
        ("tags: [a, b,, c]\n", "a value is missing here", 2, 13),
        ("title: ]\n", "a value is missing here", 2, 8),
        ("tags: - a\n", "- has a meaning of its own here", 2, 7),
        ("- a\ntitle: b\n", "text where the next entry of the list should begin", 3, 1),
        ("title: a\n--- b\n", "the fields end at ---, and more comes after", 3, 1),
        ("title: 'a\n--- b'\n", "a quote that is never closed", 2, 8),
        ("a: &x 1\nb: *x\nc: &x 2\nd: *x\n", "two anchors have one name", 4, 4),
        ("%FOO\n", "% has a meaning of its own at the beginning of a line", 2, 5),
        ("title: a\n%x: b\n", "% has a meaning of its own at the beginning of a line", 3, 3),
        ("title: !<x\n", "! has a meaning of its own here", 2, 11),
        ("title: !Oh, no\n", "! has a meaning of its own here", 2, 11),
        ("title: >0\n x\n", "> and | have a meaning of their own here", 2, 9),
        ('title: "\\uD800"\n', "the number behind \\ is that of no character", 2, 11),
        ('title: "\\u12"\n', "\\x, \\u and \\U need two, four and eight digits (0 to F)", 2, 11),
        ("title: x\nkind: a\x07b\n", "a character that cannot be seen (U+0007)", 3, 8),
        ("- a\n", "expected `key: value` lines, found a list", 2, 1),
        (f"extra: {'[' * 1_000}\n", "nested more than 100 deep", 2, 108),
    ],
)
def test_a_slip_of_the_pen_is_told_in_plain_words_and_with_a_hint(
    written: str, message: str, line: int, column: int
) -> None:
    problem = compose(written, SOURCE)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.message, problem.line, problem.column) == ("SG011", message, line, column)
    assert problem.hint
