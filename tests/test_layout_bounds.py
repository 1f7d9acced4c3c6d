"""What no proof can tell is held back while a layout renders: it prints nothing of the process, and comes to an end."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import Make
from jinja2.filters import FILTERS as DEFAULT_FILTERS
from jinja2.tests import TESTS as DEFAULT_TESTS
from newsroom import article

from sitegen.build import batches, jobs
from sitegen.errors import Problem
from sitegen.pages.records import Frame
from sitegen.pages.views import Page, RobotsPage, Shared
from sitegen.render import bounds
from sitegen.render import render as rendering
from sitegen.render.render import render
from sitegen.render.templates import Templates, environment

SHARED = Shared(
    site=Frame(
        title="The Gazette",
        description="",
        language="en",
        direction="ltr",
        copyright="",
        home="/",
        origin="https://gazette.example",
        feed="/feed.xml",
        people="/people/",
        tags="/tags/",
        authors="/authors/",
        archive="/archive/",
        navigation=(),
        assets=(),
    )
)


def rendered(source: str, **others: str) -> str | Problem:
    sources = {"a.html": source, **{f"{name}.html": text for name, text in others.items()}}
    view = RobotsPage(sitemap="https://gazette.example/sitemap.xml")
    page = Page("/robots.txt", "a.html", view, "content/a.md")
    made = render(Templates(tuple(sorted(sources.items())), "en", b""), SHARED, page, {})
    return made if isinstance(made, Problem) else made.decode()


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ [1, 2]|map('string') }}", "[&#39;1&#39;, &#39;2&#39;]"),
        ("{{ [1, 2]|select('odd') ~ '' }}", "[1]"),
        ("{{ [1, 2]|batch(1) }}{{ [1, 2]|slice(2) }}", "[[1], [2]][[1], [2]]"),
        ("{{ {'a': 1}|items }}{{ [2, 1]|reverse }}{{ [1, 1]|unique }}", "[(&#39;a&#39;, 1)][1, 2][1]"),
        ("{{ sitemap.upper()[:5] }}{{ [1, 1].count(1) }}{{ {'update': 2, 'b': 3}.update }}", "HTTPS22"),
        (
            "{% for a in [1, 2, 3] if a != 2 %}{{ loop.cycle('x', 'y') }}{{ loop.length }}{% else %}z{% endfor %}",
            "x2y2",
        ),
        ("{% for a in [[1], []] recursive %}{{ a|length }}{{ loop([]) }}{% endfor %}", "10"),
        ("{{ 'ab' * 2 }}{{ 3 * 4 }}{{ 2 ** 10 }}{{ '%03d' % 7 }}{{ '%s-%s'|format(1, 2) }}", "abab1210240071-2"),
        ("{{ range(2, 5)|join }}{{ 200000|tojson }}{{ 1234567|round|int }}", "2342000001234567"),
        ("{% macro m(x) %}{{ x }}{{ caller(1) }}{% endmacro %}{% call(y) m(2) %}-{{ y }}{% endcall %}", "2-1"),
    ],
)
def test_what_is_allowed_renders_as_in_jinja(source: str, text: str) -> None:
    assert rendered(source) == text


@pytest.mark.parametrize(
    "use",
    [
        "{{ x.upper }}",
        "{{ x.upper ~ '' }}",
        "{{ [x.upper] }}",
        "{{ x.upper|string }}",
        "{{ '%s' % x.upper }}",
        "{{ [x.upper]|join }}",
    ],
)
def test_a_method_that_is_not_called_is_never_printed(use: str) -> None:
    found = rendered("{% macro m(x) %}" + use + "{% endmacro %}{{ m(sitemap) }}")
    assert isinstance(found, Problem)
    assert found.message.startswith('"upper" is a method: call it, "upper()"')


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{{ sitemap['__cl' ~ 'ass__'] }}", "'str object' has no attribute '__class__'"),
        ("{{ [sitemap]|map(attribute='__cl' ~ 'ass__')|join }}", "'str object' has no attribute '__class__'"),
        ("{{ sitemap['upp' ~ 'er'] }}", "'str object' has no attribute 'upper'"),
        ("{{ ('{0.upper}' ~ '').format('') }}", "'str object' has no attribute 'format'"),
        ("{% set d = {} %}{{ d.update(a=1) }}", "'dict object' has no attribute 'update'"),
        ("{{ namespace(digest='x', slots=[])|fill }}", "the filter fill takes a Body"),
        ("{{ range(10 ** 12) }}", "a range of more than 100,000 numbers"),
        ("{{ range(10 ** 30) }}", "a range of more than 100,000 numbers"),
        ("{{ 'x' * 10 ** 10 }}", "a product of more than 1,000,000 characters or items"),
        ("{{ 10 ** 10 * [1] }}", "a product of more than 1,000,000 characters or items"),
        ("{{ 10 ** (10 ** 10) }}", "a number of thousands of digits"),
        ("{{ '%10000000000d' % 1 }}", "a format of more than 999 characters"),
        ("{{ '%.*f'|format(10 ** 10, 1) }}", "a format of more than 999 characters"),
        ("{{ 'x'|center(10 ** 10) }}", "a filter takes numbers up to 100,000"),
        ("{{ [1]|batch(10000000000, 1) }}", "a filter takes numbers up to 100,000"),
        ("{{ 1|tojson(indent=10 ** 10) }}", "a filter takes numbers up to 100,000"),
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "loops and calls of more"),
        ("{% for a in [1] recursive %}{{ loop([1, 2]) }}{% endfor %}", "maximum recursion depth exceeded"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "maximum recursion depth exceeded"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ sitemap|date }}", "the filter date takes a moment"),
        ("{{ 2017|date }}", "the filter date takes a moment"),
        ("{{ none|moment }}", "the filter moment takes a When, not None"),
        ("{{ none|rfc822 }}", "the filter rfc822 takes a When, not None"),
        ("{{ '2017-13'|date }}", "month must be in 1..12"),
        ("{% for a in 3 %}{% endfor %}", "'int' object is not iterable"),
    ],
)
def test_a_layout_that_goes_too_far_is_stopped_with_its_place(source: str, message: str) -> None:
    found = rendered("\n" + source)
    assert isinstance(found, Problem)
    assert found.message.startswith(message)
    assert found.message.endswith("while making /robots.txt from content/a.md")
    assert (found.code, found.file, found.line) == ("SG052", "layouts/a.html", 2)


def test_calls_are_counted_as_turns_of_loops_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_STEPS", 1_000)
    found = rendered("{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(99) }}")
    assert isinstance(found, Problem)
    assert found.message.startswith("loops and calls of more than 1,000 steps")


GROWING = "{% set ns = namespace(x='aa', y=['a']) %}{% for i in range(60) %}USE{% endfor %}"
NESTED = "{% macro m(n) %}{% if n %}{{ m(n - 1, varargs, varargs) }}{% endif %}{% endmacro %}{{ m(60, 1) }}"
NAMED = "{% macro m(n) %}{% if n %}{{ m(n - 1, a=kwargs, b=kwargs) }}{% endif %}{% endmacro %}{{ m(60, a=1) }}"


@pytest.mark.parametrize(
    "source",
    [
        *(
            GROWING.replace("USE", use)
            for use in (
                "{% set ns.x = ns.x ~ ns.x %}",
                "{% set ns.x = ns.x + ns.x %}",
                "{% set ns.y = ns.y + ns.y %}",
                "{% set ns.x = ns.x|replace('a', 'aaaaaaaa') %}",
                "{% set ns.x = ns.x.replace('a', 'aaaaaaaa') %}",
                "{% set ns.x = ns.x.join([ns.x, ns.x]) %}",
                "{% set ns.x = [ns.x, ns.x]|join(ns.x) %}",
                "{% set ns.x = '%s%s'|format(ns.x, ns.x) %}",
                "{% set ns.x = '%s%s' % (ns.x, ns.x) %}",
                "{% set ns.x = _('%(a)s%(a)s', a=ns.x) %}",
                "{% set ns.x %}{{ ns.x }}{{ ns.x }}{% endset %}",
                "{% set ns.y = [ns.y, ns.y] %}",
                "{% set ns.y = (ns.y, ns.y) %}",
                "{% set ns.y = {1: ns.y, 2: ns.y} %}",
                "{% set ns.y = dict(a=ns.y, b=ns.y) %}",
                "{% set ns.y = [ns.y] * 2 %}",
                "{% set ns.y = [ns.y]|batch(2, ns.y) %}",
            )
        ),
        NESTED,
        NAMED,
        "{{ ('a' * 999999)|replace('a', 'b' * 1000)|length }}",
        "{{ ('a' * 999999).join(range(9999)|map('string')) }}",
        "{{ range(9999)|join('a' * 999999) }}",
        "{{ _('%(x)s' * 100000, x='a' * 99999) }}",
        "{{ ('a\\n' * 400000)|indent(1000) }}",
        "{{ range(99999)|list|tojson(indent=100000) }}",
        "{{ ('a ' * 400000)|wordwrap(1, wrapstring='b' * 1000) }}",
        "{{ ('www.a.de ' * 40000)|urlize(target='b' * 10000) }}",
        "{% for i in range(99999) %}{{ range(99999)|list|sum }}{% endfor %}",
        "{% set x = 'ab' * 400000 %}{% for i in range(99999) %}{{ x }}{% endfor %}",
        "{% set x = '&b' * 400000 %}{% for i in range(99999) %}{% set y = x.upper() %}{% endfor %}",
        "{% for i in range(9999) %}" + "x" * 9999 + "{% endfor %}",
    ],
)
def test_nothing_grows_without_bound(source: str) -> None:
    found = rendered(source)
    assert isinstance(found, Problem)
    assert " of more than " in found.message or "makes more than" in found.message


def test_what_takes_few_but_long_steps_is_stopped_at_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "MOST_SECONDS", 0.05)
    found = rendered(
        "{% set x = 'ab' * 400000 %}\n{% for i in range(99999) %}{% if 'cd' in x %}{% endif %}{% endfor %}"
    )
    assert isinstance(found, Problem)
    assert found.message.startswith("more than 0.05 seconds of processor time while making /robots.txt")
    assert found.key == rendering.TOO_LONG
    assert (found.code, found.file, found.line) == ("SG052", "layouts/a.html", 2)


@pytest.mark.parametrize("use", ["d.keys() - ['a']", "d.items() - []", "['a'] - ['a']", "d.keys() - d.keys()"])
def test_nothing_makes_a_set(use: str) -> None:
    found = rendered("{% set d = dict(a=1, b=2) %}{{ " + use + " }}")
    assert isinstance(found, Problem)
    assert found.message.startswith("only numbers can be subtracted")


def test_what_a_mapping_holds_is_a_list() -> None:
    assert rendered("{% set d = {1: 2} %}{{ d.keys() }}{{ d.values() }}{{ d.items() }}") == "[1][2][(1, 2)]"


def test_a_page_is_the_same_whatever_the_hash_seed() -> None:
    source = (
        "{% set d = dict(alpha=1, beta=2, gamma=3, delta=4) %}{{ d.keys() }}{{ d.items()|unique }}{{ d|tojson }}"
        "{{ d|xmlattr }}{{ d.values()|select }}{{ d.keys()|sort }}"
    )
    program = f"import test_layout_bounds as t; print(t.rendered({source!r}))"
    folders = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parent.parent)])
    made = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": folders},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3", "4")
    }
    assert len(made) == 1


def test_steps_are_counted_for_each_page_anew() -> None:
    source = "{% for a in range(90000) %}{% endfor %}" * 8
    for _ in range(3):
        assert rendered(source) == ""
    assert isinstance(rendered(source * 2), Problem)


def test_a_place_inside_of_a_macro_is_told() -> None:
    found = rendered("{% from 'm.html' import m %}{{ m(1) }}", m="{% macro m(x) %}\n\n{{ x / 0 }}{% endmacro %}")
    assert isinstance(found, Problem)
    assert (found.file, found.line) == ("layouts/m.html", 3)


def test_only_these_of_jinjas_filters_and_tests_are_missing() -> None:
    sandbox_of_nothing = environment(Templates((), "en", b""))
    assert DEFAULT_FILTERS.keys() - sandbox_of_nothing.filters.keys() == {"attr", "random", "safe"}
    assert DEFAULT_TESTS.keys() - sandbox_of_nothing.tests.keys() == {"sameas"}
    assert {name for name in sandbox_of_nothing.globals if not name.endswith("gettext")} == {
        "_",
        "dict",
        "namespace",
        "range",
    }


@pytest.mark.parametrize("name", sorted(DEFAULT_FILTERS.keys() - {"attr", "random", "safe"}))
def test_no_filter_prints_an_address(name: str) -> None:
    for value in ("'a b'", "3", "['a', 'b']", "[['a', 1]]", "{'a': 1}", "[{'a': 1}]"):
        for arguments in ("", "(1)", "('a')", "('upper')", "('odd')", "(attribute='a')"):
            assert " at 0x" not in str(rendered("{{ " + value + "|" + name + arguments + " }}"))


def test_the_bounds_of_the_documentation_are_those_of_the_code() -> None:
    page = (Path(__file__).parent.parent / "docs/layouts.md").read_text()
    rows = dict(re.findall(r"^\| ([^|`]*?)(?: `range`)?(?:, as in.*?)? \| ([\d,]+) \|$", page, re.MULTILINE))
    assert rows["numbers in a"] == rows["a number that a filter takes"] == f"{bounds.MAX_RANGE:,}"
    found = re.findall(r"^\| .* \| ([\d,]+) \|$", page, re.MULTILINE)
    code = (bounds.MAX_STEPS, bounds.MAX_SIZE, bounds.MAX_PRODUCT, bounds.MAX_PAGE)
    assert found[1:5] == [f"{bound:,}" for bound in code]
    assert found[-1] == f"{rendering.MOST_SECONDS:g}"


def test_a_layout_that_fails_again_and_again_is_given_up(newsroom: Make) -> None:
    articles = {f"content/{number:02}.md": article(date=f"2026-01-{number:02}") for number in range(1, 20)}
    room = newsroom({**articles, "layouts/article.html": "{{ 1 / 0 }}"})
    found = room.problems()
    assert len(found) == 10
    more = " 9 more pages of this layout failed or were not tried."
    assert [problem.hint.endswith(more) for problem in found] == [False] * 9 + [True]


@pytest.mark.parametrize(("method", "number"), [("fork", 1), ("spawn", 2)], ids=["by copies", "elsewhere"])
def test_after_a_page_that_takes_too_long_no_other_of_its_layout_is_tried(
    newsroom: Make, method: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_METHOD", method)
    monkeypatch.setattr(jobs, "_WORTH", 60)
    tried: list[str] = []

    def slow(templates: Templates, shared: Shared, page: Page, bodies: Mapping[str, str]) -> bytes | Problem:
        made = render(templates, shared, page, bodies)
        if page.layout != "article.html":
            return made
        tried.append(page.path)
        return Problem("SG052", "more than 10 seconds", "layouts/article.html", hint="Hurry.", key=rendering.TOO_LONG)

    monkeypatch.setattr(batches, "render", slow)
    room = newsroom({f"content/{day:02}.md": article(date=f"2026-01-{day:02}") for day in range(1, 20)})
    (found,) = room.problems(jobs=number)
    assert found.hint == "Hurry. 18 more pages of this layout failed or were not tried."
    assert len(tried) == 1


def test_a_layout_that_prints_what_is_no_text_is_a_problem() -> None:
    made = rendered(r'{{ "\ud800" }}')
    assert isinstance(made, Problem)
    assert made.code == "SG052"
