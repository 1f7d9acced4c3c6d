"""Layouts are proven before anything is rendered: a name or field that their view does not have is found."""

import pytest

from sitegen.pages.views import ArticlePage, FrontPage, PageView
from sitegen.render.prove import Proof, prove
from sitegen.render.templates import Templates


def proof(source: str, view: type[PageView] = ArticlePage, **others: str) -> Proof:
    sources = {"a.html": source, **{f"{name.replace('__', '/')}.html": text for name, text in others.items()}}
    return prove(Templates(tuple(sorted(sources.items())), "en", b""), "a.html", view)


def told(found: Proof) -> list[tuple[str, str, int]]:
    return [(problem.code, problem.file, problem.line) for problem in found.problems]


CALLED = "{% macro m(x, y=1) %}{{ x.what }}{{ y }}{{ varargs }}{{ kwargs }}{{ caller() }}{% endmacro %}"
BRANCHES = "{% if article.photo %}{% set x = article.photo %}{% else %}{% set x = article.section %}{% endif %}"


@pytest.mark.parametrize(
    "source",
    [
        "{{ article.title }} {{ site.home }} {{ page.canonical }}",
        "{{ article.title.upper() }} {{ article.date.year }} {{ article.date.iso }}",
        "{{ article.extra.anything.at.all }}",
        "{% for tag in article.tags %}{{ loop.index }} {{ tag.title }}{% else %}none{% endfor %}",
        "{% for a, b in article.tags|groupby('title') %}{{ a }}{{ b }}{% endfor %}",
        "{{ (article.tags|first).url }} {{ article.tags[0].url }} {{ article['title'] }}",
        "{% set x = 1 %}{% block b %}{{ x }}{% endblock %}",
        "{% set x %}text{% endset %}{{ x }}",
        "{% set ns = namespace(x=1) %}{% set ns.x = 2 %}{{ ns.x }}",
        "{% with x = article.photo %}{{ x.credit }}{% endwith %}",
        CALLED + "{% call(z) m(1) %}{{ z }}{% endcall %}",
        "{% from 'm.html' import m, n as o with context %}{% block b %}{{ m() }}{{ o() }}{% endblock %}",
        "{% import 'm.html' as p %}{% block b %}{{ p.m() }}{% endblock %}",
        "{{ range(3)|join }}{{ _('Tags') }}{% trans n=2 %}{{ n }} one{% pluralize %}{{ n }} many{% endtrans %}",
        "{{ article.body|fill }}{{ article.date|moment }}",
        "{% include 'missing.html' ignore missing %}",
        BRANCHES + "{{ x }}",
        BRANCHES + "{{ x.credit if article.photo else x.title }}",
        "{{ article.tags|map(attribute='title')|join }}{{ article.tags|map('upper') }}{{ [1]|select('odd') }}",
        "{{ article.tags|sort(attribute='title,url') }}{{ article.headings|sum('level') }}{{ [[1]]|map(attribute=0) }}",
        "{% for g in article.tags|groupby('title') %}{{ g.grouper }}{{ g.list[0].url }}{{ g[1] }}{% endfor %}",
        "{% for title, links in article.tags|groupby('title') %}{{ title.upper() }}{{ links[0].url }}{% endfor %}",
        "{% macro m(x, y) %}{{ x }}{% if y is defined %}{{ y }}{% endif %}{% endmacro %}{{ m(1) }}{{ m(x=1, y=2) }}",
        "{% macro m(x) %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, z=3) }}{{ m(*[1]) }}{{ m(**{'x': 1}) }}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(3) }}",
        "{% block b %}{% macro m(n) %}{{ n }}{% endmacro %}{{ m(3) }}{% endblock %}{{ self.b() }}{{ [1].count(1) }}",
        "{% if article.photo %}{% macro m(n) %}{{ n }}{% endmacro %}{% endif %}{% block b %}{{ m(3) }}{% endblock %}",
        "{% macro m() %}{% set n = namespace(x=1) %}{% set n.x = 2 %}{{ n.x }}{% endmacro %}{{ m() }}",
        "{% for t in article.tags %}{% block b scoped %}{{ t.title }}{% endblock %}{% endfor %}",
        "{{ article.extra['update'] }}{{ article.extra.get('x') }}",
    ],
)
def test_what_a_layout_may_use(source: str) -> None:
    assert proof(source, m="{% macro m() %}1{% endmacro %}{% macro n() %}2{% endmacro %}").problems == ()


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("{{ articel }}", 'Did you mean "article"?'),
        ("{{ zebra }}", "It sees site, page, article."),
        ("{% if zebra %}{% endif %}", "It sees site, page, article."),
        ("{{ article.titel }}", 'Did you mean "title"?'),
        ("{{ article['titel'] }}", 'Did you mean "title"?'),
        ("{{ article.date.isoo }}", 'Did you mean "iso"?'),
        ("{{ article.title.uppper }}", 'Did you mean "upper"?'),
        ("{{ article.tags.title }}", ""),
        ("{{ (article.tags|first).titel }}", 'Did you mean "title"?'),
        ("{{ (article.tags|sort(attribute='title'))[0].titel }}", 'Did you mean "title"?'),
        ("{% for t in article.tags %}{{ t.titel }}{% endfor %}", 'Did you mean "title"?'),
        ("{% for t in article.tags if t.titel %}{{ t.title }}{% endfor %}", 'Did you mean "title"?'),
        ("{% for t in article.tags %}{% endfor %}{{ t }}", "It sees site, page, article."),
        ("{% set x = article.photo %}{{ x.altt }}", 'Did you mean "alt"?'),
        ("{% with x = article.photo %}{{ x.altt }}{% endwith %}", 'Did you mean "alt"?'),
        ("{% macro m() %}{{ article.titel }}{% endmacro %}", 'Did you mean "title"?'),
        (
            "{% macro m(x) %}{{ caller() }}{% endmacro %}{% call m(article.titel) %}{% endcall %}",
            'Did you mean "title"?',
        ),
        ("{% block b %}{{ article.titel }}{% endblock %}", 'Did you mean "title"?'),
        ("{% if article.titel %}{% endif %}", 'Did you mean "title"?'),
        ("{{ 'a' if article.titel else 'b' }}", 'Did you mean "title"?'),
        ("{{ article.title ~ article.titel }}", 'Did you mean "title"?'),
        ("{{ article.title|default(article.titel) }}", 'Did you mean "title"?'),
        ("{{ lipsum() }}", "It sees site, page, article."),
        ("{{ listing.cards }}", "It sees site, page, article."),
        ("{{ _bodies }}", "It sees site, page, article."),
        ("{{ cycler('a') }}", "It sees site, page, article."),
        ("{{ article.title.upper }}", 'Write "upper()".'),
        ("{{ article.tags.count }}", 'Write "count()".'),
        ("{{ 'a'.upper }}", 'Write "upper()".'),
        ("{{ article.title['upper'] }}", 'Write "upper()".'),
        ("{{ article.title.format(1) }}", ""),
        ("{{ article.tags.append(1) }}", ""),
        ("{{ [].append(1) }}", ""),
        ("{{ article.__class__ }}", ""),
        ("{{ article['__class__'] }}", ""),
        ("{{ article.extra['__class__'] }}", ""),
        ("{{ article.tags|map(attribute='__class__') }}", ""),
        ("{{ article.extra|map(attribute='x.__class__') }}", ""),
        ("{{ range }}", 'Write "range(…)".'),
        ("{{ [_] }}", 'Write "_(…)".'),
        ("{{ self.b }}", "Write self.NAME() or super()."),
        ("{% set s = self %}", "Write self.NAME() or super()."),
        ("{% block b %}{{ super }}{% endblock %}", "Write self.NAME() or super()."),
        ("{{ article.tags|map(attribute='titel') }}", 'Did you mean "title"?'),
        ("{{ article.tags|selectattr('titel') }}", 'Did you mean "title"?'),
        ("{{ article.tags|rejectattr('titel', 'odd') }}", 'Did you mean "title"?'),
        ("{{ article.tags|sort(attribute='titel') }}", 'Did you mean "title"?'),
        ("{{ article.tags|sort(false, true, 'url,titel') }}", 'Did you mean "title"?'),
        ("{{ article.tags|groupby('titel') }}", 'Did you mean "title"?'),
        ("{{ article.tags|join(', ', 'titel') }}", 'Did you mean "title"?'),
        ("{{ (article.tags|unique(attribute='titel'))|list }}", 'Did you mean "title"?'),
        ("{% for g in article.tags|groupby('title') %}{{ g.list[0].titel }}{% endfor %}", 'Did you mean "title"?'),
        ("{% for k, v in article.tags|groupby('title') %}{{ v[0].titel }}{% endfor %}", 'Did you mean "title"?'),
        ("{% for g in article.tags|groupby('title') %}{{ g.items }}{% endfor %}", ""),
        ("{% for t in article.tags %}{% block b %}{{ t }}{% endblock %}{% endfor %}", "It sees site, page, article."),
        ("{{ article.body }}", 'Write "|fill" behind it.'),
        ("{{ article.title ~ article.body }}", 'Write "|fill" behind it.'),
        ("{{ article.date }}", 'Write "|date" or "|moment" behind it.'),
        ("{% for t in article.tags %}{{ t }}{% endfor %}", "Print one of its fields: title, url."),
        ("{% set zebra.x = 1 %}", "It sees site, page, article."),
        ("{% from 'm.html' import nope %}", "It has card."),
        ("{% from 'm.html' import crad %}", 'Did you mean "card"?'),
        ("{% import 'm.html' as p %}{{ p.nope() }}", "It has card."),
        ("{% import 'm.html' as p %}{% block b %}{{ p.nope }}{% endblock %}", "It has card."),
    ],
)
def test_a_name_or_field_that_the_view_does_not_have_is_found(source: str, hint: str) -> None:
    found = proof("\n" + source, m="{% macro card() %}1{% endmacro %}")
    assert told(found) == [("SG051", "layouts/a.html", 2)]
    assert found.problems[0].hint == hint


