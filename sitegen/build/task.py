"""A build that is asked for, and one that is under way."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from sitegen.build.cache import Cache, cache_in_memory, copy_of_cache, forget, open_cache
from sitegen.build.database import FAILURES
from sitegen.build.folders import output_folder
from sitegen.build.jobs import Jobs
from sitegen.build.lock import locked, locked_if_free
from sitegen.build.options import Options, Watcher
from sitegen.build.output import Output
from sitegen.build.sealed import FOLDER
from sitegen.build.shortcut import Sources
from sitegen.build.staging import Staging
from sitegen.build.timings import Timings
from sitegen.config import Config, clock, load_config
from sitegen.content.fields import field_names
from sitegen.content.markdown import check_extensions
from sitegen.errors import Problem, Problems, SiteError

T = TypeVar("T")


class Task(Struct, frozen=True, kw_only=True):
    """A build that is asked for: from where, with what, to where, and when."""

    site: Path
    sources: Sources
    config: Config
    warnings: tuple[Problem, ...]
    """About the settings."""
    options: Options
    now: int
    work: Path
    """The folder of the cache and the manifest."""
    folder: Path
    """The output folder."""
    watcher: Watcher
    timings: Timings


class Work(Struct, frozen=True):
    """A site that is read and looked at."""

    task: Task
    problems: Problems
    cache: Cache
    jobs: Jobs
    timings: Timings


class Writing(Work, frozen=True):
    """A build that writes."""

    output: Output
    staging: Staging


def with_cache(task: Task, run: Callable[[Task, Cache, str], T]) -> T:
    """Do something under the lock of a site, with its cache and what is wrong with that; if it fails, without."""
    with locked(task.work, task.watcher.waiting) as waited:
        if waited:
            task = replace(task, sources=replace(Sources.of(task.site), settings=task.sources.settings))
        return _with_cache(task, run)


def with_cache_at_once(task: Task, run: Callable[[Task, Cache, str], T]) -> T:
    """Do something as `with_cache` does; where another build has the lock, do not wait, and use a copy of the cache."""
    with locked_if_free(task.work) as is_free:
        if is_free:
            return _with_cache(task, run)
        with closing(copy_of_cache(task.work)) as cache:
            return run(task, cache, "")


def _with_cache(task: Task, run: Callable[[Task, Cache, str], T]) -> T:
    cache, damage = open_cache(task.work, anew=task.options.clean)
    try:
        with closing(cache):
            return run(task, cache, damage)
    except FAILURES as error:
        forget(task.work)
        with closing(cache_in_memory()) as cache:
            return run(task, cache, str(error))


def task_of(site: Path, sources: Sources, options: Options, watcher: Watcher, timings: Timings) -> Task:
    """Read the settings, and decide when and where to. `sources` were listed before.

    Raises:
        SiteError: if one of them cannot be used.
    """
    config, warnings = load_config(site, field_names())
    wrong = check_extensions(config.markdown)
    if wrong:
        problem = Problem("SG001", f'"markdown": an extension cannot be loaded: {wrong}', "site.yaml")
        raise SiteError([problem], exit_code=2)
    try:
        now = clock(options.now, config.zone)
    except ValueError as error:
        raise SiteError([Problem("SG001", str(error))], exit_code=2) from None
    return Task(
        site=site,
        sources=sources,
        config=config,
        warnings=warnings,
        options=options,
        now=now,
        work=site / FOLDER,
        folder=output_folder(site, options.output, drafts=options.drafts),
        watcher=watcher,
        timings=timings,
    )
