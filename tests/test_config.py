"""The settings of a site: each mistake is told at its place, all in one run, and nothing else comes of it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import Make
from newsroom import article

from sitegen.cli import cli
from sitegen.config import Config, load_config
from sitegen.content.fields import field_names
from sitegen.errors import SiteError

LEAST = "title: T\nurl: https://gazette.example/\n"


def settings(newsroom: Make, written: str) -> Config:
    return load_config(newsroom({"site.yaml": written}).folder, field_names())[0]


def mistakes(newsroom: Make, written: str) -> list[tuple[str, int, int]]:
    with pytest.raises(SiteError) as caught:
        settings(newsroom, written)
    assert caught.value.exit_code == 2
    return [(problem.code, problem.line, problem.column) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "url",
    [
        "http://[x",
        "http://[::1",
        "https://example.org:port/",
        "https://example.org:99999/",
        "https://example.org:0/",
        "https://user:secret@example.org/",
        "https://exa mple.org/",
        "https://example.org/my news/",
        "https://example.org//news/",
        "https://example.org/../news/",
        "https://example.org/./",
        "https://example.org/?",
        "https://example.org/#",
        "https://example.org\\news",
        "https:///news/",
        "https://",
        "https://:80/",
        "//example.org/",
        "ftp://example.org/",
        'https://example.org/"',
        "[https://example.org/]",
        "{a: b}",
    ],
)
def test_an_address_that_no_site_can_have_is_refused(newsroom: Make, url: str) -> None:
    written = url if url.startswith(("[h", "{")) else "'" + url + "'"
    assert mistakes(newsroom, f"title: T\nurl: {written}\n") == [("SG001", 2, 6)]


@pytest.mark.parametrize(
    ("url", "taken"),
    [
        ("https://example.org", "https://example.org/"),
        ("http://localhost:8000/", "http://localhost:8000/"),
        ("http://[::1]:8000", "http://[::1]:8000/"),
        ("https://example.org/news", "https://example.org/news/"),
        ("https://zürich.example/a/b/", "https://zürich.example/a/b/"),
    ],
)
def test_an_address_gets_a_slash_at_its_end(newsroom: Make, url: str, taken: str) -> None:
    assert settings(newsroom, f"title: T\nurl: '{url}'\n").url == taken


@pytest.mark.parametrize(
    "permalink",
    [
        "/{slug}}/",
        "/{{slug}/",
        "/{{slug}}/",
        "/{slug/",
        "/{}/{slug}/",
        "/{slug!r}/",
        "/{slug:>9999999999}/",
        "/../{slug}/",
        "/./{slug}/",
        "/{slug}/..",
        "//{slug}/",
        "/a//{slug}/",
        "/{slug}//",
        "{slug}/",
        "/news/",
        "/{slug}/?",
        "/{slug} x/",
        "/é/{slug}/",
        "/%2e%2e/{slug}/",
        "/" + "a" * 100 + "/{slug}/",
        "/" + "{slug}/" * 5_000,
    ],
)
def test_a_pattern_that_makes_no_address_is_refused(newsroom: Make, permalink: str) -> None:
    assert mistakes(newsroom, f"{LEAST}permalink: '{permalink}'\n") == [("SG001", 3, 12)]


@pytest.mark.parametrize(
    "permalink", ["/{slug}", "/{year}-{month}/{slug}.html", "/~a/{section}/{slug}/", "/..a/{slug}/"]
)
def test_a_pattern_may_be_of_any_shape_that_makes_an_address(newsroom: Make, permalink: str) -> None:
    assert settings(newsroom, f"{LEAST}permalink: '{permalink}'\n").permalink == permalink


@pytest.mark.parametrize("name", ["page_size", "front_size", "feed_size"])
@pytest.mark.parametrize("size", ["0", "-1", "1001", "9" * 30, "9" * 5_000, "1.5", "1e2", "many", "[1]", "٣"])
def test_a_size_without_measure_is_refused(newsroom: Make, name: str, size: str) -> None:
    assert mistakes(newsroom, f"{LEAST}{name}: {size}\n") == [("SG001", 3, len(name) + 3)]


@pytest.mark.parametrize(
    "written",
    [
        "timezone: ../../etc/passwd",
        'timezone: "UTC\\0"',
        "timezone: /etc/localtime",
        "timezone: localtime",
        "timezone: America",
        "timezone: zone.tab",
        f"timezone: {'x' * 300}",
        "timezone: [UTC]",
        "language: xx-yy",
        "language: ../en",
        "language: e",
        f"language: {'en-' * 1_000}en",
        "language: en_US.UTF-8",
        "language: {en: true}",
        "title: [a]",
        "dateline: ap",
        "markdown: [extra]",
        "folders: people",
        "fields: {article: title}",
        "levels: [SG012]",
        "tags: records",
        "sections: {World: 1}",
        "navigation: [/about/]",
        "navigation: {title: About}",
    ],
)
def test_a_setting_of_another_kind_is_refused_at_its_place(newsroom: Make, written: str) -> None:
    found = mistakes(newsroom, (LEAST.replace("title: T\n", "") if written.startswith("title") else LEAST) + written)
    assert [code for code, _, _ in found] == ["SG001"]
    assert found[0][2] > 1


@pytest.mark.parametrize(
    ("written", "columns"),
    [
        ("sections: [World, '?!', world, Wörld, [a]]", [19, 25, 32, 39]),
        ("navigation: [{title: A, url: a}, {title: B}, {url: 'http://[x'}, {url: //x.example}]", [30, 34, 52, 72]),
        ("levels: {SG999: error, SG012: fatal, SG013: ignore, SG013: error}", [10, 31, 53]),
        ("fields: {article: {a: titel, b: tags}, person: {c: byline}, tagg: {}}", [23, 52, 61]),
        ("folders: {people: [a, ../b, /], tags: [c, d/./e]}", [23, 29, 43]),
        ("folders: {people: a, pages: [b, a]}", [10]),
        ("tags: {allowed: record, least: 0, few: 1}", [17, 32, 35]),
        ("dateline: {style: up, source: [a], city: b}", [19, 31, 36]),
        ("markdown: {extensions: [[a], toc, {c: d}], unsafe_html: perhaps}", [25, 35, 57]),
        ("markdown: {extensions: [tolc, os, ../x, '', toc]}", [25, 31, 35, 41]),
        ("sections: [A, '', B, ~]", [15, 22]),
        (
            "ignore: ['[', 'a[!]', '', /etc, 'drafts/', ../a, a//b, '[]]', 'a[0-9][[]', '*.md']",
            [10, 15, 23, 27, 33, 44, 50],
        ),
        ("folders: {people: /etc, tags: [''], pages: 'a/'}", [19, 32]),
        ("folders: {people: ''}", [19]),
        ("navigation: [{title: A, url: /../../x}, {url: /a/./}, {url: /a/..}, {url: /..a/}]", [30, 47, 61]),
    ],
)
def test_every_mistake_in_a_setting_is_told(newsroom: Make, written: str, columns: list[int]) -> None:
    found = mistakes(newsroom, f"{LEAST}{written}\n")
    assert sorted(column for _, _, column in found) == columns


def test_a_field_that_does_not_exist_gets_a_suggestion(newsroom: Make) -> None:
    with pytest.raises(SiteError) as caught:
        settings(newsroom, f"{LEAST}fields: {{article: {{head: titel}}}}\n")
    assert [problem.hint for problem in caught.value.problems] == ['Did you mean "title"?']


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("page_size: 1e3", "Write it in digits."),
        ("levels: {SG012: fatal}", "Write error, warning or ignore."),
        ("fields: {tag: {x: nope}}", "There are name, id, aliases, former_ids, summary, page, extra, see, not."),
        ("markdown: {unsafe_html: perhaps}", "Write true or false."),
        ("markdown: {extensions: [tabels]}", 'Did you mean "tables"?'),
        ("markdown: {extensions: [nope]}", "Install it beside sitegen, or put its folder on PYTHONPATH."),
        ("folders: {people: ''}", "Write its path; or [], for none of its own."),
    ],
)
def test_a_mistake_in_a_setting_has_a_hint(newsroom: Make, written: str, hint: str) -> None:
    with pytest.raises(SiteError) as caught:
        settings(newsroom, f"{LEAST}{written}\n")
    assert [problem.hint for problem in caught.value.problems] == [hint]


@pytest.mark.parametrize("written", ["", "title:\nurl: ''\n", "title: ~\nurl:\n"])
def test_what_must_be_there_is_told_as_missing(newsroom: Make, written: str) -> None:
    with pytest.raises(SiteError) as caught:
        settings(newsroom, written)
    assert [problem.message for problem in caught.value.problems] == ['"title" is missing', '"url" is missing']


@pytest.mark.parametrize(
    ("written", "line"),
    [(b"\xff\xfe" + "title: T".encode("utf-16-le"), 1), (b"title: A\nurl: \xe9", 2), (b"title: a\0b", 1)],
)
def test_settings_that_are_no_text_are_a_problem_with_its_line(newsroom: Make, written: bytes, line: int) -> None:
    site = newsroom({"site.yaml": written, "content/a.md": article()})
    result = CliRunner().invoke(cli, ["build", str(site.folder)])
    assert (result.exit_code, f"site.yaml:{line}:" in result.stderr) == (2, True)


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_settings_that_are_no_file_are_a_problem(newsroom: Make, make: Callable[[Path], None]) -> None:
    site = newsroom()
    (site.folder / "site.yaml").unlink()
    make(site.folder / "site.yaml")
    for command in (["build", str(site.folder)], ["new", "X", "--site", str(site.folder)]):
        result = CliRunner().invoke(cli, command)
        assert result.exit_code == 2
        assert "site.yaml: error SG001: site.yaml is not a regular file\n    hint: " in result.stderr


def test_an_entry_of_the_navigation_that_leads_nowhere_is_told_with_its_place_and_a_hint(newsroom: Make) -> None:
    site = newsroom({"site.yaml": f"{LEAST}navigation:\n  - title: Us\n    url: /us/\n  - url: /arcive/\n"})
    first, second = site.problems()
    assert (first.code, first.line, first.column) == ("SG030", 5, 10)
    assert first.hint == "Write the path of a page, with a slash at its end, or delete the entry."
    assert (second.line, second.column, second.hint) == (6, 10, 'Did you mean "/archive/"?')


def test_a_date_that_the_settings_ignore_is_not_asked_for_under_that_name(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article("A"), "site.yaml": f"{LEAST}fields: {{article: {{date: null}}}}\n"})
    (problem,) = site.problems()
    assert (problem.code, problem.message) == ("SG014", '"date" is missing')
    assert (
        problem.hint
        == "site.yaml says, under `fields`, that `date` is ignored: delete that, or name another key for it."
    )
    site.write({"site.yaml": f"{LEAST}fields: {{article: {{date: null, day: date}}}}\n"})
    (problem,) = site.problems()
    assert problem.hint == "Add `day:` to the front matter."
