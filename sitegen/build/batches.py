"""What is done in batches, as pure functions of values that can travel to another process."""

import msgspec
from msgspec import Struct

from sitegen.content.load import LoadSettings, load
from sitegen.errors import Problem
from sitegen.pages.views import Page
from sitegen.render.fingerprint import decode
from sitegen.render.render import render
from sitegen.render.templates import Templates

encode = msgspec.msgpack.Encoder(order="deterministic").encode


class Text(Struct, frozen=True, array_like=True):
    """A Markdown file to read."""

    path: str
    """Relative to content/."""
    kind: str
    data: bytes


class Parsed(Struct, frozen=True, array_like=True):
    """A file that was read: its record and problems as msgpack, and the HTML of its body apart from them."""

    packed: bytes
    body: str
    """The digest of the body's HTML; empty: it has none."""
    html: str


class Stale(Struct, frozen=True, array_like=True):
    """A page to render."""

    path: str
    layout: str
    source: str
    view: bytes
    """Its canonical encoding."""
    bodies: dict[str, str]
    """The HTML of each body it may show, by digest."""


def load_batch(settings: LoadSettings, texts: list[Text]) -> list[Parsed]:
    """Read Markdown files."""
    return [_parsed(text, settings) for text in texts]


def render_batch(templates: Templates, pages: list[Stale]) -> list[bytes | Problem]:
    """Render pages."""
    return [render(templates, Page(p.path, p.layout, decode(p.view), p.source), p.bodies) for p in pages]


def _parsed(text: Text, settings: LoadSettings) -> Parsed:
    loaded = load(text.path, text.kind, text.data, settings)
    body = loaded.record.body.digest if loaded.record else ""
    return Parsed(encode(msgspec.structs.replace(loaded, html="")), body, loaded.html)
