"""The pages of people: who they are, what they were in each article, and who is with them; of the private, nothing."""

import json
import re

import feedparser
import pytest
from conftest import Make
from newsroom import SITE_YAML, Newsroom, article, codes, picture, tree

RECORD = """\
---
name: Rex Quist
id: rex-quist
given: Rex
family: Quist
scripts: {zh: 雷克斯·奎斯特, ar: ريكس كويست}
disambiguation: the diplomat
roles:
  - {title: Secretary of State, org: State Department, start: 2017-02-01, end: 2018-03-31}
  - {title: Chairman, org: Oil & Gas Co., start: "2006", end: 2016-12}
  - {title: Fellow, org: The Institute, start: 2018-09}
born: 1952-03
same_as: [https://www.wikidata.example/wiki/Q1]
photo: {src: /dot.png, alt: One dot}
summary: A diplomat.
---

A *life*.
"""
NOW = "2026-06-01"


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def told(newsroom: Make, **others: str) -> Newsroom:
    return newsroom(
        {
            "content/dot.png": picture(),
            "content/people/rex.md": RECORD,
            "content/oil.md": article(
                "Oil", "It said Rex Quist.", "2016-05-01", people="[{id: rex-quist, role: accused}]", tags="[oil]"
            ),
            "content/talks.md": article(
                "Talks",
                "Then President Rex Quist left.",
                "2017-02-22",
                people="[{name: Rex Quist, role: source, as: top diplomat}, Ann Ox, Bo Bly]",
                tags="[diplomacy, oil]",
            ),
            "content/after.md": article(
                "After",
                "It was Mr. Rex Quist.",
                "2018-06-01",
                people="[{id: rex-quist, role: mentioned}, Ann Ox]",
                tags="[diplomacy]",
                sponsor="Acme",
            ),
            **others,
        }
    )


def entries(page: str) -> dict[str, str]:
    """Return the words under each headline of a timeline, what is said of the person's part in the article."""
    found = re.findall(r'<article class="entry.*?</article>', page, re.DOTALL)
    part = re.compile(r'<p class="as">(.*?)</p>', re.DOTALL)
    return {
        text(re.findall(r"<h4>(.*?)</h4>", one)[0]): text(part.findall(one)[0]) if part.search(one) else ""
        for one in found
    }


def test_a_person_page_shows_all_that_is_known(newsroom: Make) -> None:
    site = told(newsroom)
    site.build(NOW)
    page = site.page("/people/rex-quist/")
    words = text(page)
    for shown in ("A diplomat.", "A life .", "March 1952", "Secretary of State, State Department", "3 articles"):
        assert shown in words, shown
    assert '<li lang="zh" dir="auto">雷克斯·奎斯特</li>' in page
    assert '<li lang="ar" dir="auto">ريكس كويست</li>' in page
    assert '<a href="https://www.wikidata.example/wiki/Q1">wikidata.example</a>' in page
    assert '<img src="/media/dot.png" alt="One dot"' in page
    assert re.findall(r'<p class="office">(.*?)</p>', page) == ['Fellow, <span class="org">The Institute</span>']


def test_an_office_that_ends_is_no_longer_the_one_held_now(newsroom: Make) -> None:
    site = told(newsroom)
    for now, office in (("2018-03-31", "Secretary of State"), ("2018-07-01", ""), ("2018-09-01", "Fellow")):
        report = site.build(now)
        assert re.findall(r'<p class="office">([^,<]*)', site.page("/people/rex-quist/")) == (
            [office] if office else []
        )
    assert report.next_change == ""
    assert site.build("2018-03-20").next_change == "2018-04-01T00:00:00-05:00"


def test_the_timeline_tells_for_each_article_the_part_the_office_on_its_date_and_what_it_calls_the_person(
    newsroom: Make,
) -> None:
    site = told(newsroom)
    site.build(NOW)
    assert entries(site.page("/people/rex-quist/")) == {
        "After": "",
        "Talks": "Source Secretary of State called “top diplomat”",
        "Oil": "Accused Chairman",
    }


