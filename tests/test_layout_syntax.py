"""What is wrong with the writing of a layout is told in plain words, at its place, with the likely cure."""

import pytest
from conftest import Make
from newsroom import article

from sitegen.pages.views import ArticlePage
from sitegen.render.prove import prove
from sitegen.render.syntax import TAGS
from sitegen.render.templates import Templates, environment


def told(source: str) -> tuple[str, int, int, str]:
    """Return what is told of a layout whose first line is right."""
    templates = Templates((("a.html", "right\n" + source),), "en", b"")
    (found,) = prove(templates, "a.html", ArticlePage).problems
    assert (found.code, found.file) == ("SG050", "layouts/a.html")
    return found.message, found.line, found.column, found.hint


@pytest.mark.parametrize(
    ("source", "message", "line", "column", "hint"),
    [
        ("x {{ 1\n\n", "a tag that is never closed", 2, 3, 'Write "}}" or "%}" where it ends.'),
        ("{# open\n\n", "a comment that is never closed", 2, 1, 'Write "#}" where it ends.'),
        ("{% block a %}\n\n", '"block" is never closed', 2, 4, "Write {% endblock %} where it ends."),
        ("{% if 1 %}{% for a in [] %}\n", '"for" is never closed', 2, 14, "Write {% endfor %} where it ends."),
        ("{% trans %}x\n", '"trans" is never closed', 2, 4, "Write {% endtrans %} where it ends."),
        ("{% raw %}x\n", '"raw" is never closed', 2, 4, "Write {% endraw %} where it ends."),
        (
            "{% if 1 %}\n{% endfor %}",
            '"endfor" belongs to nothing inside of the "if" of line 2',
            3,
            4,
            "Write {% endif %}",
        ),
        ("{% endif %}", '"endif" belongs to nothing', 2, 4, "Take it out, or write what it belongs to before it."),
        ("{% ife 1 %}", 'there is no tag "ife"', 2, 4, 'Did you mean "if"?'),
        ("{% do x %}", 'there is no tag "do"', 2, 4, "There are block, call, "),
        ("{{ 'x }}", "a quote that is never closed", 2, 4, "Put the same sign at the end of the text."),
        ("{{ a ? b }}", "? has no meaning here", 2, 6, "Text in a tag stands in quotes."),
        ("{{ site.title }", "unexpected '}'", 2, 15, "A bracket is not closed before it, or not opened. "),
        ("{{ (1 }}", "unexpected '}', expected ')'", 2, 7, "A bracket is not closed before it, or not opened. "),
        ("{{ a b }}", "expected '}}', got 'b'", 2, 6, "The tag should end before it, or a sign is missing"),
        ("{% if %}{% endif %}", "expected an expression, got '%}'", 2, 0, "A value is missing there: a name, a number"),
        ("{{ 1 + }}", "unexpected '}}'", 2, 8, "A value is missing there: a name, a number"),
        ("{{ 1| }}", "expected 'name', got '}}'", 2, 7, "A name is missing there."),
        ("{% for a b in c %}", "expected 'in', got 'b'", 2, 10, 'Write "{% for NAME in LIST %}".'),
        ("{{ f(1 2) }}", "expected ',', got 'integer'", 2, 0, "A comma or a bracket is missing before it."),
        ("{{ 1 %}", "unexpected '}'", 2, 7, "A bracket is not closed before it, or not opened. {{ ends"),
        ("{% %}", "tag name expected", 2, 0, "Behind {% stands the name of a tag"),
        ("{% block a-b %}", 'the name of a block has no "-"', 2, 0, 'Write "_" for it.'),
        ("{% macro m(a=1, b) %}", "non-default argument follows default argument", 2, 0, "Arguments with a value"),
        (
            "{{ 1 is odd is odd }}",
            "you cannot chain multiple tests with is",
            2,
            0,
            "See this tag, and what is before it.",
        ),
    ],
)
def test_a_slip_of_the_pen_is_told_with_its_place_and_cure(
    source: str, message: str, line: int, column: int, hint: str
) -> None:
    found = told(source)
    assert found[:3] == (message, line, column)
    assert found[3].startswith(hint)


@pytest.mark.parametrize(
    "source",
    [
        "\n{% if 1 %}" * 3000 + "{% endif %}" * 3000,
        "\n{% if 1 %}" * 120 + "{% endif %}" * 120,
        "\n{% for a in [1] %}" * 30 + "{% endfor %}" * 30,
        "\n{% if 1 %}" + "\n{% elif 2 %}" * 3000 + "{% endif %}",
    ],
)
def test_tags_that_are_nested_too_deep_are_told_where_they_are(source: str) -> None:
    message, line, _, hint = told(source)
    assert message == "nested too deep"
    assert hint == "Put the inner part into a layout of its own, and include that."
    assert 2 < line < 3003


@pytest.mark.parametrize(
    "source",
    [
        "[" * 5000 + "]" * 5000,
        "(" * 5000 + "1" + ")" * 5000,
        "1" + "|string" * 5000,
        "not " * 5000 + "1",
        "x" + ".x" * 999,
    ],
)
def test_a_value_that_is_nested_too_deep_is_told_where_it_is(source: str) -> None:
    assert told("\n{{ " + source + " }}\n")[:2] == ("nested too deep", 3)


@pytest.mark.parametrize("use", ["{% macro m(a, a) %}{% endmacro %}", "{{ 1|default(a=1, a=2) }}"])
def test_what_python_does_not_take_is_told_before_a_page_is_made(use: str) -> None:
    _, line, _, hint = told("\n" + use)
    assert (line, hint) == (3, "Give each argument once, under a name of its own.")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_layout_that_is_nested_too_deep_is_a_problem_of_the_site(newsroom: Make, jobs: int) -> None:
    site = newsroom({"content/a.md": article(), "layouts/article.html": "\n{% if 1 %}" * 3000 + "{% endif %}" * 3000})
    (found,) = site.problems(jobs=jobs)
    assert (found.code, found.file, found.message) == ("SG050", "layouts/article.html", "nested too deep")


def test_the_tags_that_are_named_are_there() -> None:
    sandbox = environment(Templates((), "en", b""))
    for tag in TAGS:
        with pytest.raises(Exception, match=r"^(?!.*unknown tag)"):
            sandbox.parse(f"{{% {tag} ? %}}")
