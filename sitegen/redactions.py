"""Names that may no longer be published, and what stands in their place."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from unicodedata import normalize

from msgspec import Struct
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from sitegen.characters import FOLD, UNSEEN, is_unspaced
from sitegen.getters import fields_of, line
from sitegen.urls import slug
from sitegen.yamltree import NodeError

_SPACE = r"(?:[^\S\n]|&nbsp;)"
_BLANK = rf"(?:{_SPACE}+(?:\n{_SPACE}*)?|\n{_SPACE}*)"
"""Blanks with one line break at most: more of them part paragraphs."""
_UNSEEN = f"(?:[{UNSEEN}]|&(?:shy|zwnj|zwj|lrm|rlm);)*"
_ALIKE = {"'": "['’ʼ‘]", "-": "[-‐\u2011]", " ": _BLANK}
_ADDRESSES = frozenset(("slug", "id", "name", "aliases", "former_ids", "layout", "redact", "src"))
"""Fields whose values name files and addresses: to change these would break them, so they are looked at instead."""
_MARKS = {ord(sign): f"&#{ord(sign)};" for sign in '&\\`*_~{}[]()<>#+-=|!"'}
"""Signs that Markdown may read as marks."""
_FIRST_MARK = re.compile(r"(\d*)([.:])")
"""What it may read as one at the beginning of a line, besides."""
_NAMES = frozenset(("people", "tags"))
"""Fields whose entries are dropped if they name what is redacted."""


class Redaction(Struct, frozen=True):
    """A text that is replaced wherever an article's text goes."""

    surface: str
    replace: str


def redaction(node: Node) -> Redaction:
    """Take a redaction: the `surface` that goes, and what it is to `replace` it."""
    taken = fields_of(node, {"surface": line, "replace": line}, required="surface")
    if "replace" not in taken:
        hint = 'Write what readers see in its place: replace: "X".'
        raise NodeError(node, '"replace" is missing', hint=hint, code="SG014")
    if _pattern(taken["surface"]).search(taken["replace"]):
        raise NodeError(node, "what is to stand in its place contains it", hint='Write other words: replace: "X".')
    return Redaction(**taken)


def redacted(markdown: str, redactions: Iterable[Redaction]) -> str:
    """Return a body without the surfaces. What stands in their place is no Markdown: it is read as it is written."""
    for one in redactions:
        markdown = _replaced(markdown, one.surface, _as_written(one.replace))
    return markdown


def _as_written(words: str) -> str:
    return _FIRST_MARK.sub(lambda match: f"{match[1]}&#{ord(match[2])};", words.translate(_MARKS), count=1)


def redact_fields(node: MappingNode, redactions: Iterable[Redaction], renamed: Mapping[str, str | None]) -> None:
    """Take the surfaces out of the values of front matter, but for those that are addresses.

    Whoever is redacted is no longer one of the people or tags: what stands in the place of a name is nobody's.
    `renamed` are the fields that some keys of the site mean.
    """
    for key, value in node.value:
        field = renamed.get(key.value, key.value) if isinstance(key, ScalarNode) else None
        if field in _NAMES and isinstance(value, SequenceNode):
            value.value[:] = [item for item in value.value if not _is_of(item, redactions)]
        elif field in _NAMES and isinstance(value, ScalarNode) and _is_of(value, redactions):
            value.value = ""
        if field not in _ADDRESSES:
            _redact_value(value, redactions)


def _redact_value(node: Node, redactions: Iterable[Redaction]) -> None:
    if isinstance(node, ScalarNode):
        for one in redactions:
            node.value = _replaced(node.value, one.surface, one.replace)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            _redact_value(item, redactions)
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value != "src":
                _redact_value(value, redactions)


def _is_of(node: Node, redactions: Iterable[Redaction]) -> bool:
    """Tell whether an entry names what is redacted, and nothing else."""
    if isinstance(node, MappingNode):
        return any(key.value in ("id", "name") and _is_of(value, redactions) for key, value in node.value)
    return isinstance(node, ScalarNode) and any(slug(node.value) == slug(one.surface) != "" for one in redactions)


def _replaced(text: str, surface: str, replacement: str) -> str:
    return _pattern(surface).sub(lambda _: replacement, text)


def has_any(text: str, redactions: Iterable[Redaction]) -> bool:
    """Tell whether a surface is in a text."""
    return any(_pattern(one.surface).search(text) for one in redactions)


def is_in_address(addresses: Iterable[str], redactions: Iterable[Redaction]) -> bool:
    """Tell whether a surface is in an address or the name of a file: `jane-roe`, `Jane_Roe`."""
    slugs = "\n".join(f"-{slug(part)}-" for address in addresses for part in address.split("/"))
    return any((short := slug(one.surface)) and f"-{short}-" in slugs for one in redactions)


@lru_cache(maxsize=1024)
def _pattern(surface: str) -> re.Pattern[str]:
    """Return what finds a surface: composed or not, with any blanks and apostrophes, and characters that are not seen.

    One of several words is found in capitals and in small letters, too, a single word in capitals: Rose is no rose.
    """
    forms = dict.fromkeys(normalize(form, case) for case in (surface, surface.upper()) for form in ("NFC", "NFD"))
    patterns = (_UNSEEN.join(_ALIKE.get(c, re.escape(c)) for c in form.translate(FOLD)) for form in forms)
    before = "" if is_unspaced(surface[0]) else r"(?<![^\W_])"
    after = "" if is_unspaced(surface[-1]) else r"(?![^\W_])"
    case = re.IGNORECASE if len(surface.split()) > 1 else re.NOFLAG
    return re.compile(f"{before}(?:{'|'.join(patterns)}){after}", case)
