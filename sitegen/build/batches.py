"""What is done in batches, as functions of values that can travel to another process."""

from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen.build.manifest import Row
from sitegen.build.staging import stage
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


class Press(Struct, frozen=True):
    """What all pages of a build are rendered with, and the folder in which new files are staged."""

    templates: Templates
    shared: Shared
    folder: Path


class Stale(Struct, frozen=True, array_like=True):
    """A page to render."""

    path: str
    layout: str
    source: str
    fingerprint: str
    view: bytes
    """Its canonical encoding."""
    bodies: dict[str, str]
    """The HTML of each body it may show, by digest."""
    published: Row | None
    """The file that is there now, if it is ours."""


class Outcome(Struct, frozen=True, array_like=True):
    """What became of a page."""

    path: str
    """On the site."""
    layout: str
    row: Row | None
    """Its file, published or staged; None: there is none."""
    is_fresh: bool = False
    """Whether its file was made from the same."""
    is_staged: bool = False
    problem: Problem | None = None
    """Why it cannot be rendered."""


def load_batch(settings: LoadSettings, texts: list[Text]) -> list[Parsed]:
    """Read Markdown files."""
    return [_parsed(text, settings) for text in texts]


def render_batch(press: Press, pages: list[Stale]) -> list[Outcome]:
    """Render pages."""
    return [rendered(press, page) for page in pages]


def rendered(press: Press, stale: Stale) -> Outcome:
    """Render a page, and stage it if it has other bytes than the file that is there."""
    return staged(press, stale, printed(press, stale))


def print_batch(press: Press, pages: list[Stale]) -> list[bytes | Problem]:
    """Render pages where they cannot be staged."""
    return [printed(press, page) for page in pages]


def printed(press: Press, stale: Stale) -> bytes | Problem:
    """Render a page."""
    page = Page(stale.path, stale.layout, decode(stale.view), stale.source)
    return render(press.templates, press.shared, page, stale.bodies)


def staged(press: Press, stale: Stale, made: bytes | Problem) -> Outcome:
    """Stage a page that was rendered if it has other bytes than the file that is there."""
    if isinstance(made, Problem):
        return Outcome(stale.path, stale.layout, None, problem=made)
    known = stale.published
    if known and known.digest == digest_of(made):
        return Outcome(stale.path, stale.layout, msgspec.structs.replace(known, fingerprint=stale.fingerprint))
    new = stage(press.folder, output_path(stale.path), (made,))
    row = Row(stale.fingerprint, new.size, new.mtime_ns, new.digest)
    return Outcome(stale.path, stale.layout, row, is_staged=True)


def _parsed(text: Text, settings: LoadSettings) -> Parsed:
    loaded = load(text.path, text.kind, text.data, settings)
    body = loaded.record.body.digest if loaded.record else ""
    return Parsed(encode(msgspec.structs.replace(loaded, html="")), body, loaded.html)
