"""Whether everything can be published: looked at before anything is, so that nothing is published by halves."""

import os
import posixpath
import stat
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from sitegen.errors import Problem, SiteError

_TAKE_OVER = "Move it away, or build with --adopt to take over what stands where our files go."
_MOVE = "Move it away."


class Links:
    """The symbolic links of an output folder: what is below one is elsewhere, and not ours."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known = {"": ""}

    def above(self, path: str) -> str:
        """Return the link below which a path is, or an empty string."""
        parent = path.rpartition("/")[0]
        known = self._known.get(parent)
        if known is None:
            known = self.above(parent) or (parent if _is_link(f"{self._folder}/{parent}") else "")
            self._known[parent] = known
        return known


# Objects of Path would cost more than the look at the disk.


def _is_link(path: str) -> bool:
    try:
        return stat.S_ISLNK(os.lstat(path).st_mode)
    except OSError:
        return False


def _is_folder(path: str) -> bool:
    return os.path.isdir(path)  # noqa: PTH112


def _is_plain(path: str) -> bool:
    return os.path.isfile(path) and not _is_link(path)  # noqa: PTH113


def check_room(
    folder: Path, written: Iterable[str], deleted: Iterable[str], ours: AbstractSet[str], *, adopt: bool
) -> None:
    """Refuse to publish over what is not ours, through a link, or into a folder that cannot be written.

    Raises:
        SiteError: with all that is in the way.
    """
    links = Links(folder)
    in_the_way: dict[tuple[str, str], list[str]] = {}
    for path in written if folder.is_dir() else ():
        if path in ours and _is_plain(f"{folder}/{path}") and not links.above(path):
            continue
        foreign, hint = _in_the_way(folder, path, links, ours, adopt=adopt)
        if foreign:
            in_the_way.setdefault((foreign, hint), []).append(path)
    problems = {
        Problem("SG003", f"{foreign} is not ours and stands where {_told(paths)}", hint=hint): None
        for (foreign, hint), paths in in_the_way.items()
    }
    parents = {posixpath.dirname(path) for path in (*written, *deleted)} if folder.is_dir() else {""}
    for closed in sorted({_nearest(f"{folder}/{parent}") for parent in parents}):
        if not os.access(closed, os.W_OK | os.X_OK):
            problems[Problem("SG003", f"{closed} cannot be written", hint="Look at its permissions.")] = None
    if problems:
        raise SiteError(problems, exit_code=2)


def files_below(folder: Path) -> Iterator[str]:
    """Yield all that is below a folder and no folder itself, with forward slashes; links are not followed."""
    for here, folders, files in os.walk(folder):
        links = [name for name in folders if Path(here, name).is_symlink()]
        yield from (Path(here, name).relative_to(folder).as_posix() for name in (*files, *links))


def _in_the_way(folder: Path, path: str, links: Links, ours: AbstractSet[str], *, adopt: bool) -> tuple[str, str]:
    """Return what stands where a file goes, and what can be done about it; empty if nothing does."""
    if links.above(path):
        return links.above(path), _MOVE
    for parent in Path(path).parents:
        name = parent.as_posix()
        if os.path.lexists(folder / name) and not (folder / name).is_dir() and name not in ours and not adopt:
            return name, _TAKE_OVER
    target = folder / path
    if target.is_dir() and not target.is_symlink():
        others = (f"{path}/{name}" for name in files_below(target))
        return next(((name, _MOVE) for name in others if name not in ours), ("", ""))
    if os.path.lexists(target) and path not in ours and not adopt:
        return path, _TAKE_OVER
    return "", ""


def _told(paths: list[str]) -> str:
    return f"{paths[0]} goes" if len(paths) == 1 else f"{paths[0]} and {len(paths) - 1:,} more go"


def _nearest(parent: str) -> str:
    """Return a folder, or the one in which it will be made."""
    while not _is_folder(parent):
        parent = posixpath.dirname(parent.rstrip("/"))
    return parent.rstrip("/")
