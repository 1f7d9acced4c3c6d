"""The pages of a person: the articles about, and the articles by."""

from collections import Counter
from heapq import nsmallest
from urllib.parse import urlsplit

from msgspec.structs import replace

from sitegen import urls
from sitegen.content.records import Part, Person, Role
from sitegen.model.graph import closest
from sitegen.model.offices import held_on
from sitegen.pages.listings import Slice, listing
from sitegen.pages.parts import Desk, body, digests, note_of, office_on, page_info, photo, record_of
from sitegen.pages.people_records import Appearance, NameInScript, PersonView, RoleView
from sitegen.pages.records import Link, Tally
from sitegen.pages.views import Page, PersonPage

TOPICS = 10
"""Tags under which a person is shown to appear."""
_UNSAID = ("", "mentioned")
"""Parts that say no more than that an article is listed."""
_MERE_ADDRESS = frozenset({"mr", "mrs", "ms", "miss", "mx", "señor", "señora", "monsieur", "madame"})
"""What may stand before any name."""


def person_page(desk: Desk, identity: str, part: Slice) -> Page:
    """Make one page of the articles about a person."""
    person = _view(desk, identity, part, desk.site.in_news[identity])
    person = replace(person, appearances=tuple(_appearance(desk, identity, place) for place in part.places))
    if not part.number:
        person = replace(person, often_with=_often_with(desk, identity), topics=_topics(desk, identity))
    return _page(desk, "person", identity, part, person)


def author_page(desk: Desk, identity: str, part: Slice) -> Page:
    """Make one page of the articles by a person."""
    person = _view(desk, identity, part, desk.site.by_author[identity])
    return _page(desk, "author", identity, part, person)


def _page(desk: Desk, kind: str, identity: str, part: Slice, person: PersonView) -> Page:
    record = None if part.number else record_of(desk, identity)
    view = PersonPage(
        page=page_info(desk, part.path, person.name, person.summary),
        person=person,
        listing=listing(desk, kind, person.name, part),
    )
    return Page(part.path, f"{kind}.html", view, f"content/{record.path}" if record else "", digests(person.body))


def _view(desk: Desk, identity: str, part: Slice, places: tuple[int, ...]) -> PersonView:
    site, entry, record = desk.site, desk.site.people[identity], record_of(desk, identity)
    view = PersonView(
        name=entry.name,
        sort_name=entry.sort_name,
        note=note_of(desk, identity),
        about=desk.urls.href(urls.person(identity)) if identity in site.in_news else "",
        by=desk.urls.href(urls.author(identity)) if identity in site.by_author else "",
        feed=desk.urls.href(urls.person_feed(identity)) if identity in site.in_news else "",
    )
    if part.number:
        return view  # a numbered page shows no more, so that neither a biography's edit nor a new article touches it
    return _with_record(desk, replace(view, count=len(places)), record) if record else replace(view, count=len(places))


def _with_record(desk: Desk, view: PersonView, record: Person) -> PersonView:
    current = () if record.died else held_on(record, desk.site.today)
    return replace(
        view,
        summary=record.summary,
        scripts=tuple(NameInScript(language=tag, name=name) for tag, name in record.scripts.items()),
        born=record.born,
        died=record.died,
        offices=tuple(map(_role, current)),
        roles=tuple(map(_role, record.roles)),
        same_as=tuple(Link(title=_host(url), url=url) for url in record.same_as),
        photo=photo(desk, record, record.photo),
        body=body(desk, record),
        extra=record.extra,
    )


def _role(role: Role) -> RoleView:
    return RoleView(title=role.title, org=role.org, start=role.start, end=role.end)


def _appearance(desk: Desk, identity: str, place: int) -> Appearance:
    article = desk.site.articles[place]
    part = _part(desk, identity, place)
    office = office_on(desk, identity, article.date)
    title = office.title if office else ""
    called = part.called or _title_in_text(desk, identity, place)
    return Appearance(
        part="" if part.role in _UNSAID else part.role,
        office=title,
        called="" if called.casefold() in title.casefold() else called,
    )


def _part(desk: Desk, identity: str, place: int) -> Part:
    ids = desk.site.names.people.ids
    found = (part for part in desk.site.articles[place].parts if ids[part.name] == identity)
    return next(found, Part(identity))


def _title_in_text(desk: Desk, identity: str, place: int) -> str:
    found = next((mention.called for mention in desk.site.mentions[place] if mention.person == identity), "")
    return "" if found.casefold().rstrip(".") in _MERE_ADDRESS else found


def _often_with(desk: Desk, identity: str) -> tuple[Tally, ...]:
    people = desk.site.people
    return tuple(
        Tally(title=people[i].name, url=desk.urls.href(urls.person(i)), note=note_of(desk, i), count=count)
        for i, count in closest(desk.graph, identity, lambda i: people[i].key)
    )


def _topics(desk: Desk, identity: str) -> tuple[Tally, ...]:
    tags, links = desk.site.tags, desk.tag_links
    counts = Counter(
        tag for place in desk.site.in_news[identity] for tag in desk.site.tags_of[place] if tag in desk.site.by_tag
    )
    most = nsmallest(TOPICS, counts.items(), key=lambda one: (-one[1], tags[one[0]].key, one[0]))
    return tuple(Tally(title=links[i].title, url=links[i].url, note="", count=count) for i, count in most)


def _host(url: str) -> str:
    return urlsplit(url).netloc.removeprefix("www.")
