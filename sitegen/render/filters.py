"""The filters of layouts: functions of their arguments and of the language alone."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from email.utils import formatdate
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal
from jinja2 import pass_context
from jinja2.runtime import Context, StrictUndefined
from markupsafe import Markup

from sitegen.content.body import MARK
from sitegen.dates import When
from sitegen.pages.records import Body

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T.+)?)?)?\Z")

BODIES = "_bodies"
"""The name under which a page's bodies are handed to `fill`; no layout may use it."""


def filters_for(language: str) -> dict[str, Callable[..., Any]]:
    """Return the filters of a language."""
    locale = Locale.parse(language, sep="-")
    pattern = str(locale.datetime_formats["medium"])

    day = _days(locale)

    def date_filter(moment: When | str, style: str = "long") -> str:
        """Write a moment or a partial date (`2017`, `2017-02`) as a date; `style` is Babel's, or `day` (no year)."""
        iso = moment.iso if isinstance(moment, When) else moment
        if not isinstance(iso, str) or not _DATE.match(iso):
            raise TypeError(f'the filter date takes a moment or a date as "2017-02-22", not {iso!r}')
        if len(iso) == 4:
            return iso
        if len(iso) == 7:
            return format_skeleton("yMMMM", date.fromisoformat(iso + "-01"), locale=locale)
        return day(iso[:10], style)

    def time_filter(moment: When, style: str = "short") -> str:
        """Write the time of a moment; empty for a bare date."""
        _check("time", moment, When)
        return format_time(datetime.fromisoformat(moment.iso), style, locale=locale) if moment.has_time else ""

    def moment_filter(moment: When, style: str = "long") -> str:
        """Write a moment as a date, and its time if it has one."""
        _check("moment", moment, When)
        if not moment.has_time:
            return date_filter(moment, style)
        return pattern.format(time_filter(moment), day(moment.iso[:10], style))

    def joined(items: Iterable[object], style: str = "standard") -> Markup:
        """Join words as the language does: `a, b and c`."""
        return Markup(format_list([str(Markup.escape(item)) for item in items], style=style, locale=locale))  # type: ignore[arg-type]  # noqa: S704

    def number(value: float) -> str:
        """Write a number with the language's separators."""
        return format_decimal(value, locale=locale)

    return {
        "asset": asset,
        "date": date_filter,
        "fill": fill,
        "joined": joined,
        "moment": moment_filter,
        "number": number,
        "rfc822": rfc822,
        "time": time_filter,
    }


def _days(locale: Locale) -> Callable[[str, str], str]:
    """Return what writes a date; it remembers, because a day stands on many pages."""

    @lru_cache(maxsize=4096)
    def day(iso: str, style: str) -> str:
        if style == "day":
            return format_skeleton("MMMd", date.fromisoformat(iso), locale=locale)
        return format_date(date.fromisoformat(iso), style, locale=locale)

    return day


def _check(name: str, value: object, kind: type) -> None:
    if not isinstance(value, kind):
        raise TypeError(f"the filter {name} takes a {kind.__name__}, not {value!r}")


def rfc822(moment: When) -> str:
    """Write a moment as feeds want it, in English and UTC."""
    _check("rfc822", moment, When)
    return formatdate(moment.instant, usegmt=True)


@pass_context
def fill(context: Context, body: Body) -> Markup:
    """Return a body's HTML with what stands in its slots on this page."""
    _check("fill", body, Body)
    if not body.digest:
        return Markup()
    html = context[BODIES][body.digest]
    if body.inserts:
        html = _with_inserts(html, body.inserts)
    pieces = html.split(MARK)
    pieces[1::2] = [body.slots[int(number)] for number in pieces[1::2]]
    return Markup("".join(pieces))  # noqa: S704  # sanitised when it was loaded; what fills the slots is escaped


def _with_inserts(html: str, inserts: Iterable[tuple[int, str]]) -> str:
    pieces: list[str] = []
    done = 0
    for place, tag in inserts:
        pieces += (html[done:place], tag)
        done = place
    return "".join((*pieces, html[done:]))


@pass_context
def asset(context: Context, name: str) -> str:
    """Return the URL of an asset by its logical name."""
    site = context.resolve("site")
    if isinstance(site, StrictUndefined):
        raise TypeError("the filter asset needs `site`: use it outside of imported macros")
    for one in site.assets:
        if one.name == name:
            return str(one.url)
    raise KeyError(name)
