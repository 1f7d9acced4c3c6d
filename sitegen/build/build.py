"""A whole build, in the order in which data passes: discover, load, model, routes, render, write."""

import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from sitegen import urls
from sitegen.build.assets import Asset, find_assets
from sitegen.build.cache import FOLDER, Cache, forget
from sitegen.build.desk import make_desk
from sitegen.build.engine import render_engine
from sitegen.build.folders import check_ownership, output_folder
from sitegen.build.layouts import Layouts, load_layouts
from sitegen.build.manifest import Manifest, locked
from sitegen.build.output import Output
from sitegen.build.pictures import picture_sizes
from sitegen.build.report import Report, account
from sitegen.build.theme import theme_folder
from sitegen.build.verify import differences
from sitegen.config import Config, clock, load_config
from sitegen.content.discover import Found, discover
from sitegen.content.fields import field_names
from sitegen.content.load import LoadSettings
from sitegen.content.markdown import check_extensions
from sitegen.content.records import Loaded, Record
from sitegen.errors import Problem, Problems, SiteError
from sitegen.model.site import Beside, Settings, Site, make_site
from sitegen.pages.parts import Desk
from sitegen.pages.routes import Route, check_paths, check_url_links, routes
from sitegen.render.fingerprint import fingerprint
from sitegen.render.render import render
from sitegen.urls import Urls


class Options(Struct, frozen=True, kw_only=True):
    """What the command line asks for."""

    output: Path | None = None
    now: str | None = None
    """The moment of the build as text; None: SOURCE_DATE_EPOCH, else the real time."""
    drafts: bool = False
    clean: bool = False
    verify: bool = False
    adopt: bool = False
    strict: bool = False


