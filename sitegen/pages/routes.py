"""Every page of a site: its path, its origin, and how to make it. A build makes all, a server the one asked for."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from msgspec import Struct

from sitegen import urls
from sitegen.content.records import Article, Note, Record
from sitegen.errors import Problem, did_you_mean
from sitegen.pages.article import article_page
from sitegen.pages.feeds import feed_page, redirect_page, robots_page, sitemap_pages
from sitegen.pages.indexes import (
    archive_page,
    index_page,
    index_paths,
    month_name,
    months_by_year,
    year_page,
)
from sitegen.pages.listings import (
    Slice,
    front_page,
    month_page,
    section_page,
    series_page,
    slices,
    tag_page,
)
from sitegen.pages.parts import Desk, body, digests, headings, page_info, photo
from sitegen.pages.people import author_page, person_page
from sitegen.pages.people_data import people_graph_data, people_index_data, person_feed
from sitegen.pages.records import NoteView
from sitegen.pages.views import NotePage, Page, PageView
from sitegen.yamltree import Place

_LONGEST_NAME = 255
"""Bytes in the name of a file, on the usual file systems."""


class Claim(Struct, frozen=True):
    """A path on the site that something wants to have."""

    path: str
    origin: str
    """What it comes from, as problems name it: `content/a.md`, `the tag "housing"`."""
    file: str = ""
    """The file and line where an author can change the path; empty and 0: there is none."""
    line: int = 0


class Route(Claim, frozen=True, kw_only=True):
    """A page that can be made."""

    make: Callable[..., Page]
    """Given the desk and `args`."""
    args: tuple[Any, ...] = ()
    changed: str = ""
    """When its content last changed, ISO 8601; empty: not known."""
    listed: bool = True
    """Whether it belongs in the sitemap."""

    def page(self, desk: Desk) -> Page:
        """Make the page from a desk of the site as it is now: a route outlives changes of what its page shows."""
        return self.make(desk, *self.args)


def routes(desk: Desk) -> Iterator[Route]:
    """Yield every page of the site."""
    listed: list[Route] = []
    for route in _pages(desk):
        if route.listed:
            listed.append(route)
        yield route
    yield from _redirects(desk)
    yield Route(urls.NOT_FOUND, "the page for what is not found", make=_not_found, listed=False)
    yield Route(urls.FEED, "the feed", make=feed_page, listed=False)
    yield Route(urls.ROBOTS, "robots.txt", make=robots_page, listed=False)
    for page in sitemap_pages(desk, [(route.path, route.changed) for route in listed]):
        yield Route(page.path, "the sitemap", make=_same, args=(page,), listed=False)


def check_paths(claims: Sequence[Claim]) -> list[Problem]:
    """Report every two sources that would write one file.

    Paths are compared without case, because many disks are. A file where another source needs a folder counts, too.
    """
    problems: list[Problem] = []
    owners: dict[str, Claim] = {}
    for claim in claims:
        output = urls.output_path(claim.path).casefold()
        if not _is_address(output):
            message = f'{claim.origin} would be "{claim.path}", which is no address'
            hint = "Give it a name of letters and digits that is not too long."
            problems.append(Problem("SG040", message, claim.file, claim.line, hint=hint))
        elif output in owners:
            problems.append(_collision(claim, owners[output]))
        else:
            owners[output] = claim
    for output, claim in _below_files(owners):
        problems.append(_collision(claim, owners[output]))
    return problems


def _is_address(output: str) -> bool:
    """Tell whether an output path can be written on any disk."""
    slashed = f"/{output}/"
    if output.isascii() and len(output) <= _LONGEST_NAME and "//" not in slashed and "/." not in slashed:
        return True  # nearly all of them
    return all(part not in ("", ".", "..") and len(part.encode()) <= _LONGEST_NAME for part in output.split("/"))


def _below_files(owners: Mapping[str, Claim]) -> Iterator[tuple[str, Claim]]:
    """Yield each claim that needs a folder where another has a file, with the path of that."""
    folders: set[str] = set()
    for output in owners:
        folder = output.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    for file in sorted(folders & owners.keys()):
        yield from ((file, claim) for output, claim in owners.items() if output.startswith(file + "/"))


def check_url_links(desk: Desk, paths: set[str]) -> list[Problem]:
    """Report links written as URLs of this site that lead to no page, or to no anchor of an article or plain page."""
    site = desk.site
    texts = dict(zip(site.paths, (article.body for article in site.articles), strict=True))
    texts |= {note.url: note.body for note in site.notes}
    problems = []
    for source, outcome in site.resolved.items():
        for url, fragment, slot in outcome.url_links:
            plain = url.split("?")[0]
            at = (f"content/{source}", slot.line, slot.column)
            if not paths.intersection((url, plain, plain + "/")) and not plain.startswith("//"):
                problems.append(Problem("SG030", f'this site has no page "{url}"', *at))
            elif fragment and plain in texts and unquote(fragment) not in texts[plain].ids:
                hint = did_you_mean(unquote(fragment), texts[plain].ids)
                message = f'"{url}#{fragment}" has no such anchor'
                problems.append(Problem("SG031", message, *at, hint))
    return problems


def check_navigation(entries: Iterable[tuple[str, Place]], paths: set[str]) -> list[Problem]:
    """Report entries of the navigation (path, place in site.yaml) that lead to no page of this site."""
    other = "Write the path of a page, with a slash at its end, or delete the entry."
    return [
        Problem(
            "SG030",
            f'this site has no page "{url}"',
            "site.yaml",
            at.line,
            at.column,
            did_you_mean(url, paths) or other,
        )
        for url, at in entries
        if url.startswith("/") and re.split("[?#]", url)[0] not in paths
    ]


def _pages(desk: Desk) -> Iterator[Route]:
    site, size = desk.site, desk.page_size
    yield Route(urls.FRONT, "the front page", make=front_page)
    for place, article in enumerate(site.articles):
        changed = (article.updated or article.date).iso
        yield Route(site.paths[place], *_source(article, "slug"), make=article_page, args=(place,), changed=changed)
    for note in site.notes:
        yield Route(note.url, *_source(note), make=_note_page, args=(note,))
    for identity, places in site.by_tag.items():
        origin = f'the tag "{site.tags[identity].name}"'
        yield from _listing(urls.tag(identity), places, size, origin, tag_page, identity)
    for identity, places in site.in_news.items():
        origin = f'the person "{site.people[identity].name}"'
        yield from _listing(urls.person(identity), places, size, origin, person_page, identity)
        feed, of = urls.person_feed(identity), f"the feed of {origin}"
        yield Route(feed, of, make=person_feed, args=(identity,), listed=False)
    for identity, places in site.by_author.items():
        origin = f'the author "{site.people[identity].name}"'
        yield from _listing(urls.author(identity), places, size, origin, author_page, identity)
    for identity, places in site.by_section.items():
        origin = f'the section "{site.names.sections.labels[identity]}"'
        yield from _listing(urls.section(identity), places, size, origin, section_page, identity)
    for identity, places in site.by_series.items():
        part = Slice(urls.series(identity), 0, places, "", "")
        origin = f'the series "{site.names.series.labels[identity]}"'
        yield Route(part.path, origin, make=series_page, args=(identity, part))
    yield from _archive(desk)
    for kind in ("people", "authors", "tags"):
        for letter, path in index_paths(desk, kind).items():
            yield Route(path, f"the index of {kind}", make=index_page, args=(kind, letter))
    yield Route(urls.PEOPLE_INDEX, "the index of people, as data", make=people_index_data, listed=False)
    yield Route(urls.PEOPLE_GRAPH, "the graph of people, as data", make=people_graph_data, listed=False)


def _archive(desk: Desk) -> Iterator[Route]:
    yield Route(urls.ARCHIVE, "the archive", make=archive_page)
    for year, months in months_by_year(desk).items():
        yield Route(urls.month(year), f"the archive of {year}", make=year_page, args=(year, months))
    for (year, number), places in desk.site.by_month.items():
        name = month_name(year, number, desk.frame.language)
        path, origin = urls.month(year, number), f"the archive of {name}"
        yield from _listing(path, places, desk.page_size, origin, month_page, name)


def _listing(
    path: str, places: tuple[int, ...], size: int, origin: str, make: Callable[[Desk, str, Slice], Page], identity: str
) -> Iterator[Route]:
    for part in slices(path, places, size):
        yield Route(part.path, origin, make=make, args=(identity, part))


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
                if urls.slug(old) not in site.privacy.slugs:
                    yield _redirect(record, "former_ids", path_of(old), path_of(identity))


def _aliases(desk: Desk, record: Article | Note, target: str) -> Iterator[Route]:
    for alias in map(desk.urls.within, record.aliases):
        if alias != target:
            yield _redirect(record, "aliases", alias, target)


def _redirect(record: Record, field: str, old: str, target: str) -> Route:
    file, _, line = _source(record, field)
    args = (old, target, file)
    return Route(old, f"a former address in {file}", file, line, make=redirect_page, args=args, listed=False)


def _source(record: Record, field: str = "") -> tuple[str, str, int]:
    """Return the origin, file and line of a path, at the field of a record that decides it."""
    file = f"content/{record.path}"
    return file, file, record.places[field].line if field in record.places else 1


def _note_page(desk: Desk, note: Note) -> Page:
    text = body(desk, note)
    view = NotePage(
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
    view = PageView(page=page_info(desk, urls.NOT_FOUND, ""))
    return Page(urls.NOT_FOUND, "404.html", view, "")


def _same(_desk: Desk, page: Page) -> Page:
    return page


def _collision(claim: Claim, other: Claim) -> Problem:
    told = claim if claim.file.startswith("content/") or not other.file else other
    hint = "Change the `slug:` of one, or the name or alias that makes this address."
    message = f"{claim.origin} and {other.origin} would both be {claim.path}"
    if urls.output_path(claim.path).casefold() != urls.output_path(other.path).casefold():
        message = f"{claim.origin} would be {claim.path}, below the file {other.path}, which is {other.origin}"
    return Problem("SG040", message, told.file, told.line, hint=hint)
