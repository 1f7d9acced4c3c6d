"""Texts as names are compared in them: one kind of apostrophe, quote, hyphen, dash and blank; composed characters."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from html import escape
from unicodedata import combining, is_normalized, normalize

from sitegen.characters import UNSEEN

_ALIKE = (
    *((one, "'") for one in "’‘ʼ"),
    *((one, '"') for one in "“”„"),
    *((one, "-") for one in "\u2010\u2011"),
    *((one, "*") for one in "—–…"),
    *((one, " ") for one in "\u00a0\u2009\u200a\u202f"),
)
"""What stands in texts -> what it counts as. Most texts are of simple characters then, and need no second look."""
_UNSEEN = re.compile(f"[{UNSEEN}]")
_BLANKS = re.compile(r"(  +)")
_SPACED = re.compile(rf"((?: |&nbsp;)(?: |&nbsp;|{_UNSEEN.pattern})+|&nbsp;)|({_UNSEEN.pattern}+)")
"""Blanks that count as one, and what is not seen."""
_HARD = re.compile("(&nbsp;(?: |&nbsp;)*)")
"""The same where there are no others; a blank before it belongs to it, which would be slow to look for."""
_SIGNS = re.compile(rf"{_SPACED.pattern}|([&<>])")
"""The same, and the signs that HTML escapes."""
_ANY = re.compile(rf"{_SIGNS.pattern}|[\s\S]?[\u0300-\U0010ffff]+")
"""The same, and what may have to be composed."""


class Folded:
    """A folded text, and where each of its characters was before. A `plain` text is folded as it would be in HTML."""

    def __init__(self, text: str, *, plain: bool = False) -> None:
        self._starts: list[int] = []
        """From which characters on others stand elsewhere than before."""
        self._shifts: list[int] = []
        """By how much: one for each of the above."""
        for blank in "\n\t":
            text = text.replace(blank, " ")
        if not text.isascii():
            for one, other in _ALIKE:
                text = text.replace(one, other)
        pattern = _pattern_for(text)
        if plain and pattern is not _ANY and escape(text, quote=False) != text:
            pattern = _SIGNS
        self.text = self._with(_changes(text, pattern, plain=plain), text) if pattern else text

    def before(self, place: int) -> int:
        """Return where a character of the folded text was."""
        number = bisect_right(self._starts, place)
        return place + self._shifts[number - 1] if number else place

    def _with(self, changes: Iterable[tuple[int, int, str]], text: str) -> str:
        pieces: list[str] = []
        done = length = 0
        for start, end, piece in changes:
            pieces += (text[done:start], piece)
            length += start - done + len(piece)
            done = end
            self._starts.append(length)
            self._shifts.append(end - length)
        return "".join((*pieces, text[done:]))


def folded(name: str) -> str:
    """Return a name as it stands in folded HTML."""
    return Folded(name, plain=True).text.strip()


def _pattern_for(text: str) -> re.Pattern[str] | None:
    """Return the quickest pattern that finds all in a text that is written otherwise in folded text."""
    is_latin = _is_latin(text)
    is_seen = is_latin or text.replace("\0", "").isprintable()
    if not is_latin and not is_normalized("NFC", text if is_seen else _UNSEEN.sub("", text)):
        return _ANY
    if not is_seen or "\u00ad" in text:
        return _SPACED
    if "&nbsp;" in text:
        return _SPACED if "  " in text else _HARD
    return _BLANKS if "  " in text else None


def _is_latin(text: str) -> bool:
    """Tell whether all characters are those of western languages, which are composed."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def _changes(text: str, pattern: re.Pattern[str], *, plain: bool) -> Iterator[tuple[int, int, str]]:
    """Yield what is written otherwise in folded text: start, end, and what stands there instead."""
    for match in pattern.finditer(text):
        start, end = match.span()
        if match[1]:
            yield start - (text[start - 1 : start] == " "), end, " "
        elif match[2]:
            yield start, end, ""
        elif pattern.groups < 3 or not match[3]:
            yield from _compositions(text, start, end)
        elif plain:
            yield start, end, escape(match[3])


def _compositions(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the characters between two places that are composed of several, or have a common form."""
    while start < end:
        stop, piece = start, ""
        while stop < end and (not piece or len(normalize("NFC", piece + text[stop])) <= len(piece)):
            stop += 1
            while stop < end and (combining(text[stop]) or _UNSEEN.match(text, stop)):
                stop += 1
            piece = normalize("NFC", _UNSEEN.sub("", text[start:stop]))
        if piece != text[start:stop]:
            yield start, stop, piece
        start = stop
