"""In which order names stand in an index, and under which letter: by the alphabet of the site's language.

A key compares the family name first, then the rest; word by word, so that De Niro comes before Dean. Accents, case and
signs decide where nothing else does. Our own keys need no library; those of ICU are used where the settings say so, for
pages must not depend on what happens to be installed.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import product

from sitegen.model import icu_collation
from sitegen.model.alphabets import DOTLESS, DOUBLED, HAN, JAMO, KANA, SCRIPTS, TAILORINGS, letters, tailoring

OTHERS = "#"
"""The heading of names that start with a digit, or have no letter."""
_AFTER = "\U0010ffff"
"""Makes a letter follow all that starts with another."""
_HOME = ":"
"""Puts the letters of the language's own script after the digits and before all others."""
_CHINESE = "\U0010fffe"
"""Puts Chinese characters, which Unicode numbers in several places, after all others."""
_FOLDED = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
_FOLDED |= {"ŧ": "t", "ə": "e", "ŋ": "n"}
_SIGNS = "ʻʼʽʾʿˈˊˋ·"
"""They count as letters, and stand before one or between two (`ʻIolani`)."""
_ARTICLE = re.compile(r"(?:(?:[ae]l|ul|a[dnrstz]|ash)|Al)[-‐‑](?=\w)")
_ARABIC_ARTICLE = re.compile("ال(?=\\w{2})")
_ROMAN = re.compile(r"(?<=\s)[IVX]+(?![\w.'’-])")
_NUMBERS = {
    tens + units: f"{10 * ten + unit:03}"
    for (ten, tens), (unit, units) in product(
        enumerate(("", "X", "XX", "XXX")), enumerate(" I II III IV V VI VII VIII IX".split(" "))
    )
}
_FIRST = re.compile(f"{_HOME}?.(?:{_AFTER}.)*", re.DOTALL)


@lru_cache(maxsize=1 << 16)
def sort_key(sort_form: str, language: str = "en", *, icu: bool = False) -> str:
    """Return the text by which sort forms are ordered in a language."""
    family, rest = _halves(sort_form)
    table = _alphabet(language)
    if icu:
        return icu_collation.key(_words(family), _words(rest), language, table.letter(family)) + sort_form
    accents = sort_form.casefold()
    if not accents.isascii():
        accents = unicodedata.normalize("NFD", accents)
    return f"{table.weigh(family)}\x01{table.weigh(rest)}\x01{accents}\x01{sort_form}"


@lru_cache(maxsize=1 << 16)
def letter(sort_form: str, language: str = "en", *, icu: bool = False) -> str:
    """Return the heading of an index under which a sort form stands; `#` for digits and signs."""
    family = _halves(sort_form)[0]
    own = _alphabet(language).letter(family)
    return icu_collation.letter(_words(family), language, own) if icu else own


def alphabet(language: str = "en", *, icu: bool = False) -> tuple[str, ...]:
    """Return the headings of a language's alphabet, in order."""
    return icu_collation.alphabet(language) if icu else _alphabet(language).shown


def headings(present: Iterable[str], language: str = "en", *, icu: bool = False) -> tuple[str, ...]:
    """Return the alphabet of a language with the other headings that an index has, each in its place.

    `present` are in the order of the index.
    """
    shown, found = alphabet(language, icu=icu), list(present)
    places = {one: place for place, one in enumerate(shown)}
    row: list[str] = []
    done = 0
    for one in found:
        if one in places:
            row += shown[done : places[one]]
            done = places[one] + 1
        elif not icu:
            before = sum(sort_key(other, language) < sort_key(one, language) for other in shown)
            row += shown[done:before]
            done = max(done, before)
        elif one != OTHERS:
            row += shown[done:]
            done = len(shown)
        row.append(one)
    return (*row, *shown[done:])


def _halves(sort_form: str) -> tuple[str, str]:
    """Return what decides first and next, without an article, and with numerals that sort as numbers."""
    family, comma, rest = sort_form.partition(",")
    family = family.lstrip()
    if found := _ARTICLE.match(family) or (comma and _ARABIC_ARTICLE.match(family)):
        family = family[found.end() :]
    if not family[:1].isalnum() and not any(map(_is_letter, family)):
        family, rest = rest, ""
    return _ROMAN.sub(_number, family), _ROMAN.sub(_long_number, rest)


def _number(found: re.Match[str]) -> str:
    return _NUMBERS.get(found[0], found[0])


def _long_number(found: re.Match[str]) -> str:
    """Pad a numeral after a comma, where a single letter is an initial."""
    return _number(found) if len(found[0]) > 1 else found[0]


def _words(text: str) -> str:
    return " ".join("".join(c for c in text if c.isspace() or _is_letter(c)).split())


def _is_letter(char: str) -> bool:
    if char.isalnum():
        return char not in _SIGNS
    return unicodedata.category(char) in ("Mn", "Mc") and char < "\ufe00"


