"""Proof that a layout sees nothing but its view: checked when layouts are loaded, before anything is rendered.

For each layout its *closure* is found (what it extends, includes and imports). Every name that a layout takes from
outside must be a field of its view, and every attribute chain that starts at one must exist in the records' types.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from jinja2 import TemplateAssertionError, TemplateSyntaxError, meta, nodes
from msgspec import Struct

from sitegen.errors import Problem, did_you_mean
from sitegen.pages.records import View
from sitegen.render.templates import Templates, display_name, environment

_SAME_ITEMS = frozenset({"sort", "reverse", "list", "unique", "select", "reject", "selectattr", "rejectattr"})
_ONE_ITEM = frozenset({"first", "last", "min", "max"})


class Proof(Struct, frozen=True):
    """What is known of a layout that was checked."""

    closure: tuple[str, ...]
    """Names that it depends on, itself included, as they are asked for."""
    assets: tuple[tuple[str, str, int], ...]
    """Logical name of each asset that it refers to, with the layout and line that do."""
    problems: tuple[Problem, ...]


@lru_cache(maxsize=256)
def prove(templates: Templates, layout: str, view: type[View]) -> Proof:
    """Check a layout, and everything it depends on, against the view it will be given."""
    return _Prover(templates, view).prove(layout)


class _Prover:
    def __init__(self, templates: Templates, view: type[View]) -> None:
        self._templates = templates
        self._env = environment(templates)
        self._view = _fields(view)
        self._closure: dict[str, None] = {}
        self._assets: list[tuple[str, str, int]] = []
        self._problems: list[Problem] = []
        self._trees: dict[str, nodes.Template] = {}
        self._set_somewhere: set[str] = set()

    def prove(self, layout: str) -> Proof:
        imported = self._collect(layout)
        for name, tree in self._trees.items():
            names = {} if imported[name] else self._view
            _Types(self._env, self._report_at(name), self._asset_at(name)).visit(tree, dict(names))
            self._check_names(name, tree, names)
        return Proof(tuple(self._closure), tuple(self._assets), tuple(dict.fromkeys(self._problems)))

    def _collect(self, layout: str) -> dict[str, bool]:
        """Find the closure; tell for each layout whether it is only imported, and so sees no view."""
        imported: dict[str, bool] = {}
        waiting = [(layout, "", 0, False, False)]
        while waiting:
            name, origin, line, optional, without_view = waiting.pop()
            known = name in self._closure
            self._closure[name] = None
            if known and (without_view or not imported.get(name, True)):
                continue
            imported[name] = without_view
            tree = self._parsed(name, origin, line, optional=optional)
            if tree is not None:
                self._trees[name] = tree
                self._set_somewhere |= _set_at_top(tree)
                waiting += self._references(name, tree)
        return imported

    def _parsed(self, name: str, origin: str, line: int, *, optional: bool) -> nodes.Template | None:
        actual = self._templates.actual_name(name)
        if actual is None:
            if not optional:
                hint = did_you_mean(name, {n.removeprefix("default/") for n, _ in self._templates.sources})
                file = display_name(origin) if origin else ""
                self._problems.append(Problem("SG050", f'there is no layout "{name}"', file, line, hint=hint))
            return None
        try:
            return _parsed(self._templates, actual)
        except TemplateSyntaxError as error:
            message = error.message or "cannot be read"
            self._problems.append(Problem("SG050", message, display_name(actual), error.lineno))
            return None

    def _references(self, name: str, tree: nodes.Template) -> Iterator[tuple[str, str, int, bool, bool]]:
        actual = self._templates.actual_name(name) or name
        kinds = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
        for node in tree.find_all(kinds):
            optional = isinstance(node, nodes.Include) and node.ignore_missing
            imports = isinstance(node, nodes.Import | nodes.FromImport) and not node.with_context
            asked = node.template  # type: ignore[attr-defined]  # all four kinds have it
            if isinstance(asked, nodes.Const) and isinstance(asked.value, str):
                yield asked.value, actual, node.lineno, optional, imports
            else:
                message = "the layout that is meant must be written out, not computed"
                self._problems.append(Problem("SG050", message, display_name(actual), node.lineno))

    def _check_names(self, name: str, tree: nodes.Template, allowed: dict[str, Any]) -> None:
        taken = _taken_from_outside(self._templates, self._templates.actual_name(name) or name)
        unknown = taken - allowed.keys() - self._set_somewhere
        for word in sorted(unknown):
            line = min((n.lineno or 1 for n in tree.find_all(nodes.Name) if n.name == word), default=1)
            has = ", ".join(allowed) if allowed else "nothing but its macros' arguments"
            hint = did_you_mean(word, allowed) or f"It sees {has}."
            self._report_at(name)("SG051", f'"{word}" is not among what this layout sees', line, hint)

    def _report_at(self, name: str) -> Any:
        file = display_name(self._templates.actual_name(name) or name)

        def report(code: str, message: str, line: int | None, hint: str) -> None:
            self._problems.append(Problem(code, message, file, line or 1, hint=hint))  # {% trans %} makes nodes without

        return report

    def _asset_at(self, name: str) -> Any:
        file = display_name(self._templates.actual_name(name) or name)
        return lambda asset, line: self._assets.append((asset, file, line))


class _Types:
    """A walk over a layout that knows the type of each name, as far as views tell it."""

    def __init__(self, env: Any, report: Any, asset: Any) -> None:
        self._env = env
        self._report = report
        self._asset = asset

    def visit(self, node: nodes.Node, scope: dict[str, Any]) -> Any:
        """Check a node and return the type of its value; None where nothing is known of it."""
        handler = getattr(self, f"_{type(node).__name__.lower()}", None)
        if handler is not None:
            return handler(node, scope)
        for child in node.iter_child_nodes():
            self.visit(child, scope)
        return None

    def _name(self, node: nodes.Name, scope: dict[str, Any]) -> Any:
        return scope.get(node.name) if node.ctx == "load" else None

    def _getattr(self, node: nodes.Getattr, scope: dict[str, Any]) -> Any:
        if node.attr.startswith("_"):
            self._report("SG051", f'"{node.attr}" is no field of anything a layout sees', node.lineno, "")
        return self._member(self.visit(node.node, scope), node.attr, node.lineno)

    def _getitem(self, node: nodes.Getitem, scope: dict[str, Any]) -> Any:
        owner = self.visit(node.node, scope)
        self.visit(node.arg, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._member(owner, node.arg.value, node.lineno)
        return None if isinstance(node.arg, nodes.Slice) else _item(owner)

    def _member(self, owner: Any, name: str, line: int) -> Any:
        if owner is None or owner is Any:
            return None
        if isinstance(owner, type) and issubclass(owner, Struct):
            fields = _fields(owner)
            if name in fields:
                return fields[name]
            if isinstance(getattr(owner, name, None), property):
                return None
            hint = did_you_mean(name, fields) or f"It has {', '.join(fields)}."
            self._report("SG051", f'"{name}" is not a field of {owner.__name__}', line, hint)
        elif not hasattr(get_origin(owner) or owner, name):
            self._report("SG051", f'"{name}" is not a field of {_spoken(owner)}', line, "")
        return None

    def _filter(self, node: nodes.Filter, scope: dict[str, Any]) -> Any:
        owner = self.visit(node.node, scope) if node.node else None
        for child in (*node.args, *node.kwargs):
            self.visit(child, scope)
        if node.name not in self._env.filters:
            self._report(
                "SG050", f'there is no filter "{node.name}"', node.lineno, did_you_mean(node.name, self._env.filters)
            )
        if node.name == "asset":
            if isinstance(node.node, nodes.Const):
                self._asset(str(node.node.value), node.lineno)
            else:
                self._report("SG050", "the name of an asset must be written out, not computed", node.lineno, "")
        if node.name in _SAME_ITEMS:
            return owner
        return _item(owner) if node.name in _ONE_ITEM else None

    def _test(self, node: nodes.Test, scope: dict[str, Any]) -> Any:
        self.visit(node.node, scope)
        for child in (*node.args, *node.kwargs):
            self.visit(child, scope)
        if node.name not in self._env.tests:
            self._report(
                "SG050", f'there is no test "{node.name}"', node.lineno, did_you_mean(node.name, self._env.tests)
            )

    def _condexpr(self, node: nodes.CondExpr, scope: dict[str, Any]) -> Any:
        self.visit(node.test, scope)
        first = self.visit(node.expr1, scope)
        second = self.visit(node.expr2, scope) if node.expr2 else first
        return first if first == second else None

    def _if(self, node: nodes.If, scope: dict[str, Any]) -> None:
        self.visit(node.test, scope)
        ways = []
        for children in (node.body, node.elif_, node.else_):
            ways.append(inner := dict(scope))
            for child in children:
                self.visit(child, inner)
        for name in {name for way in ways for name in way}:
            kinds = [way.get(name) for way in ways]
            scope[name] = kinds[0] if all(kind == kinds[0] for kind in kinds) else None

    def _for(self, node: nodes.For, scope: dict[str, Any]) -> None:
        item = _item(self.visit(node.iter, scope))
        inner = {**scope, "loop": None, **_targets(node.target, item)}
        if node.test:
            self.visit(node.test, inner)
        for child in node.body:
            self.visit(child, inner)
        for child in node.else_:
            self.visit(child, scope)

    def _assign(self, node: nodes.Assign, scope: dict[str, Any]) -> None:
        scope.update(_targets(node.target, self.visit(node.node, scope)))

    def _assignblock(self, node: nodes.AssignBlock, scope: dict[str, Any]) -> None:
        for child in node.body:
            self.visit(child, dict(scope))
        scope.update(_targets(node.target, None))

    def _with(self, node: nodes.With, scope: dict[str, Any]) -> None:
        inner = dict(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            inner.update(_targets(target, self.visit(value, scope)))
        for child in node.body:
            self.visit(child, inner)

    def _macro(self, node: nodes.Macro, scope: dict[str, Any]) -> None:
        for value in node.defaults:
            self.visit(value, scope)
        inner = {**scope, **{argument.name: None for argument in node.args}}
        for child in node.body:
            self.visit(child, inner)

    def _callblock(self, node: nodes.CallBlock, scope: dict[str, Any]) -> None:
        self.visit(node.call, scope)
        inner = {**scope, **{argument.name: None for argument in node.args}}
        for child in node.body:
            self.visit(child, inner)

    def _block(self, node: nodes.Block, scope: dict[str, Any]) -> None:
        for child in node.body:
            self.visit(child, dict(scope))


@lru_cache(maxsize=256)
def _parsed(templates: Templates, actual_name: str) -> nodes.Template:
    return environment(templates).parse(templates.text(actual_name), actual_name, actual_name)


@lru_cache(maxsize=256)
def _taken_from_outside(templates: Templates, actual_name: str) -> frozenset[str]:
    """Return the names that a layout uses and does not set."""
    tree = _parsed(templates, actual_name)
    try:
        return frozenset(meta.find_undeclared_variables(tree) - _set_in_branches(tree))
    except TemplateAssertionError:  # an unknown filter or test, which the walk over the types reports
        return frozenset()


@cache
def _fields(record: type[Struct]) -> dict[str, Any]:
    hints = get_type_hints(record)
    return {name: _present(hints[name]) for name in record.__struct_fields__}


def _present(kind: Any) -> Any:
    """Return a type without None."""
    if get_origin(kind) in (Union, UnionType):
        others = [one for one in get_args(kind) if one is not type(None)]
        return others[0] if len(others) == 1 else None
    return kind


def _item(kind: Any) -> Any:
    arguments = get_args(kind)
    return _present(arguments[0]) if get_origin(kind) is tuple and arguments[-1] is Ellipsis else None


def _spoken(kind: Any) -> str:
    return "a list" if get_origin(kind) is tuple else {str: "text", int: "a number"}.get(kind, str(kind))


def _targets(target: nodes.Node, kind: Any) -> dict[str, Any]:
    if isinstance(target, nodes.Name):
        return {target.name: kind}
    return {name.name: None for name in target.find_all(nodes.Name)}


def _set_at_top(tree: nodes.Template) -> set[str]:
    """Return the names that a layout imports or sets outside of blocks, which its blocks may use."""
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, nodes.Import):
            found.add(node.target)
        elif isinstance(node, nodes.FromImport):
            found.update(name if isinstance(name, str) else name[1] for name in node.names)
        elif isinstance(node, nodes.Assign | nodes.AssignBlock):
            found.update(_targets(node.target, None))
        elif isinstance(node, nodes.Macro):
            found.add(node.name)
    return found


def _set_in_branches(tree: nodes.Template) -> set[str]:
    """Return the names that a layout sets anywhere: Jinja reports one that only a branch sets as taken from outside."""
    targets = [node.target for node in tree.find_all(nodes.Assign)]
    targets += [node.target for node in tree.find_all(nodes.AssignBlock)]
    return {name for target in targets for name in _targets(target, None)}
