"""Records to the site: what is public, who and what is meant, what follows what. Pure, and in full at each build."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from sitegen import urls
from sitegen.config import TagSettings
from sitegen.content.bylines import linked_names
from sitegen.content.records import Article, Note, Person, Record, Tag
from sitegen.errors import Problem
from sitegen.model.accounts import held_records, owners, sort_files
from sitegen.model.collation import letter, sort_key
from sitegen.model.lexicon import Lexicon
from sitegen.model.links import Library, Resolved, Shelves, Target, names_of, resolve_record, spellings
from sitegen.model.mentions import Mention
from sitegen.model.names import sort_name
from sitegen.model.offices import next_turn, today
from sitegen.model.privacy import (
    PRIVATE,
    Privacy,
    Public,
    check_suppressed,
    lexicon_of,
    privacy_of,
    suppressed_names,
    tags_of_private,
)
from sitegen.model.publication import UNTIL, Held, held_back, next_release
from sitegen.model.related import Related, relate
from sitegen.model.tags import look_at_tags
from sitegen.model.terms import Terms, Uses, resolve
from sitegen.urls import Urls, slug

K = TypeVar("K")


class Finder(Protocol):
    """Looks for the names of a lexicon in the texts of records: in what is read, or everywhere."""

    def __call__(self, records: Sequence[Record], lexicon: Lexicon, *, everywhere: bool) -> list[tuple[Mention, ...]]:
        """Return who is named in each record; a function of these alone."""


Index = dict[K, tuple[int, ...]]
"""Key -> places of articles in the total order, oldest first."""


class Settings(Struct, frozen=True):
    """What the model depends on besides the records: the moment, the gate, the addresses and the configured names."""

    now: int
    """Seconds since 1970."""
    drafts: bool
    urls: Urls
    sections: tuple[str, ...]
    tags: TagSettings = TagSettings()
    language: str = "en"
    icu: bool = False
    """Names are ordered by ICU."""


class Beside(Struct, frozen=True):
    """The other files under content/: those that are not Markdown, and those whose record is in error."""

    files: frozenset[str]
    broken: frozenset[str]
    rests: tuple[Note, ...] = ()
    """What could be read of the latter."""


class Entry(Struct, frozen=True):
    """A person or tag of the site: its name, how it sorts, and its record if it has one."""

    id: str
    name: str
    sort_name: str
    key: str
    letter: str
    record: Person | Tag | None


class Names(Struct, frozen=True):
    """Every name that public articles write, resolved."""

    people: Terms
    tags: Terms
    sections: Terms
    series: Terms


class Site(Struct, frozen=True):
    """A whole site at one moment. Articles are known by their place in the total order, oldest first."""

    articles: tuple[Article, ...]
    paths: tuple[str, ...]
    """The path of each article on the site."""
    names: Names
    people: dict[str, Entry]
    """Everyone who is in the news or writes it, by id."""
    tags: dict[str, Entry]
    """Every tag that a public article has or the index lists, by id."""
    people_of: tuple[tuple[str, ...], ...]
    """For each article the ids of its people: those that it names in its fields, then those found in its texts."""
    mentions: tuple[tuple[Mention, ...], ...]
    """For each article who is named in its texts; the private, too."""
    lexicon: Lexicon
    privacy: Privacy
    tags_of: tuple[tuple[str, ...], ...]
    in_news: Index[str]
    """Person id -> the articles about that person."""
    by_author: Index[str]
    by_tag: Index[str]
    """Those of them that have a page."""
    see: dict[str, tuple[str, ...]]
    """Tag id -> the tags, each with a page, that its record refers to. Without a page, it is only a reference."""
    by_section: Index[str]
    by_series: Index[str]
    by_month: Index[tuple[str, str]]
    related: Related
    notes: tuple[Note, ...]
    resolved: dict[str, Resolved]
    """Source path -> what its links and photo lead to."""
    files: tuple[str, ...]
    """Files under content/ that are published because something public uses them."""
    held: tuple[Held, ...]
    today: str
    """The day (`2026-06-01`) that decides which offices are held now."""
    next_change: int | None
    """The next moment at which the same sources would make another site, in seconds since 1970."""
    library: Library
    """All that a link may lead to."""


_OF_ITS_OWN = tuple("title summary deck kicker kind sources sponsor dateline extra body places".split())
"""The fields of an article that change what pages show, and neither which pages there are nor what stands on them."""


def with_article(site: Site, article: Article, found: tuple[Mention, ...]) -> Site | None:
    """Return a site with another version of one of its articles; None where that may take more than what it shows.

    `found` are the names in its texts.
    """
    place = next((place for place, one in enumerate(site.articles) if one.path == article.path), None)
    if place is None:
        return None
    old, before = site.articles[place], site.resolved[article.path]
    alike = replace(article, **{name: getattr(old, name) for name in _OF_ITS_OWN})
    if alike != old or article.body.ids != old.body.ids or site.privacy.suppressed:
        return None
    if [one.person for one in found] != [one.person for one in site.mentions[place]]:
        return None
    resolved, problems = resolve_record(article, site.library)
    if problems or resolved.files != before.files or resolved.url_links or before.url_links:
        return None
    articles = (*site.articles[:place], article, *site.articles[place + 1 :])
    mentions = (*site.mentions[:place], found, *site.mentions[place + 1 :])
    return replace(site, articles=articles, mentions=mentions, resolved={**site.resolved, article.path: resolved})


def make_site(
    records: Sequence[Record],
    beside: Beside,
    assets: Mapping[str, str],
    before: Related,
    find: Finder,
    settings: Settings,
) -> tuple[Site, list[Problem]]:
    """Return the site that the records make, and everything that is wrong with it.

    `assets` maps logical names to paths on the site, `before` is the last build's related lists.
    """
    reasons = {
        r.path: held_back(r, settings.now, drafts=settings.drafts) for r in records if isinstance(r, Article | Note)
    }
    articles = _in_order(r for r in records if isinstance(r, Article) and not reasons[r.path])
    notes = tuple(r for r in records if isinstance(r, Note) and not reasons[r.path])
    persons = [r for r in records if isinstance(r, Person)]
    tags = [r for r in records if isinstance(r, Tag)]

    record_of, tag_of = {r.id: r for r in persons}, {r.id: r for r in tags}

    authors = [author_names(article) for article in articles]
    names, problems = _resolve_names(articles, authors, persons, tags, settings.sections)
    privacy = privacy_of(persons, articles, names.people)
    lexicon = lexicon_of(persons, privacy, settings.language)
    mentions = tuple(find(articles, lexicon, everywhere=False)) if lexicon.people else ((),) * len(articles)
    people_of = tuple(
        _people(article, found, names.people, privacy) for article, found in zip(articles, mentions, strict=True)
    )
    of_private = tags_of_private(names.tags, lexicon)
    tags_of = tuple(_less(_ids(article.tags, names.tags), of_private) for article in articles)
    in_news = {r.id: () for r in persons if r.always and r.id not in privacy.private} | _index(people_of)
    about, wrong = look_at_tags(records, articles, reasons, names.tags, _index(tags_of), settings.tags)
    problems += wrong
    by_tag = {identity: places for identity, places in about.by_tag.items() if identity not in of_private}
    authors_of = [_ids(named, names.people) for named in authors]
    by_author = _index([_less(ids, privacy.private) for ids in authors_of])
    paths = tuple(settings.urls.article(a.date, a.slug, names.sections.ids.get(a.section, "")) for a in articles)

    pages = {article.path: _target(path, article) for article, path in zip(articles, paths, strict=True)}
    pages |= {note.path: _target(note.url, note) for note in notes}
    pages |= {r.path: _target(urls.author(r.id), r) for r in persons if r.id in by_author}
    pages |= {r.path: _target(urls.person(r.id), r) for r in persons if r.id in in_news}
    pages |= {r.path: _target(urls.tag(r.id), r) for r in tags if r.id in by_tag}
    owner_of = owners(beside.files, records, beside.broken)
    pageless = chain(map(urls.tag, (*about.thin, *of_private)), _pages_without(privacy))
    library = _library(records, pages, beside, owner_of, assets, settings.urls, pageless)
    resolved: dict[str, Resolved] = {}
    held: dict[str, Resolved] = {}
    for record in records:
        outcome, found = resolve_record(record, library)
        (resolved if record.path in pages else held)[record.path] = outcome
        if record.path in pages:
            problems += found
        elif reasons.get(record.path, "").startswith(UNTIL):
            problems += [replace(problem, level="warning") for problem in found]
    for rest in beside.rests:
        problems += resolve_record(rest, library)[1]
    if privacy.suppressed:
        public = [record for record in records if record.path in pages]
        people = {a.path: (*_ids(a.people, names.people), *ids) for a, ids in zip(articles, authors_of, strict=True)}
        suppressed = suppressed_names(persons, privacy, settings.language)
        problems += _check_suppressed(public, people, pages, resolved, suppressed, find, privacy)
    why = reasons | about.reasons | _private(persons, privacy.private) | _private(tags, of_private)
    files = sort_files(beside.files, owner_of, resolved, held)
    release = next_release((r for r in records if isinstance(r, Article)), settings.now, drafts=settings.drafts)
    changes = (release, next_turn((r for r in persons if r.path in pages), settings.now))
    related, _ = relate([_terms_of(*ids) for ids in zip(people_of, tags_of, strict=True)], before)
    site = Site(
        articles=articles,
        paths=paths,
        names=names,
        people={i: _person_entry(i, names.people, record_of, settings) for i in sorted({*in_news, *by_author})},
        tags={
            i: _tag_entry(i, names.tags, tag_of, settings) for i in dict.fromkeys((*by_tag, *about.thin, *about.see))
        },
        people_of=people_of,
        mentions=mentions,
        lexicon=lexicon,
        privacy=privacy,
        tags_of=tags_of,
        in_news=in_news,
        by_author=by_author,
        by_tag=by_tag,
        see=about.see,
        by_section={slug(name): () for name in settings.sections}
        | _index([_ids(_some(a.section), names.sections) for a in articles]),
        by_series=_index([_ids(_some(a.series), names.series) for a in articles]),
        by_month=_index([((a.date.year, a.date.month),) for a in articles]),
        related=related,
        notes=notes,
        resolved=resolved,
        files=files.published,
        held=(*held_records(records, why, pages.keys()), *files.held),
        today=today(settings.now),
        next_change=min((change for change in changes if change is not None), default=None),
        library=library,
    )
    return site, problems


def author_names(article: Article) -> tuple[str, ...]:
    """Return the names in an article's byline, those linked in its free text after the others."""
    names = [credit.name for credit in article.byline]
    if article.byline_text:
        names += linked_names(article.byline_text)
    return tuple(dict.fromkeys(names)) if len(names) > 1 else tuple(names)


