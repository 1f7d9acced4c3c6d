"""Where links and pictures of bodies lead, through whole builds."""

from collections.abc import Mapping
from typing import Literal
from unicodedata import normalize

import pytest
from conftest import Make
from newsroom import SITE_YAML, Newsroom, article, codes, picture

NO_REFERENCE = "Write the path of the article's file, or take the link out."
NO_HINT = "Write the path of the article's file, from its folder or from content/."
PAGE = "/2026/01/02/a/"
OTHERS = {
    "content/news/b.md": article("B", "## Part one\n\nText."),
    "content/news/deep/c.md": article("C"),
    "content/pages/about.md": "---\ntitle: About\n---\n\n## Staff\n",
    "content/people/roe.md": "---\nname: Jane Roe\nid: jane-roe\n---\n",
    "content/tags/housing.md": "---\nname: Housing\n---\n",
    "content/news/my file.md": article("Spaced"),
    "content/news/bundle/index.md": article("Bundle"),
    "assets/fonts/mono.txt": "FONT",
    "content/news/report.pdf": "PDF",
    "content/news/doc two.pdf": "PDF",
    "content/news/50%.pdf": "PDF",
    "content/news/dot.png": "PNG",
}


def built(newsroom: Make, body: str, files: Mapping[str, str] | None = None, settings: str = SITE_YAML) -> Newsroom:
    written = article("A", body, people="[Jane Roe]", tags="[Housing]")
    site = newsroom({"site.yaml": settings, **OTHERS, **(files or {}), "content/news/a.md": written})
    site.build()
    return site


def paragraph(site: Newsroom) -> str:
    return site.page(PAGE).split('<div class="body">\n')[1].split("\n</div>")[0]


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("b.md", "/2026/01/02/b/"),
        ("./b.md", "/2026/01/02/b/"),
        ("deep/c.md", "/2026/01/02/c/"),
        ("deep/../b.md", "/2026/01/02/b/"),
        ("../pages/about.md", "/about/"),
        ("../../../b.md", None),
        ("news/b.md", "/2026/01/02/b/"),
        ("/news/deep/c.md", "/2026/01/02/c/"),
        ("pages/about.md#staff", "/about/#staff"),
        ("b.md#part-one", "/2026/01/02/b/#part-one"),
        ("people/roe.md", "/people/jane-roe/"),
        ("tags/housing.md", "/tags/housing/"),
        ("my%20file.md", "/2026/01/02/my-file/"),
        ("report.pdf", "/media/news/report.pdf"),
        ("/news/report.pdf", "/media/news/report.pdf"),
        ("report.pdf#page=3", "/media/news/report.pdf#page=3"),
        ("/news/doc%20two.pdf", "/media/news/doc%20two.pdf"),
        ("doc%20two.pdf", "/media/news/doc%20two.pdf"),
        ("50%25.pdf", "/media/news/50%25.pdf"),
        ("bundle/", "/2026/01/02/bundle/"),
        ("bundle", "/2026/01/02/bundle/"),
        ("b.md?x=1#part-one", "/2026/01/02/b/?x=1#part-one"),
        ("/2026/01/02/b/#part-one", "/2026/01/02/b/#part-one"),
        ("fonts/mono.txt", "/assets/fonts/mono.f054427a.txt"),
        ("/about/", "/about/"),
        ("/about", "/about"),
        ("/", "/"),
        ("/tags/housing/?sort=1#top", "/tags/housing/?sort=1#top"),
        ("https://a.example/b.md", "https://a.example/b.md"),
        ("//a.example/", "//a.example/"),
        ("mailto:a@a.example", "mailto:a@a.example"),
        ('{{< ref "b.md#part-one" >}}', "/2026/01/02/b/#part-one"),
        ('{{< ref "b.md#gone" >}}', "/2026/01/02/b/"),
        ('{{< relref "/pages/about.md" >}}', "/about/"),
        ('{{< ref "c" >}}', "/2026/01/02/c/"),
        ('{{< ref "news/my file.md" >}}', "/2026/01/02/my-file/"),
    ],
)
def test_a_link_leads_to_the_page_of_its_source(newsroom: Make, target: str, href: str | None) -> None:
    if href is None:
        site = newsroom({**OTHERS, "content/news/a.md": article("A", f"[x]({target})")})
        assert [(problem.code, problem.line) for problem in site.problems()] == [("SG030", 6)]
        return
    assert paragraph(built(newsroom, f"[x]({target})")) == f'<p><a href="{href}">x</a></p>'


