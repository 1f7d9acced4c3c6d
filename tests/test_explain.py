"""Pages explained, and the pages that a change would rewrite."""

import json
import os
import re
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from newsroom import NOW, Newsroom, article, picture

from sitegen.build.affected import Affected, Change, affected
from sitegen.build.begin import build
from sitegen.build.explain import Explanation, Plain, explain
from sitegen.build.look import NoSuchThingError
from sitegen.build.make import Made, Material, make
from sitegen.build.options import Options
from sitegen.build.task import Work
from sitegen.build.theme import theme_folder
from sitegen.cli import cli
from sitegen.commands.progress import Silent
from sitegen.errors import RULES, SiteError

SITE = "title: The Test Gazette\nurl: https://gazette.example/\ntimezone: America/Chicago\nlanguage: en\n"
TAGS = {"ash": "[a]", "birch": "[a, b]", "cedar": "[b]", "dogwood": "[]"}
THEME = theme_folder()
BASE = '{% extends "default/base.html" %}{% block main %}mine{% endblock %}'


@pytest.fixture
def site(tmp_path: Path) -> Newsroom:
    """Four articles that name one another in their lists, a person's record, a layout, an asset, a picture."""
    files: dict[str, str | bytes] = {
        f"content/{name}.md": article(name.title(), date=f"2026-01-0{day}", tags=tags, people="[Jane Roe]")
        for day, (name, tags) in enumerate(TAGS.items(), 1)
    }
    files["content/dot.png"] = picture()
    files["content/elm.md"] = article("Elm", "![A dot](dot.png)", "2026-01-05", layout="plain.html")
    files["content/later.md"] = article("Later", date="2026-12-24")
    files["content/people/jane.md"] = "---\nname: Jane Roe\n---\n\nA life.\n"
    files["layouts/plain.html"] = BASE
    files["layouts/locale/en.po"] = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    files["assets/extra.css"] = "p { color: red }\n"
    made = Newsroom(tmp_path / "site", files | {"site.yaml": SITE})
    made.build()
    return made


def page(site: Newsroom, asked: str) -> Explanation:
    [found] = explain(site.folder, Options(now=NOW), Silent(), asked)
    assert isinstance(found, Explanation)
    return found


def told(site: Newsroom, asked: str) -> str:
    [found] = explain(site.folder, Options(now=NOW), Silent(), asked)
    assert isinstance(found, Plain)
    return found.told


def change(site: Newsroom, file: str, field: str = "", value: str | None = None, *, removed: bool = False) -> Affected:
    return affected(site.folder, Options(now=NOW), Silent(), Change(file, field, value, removed))


def run(site: Newsroom, *arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "--site", str(site.folder), "--now", NOW])


@pytest.mark.parametrize(
    "asked",
    [
        "/2026/01/02/birch/",
        "/2026/01/02/birch",
        "/2026/01/02/birch/index.html",
        "/2026/01/02/birch/#b",
        "/2026/01/02/birch?a=b",
        "https://gazette.example/2026/01/02/birch/?a#b",
        "http://Gazette.example/2026/01/02/birch",
        "http://127.0.0.1:8000/2026/01/02/birch/",
        "http://localhost:8000/2026/01/02/birch/?a",
        f"/2026/01/02/birch/?click={'x' * 300}",
        "content/birch.md",
        "output/2026/01/02/birch/index.html",
        "output/2026/01/02/birch/",
        "output/2026/01/02/birch",
    ],
)
def test_a_page_is_found_by_its_url_its_source_and_its_file(site: Newsroom, asked: str) -> None:
    found = page(site, asked)
    assert (found.path, found.source) == ("/2026/01/02/birch/", "content/birch.md")
    assert found.layouts[:1] == ("default/article.html",)
    assert "default/base.html" in found.layouts
    assert found.view["article"]["title"] == "Birch"
    assert found.fingerprint == site.rows()["2026/01/02/birch/index.html"].fingerprint


def test_a_persons_record_stands_for_the_front_of_each_page_made_from_it(site: Newsroom) -> None:
    found = explain(site.folder, Options(now=NOW), Silent(), "content/people/jane.md")
    assert [one.path for one in found if isinstance(one, Explanation)] == ["/people/jane-roe/"]


