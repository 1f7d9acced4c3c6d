"""YAML with another value at one of its keys, as an author would write it; the other lines stay."""

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from sitegen.errors import did_you_mean
from sitegen.yamltree import Source, compose

_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(.*)", re.DOTALL)
_OPPOSITE = {"true": "false", "false": "true", "yes": "no", "no": "yes", "on": "off", "off": "on"}


class NoEditError(Exception):
    """The edit cannot be thought of; the text says why."""


def with_value(text: str, field: str, value: str | None, renamed: Mapping[str, str | None]) -> str:
    """Return YAML with another value at a key: the `value` given, as YAML; None: any other than is there.

    `field` is a key as written, or what it means by `renamed`.

    Raises:
        NoEditError: if the key is not there and no value is given, or none can be thought of.
    """
    node = compose(text, Source(""))
    pairs = node.value if isinstance(node, MappingNode) else []
    keys = [key.value for key, _ in pairs]
    meant = renamed.get(field, field)
    found = [place for place, key in enumerate(keys) if key == field or renamed.get(key, key) == meant]
    lines = text.splitlines(keepends=True)
    if not found:
        if value is None:
            hint = did_you_mean(field, keys) or f"Say what it would be: --field {field}=VALUE."
            raise NoEditError(f'it has no "{field}". {hint}')
        end = "" if not lines or lines[-1].endswith("\n") else "\n"
        return f"{text}{end}{field}: {value}\n"
    key, old = pairs[found[0]]
    if isinstance(node, MappingNode) and node.flow_style:
        raise NoEditError("its fields stand in braces, and not each on a line of its own")
    first = key.start_mark.line
    after = pairs[found[0] + 1][0].start_mark.line if found[0] + 1 < len(pairs) else len(lines)
    return "".join([*lines[:first], f"{key.value}: {_other(field, old) if value is None else value}\n", *lines[after:]])


def _other(field: str, node: Node) -> str:
    """Return another value of the same kind."""
    if isinstance(node, ScalarNode):
        return _other_text(node.value)
    if isinstance(node, SequenceNode) and node.value:
        return json.dumps([_plain(item) for item in node.value[:-1]], ensure_ascii=False)
    raise NoEditError(f'say what "{field}" would be: --field {field}=VALUE')


def _other_text(text: str) -> str:
    if text.lower() in _OPPOSITE:
        return _OPPOSITE[text.lower()]
    if text.isdecimal():
        return str(int(text) + 1)
    if match := _DATE.fullmatch(text):
        try:
            return (date.fromisoformat(match[1]) + timedelta(days=1)).isoformat() + match[2]
        except (ValueError, OverflowError):
            pass
    return json.dumps(f"{text} changed".lstrip(), ensure_ascii=False)


def _plain(node: Node) -> object:
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, SequenceNode):
        return [_plain(item) for item in node.value]
    return {key.value: _plain(value) for key, value in node.value}
