"""Texts as names are compared in them: one kind of apostrophe, hyphen and blank, and composed characters."""

from unicodedata import combining, is_normalized, normalize

_ALIKE = (
    ("’", "'"),
    ("ʼ", "'"),
    ("‘", "'"),
    ("“", '"'),
    ("”", '"'),
    ("‐", "-"),
    ("\u2011", "-"),
    ("\n", " "),
    ("\u00a0", " "),
    ("\u202f", " "),
)
_NBSP = "&nbsp;"


class Folded:
    """A folded text, and where each of its characters was before."""

    def __init__(self, text: str) -> None:
        self._places: list[int] | None = None
        if not text.isascii():
            for one, other in _ALIKE:
                text = text.replace(one, other)
        elif "\n" in text:
            text = text.replace("\n", " ")
        if _NBSP in text or not (text.isascii() or is_normalized("NFC", text)):
            text, self._places = _composed(text)
        self.text = text

    def before(self, place: int) -> int:
        """Return where a character of the folded text was."""
        return place if self._places is None else self._places[place]


def folded(name: str) -> str:
    """Return a name as it stands in folded text."""
    return Folded(name).text


def _composed(text: str) -> tuple[str, list[int]]:
    pieces: list[str] = []
    places: list[int] = []
    start, end = 0, len(text)
    while start < end:
        stop = start + 1
        if text.startswith(_NBSP, start):
            piece, stop = " ", start + len(_NBSP)
        else:
            while stop < end and (combining(text[stop]) or "\u1160" <= text[stop] <= "\u11ff"):
                stop += 1
            piece = text[start:stop] if stop == start + 1 else normalize("NFC", text[start:stop])
        pieces.append(piece)
        places.extend([start] * len(piece))
        start = stop
    places.append(end)
    return "".join(pieces), places
