"""The command line. Commands are loaded when they are asked for, so that none waits for another's libraries.

Exit codes: 0 fine, 1 problems in content, 2 wrong usage or settings, 130 interrupted.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from sitegen import __version__, console
from sitegen.build.files import reason
from sitegen.commands.failures import failures

_COMMANDS = {
    "build": "build",
    "init": "start",
    "new": "start",
    "explain": "reference",
    "schema": "reference",
    "completion": "reference",
}
"""Command -> its module in sitegen.commands."""


class _Commands(click.Group):
    def main(self, *arguments: Any, **options: Any) -> Any:
        with failures(Path()):
            try:
                return super().main(*arguments, **options)
            except OSError as error:  # commands tell of their own: this is a help or a version that cannot be printed
                console.abandon()
                raise console.UnprintableError(reason(error)) from None

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
