"""Tags: references to others, the vocabulary of a site, likely doubles, thin tags, and who and what belongs to one."""

import re
from collections import Counter
from typing import Any

import pytest
from conftest import Make
from newsroom import SITE_YAML, Newsroom, article, tree

from sitegen.errors import Problem
from sitegen.model.tags import most_often_with


def tag(name: str, **fields: str) -> str:
    lines = [f"name: {name}", *(f"{key}: {value}" for key, value in fields.items())]
    return "---\n" + "\n".join(lines) + "\n---\n\nWhat it is.\n"


def stories(*tags: str, **fields: str) -> dict[str, str | bytes]:
    """Return an article for each list of tags."""
    return {f"content/a{n}.md": article(f"A {n}", tags=f"[{of}]", **fields) for n, of in enumerate(tags)}


def with_settings(tags: str) -> dict[str, str | bytes]:
    return {"site.yaml": f"{SITE_YAML}tags: {tags}\n"}


def told(problems: list[Problem]) -> list[tuple[str, str, str, int]]:
    return [(problem.code, problem.severity, problem.file, problem.line) for problem in problems]


def line_of(site: Newsroom, name: str) -> str:
    """Return the line of the index of tags that begins with a name, without its markup; empty: there is none."""
    lines = [
        " ".join(re.sub("<[^>]+>", "", line).split()) for line in site.page("/tags/").splitlines() if "<li>" in line
    ]
    return next((line for line in lines if line.startswith(name)), "")


def beside(page: str, part: str) -> list[tuple[str, str]]:
    """Return the links and counts of a list beside the articles of a tag."""
    section = re.search(rf'<section class="{part}".*?</section>', page, re.DOTALL)
    lines = section[0].splitlines() if section else []
    return [(found[1], found[2]) for line in lines if (found := re.search(r'href="([^"]+)".*>(\d+) article', line))]


# References


def test_a_label_is_a_name(newsroom: Make) -> None:
    site = newsroom({**stories("US"), "content/tags/us.md": "---\nlabel: United States\naliases: US\n---\n\nFifty.\n"})
    assert site.problems(strict=True) == []
    page = site.page("/tags/united-states/")
    assert "<h1>United States</h1>" in page
    assert "Fifty." in page
    assert "A 0" in page


def test_a_missing_label_is_told_by_the_name_of_the_field(newsroom: Make) -> None:
    (problem,) = newsroom({"content/tags/us.md": "---\nid: us\n---\n"}).problems()
    assert (problem.code, problem.message) == ("SG014", '"name" is missing')


def test_a_reference_is_on_the_page_of_its_tag_and_in_the_index(newsroom: Make) -> None:
    site = newsroom({**stories("a, climate", "b"), "content/tags/a.md": tag("a", see="[b, climate]")})
    site.build(strict=True)
    shown = 'See also <a href="/tags/b/">b</a>, <a href="/tags/climate/">climate</a>'
    assert shown in site.page("/tags/a/")
    assert line_of(site, "a") == "a 1 article · see also b, climate"


def test_a_record_that_is_only_a_reference_is_in_the_index_and_has_no_page(newsroom: Make) -> None:
    site = newsroom(
        {**stories("b"), "content/tags/x.md": tag("x", see="B", former_ids="old"), **links("tags/x.md", "x")}
    )
    report = site.build(strict=True)
    assert line_of(site, "x") == "x, see b"
    assert "1 tag" in site.page("/tags/")
    assert not [path for path in tree(site.output) if path.startswith(("tags/x/", "tags/old/"))]
    assert "/tags/x/" not in site.page("/sitemap.xml")
    assert "<p>x and x and x</p>" in site.page("/2026/01/02/linked/")
    held = {account.path: account.reason for account in report.accounts if account.outcome == "held"}
    assert held == {"tags/x.md": "only a reference"}


def test_a_reference_with_articles_of_its_own_has_a_page(newsroom: Make) -> None:
    site = newsroom({**stories("b", "x"), "content/tags/x.md": tag("x", see="b")})
    site.build(strict=True)
    assert line_of(site, "x") == "x 1 article · see also b"
    assert "See also" in site.page("/tags/x/")


def test_a_reference_to_a_tag_without_a_page_is_not_shown(newsroom: Make) -> None:
    site = newsroom(
        {
            **stories("a"),
            "content/tags/a.md": tag("a", see="[b, later]"),
            "content/tags/b.md": tag("b"),
            "content/tags/c.md": tag("c", see="b"),
            "content/later.md": article(date="2026-12-01", tags="later"),
        }
    )
    site.build(strict=True)
    assert "See also" not in site.page("/tags/a/")
    assert line_of(site, "c") == ""
    site.build("2026-12-02", strict=True)
    assert 'See also <a href="/tags/later/">later</a>' in site.page("/tags/a/")


