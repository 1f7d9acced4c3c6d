"""A site made of what was read, with everything that is published with it, looked at before a page is rendered."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from sitegen import urls
from sitegen.build.accounting import broken_files
from sitegen.build.assets import Asset, find_assets
from sitegen.build.desk import make_desk
from sitegen.build.files import Original, UnreadableError, unreadable
from sitegen.build.layouts import Layouts, Proofs, load_layouts
from sitegen.build.pictures import picture_sizes
from sitegen.build.task import Work
from sitegen.build.theme import theme_folder
from sitegen.config import NavigationEntry
from sitegen.content.discover import Found
from sitegen.content.records import Loaded, Note, Record
from sitegen.errors import Problem, Severity
from sitegen.model.related import Related
from sitegen.model.site import Beside, Settings, Site, make_site
from sitegen.pages.parts import Desk
from sitegen.pages.routes import Claim, Route, check_navigation, check_paths, check_url_links, routes
from sitegen.urls import Urls


class Made(Struct, frozen=True):
    """A site and all that is published with it."""

    site: Site
    desk: Desk
    plan: list[Route]
    layouts: Layouts
    beside: Mapping[str, Original]
    """The files beside articles, by their path on the site."""
    assets: Mapping[str, Asset]


def make(work: Work, found: Found, loaded: list[Loaded]) -> Made:
    """Make the site, and look at everything that can be wrong with it before a page is rendered."""
    task, problems, stage = work.task, work.problems, work.timings.stage
    config = task.config
    records = [one.record for one in loaded if one.record]
    with stage("layouts"):
        assets, wrong = find_assets((theme_folder() / "assets", task.site / "assets"), work.cache.digest)
        problems.add(*wrong)
        proofs = work.cache.memo("proofs", Proofs)
        layouts, wrong = load_layouts(task.site, theme_folder(), config.language, records, assets, proofs)
        if layouts.proofs != proofs:
            work.cache.keep_memo("proofs", layouts.proofs)
        problems.add(*wrong)
    where = Urls.of(config.url, config.permalink)
    with stage("model"):
        site = _model(work, found, loaded, records, where, assets)
    beside = _beside(work, site)
    pictures, wrong = picture_sizes(_shown(site, beside, assets), work.cache)
    problems.add(*wrong)
    desk = make_desk(config, site, where, assets, layouts.assets, pictures)
    with stage("plan"):
        plan = list(routes(desk))
        problems.add(*_check_plan(desk, plan, assets, config.navigation))
    return Made(site, desk, plan, layouts, beside, assets)


def _model(
    work: Work, found: Found, loaded: list[Loaded], records: list[Record], where: Urls, assets: Mapping[str, Asset]
) -> Site:
    task = work.task
    files = frozenset(source.path for source in found.sources if source.kind == "file")
    beside = Beside(files, broken_files(found, loaded), tuple(_rests(loaded, task.config.levels)))
    settings = Settings(task.now, task.options.drafts, where, task.config.sections)
    before = work.cache.memo("related", Related)
    paths = {name: asset.path for name, asset in assets.items()}
    site, problems = make_site(records, beside, paths, before, settings)
    work.problems.add(*problems)
    if site.related is not before:
        work.cache.keep_memo("related", site.related)
    return site


def _rests(loaded: Iterable[Loaded], levels: Mapping[str, Severity]) -> Iterator[Note]:
    """Yield what could be read of files in error; where the levels let one be left out, its links matter to nobody."""
    for one in loaded:
        if one.rest and any(levels.get(problem.code, problem.severity) == "error" for problem in one.problems):
            yield one.rest


def _beside(work: Work, site: Site) -> dict[str, Original]:
    found: dict[str, Original] = {}
    for path in site.files:
        file, name = work.task.site / "content" / path, f"content/{path}"
        try:
            found[urls.media(path)] = Original(file, name, work.cache.digest(file, name))
        except UnreadableError as error:
            work.problems.add(unreadable(name, error))
    return found


def _shown(site: Site, beside: Mapping[str, Original], assets: Mapping[str, Asset]) -> dict[str, Original]:
    """Return every picture that a page shows, by its path on the site."""
    shown = {path for outcome in site.resolved.values() for path in (outcome.photo, *outcome.slots)}
    found = {path: original for path, original in beside.items() if path in shown}
    return found | {
        asset.path: Original(asset.file, f"assets/{name}", asset.digest)
        for name, asset in assets.items()
        if asset.path in shown
    }


def _check_plan(
    desk: Desk, plan: list[Route], assets: Mapping[str, Asset], navigation: Iterable[NavigationEntry]
) -> list[Problem]:
    content = [Claim(urls.media(name), f"content/{name}", f"content/{name}") for name in desk.site.files]
    others = [Claim(asset.path, f"assets/{name}", f"assets/{name}") for name, asset in assets.items()]
    claims = [*plan, *content, *others]
    paths = {claim.path for claim in claims}
    entries = [(entry.url, entry.place) for entry in navigation]
    return [*check_paths(claims), *check_url_links(desk, paths), *check_navigation(entries, paths)]
