"""Every kind of page, as its reader gets it."""

import os
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest
from babel.messages.pofile import read_po
from conftest import Make
from jinja2.ext import babel_extract
from newsroom import SITE_YAML, Newsroom, article, codes, picture


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def full(newsroom: Make, settings: str = "") -> Newsroom:
    return newsroom(
        {
            "site.yaml": SITE_YAML + "sections: [World, Local]\n" + settings,
            "content/full.md": article(
                "A <b>full</b> & fair story",
                "First *words*.",
                "2026-03-04 07:30",
                updated="2026-03-05",
                byline="[{name: Jane Roe, role: photos, org: The Wire}, Ann O’Neil]",
                dateline="{city: Springfield, region: Ill., country: U.S.}",
                summary="What it says",
                deck="More of it",
                kicker="Exclusive",
                section="World",
                series="Tides",
                tags="[Harbor life]",
                people="[Zoë Quist, Ann O’Neil]",
                photo="{src: dot.png, caption: A dot, credit: Jane Roe/Wire, alt: One dot}",
                sources="[{name: The Ledger, url: 'https://ledger.example/'}, A report]",
                sponsor="Acme & Co",
                aliases="[/old/story.html, was/here]",
                extra="{mood: glad}",
            ),
            "content/dot.png": picture(),
            "content/first.md": article("An earlier part", date="2026-02-01", series="Tides", tags="[Harbor life]"),
        }
    )


def test_an_article_shows_all_that_is_known_of_it(newsroom: Make) -> None:
    site = full(newsroom)
    site.build()
    page = site.page("/2026/03/04/full/")
    words = text(page)
    for shown in (
        "A &lt;b&gt;full&lt;/b&gt; &amp; fair story",
        "Exclusive",
        "More of it",
        "Jane Roe",
        "The Wire",
        "photos",
        "March 4, 2026",
        "7:30",
        "March 5, 2026",
        "Part 2 of Tides",
        "A dot",
        "Jane Roe/Wire",
        "The Ledger",
        "A report",
        "Sponsored by Acme &amp; Co",
        "Zoë Quist",
        "Harbor life",
        "An earlier part",
    ):
        assert shown in words, shown
    assert '<p><span class="dateline">SPRINGFIELD, Ill. —</span> First <em>words</em>.</p>' in page
    assert '<time datetime="2026-03-04T07:30:00-06:00">' in page
    assert '<time datetime="2026-03-05">' in page
    assert '<img src="/media/dot.png" alt="One dot" width="3" height="2"' in page
    assert '<link rel="canonical" href="https://gazette.example/2026/03/04/full/">' in page


def test_a_sponsor_is_named_wherever_the_article_appears(newsroom: Make) -> None:
    site = full(newsroom)
    site.build()
    pages = (
        "/",
        "/2026/03/04/full/",
        "/tags/harbor-life/",
        "/people/zoe-quist/",
        "/authors/jane-roe/",
        "/sections/world/",
    )
    for path in (*pages, "/series/tides/", "/archive/2026/03/", "/2026/02/01/first/"):
        assert "Sponsored by Acme &amp; Co" in site.page(path), path
    assert "Sponsored by Acme & Co" in feedparser.parse(site.page("/feed.xml")).entries[0].title


def test_a_free_text_byline_links_its_names(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article(byline_text='"Reported by [[Jane Roe]] and translated by [[Ann Ox]]"')})
    site.build()
    assert "Reported by Jane Roe and translated by Ann Ox" in text(site.page("/2026/01/02/a/"))
    assert 'href="/authors/ann-ox/"' in site.page("/2026/01/02/a/")
    assert "A headline" in site.page("/authors/ann-ox/")


