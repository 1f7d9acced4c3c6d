"""Who is private leaves no trace but the name in texts; who is suppressed, none at all; what is redacted is gone."""

import json
from html import escape
from pathlib import Path

import pytest
from click.testing import CliRunner
from newsroom import SITE_YAML, Newsroom, article, picture

from sitegen.cli import cli
from sitegen.errors import Problem

PEOPLE = {
    "content/people/jane-roe.md": "---\nname: Jane Roe\nfamily: Roe\nformer_ids: [jroe]\n---\n\nA life.\n",
    "content/people/al-dent.md": "---\nname: Al Dent\n---\n",
}
TEXT = "First Jane Roe spoke, then Al Dent. Roe left."


def record(**fields: str) -> str:
    lines = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"---\nname: Jane Roe\nfamily: Roe\n{lines}---\n\nA life.\n"


def trace(site: Newsroom, word: str = "roe") -> list[str]:
    """Return the files of the output that hold a word, in their bytes or in their names."""
    files = [file for file in site.output.rglob("*") if file.is_file()]
    named = {file for file in files if word in file.relative_to(site.output).as_posix().lower()}
    return sorted(
        file.relative_to(site.output).as_posix()
        for file in files
        if file in named or word.encode() in file.read_bytes().lower()
    )


def newsroom(folder: Path, text: str = TEXT, **fields: str) -> Newsroom:
    source = article("A day", text, summary="Of a day.", tags="[fair]", **fields)
    return Newsroom(folder, {**PEOPLE, "content/a.md": source})


WHERE_THE_NAME_STAYS = ["2026/01/02/a/index.html", "feed.xml"]


def test_a_public_person_has_a_page_a_link_and_an_entry(tmp_path: Path) -> None:
    site = newsroom(tmp_path)
    site.build()
    assert '<a class="person" href="/people/jane-roe/">Jane Roe</a> spoke' in site.page("/2026/01/02/a/")
    assert {"people/index.html", "people/jane-roe/index.html", "people/jroe/index.html"} <= set(trace(site))


@pytest.mark.parametrize(
    "fields",
    [{"privacy": "limited"}, {"minor": "true"}, {"privacy": "limited", "page": "always"}],
    ids=["limited", "a minor", "whatever else the record says"],
)
def test_of_the_limited_the_name_stays_in_texts_and_nothing_else(tmp_path: Path, fields: dict[str, str]) -> None:
    site = newsroom(tmp_path, people="[Jane Roe, Al Dent]")
    site.build()
    site.write({"content/people/jane-roe.md": record(former_ids="[jroe]", **fields)})
    site.build()
    assert trace(site) == WHERE_THE_NAME_STAYS
    page = site.page("/2026/01/02/a/")
    assert "First <span data-pagefind-ignore>Jane Roe</span> spoke" in page
    assert "<span data-pagefind-ignore>Roe</span> left" in page
    assert page.lower().count("roe") == 2


def test_a_victim_is_limited_with_a_record_or_without(tmp_path: Path) -> None:
    site = newsroom(tmp_path, people="[{name: Jane Roe, role: victim}, {name: Al Dent, role: source}]")
    site.build()
    assert trace(site) == WHERE_THE_NAME_STAYS
    (tmp_path / "content/people/jane-roe.md").unlink()
    site.build()
    assert trace(site) == WHERE_THE_NAME_STAYS
    assert "<span data-pagefind-ignore>Jane Roe</span> spoke" in site.page("/2026/01/02/a/")


def test_a_record_may_say_that_a_victim_is_public(tmp_path: Path) -> None:
    site = newsroom(tmp_path, people="[{id: jane-roe, role: victim}]")
    site.write({"content/people/jane-roe.md": record(privacy="public")})
    site.build()
    assert "people/jane-roe/index.html" in trace(site)


