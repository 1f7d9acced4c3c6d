"""What need not be done twice, in SITE/.sitegen/: digests of files, loaded records and bodies, sizes of pictures.

Whatever is kept has a digest or a sum, and is not used if that does not agree: what a disk has spoiled is made again.
"""

import os
import sqlite3
import time
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from sitegen import interrupt
from sitegen.build.batches import Parsed, encode, load_batch
from sitegen.build.database import FAILURES, connect, copy_in_memory, in_memory, open_to_read, remove
from sitegen.build.engine import content_engine
from sitegen.build.extensions import extensions_digest
from sitegen.build.files import UnreadableError, digest_of_file, read_file, reason, unreadable
from sitegen.build.jobs import Jobs
from sitegen.build.sealed import in_the_way
from sitegen.content.load import LoadSettings, Text
from sitegen.content.records import Loaded, SourceFile
from sitegen.digests import digest_of

_FILE = "cache-3.sqlite"
_SCHEMA = """
CREATE TABLE files
(seal INT, path TEXT PRIMARY KEY, size INT, mtime INT, ctime INT, read INT, digest TEXT) WITHOUT ROWID;
CREATE TABLE documents (key TEXT PRIMARY KEY, seal TEXT, loaded BLOB, body TEXT, html TEXT);
CREATE INDEX bodies ON documents (body);
CREATE TABLE pictures (seal INT, digest TEXT PRIMARY KEY, width INT, height INT) WITHOUT ROWID;
CREATE TABLE memos (name TEXT PRIMARY KEY, seal TEXT, value BLOB) WITHOUT ROWID;
CREATE TABLE traces (output TEXT, path TEXT, trace BLOB, PRIMARY KEY (output, path)) WITHOUT ROWID;
"""
_COMMIT = 1_000
"""Documents that a kill may make us read again."""
_RACY = 2_000_000_000
"""Nanoseconds: a file changed this shortly before it was read may change again without its times telling."""
_Memo = TypeVar("_Memo", bound=msgspec.Struct)
_Stamp = tuple[int, int, int]
"""Size, time of change of the bytes, time of change of the file."""

_decode_loaded = msgspec.msgpack.Decoder(Loaded).decode


