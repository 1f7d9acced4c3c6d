"""The output folder, written so that the last good site stays until the next is whole, and a kill at any moment heals.

Everything new is written into a staging folder beside the output. To publish, the rows of the new files are committed
first, then the files are renamed into place (which keeps size and time), then what is no longer produced is deleted,
and its rows last. A row that disagrees with the disk makes its page stale, so whatever a kill leaves undone is done by
the next build, and no file of ours is ever without a row. Where there is no output yet, staging becomes it by one
rename.
"""

import hashlib
import os
import posixpath
import shutil
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from sitegen.build.manifest import Manifest, Row
from sitegen.errors import Problem, SiteError


class Output:
    """One output folder during one build. Paths are relative to it, with forward slashes."""

    def __init__(self, folder: Path, manifest: Manifest, *, trust_rows: bool = True, adopt: bool = False) -> None:
        self._folder = folder
        self._manifest = manifest
        self._rows = manifest.rows
        self._trust_rows = trust_rows
        self._adopt = adopt
        self._staging = folder.parent / f".{folder.name}.sitegen-new"
        self._exists = folder.is_dir() and any(folder.iterdir())
        self._made: set[str] = set()
        self._changed: dict[str, Row] = {}
        self._produced: set[str] = set()
        self.written: list[str] = []
        """Files that are new or have other bytes."""
        self.deleted: list[str] = []
        """Files of ours that are no longer produced."""
        shutil.rmtree(self._staging, ignore_errors=True)

    def is_fresh(self, path: str, fingerprint: str) -> bool:
        """Tell whether the file on disk is the one we wrote and was made from the same; if so, it stays."""
        row = self._rows.get(path)
        if row is None or row.fingerprint != fingerprint or not self._trust_rows or not self._agrees(path, row):
            return False
        self._produced.add(path)
        return True

    def put(self, path: str, fingerprint: str, data: bytes) -> None:
        """Stage a file, unless the one on disk is ours and has the same bytes."""
        self._produced.add(path)
        digest = hashlib.sha256(data).hexdigest()[:32]
        if self._keep(path, fingerprint, digest):
            return
        target = self._stage(path)
        target.write_bytes(data)
        self._staged(path, fingerprint, digest)

    def copy(self, path: str, source: Path, digest: str) -> None:
        """Stage a copy of a file, `digest` being that of its bytes, unless the one on disk is ours and the same."""
        self._produced.add(path)
        if self._keep(path, digest, digest):
            return
        shutil.copyfile(source, self._stage(path))
        self._staged(path, digest, digest)

    def publish(self) -> None:
        """Put everything staged into place and delete what is no longer produced."""
        gone = self._rows.keys() - self._produced
        self._check_room()
        self._manifest.put(self._changed)
        if not self._exists and self._staging.is_dir():
            if self._folder.is_dir():
                self._folder.rmdir()
            self._staging.rename(self._folder)
        else:
            for path in self.written:
                self._place(path, gone)
        for path in sorted(gone):
            self._delete(path)
        self._manifest.drop(gone)
        shutil.rmtree(self._staging, ignore_errors=True)

    def abandon(self) -> None:
        """Leave the output as it was."""
        shutil.rmtree(self._staging, ignore_errors=True)

    @property
    def kept(self) -> int:
        """How many files stay as they are."""
        return len(self._produced) - len(self.written)

    def _keep(self, path: str, fingerprint: str, digest: str) -> bool:
        row = self._rows.get(path)
        if row is None or row.digest != digest or not self._agrees(path, row):
            return False
        if row.fingerprint != fingerprint:
            known = self._changed.get(path, row)
            self._changed[path] = replace(known, fingerprint=fingerprint)
        return True

    def _agrees(self, path: str, row: Row) -> bool:
        """Tell whether a file is the one that its row describes; where only the time differs, its bytes decide."""
        try:
            stat = os.lstat(self._folder / path)
            if stat.st_size != row.size:
                return False
            if stat.st_mtime_ns == row.mtime_ns:
                return True
            with (self._folder / path).open("rb") as stream:
                same = hashlib.file_digest(stream, "sha256").hexdigest()[:32] == row.digest
        except OSError:
            return False
        if same:
            self._changed[path] = replace(row, mtime_ns=stat.st_mtime_ns)
        return same

    def _stage(self, path: str) -> Path:
        if any(part in ("", ".", "..") for part in path.split("/")):
            raise ValueError(f'"{path}" is not a path below the output folder')  # whatever the levels say
        target = self._staging / path
        folder = posixpath.dirname(path)
        if folder not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(folder)
        return target

    def _staged(self, path: str, fingerprint: str, digest: str) -> None:
        stat = (self._staging / path).stat()
        self._changed[path] = Row(fingerprint, stat.st_size, stat.st_mtime_ns, digest)
        self.written.append(path)

    def _check_room(self) -> None:
        """Refuse to publish over what is not ours."""
        ours = self._rows.keys()
        problems = []
        for path in self.written if self._exists and not self._adopt else ():
            if path in ours:
                continue
            foreign = _in_the_way(self._folder, path, ours)
            if foreign:
                hint = "Move it away, or build with --adopt to take over what stands where our files go."
                problems.append(Problem("SG003", f"{foreign} is not ours and stands where {path} goes", hint=hint))
        if problems:
            raise SiteError(problems, exit_code=2)

    def _place(self, path: str, gone: Iterable[str]) -> None:
        target = self._folder / path
        for parent in list(target.parents)[::-1]:
            if parent.is_relative_to(self._folder) and parent.is_file():
                self._delete(parent.relative_to(self._folder).as_posix())
        if target.is_dir() and not target.is_symlink():
            for old in gone:
                if old.startswith(path + "/"):
                    self._delete(old)
        target.parent.mkdir(parents=True, exist_ok=True)
        (self._staging / path).replace(target)

    def _delete(self, path: str) -> None:
        target = self._folder / path
        try:
            target.unlink()
            self.deleted.append(path)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return
        for parent in target.parents:
            if parent == self._folder:
                return
            try:
                parent.rmdir()
            except OSError:
                return


def _in_the_way(folder: Path, path: str, ours: Iterable[str]) -> str:
    target = folder / path
    for parent in target.relative_to(folder).parents:
        name = parent.as_posix()
        if name != "." and (folder / name).is_file() and name not in ours:
            return name
    if target.is_dir() and not target.is_symlink():
        others = (file.relative_to(folder).as_posix() for file in target.rglob("*") if not file.is_dir())
        return next((name for name in others if name not in ours), "")
    return path if os.path.lexists(target) else ""
