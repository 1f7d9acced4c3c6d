"""The central property: after any edits, an incremental build equals a clean one, and the manifest equals the disk.

The test is itself tested: each mutant below is a bug that a generator has had, planted on purpose, and must be caught.
"""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from edits import Desk, start
from msgspec.structs import replace
from newsroom import Newsroom, Silent, tree

from sitegen.build import batches, cache, jobs, make, mentions, output, shortcut, staging
from sitegen.build import layouts as layouts_stage
from sitegen.build.begin import build
from sitegen.build.jobs import Jobs
from sitegen.build.manifest import Manifest
from sitegen.build.options import Options
from sitegen.build.staging import Staging
from sitegen.content.load import LoadSettings, Text, load_all
from sitegen.content.records import Article, Loaded
from sitegen.digests import digest_of
from sitegen.errors import Problem, SiteError
from sitegen.model import lexicon
from sitegen.model import site as model
from sitegen.model.related import relate
from sitegen.pages.views import Page, Shared
from sitegen.render import templates
from sitegen.render.fingerprint import fingerprint
from sitegen.render.render import render
from sitegen.render.templates import Templates

STEPS = 10
Outcome = dict[str, bytes] | list[str]


class Crash(BaseException):
    """The process is gone."""


def outcome(site: Path, now: str) -> Outcome:
    """Build, and return the files or the problems."""
    try:
        build(site, Options(now=now), Silent())
    except SiteError as error:
        return [f"{problem.file}:{problem.line}: {problem.message}" for problem in error.problems]
    return tree(site / "output")


def drive(
    folder: Path, seed: int, patch: pytest.MonkeyPatch, steps: int = STEPS, engine: str = "python-markdown"
) -> None:
    """Edit at random, build after every edit, and compare with a clean build of the same sources."""
    site = start(folder / "site", engine)
    desk = Desk(site, seed)
    run_by(desk, patch)
    chance = random.Random(seed)  # noqa: S311  # reproducible accidents
    done = []
    outcome(site.folder, desk.now)
    for step in range(steps):
        sources = desk.sources()
        done.append(desk.edit())
        if chance.random() < 0.3:
            crash_somewhere(site, desk.now, chance)
        before = tree(site.output)
        ours = outcome(site.folder, desk.now)
        clean = outcome_elsewhere(site, desk.now, folder / f"clean-{step}")
        if isinstance(clean, list):
            assert (ours, tree(site.output)) == (clean, before), done
            desk.restore(sources)
            continue
        assert isinstance(ours, dict), (ours, done)
        differing = sorted(name for name in {*ours, *clean} if ours.get(name) != clean.get(name))
        assert not differing, done
        rows = site.rows()
        assert set(rows) == set(ours), done
        assert all(rows[name].digest == digest_of(data) for name, data in ours.items()), done


def run_by(desk: Desk, patch: pytest.MonkeyPatch) -> None:
    """Let an upgrade of the program change what it reads and writes, and say so by its digests."""

    def load_anew(texts: list[Text], settings: LoadSettings) -> list[Loaded]:
        return [marked(loaded) for loaded in load_all(texts, settings)]

    def marked(loaded: Loaded) -> Loaded:
        if not isinstance(loaded.record, Article):
            return loaded
        return replace(loaded, record=replace(loaded.record, kicker=f"{loaded.record.kicker}{desk.engine}"))

    def render_anew(given: Templates, shared: Shared, page: Page, bodies: dict[str, str]) -> bytes | Problem:
        made = render(given, shared, page, bodies)
        return made if isinstance(made, Problem) else made + desk.engine.encode()

    patch.setattr(shortcut, "_RACY", 0)  # no edit here comes as soon after a build as that
    for engine in (shortcut, cache):
        patch.setattr(engine, "content_engine", desk.content_engine)
    for engine in (shortcut, make):
        patch.setattr(engine, "render_engine", desk.render_engine)
    patch.setattr(batches, "load_all", load_anew)
    patch.setattr(batches, "render", render_anew)


def outcome_elsewhere(site: Newsroom, now: str, folder: Path) -> Outcome:
    """Build the same sources with an empty cache into an empty folder."""
    folder.mkdir()
    for name in ("site.yaml", "content", "layouts", "assets"):
        (folder / name).symlink_to(site.folder / name)
    return outcome(folder, now)


