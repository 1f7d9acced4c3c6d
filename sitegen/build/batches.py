"""What is done in batches, as functions of values that can travel to another process."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen.build.manifest import Row
from sitegen.build.staging import stage
from sitegen.content.load import LoadSettings, Text, load_all
from sitegen.content.records import Loaded
from sitegen.digests import digest_of
from sitegen.errors import Problem
from sitegen.pages.views import Page, Shared
from sitegen.render.fingerprint import canonical, decode
from sitegen.render.pieces import pieces
from sitegen.render.render import TOO_LONG, render
from sitegen.render.templates import Templates
from sitegen.urls import output_path

encode = msgspec.msgpack.Encoder(order="deterministic").encode


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


class Ready(Struct, frozen=True):
    """A page to render."""

    page: Page
    fingerprint: str
    bodies: dict[str, str]
    """The HTML of each body it may show, by digest."""
    published: Row | None
    """The file that is there now, if it is ours."""


class Stale(Struct, frozen=True, array_like=True):
    """A page to render, as it travels."""

    path: str
    layout: str
    source: str
    fingerprint: str
    view: bytes
    """Its canonical encoding."""
    bodies: dict[str, str]
    published: Row | None


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
    kind: str = ""
    """The name of the record that its view is, if it was rendered."""
    pieces: bytes = b""
    """Of its view."""


def load_batch(settings: LoadSettings, texts: list[Text]) -> list[Parsed]:
    """Read Markdown files."""
    return [_parsed(loaded) for loaded in load_all(texts, settings)]


def packed(ready: Ready) -> Stale:
    """Pack a page to travel."""
    page = ready.page
    view = canonical(page.view)
    return Stale(page.path, page.layout, page.source, ready.fingerprint, view, ready.bodies, ready.published)


def render_batch(press: Press, pages: list[Stale]) -> list[Outcome]:
    """Render pages; after one that takes too long, no other of its layout."""
    return [staged(press, ready, made) for ready, made in _printed(press, pages)]


def print_batch(press: Press, pages: list[Stale]) -> list[bytes | Problem | None]:
    """Render pages where they cannot be staged; those that are not tried are None."""
    return [made for _, made in _printed(press, pages)]


def rendered(press: Press, ready: Ready) -> Outcome:
    """Render a page, and stage it if it has other bytes than the file that is there."""
    return staged(press, ready, render(press.templates, press.shared, ready.page, ready.bodies))


def staged(press: Press, ready: Ready, made: bytes | Problem | None) -> Outcome:
    """Stage a page that was rendered if it has other bytes than the file that is there."""
    page = ready.page
    if not isinstance(made, bytes):
        return Outcome(page.path, page.layout, None, problem=made)
    known, is_staged = ready.published, False
    if known and known.digest == digest_of(made):
        row = msgspec.structs.replace(known, fingerprint=ready.fingerprint)
    else:
        new, is_staged = stage(press.folder, output_path(page.path), (made,)), True
        row = Row(ready.fingerprint, new.size, new.mtime_ns, new.digest)
    kind = type(page.view).__name__
    return Outcome(page.path, page.layout, row, is_staged=is_staged, kind=kind, pieces=pieces(page.view))


def _printed(press: Press, pages: Iterable[Stale]) -> Iterator[tuple[Ready, bytes | Problem | None]]:
    given_up: set[str] = set()
    for ready in map(_unpacked, pages):
        page = ready.page
        tried = page.layout not in given_up
        made = render(press.templates, press.shared, page, ready.bodies) if tried else None
        if isinstance(made, Problem) and made.key == TOO_LONG:
            given_up.add(page.layout)
        yield ready, made


def _unpacked(stale: Stale) -> Ready:
    page = Page(stale.path, stale.layout, decode(stale.view), stale.source)
    return Ready(page, stale.fingerprint, stale.bodies, stale.published)


def _parsed(loaded: Loaded) -> Parsed:
    body = loaded.record.body.digest if loaded.record else ""
    return Parsed(encode(msgspec.structs.replace(loaded, html="")), body, loaded.html)
