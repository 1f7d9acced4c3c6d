"""The command `sitegen build`."""

import gc
import re
import sys
from pathlib import Path
from typing import Any

import click

from sitegen import console
from sitegen.build.begin import build as build_site
from sitegen.build.options import Options
from sitegen.build.report import Report
from sitegen.build.shortcut import has_published
from sitegen.commands import A_FOLDER
from sitegen.commands.failures import failures, show
from sitegen.commands.progress import progress
from sitegen.errors import SiteError

_ADDRESS = re.compile(r"(tcp|tls)://([\w.-]+|\[[\da-fA-F:.]+\]):\d{1,5}")


class _Jobs(click.ParamType[int | None]):
    """A number of processes, or `auto`: one for each core, where the work is worth it."""

    name = "jobs"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        if value == "auto":
            return None
        return click.IntRange(1, 256).convert(value, param, ctx)


class _Cluster(click.ParamType[str]):
    """The address of a dask scheduler."""

    name = "address"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value and not _ADDRESS.fullmatch(value):
            self.fail(f'"{value}" is not the address of a scheduler. Write it as tcp://HOST:PORT.', param, ctx)
        return str(value)


@click.command()
@click.argument("site", type=A_FOLDER, default=Path())
@click.option("--output", type=click.Path(path_type=Path), help="Where to write the site.  [default: SITE/output]")
@click.option("--now", metavar="TIME", help="Build the site as of a moment (2026-03-04, 2026-03-04 07:30).")
@click.option("--drafts", is_flag=True, help="Show drafts, too; without --output, write preview/.")
@click.option("--clean", is_flag=True, help="Trust no cache and no earlier output: make everything again.")
@click.option("--verify", is_flag=True, help="Also build clean elsewhere and prove both outputs equal.")
@click.option("--adopt", is_flag=True, help="Take over an output folder that another program wrote.")
@click.option("--strict", is_flag=True, help="Let warnings stop the publication.")
@click.option("--jobs", type=_Jobs(), metavar="N|auto", default="auto", show_default=True, help="Processes that work.")
@click.option("--cluster", type=_Cluster(), metavar="ADDRESS", default="", help="Let a dask cluster work.")
@click.option(
    "--timings",
    is_flag=False,
    flag_value="text",
    type=click.Choice(["text", "json"]),
    help="Tell how long each stage took.",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
@click.option("-v", "--verbose", is_flag=True, help="List every file, and every repeated warning.")
@click.option("--debug", is_flag=True, help="Show the traceback of a failure.")
def build(
    site: Path, form: str, timings: str | None, *, quiet: bool, verbose: bool, debug: bool, **options: Any
) -> None:
    """Build the site in SITE (default: here)."""
    if options["cluster"] and options["jobs"]:
        raise click.UsageError("--jobs and --cluster exclude each other: the workers work, as many as there are.")

    def tell(error: SiteError) -> None:
        had_output = has_published(site, Options(**options))
        show(error.problems, error, site, form, verbose=verbose, had_output=had_output)
        if form == "text" and not quiet:
            console.warn(f"sitegen explain {_to_blame(error)} tells more.")

    gc.disable()  # a build makes hundreds of thousands of records and few circles, and ends soon: a quarter of its time
    with failures(site, tell, debug=debug):
        with progress(shown=form == "text" and not quiet) as watcher:
            report = build_site(site, Options(**options), watcher)
        try:
            _print(report, site, form, quiet=quiet or timings == "json", verbose=verbose)
            if timings:
                console.say(console.timings_json(report) if timings == "json" else console.timings_table(report))
        except console.UnprintableError as error:
            console.warn(f"The output is published, but the report cannot be printed: {error}")
            sys.exit(1)


def _to_blame(error: SiteError) -> str:
    """Return the code of the first error; of the first warning where --strict made warnings stop the publication."""
    stopping = [problem for problem in error.problems if problem.severity == "error"] or error.problems
    return stopping[0].code


def _print(report: Report, site: Path, form: str, *, quiet: bool, verbose: bool) -> None:
    show(report.problems, report, site, form, verbose=verbose)
    if form != "json" and not quiet:
        for line in console.report_lines(report, verbose=verbose):
            console.say(line)
