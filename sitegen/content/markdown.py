"""Markdown to safe HTML: the engine of the settings, then nh3 with our own allowlist."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from html import unescape
from importlib import import_module

import nh3
from msgspec import Struct

from sitegen.config import MarkdownSettings
from sitegen.yamltree import NO_TEXT

TAGS = frozenset(
    """a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure
    h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp section small span strong sub summary sup
    table tbody td tfoot th thead time tr u ul var wbr""".split()
)
_CELL = {"align", "colspan", "rowspan", "scope", "headers"}
ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir", "title"},
    "a": {"href"},
    "col": {"span"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "li": {"value"},
    "ol": {"start", "type", "reversed"},
    "td": _CELL,
    "th": _CELL,
    "time": {"datetime"},
}
_CLASSES = re.compile(r"footnote(-ref|-backref)?|language-[\w+#.-]+")
_OPENING_TAG = re.compile(r"<([A-Za-z][\w-]*)((?:\"[^\"]*\"|'[^']*'|[^<>\"'])*)>")
_ATTRIBUTE = re.compile(r"""\s([A-Za-z-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]*)""")
_SCHEMES = frozenset(("http", "https", "mailto", "tel"))
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_ODD_URL = re.compile(r"""="(?!https?:|mailto:|tel:)[A-Za-z][A-Za-z0-9+.-]*:""")
_PART = re.compile(
    r"<!--(?:-?>|.*?--!?>)|<[!?][^>]*>|<(script|style|textarea|title|xmp|iframe|noembed|noframes)\b.*?</\1\b"
    r"""|<(/?)([A-Za-z][^\s/>]*)(?:=\s*+(?:"[^"]*+"|'[^']*+')|[^>])*+""",
    re.IGNORECASE | re.DOTALL,
)
"""A comment, text that is no HTML, or a tag, as a browser takes them apart."""
_ENDED_BY_OTHERS = frozenset(
    """area base br col dd dt embed hr img input li link meta option p param source tbody td tfoot th thead tr track
    wbr""".split()
)
"""Elements that something else than their own end ends."""
_WALLS = frozenset("applet marquee object table template".split())
"""Elements in which the end of one around them has no effect."""
DEEPEST = 200
"""How many elements may stand inside of one another: the sanitizer's time grows with the square of their number."""
_NAMED_ANCHOR = re.compile(r"(<a\s(?:[^<>]*\s)?)name=(?![^<>]*\sid=)")
"""Archives mark anchors by `name`, which HTML gave up for `id`."""
_ENGINES = {"python-markdown": "sitegen.content.python_markdown", "commonmark": "sitegen.content.commonmark"}
"""Modules with a `converter`; each is loaded where it is needed, for loading one takes longer than many a build."""


class Removed(Struct, frozen=True):
    """Something that the sanitizer took out of a body, in words (`<iframe>`, `onclick=`), and a text to find it by."""

    what: str
    sign: str


def to_html(text: str, settings: MarkdownSettings) -> tuple[str, tuple[Removed, ...]]:
    """Return a body's HTML, and what was removed from it.

    Raises:
        Exception: whatever an extension raises on text that it cannot read.
    """
    convert = _engine(settings)
    try:
        html = convert(_printable(text))
    except BaseException:
        _engine.cache_clear()  # an engine that was stopped half-way spoils every text after
        raise
    if "name=" in text:
        html = _NAMED_ANCHOR.sub(r"\1id=", html)
    return (html, ()) if settings.unsafe_html else make_safe(html, text)


def make_safe(html: str, text: str) -> tuple[str, tuple[Removed, ...]]:
    """Return the HTML of a text without what is not allowed, and what that was.

    Raises:
        RecursionError: if elements are nested too deep.
    """
    if html.count("<") > DEEPEST and _is_deep(html):
        raise RecursionError
    by_hand = "<" in text or "{" in text
    removed = _removed(html) if by_hand or _ODD_URL.search(html) else ()
    cleaner = _cleaner(with_classes="class" in (html.lower() if by_hand else html))
    return _printable(cleaner.clean(html)), removed  # cleaning makes `&#7;` a character


def check_extensions(settings: MarkdownSettings) -> str:
    """Return why the configured extensions cannot be loaded, or an empty string."""
    if set(settings.extensions) <= set(MarkdownSettings().extensions):
        return ""
    try:
        _engine(settings)
    except Exception as error:  # noqa: BLE001  # an extension may raise anything
        return str(error)
    return ""


@lru_cache(maxsize=4)
def _engine(settings: MarkdownSettings) -> Callable[[str], str]:
    made: Callable[[str], str] = import_module(_ENGINES[settings.engine]).converter(settings)
    return made


def _printable(text: str) -> str:
    if text.replace("\n", "").isprintable():  # ten times as fast as the pattern
        return text
    return NO_TEXT.sub("", text)


def _is_deep(html: str) -> bool:
    """Tell whether too many elements are open at one place. An end of what is not open there ends nothing."""
    opened: list[str] = []
    for _, closing, written in _PART.findall(html):
        name = written.lower()
        if not name or name in _ENDED_BY_OTHERS:
            continue
        if not closing:
            opened.append(name)
            if len(opened) > DEEPEST:
                return True
            continue
        for place in reversed(range(len(opened))):
            if opened[place] == name:
                del opened[place]
                break
            if opened[place] in _WALLS:
                break
    return False


@cache
def _cleaner(*, with_classes: bool) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        attribute_filter=_filter if with_classes else None,  # a call for each attribute costs a fifth of all
        url_schemes=set(_SCHEMES),
        link_rel=None,
    )


def _filter(_tag: str, name: str, value: str) -> str | None:
    if name != "class":
        return value
    return " ".join(word for word in value.split() if _CLASSES.fullmatch(word)) or None


def _removed(html: str) -> tuple[Removed, ...]:
    found: dict[Removed, None] = {}
    for name, attributes in _OPENING_TAG.findall(html):
        tag = name.lower()
        if tag in TAGS:
            found |= dict.fromkeys(_removed_from(tag, attributes))
        else:
            found[Removed(f"<{tag}>", f"<{tag}")] = None
    return tuple(found)


def _removed_from(tag: str, attributes: str) -> Iterator[Removed]:
    for name, quoted in _ATTRIBUTE.findall(attributes):
        key, value = name.lower(), unescape(quoted.strip("\"'"))
        scheme = _SCHEME.match(value)
        if key not in ATTRIBUTES["*"] and key not in ATTRIBUTES.get(tag, ()):
            yield Removed(f"{key}=", key)
        elif key == "class":
            yield from (Removed(f'the class "{word}"', word) for word in value.split() if not _CLASSES.fullmatch(word))
        elif key in ("href", "src") and scheme and scheme[1].lower() not in _SCHEMES:
            yield Removed(f'the address "{value[:40]}"', value[:40])