def test_a_limited_author_keeps_the_byline_and_has_no_page(tmp_path: Path) -> None:
    site = newsroom(tmp_path, byline="Jane Roe")
    site.write({"content/people/jane-roe.md": record(privacy="limited")})
    site.build()
    assert trace(site) == [*WHERE_THE_NAME_STAYS, "people/al-dent/feed.xml"]
    assert "<li>Jane Roe</li>" in site.page("/2026/01/02/a/")


def test_a_link_to_the_record_of_a_limited_person_is_plain_text(tmp_path: Path) -> None:
    site = newsroom(tmp_path, text="See [her](people/jane-roe.md).")
    site.write({"content/people/jane-roe.md": record(privacy="limited")})
    site.build()
    assert trace(site) == []
    assert "See her." in site.page("/2026/01/02/a/")


@pytest.mark.parametrize("path", ["/people/jane-roe/", "/people/jroe/", "/authors/jane-roe/", "/tags/jane-roe/"])
def test_a_link_to_the_address_of_a_limited_person_is_plain_text(tmp_path: Path, path: str) -> None:
    source = article("A day", f"See [her]({path}).", people="[Jane Roe]", byline="Jane Roe", tags="[Jane Roe]")
    site = Newsroom(tmp_path, {"content/people/jane-roe.md": record(former_ids="[jroe]"), "content/a.md": source})
    site.build()
    assert f'href="{path}"' in site.page("/2026/01/02/a/")
    site.write({"content/people/jane-roe.md": record(privacy="limited", former_ids="[jroe]")})
    site.build()
    assert "See her." in site.page("/2026/01/02/a/")


@pytest.mark.parametrize("tag", ["Jane Roe", "Janie Roe", "jane-roe", "J. Roe", "Jaine Roe", "jroe"])
def test_a_tag_that_is_the_name_of_a_limited_person_is_left_out(tmp_path: Path, tag: str) -> None:
    site = Newsroom(tmp_path, {"content/a.md": article("A day", "She spoke.", tags=f"[{tag}, fair]")})
    site.build()
    assert len(trace(site)) > 1
    site.write(
        {
            "content/people/jane-roe.md": record(
                privacy="limited", aliases="[Janie Roe, J. Roe]", search_aliases="[Jaine Roe]", former_ids="[jroe]"
            )
        }
    )
    site.build()
    assert trace(site) == []
    assert "fair" in site.page("/tags/")


@pytest.mark.parametrize("page", ["auto", "always"])
def test_a_tag_with_a_record_that_is_the_name_of_a_victim_is_left_out(tmp_path: Path, page: str) -> None:
    source = article("A day", people="[{name: Jane Roe, role: victim}]", tags="[Jane Roe]")
    tag = f"---\nname: Jane Roe\npage: {page}\n---\n"
    site = Newsroom(tmp_path, {"content/a.md": source, "content/tags/jane-roe.md": tag})
    told = CliRunner().invoke(cli, ["build", str(tmp_path), "--now", "2026-06-01", "-v"])
    assert told.exit_code == 0, told.output
    assert trace(site) == []
    assert "roe" not in told.output.lower()


@pytest.mark.parametrize("field", ["section", "series"])
def test_a_section_or_series_that_is_the_name_of_a_limited_person_is_none(tmp_path: Path, field: str) -> None:
    link = f"See [all](/{'sections' if field == 'section' else 'series'}/jane-roe/)."
    site = Newsroom(tmp_path, {"content/a.md": article("A day", link, **{field: "Jane Roe"})})
    settings = (tmp_path / "site.yaml").read_text()
    pattern = "permalink: '/{section}/{slug}/'\n"
    site.write({"site.yaml": settings + pattern + ("sections: [News, Jane Roe]\n" if field == "section" else "")})
    site.build()
    assert len(trace(site)) > 1
    site.write({"content/people/jane-roe.md": record(privacy="limited")})
    site.build()
    assert trace(site) == []
    assert "See all." in site.page("/news/a/")


