"""Real processes: interrupted, killed, and two at once. The next build makes good whatever was left."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Make
from newsroom import SITE_YAML, Newsroom, article, tree

from sitegen.build.lock import locked

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "sitegen", "build", "--now", "2026-06-01"]
VARIABLES = {**os.environ, "PYTHONPATH": str(ROOT)}


def started(site: Newsroom) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*COMMAND, str(site.folder)], stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=VARIABLES, text=True
    )


def many(count: int) -> dict[str, str | bytes]:
    return {
        f"content/story-{number}.md": article(f"Story {number}", "Text.", tags=f"[tag {number % 7}]")
        for number in range(count)
    }


@pytest.mark.parametrize(
    ("sign", "code", "word"), [("SIGINT", 130, "Interrupted"), ("SIGTERM", 143, "Terminated")], ids=["Ctrl-C", "kill"]
)
@pytest.mark.parametrize("stage", ["reading", "rendering", "publishing", "printing"])
def test_a_signal_to_end_at_any_stage_has_its_exit_code_and_is_healed(
    newsroom: Make, stage: str, sign: str, code: int, word: str
) -> None:
    site = newsroom(many(5))
    site.build()
    expected = tree(site.output)
    site.write({"content/story-1.md": article("Another"), "content/new.md": article("New")})
    place = {
        "reading": ("sitegen.content.load", "split"),
        "rendering": ("sitegen.build.batches", "render"),
        "publishing": ("sitegen.build.output", "_move"),
        "printing": ("sitegen.console", "report_lines"),
    }[stage]
    program = (
        "import importlib, os, signal, sys, sitegen.__main__, sitegen.build.build, sitegen.console\n"
        f"module = importlib.import_module({place[0]!r}); real = getattr(module, {place[1]!r})\n"
        "def interrupted(*args, **kwargs):\n"
        f"    os.kill(os.getpid(), signal.{sign})\n"
        "    return real(*args, **kwargs)\n"
        f"setattr(module, {place[1]!r}, interrupted)\n"
        "sitegen.__main__.main()\n"
    )
    command = [sys.executable, "-c", program, "build", "--now", "2026-06-01", str(site.folder)]
    result = subprocess.run(command, capture_output=True, text=True, env=VARIABLES, check=False)
    assert result.returncode == code
    assert result.stderr.startswith(f"{word}. What was published before stays")
    assert "Traceback" not in result.stderr
    assert not staged(site)
    if stage in ("reading", "rendering"):
        assert tree(site.output) == expected
    assert_heals(site)


def staged(site: Newsroom) -> list[Path]:
    return [*site.folder.glob(".output*"), *site.folder.glob(".sitegen/*.staging")]


def test_an_interrupt_that_a_library_swallows_is_heard_at_the_next_article(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article("A", "[x](https://a.example/){: .b }"), "content/b.md": article("B")})
    program = (
        "import os, signal, sitegen.__main__, sitegen.content.markdown as markdown\n"
        "real = markdown._filter\n"
        "def interrupted(*args):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    return real(*args)\n"
        "markdown._filter = interrupted\n"
        "sitegen.__main__.main()\n"
    )
    command = [sys.executable, "-c", program, "build", "--now", "2026-06-01", str(site.folder)]
    result = subprocess.run(command, capture_output=True, text=True, env=VARIABLES, check=False)
    assert result.returncode == 130
    assert "Traceback" not in result.stderr
    assert not site.output.exists()
    assert_heals(site)


@pytest.mark.parametrize("after", [0.0, 0.05, 0.1, 0.2, 0.3, 0.4])
def test_an_interrupt_at_some_moment_of_a_process_leaves_no_traceback(newsroom: Make, after: float) -> None:
    site = newsroom(many(30))
    program = (
        "from sitegen.__main__ import interrupt, main\n"
        "interrupt.listen(); print('ready', flush=True)\n"  # before that, Python itself is being started
        "main()\n"
    )
    command = [sys.executable, "-c", program, "build", "--now", "2026-06-01", str(site.folder)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=VARIABLES, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode in (130, -signal.SIGINT, 0)  # the second: Python itself is at its end
    assert "Traceback" not in told
    assert_heals(site)


def test_an_interrupt_while_waiting_for_another_build_ends_it(newsroom: Make) -> None:
    site = newsroom(many(1))
    with locked(site.folder / ".sitegen", lambda: None):
        process = started(site)
        assert process.stderr is not None
        assert process.stderr.readline().startswith("Another build of this site is running")
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert (process.returncode, told.count("\n")) == (130, 1)
    assert not site.output.exists()


def test_builds_of_one_site_at_once_come_to_one_output(newsroom: Make) -> None:
    site = newsroom(many(10))
    processes = [started(site) for _ in range(3)]
    told = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], told
    assert_heals(site)


def assert_heals(site: Newsroom) -> None:
    """Build again; the output equals a clean one, and nothing of ours is left beside it."""
    site.build()
    clean = site.folder.with_name("clean")
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(site.folder, clean, ignore=shutil.ignore_patterns("output", ".sitegen", ".output*"))
    Newsroom(clean, {"site.yaml": (site.folder / "site.yaml").read_text()}).build()
    assert tree(site.output) == tree(clean / "output")
    assert sorted(path.name for path in site.folder.iterdir() if path.name.startswith(".")) == [".sitegen"]
    assert not list((site.folder / ".sitegen").glob("*.new"))


def at_work(site: Newsroom) -> "subprocess.Popen[str]":
    """Start a build in a session of its own, and wait until its processes work."""
    program = (
        "import sys\n"
        "from sitegen.build import jobs\n"
        "jobs._WORTH = 0\n"
        "jobs._cores = lambda: 2\n"
        "started = jobs._processes\n"
        "def told(number, *known):\n"
        "    print('working', flush=True)\n"
        "    return started(number, *known)\n"
        "jobs._processes = told\n"
        "from sitegen.__main__ import main\n"
        "main()\n"
    )
    command = [sys.executable, "-c", program, "build", "--now", "2026-06-01", str(site.folder)]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=VARIABLES, text=True, start_new_session=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "working\n"
    time.sleep(0.2)
    return process


@pytest.mark.parametrize("end", [os.kill, os.killpg], ids=["alone", "with its copies"])
def test_a_build_of_several_processes_that_is_told_to_end_leaves_nothing_staged(
    newsroom: Make, end: Callable[[int, int], None]
) -> None:
    site = newsroom(many(600))
    process = at_work(site)
    end(process.pid, signal.SIGTERM)
    _, told = process.communicate(timeout=60)  # which waits for all who hold its pipes
    assert process.returncode == 143
    assert (
        told
        == "Terminated. What was published before stays; where publishing had begun, the next build completes it.\n"
    )
    assert not staged(site)
    assert not site.output.exists()


def test_a_build_that_is_killed_leaves_no_process_behind(newsroom: Make) -> None:
    process = at_work(newsroom(many(600)))
    process.kill()
    process.communicate(timeout=30)  # which waits for all who hold its pipes
    assert process.returncode == -signal.SIGKILL


@pytest.mark.deep
@pytest.mark.parametrize("first", [True, False], ids=["the first build", "a later build"])
def test_a_real_kill_at_random_times_is_healed_by_the_next_build(newsroom: Make, *, first: bool) -> None:
    chance = random.Random(1)  # noqa: S311  # reproducible accidents
    site = newsroom(many(150))
    until = time.monotonic() + 30
    begun = time.monotonic()
    site.build()
    longest = 0.4 + 1.5 * (time.monotonic() - begun)
    kills = 0
    while time.monotonic() < until or kills < 5:
        if first:
            for name in ("output", ".sitegen"):
                shutil.rmtree(site.folder / name, ignore_errors=True)
        else:
            number = chance.randrange(150)
            site.write({f"content/story-{number}.md": article(f"Story {kills}", tags=f"[tag {kills % 5}]")})
            site.write({"site.yaml": SITE_YAML + f"copyright: {kills}\n"})
        process = started(site)
        time.sleep(chance.random() * longest)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        kills += process.returncode == -signal.SIGKILL
        assert_heals(site)
