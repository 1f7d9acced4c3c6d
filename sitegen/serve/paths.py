"""What a request asks for, looked at before anything is done with it."""

import re
from urllib.parse import quote, unquote_to_bytes

_LONGEST = 2_000
"""Bytes of a request target; file names end long before."""
_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\]")


class BadTargetError(Exception):
    """A request target that no browser sends for a page of a site; the status is to be answered."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def path_of(target: bytes, query: bytes) -> str:
    """Return the path that is asked for, quoted in the one way in which this site writes it.

    Raises:
        BadTargetError: if it is no path, or one that may mean another to a file system.
    """
    if len(target) + len(query) > _LONGEST:
        raise BadTargetError(414, "The address is too long.")
    if not target.startswith(b"/") or _ESCAPE.search(target):
        raise BadTargetError(400, "The address is no path.")
    segments = target.split(b"/")
    try:
        parts = [unquote_to_bytes(segment).decode() for segment in segments]
    except UnicodeDecodeError:
        raise BadTargetError(400, "The address is not UTF-8.") from None
    if any(part in (".", "..") or "/" in part or _UNSAFE.search(part) for part in parts):
        raise BadTargetError(400, "The address has a part that is no file name.")
    return quote("/".join(parts))