@pytest.mark.parametrize("page", ["auto", "always"])
def test_no_tag_refers_to_one_that_is_the_name_of_a_limited_person(tmp_path: Path, page: str) -> None:
    files = {
        "content/people/jane-roe.md": record(privacy="limited"),
        "content/tags/jane-roe.md": f"---\nname: Jane Roe\nsee: harbor\npage: {page}\n---\n",
        "content/tags/harbor.md": "---\nname: harbor\nsee: Jane Roe\n---\n",
        "content/a.md": article("A day", tags="[harbor, Jane Roe]"),
    }
    site = Newsroom(tmp_path, files)
    assert site.problems() == []
    assert trace(site) == []


def test_no_former_address_of_a_tag_is_the_name_of_a_limited_person(tmp_path: Path) -> None:
    tag = "---\nname: the case\nformer_ids: [jane-roe, old-case]\n---\n"
    files = {"content/tags/case.md": tag, "content/a.md": article("A day", tags="[the case]")}
    site = Newsroom(tmp_path, {**files, "content/people/x.md": record(privacy="limited")})
    site.build()
    assert trace(site) == []
    assert "/tags/the-case/" in site.page("/tags/old-case/")


def test_the_log_names_the_private_neither_by_their_pictures_nor_in_hints(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/people/jane-roe.md": record(privacy="limited", photo="jane-roe.png") + "[More](jane-roe.pdf)\n",
        "content/people/jane-roe.png": picture(),
        "content/people/jane-roe.pdf": b"x",
        "content/tags/jane-roe.md": "---\nname: Jane Roe\npage: always\n---\n",
        "content/tags/harbor.md": "---\nname: harbor\nsee: [Jane Ro, Jane Roe]\n---\n",
        "content/a.md": article("A day", people="[jane-ro]", tags="[harbor, Jane Ro]"),
        "site.yaml": f"{SITE_YAML}tags: {{allowed: records}}\n",
    }
    Newsroom(tmp_path, files)
    for form in ("text", "json"):
        told = CliRunner().invoke(cli, ["build", str(tmp_path), "--now", "2026-06-01", "-v", "--format", form])
        assert "SG049" in told.output
        lines = told.output.replace("see: [Jane Ro, Jane Roe]", "")  # a line in error is shown as it is
        assert "jane roe" not in lines.lower()
        assert "jane-roe" not in lines.lower()


SUPPRESSED = {"content/people/jane-roe.md": record(privacy="suppressed", aliases="[Janie Roe]", former_ids="[jroe]")}


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a", article("A day", TEXT)),
        ("a", article("Jane Roe wins")),
        ("a", article(people="[jane-roe]")),
        ("a", article(byline="Jane Roe")),
        ("a", article(summary="With Janie Roe.")),
        ("a", article(photo="{src: 'https://x.example/a.jpg', credit: Jane Roe}")),
        ("a", article(sources="[Jane Roe]")),
        ("a", article(tags="[Jane Roe]")),
        ("a", article(extra="{note: [{deep: Jane Roe}]}")),
        ("a", article(body="See *Jane Roe*.")),
        ("a", article(body="See Jane *Roe*.")),
        ("a", article(body="See Jane  \nRoe.")),
        ("a", article(body="See Jane\nRoe.")),
        ("a", article(body="See `Jane Roe`.")),
        ("a", article(body='See <span title="Jane Roe">her</span>.')),
        ("a", article(body="[See](https://x.example/ 'Jane Roe').")),
        ("a", article(body="JANE ROE ARRESTED.")),
        ("a", article(body="It said: jane roe.")),
        ("a", article(body="[See](https://x.example/jane-roe).")),
        ("a", article(body="## X {#jane-roe}")),
        ("a", article(sources="[{name: X, url: 'https://x.example/jane-roe/'}]")),
        ("a", article(body="[See](https://x.example/wiki/Jane_Roe).")),
        ("a", article(body="[See](https://x.example/?q=Jane+Roe&page=Jane%20Roe).")),
        ("pages/about", "---\ntitle: About\n---\n\nAsk Jane Roe.\n"),
        ("people/al-dent", "---\nname: Al Dent\npage: always\n---\n\nThe brother of Jane Roe.\n"),
        ("tags/fair", "---\nname: fair\npage: always\nsummary: By Jane Roe.\n---\n"),
    ],
)
def test_a_suppressed_name_is_an_error_wherever_a_public_page_has_it(tmp_path: Path, name: str, source: str) -> None:
    site = Newsroom(tmp_path, {**SUPPRESSED, "content/b.md": article("Fine"), f"content/{name}.md": source})
    problems = site.problems()
    assert [(one.code, one.file) for one in problems] == [("SG044", f"content/{name}.md")]


