"""The names in one article, each with what was made of it and why; the private are counted and blotted out."""

import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from pathlib import Path

from msgspec import Struct

from sitegen.build.look import NoSuchThingError, look, place_in
from sitegen.build.make import Material, model
from sitegen.build.options import Options, Watcher
from sitegen.build.task import Work
from sitegen.model.candidates import MARKUP
from sitegen.model.context import OPEN
from sitegen.model.judge import Decision
from sitegen.model.mentions import Texts, decisions
from sitegen.model.passages import head_of
from sitegen.model.site import Site
from sitegen.urls import Urls

_AROUND = 40
"""Characters that are shown before and after a name."""
_REACH = 400
"""Characters of HTML in which they are looked for."""
_BLOT = "█"
_INLINE = frozenset("a abbr b cite code em i mark q s small span strong sub sup time u".split())


class Spot(Struct, frozen=True, kw_only=True):
    """A place where a known name stands."""

    place: str
    """`head` or `body`."""
    before: str
    name: str
    """As it stands there."""
    after: str
    person: str
    """The id of who is meant, or might have been; empty: nobody can be."""
    is_meant: bool
    reason: str
    """Why nobody is meant."""
    title: str
    """The title before the name."""
    is_link: bool


class Named(Struct, frozen=True, kw_only=True):
    """Someone who is in an article."""

    id: str
    name: str
    is_declared: bool
    """Whether `people:` names the person."""
    role: str
    called: str
    """What the article calls the person: as `people:` says, else by the title before a name."""
    names: int
    """How often the texts name the person."""
    first: str
    """What the first name in the body is: `a link`, or why it is none."""


class Account(Struct, frozen=True, kw_only=True):
    """All names of an article, and what was made of them."""

    file: str
    people: tuple[Named, ...]
    spots: tuple[Spot, ...]
    private: int
    """Names of the private, which are not shown."""


def names_in(site: Path, options: Options, watcher: Watcher, asked: str) -> Account:
    """Tell of every known name in an article, given by its file or its path on the site, what was made of it.

    Raises:
        NoSuchThingError: if there is no such article.
    """

    def tell(work: Work, material: Material) -> Account:
        records = [one.record for one in material.loaded if one.record]
        made = model(work, material, records, Urls.of(work.task.config.url, work.task.config.permalink))
        return _account(work, made, _found(work, made, asked))

    return look(site, options, watcher, tell)


def _found(work: Work, site: Site, asked: str) -> int:
    file = place_in(work.task.site, work.task.site, asked).removeprefix("content/")
    where = Urls.of(work.task.config.url, work.task.config.permalink)
    for number, (article, path) in enumerate(zip(site.articles, site.paths, strict=True)):
        if article.path == file or asked.rstrip("/") in (path.rstrip("/"), where.absolute(path).rstrip("/")):
            return number
    raise NoSuchThingError(f'"{asked}" is no article that is published')


def _account(work: Work, site: Site, number: int) -> Account:
    article = site.articles[number]
    digest = article.body.digest
    html = work.cache.bodies([digest])[digest] if digest else ""
    head = head_of(article)
    named = Texts(head, html, article.body.slots, site.declared.get(article.path, ()))
    found = decisions(named, site.lexicon) if site.lexicon.people else []
    shown = [one for one in found if one.person not in site.privacy.private]
    hidden = [one for one in found if one.person in site.privacy.private]
    texts = _blotted(escape(head, quote=False), hidden, in_body=False), _blotted(html, hidden, in_body=True)
    links = {(one.person, one.spots[0]) for one in site.mentions[number] if one.spots}
    links = {link for link in links if link[0] in site.people_of[number]}
    return Account(
        file=f"content/{article.path}",
        people=tuple(_people(site, number, shown)),
        spots=tuple(
            _spot(one, texts[one.in_body], is_link=one.in_body and (one.person, one.start) in links) for one in shown
        ),
        private=len(hidden),
    )


def _people(site: Site, number: int, found: Iterable[Decision]) -> Iterator[Named]:
    article, ids = site.articles[number], site.names.people.ids
    meant = [one for one in found if not one.refusal]
    parts = {ids[part.name]: part for part in article.parts}
    declared = {ids[name] for name in article.people}
    everyone = dict.fromkeys([*(ids[name] for name in article.people), *(one.person for one in meant)])
    names = {record.id: record.full[0] for record in site.lexicon.people} | site.names.people.labels
    for identity in everyone:
        if identity in site.privacy.private:
            continue
        part, places = parts.get(identity), [one for one in meant if one.person == identity]
        title = next((one.called for one in places if one.called), "")
        yield Named(
            id=identity,
            name=names[identity],
            is_declared=identity in declared,
            role=part.role if part else "",
            called=(part.called if part else "") or title,
            names=len(places),
            first=_first(places, is_in=identity in site.people_of[number]),
        )


def _first(places: list[Decision], *, is_in: bool) -> str:
    in_body = [one for one in places if one.in_body]
    if not places:
        return "no name in the texts means the person"
    if not in_body:
        return "named in the head only"
    if not is_in:
        return "no link: `people_auto` or `people_index` is off"
    if all(one.state != OPEN for one in in_body):
        return "no link: it stands in a heading or a link"
    return "a link" if in_body[0].state == OPEN else "no link, but a later one is: it stands in a heading or a link"


def _blotted(text: str, hidden: Iterable[Decision], *, in_body: bool) -> str:
    for one in hidden:
        if one.in_body == in_body:
            text = text[: one.start] + _BLOT * (one.end - one.start) + text[one.end :]
    return text


def _spot(one: Decision, text: str, *, is_link: bool) -> Spot:
    before = _plain(re.sub(r"^[^<>]*>", "", text[max(one.start - _REACH, 0) : one.start])).rpartition("\n")[2]
    after = _plain(re.sub(r"<[^<>]*$", "", text[one.end : one.end + _REACH])).partition("\n")[0]
    return Spot(
        place="body" if one.in_body else "head",
        before=before if len(before) <= _AROUND else "…" + before[-_AROUND:].partition(" ")[2],
        name=_plain(text[one.start : one.end]).replace("\n", " "),
        after=after if len(after) <= _AROUND else after[:_AROUND].rpartition(" ")[0] + "…",
        person=one.person,
        is_meant=not one.refusal,
        reason=one.refusal,
        title=one.called,
        is_link=is_link,
    )


def _plain(html: str) -> str:
    """Return text without markup, with a line break where a block or a line of the head ends."""
    broken = html if "<" not in html and "\0" not in html else MARKUP.sub(_break, re.sub(r"\s*\n\s*", " ", html))
    return re.sub(r"[ \t]+", " ", unescape(broken))


def _break(match: re.Match[str]) -> str:
    return "" if match[3] or (match[2] or "").lower() in _INLINE else "\n"
