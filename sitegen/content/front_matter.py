"""A Markdown file taken apart: the YAML between its two `---` lines, and the body below."""

import re

from msgspec import Struct

from sitegen.errors import Problem

_OPENING = re.compile(r"\s*^(---)[^\S\n]*(?:\n|\Z)", re.MULTILINE)
_CLOSING = re.compile(r"^(---|\.\.\.)[^\S\n]*(\n|\Z)", re.MULTILINE)


class Document(Struct, frozen=True):
    """The two parts of a file; `body_line` is the 1-based line on which the body begins."""

    front_matter: str
    body: str
    body_line: int


def split(data: bytes, file: str) -> Document | Problem:
    """Take a file apart, or return the problem that forbids it. CRLF and a byte order mark are accepted."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Problem("SG017", f"not UTF-8 (byte {error.start + 1} of the file)", file, line, hint="Save it as UTF-8.")
    if "\0" in text:
        return Problem("SG017", "contains a NUL character", file, text.count("\n", 0, text.index("\0")) + 1)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    opening = _OPENING.match(text)
    if not opening:
        hint = "Start the file with a line `---`, the fields, and another line `---`."
        return Problem("SG010", "there is no front matter", file, 1, hint=hint)
    above = text.count("\n", 0, opening.start(1))
    if above:
        message = "the front matter does not start on the first line"
        return Problem("SG010", message, file, above + 1, 1, "Delete what is above it.")
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        return Problem("SG010", "the front matter is not closed", file, 1, 1, "Put a line `---` below the last field.")
    front_matter = text[opening.end() : closing.start()]
    return Document(front_matter, text[closing.end() :], front_matter.count("\n") + 3)
