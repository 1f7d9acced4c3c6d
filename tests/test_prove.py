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
        ("{{ article.title.uppper }}", ""),
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
            "{% macro m() %}{{ caller() }}{% endmacro %}{% call m(article.titel) %}{% endcall %}",
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
    ],
)
def test_a_name_or_field_that_the_view_does_not_have_is_found(source: str, hint: str) -> None:
    found = proof("\n" + source)
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
    ],
)
def test_a_layout_that_cannot_be_used_is_told_with_its_line(source: str) -> None:
    assert told(proof("\n" + source)) == [("SG050", "layouts/a.html", 2)]


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
