"""The table in words, and its place in docs/performance.md."""

import os
import platform
import re
import shutil
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import sitegen
from benchmarks.rows import Row
from benchmarks.sites import ROOT

PAGE = ROOT / "docs/performance.md"
_END = "<!-- end -->"
_HISTORY = "<!-- history: `make bench KEEP=WHY` adds a row -->"


def table(rows: Sequence[Row], theirs: str = "Hugo") -> str:
    """Return rows as a table in Markdown."""
    lines = [f"| what | sitegen | {theirs} | ratio | target | | of CPU |", "|---|--:|--:|--:|--:|---|--:|"]
    for row in rows:
        met = "" if row.target is None or row.ratio is None else "met" if row.ratio <= row.target else "**not met**"
        target = "" if row.target is None else f"≤ {spoken(row.target, row.unit)}"
        ratio = "" if row.ratio is None or row.unit else spoken(row.ratio)
        cpu = "" if row.cpu is None else spoken(row.cpu)
        lines.append(f"| {row.what} | {row.ours} | {row.theirs} | {ratio} | {target} | {met} | {cpu} |")
    return "\n".join(lines)


def spoken(ratio: float, unit: str = "") -> str:
    """Write a ratio as people say it: `1/8.4`, `0.55`, `12`."""
    if unit:
        return f"{ratio:.0f} {unit}"
    if ratio < 0.25 or ratio == 1 / 4:
        return f"1/{1 / ratio:.3g}"
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}"


def circumstances(work: Path, hugo: str, command: str, others: float) -> str:
    """Say what was measured, on what, and how; `others` is the share of the machine that others used."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("Jinja2", "Markdown"))
    return (
        f"`{command}` on {datetime.now(UTC):%Y-%m-%d}: sitegen {sitegen.__version__} ({commit()}), "
        f"Python {platform.python_version()}, {libraries}; {hugo}. {len(os.sched_getaffinity(0))} cores "
        f"({_processor()}), {platform.system()} {platform.release()}, {_file_system(work)}. "
        f"Other programs took {others:.0%} of the machine meanwhile."
    )


def written(page: str, articles: int, text: str, target: str = "bench") -> str:
    """Return the page with a new text in the place of so many articles; without such a place, as it was."""
    return re.sub(
        rf"({re.escape(_start(articles, target))}\n).*?({re.escape(_END)})",
        lambda found: f"{found[1]}\n{text}\n\n{found[2]}",
        page,
        flags=re.DOTALL,
    )


def kept(page: str, articles: int, rows: Sequence[Row], why: str) -> str:
    """Return the page with one more row of its history."""
    ratios = [spoken(row.ratio, row.unit) if row.ratio is not None else "–" for row in rows]
    cells = [f"{datetime.now(UTC):%Y-%m-%d}", commit(), why.replace("|", "/"), f"{articles:,}", *ratios]
    before, start, rest = page.partition(_HISTORY)
    history, end, after = rest.partition(_END)
    return f"{before}{start}{history.rstrip()}\n| {' | '.join(cells)} |\n\n{end}{after}"


def commit() -> str:
    """Return the commit that is checked out, with a plus if something was changed since."""

    def git(*words: str) -> str:
        command = (shutil.which("git") or "git", *words)
        return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()

    try:
        changed = git("status", "--porcelain", "--untracked-files=no", "--", "sitegen", "benchmarks", "layouts")
        return git("rev-parse", "--short", "HEAD") + ("+" if changed else "")
    except (OSError, subprocess.CalledProcessError):
        return "no commit"


def _start(articles: int, target: str) -> str:
    return f"<!-- {articles} articles: written by `make {target}` -->"


def _processor() -> str:
    found = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return found[1] if found else platform.machine()


def _file_system(folder: Path) -> str:
    """Return the type of the file system that holds a folder."""
    mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines()]
    holding = [(point, kind) for point, kind in mounts if folder.is_relative_to(point)]
    return max(holding, key=lambda mount: len(mount[0]))[1]
