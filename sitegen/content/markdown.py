"""Markdown to safe HTML: Python-Markdown, then nh3 with our own allowlist."""

import re
from functools import lru_cache

import nh3
from markdown import Markdown

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
_ATTRIBUTE = re.compile(r"\s([A-Za-z-]+)\s*=")
_NAMED_ANCHOR = re.compile(r"(<a\s(?:[^<>]*\s)?)name=(?![^<>]*\sid=)")
"""Archives mark anchors by `name`, which HTML gave up for `id`."""
_CONFIGURED: dict[str, dict[str, object]] = {
    "tables": {"use_align_attribute": True},
    "footnotes": {"BACKLINK_TITLE": "↩ {}"},  # the extension's own title is an English sentence
}


def to_html(text: str, settings: MarkdownSettings) -> tuple[str, tuple[str, ...]]:
    """Return a body's HTML, and the tags and attributes that were removed from it (`<iframe>`, `onclick=`).

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
    removed = _removed(html) if "<" in text or "{:" in text else ()
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
    return Markdown(
        extensions=list(settings.extensions),
        extension_configs={**_CONFIGURED, "extra": dict(_CONFIGURED)},
        output_format="html",
    )


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        attribute_filter=_filter,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


def _filter(_tag: str, name: str, value: str) -> str | None:
    if name != "class":
        return value
    return " ".join(word for word in value.split() if _CLASSES.fullmatch(word)) or None


def _removed(html: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name, attributes in _OPENING_TAG.findall(html):
        tag = name.lower()
        if tag not in TAGS:
            found[f"<{tag}>"] = None
            continue
        for attribute in _ATTRIBUTE.findall(attributes):
            key = attribute.lower()
            if key not in ATTRIBUTES["*"] and key not in ATTRIBUTES.get(tag, ()):
                found[f"{key}="] = None
    return tuple(found)
