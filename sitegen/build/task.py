"""A build that is asked for, and one that is under way."""

from pathlib import Path
from typing import Protocol

from msgspec import Struct

from sitegen.build.cache import FOLDER, Cache
from sitegen.build.folders import output_folder
from sitegen.build.jobs import Jobs
from sitegen.build.output import Output
from sitegen.config import Config, clock, load_config
from sitegen.content.fields import field_names
from sitegen.content.markdown import check_extensions
from sitegen.errors import Problem, Problems, SiteError


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


class Watcher(Protocol):
    """Someone who wants to know how far a build is."""

    def progress(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` items of a stage are done."""

    def waiting(self) -> None:
        """Another build of the same site goes on; this one waits."""


class Task(Struct, frozen=True, kw_only=True):
    """A build that is asked for: from where, with what, to where, and when."""

    site: Path
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


class Work(Struct, frozen=True):
    """A build under way."""

    task: Task
    problems: Problems
    cache: Cache
    output: Output
    jobs: Jobs


def task_of(site: Path, options: Options, watcher: Watcher) -> Task:
    """Read the settings, and decide when and where to.

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
        config=config,
        warnings=warnings,
        options=options,
        now=now,
        work=site / FOLDER,
        folder=output_folder(site, options.output, drafts=options.drafts),
        watcher=watcher,
    )