def test_initials_of_the_suppressed_are_an_error_too(tmp_path: Path) -> None:
    initials = record(privacy="suppressed", aliases="[J. Roe]")
    site = Newsroom(tmp_path, {"content/people/x.md": initials, "content/a.md": article(body="With J. Roe.")})
    assert {one.code for one in site.problems()} == {"SG043", "SG044"}


def test_a_suppressed_name_in_an_address_is_an_error(tmp_path: Path) -> None:
    site = Newsroom(tmp_path, {**SUPPRESSED, "content/jane-roe-wins.md": article("A day")})
    assert [(one.code, one.file) for one in site.problems()] == [("SG044", "content/jane-roe-wins.md")]


def test_a_suppressed_name_in_an_old_address_is_an_error(tmp_path: Path) -> None:
    site = Newsroom(tmp_path, {**SUPPRESSED, "content/a.md": article(aliases="[/jane-roe/]")})
    assert [(one.code, one.file) for one in site.problems()] == [("SG044", "content/a.md")]


@pytest.mark.parametrize(
    "body", ["<p>Jane</p>\n\n<p>Roe</p>", "- Jane\n- Roe", "| Jane | Roe |\n|---|---|\n| a | b |", "# Jane\n\nRoe"]
)
def test_words_of_two_blocks_are_no_suppressed_name(tmp_path: Path, body: str) -> None:
    assert Newsroom(tmp_path, {**SUPPRESSED, "content/a.md": article(body=body)}).problems() == []


def test_a_suppressed_name_in_a_draft_is_none(tmp_path: Path) -> None:
    site = Newsroom(tmp_path, {**SUPPRESSED, "content/a.md": article("A day", TEXT, draft="true")})
    site.build()
    assert trace(site) == []


def test_suppressing_somebody_removes_every_trace_and_tells_no_name(tmp_path: Path) -> None:
    site = newsroom(tmp_path, people="[Jane Roe]", byline="[Jane Roe, Al Dent]")
    site.build()
    assert len(trace(site)) > 5
    site.write(SUPPRESSED)
    site.write({"content/a.md": article("A day", "First somebody spoke, then Al Dent.", byline="Al Dent")})
    told = CliRunner().invoke(cli, ["build", str(tmp_path), "--now", "2026-06-01", "-v"])
    assert told.exit_code == 0, told.output
    assert trace(site) == []
    assert "roe" not in told.output.lower()


def test_neither_message_nor_excerpt_names_the_suppressed(tmp_path: Path) -> None:
    Newsroom(tmp_path, {**SUPPRESSED, "content/a.md": article("A day", TEXT)})
    told = CliRunner().invoke(cli, ["build", str(tmp_path), "--now", "2026-06-01", "-v"])
    assert told.exit_code == 1
    assert "roe" not in told.output.lower()
    as_json = CliRunner().invoke(cli, ["build", str(tmp_path), "--now", "2026-06-01", "--format", "json"])
    assert json.loads(as_json.output)
    assert "roe" not in as_json.output.lower()


REDACT = "{surface: Jane Roe, replace: X}"


