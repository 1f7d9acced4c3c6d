"""The one digest by which bytes are known: those of files, bodies, layouts, views and the program itself."""

import hashlib
from collections.abc import Iterable


def digest_of(data: bytes) -> str:
    """Return the digest of bytes: sha256, cut to 128 bits, in hexadecimal."""
    return digest_of_parts((data,))


def digest_of_parts(parts: Iterable[bytes]) -> str:
    """Return the digest of bytes that come part by part; how they are parted does not matter."""
    found = hashlib.sha256()
    for part in parts:
        found.update(part)
    return found.hexdigest()[:32]
