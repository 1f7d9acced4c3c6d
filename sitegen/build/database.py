"""A SQLite file of ours: one that is damaged, another program's, or of another version is made anew."""

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

FAILURES = (sqlite3.Error, UnicodeDecodeError)
"""What a spoiled file raises; SQLite may quote its bytes in a message that is no text."""
PATIENCE = 5
"""Seconds to wait for another program that holds a file of ours."""
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def connect(path: Path, schema: str) -> tuple[sqlite3.Connection, str]:
    """Open a database, and say why what stood there was thrown away, if it was.

    It does not wait for the disk: a power failure may damage the file, which is then made anew.

    Raises:
        OSError: if the folder cannot be made, or the file not be removed.
        sqlite3.Error: if the file cannot be made, or another program holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _open(str(path), schema), ""
    except FAILURES as error:
        if getattr(error, "sqlite_errorcode", 0) in _BUSY:
            raise
        remove(path)
        return _open(str(path), schema), str(error)


def in_memory(schema: str) -> sqlite3.Connection:
    """Open a database that ends with this build."""
    return _open(":memory:", schema)


def open_to_read(path: Path) -> sqlite3.Connection:
    """Open a database that `connect` has opened in another process."""
    return sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)


def copy_in_memory(path: Path) -> sqlite3.Connection:
    """Return a copy of a database as its last transaction left it; it ends with this process.

    Raises:
        sqlite3.Error: if there is none, or it cannot be read.
    """
    copy = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", timeout=PATIENCE, uri=True)) as found:
            found.backup(copy)
    except BaseException:
        copy.close()
        raise
    return copy


def remove(path: Path) -> None:
    """Remove a database with the files that SQLite puts beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _open(name: str, schema: str) -> sqlite3.Connection:
    database = sqlite3.connect(name, timeout=PATIENCE, isolation_level=None)
    try:
        database.execute("PRAGMA page_size=16384")  # texts are longer than a page of the usual size
        database.execute("PRAGMA synchronous=OFF")
        database.execute("PRAGMA journal_mode=WAL")
        _set_up(database, schema)
    except BaseException:
        database.close()
        raise
    return database


def _set_up(database: sqlite3.Connection, schema: str) -> None:
    """Make the tables of a new file; in an old one, the mark must be that of the same tables."""
    mark = zlib.crc32(schema.encode()) >> 1
    if not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        database.executescript(f"BEGIN; {schema} PRAGMA user_version={mark}; COMMIT;")
    elif database.execute("PRAGMA user_version").fetchone()[0] != mark:
        raise sqlite3.DatabaseError("it has other tables than ours")
