"""How long a command takes, and how much memory it and its children hold."""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_INTERVAL = 0.02


class Failed(SystemExit):
    """A command has failed."""


@dataclass(frozen=True)
class Run:
    """One run of a command."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of all its processes, user and system."""
    peak: int = 0
    """Bytes that all its processes held at once, shared pages counted in proportion; 0: not sampled."""


def run(command: Sequence[str], at: Path, *, sampled: bool = False) -> Run:
    """Run a command to its end, and fail with its last words if it does.

    Sampling costs time, so a run whose memory is sampled is not to be compared in time.
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=at, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT)
        sampler = _Sampler(process.pid)
        if sampled:
            sampler.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = sampler.stop() if sampled else 0
        if process.returncode:
            said.seek(0)
            words = said.read().decode(errors="replace").strip()
            raise Failed(f"{' '.join(command)} ended with {process.returncode}:\n{words[-2000:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, peak)


class _Sampler(threading.Thread):
    """Looks at a process and its children, again and again."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self._root, self._peak, self._ended = root, 0, threading.Event()

    def run(self) -> None:
        """Sample until told to stop."""
        while not self._ended.wait(_INTERVAL):
            self._peak = max(self._peak, held(self._root))

    def stop(self) -> int:
        """End, and return the most that was seen."""
        self._ended.set()
        self.join()
        return self._peak


def held(root: int) -> int:
    """Return the bytes that a process and all that it has started hold, shared pages counted in proportion."""
    return sum(map(_held, _family(root)))


def _family(root: int) -> list[int]:
    """Return a process and all that it has started."""
    children: dict[int, list[int]] = {}
    for entry in _PROC.glob("[0-9]*"):
        try:
            parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
        except OSError:  # it has ended
            continue
        children.setdefault(int(parent), []).append(int(entry.name))
    found = [root]
    for process in found:
        found += children.get(process, [])
    return found


def _held(process: int) -> int:
    try:
        lines = (_PROC / str(process) / "smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


class Machine:
    """Knows what part of the machine others take while we measure."""

    def __init__(self) -> None:
        self._began, self._ours, self._busy = time.perf_counter(), time.process_time(), _busy()

    def others(self, own: Iterable[Run]) -> float:
        """Return the share of all cores that was spent on anything but these runs and ourselves."""
        ours = time.process_time() - self._ours + sum(run.cpu for run in own)
        spent = _busy() - self._busy - ours
        return max(spent / (time.perf_counter() - self._began) / (os.cpu_count() or 1), 0.0)


def _busy() -> float:
    """Return the CPU seconds that the machine has spent since it started."""
    user, nice, system, _, _, irq, softirq, steal = map(int, (_PROC / "stat").read_text().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")
