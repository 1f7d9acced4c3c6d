"""The command line. Commands are loaded when they are asked for, so that none waits for another's libraries.

Exit codes: 0 fine, 1 problems in content, 2 wrong usage or settings, 130 interrupted, 143 told to end.
"""

from importlib import import_module
from typing import Any

import click

from sitegen import __version__

_COMMANDS = {
    "build": "build",
    "init": "start",
    "new": "start",
    "explain": "explain",
    "affected": "affected",
    "people": "people",
    "serve": "serve",
    "schema": "reference",
    "completion": "reference",
}
"""Command -> its module in sitegen.commands."""


class _Commands(click.Group):
    def main(self, *arguments: Any, **options: Any) -> Any:
        try:
            return super().main(*arguments, **options)
        except Exception as error:  # noqa: BLE001  # whatever a command has not told itself
            import_module("sitegen.commands.failures").tell_and_end(error)

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"sitegen.commands.{_COMMANDS[name]}"), name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sitegen")
def cli() -> None:
    """Make a newspaper of Markdown articles."""
