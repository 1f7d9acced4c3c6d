"""A layout that fails while a page is made is told with its place, the article it failed on, and what can be done."""

import pytest
from conftest import Make
from newsroom import article
from test_layout_bounds import rendered

from sitegen.errors import Problem

FIELD = "A value is not what this line expects. Ask first what it is: {% if … is string %}. Or correct the field in "
MISSING = 'Ask first whether it is there: {% if … %}. Or put something in its place: |default("").'


@pytest.mark.parametrize(
    ("source", "column", "hint"),
    [
        ("{{ dict(a=1).mood }} {{ 1 }}", 14, MISSING),
        ("{{ 1 }} {{ 'a' // 2 }}", 16, FIELD),
        ("{{ 1 }} {{ none|date }}", 17, FIELD),
        ("{{ 1 }} {{ 'a'|replace }}", 16, FIELD),
        ("{{ 1 }} {{ sitemap|date(1, 2, 3) }}", 20, FIELD),
        ("{% for a in 3 %}{% endfor %}", 1, FIELD),
        ("{{ 1 / 0 }}", 1, "Ask first whether the number is 0: "),
        ("{{ 1 }} {{ 1 / 0 }}", 0, "Ask first whether the number is 0: "),
        ("{{ 'x' * 10 ** 10 }}", 1, "Take less of it, as LIST[:20]; of a long text, the summary."),
        ("{{ _('By %s') }}", 1, 'Write "%(NAME)s", and give it: '),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", 0, "A macro or a loop calls itself without end"),
        (r'{{ "\ud800" }}', 0, "Write the character itself, not "),
    ],
)
def test_a_failure_has_a_hint_and_a_column_where_it_can_be_told(source: str, column: int, hint: str) -> None:
    found = rendered(source)
    assert isinstance(found, Problem)
    assert found.column == column
    assert found.hint.startswith(hint)
    assert found.hint.endswith("content/a.md." if hint == FIELD else ".")


@pytest.mark.parametrize(
    ("use", "message"),
    [
        ("{{ 'a'|replace }}", "replace() missing 2 required positional arguments: 'old' and 'new' while making "),
        ("{{ sitemap|date(1, 2, 3) }}", "date() takes from 1 to 2 positional arguments but 4 were given while making "),
        ("{{ _('By %(x)s') }}", 'the text has "%(x)s", which it is not given while making '),
        ("{{ _('By %(x)s', y=1) }}", 'the text has "%(x)s", which it is not given while making '),
        ("{{ _('By %s') }}", 'the text has "%s", which names nothing while making '),
        ("{{ ngettext('a', '100 % sure', 2) }}", 'the text has "% s", which names nothing while making '),
        ("{{ 1|round(x=1) }}", "round() got an unexpected keyword argument 'x' while making "),
        (r'{{ "\ud800" }}', "half a character, which no file can hold while making "),
    ],
)
def test_a_failure_is_told_without_the_names_that_only_the_program_has(use: str, message: str) -> None:
    found = rendered(use)
    assert isinstance(found, Problem)
    assert found.message.startswith(message)


def test_a_failure_names_the_content_file_of_its_page(newsroom: Make) -> None:
    files = {
        "content/a.md": article(tags="[Harbor]", byline="Jane Roe", aliases="[/old/]"),
        "content/pages/about.md": "---\ntitle: About\n---\n",
        "content/tags/harbor.md": "---\nname: Harbor\n---\n",
        "content/people/jane.md": "---\nname: Jane Roe\n---\n",
        **{f"layouts/{name}.html": "{{ 1 / 0 }}" for name in ("article", "page", "tag", "author", "redirect")},
    }
    found = {problem.file: problem.message.rpartition(" from ")[2] for problem in newsroom(files).problems()}
    assert found == {
        "layouts/article.html": "content/a.md",
        "layouts/author.html": "content/people/jane.md",
        "layouts/page.html": "content/pages/about.md",
        "layouts/redirect.html": "content/a.md",
        "layouts/tag.html": "content/tags/harbor.md",
    }


@pytest.mark.parametrize(
    ("layout", "source", "url"),
    [
        ("feed.xml", "{% for item in feed.items %}{{ 1 // item.tags|length }}{% endfor %}", "https://gazette.example"),
        ("front.html", "{% for card in listing.cards %}{{ m(card) }}{% endfor %}", ""),
    ],
)
def test_a_page_of_many_articles_names_the_one_that_it_failed_on(
    newsroom: Make, layout: str, source: str, url: str
) -> None:
    macro = "{% macro m(card) %}{{ 1 // card.kicker|length }}{% endmacro %}"
    files = {f"content/{day}.md": article(date=f"2026-01-{day}", tags="[x]", kicker="x") for day in (10, 11, 13)}
    files["content/12.md"] = article(date="2026-01-12")
    (found,) = newsroom({**files, f"layouts/{layout}": macro + source}).problems()
    assert found.message.endswith(f", at {url}/2026/01/12/12/")
