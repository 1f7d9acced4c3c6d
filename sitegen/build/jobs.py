"""Work for several processes: batches handed to an executor, in order, with a bounded number of them under way.

What is done in a batch is a function of it, and of what a copy of the first process knows from that. So the outcome is
the same whoever does the work: this process, others of this machine, or the workers of a cluster. None but the first
changes the database, the manifest or the output; pages are staged where they are rendered, if that is this machine.
"""

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any, TypeVar

from sitegen import interrupt
from sitegen.build.cluster import Cluster
from sitegen.errors import Problem, SiteError

T = TypeVar("T")
R = TypeVar("R")
Batch = Callable[[list[T]], list[R]]
"""Does the work of a batch: one outcome for each item. It must be picklable."""

_SIZE = 100
"""Items in a batch: enough that sending it costs little beside doing it."""
_FIRST = 10
"""Items in a batch that is done in this process, to see what one costs."""
_known: list[Batch[Any, Any]] = []
"""In a copy of the first process: the function that it is there for."""
_METHOD = "fork" if sys.platform == "linux" else "spawn"
_WORTH = 0.1 if _METHOD == "fork" else 1.0
"""Seconds of work done here before processes are started: about what starting them costs."""


class Jobs:
    """Those who work for one build: processes, started when the work has shown to be worth it, or a cluster."""

    def __init__(self, number: int | None = None, cluster: Cluster | None = None) -> None:
        self._number = cluster.threads if cluster else number or _cores()
        self._cluster = cluster
        self._pool: Executor | None = None

    @property
    def copies(self) -> bool:
        """Whether this process can copy itself, or works alone."""
        return not self._cluster and (self._number == 1 or _METHOD == "fork")

    @property
    def are_far(self) -> bool:
        """Whether those who work cannot reach our disk."""
        return self._cluster is not None

    def map(self, function: Batch[T, R], items: Iterable[T]) -> Iterator[R]:
        """Yield the outcome of each item, in order. The function and what is made must be picklable.

        Raises:
            SiteError: if a process dies.
        """
        items = iter(items)
        if self._cluster:
            yield from _mapped(self._cluster.hand, 2 * self._number, function, items)
            return
        if self._pool is None:
            yield from self._alone(function, items)
        first = list(islice(items, 1))
        if not first:
            return
        pool = self._pool = self._pool or _processes(self._number)
        with _deaths_told():
            yield from _mapped(lambda *work: pool.submit(*work).result, 2 * self._number, function, chain(first, items))

    def map_by_copies(self, function: Batch[T, R], items: Iterable[T]) -> Iterator[R]:
        """Yield the outcome of each item, in order, by this process and copies of it, which know whatever it knows.

        Raises:
            SiteError: if a process dies.
        """
        self.close()
        items = iter(items)
        yield from self._alone(function, items)
        first = list(islice(items, 1))
        if not first:
            return
        copies = self._number - 1
        pool = self._pool = _processes(copies, function)
        with _deaths_told():
            yield from _shared(pool, 2 * copies, function, chain(first, items))

    def _alone(self, function: Batch[T, R], items: Iterator[T]) -> Iterator[R]:
        """Work in this process until others are worth it."""
        spent = 0.0
        while self._number == 1 or spent < _WORTH:
            batch = list(islice(items, _FIRST))
            if not batch:
                return
            started = time.perf_counter()
            done = function(batch)
            spent += time.perf_counter() - started
            yield from done

    def close(self) -> None:
        """End the processes, each when its batch is done: nothing may be staged after staging was removed.

        After a signal they are killed: one that it has reached, too, may leave the others waiting for it.
        """
        if self._pool is not None:
            if interrupt.heard():
                _kill_copies()
            else:
                self._pool.shutdown(cancel_futures=True)
            self._pool = None
        if self._cluster:
            self._cluster.close()


def _mapped(
    hand: Callable[[Batch[T, R], list[T]], Callable[[], list[R]]],
    width: int,
    function: Batch[T, R],
    items: Iterator[T],
) -> Iterator[R]:
    """Hand out batches by `hand`, which returns what waits for the outcome of one."""
    waiting: deque[Callable[[], list[R]]] = deque()
    while batch := list(islice(items, _SIZE)):
        waiting.append(hand(function, batch))
        if len(waiting) > width:
            yield from waiting.popleft()()
    while waiting:
        yield from waiting.popleft()()


def _shared(pool: Executor, width: int, function: Batch[T, R], items: Iterator[T]) -> Iterator[R]:
    """Hand out batches to copies of this process, and do others here as long as they have enough to do.

    One copy less has to come into memory, and to own what it touches there.
    """
    waiting: deque[Future[list[R]]] = deque()
    while batch := list(islice(items, _SIZE)):
        if sum(not one.done() for one in waiting) < width:
            waiting.append(pool.submit(_by_copy, batch))
        else:
            waiting.append(Future())
            waiting[-1].set_result(function(batch))
        while waiting and waiting[0].done():
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


@contextmanager
def _deaths_told() -> Iterator[None]:
    """Tell of a process that dies.

    Raises:
        SiteError: if one does.
    """
    try:
        yield
    except BrokenExecutor:
        hint = "It may have had too little memory: build with `--jobs 1`."
        raise SiteError([Problem("SG007", "a process of this build has died", hint=hint)]) from None


def _processes(number: int, *known: Any) -> ProcessPoolExecutor:
    context = multiprocessing.get_context(_METHOD)
    return ProcessPoolExecutor(number, mp_context=context, initializer=_follow, initargs=known)


def _kill_copies() -> None:
    for process in multiprocessing.active_children():
        process.kill()
        process.join()


def _by_copy(batch: list[Any]) -> list[Any]:
    """Do what this process was copied for."""
    return _known[0](batch)


def _follow(*known: Any) -> None:
    """Leave it to the first process to hear of interrupts, and end when it ends, even if it is killed."""
    _known.extend(known)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a pool that is broken ends its processes by it
    threading.Thread(target=_end_with_the_first, daemon=True).start()


def _end_with_the_first() -> None:
    first = multiprocessing.parent_process()
    if first is not None:
        first.join()
        os._exit(1)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