@pytest.mark.parametrize(
    ("edit", "asked", "because"),
    [
        ({"content/birch.md": article("Birch", "Other words.", "2026-01-02", tags="[a, b]", people="[Jane Roe]")},
         "/2026/01/02/birch/", ["article.body"]),
        ({"content/birch.md": article("Bark", date="2026-01-02", tags="[a, b]", people="[Jane Roe]")},
         "/tags/a/", ["listing.cards"]),
        ({"content/birch.md": article("Bark", date="2026-01-02", tags="[a, b]", people="[Jane Roe]")},
         "/2026/01/01/ash/", ["article.newer"]),
        ({"layouts/plain.html": BASE.replace("mine", "ours")}, "/2026/01/05/elm/", ["layouts/plain.html"]),
        ({"layouts/article.html": BASE}, "/2026/01/01/ash/", ["layouts/article.html"]),
        ({"site.yaml": "title: Another\nurl: https://gazette.example/\ntimezone: America/Chicago\n"}, "/404.html",
         ["site.title"]),
    ],
)  # fmt: skip
def test_it_is_told_why_a_page_would_be_made_again_and_afterwards_why_it_was(
    site: Newsroom, edit: dict[str, str], asked: str, because: list[str]
) -> None:
    assert page(site, asked).because == ("it is new",)
    assert page(site, asked).pending == ()
    site.write(edit)
    pending = page(site, asked).pending
    assert set(because) <= set(pending)
    site.build()
    found = page(site, asked)
    assert (found.because, found.pending) == (pending, ())


def test_a_page_that_no_change_touches_keeps_the_reason_it_had(site: Newsroom) -> None:
    before = page(site, "/2026/01/04/dogwood/")
    site.write({"content/ash.md": article("Ash", "Other words.", "2026-01-01", tags="[a]", people="[Jane Roe]")})
    site.build()
    assert page(site, "/2026/01/04/dogwood/") == before


def test_a_page_whose_bytes_stay_keeps_the_reason_for_which_it_was_written(site: Newsroom) -> None:
    site.write({"layouts/article.html": '{% extends "default/article.html" %}'})
    assert page(site, "/2026/01/01/ash/").pending == ("layouts/article.html",)
    site.build()
    found = page(site, "/2026/01/01/ash/")
    assert (found.because, found.pending) == (("it is new",), ())


def test_a_page_whose_file_was_altered_is_told_to_be_so(site: Newsroom) -> None:
    (site.output / "tags/a/index.html").write_text("altered")
    assert page(site, "/tags/a/").pending == ("its file was not as sitegen had written it",)
    site.build()
    assert page(site, "/tags/a/").because == ("its file was not as sitegen had written it",)


def test_what_the_cache_does_not_know_is_told_as_not_known(site: Newsroom) -> None:
    with sqlite3.connect(site.folder / ".sitegen/cache-3.sqlite") as database:
        database.execute("UPDATE traces SET trace = 'spoiled'")
    assert page(site, "/tags/a/").because == ()
    site.write({"layouts/tag.html": '{% extends "default/tag.html" %}{# ours #}'})
    assert page(site, "/tags/a/").pending == ("what it was made from before is not known",)


def test_a_page_of_a_site_below_a_path_is_found_by_both_of_its_addresses(site: Newsroom) -> None:
    edited(site, "site.yaml", "https://gazette.example/", "https://gazette.example/news/")
    for url in (
        "https://gazette.example/news/tags/a/",
        "http://127.0.0.1:8000/news/tags/a/",
        "/news/tags/a/",
        "/tags/a/",
    ):
        assert page(site, url).path == "/tags/a/"
    assert page(site, "https://gazette.example/news").path == "/"
    with pytest.raises(NoSuchThingError):
        page(site, "https://gazette.example/tags/a/")


def test_the_front_page_is_found_whatever_stands_behind_its_address(site: Newsroom) -> None:
    for asked in (
        "/?a=b",
        "/#top",
        "https://gazette.example",
        "https://gazette.example?a",
        "https://gazette.example#a",
    ):
        assert page(site, asked).path == "/"