class Watcher(Protocol):
    """Someone who wants to know how far a build is."""

    def progress(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` items of a stage are done."""

    def waiting(self) -> None:
        """Another build of the same output goes on; this one waits."""


class Work(Struct, frozen=True):
    """A build under way: where from, where to, when, and with what."""

    site: Path
    config: Config
    now: int
    options: Options
    problems: Problems
    cache: Cache
    output: Output
    watcher: Watcher


def build(site: Path, options: Options, watcher: Watcher) -> Report:
    """Build a site and return what was done.

    Raises:
        SiteError: if something is wrong with the site; the last good output is then as it was.
    """
    started = time.monotonic()
    site = site.resolve()
    config, problems = _configure(site, options)
    now = _now(options.now, config)
    folder = output_folder(site, options.output, drafts=options.drafts)
    report = _build_into(site, site / FOLDER, folder, config, now, options, problems, watcher)
    if options.verify:
        report = _verified(site, report, folder, config, now, options, watcher)
    return replace(report, seconds=time.monotonic() - started)


def _build_into(
    site: Path,
    work: Path,
    folder: Path,
    config: Config,
    now: int,
    options: Options,
    problems: Problems,
    watcher: Watcher,
) -> Report:
    if options.clean:
        forget(work)
    with (
        locked(work, folder, watcher.waiting),
        closing(Cache(work)) as cache,
        closing(Manifest(work, folder)) as manifest,
    ):
        check_ownership(folder, ours=bool(manifest.rows), adopt=options.adopt)
        output = Output(folder, manifest, trust_rows=not options.clean, adopt=options.adopt)
        with _abandoned_on_failure(output):
            return _run(Work(site, config, now, options, problems, cache, output, watcher), str(folder))


def _run(work: Work, folder: str) -> Report:
    config, problems = work.config, work.problems
    found = discover(work.site / "content", config.folders, config.ignore)
    loaded = _load(work, found)
    records = [one.record for one in loaded if one.record]
    assets = _assets(work)
    layouts, wrong = load_layouts(work.site, theme_folder(), config.language, records, assets)
    problems.add(*wrong)

    where = Urls.of(config.url, config.permalink)
    site = _model(work, found, loaded, where, assets)
    pictures = picture_sizes(_pictures(work, site, assets), work.cache)
    desk = make_desk(config, site, where, assets, layouts.assets, pictures)
    plan = list(routes(desk))
    problems.add(*_check_plan(desk, plan, assets))
    problems.stop_if_errors()

    _render(work, plan, layouts)
    _copy(work, site, assets)
    problems.stop_if_errors()
    work.output.publish()
    work.cache.finish()
    return _report(work, folder, found, _broken(found, records), site, len(plan))


def _configure(site: Path, options: Options) -> tuple[Config, Problems]:
    config, warnings = load_config(site, field_names())
    problems = Problems(config.levels, strict=options.strict)
    problems.add(*warnings)
    wrong = check_extensions(config.markdown)
    if wrong:
        problem = Problem("SG001", f'"markdown": an extension cannot be loaded: {wrong}', "site.yaml")
        raise SiteError([problem], exit_code=2)
    return config, problems


def _now(written: str | None, config: Config) -> int:
    try:
        return clock(written, config.zone)
    except ValueError as error:
        raise SiteError([Problem("SG001", f"--now: {error}")], exit_code=2) from None


def _load(work: Work, found: Found) -> list[Loaded]:
    work.problems.add(*found.problems)
    documents = [source for source in found.sources if source.kind != "file"]
    loaded = []
    for one in work.cache.load_all(work.site / "content", documents, LoadSettings.of(work.config)):
        loaded.append(one)
        work.problems.add(*one.problems)
        work.watcher.progress("reading", len(loaded), len(documents))
    return loaded


def _assets(work: Work) -> dict[str, Asset]:
    folders = (theme_folder() / "assets", work.site / "assets")
    assets, problems = find_assets(folders, work.cache.digest)
    work.problems.add(*problems)
    return assets


def _model(work: Work, found: Found, loaded: list[Loaded], where: Urls, assets: Mapping[str, Asset]) -> Site:
    records = [one.record for one in loaded if one.record]
    files = frozenset(source.path for source in found.sources if source.kind == "file")
    beside = Beside(files, _broken(found, records))
    settings = Settings(work.now, work.options.drafts, where, work.config.sections)
    site, problems = make_site(
        records, beside, {name: asset.path for name, asset in assets.items()}, work.cache.related(), settings
    )
    work.problems.add(*problems)
    work.cache.keep_related(site.related)
    return site


def _render(work: Work, plan: list[Route], layouts: Layouts) -> None:
    """Render every page whose file on disk is not what it would be made from."""
    engine = render_engine()
    for done, route in enumerate(plan, 1):
        page = route.make()
        path = urls.output_path(page.path)
        mark = fingerprint(engine, layouts.closures[page.layout], page.view)
        if not work.output.is_fresh(path, mark):
            made = render(layouts.templates, page, work.cache.bodies(page.bodies))
            if isinstance(made, Problem):
                work.problems.add(made)
            else:
                work.output.put(path, mark, made)
        work.watcher.progress("rendering", done, len(plan))


def _copy(work: Work, site: Site, assets: Mapping[str, Asset]) -> None:
    """Publish the files beside articles, and all assets."""
    content = work.site / "content"
    for name in site.files:
        digest = work.cache.digest(content / name, f"content/{name}")
        work.output.copy(urls.output_path(urls.media(name)), content / name, digest)
    for asset in assets.values():
        path = urls.output_path(asset.path)
        if asset.data is None:
            work.output.copy(path, asset.file, asset.digest)
        else:
            work.output.put(path, asset.digest, asset.data)


def _pictures(work: Work, site: Site, assets: Mapping[str, Asset]) -> dict[str, tuple[Path, str]]:
    """Return the file and digest of every picture that a page shows, by its path on the site."""
    shown = {path for outcome in site.resolved.values() for path in (outcome.photo, *outcome.slots)}
    content = work.site / "content"
    own = {urls.media(name): content / name for name in site.files}
    found = {
        path: (own[path], work.cache.digest(own[path], f"content/{name}"))
        for name in site.files
        if (path := urls.media(name)) in shown
    }
    return found | {asset.path: (asset.file, asset.digest) for asset in assets.values() if asset.path in shown}


def _check_plan(desk: Desk, plan: list[Route], assets: Mapping[str, Asset]) -> list[Problem]:
    claims = [(route.path, route.origin) for route in plan]
    claims += [(urls.media(name), f"content/{name}") for name in desk.site.files]
    claims += [(asset.path, f"assets/{name}") for name, asset in assets.items()]
    return [*check_paths(claims), *check_url_links(desk, {path for path, _ in claims})]


def _report(work: Work, folder: str, found: Found, broken: frozenset[str], site: Site, pages: int) -> Report:
    paths = [source.path for source in found.sources]
    coming = site.next_change
    return Report(
        output=folder,
        articles=len(site.articles),
        pages=pages,
        accounts=account(paths, site.held, found.ignored, broken),
        written=tuple(sorted(work.output.written)),
        deleted=tuple(sorted(work.output.deleted)),
        kept=work.output.kept,
        problems=tuple(work.problems),
        next_change=datetime.fromtimestamp(coming, work.config.zone).isoformat() if coming else "",
        seconds=0,
    )


def _broken(found: Found, records: Iterable[Record]) -> frozenset[str]:
    loaded = {record.path for record in records}
    return frozenset(source.path for source in found.sources if source.kind != "file" and source.path not in loaded)


def _verified(
    site: Path, report: Report, folder: Path, config: Config, now: int, options: Options, watcher: Watcher
) -> Report:
    """Build the site clean in a temporary folder and compare.

    Raises:
        SiteError: if a file differs.
    """
    with tempfile.TemporaryDirectory(prefix="sitegen-") as temporary:
        clean = Path(temporary) / "output"
        plain = replace(options, clean=False, adopt=False)
        _build_into(site, Path(temporary) / FOLDER, clean, config, now, plain, Problems(config.levels), watcher)
        with closing(Manifest(site / FOLDER, folder)) as manifest:
            wrong = differences(folder, manifest.rows, clean)
        if wrong:
            hint = "Please report this: an incremental build must equal a clean one. Build with --clean to mend it."
            raise SiteError([Problem("SG099", f"{path} differs from a clean build", hint=hint) for path in wrong])
        return replace(report, verified=sum(1 for file in clean.rglob("*") if file.is_file()))


@contextmanager
def _abandoned_on_failure(output: Output) -> Iterator[None]:
    try:
        yield
    except BaseException:
        output.abandon()
        raise
