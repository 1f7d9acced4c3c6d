"""The pages of a person: the articles about, and the articles by."""

from urllib.parse import urlsplit

from sitegen import urls
from sitegen.pages.listings import CardOf, Slice, listing
from sitegen.pages.parts import Desk, body, digests, page_info, photo, record_of
from sitegen.pages.records import Link, PersonView, RoleView
from sitegen.pages.views import Page, PersonPage


def person_page(desk: Desk, card_of: CardOf, identity: str, part: Slice) -> Page:
    """Make one page of the articles about a person."""
    return _page(desk, card_of, "person", identity, part)


def author_page(desk: Desk, card_of: CardOf, identity: str, part: Slice) -> Page:
    """Make one page of the articles by a person."""
    return _page(desk, card_of, "author", identity, part)


def _page(desk: Desk, card_of: CardOf, kind: str, identity: str, part: Slice) -> Page:
    person = person_view(desk, identity)
    record = record_of(desk, identity)
    view = PersonPage(
        site=desk.frame,
        page=page_info(desk, part.path, person.name, person.summary),
        person=person,
        listing=listing(desk, card_of, kind, person.name, part),
    )
    return Page(part.path, f"{kind}.html", view, f"content/{record.path}" if record else "", digests(person.body))


def person_view(desk: Desk, identity: str) -> PersonView:
    """Make the view of a person, with or without a record."""
    entry = desk.site.people[identity]
    record = record_of(desk, identity)
    return PersonView(
        name=entry.name,
        sort_name=entry.sort_name,
        summary=record.summary if record else "",
        born=record.born if record else "",
        died=record.died if record else "",
        roles=tuple(RoleView(title=r.title, org=r.org, start=r.start, end=r.end) for r in record.roles)
        if record
        else (),
        same_as=tuple(Link(title=_host(url), url=url) for url in record.same_as) if record else (),
        photo=photo(desk, record, record.photo) if record else None,
        body=body(desk, record),
        about=desk.urls.href(urls.person(identity)) if identity in desk.site.in_news else "",
        by=desk.urls.href(urls.author(identity)) if identity in desk.site.by_author else "",
        extra=record.extra if record else None,
    )


def _host(url: str) -> str:
    return urlsplit(url).netloc.removeprefix("www.")