class _Alphabet(dict[int, str]):
    """The weight of each letter in a language, worked out when it first occurs."""

    def __init__(self, language: str) -> None:
        self._scripts = SCRIPTS.get(language, ())
        self._dotless = language in DOTLESS
        self._tailored: dict[str, str] = {}
        self._names: dict[str, str] = {}
        for entry in tailoring(language).split():
            self._tailor(entry)
        digraphs = [token for token in self._tailored if len(token) > 1]
        doubled = {one[0] + one: one + one for one in digraphs} if language in DOUBLED else {}
        self._pieces = {one: self._tailored[one] for one in digraphs}
        self._pieces |= {one: 2 * self._tailored[half[: len(half) // 2]] for one, half in doubled.items()}
        longest = sorted(self._pieces, key=len, reverse=True)
        self._digraph = re.compile("|".join(map(re.escape, longest))) if longest else None
        shown = {self.weigh(one): self._capital(one) for one in letters(language)}
        self._names |= shown
        self.shown = tuple(shown[weight] for weight in sorted(shown))

    def weigh(self, text: str) -> str:
        """Return a text that sorts as the letters of another do."""
        if self._dotless:
            text = text.replace("I", "ı").replace("İ", "i")
        text = text.casefold()
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        if self._digraph:
            parts, end = [], 0
            for found in self._digraph.finditer(text):
                parts += [text[end : found.start()].translate(self), self._pieces[found[0]]]
                end = found.end()
            parts.append(text[end:].translate(self))
            text = "".join(parts)
        else:
            text = text.translate(self)
        return " ".join(text.split())

    def letter(self, text: str) -> str:
        """Return the heading of a text."""
        enough = text[:9]
        if not (enough[:1].isalpha() and enough.isascii()):
            enough = text
        first = _FIRST.match(self.weigh(enough))
        if not first:
            return OTHERS
        weight = first[0]
        if weight not in self._names:
            self._names[weight] = self._heading(weight.removeprefix(_HOME)[:1])
        return self._names[weight]

    def __missing__(self, code: int) -> str:
        """Work out the weight of a small letter."""
        found = self[code] = self._weight(chr(code))
        return found

    def _tailor(self, entry: str) -> None:
        base, *others = re.split("([<=])", entry)
        weight = base_weight = self._tailored.get(base) or self._home(base)
        steps = 0
        for sign, token in zip(others[::2], others[1::2], strict=True):
            if sign == "<":
                steps += 1
                weight = f"{base_weight}{_AFTER}{steps}"
                self._names[weight] = self._capital(token)
            self._tailored[token] = weight

    def _weight(self, char: str) -> str:
        if known := self._tailored.get(char) or _FOLDED.get(char):
            return known
        if char.isspace():
            return " "
        if unicodedata.combining(char) or not _is_letter(char):
            return ""
        if "가" <= char <= "힣":
            return self._home(char)
        if char in JAMO:
            return self._home(chr(ord("가") + 588 * JAMO.index(char)))
        plain = unicodedata.normalize("NFKD", char).casefold()
        return self._simple(char) if plain == char else self._compound(plain)

    def _simple(self, char: str) -> str:
        if char.isnumeric() and not char.isalpha():
            return str(abs(int(unicodedata.numeric(char))))
        return self._home(chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char)

    def _compound(self, plain: str) -> str:
        """Weigh a letter by its parts: a mark counts if it makes a letter of the language."""
        base = plain[0]
        for mark in plain[1:]:
            if not unicodedata.combining(mark):
                return "".join(self[ord(one)] for one in plain)
            composed = unicodedata.normalize("NFC", base + mark)
            if composed in self._tailored:
                base = composed
        return self[ord(base)]

    def _home(self, char: str) -> str:
        script = unicodedata.name(char[0], "").split(" ")[0]
        weight = f"{_CHINESE}{char}" if script == "CJK" else char
        return f"{_HOME}{weight}" if script in self._scripts else weight

    def _capital(self, letter: str) -> str:
        return "İ" if self._dotless and letter == "i" else letter.title()

    def _heading(self, char: str) -> str:
        if char.isdecimal():
            return OTHERS
        if "가" <= char <= "힣":
            return JAMO[(ord(char) - ord("가")) // 588]
        if "ぁ" <= char <= "ゖ":
            return KANA[max(0, bisect_right(KANA, char) - 1)]
        return HAN if char == _CHINESE else self._capital(char)


@lru_cache(maxsize=16)
def _alphabet(language: str) -> _Alphabet:
    """Return the alphabet of a language tag (`pt-BR`)."""
    base, _, variety = language.partition("-")
    if variety.startswith("Latn") or base == "sh":
        return _Alphabet("hr" if base in ("sr", "sh", "bs") else "")
    return _Alphabet(base if base in TAILORINGS or base in SCRIPTS else "")
