"""What machines read: the feed, the sitemap, robots.txt and redirects."""

from collections.abc import Sequence

from sitegen import urls
from sitegen.content.bylines import author_names
from sitegen.pages.parts import Desk, article_body, digests, summary_of
from sitegen.pages.records import Body, Feed, FeedItem, SitemapEntry
from sitegen.pages.views import FeedPage, Page, RedirectPage, RobotsPage, SitemapIndex, SitemapPage

SITEMAP_LIMIT = 40_000
"""URLs in one file; the protocol allows 50,000."""


def feed_page(desk: Desk) -> Page:
    """Make the feed of the newest articles, with their text."""
    count = len(desk.site.articles)
    items = tuple(
        feed_item(desk, place, article_body(desk, place, whole=True))
        for place in range(count - 1, max(count - desk.feed_size, 0) - 1, -1)
    )
    feed = Feed(
        person="",
        url=desk.urls.absolute(urls.FEED),
        home=desk.urls.absolute(urls.FRONT),
        built=items[0].date if items else None,
        items=items,
    )
    return Page(urls.FEED, "feed.xml", FeedPage(feed=feed), "", digests(*(i.body for i in items)))


def feed_item(desk: Desk, place: int, text: Body) -> FeedItem:
    """Make the item of an article, with a text or an empty one."""
    site = desk.site
    article, path = site.articles[place], site.paths[place]
    people = dict.fromkeys(site.names.people.ids[name] for name in author_names(article))
    return FeedItem(
        title=article.title,
        url=desk.urls.absolute(path),
        summary=summary_of(article),
        date=article.date,
        authors=tuple(site.names.people.labels[identity] for identity in people),
        tags=tuple(site.tags[identity].name for identity in site.tags_of[place]),
        sponsor=article.sponsor,
        body=text,
    )


def sitemap_pages(desk: Desk, entries: Sequence[tuple[str, str]]) -> list[Page]:
    """Make the sitemap of pages (path, time of change), in several files where one would be too large."""
    views = [SitemapEntry(url=desk.urls.absolute(path), changed=changed) for path, changed in entries]
    if len(views) <= SITEMAP_LIMIT:
        return [Page(urls.SITEMAP, "sitemap.xml", SitemapPage(entries=tuple(views)), "")]
    cuts = range(0, len(views), SITEMAP_LIMIT)
    pages = [
        Page(urls.sitemap_part(n), "sitemap.xml", SitemapPage(entries=tuple(views[at : at + SITEMAP_LIMIT])), "")
        for n, at in enumerate(cuts, 1)
    ]
    parts_ = tuple(desk.urls.absolute(page.path) for page in pages)
    return [*pages, Page(urls.SITEMAP, "sitemap-index.xml", SitemapIndex(parts=parts_), "")]


def robots_page(desk: Desk) -> Page:
    """Make robots.txt."""
    return Page(urls.ROBOTS, "robots.txt", RobotsPage(sitemap=desk.urls.absolute(urls.SITEMAP)), "")


def redirect_page(desk: Desk, path: str, target: str, source: str) -> Page:
    """Make the page that leads from an old path to a new one."""
    view = RedirectPage(target=desk.urls.href(target), canonical=desk.urls.absolute(target))
    return Page(path, "redirect.html", view, source)
