"""What we wrote into an output folder: by it a page is fresh, and we know our files from others'.

It is one file, replaced as a whole, so it is never half written; its first line is the digest of the rest.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout
from msgspec import Struct

from sitegen.build.files import UnreadableError, read_file, reason
from sitegen.digests import digest_of
from sitegen.errors import Problem, SiteError


class Row(Struct, frozen=True, array_like=True):
    """A file of ours: what it was made from, and what it was on disk when we had written it."""

    fingerprint: str
    size: int
    mtime_ns: int
    digest: str
    """Of its bytes."""


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(dict[str, Row]).decode


class Manifest:
    """The rows of one output folder; the file stands in the site's work folder."""

    def __init__(self, work: Path, output: Path) -> None:
        self._file = _file(work, output)
        self.damage = ""
        """Why the rows that were there are not used, or empty."""
        self.rows: Mapping[str, Row] = self._read()
        """By output path, as the last build left them."""

    def _read(self) -> dict[str, Row]:
        if not os.path.lexists(self._file):
            return {}
        try:
            mark, _, packed = read_file(self._file).partition(b"\n")
            if mark.decode("latin-1") == digest_of(packed):
                return _decode(packed)
            self.damage = "it is not as we wrote it"
        except (UnreadableError, msgspec.MsgspecError) as error:
            self.damage = str(error)
        return {}

    def put(self, rows: Mapping[str, Row]) -> None:
        """Write rows, all or none."""
        self._write({**self.rows, **rows})

    def drop(self, paths: Iterable[str]) -> None:
        """Delete rows, all or none."""
        gone = set(paths)
        self._write({path: row for path, row in self.rows.items() if path not in gone})

    def _write(self, rows: Mapping[str, Row]) -> None:
        if rows == self.rows and not self.damage:
            return
        packed = _encode(rows)
        new = self._file.with_suffix(".new")
        with work_folder(self._file.parent):
            try:
                with new.open("wb") as stream:
                    stream.write(digest_of(packed).encode() + b"\n" + packed)
                    stream.flush()
                    os.fsync(stream.fileno())
                new.replace(self._file)
            except OSError:
                with suppress(OSError):
                    new.unlink(missing_ok=True)
                raise
        self.rows, self.damage = rows, ""


@contextmanager
def locked(work: Path, say_waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the one lock of a site; where another build has it, say so and wait for it to end."""
    with work_folder(work):
        work.mkdir(parents=True, exist_ok=True)
        lock = FileLock(work / "lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            say_waiting()
            lock.acquire()
    try:
        yield
    finally:
        lock.release()


@contextmanager
def work_folder(work: Path) -> Iterator[None]:
    """Turn a disk's refusal to write into a site's work folder into a problem.

    Raises:
        SiteError: if it refuses.
    """
    try:
        yield
    except (OSError, NotImplementedError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        hint = "Look at its permissions, and at the space on its disk. sitegen keeps there what it knows of its output."
        raise SiteError([Problem("SG003", f"{work} cannot be written: {why}", hint=hint)], exit_code=2) from None


def _file(work: Path, output: Path) -> Path:
    """Name a file by the output folder: relative to the site where it is inside, so that a moved site keeps it."""
    site = work.parent
    place = os.path.relpath(output, site) if output.is_relative_to(site) else str(output)
    return work / f"output-2-{digest_of(os.fsencode(place))[:16]}.rows"
