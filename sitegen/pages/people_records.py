"""The records that views of people are made of, and of the graph between them."""

from typing import Any

from sitegen.pages.records import Body, Image, Link, Tally, View


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


class PersonData(View, frozen=True):
    """A person as `people/index.json` has it; URLs are whole."""

    id: str
    name: str
    disambiguation: str
    """What tells this person from another of the same name; empty: the record does not say."""
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
    disambiguation: str
    """As `PersonData` has it."""
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