@pytest.mark.parametrize(
    ("source", "partial", "closure"),
    [
        ("{% include 'p.html' %}", "\n{{ article.titel }}", ("a.html", "p.html")),
        ("{% extends 'p.html' %}", "\n{{ article.titel }}", ("a.html", "p.html")),
        ("{% import 'p.html' as p %}", "\n{% macro m() %}{{ site.title }}{% endmacro %}", ("a.html", "p.html")),
        ("{% from 'p.html' import m %}", "\n{% macro m() %}{{ article }}{% endmacro %}", ("a.html", "p.html")),
        ("{% import 'p.html' as p with context %}", "\n{{ article.titel }}", ("a.html", "p.html")),
        ("{% for t in article.tags %}{% include 'p.html' %}{% endfor %}", "\n{{ t.title }}", ("a.html", "p.html")),
        ("{% import 'p.html' as p %}{% include 'p.html' %}", "\n{{ article.titel }}", ("a.html", "p.html")),
        ("{% block b %}{% include 'p.html' %}{% endblock %}", "\n{{ nothing }}", ("a.html", "p.html")),
        ("{% include 'q.html' %}", "\n{{ nothing }}", ("a.html", "q.html", "p.html")),
    ],
)
def test_what_a_layout_depends_on_is_proven_too(source: str, partial: str, closure: tuple[str, ...]) -> None:
    found = proof(source, p=partial, q="{% include 'p.html' %}")
    assert told(found) == [("SG051", "layouts/p.html", 2)]
    assert found.closure == closure