def redacted(folder: Path, body: str = TEXT, **fields: str) -> tuple[Newsroom, list[Problem]]:
    site = Newsroom(folder, {"content/a.md": article(fields.pop("title", "A day"), body, redact=REDACT, **fields)})
    return site, site.problems()


def test_a_redacted_name_is_replaced_in_every_text_of_the_article(tmp_path: Path) -> None:
    site, problems = redacted(
        tmp_path,
        "First Jane Roe spoke. JANE ROE, Jane\nRoe’s and Jane&nbsp;Roe.\n\n## Jane Roe\n\n![Jane Roe](x.jpg)\n",
        title="Jane Roe wins",
        summary="Of Jane Roe",
        people="[Jane Roe]",
        byline="Jane Roe",
        extra="{a: [Jane Roe]}",
        photo="{src: x.jpg, caption: Jane Roe, alt: Jane Roe, credit: Jane Roe}",
    )
    assert [one.code for one in problems] == ["SG032", "SG032"]
    (tmp_path / "content/x.jpg").write_bytes(b"x")
    site.problems()
    assert trace(site) == []
    assert "First X spoke." in site.page("/2026/01/02/a/")


def test_who_is_redacted_is_none_of_the_people_and_no_tag(tmp_path: Path) -> None:
    people = "[Jane Roe, jane-roe, {name: Jane Roe, role: victim}, Al Dent]"
    site, problems = redacted(tmp_path, "Jane Roe spoke.", people=people, tags="[Jane Roe, fair]")
    assert problems == []
    assert trace(site) == []
    assert [path.name for path in (site.output / "people").iterdir() if path.is_dir()] == ["al-dent"]
    assert [path.name for path in (site.output / "tags").iterdir() if path.is_dir()] == ["fair"]
    site.write({"content/a.md": article("A day", redact=REDACT, people="Jane Roe")})
    site.build()
    assert not [path for path in (site.output / "people").iterdir() if path.is_dir()]


@pytest.mark.parametrize("key", ["persons", "about"])
def test_a_redaction_knows_the_fields_that_keys_of_the_site_mean(tmp_path: Path, key: str) -> None:
    site = Newsroom(tmp_path, {"content/a.md": article(redact=REDACT, **{key: "[Jane Roe, Al Dent]"})})
    site.write({"site.yaml": (tmp_path / "site.yaml").read_text() + f"fields: {{article: {{{key}: people}}}}\n"})
    site.build()
    assert [path.name for path in (site.output / "people").iterdir() if path.is_dir()] == ["al-dent"]


@pytest.mark.parametrize("engine", ["commonmark", "python-markdown"])
@pytest.mark.parametrize("words", ["[name withheld]", "*x* _y_ `z`", "<b>x</b>", "# a & b", "a\\\\b", "- \\1 \\g<0>"])
def test_what_stands_in_the_place_of_a_name_is_read_as_it_is_written(tmp_path: Path, words: str, engine: str) -> None:
    redact = f"{{surface: Jane Roe, replace: '{words}'}}"
    body = "Jane Roe (34) spoke.\n\nJane Roe\n\n[Jane Roe](https://x.example/)\n"
    site = Newsroom(tmp_path, {"content/a.md": article("To Jane Roe", body, redact=redact)})
    site.write({"site.yaml": (tmp_path / "site.yaml").read_text() + f"markdown: {{engine: {engine}}}\n"})
    assert site.problems() == []
    page = site.page("/2026/01/02/a/")
    assert f"<p>{escape(words, quote=False)} (34) spoke.</p>" in page
    assert f"<p>{escape(words, quote=False)}</p>" in page
    assert f'<a href="https://x.example/">{escape(words, quote=False)}</a>' in page
    assert f"To {escape(words, quote=False)}</h1>" in page


