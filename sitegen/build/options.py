"""What a build is asked for, and who watches it."""

from pathlib import Path
from typing import Protocol

from msgspec import Struct


class Options(Struct, frozen=True, kw_only=True):
    """What the command line asks for."""

    output: Path | None = None
    now: str | None = None
    """The moment of the build as text; None: SOURCE_DATE_EPOCH, else the real time."""
    drafts: bool = False
    clean: bool = False
    verify: bool = False
    adopt: bool = False
    strict: bool = False
    jobs: int | None = None
    """How many processes may work; None: one for each core, where the work is worth it."""
    cluster: str = ""
    """The address of a dask scheduler whose workers read and render; empty: this machine does."""


class Watcher(Protocol):
    """Someone who wants to know how far a build is."""

    def progress(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` items of a stage are done."""

    def waiting(self) -> None:
        """Another build of the same site goes on; this one waits."""
