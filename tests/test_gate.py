"""What is not public leaves no byte in the output."""

import pytest
from conftest import Make
from newsroom import SITE_YAML, article, codes, tree


def test_a_draft_leaves_no_trace(newsroom: Make) -> None:
    site = newsroom(
        {
            "content/public.md": article("Public", "See [the other](secret.md) story.", tags="[known]"),
            "content/secret.md": article(
                "Hushword", "Hushword.", draft="true", tags="[hushtag]", people="[Hush Person]"
            ),
        }
    )
    report = site.build()
    assert "See the other story." in site.page("/2026/01/02/public/")
    for file in site.output.rglob("*"):
        assert "hush" not in file.as_posix().lower()
        if file.is_file():
            assert b"hush" not in file.read_bytes().lower()
    assert [(one.path, one.reason) for one in report.accounts if one.outcome == "held"] == [("secret.md", "draft")]


def test_a_file_of_a_draft_is_held_back_below_a_public_bundle_too(newsroom: Make) -> None:
    site = newsroom(
        {
            "content/story/index.md": article("Public"),
            "content/story/data.csv": "1",
            "content/story/secret.png": "PNG",
            "content/story/secret.md": article("Draft", "![x](secret.png)", draft="true"),
        }
    )
    report = site.build()
    assert sorted(file.name for file in (site.output / "media").rglob("*.*")) == ["data.csv"]
    reasons = {one.path: one.reason for one in report.accounts if one.outcome == "held"}
    assert reasons["story/secret.png"] == "with story/secret.md"


def test_what_lies_with_a_held_back_article_waits_for_it_whoever_uses_it(newsroom: Make) -> None:
    site = newsroom(
        {
            "content/a.md": article("A", "Read [the file](story/secret.pdf).\n\n![x](story/secret.png)"),
            "content/story/index.md": article("Coming", date="2026-06-05"),
            "content/story/secret.pdf": "PDF",
            "content/story/secret.png": "PNG",
        }
    )
    report = site.build()
    assert "Read the file." in site.page("/2026/01/02/a/")
    assert not [file for file in site.output.rglob("*") if "secret" in file.name]
    assert [(problem.code, problem.line) for problem in report.problems] == [("SG033", 8)]
    site.build(now="2026-06-06")
    assert '<a href="/media/story/secret.pdf">' in site.page("/2026/01/02/a/")


def test_an_article_appears_at_its_moment_and_its_links_come_alive(newsroom: Make) -> None:
    site = newsroom(
        {
            "content/a.md": article("First", "Read [this](b.md)."),
            "content/b.md": article("Second", date="2026-06-05 12:00"),
        }
    )
    report = site.build(now="2026-06-05 11:59")
    assert report.next_change == "2026-06-05T12:00:00-05:00"
    assert not (site.output / "2026/06/05").exists()
    report = site.build(now="2026-06-05 12:00")
    assert report.next_change == ""
    assert '<a href="/2026/06/05/b/">this</a>' in site.page("/2026/01/02/a/")
    site.build(now="2026-06-05 11:59")
    assert not (site.output / "2026").joinpath("06").exists()


def test_a_layout_has_no_way_around_the_sanitizer_and_to_the_clock(newsroom: Make) -> None:
    for source in ("{{ article.title|safe }}", "{{ joiner.__init__ }}", "{{ article|attr('title') }}"):
        site = newsroom({"content/a.md": article(), "layouts/article.html": source})
        assert {problem.file for problem in site.problems()} == {"layouts/article.html"}, source


def test_the_navigation_leads_to_pages_that_there_are(newsroom: Make) -> None:
    navigation = "navigation:\n- {title: Tags, url: /tags/#x}\n- {url: /abuot/}\n"
    pages = {"content/pages/about.md": "---\ntitle: About\n---\n"}
    (problem,) = newsroom({"site.yaml": SITE_YAML + navigation, **pages}).problems()
    assert (problem.code, problem.file, problem.line) == ("SG030", "site.yaml", 6)
    assert problem.hint == 'Did you mean "/about/"?'


