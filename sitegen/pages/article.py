"""The page of an article."""

from bisect import bisect_left
from collections.abc import Callable

from sitegen import urls
from sitegen.content.bylines import parts
from sitegen.content.records import Article
from sitegen.model.terms import Terms
from sitegen.pages.parts import (
    Desk,
    article_body,
    digests,
    headings,
    link,
    note_of,
    office_on,
    page_info,
    photo,
    summary_of,
)
from sitegen.pages.records import ArticleView, BylineEntry, Link, PersonLink, TextPart
from sitegen.pages.views import ArticlePage, Page


def article_page(desk: Desk, place: int) -> Page:
    """Make the page of an article by its place in the total order."""
    site = desk.site
    article, path = site.articles[place], site.paths[place]
    text = article_body(desk, place)
    view = ArticlePage(
        page=page_info(desk, path, article.title, summary_of(article)),
        article=ArticleView(
            title=article.title,
            kicker=article.kicker,
            deck=article.deck,
            summary=article.summary,
            kind=article.kind,
            date=article.date,
            updated=article.updated,
            byline=_byline(desk, article),
            byline_text=_byline_text(desk, article),
            photo=photo(desk, article, article.photo),
            body=text,
            headings=headings(article),
            sources=tuple(Link(title=source.name, url=source.url) for source in article.sources),
            section=_term_link(desk, site.names.sections, site.section_of[place], urls.section),
            series=_term_link(desk, site.names.series, site.series_of[place], urls.series),
            part=_part(desk, place),
            tags=tuple(desk.tag_links[i] for i in site.tags_of[place]),
            people=tuple(_person(desk, i, article) for i in site.people_of[place]),
            sponsor=article.sponsor,
            older=desk.article_links[place - 1] if place else None,
            newer=desk.article_links[place + 1] if place + 1 < len(site.articles) else None,
            related=tuple(desk.article_links[other] for other in site.related.lists[place]),
            extra=article.extra,
        ),
    )
    return Page(path, article.layout or "article.html", view, f"content/{article.path}", digests(text))


def _person(desk: Desk, identity: str, article: Article) -> PersonLink:
    office = office_on(desk, identity, article.date)
    return PersonLink(
        title=desk.site.people[identity].name,
        url=desk.urls.href(urls.person(identity)),
        note=note_of(desk, identity),
        office=office.title if office else "",
        org=office.org if office else "",
    )


def _author(desk: Desk, name: str) -> Link:
    people = desk.site.names.people
    return desk.author_links.get(people.ids[name]) or Link(title=people.labels[people.ids[name]], url="")


def _byline(desk: Desk, article: Article) -> tuple[BylineEntry, ...]:
    named = ((_author(desk, credit.name), credit) for credit in article.byline)
    return tuple(BylineEntry(name=a.title, url=a.url, role=credit.role, org=credit.org) for a, credit in named)


def _byline_text(desk: Desk, article: Article) -> tuple[TextPart, ...]:
    return tuple(
        TextPart(text=(author := _author(desk, part.text)).title, url=author.url)
        if part.is_name
        else TextPart(text=part.text, url="")
        for part in parts(article.byline_text)
    )


def _term_link(desk: Desk, terms: Terms, identity: str, path_of: Callable[[str], str]) -> Link | None:
    return link(desk, terms.labels[identity], path_of(identity)) if identity else None


def _part(desk: Desk, place: int) -> int:
    series = desk.site.series_of[place]
    return bisect_left(desk.site.by_series[series], place) + 1 if series else 0
