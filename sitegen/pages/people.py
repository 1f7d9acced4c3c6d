"""The pages of a person: the articles about, and the articles by."""

from urllib.parse import urlsplit

from sitegen import urls
from sitegen.content.records import Person
from sitegen.pages.listings import Slice, listing
from sitegen.pages.parts import Desk, body, digests, page_info, photo, record_of
from sitegen.pages.records import Link, PersonView, RoleView
from sitegen.pages.views import Page, PersonPage


def person_page(desk: Desk, identity: str, part: Slice) -> Page:
    """Make one page of the articles about a person."""
    return _page(desk, "person", identity, part)


def author_page(desk: Desk, identity: str, part: Slice) -> Page:
    """Make one page of the articles by a person."""
    return _page(desk, "author", identity, part)


def _page(desk: Desk, kind: str, identity: str, part: Slice) -> Page:
    record = None if part.number else record_of(desk, identity)  # so a biography's edit touches no numbered page
    person = _view(desk, identity, record)
    view = PersonPage(
        page=page_info(desk, part.path, person.name, person.summary),
        person=person,
        listing=listing(desk, kind, person.name, part),
    )
    return Page(part.path, f"{kind}.html", view, f"content/{record.path}" if record else "", digests(person.body))


def _view(desk: Desk, identity: str, record: Person | None) -> PersonView:
    entry = desk.site.people[identity]
    about = desk.urls.href(urls.person(identity)) if identity in desk.site.in_news else ""
    by = desk.urls.href(urls.author(identity)) if identity in desk.site.by_author else ""
    if record is None:
        return PersonView(name=entry.name, sort_name=entry.sort_name, about=about, by=by)
    return PersonView(
        name=entry.name,
        sort_name=entry.sort_name,
        about=about,
        by=by,
        summary=record.summary,
        born=record.born,
        died=record.died,
        roles=tuple(RoleView(title=r.title, org=r.org, start=r.start, end=r.end) for r in record.roles),
        same_as=tuple(Link(title=_host(url), url=url) for url in record.same_as),
        photo=photo(desk, record, record.photo),
        body=body(desk, record),
        extra=record.extra,
    )


def _host(url: str) -> str:
    return urlsplit(url).netloc.removeprefix("www.")