def test_what_a_text_calls_somebody_is_shown_unless_it_is_the_office(newsroom: Make) -> None:
    site = newsroom(
        {
            "content/people/ann.md": "---\nname: Ann Ox\nroles: [{title: Governor of Ohio, start: '2019'}]\n---\n",
            "content/a.md": article("As governor", "Today Gov. Ann Ox spoke.", "2020-01-01"),
            "content/b.md": article("As president", "Then President Ann Ox spoke.", "2020-01-02"),
            "content/c.md": article("Plainly", "Then Governor Ann Ox spoke.", "2020-01-03"),
        }
    )
    site.build(NOW)
    found = entries(site.page("/people/ann-ox/"))
    assert found["As president"] == "Governor of Ohio called “President”"
    assert found["Plainly"] == "Governor of Ohio"


def test_the_timeline_has_a_heading_for_each_year(newsroom: Make) -> None:
    site = told(newsroom)
    site.build(NOW)
    headings = re.findall(r"<h3[^>]*>(\d{4})</h3>", site.page("/people/rex-quist/"))
    assert headings == ["2018", "2017", "2016"]


def test_an_article_names_the_office_held_on_its_date(newsroom: Make) -> None:
    site = told(newsroom)
    site.build(NOW)
    named = re.compile(r'<section class="people".*?</section>', re.DOTALL)
    found = [
        text(named.findall(site.page(path))[0])
        for path in ("/2016/05/01/oil/", "/2017/02/22/talks/", "/2018/06/01/after/")
    ]
    assert "Rex Quist Chairman, Oil &amp; Gas Co." in found[0]
    assert "Rex Quist Secretary of State, State Department" in found[1]
    assert "Rex Quist Ann Ox" in found[2]


def test_of_the_dead_nothing_is_said_in_the_present(newsroom: Make) -> None:
    record = (
        "---\nname: Ann Ox\nborn: '1941'\ndied: 2025-07-29\nroles: [{title: Mayor, start: '1990'}]\n---\n\nA life.\n"
    )
    site = newsroom(
        {
            "content/people/ann.md": record,
            "content/a.md": article("Alive", people="[Ann Ox]", date="2024-01-01"),
            "content/b.md": article("Remembered", people="[Ann Ox]", date="2026-01-01"),
        }
    )
    site.build(NOW)
    page = site.page("/people/ann-ox/")
    assert '<p class="life">1941–2025</p>' in page
    assert 'class="office"' not in page
    assert "since" not in text(page)
    assert "from 1990" in text(page)
    assert "July 29, 2025" in text(page)
    assert entries(page) == {"Remembered": "", "Alive": "Mayor"}


def test_who_died_in_a_year_holds_no_office_in_it(newsroom: Make) -> None:
    record = "---\nname: Ann Ox\ndied: '2026'\nroles: [{title: Mayor, start: '1990'}]\npage: always\n---\n"
    site = newsroom({"content/people/ann.md": record})
    site.build(NOW)
    page = site.page("/people/ann-ox/")
    assert 'class="office"' not in page
    assert '<p class="life">died 2026</p>' in page


@pytest.mark.parametrize(("language", "day"), [("en", "Feb 22"), ("es", "22 feb"), ("de", "22. Feb.")])
def test_the_days_of_a_timeline_are_in_the_sites_language(language: str, day: str, newsroom: Make) -> None:
    site = newsroom({"content/a.md": article(date="2017-02-22", people="[Ann Ox]")})
    site.write({"site.yaml": f"{SITE_YAML}language: {language}\n"})
    site.build(NOW)
    assert f'<time datetime="2017-02-22">{day}</time>' in site.page("/people/ann-ox/")


def test_a_person_without_a_record_has_a_page_of_the_articles_alone(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article(people="[Ann Ox]")})
    site.build()
    page = site.page("/people/ann-ox/")
    for empty in ("facts", "office", "scripts", "biography", "portrait", "often-with", "topics", 'class="as"'):
        assert empty not in page, empty


