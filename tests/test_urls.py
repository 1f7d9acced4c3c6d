"""Slugs, and paths in both directions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slugify import slugify

from sitegen import urls
from sitegen.config import DEFAULT_PERMALINK
from sitegen.dates import When
from sitegen.urls import Urls

DAY = When("2017-02-03", has_time=False, instant=1486101600)
ROOT = Urls.of("https://gazette.example/", DEFAULT_PERMALINK)
BELOW = Urls.of("https://gazette.example/news/", DEFAULT_PERMALINK)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Enrique Peña Nieto", "enrique-pena-nieto"),
        ("Martin Luther King Jr.", "martin-luther-king-jr"),
        ("Ødegaard, Martin", "odegaard-martin"),
        ("Łódź & Straße", "lodz-strasse"),
        ("Владимир", "vladimir"),
        ("习近平", "xi-jin-ping"),
        ("O'Neill", "oneill"),
        ("O’Neill", "oneill"),
        ("Jean\u2011Luc", "jean-luc"),
        ("Pen\u0303a", "pena"),
        ("a_b/c.d", "a-b-c-d"),
        ("../..", ""),
        ("—", ""),
        ("", ""),
    ],
)
def test_the_slug_of_a_name(name: str, slug: str) -> None:
    assert urls.slug(name) == slug


@given(st.text(max_size=30))
@settings(deadline=None, derandomize=True, max_examples=200)
def test_a_slug_is_ascii_safe_and_its_own_slug(name: str) -> None:
    slug = urls.slug(name)
    assert slug.isascii()
    assert urls.slug(slug) == slug
    assert not slug or urls.is_slug(slug)


@given(st.text("aZ09 -", max_size=230))
@settings(deadline=None, derandomize=True, max_examples=200)
def test_the_slug_of_a_plain_name_is_that_of_the_library(name: str) -> None:
    assert urls.slug(name) == slugify(name, max_length=urls.LONGEST, word_boundary=True, save_order=True)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("word " * 60, "-".join(["word"] * 40)),
        ("x" * 300, "x" * 200),
        ("abc " + "x" * 300, "abc"),
        ("中" * 80, "-".join(["zhong"] * 33)),
    ],
)
def test_the_slug_of_a_long_name_ends_at_a_word(name: str, slug: str) -> None:
    assert urls.slug(name) == slug


@pytest.mark.parametrize("written", ["a", "A1", "v1.2", "a_b~c-d", "a" * 200])
def test_a_slug_that_an_author_may_write(written: str) -> None:
    assert urls.is_slug(written)


@pytest.mark.parametrize("written", ["", ".a", "-a", "a/b", "..", "a b", "é", "a%20", "a?b", "a\n", "a" * 201])
def test_a_slug_that_cannot_stand_in_a_url(written: str) -> None:
    assert not urls.is_slug(written)


PATHS = [
    urls.FRONT,
    urls.NOT_FOUND,
    urls.FEED,
    urls.PEOPLE,
    urls.ARCHIVE,
    urls.person("rex-tillerson"),
    urls.author("jane-roe"),
    urls.tag("2020"),
    urls.section("city-hall"),
    urls.series("harbor"),
    urls.month("2017"),
    urls.month("2017", "02"),
    urls.numbered(urls.tag("a"), 3),
    urls.media("news/Übung 100%#?.png"),
    urls.media("a/index.htm"),
    urls.asset("img/logo.svg", "0123456789"),
    urls.asset("LICENSE", "0123456789"),
    urls.asset("lib-1.2/LICENSE", "0123456789"),
    urls.sitemap_part(2),
    ROOT.article(DAY, "a.b", "city"),
]


@pytest.mark.parametrize("path", PATHS)
def test_a_path_has_a_file_below_the_output(path: str) -> None:
    output = urls.output_path(path)
    assert not output.startswith("/")
    assert output.endswith("index.html") == path.endswith("/")


def test_no_two_kinds_of_page_share_a_path() -> None:
    assert len(set(PATHS)) == len(PATHS)


@given(st.lists(st.text("aé %#?&+.;~", min_size=1, max_size=6).filter(lambda part: part.strip(".")), min_size=1))
@settings(deadline=None, derandomize=True, max_examples=100)
def test_any_file_name_survives_its_url(parts: list[str]) -> None:
    name = "/".join(parts)
    path = urls.media(name)
    assert path.isascii()
    assert urls.output_path(path) == f"media/{name}"


@pytest.mark.parametrize(
    ("path", "output"),
    [
        ("/", "index.html"),
        ("/people/", "people/index.html"),
        ("/a.xml", "a.xml"),
        ("/media/a%20b.png", "media/a b.png"),
    ],
)
def test_a_static_host_finds_the_file_of_a_path(path: str, output: str) -> None:
    assert urls.output_path(path) == output


@pytest.mark.parametrize(
    ("permalink", "section", "path"),
    [
        (DEFAULT_PERMALINK, "city", "/2017/02/03/vote/"),
        ("/{section}/{slug}/", "city", "/city/vote/"),
        ("/{section}/{slug}/", "", "/news/vote/"),
        ("/{slug}.html", "", "/vote.html"),
        ("/{year}/{slug}", "", "/2017/vote/"),
    ],
)
def test_a_permalink_is_filled_in(permalink: str, section: str, path: str) -> None:
    assert Urls.of("https://gazette.example/", permalink).article(DAY, "vote", section) == path


def test_a_dot_in_a_slug_makes_no_file_name() -> None:
    assert Urls.of("https://gazette.example/", "/{slug}").article(DAY, "v1.2", "") == "/v1.2/"


@pytest.mark.parametrize(
    ("where", "href", "absolute"),
    [
        (ROOT, "/people/", "https://gazette.example/people/"),
        (BELOW, "/news/people/", "https://gazette.example/news/people/"),
    ],
)
def test_a_path_is_linked_with_the_sites_base(where: Urls, href: str, absolute: str) -> None:
    assert where.href(urls.PEOPLE) == href
    assert where.absolute(urls.PEOPLE) == absolute
    assert where.within(href) == urls.PEOPLE


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("old", "/old/"),
        ("/old", "/old/"),
        ("//evil.example/a", "/evil.example/a/"),
        ("/old.html", "/old.html"),
        ("/old.htm", "/old.htm"),
        ("/old.php", "/old.php/"),
        ("/a//b/", "/a/b/"),
        ("/a/../b", None),
        ("/a/%2E%2e/b", None),
        ("/a%2f..%2fb", None),
        ("/a%5cb", None),
        ("/a%00", None),
        ("/a%0a", None),
        ("/a%7f", None),
        ("/" + "a" * 200, "/" + "a" * 200 + "/"),
        ("/" + "a" * 201, None),
        ("/a/" + "é" * 101, None),
        ("/" + "%c3%a9" * 101, None),
        ("/a" * 501, None),
        ("/a?b=c", None),
        ("/a#b", None),
        ("https://a.example/b", None),
    ],
)
def test_a_former_address_becomes_a_path_of_this_site_or_is_refused(written: str, path: str | None) -> None:
    assert urls.redirect(written) == path


@pytest.mark.parametrize(
    ("heading", "path"),
    [("A", "a"), ("CS", "cs"), ("Ñ", "u00d1"), ("#", "u0023"), ("中文", "u4e2d-u6587"), ("Ж", "u0416")],
)
def test_the_page_of_a_letter_has_an_address_in_ascii(heading: str, path: str) -> None:
    assert urls.letter(urls.PEOPLE, heading) == f"/people/letter/{path}/"