def test_the_view_decides() -> None:
    cards = "{% for card in listing.cards %}{{ card.titel }}{% endfor %}"
    assert "Card" in proof(cards, FrontPage).problems[0].message
    assert proof("{{ listing.title }}", FrontPage).problems == ()


@pytest.mark.parametrize(
    "source",
    [
        "{% include article.kind %}",
        "{% include article.kind ~ '.html' %}",
        "{% extends article.kind %}",
        "{% import article.kind as x %}",
        "{% from article.kind import x %}",
        "{% include 'gone.html' %}",
        "{% extends 'gone.html' %}",
        "{{ 1|gone }}",
        "{{ 1 is gone }}",
        "{% filter gone %}{% endfilter %}",
        "{{ 1|random }}",
        "{{ article.kind|asset }}",
        "{{ ('a' ~ '.css')|asset }}",
        "{% if article %}",
        "{{ article. }}",
        "{{ article.title|safe }}",
        "{{ article.title|attr('x') }}",
        "{{ article.title is sameas 'x' }}",
        "{{ article.tags|map('gone') }}",
        "{{ article.tags|select('gone') }}",
        "{{ article.tags|selectattr('title', 'gone') }}",
        "{{ ['a.css']|map('asset') }}",
        "{% autoescape false %}{{ article.title }}{% endautoescape %}",
        "{% autoescape article.extra %}{% endautoescape %}",
        "{% block b %}{% endblock %}{% block b %}{% endblock %}",
        "{{ article.title() }}",
        "{{ article.tags() }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m() }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(1, 2) }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(y=1, x=2) }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(1, x=2) }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{% call m(1) %}{% endcall %}",
        "{% from 'm.html' import m %}{{ m(1, 2, 3) }}",
        "{% import 'm.html' as p %}{% block b %}{{ p.m() }}{% endblock %}",
        "{% extends 'a.html' %}",
        "{% include 'a.html' %}",
        "{% include 'a.html' ignore missing %}",
        "{% if article.photo %}{% include 'a.html' %}{% endif %}",
        "{% from 'a.html' import m %}{% macro m() %}{% endmacro %}",
    ],
)
def test_a_layout_that_cannot_be_used_is_told_with_its_line(source: str) -> None:
    found = proof("\n" + source, m="{% macro m(x, y=1) %}{{ x }}{{ y }}{% endmacro %}")
    assert told(found) == [("SG050", "layouts/a.html", 2)]


