"""Getters: each takes a YAML node and returns a value of one type, or tells all that is wrong with it at once."""

from collections.abc import Iterable
from typing import Any

from yaml.nodes import MappingNode, Node, SequenceNode

from sitegen.errors import did_you_mean
from sitegen.urls import is_web_address, slug
from sitegen.yamltree import (
    AGAIN,
    DEPTH,
    FIELDS,
    MOST,
    TOO_DEEP,
    Getter,
    NodeError,
    Schema,
    T,
    is_empty,
    kind_of,
    text,
)

EXTRA_NODES = 10_000
"""How many nodes a free-form value may have once its aliases are followed."""


class _Mistakes:
    """What was wrong with the parts of a value; one that is wrong does not hide the next."""

    def __init__(self) -> None:
        self._found: list[NodeError] = []

    def add(self, mistake: NodeError) -> None:
        self._found.append(mistake)
        if len(self._found) > MOST:
            self.stop_if_any()

    def take(self, getter: Getter[T], nodes: Iterable[Node]) -> list[T]:
        """Return the values of the nodes that can be used."""
        taken: list[T] = []
        for node in nodes:
            try:
                taken.append(getter(node))
            except NodeError as bad:
                self.add(bad)
        return taken

    def stop_if_any(self) -> None:
        if self._found:
            first, *others = self._found
            first.others = (*first.others, *others)
            raise first


def line(node: Node) -> str:
    """Take text and fold its line breaks into spaces."""
    return " ".join(text(node).split())


def sluggable(node: Node) -> str:
    """Take a name from which a slug can be made."""
    name = line(node)
    if not slug(name):
        raise NodeError(node, f'no URL can be made of "{name}"', hint="Use at least one letter or digit.")
    return name


def web_address(node: Node) -> str:
    """Take a URL with a scheme that is safe to link to."""
    written = text(node)
    if not is_web_address(written):
        raise NodeError(node, f'"{written}" is not a web address', hint="Write it whole, with https://.")
    return written


def flag(node: Node) -> bool:
    """Take true or false (yes and no, on and off mean the same)."""
    word = text(node).lower()
    if word in ("true", "yes", "on"):
        return True
    if word in ("false", "no", "off"):
        return False
    raise NodeError(node, f'expected true or false, found "{word}"', hint="Write true or false.")


def number(least: int, most: int) -> Getter[int]:
    """Make a getter for a whole number between two bounds."""

    def take(node: Node) -> int:
        word = text(node)
        digits = word.lstrip("0")
        if word.isascii() and word.isdigit() and len(digits) < 10 and least <= int(digits or "0") <= most:
            return int(digits or "0")
        raise NodeError(
            node, f'expected a whole number from {least:,} to {most:,}, found "{word}"', hint="Write it in digits."
        )

    return take


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
        if not isinstance(node, SequenceNode):
            return (getter(node),)
        mistakes = _Mistakes()
        taken = mistakes.take(getter, (item for item in node.value if not is_empty(item)))
        mistakes.stop_if_any()
        return tuple(taken)

    return take


def pairs(key: Getter[str], value: Getter[T]) -> Getter[dict[str, T]]:
    """Make a getter for a mapping from keys to values of one type."""

    def take(node: Node) -> dict[str, T]:
        if not isinstance(node, MappingNode):
            raise NodeError(node, f"expected `key: value` lines, found {kind_of(node)}", hint=FIELDS)
        taken: dict[str, T] = {}
        mistakes = _Mistakes()
        for key_node, value_node in node.value:
            for name in mistakes.take(key, [key_node]):
                if name in taken:
                    mistakes.add(NodeError(key_node, f'"{name}" is given again', hint=AGAIN, code="SG016"))
                for one in mistakes.take(value, [value_node]):
                    taken[name] = one
        mistakes.stop_if_any()
        return taken

    return take


def fields_of(node: Node, schema: Schema, required: str = "") -> dict[str, Any]:
    """Take a mapping with known keys only, each read by its getter; every key may be absent but `required`."""
    if not isinstance(node, MappingNode):
        raise NodeError(node, f"expected {', '.join(schema)}; found {kind_of(node)}", hint=FIELDS)
    given: dict[str, Node] = {}
    mistakes = _Mistakes()
    for key_node, value_node in node.value:
        for key in mistakes.take(text, [key_node]):
            if key not in schema:
                mistakes.add(NodeError(key_node, f'unknown key "{key}"', hint=did_you_mean(key, schema)))
            elif key in given:
                mistakes.add(NodeError(key_node, f'"{key}" is given again', hint=AGAIN, code="SG016"))
            else:
                given[key] = value_node
    filled = {key: value for key, value in given.items() if not is_empty(value)}
    if required and required not in filled:
        mistakes.add(NodeError(node, f'"{required}" is missing', hint=f"Add `{required}:`.", code="SG014"))
    taken = {key: value for key, node in filled.items() for value in mistakes.take(schema[key], [node])}
    mistakes.stop_if_any()
    return taken


def free(node: Node) -> Any:
    """Take a free-form value: text, numbers and flags as YAML 1.2 reads them, lists and mappings; dates stay text."""
    budget = [EXTRA_NODES]
    return _free(node, budget, ())


def _free(node: Node, budget: list[int], parents: tuple[Node, ...]) -> Any:
    budget[0] -= 1
    if budget[0] < 0:
        raise NodeError(parents[0], f"more than {EXTRA_NODES:,} values once aliases are followed")
    if len(parents) > DEPTH:
        raise NodeError(parents[0], f"nested more than {DEPTH} deep", hint=TOO_DEEP)
    if any(node is parent for parent in parents):
        raise NodeError(node, "an alias that contains itself")
    inside = (*parents, node)
    if isinstance(node, SequenceNode):
        return [_free(item, budget, inside) for item in node.value]
    if isinstance(node, MappingNode):
        taken: dict[str, Any] = {}
        for key, value in node.value:
            if text(key) in taken:
                raise NodeError(key, f'"{text(key)}" is given again', hint=AGAIN, code="SG016")
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
