"""Digests of the program itself, so that an upgrade remakes what it may change and nothing else.

The *content engine* is what shapes a record and its body; the *render engine* is the rest.
"""

import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from sitegen import __version__
from sitegen.digests import digest_of_parts

_PACKAGE = Path(__file__).parent.parent
_CONTENT_SOURCES = (
    "content",
    "config.py",
    "dates.py",
    "digests.py",
    "errors.py",
    "getters.py",
    "redactions.py",
    "settings.py",
    "urls.py",
    "yamltree.py",
)
_CONTENT_LIBRARIES = ("markdown", "nh3", "pyromark", "pyyaml", "python_slugify", "text_unidecode", "tzdata")
_RENDER_LIBRARIES = ("ahocorasick_rs", "babel", "jinja2", "markupsafe", "msgspec", "pillow", "pyicu", "pyicu_wheels")


@cache
def content_engine() -> str:
    """Return the digest of all that turns a file's bytes into a record."""
    sources = (path for path in _sources() if path.relative_to(_PACKAGE).parts[0] in _CONTENT_SOURCES)
    return _digest(sources, _CONTENT_LIBRARIES)


@cache
def render_engine() -> str:
    """Return the digest of all that turns records into pages."""
    sources = (path for path in _sources() if path.relative_to(_PACKAGE).parts[0] not in _CONTENT_SOURCES)
    return _digest(sources, _RENDER_LIBRARIES)


def versions() -> dict[str, str]:
    """Return the versions that a page may depend on: of sitegen, Python and the libraries that are installed."""
    names = (*_CONTENT_LIBRARIES, *_RENDER_LIBRARIES)
    found = {name: _versions()[name] for name in names if name in _versions()}
    return {"sitegen": __version__, "Python": ".".join(map(str, sys.version_info[:2])), **found}


def _sources() -> Iterable[Path]:
    return sorted(_PACKAGE.rglob("*.py"))


def _digest(sources: Iterable[Path], libraries: tuple[str, ...]) -> str:
    parts = [f"{sys.version_info[:2]}".encode()]
    parts += (path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0" for path in sources)
    parts += (f"{name} {_versions().get(name, '')}\0".encode() for name in libraries)
    return digest_of_parts(parts)


@cache
def _versions() -> dict[str, str]:
    """Read the versions of installed libraries from the names of their folders; asking them costs 36 ms."""
    names = (
        entry.name
        for folder in map(Path, reversed(sys.path))
        if folder.is_dir()
        for entry in folder.glob("*.dist-info")
    )
    pairs = (name.removesuffix(".dist-info").rpartition("-") for name in names)
    return {name.lower().replace("-", "_"): version for name, _, version in pairs}
