"""Datelines in the house's style: `MEXICO CITY (Sample Wire) —`."""

from datetime import date as calendar_date

from babel.dates import format_skeleton

from sitegen.dates import When

# Cities that stand alone in a dateline, by the Associated Press's list.
_ALONE = frozenset(
    name.strip()
    for name in """
    atlanta, baltimore, boston, chicago, cincinnati, cleveland, dallas, denver, detroit, honolulu, houston,
    indianapolis, las vegas, los angeles, miami, milwaukee, minneapolis, new orleans, new york, oklahoma city,
    philadelphia, phoenix, pittsburgh, st. louis, salt lake city, san antonio, san diego, san francisco, seattle,
    washington,
    amsterdam, baghdad, bangkok, beijing, beirut, berlin, brussels, cairo, djibouti, dublin, geneva, gibraltar,
    guatemala city, havana, helsinki, hong kong, islamabad, istanbul, jerusalem, johannesburg, kuwait city, london,
    luxembourg, macau, madrid, mexico city, milan, monaco, montreal, moscow, munich, new delhi, panama city, paris,
    prague, quebec city, rio de janeiro, rome, san marino, sao paulo, são paulo, shanghai, singapore, stockholm,
    sydney, tokyo, toronto, vatican city, vienna, zurich, zürich""".split(",")
)


def house_style(written: tuple[str, str], date: When, style: str, wire: str, language: str) -> str:
    """Return a dateline as it stands before the text.

    `written` is the city, and the region or country after it. `style` is `ap` (`CITY, Region (WIRE) —`), `reuters`
    (`CITY, Feb 22 (WIRE) -`) or `plain` (`City, Region —`).
    """
    city, region = written
    source = f" ({wire})" if wire else ""
    if style == "reuters":
        day = format_skeleton("MMMd", calendar_date.fromisoformat(date.iso[:10]), locale=language.replace("-", "_"))
        return f"{_capitals(city, language)}, {day}{source} -"
    if style == "plain":
        return f"{city}, {region}{source} —" if region else f"{city}{source} —"
    place = _capitals(city, language)
    if region and city.casefold() not in _ALONE:
        place = f"{place}, {region}"
    return f"{place}{source} —"


def _capitals(text: str, language: str) -> str:
    if language.split("-", maxsplit=1)[0] in ("tr", "az"):
        text = text.replace("i", "İ")
    return text.upper()
