"""Several processes make the same site as one, and none of them can spoil it."""

import multiprocessing
import os
import pickle
import signal
from collections.abc import Iterator

import pytest
from conftest import Make
from newsroom import Newsroom, article, codes, tree

from sitegen.build import batches, jobs, rendering
from sitegen.content.load import LoadSettings, Text, load_all
from sitegen.content.records import Loaded
from sitegen.errors import Problem, SiteError


def paper(newsroom: Make, number: int = 30) -> Newsroom:
    stories = {
        f"content/s{n}.md": article(
            f"Story {n}", f"*Text* {n}.", tags=f"[t{n % 5}]", people=f"[P {n % 7}]", extra="{a: [1]}"
        )
        for n in range(number)
    }
    return newsroom({**stories, "content/broken-link.md": article("X", "[x](s1.md#nope)"), "site.yaml": SETTINGS})


SETTINGS = "title: T\nurl: https://gazette.example/\nlevels: {SG031: warning}\n"


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start processes for the smallest work."""
    monkeypatch.setattr(jobs, "_WORTH", 0.0)
    monkeypatch.setattr(jobs, "_SIZE", 4)
    monkeypatch.setattr(jobs, "_cores", lambda: 2)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("method", sorted(multiprocessing.get_all_start_methods()))
def test_processes_make_the_same_bytes_however_they_are_started(
    newsroom: Make, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_METHOD", method)
    site = paper(newsroom)
    report = site.build(jobs=1)
    expected = tree(site.output)
    site.write({"layouts/partials/footer.html": "x"})
    assert site.build(jobs=2, clean=True).problems == report.problems
    assert len(tree(site.output)) == len(expected)
    (site.folder / "layouts/partials/footer.html").unlink()
    site.build(jobs=2)
    assert tree(site.output) == expected


@pytest.mark.usefixtures("at_once")
def test_a_process_that_dies_is_an_error_and_no_half_site(newsroom: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    site = paper(newsroom)
    site.build()
    expected = tree(site.output)
    mine = os.getpid()

    def dying(texts: list[Text], settings: LoadSettings) -> list[Loaded]:
        if os.getpid() != mine and any(b"Doomed" in text.data for text in texts):
            os.kill(os.getpid(), signal.SIGKILL)
        return load_all(texts, settings)

    monkeypatch.setattr(batches, "load_all", dying)
    monkeypatch.setattr(jobs, "_METHOD", "fork")
    site.write({"content/new.md": article("Doomed")})
    assert codes(site.problems()) == ["SG007"]
    assert tree(site.output) == expected
    monkeypatch.undo()
    assert codes(site.problems()) == ["SG031"]


def test_outcomes_come_in_order_and_as_they_are_asked_for() -> None:
    asked: list[int] = []

    def items() -> Iterator[int]:
        for number in range(1_000):
            asked.append(number)
            yield number

    found = jobs.Jobs(1).map(lambda batch: [number * 2 for number in batch], items())
    assert next(found) == 0
    assert len(asked) <= 10
    assert [*found] == [number * 2 for number in range(1, 1_000)]


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("method", sorted(multiprocessing.get_all_start_methods()))
def test_pages_that_fail_are_told_alike_however_many_processes_there_are(
    newsroom: Make, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_METHOD", method)
    site = paper(newsroom)
    for layout, missing in (("article", "article.tags"), ("tag", "listing.cards")):
        site.write({f"layouts/{layout}.html": f"{{{{ {missing}[9].title }}}}"})
    alone = site.problems(jobs=1)
    assert sum(problem.code == "SG052" for problem in alone) == 15
    assert site.problems(jobs=2) == alone


def test_the_refusal_of_a_disk_travels_from_process_to_process() -> None:
    refusal = SiteError([Problem("SG003", "no space", hint="Look at it.")], 2, "partial")
    arrived = pickle.loads(pickle.dumps(refusal))  # noqa: S301  # our own
    assert (arrived.problems, arrived.exit_code, arrived.output) == (refusal.problems, 2, "partial")


@pytest.mark.usefixtures("at_once")
def test_a_copy_that_dies_while_it_renders_is_an_error_and_no_half_site(
    newsroom: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = paper(newsroom)
    site.build()
    expected = tree(site.output)
    mine = os.getpid()

    def dying(press: batches.Press, stale: batches.Ready) -> batches.Outcome:
        if os.getpid() != mine:
            os.kill(os.getpid(), signal.SIGKILL)
        return batches.rendered(press, stale)

    monkeypatch.setattr(rendering, "rendered", dying)
    monkeypatch.setattr(jobs, "_METHOD", "fork")
    site.write({"site.yaml": SETTINGS.replace("title: T", "title: Another")})
    assert "SG007" in codes(site.problems())
    assert tree(site.output) == expected
    assert not [path for path in site.folder.iterdir() if path.name.startswith(".output")]