def test_a_disambiguation_is_shown_only_where_two_people_share_a_name(newsroom: Make) -> None:
    site = told(newsroom)
    site.build(NOW)
    having = [name for name, data in tree(site.output).items() if b"the diplomat" in data]
    assert having == ["people/graph.json", "people/index.json"]  # machines read it whoever else there is
    site.write(
        {
            "content/people/other.md": "---\nname: Réx Quist\nid: rex-quist-2\ndisambiguation: the poet\n---\n",
            "content/poem.md": article("Poem", people="[rex-quist-2, Ann Ox]", date="2019-01-01"),
        }
    )
    site.build(NOW)
    assert "<title>Rex Quist (the diplomat) –" in site.page("/people/rex-quist/")
    assert '<p class="note">the poet</p>' in site.page("/people/rex-quist-2/")
    for path in ("/people/", "/people/ann-ox/"):
        assert '</a> <span class="note">the poet</span>' in site.page(path)
        assert '</a> <span class="note">the diplomat</span>' in site.page(path)
    assert '</a> <span class="note">the poet</span>' in site.page("/2019/01/01/poem/")


def tallies(page: str, name: str) -> list[str]:
    section = re.findall(rf'<section class="{name}".*?</section>', page, re.DOTALL)
    return [text(one) for one in re.findall(r"<li>(.*?)</li>", section[0])] if section else []


def test_a_page_tells_who_is_often_with_the_person_and_the_topics(newsroom: Make) -> None:
    site = told(newsroom)
    site.build(NOW)
    page = site.page("/people/rex-quist/")
    assert tallies(page, "often-with") == ["Ann Ox 2 articles", "Bo Bly 1 article"]
    assert tallies(page, "topics") == ["diplomacy 2 articles", "oil 2 articles"]
    assert tallies(site.page("/people/bo-bly/"), "often-with") == ["Rex Quist 1 article", "Ann Ox 1 article"][::-1]


def test_neighbors_and_topics_come_to_an_end(newsroom: Make) -> None:
    people, tags = ", ".join(f"Zed A{n:02}" for n in range(20)), ", ".join(f"t{n:02}" for n in range(20))
    site = newsroom({"content/a.md": article(people=f"[{people}]", tags=f"[{tags}]")})
    site.build()
    page = site.page("/people/zed-a00/")
    assert (len(tallies(page, "often-with")), len(tallies(page, "topics"))) == (10, 10)


def test_a_person_has_a_feed_of_summaries_that_the_page_names(newsroom: Make) -> None:
    site = told(newsroom)
    site.write({"site.yaml": SITE_YAML + "feed_size: 2\n"})
    site.build(NOW)
    feed = feedparser.parse(site.page("/people/rex-quist/feed.xml"))
    assert not feed.bozo
    assert feed.feed.title == "Rex Quist – The Test Gazette"
    assert feed.feed.link == "https://gazette.example/people/rex-quist/"
    assert [entry.title for entry in feed.entries] == ["Sponsored by Acme: After", "Talks"]
    assert [entry.summary for entry in feed.entries] == ["It was Mr. Rex Quist.", "Then President Rex Quist left."]
    assert not [entry for entry in feed.entries if "content" in entry]
    assert 'rel="alternate" type="application/rss+xml" title="Articles about Rex Quist"' in site.page(
        "/people/rex-quist/"
    )


def test_people_and_their_graph_are_there_for_machines(newsroom: Make) -> None:
    site = told(newsroom)
    site.build(NOW)
    people = json.loads(site.page("/people/index.json"))["people"]
    assert [person["id"] for person in people] == ["bo-bly", "ann-ox", "rex-quist"]
    assert people[2] == {
        "id": "rex-quist",
        "name": "Rex Quist",
        "disambiguation": "the diplomat",
        "sort": "Quist, Rex",
        "url": "https://gazette.example/people/rex-quist/",
        "count": 3,
        "first": "2016-05-01",
        "last": "2018-06-01",
        "same_as": ["https://www.wikidata.example/wiki/Q1"],
    }
    graph = json.loads(site.page("/people/graph.json"))
    assert [node["id"] for node in graph["nodes"]] == ["bo-bly", "ann-ox", "rex-quist"]
    assert [node["disambiguation"] for node in graph["nodes"]] == [None, None, "the diplomat"]
    assert graph["edges"] == [
        {"source": "ann-ox", "target": "rex-quist", "weight": 2},
        {"source": "ann-ox", "target": "bo-bly", "weight": 1},
        {"source": "bo-bly", "target": "rex-quist", "weight": 1},
    ]


