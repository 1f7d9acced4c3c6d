"""The command `sitegen serve`."""

import asyncio
import contextlib
import os
import sys
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from sitegen import console, interrupt
from sitegen.build.options import Options
from sitegen.commands import A_FOLDER
from sitegen.commands.failures import failures
from sitegen.commands.progress import progress
from sitegen.config import clock
from sitegen.errors import Problem
from sitegen.serve.follower import Follower
from sitegen.serve.hosts import Hosts, address, is_loopback, listen
from sitegen.serve.server import serve as serve_site

_EDITOR = "vscode://file/{file}:{line}:{column}"
_LAST = "9998-12-31T23:59:59Z"
"""The last moment that a date can name."""


class _Terminal:
    """Says in the terminal what happens."""

    def __init__(self, site: Path) -> None:
        self._site = site

    def say(self, line: str) -> None:
        """Say something."""
        console.say(line)

    def problems(self, problems: tuple[Problem, ...]) -> None:
        """Say what is wrong now."""
        for line in console.problem_lines(problems, self._site, grouped=True):
            console.warn(line)
        if not problems:
            console.warn("No problems any more.")


@click.command()
@click.argument("site", type=A_FOLDER, default=Path())
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Where to listen; others than this computer's own let others in.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port, or the first that is tried; 0: any.",
)
@click.option("--open", "opens", is_flag=True, help="Open the site in the browser.")
@click.option("--drafts", is_flag=True, help="Show drafts, too.")
@click.option("--future", is_flag=True, help="Show what has a date to come, too.")
@click.option("--now", metavar="TIME", help="Show the site as of a moment (2026-03-04, 2026-03-04 07:30).")
@click.option("--poll", is_flag=True, help="Look for changes twice a second, where the system does not tell of them.")
@click.option("--follow", is_flag=True, help="Take the browser to the page whose source was just edited.")
@click.option("--editor", metavar="URL", default=_EDITOR, show_default=True, help="How problems open in an editor.")
def serve(site: Path, host: str, port: int, editor: str, **options: Any) -> None:
    """Serve the site in SITE (default: here) as it would be built, and follow every change.

    In the terminal, o opens it in the browser and q ends the server.
    """
    if options["future"] and options["now"]:
        raise click.UsageError("--future and --now exclude each other: each says when it is.")
    now = _LAST if options["future"] else options["now"]
    try:
        clock(now, ZoneInfo("UTC"))
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    teller = _Terminal(site)
    interrupt.tell("The server has ended.")
    with failures(site):
        sockets, found = _listen(host, port)
        with progress(shown=True) as watcher:
            follower = Follower(
                site,
                Options(now=now, drafts=options["drafts"]),
                watcher,
                teller,
                editor=editor,
                follow=options["follow"],
                poll=options["poll"],
            )
        _greet(site, host, port, found)
        where = address(host, found)
        if options["opens"]:
            webbrowser.open(where)
        asyncio.run(_run(follower, teller, sockets, Hosts(host, found), where))


def _listen(host: str, port: int) -> Any:
    try:
        return listen(host, port)
    except OSError as error:
        raise click.UsageError(f"Nothing can listen at {host}, port {port}: {error.strerror or error}.") from None


def _greet(site: Path, host: str, port: int, found: int) -> None:
    if port and found != port:
        console.say(f"Port {port} is taken; {found} is free.")
    if not is_loopback(host):
        console.warn(f"Everyone who can reach {host} sees this site, drafts and mistakes included.")
    console.say(f"Serving {site.resolve().name} at {address(host, found)}/ (Ctrl-C ends)")


async def _run(follower: Follower, teller: _Terminal, sockets: Any, hosts: Hosts, where: str) -> None:
    with _keys(where):
        await serve_site(follower, teller, sockets, hosts)


@contextlib.contextmanager
def _keys(where: str) -> Iterator[None]:
    """Hear the keys o and q, where there is a keyboard."""
    try:
        import termios  # there is none on Windows  # noqa: PLC0415
        import tty  # noqa: PLC0415
    except ImportError:
        yield
        return
    if not sys.stdin.isatty():
        yield
        return
    stdin, loop = sys.stdin.fileno(), asyncio.get_running_loop()
    before = termios.tcgetattr(stdin)

    def pressed() -> None:
        for key in os.read(stdin, 64).decode(errors="replace"):
            if key == "q":
                sys.exit(0)
            if key == "o":
                webbrowser.open(where)

    try:
        tty.setcbreak(stdin)
        loop.add_reader(stdin, pressed)
        yield
    finally:
        loop.remove_reader(stdin)
        termios.tcsetattr(stdin, termios.TCSADRAIN, before)
