"""The workers of a dask cluster make the same site as this machine, and none of them can spoil it."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

import pytest
from archive import archive
from click.testing import CliRunner
from conftest import Make
from distributed import Client, LocalCluster
from newsroom import NOW, SITE_YAML, Newsroom, article, tree

from sitegen.build import batches, cluster, jobs, staging
from sitegen.build.begin import build
from sitegen.build.engine import versions
from sitegen.build.hand import by_hand
from sitegen.build.options import Options
from sitegen.build.staging import Staged
from sitegen.cli import cli
from sitegen.errors import SiteError

ROOT = Path(__file__).parent.parent
NOBODY = "tcp://127.0.0.1:9"
FAILING = {"layouts/tag.html": "{{ listing.cards[9].title }}"}


def started(workers: int) -> LocalCluster:
    return LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0")


@pytest.fixture(scope="module")
def two_workers() -> Iterator[str]:
    with started(2) as local:
        yield local.scheduler_address


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be several batches, and nobody wait long for those who will not come."""
    monkeypatch.setattr(jobs, "_SIZE", 7)
    monkeypatch.setattr(cluster, "_LOOK", 0.2)
    monkeypatch.setattr(cluster, "_PATIENCE", 1.0)


def refusal(site: Newsroom, address: str) -> tuple[list[str], list[str], int]:
    """Build with a cluster that cannot do it; return messages, hints and the exit code."""
    with pytest.raises(SiteError) as caught:
        site.build(cluster=address)
    assert caught.value.output == "kept"
    problems = caught.value.problems
    return [problem.message for problem in problems], [problem.hint for problem in problems], caught.value.exit_code


