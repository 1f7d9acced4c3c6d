"""The bytes of a brief as clean text: whatever program saved it, and whatever it left in it."""

import re
import sys
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from sitegen.errors import printable
from sitegen.start.writing import refusal

LARGEST = 300_000
"""Bytes. The longest articles of magazines have half of that."""
STDIN = "-"
_OTHER_FORMATS = {
    b"PK\x03\x04": "a Word or OpenDocument file",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"%PDF": "a PDF",
    b"{\\rtf": "a rich text file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_NOTHING = re.compile("[\u00ad\u200b\u2060\ufeff\ufffe\uffff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
"""Soft hyphens, blanks without width, and characters that no page can hold."""
_NOISE = re.compile("[\ufffd\x01-\x08\x0e-\x1f]")
"""What a picture or program is full of when it is read as text."""


def read_bytes(name: str) -> bytes:
    """Read a file, or standard input if its name is `-`.

    Raises:
        SiteError: with exit code 2, if it cannot be read or is too large.
    """
    try:
        if name == STDIN:
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        shown = printable(name)
        raise refusal(
            f"{shown} cannot be read: {getattr(error, 'strerror', None) or error}", "Look at its path."
        ) from None
    if len(data) > LARGEST:
        raise refusal(f"{shown_name(name)} has more than {LARGEST:,} bytes", "One brief makes one article: split it.")
    return data


def shown_name(name: str) -> str:
    """Return how a brief is named in messages."""
    return "standard input" if name == STDIN else printable(name)


def decode(data: bytes, name: str) -> tuple[str, list[str]]:
    """Return the text of a brief with plain spaces and line breaks, and what an editor should know of its letters.

    Raises:
        SiteError: with exit code 2, if it is no text.
    """
    shown = shown_name(name)
    for start, what in _OTHER_FORMATS.items():
        if data.startswith(start):
            raise refusal(f"{shown} is {what}", "Save it as plain text first.")
    text, note = _as_text(data)
    if "\0" in text or len(_NOISE.findall(text)) > len(text) // 20:
        raise refusal(f"{shown} is no text", "Save it as plain text, in UTF-8.")
    text = unicodedata.normalize("NFC", _NOTHING.sub("", _BLANKS.sub(" ", _BREAKS.sub("\n", text))))
    if not text.strip():
        raise refusal(f"{shown} is empty", "Give it the text of one article.")
    return text, [note] if note else []


def _as_text(data: bytes) -> tuple[str, str]:
    if data.startswith(BOM_UTF8):
        return data.decode("utf-8-sig", "replace"), ""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), ""
    half = len(data) // 2
    if half and data[1::2].count(0) > 0.4 * half:
        return data.decode("utf-16-le", "replace"), ""
    if half and data[::2].count(0) > 0.4 * half:
        return data.decode("utf-16-be", "replace"), ""
    try:
        return data.decode(), ""
    except UnicodeDecodeError:
        note = "the file is not UTF-8, and was read as Windows-1252: look at letters with accents, quotes and dashes"
        return data.decode("cp1252", "replace"), note
