"""Measure sitegen beside Hugo: `make bench N=1000 REPS=3 KEEP="why this run is kept"`."""

import argparse
import shutil
import subprocess
import tempfile
from pathlib import Path

from benchmarks import report
from benchmarks.corpus import corpus
from benchmarks.measure import Failed, Machine, run
from benchmarks.race import COMMONMARK, HUGO, MAIN, THEME, grow, prepare, race, start_up, verify
from benchmarks.rows import growth_rows, rows
from benchmarks.sites import ROOT, lay_hugo, lay_sitegen

_BINARY = ".venv-bench/lib/python3*/site-packages/hugo/binaries/hugo*"
_ENGINE = "markdown: {engine: commonmark}\n"
_ROOM = 150_000
"""Bytes on tmpfs for each article, all sites, outputs and copies together."""
SMALL = 10_000
"""What a larger site is compared with, when ours is compared with itself."""


def main() -> None:
    """Measure, print the table, and write it into docs/performance.md."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("articles", type=int)
    parser.add_argument("--reps", type=int, default=3, help="timed turns; medians are reported")
    parser.add_argument("--keep", default="", metavar="WHY", help="add a row to the history in docs/performance.md")
    parser.add_argument("--hugo", type=Path, help="the program itself  [default: that of .venv-bench]")
    options = parser.parse_args()
    if options.keep and options.articles > SMALL:
        parser.error(f"the history keeps runs of at most {SMALL} articles, beside Hugo")
    with tempfile.TemporaryDirectory(prefix="sitegen-bench-", dir=fast_disk(options.articles)) as name:
        if options.articles > SMALL:
            _growth(Path(name), options)
        else:
            _race(Path(name), options)


def _race(work: Path, options: argparse.Namespace) -> None:
    hugo = options.hugo or hugo_binary()
    articles = list(corpus(options.articles))
    sites = {
        MAIN: lay_sitegen(work / MAIN, articles),
        HUGO: lay_hugo(work / HUGO, articles, hugo),
        THEME: lay_sitegen(work / THEME, articles, default_theme=True),
    }
    if _takes(work / "trial", _ENGINE):
        sites[COMMONMARK] = lay_sitegen(work / COMMONMARK, articles, _ENGINE)
    pages = prepare(sites)
    machine = Machine()
    timed, sampled = race(sites, options.reps)
    others = machine.others(run for runs in (timed, sampled) for found in runs.values() for run in found)
    verify(sites[MAIN])
    found = list(rows(timed, sampled, start_up(options.reps), options.articles))
    where = report.circumstances(work, hugo_version(hugo), _command(options), others)
    _publish(f"{report.table(found)}\n\n{pages:,} pages. {where}", options.articles)
    if options.keep:
        page = report.PAGE.read_text(encoding="utf-8")
        report.PAGE.write_text(report.kept(page, options.articles, found, options.keep), encoding="utf-8")


def _growth(work: Path, options: argparse.Namespace) -> None:
    small, large = (lay_sitegen(work / str(count), list(corpus(count))) for count in (SMALL, options.articles))
    machine = Machine()
    runs = grow(small, large, options.reps)
    others = machine.others(run for found in runs.values() for run in found)
    text = report.table(list(growth_rows(runs, SMALL, options.articles)), f"sitegen, {SMALL:,} articles")
    where = report.circumstances(work, "no Hugo", _command(options), others)
    _publish(f"{text}\n\n{where}", options.articles)


def _publish(text: str, articles: int) -> None:
    """Print a table, and put it into the documentation if that has a place for it."""
    print(f"\n{text}\n")
    page = report.PAGE.read_text(encoding="utf-8")
    report.PAGE.write_text(report.written(page, articles, text), encoding="utf-8")


def _takes(folder: Path, settings: str) -> bool:
    """Try whether this sitegen takes settings; say why not."""
    trial = lay_sitegen(folder, list(corpus(3)), settings)
    try:
        run((*trial.command, trial.strict), trial.at)
    except Failed as refusal:
        print(f"Skipping {settings.strip()}: {refusal}")
        return False
    return True


def _command(options: argparse.Namespace) -> str:
    return f"make bench N={options.articles} REPS={options.reps}"


def hugo_binary() -> Path:
    """Return the program that `make bench` has installed."""
    return next(ROOT.glob(_BINARY))


def hugo_version(binary: Path) -> str:
    """Return what Hugo says that it is (`Hugo v0.168.0`)."""
    said = subprocess.run((binary, "version"), check=True, capture_output=True, text=True).stdout
    return said.split("-")[0].capitalize()


def fast_disk(articles: int) -> Path | None:
    """Return the memory disk if it has room, so that the disk is not what is measured; None: the usual place."""
    memory = Path("/dev/shm")  # noqa: S108  # a folder with a name of its own is made in it
    if memory.is_dir() and shutil.disk_usage(memory).free > articles * _ROOM:
        return memory
    print("There is no room in /dev/shm: the disk will be measured, too.")
    return None


if __name__ == "__main__":
    main()
