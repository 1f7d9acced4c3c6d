"""What is wrong, to be laid over a page."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from sitegen.errors import Problem


def overlay(problems: Sequence[Problem], folder: Path, editor: str) -> str:  # noqa: ARG001
    """Return problems as HTML."""
    told = (f"{one.file}:{one.line}: {one.severity} {one.code}: {one.message}" for one in problems)
    return f'<div role="alert"><pre>{escape(chr(10).join(told))}</pre></div>'


def overlay_page(problems: Sequence[Problem], folder: Path, editor: str) -> str:
    """Return a whole page of problems."""
    return (
        '<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>The site has errors</title>'
        f'<body>{overlay(problems, folder, editor)}<script src="/__sitegen/live.js" async></script></body></html>\n'
    )
