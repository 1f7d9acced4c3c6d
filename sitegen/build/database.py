"""SQLite files of ours, opened so that a damaged, foreign or unwritable one costs time and never a build."""

import contextlib
import sqlite3
from pathlib import Path


def connect(path: Path, schema: str, *, durable: bool) -> sqlite3.Connection:
    """Open a database, making it anew if it cannot be read; one that cannot be written lives in memory.

    `durable` waits for the disk at commits; without it a power failure may lose the file, which is then made anew.
    """
    for attempt in (path, path, None):
        try:
            if attempt:
                attempt.parent.mkdir(parents=True, exist_ok=True)
            return _open(str(attempt) if attempt else ":memory:", schema, durable=durable)
        except (sqlite3.DatabaseError, OSError):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
    raise AssertionError("a database in memory can always be opened")


def _open(name: str, schema: str, *, durable: bool) -> sqlite3.Connection:
    database = sqlite3.connect(name, timeout=60, isolation_level=None)
    try:
        database.execute(f"PRAGMA synchronous={'NORMAL' if durable else 'OFF'}")
        database.execute("PRAGMA journal_mode=WAL")
        database.executescript(schema)
    except BaseException:
        database.close()
        raise
    return database
