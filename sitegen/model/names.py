"""How a name is listed (`Tillerson, Rex`; `Peña Nieto, Enrique`; `Xi Jinping`), and what news calls its bearer.

A record knows: its `sort`, else its `family`, `given` and `order`. Without one, rules look at the name alone, and at
the site's language. They are guesses, for a name does not say where its bearer is from; where no rule is right nearly
always, the last word is the surname.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from sitegen.content.records import Person
from sitegen.model import cultures as told

_DIRECTIONS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
"""Marks of direction: a list would come apart where a name is turned round with one of two."""


class _Reading(NamedTuple):
    """A name as understood: how it is listed, and the surname as running text has it, if it has one."""

    listed: str
    family: str = ""


def sort_name(name: str, record: Person | None = None, language: str = "en") -> str:
    """Return the form under which a person is listed (`Tillerson, Rex`; `King, Martin Luther Jr.`; `Xi Jinping`)."""
    return (record and record.sort) or _read(name, record, language).listed


def is_guess(name: str, record: Person | None = None) -> bool:
    """Tell whether a person is listed by a rule that may be wrong: nothing in a record says how."""
    if record and (record.sort or record.family or record.order not in ("", "western")):
        return False
    return len(name.split()) > 1


def family_of(name: str, record: Person | None = None, language: str = "en") -> str:
    """Return the surname by which news calls a person after the first mention; empty if there is none or it is unclear.

    It has its particle as running text has it (`van der Berg`, `De Niro`, `al-Sisi`). People of Iceland and Vietnam are
    called by their given names.
    """
    if record and record.order in ("mononym", "regnal"):
        return ""
    if record and record.family:
        return record.family
    if record and record.sort:
        family, comma, _ = record.sort.partition(",")
        read = _read(name, record, language)
        if comma:
            return _in_running_text(_tidy(name), _tidy(family))
        return read.family if read.listed == record.sort else ""
    return _read(name, record, language).family


def _in_running_text(name: str, family: str) -> str:
    """Return a surname with the particles that stand before it in a name."""
    for word in name.split():
        attached = told.ARTICLE.fullmatch(word) or told.ELISION.fullmatch(word)
        if attached and attached[2] == family:
            return word
    before, found, _ = f" {name} ".partition(f" {family} ")
    if not found:
        return family
    particles = list(takewhile(lambda word: word.islower() and word in told.AFTER, reversed(before.split())))
    return " ".join((*reversed(particles), family))


def _read(name: str, record: Person | None, language: str) -> _Reading:
    order = record.order if record else ""
    if order == "mononym":
        return _Reading(_tidy(name))
    if order == "regnal":
        return _regnal(_tidy(name).split())
    if record and record.family:
        return _by_record(_tidy(name), record, language)
    if order == "family-first":
        words = _tidy(name).split()
        return _Reading(" ".join(words), _callable(words[0]) if len(words) > 1 else "")
    return _guess(name, language.partition("-")[0], western=order == "western")


def _tidy(name: str) -> str:
    name = " ".join(_DIRECTIONS.sub("", name).split())
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def _by_record(name: str, record: Person, language: str) -> _Reading:
    family = _tidy(record.family)
    leads = name.startswith(family)
    given = record.given or _without(name, family)
    if record.order == "family-first":
        return _Reading(name if leads else f"{family} {given}", family)
    if leads and (language.partition("-")[0] == "hu" or told.is_written_in_order(name)):
        return _Reading(name, family)
    guess = _guess(name, "en", western=record.order == "western")
    if leads and "," not in guess.listed and guess.family == family:
        return guess
    words, suffix = _split_suffix(given.split())
    if record.given and not suffix:
        suffix = _split_suffix(name.replace(",", " ").split())[1]
    words = _split_honorifics(words)[1]
    particles, core = _split_particles(family.split())
    rest = " ".join((*words, *particles, *suffix))
    return _Reading(f"{' '.join(core)}, {rest}" if rest else " ".join(core), family)


def _without(name: str, family: str) -> str:
    """Return what is left of a name without its family name."""
    return " ".join(re.sub(rf"(?<!\w){re.escape(family)}(?!\w)", " ", name, count=1).replace(",", " ").split())


@lru_cache(maxsize=1 << 16)
def _guess(name: str, language: str, *, western: bool) -> _Reading:
    name = _tidy(name)
    if " " not in name or told.is_written_in_order(name):
        return _Reading(name)
    name, comma, tail = name.partition(",")
    words, suffix = name.split(), tail.split()
    if comma and not told.SUFFIXES.issuperset(map(_small, suffix)):
        return _Reading(f"{_read_words(words, (), language, western=western).listed},{tail}")
    return _read_words(words, suffix, language, western=western)


def _small(word: str) -> str:
    return word.rstrip(",").lower()


def _read_words(words: list[str], suffix: Sequence[str], language: str, *, western: bool) -> _Reading:
    if len(words) < 2:
        return _Reading(" ".join((*words, *suffix)))
    if _is_regnal(words):
        return _regnal(words)
    titles, words = _split_honorifics(words)
    words, more = _split_suffix(words)
    suffix = (*more, *suffix)
    if len(words) < 2:
        name = " ".join((*words, *suffix))
        return _Reading(f"{name}, {' '.join(titles)}" if titles else name)
    read = None if western else _by_culture(words, language)
    if read is None:
        return _western(words, suffix, language)
    return _Reading(" ".join((read.listed, *suffix)), read.family)


def _by_culture(words: list[str], language: str) -> _Reading | None:
    """Read a name that tells that it is none of a given name and then a surname."""
    readings = (rule(words, language) for rule in _CULTURES)
    return next((reading for reading in readings if reading), None)


def _as_known(words: list[str], _: str) -> _Reading | None:
    """Read what is no given name and surname in any language: The Weeknd, 50 Cent, Cardi B, Alexander the Great."""
    whole, first, last = " ".join(words), words[0], words[-1]
    if first.lower() == "the":
        return _Reading(f"{' '.join(words[1:])}, {first}")
    is_letter = len(last) == 1 and last.isalpha() and words[1:] != ["X"]
    is_lama = first.lower() in told.LAMAS and last.lower() == "lama"
    if first[0].isdigit() or is_letter or is_lama or not told.EPITHETS.isdisjoint(words[1:]):
        return _Reading(whole)
    return None


def _upper_case(words: list[str], _: str) -> _Reading | None:
    """Read a name whose surname alone is in capitals, at its start or end, as registers have it."""
    if words[0].isupper() == words[-1].isupper():
        return None
    at_end = words[-1].isupper()
    run = list(takewhile(str.isupper, reversed(words) if at_end else words))
    if not any(len(word) > 3 and "." not in word for word in run):
        return None
    family = " ".join(reversed(run) if at_end else run)
    rest = words[: -len(run)] if at_end else words[len(run) :]
    return _Reading(f"{family}, {' '.join(rest)}", family.title())


def _without_surname(words: list[str], language: str) -> _Reading | None:
    """Read a name that has no surname: it ends with the father's name, or is one of Burma."""
    whole = " ".join(words)
    if words[-2].lower() in told.PATRONYMICS and len(words) > 2 and words[-1] != "Laden":
        return _Reading(whole, " ".join(words[-2:]))
    if len(words) == 2 and words[0].lower() in told.KUNYAS:
        return _Reading(whole)
    if words[0] in ("U", "Daw") and told.is_burmese(words[1:]):
        return _Reading(" ".join(words[1:]))
    if told.is_burmese(words):
        return _Reading(whole)
    return _Reading(whole, words[0]) if told.is_icelandic(words, language) else None


