"""What we wrote into an output folder: by it a page is fresh, and we know our files from others'.

It is one file, replaced as a whole, so it is never half written; its first line is the digest of the rest.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen.build.files import UnreadableError
from sitegen.build.sealed import read_sealed, write_sealed
from sitegen.digests import digest_of


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
        self._file = file_of(work, output, "rows")
        self.damage = ""
        """Why the rows that were there are not used, or empty."""
        self.rows: Mapping[str, Row] = self._read()
        """By output path, as the last build left them."""

    def _read(self) -> dict[str, Row]:
        if not os.path.lexists(self._file):
            return {}
        try:
            return _decode(read_sealed(self._file))
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
        write_sealed(self._file, _encode(rows))
        self.rows, self.damage = rows, ""


def file_of(work: Path, output: Path, suffix: str) -> Path:
    """Name a file by the output folder: relative to the site where it is inside, so that a moved site keeps it."""
    return work / f"output-2-{key_of(work, output)}.{suffix}"


def key_of(work: Path, output: Path) -> str:
    """Return the key of an output folder among those of its site."""
    site = work.parent
    place = os.path.relpath(output, site) if output.is_relative_to(site) else str(output)
    return digest_of(os.fsencode(place))[:16]
