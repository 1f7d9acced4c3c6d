"""What is known of a value in a layout before anything is rendered: its kind, and so its fields and methods."""

from functools import cache
from types import UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin, get_type_hints

from jinja2 import nodes
from msgspec import Struct

from sitegen.dates import When
from sitegen.errors import did_you_mean
from sitegen.pages.records import Body
from sitegen.render.sandbox import METHODS


class Scalar(Struct, frozen=True):
    """A text, number or flag."""

    spoken: str
    methods: frozenset[str] = frozenset()


class Items(Struct, frozen=True):
    """A list of values of one kind."""

    item: "Kind"


class Group(Struct, frozen=True):
    """What the filter `groupby` makes: a pair that has names."""

    grouper: "Kind"
    list: Items


class Record(Struct, frozen=True):
    """One of the records that views are made of."""

    record: type[Struct]


class Macro(Struct, frozen=True):
    """A macro, as far as its calls can be checked."""

    name: str
    arguments: tuple[str, ...]
    optional: frozenset[str]
    extra: frozenset[str]
    """Which of `varargs`, `kwargs` and `caller` it uses."""


class Module(Struct, frozen=True):
    """An imported layout."""

    name: str
    names: dict[str, "Kind"]


Kind: TypeAlias = Scalar | Items | Group | Record | Macro | Module | None
"""None: nothing is known."""

TEXT = Scalar("text", METHODS[str])
NUMBER = Scalar("a number")
FLAG = Scalar("a flag")
_SCALARS = {str: TEXT, int: NUMBER, float: NUMBER, bool: FLAG}
_FILTERS = {Body: 'Write "|fill" behind it.', When: 'Write "|date" or "|moment" behind it.'}
_EXTRA = frozenset({"varargs", "kwargs", "caller"})


class NotThereError(Exception):
    """A value has no field of some name; `hint` says what it has."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@cache
def fields(record: type[Struct]) -> dict[str, Kind]:
    """Return the fields of a record with their kinds."""
    hints = get_type_hints(record)
    return {name: _kind(hints[name]) for name in record.__struct_fields__}


def _kind(hint: Any) -> Kind:
    if get_origin(hint) in (Union, UnionType):
        others = [one for one in get_args(hint) if one is not type(None)]
        return _kind(others[0]) if len(others) == 1 else None
    if get_origin(hint) is tuple:
        return Items(_kind(get_args(hint)[0]))
    if isinstance(hint, type) and issubclass(hint, Struct):
        return Record(hint)
    return _SCALARS.get(hint)


def item(owner: Kind) -> Kind:
    """Return the kind of what a list holds."""
    return owner.item if isinstance(owner, Items) else None


def methods(owner: Kind) -> frozenset[str]:
    """Return the methods that may be called on a value."""
    if isinstance(owner, Items):
        return METHODS[tuple]
    return owner.methods if isinstance(owner, Scalar) else frozenset()


def member(owner: Kind, name: str) -> Kind:
    """Return the kind of a value's field.

    Raises:
        NotThereError: if it cannot have such a field.
    """
    if name in methods(owner):
        raise NotThereError(f'"{name}" is a method, which must be called', f'Write "{name}()".')
    if isinstance(owner, Group) and name in owner.__struct_fields__:
        return owner.grouper if name == "grouper" else owner.list
    if isinstance(owner, Module):
        if name not in owner.names:
            raise NotThereError(f'"{name}" is not in "{owner.name}"', _has(name, owner.names))
        return owner.names[name]
    if isinstance(owner, Record):
        known = fields(owner.record)
        if name not in known and not isinstance(getattr(owner.record, name, None), property):
            raise NotThereError(f'"{name}" is not a field of {owner.record.__name__}', _has(name, known))
        return known.get(name)
    if isinstance(owner, Scalar | Items | Group):
        raise NotThereError(f'"{name}" is not a field of {spoken(owner)}', did_you_mean(name, methods(owner)))
    return None


def spoken(kind: Scalar | Items | Group | Record) -> str:
    """Return a kind in the words of an author."""
    if isinstance(kind, Scalar):
        return kind.spoken
    return kind.record.__name__ if isinstance(kind, Record) else "a list" if isinstance(kind, Items) else "a group"


def not_a_text(kind: Record) -> tuple[str, str]:
    """Say that a record cannot be printed, and what can."""
    hint = _FILTERS.get(kind.record, f"Print one of its fields: {', '.join(fields(kind.record))}.")
    return f"this is a {kind.record.__name__}, which is not a text", hint


def _has(name: str, known: dict[str, Kind]) -> str:
    return did_you_mean(name, known) or f"It has {', '.join(known) or 'nothing'}."


def macro(node: nodes.Macro) -> Macro:
    """Return what is known of a macro. An argument whose absence it looks for may be left out."""
    arguments = tuple(argument.name for argument in node.args)
    optional = set(arguments[len(arguments) - len(node.defaults) :])
    for look in node.find_all((nodes.Test, nodes.Filter)):
        if look.name in {"defined", "undefined", "default", "d"} and isinstance(look.node, nodes.Name):
            optional.add(look.node.name)
    used = {name.name for name in node.find_all(nodes.Name)}
    return Macro(node.name, arguments, frozenset(optional), frozenset(used & _EXTRA))


def wrong_call(of: Macro, call: nodes.Call, *, block: bool) -> str:
    """Say what is wrong with a call of a macro, alone or with a `call` block; empty: nothing that can be told."""
    if block and not of.extra & {"caller", "kwargs"}:
        return f'the macro "{of.name}" does not use "caller()"'
    if call.dyn_args or call.dyn_kwargs:
        return ""
    given = of.arguments[: len(call.args)]
    named = [keyword.key for keyword in call.kwargs]
    if len(call.args) > len(of.arguments) and "varargs" not in of.extra:
        return f'the macro "{of.name}" is given {len(call.args)} arguments, and takes {len(of.arguments)}'
    for name in named:
        if name in given:
            return f'the macro "{of.name}" is given "{name}" twice'
        if name not in (*of.arguments, "caller") and "kwargs" not in of.extra:
            return f'the macro "{of.name}" has no argument "{name}"'
    missing = [name for name in of.arguments if name not in (*given, *named) and name not in of.optional]
    return f'the macro "{of.name}" lacks the argument "{missing[0]}"' if missing else ""


def set_at_top(tree: nodes.Template) -> dict[str, Kind]:
    """Return the names that a layout sets outside of blocks, which its blocks may use and others import."""
    found: dict[str, Kind] = {}
    waiting = list(tree.body)
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, nodes.If):
            waiting[:0] = [*node.body, *node.elif_, *node.else_]
        elif isinstance(node, nodes.Assign | nodes.AssignBlock):
            found.update(dict.fromkeys(names_in(node.target)))
        elif isinstance(node, nodes.Macro):
            found[node.name] = None if node.name in found else macro(node)
    return found


def names_in(target: nodes.Node) -> list[str]:
    """Return the names that a target of an assignment sets."""
    return [target.name] if isinstance(target, nodes.Name) else [name.name for name in target.find_all(nodes.Name)]
