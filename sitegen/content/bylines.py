"""A byline as free text: words, and names in double brackets that become links."""

import re

from msgspec import Struct

from sitegen.content.records import Article

_LINK = re.compile(r"\[\[([^\[\]]+)\]\]")


class Part(Struct, frozen=True):
    """A piece of a free-text byline: plain text, or a name that is linked."""

    text: str
    is_name: bool


def parts(text: str) -> tuple[Part, ...]:
    """Take a free-text byline apart (`By [[Jane Roe]]` -> `By `, Jane Roe)."""
    if not text:
        return ()
    pieces = _LINK.split(text)
    found = (
        Part(piece.strip() if odd else piece, is_name=bool(odd))
        for number, piece in enumerate(pieces)
        for odd in (number % 2,)
    )
    return tuple(part for part in found if part.text)


def linked_names(text: str) -> tuple[str, ...]:
    """Return the names in a free-text byline."""
    return tuple(part.text for part in parts(text) if part.is_name)


def author_names(article: Article) -> tuple[str, ...]:
    """Return the names in an article's byline, those linked in its free text after the others."""
    names = [credit.name for credit in article.byline]
    if article.byline_text:
        names += linked_names(article.byline_text)
    return tuple(dict.fromkeys(names)) if len(names) > 1 else tuple(names)
