"""What need not be done twice, in SITE/.sitegen/: digests of files, loaded records and bodies, sizes of pictures."""

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from sitegen.build.database import connect
from sitegen.build.engine import content_engine
from sitegen.content.load import LoadSettings, digest_of, load
from sitegen.content.records import Loaded, SourceFile
from sitegen.model.related import Related

FOLDER = ".sitegen"
_FILE = "cache-1.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS files
(path TEXT PRIMARY KEY, size INT, mtime INT, ctime INT, read INT, digest TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (key TEXT PRIMARY KEY, loaded BLOB, body TEXT, html TEXT);
CREATE INDEX IF NOT EXISTS bodies ON documents (body);
CREATE TABLE IF NOT EXISTS pictures (digest TEXT PRIMARY KEY, width INT, height INT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS memos (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
"""
_RACY = 2_000_000_000
"""Nanoseconds: a file changed this shortly before it was read may change again without its times telling."""

_encode = msgspec.msgpack.Encoder(order="deterministic").encode
_decode_loaded = msgspec.msgpack.Decoder(Loaded).decode


class Cache:
    """The cache of one site, shared by all builds of it; `work` is its folder. Everything in it can be made again."""

    def __init__(self, work: Path) -> None:
        self._database = connect(work / _FILE, _SCHEMA, durable=False)
        self._used_keys: set[str] = set()
        self._used_files: set[str] = set()
        self._fresh_files: list[tuple[str, int, int, int, int, str]] = []
        self._known_files: dict[str, tuple[int, int, int, int, str]] = {
            row[0]: row[1:]
            for row in self._database.execute("SELECT path, size, mtime, ctime, read, digest FROM files")
        }

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def digest(self, file: Path, name: str) -> str:
        """Return the digest of a file's bytes, read only if its size or times changed. `name` tells it from others."""
        stat = file.stat()
        return self._digest(file, name, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)

    def _digest(self, file: Path, name: str, size: int, mtime: int, ctime: int) -> str:
        self._used_files.add(name)
        known = self._known_files.get(name)
        if known and known[:3] == (size, mtime, ctime) and max(mtime, ctime) < known[3] - _RACY:
            return known[4]
        now = time.time_ns()
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()[:32]
        self._fresh_files.append((name, size, mtime, ctime, now, digest))
        return digest

    def load_all(self, content: Path, sources: Iterable[SourceFile], settings: LoadSettings) -> Iterator[Loaded]:
        """Yield the records of Markdown files; one whose bytes and settings are known is not read again.

        Bodies are not in what is yielded: ask `bodies` for them.

        Raises:
            OSError: if a file cannot be read.
        """
        basis = f"{content_engine()}\0{_encode(settings).hex()}\0"
        known = dict(self._database.execute("SELECT key, loaded FROM documents"))
        with self._transaction():
            for source in sources:
                file = content / source.path
                digest = self._digest(file, f"content/{source.path}", source.size, source.mtime_ns, source.ctime_ns)
                key = hashlib.sha256(f"{basis}{source.kind}\0{source.path}\0{digest}".encode()).hexdigest()[:32]
                self._used_keys.add(key)
                packed = known.get(key)
                if packed is not None:
                    yield _decode_loaded(packed)
                    continue
                data = file.read_bytes()
                loaded = load(source.path, source.kind, data, settings)
                if digest_of(data) == digest:
                    self._keep(key, loaded)
                yield msgspec.structs.replace(loaded, html="")

    def _keep(self, key: str, loaded: Loaded) -> None:
        body = loaded.record.body.digest if loaded.record else ""
        packed = _encode(msgspec.structs.replace(loaded, html=""))
        self._database.execute("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?)", (key, packed, body, loaded.html))

    def bodies(self, digests: Iterable[str]) -> dict[str, str]:
        """Return the HTML of bodies by digest."""
        query = "SELECT html FROM documents WHERE body = ? LIMIT 1"
        return {one: self._database.execute(query, (one,)).fetchone()[0] for one in digests}

    def picture_size(self, digest: str) -> tuple[int, int] | None:
        """Return the known width and height of a picture by the digest of its bytes."""
        row = self._database.execute("SELECT width, height FROM pictures WHERE digest = ?", (digest,)).fetchone()
        return (row[0], row[1]) if row else None

    def keep_picture_size(self, digest: str, width: int, height: int) -> None:
        """Remember the size of a picture."""
        self._database.execute("INSERT OR REPLACE INTO pictures VALUES (?, ?, ?)", (digest, width, height))

    def related(self) -> Related:
        """Return the related lists of the last build."""
        row = self._database.execute("SELECT value FROM memos WHERE name = 'related'").fetchone()
        try:
            return msgspec.msgpack.decode(row[0], type=Related) if row else Related()
        except msgspec.MsgspecError:
            return Related()

    def keep_related(self, related: Related) -> None:
        """Remember the related lists."""
        self._database.execute("INSERT OR REPLACE INTO memos VALUES ('related', ?)", (_encode(related),))

    def finish(self) -> None:
        """Keep what this build learnt, and forget what it did not use."""
        with self._transaction():
            self._database.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", self._fresh_files)
            gone = self._known_files.keys() - self._used_files
            self._database.executemany("DELETE FROM files WHERE path = ?", ((name,) for name in gone))
            keys = {row[0] for row in self._database.execute("SELECT key FROM documents")} - self._used_keys
            self._database.executemany("DELETE FROM documents WHERE key = ?", ((key,) for key in keys))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN")
        try:
            yield
        finally:
            self._database.execute("COMMIT")


def forget(work: Path) -> None:
    """Remove the cache of a site, so that the next build makes everything."""
    for suffix in ("", "-wal", "-shm"):
        file = work / (_FILE + suffix)
        if os.path.lexists(file):
            file.unlink()
