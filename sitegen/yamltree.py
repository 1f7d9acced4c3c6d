"""YAML as a tree of nodes with places, typed by our schemas and not by YAML's guesses.

PyYAML's C parser composes the nodes and its base resolver leaves every scalar as text, so `no`, `2020` and `12:30`
are three tags and `404` is a title. A *getter* (`getters.py`) takes a node and returns a value of one type, or raises
`NodeError` with the node it cannot use. Nothing here expands an alias, so aliases cannot explode.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

import yaml
from msgspec import Struct
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs leave it out
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, Event, NodeEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.resolver import BaseResolver

from sitegen.errors import Problem, did_you_mean
from sitegen.slips import slip_of

T = TypeVar("T")
Getter = Callable[[Node], T]
Schema = Mapping[str, Getter[Any]]
"""Field name -> the getter of its value."""

NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that no page and no feed may hold: what XML does not allow, and DEL."""
DEPTH = 100
"""How deep values may be nested."""
_UNREADABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that YAML does not allow."""
FIELDS = "Write each field as its name, a colon, a space and its value."
AGAIN = "Delete one of them."
TOO_DEEP = "Look for a row of brackets or dashes; text that starts with one needs quotes."
_TAG_HINT = "A value that starts with ! needs quotes."
_MERGE = "Fields are not merged from elsewhere: write them out."
UNTAGGED: str = BaseResolver.DEFAULT_SCALAR_TAG
"""The tag of text that has none of its own."""
LONGEST = 1_000_000
"""Characters that front matter or site.yaml may have."""
MOST = 100
"""How many mistakes of one file are told; who sees so many has one that makes the others."""
_TAGGED = re.compile(r"(?<![^\s\[{,])!")
"""What may be a tag of YAML."""
_PLAIN_TAGS = ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")
_BREAKS = re.compile("[\x85\u2028\u2029]")
"""YAML 1.1 ends a line at them; word processors leave them inside of sentences."""


class NodeError(Exception):
    """A node that its getter cannot use. With a `value`, the problem is worth telling but the value is good.

    `others` are the mistakes that the getter found beside this one.
    """

    def __init__(self, node: Node, message: str, *, hint: str = "", code: str = "SG013", value: object = None) -> None:
        super().__init__(message)
        self.node = node
        self.message = message
        self.hint = hint
        self.code = code
        self.value = value
        self.others: tuple[NodeError, ...] = ()

    def __iter__(self) -> Iterator["NodeError"]:
        """Yield this mistake and all others that came with it."""
        yield self
        for other in self.others:
            yield from other


class Place(Struct, frozen=True):
    """Where something stands in its file; both numbers are 1-based."""

    line: int
    column: int


class Source(Struct, frozen=True):
    """The file that a tree was read from, and how many of its lines come before the YAML."""

    file: str
    lines_before: int = 0

    def place(self, node: Node | Event) -> Place:
        """Return where a node starts."""
        mark = node.start_mark
        return Place(mark.line + 1 + self.lines_before, mark.column + 1) if mark else Place(1, 1)

    def problem(self, node: Node | Event, code: str, message: str, hint: str = "", key: str = "") -> Problem:
        """Return a problem at a node."""
        at = self.place(node)
        return Problem(code, message, self.file, at.line, at.column, hint, key)


_TAGS: dict[type[Node], str] = {
    ScalarNode: BaseResolver.DEFAULT_SCALAR_TAG,
    SequenceNode: BaseResolver.DEFAULT_SEQUENCE_TAG,
    MappingNode: BaseResolver.DEFAULT_MAPPING_TAG,
}


class _Composer(CParser):
    """PyYAML's parser, with the answers that its base resolver comes to after a long way."""

    def resolve(self, kind: type[Node], _value: str | None, _implicit: object) -> str:
        return _TAGS[kind]

    def descend_resolver(self, _parent: Node | None, _index: Node | int | None) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def compose(text: str, source: Source) -> MappingNode | Problem | None:
    """Return the mapping that `text` holds, None where it is empty, or the problem that keeps it from being read."""
    if len(text) > LONGEST:
        message = f"more than {LONGEST:,} characters of YAML"
        hint = "What is long belongs into the body, or into a file beside it."
        return Problem("SG011", message, source.file, source.lines_before + 1, hint=hint)
    try:
        text = _BREAKS.sub(" ", text)
        odd = _odd_event(text, source) if _is_odd(text) else None
        node = odd or _Composer(text).get_single_node()
    except yaml.YAMLError as error:
        return _syntax_problem(error, text, source)
    if isinstance(node, Problem):
        return node
    if node is None or is_empty(node):
        return None
    if not isinstance(node, MappingNode):
        return source.problem(node, "SG011", f"expected `key: value` lines, found {kind_of(node)}", FIELDS)
    return node


def _is_odd(text: str) -> bool:
    """Tell whether text may be nested very deep or has anchors or tags, without parsing it."""
    openings = text.count("[") + text.count("{") + text.count("- ") + text.count("? ")
    return openings > DEPTH or " " * DEPTH in text or "&" in text or bool(_TAGGED.search(text))


