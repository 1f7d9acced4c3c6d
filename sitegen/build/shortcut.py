"""The short way out: a build that would find everything as the last one left it ends before it has begun.

The last build leaves a *state* for each output folder: digests of the program and of the list of all sources, the
interval of moments in which the same sources make the same site, and its report. It is used only if all of that holds
now, and every file of the output is the one that was written. This module loads next to nothing.
"""

import math
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sitegen.build.engine import content_engine, render_engine
from sitegen.build.files import UnreadableError
from sitegen.build.folders import output_folder
from sitegen.build.manifest import Manifest, Row, file_of
from sitegen.build.options import Options
from sitegen.build.report import Report
from sitegen.build.sealed import FOLDER, read_sealed, remove_sealed, write_sealed
from sitegen.build.staging import leftovers
from sitegen.build.theme import theme_folder
from sitegen.clock import current
from sitegen.content.walk import Listing, list_folder
from sitegen.digests import digest_of
from sitegen.errors import SiteError

_RACY = 2_000_000_000
"""Nanoseconds: a file changed this shortly before a build may change again without its times telling."""


class Sources(Struct, frozen=True, array_like=True):
    """The files that a site is made of, as they were when a build began."""

    content: Listing
    others: tuple[Listing, ...]
    """Of layouts and assets, the site's and the package's."""
    settings: tuple[int, ...]
    """Size and times of site.yaml."""

    @classmethod
    def of(cls, site: Path) -> "Sources":
        """List the sources of a site."""
        folders = [folder / name for folder in (site, theme_folder()) for name in ("layouts", "assets")]
        settings: tuple[int, ...] = ()
        with suppress(OSError):
            stat = (site / "site.yaml").stat()
            settings = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
        others = tuple(list_folder(folder, through_links=True) for folder in folders)
        return cls(list_folder(site / "content"), others, settings)

    def is_settled(self, began: int) -> bool:
        """Tell whether all of it could be seen, and none of it changed shortly before a build began."""
        listings = (self.content, *self.others)
        times = (time for one in listings for seen in one.files for time in (seen.mtime_ns, seen.ctime_ns))
        latest = max(*self.settings[1:], *times, 0)
        return latest < began - _RACY and not any(one.refused for one in listings)


class State(Struct, frozen=True, array_like=True):
    """What must hold for the last build to stand."""

    key: str
    """Of the program, the sources, and whether drafts are shown."""
    now: str | None
    """The moment as it was asked for."""
    since: int
    until: int | None
    report: Report


_encode = msgspec.msgpack.Encoder(order="deterministic").encode
_decode = msgspec.msgpack.Decoder(State).decode


def recall(site: Path, sources: Sources, options: Options) -> Report | None:
    """Return the report of the last build if nothing has changed since, else None."""
    started = time.monotonic()
    work = site / FOLDER
    try:
        folder = output_folder(site, options.output, drafts=options.drafts)
        state = _decode(read_sealed(file_of(work, folder, "state")))
        if not _holds(state, options) or state.key != _key(sources, drafts=options.drafts) or leftovers(folder):
            return None
    except (SiteError, UnreadableError, ValueError, msgspec.MsgspecError):
        return None
    rows = Manifest(work, folder).rows
    if not rows or not _are_on_disk(folder, rows):
        return None
    seconds = time.monotonic() - started
    return replace(state.report, written=(), deleted=(), kept=len(rows), seconds=seconds)


def has_published(site: Path, options: Options) -> bool:
    """Tell whether an earlier build has published something where this one is to."""
    site = site.resolve()
    try:
        folder = output_folder(site, options.output, drafts=options.drafts)
    except SiteError:
        return False
    return folder.is_dir() and file_of(site / FOLDER, folder, "rows").is_file()


def remember(work: Path, folder: Path, sources: Sources, state: State, *, drafts: bool) -> None:
    """Leave the state of a build that has just ended; its key is filled in here."""
    kept = replace(state, key=_key(sources, drafts=drafts))
    with suppress(SiteError):  # then the next build takes the long way
        write_sealed(file_of(work, folder, "state"), _encode(kept))


def forget_state(work: Path, folder: Path) -> None:
    """Delete the state before anything of the output changes.

    Raises:
        SiteError: if the disk refuses.
    """
    remove_sealed(file_of(work, folder, "state"))


def _holds(state: State, options: Options) -> bool:
    if options.now != state.now or (options.strict and state.report.problems):
        return False
    return options.now is not None or state.since <= current() < (state.until or math.inf)


def _key(sources: Sources, *, drafts: bool) -> str:
    return digest_of(f"{content_engine()}\0{render_engine()}\0{drafts}\0".encode() + _encode(sources))


def _are_on_disk(folder: Path, rows: Mapping[str, Row]) -> bool:
    return all(_found(f"{folder}/{path}") == (row.size, row.mtime_ns) for path, row in rows.items())


def _found(path: str) -> tuple[int, int]:
    try:
        stat = os.lstat(path)
    except OSError:
        return -1, 0
    return stat.st_size, stat.st_mtime_ns
