"""The files of a folder with their sizes and times. It loads next to nothing, so that a build can begin with it."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct


class Seen(Struct, frozen=True, array_like=True):
    """A file, or something else that is no folder, as it was found on disk."""

    path: str
    """Relative to the folder that was listed, with forward slashes."""
    size: int
    mtime_ns: int
    ctime_ns: int
    mode: int


class Listing(Struct, frozen=True, array_like=True):
    """All that is in a folder, sorted by path, and what could not be looked at, each with the reason."""

    files: tuple[Seen, ...]
    refused: tuple[tuple[str, str], ...]


def list_folder(folder: Path, *, through_links: bool = False) -> Listing:
    """List a folder with those in it; one that does not exist is empty.

    Hidden folders are listed as one thing, and not entered. Folders behind links are not entered either;
    `through_links` takes size and times of a linked file from where it is.
    """
    refused: list[tuple[str, str]] = []
    files = [_seen(path, entry, through_links=through_links) for path, entry in _walk(folder, "", refused)]
    found = [one for one in files if isinstance(one, Seen)]
    refused += (one for one in files if not isinstance(one, Seen))
    return Listing(tuple(sorted(found, key=lambda one: one.path)), tuple(sorted(refused)))


def _walk(folder: Path | str, prefix: str, refused: list[tuple[str, str]]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        with os.scandir(folder) as entries:
            listed = list(entries)
    except FileNotFoundError:
        return
    except OSError as error:
        refused.append((prefix.rstrip("/"), error.strerror or str(error)))
        return
    for entry in listed:
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
            yield from _walk(entry.path, f"{prefix}{entry.name}/", refused)
        else:
            yield prefix + entry.name, entry


def _seen(path: str, entry: os.DirEntry[str], *, through_links: bool) -> Seen | tuple[str, str]:
    try:
        found = entry.stat(follow_symlinks=False)
        if through_links and stat.S_ISLNK(found.st_mode):
            found = entry.stat()
    except OSError as error:
        return path, error.strerror or str(error)
    return Seen(path, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_mode)
