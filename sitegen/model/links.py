"""Where the links and pictures of a body lead: source paths to pages, anchors checked, other generators' references."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from unicodedata import normalize
from urllib.parse import quote, unquote

from msgspec import Struct

from sitegen import urls
from sitegen.content.records import Photo, Record, Slot
from sitegen.errors import Problem, did_you_mean, nearest
from sitegen.yamltree import Place


class Target(Struct, frozen=True):
    """A page that a source path leads to: its path on the site, and the anchors that it has."""

    path: str
    ids: tuple[str, ...]


class Resolved(Struct, frozen=True):
    """What became of a body's slots and of its record's photo."""

    slots: tuple[str, ...]
    """For each slot the path on the site or the anchor that it leads to; empty: no link."""
    photo: str
    """The path on the site or whole URL of the photo; empty: none."""
    files: tuple[str, ...]
    """The files under content/ that the record uses."""
    url_links: tuple[tuple[str, str, Slot], ...]
    """Links written as URLs of this site: path, anchor and slot; they can be checked once all pages are known."""


_HINTS = 50
"""How many links of a site are told what they may have meant: who has more broken ones knows why."""


class Shelves:
    """Paths by folder and by name without suffix; put in order when the first hint needs it, and only once."""

    def __init__(self, *paths: Iterable[str]) -> None:
        self._paths = paths
        self._left = _HINTS

    def near(self, wanted: str) -> str:
        """Return the path in the same folder whose name is nearest, or an empty string; looked for a few times only."""
        if not self._left:
            return ""
        self._left -= 1
        folder, name = posixpath.split(wanted)
        stems = self.by_folder.get(folder, {})
        near = nearest(posixpath.splitext(name)[0], stems)
        return stems[near] if near else ""

    @cached_property
    def by_folder(self) -> dict[str, dict[str, str]]:
        """Folder -> name without suffix -> path."""
        found: dict[str, dict[str, str]] = {}
        for path in chain(*self._paths):
            folder, name = posixpath.split(path)
            found.setdefault(folder, {})[posixpath.splitext(name)[0]] = path
        return found


class Library(Struct, frozen=True):
    """All that a link may lead to."""

    targets: Mapping[str, Target]
    """By source path; pages that are public."""
    held: frozenset[str]
    """Source paths that exist and are not public: links to them are plain text."""
    files: frozenset[str]
    """Paths of files under content/ that are not Markdown."""
    held_files: Mapping[str, str]
    """Those of them that wait for a held-back article or page, with its source path."""
    assets: Mapping[str, str]
    """Path on the site of each asset by its logical name."""
    by_name: Mapping[str, str]
    """Source path by file name without `.md`, where only one file has that name."""
    shelves: Shelves
    held_paths: frozenset[str]
    """The paths on the site that held-back articles and pages will have."""
    base: str
    """The site's base path."""
    known_paths: frozenset[str]
    """Paths on the site that there are for certain, so that one is not taken for another below the base path."""
    spelled: Mapping[str, str]
    """Path in composed characters -> path as the disk has it, where these differ."""


def names_of(paths: Iterable[str]) -> dict[str, str]:
    """Index source paths by file name without `.md`; a name that two files have leads nowhere."""
    found: dict[str, str] = {}
    for path in paths:
        name = path.rpartition("/")[2].removesuffix(".md")
        found[name] = "" if name in found else path
    return {name: path for name, path in found.items() if path}


def spellings(paths: Iterable[str]) -> dict[str, str]:
    """Index paths by their composed characters, where the disk has others."""
    others = (path for path in paths if not path.isascii())
    return {composed: path for path in others if (composed := normalize("NFC", path)) != path}


def resolve_record(record: Record, library: Library) -> tuple[Resolved, list[Problem]]:
    """Resolve everything that a record's body and photo refer to."""
    return _Resolver(record, library).resolve()