def test_a_cluster_makes_the_same_bytes_as_this_machine(
    newsroom: Make, two_workers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = newsroom({**dict(archive(40)), "content/wrong.md": article("X", "[x](2016/01/story-1.md#nope)")})
    site.write({"site.yaml": SITE_YAML + "levels: {SG031: warning}\n"})
    local = site.build(output=site.folder / "local")

    def refuse(*_: object) -> None:
        raise AssertionError("this machine does the work of a worker")

    monkeypatch.setattr(batches, "load_all", refuse)
    monkeypatch.setattr(batches, "render", refuse)
    staged: list[str] = []

    def stage(folder: Path, path: str, parts: Iterable[bytes]) -> Staged:
        staged.append(path)
        return staging.stage(folder, path, parts)

    monkeypatch.setattr(batches, "stage", stage)  # workers have another disk
    report = site.build(cluster=two_workers, clean=True)
    assert tree(site.output) == tree(site.folder / "local")
    assert report.problems == local.problems
    assert len(staged) == report.pages > 50


def test_a_later_build_with_a_cluster_is_exact(newsroom: Make, two_workers: str) -> None:
    site = newsroom(dict(archive(20)))
    site.build()
    site.write({"content/2016/01/story-3.md": article("Another", "Other text.", tags="[tag 3]")})
    report = site.build(cluster=two_workers)
    assert 1 < len(report.written) < report.pages
    with Client(two_workers, set_as_default=False) as client:
        assert client.run_on_scheduler(_guests) == [client.id]
    written = tree(site.output)
    site.build(clean=True)
    assert tree(site.output) == written


def test_pages_that_fail_are_told_alike_with_a_cluster(newsroom: Make, two_workers: str) -> None:
    site = newsroom(dict(archive(40)))
    site.write(FAILING)
    alone = site.problems(jobs=1)
    with pytest.raises(SiteError) as caught:
        site.build(cluster=two_workers)
    assert list(caught.value.problems) == alone
    assert "SG052" in {problem.code for problem in alone}


def test_the_limit_of_time_holds_on_a_worker(newsroom: Make, two_workers: str) -> None:
    site = newsroom({"content/a.md": article("A", "![" * 40_000)})
    with pytest.raises(SiteError) as caught:
        site.build(cluster=two_workers)
    assert [problem.code for problem in caught.value.problems] == ["SG017"]


def test_a_worker_with_another_program_is_named_with_both_versions(
    newsroom: Make, two_workers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = newsroom({"content/a.md": article()})
    site.build()
    before = tree(site.output)
    theirs = versions()
    monkeypatch.setattr(cluster, "versions", lambda: {**theirs, "sitegen": "9.0", "markdown": "8.0", "more": "7.0"})
    site.write({"content/a.md": article("Another")})
    messages, hints, code = refusal(site, two_workers)
    assert code == 2
    assert len(messages) == 1
    assert messages[0].startswith("worker tcp://127.0.0.1:")
    assert messages[0].endswith(
        f" and 1 more: has sitegen {theirs['sitegen']}, here is 9.0, "
        f"has markdown {theirs['markdown']}, here is 8.0, has no more, here is 7.0"
    )
    assert "Install sitegen 9.0 everywhere" in hints[0]
    assert tree(site.output) == before


def test_a_worker_with_other_files_of_the_same_version_is_refused(
    newsroom: Make, two_workers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "render_engine", lambda: "edited")
    [message], _, code = refusal(newsroom({"content/a.md": article()}), two_workers)
    assert (code, "has sitegen's own files " in message) == (2, True)


def test_an_extension_that_workers_do_not_have_is_refused(
    newsroom: Make, two_workers: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "import markdown\nclass Mine(markdown.Extension):\n    def extendMarkdown(self, md): pass\n"
    (tmp_path / "extension_of_the_site.py").write_text(code)
    monkeypatch.syspath_prepend(tmp_path)
    site = newsroom({"site.yaml": SITE_YAML + "markdown: {extensions: ['extension_of_the_site:Mine']}\n"})
    site.write({"content/a.md": article()})
    [message], hints, exit_code = refusal(site, two_workers)
    assert (exit_code, "has Markdown extensions " in message) == (2, True)
    assert "extensions" in hints[0]


def test_what_a_worker_cannot_even_load_is_told() -> None:
    expected = {"sitegen": "1.0"}
    told = cluster._difference(ModuleNotFoundError("No module named 'sitegen'"), expected)
    assert told == "cannot run sitegen 1.0: No module named 'sitegen'"


def test_a_process_of_a_worker_that_dies_is_told_and_another_takes_its_place() -> None:
    assert by_hand(sum, [1, 2]) == 3
    with pytest.raises(ChildProcessError, match="has died"):
        by_hand(os._exit, 1)
    with pytest.raises(ZeroDivisionError):
        by_hand(divmod, 1, 0)
    assert by_hand(sum, [1, 2]) == 3


def test_a_connection_keeps_nothing_of_what_was_handed_out(two_workers: str) -> None:
    connected = cluster.connect(two_workers, ())
    try:
        assert connected.hand(sorted, [3, 1, 2])() == [1, 2, 3]
        sent = connected._client.scheduler_comm
        assert (sent.message_count > 0, list(sent.recent_message_log)) == (True, [])
    finally:
        connected.close()


def test_work_that_kills_whoever_does_it_is_an_error(two_workers: str) -> None:
    connected = cluster.connect(two_workers, ())
    try:
        waits = connected.hand(signal.raise_signal, signal.SIGKILL)  # type: ignore[arg-type]
        with pytest.raises(SiteError) as caught:
            waits()
    finally:
        connected.close()
    assert [problem.code for problem in caught.value.problems] == ["SG007"]


def test_a_worker_that_comes_later_with_another_program_refuses_its_batch() -> None:
    ours = cluster.program(())
    assert cluster.do(ours, (), lambda batch: [2 * one for one in batch], [1, 2]) == [2, 4]
    with pytest.raises(SiteError, match="has sitegen") as caught:
        cluster.do({**ours, "sitegen": "9.0"}, (), lambda batch: batch, [1])
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    "address", ["localhost", "localhost:8786", "http://localhost:8786", "tcp://localhost", "tcp://"]
)
def test_what_is_no_address_of_a_scheduler_is_wrong_usage(newsroom: Make, address: str) -> None:
    result = CliRunner().invoke(cli, ["build", str(newsroom().folder), "--cluster", address])
    assert result.exit_code == 2
    assert "Write it as tcp://HOST:PORT." in result.stderr


def test_processes_and_a_cluster_exclude_each_other(newsroom: Make) -> None:
    result = CliRunner().invoke(cli, ["build", str(newsroom().folder), "--cluster", NOBODY, "--jobs", "2"])
    assert (result.exit_code, "exclude each other" in result.stderr) == (2, True)


@pytest.mark.parametrize("address", [NOBODY, "tls://127.0.0.1:9", "tcp://nobody.invalid:1"])
def test_a_scheduler_that_does_not_answer_is_told_within_seconds(
    newsroom: Make, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cluster._CONNECT <= 5
    monkeypatch.setattr(cluster, "_CONNECT", 0.5)
    site = newsroom({"content/a.md": article()})
    [message], _, code = refusal(site, address)
    assert (code, message.startswith(f"no dask scheduler answers at {address}")) == (2, True)


def test_a_cluster_without_workers_is_told(newsroom: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECT", 0.5)
    with started(0) as local:
        [message], [hint], code = refusal(newsroom({"content/a.md": article()}), local.scheduler_address)
    assert (code, message) == (2, f"the cluster at {local.scheduler_address} has no worker")
    assert f"`dask worker {local.scheduler_address}`" in hint


def test_what_is_not_installed_is_told_with_how_to_install_it(newsroom: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_: str) -> ModuleSpec | None:
        return None

    monkeypatch.setattr(cluster, "find_spec", nothing)
    [message], [hint], code = refusal(newsroom({"content/a.md": article()}), NOBODY)
    assert (code, message) == (2, "--cluster needs dask.distributed, which is not installed")
    assert "pip install 'sitegen[cluster]'" in hint


def sitegen(program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run the command line in a process of its own, after a line of Python."""
    code = f"import os, signal, sys, time\n{program}\nfrom sitegen.__main__ import main; main()"
    command = [sys.executable, "-c", code, "build", "--now", NOW, *arguments]
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, env=variables, check=False, timeout=60)


def test_nothing_of_dask_reaches_the_terminal(
    newsroom: Make, two_workers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASK_DISTRIBUTED__ADMIN__LARGE_GRAPH_WARNING_THRESHOLD", "100B")  # of which it warns
    site = newsroom(dict(archive(5)))
    program = (
        "import logging\n"
        "from sitegen.build import build, cluster\n"
        "def chat(*args):\n"
        "    connected = cluster.connect(*args)\n"
        "    for name in ('asyncio', 'distributed', 'distributed.client', 'distributed.new', 'tornado.application'):\n"
        "        logging.getLogger(name).critical('chatter')\n"
        "    return connected\n"
        "build.connect = chat"
    )
    result = sitegen(program, "--cluster", two_workers, str(site.folder))
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.count("\n") == 2


def test_dask_is_not_loaded_without_a_cluster(newsroom: Make) -> None:
    code = (
        "import sys; from click.testing import CliRunner; from sitegen.cli import cli\n"
        f"assert CliRunner().invoke(cli, ['build', {str(newsroom().folder)!r}]).exit_code == 0\n"
        "print(*sys.modules)"
    )
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=variables, check=True)
    assert "sitegen.build.cluster" in found.stdout
    assert not {"dask", "distributed", "tornado"} & {*found.stdout.split()}


@pytest.mark.parametrize("place", ["connect", "Cluster._outcome"])
def test_an_interrupt_ends_a_build_with_a_cluster_and_cancels_its_work(
    newsroom: Make, two_workers: str, place: str
) -> None:
    site = newsroom(dict(archive(40)))
    owner, _, name = f"cluster.{place}".rpartition(".")
    program = (
        "from sitegen.build import build, cluster\n"
        f"real = {owner}.{name}\n"
        "def interrupted(*args):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    return real(*args)\n"
        f"{owner}.{name} = interrupted; build.connect = cluster.connect"
    )
    result = sitegen(program, "--cluster", two_workers, str(site.folder))
    assert result.returncode == 130
    assert result.stderr.startswith("Interrupted.")
    assert result.stderr.count("\n") == 1
    assert not site.output.exists()
    with Client(two_workers, set_as_default=False) as client:
        assert not client.run_on_scheduler(_tasks)


async def _guests(dask_scheduler: Any) -> list[str]:
    """Return who is connected to a scheduler, when those who are leaving have left."""
    return await _settled(lambda: [name for name in dask_scheduler.clients if name != "fire-and-forget"], 1)


async def _tasks(dask_scheduler: Any) -> list[str]:
    """Return what a scheduler has to do, when what was cancelled is gone."""
    return await _settled(lambda: list(dask_scheduler.tasks), 0)


async def _settled(look: Callable[[], list[str]], expected: int) -> list[str]:
    deadline = time.monotonic() + 10
    while len(look()) > expected and time.monotonic() < deadline:  # noqa: ASYNC110  # nobody would set an event
        await asyncio.sleep(0.05)
    return look()


class Meddler:
    """Does something once, when a third of a stage is done."""

    def __init__(self, stage: str, meddle: Callable[[], None]) -> None:
        self._stage, self._meddle = stage, meddle
        self.done = False

    def progress(self, stage: str, done: int, total: int) -> None:
        if stage == self._stage and done > total / 3 and not self.done:
            self.done = True
            self._meddle()

    def waiting(self) -> None:
        """Wait for nobody."""


def worker_processes(address: str) -> list[int]:
    with Client(address, set_as_default=False) as client:
        return list(client.run(os.getpid).values())


def test_a_build_whose_workers_are_all_gone_is_an_error_and_no_half_site(
    newsroom: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_SIZE", 4)  # so that not all has been handed out when they go
    site = newsroom(dict(archive(60)))
    site.build()
    before = tree(site.output)
    with started(1) as local:

        def send_all_home() -> None:
            local.scale(0)
            while local.scheduler.workers:
                time.sleep(0.01)

        meddler = Meddler("rendering", send_all_home)
        with pytest.raises(SiteError) as caught:
            build(site.folder, Options(now=NOW, clean=True, cluster=local.scheduler_address), meddler)
    assert [problem.code for problem in caught.value.problems] == ["SG007"]
    assert tree(site.output) == before
    assert not [path for path in site.folder.iterdir() if path.name.startswith(".output")]


@pytest.mark.deep
@pytest.mark.parametrize("stage", ["reading", "rendering"])
def test_a_worker_that_is_killed_in_the_middle_spoils_nothing(newsroom: Make, stage: str) -> None:
    site = newsroom(dict(archive(300)))
    site.build()
    expected = tree(site.output)
    with started(2) as local:
        address = local.scheduler_address
        victim = worker_processes(address)[0]
        meddler = Meddler(stage, lambda: os.kill(victim, signal.SIGKILL))
        build(site.folder, Options(now=NOW, clean=True, cluster=address), meddler)
    assert meddler.done
    assert tree(site.output) == expected


@pytest.mark.deep
def test_a_scheduler_that_is_killed_in_the_middle_is_an_error_and_no_half_site(newsroom: Make) -> None:
    site = newsroom(dict(archive(300)))
    site.build()
    before = tree(site.output)
    with started(2) as local:
        meddler = Meddler("rendering", local.close)
        with pytest.raises(SiteError) as caught:
            build(site.folder, Options(now=NOW, clean=True, cluster=local.scheduler_address), meddler)
    assert [problem.code for problem in caught.value.problems] == ["SG007"]
    assert tree(site.output) == before
