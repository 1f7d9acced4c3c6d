"""What an edit costs: the files that a build writes and deletes after it, on an archive of 2,000 articles."""

from collections.abc import Callable
from pathlib import Path

import pytest
from archive import archive, story
from newsroom import Newsroom, article

from sitegen.build.report import Report

COUNT = 2_000
LISTINGS = 7  # two tags, two people, an author, a section, a month
REMOVAL_SHIFTS = 51  # numbered pages that the removal of an old article moves: a cost that is known and rare


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A built archive; each test edits it and puts it back."""
    site = Newsroom(tmp_path_factory.mktemp("archive") / "site", dict(archive(COUNT)))
    site.build()
    return site


def after(site: Newsroom, edit: Callable[[], None]) -> Report:
    """Build after an edit, take it back, and build again."""
    before = {path: path.read_bytes() for path in sources(site)}
    edit()
    report = site.build()
    for path in set(sources(site)) - before.keys():
        path.unlink()
    for path, content in before.items():
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
    site.build()
    return report


def sources(site: Newsroom) -> list[Path]:
    return [site.folder / "site.yaml", *(path for path in (site.folder / "content").rglob("*") if path.is_file())]


def test_nothing_changed_writes_nothing_and_moves_no_time(large: Newsroom) -> None:
    times = {path: path.stat().st_mtime_ns for path in large.output.rglob("*")}
    report = large.build()
    assert (report.written, report.deleted) == ((), ())
    assert {path: path.stat().st_mtime_ns for path in large.output.rglob("*")} == times


def test_a_body_writes_its_page(large: Newsroom) -> None:
    path, source = story(900, body="Another text.")
    report = after(large, lambda: large.write({path: source}))
    assert report.written == ("2016/08/16/story-900/index.html",)


def test_a_new_body_among_the_newest_writes_its_page_and_the_feed(large: Newsroom) -> None:
    path, source = story(COUNT - 1, body="Another text.")
    report = after(large, lambda: large.write({path: source}))
    assert report.written == ("2017/05/17/story-1999/index.html", "feed.xml")


def test_a_title_writes_the_pages_that_show_it_and_no_other(large: Newsroom) -> None:
    title = b"Story 900 of the archive"
    showing = {
        path.relative_to(large.output).as_posix()
        for path in large.output.rglob("*.*")
        if path.is_file() and title in path.read_bytes()
    }
    path, source = story(900, title="Another headline")
    report = after(large, lambda: large.write({path: source}))
    assert set(report.written) == showing
    assert len(showing) < 30


def test_a_new_article_writes_a_few_files_of_each_of_its_listings(large: Newsroom) -> None:
    path, source = story(COUNT)
    report = after(large, lambda: large.write({path: source}))
    assert len(report.written) <= 2 * LISTINGS + 12
    assert report.deleted == ()
    assert not [
        path for path in report.written if "/story-" in path and "story-2000" not in path and "story-1999" not in path
    ]


def test_the_removal_of_an_old_article_shifts_the_pages_of_its_listings_only(large: Newsroom) -> None:
    path, _ = story(60)
    report = after(large, (large.folder / path).unlink)
    assert report.deleted == ("2016/01/19/story-60/index.html", "authors/author-0/page/4/index.html")
    assert len([path for path in report.written if "/page/" in path]) == REMOVAL_SHIFTS


def test_an_unpublished_draft_writes_nothing(large: Newsroom) -> None:
    report = after(large, lambda: large.write({"content/draft.md": article("A draft", draft="true")}))
    assert (report.written, report.deleted) == ((), ())


def test_navigation_writes_every_page(large: Newsroom) -> None:
    settings = (large.folder / "site.yaml").read_text()
    report = after(large, lambda: large.write({"site.yaml": settings + "navigation: [{title: Front, url: /}]\n"}))
    pages = [path for path in large.rows() if path.endswith(".html")]
    assert len([path for path in report.written if path.endswith(".html")]) == len(pages)


def test_the_frame_of_every_page_stays_when_an_article_is_published(large: Newsroom) -> None:
    path, source = story(COUNT)
    report = after(large, lambda: large.write({path: source}))
    assert "about/index.html" not in report.written
    assert "404.html" not in report.written
    assert report.kept > 0.97 * (report.kept + len(report.written))
