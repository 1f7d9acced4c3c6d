"""How names sort: the sort form of a person's name, the key that orders it, and the letter it stands under.

Rules of order (suffixes, particles, honorifics) follow common editorial practice and are guesses where a record says
nothing; an explicit `sort`, `family` or `order` always wins.
"""

import re
import unicodedata

from sitegen.content.records import Person

_SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "v", "ph.d.", "phd", "m.d.", "md", "esq", "esq."}
_HONORIFICS = {"sir", "dame", "lord", "lady", "sheikh", "dr", "dr.", "hon.", "rev.", "prof."}
_PARTICLES = {
    "al", "af", "av", "bin", "da", "dal", "dalla", "de", "degli", "dei", "del", "della", "den", "der", "di", "do",
    "dos", "du", "el", "la", "le", "los", "st.", "te", "ten", "ter", "van", "von", "zu", "zum",
}  # fmt: skip
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_MARKS = "ʻʼʽʾʿˈˊˋ"
"""They count as letters, and stand before one or between two (`ʻIolani`)."""
_ROMAN = {numeral: f"{number:03}" for number, numeral in enumerate("ii iii iv v vi vii viii ix x".split(), 2)}


def sort_name(name: str, record: Person | None = None) -> str:
    """Return the form under which a person is listed (`Tillerson, Rex`; `King, Martin Luther Jr.`; `Xi Jinping`)."""
    if record and record.sort:
        return record.sort
    order = record.order if record else ""
    if order in ("family-first", "mononym", "regnal"):
        return name
    if record and record.family:
        rest = record.given or " ".join(re.sub(rf"(?<!\w){re.escape(record.family)}(?!\w)", " ", name, count=1).split())
        return f"{record.family}, {rest}" if rest else record.family
    return _western(name)


def _western(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[0].lower() in _HONORIFICS:
        words.pop(0)
    suffix: list[str] = []
    while len(words) > 2 and words[-1].rstrip(",").lower() in _SUFFIXES:
        suffix.insert(0, words.pop())
    if len(words) < 2:
        return " ".join(words + suffix)
    words[-1] = words[-1].rstrip(",")
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    while start < len(words) - 1 and words[start].islower():
        start += 1
    before = words[:start]
    return f"{' '.join(words[start:])}, {' '.join(before + suffix)}"


def sort_key(sort_form: str) -> str:
    """Return the text by which names are ordered: letters without accents or case, the family name before the rest."""
    family, _, rest = sort_form.partition(",")
    return f"{_folded(family)}\x01{_folded(rest)}\x01{sort_form}"


def letter(sort_form: str) -> str:
    """Return the heading of an index under which a name stands: a letter, or `#` for digits and signs."""
    family, _, rest = sort_form.partition(",")
    first = (_folded(family) or _folded(rest))[:1].upper()[:1]
    return first if first.isalpha() else "#"


def _folded(text: str) -> str:
    mapped = text.casefold().translate(_LETTERS)
    for article in ("al-", "el-"):
        mapped = mapped.removeprefix(article)
    plain = "".join(c for c in unicodedata.normalize("NFKD", mapped) if not unicodedata.combining(c))
    first, *others = plain.casefold().split() or [""]
    words = (first, *(_ROMAN.get(word, word) for word in others))
    letters = ("".join(c for c in word if c.isalnum() and c not in _MARKS) for word in words)
    return " ".join(word for word in letters if word)


def family_of(name: str, record: Person | None = None) -> str:
    """Return the surname by which news calls somebody on second mention; empty: none can be told."""
    family, comma, _ = sort_name(name, record).partition(",")
    return (record.family if record and record.family else "") or (family if comma else "")
