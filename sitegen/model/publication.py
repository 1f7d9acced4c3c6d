"""The one gate: what exists in public at a moment. Nothing that it refuses leaves a byte anywhere in the output."""

from collections.abc import Iterable

from msgspec import Struct

from sitegen.content.records import Article, Note

UNTIL = "until "


class Held(Struct, frozen=True):
    """A file that is held back, and why: `draft`, `until 2026-12-01T06:00:00+01:00`, `no public article names it`."""

    path: str
    reason: str


def held_back(record: Article | Note, now: int, *, drafts: bool) -> str:
    """Return why an article or page is not public at `now` (seconds since 1970), or an empty string if it is."""
    if record.draft and not drafts:
        return "draft"
    if isinstance(record, Article) and record.date.instant > now:
        return f"{UNTIL}{record.date.iso}"
    return ""


def next_release(articles: Iterable[Article], now: int, *, drafts: bool) -> int | None:
    """Return the next moment at which a held-back article becomes public, or None."""
    coming = (article.date.instant for article in articles if not article.draft or drafts)
    return min((instant for instant in coming if instant > now), default=None)