def test_data_of_nobody_and_of_odd_names_can_be_read(newsroom: Make) -> None:
    site = newsroom({"content/people/a.md": "---\nname: Ann Ox\npage: always\n---\n"})
    site.build()
    assert json.loads(site.page("/people/index.json"))["people"][0]["first"] is None
    assert json.loads(site.page("/people/graph.json")) == {"nodes": [], "edges": []}
    odd = ["</script><b>", 'q"q', "c\\d", "O’Brien", "😀 x", "é"]
    site.write({"content/a.md": article(people=json.dumps(odd, ensure_ascii=False), date="2026-01-01")})
    site.build()
    found = json.loads(site.page("/people/index.json"))["people"]
    assert {person["name"] for person in found} >= {'q"q', "c\\d", "O’Brien"}
    assert len(json.loads(site.page("/people/graph.json"))["nodes"]) == len(found) - 1


# What an edit writes


def many(newsroom: Make) -> Newsroom:
    files: dict[str, str | bytes] = {
        f"content/{n:02}.md": article(f"N{n:02}", date=f"2025-01-{n + 1:02}", people="[Rex Quist, Ann Ox]")
        for n in range(10)
    }
    others = {"content/z.md": article("Z", date="2025-02-01", people="[Cy Coe, Dee Dahl]")}
    records = {"content/dot.png": picture(), "content/people/rex.md": RECORD}
    site = newsroom(
        {**files, **others, **records, "site.yaml": SITE_YAML + "page_size: 2\nfront_size: 1\nfeed_size: 1\n"}
    )
    site.build(NOW)
    return site


def test_an_edit_of_a_biography_writes_that_page_alone(newsroom: Make) -> None:
    site = many(newsroom)
    site.write({"content/people/rex.md": RECORD.replace("A *life*", "Another life")})
    assert site.build(NOW).written == ("people/rex-quist/index.html",)


def test_a_new_article_touches_the_pages_of_its_people_and_no_numbered_one(newsroom: Make) -> None:
    site = many(newsroom)
    site.write({"content/new.md": article("New", date="2025-03-01", people="[Rex Quist, Cy Coe]")})
    written = [path for path in site.build(NOW).written if path.startswith("people/")]
    assert written == [
        "people/cy-coe/feed.xml",
        "people/cy-coe/index.html",
        "people/graph.json",
        "people/index.html",
        "people/index.json",
        "people/rex-quist/feed.xml",
        "people/rex-quist/index.html",
    ]


def test_numbered_pages_of_a_person_show_parts_and_nothing_of_the_whole(newsroom: Make) -> None:
    site = many(newsroom)
    page = site.page("/people/rex-quist/page/1/")
    assert list(entries(page)) == ["N01", "N00"]
    assert 'class="beside"' not in page
    assert "A diplomat" not in page


# The index


SMALL = SITE_YAML + "index_size: 3\n"


def test_each_line_of_an_index_has_the_count_and_the_latest_article(newsroom: Make) -> None:
    site = told(newsroom)
    site.build(NOW)
    line = re.findall(r'<li><a class="name" href="/people/ann-ox/">.*?</li>', site.page("/people/"), re.DOTALL)[0]
    assert text(line) == "Ox, Ann 2 articles Sponsored by Acme After June 1, 2018"
    assert '<a href="/2018/06/01/after/">After</a>' in line


@pytest.mark.parametrize("kind", ["people", "authors", "tags"])
def test_a_large_index_has_a_page_for_each_letter(kind: str, newsroom: Make) -> None:
    names = "[Alpha, Beta, Bravo, Ñu, '50']"
    field = "byline" if kind == "authors" else kind
    site = newsroom({"site.yaml": SMALL, "content/a.md": article(**{field: names})})
    site.build()
    front = site.page(f"/{kind}/")
    assert 'class="group"' not in front
    assert "script" not in front
    assert re.findall(rf'href="(/{kind}/letter/[^"]+)"', front) == [
        f"/{kind}/letter/{mark}/" for mark in ("u0023", "a", "b", "n")
    ]
    assert 'B <span class="count">2</span>' in front
    assert "<span>C</span>" in front
    page = site.page(f"/{kind}/letter/b/")
    assert re.findall(r'class="name"[^>]*>([^<]+)', page) == ["Beta", "Bravo"]
    assert f'<a href="/{kind}/letter/b/" aria-current="page">B</a>' in page
    assert f'<a href="/{kind}/">' in page
    assert f"https://gazette.example/{kind}/letter/b/" in site.page("/sitemap.xml")


