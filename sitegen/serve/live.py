"""The site as it is on the disk now, in memory: what a change touches is read again, and pages are made when asked for.

While there are errors, the site stays as it was before them, and the problems are told.
"""

from collections import OrderedDict
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from sitegen import urls
from sitegen.build.files import UnreadableError, read_file
from sitegen.build.layout_files import load_templates
from sitegen.build.layouts import prove_layouts
from sitegen.build.look import look
from sitegen.build.make import Made, Marks, Material, make
from sitegen.build.options import Options, Watcher
from sitegen.build.task import Task, Work
from sitegen.build.theme import theme_folder
from sitegen.content.load import LoadSettings, load
from sitegen.content.records import Article, Loaded
from sitegen.digests import digest_of
from sitegen.errors import Problem, SiteError
from sitegen.model.mentions import Mention, Texts, mentions
from sitegen.model.passages import head_of
from sitegen.model.site import Site, with_article
from sitegen.pages.routes import Route
from sitegen.pages.views import Page, Shared
from sitegen.render.render import render
from sitegen.serve.files import Answer, content_type, files_in, files_of

V = TypeVar("V")
_KEPT = 200
"""Pages and texts that are kept: those that were asked for last."""
_NOTHING = Problem(
    "SG008",
    "there is nothing under content/, and there was",
    hint="Look for the disk or the submodule that it is on. If all of it is to go, start the server anew.",
)


class Mark(Struct, frozen=True):
    """By what a tab knows that its page has changed."""

    whole: str
    """Its fingerprint."""
    without_assets: str
    """The fingerprint that leaves out where assets are."""
    files: str
    """Of the files that it shows and whose addresses stay as they are; they are known of a page that was made."""


class _Page(Struct, frozen=True):
    """A page that was made."""

    mark: str
    data: bytes
    files: tuple[str, ...]
    """Those that it names, by output path, in some order."""


class _State(Struct, frozen=True):
    """A site without an error, and how its pages are found."""

    task: Task
    material: Material
    made: Made
    routes: Mapping[str, Route]
    """By output path."""
    files: Mapping[str, Answer]
    """What is no page, by output path."""
    marks: Marks
    marks_without_assets: Marks