def _family_first(words: list[str], language: str) -> _Reading | None:
    whole = " ".join(words)
    if told.is_vietnamese(words):
        return _Reading(whole, words[-1])
    if told.is_east_asian(words) or (language == "hu" and told.is_hungarian(words)):
        return _Reading(whole, _callable(words[0]))
    if told.is_slavic_family_first(words):
        return _Reading(f"{words[0]}, {' '.join(words[1:])}", words[0])
    return None


_CULTURES = (_as_known, _upper_case, _without_surname, _family_first)


def _western(words: list[str], suffix: Sequence[str], language: str) -> _Reading:
    first = _surname_starts(words)
    start = _with_particles(words, first)
    if start > 1 and told.is_spanish_surname(words[start - 1], language):
        first = start - 1
        start = _with_particles(words, first)
    particles, core = _split_particles(words[start : first + 1])
    family = words[start:] if words[start] not in told.ANDS else words[start + 1 :]
    rest = (*words[:start], *particles, *suffix)
    return _Reading(f"{' '.join((*core, *words[first + 1 :]))}, {' '.join(rest)}", _callable(" ".join(family)))


def _surname_starts(words: Sequence[str]) -> int:
    """Return where a surname starts, but for particles: the last word, or the one before it in Sarney Filho."""
    last = len(words) - 1
    if last > 2 and words[-2] in ("y", "i"):
        return last - 2
    return last - 1 if last > 1 and words[last].lower() in told.FAMILY_SUFFIXES else last


