"""A site looked at and not built: what the next build would make, and from what."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sitegen.build.cache import Cache
from sitegen.build.jobs import Jobs
from sitegen.build.make import Material, read
from sitegen.build.options import Options, Watcher
from sitegen.build.shortcut import Sources
from sitegen.build.task import Task, Work, task_of, with_cache, with_cache_at_once
from sitegen.build.timings import Timings
from sitegen.errors import Problems

T = TypeVar("T")


def look(
    site: Path, options: Options, watcher: Watcher, tell: Callable[[Work, Material], T], *, waits: bool = True
) -> T:
    """Read a site and return what `tell` says of it. No file of the output changes.

    It `waits` for another build of the site, or leaves to it to keep what is learnt.

    Raises:
        SiteError: if the settings cannot be used.
    """

    def run(task: Task, cache: Cache, _damage: str) -> T:
        problems = Problems(task.config.levels, strict=False)
        work = Work(task, problems, cache, Jobs(options.jobs), task.timings)
        try:
            return tell(work, read(work))
        finally:
            work.jobs.close()

    site = site.resolve()
    task = task_of(site, Sources.of(site), options, watcher, Timings())
    return with_cache(task, run) if waits else with_cache_at_once(task, run)


class NoSuchThingError(Exception):
    """What was asked about is no part of the site; the text says so."""


def place_in(folder: Path, site: Path, asked: str) -> str:
    """Return a file, named from here or from the site, by its place in a folder; empty: it is not in there."""
    for file in (Path(asked), site / asked):
        whole = file.parent.resolve() / file.name
        if whole.is_file() and whole.is_relative_to(folder):
            return whole.relative_to(folder).as_posix()
    return ""
