"""What changes in a site's folder, told by the system where it tells, and found by looking where it does not."""

import asyncio
import logging
import os
import posixpath
import shutil
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from sitegen.content.discover import is_junk
from sitegen.content.walk import list_folder
from sitegen.serve.changes import Changes

CONTENT = ("content",)
OTHERS = ("layouts", "assets", "site.yaml")
"""The other sources, which are few."""
_FILES = ("site.yaml",)
_FOLDERS = ("content", "layouts", "assets")
_TOLD: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
_SILENT = {"9p", "afs", "ceph", "cifs", "drvfs", "lustre", "nfs", "nfs4", "smb2", "smb3", "smbfs", "vboxsf", "virtiofs"}
"""File systems that do not tell what other machines do there; with them all that are made of a program (FUSE)."""

_PATIENCE = 0.1
"""Seconds that a notice is waited for."""

Hear = Callable[[Changes], None]


def does_not_tell(folder: Path) -> str:
    """Return the kind of file system that a folder is on if it does not tell of changes, else an empty string."""
    try:
        mounts = Path("/proc/mounts").read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    at, kind = max(((one[1], one[2]) for one in map(str.split, mounts) if _is_below(folder, one[1])), default=("", ""))
    return kind if at and (kind in _SILENT or kind.startswith("fuse")) else ""


def _is_below(folder: Path, mount: str) -> bool:
    return folder.is_relative_to(mount.encode().decode("unicode_escape"))


class Notices:
    """The system's notices of changes. They are heard in another thread."""

    def __init__(self, site: Path, hear: Hear) -> None:
        self._site = site
        self._hear = hear
        self._observer = Observer()
        self._observer.daemon = True
        self._roots: dict[str, tuple[ObservedWatch, tuple[int, int]]] = {}
        self._lost = _Lost(hear)
        self._fence = Path(tempfile.mkdtemp(prefix="sitegen-"))
        self._asked = 0
        self._passed: dict[str, asyncio.Future[None]] = {}

    def start(self) -> None:
        """Begin to hear.

        Raises:
            OSError: if the system does not let so many folders be watched.
        """
        logging.getLogger("watchdog").addHandler(self._lost)
        # It warns of each folder that is moved away and back, at length, and hears of it all the same.
        warnings.filterwarnings("ignore", category=RuntimeWarning, module="watchdog")
        self._observer.start()
        fence = _Fence(asyncio.get_running_loop(), self._pass)
        self._observer.schedule(fence, str(self._fence), event_filter=[FileCreatedEvent])
        self.renew()

    async def catch_up(self) -> None:
        """Wait until what has happened until now is heard: notices come in order, so one of our own comes after it."""
        self._asked += 1
        file = self._fence / str(self._asked)
        passed = self._passed[file.name] = asyncio.get_running_loop().create_future()
        try:
            file.touch()
            file.unlink()
            await asyncio.wait_for(passed, _PATIENCE)
        except (OSError, TimeoutError):
            return  # it is heard when it comes
        finally:
            self._passed.pop(file.name, None)

    def _pass(self, name: str) -> None:
        passed = self._passed.get(name)
        if passed and not passed.done():
            passed.set_result(None)

    def renew(self) -> bool:
        """Watch what is there now, and tell whether a folder that was watched is gone or another, or one is new."""
        found = {name: place for name in ("", *_FOLDERS) if (place := _place(self._site / name))}
        stale = [name for name, (_, place) in self._roots.items() if found.get(name) != place]
        for name in stale:
            self._observer.unschedule(self._roots.pop(name)[0])
        new = [name for name in reversed(found) if name not in self._roots]
        for name in new:  # the site itself is last: if there is no room for one more, this is told for it
            folder = os.path.realpath(self._site / name)
            handler = _Handler(folder, name, self._hear)
            watch = self._observer.schedule(handler, folder, recursive=bool(name), event_filter=_TOLD)
            self._roots[name] = watch, found[name]
        return bool(stale or new)

    def stop(self) -> None:
        """Hear no more."""
        logging.getLogger("watchdog").removeHandler(self._lost)
        self._observer.stop()
        shutil.rmtree(self._fence, ignore_errors=True)


