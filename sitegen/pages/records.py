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


class RoleView(View, frozen=True):
    """An office that a person holds or held."""

    title: str
    org: str
    start: str
    """`2017`, `2017-02` or `2017-02-01`; empty: not known."""
    end: str


class NameInScript(View, frozen=True):
    """A name in another language or script."""

    language: str
    """As the attribute `lang` holds it."""
    name: str


class Appearance(View, frozen=True):
    """What a person is in one article."""

    part: str
    """`subject`, `source`, `victim` or `accused`; empty: no more than mentioned."""
    office: str
    """The title of the office held on the article's date; empty: none is known."""
    called: str
    """What the article calls the person, where that is not the office: `Mexican President`."""


class PersonView(View, frozen=True):
    """`person`: someone in the news or behind it. Numbered pages have the fields up to `appearances` only."""

    name: str
    sort_name: str
    note: str
    """What tells this person from another of the same name; empty: nobody has it."""
    about: str
    """URL of the page of articles about this person; empty: none."""
    by: str
    """URL of the page of articles by this person; empty: none."""
    feed: str
    """URL of the feed of articles about this person; empty: none."""
    appearances: tuple[Appearance, ...] = ()
    """For each of `listing.cards`, on pages of articles about this person."""
    count: int = 0
    """Articles in the whole list."""
    summary: str = ""
    scripts: tuple[NameInScript, ...] = ()
    born: str = ""
    died: str = ""
    offices: tuple[RoleView, ...] = ()
    """Those held now, the latest first."""
    roles: tuple[RoleView, ...] = ()
    """All of them, as the record has them."""
    same_as: tuple[Link, ...] = ()
    photo: Image | None = None
    body: Body = Body()
    often_with: tuple[Tally, ...] = ()
    """Who is in most articles with this person."""
    topics: tuple[Tally, ...] = ()
    """The tags that most of the articles have."""
    extra: Any = None


class LatestArticle(View, frozen=True):
    """The newest article of an entry of an index."""

    title: str
    url: str
    date: When
    sponsor: str
    """Who paid for it; empty: nobody. To be shown wherever it is not."""


class IndexEntry(View, frozen=True):
    """One line of an index."""

    name: str
    url: str
    note: str
    """What tells a person from another of the same name; empty: nobody has it."""
    count: int
    """Public articles."""
    latest: LatestArticle | None
    see: tuple[Link, ...] = ()
    """The tags that a tag refers to. One that has no `url` is only a reference."""


class IndexGroup(View, frozen=True):
    """The entries under one heading."""

    letter: str
    id: str
    """The anchor of the heading."""
    entries: tuple[IndexEntry, ...]


class IndexLetter(View, frozen=True):
    """A letter of the jump navigation."""

    letter: str
    url: str
    """Where it leads: to a heading of this page, or to a page of its own; empty: nobody stands under it."""
    count: int
    """Who stands under it; 0 on the pages of letters, so that they need not change."""


class IndexView(View, frozen=True):
    """`index`: everyone or everything, A to Z.

    A large one is in several pages: the front has the letters alone, and each letter has a page.
    """

    kind: str
    """`people`, `authors` or `tags`."""
    url: str
    """Of the front."""
    letter: str
    """Whose page this is; empty: this is the front."""
    total: int
    """Entries of the whole index, or under the letter whose page this is."""
    letters: tuple[IndexLetter, ...]
    groups: tuple[IndexGroup, ...]
    """Empty on the front of a large index."""


class PersonData(View, frozen=True):
    """A person as `people/index.json` has it; URLs are whole."""

    id: str
    name: str
    sort: str
    url: str
    count: int
    """Public articles."""
    first: str
    """The date of the oldest of them, `2017-02-22`; empty: there is none."""
    last: str
    same_as: tuple[str, ...]


class GraphNode(View, frozen=True):
    """A person as `people/graph.json` has it."""

    id: str
    name: str
    url: str


class GraphEdge(View, frozen=True):
    """Two people who are in the news together, by their ids."""

    source: str
    target: str
    weight: int
    """In how many articles."""


class Graph(View, frozen=True):
    """`graph`."""

    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]
    """The heaviest first."""


class Month(View, frozen=True):
    """A month of the archive."""

    name: str
    """In the site's language: `February 2017`."""
    url: str
    count: int


class Year(View, frozen=True):
    """A year of the archive, its newest month first."""

    year: str
    url: str
    count: int
    months: tuple[Month, ...]


class Archive(View, frozen=True):
    """`archive`: years, newest first."""

    years: tuple[Year, ...]


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