@pytest.mark.parametrize(
    ("words", "body", "html"),
    [
        ("1. Mai", "Jane Roe", "<p>1. Mai</p>"),
        (": x", "One\nJane Roe", "<p>One\n: x</p>"),
        ("a man!", "Jane Roe[link](https://y.example/)", '<p>a man!<a href="https://y.example/">link</a></p>'),
        ("a 'b' c", '[x](https://y.example/ "Of Jane Roe.")', "title=\"Of a 'b' c.\""),
    ],
)
@pytest.mark.parametrize("engine", ["commonmark", "python-markdown"])
def test_what_stands_in_the_place_of_a_name_is_no_mark(
    tmp_path: Path, words: str, body: str, html: str, engine: str
) -> None:
    redact = "{surface: Jane Roe, replace: " + json.dumps(words) + "}"
    site = Newsroom(tmp_path, {"content/a.md": article("A day", body, redact=redact)})
    site.write({"site.yaml": f"{SITE_YAML}markdown: {{engine: {engine}}}\n"})
    assert site.problems() == []
    assert html in site.page("/2026/01/02/a/").replace("’", "'").replace("‘", "'")


@pytest.mark.parametrize(
    ("surface", "text", "left"),
    [
        ("张伟", "记者张伟说", "记者X说"),
        ("김철수", "김철수는 말했다", "X는 말했다"),
        ("Jane Roe", "_Jane Roe_", "<em>X</em>"),
        ("Jane Roe", "Ja\u00adne\u200b Roe", "X"),
        ("Jane Roe", "Ja&shy;ne Roe", "X"),
        ("Jane Roe", "about jane\n\nRoe v. Wade", "<p>about jane</p>\n<p>Roe v. Wade</p>"),
        ("Jane Roe", "Jane\nRoe", "X"),
        ("Roe", "Roestown, Monroe, Roe2", "Roestown, Monroe, Roe2"),
    ],
)
def test_what_counts_as_a_name_that_is_redacted(tmp_path: Path, surface: str, text: str, left: str) -> None:
    redact = f"{{surface: {surface}, replace: X}}"
    site = Newsroom(tmp_path, {"content/a.md": article("A day", text, redact=redact)})
    assert site.problems() == []
    assert left in site.page("/2026/01/02/a/")


def test_of_two_redacted_names_the_longer_goes_first(tmp_path: Path) -> None:
    redact = "[{surface: Jane, replace: a girl}, {surface: Jane Roe, replace: a resident}]"
    site = Newsroom(tmp_path, {"content/a.md": article("Jane Roe and Jane", redact=redact)})
    site.build()
    assert "a resident and a girl</h1>" in site.page("/2026/01/02/a/")


def test_a_record_of_a_redacted_name_is_an_error_unless_nothing_of_it_is_published(tmp_path: Path) -> None:
    site = Newsroom(tmp_path, {"content/a.md": article("A day", "Then Jane Roe came.")})
    site.write({"site.yaml": f"{SITE_YAML}redact: {REDACT}\n", "content/people/x.md": record(page="always")})
    assert [(one.code, one.file, one.hint) for one in site.problems()] == [
        ("SG045", "content/people/x.md", "Delete the record.")
    ]
    site.write({"content/people/x.md": record(privacy="suppressed")})
    assert site.problems() == []
    assert trace(site) == []


@pytest.mark.parametrize(
    "source",
    [
        article("A day", "## A rose garden\n\n[Growers](https://x.example/rose-garden)"),
        article("A day", '[x](https://y.example/ "a rose by the road") <abbr title="rose">R</abbr>'),
    ],
)
def test_a_word_that_is_no_name_is_not_told_as_one_that_is_left(tmp_path: Path, source: str) -> None:
    settings = f"{SITE_YAML}redact: [{{surface: Rose, replace: a girl}}, {{surface: May, replace: a girl}}]\n"
    assert Newsroom(tmp_path, {"site.yaml": settings, "content/2026/may/a.md": source}).problems() == []