def _odd_event(text: str, source: Source) -> Problem | None:
    """Return a problem where the C parser would recurse too deep, or a tag or an anchor is text that lacks quotes."""
    parser = _Composer(text)
    depth = 0
    anchors: dict[str, Event] = {}
    while event := parser.get_event():
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > DEPTH + 1:
            return source.problem(event, "SG011", f"nested more than {DEPTH} deep", TOO_DEEP)
        if isinstance(event, CollectionStartEvent) and event.tag and event.tag not in _PLAIN_TAGS:
            return source.problem(event, "SG011", _tag_message(event.tag), _TAG_HINT)
        if isinstance(event, AliasEvent):
            anchors.pop(event.anchor or "", None)
        elif isinstance(event, NodeEvent) and event.anchor:
            anchors[event.anchor] = event
    for name, event in anchors.items():
        message = f'"&{name}" is the name of an anchor that nothing refers to'
        return source.problem(event, "SG011", message, "A value that starts with & needs quotes.")
    return None


def _syntax_problem(error: yaml.YAMLError, text: str, source: Source) -> Problem:
    mark = getattr(error, "problem_mark", None)
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "not valid YAML")
    unreadable = _UNREADABLE.search(text)
    if unreadable:
        return _control_character(text, unreadable.start(), source)
    if not mark:
        return Problem("SG011", said, source.file, source.lines_before + 1)
    line = next(islice(text.split("\n"), mark.line, None), "")
    slip = slip_of(said, line[: mark.column])
    opening = getattr(error, "context_mark", None)
    at = opening if slip.at_opening and opening else mark
    place = (source.file, at.line + 1 + source.lines_before, at.column + 1)
    return Problem("SG011", slip.message, *place, slip.hint)


def _control_character(text: str, place: int, source: Source) -> Problem:
    message = f"a character that cannot be seen (U+{ord(text[place]):04X})"
    line, column = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
    return Problem(
        "SG011", message, source.file, line + source.lines_before, column, "Delete it, or type the text anew."
    )


class Values(Struct, frozen=True):
    """What `read` found in a mapping: values, places and keys as written by field name, and all that was wrong."""

    values: dict[str, Any]
    places: dict[str, Place]
    keys: dict[str, str]
    problems: list[Problem]


def read(
    node: MappingNode | None, schema: Schema, source: Source, renamed: Mapping[str, str | None] | None = None
) -> Values:
    """Read every key of a mapping by its getter and report all mistakes at once.

    `renamed` maps an author's key to ours, or to None for a key that is known and ignored. Empty values count as
    absent. Problems name the author's key.
    """
    found = Values({}, {}, {}, [])
    for key_node, value_node in node.value if node else ():
        if len(found.problems) >= MOST:
            found.problems[MOST:] = [source.problem(key_node, "SG011", f"more than {MOST} mistakes; read no further")]
            break
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
    key = key_node.value if isinstance(key_node, ScalarNode) and key_node.tag == UNTAGGED else None
    if key is None:
        hint = "A key that starts with [, {, & or ! needs quotes."
        found.problems.append(source.problem(key_node, "SG011", "a key must be text", hint))
        return
    name = renamed.get(key, key)
    if name is None:
        return
    if name in found.places:
        first, line = found.keys[name], found.places[name].line
        same = f'"{key}" is given again (first on line {line})'
        other = f'"{key}" and "{first}" (line {line}) are two names of one field'
        found.problems.append(source.problem(key_node, "SG016", same if key == first else other, AGAIN))
        return
    getter = schema.get(name)
    if getter is None:
        hint = _MERGE if key == "<<" else did_you_mean(key, [*schema, *(k for k, v in renamed.items() if v)])
        found.problems.append(source.problem(key_node, "SG012", f'unknown key "{key}"', hint, key))
        return
    found.places[name], found.keys[name] = source.place(key_node), key
    if is_empty(value_node):
        return
    try:
        found.values[name] = getter(value_node)
    except NodeError as bad:
        found.problems.extend(
            source.problem(one.node, one.code, f'"{key}": {one.message}', one.hint, key) for one in bad
        )
        if bad.value is not None:
            found.values[name] = bad.value


def is_empty(node: Node) -> bool:
    """Tell whether a node stands for no value: nothing, `~`, or blank text."""
    if not isinstance(node, ScalarNode) or node.tag != UNTAGGED:
        return False
    return not node.value.strip() or (node.value == "~" and not node.style)


def text(node: Node) -> str:
    """Take text without line breaks at its ends."""
    if not isinstance(node, ScalarNode):
        flow = getattr(node, "flow_style", False)
        hint = "A value that starts with [ or { needs quotes." if flow else "Write one value, behind the name."
        raise NodeError(node, f"expected text, found {kind_of(node)}", hint=hint)
    if node.tag != UNTAGGED:
        raise NodeError(node, _tag_message(node.tag), hint=_TAG_HINT)
    if NO_TEXT.search(node.value):
        hint = "Delete it; in double quotes \\ has a meaning of its own, and in single quotes none."
        raise NodeError(node, "contains a control character, which no page can hold", hint=hint)
    return str(node.value).strip()


def _tag_message(tag: str) -> str:
    return f'"{tag.replace("tag:yaml.org,2002:", "!!")}" is a tag of YAML, not text'


def kind_of(node: Node) -> str:
    """Name what a node is, for messages."""
    if isinstance(node, SequenceNode):
        return "a list"
    return "`key: value` lines" if isinstance(node, MappingNode) else "text"
