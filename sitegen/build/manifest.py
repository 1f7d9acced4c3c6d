"""What we wrote into an output folder: by it a page is fresh, and we know our files from others'."""

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from filelock import FileLock, Timeout
from msgspec import Struct

from sitegen.build.database import connect

_SCHEMA = """
CREATE TABLE IF NOT EXISTS rows
(path TEXT PRIMARY KEY, fingerprint TEXT, size INT, mtime INT, digest TEXT) WITHOUT ROWID;
"""


class Row(Struct, frozen=True):
    """A file of ours: what it was made from, and what it was on disk when we had written it."""

    fingerprint: str
    size: int
    mtime_ns: int
    digest: str
    """Of its bytes."""


class Manifest:
    """The rows of one output folder; the file stands in the site's work folder."""

    def __init__(self, work: Path, output: Path) -> None:
        self._database = connect(_file(work, output, "sqlite"), _SCHEMA, durable=True)
        self.rows: Mapping[str, Row] = {
            path: Row(*row)
            for path, *row in self._database.execute("SELECT path, fingerprint, size, mtime, digest FROM rows")
        }
        """By output path, as the last build left them."""

    def put(self, rows: Mapping[str, Row]) -> None:
        """Write rows, all or none."""
        values = ((path, r.fingerprint, r.size, r.mtime_ns, r.digest) for path, r in rows.items())
        self._database.execute("BEGIN")
        self._database.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?, ?)", values)
        self._database.execute("COMMIT")

    def drop(self, paths: Iterable[str]) -> None:
        """Delete rows, all or none."""
        self._database.execute("BEGIN")
        self._database.executemany("DELETE FROM rows WHERE path = ?", ((path,) for path in paths))
        self._database.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._database.close()


@contextlib.contextmanager
def locked(work: Path, output: Path, say_waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the one lock of an output folder; where another build has it, say so and wait for it to end."""
    file = _file(work, output, "lock")
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(file)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        say_waiting()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _file(work: Path, output: Path, suffix: str) -> Path:
    """Name a file by the output folder: relative to the site where it is inside, so that a moved site keeps it."""
    site = work.parent
    place = os.path.relpath(output, site) if output.is_relative_to(site) else str(output)
    name = hashlib.sha256(place.encode()).hexdigest()[:16]
    return work / f"output-1-{name}.{suffix}"
