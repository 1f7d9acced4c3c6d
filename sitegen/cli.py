"""The command line: options in, one function called, its report out.

Exit codes: 0 fine, 1 problems in content, 2 wrong usage or settings, 130 interrupted.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitegen import __version__, interrupt

if TYPE_CHECKING:
    from sitegen.build.build import Watcher
    from sitegen.build.report import Report
    from sitegen.errors import Problem, SiteError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sitegen")
def cli() -> None:
    """Make a newspaper of Markdown articles."""


@cli.command()
@click.argument("site", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path())
@click.option("--output", type=click.Path(path_type=Path), help="Where to write the site.  [default: SITE/output]")
@click.option("--now", metavar="TIME", help="Build the site as of a moment (2026-03-04, 2026-03-04 07:30).")
@click.option("--drafts", is_flag=True, help="Show drafts, too; without --output, write preview/.")
@click.option("--clean", is_flag=True, help="Trust no cache and no earlier output: make everything again.")
@click.option("--verify", is_flag=True, help="Also build clean elsewhere and prove both outputs equal.")
@click.option("--adopt", is_flag=True, help="Take over an output folder that another program wrote.")
@click.option("--strict", is_flag=True, help="Let warnings stop the publication.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
@click.option("-v", "--verbose", is_flag=True, help="List every file, and every repeated warning.")
@click.option("--debug", is_flag=True, help="Show the traceback of a failure.")
def build(site: Path, form: str, *, quiet: bool, verbose: bool, debug: bool, **options: Any) -> None:
    """Build the site in SITE (default: here)."""
    with _failures(site, form, verbose=verbose, debug=debug):
        from sitegen.build.build import Options
        from sitegen.build.build import build as build_site

        with _progress(shown=form == "text" and not quiet) as watcher:
            report = build_site(site, Options(**options), watcher)
        _print_report(report, site, form, quiet=quiet, verbose=verbose)


@contextmanager
def _failures(site: Path, form: str, *, verbose: bool, debug: bool) -> Iterator[None]:
    """Turn failures into messages and exit codes; a traceback is for --debug."""
    from sitegen.errors import SiteError

    try:
        yield
    except SiteError as error:
        _print(error.problems, error, site, form, verbose=verbose)
        sys.exit(error.exit_code)
    except Exception as error:
        if debug:
            raise
        if isinstance(error, OSError):
            _print_refusal(error, site, form, verbose=verbose)
        else:
            click.echo(f"sitegen failed: {error or type(error).__name__} (--debug shows where)", err=True)
        sys.exit(1)


def _print(
    problems: "tuple[Problem, ...]", outcome: "Report | SiteError", site: Path, form: str, *, verbose: bool
) -> None:
    from sitegen import console
    from sitegen.errors import SiteError

    if form == "json":
        console.say(console.as_json(problems, outcome))
        return
    if form == "github":
        for line in console.as_github(problems, site):
            console.say(line)
    else:
        for line in console.problem_lines(problems, site, grouped=not verbose):
            console.warn(line)
    if isinstance(outcome, SiteError):
        for line in console.failure_lines(outcome, verbose=verbose):
            console.warn(line)


def _print_report(report: "Report", site: Path, form: str, *, quiet: bool, verbose: bool) -> None:
    from sitegen import console

    try:
        _print(report.problems, report, site, form, verbose=verbose)
        if form != "json" and not quiet:
            for line in console.report_lines(report, verbose=verbose):
                console.say(line)
    except OSError as error:
        click.echo(f"The output is published, but the report cannot be printed: {error.strerror}", err=True)
        sys.exit(1)


def _print_refusal(error: OSError, site: Path, form: str, *, verbose: bool) -> None:
    """Report what a disk refused where no stage expected it."""
    from sitegen.build.files import refused
    from sitegen.errors import SiteError

    problem = refused(error, site)
    _print((problem,), SiteError([problem]), site, form, verbose=verbose)


class _Silent:
    def progress(self, stage: str, done: int, total: int) -> None:  # noqa: ARG002  # nothing is shown
        """Say nothing."""
        interrupt.check()

    def waiting(self) -> None:
        click.echo("Another build of this site is running; waiting for it to end (Ctrl-C to give up).", err=True)


class _Bar(_Silent):
    """A progress bar for builds that take longer than a second."""

    def __init__(self) -> None:
        self._due = time.monotonic() + 1
        self._bar: Any = None
        self._tasks: dict[str, Any] = {}

    def progress(self, stage: str, done: int, total: int) -> None:
        interrupt.check()
        if time.monotonic() < self._due:
            return
        self._due = time.monotonic() + 0.1
        if self._bar is None:
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(stage.capitalize(), total=total)
        self._bar.update(self._tasks[stage], completed=done)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.stop()


@contextmanager
def _progress(*, shown: bool) -> "Iterator[Watcher]":
    from sitegen.config import runs_in_ci

    if not shown or not sys.stderr.isatty() or runs_in_ci():
        yield _Silent()
        return
    bar = _Bar()
    try:
        yield bar
    finally:
        bar.close()
