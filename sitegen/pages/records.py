"""The records that views are made of: small, frozen, and as narrow as the layouts need."""

from typing import Any

from msgspec import Struct

from sitegen.dates import When


class View(Struct, frozen=True, tag=True):
    """The base of all records that layouts see; the tag tells two types apart in the fingerprint."""


class Link(View, frozen=True):
    """A page to link to."""

    title: str
    url: str
    """As an attribute holds it: with the site's base path, or a whole URL elsewhere; empty: no page, only a name."""


class ArticleLink(View, frozen=True):
    """An article to link to."""

    title: str
    url: str
    sponsor: str
    """Who paid for it; empty: nobody. To be shown wherever it is not."""


class PersonLink(View, frozen=True):
    """Someone in an article, and the office held on its date."""

    title: str
    url: str
    note: str
    """What tells this person from another of the same name; empty: nobody has it."""
    office: str
    """`Secretary of State`; empty: none is known."""
    org: str


class Tally(View, frozen=True):
    """A page to link to, and how many articles speak for it."""

    title: str
    url: str
    note: str
    """What tells a person from another of the same name; empty: nobody has it."""
    count: int


class Asset(View, frozen=True):
    """A file of assets/ that a layout refers to."""

    name: str
    """Its logical name: the path below assets/."""
    url: str


class Image(View, frozen=True):
    """A picture."""

    url: str
    width: int
    """In pixels; 0 where it is not known."""
    height: int
    alt: str
    caption: str
    credit: str


class Body(View, frozen=True):
    """A text whose HTML is not in the view: print it with `{{ article.body|fill }}`."""

    digest: str = ""
    """Of the HTML; empty: there is no text."""
    slots: tuple[str, ...] = ()
    """For each of its slots the HTML that stands there on this page."""
    inserts: tuple[tuple[int, str], ...] = ()
    """What this page puts into the HTML besides, and where, in rising order: the tags around names."""


class Frame(View, frozen=True):
    """`site`: what is the same on every page. Nothing in it changes when an article is published."""

    title: str
    description: str
    language: str
    direction: str
    """`ltr` or `rtl`."""
    copyright: str
    home: str
    """URL of the front page, as an attribute holds it."""
    origin: str
    """Scheme and host, to make a URL absolute."""
    feed: str
    people: str
    tags: str
    authors: str
    archive: str
    navigation: tuple[Link, ...]
    assets: tuple[Asset, ...]
    """Those that layouts refer to: print one with `{{ 'style.css'|asset }}`."""


class PageInfo(View, frozen=True):
    """`page`: what the head of a page needs."""

    title: str
    """Empty on the front page."""
    description: str
    url: str
    """As an attribute holds it."""
    canonical: str
    """Whole URL."""


class Card(View, frozen=True):
    """An article as listings show it."""

    title: str
    url: str
    kicker: str
    summary: str
    date: When
    sponsor: str
    """Who paid for it; empty: nobody. To be shown wherever it is not."""
    image: Image | None


class BylineEntry(View, frozen=True):
    """One name of a byline."""

    name: str
    url: str
    """The author's page; empty: there is none."""
    role: str
    org: str


class TextPart(View, frozen=True):
    """A piece of a free-text byline."""

    text: str
    url: str
    """Empty: plain words."""


class HeadingView(View, frozen=True):
    """A heading of a body, for a table of contents."""

    level: int
    id: str
    text: str


class ArticleView(View, frozen=True):
    """`article`."""

    title: str
    kicker: str
    deck: str
    summary: str
    kind: str
    """`news`, `opinion`, `analysis`, …: the word of the front matter."""
    date: When
    updated: When | None
    byline: tuple[BylineEntry, ...]
    byline_text: tuple[TextPart, ...]
    """A byline in free words; where there is one, it is shown in place of `byline`."""
    photo: Image | None
    body: Body
    headings: tuple[HeadingView, ...]
    sources: tuple[Link, ...]
    section: Link | None
    series: Link | None
    part: int
    """The article's number in its series, from 1; 0 where it is in none."""
    tags: tuple[Link, ...]
    people: tuple[PersonLink, ...]
    sponsor: str
    older: ArticleLink | None
    newer: ArticleLink | None
    related: tuple[ArticleLink, ...]
    extra: Any
    """The free fields of `extra:`; None where there are none."""


class Listing(View, frozen=True):
    """`listing`: the articles of a tag, a person, a section, …, or one page of them."""

    title: str
    kind: str
    """`front`, `tag`, `person`, `author`, `section`, `series`, `month`."""
    cards: tuple[Card, ...]
    """Newest first; those of a series oldest first."""
    number: int
    """Which numbered page this is, counted from the oldest; 0 for the front of the listing."""
    older: str
    """URL of the next older numbered page; empty: none."""
    newer: str
    """URL of the next newer page; empty: none."""


class TermView(View, frozen=True):
    """`term`: the tag, section or series that a listing belongs to. Numbered pages have the name only."""

    name: str
    summary: str = ""
    body: Body = Body()
    see: tuple[Link, ...] = ()
    """Other tags to look at, as the record of a tag says."""
    related: tuple[Tally, ...] = ()
    """The tags that most articles of a tag have, too."""
    people: tuple[Tally, ...] = ()
    """Who is in most articles of a tag."""
    extra: Any = None


class NoteView(View, frozen=True):
    """`note`: a plain page."""

    title: str
    summary: str
    photo: Image | None
    body: Body
    headings: tuple[HeadingView, ...]
    extra: Any


class FeedItem(View, frozen=True):
    """An article in a feed; its URLs are whole."""

    title: str
    url: str
    summary: str
    date: When
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    sponsor: str
    body: Body


class Feed(View, frozen=True):
    """`feed`."""

    person: str
    """Whom it is about; empty: it is the site's."""
    url: str
    """Whole URL of the feed itself."""
    home: str
    """Whole URL of the page that it follows."""
    built: When | None
    """The date of its newest item."""
    items: tuple[FeedItem, ...]


class SitemapEntry(View, frozen=True):
    """A page in a sitemap."""

    url: str
    changed: str
    """ISO 8601; empty: not known."""
