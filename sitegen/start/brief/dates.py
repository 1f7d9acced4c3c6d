"""Dates as briefs write them: `February 22, 2017`, `Feb. 22`, `22 February 2017`, `3/4/2026`; and times."""

import re
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAME = (
    r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:(?<=jan)uary|(?<=feb)ruary|(?<=mar)ch|(?<=apr)il|(?<=jun)e|(?<=jul)y|(?<=aug)ust|(?<=sep)t(?:ember)?"
    r"|(?<=oct)ober|(?<=nov)ember|(?<=dec)ember)?\.?"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_NAME} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>\d{{4}}))?\b",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_NAME},? (?P<year>\d{{4}})\b",
        r"\b(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)\b",
        r"\b(?P<number>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})\b",
    )
)
_TIME = re.compile(r"\b(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?\s*(?:(?P<half>[ap])\.?m\b\.?)?", re.IGNORECASE)
_AHEAD = timedelta(days=31)
"""A day without a year is of the last year in which it came, unless it comes soon."""


def find_date(text: str, today: date) -> tuple[str, str]:
    """Return the first date of a text, as ISO 8601, and its words; two empty strings if there is none."""
    found = [
        (match.start(), day.isoformat(), match[0])
        for form in _FORMS
        for match in form.finditer(text)
        if (day := _day(match, today))
    ]
    _, iso, words = min(found, default=(0, "", ""))
    return iso, words


def find_time(text: str) -> str:
    """Return the first time of a text without its date, as 07:30, or an empty string."""
    for match in _TIME.finditer(text):
        hour, minute, half = int(match["hour"]), int(match["minute"] or 0), (match["half"] or "").lower()
        if not (match["minute"] or half) or minute > 59 or hour > (12 if half else 23):
            continue
        return f"{hour % 12 + 12 * (half == 'p') if half else hour:02}:{minute:02}"
    return ""


def is_weekday_of(iso: str, text: str) -> str:
    """Return the name of a date's weekday if a text names that day, and an empty string if it does not."""
    name = _DAYS[date.fromisoformat(iso).weekday()]
    return name if re.search(rf"\b{name}\b", text) else ""


def _day(match: re.Match[str], today: date) -> date | None:
    parts = match.groupdict()
    month = _MONTHS.index(parts["month"].lower()) + 1 if parts.get("month") else int(parts["number"])
    try:
        if parts["year"]:
            return date(int(parts["year"]), month, int(parts["day"])) if int(parts["year"]) >= 1000 else None
        day = date(today.year, month, int(parts["day"]))
        return day if day <= today + _AHEAD else day.replace(year=today.year - 1)
    except ValueError:
        return None
