"""What may not be published of one file, and where it is left."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from html import unescape
from typing import Any
from urllib.parse import unquote

from msgspec import Struct
from yaml.nodes import MappingNode, ScalarNode

from sitegen.content.records import Body, Photo
from sitegen.errors import Problem
from sitegen.getters import many
from sitegen.redactions import Redaction, has_any, is_in_address, redaction
from sitegen.yamltree import NodeError

_TAG = re.compile("<[^>]*>|\0[0-9]+\0")
BREAK = re.compile(r"<br\b[^>]*>")
BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|t[dh]|d[td]|pre|div|blockquote|figcaption|caption|summary)>")
"""Where a block of text ends, and any name with it."""
_LINK = re.compile(r'\b(?:href|src)="([^"]*)"')
_MARK = re.compile(r"\]\([^)\n]*\)|[*_`~\[\]]|<[^>]*>|^\s*>")
"""What stands in the midst of a name that is half a link or half in bold."""
_JOINT = re.compile("[-_/+.?&=#]+")
"""What stands between the words of an address."""


def redactions_of(
    node: MappingNode | None, everywhere: tuple[Redaction, ...], renamed: Mapping[str, str | None]
) -> tuple[Redaction, ...]:
    """Return what a file may not publish, of the whole site and its own, the longest first.

    Mistakes in it are told by who reads it. Of a record that says `limited` or `suppressed` nothing is published, and
    its names are to be found.
    """
    own: tuple[Redaction, ...] = ()
    for key, value in node.value if node else ():
        field = renamed.get(key.value, key.value) if isinstance(key, ScalarNode) else None
        if field == "privacy" and value.value in ("limited", "suppressed"):
            return ()
        if field == "redact":
            with suppress(NodeError):
                own += many(redaction)(value)
    return tuple(sorted((*everywhere, *own), key=lambda one: -len(one.surface)))


class Drafted(Struct, frozen=True):
    """A file before it is a record."""

    path: str
    kind: str
    slug: str
    """The last part of its address."""
    markdown: str
    line: int
    """At which its text begins."""


def left(
    record: Drafted, values: Mapping[str, Any], body: Body, html: str, redactions: tuple[Redaction, ...]
) -> Iterator[Problem]:
    """Look for redacted names where replacing cannot reach: across the marks of Markdown, and in addresses."""
    file = f"content/{record.path}"
    if any(has_any(one.replace, redactions[:place]) for place, one in enumerate(redactions)):
        message = "what is to stand in the place of a name contains another that is to be redacted"
        yield Problem("SG045", message, file, 1, hint="Let `redact:` put other words in its place.")
    if has_any(unescape(_TAG.sub("", BREAK.sub(" ", BLOCK_END.sub("\n\n", html)))), redactions):
        message = "a name that is to be redacted is left in the text, with marks in the midst of it"
        line = _line(record, redactions, lambda text: _MARK.sub("", text))
        yield Problem("SG045", message, file, line, hint="Take the marks out of it.")
    if is_in_address(_addresses(record, values), redactions):
        message = "a name that is to be redacted is left in an address or in the name of a file"
        is_record = record.kind in ("person", "tag")
        hint = "Delete the record." if is_record else "Give it another `slug:`, or rename the file."
        yield Problem("SG045", message, file, 1, hint=hint)
    lines = dict.fromkeys((*_LINK.findall(html), *body.ids), 0) | {s.target: s.line for s in body.slots}
    lines |= dict.fromkeys((*values.get("same_as", ()), *(source.url for source in values.get("sources", ()))), 1)
    if found := [line for address, line in lines.items() if has_any(_words_of(address), redactions)]:
        message = "a name that is to be redacted is left in the address of a link or picture"
        line = min(found) or _line(record, redactions, _words_of)
        yield Problem("SG045", message, file, line, hint="Take the link out, or rename what it leads to.")


def _words_of(address: str) -> str:
    return _JOINT.sub(" ", unquote(unescape(address)))


def _line(record: Drafted, redactions: tuple[Redaction, ...], strip: Callable[[str], str]) -> int:
    """Return the first line that has a name once it is stripped, or that at which the text begins."""
    lines = enumerate(record.markdown.splitlines(), record.line)
    return next((number for number, text in lines if has_any(strip(unescape(text)), redactions)), record.line)


def _addresses(record: Drafted, values: Mapping[str, Any]) -> Iterator[str]:
    photo: Photo | None = values.get("photo")
    yield record.slug
    yield values.get("layout", "")
    yield photo.src if photo else ""
    yield from values.get("aliases", ())
    yield from values.get("former_ids", ())