def test_a_link_to_an_anchor_of_the_same_page(newsroom: Make) -> None:
    assert '<a href="#h">x</a> <a href="#">up</a>' in paragraph(built(newsroom, "# H\n\n[x](#h) [up](#)"))


@pytest.mark.parametrize("field", [{"draft": "true"}, {"date": "2026-06-02"}], ids=["draft", "coming"])
@pytest.mark.parametrize("target", ["b.md", "b.md#part", '{{< ref "b.md" >}}', '{{< ref "b" >}}'])
def test_a_link_to_what_is_held_back_is_plain_text(newsroom: Make, field: dict[str, str], target: str) -> None:
    site = newsroom(
        {
            "content/a.md": article("A", f"Read *[this **very** story]({target})*."),
            "content/b.md": article("B", **field),
        }
    )
    site.build()
    assert paragraph(site) == "<p>Read <em>this <strong>very</strong> story</em>.</p>"


def test_a_link_to_the_address_of_what_is_held_back_is_plain_text(newsroom: Make) -> None:
    site = newsroom(
        {"content/a.md": article("A", "[x](/2026/06/02/b/)"), "content/b.md": article("B", date="2026-06-02")}
    )
    assert site.problems() == []
    assert paragraph(site) == "<p>x</p>"


def test_a_link_to_a_file_in_error_is_not_an_error_of_its_own(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article("A", "[x](b.md)"), "content/b.md": article("[B]")})
    assert [(problem.code, problem.file) for problem in site.problems()] == [("SG013", "content/b.md")]


@pytest.mark.parametrize(
    ("body", "code", "line", "hint"),
    [
        (
            "One.\n\n[x](nowhere.md)",
            "SG030",
            8,
            "Write the path of the article's file, from its folder or from content/.",
        ),
        ("[y](b.md)\n\n[x](c.md)", "SG030", 8, 'Did you mean "news/deep/c.md"?'),
        ("[x](rep0rt.pdf)", "SG030", 6, 'Did you mean "news/report.pdf"?'),
        ("One.\n\n[x](/nowhere/)", "SG030", 8, ""),
        ("[x](b.md#zzz)", "SG031", 6, ""),
        ("[x](b.md#part-on)", "SG031", 6, 'Did you mean "part-one"?'),
        ("[x](/2026/01/02/b/#part-on)", "SG031", 6, 'Did you mean "part-one"?'),
        ("[x](/about/#staf)", "SG031", 6, 'Did you mean "staff"?'),
        ("# Head\n\n[x](#haed)", "SG031", 8, 'Did you mean "head"?'),
        ("One.\n\n![x](dott.png)", "SG032", 8, 'Did you mean "news/dot.png"?'),
        ('One.\n\n[x]({{< ref "nowhere" >}})', "SG022", 8, NO_REFERENCE),
        ('One.\n\n[x]({{< ref "/pages/aboot.md" >}})', "SG022", 8, 'Did you mean "pages/about.md"?'),
        ("{{< figure\nx=1 >}}\n\n[x](nowhere.md)", "SG030", 9, NO_HINT),
    ],
)
def test_a_target_that_is_not_there_is_told_with_its_line(
    newsroom: Make, body: str, code: str, line: int, hint: str
) -> None:
    site = newsroom({**OTHERS, "content/news/a.md": article("A", body)})
    (found,) = (problem for problem in site.problems() if problem.code == code)
    assert (found.file, found.line, found.hint) == ("content/news/a.md", line, hint)


