"""A page explained: what it comes from, what it is made with, and why it was written or would be."""

import re
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from sitegen import urls
from sitegen.build.change import catalogue_in_use, catalogues, showing_words
from sitegen.build.files import digest_of_file
from sitegen.build.look import NoSuchThingError, hint_for, look, place_in
from sitegen.build.make import Made, Marks, Material, make
from sitegen.build.manifest import Manifest, key_of
from sitegen.build.options import Options, Watcher
from sitegen.build.task import Work
from sitegen.build.traces import ALTERED, NEW, basis_before, basis_of, differences, trace_of, written_at
from sitegen.config import SETTINGS_FILE
from sitegen.errors import did_you_mean
from sitegen.pages.routes import Route
from sitegen.render.pieces import pieces
from sitegen.render.templates import display_name

_HERE = re.compile(r"(localhost|127\.[0-9.]+|\[::1\])(:[0-9]+)?")
"""Hosts at which `sitegen serve` shows the site."""


class Explanation(Struct, frozen=True, kw_only=True):
    """What is known of a page."""

    path: str
    """On the site."""
    url: str
    """The whole of it."""
    source: str
    """What it comes from: `content/a.md`, `the tag "housing"`."""
    layout: str
    layouts: tuple[str, ...]
    """All that its layout depends on, itself first."""
    file: str
    """In the output folder."""
    fingerprint: str
    written: str
    """When its file was written last (ISO 8601); empty: it never was."""
    because: tuple[str, ...]
    """Why it was written then; empty: that is not known."""
    pending: tuple[str, ...]
    """Why the next build would make it again; empty: it would not."""
    view: Any
    """All that its layout sees, but for `site`."""


class Plain(Struct, frozen=True, kw_only=True):
    """What is to be said of a file that is no page."""

    file: str
    told: str


def explain(site: Path, options: Options, watcher: Watcher, *asked: str) -> list[Explanation | Plain]:
    """Explain what URLs, paths on the site, or files stand for: each page that comes from them.

    Raises:
        SiteError: if the site has errors.
        NoSuchThingError: if nothing of the site is meant.
    """

    def tell(work: Work, material: Material) -> list[Explanation | Plain]:
        made = make(work, material)
        work.problems.stop_if_errors()
        explainer = _Explainer(work, made)
        return [told for one in dict.fromkeys(asked) for told in explainer.explain(one)]

    return look(site, options, watcher, tell)


