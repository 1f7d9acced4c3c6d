"""What becomes of the files beside articles, and the account of all that is not published."""

import posixpath
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from msgspec import Struct

from sitegen.content.records import Article, Note, Record
from sitegen.model.links import Resolved
from sitegen.model.publication import Held

UNUSED = "no public page uses it"


class Files(Struct, frozen=True):
    """The files under content/ that are not Markdown: those published, and those held back with the reason."""

    published: tuple[str, ...]
    held: tuple[Held, ...]


def sort_files(
    files: Iterable[str], records: Iterable[Record], public: AbstractSet[str], resolved: Mapping[str, Resolved]
) -> Files:
    """Publish the files that a public page uses, and those in the folder of a public `index.md`."""
    used = {file for outcome in resolved.values() for file in outcome.files}
    bundles = {posixpath.dirname(record.path): record.path for record in records if _is_bundle(record)}
    published: list[str] = []
    held: list[Held] = []
    for file in sorted(files):
        owner = _owner(file, bundles)
        if file in used or owner in public:
            published.append(file)
        else:
            held.append(Held(file, f"held back with {owner}" if owner else UNUSED))
    return Files(tuple(published), tuple(held))


def held_records(records: Iterable[Record], reasons: Mapping[str, str], public: AbstractSet[str]) -> tuple[Held, ...]:
    """List the records that have no page, each with the reason."""
    return tuple(
        Held(record.path, reasons.get(record.path) or "no public article names it")
        for record in records
        if record.path not in public
    )


def _is_bundle(record: Record) -> bool:
    return isinstance(record, Article | Note) and posixpath.basename(record.path) == "index.md"


def _owner(file: str, bundles: Mapping[str, str]) -> str:
    folder = posixpath.dirname(file)
    while folder:
        if folder in bundles:
            return bundles[folder]
        folder = posixpath.dirname(folder)
    return ""
