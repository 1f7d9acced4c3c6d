"""What a site costs in processor time, memory and disk, alone and with a cluster: `python -m benchmarks.scale 2000`.

docs/scale.md reckons with what this prints. Times are those of processors, so that other programs disturb them little:
a build with one process by its stages, then one with a cluster of two workers of this machine, where what the first
process does itself is what no further machine takes from it.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from distributed import Client, LocalCluster

from benchmarks.corpus import corpus
from benchmarks.sites import ROOT, Site, lay_sitegen

_PROGRAM = "import time; time.perf_counter = time.process_time; from sitegen.__main__ import main; main()"
"""sitegen, with a stopwatch that shows processor time."""
_ENGINE = "markdown: {engine: commonmark}\n"
_MB = 1 << 20
_RACY = 2.1
"""Seconds after which a file counts as unchanged by its times alone."""


@dataclass(frozen=True)
class Cost:
    """What one build took."""

    cpu: float
    """Seconds, of the first process."""
    peak: int
    """Bytes that the first process held at most."""
    stages: dict[str, float]
    """Seconds, of the first process, by stage."""


def main() -> None:
    """Measure one size, and print it as a table."""
    parser = argparse.ArgumentParser(prog="benchmarks.scale", description=__doc__)
    parser.add_argument("articles", type=int)
    parser.add_argument("--commonmark", action="store_true", help="with the other engine")
    options = parser.parse_args()
    settings = _ENGINE if options.commonmark else ""
    with tempfile.TemporaryDirectory(prefix="sitegen-scale-", dir="/dev/shm") as name:
        site = lay_sitegen(Path(name) / "site", list(corpus(options.articles)), settings)
        for row in _rows(site):
            print(f"| {row[0]} | {row[1]} |")


def _rows(site: Site) -> Iterator[tuple[str, str]]:
    time.sleep(_RACY)
    first = _build(site, "--jobs", "1")
    yield "content, MB", _megabytes(site.content)
    yield "output, MB", _megabytes(site.output)
    yield "output, files", f"{sum(1 for path in site.output.rglob('*') if path.is_file()):,}"
    yield ".sitegen, MB", _megabytes(*site.kept)
    yield from _told("first build, one process", first)
    yield from _told("nothing changed", _build(site, "--jobs", "1"))
    article = site.content / site.articles[len(site.articles) // 2]
    article.write_text(article.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
    time.sleep(_RACY)
    yield from _told("one text edited", _build(site, "--jobs", "1"))
    site.wipe()
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        client.run(_processor_time)  # which loads what it needs
        before = sum(client.run(_processor_time).values())
        with_cluster = _build(site, "--cluster", cluster.scheduler_address)
        yield from _told("first build with a cluster, the first process", with_cluster)
        yield "… its workers, CPU s", f"{sum(client.run(_processor_time).values()) - before:.2f}"


def _told(what: str, cost: Cost) -> Iterator[tuple[str, str]]:
    yield f"{what}, CPU s", f"{cost.cpu:.2f}"
    for stage, seconds in cost.stages.items():
        if seconds >= 0.02:
            yield f"… {stage}", f"{seconds:.2f}"
    yield "… peak of memory, MB", f"{cost.peak / _MB:.0f}"


def _build(site: Site, *options: str) -> Cost:
    command = [sys.executable, "-c", _PROGRAM, "build", str(site.folder), "--timings=json", *options]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout  # noqa: S101  # it is a pipe
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command} ended with {process.returncode}")
    stages: list[dict[str, Any]] = json.loads(said)["stages"]
    spent = {stage["name"]: stage["seconds"] for stage in stages}
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, spent)


def _megabytes(*folders: Path) -> str:
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return f"{sum(path.stat().st_size for path in files) / _MB:.1f}"


def _processor_time() -> float:
    """Return what a worker and the processes that it has started have spent."""
    import psutil  # noqa: PLC0415  # it is there where dask is

    this = psutil.Process()
    spent = (process.cpu_times() for process in (this, *this.children(recursive=True)))
    return float(sum(times.user + times.system for times in spent))


if __name__ == "__main__":
    main()
