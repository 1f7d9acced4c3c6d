"""A body's safe HTML, made ready for any site: slots where the site decides, ids on headings, and its facts."""

import re
from html import unescape

from sitegen.content.records import Body, Heading, Slot
from sitegen.content.shortcodes import REF
from sitegen.digests import digest_of
from sitegen.urls import slug
from sitegen.yamltree import Place

MARK = "\0"
"""Stands before and after a slot's number in a body's HTML; sanitised HTML cannot contain it."""

_NOWHERE = Place(0, 0)
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s+[^\s=<>/"]+(?:="[^"]*")?)*)\s*/?>')
_ID = re.compile(r'\sid="([^"]*)"')
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_EMPTY = re.compile(r"<a(?![^<>]*\sid=)(?:\s[^<>]*)?></a>|<p>\s*</p>\n?")
"""What an omitted shortcode leaves of the link or paragraph around it; an anchor stays."""
_NOTE_MARK = re.compile(r"<sup[ >].*?</sup>")
_CONTAINERS = frozenset(("blockquote", "li", "dd", "td", "th", "div", "section", "details", "figure"))


def make_body(html: str, source: str, written: str, first_line: int) -> tuple[Body, str]:
    """Return what is known of a body, and its HTML with numbered slots.

    `source` is the Markdown that it was made from, `written` the same with its shortcodes; slots get their place in the
    file from them, `first_line` being the line of its beginning.
    """
    return _Builder(source, written, first_line).build(_EMPTY.sub("", html))


class _Builder:
    def __init__(self, source: str, written: str, first_line: int) -> None:
        self._source = source
        self._written = written.split("\n")
        self._first_line = first_line
        self._seen: dict[str, int] = {}
        self._slots: list[Slot] = []
        self._headings: list[Heading] = []
        self._ids: list[str] = []
        self._parts: list[str] = []
        self._links: list[bool] = []
        self._html = ""
        self._done = 0
        self._depth = 0
        self._has_dateline = False

    def build(self, html: str) -> tuple[Body, str]:
        self._html = html
        self._ids = [unescape(one) for tag in _TAG.finditer(html) for one in _ID.findall(tag[3])]
        for match in _TAG.finditer(html):
            self._take(match)
        self._parts.append(html[self._done :])
        if not self._has_dateline and html.strip():
            self._parts.insert(0, self._slot("dateline", attributes="alone"))
        filled = "".join(self._parts)
        plain = _TAG.sub("", html)
        digest = digest_of(filled.encode()) if filled.strip() else ""
        body = Body(
            digest=digest,
            slots=tuple(self._slots),
            headings=tuple(self._headings),
            ids=tuple(self._ids),
            words=len(plain.split()),
            lead=_lead(html),
        )
        return body, filled

    def _take(self, match: re.Match[str]) -> None:
        closing, name, attributes = match.groups()
        if name == "a":
            self._take_link_end(match) if closing else self._take_link(match, attributes)
        elif name in _CONTAINERS:
            self._depth += -1 if closing else 1
        elif closing:
            return
        elif name == "img":
            self._take_image(match, attributes)
        elif len(name) == 2 and name[0] == "h" and name[1].isdigit():
            self._take_heading(match, int(name[1]), attributes)
        elif name == "p" and not self._has_dateline and self._depth <= 0 and self._has_text(match.end()):
            self._has_dateline = True
            self._replace(match.end(), match.end(), self._slot("dateline"))

    def _take_link(self, match: re.Match[str], attributes: str) -> None:
        rest, target = _without(attributes, "href")
        own = target is not None and not _ELSEWHERE.match(target)
        self._links.append(own)
        if own:
            self._replace(match.start(), match.end(), self._target_slot("open", target or "", rest))

    def _take_link_end(self, match: re.Match[str]) -> None:
        if self._links and self._links.pop():
            self._replace(match.start(), match.end(), self._slot("close"))

    def _take_image(self, match: re.Match[str], attributes: str) -> None:
        rest, target = _without(attributes, "src")
        if target is not None and not _ELSEWHERE.match(target):
            self._replace(match.start(), match.end(), self._target_slot("image", target, rest))

    def _take_heading(self, match: re.Match[str], level: int, attributes: str) -> None:
        end = self._html.find(f"</h{level}>", match.end())
        text = " ".join(unescape(_TAG.sub("", _NOTE_MARK.sub("", self._html[match.end() : end]))).split())
        rest, identity = _without(attributes, "id")
        if not identity:
            identity = self._unused(slug(text) or "section")
            self._ids.append(identity)
            self._replace(match.start(), match.end(), f'<h{level} id="{identity}"{rest}>')
        self._headings.append(Heading(level, identity, text))

    def _unused(self, wanted: str) -> str:
        taken, identity, number = set(self._ids), wanted, 2
        while identity in taken:
            identity, number = f"{wanted}-{number}", number + 1
        return identity

    def _has_text(self, start: int) -> bool:
        """Tell a paragraph of text from one that holds nothing but pictures."""
        return bool(_TAG.sub("", self._html[start : self._html.find("</p>", start)]).strip())

    def _target_slot(self, kind: str, target: str, attributes: str) -> str:
        lenient = target.startswith(REF)
        plain = target.removeprefix(REF)
        return self._slot(kind, plain, attributes, self._place_of(target), lenient=lenient)

    def _slot(
        self, kind: str, target: str = "", attributes: str = "", at: Place = _NOWHERE, *, lenient: bool = False
    ) -> str:
        self._slots.append(Slot(kind, target, attributes, at.line, at.column, lenient))
        return f"{MARK}{len(self._slots) - 1}{MARK}"

    def _place_of(self, target: str) -> Place:
        """Look for a target where the source last had it; a shortcode before it in its line hides the column."""
        written = re.compile(r"""(?:[(<"'=]|\]:[ \t]*)""" + f"({re.escape(target)})" + r"""(?=[)"'\s>]|$)""")
        found = written.search(self._source, self._seen.get(target, 0)) if target else None
        if not found:
            return Place(self._first_line, 0)
        self._seen[target] = found.end()
        start = found.start(1)
        line, column = self._source.count("\n", 0, start), start - self._source.rfind("\n", 0, start)
        told = self._written[line].startswith(target, column - 1)
        return Place(self._first_line + line, column if told else 0)

    def _replace(self, start: int, end: int, new: str) -> None:
        self._parts += (self._html[self._done : start], new)
        self._done = end


def _without(attributes: str, name: str) -> tuple[str, str | None]:
    """Take one attribute out of a tag's attributes and return the rest and its value."""
    match = re.search(rf'\s{name}="([^"]*)"', attributes)
    if not match:
        return attributes, None
    return attributes[: match.start()] + attributes[match.end() :], unescape(match[1])


def _lead(html: str) -> str:
    start = html.find("<p>")
    end = html.find("</p>", start)
    if start < 0 or end < 0:
        return ""
    return " ".join(unescape(_TAG.sub("", _NOTE_MARK.sub("", html[start:end]))).split())
