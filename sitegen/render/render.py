"""One page to bytes: a pure function of the layouts, the page and the bodies it shows."""

import re
from collections.abc import Mapping
from types import TracebackType

from jinja2 import TemplateSyntaxError

from sitegen.content.limit import TooLongError, at_most
from sitegen.errors import Problem
from sitegen.pages.records import Card, FeedItem, SitemapEntry
from sitegen.pages.views import Page, Shared
from sitegen.render.cures import cure_of, word_of
from sitegen.render.filters import BODIES
from sitegen.render.syntax import column
from sitegen.render.templates import Templates, display_name, environment

MOST_SECONDS = 10.0
"""Of processor time, for one page: the last resort against what takes few steps and long ones."""
TOO_LONG = "time"
"""The key of the problem of a page that takes longer."""


_FUNCTION = re.compile(r"^(?:[\w.]+\.<locals>\.)?(?:_check_|do_)?(\w+?)(?:_filter)?\(\)")
"""A function of Python's that was called the wrong way, with what its name has more than the filter's."""

_TAG = r"\{[{%](?![-+]?\s*end)"
"""A tag that does something: where it is alone in its line, it is the one that failed."""

_SHOWN = (Card, FeedItem, SitemapEntry)
"""What a page of many articles shows of each: the one that a loop has come to is told."""


def render(templates: Templates, shared: Shared, page: Page, bodies: Mapping[str, str]) -> bytes | Problem:
    """Render a page. `bodies` holds the HTML of each body it may show, by digest.

    A layout that fails is the author's mistake: the problem names layout, line and the content file.
    """
    names = {name: getattr(view, name) for view in (shared, page.view) for name in view.__struct_fields__}
    sandbox = environment(templates)
    sandbox.begin()
    try:
        with at_most(MOST_SECONDS):
            template = sandbox.get_template(page.layout)
            text = sandbox.concat(template.root_render_func(template.new_context({**names, BODIES: bodies})))
            return text.encode()
    except Exception as error:  # noqa: BLE001  # a layout may raise anything
        return _failure(error, templates, page)


def _failure(error: Exception, templates: Templates, page: Page) -> Problem:
    layout, line, shown = templates.actual_name(page.layout) or page.layout, 0, ""
    if isinstance(error, TemplateSyntaxError):
        layout, line = error.name or layout, error.lineno
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template:
            layout, line = template.filename, template.get_corresponding_lineno(_line(trace))
            shown = next((one.url for one in trace.tb_frame.f_locals.values() if isinstance(one, _SHOWN)), shown)
        trace = trace.tb_next
    origin = f" from {page.source}" if page.source else f", at {shown}" if shown else ""
    where = f" while making {page.path}{origin}"
    message = _spoken(error)
    text = templates.text(layout) if templates.actual_name(layout) else ""
    at = column(text, line, word_of(message)) or column(text, line, _TAG)
    key = TOO_LONG if isinstance(error, TooLongError) else ""
    return Problem("SG052", message + where, display_name(layout), line, at, cure_of(error, page.source), key)


def _spoken(error: Exception) -> str:
    if isinstance(error, TooLongError):
        return f"more than {MOST_SECONDS:g} seconds of processor time"
    if isinstance(error, UnicodeEncodeError):
        return "half a character, which no file can hold"
    told = str(error) and not isinstance(error, LookupError)  # whose text is but the key
    return _FUNCTION.sub(r"\1()", str(error)) if told else f"{type(error).__name__} {error}".rstrip()


def _line(trace: TracebackType) -> int:
    """Return the line of a traceback; where an alarm rang between two lines, the one before."""
    lines = trace.tb_frame.f_code.co_lines()
    return trace.tb_lineno or [line for start, _, line in lines if line and start <= trace.tb_lasti][-1]
