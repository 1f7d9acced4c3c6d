"""The records that indexes and the archive are made of."""

from sitegen.dates import When
from sitegen.pages.records import Link, View


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