def test_people_are_listed_by_family_name_and_a_byline_alone_makes_no_news(newsroom: Make) -> None:
    site = full(newsroom)
    site.write(
        {
            "content/people/quist.md": "---\nname: Zoë Quist\naliases: [Ms. Quist]\nroles: [Mayor]\n---\n\nA life.\n",
            "content/more.md": article(
                "More", people="[ms. quist, zoe-quist, Ursula von der Leyen, Marcus Holloway Jr.]"
            ),
        }
    )
    site.build()
    index = text(site.page("/people/"))
    order = ["Holloway, Marcus Jr.", "Leyen, Ursula von der", "O’Neil, Ann", "Quist, Zoë"]
    assert re.findall("|".join(order), index) == order
    assert "Roe, Jane" not in index
    assert "2 articles" in index
    assert 'href="#letter-Q"' in site.page("/people/")
    person = text(site.page("/people/zoe-quist/"))
    assert "A life." in person
    assert "Mayor" in person
    assert not (site.output / "people/jane-roe").exists()


def test_old_addresses_lead_to_the_new_one(newsroom: Make) -> None:
    site = full(newsroom)
    site.build()
    for path in ("/old/story.html", "/was/here/"):
        assert 'content="0; url=/2026/03/04/full/"' in site.page(path)


def test_the_feed_is_well_formed_and_every_url_in_it_is_whole(newsroom: Make) -> None:
    site = full(newsroom)
    site.write(
        {"content/b.md": article("B", "[x](full.md) ![d](dot.png) [up](#h)\n\n## H", "2026-04-01", byline="[A A, B B]")}
    )
    site.build()
    feed = feedparser.parse(site.page("/feed.xml"))
    assert not feed.bozo
    assert [entry.title.split(": ")[-1] for entry in feed.entries] == [
        "B",
        "A <b>full</b> & fair story",
        "An earlier part",
    ]
    content = feed.entries[0].content[0].value
    assert re.findall(r'(?:href|src)="([^"]*)"', content) == [
        "https://gazette.example/2026/03/04/full/",
        "https://gazette.example/media/dot.png",
        "https://gazette.example/2026/04/01/b/#h",
    ]
    assert feed.entries[0].published == "Wed, 01 Apr 2026 05:00:00 GMT"
    assert [author.name for author in feed.entries[0].authors] == ["A A", "B B"]


def test_a_text_that_is_long_stands_in_the_feed_with_its_summary_alone(newsroom: Make) -> None:
    figures = "    " + "<" * 300_000
    site = newsroom(
        {"content/a.md": article("A", figures, summary="Few words."), "content/b.md": article("B", "Short.")}
    )
    assert site.problems() == []
    entries = {entry.title: entry for entry in feedparser.parse(site.page("/feed.xml")).entries}
    assert (entries["A"].summary, "content" in entries["A"]) == ("Few words.", False)
    assert entries["B"].content[0].value == "<p>Short.</p>"


def test_a_long_feed_has_the_newest_texts_whole(newsroom: Make) -> None:
    text = f"<b>{'word ' * 18_000}</b>"
    files = {f"content/{number}.md": article(f"{number}", text, f"2026-01-{number}") for number in range(1, 26)}
    site = newsroom(files)
    (site.folder / "site.yaml").write_text(SITE_YAML + "feed_size: 25\n")
    site.build()
    entries = feedparser.parse(site.page("/feed.xml")).entries
    assert [entry.title for entry in entries if "content" in entry] == [str(number) for number in range(25, 3, -1)]


