"""A made-up archive of any size, the same at each call, for counting what an edit costs."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from newsroom import article

_START = datetime(2016, 1, 4, 6, tzinfo=UTC)


def archive(count: int) -> Iterator[tuple[str, str]]:
    """Yield path and source of `count` articles, oldest first, six hours apart."""
    for number in range(count):
        yield story(number)


def story(number: int, title: str = "", body: str = "") -> tuple[str, str]:
    """Return path and source of one article of the archive."""
    date = _START + timedelta(hours=6 * number)
    source = article(
        title or f"Story {number} of the archive",
        body or f"The text of story {number}.\n\nIt has *two* paragraphs.",
        date.isoformat(timespec="minutes"),
        section=("World", "Local", "Culture")[number % 3],
        byline=f"Author {number % 20}",
        tags=f"[tag {number % 40}, theme {number % 7}]",
        people=f"[Person {number % 90}, Figure {number % 31}]",
        summary=f"What story {number} says",
    )
    return f"content/{date:%Y/%m}/story-{number}.md", source
