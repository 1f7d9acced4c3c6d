"""A build that is asked for, and one that is under way."""

from pathlib import Path

from msgspec import Struct

from sitegen.build.cache import Cache
from sitegen.build.folders import output_folder
from sitegen.build.jobs import Jobs
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
    """A build under way."""

    task: Task
    problems: Problems
    cache: Cache
    output: Output
    staging: Staging
    jobs: Jobs
    timings: Timings


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
