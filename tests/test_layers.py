"""The order of the house: a module imports only from those before it, and nothing is imported inside of a function."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "sitegen"
ORDER = (
    "characters",
    "digests",
    "interrupt",
    "clock",
    "errors",
    "slips",
    "titles",
    "yamltree",
    "dates",
    "urls",
    "getters",
    "redactions",
    "settings",
    "config",
    "content",
    "model",
    "pages",
    "render",
    "build",
    "start",
    "serve",
    "console",
    "commands",
    "cli",
)
LAZY = {
    *("build/begin.py", "build/pictures.py", "commands/explain.py", "commands/progress.py"),  # they keep start-up fast
    "commands/serve.py",  # not every system has what it loads
}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if not path.name.startswith("__"))


def stage(name: str) -> int:
    return ORDER.index(name.split(".")[1])


def imports(tree: ast.AST) -> list[ast.Import | ast.ImportFrom]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]


def own_names(node: ast.Import | ast.ImportFrom) -> list[str]:
    names = [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        names = [f"{node.module}.{name}" if node.module == "sitegen" else node.module for name in names]
    return [name for name in names if name.startswith("sitegen.") and name != "sitegen.__version__"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_from_those_before_it(path: Path) -> None:
    own = ".".join(("sitegen", *path.relative_to(PACKAGE).with_suffix("").parts))
    for node in imports(ast.parse(path.read_text())):
        for name in own_names(node):
            assert stage(name) <= stage(own), f"{own} imports {name}"


def test_no_import_stands_inside_of_a_function() -> None:
    inside = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef) and imports(function)
    }
    assert inside == LAZY


def test_no_imports_run_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for path in MODULES:
        own = ".".join(("sitegen", *path.relative_to(PACKAGE).with_suffix("").parts))
        nodes = [node for node in ast.parse(path.read_text()).body if isinstance(node, ast.Import | ast.ImportFrom)]
        graph[own] = {name for node in nodes for name in own_names(node)}
    TopologicalSorter(graph).prepare()


def test_the_start_loads_next_to_nothing() -> None:
    code = "import sys, sitegen.__main__, sitegen.cli; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], cwd=PACKAGE.parent, capture_output=True, text=True, check=True)
    assert not {"yaml", "msgspec", "jinja2", "markdown", "babel", "importlib.metadata"} & {*found.stdout.split()}
