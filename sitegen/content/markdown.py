"""Markdown to safe HTML: Python-Markdown, then nh3 with our own allowlist."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

import nh3
from markdown import Markdown
from msgspec import Struct

from sitegen.config import MarkdownSettings
from sitegen.content.quick import quicken
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
_ODD_URL = re.compile(r"""(?:href|src)=["'](?!https?:|mailto:|tel:)[A-Za-z][A-Za-z0-9+.-]*:""")
_NAMED_ANCHOR = re.compile(r"(<a\s(?:[^<>]*\s)?)name=(?![^<>]*\sid=)")
"""Archives mark anchors by `name`, which HTML gave up for `id`."""
_CONFIGURED: dict[str, dict[str, object]] = {
    "tables": {"use_align_attribute": True},
    "footnotes": {"BACKLINK_TITLE": "↩ {}"},  # the extension's own title is an English sentence
}


class Removed(Struct, frozen=True):
    """Something that the sanitizer took out of a body, in words (`<iframe>`, `onclick=`), and a text to find it by."""

    what: str
    sign: str


def to_html(text: str, settings: MarkdownSettings) -> tuple[str, tuple[Removed, ...]]:
    """Return a body's HTML, and what was removed from it.

    Raises:
        Exception: whatever an extension raises on text that it cannot read.
    """
    engine = _engine(settings)
    engine.reset()
    try:
        html = engine.convert(NO_TEXT.sub("", text))
    except BaseException:
        _engine.cache_clear()  # an engine that was stopped half-way spoils every text after
        raise
    if "name=" in text:
        html = _NAMED_ANCHOR.sub(r"\1id=", html)
    if settings.unsafe_html:
        return html, ()
    removed = _removed(html) if "<" in text or "{" in text or _ODD_URL.search(html) else ()
    return NO_TEXT.sub("", _cleaner().clean(html)), removed  # cleaning makes `&#7;` a character


def check_extensions(settings: MarkdownSettings) -> str:
    """Return why the configured extensions cannot be loaded, or an empty string."""
    try:
        _engine(settings)
    except Exception as error:  # noqa: BLE001  # an extension may raise anything
        return str(error)
    return ""


@lru_cache(maxsize=4)
def _engine(settings: MarkdownSettings) -> Markdown:
    engine = Markdown(
        extensions=list(settings.extensions),
        extension_configs={**_CONFIGURED, "extra": dict(_CONFIGURED)},
        output_format="html",
    )
    quicken(engine)
    return engine


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        attribute_filter=_filter,
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
