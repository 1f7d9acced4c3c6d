"""The output folder, written so that the last good site stays until the next is whole, and a kill at any moment heals.

Everything new is staged first. To publish, the rows of the new files are committed, then the files are renamed into
place (which keeps size and time), then what is no longer produced is deleted, and its rows last. A row that disagrees
with the disk makes its page stale, so whatever a kill leaves undone is done by the next build, and no file of ours is
ever without a row. Where there is no output yet, staging becomes it by one rename.
"""

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec.structs import replace

from sitegen.build.files import CHANGED, UnreadableError, digest_of_file, read_parts
from sitegen.build.manifest import Manifest, Row
from sitegen.build.room import Links, check_room, files_below
from sitegen.build.staging import NAME, Staging, stage, writing
from sitegen.errors import SiteError


class Output:
    """One output folder during one build. Paths are relative to it, with forward slashes."""

    def __init__(self, folder: Path, manifest: Manifest, staging: Staging, *, adopt: bool = False) -> None:
        self._folder = folder
        self._manifest = manifest
        self._staging = staging
        self.rows = manifest.rows
        """What the last build had written, by path."""
        self._adopt = adopt
        self._links = Links(folder)
        self._changed: dict[str, Row] = {}
        self._produced: set[str] = set()
        self.written: list[str] = []
        """Files that are new or have other bytes."""
        self.deleted: list[str] = []
        """Files of ours that are no longer produced."""

    def row(self, path: str) -> Row | None:
        """Return the row of the file on disk if it is the one we wrote; where only its time differs, as it is now."""
        row = self.rows.get(path)
        return row and self._as_it_is(path, row)

    def take(self, path: str, row: Row, *, staged: bool = False) -> None:
        """Let a file that was staged, or the one on disk, be part of the site; `row` is what is to be known of it."""
        self._produced.add(path)
        if row != self.rows.get(path):
            self._changed[path] = row
        if staged:
            self.written.append(path)

    def keep(self, path: str) -> None:
        """Let the file on disk, which is as its row says, be part of the site."""
        self._produced.add(path)

    def put(self, path: str, data: bytes, digest: str) -> None:
        """Stage a file of bytes, unless the one on disk is ours and the same."""
        self._put(path, (data,), digest)

    def copy(self, path: str, source: Path, digest: str) -> None:
        """Stage a copy of a file, `digest` being that of its bytes, unless the one on disk is ours and the same.

        Raises:
            UnreadableError: if it cannot be read, or its bytes are others by now.
        """
        if self._put(path, read_parts(source), digest) != digest:
            raise UnreadableError(CHANGED)

    def publish(self) -> None:
        """Put everything staged into place and delete what is no longer produced.

        Raises:
            SiteError: if something is in the way or the disk refuses; it says whether part of it is published.
        """
        gone = self.gone
        with writing(self._folder):
            check_room(self._folder, self.written, gone, self.rows.keys(), adopt=self._adopt)
        self._manifest.put(self._changed)
        with _in_part(), writing(self._folder):
            if not self._folder.is_dir() and self._staging.folder.is_dir():
                self._staging.folder.rename(self._folder)
            else:
                for path in self.written:
                    self._place(path, gone)
            for path in sorted(gone):
                self._delete(path)
            self._manifest.drop(gone)

    def strangers(self) -> list[str]:
        """List the files in the folder that this build does not make."""
        found = (name for name in files_below(self._folder) if not name.startswith(NAME + "/"))
        return sorted(name for name in found if name not in self._produced)

    @property
    def gone(self) -> AbstractSet[str]:
        """What the last build had written and this one does not make."""
        return self.rows.keys() - self._produced

    @property
    def kept(self) -> int:
        """How many files stay as they are."""
        return len(self._produced) - len(self.written)

    def _put(self, path: str, parts: Iterable[bytes], digest: str) -> str:
        row = self.row(path)
        if row and row.digest == digest:
            self.take(path, row)
            return digest
        staged = stage(self._staging.folder, path, parts)
        self.take(path, Row(digest, staged.size, staged.mtime_ns, staged.digest), staged=True)
        return staged.digest

    def _as_it_is(self, path: str, row: Row) -> Row | None:
        """Return the row of a file if it is the one described; where only the time differs, its bytes decide."""
        try:
            stat = os.lstat(f"{self._folder}/{path}")
            if stat.st_size != row.size or self._links.above(path):
                return None
            if stat.st_mtime_ns == row.mtime_ns:
                return row
            same = digest_of_file(self._folder / path) == row.digest
        except (OSError, UnreadableError):
            return None
        return replace(row, mtime_ns=stat.st_mtime_ns) if same else None

    def _place(self, path: str, gone: Iterable[str]) -> None:
        with suppress(OSError):
            os.replace(f"{self._staging.folder}/{path}", f"{self._folder}/{path}")  # noqa: PTH105  # ten thousand times
            return
        target = self._folder / path
        for parent in list(target.parents)[::-1]:
            if parent.is_relative_to(self._folder) and os.path.lexists(parent) and not parent.is_dir():
                self._delete(parent.relative_to(self._folder).as_posix())
        if target.is_dir() and not target.is_symlink():
            self._empty(path, gone)
        target.parent.mkdir(parents=True, exist_ok=True)
        _move(self._staging.folder / path, target)

    def _empty(self, path: str, gone: Iterable[str]) -> None:
        """Remove a folder of nothing but our files and empty folders."""
        for old in gone:
            if old.startswith(path + "/"):
                self._delete(old)
        for here, _, _ in os.walk(self._folder / path, topdown=False):
            Path(here).rmdir()

    def _delete(self, path: str) -> None:
        target = self._folder / path
        if self._links.above(path) or (target.is_dir() and not target.is_symlink()):
            return
        try:
            target.unlink()
            self.deleted.append(path)
        except (FileNotFoundError, NotADirectoryError):
            return
        for parent in target.parents:
            if parent == self._folder:
                return
            try:
                parent.rmdir()
            except OSError:
                return


def _move(source: Path, target: Path) -> None:
    """Rename a file; where a part of the output is a disk of its own, copy it with its time."""
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        target.unlink(missing_ok=True)
        shutil.copy2(source, target)


@contextmanager
def _in_part() -> Iterator[None]:
    """Say of a failure that part of the output is new."""
    try:
        yield
    except SiteError as error:
        raise SiteError(error.problems, error.exit_code, "partial") from None
