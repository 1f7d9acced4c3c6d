"""The output folder: what is ours is kept true, what is not is never touched, and a kill at any moment heals."""

import contextlib
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Make
from newsroom import NOW, SITE_YAML, Newsroom, Silent, article, tree

from sitegen.build import rendering, staging
from sitegen.build.begin import build
from sitegen.build.manifest import Manifest
from sitegen.build.options import Options
from sitegen.build.output import Output
from sitegen.build.staging import Staging
from sitegen.errors import SiteError

SMALL: dict[str, str | bytes] = {
    "content/a.md": article("Alpha", aliases="[/swap.html]"),
    "content/b.md": article("Beta", tags="[x]"),
}
EDITED: dict[str, str | bytes] = {
    "content/a.md": article("Alpha two", aliases="[/swap.html/inner/]"),
    "content/c.md": article("Gamma", tags="[y]"),
}


class Crash(BaseException):
    """The process is gone."""


def dying_at(moment: int, patch: pytest.MonkeyPatch) -> Callable[[], bool]:
    """Let the process die at the given one of its writes, renames, deletions and commits; tell whether it did."""
    passed = 0

    def fatal(real: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            nonlocal passed
            passed += 1
            if passed == moment:
                raise Crash
            return real(*args, **kwargs)

        return wrapped

    for owner, names in (
        (staging, ("_opened",)),
        (Output, ("_place", "_delete")),
        (Manifest, ("put", "drop")),
        (Path, ("rename", "replace", "rmdir", "unlink")),
        (os, ("replace",)),
    ):
        for name in names:
            patch.setattr(owner, name, fatal(getattr(owner, name)))
    patch.setattr(Staging, "remove", lambda _self: None)
    return lambda: passed >= moment


@pytest.mark.parametrize("first", [True, False], ids=["the first build", "a later build"])
def test_a_kill_at_any_moment_is_healed_by_the_next_build(newsroom: Make, *, first: bool) -> None:
    site = newsroom(SMALL)
    expected = settled(site, first=first)
    for moment in range(1, 400):
        reset(site, first=first)
        with pytest.MonkeyPatch.context() as patch:
            died = dying_at(moment, patch)
            with contextlib.suppress(Crash):
                site.build()
        site.build()
        assert tree(site.output) == expected, moment
        assert set(site.rows()) == set(expected), moment
        assert not [path for path in site.folder.iterdir() if path.name.startswith(".output")], moment
        if not died():
            return
    pytest.fail("the build has more moments than this test tries")


def settled(site: Newsroom, *, first: bool) -> dict[str, bytes]:
    reset(site, first=first)
    site.build()
    return tree(site.output)


def reset(site: Newsroom, *, first: bool) -> None:
    """Put the site before the build that is killed: its first, or one after an edit."""
    for name in ("output", ".sitegen", "content"):
        shutil.rmtree(site.folder / name, ignore_errors=True)
    site.write(SMALL)
    if not first:
        site.build()
        (site.folder / "content/b.md").unlink()
        site.write(EDITED)


def test_a_file_of_the_output_may_become_a_folder_and_back(newsroom: Make) -> None:
    site = newsroom(SMALL)
    site.build()
    assert (site.output / "swap.html").is_file()
    site.write(EDITED)
    site.build()
    assert (site.output / "swap.html/inner/index.html").is_file()
    site.write(SMALL)
    site.build()
    assert (site.output / "swap.html").is_file()


def test_what_others_put_into_the_output_stays(newsroom: Make) -> None:
    site = newsroom(SMALL)
    site.build()
    site.write({"output/CNAME": "example.org", "output/2026/01/02/b/notes.txt": "mine"})
    (site.folder / "content/b.md").unlink()
    report = site.build()
    assert "2026/01/02/b/index.html" in report.deleted
    assert (site.output / "CNAME").read_text() == "example.org"
    assert (site.output / "2026/01/02/b/notes.txt").read_text() == "mine"


def test_a_file_of_others_in_our_way_is_an_error_before_anything_is_written(newsroom: Make) -> None:
    site = newsroom(SMALL)
    site.build()
    site.write({"output/2026/01/02/d": "mine", "content/d.md": article("Delta"), "content/a.md": article("Alpha two")})
    before = tree(site.output)
    with pytest.raises(SiteError, match="2026/01/02/d is not ours") as caught:
        site.build()
    assert caught.value.exit_code == 2
    assert tree(site.output) == before


def test_what_stands_in_the_way_of_many_files_is_told_once(newsroom: Make) -> None:
    site = newsroom(SMALL)
    site.build()
    shutil.rmtree(site.output / "2026")
    site.write({"output/2026": "mine"})
    with pytest.raises(SiteError) as caught:
        site.build()
    (problem,) = caught.value.problems
    assert re.fullmatch(r"2026 is not ours and stands where \S+ and \d+ more go", problem.message)


def test_an_empty_folder_where_a_file_of_ours_was_is_replaced(newsroom: Make) -> None:
    site = newsroom(SMALL)
    site.build()
    before = tree(site.output)
    (site.output / "sitemap.xml").unlink()
    (site.output / "sitemap.xml/empty/too").mkdir(parents=True)
    site.build()
    assert tree(site.output) == before


@pytest.mark.parametrize("adopt", [False, True])
def test_a_folder_with_files_of_others_where_ours_goes_is_an_error_before_anything_is_written(
    newsroom: Make, *, adopt: bool
) -> None:
    site = newsroom(SMALL)
    site.build()
    site.write({"content/a.md": article("Alpha two")})
    (site.output / "sitemap.xml").unlink()
    site.write({"output/sitemap.xml/theirs": "mine"})
    before = tree(site.output)
    for _ in range(2):
        with pytest.raises(SiteError, match="theirs is not ours and stands where sitemap"):
            site.build(adopt=adopt)
        assert tree(site.output) == before


@pytest.mark.parametrize("adopt", [False, True])
def test_nothing_is_written_or_deleted_through_a_symbolic_link(newsroom: Make, *, adopt: bool) -> None:
    site = newsroom(SMALL)
    site.build()
    elsewhere = site.folder / "elsewhere"
    (site.output / "2026").rename(elsewhere)
    (site.output / "2026").symlink_to(elsewhere)
    before = tree(elsewhere)
    with pytest.raises(SiteError, match="2026 is not ours"):
        site.build(adopt=adopt)
    for path in (site.folder / "content").iterdir():
        path.unlink()
    site.write({"content/pages/about.md": "---\ntitle: About\n---\n"})
    site.build()
    assert tree(elsewhere) == before


def test_an_output_that_is_a_link_writes_where_it_leads(newsroom: Make) -> None:
    site = newsroom(SMALL)
    site.output.symlink_to(site.folder / "real")
    site.build()
    assert site.output.is_symlink()
    assert "Alpha" in (site.folder / "real/index.html").read_text()
    assert site.build().written == ()


def test_an_output_that_is_a_link_to_itself_or_below_a_file_is_refused(newsroom: Make) -> None:
    site = newsroom(SMALL)
    site.output.symlink_to(site.output)
    for output in (site.output, site.folder / "site.yaml/below"):
        with pytest.raises(SiteError) as caught:
            site.build(output=output)
        assert [problem.code for problem in caught.value.problems] == ["SG003"]
        assert caught.value.exit_code == 2


def test_content_that_is_a_link_is_not_written_into(newsroom: Make) -> None:
    site = newsroom()
    (site.folder / "elsewhere").mkdir()
    (site.folder / "content").symlink_to(site.folder / "elsewhere")
    with pytest.raises(SiteError, match="inside of content/"):
        site.build(output=site.folder / "elsewhere/out")


def test_a_folder_that_is_not_ours_is_taken_over_only_when_asked(newsroom: Make) -> None:
    site = newsroom({**SMALL, "output/index.html": "theirs", "output/other.html": "theirs"})
    with pytest.raises(SiteError, match="no build of this site wrote it"):
        site.build()
    assert site.page("/") == "theirs"
    site.build(adopt=True)
    assert "Alpha" in site.page("/")
    assert (site.output / "other.html").read_text() == "theirs"


@pytest.mark.parametrize("output", [".", "content/out", "layouts", "..", "site.yaml", ".sitegen", ".sitegen/out"])
def test_an_output_that_would_endanger_sources_is_refused(newsroom: Make, output: str) -> None:
    site = newsroom(SMALL)
    with pytest.raises(SiteError) as caught:
        site.build(output=site.folder / output)
    assert [problem.code for problem in caught.value.problems] == ["SG003"]


def test_drafts_go_to_preview_and_never_to_output(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article("Secret", draft="true")})
    site.build(drafts=True)
    assert not site.output.exists()
    assert "Secret" in (site.folder / "preview/2026/01/02/a/index.html").read_text()


