"""Failures of a command as messages and exit codes."""

import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from sitegen import console
from sitegen.build.files import reason, refused
from sitegen.build.report import Report
from sitegen.errors import Problem, SiteError


@contextmanager
def failures(
    site: Path, tell: Callable[[SiteError], None] | None = None, *, debug: bool | None = None
) -> Iterator[None]:
    """Turn failures into messages and exit codes; a traceback is for --debug, of a command that has it.

    `tell` prints what is wrong; without it, the problems are printed as text.
    """
    try:
        yield
    except SiteError as error:
        (tell or _tell(site))(error)
        sys.exit(error.exit_code)
    except (click.ClickException, click.Abort):
        raise  # they have words and exit codes of their own
    except console.UnprintableError as error:
        console.warn(f"What was asked for cannot be printed: {error}")
        sys.exit(1)
    except Exception as error:  # noqa: BLE001  # whatever it is, it is told
        if debug:
            console.warn(traceback.format_exc())
        elif isinstance(error, OSError):  # a disk refused something where no stage expected it
            (tell or _tell(site))(SiteError([refused(error, site)]))
        else:
            more = "" if debug is None else " (--debug shows where)"
            console.warn(f"sitegen failed: {error or type(error).__name__}{more}")
        sys.exit(1)


def tell_and_end(error: Exception) -> NoReturn:
    """End the program for a failure that no command has told; of the disk, it is a help that cannot be printed."""
    with failures(Path()):
        if not isinstance(error, OSError):
            raise error
        console.abandon()
        raise console.UnprintableError(reason(error)) from None
    raise AssertionError  # failures() ends the program


def show(
    problems: tuple[Problem, ...],
    outcome: Report | SiteError,
    site: Path,
    form: str,
    *,
    verbose: bool,
    had_output: bool = True,
) -> None:
    """Print problems in one of the forms of a report, and what became of the output if they stopped it."""
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
        for line in console.failure_lines(outcome, verbose=verbose, had_output=had_output):
            console.warn(line)


def tell_as_json(error: SiteError) -> None:
    """Print what is wrong for machines."""
    console.say(console.as_json(error.problems, error))


def _tell(site: Path) -> Callable[[SiteError], None]:
    def tell(error: SiteError) -> None:
        for line in console.problem_lines(error.problems, site, grouped=True):
            console.warn(line)

    return tell
