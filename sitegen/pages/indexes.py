"""The indexes: everyone in the news, every author, every tag; and the archive by year and month."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import groupby

from babel.dates import format_skeleton
from msgspec import Struct

from sitegen import urls
from sitegen.model.collation import headings
from sitegen.model.entries import Entry
from sitegen.model.site import Site
from sitegen.pages.index_records import (
    Archive,
    IndexEntry,
    IndexGroup,
    IndexLetter,
    IndexView,
    LatestArticle,
    Month,
    Year,
)
from sitegen.pages.parts import Desk, note_of, page_info
from sitegen.pages.views import ArchivePage, IndexPage, Page

_Letters = Mapping[str, list[Entry]]


class _Kind(Struct, frozen=True):
    """What tells one index from another."""

    path: str
    path_of: Callable[[str], str]
    letters: Callable[[Desk], _Letters]
    places: Callable[[Site], Mapping[str, tuple[int, ...]]]


_KINDS = {
    "people": _Kind(urls.PEOPLE, urls.person, lambda desk: desk.people_by_letter, lambda site: site.in_news),
    "authors": _Kind(urls.AUTHORS, urls.author, lambda desk: desk.authors_by_letter, lambda site: site.by_author),
    "tags": _Kind(urls.TAGS, urls.tag, lambda desk: desk.tags_by_letter, lambda site: site.by_tag),
}


def index_paths(desk: Desk, kind: str) -> dict[str, str]:
    """Return the paths of the pages of an index by their letter; that of the front is empty."""
    of = _KINDS[kind]
    letters = of.letters(desk) if _is_large(desk, of.letters(desk)) else ()
    return {"": of.path} | {letter: urls.letter(of.path, letter) for letter in letters}


def index_page(desk: Desk, kind: str, letter: str) -> Page:
    """Make one page of the index of people, authors or tags; without a letter, its front."""
    of = _KINDS[kind]
    by_letter = of.letters(desk)
    listed, is_large = of.places(desk.site), _is_large(desk, by_letter)
    shown = {letter: by_letter[letter]} if letter else {} if is_large else by_letter
    index = IndexView(
        kind=kind,
        url=desk.urls.href(of.path),
        letter=letter,
        total=sum(entry.id in listed for entries in (shown or by_letter).values() for entry in entries),
        letters=tuple(
            IndexLetter(
                letter=one,
                url=_leads_to(desk, of, one, is_large=is_large) if one in by_letter else "",
                count=0 if letter else len(by_letter.get(one, ())),
            )
            for one in headings(by_letter, desk.frame.language, icu=desk.icu)
        ),
        groups=tuple(
            IndexGroup(letter=one, id=_anchor(one), entries=tuple(_line(desk, of, entry) for entry in entries))
            for one, entries in shown.items()
        ),
    )
    path = index_paths(desk, kind)[letter]
    return Page(path, f"{kind}.html", IndexPage(page=page_info(desk, path, letter), index=index), "")


def _is_large(desk: Desk, by_letter: _Letters) -> bool:
    return sum(map(len, by_letter.values())) > desk.index_size


def _leads_to(desk: Desk, of: _Kind, letter: str, *, is_large: bool) -> str:
    return desk.urls.href(urls.letter(of.path, letter)) if is_large else f"#{_anchor(letter)}"


def _line(desk: Desk, of: _Kind, entry: Entry) -> IndexEntry:
    listed = of.places(desk.site)
    places = listed.get(entry.id, ())
    return IndexEntry(
        name=entry.sort_name,
        url=desk.urls.href(of.path_of(entry.id)) if entry.id in listed else "",
        note=note_of(desk, entry.id) if of.path != urls.TAGS else "",
        count=len(places),
        latest=_latest(desk, places[-1]) if places else None,
        see=tuple(desk.tag_links[other] for other in desk.site.see.get(entry.id, ())) if of.path == urls.TAGS else (),
    )


def _latest(desk: Desk, place: int) -> LatestArticle:
    article, link = desk.site.articles[place], desk.article_links[place]
    return LatestArticle(title=link.title, url=link.url, date=article.date, sponsor=link.sponsor)


def _anchor(letter: str) -> str:
    return f"letter-{letter}" if letter.isascii() and letter.isalpha() else f"letter-{urls.letter_mark(letter)}"


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