def test_an_error_leaves_the_last_good_output(newsroom: Make) -> None:
    site = newsroom(SMALL)
    site.build()
    before = {path: path.stat().st_mtime_ns for path in site.output.rglob("*")}
    site.write({"content/b.md": article("Beta two"), "content/broken.md": "no front matter"})
    with pytest.raises(SiteError):
        site.build()
    assert {path: path.stat().st_mtime_ns for path in site.output.rglob("*")} == before


def test_verify_finds_a_file_that_a_clean_build_would_not_make(newsroom: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    site = newsroom(SMALL)
    site.build(verify=True)
    site.write({"content/b.md": article("Beta two")})
    monkeypatch.setattr(rendering, "fingerprint", lambda *_parts: "the same")
    site.build(clean=True)
    site.write({"content/b.md": article("Beta three")})
    with pytest.raises(SiteError, match="differs from a clean build"):
        site.build(verify=True)


@pytest.mark.parametrize("damage", [b"", b"not a database", b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_damaged_cache_costs_time_and_nothing_else(newsroom: Make, damage: bytes) -> None:
    site = newsroom(SMALL)
    site.build()
    before = tree(site.output)
    (cache,) = (site.folder / ".sitegen").glob("cache*.sqlite")
    for extra in (site.folder / ".sitegen").glob("cache*-*"):
        extra.unlink()
    cache.write_bytes(damage)
    report = site.build()
    assert tree(site.output) == before
    assert report.written == ()


def test_no_name_leads_out_of_the_output_folder(newsroom: Make) -> None:
    for files in (
        {"content/pages/!!!.md": "---\ntitle: P\n---\n"},
        {"content/a.md": article(byline_text='"By [[!!!]]"')},
        {"content/a.md": article(), "site.yaml": SITE_YAML + "permalink: /../../out/{slug}/\n"},
    ):
        site = newsroom(files)
        assert site.problems()[-1].severity == "error"
        shutil.rmtree(site.folder)


def test_a_site_is_the_same_from_any_working_directory(newsroom: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    site = newsroom(SMALL)
    site.build()
    monkeypatch.chdir(site.folder)
    report = build(Path(), Options(now=NOW), Silent())
    assert report.written == ()
