"""What was read from the disk, and the site made of it, looked at before a page is rendered."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from sitegen import urls
from sitegen.build.accounting import broken_files
from sitegen.build.assets import Asset, asset_files, resolve_assets
from sitegen.build.desk import make_desk
from sitegen.build.engine import render_engine
from sitegen.build.files import Original, UnreadableError, case_clashes, unreadable
from sitegen.build.layout_files import load_templates
from sitegen.build.layouts import Layouts, Proofs, prove_layouts
from sitegen.build.mentions import Finder
from sitegen.build.pictures import picture_sizes
from sitegen.build.task import Work
from sitegen.build.theme import theme_folder
from sitegen.config import NavigationEntry
from sitegen.content.discover import Found, discover
from sitegen.content.load import LoadSettings
from sitegen.content.records import Loaded, Note, Record
from sitegen.digests import digest_of
from sitegen.errors import Problem, Severity
from sitegen.model.entries import Order
from sitegen.model.library import Beside
from sitegen.model.related import Related
from sitegen.model.site import Settings, Site, make_site
from sitegen.pages.parts import Desk
from sitegen.pages.records import Card, Frame, Listing
from sitegen.pages.routes import Claim, Route, check_navigation, check_paths, check_url_links, routes
from sitegen.pages.views import Page, Shared
from sitegen.render.fingerprint import canonical, fingerprint
from sitegen.render.templates import Templates
from sitegen.urls import Urls


class Material(Struct, frozen=True):
    """All that a site is made of, as it was read."""

    found: Found
    loaded: list[Loaded]
    """Of each Markdown file, in the order in which they were found."""
    assets: Mapping[str, Asset]
    """By logical name."""
    templates: Templates


class Made(Struct, frozen=True):
    """A site and all that is published with it."""

    site: Site
    desk: Desk
    plan: list[Route]
    layouts: Layouts
    beside: Mapping[str, Original]
    """The files beside articles, by their path on the site."""
    assets: Mapping[str, Asset]


class Marks:
    """The fingerprints of a site's pages."""

    def __init__(self, layouts: Layouts, frame: Frame) -> None:
        self._closures = layouts.closures
        self._engine = render_engine()
        self._shared = digest_of(canonical(Shared(site=frame)))
        self._cards: dict[int, tuple[Card, bytes]] = {}
        """By identity: the card, which so keeps it, and the digest that stands for it."""

    def of(self, page: Page) -> str:
        """Return the fingerprint of a page."""
        listing: Listing | None = getattr(page.view, "listing", None)
        view = replace(page.view, listing=self._condensed(listing)) if listing else page.view
        return fingerprint(self._engine, self._shared, self._closures[page.layout], canonical(view))

    def _condensed(self, listing: Listing) -> Listing:
        """Let digests stand for cards: each stands in nine listings or so, and is encoded and hashed once."""
        digests: Any = tuple([self._digest(card) for card in listing.cards])
        return replace(listing, cards=digests)

    def _digest(self, card: Card) -> bytes:
        known = self._cards.get(id(card))
        if known is None:
            known = self._cards[id(card)] = card, bytes.fromhex(digest_of(canonical(card)))
        return known[1]


def read(work: Work) -> Material:
    """Read everything that a site is made of; what is wrong with it is added to the problems."""
    task = work.task
    found = discover(task.sources.content, task.config.folders, task.config.ignore)
    with work.timings.stage("read"):
        loaded = _load(work, found)
    with work.timings.stage("layouts"):
        files, wrong = asset_files((theme_folder() / "assets", task.site / "assets"))
        work.problems.add(*wrong)
        assets, wrong = resolve_assets(files, work.cache.digest)
        work.problems.add(*wrong)
        templates, wrong = load_templates(task.site / "layouts", theme_folder() / "layouts", task.config.language)
        work.problems.add(*wrong)
    return Material(found, loaded, assets, templates)


def make(work: Work, material: Material) -> Made:
    """Make the site, and look at everything that can be wrong with it before a page is rendered."""
    config, problems, stage = work.task.config, work.problems, work.timings.stage
    records = [one.record for one in material.loaded if one.record]
    assets = material.assets
    with stage("layouts"):
        proofs = work.cache.memo("proofs", Proofs)
        layouts, wrong = prove_layouts(material.templates, records, assets, proofs)
        if layouts.proofs != proofs:
            work.cache.keep_memo("proofs", layouts.proofs)
        problems.add(*wrong)
    where = Urls.of(config.url, config.permalink)
    with stage("model"):
        site = model(work, material, records, where)
    beside = _beside(work, site)
    pictures, wrong = picture_sizes(_shown(site, beside, assets), work.cache)
    problems.add(*wrong)
    desk = make_desk(config, site, where, assets, layouts.assets, pictures)
    with stage("plan"):
        plan = list(routes(desk))
        problems.add(*_check_plan(desk, plan, assets, config.navigation))
    return Made(site, desk, plan, layouts, beside, assets)


def _load(work: Work, found: Found) -> list[Loaded]:
    task = work.task
    work.problems.add(*found.problems, *case_clashes("content/", (source.path for source in found.sources)))
    documents = [source for source in found.sources if source.kind != "file"]

    def progress(done: int) -> None:
        task.watcher.progress("reading", done, len(documents))

    loaded = work.cache.load_all(task.site / "content", documents, LoadSettings.of(task.config), work.jobs, progress)
    work.timings.count("read", len(documents), known=len(documents) - work.cache.parsed)
    for one in loaded:
        work.problems.add(*one.problems)
    return loaded


def model(work: Work, material: Material, records: list[Record], where: Urls) -> Site:
    """Make the site, without a look at layouts and pages."""
    task = work.task
    files = frozenset(source.path for source in material.found.sources if source.kind == "file")
    rests = tuple(_rests(material.loaded, task.config.levels))
    beside = Beside(files, broken_files(material.found, material.loaded), rests)
    settings = Settings(
        now=task.now,
        drafts=task.options.drafts,
        urls=where,
        sections=task.config.sections,
        tags=task.config.tags,
        order=Order(task.config.language, task.config.collation == "icu"),
        timezone=task.config.timezone,
    )
    before = work.cache.memo("related", Related)
    paths = {name: asset.path for name, asset in material.assets.items()}
    site, problems = make_site(records, beside, paths, before, Finder(work, material.loaded), settings)
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
