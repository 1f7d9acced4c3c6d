"""Listings of articles, and their numbered pages.

Numbered pages count from the oldest: page 1 never changes when an article is published. The front of a listing
carries what no full page holds yet: all articles while there are fewer than two pages of them, else between one page
and two pages less one.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sitegen import urls
from sitegen.content.records import Tag
from sitegen.model.tags import most_often_with
from sitegen.pages.parts import Desk, body, digests, note_of, page_info
from sitegen.pages.records import Listing, Tally, TermView
from sitegen.pages.views import FrontPage, MonthPage, Page, TermPage


class Slice(Struct, frozen=True):
    """One page of a listing: path, number (0: the front), articles newest first, and the neighbours' paths."""

    path: str
    number: int
    places: tuple[int, ...]
    older: str
    newer: str


def slices(path: str, places: Sequence[int], size: int) -> Iterator[Slice]:
    """Cut a listing (oldest first) into its front and its numbered pages."""
    full = max(len(places) // size - 1, 0)
    front = tuple(reversed(places[full * size :]))
    yield Slice(path, 0, front, urls.numbered(path, full) if full else "", "")
    for number in range(1, full + 1):
        yield Slice(
            urls.numbered(path, number),
            number,
            tuple(reversed(places[(number - 1) * size : number * size])),
            urls.numbered(path, number - 1) if number > 1 else "",
            urls.numbered(path, number + 1) if number < full else path,
        )


def listing(desk: Desk, kind: str, title: str, part: Slice) -> Listing:
    """Make the view of one page of a listing."""
    return Listing(
        title=title,
        kind=kind,
        cards=tuple(desk.card_of(place) for place in part.places),
        number=part.number,
        older=desk.urls.href(part.older) if part.older else "",
        newer=desk.urls.href(part.newer) if part.newer else "",
    )


def front_page(desk: Desk) -> Page:
    """Make the front page: the newest articles."""
    count = len(desk.site.articles)
    newest = tuple(range(count - 1, max(count - desk.front_size, 0) - 1, -1))
    part = Slice(urls.FRONT, 0, newest, "", "")
    view = FrontPage(
        page=page_info(desk, urls.FRONT, ""),
        listing=listing(desk, "front", desk.frame.title, part),
    )
    return Page(urls.FRONT, "front.html", view, "")


def tag_page(desk: Desk, identity: str, part: Slice) -> Page:
    """Make one page of a tag."""
    entry = desk.site.tags[identity]
    if part.number:
        return _term_page(desk, "tag", TermView(name=entry.name), part, "")
    term = TermView(
        name=entry.name,
        see=tuple(desk.tag_links[other] for other in desk.site.see.get(identity, ())),
        related=_related_tags(desk, identity),
        people=_people_under(desk, identity),
    )
    if not isinstance(entry.record, Tag):
        return _term_page(desk, "tag", term, part, "")
    record = entry.record
    term = replace(term, summary=record.summary, body=body(desk, record), extra=record.extra)
    return _term_page(desk, "tag", term, part, f"content/{record.path}")


def _related_tags(desk: Desk, identity: str) -> tuple[Tally, ...]:
    site, links = desk.site, desk.tag_links
    most = most_often_with(site.by_tag[identity], site.tags_of, site.tags_of, desk.tag_keys, less=identity)
    return tuple(Tally(title=links[i].title, url=links[i].url, note="", count=count) for i, count in most)


def _people_under(desk: Desk, identity: str) -> tuple[Tally, ...]:
    site = desk.site
    most = most_often_with(site.by_tag[identity], site.tags_of, site.people_of, desk.person_keys)
    return tuple(
        Tally(title=site.people[i].name, url=desk.urls.href(urls.person(i)), note=note_of(desk, i), count=count)
        for i, count in most
    )


def section_page(desk: Desk, identity: str, part: Slice) -> Page:
    """Make one page of a section."""
    term = TermView(name=desk.site.names.sections.labels[identity])
    return _term_page(desk, "section", term, part, "")


def series_page(desk: Desk, identity: str, part: Slice) -> Page:
    """Make the page of a series: all its parts, the first one first."""
    term = TermView(name=desk.site.names.series.labels[identity])
    return _term_page(desk, "series", term, part, "")


def month_page(desk: Desk, name: str, part: Slice) -> Page:
    """Make one page of a month's archive; `name` is the month in the site's language."""
    view = MonthPage(
        page=page_info(desk, part.path, name),
        listing=listing(desk, "month", name, part),
    )
    return Page(part.path, "month.html", view, "")


def _term_page(desk: Desk, kind: str, term: TermView, part: Slice, source: str) -> Page:
    view = TermPage(
        page=page_info(desk, part.path, term.name, term.summary),
        term=term,
        listing=listing(desk, kind, term.name, part),
    )
    return Page(part.path, f"{kind}.html", view, source, digests(term.body))