def test_a_new_entry_under_one_letter_leaves_the_pages_of_the_others(newsroom: Make) -> None:
    site = newsroom({"site.yaml": SMALL, "content/a.md": article(people="[Al, Bo, By, Cy]")})
    site.build()
    site.write({"content/b.md": article("B", people="[Ba]", date="2026-01-05")})
    written = site.build().written
    assert [path for path in written if "/letter/" in path] == ["people/letter/b/index.html"]


def test_no_id_takes_the_place_of_a_letter(newsroom: Make) -> None:
    records = {
        f"content/people/{n}.md": f"---\nname: Noah{n}\nid: {identity}\npage: always\n---\n"
        for n, identity in enumerate(("letter", "page", "a", "feed.xml", "letter.a"))
    }
    site = newsroom({**records, "site.yaml": SMALL, "content/a.md": article(people="[letter]")})
    assert site.problems() == []
    assert "Noah0" in site.page("/people/letter/")
    assert "Noah0" in site.page("/people/letter/n/")


def test_an_id_that_is_the_name_of_a_file_of_data_is_told(newsroom: Make) -> None:
    site = newsroom({"content/people/a.md": "---\nname: Ann Ox\nid: index.json\npage: always\n---\n"})
    assert codes(site.problems()) == ["SG040"]


# The private


MINOR = (
    "---\nname: Eskil Brandt\nid: eskil-secret\nshort: [Eskil]\nminor: true\naliases: [Esky B]\n---\n\nHidden life.\n"
)


@pytest.mark.parametrize(
    ("record", "people"),
    [
        (MINOR, "[Rex Quist, Ann Ox, Eskil Brandt]"),
        (MINOR, "[Rex Quist, Ann Ox, {id: eskil-secret, role: victim}]"),
        (MINOR.replace("minor: true", "privacy: limited"), "[Rex Quist, Ann Ox, eskil-secret]"),
        ("", "[Rex Quist, Ann Ox, {name: Eskil Brandt, role: victim}]"),
    ],
)
def test_of_the_private_there_is_no_page_feed_data_count_edge_or_entry(
    record: str, people: str, newsroom: Make
) -> None:
    body = "Eskil Brandt fell. Rex Quist saw Eskil."
    files = {"content/fall.md": article("A fall", body, "2019-01-01", people=people, summary="It was near.")}
    site = told(newsroom, **files, **({"content/people/eskil.md": record} if record else {}))
    site.build(NOW)
    named = {name for name, data in tree(site.output).items() if re.search(rb"(?i)eskil|esky|hidden life", data)}
    assert named == {"2019/01/01/fall/index.html", "feed.xml"}  # where the article's text stands
    assert not [path for path in site.output.rglob("*") if re.search("(?i)eskil|brandt", path.as_posix())]
    page = site.page("/2019/01/01/fall/")
    assert len(re.findall("(?i)eskil", page)) == body.count("Eskil")
    assert "2 people" not in site.page("/people/")
    assert text(site.page("/people/")).count("3 people") == 1
    ids = {node["id"] for node in json.loads(site.page("/people/graph.json"))["nodes"]}
    assert ids == {"rex-quist", "ann-ox", "bo-bly"}
    weights = {(e["source"], e["target"]): e["weight"] for e in json.loads(site.page("/people/graph.json"))["edges"]}
    assert weights["ann-ox", "rex-quist"] == 3


def test_who_becomes_private_leaves_no_file_behind(newsroom: Make) -> None:
    site = told(newsroom)
    site.build(NOW)
    site.write({"content/people/rex.md": RECORD.replace("born:", "privacy: limited\nborn:")})
    deleted = site.build(NOW).deleted
    assert {"people/…", "media/dot.png"} <= {*deleted}
    assert not (site.output / "people/rex-quist").exists()
    assert not [n for n, d in tree(site.output).items() if b"rex-quist" in d or b"wikidata" in d]
