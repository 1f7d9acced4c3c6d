"""The order of the house: a module imports only from modules that come before its own."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import sitegen

PACKAGE = Path(sitegen.__file__).parent
ORDER = (
    "errors", "yamltree", "dates", "config", "urls", "content", "model", "pages", "render", "build", "console", "cli",
)  # fmt: skip
FREE = ("cli", "build.pictures")
"""Modules whose functions may import, to keep start-up fast."""
TREES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts): ast.parse(path.read_text("utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.parent != PACKAGE or not path.name.startswith("__")
}


def imports(tree: ast.AST) -> set[str]:
    """Return the modules of ours that are imported anywhere below a node, without `sitegen.`; relative ones as `.`."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." if node.level else node.module or ""
            below = {f"{base}.{alias.name}" for alias in node.names}
            modules = below & {f"sitegen.{name}" for name in TREES}
            found |= modules or {base}
    return {name.removeprefix("sitegen.") for name in found if name.startswith(("sitegen.", "."))}


def test_every_module_has_its_place() -> None:
    assert {name.partition(".")[0] for name in TREES} == set(ORDER)


@pytest.mark.parametrize("name", TREES)
def test_a_module_imports_only_from_those_before_it(name: str) -> None:
    layer = name.split(".", maxsplit=1)[0]
    for other in imports(TREES[name]):
        assert other.partition(".")[0] in ORDER[: ORDER.index(layer) + bool(inside)]


def test_no_imports_run_in_a_circle() -> None:
    TopologicalSorter({name: imports(tree) for name, tree in TREES.items()}).prepare()


@pytest.mark.parametrize("name", [name for name in TREES if name not in FREE])
def test_imports_stand_at_the_top(name: str) -> None:
    tree = TREES[name]
    top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert top == [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