def _in_order(articles: Iterable[Article]) -> tuple[Article, ...]:
    return tuple(sorted(articles, key=lambda article: (article.date.instant, article.path)))


def _resolve_names(
    articles: Sequence[Article],
    authors: Sequence[Sequence[str]],
    persons: Sequence[Person],
    tags: Sequence[Tag],
    sections: tuple[str, ...],
) -> tuple[Names, list[Problem]]:
    found = (
        resolve(Uses(articles, {"people": [a.people for a in articles], "byline": authors}), persons),
        resolve(Uses(articles, {"tags": [a.tags for a in articles]}), tags),
        resolve(Uses(articles, {"section": [_some(a.section) for a in articles]}), labels=sections),
        resolve(Uses(articles, {"series": [_some(a.series) for a in articles]})),
    )
    return Names(*(terms for terms, _ in found)), [problem for _, problems in found for problem in problems]


def _ids(names: Iterable[str], terms: Terms) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(terms.ids.__getitem__, names)))


def _check_suppressed(
    public: Sequence[Record],
    people: Mapping[str, tuple[str, ...]],
    pages: Mapping[str, Target],
    resolved: Mapping[str, Resolved],
    names: Lexicon,
    find: Finder,
    privacy: Privacy,
) -> Iterator[Problem]:
    found = find(public, names, everywhere=True)
    seen = (
        Public(r.path, mentions, people.get(r.path, ()), (*_addresses(r, pages[r.path].path), *resolved[r.path].files))
        for r, mentions in zip(public, found, strict=True)
    )
    return check_suppressed(seen, names, privacy)


