"""The commands: options in, one function called, its report out."""

from pathlib import Path

import click

A_FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)
"""What all of them take for the folder of a site: one that is there."""