def test_a_file_of_the_output_is_meant_as_it_is_named_and_a_url_as_it_is_read(site: Newsroom) -> None:
    body = "![One](<a b.png>) ![Another](a%20b.png)"
    site.write({"content/a%20b.png": picture(), "content/a b.png": picture(), "content/ash.md": article(body=body)})
    site.build()
    for asked in ("output/media/a%20b.png", "/media/a%2520b.png", "content/a%20b.png"):
        assert told(site, asked) == "It is published as it is, at /media/a%2520b.png."
    for asked in ("output/media/a b.png", "/media/a%20b.png", "content/a b.png"):
        assert told(site, asked) == "It is published as it is, at /media/a%20b.png."


def test_a_file_of_the_output_that_no_page_is_made_for_is_told_to_be_deleted(site: Newsroom) -> None:
    (site.folder / "content/dogwood.md").unlink()
    assert "the next build deletes it" in told(site, "output/2026/01/04/dogwood/index.html")


def test_a_site_is_made_once_however_much_is_asked_of_it(site: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Made] = []

    def counted(work: Work, material: Material) -> Made:
        made.append(make(work, material))
        return made[-1]

    monkeypatch.setattr("sitegen.build.explain.make", counted)
    lines = run(site, "explain", "/tags/a/", "content/ash.md", "/", "/tags/a/").stdout.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == ["/tags/a/", "/2026/01/01/ash/", "/"]
    assert len(made) == 1


def test_a_page_that_stays_as_it_was_written_is_not_said_to_be_written_for_what_nobody_knows(site: Newsroom) -> None:
    file = site.output / "tags/a/index.html"
    os.utime(file, (1_780_000_000, 1_780_000_000))
    site.build()
    with sqlite3.connect(site.folder / ".sitegen/cache-3.sqlite") as database:
        database.execute("DELETE FROM traces")
    for _ in range(2):
        found = page(site, "/tags/a/")
        assert (datetime.fromisoformat(found.written).timestamp(), found.because) == (1_780_000_000, ())
        site.write({"layouts/tag.html": '{% extends "default/tag.html" %}'})  # the same bytes
        site.build()
    assert "why is not known" in run(site, "explain", "/tags/a/").stdout
    site.build(clean=True)
    assert page(site, "/tags/a/").because == ()


def test_what_is_no_page_is_told_of_in_words(site: Newsroom) -> None:
    assert told(site, "content/later.md") == "It is held back: until 2026-12-24."
    assert told(site, "content/dot.png") == "It is published as it is, at /media/dot.png."
    assert told(site, "/media/dot.png") == "It is published as it is, at /media/dot.png."
    assert told(site, "assets/extra.css").startswith("It is published at /assets/extra.")
    assert told(site, "layouts/plain.html") == (
        "Pages made with it: 1 (sitegen affected layouts/plain.html lists them)."
    )
    assert told(site, "default/article.html").startswith("Pages made with it: 4 ")
    assert told(site, "assets/style.css").startswith("It is published at /assets/style.")  # the theme's
    assert told(site, "layouts/locale/en.po").startswith("Pages that can show its words: ")
    assert told(site, "site.yaml").startswith("Every page is made with it ")
    assert told(site, "default/locale/es.po") == 'Its words are not used: the language of the site is "en".'


@pytest.mark.parametrize(
    "asked", ["default/no.html", "/tags/c/", "https://elsewhere.example/", "https://[", "no/such/file", ".sitegen/lock"]
)
def test_what_is_no_part_of_the_site_is_refused(site: Newsroom, asked: str) -> None:
    with pytest.raises(NoSuchThingError):
        explain(site.folder, Options(now=NOW), Silent(), asked)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("content", '"content" is a folder: name a file in it'),
        ("birch.md", 'Did you mean "content/birch.md"?'),
        ("layouts/base.html", "The site has none of its own there; sitegen's is default/base.html."),
        ("output/strange.html", "sitegen did not write output/strange.html"),
        ("tags/a/", 'Did you mean "/tags/a/"?'),
        ("/tags/aa/", 'Did you mean "/tags/a/"?'),
    ],
)
def test_a_refusal_says_what_could_be_meant(site: Newsroom, asked: str, words: str) -> None:
    site.write({"output/strange.html": "not ours"})
    result = run(site, "explain", asked)
    assert (result.exit_code, words in result.stderr) == (2, True)


