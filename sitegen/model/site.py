"""Records to the site: what is public, who and what is meant, what follows what. Pure, and in full at each build."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from sitegen import urls
from sitegen.config import TagSettings
from sitegen.content.bylines import author_names
from sitegen.content.records import Article, Note, Person, Record, Tag
from sitegen.errors import Problem
from sitegen.model.accounts import held_records, owners, sort_files
from sitegen.model.entries import Entry, Order, person_entry, tag_entry
from sitegen.model.finder import Finder
from sitegen.model.lexicon import Lexicon
from sitegen.model.library import Beside, library_of, target
from sitegen.model.links import Library, Resolved, resolve_record
from sitegen.model.mentions import Mention
from sitegen.model.naming import Names, homonyms_in, id_of, ids_of, ids_of_nobody, resolve_names
from sitegen.model.offices import next_turn, today
from sitegen.model.privacy import (
    Privacy,
    check_suppressed,
    lexicon_of,
    pages_without,
    privacy_of,
    private_records,
    suppressed_names,
    terms_with_slugs,
    without_private,
)
from sitegen.model.publication import UNTIL, Held, held_back, next_release
from sitegen.model.related import Related, relate
from sitegen.model.tags import look_at_tags
from sitegen.model.terms import Terms
from sitegen.urls import Urls, slug

K = TypeVar("K")
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
    order: Order = Order()
    timezone: str = "UTC"
    """Whose days decide which offices are held."""

    @property
    def zone(self) -> ZoneInfo:
        """The same as Python has it."""
        return ZoneInfo(self.timezone)


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
    declared: dict[str, tuple[str, ...]]
    """Path of an article -> the ids of those in its fields who share their names with others."""
    privacy: Privacy
    tags_of: tuple[tuple[str, ...], ...]
    section_of: tuple[str, ...]
    """For each article the id of its section; empty: none."""
    series_of: tuple[str, ...]
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
    names, problems = resolve_names(articles, authors, persons, tags, settings.sections)
    privacy = privacy_of(persons, articles, names.people)
    problems += ids_of_nobody(articles, authors, record_of.keys(), names.people, privacy.private)
    lexicon = lexicon_of(persons, privacy, settings.order.language)
    declared = homonyms_in(articles, names.people, persons)
    mentions = tuple(find(articles, lexicon, declared, everywhere=False)) if lexicon.people else ((),) * len(articles)
    people_of = tuple(
        _people(article, found, names.people, privacy) for article, found in zip(articles, mentions, strict=True)
    )
    of_private = terms_with_slugs(names.tags, privacy.slugs)
    tags_of = tuple(without_private(ids_of(article.tags, names.tags), of_private) for article in articles)
    sections_of_private = terms_with_slugs(names.sections, privacy.slugs)
    series_of_private = terms_with_slugs(names.series, privacy.slugs)
    section_of = tuple(id_of(article.section, names.sections, sections_of_private) for article in articles)
    series_of = tuple(id_of(article.series, names.series, series_of_private) for article in articles)
    in_news = {r.id: () for r in persons if r.always and r.id not in privacy.private} | _index(people_of)
    about, wrong = look_at_tags(records, articles, reasons, names.tags, _index(tags_of), of_private, settings.tags)
    problems += wrong
    authors_of = [ids_of(named, names.people) for named in authors]
    by_author = _index([without_private(ids, privacy.private) for ids in authors_of])
    paths = tuple(settings.urls.article(a.date, a.slug, of) for a, of in zip(articles, section_of, strict=True))

    pages = {article.path: target(path, article) for article, path in zip(articles, paths, strict=True)}
    pages |= {note.path: target(note.url, note) for note in notes}
    pages |= {r.path: target(urls.author(r.id), r) for r in persons if r.id in by_author}
    pages |= {r.path: target(urls.person(r.id), r) for r in persons if r.id in in_news}
    pages |= {r.path: target(urls.tag(r.id), r) for r in tags if r.id in about.by_tag}
    owner_of = owners(beside.files, records, beside.broken)
    pageless = chain(
        map(urls.tag, (*about.thin, *of_private)),
        map(urls.section, sections_of_private),
        map(urls.series, series_of_private),
        pages_without(privacy),
    )
    library = library_of(records, pages, beside, owner_of, assets, settings.urls, pageless)
    resolved, held, found = _resolved(records, beside.rests, pages.keys(), reasons, library)
    problems += found
    if privacy.suppressed:
        public = [record for record in records if record.path in pages]
        people = {a.path: (*ids_of(a.people, names.people), *ids) for a, ids in zip(articles, authors_of, strict=True)}
        suppressed = suppressed_names(persons, privacy, settings.order.language)
        addresses = {r.path: (*_addresses(r, pages[r.path].path), *resolved[r.path].files) for r in public}
        problems += check_suppressed(public, people, addresses, suppressed, find, privacy)
    files = sort_files(beside.files, owner_of, resolved, held)
    release = next_release((r for r in records if isinstance(r, Article)), settings.now, drafts=settings.drafts)
    changes = (release, next_turn((r for r in persons if r.path in pages), settings.now, settings.zone))
    related, _ = relate([_terms_of(*ids) for ids in zip(people_of, tags_of, strict=True)], before)
    listed = dict.fromkeys((*about.by_tag, *about.thin, *about.see))
    reasons |= about.reasons | private_records(persons, privacy.private) | private_records(tags, of_private)
    site = Site(
        articles=articles,
        paths=paths,
        names=names,
        people={i: person_entry(i, names.people, record_of, settings.order) for i in sorted({*in_news, *by_author})},
        tags={i: tag_entry(i, names.tags, tag_of, settings.order) for i in listed},
        people_of=people_of,
        mentions=mentions,
        lexicon=lexicon,
        declared=declared,
        privacy=privacy,
        tags_of=tags_of,
        section_of=section_of,
        series_of=series_of,
        in_news=in_news,
        by_author=by_author,
        by_tag=about.by_tag,
        see=about.see,
        by_section={i: () for i in map(slug, settings.sections) if i not in sections_of_private}
        | _index([(identity,) if identity else () for identity in section_of]),
        by_series=_index([(identity,) if identity else () for identity in series_of]),
        by_month=_index([((a.date.year, a.date.month),) for a in articles]),
        related=related,
        notes=notes,
        resolved=resolved,
        files=files.published,
        held=(*held_records(records, reasons, pages.keys()), *files.held),
        today=today(settings.now, settings.zone),
        next_change=min((change for change in changes if change is not None), default=None),
        library=library,
    )
    return site, problems


def _resolved(
    records: Sequence[Record],
    rests: Iterable[Note],
    public: AbstractSet[str],
    reasons: Mapping[str, str],
    library: Library,
) -> tuple[dict[str, Resolved], dict[str, Resolved], list[Problem]]:
    """Return what the links and photos of public records and of others lead to, and what is wrong with them."""
    resolved: dict[str, Resolved] = {}
    held: dict[str, Resolved] = {}
    problems: list[Problem] = []
    for record in records:
        outcome, found = resolve_record(record, library)
        (resolved if record.path in public else held)[record.path] = outcome
        if record.path in public:
            problems += found
        elif reasons.get(record.path, "").startswith(UNTIL):
            problems += [replace(problem, level="warning") for problem in found]
    for rest in rests:
        problems += resolve_record(rest, library)[1]
    return resolved, held, problems


def _in_order(articles: Iterable[Article]) -> tuple[Article, ...]:
    return tuple(sorted(articles, key=lambda article: (article.date.instant, article.path)))


def _addresses(record: Record, path: str) -> tuple[str, ...]:
    """Return the addresses that a record has or had."""
    return (path, *record.aliases) if isinstance(record, Article | Note) else (path,)


def _people(article: Article, found: Iterable[Mention], terms: Terms, privacy: Privacy) -> tuple[str, ...]:
    """Return the ids of those who are in an article and may have pages."""
    if not article.people_index:
        return ()
    named = ids_of(article.people, terms)
    if article.people_auto and found:
        named = tuple(dict.fromkeys((*named, *(mention.person for mention in found))))
    return without_private(named, privacy.private)


def _index(keys_of: Sequence[tuple[K, ...]]) -> Index[K]:
    found: dict[K, list[int]] = {}
    for place, keys in enumerate(keys_of):
        for key in keys:
            found.setdefault(key, []).append(place)
    return {key: tuple(places) for key, places in found.items()}


def _terms_of(people: tuple[str, ...], tags: tuple[str, ...]) -> tuple[str, ...]:
    return (*("@" + person for person in people), *tags)
