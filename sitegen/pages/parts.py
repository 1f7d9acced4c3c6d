"""The small records that views are made of: links, cards, pictures, bodies."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property, partial
from html import escape
from itertools import chain, groupby

from msgspec import Struct, structs

from sitegen import urls
from sitegen.content.records import Article, Person, Photo, Record, Role
from sitegen.dates import When
from sitegen.model.entries import Entry
from sitegen.model.graph import Graph, together
from sitegen.model.offices import held_on
from sitegen.model.site import Site
from sitegen.pages.dateline import house_style
from sitegen.pages.records import ArticleLink, Body, Card, Frame, HeadingView, Image, Link, PageInfo
from sitegen.urls import Urls


class Picture(Struct, frozen=True):
    """The size of a picture in pixels."""

    width: int
    height: int


class Desk(Struct, frozen=True, dict=True):
    """All that pages are made from: the site, its frame and addresses, sizes of pictures by path, and the style.

    What stands on many pages is made once.
    """

    site: Site
    frame: Frame
    urls: Urls
    pictures: Mapping[str, Picture]
    dateline_style: str
    wire: str
    page_size: int
    front_size: int
    feed_size: int
    index_size: int
    icu: bool = False
    """Names are ordered by ICU."""

    @cached_property
    def card_of(self) -> Callable[[int], Card]:
        """Makes the card of an article by its place in the total order; each once."""
        return cache(partial(card, self))

    @cached_property
    def article_links(self) -> list[ArticleLink]:
        """The link to each article, by its place in the total order."""
        return [
            ArticleLink(title=article.title, url=self.urls.href(path), sponsor=article.sponsor)
            for article, path in zip(self.site.articles, self.site.paths, strict=True)
        ]

    @cached_property
    def namesakes(self) -> frozenset[str]:
        """The ids of those whose name another person of the site has; accents and case make no difference."""
        ids: dict[str, list[str]] = {}
        for entry in self.site.people.values():
            ids.setdefault(urls.slug(entry.name) or entry.name, []).append(entry.id)
        return frozenset(chain.from_iterable(same for same in ids.values() if len(same) > 1))

    @cached_property
    def graph(self) -> Graph:
        """Who is in the news with whom."""
        return together(self.site.people_of)

    @cached_property
    def people_by_letter(self) -> dict[str, list[Entry]]:
        """Everyone in the news, in the order of the index."""
        return _by_letter(self.site.people[i] for i in self.site.in_news)

    @cached_property
    def authors_by_letter(self) -> dict[str, list[Entry]]:
        """Every author, in the order of the index."""
        return _by_letter(self.site.people[i] for i in self.site.by_author)

    @cached_property
    def tags_by_letter(self) -> dict[str, list[Entry]]:
        """Every tag that has a page or is a reference to one, in the order of the index."""
        listed = self.site.by_tag.keys() | self.site.see.keys()
        return _by_letter(entry for i, entry in self.site.tags.items() if i in listed)

    @cached_property
    def author_links(self) -> dict[str, Link]:
        """The link to the page of every author, by id."""
        people = self.site.people
        return {i: Link(title=people[i].name, url=self.urls.href(urls.author(i))) for i in self.site.by_author}

    @cached_property
    def tag_links(self) -> dict[str, Link]:
        """The link to the page of every tag, by id; only its name where it has none."""
        by_tag = self.site.by_tag
        return {
            i: Link(title=entry.name, url=self.urls.href(urls.tag(i)) if i in by_tag else "")
            for i, entry in self.site.tags.items()
        }

    @cached_property
    def tag_keys(self) -> dict[str, str]:
        """How the tags that have a page are ordered, by id."""
        return {i: self.site.tags[i].key for i in self.site.by_tag}

    @cached_property
    def person_keys(self) -> dict[str, str]:
        """How everyone in the news is ordered, by id."""
        return {i: self.site.people[i].key for i in self.site.in_news}


def _by_letter(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    listed = sorted(entries, key=lambda entry: entry.key)
    return {letter: list(found) for letter, found in groupby(listed, key=lambda entry: entry.letter)}


def link(desk: Desk, title: str, path: str) -> Link:
    """Link to a path of this site."""
    return Link(title=title, url=desk.urls.href(path))


def card(desk: Desk, place: int) -> Card:
    """Make the card of an article by its place in the total order."""
    article = desk.site.articles[place]
    return Card(
        title=article.title,
        url=desk.urls.href(desk.site.paths[place]),
        kicker=article.kicker,
        summary=summary_of(article),
        date=article.date,
        sponsor=article.sponsor,
        image=photo(desk, article, article.photo),
    )


def summary_of(article: Article) -> str:
    """Return the summary: as given, else the deck, else the beginning of the text."""
    return article.summary or article.deck or shortened(article.body.lead)


def shortened(text: str, most: int = 200) -> str:
    """Cut text at a space so that it has at most `most` characters, with an ellipsis."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def photo(desk: Desk, record: Record, written: Photo | None) -> Image | None:
    """Return a record's photo as layouts show it; None where it has none."""
    path = desk.site.resolved[record.path].photo if written else ""
    if written is None or not path:
        return None
    size = desk.pictures.get(path, Picture(0, 0))
    return Image(
        url=desk.urls.href(path) if path.startswith("/") else path,
        width=size.width,
        height=size.height,
        alt=written.alt,
        caption=written.caption,
        credit=written.credit,
    )


