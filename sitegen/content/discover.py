"""Every file under content/, each with what it is: a record, a file beside one, or ignored by a named rule."""

import posixpath
import re
import stat
from collections.abc import Callable
from fnmatch import translate

from msgspec import Struct

from sitegen.config import Folders
from sitegen.content.records import SourceFile
from sitegen.content.walk import Listing, Seen
from sitegen.errors import Problem, misnamed, printable

_UNNAMEABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Control characters, and what Python makes of bytes that are not UTF-8."""
_REFUSED = "Look at its permissions, and at the disk that it is on."
_JUNK = re.compile(r".*~|#.*#|.*\.(swp|swx|tmp|bak|orig)|Thumbs\.db|desktop\.ini", re.DOTALL)


def is_junk(name: str) -> bool:
    """Tell whether a file is one that editors and systems leave behind."""
    return bool(_JUNK.fullmatch(name))


class Ignored(Struct, frozen=True):
    """A file that is left alone, and the name of the rule that says so."""

    path: str
    rule: str


class Found(Struct, frozen=True):
    """All that is under content/, sorted by path."""

    sources: tuple[SourceFile, ...]
    ignored: tuple[Ignored, ...]
    problems: tuple[Problem, ...]


def discover(listing: Listing, folders: Folders, ignore: tuple[str, ...]) -> Found:
    """Say of everything that was found in a content folder what it is. Symbolic links are ignored."""
    rule_of = _rules(ignore)
    sources: list[SourceFile] = []
    ignored: list[Ignored] = []
    problems = [
        Problem("SG017", f"cannot be read: {reason}", f"content/{printable(path)}".rstrip("/"), hint=_REFUSED)
        for path, reason in listing.refused
    ]
    for seen in listing.files:
        rule = rule_of(seen)
        if rule:
            ignored.append(Ignored(printable(seen.path), rule))
        elif _UNNAMEABLE.search(seen.path):
            problems.append(_misnamed(seen.path))
        else:
            kind = _kind(seen.path, folders)
            sources.append(SourceFile(seen.path, kind, seen.size, seen.mtime_ns, seen.ctime_ns))
    return Found(tuple(sources), tuple(ignored), tuple(problems))


def _misnamed(path: str) -> Problem:
    if printable(path) != path:
        return misnamed(f"content/{printable(path)}")
    shown = _UNNAMEABLE.sub(lambda match: match[0].encode("unicode_escape").decode(), path)
    hint = "Rename it, with letters that can be seen and in UTF-8."
    return Problem("SG017", "its name cannot stand in an address", f"content/{shown}", hint=hint)


def _rules(ignore: tuple[str, ...]) -> Callable[[Seen], str]:
    """Return what says by which rule a file is ignored, or an empty string."""
    asked = [(pattern, re.compile(translate(pattern))) for pattern in ignore]

    def rule_of(seen: Seen) -> str:
        name = posixpath.basename(seen.path)
        if name.startswith("."):
            return "hidden"
        if is_junk(name):
            return "left by an editor"
        for pattern, compiled in asked:
            if compiled.match(seen.path) or compiled.match(name):
                return f"ignore: {pattern}"
        if stat.S_ISLNK(seen.mode):
            return "symbolic link"
        return "" if stat.S_ISREG(seen.mode) else "not a regular file"

    return rule_of


def _kind(path: str, folders: Folders) -> str:
    if not path.lower().endswith(".md"):
        return "file"
    for kind, names in (("person", folders.people), ("tag", folders.tags), ("page", folders.pages)):
        if any(path.startswith(name + "/") for name in names):
            return kind
    return "article"