@pytest.mark.parametrize(
    ("see", "message", "hint"),
    [
        ("climat change", 'there is no tag "climat change"', 'Did you mean "Climate Change"?'),
        ("zzz", 'there is no tag "zzz"', "Add a record of it, or delete it."),
        ("A", '"A" is this tag itself', "Name another tag."),
    ],
)
def test_a_reference_that_leads_nowhere_is_an_error_with_a_guess(
    see: str, message: str, hint: str, newsroom: Make
) -> None:
    site = newsroom({**stories("Climate Change"), "content/tags/a.md": tag("a", see=see)})
    (problem,) = site.problems()
    assert told([problem]) == [("SG048", "error", "content/tags/a.md", 3)]
    assert (problem.message, problem.hint) == (message, hint)


# The vocabulary


def test_without_a_word_in_the_settings_any_tag_will_do(newsroom: Make) -> None:
    assert newsroom({**stories("made up"), "content/tags/a.md": tag("a")}).problems(strict=True) == []


def test_a_tag_outside_of_the_vocabulary_is_an_error_at_each_article(newsroom: Make) -> None:
    files = {
        **stories("transit", "public transprt, Transit", "public-transport", "public transprt"),
        **with_settings("{allowed: records}"),
    }
    site = newsroom({**files, "content/tags/t.md": tag("public transport", aliases="transit", former_ids="bus")})
    problems = site.problems()
    assert told(problems) == [("SG046", "error", "content/a1.md", 4), ("SG046", "error", "content/a3.md", 4)]
    assert {problem.hint for problem in problems} == {'Did you mean "public transport"?'}
    assert problems[0].column == 1


def test_the_vocabulary_warns_of_what_is_to_come_and_leaves_drafts_alone(newsroom: Make) -> None:
    files = {
        "content/coming.md": article(date="2026-12-01", tags="x"),
        "content/draft.md": article(tags="x", draft="true"),
    }
    problems = newsroom({**files, **with_settings("{allowed: records}")}).problems()
    assert told(problems) == [("SG046", "warning", "content/coming.md", 4)]


def test_a_tag_that_only_shares_an_address_with_a_record_is_one_problem(newsroom: Make) -> None:
    files = {**stories("Élite!"), "content/tags/e.md": tag("Élite"), **with_settings("{allowed: records}")}
    assert [problem.code for problem in newsroom(files).problems()] == ["SG041"]


# Likely doubles


def test_tags_that_may_be_one_are_told_once_at_the_one_with_fewer_articles(newsroom: Make) -> None:
    site = newsroom(stories("wind farms", "wind farms", "wind farm, wind-farming", "wind farm", "wind farms"))
    problems = site.problems()
    assert told(problems) == [("SG047", "warning", "content/a2.md", 4)]
    assert problems[0].message == '"wind farm" and "wind farms" (content/a0.md:4) may be one tag'


def test_an_alias_may_be_a_double_too(newsroom: Make) -> None:
    site = newsroom({**stories("goverment", "state"), "content/tags/c.md": tag("state", aliases="government")})
    (problem,) = site.problems()
    assert problem.message == '"goverment" and "government" (content/tags/c.md:3) may be one tag'


@pytest.mark.parametrize("refused", ["wind farms", "wind-farms", "Wind Farms"])
@pytest.mark.parametrize("name", ["wind farm", "wind farms"])
def test_a_record_may_say_that_tags_are_two(name: str, refused: str, newsroom: Make) -> None:
    other = refused if name == "wind farm" else refused[:-1]
    site = newsroom({**stories("wind farm", "wind farms"), "content/tags/w.md": tag(name, **{"not": other})})
    assert site.problems(strict=True) == []


def test_who_gave_one_of_them_another_id_has_said_that_they_are_two(newsroom: Make) -> None:
    assert newsroom({**stories("C", "C++"), "content/tags/c.md": tag("C++", id="cpp")}).problems(strict=True) == []


# Thin tags


def links(*targets: str) -> dict[str, str | bytes]:
    """Return an article that links to the record of a tag, and to its addresses, present and former."""
    file, identity = targets
    return {"content/linked.md": article("Linked", f"[x](/{file}) and [x](/tags/{identity}/) and [x](/tags/old/)")}


def test_a_thin_tag_is_a_name_and_nothing_else(newsroom: Make) -> None:
    files = {
        **stories("thin, thick", "thick", "thick"),
        **with_settings("{least: 3}"),
        **links("tags/thin.md", "thin"),
        "content/tags/thin.md": tag("thin", former_ids="old"),
    }
    site = newsroom(files)
    report = site.build(strict=True)
    assert not [path for path in tree(site.output) if path.startswith(("tags/thin", "tags/old"))]
    assert not [path for path, content in tree(site.output).items() if b"/tags/thin/" in content]
    page = site.page("/2026/01/02/a0/")
    assert re.search(r'<li>thin</li>\s*<li><a rel="tag" href="/tags/thick/">thick</a></li>', page)
    assert "<category>thin</category>" in site.page("/feed.xml")
    assert line_of(site, "thin") == ""
    assert beside(site.page("/tags/thick/"), "related-tags") == []
    assert "<p>x and x and x</p>" in site.page("/2026/01/02/linked/")
    held = {account.path: account.reason for account in report.accounts if account.outcome == "held"}
    assert held == {"tags/thin.md": "fewer than 3 public articles name it"}


