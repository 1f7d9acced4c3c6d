"""Words in capitals as they are written otherwise: places, names, whole headlines."""

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_][\w’'.]*(?<![.’'])|[^\W\d_]")
_SMALL_IN_PLACES = {"of", "the", "de", "del", "la", "le", "les", "sur", "upon", "on", "and", "am", "an", "der"}
_MAC = re.compile(r"\bMc([a-z])")
_AFTER_APOSTROPHE = re.compile(r"\b([OD])([’'])([a-z])")
_STATE_CODE = re.compile(r"(?:[A-Z]\.)+|[A-Z]{2}")


def is_shouted(text: str) -> bool:
    """Tell whether a text of more than one word is all in capitals."""
    return text.isupper() and len(text.split()) > 1


def natural_place(place: str) -> str:
    """Return a place without its capitals: `PORT VERITY` -> `Port Verity`; `D.C.` and `Maine` stay as they are."""
    words = place.split(" ")
    if not any(len(word) > 2 and word.isupper() and not _STATE_CODE.fullmatch(word) for word in words):
        return place
    return " ".join(_natural(word, first=not number) for number, word in enumerate(words))


def _natural(word: str, *, first: bool) -> str:
    if _STATE_CODE.fullmatch(word) and len(word) != 2:
        return word
    if not first and word.casefold() in _SMALL_IN_PLACES:
        return word.lower()
    return natural_name(word)


def natural_name(name: str) -> str:
    """Return a name without its capitals: `JANE O’BRIEN-ROE` -> `Jane O’Brien-Roe`."""
    written = "-".join(part[:1].upper() + part[1:].lower() for part in name.split("-"))
    written = " ".join(word[:1].upper() + word[1:] for word in written.split(" "))
    written = _MAC.sub(lambda found: "Mc" + found[1].upper(), written)
    written = _AFTER_APOSTROPHE.sub(lambda found: found[1] + found[2] + found[3].upper(), written)
    return re.sub(r"\b(Ii|Iii|Iv)\b", lambda found: found[1].upper(), written)


def natural_headline(headline: str, text: str) -> str:
    """Return a headline in capitals as a sentence: each word as the text writes it most often within its sentences."""
    spelled: dict[str, Counter[str]] = {}
    for sentence in re.split(r"(?<=[.!?:])\s+|\n+|(?:^|\s)[“\"‘]", text):
        for word in [found[0] for found in _WORD.finditer(sentence)][1:]:
            spelled.setdefault(word.casefold(), Counter())[word] += 1
    whole = _WORD.sub(lambda found: _as_text_has_it(found[0], spelled), headline)
    return whole[:1].upper() + whole[1:]


def _as_text_has_it(word: str, spelled: dict[str, Counter[str]]) -> str:
    known = spelled.get(word.casefold()) or spelled.get(f"{word.casefold()}s")
    if known is None and word.casefold().endswith("s"):
        known = spelled.get(word.casefold()[:-1])
    if known is None:
        return word.lower()
    best = known.most_common(1)[0][0]
    if best.casefold() == word.casefold():
        return best
    return word.capitalize() if best[:1].isupper() else word.lower()
