"""A site looked at and not built: what the next build would make, and from what."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from sitegen.build.cache import Cache
from sitegen.build.jobs import Jobs
from sitegen.build.make import Material, read
from sitegen.build.options import Options, Watcher
from sitegen.build.shortcut import Sources
from sitegen.build.task import Task, Work, task_of, with_cache, with_cache_at_once
from sitegen.build.timings import Timings
from sitegen.errors import Problems, did_you_mean
from sitegen.render.templates import DEFAULT

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
    with suppress(OSError):  # a query may be longer than the name of a file can be
        for file in (Path(asked), site / asked):
            whole = file.parent.resolve() / file.name
            if whole.is_file() and whole.is_relative_to(folder):
                return whole.relative_to(folder).as_posix()
    return ""


def hint_for(asked: str, known: Iterable[str]) -> str:
    """Return a hint for who has named a file that is not `known`: the package's in its place, or the nearest."""
    names = frozenset(known)
    theirs = DEFAULT + asked.removeprefix("layouts/")
    if asked.startswith("layouts/") and theirs in names:
        return f"The site has none of its own there; sitegen's is {theirs}."
    whole = next((name for name in sorted(names) if name.endswith(f"/{asked}")), "")
    return f'Did you mean "{whole}"?' if whole else did_you_mean(asked, sorted(names))