def _pages_without(privacy: Privacy) -> Iterator[str]:
    """Yield the addresses that the private would have, so that a link to one becomes plain text."""
    for identity in privacy.private | privacy.former:
        yield urls.person(identity)
        yield urls.author(identity)


def _addresses(record: Record, path: str) -> tuple[str, ...]:
    """Return the addresses that a record has or had."""
    return (path, *record.aliases) if isinstance(record, Article | Note) else (path,)


def _people(article: Article, found: Iterable[Mention], terms: Terms, privacy: Privacy) -> tuple[str, ...]:
    """Return the ids of those who are in an article and may have pages."""
    if not article.people_index:
        return ()
    named = _ids(article.people, terms)
    if article.people_auto and found:
        named = tuple(dict.fromkeys((*named, *(mention.person for mention in found))))
    return _less(named, privacy.private)


def _less(ids: tuple[str, ...], private: frozenset[str]) -> tuple[str, ...]:
    if private and not private.isdisjoint(ids):
        return tuple(identity for identity in ids if identity not in private)
    return ids


def _private(records: Iterable[Person | Tag], private: frozenset[str]) -> dict[str, str]:
    return {record.path: PRIVATE for record in records if record.id in private}


def _some(name: str) -> tuple[str, ...]:
    return (name,) if name else ()


