"""The pieces of a view, each as a short digest: enough to name later which of them have changed."""

from functools import cache
from operator import attrgetter
from typing import Any
from zlib import crc32

from msgspec import Struct
from msgspec.msgpack import Encoder
from msgspec.structs import fields

from sitegen.pages.records import View

_SIZE = 4
"""Bytes of a short digest. That a change is not named is as likely as that two of them agree by chance."""
_encode = Encoder(order="deterministic").encode


@cache
def names(kind: type[View]) -> tuple[str, ...]:
    """Return the names of a view's pieces as layouts write them: its fields, and one level into records."""
    found: list[str] = []
    for field in fields(kind):
        if isinstance(field.type, type) and issubclass(field.type, Struct):
            found += (f"{field.name}.{inner.name}" for inner in fields(field.type))
        else:
            found.append(field.name)
    return tuple(found)


def pieces(view: View) -> bytes:
    """Return the short digests of a view's pieces, one after another."""
    values = _getter(type(view))(view)
    return b"".join([crc32(_encode(value)).to_bytes(_SIZE) for value in values])


def changed(kind: type[View], before: bytes, after: bytes) -> tuple[str, ...] | None:
    """Name the pieces in which two views of one kind differ; None: the views had other pieces then."""
    known = names(kind)
    if len(before) != len(after) or len(after) != _SIZE * len(known):
        return None
    starts = range(0, len(after), _SIZE)
    return tuple(
        name for name, at in zip(known, starts, strict=True) if before[at : at + _SIZE] != after[at : at + _SIZE]
    )


@cache
def _getter(kind: type[View]) -> Any:
    known = names(kind)
    get = attrgetter(*known)
    return get if len(known) > 1 else lambda view: (get(view),)
