"""Every page of a site: its path, its origin, and how to make it. A build makes all, a server the one asked for."""

from collections.abc import Callable, Iterator
from functools import cache, partial

from msgspec import Struct

from sitegen import urls
from sitegen.content.records import Article, Note, Record
from sitegen.errors import Problem
from sitegen.pages.article import article_page
from sitegen.pages.feeds import feed_page, redirect_page, robots_page, sitemap_pages
from sitegen.pages.indexes import (
    archive_page,
    author_index,
    month_name,
    months_by_year,
    people_index,
    tag_index,
    year_page,
)
from sitegen.pages.listings import (
    CardOf,
    Slice,
    front_page,
    month_page,
    section_page,
    series_page,
    slices,
    tag_page,
)
from sitegen.pages.parts import Desk, body, card, digests, headings, page_info, photo
from sitegen.pages.people import author_page, person_page
from sitegen.pages.records import NoteView
from sitegen.pages.views import NotePage, Page, PageView

_LONGEST_NAME = 255
"""Bytes in the name of a file, on the usual file systems."""


class Route(Struct, frozen=True):
    """A page that can be made."""

    path: str
    origin: str
    """What it comes from, as problems name it: `content/a.md`, `the tag "housing"`."""
    make: Callable[[], Page]
    changed: str = ""
    """When its content last changed, ISO 8601; empty: not known."""
    listed: bool = True
    """Whether it belongs in the sitemap."""


def routes(desk: Desk) -> Iterator[Route]:
    """Yield every page of the site."""
    card_of = cache(partial(card, desk))
    listed: list[Route] = []
    for route in _pages(desk, card_of):
        if route.listed:
            listed.append(route)
        yield route
    yield from _redirects(desk)
    yield Route(urls.NOT_FOUND, "the page for what is not found", partial(_not_found, desk), listed=False)
    yield Route(urls.FEED, "the feed", partial(feed_page, desk), listed=False)
    yield Route(urls.ROBOTS, "robots.txt", partial(robots_page, desk), listed=False)
    for page in sitemap_pages(desk, [(route.path, route.changed) for route in listed]):
        yield Route(page.path, "the sitemap", partial(_same, page), listed=False)


def check_paths(claims: list[tuple[str, str]]) -> list[Problem]:
    """Report every two sources that would write one file; `claims` are paths on the site and where they come from.

    Paths are compared without case, because many disks are. A file where another source needs a folder counts, too.
    """
    problems: list[Problem] = []
    owners: dict[str, str] = {}
    for path, origin in claims:
        output = urls.output_path(path).casefold()
        if any(part in ("", ".", "..") or len(part.encode()) > _LONGEST_NAME for part in output.split("/")):
            problems.append(_no_address(path, origin))
        elif output in owners:
            problems.append(_collision(path, origin, owners[output]))
        else:
            owners[output] = origin
    for path, origin in claims:
        parts = urls.output_path(path).casefold().split("/")[:-1]
        for depth in range(1, len(parts) + 1):
            other = owners.get("/".join(parts[:depth]))
            if other:
                problems.append(_collision(path, origin, other))
    return problems


def check_url_links(desk: Desk, paths: set[str]) -> list[Problem]:
    """Report links written as URLs of this site that lead to no page."""
    problems = []
    for source, outcome in desk.site.resolved.items():
        for url, line in outcome.url_links:
            own = desk.urls.own_path(url)
            if (
                own is not None
                and own not in paths
                and own.split("?")[0] + "/" not in paths
                and own.split("?")[0] not in paths
            ):
                problems.append(Problem("SG030", f'this site has no page "{url}"', f"content/{source}", line))
    return problems