def _index(keys_of: Sequence[tuple[K, ...]]) -> Index[K]:
    found: dict[K, list[int]] = {}
    for place, keys in enumerate(keys_of):
        for key in keys:
            found.setdefault(key, []).append(place)
    return {key: tuple(places) for key, places in found.items()}


def _target(path: str, record: Record) -> Target:
    return Target(path, record.body.ids)


def _library(
    records: Sequence[Record],
    pages: Mapping[str, Target],
    beside: Beside,
    owner_of: Mapping[str, str],
    assets: Mapping[str, str],
    where: Urls,
    pageless: Iterable[str],
) -> Library:
    sources = beside.broken.union(record.path for record in records)
    return Library(
        targets=pages,
        held=sources - pages.keys(),
        files=beside.files,
        held_files={file: owner for file, owner in owner_of.items() if owner not in pages},
        assets=assets,
        by_name=names_of(sources),
        shelves=Shelves(pages, beside.files),
        held_paths=frozenset(chain(pageless, *(_paths_to_come(r, where) for r in records if r.path not in pages))),
        base=where.base,
        known_paths=frozenset(target.path for target in pages.values()).union(urls.INDEXES),
        spelled=spellings((*sources, *beside.files)),
    )


def _paths_to_come(record: Record, where: Urls) -> Iterator[str]:
    """Yield the paths that there will be once a record is public: its own, its old ones, and those of what it names."""
    if isinstance(record, Article):
        yield where.article(record.date, record.slug, slug(record.section))
        yield from map(urls.tag, map(slug, record.tags))
        yield from map(urls.person, map(slug, record.people))
        yield from map(urls.author, map(slug, author_names(record)))
        yield from map(urls.section, map(slug, _some(record.section)))
        yield from map(urls.series, map(slug, _some(record.series)))
    elif isinstance(record, Tag):
        yield from map(urls.tag, (record.id, *record.former_ids))
    elif isinstance(record, Note):
        yield record.url
    if isinstance(record, Article | Note):
        yield from record.aliases


def _terms_of(people: tuple[str, ...], tags: tuple[str, ...]) -> tuple[str, ...]:
    return (*("@" + person for person in people), *tags)


def _person_entry(identity: str, terms: Terms, records: Mapping[str, Person], how: Settings) -> Entry:
    name, record = terms.labels[identity], records.get(identity)
    return _entry(identity, name, sort_name(name, record, how.language), record, how)


def _tag_entry(identity: str, terms: Terms, records: Mapping[str, Tag], how: Settings) -> Entry:
    name = terms.labels[identity]
    return _entry(identity, name, name, records.get(identity), how)


def _entry(identity: str, name: str, sort_form: str, record: Person | Tag | None, how: Settings) -> Entry:
    key = sort_key(sort_form, how.language, icu=how.icu)
    return Entry(identity, name, sort_form, key, letter(sort_form, how.language, icu=how.icu), record)
