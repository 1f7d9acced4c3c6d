"""The runs themselves: each edit on each site in turn, so that a machine that slows down slows all of them."""

import shutil
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from benchmarks.compare import count, differences
from benchmarks.edits import EDITS
from benchmarks.measure import Failed, Run, run
from benchmarks.sites import ROOT, Site

MAIN, COMMONMARK, THEME, HUGO = "sitegen", "sitegen-commonmark", "sitegen-theme", "hugo"
FIRST, COPY = "first", "copy"
_RACY = 2.1
"""Seconds after which a file counts as unchanged by its times alone."""

Runs = Mapping[tuple[str, str], Sequence[Run]]
"""(site, edit) -> its runs, one a turn."""


def prepare(sites: Mapping[str, Site]) -> int:
    """Build each site once, without a warning, and hold them to be the same work; return the number of pages."""
    for site in sites.values():
        run((*site.command, site.strict), site.at)
    for name in sites.keys() & {MAIN, COMMONMARK}:
        found = differences(sites[name], sites[HUGO])
        if found:
            raise Failed("\n".join([f"The sites of {name} and Hugo are not the same:", *found]))
    time.sleep(_RACY)
    return count(sites[MAIN])


def race(sites: Mapping[str, Site], turns: int) -> tuple[Runs, Runs]:
    """Return the timed runs of so many turns, and those of one more turn in which memory was sampled."""
    timed: dict[tuple[str, str], list[Run]] = defaultdict(list)
    sampled: dict[tuple[str, str], list[Run]] = defaultdict(list)
    for turn in range(turns + 1):
        runs = sampled if turn == turns else timed
        for edit in (FIRST, *EDITS):
            for name in _in_turn(list(sites) if edit == FIRST else [MAIN, HUGO], turn):
                runs[name, edit].append(_build(sites[name], edit, turn, sampled=turn == turns))
                _tell(turn, edit, name, runs[name, edit][-1])
            if edit == FIRST:
                runs[MAIN, COPY].append(_copy(sites[MAIN].output))
    return timed, sampled


def verify(site: Site) -> None:
    """Prove that the output, after all edits, equals a clean build."""
    run((*site.command, "--verify"), site.at)


def start_up(turns: int) -> float:
    """Return the seconds by which `sitegen --version` takes longer than Python itself."""
    ours, bare = [], []
    for _ in range(10 * turns):
        ours.append(run((sys.executable, "-m", "sitegen", "--version"), ROOT).wall)
        bare.append(run((sys.executable, "-c", "pass"), ROOT).wall)
    return median(ours) - median(bare)


def grow(small: Site, large: Site, turns: int) -> Mapping[str, Sequence[Run]]:
    """Return the first builds of a small and a large site: timed ones, and a last one whose memory was sampled."""
    sites = {"small": small, "large": large}
    runs: dict[str, list[Run]] = defaultdict(list)
    for turn in range(turns + 1):
        for name in _in_turn(list(sites), turn):
            runs[name].append(_build(sites[name], FIRST, turn, sampled=turn == turns))
            _tell(turn, FIRST, name, runs[name][-1])
    return runs


def _in_turn(names: list[str], turn: int) -> list[str]:
    start = turn % len(names)
    return names[start:] + names[:start]


def _build(site: Site, edit: str, turn: int, *, sampled: bool) -> Run:
    if edit == FIRST:
        site.wipe()
    else:
        EDITS[edit](site, turn)
    return run(site.command, site.at, sampled=sampled)


def _copy(output: Path) -> Run:
    copy = output.with_name("copy")
    done = run(("cp", "-r", str(output), str(copy)), output.parent)
    shutil.rmtree(copy)
    return done


def _tell(turn: int, edit: str, name: str, done: Run) -> None:
    memory = f", {done.peak / 1e6:.0f} MB" if done.peak else ""
    print(f"{turn + 1} {edit:8} {name:19} {done.wall:7.2f} s, CPU {done.cpu:7.2f} s{memory}", flush=True)