class Cache:
    """The cache of one site, shared by all builds of it. Everything in it can be made again.

    Any method may raise one of `FAILURES`: the file turned out to be damaged, or cannot be written. A build then starts
    again with a cache in memory.
    """

    def __init__(self, database: sqlite3.Connection, file: Path | None = None) -> None:
        self._database = database
        self._file = file
        self._process = os.getpid()
        self._used_keys: set[str] = set()
        self._used_files: set[str] = set()
        self.parsed = 0
        """How many documents were read, as the cache did not have them."""
        self._fresh_files: list[tuple[int, str, int, int, int, int, str]] = []
        self._known_files: dict[str, tuple[int, int, int, int, str]] = {
            row[0]: tuple(row[1:])
            for seal, *row in self._database.execute("SELECT seal, path, size, mtime, ctime, read, digest FROM files")
            if seal == _seal(row)
        }

    @property
    def on_disk(self) -> bool:
        """Whether a copy of this process can read it, too."""
        return self._file is not None

    def knows_content(self) -> bool:
        """Tell whether the last build found something under content/."""
        return any(name.startswith("content/") for name in self._known_files)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def digest(self, file: Path, name: str) -> str:
        """Return the digest of a file's bytes, read only if its size or times changed. `name` tells it from others.

        Raises:
            UnreadableError: if it cannot be read.
        """
        try:
            stat = file.stat()
        except OSError as error:
            raise UnreadableError(reason(error)) from None
        stamp = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
        digest = self._known(name, stamp)
        if digest is None:
            now = time.time_ns()
            digest = digest_of_file(file)
            self._learn(name, stamp, now, digest)
        return digest

    def _learn(self, name: str, stamp: _Stamp, now: int, digest: str) -> None:
        row = (name, *stamp, now, digest)
        self._fresh_files.append((_seal(row), *row))

    def _known(self, name: str, stamp: _Stamp) -> str | None:
        self._used_files.add(name)
        known = self._known_files.get(name)
        if known and known[:3] == stamp and max(stamp[1:]) < known[3] - _RACY:
            return known[4]
        return None

    def load_all(
        self,
        content: Path,
        sources: Sequence[SourceFile],
        settings: LoadSettings,
        jobs: Jobs,
        progress: Callable[[int], None],
    ) -> list[Loaded]:
        """Return the records of Markdown files; one whose bytes and settings are known is not read again.

        Bodies are not in what is returned: ask `bodies` for them. `progress` is told how many files were looked at.
        """
        engine = f"{content_engine()}\0{extensions_digest(settings.markdown.extensions)}"
        basis = f"{engine}\0{encode(settings).hex()}\0"
        known = {key: (seal, packed) for key, seal, packed in self._rows("SELECT key, seal, loaded FROM documents")}
        loaded: dict[int, Loaded] = {}
        unkept: deque[tuple[int, str]] = deque()

        def unknown() -> Iterator[Text]:
            for place, source in enumerate(sources):
                progress(place)
                try:
                    digest, data = self._seen(content / source.path, source)
                    key = digest_of(f"{basis}{source.kind}\0{source.path}\0{digest}".encode())
                    self._used_keys.add(key)
                    seal, packed = known.pop(key, ("", b""))
                    if packed and isinstance(packed, bytes) and seal == digest_of(packed):
                        loaded[place] = _decode_loaded(packed)
                        continue
                    data = read_file(content / source.path) if data is None else data
                except UnreadableError as error:
                    loaded[place] = Loaded(None, "", (unreadable(f"content/{source.path}", error),))
                    continue
                unkept.append((place, key if digest_of(data) == digest else ""))
                yield Text(source.path, source.kind, data)

        with self._transaction():
            for number, parsed in enumerate(jobs.map(partial(load_batch, settings), unknown()), 1):
                self.parsed = number
                place, key = unkept.popleft()
                loaded[place] = _decode_loaded(parsed.packed)
                if key:
                    self._keep(key, parsed)
                if number % _COMMIT == 0:
                    self._commit()
            progress(len(sources))
        return [loaded[place] for place in range(len(sources))]

    def _seen(self, file: Path, source: SourceFile) -> tuple[str, bytes | None]:
        """Return the digest of a file's bytes, and the bytes if they had to be read for it."""
        name, stamp = f"content/{source.path}", (source.size, source.mtime_ns, source.ctime_ns)
        digest = self._known(name, stamp)
        if digest is not None:
            return digest, None
        now = time.time_ns()
        data = read_file(file)
        self._learn(name, stamp, now, digest_of(data))
        return digest_of(data), data

    def _keep(self, key: str, parsed: Parsed) -> None:
        row = (key, digest_of(parsed.packed), parsed.packed, parsed.body, parsed.html)
        self._database.execute("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?)", row)

    def _commit(self) -> None:
        interrupt.check()  # what was read in the moment of an interrupt is not to be trusted
        self._database.execute("COMMIT")
        self._database.execute("BEGIN")

    def bodies(self, digests: Iterable[str]) -> dict[str, str]:
        """Return the HTML of bodies by digest."""
        wanted = {*digests}
        if self._file and self._process != os.getpid():  # no connection outlives the copying of a process
            self._database, self._process = open_to_read(self._file), os.getpid()
        places = ",".join("?" * len(wanted))
        rows = self._rows(f"SELECT body, html FROM documents WHERE body IN ({places})", *wanted)  # noqa: S608
        found = {body: html for body, html in rows if isinstance(html, str) and digest_of(html.encode()) == body}
        if len(found) < len(wanted):
            raise sqlite3.DatabaseError("a text is not as we kept it")
        return found

    def _rows(self, query: str, *values: str) -> sqlite3.Cursor:
        return self._database.execute(query, values)

    def picture_size(self, digest: str) -> tuple[int, int] | None:
        """Return the known width and height of a picture by the digest of its bytes."""
        row = self._rows("SELECT seal, digest, width, height FROM pictures WHERE digest = ?", digest).fetchone()
        return (row[2], row[3]) if row and row[0] == _seal(row[1:]) else None

    def keep_picture_size(self, digest: str, width: int, height: int) -> None:
        """Remember the size of a picture."""
        row = (digest, width, height)
        self._database.execute("INSERT OR REPLACE INTO pictures VALUES (?, ?, ?, ?)", (_seal(row), *row))

    def memo(self, name: str, kind: type[_Memo]) -> _Memo:
        """Return what an earlier build noted under a name; an empty value if it noted nothing of that kind."""
        row = self._rows("SELECT seal, value FROM memos WHERE name = ?", name).fetchone()
        if row and isinstance(row[1], bytes) and row[0] == digest_of(row[1]):
            with suppress(msgspec.MsgspecError):  # another version of the program may note other things
                return msgspec.msgpack.decode(row[1], type=kind)
        return kind()

    def keep_memo(self, name: str, value: msgspec.Struct) -> None:
        """Note something for the next build."""
        packed = encode(value)
        row = (name, digest_of(packed), packed)
        self._database.execute("INSERT OR REPLACE INTO memos VALUES (?, ?, ?)", row)

    def trace(self, output: str, path: str, kind: type[_Memo]) -> _Memo | None:
        """Return what was noted of a page of an output folder."""
        row = self._rows("SELECT trace FROM traces WHERE output = ? AND path = ?", output, path).fetchone()
        try:
            return msgspec.msgpack.decode(row[0], type=kind) if row else None
        except (msgspec.MsgspecError, TypeError):  # it is there to be told only, so it has no seal
            return None

    def keep_traces(self, output: str, traces: Mapping[str, msgspec.Struct], gone: Iterable[str]) -> None:
        """Note something of pages, and forget what was noted of others."""
        new = ((output, path, encode(trace)) for path, trace in traces.items())
        with suppress(*FAILURES), self._transaction():
            self._database.executemany("INSERT OR REPLACE INTO traces VALUES (?, ?, ?)", new)
            self._database.executemany(
                "DELETE FROM traces WHERE output = ? AND path = ?", ((output, path) for path in gone)
            )

    def finish(self) -> None:
        """Keep what this build learnt and forget what it did not use; if the disk refuses, the next build learns it."""
        with suppress(*FAILURES), self._transaction():
            self._database.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)", self._fresh_files)
            gone = self._known_files.keys() - self._used_files
            self._database.executemany("DELETE FROM files WHERE path = ?", ((name,) for name in gone))
            keys = {row[0] for row in self._rows("SELECT key FROM documents")} - self._used_keys
            self._database.executemany("DELETE FROM documents WHERE key = ?", ((key,) for key in keys))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Keep what is written all at once; what a build learnt in the moment it was interrupted is not trusted."""
        self._database.execute("BEGIN")
        try:
            yield
        except BaseException:
            with suppress(*FAILURES):
                self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")


def _seal(row: Iterable[object]) -> int:
    """Return what tells a small row that the disk has spoiled; records and bodies have a digest."""
    return zlib.crc32(repr(tuple(row)).encode())


def open_cache(work: Path, *, anew: bool) -> tuple[Cache, str]:
    """Open the cache of a site, and say why what stood there is not used, if it was to be.

    `anew` forgets what was there. Where the disk refuses, the cache is in memory.
    """
    try:
        if anew:
            remove(work / _FILE)
        database, damage = connect(work / _FILE, _SCHEMA)
    except OSError as error:
        found = in_the_way(work, error)
        return cache_in_memory(), f"{found}; delete it" if found else f"{work.name}/{_FILE}: {reason(error)}"
    except FAILURES as error:
        return cache_in_memory(), str(error)
    try:
        return Cache(database, work / _FILE), damage
    except FAILURES as error:
        database.close()
        forget(work)
        return cache_in_memory(), str(error)


def cache_in_memory() -> Cache:
    """Return an empty cache that ends with this build."""
    return Cache(in_memory(_SCHEMA))


def copy_of_cache(work: Path) -> Cache:
    """Return what is in the cache of a site now, for those who keep nothing in it."""
    try:
        return Cache(copy_in_memory(work / _FILE))
    except FAILURES:
        return cache_in_memory()


def forget(work: Path) -> None:
    """Remove the cache of a site, so that the next build makes it anew."""
    with suppress(OSError):
        remove(work / _FILE)