class _Resolver:
    def __init__(self, record: Record, library: Library) -> None:
        self._record = record
        self._library = library
        self._folder = posixpath.dirname(record.path)
        self._problems: list[Problem] = []
        self._files: dict[str, None] = {}
        self._url_links: list[tuple[str, str, Slot]] = []

    def resolve(self) -> tuple[Resolved, list[Problem]]:
        photo: Photo | None = getattr(self._record, "photo", None)
        photo_path = self._picture(photo.src, self._record.places["photo"]) if photo else ""
        slots: list[str] = []
        open_links: list[str] = []
        for slot in self._record.body.slots:
            if slot.kind == "open":
                open_links.append(self._link(slot))
                slots.append(open_links[-1])
            elif slot.kind == "close":
                slots.append(open_links.pop() if open_links else "")
            else:
                slots.append(self._picture(slot.target, slot) if slot.kind == "image" else "")
        resolved = Resolved(tuple(slots), photo_path, tuple(self._files), tuple(self._url_links))
        return resolved, self._problems

    def _link(self, slot: Slot) -> str:
        path, _, fragment = slot.target.partition("#")
        base = self._library.base
        if base != "/" and path.startswith(base) and path not in self._library.known_paths:
            path = "/" + path.removeprefix(base)
        if not slot.target:
            return ""
        if not path:
            return self._anchored("", self._record.body.ids, fragment, slot)
        if slot.lenient:
            return self._reference(path, fragment, slot)
        return self._source(path, fragment, slot)

    def _source(self, written: str, fragment: str, slot: Slot) -> str:
        plain, mark, query = written.partition("?")
        for path in self._ways(written, plain):
            if path in self._library.targets:
                target = self._library.targets[path]
                return self._anchored(target.path, target.ids, fragment, slot, mark + query)
            if path in self._library.held or path in self._library.held_files:
                return ""
            if path in self._library.files:
                self._files[path] = None
                return urls.media(path) + ("#" + fragment if fragment else "")
        asset = self._library.assets.get(unquote(plain).lstrip("/"), "")
        if not asset and written.startswith("/") and not plain.endswith(".md"):
            if self._library.held_paths.intersection((plain, plain + "/", plain.removesuffix("index.html"))):
                return ""
            self._url_links.append((written, fragment, slot))
            return written + ("#" + fragment if fragment else "")
        if not asset:
            hint = self._near(written) or "Write the path of the article's file, from its folder or from content/."
            self._report("SG030", f'nothing is found at "{written}"', slot, hint)
        return asset

    def _ways(self, written: str, plain: str) -> Iterator[str]:
        """Yield the paths that a link may mean; `plain` is what is written without a query."""
        yield from self._candidates(written)
        if plain != written:
            yield from self._candidates(plain)
        if not written.startswith("/"):
            yield from self._candidates(plain + "/index.md")

    def _near(self, written: str) -> str:
        """Suggest the file of that name in another folder, or one with a like name in the folder that is meant."""
        wanted = next(self._candidates(written))
        elsewhere = self._library.by_name.get(posixpath.basename(wanted).removesuffix(".md"))
        if elsewhere:
            return f'Did you mean "{elsewhere}"?'
        near = self._library.shelves.near(wanted)
        return f'Did you mean "{near}"?' if near else ""

    def _reference(self, written: str, fragment: str, slot: Slot) -> str:
        plain = unquote(written)
        bare = plain.strip("/").removesuffix(".md")
        named = self._library.by_name.get(posixpath.basename(bare), "")
        for path in (*self._candidates(plain), bare + ".md", bare + "/index.md", named):
            if path in self._library.targets:
                target = self._library.targets[path]
                anchor = "#" + fragment if fragment in target.ids else ""
                return target.path + anchor
            if path in self._library.held:
                return ""
        message = f'no page is found for the shortcode reference "{plain}"; its text stays'
        hint = self._near(plain.rstrip("/")) or "Write the path of the article's file, or take the link out."
        self._report("SG022", message, slot, hint, "ref")
        return ""

    def _anchored(self, path: str, ids: tuple[str, ...], fragment: str, slot: Slot, query: str = "") -> str:
        if not fragment:
            return path + query or "#"
        name = unquote(fragment)
        if name not in ids:
            message = f'"{slot.target}" has no such anchor'
            self._report("SG031", message, slot, did_you_mean(name, ids))
        return f"{path}{query}#{quote(name, safe=':')}"

    def _picture(self, written: str, at: Place | Slot) -> str:
        if written.startswith(("http://", "https://")):
            return written
        for path in self._candidates(written):
            if path in self._library.held_files:
                message = (
                    f'the picture "{written}" is left out until content/{self._library.held_files[path]} is public'
                )
                hint = "To show it now, move it out of that folder."
                self._report("SG033", message, at, hint)
                return ""
            if path in self._library.files:
                self._files[path] = None
                return urls.media(path)
        asset = self._library.assets.get(unquote(written).lstrip("/"))
        if asset:
            return asset
        self._report("SG032", f'there is no picture "{written}"', at, self._near(written))
        return ""

    def _candidates(self, written: str) -> Iterator[str]:
        """Yield the paths below content/ that may be meant: from the record's folder or the root, as is or decoded."""
        folders = [""] if written.startswith("/") else [self._folder, ""]
        for plain in dict.fromkeys((written.lstrip("/"), unquote(written).lstrip("/"))):
            for folder in folders:
                yield from self._forms(posixpath.normpath(posixpath.join(folder, plain)))

    def _forms(self, path: str) -> Iterator[str]:
        """Yield the forms of a path: some disks take letters and their accents apart."""
        if path.isascii():
            yield path
            return
        composed = normalize("NFC", path)
        yield from dict.fromkeys((path, composed, self._library.spelled.get(composed, path)))

    def _report(self, code: str, message: str, at: Place | Slot, hint: str, key: str = "") -> None:
        self._problems.append(Problem(code, message, f"content/{self._record.path}", at.line, at.column, hint, key))
