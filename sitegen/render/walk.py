"""A walk over one layout that knows each name and, as far as views tell it, the kind of its value."""

from collections.abc import Iterable, Mapping

from jinja2 import Environment, nodes
from msgspec import Struct

from sitegen.errors import did_you_mean
from sitegen.render import kinds
from sitegen.render.kinds import Items, Kind, Macro, Module, NotThereError, Record
from sitegen.render.lookups import after_filter, looked_up, names_another

Scope = dict[str, Kind]


class Names(Struct, frozen=True):
    """What a layout may take from outside."""

    view: Mapping[str, Kind]
    elsewhere: frozenset[str]
    """Names that it, or one that shares its page, sets outside of blocks."""
    exports: Mapping[str, Mapping[str, Kind]]
    """What each layout that it may import sets."""
    once: bool
    """Whether it runs once for all pages, because it is imported."""


class Finding(Struct, frozen=True):
    """Something that is wrong in the layout."""

    code: str
    message: str
    line: int
    hint: str = ""
    word: str = ""
    """The word that is to blame."""


class Seen(Struct, frozen=True):
    """What the walk has found."""

    findings: tuple[Finding, ...]
    assets: tuple[tuple[str, int], ...]
    """Each asset that is referred to, with the line."""


def walk(env: Environment, tree: nodes.Template, names: Names) -> Seen:
    """Walk over a layout."""
    walker = _Walker(env, names)
    walker.visit(tree, walker.top)
    return Seen(tuple(walker.findings.values()), tuple(walker.assets))


