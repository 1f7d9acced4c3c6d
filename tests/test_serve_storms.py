"""`sitegen serve` while much happens at once: it settles within seconds, is right then, and its memory stays flat."""

import shutil
import time

import psutil
import pytest
from conftest import Make
from newsroom import Newsroom, article, tree
from serving import Serving, served, wait_for, without_script


def many(count: int, words: str = "Text.") -> dict[str, str | bytes]:
    return {
        f"content/{number % 10}/story-{number}.md": article(f"Story {number}", words, tags=f"[tag {number % 7}]")
        for number in range(count)
    }


def assert_right(server: Serving, site: Newsroom, step: int = 1) -> None:
    """Compare what is served with a clean build."""
    shutil.rmtree(site.output, ignore_errors=True)
    site.build()
    for file in sorted(tree(site.output))[::step]:
        address = "/" + (file.removesuffix("index.html") if file.endswith("index.html") else file)
        assert without_script(server.ask(address)[2]) == (site.output / file).read_bytes(), file


def memory(server: Serving) -> float:
    return float(psutil.Process(server.process.pid).memory_info().rss) / 1_000_000


def test_a_thousand_saves_end_in_the_last_one(newsroom: Make) -> None:
    site = newsroom(many(30))
    with served(site) as server:
        for number in range(1000):
            site.write({f"content/{number % 10}/story-{number % 30}.md": article(f"Title {number}", f"Save {number}.")})
        assert "<h1>Title 999</h1>" in server.page("/2026/01/02/story-9/")
        assert_right(server, site)


def test_a_change_of_many_files_at_once_settles(newsroom: Make) -> None:
    site = newsroom(many(400))
    with served(site) as server, server.events("/tags/tag-3/") as events:
        before = events.next()
        site.write(many(400, "Another branch."))
        wait_for(lambda: "and 399 more" in server.said() or "more: " in server.said())
        assert_right(server, site, 10)
        assert server.ask("/tags/tag-3/")[0] == 200
        assert before["instance"] == events.next()["instance"]


def test_a_folder_that_is_renamed_moves_its_pages(newsroom: Make) -> None:
    site = newsroom({**many(40), "content/4/beside.txt": "file\n"})
    with served(site) as server:
        (site.folder / "content/4").rename(site.folder / "content/forty")
        assert_right(server, site)
        site.write({"content/forty/story-4.md": article("Still watched")})
        assert "Still watched" in server.page("/2026/01/02/story-4/")
        shutil.rmtree(site.folder / "content/forty")
        assert server.ask("/2026/01/02/story-4/")[0] == 404


def test_a_folder_that_is_moved_away_and_back_is_followed_as_before_without_a_word(newsroom: Make) -> None:
    site = newsroom(many(20))
    with served(site) as server:
        folder, away = site.folder / "content/1", site.folder.with_name("away")
        for turn in range(2):
            folder.rename(away)
            wait_for(lambda: server.ask("/2026/01/02/story-1/")[0] == 404)
            time.sleep(0.2)
            away.rename(folder)
            wait_for(lambda: server.ask("/2026/01/02/story-1/")[0] == 200)
            time.sleep(0.2)
            lines = server.said().count("\n")
            site.write({"content/1/story-1.md": article(f"Turn {turn}")})
            wait_for(lambda: server.said().count("\n") > lines)  # noqa: B023
        assert "Warning" not in server.said()


def test_what_editors_leave_behind_changes_nothing(newsroom: Make) -> None:
    site = newsroom(many(3))
    with served(site) as server:
        server.ask("/")
        said = server.said()
        leavings = (".a.md.swp", "a.md~", "4913", ".#a.md", "#a.md#", "a.md.tmp", ".DS_Store")
        site.write({f"content/{name}": "---\nnothing" for name in leavings} | {"output/x.html": "x", "notes.txt": "x"})
        time.sleep(0.5)
        server.ask("/")
        assert server.said() == said


def test_an_editor_that_writes_beside_and_renames_is_understood(newsroom: Make) -> None:
    site = newsroom(many(3))
    with served(site) as server:
        for number in range(20):
            site.write({"content/0/.story-0.md.new": article(f"Renamed into place {number}")})
            (site.folder / "content/0/.story-0.md.new").rename(site.folder / "content/0/story-0.md")
            assert f"Renamed into place {number}" in server.page("/2026/01/02/story-0/")
        assert "error" not in server.said()


@pytest.mark.deep
def test_a_checkout_of_five_thousand_files_settles_within_seconds(newsroom: Make) -> None:
    site = newsroom(many(5_000))
    with served(site) as server:
        server.ask("/")
        site.write(many(5_000, "Another branch."))
        begun = time.monotonic()
        wait_for(lambda: "Another branch." in server.page("/2026/01/02/story-4999/"), 60)
        assert time.monotonic() - begun < 30
        assert_right(server, site, 100)


@pytest.mark.deep
def test_memory_stays_flat_over_thousands_of_changes(newsroom: Make) -> None:
    site = newsroom({**many(200)})
    with served(site) as server:

        def change(start: int, count: int) -> None:
            for number in range(start, start + count):
                site.write({f"content/{number % 10}/story-{number % 200}.md": article(f"Title {number}")})
                if number % 10 == 0:
                    site.write({"layouts/404.html": f"{{{{ site.title }}}} {number}"})
                server.ask("/")

        change(0, 500)
        time.sleep(3)
        before = memory(server)
        change(500, 2_500)
        time.sleep(3)
        assert memory(server) < 1.2 * before + 10