def test_a_file_of_an_output_folder_outside_of_the_site_stands_for_its_page(site: Newsroom, tmp_path: Path) -> None:
    options = Options(now=NOW, output=tmp_path / "elsewhere")
    build(site.folder, options, Silent())
    [found] = explain(site.folder, options, Silent(), str(tmp_path / "elsewhere/tags/a/index.html"))
    assert isinstance(found, Explanation)
    assert found.path == "/tags/a/"


def test_explaining_changes_no_file_of_the_output(site: Newsroom) -> None:
    site.write({"content/ash.md": article("Ash", "Other words.", "2026-01-01")})
    before = {path: path.stat().st_mtime_ns for path in site.output.rglob("*")}
    page(site, "/2026/01/01/ash/")
    change(site, "content/birch.md", removed=True)
    assert {path: path.stat().st_mtime_ns for path in site.output.rglob("*")} == before


def edited(site: Newsroom, file: str, old: str, new: str) -> None:
    path = site.folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("file", "field", "value", "old", "new"),
    [
        ("content/birch.md", "", None, "Some text.", "Some text.\n\nchanged"),
        ("content/birch.md", "title", None, "title: Birch", "title: Birch changed"),
        ("content/birch.md", "headline", "Bark", "title: Birch", "title: Bark"),
        ("content/birch.md", "date", None, "2026-01-02", "2026-01-03"),
        ("content/birch.md", "tags", None, "[a, b]", "[a]"),
        ("content/birch.md", "kicker", "News", "title: Birch", "title: Birch\nkicker: News"),
        ("content/birch.md", "draft", "true", "title: Birch", "title: Birch\ndraft: true"),
        ("content/people/jane.md", "summary", "A judge", "name: Jane Roe", "name: Jane Roe\nsummary: A judge"),
        ("layouts/plain.html", "", None, "mine", "ours"),
        ("site.yaml", "feed_size", "2", "title:", "feed_size: 2\ntitle:"),
    ],
)  # fmt: skip
def test_a_change_affects_what_a_build_after_it_writes_and_deletes(
    site: Newsroom, file: str, field: str, value: str | None, old: str, new: str
) -> None:
    found = change(site, file, field, value)
    edited(site, file, old, new)
    compare(site, found)


@pytest.mark.parametrize(
    ("field", "value", "old", "new"),
    [
        ("title", None, "The Test Gazette", "The Test Gazette changed"),
        ("timezone", "UTC", "America/Chicago", "UTC"),
    ],
)
def test_a_setting_affects_all_that_a_build_after_it_writes(
    site: Newsroom, field: str, value: str | None, old: str, new: str
) -> None:
    found = change(site, "site.yaml", field, value)
    edited(site, "site.yaml", old, new)
    report = site.build()
    assert {*report.written} <= {output(path) for path in found.rewritten + found.new}
    assert {output(path) for path in found.deleted} == set(report.deleted)


def test_an_edited_asset_gets_another_address_on_every_page_that_names_it(site: Newsroom) -> None:
    site.write({"layouts/plain.html": BASE.replace("mine", '{{ "extra.css"|asset }}')})
    site.build()
    found = change(site, "assets/extra.css")
    assert "/2026/01/05/elm/" in found.rewritten
    assert [path.rpartition(".")[2] for path in (*found.new, *found.deleted)] == ["css", "css"]


@pytest.mark.parametrize("file", ["content/birch.md", "content/people/jane.md", "assets/extra.css"])
def test_a_removal_affects_what_a_build_after_it_writes_and_deletes(site: Newsroom, file: str) -> None:
    found = change(site, file, removed=True)
    (site.folder / file).unlink()
    compare(site, found)


