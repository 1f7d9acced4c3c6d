"""The habits of a site, as its last articles show them: where they lie, and which fields they have."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct
from yaml.nodes import MappingNode, ScalarNode

from sitegen import urls
from sitegen.config import Folders
from sitegen.content.discover import discover
from sitegen.content.front_matter import Document, split
from sitegen.content.walk import list_folder
from sitegen.yamltree import Source, compose

LOOKED_AT = 50
"""How many articles, those that were edited last, tell the habits."""
FOLDERS = ("{year}/{month}/{day}", "{year}/{month}", "{year}", "{section}", "")
"""Where an article may lie: in the deepest of these that fits most of the others."""
_DEFAULT_FOLDER = "{year}"


class Habits(Struct, frozen=True):
    """What articles of a site have in common."""

    base: str
    """The folder below content/ in which all of them are: `articles/`."""
    pattern: str
    """Below that, with `{year}`, `{month}`, `{day}` and `{section}`: `{year}`."""
    dated: bool
    """Whether the name of the file starts with the date."""
    keys: tuple[str, ...]
    """The keys that at least half of them have."""


class _Article(Struct, frozen=True):
    path: PurePosixPath
    values: Mapping[str, str]
    """Key -> text, of those with a plain value; others have an empty one."""


def habits_of(content: Path, folders: Folders, ignore: tuple[str, ...], keys: Mapping[str, str]) -> Habits:
    """Look at a content folder; `keys` names the author's keys for `date` and `section`."""
    seen = list(_articles(content, folders, ignore))
    if not seen:
        return Habits("", _DEFAULT_FOLDER, dated=False, keys=())
    common = Counter(key for article in seen for key in article.values)
    (base, pattern), _ = Counter(_folder(article, keys) for article in seen).most_common(1)[0]
    dated = sum(article.path.name.startswith(_date(article, keys) or "-") for article in seen)
    return Habits(
        base=base,
        pattern=pattern,
        dated=2 * dated > len(seen),
        keys=tuple(key for key, number in common.items() if 2 * number >= len(seen)),
    )


def _articles(content: Path, folders: Folders, ignore: tuple[str, ...]) -> Iterator[_Article]:
    sources = [source for source in discover(list_folder(content), folders, ignore).sources if source.kind == "article"]
    for source in sorted(sources, key=lambda source: -source.mtime_ns)[:LOOKED_AT]:
        try:
            document = split((content / source.path).read_bytes(), source.path)
        except OSError:
            continue
        node = compose(document.front_matter, Source(source.path)) if isinstance(document, Document) else None
        pairs = node.value if isinstance(node, MappingNode) else ()
        values = {
            key.value: value.value if isinstance(value, ScalarNode) else ""
            for key, value in pairs
            if isinstance(key, ScalarNode)
        }
        yield _Article(PurePosixPath(source.path), values)


def _date(article: _Article, keys: Mapping[str, str]) -> str:
    return article.values.get(keys["date"], "")[:10]


def _folder(article: _Article, keys: Mapping[str, str]) -> tuple[str, str]:
    """Return the folder of an article in two parts: as it is, and then with its date and section as placeholders."""
    folder = article.path.parent.parent if article.path.stem == "index" else article.path.parent
    written = "" if str(folder) == "." else str(folder)
    known = placeholders(_date(article, keys), article.values.get(keys["section"], ""))
    for pattern in FOLDERS:
        ending = pattern.format(**known)
        if ending and f"/{written}".endswith(f"/{ending}"):
            return written.removesuffix(ending), pattern
    return written, ""


def placeholders(date: str, section: str) -> dict[str, str]:
    """Return what stands for the placeholders of a folder; `date` is written as 2026-03-04."""
    return {"year": date[:4], "month": date[5:7], "day": date[8:10], "section": urls.slug(section)}