def article_body(desk: Desk, place: int, *, whole: bool = False) -> Body:
    """Return the body of an article by its place in the total order, with the names in it.

    The first name of everyone links to the page of the person; those of the private are kept from search engines of
    the site. `whole` makes every URL absolute, for a feed.
    """
    site = desk.site
    text = body(desk, site.articles[place], page=site.paths[place] if whole else "", whole=whole)
    inserts = sorted(_around_names(desk, place, whole=whole)) if site.mentions[place] else ()
    return structs.replace(text, inserts=tuple(inserts)) if inserts else text


def _around_names(desk: Desk, place: int, *, whole: bool) -> Iterator[tuple[int, str]]:
    public = desk.site.people_of[place]
    for mention in desk.site.mentions[place]:
        opening, closing = "<span data-pagefind-ignore>", "</span>"
        if mention.person in public:
            path = urls.person(mention.person)
            url = desk.urls.absolute(path) if whole else desk.urls.href(path)
            opening, closing = f'<a class="person" href="{escape(url)}">', "</a>"
        elif mention.person not in desk.site.privacy.private:
            continue
        for start, end in zip(mention.spots[::2], mention.spots[1::2], strict=True):
            yield start, opening
            yield end, closing


def body(desk: Desk, record: Record, *, page: str = "", whole: bool = False) -> Body:
    """Return a record's body with what stands in its slots.

    `whole` makes every URL absolute, for a feed; `page` is then the path of the record's page, to which bare anchors
    lead.
    """
    if not record.body.digest:
        return Body()
    outcome = desk.site.resolved[record.path].slots
    filled = tuple(
        _fill(desk, record, slot.kind, slot.attributes, path, page, whole=whole)
        for slot, path in zip(record.body.slots, outcome, strict=True)
    )
    return Body(digest=record.body.digest, slots=filled)


def _fill(desk: Desk, record: Record, kind: str, attributes: str, path: str, page: str, *, whole: bool) -> str:
    if kind == "dateline":
        return _dateline(desk, record, alone=attributes == "alone")
    if not path:
        return ""
    if kind == "close":
        return "</a>"
    if path.startswith("#"):
        url = desk.urls.absolute(page) + path if whole else path
    elif path.startswith("/"):
        url = desk.urls.absolute(path) if whole else desk.urls.href(path)
    else:
        url = path
    if kind == "open":
        return f'<a href="{escape(url)}"{attributes}>'
    size = desk.pictures.get(path)
    measured = f' width="{size.width}" height="{size.height}"' if size and " width=" not in attributes else ""
    return f'<img src="{escape(url)}"{attributes}{measured} loading="lazy">'


def _dateline(desk: Desk, record: Record, *, alone: bool) -> str:
    if not isinstance(record, Article) or record.dateline is None:
        return ""
    text = house_style(record.dateline, record.date, desk.dateline_style, desk.wire, desk.frame.language)
    span = f'<span class="dateline">{escape(text, quote=False)}</span>'
    return f"<p>{span}</p>\n" if alone else span + " "


def headings(record: Record) -> tuple[HeadingView, ...]:
    """Return the headings of a record's body."""
    return tuple(HeadingView(level=h.level, id=h.id, text=h.text) for h in record.body.headings)


def page_info(desk: Desk, path: str, title: str, description: str = "") -> PageInfo:
    """Return what the head of a page needs."""
    return PageInfo(
        title=title,
        description=description or desk.frame.description,
        url=desk.urls.href(path),
        canonical=desk.urls.absolute(path),
    )


def digests(*bodies: Body) -> tuple[str, ...]:
    """Return the digests of the bodies that are not empty."""
    return tuple(one.digest for one in bodies if one.digest)


def record_of(desk: Desk, identity: str) -> Person | None:
    """Return a person's record, if there is one."""
    record = desk.site.people[identity].record
    return record if isinstance(record, Person) else None


def note_of(desk: Desk, identity: str) -> str:
    """Return what tells a person from another of the same name; empty where nobody has it."""
    record = record_of(desk, identity) if identity in desk.namesakes else None
    return record.disambiguation if record else ""


def office_on(desk: Desk, identity: str, date: When) -> Role | None:
    """Return the office that a person holds on a date, the latest of several."""
    record = record_of(desk, identity)
    return next(iter(held_on(record, date.iso[:10])), None) if record and record.roles else None
