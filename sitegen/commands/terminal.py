"""Text that fits a terminal of 80 columns, and that no character of a name turns around."""

import unicodedata
from collections.abc import Iterator
from textwrap import wrap

WIDTH = 80
_VISIBLE = "\u200c\u200d"
"""Characters without a shape that scripts need."""


def wrapped(text: str, first: int = 0, others: int = 0) -> Iterator[str]:
    """Yield text line by line, the first and the others with so many blanks before them; no word is broken."""
    yield from wrap(
        visible(text),
        WIDTH,
        initial_indent=" " * first,
        subsequent_indent=" " * others,
        break_long_words=False,
        break_on_hyphens=False,
    )


def fitting(text: str, width: int = WIDTH) -> str:
    """Return text that fits, cut with an ellipsis if it does not."""
    text = visible(text)
    if width_of(text) <= width:
        return text
    while width_of(text) >= width:
        text = text[:-1]
    return text + "…"


def visible(text: str) -> str:
    """Return text in which what would turn a line around, or nobody would see, is written out."""
    return "".join(
        c.encode("unicode_escape").decode() if unicodedata.category(c) in ("Cc", "Cf") and c not in _VISIBLE else c
        for c in text
    )


def width_of(text: str) -> int:
    """Return how many columns text takes."""
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in ("W", "F")) for c in text)
