"""A body's safe HTML, made ready for any site: slots where the site decides, ids on headings, and its facts."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from html import unescape

from msgspec.structs import replace

from sitegen.content.records import Body, Heading, Slot
from sitegen.content.shortcodes import Shortcode, reference
from sitegen.digests import digest_of
from sitegen.urls import slug
from sitegen.yamltree import Place

MARK = "\0"
"""Stands before and after a slot's number in a body's HTML; sanitised HTML cannot contain it."""

_TAG = re.compile(r'(<(/?)([a-z][a-z0-9]*)((?:\s+[^\s=<>/"]+(?:="[^"]*")?)*)\s*/?>)')
_ID = re.compile(r'\sid="([^"]*)"')
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_EMPTY_LINK = re.compile(r"<a(?![^<>]*\sid=)(?:\s[^<>]*)?></a>")
_EMPTY_PARAGRAPH = re.compile(r"<p>\s*</p>\n?")
"""With the link: what an omitted shortcode leaves of what was around it; an anchor stays."""
_NOTE_MARK = re.compile(r"<sup[ >].*?</sup>")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_ASIDE = re.compile(r"<!--.*?-->|<(script|style|textarea|template)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_ASIDE_MARK = re.compile("\x01([0-9]+)\x01")
_RAW_TAG = re.compile(r"""<(a|img|h[1-6])\b((?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.IGNORECASE)
_RAW_ATTRIBUTE = re.compile(r"""([^\s=<>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_NOWHERE = Place(0, 0)
_CONTAINERS = frozenset(("blockquote", "li", "dd", "td", "th", "div", "section", "details", "figure"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def make_body(
    html: str, source: str, written: str, first_line: int, references: Sequence[Shortcode] = (), *, raw: bool = False
) -> tuple[Body, str]:
    """Return what is known of a body, and its HTML with numbered slots.

    `source` is the Markdown that it was made from, `written` the same with its shortcodes; slots get their place in the
    file from them, `first_line` being the line of its beginning. `references` are the shortcodes that became targets of
    links. HTML that no sanitizer has spelled anew is `raw`.
    """
    aside: list[str] = []
    if raw:
        html = _RAW_TAG.sub(_spelled, _ASIDE.sub(lambda match: _set_aside(match[0], aside), html))
    if "></a>" in html:
        html = _EMPTY_LINK.sub("", html)
    body, filled = _Builder(_EMPTY_PARAGRAPH.sub("", html), source, written, first_line, references).build()
    if not aside:
        return body, filled
    whole = _ASIDE_MARK.sub(lambda match: aside[int(match[1])], filled)
    return replace(body, digest=digest_of(whole.encode())), whole


def _set_aside(text: str, aside: list[str]) -> str:
    """Put what a browser does not read as HTML out of reach."""
    aside.append(text)
    return f"\x01{len(aside) - 1}\x01"


def _spelled(match: re.Match[str]) -> str:
    """Spell a tag as the sanitizer does."""
    attributes = (
        f" {name.lower()}={_quoted(value)}" if value else f" {name.lower()}"
        for name, value in _RAW_ATTRIBUTE.findall(match[2])
    )
    return f"<{match[1].lower()}{''.join(attributes)}>"


def _quoted(value: str) -> str:
    plain = value[1:-1] if value[0] in "\"'" else value
    return '"' + plain.replace('"', "&quot;") + '"'


class _Builder:
    """Takes HTML apart: texts, and between each two of them a tag, which may become a slot."""

    def __init__(self, html: str, source: str, written: str, first_line: int, references: Sequence[Shortcode]) -> None:
        self._html = html
        self._references = references
        self._source = source
        self._written = written
        self._first_line = first_line
        parts = _TAG.split(html)
        self._texts, self._tags = parts[::5], parts[1::5]
        self._closing, self._names, self._attributes = parts[2::5], parts[3::5], parts[4::5]
        self._ids = [unescape(one) for attributes in filter(None, self._attributes) for one in _ID.findall(attributes)]
        self._taken = set(self._ids)
        self._numbers: dict[str, int] = {}
        self._seen: dict[str, int] = {}
        self._slots: list[Slot] = []
        self._headings: list[Heading] = []
        self._links: list[bool] = []
        self._depth = 0
        self._has_dateline = False

    def build(self) -> tuple[Body, str]:
        for place, name in enumerate(self._names):
            self._take(place, name, self._attributes[place], closing=bool(self._closing[place]))
        filled = self._joined(0, len(self._tags))
        if not self._has_dateline and self._html.strip():
            filled = self._slot("dateline", attributes="alone") + filled
        body = Body(
            digest=digest_of(filled.encode()) if filled.strip() else "",
            slots=tuple(self._slots),
            headings=tuple(self._headings),
            ids=tuple(self._ids),
            words=len("".join(self._texts).split()),
            lead=_lead(self._html),
        )
        return body, filled

    def _take(self, place: int, name: str, attributes: str, *, closing: bool) -> None:
        if name == "p":
            if not self._has_dateline and not closing and self._depth <= 0 and self._has_text(place):
                self._has_dateline = True
                self._tags[place] += self._slot("dateline")
        elif name == "a":
            self._take_link_end(place) if closing else self._take_link(place, attributes)
        elif name in _CONTAINERS:
            self._depth += -1 if closing else 1
        elif closing:
            return
        elif name == "img":
            self._take_image(place, attributes)
        elif name in _HEADINGS:
            self._take_heading(place, int(name[1]), attributes)

    def _take_link(self, place: int, attributes: str) -> None:
        rest, target = _without(attributes, "href")
        own = target is not None and not _ELSEWHERE.match(target)
        self._links.append(own)
        if own:
            self._tags[place] = self._target_slot("open", target or "", rest)

    def _take_link_end(self, place: int) -> None:
        if self._links and self._links.pop():
            self._tags[place] = self._slot("close")

    def _take_image(self, place: int, attributes: str) -> None:
        rest, target = _without(attributes, "src")
        if target is not None and not _ELSEWHERE.match(target):
            self._tags[place] = self._target_slot("image", target, rest)

    def _take_heading(self, place: int, level: int, attributes: str) -> None:
        text = _plain(self._joined(place + 1, self._end_of(place)))
        rest, identity = _without(attributes, "id")
        if not identity:
            identity = self._unused(slug(text) or "section")
            self._ids.append(identity)
            self._tags[place] = f'<h{level} id="{identity}"{rest}>'
        self._headings.append(Heading(level, identity, text))

    def _unused(self, wanted: str) -> str:
        identity = wanted
        while identity in self._taken:
            self._numbers[wanted] = self._numbers.get(wanted, 1) + 1
            identity = f"{wanted}-{self._numbers[wanted]}"
        self._taken.add(identity)
        return identity

    def _has_text(self, place: int) -> bool:
        """Tell a paragraph of text from one that holds nothing but pictures."""
        return any(text.strip() for text in self._texts[place + 1 : self._end_of(place) + 1])

    def _end_of(self, place: int) -> int:
        """Return the place of the tag that closes an element."""
        name, end = self._names[place], place + 1
        while end < len(self._names) and not (self._closing[end] and self._names[end] == name):
            end += 1
        return end

    def _joined(self, start: int, end: int) -> str:
        """Return the HTML from the text before one tag to the text before another."""
        pairs = zip(self._texts[start:end], self._tags[start:end], strict=True)
        return "".join([piece for pair in pairs for piece in pair]) + self._texts[end]

    def _target_slot(self, kind: str, target: str, attributes: str) -> str:
        number, plain = reference(target) or (-1, target)
        if not 0 <= number < len(self._references):
            return self._slot(kind, target, attributes, self._place_of(target))
        shortcode = self._references[number]
        at = Place(self._first_line + shortcode.line - 1, shortcode.column)
        return self._slot(kind, plain, attributes, at, lenient=True)

    def _slot(
        self, kind: str, target: str = "", attributes: str = "", at: Place = _NOWHERE, *, lenient: bool = False
    ) -> str:
        self._slots.append(Slot(kind, target, attributes, at.line, at.column, lenient))
        return f"{MARK}{len(self._slots) - 1}{MARK}"

    def _place_of(self, target: str) -> Place:
        """Look for a target where the source last had it; a shortcode before it in its line hides the column."""
        source, start = self._source, self._seen.get(target, 0)
        found = source.find(target, start) if target else -1
        while found >= 0:
            end, line = found + len(target), bisect_right(self._lines, found) - 1
            if _opens(source[max(start, self._lines[line]) : found]) and _closes(source[end : end + 1]):
                self._seen[target] = end
                column = found - self._lines[line] + 1
                told = self._written_lines[line].startswith(target, column - 1)
                return Place(self._first_line + line, column if told else 0)
            found = source.find(target, found + 1)
        return Place(self._first_line, 0)

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line of the source begins."""
        return [0, *(match.end() for match in re.finditer("\n", self._source))]

    @cached_property
    def _written_lines(self) -> list[str]:
        return self._written.split("\n")


def _opens(before: str) -> bool:
    """Tell whether the target of a link can stand after what is before it on its line."""
    return before.endswith(("(", "<", '"', "'", "=")) or before.rstrip(" \t").endswith("]:")


def _closes(after: str) -> bool:
    """Tell whether the target of a link can stand before a character, or at the end."""
    return not after or after in ")\"'>" or after.isspace()


def _without(attributes: str, name: str) -> tuple[str, str | None]:
    """Take one attribute out of a tag's attributes and return the rest and its value."""
    before, found, after = attributes.partition(f' {name}="')
    if not found:
        return attributes, None
    value, _, rest = after.partition('"')
    return before + rest, unescape(value)


def _lead(html: str) -> str:
    """Return the text of the first paragraph that has one."""
    return next(filter(None, (_plain(match[1]) for match in _PARAGRAPH.finditer(html))), "")


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", _NOTE_MARK.sub("", html))).split())
