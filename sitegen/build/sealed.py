"""Small files of ours that are replaced as a whole, so they are never half written; damage is told for certain."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sitegen.build.files import UnreadableError, read_file, reason
from sitegen.digests import digest_of
from sitegen.errors import Problem, SiteError

FOLDER = ".sitegen"
"""Of a site: what is kept between builds."""


def read_sealed(file: Path) -> bytes:
    """Return what was written into a file.

    Raises:
        UnreadableError: if it cannot be read, or is not as we wrote it.
    """
    mark, _, data = read_file(file).partition(b"\n")
    if mark.decode("latin-1") != digest_of(data):
        raise UnreadableError("it is not as we wrote it")
    return data


def write_sealed(file: Path, data: bytes) -> None:
    """Replace a file; its first line becomes the digest of the rest.

    Raises:
        SiteError: if the disk refuses.
    """
    new = _new(file)
    with work_folder(file.parent):
        try:
            with new.open("wb") as stream:
                stream.write(digest_of(data).encode() + b"\n" + data)
                stream.flush()
                os.fsync(stream.fileno())
            new.replace(file)
        except OSError:
            with suppress(OSError):
                new.unlink(missing_ok=True)
            raise


def remove_sealed(file: Path) -> None:
    """Delete a file, and what a kill while it was written has left.

    Raises:
        SiteError: if the disk refuses.
    """
    with work_folder(file.parent):
        for one in (file, _new(file)):
            one.unlink(missing_ok=True)


def _new(file: Path) -> Path:
    return file.with_suffix(file.suffix + ".new")


@contextmanager
def work_folder(work: Path) -> Iterator[None]:
    """Turn a disk's refusal to write into a site's work folder into a problem.

    Raises:
        SiteError: if it refuses.
    """
    try:
        yield
    except (OSError, NotImplementedError) as error:
        raise SiteError([_refusal(work, error)], exit_code=2) from None


def in_the_way(work: Path, error: OSError) -> str:
    """Return what stands where a file of ours goes, or the work folder itself, if that is why the disk refused."""
    if os.path.lexists(work) and not work.is_dir():
        return f"{work.name} is no folder"
    for place in map(Path, filter(None, (error.filename, error.filename2))):
        if place.is_symlink() or place.is_dir():
            return f"{work.name}/{place.name} is a {'link' if place.is_symlink() else 'folder'}"
    return ""


def _refusal(work: Path, error: OSError | NotImplementedError) -> Problem:
    found = in_the_way(work, error) if isinstance(error, OSError) else ""
    if found:
        name = found.partition(" ")[0]
        message = f"{found}, and stands where sitegen keeps what it knows of its output"
        more = " Then build with --adopt: it no longer knows which files it has written." if ".rows" in name else ""
        return Problem("SG003", message, hint=f"Delete {name}; sitegen makes its own.{more}")
    why = reason(error) if isinstance(error, OSError) else str(error)
    hint = "Look at its permissions, and at the space on its disk. sitegen keeps there what it knows of its output."
    return Problem("SG003", f"{work} cannot be written: {why}", hint=hint)
