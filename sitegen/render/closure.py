"""The closure of a layout: all that it extends, includes and imports, found without rendering anything."""

import re
from collections.abc import Iterator
from functools import lru_cache

from jinja2 import nodes
from msgspec import Struct

from sitegen.errors import Problem, did_you_mean
from sitegen.render.syntax import Slip, column, parsed
from sitegen.render.templates import DEFAULT, Templates, display_name


class Part(Struct, frozen=True):
    """A layout of a closure."""

    name: str
    """As it is asked for."""
    actual: str
    tree: nodes.Template
    sees_view: bool
    """Whether it is more than imported."""


class Closure(Struct, frozen=True):
    """All that a layout depends on, itself included."""

    names: tuple[str, ...]
    """As they are asked for, those that do not exist included."""
    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]


class _Reference(Struct, frozen=True):
    name: str
    origin: str
    """Actual name of the layout that refers to it; empty: none does."""
    line: int
    optional: bool = False
    sees_view: bool = True


@lru_cache(maxsize=256)
def closure(templates: Templates, layout: str) -> Closure:
    """Find all that a layout depends on."""
    return _Search(templates).search(layout)


class _Search:
    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self._parts: dict[str, Part] = {}
        self._ways: dict[str, dict[str, int]] = {}
        """Actual name -> those that it leads to, each with the line."""
        self._problems: dict[Problem, None] = {}

    def search(self, layout: str) -> Closure:
        names: dict[str, None] = {}
        waiting = [_Reference(layout, "", 0)]
        while waiting:
            asked = waiting.pop()
            actual = self._templates.actual_name(asked.name)
            if actual and asked.origin:
                self._ways[asked.origin].setdefault(actual, asked.line)
            known = self._parts.get(asked.name)
            if asked.name in names and (known is None or known.sees_view or not asked.sees_view):
                continue
            names[asked.name] = None
            tree = self._tree(asked, actual)
            if tree and actual:
                self._parts[asked.name] = Part(asked.name, actual, tree, asked.sees_view)
                self._ways.setdefault(actual, {})
                waiting += self._references(actual, tree)
        self._find_circles()
        return Closure(tuple(names), tuple(self._parts.values()), tuple(self._problems))

    def _tree(self, asked: _Reference, actual: str | None) -> nodes.Template | None:
        if actual is None:
            if not asked.optional:
                known = {name.removeprefix(DEFAULT) for name, _ in self._templates.sources}
                hint = did_you_mean(asked.name, known) or "Layouts are files in layouts/, named by their paths there."
                at = self._column(asked.origin, asked.line, asked.name)
                self._report(f'there is no layout "{asked.name}"', asked.origin, asked.line, at, hint)
            return None
        found = parsed(self._templates, actual)
        if isinstance(found, Slip):
            self._report(found.message, actual, found.line, found.column, found.hint)
            return None
        return found

    def _references(self, actual: str, tree: nodes.Template) -> Iterator[_Reference]:
        for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            optional = isinstance(node, nodes.Include) and node.ignore_missing
            imports = isinstance(node, nodes.Import | nodes.FromImport) and not node.with_context
            asked = node.template  # type: ignore[attr-defined]  # all four kinds have it
            if isinstance(asked, nodes.Const) and isinstance(asked.value, str):
                yield _Reference(asked.value, actual, node.lineno, optional, not imports)
            else:
                message, hint = (
                    "the layout that is meant must be written out, not computed",
                    "Write its name in quotes.",
                )
                at = column(self._templates.text(actual), node.lineno, r"\b(extends|include|import|from)\b")
                self._report(message, actual, node.lineno, at, hint)

    def _find_circles(self) -> None:
        """Report each way that leads back to where it came from: whether it ever ends is not known."""
        done: set[str] = set()

        def follow(path: tuple[str, ...]) -> None:
            here = path[-1]
            for there, line in self._ways[here].items():
                if there in path:
                    self._report_circle((*path[path.index(there) :], there), line)
                elif there not in done and there in self._ways:
                    follow((*path, there))
            done.add(here)

        for start in self._ways:
            if start not in done:
                follow((start,))

    def _report_circle(self, circle: tuple[str, ...], line: int) -> None:
        origin, back = circle[-2:]
        shown = " → ".join(map(display_name, circle))
        message = "this layout leads to itself" + (f": {shown}" if origin != back else "")
        package = DEFAULT + back in dict(self._templates.sources)
        hint = f'For the layout of the package, write "{DEFAULT}{back}".' if package else "Take this line out."
        self._report(message, origin, line, self._column(origin, line, back), hint)

    def _column(self, actual: str, line: int, name: str) -> int:
        return column(self._templates.text(actual), line, rf"(?<=[\"']){re.escape(name)}(?=[\"'])") if actual else 0

    def _report(self, message: str, actual: str, line: int, at: int, hint: str) -> None:
        self._problems[Problem("SG050", message, display_name(actual) if actual else "", line, at, hint)] = None
