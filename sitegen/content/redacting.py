"""What may not be published of one file, and where it is left."""

import re
from collections.abc import Mapping
from contextlib import suppress
from html import unescape
from typing import Any
from urllib.parse import unquote

from yaml.nodes import MappingNode, ScalarNode

from sitegen.content.records import Body, Photo
from sitegen.errors import Problem
from sitegen.getters import many
from sitegen.redactions import Redaction, redaction, remains
from sitegen.yamltree import NodeError, Source

_TAG = re.compile(r"<[^>]*>")


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
    path: str, values: Mapping[str, Any], body: Body, html: str, redactions: tuple[Redaction, ...], source: Source
) -> list[Problem]:
    """Look for redacted names where replacing cannot reach: across the marks of Markdown, and in addresses."""
    photo: Photo | None = values.get("photo")
    own = values.get("slug") or values.get("id") or values.get("name") or path.removesuffix(".md")
    addresses = [own, values.get("layout", ""), photo.src if photo else ""]
    addresses += [*values.get("aliases", ()), *(unquote(slot.target) for slot in body.slots), *body.ids]
    where = remains((unescape(_TAG.sub("", html)),), addresses, redactions)
    if not where:
        return []
    message = {
        "text": "a name that is to be redacted is left in the text, with marks in the midst of it",
        "address": "a name that is to be redacted is left in an address or in the name of a file",
    }[where]
    hint = {"text": "Take the marks out of it.", "address": "Give it another `slug:`, or rename the file."}[where]
    return [Problem("SG045", message, source.file, 1, hint=hint)]
