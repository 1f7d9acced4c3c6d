"""Python-Markdown made quicker, its output the same: what cannot match is not tried.

The library tries each of some thirty inline patterns on each piece of text, and each kind of block on each paragraph.
Here a pattern has signs, and is tried where one of them stands. What is not the library's own is always tried.
"""

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown, treeprocessors
from markdown import inlinepatterns as patterns
from markdown.__meta__ import __version_info__
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions import smarty
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.extensions.md_in_html import HtmlBlockPreprocessor
from markdown.preprocessors import NormalizeWhitespace, Preprocessor
from markdown.util import AtomicString

VERSIONS = ((3, 8), (3, 12))
"""The first version of the library that this was compared with, and the first that it was not."""

_ANYTHING = ("",)
_SMARTY = {
    "'": """singleQuoteStartRe decadeAbbrRe openingSingleQuotesRegex closingSingleQuotesRegex
        closingSingleQuotesRegex2 remainingSingleQuotesRegex""",
    '"': """doubleQuoteStartRe openingDoubleQuotesRegex closingDoubleQuotesRegex closingDoubleQuotesRegex2
        remainingDoubleQuotesRegex""",
    "\"'": "doubleQuoteSetsRe singleQuoteSetsRe2",
    "'\"": "singleQuoteSetsRe doubleQuoteSetsRe2",
}
SIGNS: dict[str, tuple[str, ...]] = {
    patterns.BACKTICK_RE: ("`",),
    patterns.ESCAPE_RE: ("\\",),
    patterns.LINK_RE: ("[",),
    patterns.IMAGE_LINK_RE: ("![",),
    patterns.AUTOLINK_RE: ("<",),
    patterns.AUTOMAIL_RE: ("<",),
    patterns.LINE_BREAK_RE: ("  \n",),
    patterns.HTML_RE: ("<",),
    patterns.ENTITY_RE: ("&",),
    r"\*|_": ("*", "_"),
    r"\[\^([^\]]*)\]": ("[^",),
    r"(?<!-)---(?!-)": ("---",),
    r"(?<!-)--(?!-)": ("--",),
    r"(?<!\.)\.{3}(?!\.)": ("...",),
    **{vars(smarty).get(name, name): (sign,) for sign, names in _SMARTY.items() for name in names.split()},
}
"""The regular expressions of inline patterns: a text that one of them matches holds one of its signs."""

_KINDS_OF_BLOCK = frozenset(
    """AbbrBlockprocessor BlockQuoteProcessor CodeBlockProcessor DefListIndentProcessor DefListProcessor
    EmptyBlockProcessor FootnoteBlockProcessor HRProcessor HashHeaderProcessor ListIndentProcessor
    MarkdownInHtmlProcessor OListProcessor ParagraphProcessor ReferenceProcessor SaneOListProcessor SaneUListProcessor
    SetextHeaderProcessor TableProcessor UListProcessor""".split()
)
"""None but the paragraph begins with a letter or a quote; all look at the beginnings of lines only."""
_LINES_OF_WORDS = re.compile(r"""(?:(?:[^\W\d_]|["'(“„‘«—…$]).*(?:\n|\Z))+""")


def quicken(engine: Markdown) -> None:
    """Make an engine quicker, if the library is of a version that is known."""
    first, after = VERSIONS
    if not first <= __version_info__[:2] < after:
        return
    for processor in (*engine.preprocessors, *engine.treeprocessors):
        quick = _QUICK.get(type(processor))
        if quick:
            processor.__class__ = quick  # it keeps its place, its name and what others set on it
    blocks = engine.parser.blockprocessors
    if all(_is_own(block) and type(block).__name__ in _KINDS_OF_BLOCK for block in blocks):
        blocks.register(_Words(engine.parser), "sitegen_words", 1_000)


def _is_own(part: object) -> bool:
    return type(part).__module__.startswith("markdown.")


def _signs(pattern: Any) -> tuple[str, ...]:
    if type(pattern).getCompiledRegExp is not patterns.Pattern.getCompiledRegExp:
        return _ANYTHING
    return SIGNS.get(pattern.compiled_re.pattern, _ANYTHING)


class InlineProcessor(treeprocessors.InlineProcessor):
    """The library's class, whose name it bears so that its private methods are the same."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply the patterns to a tree."""
        self.__tried = [(pattern, _signs(pattern)) for pattern in self.inlinePatterns]
        text = "".join(tree.itertext())
        if any(sign in text for _, signs in self.__tried for sign in signs):
            return super().run(tree, ancestors)
        self.stashed_nodes = {}
        return tree

    def __handleInline(self, data: str, index: int = 0) -> str:  # noqa: N802
        if isinstance(data, AtomicString):
            return data
        for place, (pattern, signs) in enumerate(self.__tried[index:], index):
            for sign in signs:
                if sign in data:
                    data = self.__apply(pattern, data, place)
                    break
        return data

    def __apply(self, pattern: Any, data: str, place: int) -> str:
        start, matched = 0, True
        while matched:
            data, matched, start = self.__applyPattern(pattern, data, place, start)  # type: ignore[attr-defined]
        return data


class _AttrList(AttrListTreeprocessor):
    def run(self, doc: Element) -> None:
        if "{" in "".join(doc.itertext()):
            super().run(doc)


class _Normalize(NormalizeWhitespace):
    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if any(sign in text for sign in ("\n ", "\t", "\r", "\2", "\3")):
            return super().run(lines)
        return [*lines, "", ""]


class _Sparing(Preprocessor):
    signs: tuple[str, ...] = _ANYTHING

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return super().run(lines) if any(sign in text for sign in self.signs) else lines


class _Html(_Sparing, HtmlBlockPreprocessor):
    signs = ("<", "&")


class _Fenced(_Sparing, FencedBlockPreprocessor):
    signs = ("```", "~~~")


class _Words(ParagraphProcessor):
    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        return _LINES_OF_WORDS.fullmatch(block) is not None


_QUICK: dict[type, type] = {
    treeprocessors.InlineProcessor: InlineProcessor,
    AttrListTreeprocessor: _AttrList,
    NormalizeWhitespace: _Normalize,
    HtmlBlockPreprocessor: _Html,
    FencedBlockPreprocessor: _Fenced,
}
