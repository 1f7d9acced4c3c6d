"""Files of authors, read as they stand on the disk now, or the reason why they cannot be."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from sitegen.digests import digest_of_parts
from sitegen.errors import Problem, printable

CHANGED = "it changed while it was read"
_CHUNK = 1 << 20


class Original(Struct, frozen=True):
    """A file that is published as it is: where it is, its name in problems, and the digest of its bytes."""

    file: Path
    name: str
    digest: str


class UnreadableError(Exception):
    """A file cannot be read; the text says why. It is no OSError, so that reading and writing do not mix."""


def read_parts(file: Path) -> Iterator[bytes]:
    """Yield the bytes of a file part by part. A pipe is refused: reading it would never end.

    Raises:
        UnreadableError: if it is not there, not a regular file, or not readable.
    """
    try:
        with os.fdopen(os.open(file, os.O_RDONLY | os.O_NONBLOCK), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise UnreadableError("it is not a regular file")
            while part := stream.read(_CHUNK):
                yield part
    except OSError as error:
        raise UnreadableError(reason(error)) from None


def read_file(file: Path) -> bytes:
    """Return the bytes of a file, or raise `UnreadableError`."""
    return b"".join(read_parts(file))


def digest_of_file(file: Path) -> str:
    """Return the digest of a file's bytes, or raise `UnreadableError`."""
    return digest_of_parts(read_parts(file))


def reason(error: OSError) -> str:
    """Return why an operation failed, in words."""
    return error.strerror or str(error) or type(error).__name__


def refused(error: OSError, site: Path) -> Problem:
    """Return the problem of whatever the disk refused."""
    file = Path(os.fsdecode(error.filename)) if error.filename else None
    name = file.relative_to(site.resolve()).as_posix() if file and file.is_relative_to(site.resolve()) else str(file)
    hint = "Look at its permissions, and at the space on the disk."
    return Problem("SG017", f"cannot be used: {reason(error)}", printable(name) if file else "", hint=hint)


def unreadable(file: str, error: object, code: str = "SG017") -> Problem:
    """Return the problem of a file that cannot be read."""
    hint = "Look at its permissions; if it was being changed, build again."
    return Problem(code, f"cannot be read: {error}", file, hint=hint)


def case_clashes(folder: str, names: Iterable[str]) -> list[Problem]:
    """Warn of files whose names differ in case only: most disks of editors can hold only one of them."""
    seen: dict[str, str] = {}
    problems = []
    for name in sorted(names):
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            message = f"{folder}{other} and {folder}{name} differ in case only; on many disks they are one file"
            problems.append(Problem("SG005", message, folder + name, hint="Rename one of them."))
    return problems