def test_html_that_is_not_sanitized_is_told_by_every_build(newsroom: Make) -> None:
    site = newsroom({"site.yaml": SITE_YAML + "markdown: {unsafe_html: true}\n"})
    assert [(p.code, p.severity, p.line) for p in site.problems()] == [("SG024", "warning", 4)]


def test_the_navigation_leads_to_no_program(newsroom: Make) -> None:
    site = newsroom({"site.yaml": SITE_YAML + "navigation: [{title: X, url: 'javascript:alert(1)'}]\n"})
    assert codes(site.problems()) == ["SG001"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("stauts: draft", "SG025"),
        ("Draft: true", "SG025"),
        ("STATUS: draft", "SG025"),
        ("embargo_until: 2027-01-01", "SG025"),
        ("publishDate: 2027-01-01", "SG025"),
        ("status:", "SG013"),
        ("draft: ~", "SG013"),
        ("state: Illinois", "SG012"),
    ],
)
def test_a_slip_in_what_holds_back_publishes_nothing(newsroom: Make, line: str, code: str) -> None:
    key, value = line.split(":")
    site = newsroom({"content/a.md": article(**{key: value.strip()})})
    (problem,) = site.problems()
    assert (problem.code, problem.line) == (code, 4)
    assert (problem.severity == "error") == (code != "SG012")
    assert site.output.exists() == (code == "SG012")


def test_a_key_that_the_site_knows_to_mean_nothing_is_no_slip(newsroom: Make) -> None:
    settings = SITE_YAML + "fields: {article: {embargo: null}}\n"
    assert newsroom({"site.yaml": settings, "content/a.md": article(embargo="2027-01-01")}).problems() == []


def test_what_is_wrong_with_an_article_to_come_is_told_before(newsroom: Make) -> None:
    body = "[l](nope.md) ![p](no.png)"
    site = newsroom(
        {"content/a.md": article("A", body, date="2026-12-01"), "content/b.md": article("B", body, draft="true")}
    )
    found = [(problem.code, problem.severity, problem.file) for problem in site.problems()]
    assert found == [("SG030", "warning", "content/a.md"), ("SG032", "warning", "content/a.md")]
    assert {problem.severity for problem in site.problems(now="2026-12-02")} == {"error"}


def test_what_lies_with_an_article_in_error_is_not_published(newsroom: Make) -> None:
    site = newsroom(
        {
            "site.yaml": SITE_YAML + "levels: {SG013: warning}\n",
            "content/outer/index.md": article("Outer"),
            "content/outer/inner/index.md": article("Inner", draft="true", kind="zzz"),
            "content/outer/inner/secret.pdf": "PDF",
            "content/other/Index.MD": article("Other", draft="true"),
            "content/other/secret.png": "PNG",
            "content/e.md": article("E", "[s](outer/inner/secret.pdf) [t](other/secret.png)"),
        }
    )
    site.build()
    assert not (site.output / "media").exists()


def test_links_to_pages_that_wait_for_a_held_back_article_are_plain_text(newsroom: Make) -> None:
    waiting = (
        "/tags/ferry/",
        "/people/zed/",
        "/series/s/",
        "/sections/sec/",
        "/old/",
        "/2026/01/02/d",
        "/2026/01/02/d/index.html",
    )
    body = " ".join(f"[x]({path})" for path in waiting)
    fields = {"tags": "[ferry]", "people": "[Zed]", "series": "S", "section": "Sec", "aliases": "[/old/]"}
    site = newsroom({"content/a.md": article("A", body), "content/d.md": article("D", draft="true", **fields)})
    assert site.problems() == []
    assert f"<p>{'x ' * 7}".strip() in site.page("/2026/01/02/a/")


def test_a_newspaper_is_not_emptied_because_its_content_is_not_there(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article()})
    site.build()
    before = tree(site.output)
    (site.folder / "content/a.md").unlink()
    assert codes(site.problems()) == ["SG008"]
    assert tree(site.output) == before
