"""The desk at which pages are made: the site, and what every page shares, from the settings."""

from collections.abc import Iterable, Mapping

from babel import Locale

from sitegen import urls
from sitegen.build.assets import Asset as AssetFile
from sitegen.config import Config
from sitegen.model.site import Site
from sitegen.pages.parts import Desk, Picture
from sitegen.pages.records import Asset, Frame, Link
from sitegen.urls import Urls


def make_desk(
    config: Config,
    site: Site,
    where: Urls,
    assets: Mapping[str, AssetFile],
    shown: Iterable[str],
    pictures: Mapping[str, Picture],
) -> Desk:
    """Bring together what pages are made from. `shown` names the assets that layouts refer to."""
    return Desk(
        site=site,
        frame=_frame(config, site, where, assets, shown),
        urls=where,
        pictures=pictures,
        dateline_style=config.dateline.style,
        wire=config.dateline.source,
        page_size=config.page_size,
        front_size=config.front_size,
        feed_size=config.feed_size,
        index_size=config.index_size,
        icu=config.collation == "icu",
    )


def _frame(config: Config, site: Site, where: Urls, assets: Mapping[str, AssetFile], shown: Iterable[str]) -> Frame:
    rtl = Locale.parse(config.language, sep="-").character_order == "right-to-left"
    return Frame(
        title=config.title,
        description=config.description,
        language=config.language,
        direction="rtl" if rtl else "ltr",
        copyright=config.copyright,
        home=where.href(urls.FRONT),
        origin=where.origin,
        feed=where.href(urls.FEED),
        people=where.href(urls.PEOPLE),
        tags=where.href(urls.TAGS),
        authors=where.href(urls.AUTHORS),
        archive=where.href(urls.ARCHIVE),
        navigation=_navigation(config, site, where),
        assets=tuple(Asset(name=name, url=where.href(assets[name].path)) for name in shown if name in assets),
    )


def _navigation(config: Config, site: Site, where: Urls) -> tuple[Link, ...]:
    if config.navigation:
        return tuple(
            Link(title=entry.title, url=where.href(entry.url) if entry.url.startswith("/") else entry.url)
            for entry in config.navigation
        )
    sections = ((urls.slug(name), name) for name in config.sections)
    return tuple(Link(title=name, url=where.href(urls.section(i))) for i, name in sections if i in site.by_section)
