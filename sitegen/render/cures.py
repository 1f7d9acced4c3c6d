"""What can be done about a layout that failed while a page was made."""

import re

from jinja2 import UndefinedError

from sitegen.content.limit import TooLongError
from sitegen.render.words import PlaceError

_CURES: tuple[tuple[type[Exception], str], ...] = (
    (UndefinedError, 'Ask first whether it is there: {% if … %}. Or put something in its place: |default("").'),
    (TooLongError, "Look for loops inside of loops, and for what is done with a long text again and again."),
    (RecursionError, "A macro or a loop calls itself without end: let it stop somewhere."),
    (OverflowError, "Take less of it, as LIST[:20]; of a long text, the summary. docs/layouts.md tells all bounds."),
    (ZeroDivisionError, "Ask first whether the number is 0: {% if … %}."),
    (PlaceError, 'Write "%(NAME)s", and give it: _("…", NAME=…). A percent sign is written "%%".'),
    (UnicodeEncodeError, 'Write the character itself, not "\\ud83d" and the like.'),
)
_WORDS = (r"has no attribute '(\w+)'", r"the filter (\w+) takes", r"for ([^:\s]+): '", r"^(\w+)\(\) ", '^"(\\w+)" is a')
"""Where in what is told the word stands that stands in the line, too."""


def cure_of(error: Exception, source: str) -> str:
    """Return what can be done; `source` is the content file of the page, if it has one."""
    found = next((cure for kind, cure in _CURES if isinstance(error, kind)), "")
    field = f" Or correct the field in {source}." if source else ""
    return found or f"A value is not what this line expects. Ask first what it is: {{% if … is string %}}.{field}"


def word_of(message: str) -> str:
    """Return a pattern for the word that a line failed at; of one that is nowhere if that is not told."""
    word = next((found[1] for pattern in _WORDS if (found := re.search(pattern, message))), "")
    return rf"\b{word}\b" if word.isidentifier() else re.escape(word) if word else r"(?!)"