def test_a_link_to_the_address_of_a_thin_tag_is_plain_text_without_a_record_too(newsroom: Make) -> None:
    linked = {"content/linked.md": article("Linked", "See [x](/tags/x/).")}
    site = newsroom({**stories("x"), **with_settings("{least: 2}"), **linked})
    assert site.problems(strict=True) == []
    assert "<p>See x.</p>" in site.page("/2026/01/02/linked/")


def test_the_article_that_makes_a_tag_thick_enough_brings_its_page(newsroom: Make) -> None:
    files = {**stories("x", "x"), **with_settings("{least: 3}"), **links("tags/x.md", "x")}
    site = newsroom({**files, "content/tags/x.md": tag("x", former_ids="old")})
    site.build(strict=True)
    site.write({"content/third.md": article(tags="x")})
    report = site.build(strict=True)
    assert {"tags/x/index.html", "tags/old/index.html", "2026/01/02/a0/index.html", "2026/01/02/linked/index.html"} <= {
        *report.written
    }
    assert '<a href="/tags/x/">x</a>' in site.page("/2026/01/02/linked/")


def test_a_record_may_ask_for_a_page_always(newsroom: Make) -> None:
    site = newsroom({**stories("x"), **with_settings("{least: 3}"), "content/tags/x.md": tag("x", page="always")})
    site.build(strict=True)
    assert "A 0" in site.page("/tags/x/")


def test_a_thin_tag_that_refers_to_another_is_a_reference_in_the_index(newsroom: Make) -> None:
    files = {**stories("x, y", "y"), **with_settings("{least: 2}"), "content/tags/x.md": tag("x", see="y")}
    site = newsroom(files)
    site.build(strict=True)
    assert line_of(site, "x") == "x, see y"


# What belongs to a tag


def test_a_tag_lists_the_tags_and_people_that_its_articles_have_most_first_then_by_name(newsroom: Make) -> None:
    site = newsroom(stories("t, b, c", "t, c, É", "c", "t, a", people="[Ann Ox, Zoë Abel]"))
    site.write({"content/more.md": article(tags="t", people="Zoë Abel")})
    site.build(strict=True)
    page = site.page("/tags/t/")
    assert beside(page, "related-tags") == [("/tags/c/", "2"), ("/tags/a/", "1"), ("/tags/b/", "1"), ("/tags/e/", "1")]
    assert beside(page, "people-under") == [("/people/zoe-abel/", "4"), ("/people/ann-ox/", "3")]


def test_the_private_are_not_among_the_people_of_a_tag(newsroom: Make) -> None:
    files = {"content/people/k.md": "---\nname: Kim Low\nprivacy: limited\n---\n"}
    site = newsroom({**stories("t", "t", people="[Kim Low, Ann Ox]"), **files})
    site.build()
    assert beside(site.page("/tags/t/"), "people-under") == [("/people/ann-ox/", "2")]
    assert "Kim" not in site.page("/tags/t/")


def test_ten_are_listed_at_most_and_articles_of_very_many_tags_do_not_count(newsroom: Make) -> None:
    site = newsroom(stories("t, " + ", ".join("abcdefghijkl"), "t, " + ", ".join(f"0{n}" for n in range(25))))
    site.build()
    assert [url for url, _ in beside(site.page("/tags/t/"), "related-tags")] == [f"/tags/{c}/" for c in "abcdefghij"]


def test_numbered_pages_have_the_name_only_and_stay(newsroom: Make) -> None:
    files = {
        f"content/a{n}.md": article(f"A {n}", date=f"2026-01-{n + 1:02}", tags="[t, u]", people="Ann Ox")
        for n in range(9)
    }
    site = newsroom({**files, "site.yaml": f"{SITE_YAML}page_size: 2\n", "content/tags/t.md": tag("t", see="u")})
    site.build(strict=True)
    assert beside(site.page("/tags/t/"), "related-tags")
    numbered = site.page("/tags/t/page/2/")
    assert "beside" not in numbered
    assert "See also" not in numbered
    site.write(
        {"content/tags/t.md": tag("t", see="[u, v]"), "content/new.md": article(date="2026-02-01", tags="[t, v]")}
    )
    report = site.build(strict=True)
    assert [path for path in report.written if path.startswith("tags/u")] == []
    assert "tags/t/page/2/index.html" not in report.written


def test_related_tags_take_steps_in_proportion_to_the_articles() -> None:
    looked = Counter[int]()

    class Articles(tuple[tuple[str, ...], ...]):
        __slots__ = ()

        def __getitem__(self, place: Any) -> Any:
            looked[place] += 1
            return super().__getitem__(place)

    tags_of = Articles((f"t{n % 7}", "all") for n in range(1000))
    keys = {f"t{n}": f"t{n}" for n in range(7)} | {"all": "all"}
    for one in keys:
        most_often_with([n for n in range(1000) if one in ("all", f"t{n % 7}")], tags_of, tags_of, keys, less=one)
    assert set(looked.values()) == {4}
