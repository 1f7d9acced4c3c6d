"""YAML as a tree of nodes with places, typed by our schemas and not by YAML's guesses.

PyYAML's C parser composes the nodes and its base resolver leaves every scalar as text, so `no`, `2020` and `12:30`
are three tags and `404` is a title. A *getter* takes a node and returns a value of one type, or raises `NodeError` with
the node it cannot use. Nothing here expands an alias, so aliases cannot explode.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import yaml
from msgspec import Struct
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs leave it out
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.resolver import BaseResolver

from sitegen.errors import Problem, did_you_mean

T = TypeVar("T")
Getter = Callable[[Node], T]
Schema = Mapping[str, Getter[Any]]
"""Field name -> the getter of its value."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DEPTH = 100
"""How deep a free-form value may be nested."""
EXTRA_NODES = 10_000
"""How many nodes a free-form value may have once its aliases are followed."""


class NodeError(Exception):
    """A node that its getter cannot use. With a `value`, the problem is worth telling but the value is good."""

    def __init__(self, node: Node, message: str, *, hint: str = "", code: str = "SG013", value: object = None) -> None:
        super().__init__(message)
        self.node = node
        self.message = message
        self.hint = hint
        self.code = code
        self.value = value


class Place(Struct, frozen=True):
    """Where something stands in its file; both numbers are 1-based."""

    line: int
    column: int


class Source(Struct, frozen=True):
    """The file that a tree was read from, and how many of its lines come before the YAML."""

    file: str
    lines_before: int = 0

    def place(self, node: Node) -> Place:
        """Return where a node starts."""
        mark = node.start_mark
        return Place(mark.line + 1 + self.lines_before, mark.column + 1)

    def problem(self, node: Node, code: str, message: str, hint: str = "", key: str = "") -> Problem:
        """Return a problem at a node."""
        at = self.place(node)
        return Problem(code, message, self.file, at.line, at.column, hint, key)


class _Composer(CParser, BaseResolver):
    def __init__(self, stream: str) -> None:
        CParser.__init__(self, stream)
        BaseResolver.__init__(self)


def compose(text: str, source: Source) -> MappingNode | Problem | None:
    """Return the mapping that `text` holds, None where it is empty, or the problem that keeps it from being read."""
    try:
        node = _Composer(text).get_single_node()
    except yaml.YAMLError as error:
        return _syntax_problem(error, source)
    except RecursionError:
        return Problem("SG011", "nested too deep", source.file, source.lines_before + 1)
    if node is None or is_empty(node):
        return None
    if not isinstance(node, MappingNode):
        return source.problem(node, "SG011", f"expected `key: value` lines, found {_kind(node)}")
    return node


def _syntax_problem(error: yaml.YAMLError, source: Source) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "not valid YAML"
    hint = ""
    if "tab character" in what or "cannot start any token" in what:
        hint = (
            "YAML allows no tab at the start of a line or value, and a value that starts with %, @ or ` needs quotes."
        )
    elif "mapping values are not allowed" in what:
        hint = 'A value that contains ": " needs quotes.'
    line, column = (mark.line + 1 + source.lines_before, mark.column + 1) if mark else (source.lines_before + 1, 0)
    return Problem("SG011", str(what), source.file, line, column, hint)


class Values(Struct, frozen=True):
    """What `read` found in a mapping: typed values and places by field name, and everything that was wrong."""

    values: dict[str, Any]
    places: dict[str, Place]
    problems: list[Problem]


def read(
    node: MappingNode | None, schema: Schema, source: Source, renamed: Mapping[str, str | None] | None = None
) -> Values:
    """Read every key of a mapping by its getter and report all mistakes at once.

    `renamed` maps an author's key to ours, or to None for a key that is known and ignored. Empty values count as
    absent. Problems name the author's key.
    """
    found = Values({}, {}, [])
    for key_node, value_node in node.value if node else ():
        _read_pair(key_node, value_node, schema, source, renamed or {}, found)
    return found


def _read_pair(
    key_node: Node,
    value_node: Node,
    schema: Schema,
    source: Source,
    renamed: Mapping[str, str | None],
    found: Values,
) -> None:
    key = key_node.value if isinstance(key_node, ScalarNode) else None
    if key is None:
        found.problems.append(source.problem(key_node, "SG011", "a key must be text"))
        return
    name = renamed.get(key, key)
    if name is None:
        return
    if name in found.places:
        first = found.places[name].line
        found.problems.append(source.problem(key_node, "SG016", f'"{key}" is given again (first on line {first})'))
        return
    getter = schema.get(name)
    if getter is None:
        hint = did_you_mean(key, [*schema, *(k for k, v in renamed.items() if v)])
        found.problems.append(source.problem(key_node, "SG012", f'unknown key "{key}"', hint, key))
        return
    found.places[name] = source.place(key_node)
    if is_empty(value_node):
        return
    try:
        found.values[name] = getter(value_node)
    except NodeError as bad:
        found.problems.append(source.problem(bad.node, bad.code, f'"{key}": {bad.message}', bad.hint, key))
        if bad.value is not None:
            found.values[name] = bad.value


