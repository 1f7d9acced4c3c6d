"""Names in texts that may be those of people whom nobody has written down yet: rather none than a wrong one.

A run of two to four words in capitals is a name if something says so: a title before it, what somebody does or is right
after it, an age, or a given name that is known. What names places, houses and projects says the opposite.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from html import unescape

from msgspec import Struct

from sitegen.model.context import is_institution, is_plain_word
from sitegen.model.likeness import spelled
from sitegen.model.name_words import DOUBTFUL, KNOWN, NO_NAMES
from sitegen.model.terms import same_name
from sitegen.titles import is_title_word, title_before

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 code pre kbd samp script style svg".split())
"""Elements whose words have capitals for other reasons."""
_INLINE = frozenset("a abbr b cite em i mark q s small span strong sub sup time u".split())
_CAPITAL = r"[^\W\d_a-z]\w*(?:['’ʼ‐‑-][^\W\d_]+)*"
_INITIALS = r"(?:[^\W\d_a-z]\.-?){1,3}"
_PARTICLE = r"(?:de|da|das|do|dos|du|del|della|der|den|di|la|le|van|von|zu|bin|ibn|al|el|ter|ten|y|e)"
_ONE = rf"(?:{_INITIALS}|{_CAPITAL})"
_RUN = re.compile(rf"(?<![\w'’.@#/-]){_ONE}(?:[ \u00a0\u202f](?:{_PARTICLE} ){{0,2}}{_ONE})+(?![\w@/])")
_SUFFIX = re.compile(r",? (Jr|Sr|II|III|IV)\b\.?")
_AT_END = re.compile(rf"(?:['’]s|(?<=s)['’]|{_SUFFIX.pattern})\Z")
_LOWER = re.compile(r"(?<![\w'’-])[^\W\d_A-Z]\w+")
_END_OF_SENTENCE = re.compile(r"(?:^|[.!?:;•|>)]['\"”’)]*\s|[\"“(\[])\s*\Z")
_SPEECH = (
    "said says told added asked wrote writes noted argued explained replied responded testified recalled announced "
    "agreed joked described thinks believes shared"
).split()
_DOES = re.compile(rf",? (?:who|{'|'.join(_SPEECH)})\b")
_SAID_BY = re.compile(r"(?:\b(?:said|says|added|asked|wrote|explained|noted|recalled|told) |according to )\Z")
_SPEAKER = re.compile(rf"({_CAPITAL}) (?:{'|'.join(_SPEECH)})\b")
_AGE = re.compile(r",? \(?(?:aged? )?[1-9][0-9],? ?[,.)]")
_APPOSED = re.compile(
    r", (?:an? |the |[\w.]+['’]s )?((?:[\w.'’&/-]+ ){0,4}?[\w.'’-]+)"
    r"(?=[,.;)\n]| (?:of|at|for|in|from|and|with|who)\b|\Z)"
)
"""What somebody is, right after the name: `, the agency’s director of design`."""
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])\Z")
_PLACED = re.compile(r"\b(?:in|at|near|across|throughout|outside) \Z")
_ENOUGH = 2
"""Of points; see `_points`."""
_COUNTRIES = frozenset("u.s. u.k. d.c. l.a. n.y. u.n. e.u.".split())


class Seen(Struct, frozen=True):
    """A run of words that may be a name, at one place of a text."""

    name: str
    title: str
    is_first: bool
    """Whether it begins a sentence, where any word has a capital."""
    evidence: frozenset[str]


class Candidate(Struct, frozen=True, kw_only=True):
    """Someone who may deserve a record."""

    name: str
    articles: tuple[int, ...]
    """Where the name stands, by number."""
    declared: int = 0
    """How many of them name it under `people:`."""
    titles: tuple[tuple[str, int], ...] = ()
    """The titles that stand before the name, with how many articles use them; the commonest first."""
    evidence: tuple[str, ...] = ()
    """Why it is taken for a person's name."""