def crash_somewhere(site: Newsroom, now: str, chance: random.Random) -> None:
    """Build, and die at a random write, rename, deletion or commit."""
    countdown = chance.randrange(1, 60)

    def fatal(real: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            nonlocal countdown
            countdown -= 1
            if not countdown:
                raise Crash
            return real(*args, **kwargs)

        return wrapped

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(staging, "_opened", fatal(staging._opened))
        for name in ("_place", "_delete"):
            patch.setattr(output.Output, name, fatal(getattr(output.Output, name)))
        patch.setattr(Staging, "remove", lambda _self: None)
        for name in ("put", "drop"):
            patch.setattr(Manifest, name, fatal(getattr(Manifest, name)))
        try:
            outcome(site.folder, now)
        except Crash:
            return


@pytest.mark.parametrize("seed", range(12))
def test_an_incremental_build_equals_a_clean_one(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drive(tmp_path, seed, monkeypatch)


@pytest.fixture(params=["copies", "processes"])
def by_others(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let other processes do all of the work: copies of this one, or those that start empty and are sent their part."""
    monkeypatch.setattr(jobs, "_WORTH", 0.0)
    monkeypatch.setattr(jobs, "_SIZE", 5)
    monkeypatch.setattr(jobs, "_cores", lambda: 2)
    if request.param == "processes":
        monkeypatch.setattr(Jobs, "copies", property(lambda _self: False))


@pytest.mark.usefixtures("by_others")
@pytest.mark.parametrize("seed", [20, *(pytest.param(seed, marks=pytest.mark.deep) for seed in (21, 22))])
def test_it_does_so_by_several_processes(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drive(tmp_path, seed, monkeypatch)


@pytest.mark.parametrize("seed", range(30, 33))
def test_it_does_so_with_the_other_engine(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drive(tmp_path, seed, monkeypatch, engine="commonmark")


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(1000, 1060))
def test_it_does_so_over_many_edits(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drive(tmp_path, seed, monkeypatch, steps=25)


@pytest.mark.deep
@pytest.mark.usefixtures("by_others")
@pytest.mark.parametrize("engine", ["python-markdown", "commonmark"])
@pytest.mark.parametrize("seed", range(2000, 2004))
def test_it_does_so_over_many_edits_by_several_processes_with_both_engines(
    seed: int, engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive(tmp_path, seed, monkeypatch, steps=12, engine=engine)


def closure_forgotten(patch: pytest.MonkeyPatch) -> None:
    """A layout's own text counts, what it extends and includes does not."""
    real = templates.digest
    patch.setattr(layouts_stage, "digest", lambda given, names: real(given, names[:1]))


def orphans_kept(patch: pytest.MonkeyPatch) -> None:
    """What is no longer produced stays."""
    real = output.Output._delete
    patch.setattr(output.Output, "_delete", lambda self, path: None if path.endswith(".html") else real(self, path))


def manifest_trusted_blindly(patch: pytest.MonkeyPatch) -> None:
    """A row is believed without a look at the disk."""
    patch.setattr(output.Output, "_as_it_is", lambda self, path, row: row if (self._folder / path).exists() else None)


def neighbours_title_left_out(patch: pytest.MonkeyPatch) -> None:
    """The view that is hashed lacks what the page shows of its neighbours."""
    mutate_view(patch, lambda data: drop_titles(data, ("older", "newer")))


def related_titles_left_out(patch: pytest.MonkeyPatch) -> None:
    """Likewise for related articles."""
    mutate_view(patch, lambda data: drop_titles(data, ("related",)))


def company_of_tags_left_out(patch: pytest.MonkeyPatch) -> None:
    """Likewise for the tags and people that the page of a tag lists, and for what it refers to."""
    mutate_view(patch, lambda data: data | {"term": {"name": data["term"]["name"]}} if "term" in data else data)


def offset_lost(patch: pytest.MonkeyPatch) -> None:
    """Moments are hashed by their wall time alone."""
    mutate_view(patch, map_moments)


def slots_forgotten(patch: pytest.MonkeyPatch) -> None:
    """A body's own HTML counts, what its links lead to does not."""
    mutate_view(patch, lambda data: drop_keys(data, "slots"))


def old_related_lists_trusted(patch: pytest.MonkeyPatch) -> None:
    """Related lists of the last build are used whatever has changed."""
    real = relate
    patch.setattr(
        model, "relate", lambda terms, before: (before, 0) if len(before.lists) == len(terms) else real(terms, before)
    )


def content_engine_forgotten(patch: pytest.MonkeyPatch) -> None:
    """Records read by an older program are used by a newer one."""
    patch.setattr(Desk, "content_engine", lambda _self: "")


def moment_forgotten(patch: pytest.MonkeyPatch) -> None:
    """A build that finds nothing changed does not look at the clock."""
    patch.setattr(shortcut, "_holds", lambda _state, _options: True)


def output_not_looked_at(patch: pytest.MonkeyPatch) -> None:
    """A build that finds no source changed does not look at the output."""
    patch.setattr(shortcut, "_are_on_disk", lambda _folder, _rows: True)


def render_engine_forgotten(patch: pytest.MonkeyPatch) -> None:
    """Pages rendered by an older program are kept by a newer one."""
    patch.setattr(Desk, "render_engine", lambda _self: "")


def lexicon_forgotten(patch: pytest.MonkeyPatch) -> None:
    """Names that were found in a text stay found, whoever has a record now."""
    patch.setattr(lexicon, "digest_of", lambda _data: "the same")


def text_forgotten(patch: pytest.MonkeyPatch) -> None:
    """Names that were found in an article stay found, whatever its body says now."""
    patch.setattr(mentions, "digest_of", lambda data: digest_of(data.split(b"\0")[0]))


def mutate_view(patch: pytest.MonkeyPatch, change: Callable[[Any], Any]) -> None:
    """Hash something else than what is rendered."""

    def fingerprint_of_less(engine: str, shared: str, closure: str, packed: bytes) -> str:
        return fingerprint(engine, shared, closure, msgspec.msgpack.encode(change(msgspec.msgpack.decode(packed))))

    patch.setattr(make, "fingerprint", fingerprint_of_less)


def frame_forgotten(patch: pytest.MonkeyPatch) -> None:
    """What all pages share is not part of their fingerprints."""

    def fingerprint_of_less(engine: str, _shared: str, closure: str, packed: bytes) -> str:
        return fingerprint(engine, "", closure, packed)

    patch.setattr(make, "fingerprint", fingerprint_of_less)


def drop_titles(data: Any, names: tuple[str, ...]) -> Any:
    article = data.get("article") or {}
    for name in names:
        links = article.get(name) or []
        for link in links if isinstance(links, list) else [links]:
            link["title"] = ""
    return data


def map_moments(data: Any) -> Any:
    if isinstance(data, dict):
        if data.get("type") == "When":
            return data["iso"][:16]
        return {key: map_moments(value) for key, value in data.items()}
    return [map_moments(value) for value in data] if isinstance(data, list) else data


def drop_keys(data: Any, name: str) -> Any:
    if isinstance(data, dict):
        return {key: drop_keys(value, name) for key, value in data.items() if key != name}
    return [drop_keys(value, name) for value in data] if isinstance(data, list) else data


MUTANTS = [
    closure_forgotten,
    frame_forgotten,
    orphans_kept,
    manifest_trusted_blindly,
    neighbours_title_left_out,
    related_titles_left_out,
    company_of_tags_left_out,
    offset_lost,
    slots_forgotten,
    old_related_lists_trusted,
    content_engine_forgotten,
    render_engine_forgotten,
    lexicon_forgotten,
    text_forgotten,
    moment_forgotten,
    output_not_looked_at,
]
SLOW_TO_CATCH = (slots_forgotten, text_forgotten, old_related_lists_trusted)
"""Those for which many edits must be tried."""


@pytest.mark.parametrize(
    "mutant",
    [pytest.param(one, marks=pytest.mark.deep) if one in SLOW_TO_CATCH else one for one in MUTANTS],
    ids=lambda mutant: mutant.__name__,
)
def test_a_planted_bug_is_caught(
    mutant: Callable[[pytest.MonkeyPatch], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutant(monkeypatch)
    for seed in range(40):
        try:
            drive(tmp_path / str(seed), seed, monkeypatch)
        except AssertionError:
            return
    pytest.fail("the property does not catch it")