def compare(site: Newsroom, found: Affected) -> None:
    report = site.build()
    assert {*report.written, *report.deleted}
    assert {output(path) for path in found.rewritten + found.new} == set(report.written)
    assert {output(path) for path in found.deleted} == set(report.deleted)
    assert found.kept == report.kept


def output(path: str) -> str:
    return path.lstrip("/") + ("index.html" if path.endswith("/") else "")


def test_another_picture_under_the_same_name_affects_its_copy_only(site: Newsroom) -> None:
    assert change(site, "content/dot.png").rewritten == ("/media/dot.png",)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["content/birch.md", "--field", "date=tomorrow"],
         'content/birch.md: error SG015: supposing content/birch.md with date: tomorrow: "date": '),
        (["site.yaml", "--field", "page_size=none"],
         'site.yaml: error SG001: supposing site.yaml with page_size: none: "page_size": '),
        (["content/birch.md", "--field", "title="],
         'content/birch.md: error SG014: supposing content/birch.md with an empty title: "title" is missing'),
    ],
)  # fmt: skip
def test_a_mistake_that_is_only_supposed_is_told_as_that_and_stands_in_no_line(
    site: Newsroom, arguments: list[str], told: str
) -> None:
    result = run(site, "affected", *arguments)
    assert result.exit_code == (2 if "site.yaml" in arguments else 1)
    first, *others = result.stderr.splitlines()
    assert first.startswith(told)
    assert not [line for line in others if " | " in line or "^" in line]
    [problem] = json.loads(run(site, "affected", *arguments, "--json").stdout)["problems"]
    assert (problem["line"], problem["column"]) == (0, 0)


def test_what_a_change_would_break_elsewhere_is_shown_there(site: Newsroom) -> None:
    result = run(site, "affected", "content/dot.png", "--removed")
    assert result.stderr.startswith("content/elm.md:7:")
    assert "error SG032: supposing content/dot.png gone: " in result.stderr
    assert "| ![A dot](dot.png)" in result.stderr
    site.write({"content/ash.md": article("Ash", "[Birch](/2026/01/02/birch/)", "2026-01-01")})
    result = run(site, "affected", "content/birch.md", "--field", "date")
    assert result.exit_code == 1
    assert result.stderr.startswith("content/ash.md:6:")
    assert "error SG030: supposing content/birch.md with another date: " in result.stderr


@pytest.mark.parametrize(
    ("file", "field", "code", "hint"),
    [
        ("content/birch.md", "titel", "SG012", 'Did you mean "title"?'),
        ("site.yaml", "page_sise", "SG002", 'Did you mean "page_size"?'),
    ],
)
def test_a_warning_that_a_build_after_a_change_would_give_is_shown(
    site: Newsroom, file: str, field: str, code: str, hint: str
) -> None:
    site.write({"content/ash.md": article("Ash", date="2026-01-01", phto="x.jpg")})  # warned of already
    result = run(site, "affected", file, "--field", f"{field}=5")
    told = f'{file}: warning {code}: supposing {file} with {field}: 5: unknown key "{field}"'
    assert result.stderr.splitlines() == [told, f"    hint: {hint}"]
    assert "0 rewritten" in result.stdout
    [problem] = json.loads(run(site, "affected", file, "--field", f"{field}=5", "--json").stdout)["problems"]
    assert (problem["code"], problem["severity"], problem["hint"]) == (code, "warning", hint)


def test_a_catalogue_affects_pages_whose_layouts_can_show_words(site: Newsroom) -> None:
    found = change(site, "layouts/locale/en.po")
    assert "keep their files" in found.note
    assert found.note in run(site, "affected", "layouts/locale/en.po").stdout
    words = set(re.findall(r'^msgid "(.+)"$', (THEME / "layouts/locale/es.po").read_text(), re.MULTILINE))
    translated = "".join(f'msgid "{one}"\nmsgstr "!{one}"\n\n' for one in sorted(words))
    edited(site, "layouts/locale/en.po", '\\n"\n', f'\\n"\n\n{translated}')
    written = set(site.build().written)
    assert written
    assert written <= {output(path) for path in found.rewritten}
    assert not {"robots.txt", "sitemap.xml"} & {output(path) for path in found.rewritten}
    assert change(site, "layouts/locale/en.po", removed=True).rewritten == found.rewritten