@pytest.mark.parametrize(
    ("body", "column"),
    [
        ("See [x](nope.md) and", 9),
        ("See ![x](nope.md) and", 10),
        ("See [x](<nope.md>) and", 10),
        ('See <a href="/nope/">x</a>', 14),
        ("See {{< gone >}} [x](nope.md)", 0),
        ('See [x]({{< relref "b.md" >}}), [y](nope.md)', 0),
        ('See [x]({{< relref "nope.md" >}})', 9),
        ("{{< gone >}}\n\nSee [x](nope.md)", 9),
    ],
)
def test_the_column_of_a_target_is_told_unless_a_shortcode_hides_it(newsroom: Make, body: str, column: int) -> None:
    (found,) = (
        p for p in newsroom({**OTHERS, "content/news/a.md": article("A", body)}).problems() if p.code != "SG020"
    )
    assert found.column == column


def test_the_second_of_two_links_that_begin_alike_has_its_own_line(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article("A", "[x](bb.md)\n\n[y](b.md)")})
    assert sorted((problem.message, problem.line) for problem in site.problems()) == [
        ('nothing is found at "b.md"', 8),
        ('nothing is found at "bb.md"', 6),
    ]


def test_a_shortcode_reference_without_a_target_keeps_its_text(newsroom: Make) -> None:
    site = newsroom({"content/news/a.md": article("A", '[the vote]({{< ref "gone.md" >}})')})
    assert [(problem.code, problem.severity) for problem in site.problems()] == [("SG022", "warning")]
    assert paragraph(site) == "<p>the vote</p>"


def test_a_name_that_two_files_have_is_no_reference(newsroom: Make) -> None:
    site = newsroom(
        {
            "content/a.md": article("A", '[x]({{< ref "same" >}})'),
            "content/x/same.md": article("X", slug="x"),
            "content/y/same.md": article("Y", slug="y"),
        }
    )
    assert [problem.code for problem in site.problems()] == ["SG022"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("![A dot](dot.png)", '<img src="/media/news/dot.png" alt="A dot" loading="lazy">'),
        ("![A dot](/news/dot.png)", '<img src="/media/news/dot.png" alt="A dot" loading="lazy">'),
        ("![A dot](https://a.example/x.png)", '<img alt="A dot" src="https://a.example/x.png">'),
        ("![A dot](wide%20one.png)", '<img src="/media/news/wide%20one.png" alt="A dot" loading="lazy">'),
    ],
)
def test_a_picture_is_published_and_shown(newsroom: Make, written: str, shown: str) -> None:
    site = built(newsroom, written, {"content/news/wide one.png": "PNG"})
    assert paragraph(site) == f"<p>{shown}</p>"
    assert (site.output / "media/news/dot.png").exists() == ("dot.png" in written)


def test_files_are_published_only_where_a_public_page_uses_them(newsroom: Make) -> None:
    site = newsroom(
        {
            "content/a.md": article("A", "[x](used.pdf)"),
            "content/b.md": article("B", "[x](secret.pdf)", draft="true"),
            "content/used.pdf": "1",
            "content/secret.pdf": "2",
            "content/unused.pdf": "3",
            "content/bundle/index.md": article("C"),
            "content/bundle/data/d.csv": "4",
            "content/held/index.md": article("D", draft="true"),
            "content/held/e.csv": "5",
        }
    )
    report = site.build()
    media = sorted(file.relative_to(site.output).as_posix() for file in (site.output / "media").rglob("*.*"))
    assert media == ["media/bundle/data/d.csv", "media/used.pdf"]
    outcomes = {one.path: one.outcome for one in report.accounts}
    assert (outcomes["held/e.csv"], outcomes["secret.pdf"], outcomes["unused.pdf"]) == ("held", "held", "ignored")


def test_a_bundles_pictures_are_found_from_its_folder(newsroom: Make) -> None:
    site = newsroom({"content/x/a/index.md": article("A", "![d](d.png)"), "content/x/a/d.png": "PNG"})
    site.build()
    assert 'src="/media/x/a/d.png"' in paragraph(site)


@pytest.mark.parametrize("written", ["/about/", "../pages/about.md", "/news/about/"])
def test_links_keep_to_the_sites_base_path(newsroom: Make, written: str) -> None:
    settings = SITE_YAML.replace("gazette.example/", "gazette.example/news/")
    site = built(newsroom, f"[x]({written})", settings=settings)
    assert paragraph(site) == '<p><a href="/news/about/">x</a></p>'


