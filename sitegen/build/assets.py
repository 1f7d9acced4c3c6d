"""The files of assets/: the site's over the theme's, published under a name that holds the digest of their bytes.

What is below assets/root/ keeps its name and goes to the root of the site (`favicon.ico`, `CNAME`). References between
assets (`url()` and `@import` in style sheets) are resolved before a style sheet is hashed, so a changed picture changes
the name of every style sheet that shows it.
"""

import os
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from urllib.parse import quote, unquote

from msgspec import Struct

from sitegen import urls
from sitegen.build.files import UnreadableError, case_clashes, read_file, reason, unreadable
from sitegen.content.discover import is_junk
from sitegen.digests import digest_of
from sitegen.errors import Problem, did_you_mean, misnamed, printable

_ROOT = "root/"
_REFERENCE = re.compile(
    r"""/\*.*?\*/
        | url\(\s*(?P<quote>["']?)(?P<url>[^"')]+)(?P=quote)\s*\)
        | @import\s+(?P<mark>["'])(?P<import>[^"']+)(?P=mark)""",
    re.VERBOSE | re.DOTALL,
)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|#")


class Asset(Struct, frozen=True):
    """A file to publish: its path on the site, the file it comes from, and its bytes where they are not the file's."""

    path: str
    file: Path
    digest: str
    data: bytes | None = None


def asset_files(folders: Iterable[Path]) -> tuple[dict[str, Path], list[Problem]]:
    """Return the file of every asset by its logical name; a later folder's replace those of the same name before."""
    problems: list[Problem] = []
    files = {name: file for folder in folders for name, file in _files(folder, problems)}
    problems += case_clashes("assets/", files)
    return files, problems


def resolve_assets(
    files: Mapping[str, Path], digest_of_asset: Callable[[Path, str], str], read: Callable[[Path], bytes] = read_file
) -> tuple[dict[str, Asset], list[Problem]]:
    """Return every asset by its logical name, with the references of style sheets resolved.

    `digest_of_asset` returns the digest of a file's bytes, given the file and a name for it; `read` returns the bytes.
    """
    return _Resolver(files, digest_of_asset, read).resolve()


def _files(folder: Path, problems: list[Problem]) -> list[tuple[str, Path]]:
    """List a folder without links, editors' leavings, and hidden files except below root/ (`.well-known/`)."""

    def refused(error: OSError) -> None:
        place = Path(error.filename).relative_to(folder).as_posix()
        if not isinstance(error, FileNotFoundError):
            problems.append(unreadable(f"assets/{printable(place)}", reason(error), "SG053"))

    found = []
    for here, _, names in os.walk(folder, onerror=refused):
        for file in (Path(here, name) for name in names):
            name = file.relative_to(folder).as_posix()
            hidden = any(part.startswith(".") for part in name.split("/"))
            if (hidden and not name.startswith(_ROOT)) or is_junk(file.name) or file.is_symlink():
                continue
            if printable(name) != name:
                problems.append(misnamed(f"assets/{printable(name)}", "SG053"))
            elif file.is_file():
                found.append((name, file))
    return sorted(found)


class _Resolver:
    def __init__(
        self, files: Mapping[str, Path], digest_of_asset: Callable[[Path, str], str], read: Callable[[Path], bytes]
    ) -> None:
        self._files = files
        self._digest_of_asset = digest_of_asset
        self._read = read
        self._assets: dict[str, Asset] = {}
        self._open: list[str] = []
        self._problems: list[Problem] = []

    def resolve(self) -> tuple[dict[str, Asset], list[Problem]]:
        for name in self._files:
            self._asset(name)
        return self._assets, self._problems

    def _asset(self, name: str) -> Asset:
        if name not in self._assets:
            file = self._files[name]
            data = self._style_sheet(name, file) if name.endswith(".css") else None
            digest = self._digest(name, file) if data is None else digest_of(data)
            path = _published(name) if name.startswith(_ROOT) else urls.asset(name, digest)
            self._assets[name] = Asset(path, file, digest, data)
        return self._assets[name]

    def _digest(self, name: str, file: Path) -> str:
        try:
            return self._digest_of_asset(file, f"assets/{name}")
        except UnreadableError as error:
            self._problems.append(unreadable(f"assets/{name}", error, "SG053"))
            return ""

    def _style_sheet(self, name: str, file: Path) -> bytes | None:
        try:
            text = self._read(file).decode()
        except UnicodeDecodeError as error:
            hint = "Save it as UTF-8."
            self._problems.append(Problem("SG053", f"not UTF-8 (byte {error.start + 1})", f"assets/{name}", hint=hint))
            return None
        except UnreadableError:
            return None  # its digest cannot be taken either, and that is reported
        self._open.append(name)
        resolved = _REFERENCE.sub(lambda match: self._replaced(name, text, match), text)
        self._open.pop()
        return resolved.encode()

    def _replaced(self, name: str, text: str, match: re.Match[str]) -> str:
        written = match["url"] or match["import"]
        if not written or _ELSEWHERE.match(written.strip()):
            return match[0]
        path, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", written.strip(), re.DOTALL).groups()  # type: ignore[union-attr]
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path)))
        begin = match.start("url" if match["url"] else "import")
        at = text.count("\n", 0, begin) + 1, begin - text.rfind("\n", 0, begin)
        if wanted in self._open:
            self._problems.append(Problem("SG053", f'"{written}" leads back to this file', f"assets/{name}", *at))
            return match[0]
        if wanted not in self._files:
            hint = did_you_mean(wanted, self._files)
            self._problems.append(Problem("SG053", f'there is no asset "{wanted}"', f"assets/{name}", *at, hint))
            return match[0]
        here = posixpath.dirname(_published(name))
        start, end = (place - match.start() for place in match.span("url" if match["url"] else "import"))
        return match[0][:start] + posixpath.relpath(self._asset(wanted).path, here) + mark + rest + match[0][end:]


def _published(name: str) -> str:
    """Return the path of an asset on the site, but for the digest in its name."""
    return "/" + quote(name[len(_ROOT) :]) if name.startswith(_ROOT) else urls.ASSETS + quote(name)
