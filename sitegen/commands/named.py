"""What `sitegen explain --people` prints: the people of an article, and each place where a known name stands."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
from msgspec import to_builtins

from sitegen import console
from sitegen.build.look import NoSuchThingError
from sitegen.build.named import Account, Named, Spot, names_in
from sitegen.build.options import Options
from sitegen.commands.progress import Silent
from sitegen.commands.terminal import fitting, visible, wrapped


def tell(site: Path, articles: list[str], options: Options, *, as_json: bool) -> None:
    """Print what was made of the names in some articles.

    Raises:
        SiteError: if the settings cannot be used.
    """
    try:
        found = [names_in(site, options, Silent(), one) for one in articles]
    except NoSuchThingError as error:
        raise click.UsageError(str(error)) from None
    if as_json:
        console.say(json.dumps(to_builtins(found), ensure_ascii=False, indent=2))
        return
    for one in found:
        for line in _lines(one):
            console.say(line)


def _lines(account: Account) -> Iterator[str]:
    yield click.style(visible(account.file), bold=True)
    for one in account.people:
        yield f"  {click.style(fitting(one.name, 76), bold=True)}"
        yield from wrapped(f"{one.id}: {'; '.join(_facts(one))}", 4, 6)
    for place in ("head", "body"):
        spots = [spot for spot in account.spots if spot.place == place]
        if spots:
            yield f"  {place}:"
        for spot in spots:
            yield from _spot_lines(spot)
    if not account.people and not account.spots:
        yield "  nobody of the site is named"
    if account.private:
        yield from wrapped(f"{account.private:,} of the names are of somebody private, and not shown", 2, 4)


def _facts(one: Named) -> Iterator[str]:
    yield "under `people:`" + (f" as {one.role}" if one.role else "") if one.is_declared else "found in the text"
    if one.called:
        yield f"called {one.called}"
    yield f"named {one.names:,} times" if one.names > 1 else "named once" if one.names else "not named"
    yield one.first


def _spot_lines(spot: Spot) -> Iterator[str]:
    sign = click.style("+", fg="green") if spot.is_meant else click.style("-", fg="yellow")
    name = click.style(visible(spot.name), underline=True)
    yield f"    {sign} {visible(spot.before)}{name}{visible(spot.after)}"
    told = f"{spot.person or 'nobody'}{', the link' if spot.is_link else ''}"
    told = told if spot.is_meant else f"not {spot.person or 'anybody'}: {spot.reason}"
    yield from wrapped(told, 6, 8)
