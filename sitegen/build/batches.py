"""What is done in batches, as functions of values that can travel to another process."""

from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen.build.staging import Staged, stage
from sitegen.content.load import LoadSettings, load
from sitegen.digests import digest_of
from sitegen.errors import Problem
from sitegen.pages.views import Page, Shared
from sitegen.render.fingerprint import decode
from sitegen.render.render import render
from sitegen.render.templates import Templates
from sitegen.urls import output_path

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
    published: str
    """The digest of the file that is there now, if it is ours; else empty."""


Rendered = Staged | Problem | None
"""What became of a page: it was staged, or failed, or has the bytes that are published."""


def load_batch(settings: LoadSettings, texts: list[Text]) -> list[Parsed]:
    """Read Markdown files."""
    return [_parsed(text, settings) for text in texts]


def render_batch(folder: Path, templates: Templates, shared: Shared, pages: list[Stale]) -> list[Rendered]:
    """Render pages and stage those that have other bytes than what is published."""
    return [_rendered(page, folder, templates, shared) for page in pages]


def _rendered(stale: Stale, folder: Path, templates: Templates, shared: Shared) -> Rendered:
    page = Page(stale.path, stale.layout, decode(stale.view), stale.source)
    made = render(templates, shared, page, stale.bodies)
    if isinstance(made, Problem):
        return made
    return stage(folder, output_path(page.path), (made,)) if digest_of(made) != stale.published else None


def _parsed(text: Text, settings: LoadSettings) -> Parsed:
    loaded = load(text.path, text.kind, text.data, settings)
    body = loaded.record.body.digest if loaded.record else ""
    return Parsed(encode(msgspec.structs.replace(loaded, html="")), body, loaded.html)
