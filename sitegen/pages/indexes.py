"""The indexes: everyone in the news, every author, every tag, and the archive by year and month."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import groupby
from types import MappingProxyType

from babel.dates import format_skeleton

from sitegen import urls
from sitegen.model.collation import headings
from sitegen.model.site import Entry
from sitegen.pages.parts import Desk, page_info
from sitegen.pages.records import Archive, IndexEntry, IndexGroup, IndexLetter, IndexView, Month, Year
from sitegen.pages.views import ArchivePage, IndexPage, Page


def people_index(desk: Desk) -> Page:
    """Make the index of everyone in the news."""
    counts = {identity: len(places) for identity, places in desk.site.in_news.items()}
    return _index_page(desk, "people", urls.PEOPLE, desk.site.people, counts, urls.person)


def author_index(desk: Desk) -> Page:
    """Make the index of authors."""
    counts = {identity: len(places) for identity, places in desk.site.by_author.items()}
    return _index_page(desk, "authors", urls.AUTHORS, desk.site.people, counts, urls.author)


def tag_index(desk: Desk) -> Page:
    """Make the index of tags."""
    counts = {identity: len(places) for identity, places in desk.site.by_tag.items()}
    return _index_page(desk, "tags", urls.TAGS, desk.site.tags, counts, urls.tag, desk.site.see)


def _index_page(
    desk: Desk,
    kind: str,
    path: str,
    entries: Mapping[str, Entry],
    counts: Mapping[str, int],
    path_of: Callable[[str], str],
    see: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> Page:
    listed = sorted((entries[i] for i in {**counts, **see}), key=lambda entry: entry.key)
    groups = tuple(
        IndexGroup(letter=letter, id=_anchor(letter), entries=tuple(_lines(desk, found, counts, path_of, see)))
        for letter, found in groupby(listed, key=lambda entry: entry.letter)
    )
    present = {group.letter: group.id for group in groups}
    letters = headings(present, desk.frame.language, icu=desk.icu)
    index = IndexView(
        kind=kind,
        total=len(counts),
        letters=tuple(IndexLetter(letter=letter, id=present.get(letter, "")) for letter in letters),
        groups=groups,
    )
    return Page(path, f"{kind}.html", IndexPage(page=page_info(desk, path, ""), index=index), "")


def _lines(
    desk: Desk,
    entries: Iterable[Entry],
    counts: Mapping[str, int],
    path_of: Callable[[str], str],
    see: Mapping[str, tuple[str, ...]],
) -> Iterable[IndexEntry]:
    return (
        IndexEntry(
            name=entry.sort_name,
            url=desk.urls.href(path_of(entry.id)) if entry.id in counts else "",
            count=counts.get(entry.id, 0),
            see=tuple(desk.tag_links[other] for other in see.get(entry.id, ())),
        )
        for entry in entries
    )


def _anchor(letter: str) -> str:
    return f"letter-{letter if letter.isascii() and letter.isalpha() else '-'.join(f'{ord(c):x}' for c in letter)}"


def archive_page(desk: Desk) -> Page:
    """Make the archive: every year with its months."""
    years = tuple(_year(desk, year, months) for year, months in months_by_year(desk).items())
    view = ArchivePage(page=page_info(desk, urls.ARCHIVE, ""), archive=Archive(years=years))
    return Page(urls.ARCHIVE, "archive.html", view, "")


def year_page(desk: Desk, year: str, months: tuple[str, ...]) -> Page:
    """Make the archive of one year; `months` are the numbers of those that have articles, newest first."""
    path = urls.month(year)
    years = (_year(desk, year, months),)
    view = ArchivePage(page=page_info(desk, path, year), archive=Archive(years=years))
    return Page(path, "archive.html", view, "")


def months_by_year(desk: Desk) -> dict[str, tuple[str, ...]]:
    """Return the numbers of the months that have articles, by year; the newest first."""
    newest_first = sorted(desk.site.by_month, reverse=True)
    return {year: tuple(month for _, month in months) for year, months in groupby(newest_first, key=lambda key: key[0])}


def _year(desk: Desk, year: str, numbers: tuple[str, ...]) -> Year:
    months = tuple(
        Month(
            name=month_name(year, number, desk.frame.language),
            url=desk.urls.href(urls.month(year, number)),
            count=len(desk.site.by_month[year, number]),
        )
        for number in numbers
    )
    return Year(year=year, url=desk.urls.href(urls.month(year)), count=sum(m.count for m in months), months=months)


def month_name(year: str, number: str, language: str) -> str:
    """Return a month in a language (`February 2017`)."""
    return format_skeleton("yMMMM", date(int(year), int(number), 1), locale=language.replace("-", "_"))