def is_empty(node: Node) -> bool:
    """Tell whether a node stands for no value: nothing, `~`, or blank text."""
    if not isinstance(node, ScalarNode):
        return False
    return not node.value.strip() or (node.value == "~" and not node.style)


def text(node: Node) -> str:
    """Take text without line breaks at its ends."""
    if not isinstance(node, ScalarNode):
        hint = "A value that starts with [ or { needs quotes." if getattr(node, "flow_style", False) else ""
        raise NodeError(node, f"expected text, found {_kind(node)}", hint=hint)
    if _CONTROL.search(node.value):
        raise NodeError(node, "contains a control character, which no page can hold")
    return str(node.value).strip()


def flag(node: Node) -> bool:
    """Take true or false (yes and no, on and off mean the same)."""
    word = text(node).lower()
    if word in ("true", "yes", "on"):
        return True
    if word in ("false", "no", "off"):
        return False
    raise NodeError(node, f'expected true or false, found "{word}"')


def number(node: Node, least: int = 1) -> int:
    """Take a whole number of at least `least`."""
    word = text(node)
    if not (word.isascii() and word.isdigit()) or int(word) < least:
        raise NodeError(node, f'expected a whole number from {least} up, found "{word}"')
    return int(word)


def choice(*words: str) -> Getter[str]:
    """Make a getter for one of some words."""

    def take(node: Node) -> str:
        word = text(node)
        if word not in words:
            expected = ", ".join(words)
            raise NodeError(node, f'expected one of {expected}; found "{word}"', hint=did_you_mean(word, words))
        return word

    return take


def many(getter: Getter[T]) -> Getter[tuple[T, ...]]:
    """Make a getter for a list of values; a single value counts as a list of one, an empty entry as none."""

    def take(node: Node) -> tuple[T, ...]:
        if isinstance(node, SequenceNode):
            return tuple(getter(item) for item in node.value if not is_empty(item))
        return (getter(node),)

    return take


def pairs(getter: Getter[T]) -> Getter[dict[str, T]]:
    """Make a getter for a mapping from text to values of one type."""

    def take(node: Node) -> dict[str, T]:
        if not isinstance(node, MappingNode):
            raise NodeError(node, f"expected `key: value` lines, found {_kind(node)}")
        return {text(key): getter(value) for key, value in node.value}

    return take


def fields_of(node: Node, schema: Schema, required: str = "") -> dict[str, Any]:
    """Take a mapping with known keys only, each read by its getter; every key may be absent but `required`."""
    if not isinstance(node, MappingNode):
        raise NodeError(node, f"expected {', '.join(schema)}; found {_kind(node)}")
    taken: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = text(key_node)
        if key not in schema:
            raise NodeError(key_node, f'unknown key "{key}"', hint=did_you_mean(key, schema))
        if key in taken:
            raise NodeError(key_node, f'"{key}" is given again', code="SG016")
        if not is_empty(value_node):
            taken[key] = schema[key](value_node)
    if required and required not in taken:
        raise NodeError(node, f'"{required}" is missing', code="SG014")
    return taken


def free(node: Node) -> Any:
    """Take a free-form value: text, numbers and flags as YAML 1.2 reads them, lists and mappings; dates stay text."""
    budget = [EXTRA_NODES]
    return _free(node, budget, ())


def _free(node: Node, budget: list[int], parents: tuple[Node, ...]) -> Any:
    budget[0] -= 1
    if budget[0] < 0:
        raise NodeError(parents[0], f"more than {EXTRA_NODES:,} values once aliases are followed")
    if len(parents) > _DEPTH:
        raise NodeError(parents[0], f"nested more than {_DEPTH} deep")
    if any(node is parent for parent in parents):
        raise NodeError(node, "an alias that contains itself")
    inside = (*parents, node)
    if isinstance(node, SequenceNode):
        return [_free(item, budget, inside) for item in node.value]
    if isinstance(node, MappingNode):
        taken: dict[str, Any] = {}
        for key, value in node.value:
            if text(key) in taken:
                raise NodeError(key, f'"{text(key)}" is given again', code="SG016")
            taken[text(key)] = _free(value, budget, inside)
        return taken
    text(node)
    return node.value if getattr(node, "style", "") else _plain(node.value)


def _plain(word: str) -> str | int | float | bool | None:
    if word in ("", "~", "null", "Null", "NULL"):
        return None
    if word in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return word.lower() == "true"
    for kind in (int, float):
        try:
            value = kind(word) if word[-1].isdigit() and "_" not in word else word
        except ValueError:
            continue
        return value if isinstance(value, str) or -(2**63) <= value < 2**63 else word
    return word


def _kind(node: Node) -> str:
    if isinstance(node, SequenceNode):
        return "a list"
    return "`key: value` lines" if isinstance(node, MappingNode) else "text"
