"""The dateline that opens a text: `PORT VERITY, Maine (AP) — `, `MEXICO CITY, Feb 22 (Reuters) - `."""

import re
from datetime import date

from msgspec import Struct

from sitegen.pages.dateline import stands_alone
from sitegen.start.brief.cases import natural_place
from sitegen.start.brief.dates import find_date

_FARTHEST = 100
"""Characters before the dash of a dateline."""
_DASH = re.compile(r"\s*(?:—|–)\s*|\s+(?:--?|_)\s+|\s*--\s*")
_BRACKET = re.compile(r"\s*\(([^()]{2,40})\)")
_PLACE = re.compile(
    r"(?P<city>[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){0,4})"
    r"(?P<region>(?:, [^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){0,3}){0,2})"
)
_DATED = re.compile(r"(?P<day>[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)\s*(?:—|–|--?)\s+")
"""A date between two dashes, as press releases have it."""


class Opening(Struct, frozen=True):
    """A dateline and the text behind it."""

    place: str
    """In natural case: `Port Verity, Maine`."""
    written: str
    """All of it, with its dash."""
    rest: str
    date: str = ""
    wire: str = ""


def split_dateline(text: str, today: date) -> Opening | None:
    """Take the dateline off the head of a text, if it has one."""
    dash = _DASH.search(text, 0, _FARTHEST)
    if not dash or dash.start() == 0 or dash.end() == len(text):
        return None
    dated = _DATED.match(text, dash.end())
    if dated and find_date(dated["day"], today)[0]:
        prefix, end = f"{text[: dash.start()]}, {dated['day']}", dated.end()
    else:
        prefix, end = text[: dash.start()], dash.end()
    found = read_place(prefix, today)
    if found is None or not _is_sure(prefix, found):
        return None
    return Opening(found.place, text[:end].rstrip(), text[end:], found.date, found.wire)


def read_place(prefix: str, today: date) -> Opening | None:
    """Read what stands before the dash of a dateline, or behind the label `DATELINE:`."""
    brackets = _BRACKET.findall(prefix)
    bare = _BRACKET.sub("", prefix).strip()
    day = wire = ""
    for part in (*brackets, bare):
        found, words = find_date(part, today)
        if found:
            day = day or found
            bare = bare.replace(words, "").strip(" ,.") if part is bare else bare
        elif part is not bare:
            wire = wire or part
    place = _PLACE.fullmatch(bare)
    if place is None:
        return None
    city, region = place["city"], place["region"].lstrip(", ")
    written = natural_place(city) + (f", {natural_place(region)}" if region else "")
    return Opening(written, prefix, "", day, wire)


def _is_sure(prefix: str, found: Opening) -> bool:
    """Tell whether words before a dash are a dateline: capitals, a wire, a date, or a city that everyone knows."""
    city = re.split("[,(]", prefix, maxsplit=1)[0].strip()
    if found.wire or found.date:
        return city[:1].isupper() and not any(word.islower() and len(word) > 3 for word in city.split())
    return (city.isupper() and len(city) > 4) or stands_alone(city)