def test_the_sitemap_lists_every_page_but_redirects_and_errors(newsroom: Make) -> None:
    site = full(newsroom)
    site.build()
    root = ET.fromstring(site.page("/sitemap.xml"))  # noqa: S314  # our own output
    urls = {element.text for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    pages = {path for path in site.rows() if path.endswith("index.html")} - {"was/here/index.html"}
    assert urls == {"https://gazette.example/" + path.removesuffix("index.html") for path in pages}
    assert "Sitemap: https://gazette.example/sitemap.xml" in site.page("/robots.txt")


def test_a_site_under_a_sub_path_needs_no_change_of_its_content(newsroom: Make) -> None:
    site = full(newsroom)
    site.write(
        {
            "site.yaml": SITE_YAML.replace(".example/", ".example/news/") + "sections: [World]\n",
            "content/c.md": article("C", "[a](full.md) [b](/tags/) ![d](/dot.png)", "2026-04-01"),
        }
    )
    site.build()
    for file in site.output.rglob("*.html"):
        for url in re.findall(r'(?:href|src|url)="?(/[^"\s>]*)', file.read_text()):
            assert url.startswith("/news/"), (file, url)
    assert '<link rel="canonical" href="https://gazette.example/news/2026/04/01/c/">' in site.page("/2026/04/01/c/")


@pytest.mark.parametrize(
    ("permalink", "path"),
    [("/{slug}/", "/full/"), ("/{section}/{year}/{slug}.html", "/world/2026/full.html"), ("/{slug}", "/full/")],
)
def test_permalinks_follow_the_pattern(newsroom: Make, permalink: str, path: str) -> None:
    site = full(newsroom, f"permalink: {permalink}\n")
    site.build()
    assert "fair story" in site.page(path)


def test_a_long_listing_is_numbered_from_the_oldest(newsroom: Make) -> None:
    files: dict[str, str | bytes] = {
        f"content/{number:02}.md": article(f"Number {number:02}", date=f"2026-01-{number + 1:02}", tags="[t]")
        for number in range(9)
    }
    site = newsroom({**files, "site.yaml": SITE_YAML + "page_size: 2\n"})
    site.build()
    shown = {
        path: re.findall(r"Number (\d\d)", site.page(path))
        for path in ("/tags/t/", "/tags/t/page/1/", "/tags/t/page/3/")
    }
    assert {path: sorted(set(numbers)) for path, numbers in shown.items()} == {
        "/tags/t/": ["06", "07", "08"],
        "/tags/t/page/1/": ["00", "01"],
        "/tags/t/page/3/": ["04", "05"],
    }
    assert not (site.output / "tags/t/page/4").exists()
    assert 'href="/tags/t/page/3/"' in site.page("/tags/t/")
    assert 'href="/tags/t/"' in site.page("/tags/t/page/3/")


def test_every_word_is_in_the_sites_language(newsroom: Make) -> None:
    site = full(newsroom, "language: es\n")
    site.build()
    page = site.page("/2026/03/04/full/")
    assert '<html lang="es" dir="ltr">' in page
    assert "4 de marzo de 2026" in page
    words = text(page)
    for english in ("Published", "Updated", "Sources", "Related", "People", "Archive", "Skip to"):
        assert english not in words, english


def test_every_word_of_the_default_layouts_has_its_spanish() -> None:
    layouts = Path(__file__).parent.parent / "layouts"
    words = set()
    for layout in layouts.rglob("*.*"):
        if layout.suffix != ".po":
            with layout.open("rb") as file:
                found = list(babel_extract(file, ("_", "gettext", "ngettext"), (), {"trimmed": "true"}))
            words |= {forms(message)[0] for _, _, message, _ in found}
    with (layouts / "locale/es.po").open("rb") as file:
        spanish = {forms(one.id)[0]: forms(one.string) for one in read_po(file) if one.id}
    assert len(words) > 60
    assert words == spanish.keys()
    assert not [word for word, translated in spanish.items() if not all(translated)]


def forms(message: object) -> tuple[str, ...]:
    """Return the forms of a message, singular first."""
    return tuple(map(str, message)) if isinstance(message, tuple | list) else (str(message),)


def test_a_layout_of_ones_own_sees_the_free_fields(newsroom: Make) -> None:
    site = full(newsroom)
    site.write(
        {
            "layouts/mood.html": '{% extends "article.html" %}{% block title %}{{ article.extra.mood }}{% endblock %}',
            "content/d.md": article("D", extra="{mood: glad}", layout="mood"),
        }
    )
    site.build()
    assert "<title>glad – The Test Gazette</title>" in site.page("/2026/01/02/d/")


@pytest.mark.parametrize("unsafe", ["true", "false"])
def test_what_machines_read_is_well_formed_whatever_authors_write(newsroom: Make, unsafe: str) -> None:
    body = "# a &#7; b\n\nA \x07 &#xFFFE; \ufffe \uffff &#1; &#0; &#xD800; ]]> [x&#8;](#a-b '&#8;')\n\n    &#7; \x0c\n"
    names = """["a<b", 'q"q', 'c\\d', "e\\nf", "..g", "h%2fi", "j. ", "k&l"]"""
    settings = f"{SITE_YAML}markdown: {{unsafe_html: {unsafe}}}\n"
    site = newsroom({"site.yaml": settings, "content/a.md": article("A & B <c>", body, tags=names, people=names)})
    site.build()
    for path in ("/feed.xml", "/sitemap.xml"):
        ET.fromstring(site.page(path))  # noqa: S314  # made by us
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", site.page("/2026/01/02/a/"))


def test_a_very_long_name_has_a_page(newsroom: Make) -> None:
    name = "Commission " * 30
    fields = dict.fromkeys(("section", "series", "byline", "people", "tags"), name)
    site = newsroom({"content/a.md": article(**fields), f"content/{'b' * 250}.md": article()})
    site.build()
    for listing in ("sections", "series", "authors", "people", "tags"):
        assert name.strip() in site.page(f"/{listing}/{'-'.join(['commission'] * 18)}/")


def test_an_address_that_no_file_can_have_is_told(newsroom: Make) -> None:
    settings = SITE_YAML + "permalink: /{slug}{slug}.html\n"
    site = newsroom({"site.yaml": settings, f"content/{'b' * 200}.md": article()})
    assert codes(site.problems()) == ["SG040"]


@pytest.mark.parametrize("name", [b"\xff.md", b"\xff.png", b"a\nb.md", b"a\x07.png", b"\xef\xbf\xbe.md", b"\xff/a.md"])
def test_a_file_whose_name_cannot_be_written_is_told(newsroom: Make, name: bytes) -> None:
    site = newsroom({"content/a.md": article()})
    site.write({f"content/{os.fsdecode(name)}": article()})
    problems = site.problems()
    assert codes(problems) == ["SG017"]
    assert problems[0].file.isprintable()


ODD_NAMES = (
    "al-Assad, Assad, 50 Cent, ٣ Doors, Ärzte, Zoë, ʻIolani, Łukasz, Жуков, Đặng, 中文, 1st, İstanbul, Ω, "
    "α, 𝐀b, ハ, か, ё, ②, ŉ a, Xi, Foe"
)


@pytest.mark.parametrize("kind", ["people", "authors", "tags"])
def test_every_letter_heads_one_group_of_an_index(newsroom: Make, kind: str) -> None:
    field = "byline" if kind == "authors" else kind
    odd = "---\nname: N{0}\nsort: '{1}, Fox'\npage: always\n---\n"
    records = {f"content/people/{n}.md": odd.format(n, sign) for n, sign in enumerate(("", "-", "4"))}
    site = newsroom({"content/a.md": article(**{field: f"[{ODD_NAMES}]"}), **records})
    site.build()
    ids = re.findall(r' id="(letter-[^"]+)"', site.page(f"/{kind}/"))
    assert len(ids) > 12
    assert len(set(ids)) == len(ids)


def test_a_year_shows_its_months_and_no_others(newsroom: Make) -> None:
    site = newsroom({f"content/{day}.md": article(date=day) for day in ("2025-12-31", "2026-01-02", "2026-03-04")})
    site.build()
    months = re.findall(r'href="(/archive/\d+/\d+/)"', site.page("/archive/2026/"))
    assert months == ["/archive/2026/03/", "/archive/2026/01/"]


def test_an_empty_site_is_a_site(newsroom: Make) -> None:
    site = newsroom()
    site.build()
    for path in ("/", "/people/", "/tags/", "/authors/", "/archive/", "/404.html"):
        assert "<h1" in site.page(path)
    assert not feedparser.parse(site.page("/feed.xml")).bozo