def _with_particles(words: Sequence[str], start: int) -> int:
    """Return where a surname starts with the particles before it; the first word of a name is none."""
    while start > 1 and words[start - 1] in told.PARTICLES:
        start -= 1
    return start


def _split_particles(family: list[str]) -> tuple[list[str], list[str]]:
    """Return the particles of a surname that follow the given name in a list, and the surname that leads it."""
    start = 0
    while start < len(family) - 1 and (
        family[start] in told.AFTER or (start and family[start] in told.BEFORE and family[start - 1] == "de")
    ):
        start += 1
    particles, core = family[:start], family[start:]
    if core and (attached := told.ARTICLE.fullmatch(core[0]) or told.ELISION.fullmatch(core[0])):
        return [*particles, attached[1]], [attached[2], *core[1:]]
    return particles, core


def _split_honorifics(words: list[str]) -> tuple[list[str], list[str]]:
    start = 0
    while start < len(words) - 1 and words[start].lower() in told.HONORIFICS:
        start += 1
    return words[:start], words[start:]


def _split_suffix(words: list[str]) -> tuple[list[str], list[str]]:
    end = len(words)
    if not words or (words[-1].islower() and words[-1] not in told.SMALL_SUFFIXES):
        return words, []
    while end > 1 and (end > 2 or words[-1][:2] in ("Jr", "Sr")) and _small(words[end - 1]) in told.SUFFIXES:
        end -= 1
    return [*words[: end - 1], *(word.rstrip(",") for word in words[end - 1 : end])], words[end:]


def _is_regnal(words: list[str]) -> bool:
    """Tell whether kings and popes are named so: by a title and a numeral, or by a numeral that no commoner has."""
    title = _titles(words)
    names = words[title:]
    is_numbered = len(names) > 1 and bool(told.ROMAN.fullmatch(names[-1]))
    if title and (is_numbered or len(names) == 1 or any(word in told.EPITHETS | told.PATRONYMICS for word in names)):
        return True
    if title and words[0].lower() in ("pope", "papa", "pape", "papst"):
        return True
    if any(len(word) > 1 and told.ROMAN.fullmatch(word) for word in names[1:-1]):
        return True
    if not is_numbered or names[-1] == "X":
        return False
    commoner = names[-1] in ("II", "III", "IV", "V")
    return len(names) == 2 or not commoner or " ".join(names[:-1]).lower() in told.DOUBLE_REGNAL


def _titles(words: Sequence[str]) -> int:
    """Return how many words before a name are a title that reigns."""
    count = 1 if words and words[0].lower() in told.REGNAL_BEFORE else 0
    return count + 1 if len(words) > count + 1 and words[count].lower() in told.REGNAL else 0


def _regnal(words: list[str]) -> _Reading:
    count = _titles(words)
    name, title = " ".join(words[count:]), " ".join(words[:count])
    return _Reading(f"{name}, {title}" if title else name)


def _callable(family: str) -> str:
    """Return a surname unless it is too little to know anyone by."""
    return family if sum(map(str.isalpha, family)) > 1 and not family.endswith(".") else ""
