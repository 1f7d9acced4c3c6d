"""A site in memory is never stale: after any edits, what it answers is what a clean build makes."""

from pathlib import Path
from unittest.mock import patch

import pytest
from conftest import Make
from edits import Desk, start
from newsroom import NOW, SITE_YAML, Newsroom, Silent, article, picture, tree

from sitegen import urls
from sitegen.build.begin import build
from sitegen.build.jobs import Jobs
from sitegen.build.lock import locked
from sitegen.build.options import Options
from sitegen.errors import SiteError
from sitegen.serve.changes import Changes
from sitegen.serve.live import ChangedError, Live, Mark
from sitegen.serve.lives import Lives, Moment

STEPS = 12


def live_of(site: Newsroom, now: str = NOW) -> Live:
    return Live(site.folder, Options(now=now), Silent())


def served(live: Live, output: str) -> bytes | None:
    """Return what is served for a file of the output."""
    answer = live.answer("/" + output)
    if answer is None:
        return None
    return answer.file.read_bytes() if answer.file else answer.data


def clean(site: Newsroom, now: str, folder: Path) -> dict[str, bytes] | None:
    """Build the same sources with an empty cache into an empty folder; None: they have errors."""
    folder.mkdir()
    for name in ("site.yaml", "content", "layouts", "assets"):
        (folder / name).symlink_to(site.folder / name)
    try:
        build(folder, Options(now=now), Silent())
    except SiteError:
        return None
    return tree(folder / "output")


def drive(folder: Path, seed: int, *, named: bool, steps: int = STEPS) -> None:
    """Edit at random, tell what has changed or let it be found, and compare every file with a clean build's."""
    site = start(folder / "site", "python-markdown")
    desk = Desk(site, seed)
    live = live_of(site, desk.now)
    done = []
    for step in range(steps):
        before, now = desk.sources(), desk.now
        done.append(desk.edit())
        if desk.now != now:
            live = live_of(site, desk.now)
        after = desk.sources()
        changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
        live.refresh([path.relative_to(site.folder).as_posix() for path in changed] if named else ())
        made = clean(site, desk.now, folder / f"clean-{step}")
        if made is None:
            assert any(problem.severity == "error" for problem in live.problems), done
            desk.restore(before)
            live.refresh()
            continue
        wrong = sorted(name for name, data in made.items() if served(live, name) != data)
        assert not wrong, done


@pytest.mark.parametrize("named", [True, False], ids=["told what has changed", "left to find it"])
@pytest.mark.parametrize("seed", range(40, 43))
def test_whatever_is_edited_what_is_served_is_what_a_clean_build_makes(
    seed: int, tmp_path: Path, *, named: bool
) -> None:
    drive(tmp_path, seed, named=named)


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(400, 415))
def test_it_is_so_over_many_edits(seed: int, tmp_path: Path) -> None:
    drive(tmp_path, seed, named=True, steps=30)


FILES: dict[str, str | bytes] = {
    "content/a.md": article("Alpha", "Some text.", tags="[t]", people="[Jane Roe]"),
    "content/b.md": article("Beta", "![A dot](dot.png) and [alpha](a.md).", date="2026-01-03", tags="[t]"),
    "content/later.md": article("Later", date="2026-12-24"),
    "content/dot.png": picture(),
    "content/pages/about.md": "---\ntitle: About\n---\n\nUs.\n",
    "layouts/note.html": '{% extends "default/base.html" %}',
    "assets/extra.css": "p { color: red }\n",
}


