"""Every file under content/, each with what it is: a record, a file beside one, or ignored by a named rule."""

import os
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from msgspec import Struct

from sitegen.config import Folders
from sitegen.content.records import SourceFile
from sitegen.errors import Problem, misnamed, printable

_UNNAMEABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Control characters, and what Python makes of bytes that are not UTF-8."""
_JUNK = ("*~", "#*#", "*.swp", "*.swx", "*.tmp", "*.bak", "*.orig", "Thumbs.db", "desktop.ini")


class Ignored(Struct, frozen=True):
    """A file that is left alone, and the name of the rule that says so."""

    path: str
    rule: str


class Found(Struct, frozen=True):
    """All that is under content/, sorted by path."""

    sources: tuple[SourceFile, ...]
    ignored: tuple[Ignored, ...]
    problems: tuple[Problem, ...]


def discover(content: Path, folders: Folders, ignore: tuple[str, ...]) -> Found:
    """List a content folder; one that does not exist is empty. Symbolic links are not followed."""
    sources: list[SourceFile] = []
    ignored: list[Ignored] = []
    problems: list[Problem] = []
    for path, entry in _walk(content, "", problems):
        rule = _rule(path, entry, ignore)
        if rule:
            ignored.append(Ignored(printable(path), rule))
            continue
        if printable(path) != path:
            problems.append(misnamed(f"content/{printable(path)}"))
            continue
        if _UNNAMEABLE.search(path):
            shown = _UNNAMEABLE.sub(lambda match: match[0].encode("unicode_escape").decode(), path)
            hint = "Rename it, with letters that can be seen and in UTF-8."
            problems.append(Problem("SG017", "its name cannot stand in an address", f"content/{shown}", hint=hint))
            continue
        try:
            stat = entry.stat(follow_symlinks=False)
        except OSError as error:
            problems.append(Problem("SG017", f"cannot be read: {error.strerror}", f"content/{path}"))
            continue
        sources.append(SourceFile(path, _kind(path, folders), stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns))
    by_path = sorted(sources, key=lambda source: source.path)
    return Found(tuple(by_path), tuple(sorted(ignored, key=lambda one: one.path)), tuple(problems))


def _walk(folder: Path | str, prefix: str, problems: list[Problem]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        with os.scandir(folder) as entries:
            listed = list(entries)
    except FileNotFoundError:
        return
    except OSError as error:
        problems.append(
            Problem("SG017", f"cannot be read: {error.strerror}", f"content/{printable(prefix)}".rstrip("/"))
        )
        return
    for entry in listed:
        path = prefix + entry.name
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
            yield from _walk(entry.path, path + "/", problems)
        else:
            yield path, entry


def _rule(path: str, entry: os.DirEntry[str], ignore: tuple[str, ...]) -> str:
    if entry.name.startswith("."):
        return "hidden"
    if any(fnmatch(entry.name, pattern) for pattern in _JUNK):
        return "left by an editor"
    for pattern in ignore:
        if fnmatch(path, pattern) or fnmatch(entry.name, pattern):
            return f"ignore: {pattern}"
    if entry.is_symlink():
        return "symbolic link"
    return "" if entry.is_file(follow_symlinks=False) else "not a regular file"


def _kind(path: str, folders: Folders) -> str:
    if not path.lower().endswith(".md"):
        return "file"
    for kind, names in (("person", folders.people), ("tag", folders.tags), ("page", folders.pages)):
        if any(path.startswith(name + "/") for name in names):
            return kind
    return "article"