class _Explainer:
    def __init__(self, work: Work, made: Made) -> None:
        self._work, self._made = work, made
        self._marks = Marks(made.layouts, made.desk.frame)
        self._basis = basis_of(made)
        self._output = key_of(work.task.work, work.task.folder)
        self._rows = Manifest(work.task.work, work.task.folder).rows

    def explain(self, asked: str) -> Iterator[Explanation | Plain]:
        site = self._work.task.site
        if asked.startswith(("http://", "https://")):
            yield self._at_path(self._path_of(asked), asked)
        elif published := self._place_in_output(asked):
            yield self._of_output(asked, published)
        elif (file := place_in(site, site, asked)) or asked in self._sources():
            yield from self._of_file(file or asked)
        elif asked.startswith("/"):
            yield self._at_path(self._made.desk.urls.within(_bare(asked)), asked)
        else:
            raise self._unknown(asked)

    def _unknown(self, asked: str) -> NoSuchThingError:
        if Path(asked).is_dir() or (self._work.task.site / asked).is_dir():
            return NoSuchThingError(f'"{asked}" is a folder: name a file in it')
        if any(urls.output_path(route.path) in _files(f"/{asked}") for route in self._made.plan):
            hint = f'Did you mean "/{asked}"?'
        else:
            hint = hint_for(asked, self._sources()) or "A path on the site starts with a slash."
        return NoSuchThingError(f'there is no file "{asked}". {hint}')

    def _sources(self) -> set[str]:
        """Return the names of files that pages are made of, wherever they are."""
        layouts = {display_name(name) for name, _ in self._made.layouts.templates.sources}
        layouts |= catalogues(self._work.task.site)
        return layouts | {f"assets/{name}" for name in self._made.assets} | {route.file for route in self._made.plan}

    def _path_of(self, url: str) -> str:
        home = self._made.desk.urls.absolute(urls.FRONT)
        address, start = _address(_bare(url)), _address(home)
        host, _, path = address.partition("/")
        if _HERE.fullmatch(host):
            return self._made.desk.urls.within(f"/{path}")
        if not (address + "/").startswith(start):
            raise NoSuchThingError(f"{url} is not on this site, which is at {home}")
        return "/" + address[len(start) :]

    def _at_path(self, path: str, asked: str) -> Explanation | Plain:
        if found := self._published(_files(path)):
            return found
        hint = did_you_mean(path, [route.path for route in self._made.plan])
        raise NoSuchThingError(f'this site has no page "{asked}". {hint}'.rstrip())

    def _place_in_output(self, asked: str) -> str:
        """Return a file of the output by its place there; a folder stands for the page in it."""
        folder, site = self._work.task.folder, self._work.task.site
        return place_in(folder, site, asked) or place_in(folder, site, f"{asked}/index.html")

    def _of_output(self, asked: str, place: str) -> Explanation | Plain:
        if found := self._published({place}):
            return found
        if place in self._rows:
            return Plain(file=asked, told="Nothing is published there any more: the next build deletes it.")
        raise NoSuchThingError(f"sitegen did not write {asked}, and leaves it alone")

    def _published(self, wanted: Collection[str]) -> Explanation | Plain | None:
        """Explain what is published in one of some files of the output; None: nothing is."""
        for route in self._made.plan:
            if urls.output_path(route.path) in wanted:
                return self._explanation(route)
        for name, original in self._made.beside.items():
            if urls.output_path(name) in wanted:
                return Plain(file=original.name, told=f"It is published as it is, at {name}.")
        for name, asset in self._made.assets.items():
            if urls.output_path(asset.path) in wanted:
                return Plain(file=f"assets/{name}", told=f"It is published at {asset.path}.")
        return None

    def _of_file(self, file: str) -> Iterator[Explanation | Plain]:
        routes = [route for route in self._made.plan if file in (route.file, route.page(self._made.desk).source)]
        if routes:
            yield from map(self._explanation, routes)
        else:
            yield Plain(file=file, told=self._told(file))

    def _told(self, file: str) -> str:
        folder, _, name = file.partition("/")
        layouts = {display_name(layout): layout for layout, _ in self._made.layouts.templates.sources}
        if file in layouts:
            using = {layout for layout, chain in self._made.layouts.chains.items() if layouts[file] in chain}
            count = sum(route.page(self._made.desk).layout in using for route in self._made.plan)
            return f"Pages made with it: {count:,} (sitegen affected {file} lists them)."
        if file in catalogues(self._work.task.site):
            return self._told_of_catalogue(file)
        if folder == "assets" and name in self._made.assets:
            return f"It is published at {self._made.assets[name].path}."
        if folder == "content":
            return self._told_of_content(name)
        if file == SETTINGS_FILE:
            return f"Every page is made with it (sitegen affected {file} --field NAME lists those of a setting)."
        raise NoSuchThingError(f"{file} is no source of a page")

    def _told_of_catalogue(self, file: str) -> str:
        config = self._work.task.config
        if file != catalogue_in_use(self._work.task.site, config.language):
            return f'Its words are not used: the language of the site is "{config.language}".'
        layouts = showing_words(self._made.layouts)
        count = sum(route.page(self._made.desk).layout in layouts for route in self._made.plan)
        return f"Pages that can show its words: {count:,} (sitegen affected {file} lists them)."

    def _told_of_content(self, name: str) -> str:
        for held in self._made.site.held:
            if held.path == name:
                return f"It is held back: {held.reason}."
        if urls.media(name) in self._made.beside:
            return f"It is published as it is, at {urls.media(name)}."
        return "No page comes from it."

    def _explanation(self, route: Route) -> Explanation:
        page = route.page(self._made.desk)
        path = urls.output_path(page.path)
        mark = self._marks.of(page)
        trace, row = trace_of(self._work.cache, self._output, path), self._rows.get(path)
        file = self._work.task.folder / path
        known = trace if trace and row and trace.fingerprint == row.fingerprint else None
        pending: tuple[str, ...] = ()
        if row is None:
            pending = (NEW,)
        elif row.fingerprint != mark:
            before = basis_before(self._work.cache, self._output)
            pending = differences(known, before, page.layout, pieces(page.view), self._basis)
        elif not file.is_file() or digest_of_file(file) != row.digest:
            pending = (ALTERED,)
        zone, written = self._work.task.config.zone, known.written if known else written_at(row) if row else 0
        return Explanation(
            path=page.path,
            url=self._made.desk.urls.absolute(page.path),
            source=route.origin,
            layout=page.layout,
            layouts=tuple(map(display_name, self._made.layouts.chains[page.layout])),
            file=str(file),
            fingerprint=mark,
            written=datetime.fromtimestamp(written, UTC).astimezone(zone).isoformat() if row else "",
            because=known.because if known else (),
            pending=pending,
            view={field: msgspec.to_builtins(getattr(page.view, field)) for field in page.view.__struct_fields__},
        )


def _files(path: str) -> set[str]:
    """Return the files of the output that a path on the site may stand for."""
    return {urls.output_path(one) for one in (path, f"{path}/")}


def _bare(url: str) -> str:
    """Return a URL, or a path, without its query and fragment."""
    return url.partition("#")[0].partition("?")[0]


def _address(url: str) -> str:
    """Return a URL from its host on, which is the same however it is written."""
    host, slash, path = url.partition("://")[2].partition("/")
    return f"{host.lower()}{slash}{path}"
