"""What may not be published of one file, and where it is left."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from html import unescape
from typing import Any
from urllib.parse import unquote

from yaml.nodes import MappingNode, ScalarNode

from sitegen.content.records import Body, Photo
from sitegen.errors import Problem
from sitegen.getters import many
from sitegen.redactions import Redaction, has_any, is_in_address, redaction
from sitegen.yamltree import NodeError

_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r'="([^"]*)"')
_MARK = re.compile(r"[*_`~\[\]]|<[^>]*>")
"""What stands in the midst of a name that is half a link or half in bold."""


def redactions_of(
    node: MappingNode | None, everywhere: tuple[Redaction, ...], renamed: Mapping[str, str | None]
) -> tuple[Redaction, ...]:
    """Return what a file may not publish: of the whole site, and its own. Mistakes in it are told by who reads it."""
    own: tuple[Redaction, ...] = ()
    for key, value in node.value if node else ():
        if isinstance(key, ScalarNode) and renamed.get(key.value, key.value) == "redact":
            with suppress(NodeError):
                own += many(redaction)(value)
    return (*everywhere, *own)


def left(
    path: str,
    values: Mapping[str, Any],
    body: Body,
    html: str,
    markdown: str,
    body_line: int,
    redactions: tuple[Redaction, ...],
) -> Iterator[Problem]:
    """Look for redacted names where replacing cannot reach: across the marks of Markdown, and in addresses."""
    file = f"content/{path}"
    if has_any(unescape(_TAG.sub("", html)), redactions):
        message = "a name that is to be redacted is left in the text, with marks in the midst of it"
        lines = enumerate(_MARK.sub("", markdown).splitlines(), body_line)
        line = next((number for number, text in lines if has_any(text, redactions)), body_line)
        yield Problem("SG045", message, file, line, hint="Take the marks out of it.")
    if is_in_address(_addresses(path, values), redactions):
        message = "a name that is to be redacted is left in an address or in the name of a file"
        yield Problem("SG045", message, file, 1, hint="Give it another `slug:`, or rename the file.")
    links = {unquote(unescape(address)): body_line for address in _ATTRIBUTE.findall(html)}
    links |= {unquote(slot.target): slot.line for slot in body.slots} | dict.fromkeys(body.ids, body_line)
    if found := [line for address, line in links.items() if is_in_address((address,), redactions)]:
        message = "a name that is to be redacted is left in the address of a link or picture"
        yield Problem("SG045", message, file, min(found), hint="Take the link out, or rename what it leads to.")


def _addresses(path: str, values: Mapping[str, Any]) -> Iterator[str]:
    photo: Photo | None = values.get("photo")
    yield values.get("slug") or values.get("id") or values.get("name") or path.removesuffix(".md")
    yield values.get("layout", "")
    yield photo.src if photo else ""
    yield from values.get("aliases", ())
