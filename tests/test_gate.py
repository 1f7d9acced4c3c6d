"""What is not public leaves no byte in the output."""

from conftest import Make
from newsroom import SITE_YAML, article, codes


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
    assert reasons["story/secret.png"] == "held back with story/secret.md"


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