@pytest.mark.parametrize(("file", "language"), [("default/locale/es.po", "en"), ("default/locale/es.po", "es-MX")])
def test_a_catalogue_of_another_language_affects_nothing(site: Newsroom, file: str, language: str) -> None:
    edited(site, "site.yaml", "language: en", f"language: {language}")
    assert bool(change(site, file).rewritten) == (language == "es-MX")


def test_an_asset_of_the_theme_can_be_asked_about(site: Newsroom) -> None:
    found = change(site, "assets/style.css")
    assert "/" in found.rewritten
    assert [path.rpartition(".")[2] for path in (*found.new, *found.deleted)] == ["css", "css"]
    (site.folder / "assets/extra.css").unlink()
    (site.folder / "assets").rmdir()
    with pytest.raises(SiteError) as error:
        change(site, "assets/style.css", removed=True)
    assert {problem.code for problem in error.value.problems} == {"SG053"}


def test_a_layout_of_the_package_may_be_named_with_the_folder_of_layouts(site: Newsroom) -> None:
    assert change(site, "layouts/default/base.html") == change(site, "default/base.html")


def test_a_field_of_front_matter_that_cannot_be_read_is_no_change_of_it(site: Newsroom) -> None:
    edited(site, "site.yaml", "title:", "levels: {SG010: warning}\ntitle:")
    site.write({"content/birch.md": "no front matter"})
    assert "its front matter cannot be used" in run(site, "affected", "content/birch.md", "--field", "title=x").stderr


def test_a_change_that_would_be_a_mistake_is_told_as_that(site: Newsroom) -> None:
    for file, field, value, code in (
        ("content/birch.md", "date", "tomorrow", "SG015"),
        ("content/birch.md", "slug", "ash!", "SG013"),
        ("site.yaml", "page_size", "none", "SG001"),
    ):
        with pytest.raises(SiteError) as error:
            change(site, file, field, value)
        assert [problem.code for problem in error.value.problems] == [code]
    with pytest.raises(SiteError) as error:
        change(site, "content/dot.png", removed=True)
    assert [problem.code for problem in error.value.problems] == ["SG032"]


def test_another_time_zone_moves_the_moment_that_is_asked_for(site: Newsroom) -> None:
    site.write({"content/ash.md": article("Ash", date="2026-03-04T01:00:00Z")})
    options = Options(now="2026-03-04T03:00")  # in Tokyo, this is before
    change = Change("site.yaml", "timezone", "Asia/Tokyo")
    assert not any("/ash/" in path for path in affected(site.folder, options, Silent(), change).new)


def test_a_change_for_which_a_file_would_be_left_out_affects_what_a_build_without_it_does(site: Newsroom) -> None:
    edited(site, "site.yaml", "title:", "levels: {SG015: warning}\ntitle:")
    site.build()
    found = change(site, "content/birch.md", "date", "tomorrow")
    edited(site, "content/birch.md", "date: 2026-01-02", "date: tomorrow")
    compare(site, found)


