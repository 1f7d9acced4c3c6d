"""What of a record is read for names, besides its body."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import chain
from typing import Any
from urllib.parse import unquote

from msgspec import to_builtins

from sitegen.content.records import Article, Record, Slot
from sitegen.content.redacting import BLOCK_END, BREAK

_SLOT = re.compile("\0[0-9]+\0")
_ATTRIBUTE = re.compile(r'="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")


def head_of(record: Record) -> str:
    """Return what readers see above an article, line by line: headline, deck, summary, and what stands by its photo."""
    if not isinstance(record, Article):
        return ""
    photo = record.photo
    lines = (record.title, record.deck, record.summary, *((photo.caption, photo.alt) if photo else ()))
    return _lines(lines)


def all_of(record: Record) -> str:
    """Return every text of a record but its body, line by line."""
    fields = to_builtins(record)
    del fields["places"], fields["body"]
    texts = list(_texts(fields))
    return _lines(chain(texts, *(_words_of(text) for text in texts if "://" in text)))


def all_of_body(html: str, slots: Iterable[Slot]) -> str:
    """Return every text of a body, line by line: code and attributes, too, and names across marks (`Jane *Roe*`).

    Of addresses, a name is read that stands there as on Wikipedia (`/wiki/Jane_Roe`), or as a slug.
    """
    attributes = _ATTRIBUTE.findall("".join((html, *(slot.attributes + f' href="{slot.target}"' for slot in slots))))
    blocks = BLOCK_END.split(_SLOT.sub("", html))
    texts = chain((_TAG.sub("", BREAK.sub(" ", block)) for block in blocks), *map(_words_of, attributes))
    return _lines(map(unescape, texts))


def _words_of(address: str) -> Iterator[str]:
    """Yield the parts of an address as a name may stand in them, by words: `/wiki/Jane_Roe`, `/jane-roe/`."""
    for part in re.split("[/?&=#]", unquote(address)):
        yield re.sub("[_+]", " ", part)
        yield re.sub("[-_+]", " ", part)


def _lines(texts: Iterable[str]) -> str:
    """Join texts, each on one line."""
    return "\n".join(text.replace("\n", " ") for text in texts if text)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
