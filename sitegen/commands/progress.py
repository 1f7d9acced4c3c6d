"""How far a build is, for those who watch a terminal."""

import math
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sitegen import console, interrupt
from sitegen.build.options import Watcher
from sitegen.clock import runs_in_ci


class Silent:
    """A watcher that shows nothing, for pipes and logs."""

    def progress(self, stage: str, done: int, total: int) -> None:  # noqa: ARG002  # nothing is shown
        """Say nothing."""
        interrupt.check()

    def waiting(self) -> None:
        """Say why nothing happens."""
        console.warn("Another build of this site is running; waiting for it to end (Ctrl-C to give up).")


class _Bar(Silent):
    """A progress bar for builds that take longer than a second."""

    def __init__(self) -> None:
        self._due = time.monotonic() + 1
        self._bar: Any = None
        self._tasks: dict[str, Any] = {}

    def progress(self, stage: str, done: int, total: int) -> None:
        interrupt.check()
        if time.monotonic() < self._due:
            return
        self._due = time.monotonic() + 0.1
        if self._bar is None:
            from rich.console import Console  # costs 40 ms, and most builds are over before  # noqa: PLC0415
            from rich.progress import Progress  # noqa: PLC0415

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(stage.capitalize(), total=total)
        self._bar.update(self._tasks[stage], completed=done)

    def close(self) -> None:
        """Show no more, whatever is still told."""
        self._due = math.inf
        if self._bar is not None:
            self._bar.stop()


@contextmanager
def progress(*, shown: bool) -> Iterator[Watcher]:
    """Show a bar if someone watches a terminal, else nothing."""
    if not shown or not sys.stderr.isatty() or runs_in_ci():
        yield Silent()
        return
    bar = _Bar()
    try:
        yield bar
    finally:
        bar.close()
