"""Where the time of a build goes: seconds and items of each stage, a stage inside of another not counted twice."""

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct


class Stage(Struct, frozen=True):
    """What one stage of a build took."""

    name: str
    seconds: float
    items: int
    """Things that it went through: files, articles, pages."""
    known: int
    """How many of these were as the last build had left them."""


class Timings:
    """A stopwatch for the stages of a build, in the order in which they began."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = defaultdict(float)
        self._items: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self._open: list[str] = []
        self._since = time.perf_counter()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure what is done inside."""
        self._stop()
        self._seconds[name] += 0
        self._open.append(name)
        try:
            yield
        finally:
            self._stop()
            self._open.pop()

    def count(self, name: str, items: int, known: int = 0) -> None:
        """Count items of a stage."""
        self._items[name][0] += items
        self._items[name][1] += known

    def stages(self) -> tuple[Stage, ...]:
        """Return what was measured."""
        return tuple(Stage(name, spent, *self._items[name]) for name, spent in self._seconds.items())

    def _stop(self) -> None:
        now = time.perf_counter()
        if self._open:
            self._seconds[self._open[-1]] += now - self._since
        self._since = now
