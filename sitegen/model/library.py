"""All that a link of this site may lead to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from sitegen import urls
from sitegen.content.bylines import author_names
from sitegen.content.records import Article, Note, Record, Tag
from sitegen.model.links import Library, Shelves, Target, names_of, spellings
from sitegen.urls import Urls, slug


class Beside(Struct, frozen=True):
    """The other files under content/: those that are not Markdown, and those whose record is in error."""

    files: frozenset[str]
    broken: frozenset[str]
    rests: tuple[Note, ...] = ()
    """What could be read of the latter."""


def target(path: str, record: Record) -> Target:
    """Return the page of a record."""
    return Target(path, record.body.ids)


def library_of(
    records: Sequence[Record],
    pages: Mapping[str, Target],
    beside: Beside,
    owner_of: Mapping[str, str],
    assets: Mapping[str, str],
    where: Urls,
    thin: Iterable[str],
) -> Library:
    """Bring together what links may lead to: public pages, files, assets, and what is held back.

    `pages` are the public ones by their source, `owner_of` tells whose folder a file is in, and `thin` are the paths of
    what has no page yet.
    """
    sources = beside.broken.union(record.path for record in records)
    return Library(
        targets=pages,
        held=sources - pages.keys(),
        files=beside.files,
        held_files={file: owner for file, owner in owner_of.items() if owner not in pages},
        assets=assets,
        by_name=names_of(sources),
        shelves=Shelves(pages, beside.files),
        held_paths=frozenset(chain(thin, *(_paths_to_come(r, where) for r in records if r.path not in pages))),
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
        yield from map(urls.section, map(slug, filter(None, (record.section,))))
        yield from map(urls.series, map(slug, filter(None, (record.series,))))
    elif isinstance(record, Tag):
        yield from map(urls.tag, (record.id, *record.former_ids))
    elif isinstance(record, Note):
        yield record.url
    if isinstance(record, Article | Note):
        yield from record.aliases