class _Handler(FileSystemEventHandler):
    """Turns the system's notices of one folder into the names that they are about."""

    def __init__(self, folder: str, name: str, hear: Hear) -> None:
        self._folder = folder
        self._name = name
        self._hear = hear

    def dispatch(self, event: FileSystemEvent) -> None:
        names = [name for path in (event.src_path, event.dest_path) if path and (name := self._named(path))]
        if names:
            self._hear(Changes(names, everything=event.is_directory))

    def _named(self, path: bytes | str) -> str:
        """Return the name of a file from the site's folder; empty where nothing of the site is made of it."""
        inside = os.path.relpath(os.fsdecode(path), self._folder).replace(os.sep, "/")
        name = self._name if inside == "." else posixpath.join(self._name, inside)
        return name if is_source(name) else ""


class _Fence(FileSystemEventHandler):
    """Hears of files that were made for nothing but to be heard of."""

    def __init__(self, loop: asyncio.AbstractEventLoop, passed: Callable[[str], None]) -> None:
        self._loop = loop
        self._passed = passed

    def on_created(self, event: FileSystemEvent) -> None:
        """Hand over the name."""
        self._loop.call_soon_threadsafe(self._passed, posixpath.basename(os.fsdecode(event.src_path)))


class _Lost(logging.Handler):
    """Hears that the system had more to tell than it could keep, of which only the log is told."""

    def __init__(self, hear: Hear) -> None:
        super().__init__()
        self._hear = hear

    def emit(self, record: logging.LogRecord) -> None:
        if "overflow" in record.msg:
            self._hear(Changes((), everything=True))


def is_source(name: str) -> bool:
    """Tell whether a site may be made of a file or folder, named from the site's folder."""
    top, _, rest = name.partition("/")
    if top not in _FOLDERS:
        return name in _FILES
    parts = rest.split("/") if rest else []
    if rest.startswith("root/") and top == "assets":  # there, hidden files are published (`.well-known/`)
        return not is_junk(parts[-1])
    return not any(part.startswith(".") or is_junk(part) or part == "4913" for part in parts)


class Look:
    """The list of the files in some of a site's folders, compared with what it was."""

    def __init__(self, site: Path, *names: str) -> None:
        self._site = site
        self._names = names
        self.cost = 0.0
        """Seconds that it took last time."""
        self._seen = self._listed()

    def again(self) -> Changes:
        """List the files, and return what is other than the last time."""
        before, self._seen = self._seen, self._listed()
        if self._seen == before:
            return Changes()
        names = sorted(before.keys() | self._seen.keys())
        return Changes(name for name in names if before.get(name) != self._seen.get(name) and is_source(name))

    def _listed(self) -> dict[str, object]:
        began = time.perf_counter()
        found: dict[str, object] = {}
        for name in self._names:
            found |= _file_of(self._site / name, name) if name in _FILES else _files_of(self._site / name, name)
        self.cost = time.perf_counter() - began
        return found


def _file_of(file: Path, name: str) -> dict[str, object]:
    try:
        found = file.stat()
    except OSError:
        return {}
    return {name: (found.st_size, found.st_mtime_ns, found.st_ctime_ns)}


def _files_of(folder: Path, name: str) -> dict[str, object]:
    listing = list_folder(folder, through_links=name != "content")
    refused: dict[str, object] = {f"{name}/{path}": why for path, why in listing.refused}
    return refused | {f"{name}/{seen.path}": seen for seen in listing.files}


def _place(folder: Path) -> tuple[int, int] | None:
    """Return what a folder is to the system, however it is named; None: there is none."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if folder.is_dir() else None
