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


def owners(files: Iterable[str], records: Iterable[Record], broken: Iterable[str]) -> dict[str, str]:
    """Map each file that lies in the folder of an `index.md`, however deep, to the nearest of those.

    `broken` are the sources that are in error: what lies with one of these is held back, too.
    """
    paths = [*(record.path for record in records if isinstance(record, Article | Note)), *broken]
    bundles = {posixpath.dirname(path): path for path in paths if f"/{path}".lower().endswith("/index.md")}
    return {file: owner for file in files if (owner := _owner(file, bundles))}


def sort_files(
    files: Iterable[str], owner_of: Mapping[str, str], public: Mapping[str, Resolved], held: Mapping[str, Resolved]
) -> Files:
    """Sort out which files are published: those that a public page uses, and what else its `index.md` brings along.

    `public` and `held` tell what the records of each kind use. A file that only held-back records use waits for them,
    and so does everything in the folder of a held-back `index.md`, whoever links to it.
    """
    used = {file for outcome in public.values() for file in outcome.files}
    waiting = {file: path for path, outcome in held.items() for file in outcome.files}
    published: list[str] = []
    kept: list[Held] = []
    for file in sorted(files):
        owner = owner_of.get(file, "")
        if file in used or (owner in public and file not in waiting):
            published.append(file)
        else:
            with_ = owner if owner and owner not in public else waiting.get(file)
            kept.append(Held(file, f"with {with_}" if with_ else UNUSED))
    return Files(tuple(published), tuple(kept))


def held_records(records: Iterable[Record], reasons: Mapping[str, str], public: AbstractSet[str]) -> tuple[Held, ...]:
    """List the records that have no page, each with the reason."""
    return tuple(
        Held(record.path, reasons.get(record.path) or "no public article names it")
        for record in records
        if record.path not in public
    )


def _owner(file: str, bundles: Mapping[str, str]) -> str:
    folder = posixpath.dirname(file)
    while folder:
        if folder in bundles:
            return bundles[folder]
        folder = posixpath.dirname(folder)
    return ""
