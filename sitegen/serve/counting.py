"""How many pages a change has touched, counted beside everything else, a few milliseconds at a time."""

import asyncio
import time
from collections.abc import Callable

from sitegen.serve.live import Live

_SLICE = 0.004
"""Seconds for which nothing else is done."""
_MOST = 30_000
"""Pages of a site in which they are counted."""

Report = Callable[[str, float, int | None], None]
"""What changed, milliseconds, and pages; None: they were not counted."""


class Count:
    """Counts the pages that differ from the last time."""

    def __init__(self, live: Live, report: Report) -> None:
        self._live = live
        self._report = report
        self._marks: dict[str, str] | None = None
        self._waiting: list[tuple[str, float]] = []
        self._wake = asyncio.Event()

    def changed(self, what: str, milliseconds: float) -> None:
        """Count for a change that was just taken in."""
        for earlier in self._waiting:
            self._report(*earlier, None)
        self._waiting = [(what, milliseconds)]
        self._wake.set()

    async def run(self) -> None:
        """Count, whenever something has changed."""
        while True:
            marks = await self._marks_now()
            if marks is None and self._wake.is_set():
                self._wake.clear()
                continue  # it changed meanwhile: from the start
            waiting, self._waiting = self._waiting, []
            for one in waiting:
                self._report(*one, _differing(self._marks, marks))
            self._marks = marks
            await self._wake.wait()
            self._wake.clear()

    async def _marks_now(self) -> dict[str, str] | None:
        """Return the marks of all pages; None: there are too many, or the site changed on the way."""
        made = self._live.made
        if made is None or len(made.plan) > _MOST:
            return None
        marks: dict[str, str] = {}
        until = time.perf_counter() + _SLICE
        for route in made.plan:
            mark = self._live.mark(route.path)
            marks[route.path] = mark.whole if mark else ""
            if time.perf_counter() > until:
                await asyncio.sleep(_SLICE / 2)
                if self._wake.is_set():
                    return None
                until = time.perf_counter() + _SLICE
        return marks


def _differing(before: dict[str, str] | None, now: dict[str, str] | None) -> int | None:
    if before is None or now is None:
        return None
    return sum(before.get(path) != mark for path, mark in now.items()) + len(before.keys() - now.keys())