def test_a_missing_layout_is_named_with_the_nearest() -> None:
    found = proof("{% include 'partials/bylin.html' %}", default__partials__byline="")
    assert found.problems[0].message == 'there is no layout "partials/bylin.html"'
    assert found.problems[0].hint == 'Did you mean "partials/byline.html"?'


def test_assets_are_told_with_their_places() -> None:
    found = proof("{{ 'a.css'|asset }}\n{% include 'p.html' %}", p="\n\n{{ 'b.js'|asset }}")
    assert sorted(found.assets) == [("a.css", "layouts/a.html", 1), ("b.js", "layouts/p.html", 3)]


def test_a_sites_layout_stands_before_the_packages_and_may_extend_it() -> None:
    found = proof(
        "{% extends 'default/a.html' %}{% block b %}{{ article.title }}{% endblock %}",
        default__a="{% extends 'base.html' %}{% block b %}{{ article.titel }}{% endblock %}",
        default__base="{{ zebra }}",
        base="{% block b %}{% endblock %}",
    )
    assert found.closure == ("a.html", "default/a.html", "base.html")
    assert told(found) == [("SG051", "default/a.html", 1)]


def test_the_packages_layout_is_taken_where_the_site_has_none() -> None:
    found = proof("{% extends 'base.html' %}", default__base="\n{{ zebra }}")
    assert told(found) == [("SG051", "default/base.html", 2)]


