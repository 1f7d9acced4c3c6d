"""Bylines: `By Jane Roe and John Doe / Staff Writers`, `BY JANE ROE, Associated Press`, `Jane Roe of Spotlight PA`."""

import re

from sitegen.start.brief.cases import is_shouted, natural_name
from sitegen.start.brief.prose import typeset
from sitegen.start.brief.records import Writer

_SUFFIX = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:staff|writer|reporter|correspondent|editor|photographer|columnist|contributor|contributing|intern|critic"
    r"|journalist|producer|fellow|special to)s?\b",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"\b(?:press|news|times|post|journal|ledger|courier|herald|tribune|gazette|bureau|service|network|desk|media|daily"
    r"|weekly|review|star|globe|chronicle|magazine|radio|department|agency|office|administration|university|institute|center|association|reuters|ap|afp|upi|bloomberg|npr|the)\b",
    re.IGNORECASE,
)
_WITH_HOUSE = re.compile(r"(?P<name>.+?),? (?:of|for|with|from) (?P<house>(?:the )?\S.+)", re.IGNORECASE)
_LONGEST_ROLE = 6
"""Words in a line below a byline."""


def is_role_or_house(line: str) -> bool:
    """Tell whether a line below a byline says what its people are, or for whom they write."""
    return len(line.split()) <= _LONGEST_ROLE and bool(_ROLE.search(line) or _HOUSE.search(line)) and line[-1:] != "."


def read_byline(names: str, below: tuple[str, ...] = ()) -> tuple[Writer, ...]:
    """Read the names of a byline; `below` are lines such as `Staff Writer` that stand under it."""
    whole, *tails = re.split(r"\s*[/|•]\s*|\s+[—–]\s+", names.strip(" ,;"))
    writers: list[Writer] = []
    for part in re.split(r",\s*(?:and\s+)?|\s+and\s+|\s+&\s+", whole, flags=re.IGNORECASE):
        if writers and _SUFFIX.fullmatch(part):
            writers[-1] = Writer(f"{writers[-1].name} {part}", writers[-1].role, writers[-1].org)
        elif writers and _is_no_name(part):
            writers = _all_with(writers, part)
        elif part:
            writers.append(_writer(part))
    for tail in (*tails, *below):
        writers = _all_with(writers, tail)
    return tuple(writers)


def _is_no_name(part: str) -> bool:
    """Tell whether a part of a byline is a role or a house, and not someone with one: `John Doe of the Ledger`."""
    with_house = _WITH_HOUSE.fullmatch(part)
    name = with_house["name"] if with_house else part
    return bool(_ROLE.search(name) or _HOUSE.search(name))


def _writer(part: str) -> Writer:
    split = _WITH_HOUSE.fullmatch(part)
    name, house = (split["name"], split["house"]) if split else (part, "")
    return Writer(typeset(_natural(name)), org=_natural(house))


def _natural(words: str) -> str:
    return natural_name(words) if is_shouted(words) else words


def _all_with(writers: list[Writer], what: str) -> list[Writer]:
    """Give every writer that has none yet a role, or a house."""
    what = _natural(what)
    if _ROLE.search(what):
        return [Writer(one.name, one.role or what, one.org) for one in writers]
    return [Writer(one.name, one.role, one.org or what) for one in writers]