def test_a_targets_signs_are_escaped(newsroom: Make) -> None:
    site = built(newsroom, '[x](</about/?a=1&b="2">)')
    assert 'href="/about/?a=1&amp;b=&quot;2&quot;"' in paragraph(site)


def test_two_old_addresses_at_one_place_are_told_where_one_is_written(newsroom: Make) -> None:
    site = newsroom(
        {
            "content/a.md": article("A", aliases="[/old/]"),
            "content/b.md": article("B", summary="S", aliases="[/old/]"),
        }
    )
    (problem,) = site.problems()
    assert (problem.code, problem.file, problem.line) == ("SG040", "content/b.md", 5)


def test_a_hint_is_looked_for_a_few_times_and_not_for_each_of_a_thousand_links(
    newsroom: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(word: str, _known: object) -> str:
        asked.append(word)
        return ""

    monkeypatch.setattr("sitegen.model.links.nearest", counted)
    site = newsroom({f"content/a{n}.md": article(f"A {n}", f"[x](b{n}.md)") for n in range(200)})
    assert len(site.problems()) == 200
    assert len(asked) == 50


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_accents_may_be_composed_or_not(
    newsroom: Make, form: Literal["NFC", "NFD"], written: Literal["NFC", "NFD"]
) -> None:
    name, link = normalize(form, "fête"), normalize(written, "fête")
    files = {f"content/{name}.md": article("F"), f"content/{name}.png": picture()}
    site = newsroom({**files, "content/a.md": article("A", f"[x]({link}.md) ![y]({link}.png)")})
    assert site.problems() == []
    assert '<a href="/2026/01/02/fete/">' in paragraph(site)


def test_a_path_below_the_sub_path_is_not_taken_for_one_of_the_whole_host(newsroom: Make) -> None:
    settings = SITE_YAML.replace("https://gazette.example/", "https://gazette.example/tags/")
    site = newsroom(
        {"site.yaml": settings, "content/a.md": article("A", "[x](/tags/) [y](/tags/people/)", aliases="[/tags/old/]")}
    )
    site.build()
    assert paragraph(site) == '<p><a href="/tags/tags/">x</a> <a href="/tags/people/">y</a></p>'
    assert (site.output / "old/index.html").exists()


def test_an_old_address_below_a_file_is_told_as_that_and_the_own_address_is_none(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article("A", aliases="[/feed.xml/x/, /2026/01/02/a/]")})
    (problem,) = site.problems()
    assert problem.message == (
        "a former address in content/a.md would be /feed.xml/x/, below the file /feed.xml, which is the feed"
    )


def test_an_article_in_error_does_not_hide_what_is_wrong_with_its_links(newsroom: Make) -> None:
    body = "[x](nope.md) [b](b.md#nope) ![y](nope.png)"
    wrong = article(body=body, kind="newz", photo="gone.png")
    site = newsroom({"content/a.md": wrong, "content/b.md": article("B")})
    assert codes(site.problems()) == ["SG013", "SG030", "SG031", "SG032"]
    assert len([problem for problem in site.problems() if problem.code == "SG032"]) == 2


@pytest.mark.parametrize("gate", ["draft: true", "status: draft", "status: drft", "draft: perhaps"])
def test_an_article_in_error_that_is_or_may_be_held_back_tells_nothing_of_its_links(newsroom: Make, gate: str) -> None:
    key, _, value = gate.partition(": ")
    site = newsroom({"content/a.md": article(body="[x](nope.md)", kind="newz", **{key: value})})
    assert codes(site.problems()) == ["SG013"]
    site.write({"content/a.md": article(body="[x](nope.md)", embargo="2027-01-01")})
    assert codes(site.problems()) == ["SG025"]


def test_an_article_whose_error_is_lowered_tells_nothing_of_its_links(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article(body="[x](nope.md)", kind="newz"), "content/b.md": article("B")})
    site.write({"site.yaml": SITE_YAML + "levels: {SG013: warning}\n"})
    assert codes(site.problems()) == ["SG013"]
