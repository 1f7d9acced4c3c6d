"""Why pages were written: what each was made from, piece by piece, is kept, and compared when it is made again.

It is kept in the cache and not among the rows of the output, because each build reads all of those.
"""

import time
from collections.abc import Iterable, Mapping
from zlib import crc32

from msgspec import Struct

from sitegen.build.batches import Outcome
from sitegen.build.cache import Cache
from sitegen.build.engine import render_engine
from sitegen.build.make import Made
from sitegen.build.manifest import Row
from sitegen.pages.records import View
from sitegen.pages.views import LAYOUTS, Shared
from sitegen.render.pieces import changed, pieces
from sitegen.render.templates import display_name

NEW = "it is new"
ALTERED = "its file was not as sitegen had written it"
CLEAN = "--clean was asked for"
UPGRADE = "sitegen, or a library that it renders with, is another version"
UNKNOWN = "what it was made from before is not known"
WORDS = "the language, or its catalogue of words"
_KINDS: dict[str, type[View]] = {kind.__name__: kind for kind in LAYOUTS.values()}


class Trace(Struct, frozen=True, array_like=True):
    """What a page was made from when it was made last, and why it was written."""

    fingerprint: str
    layout: str
    kind: str
    """The name of the record that its view is."""
    pieces: bytes
    """Of its view."""
    because: tuple[str, ...]
    """Pieces of the view (`article.title`), layouts (`layouts/base.html`), or one of the reasons above.

    Empty: it is not known.
    """
    written: int
    """POSIX time."""


class Basis(Struct, frozen=True, array_like=True):
    """What the pages of one build were made from together."""

    engine: str = ""
    shared: bytes = b""
    layouts: Mapping[str, Mapping[str, int]] = {}
    """For each layout, short digests of all that it depends on, by the names that problems give them."""


def basis_of(made: Made) -> Basis:
    """Return what all pages of a site have in common."""
    templates = made.layouts.templates
    words = crc32(templates.catalogue, crc32(templates.language.encode()))
    layouts = {
        layout: {display_name(name): crc32(templates.text(name).encode()) for name in names} | {WORDS: words}
        for layout, names in made.layouts.chains.items()
    }
    return Basis(render_engine(), pieces(Shared(site=made.desk.frame)), layouts)


class Traces:
    """The traces of one output folder during a build; `output` is the key of the folder."""

    def __init__(self, cache: Cache, output: str, basis: Basis, rows: Mapping[str, Row]) -> None:
        self._cache = cache
        self._output = output
        self._basis = basis
        self._before = cache.memo(_memo(output), Basis)
        self._rows = rows
        self._new: dict[str, Trace] = {}

    def take(self, path: str, outcome: Outcome, *, clean: bool) -> None:
        """Note what a page was made from, by its output path, and why."""
        if not outcome.row or outcome.is_fresh:
            return
        known, old = self._rows.get(path), None
        if known:
            old = trace_of(self._cache, self._output, path)
            old = old if old and old.fingerprint == known.fingerprint else None
        if outcome.is_staged:
            because, written = self._because(known, old, outcome, clean=clean), int(time.time())
        else:  # its bytes are the same, so its file stays
            because, written = (old.because, old.written) if old else ((), written_at(outcome.row))
        new = Trace(outcome.row.fingerprint, outcome.layout, outcome.kind, outcome.pieces, because, written)
        self._new[path] = new

    def keep(self, gone: Iterable[str]) -> None:
        """Keep what was noted, when it is published, and forget pages that are gone."""
        self._cache.keep_memo(_memo(self._output), self._basis)
        self._cache.keep_traces(self._output, self._new, gone)

    def _because(self, known: Row | None, old: Trace | None, new: Outcome, *, clean: bool) -> tuple[str, ...]:
        if known is None:
            return (NEW,)
        if clean:
            return (CLEAN,)
        if new.row and known.fingerprint == new.row.fingerprint:
            return (ALTERED,)
        return differences(old, self._before, new.layout, new.pieces, self._basis)


def differences(old: Trace | None, before: Basis, layout: str, now: bytes, basis: Basis) -> tuple[str, ...]:
    """Name everything in which what a page is made from has changed since its trace."""
    if old is None:
        return (UNKNOWN,)
    if before.engine != basis.engine:
        return (UPGRADE,)
    view = changed(_KINDS[old.kind], old.pieces, now) if old.kind in _KINDS else None
    shared = changed(Shared, before.shared, basis.shared)
    if view is None or shared is None:
        return (f"its layout is {layout}, and was {old.layout}",) if layout != old.layout else (UNKNOWN,)
    layouts = before.layouts.get(old.layout, {}).items() ^ basis.layouts.get(layout, {}).items()
    return (*view, *shared, *sorted({name for name, _ in layouts})) or (UNKNOWN,)


def written_at(row: Row) -> int:
    """Return when a file was written by what is known of the file alone, in POSIX time."""
    return row.mtime_ns // 10**9


def trace_of(cache: Cache, output: str, path: str) -> Trace | None:
    """Return what is known of a page by its output path."""
    return cache.trace(output, path, Trace)


def basis_before(cache: Cache, output: str) -> Basis:
    """Return what the pages of the last build had in common."""
    return cache.memo(_memo(output), Basis)


def _memo(output: str) -> str:
    return f"basis of {output}"
