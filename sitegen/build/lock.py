"""The one lock of a site: its builds share a cache, and those of one output must not meet."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from sitegen.build.sealed import work_folder


@contextmanager
def locked(work: Path, say_waiting: Callable[[], None]) -> Iterator[bool]:
    """Hold the one lock of a site; where another build has it, say so and wait. Yield whether that was so."""
    with work_folder(work):
        work.mkdir(parents=True, exist_ok=True)
        lock = FileLock(work / "lock")
        waited = False
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waited = True
            say_waiting()
            lock.acquire()
    try:
        yield waited
    finally:
        lock.release()


@contextmanager
def locked_if_free(work: Path) -> Iterator[bool]:
    """Hold the one lock of a site unless another build has it. Yield whether it is held."""
    with work_folder(work):
        work.mkdir(parents=True, exist_ok=True)
        lock = FileLock(work / "lock")
        with suppress(Timeout):
            lock.acquire(timeout=0)
    try:
        yield lock.is_locked
    finally:
        lock.release()