class _Walker:
    def __init__(self, env: Environment, names: Names) -> None:
        self._env = env
        self._names = names
        self._in_macro = False
        self._blocks: set[str] = set()
        self.top: Scope = dict(names.view)
        self.findings: dict[object, Finding] = {}
        self.assets: list[tuple[str, int]] = []

    def visit(self, node: nodes.Node, scope: Scope) -> Kind:
        """Check a node and return the kind of its value."""
        handler = getattr(self, f"_{type(node).__name__.lower()}", None)
        if handler is not None:
            kind: Kind = handler(node, scope)
            return kind
        self._all(node.iter_child_nodes(), scope)
        return None

    def _all(self, some: Iterable[nodes.Node], scope: Scope) -> None:
        for node in some:
            self.visit(node, scope)

    def _output(self, node: nodes.Output, scope: Scope) -> None:
        for one in node.nodes:
            self._check_text(one, self.visit(one, scope))

    def _concat(self, node: nodes.Concat, scope: Scope) -> Kind:
        for one in node.nodes:
            self._check_text(one, self.visit(one, scope))
        return kinds.TEXT

    def _check_text(self, node: nodes.Expr, kind: Kind) -> None:
        if isinstance(kind, Record):
            message, hint = kinds.not_a_text(kind)
            word = node.attr if isinstance(node, nodes.Getattr) else ""
            self._report("SG051", message, node, hint, word)

    # Names and values

    def _name(self, node: nodes.Name, scope: Scope) -> Kind:
        if node.ctx != "load":
            return None
        if node.name in scope:
            return scope[node.name]
        if node.name in {"self", "super"}:
            self._report("SG051", f'"{node.name}" can only be called', node, "Write self.NAME() or super().", node.name)
        elif node.name in self._env.globals:
            self._report("SG051", f'"{node.name}" can only be called', node, f'Write "{node.name}(…)".', node.name)
        else:
            self._check_known(node.name, node)
        return None

    def _check_known(self, name: str, node: nodes.Node) -> None:
        if name in self._names.elsewhere:
            return
        view = self._names.view
        has = ", ".join(view) if view else "nothing but its macros' arguments"
        hint = did_you_mean(name, view) or f"It sees {has}."
        self._report("SG051", f'"{name}" is not among what this layout sees', node, hint, name, once=name)

    def _const(self, node: nodes.Const, _scope: Scope) -> Kind:
        return kinds.TEXT if isinstance(node.value, str) else None

    def _list(self, node: nodes.List, scope: Scope) -> Kind:
        self._all(node.items, scope)
        return Items(None)

    def _getattr(self, node: nodes.Getattr, scope: Scope) -> Kind:
        return self._member(self.visit(node.node, scope), node.attr, node)

    def _getitem(self, node: nodes.Getitem, scope: Scope) -> Kind:
        owner = self.visit(node.node, scope)
        self.visit(node.arg, scope)
        if isinstance(node.arg, nodes.Slice):
            return owner
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._member(owner, node.arg.value, node)
        return kinds.item(owner)

    def _member(self, owner: Kind, name: str, node: nodes.Node) -> Kind:
        if name.startswith("_"):
            self._report("SG051", f'"{name}" is no field of anything that a layout sees', node, word=name)
            return None
        try:
            return kinds.member(owner, name)
        except NotThereError as error:
            self._report("SG051", str(error), node, error.hint, name)
            return None

    def _condexpr(self, node: nodes.CondExpr, scope: Scope) -> Kind:
        self.visit(node.test, scope)
        first = self.visit(node.expr1, scope)
        second = self.visit(node.expr2, scope) if node.expr2 else first
        return first if first == second else None

    # Filters, tests and calls

    def _filter(self, node: nodes.Filter, scope: Scope) -> Kind:
        owner = self.visit(node.node, scope) if node.node else None
        self._all((*node.args, *node.kwargs), scope)
        self._check_exists("filter", node.name, node)
        for kind, name in names_another(node):
            self._check_exists(kind, name, node)
        if node.name == "asset" and isinstance(node.node, nodes.Const):
            self.assets.append((str(node.node.value), node.lineno))
        elif node.name == "asset" or ("filter", "asset") in names_another(node):
            hint = 'Write its name in quotes: {{ "NAME"|asset }}.'
            self._report("SG050", "the name of an asset must be written out, not computed", node, hint, "asset")
        found = [self._at(path, kinds.item(owner), node) for path in looked_up(node)]
        return after_filter(node, owner, found[0] if found else None)

    def _at(self, path: str, owner: Kind, node: nodes.Filter) -> Kind:
        for name in path.split("."):
            owner = kinds.item(owner) if name.isdecimal() else self._member(owner, name, node)
        return owner

    def _test(self, node: nodes.Test, scope: Scope) -> Kind:
        self._all((node.node, *node.args, *node.kwargs), scope)
        self._check_exists("test", node.name, node)
        return None

    def _check_exists(self, kind: str, name: str, node: nodes.Node) -> None:
        known = self._env.filters if kind == "filter" else self._env.tests
        if name not in known:
            hint = did_you_mean(name, known) or f"docs/layouts.md tells which {kind}s there are."
            self._report("SG050", f'there is no {kind} "{name}"', node, hint, name)

    def _call(self, node: nodes.Call, scope: Scope, *, block: bool = False) -> Kind:
        self._all((*node.args, *node.kwargs), scope)
        self._all((one for one in (node.dyn_args, node.dyn_kwargs) if one), scope)
        called = self._called(node.node, scope)
        if isinstance(called, Macro):
            if wrong := kinds.wrong_call(called, node, block=block):
                hint = f"It takes {', '.join(called.arguments) or 'nothing'}."
                self._report("SG050", wrong, node, hint, called.name)
        elif called is not None:
            message = "this is neither a macro nor a function, and cannot be called"
            word = getattr(node.node, "attr", getattr(node.node, "name", ""))
            self._report("SG050", message, node, "Take away the brackets behind it.", word)
        return None

    def _called(self, node: nodes.Expr, scope: Scope) -> Kind:
        if isinstance(node, nodes.Name) and node.name not in scope:
            if node.name == "namespace" and self._names.once and not self._in_macro:
                message, hint = "a namespace outside of macros would be shared by all pages", "Make it in the macro."
                self._report("SG050", message, node, hint, "namespace")
            return None if node.name in self._env.globals or node.name == "super" else self._name(node, scope)
        if isinstance(node, nodes.Getattr):
            if isinstance(node.node, nodes.Name) and node.node.name in {"self", "super"} - scope.keys():
                return None
            owner = self.visit(node.node, scope)
            return None if node.attr in kinds.methods(owner) else self._member(owner, node.attr, node)
        return self.visit(node, scope)

    # Statements

    def _if(self, node: nodes.If, scope: Scope) -> None:
        self.visit(node.test, scope)
        ways = []
        for children in (node.body, node.elif_, node.else_):
            ways.append(inner := dict(scope))
            self._all(children, inner)
        for name in {name for way in ways for name in way}:
            found = [way.get(name) for way in ways]
            scope[name] = found[0] if all(kind == found[0] for kind in found) else None

    def _for(self, node: nodes.For, scope: Scope) -> None:
        item = kinds.item(self.visit(node.iter, scope))
        inner = {**scope, "loop": None, **self._targets(node.target, item, scope)}
        self._all([node.test] if node.test else [], inner)
        self._all(node.body, inner)
        self._all(node.else_, dict(scope))

    def _assign(self, node: nodes.Assign, scope: Scope) -> None:
        scope.update(self._targets(node.target, self.visit(node.node, scope), scope))

    def _assignblock(self, node: nodes.AssignBlock, scope: Scope) -> None:
        self._all([node.filter] if node.filter else [], scope)
        self._all(node.body, dict(scope))
        scope.update(self._targets(node.target, None, scope))

    def _with(self, node: nodes.With, scope: Scope) -> None:
        inner = dict(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            inner.update(self._targets(target, self.visit(value, scope), scope))
        self._all(node.body, inner)

    def _targets(self, target: nodes.Node, kind: Kind, scope: Scope) -> Scope:
        for reference in [target] if isinstance(target, nodes.NSRef) else target.find_all(nodes.NSRef):
            if reference.name not in scope:
                self._check_known(reference.name, target)
        if isinstance(target, nodes.Tuple) and isinstance(kind, kinds.Group) and len(target.items) == 2:
            pair = zip(target.items, (kind.grouper, kind.list), strict=True)
            return {name: kind for one, kind in pair for name in kinds.names_in(one)}
        return dict.fromkeys(kinds.names_in(target), kind if isinstance(target, nodes.Name) else None)

    def _macro(self, node: nodes.Macro, scope: Scope) -> None:
        scope[node.name] = kinds.macro(node)
        self._all(node.defaults, scope)
        outside, self._in_macro = self._in_macro, True
        inner = dict.fromkeys(("caller", "varargs", "kwargs", *(argument.name for argument in node.args)))
        self._all(node.body, {**scope, **inner})
        self._in_macro = outside

    def _callblock(self, node: nodes.CallBlock, scope: Scope) -> None:
        self._call(node.call, scope, block=True)
        self._all(node.defaults, scope)
        self._all(node.body, {**scope, **dict.fromkeys(argument.name for argument in node.args)})

    def _block(self, node: nodes.Block, scope: Scope) -> None:
        if node.name in self._blocks:
            hint = f"Give this one another name; {{{{ self.{node.name}() }}}} prints the other again."
            self._report("SG050", f'there are two blocks "{node.name}"', node, hint, node.name)
        self._blocks.add(node.name)
        self._all(node.body, dict(scope if node.scoped else self.top))

    def _filterblock(self, node: nodes.FilterBlock, scope: Scope) -> None:
        self.visit(node.filter, scope)
        self._all(node.body, dict(scope))

    def _scopedevalcontextmodifier(self, node: nodes.ScopedEvalContextModifier, scope: Scope) -> None:
        message = '"autoescape" is not for layouts: all that they print is escaped'
        self._report("SG050", message, node, "Take it out.", "autoescape")
        self._all(node.body, dict(scope))

    def _import(self, node: nodes.Import, scope: Scope) -> None:
        exports = self._exports(node.template)
        scope[node.target] = None if exports is None else Module(*exports)

    def _fromimport(self, node: nodes.FromImport, scope: Scope) -> None:
        exports = self._exports(node.template)
        for one in node.names:
            name, alias = (one, one) if isinstance(one, str) else one
            scope[alias] = self._member(Module(*exports), name, node) if exports else None

    def _exports(self, template: nodes.Expr) -> tuple[str, Scope] | None:
        name = str(template.value) if isinstance(template, nodes.Const) else ""
        return (name, dict(self._names.exports[name])) if name in self._names.exports else None

    def _report(
        self, code: str, message: str, node: nodes.Node, hint: str = "", word: str = "", *, once: object = None
    ) -> None:
        finding = Finding(code, message, node.lineno, hint, word)
        self.findings.setdefault(once or finding, finding)