@pytest.mark.parametrize(
    ("file", "old", "new", "shown"),
    [
        ("content/a.md", "Some text.", "Other words.", "/2026/01/02/a/"),
        ("content/a.md", "title: Alpha", "title: Another", "/tags/t/"),
        ("content/b.md", "and [alpha]", "or [alpha]", "/2026/01/03/b/"),
        ("content/b.md", "Beta", "Beta: more", "/2026/01/02/a/"),
        ("layouts/note.html", "default/base.html", "default/404.html", ""),
    ],
)
def test_edits_of_texts_headlines_and_layouts_make_nothing_else_anew(
    newsroom: Make, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str, shown: str
) -> None:
    site = newsroom({**FILES, "content/b.md": str(FILES["content/b.md"]).replace("title: Beta", 'title: "Beta"')})
    live = live_of(site)
    monkeypatch.setattr(live, "_renewed", lambda: pytest.fail("all was made anew"))
    before = live.mark(shown) if shown else None
    path = site.folder / file
    path.write_text(path.read_text().replace(old, new, 1))
    live.refresh([file])
    assert live.revision == 2
    assert not shown or live.mark(shown) != before
    site.build()
    assert all(served(live, name) == data for name, data in tree(site.output).items())


def test_a_style_sheet_changes_the_mark_that_knows_of_assets_alone(newsroom: Make) -> None:
    site = newsroom({**FILES, "layouts/404.html": '{% extends "default/404.html" %}{# {{ "extra.css"|asset }} #}'})
    site.write({"layouts/base.html": '<link rel="stylesheet" href="{{ "extra.css"|asset }}">'})
    live = live_of(site)
    before = live.mark("/people/")
    site.write({"assets/extra.css": "p { color: blue }\n"})
    live.refresh()
    after = live.mark("/people/")
    assert before
    assert after
    assert (before.without_assets == after.without_assets, before.whole == after.whole) == (True, False)


def test_a_picture_changes_the_mark_of_the_pages_that_show_it(newsroom: Make) -> None:
    site = newsroom({**FILES, "layouts/page.html": '<img src="/logo.png">', "assets/root/logo.png": picture()})
    live = live_of(site)

    def marks() -> list[Mark | None]:
        shown = ["/2026/01/03/b/", "/about/", "/2026/01/02/a/"]
        assert all(live.answer(path) for path in shown)
        return [live.mark(path) for path in shown]

    before = marks()
    for name, color in (("content/dot.png", "green"), ("assets/root/logo.png", "blue")):
        site.write({name: picture(color=color)})
    live.refresh()
    assert [old == new for old, new in zip(before, marks(), strict=True)] == [False, False, True]


def test_content_that_is_gone_altogether_is_an_error_and_empties_no_newspaper(newsroom: Make) -> None:
    site = newsroom(FILES)
    live = live_of(site)
    good = served(live, "2026/01/02/a/index.html")
    (site.folder / "content").rename(site.folder / "elsewhere")
    live.refresh()
    assert [problem.code for problem in live.problems] == ["SG008"]
    assert served(live, "2026/01/02/a/index.html") == good
    (site.folder / "elsewhere").rename(site.folder / "content")
    live.refresh()
    assert not live.problems


def test_while_there_are_errors_the_last_good_site_stays_and_they_are_told(newsroom: Make) -> None:
    site = newsroom(FILES)
    live = live_of(site)
    before = served(live, "2026/01/02/a/index.html")
    for name, text in (
        ("content/a.md", "no front matter"),
        ("layouts/article.html", "{% if %}"),
        ("site.yaml", "title: [\n"),
    ):
        good = (site.folder / name).read_text() if (site.folder / name).exists() else None
        site.write({name: text})
        live.refresh([name])
        assert any(problem.severity == "error" for problem in live.problems)
        assert served(live, "2026/01/02/a/index.html") == before
        (site.folder / name).unlink()
        if good:
            site.write({name: good})
        live.refresh([name])
        assert not live.problems


def test_a_layout_that_fails_on_one_page_leaves_its_last_good_bytes_and_is_told(newsroom: Make) -> None:
    site = newsroom(FILES)
    live = live_of(site)
    good = served(live, "2026/01/02/a/index.html")
    site.write({"layouts/article.html": "{{ 1 // (article.tags|length - 1) }}"})
    live.refresh(["layouts/article.html"])
    assert served(live, "2026/01/02/a/index.html") == good
    assert [problem.code for problem in live.problems] == ["SG052"]
    (site.folder / "layouts/article.html").unlink()
    live.refresh(["layouts/article.html"])
    assert not live.problems