class Gathered:
    """What texts say of names, article by article."""

    def __init__(self) -> None:
        self._seen: defaultdict[str, dict[int, list[Seen]]] = defaultdict(dict)
        self._spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._lower: Counter[str] = Counter()
        self._declared: defaultdict[str, list[int]] = defaultdict(list)
        self._given: set[str] = set()

    def declare(self, article: int, name: str) -> None:
        """Take in a name that stands under `people:`."""
        self._spellings[same_name(name)][name] += 1
        self._declared[same_name(name)].append(article)

    def know(self, names: Iterable[str]) -> None:
        """Take in names that are people's: their given names tell others."""
        for name in names:
            words = spelled(name).words
            if len(words) > 1 and len(words[0]) > 2 and words[0] not in NO_NAMES and not is_plain_word(words[0]):
                self._given.add(words[0])

    def read(self, article: int, passages: Iterable[str]) -> None:
        """Take in the texts of an article."""
        texts = list(passages)
        speakers = {_bare(word) for text in texts for word in _SPEAKER.findall(text)}
        for text in texts:
            self._lower.update(_LOWER.findall(text))
            for seen in _runs(text, speakers):
                self._spellings[same_name(seen.name)][seen.name] += 1
                self._seen[same_name(seen.name)].setdefault(article, []).append(seen)

    def candidates(self, is_known: Callable[[str], bool]) -> list[Candidate]:
        """Return the names that are not known: first those that stand in most articles.

        `is_known` is asked of names as `same_name` makes them.
        """
        found = (self._candidate(key) for key in self._spellings if not is_known(key))
        return sorted((one for one in found if one), key=lambda one: (-len(one.articles), -len(one.evidence), one.name))

    def _candidate(self, key: str) -> Candidate | None:
        seen, declared = self._seen.get(key, {}), self._declared.get(key, [])
        name = min(self._spellings[key], key=lambda one: (-self._spellings[key][one], one))
        everywhere = [one for places in seen.values() for one in places]
        evidence = Counter(word for one in everywhere for word in one.evidence)
        if self._has_given(name):
            evidence["given name"] = len(everywhere)
        if not declared and not self._is_name(name, everywhere, evidence):
            return None
        titles = Counter(title for places in seen.values() for title in {one.title for one in places if one.title})
        if declared:
            evidence["people:"] = len(declared)
        return Candidate(
            name=name,
            articles=tuple(sorted({*seen, *declared})),
            declared=len(declared),
            titles=tuple(sorted(titles.items(), key=lambda one: (-one[1], one[0]))),
            evidence=tuple(word for word in _EVIDENCE if evidence[word]),
        )

    def _is_name(self, name: str, everywhere: list[Seen], evidence: Counter[str]) -> bool:
        points = sum(points for word, points in _EVIDENCE.items() if evidence[word])
        if not evidence["given name"] and all(one.is_first for one in everywhere) and points <= _ENOUGH:
            points -= 1
        if evidence["in"] * 2 > len(everywhere):
            points -= 2
        words = [word for word in spelled(name).words if len(word) > 1]
        points -= sum(self._lower[word] > 1 for word in (words[-1:] if evidence["given name"] else words))
        return points >= _ENOUGH

    def _has_given(self, name: str) -> bool:
        first = next((word for word in spelled(name).words if len(word) > 1), "")
        return (first in KNOWN or first in self._given) and first not in DOUBTFUL


MARKUP = re.compile(r"<(?:!--.*?--|(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*)>|\0([0-9]+)\0", re.DOTALL)
"""Tags, comments and slots."""
_EVIDENCE = {
    "people:": 3, "title": 2, "age": 2, "speech": 2, "office": 2, "given name": 2, "second mention": 1, "in": 0,
}  # fmt: skip
"""What may say that a name is a person's -> how much that counts."""


