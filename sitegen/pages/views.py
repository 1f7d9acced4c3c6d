"""What layouts see: one frozen record for each kind of page, as narrow as its layout needs.

A page's fingerprint is the hash of its view and of what all pages share, so whatever a layout prints must be in here,
and nothing else. The fields of both are the layout's top-level names.
"""

from msgspec import Struct

from sitegen.pages.index_records import Archive, IndexView
from sitegen.pages.people_records import Graph, PersonData, PersonView
from sitegen.pages.records import ArticleView, Feed, Frame, Listing, NoteView, PageInfo, SitemapEntry, TermView, View


class Shared(View, frozen=True):
    """What every layout sees besides the view of its page."""

    site: Frame


# One view for each kind of page.


class PageView(View, frozen=True):
    """What every HTML page has."""

    page: PageInfo


class ArticlePage(PageView, frozen=True):
    """An article."""

    article: ArticleView


class FrontPage(PageView, frozen=True):
    """The front page."""

    listing: Listing


class TermPage(PageView, frozen=True):
    """The articles of a tag, a section or a series."""

    term: TermView
    listing: Listing


class MonthPage(PageView, frozen=True):
    """The articles of a month."""

    listing: Listing


class PersonPage(PageView, frozen=True):
    """The articles about or by a person."""

    person: PersonView
    listing: Listing


class IndexPage(PageView, frozen=True):
    """The index of people, authors or tags."""

    index: IndexView


class PeopleIndexData(View, frozen=True):
    """Everyone in the news, for machines."""

    people: tuple[PersonData, ...]


class PeopleGraphData(View, frozen=True):
    """Who is in the news together, for machines."""

    graph: Graph


class ArchivePage(PageView, frozen=True):
    """The archive, or a year of it."""

    archive: Archive


class NotePage(PageView, frozen=True):
    """A plain page."""

    note: NoteView


class RedirectPage(View, frozen=True):
    """A page that an old URL leads to."""

    target: str
    """As an attribute holds it."""
    canonical: str


class FeedPage(View, frozen=True):
    """A feed."""

    feed: Feed


class SitemapPage(View, frozen=True):
    """A sitemap."""

    entries: tuple[SitemapEntry, ...]


class SitemapIndex(View, frozen=True):
    """The index of a sitemap in several files."""

    parts: tuple[str, ...]
    """Whole URLs."""


class RobotsPage(View, frozen=True):
    """robots.txt."""

    sitemap: str
    """Whole URL."""


LAYOUTS: dict[str, type[View]] = {
    "article.html": ArticlePage,
    "front.html": FrontPage,
    "tag.html": TermPage,
    "section.html": TermPage,
    "series.html": TermPage,
    "month.html": MonthPage,
    "person.html": PersonPage,
    "author.html": PersonPage,
    "people.html": IndexPage,
    "people-index.json": PeopleIndexData,
    "people-graph.json": PeopleGraphData,
    "authors.html": IndexPage,
    "tags.html": IndexPage,
    "archive.html": ArchivePage,
    "page.html": NotePage,
    "404.html": PageView,
    "redirect.html": RedirectPage,
    "feed.xml": FeedPage,
    "sitemap.xml": SitemapPage,
    "sitemap-index.xml": SitemapIndex,
    "robots.txt": RobotsPage,
}
"""Every layout that a site has, and the view that it is given."""


class Page(Struct, frozen=True):
    """Something to render: the path it has on the site, its layout, its view, and the source it comes from."""

    path: str
    layout: str
    view: View
    source: str
    """The file under content/ to name when rendering fails; empty: none."""
    bodies: tuple[str, ...] = ()
    """Digests of the bodies whose HTML its layout may ask for."""