def test_a_site_that_never_was_without_an_error_answers_nothing_until_it_is(newsroom: Make) -> None:
    site = newsroom({**FILES, "site.yaml": "title: 1\n"})
    live = live_of(site)
    assert live.problems
    assert live.answer("/") is None
    assert live.answer(urls.NOT_FOUND) is None
    site.write({"site.yaml": SITE_YAML})
    live.refresh(["site.yaml"])
    assert live.answer("/")


def test_a_text_that_changed_unseen_is_not_served(newsroom: Make) -> None:
    site = newsroom({**FILES, "content/a.md": article("Alpha", "A text of its own.")})
    live = live_of(site)
    site.write({"content/a.md": article("Alpha", "Unseen.")})
    with pytest.raises(ChangedError):
        live.answer("/2026/01/02/a/")
    live.refresh()
    answer = live.answer("/2026/01/02/a/")
    assert answer
    assert b"Unseen." in answer.data


def test_what_is_not_in_the_plan_is_not_served(newsroom: Make) -> None:
    live = live_of(newsroom(FILES))
    for path in ("/2026/12/24/later/", "/content/a.md", "/../site.yaml", "/site.yaml", "/media/a.md", ""):
        assert live.answer(path) is None


def test_a_page_is_known_by_its_source(newsroom: Make) -> None:
    live = live_of(newsroom(FILES))
    assert live.page_of("content/a.md") == "/2026/01/02/a/"
    assert live.page_of("content/later.md") == ""


def test_types_are_those_of_static_hosts(newsroom: Make) -> None:
    live = live_of(newsroom(FILES))
    found = {name: live.answer(f"/{name}") for name in ("index.html", "feed.xml", "robots.txt", "media/dot.png")}
    assert {name: answer and answer.content_type for name, answer in found.items()} == {
        "index.html": "text/html; charset=utf-8",
        "feed.xml": "application/xml; charset=utf-8",
        "robots.txt": "text/plain; charset=utf-8",
        "media/dot.png": "image/png",
    }


def test_a_build_that_goes_on_keeps_nobody_waiting_and_its_cache_is_used(newsroom: Make) -> None:
    site = newsroom(FILES)
    site.build()
    with locked(site.folder / ".sitegen", lambda: None):
        before = (site.folder / ".sitegen/cache-3.sqlite").read_bytes()
        with patch("sitegen.build.cache.load_batch", side_effect=AssertionError("it was read anew")):
            live = live_of(site)
        site.write({"content/new.md": article("New")})
        live.refresh()
        assert live.answer("/2026/01/02/new/")
        assert (site.folder / ".sitegen/cache-3.sqlite").read_bytes() == before
    (site.folder / ".sitegen/cache-3.sqlite").write_bytes(b"no database")
    with locked(site.folder / ".sitegen", lambda: None):
        live.refresh()
        assert live.answer("/2026/01/02/new/")


def test_only_the_first_look_is_shared_with_other_processes(newsroom: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers: list[int | None] = []

    def jobs(number: int | None) -> Jobs:
        numbers.append(number)
        return Jobs(1)

    monkeypatch.setattr("sitegen.build.look.Jobs", jobs)
    lives = Lives(newsroom(FILES).folder, Options(now=NOW), Silent())
    lives.refresh(Changes(everything=True))
    lives.at(Moment(drafts=True))
    assert numbers == [None, 1, 1]


def test_nothing_is_built_and_other_builds_may_run(newsroom: Make) -> None:
    site = newsroom(FILES)
    live = live_of(site)
    assert not site.output.exists()
    site.build(clean=True)
    answer = live.answer(urls.FRONT)
    assert answer
    assert answer.data == (site.output / "index.html").read_bytes()