def test_what_is_wrong_with_a_site_already_is_not_told_of_a_change(site: Newsroom) -> None:
    edited(site, "site.yaml", "title:", "levels: {SG030: warning}\ntitle:")
    site.write({"content/ash.md": article("Ash", "[Nothing](nothing.md)", "2026-01-01")})
    with pytest.raises(SiteError) as error:
        change(site, "content/dot.png", removed=True)
    assert [problem.code for problem in error.value.problems] == ["SG032"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["content/birch.md", "--field", "kicker"], 'it has no "kicker"'),
        (["content/birch.md", "--field", "titel"], 'Did you mean "title"?'),
        (["content/dot.png", "--field", "title"], "only Markdown files and site.yaml have fields"),
        (["site.yaml"], "say which setting"),
        (["site.yaml", "--removed"], "say which setting"),
        (["content/nothing.md"], "no file that this site is made of"),
        (["plain.html"], 'Did you mean "layouts/plain.html"?'),
        (["output/index.html"], "sitegen explain output/index.html tells what is behind it."),
        (["/tags/a/"], "sitegen explain /tags/a/ tells what is behind it."),
        (["content/brich.md"], 'Did you mean "content/birch.md"?'),
        (["layouts/base.html"], "The site has none of its own there; sitegen's is default/base.html."),
        (["site.yaml", "--field", "url"], "say what it would be: --field url=VALUE. Write https://example.org/"),
        (["site.yaml", "--field", "timezone"], "say what it would be: --field timezone=VALUE. Write an IANA name"),
        (["site.yaml", "--field", "language"], "say what it would be: --field language=VALUE. Write a tag"),
        (["content/elm.md", "--field", "layout"], "say what it would be: --field layout=VALUE."),
        (["content/birch.md", "--field", "title", "--removed"], "do not go together"),
        (["content/birch.md", "--field", "=x"], '"=x" names no field'),
    ],
)
def test_a_change_that_cannot_be_thought_of_is_wrong_usage(site: Newsroom, arguments: list[str], words: str) -> None:
    result = run(site, "affected", *arguments)
    assert result.exit_code == 2
    assert words in result.stderr


def test_affected_prints_what_it_found(site: Newsroom) -> None:
    result = run(site, "affected", "content/dogwood.md")
    assert result.stdout.splitlines() == [
        "content/dogwood.md edited: 2 rewritten, 0 new, 0 deleted, 27 kept",
        "  ~ /2026/01/04/dogwood/",
        "  ~ /feed.xml",
    ]
    found: dict[str, Any] = json.loads(run(site, "affected", "content/dogwood.md", "--json").stdout)
    assert found["rewritten"] == ["/2026/01/04/dogwood/", "/feed.xml"]
    site.write({f"content/more-{number}.md": article(f"More {number}") for number in range(20)})
    many = run(site, "affected", "default/base.html").stdout.splitlines()
    assert len(many) == 22
    assert "more (-v lists all)" in many[-1]
    assert len(run(site, "affected", "default/base.html", "-v").stdout.splitlines()) > len(many)


def test_explain_prints_a_page_in_words_and_as_json(site: Newsroom) -> None:
    result = run(site, "explain", "/tags/a/")
    assert result.stdout.splitlines()[0] == "/tags/a/"
    assert 'source      the tag "a"' in result.stdout
    assert "next build  would keep it" in result.stdout
    [found] = json.loads(run(site, "explain", "/tags/a/", "--json").stdout)
    assert found["view"]["listing"]["title"] == "a"
    assert found["because"] == ["it is new"]


def test_a_page_that_was_never_written_is_told_to_be_new(site: Newsroom) -> None:
    site.write({"content/oak.md": article("Oak", date="2026-01-06")})
    lines = run(site, "explain", "content/oak.md").stdout.splitlines()
    assert [line.split(maxsplit=1)[1] for line in lines if "written" in line] == ["not yet"]
    assert lines[-1].endswith("would make it: it is new")


def test_explain_prints_one_document_of_json(site: Newsroom) -> None:
    code, front = json.loads(run(site, "explain", "sg012", "/", "--json").stdout)
    assert (code["code"], code["rule"], code["severity"]) == ("SG012", "unknown field", "warning")
    assert code["text"].startswith("## SG012: unknown field (warning)\n")
    assert front["path"] == "/"
    assert [one["code"] for one in json.loads(run(site, "explain", "--json").stdout)] == list(RULES)
    site.write({"content/ash.md": "no front matter"})
    [problem] = json.loads(run(site, "explain", "SG012", "/", "--json").stdout)["problems"]
    assert problem["code"] == "SG010"


def test_explain_refuses_what_it_does_not_know_and_tells_the_errors_of_the_site(site: Newsroom) -> None:
    result = run(site, "explain", "/tags/c/")
    assert result.exit_code == 2
    assert 'this site has no page "/tags/c/"' in result.stderr
    site.write({"content/ash.md": "no front matter"})
    result = run(site, "explain", "/tags/a/")
    assert result.exit_code == 1
    assert "SG010" in result.stderr
