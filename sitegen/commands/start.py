"""The commands `sitegen init` and `sitegen new`."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from sitegen import console
from sitegen.commands import A_FOLDER
from sitegen.commands.failures import failures
from sitegen.config import clock, load_config
from sitegen.content.fields import field_names
from sitegen.start.from_brief import told, wish_from
from sitegen.start.init import local_zone, make_site
from sitegen.start.new import Wish, new_article


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", help="The name of the site.  [default: the name of the folder]")
@click.option("--url", default="https://example.org/", show_default=True, help="Where readers will find it.")
@click.option("--language", default="en", show_default=True, help="A tag such as en or pt-BR.")
@click.option("--timezone", help="An IANA name such as America/Chicago.  [default: this computer's]")
def init(folder: Path, title: str | None, url: str, language: str, timezone: str | None) -> None:
    """Make a small site in FOLDER, ready to build."""
    name = title or folder.resolve().name.replace("-", " ").replace("_", " ").title()
    settings = {"title": name, "url": url, "language": language, "timezone": timezone or local_zone()}
    with failures(folder):
        files = make_site(folder, settings, datetime.now().astimezone().date().isoformat())
        console.say(f'Made the site "{name}" in {folder}/:')
        for file in files:
            console.say(f"  {file}")
        console.say(f"Build it:   sitegen build {folder}")
        console.say('Write more: sitegen new "A headline"' + ("" if _is_here(folder) else f" --site {folder}"))


def _stripped(_context: click.Context, _option: click.Parameter, value: str) -> str:
    return value.strip()


def _some(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Drop empty values, which scripts give for what they do not know."""
    return tuple(value.strip() for value in values if value.strip())


@click.command()
@click.argument("headline", default="")
@click.option("--from", "brief", metavar="FILE", help="Take a brief, plain text, apart for it; - is standard input.")
@click.option("--site", type=A_FOLDER, default=Path(), help="The folder of the site.  [default: here]")
@click.option("--section", default="", callback=_stripped, help="The section that it is filed under.")
@click.option("--byline", multiple=True, callback=_some, help="Who writes it; may be given again.")
@click.option("--person", "people", multiple=True, callback=_some, help="Who is in it; may be given again.")
@click.option("--tag", "tags", multiple=True, callback=_some, help="What it is about; may be given again.")
@click.option("--date", default="", help="Its date, or date and time.  [default: now]")
@click.option("--slug", default="", help="The last part of its address.  [default: made of the headline]")
@click.option("--draft", is_flag=True, help="Hold it back until it is ready.")
@click.option("--edit", is_flag=True, help="Open it in the editor ($VISUAL or $EDITOR).")
def new(headline: str, *, brief: str | None, site: Path, edit: bool, **fields: Any) -> None:
    """Start an article with the HEADLINE, where the site's other articles are and with the fields that they have.

    With --from, the brief tells what is not given here, its headline too.
    """
    if not headline and brief is None:
        raise click.UsageError("Give a HEADLINE, or a brief with --from.")
    with failures(site):
        config, _ = load_config(site, field_names())
        now = f"{datetime.fromtimestamp(clock(None, config.zone), config.zone):%Y-%m-%d %H:%M}"
        given = {**fields, "title": " ".join(headline.split())}
        if brief is None:
            path = new_article(site, config, Wish(**{**given, "date": given["date"] or now}))
            console.say(os.path.relpath(path))
        else:
            read = wish_from(brief, site, config, given, now)
            path = new_article(site, config, read.wish)
            console.say(os.path.relpath(path))
            for line in told(read):
                console.warn(line)
        if edit:
            click.edit(filename=str(path))


def _is_here(folder: Path) -> bool:
    return folder.resolve() == Path.cwd()
