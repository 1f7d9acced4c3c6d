"""The site's own Markdown extensions as a digest: an edit of their code is an upgrade of the program.

Python-Markdown's own are known by its version. Of any other the whole package counts, or the module; and of what is
not installed but found on PYTHONPATH, whatever it imports from there, too.
"""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path

from sitegen.digests import digest_of_parts

_KNOWN = {*sys.stdlib_module_names, "markdown", "sitegen"}


@cache
def extensions_digest(names: tuple[str, ...]) -> str:
    """Return the digest of the code behind the extensions of a site."""
    return digest_of_parts(part for module in foreign_modules(names) for part in _code(module))


def foreign_modules(names: tuple[str, ...]) -> list[str]:
    """List the packages and modules that the extensions come from, and those that these import, sorted."""
    found: set[str] = set()
    waiting = [_module_of(name) for name in names]
    while waiting:
        module = waiting.pop().split(".")[0]
        if module in found or module in _KNOWN:
            continue
        found.add(module)
        waiting += [name for _, file in _files(module) if _is_own(file) for name in _imported(file)]
    return sorted(found)


def _module_of(extension: str) -> str:
    """Return the module of an extension, named as Markdown takes it: a short name, `module`, or `module:Class`."""
    if _spec(f"markdown.extensions.{extension}"):
        return "markdown"
    metadata = import_module("importlib.metadata")  # costs 33 ms, with what follows
    for entry in metadata.entry_points(group="markdown.extensions", name=extension):
        return str(entry.module)
    return extension.partition(":")[0]


def _files(module: str) -> list[tuple[str, Path]]:
    """List the files of a package with their places in it, or the one of a module."""
    spec = _spec(module)
    if spec is None:
        return []
    if spec.submodule_search_locations is None:
        return [("", Path(spec.origin))] if spec.origin and Path(spec.origin).is_file() else []
    folders = [Path(folder) for folder in spec.submodule_search_locations]
    files = ((folder, file) for folder in folders for file in folder.rglob("*") if "__pycache__" not in file.parts)
    return sorted((file.relative_to(folder).as_posix(), file) for folder, file in files if file.is_file())


def _spec(module: str) -> ModuleSpec | None:
    try:
        return find_spec(module)
    except (ImportError, ValueError):
        return None


def _is_own(file: Path) -> bool:
    return file.suffix == ".py" and not {"site-packages", "dist-packages"} & set(file.parts)


def _imported(file: Path) -> Iterator[str]:
    try:
        tree = ast.parse(file.read_bytes())
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def _code(module: str) -> Iterator[bytes]:
    for name, file in _files(module):
        yield f"\0{module} {name}\0".encode()
        yield file.read_bytes()