def passages(html: str) -> list[str]:
    """Return the texts of a body, one for each block, without headings and code."""
    pieces: list[str] = []
    place = dead = 0
    for match in MARKUP.finditer(html):
        if not dead:
            pieces.append(html[place : match.start()].replace("\n", " "))
        place = match.end()
        name = (match[2] or "").lower()
        if name in _HEADINGS:
            dead = max(dead + (-1 if match[1] else 1), 0)
        if not match[3] and name not in _INLINE:
            pieces.append("\n")
    pieces.append(html[place:].replace("\n", " "))
    lines = unicodedata.normalize("NFC", unescape("".join(pieces))).split("\n")
    return [text for text in (" ".join(line.split()) for line in lines) if text]


def _runs(text: str, speakers: set[str]) -> Iterator[Seen]:
    for match in _RUN.finditer(text):
        for start, end in _parts(text, match.start(), match.end()):
            if start < end and (seen := _seen(text, start, end, speakers)):
                yield seen


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Divide a run where a name surely ends: behind a possessive, at an acronym."""
    begin = place = start
    for word in text[start:end].split(" "):
        behind = place + len(word)
        letters = re.sub(r"[^\w]", "", word)
        if len(letters) > 2 and letters.isupper():
            yield begin, place - 1
            begin = behind + 1
        elif (owner := _POSSESSIVE.search(word)) and behind < end:
            yield begin, place + owner.start()
            begin = behind + 1
        place = behind + 1
    yield begin, end


def _seen(text: str, start: int, end: int, speakers: set[str]) -> Seen | None:
    while start < end and is_plain_word(_bare(word := text[start:end].partition(" ")[0])):
        start = min(start + len(word) + 1, end)
    start, title = _behind_title(text, start, end)
    end = start + len(_AT_END.sub("", text[start:end]))
    name = re.sub(r"[\u00a0\u202f]", " ", text[start:end]).strip()
    before, after = text[max(start - 40, 0) : start], text[end : end + 90]
    if not _may_be_name(name) or re.search(r"\b[Tt]he \Z", before):
        return None
    suffix = _SUFFIX.match(after)
    evidence = {"title"} if title else set()
    evidence |= {word for word, found in (
        ("speech", _DOES.match(after) or _SAID_BY.search(before)),
        ("age", _AGE.match(after)),
        ("office", _is_apposed(after)),
        ("second mention", _bare(name.split(" ")[-1]) in speakers and not _DOES.match(after)),
        ("in", _PLACED.search(before)),
    ) if found}  # fmt: skip
    name += f" {suffix[1]}{'.' if suffix[1] in ('Jr', 'Sr') else ''}" if suffix else ""
    return Seen(name, title, bool(_END_OF_SENTENCE.search(before)) and not title, frozenset(evidence))


def _behind_title(text: str, start: int, end: int) -> tuple[int, str]:
    """Return where a name begins behind the titles in its run, and the title."""
    at = start
    for word in text[start:end].split(" ")[:-1]:
        title = title_before(text, at)[1]
        if title:
            return at, title
        at += len(word) + 1
    return start, ""


def _may_be_name(name: str) -> bool:
    words = name.split(" ")
    capitals = [word for word in words if not word[:1].islower()]
    if not 2 <= len(capitals) <= 4 or len(name) > 60 or name.casefold().startswith(tuple(_COUNTRIES)):
        return False
    whole = [word for word in capitals if len(word.strip(".")) > 1 and not re.fullmatch(_INITIALS, word)]
    if not whole or re.fullmatch(_INITIALS, words[-1]):
        return False
    return not any(_is_no_name(word) for word in whole)


def _is_no_name(word: str) -> bool:
    plain = _bare(word)
    if plain in NO_NAMES or is_institution(plain) or is_plain_word(plain) or is_title_word(word):
        return True
    letters = re.sub(r"^(?:Mac|Mc|De|Di|Du|La|Le|Van|Von|Fitz|[OD]['’ʼ])|[-'’ʼ‐‑]\w", "", word)
    return any(letter.isupper() for letter in letters[1:]) or not letters.replace(".", "").isalpha()


def _is_apposed(after: str) -> bool:
    found = _APPOSED.match(after)
    return bool(found) and any(is_title_word(word) for word in found[1].split()) if found else False


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word).rstrip(".,").casefold()