def test_a_name_of_several_words_is_redacted_in_small_letters_and_a_single_word_is_not(tmp_path: Path) -> None:
    redact = "[{surface: Jane Roe, replace: X}, {surface: Rose, replace: Y}]"
    site = Newsroom(
        tmp_path, {"content/a.md": article("A day", "By jane roe, Jane ROE: Rose, ROSE, rose.", redact=redact)}
    )
    assert site.problems() == []
    assert "<p>By X, X: Y, Y, rose.</p>" in site.page("/2026/01/02/a/")


def test_a_redaction_of_the_site_holds_for_all_files(tmp_path: Path) -> None:
    site = newsroom(tmp_path)
    (tmp_path / "content/people/jane-roe.md").unlink()
    site.write({"content/pages/about.md": "---\ntitle: About Jane Roe\n---\n\nJane Roe\n"})
    settings = (tmp_path / "site.yaml").read_text()
    site.write(
        {"site.yaml": f"{settings}redact:\n  - {{surface: Jane Roe, replace: X}}\n  - {{surface: Roe, replace: X}}\n"}
    )
    site.build()
    assert trace(site) == []


@pytest.mark.parametrize(
    "source",
    [
        article("A day", "**Jane** Roe", redact=REDACT),
        article("A day", "[her](https://x.example/wiki/Jane_Roe)", redact=REDACT),
        article("A day", "[her](https://x.example/?q=Jane%20Roe&x=1)", redact=REDACT),
        article("A day", "<https://x.example/jane-roe>", redact=REDACT),
        article("A day", sources="[{name: X, url: 'https://x.example/jane-roe-trial'}]", redact=REDACT),
        article("A day", "Jane<br>Roe", redact=REDACT),
        article("A day", "[Jane](a.md) Roe", redact=REDACT),
        article("Bob wins", redact="[{surface: Jane Roe, replace: X}, {surface: Bob, replace: one of Jane Roe}]"),
        article("A day", "![x](img/jane-roe.jpg)", redact=REDACT),
        article("A day", slug="jane-roe-wins", redact=REDACT),
        article("A day", aliases="[/old/jane-roe/]", redact=REDACT),
    ],
    ids="marks wiki query bare_address source break half_a_link words picture slug alias".split(),
)
def test_what_replacing_cannot_reach_is_an_error(tmp_path: Path, source: str) -> None:
    site = Newsroom(tmp_path, {"content/a.md": source, "content/img/jane-roe.jpg": b"x"})
    assert "SG045" in [one.code for one in site.problems()]


def test_what_is_left_is_told_at_its_line(tmp_path: Path) -> None:
    body = "One.\n\nTwo *Jane* Roe.\n\n![x](img/jane-roe.jpg) [x](https://x.example/jane-roe)"
    site = Newsroom(tmp_path, {"content/a.md": article("A day", body, redact=REDACT), "content/img/jane-roe.jpg": b"x"})
    assert [(one.code, one.line) for one in site.problems() if one.code == "SG045"] == [("SG045", 9), ("SG045", 11)]


def test_a_redaction_needs_both_halves_and_ends(tmp_path: Path) -> None:
    for wrong in ("{surface: Jane Roe}", "{replace: X}", "{surface: X, replace: X}", "Jane Roe"):
        site = Newsroom(tmp_path, {"content/a.md": article(redact=wrong)})
        assert {one.code for one in site.problems()} <= {"SG013", "SG014"}
        assert site.problems()


@pytest.mark.parametrize(
    "line", ["[x](https://x.example/jane-roe)", "[Jane](https://y.example/) Roe", "Jane&#32;Roe", "J&#97;ne Roe"]
)
def test_what_is_left_is_told_at_its_line_however_it_is_written(tmp_path: Path, line: str) -> None:
    site = Newsroom(tmp_path, {"content/a.md": article("A day", f"One.\n\nTwo.\n\n{line}", redact=REDACT)})
    assert [(one.code, one.line) for one in site.problems()] == [("SG045", 11)]
