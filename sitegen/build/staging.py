"""What is made and not yet published: a folder beside the output, on the same disk, so that publishing is renaming."""

import errno
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from sitegen.build.files import reason
from sitegen.build.sealed import work_folder
from sitegen.digests import digest_of_parts
from sitegen.errors import Problem, SiteError

NAME = ".sitegen-new"


class Staged(Struct, frozen=True):
    """A file as it was staged."""

    digest: str
    size: int
    mtime_ns: int


class Staging:
    """The staging folder of an output folder. What a killed build left there is removed.

    It stands inside of the output where that is a disk of its own, or where nothing can be written beside it. While it
    may be there, so is `record`, a file in the work folder: by it we know what is ours.

    Raises:
        SiteError: if something of others stands there, or what was left cannot be removed: it would be published.
    """

    def __init__(self, output: Path, record: Path) -> None:
        beside, inside = _places(output)
        alone = output.is_dir() and (os.path.ismount(output) or not os.access(output.parent, os.W_OK))
        self.folder = inside if alone else beside
        self._record = record
        if record.is_file():
            for folder in (beside, inside):
                shutil.rmtree(folder, ignore_errors=True)
        if os.path.lexists(self.folder):
            message = f"{self.folder} is in the way: no build of this site that was killed has left it there"
            hint = "Move it away, or delete it if it is of a build whose .sitegen/ is gone."
            if record.is_file() and self.folder.is_dir() and not self.folder.is_symlink():
                message = f"{self.folder}, which a build that was killed left there, cannot be removed"
                hint = "Look at its permissions, or delete it."
            raise SiteError([Problem("SG003", message, hint=hint)], exit_code=2)
        with work_folder(record.parent):
            record.touch()

    def remove(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)
        with suppress(OSError):
            if not os.path.lexists(self.folder):
                self._record.unlink()


def stage(folder: Path, path: str, parts: Iterable[bytes]) -> Staged:
    """Write a file into a staging folder, part by part. Any process of a build may do it.

    Raises:
        SiteError: if the disk refuses.
    """
    if any(part in ("", ".", "..") for part in path.split("/")):
        raise ValueError(f'"{path}" is not a path below the output folder')  # whatever the levels say
    target = f"{folder}/{path}"
    try:
        with _opened(target) as stream:
            digest = digest_of_parts(_passing(parts, stream.write))
            stream.flush()
            stat = os.fstat(stream.fileno())
    except OSError as error:
        raise _refusal(error, target) from None
    return Staged(digest, stat.st_size, stat.st_mtime_ns)


def _opened(target: str) -> BinaryIO:
    """Open a file to be written; the folder that it stands in is made if need be."""
    try:
        return open(target, "wb")  # noqa: PTH123  # ten thousand times
    except FileNotFoundError:
        _make_folder(target.rpartition("/")[0])
        return open(target, "wb")  # noqa: PTH123


def _make_folder(folder: str) -> None:
    with suppress(FileExistsError):
        try:
            os.mkdir(folder)  # noqa: PTH102  # as a rule, the one above is there
        except FileNotFoundError:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103


def leftovers(output: Path) -> bool:
    """Tell whether a build that was killed has left something staged."""
    return any(os.path.lexists(folder) for folder in _places(output))


def _places(output: Path) -> tuple[Path, Path]:
    return output.parent / f".{output.name}{NAME}", output / NAME


@contextmanager
def writing(target: Path | str) -> Iterator[None]:
    """Turn a disk's refusal to write into a problem.

    Raises:
        SiteError: if it refuses.
    """
    try:
        yield
    except OSError as error:
        raise _refusal(error, target) from None


def _refusal(error: OSError, target: Path | str) -> SiteError:
    hint = "Look at the space on the disk, and at the permissions of the folder."
    if error.errno == errno.ENAMETOOLONG:
        hint = "Shorten the name that makes this address, or give the article a shorter `slug:`."
    message = f"{error.filename or target} cannot be written: {reason(error)}"
    return SiteError([Problem("SG003", message, hint=hint)], exit_code=2)


def _passing(parts: Iterable[bytes], write: Callable[[bytes], int]) -> Iterator[bytes]:
    for part in parts:
        write(part)
        yield part