class Live:
    """A site that follows its folder. It is used by one thread."""

    def __init__(self, site: Path, options: Options, watcher: Watcher) -> None:
        self.folder = site.resolve()
        self._options = options
        self._watcher = watcher
        self._state: _State | None = None
        self._found: tuple[Problem, ...] = ()
        self._failures: dict[str, Problem] = {}
        self._pages: OrderedDict[str, _Page] = OrderedDict()
        """By path, as they were when they were last made without an error."""
        self._texts: OrderedDict[str, str] = OrderedDict()
        self._sources: dict[str, str] = {}
        self.revision = 0
        """Grows with each change that is taken in."""
        self.refresh()
        self._options = replace(options, jobs=1)  # from now on there may be other threads, whose locks no copy releases

    @property
    def made(self) -> Made | None:
        """The site as it is served; None: it never was without an error."""
        return self._state.made if self._state else None

    @property
    def task(self) -> Task | None:
        """The settings by which it was made."""
        return self._state.task if self._state else None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong now, errors and warnings."""
        return (*self._found, *self._failures.values())

    @property
    def base(self) -> str:
        """The path below which the site is, as its settings say (`/`, `/news/`)."""
        return self._state.made.desk.urls.base if self._state else "/"

    def refresh(self, changed: Collection[str] = ()) -> None:
        """Take in what has changed.

        `changed` names files from the site's folder, where it is known that nothing else has changed.
        """
        state, found = self._patched(changed), self._found
        if state is None:
            state, found = self._renewed()
        if state is not None:
            self._state, self._sources = state, _sources_of_texts(state.material)
        self._found, self._failures = found, {}
        self.revision += 1

    def answer(self, path: str) -> Answer | None:
        """Return what is served at a path of the site, which is not quoted and has no base; None: nothing is."""
        state = self._state
        if state is None or not path.startswith("/"):
            return None
        output = urls.output_path(path)
        if output in state.routes:
            return self._page(state, state.routes[output])
        return state.files.get(output)

    def mark(self, path: str) -> Mark | None:
        """Return the mark of the page at a path; None: there is no such page."""
        state = self._state
        route = state.routes.get(urls.output_path(path)) if state else None
        if state is None or route is None:
            return None
        page = route.page(state.made.desk)
        whole, kept = state.marks.of(page), self._pages.get(page.path)
        known = kept.files if kept and kept.mark == whole else ()
        files = digest_of("".join(state.files[file].tag for file in known if file in state.files).encode())
        return Mark(whole, state.marks_without_assets.of(page), files)

    def page_of(self, file: str) -> str:
        """Return the path of the page that comes from a file, named from the site's folder; empty: there is none."""
        found = self._state.routes.values() if self._state else ()
        return next((route.path for route in found if route.file == file), "")

    def file_of(self, path: str) -> str:
        """Return the file that a page comes from, named from the site's folder; empty: there is none."""
        route = self._state.routes.get(urls.output_path(path)) if self._state else None
        return route.file if route else ""

    def _page(self, state: _State, route: Route) -> Answer:
        page = route.page(state.made.desk)
        kind = content_type(urls.output_path(page.path))
        is_page = kind.startswith("text/html")
        mark, kept = state.marks.of(page), self._pages.get(page.path)
        if kept is None or kept.mark != mark:
            made = self._render(state, page)
            if isinstance(made, Problem):
                self._failures[page.path] = made
                mark = f"{mark}-failed"
            else:
                kept = _Page(mark, made, files_in(made, state.made, state.files) if is_page else ())
                _keep(self._pages, page.path, kept)
        return Answer(content_type=kind, tag=mark, data=kept.data if kept else b"", is_page=is_page)

    def _render(self, state: _State, page: Page) -> bytes | Problem:
        texts = {digest: self._text(state, digest) for digest in page.bodies}
        return render(state.made.layouts.templates, Shared(site=state.made.desk.frame), page, texts)

    def _text(self, state: _State, digest: str) -> str:
        """Return the HTML of a body; its file is read again, for texts are not kept in memory."""
        if digest not in self._texts:
            path = self._sources[digest]
            source = next(one for one in state.material.found.sources if one.path == path)
            data = read_file(self.folder / "content" / path)
            loaded = load(path, source.kind, data, LoadSettings.of(state.task.config))
            if not loaded.record or loaded.record.body.digest != digest:
                raise ChangedError(path)
            _keep(self._texts, digest, loaded.html)
        self._texts.move_to_end(digest)
        return self._texts[digest]

    def _renewed(self) -> tuple[_State | None, tuple[Problem, ...]]:
        try:
            state, found = look(self.folder, self._options, self._watcher, _state_of, waits=False)
        except SiteError as error:
            return None, tuple(error.problems)
        if state and not state.material.found.sources and self._state and self._state.material.found.sources:
            return None, (_NOTHING,)
        return state, found

    def _patched(self, changed: Collection[str]) -> _State | None:
        """Return the site with what has changed where that is quickly done; it is as if all were made anew."""
        state = self._state
        if state is None or self._found or not changed:
            return None
        if all(file.startswith("layouts/") for file in changed):
            return self._with_layouts(state)
        for file in changed:
            folder, _, name = file.partition("/")
            state = self._with_text(state, name) if folder == "content" else None
            if state is None:
                return None
        return state

    def _with_layouts(self, state: _State) -> _State | None:
        made, material = state.made, state.material
        theme, language = theme_folder() / "layouts", state.task.config.language
        templates, problems = load_templates(self.folder / "layouts", theme, language)
        records = [one.record for one in material.loaded if one.record]
        layouts, wrong = prove_layouts(templates, records, material.assets, made.layouts.proofs)
        if problems or wrong or layouts.assets != made.layouts.assets:
            return None
        material, made = replace(material, templates=templates), replace(made, layouts=layouts)
        return _with_marks(state.task, material, made, state.routes, state.files)

    def _with_text(self, state: _State, name: str) -> _State | None:
        material, config = state.material, state.task.config
        documents = [source for source in material.found.sources if source.kind != "file"]
        place = next((place for place, source in enumerate(documents) if source.path == name), None)
        if place is None:
            return None
        try:
            data = read_file(self.folder / "content" / name)
        except UnreadableError:
            return None
        loaded = load(name, documents[place].kind, data, LoadSettings.of(config))
        if loaded.problems or not isinstance(loaded.record, Article):
            return None
        site = with_article(state.made.site, loaded.record, _named(loaded, state.made.site))
        if site is None:
            return None
        desk = replace(state.made.desk, site=site)
        every = [*material.loaded[:place], replace(loaded, html=""), *material.loaded[place + 1 :]]
        _keep(self._texts, loaded.record.body.digest, loaded.html)
        material, made = replace(material, loaded=every), replace(state.made, site=site, desk=desk)
        return _with_marks(state.task, material, made, state.routes, state.files)


class ChangedError(Exception):
    """A file is another than the one that the site was made of: refresh, and ask again."""


def _state_of(work: Work, material: Material) -> tuple[_State | None, tuple[Problem, ...]]:
    made = make(work, material)
    found = tuple(work.problems)
    if work.problems.has_errors():
        return None, found
    routes = {urls.output_path(route.path): route for route in made.plan}
    return _with_marks(work.task, material, made, routes, files_of(made)), found


def _with_marks(
    task: Task, material: Material, made: Made, routes: Mapping[str, Route], files: Mapping[str, Answer]
) -> _State:
    frame, layouts = made.desk.frame, made.layouts
    marks, plain = Marks(layouts, frame), Marks(layouts, replace(frame, assets=()))
    return _State(task, material, made, routes, files, marks, plain)


def _named(loaded: Loaded, site: Site) -> tuple[Mention, ...]:
    record = loaded.record
    if not record or not site.lexicon.people:
        return ()
    texts = Texts(head_of(record), loaded.html, record.body.slots, site.declared.get(record.path, ()))
    return mentions(texts, site.lexicon)


def _sources_of_texts(material: Material) -> dict[str, str]:
    records = (one.record for one in material.loaded if one.record)
    return {record.body.digest: record.path for record in records}


def _keep(kept: OrderedDict[str, V], key: str, value: V) -> None:
    kept[key] = value
    if len(kept) > _KEPT:
        kept.popitem(last=False)
