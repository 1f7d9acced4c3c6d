"""The command `sitegen affected`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from msgspec import to_builtins

from sitegen import console
from sitegen.build.affected import Affected, Change
from sitegen.build.affected import affected as affected_by
from sitegen.build.look import NoSuchThingError
from sitegen.build.options import Options
from sitegen.commands import A_FOLDER
from sitegen.commands.failures import failures, tell_as_json
from sitegen.commands.progress import Silent

_SHOWN = 20
"""Paths of each kind that are listed without -v."""


@click.command()
@click.argument("file", metavar="FILE", type=click.Path())
@click.option("--field", metavar="NAME[=VALUE]", default="", help="A field of its front matter, or a setting.")
@click.option("--removed", is_flag=True, help="The file is gone.")
@click.option("--site", type=A_FOLDER, default=Path(), help="The site of the file.  [default: here]")
@click.option("--now", metavar="TIME", help="Look at the site as of a moment.")
@click.option("--drafts", is_flag=True, help="Look at it with drafts.")
@click.option("--json", "as_json", is_flag=True, help="Print all paths as JSON.")
@click.option("-v", "--verbose", is_flag=True, help="List all paths, and every repeated warning.")
def affected(file: str, field: str, site: Path, *, removed: bool, as_json: bool, verbose: bool, **options: Any) -> None:
    """Tell which pages a change of FILE would rewrite, without making it.

    Without an option, the change is of its text (a layout's, an asset's bytes). FILE may be an article, a person, a
    picture, a layout, a catalogue of words, an asset, or site.yaml.
    """
    if removed and field:
        raise click.UsageError("--field and --removed do not go together")
    name, given, value = field.partition("=")
    if given and not name.strip():
        raise click.UsageError(f'"{field}" names no field: write --field NAME=VALUE')
    change = Change(file, name.strip(), value.strip() if given else None, removed)
    with failures(site, tell_as_json if as_json else None):
        try:
            found = affected_by(site, Options(**options), Silent(), change)
        except NoSuchThingError as error:
            raise click.UsageError(str(error)) from None
    if as_json:
        problems = list(map(console.problem_as_json, found.problems))
        console.say(json.dumps(to_builtins(found) | {"problems": problems}, ensure_ascii=False, indent=2))
        return
    for line in console.problem_lines(found.problems, site, grouped=not verbose):
        console.warn(line)
    for line in _lines(found, most=None if verbose else _SHOWN):
        console.say(line)


def _lines(found: Affected, most: int | None) -> Iterator[str]:
    counts = f"{len(found.rewritten):,} rewritten, {len(found.new):,} new, {len(found.deleted):,} deleted"
    yield f"{click.style(found.file, bold=True)} {found.change}: {counts}, {found.kept:,} kept"
    for sign, paths in (("~", found.rewritten), ("+", found.new), ("-", found.deleted)):
        yield from (f"  {sign} {path}" for path in paths[:most])
        if most and len(paths) > most:
            yield f"  {sign} and {len(paths) - most:,} more (-v lists all)"
    if found.note:
        yield found.note