def _pages(desk: Desk, card_of: CardOf) -> Iterator[Route]:
    site, size = desk.site, desk.page_size
    yield Route(urls.FRONT, "the front page", partial(front_page, desk, card_of))
    for place, article in enumerate(site.articles):
        changed = (article.updated or article.date).iso
        yield Route(site.paths[place], f"content/{article.path}", partial(article_page, desk, place), changed)
    for note in site.notes:
        yield Route(note.url, f"content/{note.path}", partial(_note_page, desk, note))
    for identity, places in site.by_tag.items():
        origin = f'the tag "{site.tags[identity].name}"'
        yield from _listing(urls.tag(identity), places, size, origin, partial(tag_page, desk, card_of, identity))
    for identity, places in site.in_news.items():
        origin = f'the person "{site.people[identity].name}"'
        yield from _listing(urls.person(identity), places, size, origin, partial(person_page, desk, card_of, identity))
    for identity, places in site.by_author.items():
        origin = f'the author "{site.people[identity].name}"'
        yield from _listing(urls.author(identity), places, size, origin, partial(author_page, desk, card_of, identity))
    for identity, places in site.by_section.items():
        origin = f'the section "{site.names.sections.labels[identity]}"'
        yield from _listing(
            urls.section(identity), places, size, origin, partial(section_page, desk, card_of, identity)
        )
    for identity, places in site.by_series.items():
        part = Slice(urls.series(identity), 0, places, "", "")
        origin = f'the series "{site.names.series.labels[identity]}"'
        yield Route(part.path, origin, partial(series_page, desk, card_of, identity, part))
    yield from _archive(desk, card_of)
    yield Route(urls.PEOPLE, "the index of people", partial(people_index, desk))
    yield Route(urls.AUTHORS, "the index of authors", partial(author_index, desk))
    yield Route(urls.TAGS, "the index of tags", partial(tag_index, desk))


def _archive(desk: Desk, card_of: CardOf) -> Iterator[Route]:
    yield Route(urls.ARCHIVE, "the archive", partial(archive_page, desk))
    for year, months in months_by_year(desk).items():
        yield Route(urls.month(year), f"the archive of {year}", partial(year_page, desk, year, months))
    for (year, number), places in desk.site.by_month.items():
        name = month_name(year, number, desk.frame.language)
        make = partial(month_page, desk, card_of, name)
        yield from _listing(urls.month(year, number), places, desk.page_size, f"the archive of {name}", make)


def _listing(
    path: str, places: tuple[int, ...], size: int, origin: str, make: Callable[[Slice], Page]
) -> Iterator[Route]:
    for part in slices(path, places, size):
        yield Route(part.path, origin, partial(make, part))


def _redirects(desk: Desk) -> Iterator[Route]:
    site = desk.site
    for place, article in enumerate(site.articles):
        yield from _aliases(desk, article, site.paths[place])
    for note in site.notes:
        yield from _aliases(desk, note, note.url)
    for listed, entries, path_of in (
        (site.in_news, site.people, urls.person),
        (site.by_author, site.people, urls.author),
        (site.by_tag, site.tags, urls.tag),
    ):
        for identity in listed:
            record = entries[identity].record
            if record is None:
                continue
            for old in record.former_ids:
                yield _redirect(desk, record, path_of(old), path_of(identity))


def _aliases(desk: Desk, record: Article | Note, target: str) -> Iterator[Route]:
    for alias in record.aliases:
        yield _redirect(desk, record, alias, target)


def _redirect(desk: Desk, record: Record, old: str, target: str) -> Route:
    source = f"content/{record.path}"
    return Route(old, f"a former address in {source}", partial(redirect_page, desk, old, target, source), listed=False)


def _note_page(desk: Desk, note: Note) -> Page:
    text = body(desk, note)
    view = NotePage(
        site=desk.frame,
        page=page_info(desk, note.url, note.title, note.summary),
        note=NoteView(
            title=note.title,
            summary=note.summary,
            photo=photo(desk, note, note.photo),
            body=text,
            headings=headings(note),
            extra=note.extra,
        ),
    )
    return Page(note.url, note.layout or "page.html", view, f"content/{note.path}", digests(text))


def _not_found(desk: Desk) -> Page:
    view = PageView(site=desk.frame, page=page_info(desk, urls.NOT_FOUND, ""))
    return Page(urls.NOT_FOUND, "404.html", view, "")


def _same(page: Page) -> Page:
    return page


def _no_address(path: str, origin: str) -> Problem:
    file = origin if origin.startswith("content/") else ""
    hint = "Give it a name of letters and digits that is not too long."
    return Problem("SG040", f'{origin} would be "{path}", which is no address', file, 1 if file else 0, hint=hint)


def _collision(path: str, origin: str, other: str) -> Problem:
    file = next((one for one in (origin, other) if one.startswith("content/")), "")
    hint = "Change the `slug:` of one, or the name or alias that makes this address."
    return Problem("SG040", f"{origin} and {other} would both be {path}", file, 1 if file else 0, hint=hint)
