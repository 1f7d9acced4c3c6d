"""Datelines in the house's style: `MEXICO CITY (Sample Wire) —`."""

from datetime import date as calendar_date

from babel.dates import format_skeleton

from sitegen.dates import When

_AT_HOME = """
    Georgia, Ga., GA: Atlanta
    Maryland, Md., MD: Baltimore
    Massachusetts, Mass., MA: Boston
    Illinois, Ill., IL: Chicago
    Ohio, OH: Cincinnati; Cleveland
    Texas, Tex., TX: Dallas; Houston; San Antonio
    Colorado, Colo., CO: Denver
    Michigan, Mich., MI: Detroit
    Hawaii, HI: Honolulu
    Indiana, Ind., IN: Indianapolis
    Nevada, Nev., NV: Las Vegas
    California, Calif., CA: Los Angeles; San Diego; San Francisco
    Florida, Fla., FL: Miami
    Wisconsin, Wis., WI: Milwaukee
    Minnesota, Minn., MN: Minneapolis
    Louisiana, La., LA: New Orleans
    New York, N.Y., NY: New York
    Oklahoma, Okla., OK: Oklahoma City
    Pennsylvania, Pa., PA: Philadelphia; Pittsburgh
    Arizona, Ariz., AZ: Phoenix
    Missouri, Mo., MO: St. Louis
    Utah, UT: Salt Lake City
    Washington, Wash., WA: Seattle
    District of Columbia, D.C., DC: Washington"""
_ABROAD = """
    Netherlands, the Netherlands, The Netherlands: Amsterdam
    Iraq: Baghdad
    Thailand: Bangkok
    China: Beijing; Hong Kong; Macau; Shanghai
    Lebanon: Beirut
    Germany, Deutschland: Berlin; Munich
    Belgium: Brussels
    Egypt: Cairo
    Djibouti: Djibouti
    Ireland: Dublin
    Switzerland: Geneva; Zurich; Zürich
    Gibraltar: Gibraltar
    Guatemala: Guatemala City
    Cuba: Havana
    Finland: Helsinki
    Pakistan: Islamabad
    Turkey, Türkiye: Istanbul
    Israel: Jerusalem
    South Africa: Johannesburg
    Kuwait: Kuwait City
    England, United Kingdom, U.K., UK, Great Britain, Britain: London
    Luxembourg: Luxembourg
    Spain, España: Madrid
    Mexico, México: Mexico City
    Italy, Italia: Milan; Rome
    Monaco: Monaco
    Canada, Quebec, Québec, Que.: Montreal; Quebec City
    Canada, Ontario, Ont.: Toronto
    Russia: Moscow
    India: New Delhi
    Panama, Panamá: Panama City
    France: Paris
    Czech Republic, Czechia: Prague
    Brazil, Brasil: Rio de Janeiro; Sao Paulo; São Paulo
    San Marino: San Marino
    Singapore: Singapore
    Sweden: Stockholm
    Australia: Sydney
    Japan: Tokyo
    Vatican, Holy See, Vatican City: Vatican City
    Austria: Vienna"""


def _homes(table: str, *country: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in table.strip().casefold().splitlines():
        regions, _, cities = line.partition(":")
        homes = frozenset((*country, *(region.strip() for region in regions.split(","))))
        found |= {city.strip(): homes for city in cities.split(";")}
    return found


_ALONE = _homes(_AT_HOME, "u.s.", "us", "u.s.a.", "usa", "united states") | _homes(_ABROAD)
"""Cities that stand alone in a dateline, by the Associated Press's list, and where they are: others may be named so."""


def stands_alone(city: str) -> bool:
    """Tell whether a city is known all over the world."""
    return city.casefold() in _ALONE


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
    parts = [part.strip().casefold() for part in region.split(",")]
    if not _ALONE.get(city.casefold(), frozenset()).issuperset(filter(None, parts)):
        place = f"{place}, {region}"
    return f"{place}{source} —"


def _capitals(text: str, language: str) -> str:
    if language.split("-", maxsplit=1)[0] in ("tr", "az"):
        text = text.replace("i", "İ")
    return text.upper()