def test_layouts_that_lead_to_each_other_are_refused_with_the_way() -> None:
    found = proof("{% extends 'b.html' %}", b="\n{% include 'c.html' %}", c="\n\n{% import 'b.html' as b %}")
    assert told(found) == [("SG050", "layouts/c.html", 3)]
    assert found.problems[0].message == "this layout leads to itself: layouts/b.html → layouts/c.html → layouts/b.html"


def test_one_layout_that_is_used_twice_is_no_circle() -> None:
    found = proof(
        "{% include 'b.html' %}{% include 'c.html' %}", b="{% include 'd.html' %}", c="{% include 'd.html' %}", d=""
    )
    assert found.problems == ()


def test_a_layout_that_extends_itself_is_told_how_to_name_the_packages() -> None:
    found = proof("{% extends 'a.html' %}", default__a="")
    assert found.problems[0].hint == 'For the layout of the package, write "default/a.html".'


def test_all_problems_of_all_layouts_are_told_at_once() -> None:
    found = proof(
        "{{ 1|gone }}\n{{ zebra }}\n{% include 'b.html' %}", b="{{ 1 is gone }}\n{{ zebra }}\n{{ article.titel }}"
    )
    assert sorted(told(found)) == [
        ("SG050", "layouts/a.html", 1),
        ("SG050", "layouts/b.html", 1),
        ("SG051", "layouts/a.html", 2),
        ("SG051", "layouts/b.html", 2),
        ("SG051", "layouts/b.html", 3),
    ]


def test_the_column_is_told_where_a_word_stands_once_in_its_line() -> None:
    assert [problem.column for problem in proof("{{ article.titel }}\n{{ zebra or zebra }}").problems] == [12, 0]
    assert [problem.column for problem in proof("{{ article }").problems] == [12]


def test_nothing_outside_of_macros_is_shared_by_pages() -> None:
    counter = "{% set n = namespace(x=0) %}{% macro m() %}{% set n.x = n.x + 1 %}{{ n.x }}{% endmacro %}"
    found = proof("{% from 'm.html' import m %}{{ m() }}", m=counter)
    assert found.problems[0].message == "a namespace outside of macros would be shared by all pages"
    assert proof("{% from 'm.html' import m with context %}{{ m() }}", m=counter).problems == ()


@pytest.mark.parametrize(
    ("source", "column", "hint"),
    [
        ("{% include 'gone' %}", 13, "Layouts are files in layouts/, named by their paths there."),
        ("{% include article.kind %}", 4, "Write its name in quotes."),
        ("{% include 'a.html' %}", 13, "Take this line out."),
        ("{{ article.kind|asset }}", 17, 'Write its name in quotes: {{ "NAME"|asset }}.'),
        ("{{ 1|gone }}", 6, "docs/layouts.md tells which filters there are."),
        ("{{ 1 is zebra }}", 9, "docs/layouts.md tells which tests there are."),
        ("{{ article.title() }}", 12, "Take away the brackets behind it."),
        ("{% from 'm.html' import m %}\n{{ m(2) }}", 4, "It takes nothing."),
        (
            "{% block b %}{% endblock %}\n{% block b %}{% endblock %}",
            10,
            "Give this one another name; {{ self.b() }} prints",
        ),
        ("{% autoescape true %}", 4, "Take it out."),
        ("{% import 'n.html' as n %}", 12, "Make it in the macro."),
    ],
)
def test_a_layout_that_cannot_be_used_has_a_hint_and_a_column(source: str, column: int, hint: str) -> None:
    end = "{% endautoescape %}" if "autoescape" in source else ""
    (found,) = proof(source + end, m="{% macro m() %}{% endmacro %}", n="{% set a = namespace() %}").problems
    assert (found.code, found.column) == ("SG050", column)
    assert found.hint.startswith(hint)
