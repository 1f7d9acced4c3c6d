"""Measure `sitegen serve` beside `hugo server`: `make bench-serve N=10000 REPS=5`.

Ours is timed from the save of a file to the paint of the reloaded page in a real Chromium; Hugo's is what it prints of
a rebuild, in which no browser has a part.
"""

import argparse
import re
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from benchmarks import report
from benchmarks.__main__ import fast_disk, hugo_binary, hugo_version
from benchmarks.corpus import corpus
from benchmarks.edits import EDITS, article
from benchmarks.measure import Failed, Machine, Run, held
from benchmarks.rows import Row
from benchmarks.sites import ROOT, Site, lay_hugo, lay_sitegen

_CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser")
_PAINTED = "performance.timeOrigin + performance.getEntriesByName('first-contentful-paint')[0].startTime"
_SIGNS = {
    "body": "document.body.textContent.includes('correction number {turn}.')",
    "title": "document.title.includes('headline number {turn}')",
    "layout": "document.querySelector('article').dataset.turn == '{turn}'",
}
"""By what the page is known to show an edit."""
_WORDS = {"body": "text of an article", "title": "its headline", "layout": "layout of articles"}
_PATIENCE = 60
"""Seconds."""
# The page is to be painted this soon, and sooner than Hugo has rebuilt the site.
_TARGETS = {"body": 0.150, "title": 0.300, "layout": 0.300}


def main() -> None:
    """Measure, print the table, and write it into docs/performance.md."""
    parser = argparse.ArgumentParser(prog="benchmarks.live", description=__doc__)
    parser.add_argument("articles", type=int)
    parser.add_argument("--reps", type=int, default=5, help="edits of each kind; medians are reported")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sitegen-bench-", dir=fast_disk(options.articles)) as name:
        articles, binary = list(corpus(options.articles)), hugo_binary()
        ours = lay_sitegen(Path(name) / "ours", articles)
        theirs = lay_hugo(Path(name) / "hugo", articles, binary)
        machine = Machine()
        shown, memory = _ours(ours, options.reps)
        printed, their_memory = _hugo(theirs, options.reps)
        command = f"make bench-serve N={options.articles} REPS={options.reps}"
        where = report.circumstances(Path(name), hugo_version(binary), command, machine.others([_spent()]))
    text = f"{_table(shown, printed, memory, their_memory)}\n\n{where}"
    print(f"\n{text}\n")
    page = report.PAGE.read_text(encoding="utf-8")
    report.PAGE.write_text(report.written(page, options.articles, text, "bench-serve"), encoding="utf-8")


def _spent() -> Run:
    """Return what the servers and the browser took, as far as they have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(0, usage.ru_utime + usage.ru_stime)


def _ours(site: Site, reps: int) -> tuple[dict[str, list[float]], int]:
    port = _free_port()
    command = (sys.executable, "-m", "sitegen", "serve", str(site.folder), "--port", str(port))
    with _server(command, ROOT) as (process, _said), _page() as page:
        _wait_for(port)
        memory = held(process.pid)
        found: dict[str, list[float]] = {kind: [] for kind in _SIGNS}
        for turn in range(reps):
            for kind, sign in _SIGNS.items():
                shown = article(site, turn + (kind == "title"))
                page.goto(f"http://127.0.0.1:{port}{_address(shown)}")
                page.wait_for_timeout(300)
                saved = time.time() * 1000
                EDITS[kind](site, turn)
                page.wait_for_function(sign.format(turn=turn), timeout=_PATIENCE * 1000)
                page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
                found[kind].append((page.evaluate(_PAINTED) - saved) / 1000)
        return found, memory


def _hugo(site: Site, reps: int) -> tuple[dict[str, list[float]], int]:
    port = _free_port()
    command = (*site.command, "server", "--port", str(port))
    with _server(command, site.at) as (process, said):
        _wait_for(port)
        memory = held(process.pid)
        time.sleep(1)
        found: dict[str, list[float]] = {kind: [] for kind in _SIGNS}
        for turn in range(reps):
            for kind, times in found.items():
                _drain(said)
                EDITS[kind](site, turn)
                times.append(_rebuilt(said))
                time.sleep(0.5)
        return found, memory


def _table(ours: dict[str, list[float]], theirs: dict[str, list[float]], memory: int, their_memory: int) -> str:
    rows = []
    for kind, times in ours.items():
        mine, other = statistics.median(times), statistics.median(theirs[kind])
        told = f"{mine * 1000:.0f} ms", f"{other * 1000:.0f} ms"
        rows.append(Row(_WORDS[kind], *told, mine / other, min(_TARGETS[kind] / other, 1)))
    held_by = f"{memory / 1e6:.0f} MB", f"{their_memory / 1e6:.0f} MB"
    rows.append(Row("memory after the start", *held_by, memory / their_memory, 0.5))
    return report.table(rows)


def _rebuilt(said: "Queue[str]") -> float:
    """Return the seconds that Hugo says a rebuild took."""
    end, heard = time.monotonic() + _PATIENCE, []
    while time.monotonic() < end:
        try:
            line = said.get(timeout=1)
        except Empty:
            continue
        heard.append(line)
        if match := re.search(r"(?:Total|Rebuilt|rebuilt) in (\d+) ms", line):
            return int(match[1]) / 1000
    raise Failed(f"hugo server says nothing of a rebuild, but: {''.join(heard)}")


def _address(path: Path) -> str:
    """Return the address of an article by its file and the default permalink."""
    date = re.search(r"(?m)^date: (\d{4})-(\d\d)-(\d\d)", path.read_text(encoding="utf-8"))
    if not date:
        raise Failed(f"{path} has no date")
    return f"/{date[1]}/{date[2]}/{date[3]}/{path.stem}/"


@contextmanager
def _server(command: Sequence[str], at: Path) -> Iterator[tuple["subprocess.Popen[str]", "Queue[str]"]]:
    said: Queue[str] = Queue()
    process = subprocess.Popen(
        command, cwd=at, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )

    def listen() -> None:
        for line in process.stdout or ():
            said.put(line)

    threading.Thread(target=listen, daemon=True).start()
    try:
        yield process, said
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def _page() -> Iterator[Page]:
    system = next((path for path in _CHROMIUM if Path(path).exists()), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system, args=["--no-sandbox", "--disable-gpu"])
        yield browser.new_page()
        browser.close()


def _wait_for(port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            with urlopen(f"http://127.0.0.1:{port}/", timeout=_PATIENCE):
                return
        except OSError:
            time.sleep(0.05)
    raise Failed("the server does not answer")


def _drain(said: "Queue[str]") -> None:
    while not said.empty():
        said.get()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


if __name__ == "__main__":
    main()
