"""What stands beside a name tells whether it is one: the words before and after it, and the markup around it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import combining

from sitegen.characters import is_unspaced
from sitegen.content.records import Slot
from sitegen.model import words
from sitegen.titles import is_title_word

_BARE = "p|em|strong|b|i|li|ul|ol|br|hr|blockquote"
_MARKUP = re.compile(
    rf"""<(?:(?!/?(?:{_BARE})>)(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+(?:>|\Z)"""
    r"|!--.*?(?:-->|\Z))",
    re.DOTALL,
)
"""Tags and comments; not the tags that change nothing, have no attributes, and are most.

What is not closed goes on to the end, as in a browser.
"""
_SLOT = re.compile("\0([0-9]+)\0")
_LINK, _HEADING, _CODE = range(3)
_KINDS = {
    **dict.fromkeys("a button label summary".split(), _LINK),
    **dict.fromkeys("h1 h2 h3 h4 h5 h6".split(), _HEADING),
    **dict.fromkeys(
        "code iframe kbd math noscript pre samp script select style svg template textarea title".split(), _CODE
    ),
}
"""Elements in which names are no links, or nothing."""
_INLINE = re.compile(r"</?(?:a|abbr|b|cite|em|i|mark|q|s|small|span|strong|u)\b")
_REACH = 40
"""Characters beside a name in which a word is looked for."""
_LONGEST_TAG = 1000

_SUFFIX = re.compile(r",? (?:Jr|Sr|II|III|IV)\b")
_NEXT = re.compile(rf" ([^\s<>\0]{{1,{_REACH}}})")
_RELATIVE = re.compile(r", (?:who|whose|whom)\b")
_OPENERS = re.compile(r"[>\0(\"\[*/;]")
_CLOSERS = (",", ":", "!", "?", ")", '"', "*")
_EDGES = frozenset((" ", ",", ""))
"""What stands beside most names."""
_START = frozenset('.!?:>\0"*•')
_POSSESSIVE = re.compile(r"'s?$")
_INITIAL = re.compile(r"[^\W\d_a-z]\.?|(?:[^\W\d_a-z]\.-?)+")
_WORD = re.compile(r"[^\W\d_][\w'.-]*")
_DOUBLE = re.compile(r"([\w.']+)-$")
_ARTICLES = frozenset("a an the this that these his her its our my their your".split())

OPEN, UNLINKED, TITLE, DEAD = range(4)
"""What a name at a place may be: linked; named, but not linked; the same where all words may have capitals; nothing."""


def states(html: str, starts: Sequence[int], slots: Sequence[Slot]) -> Iterator[int]:
    """Yield for each place in HTML, in rising order, what a name there may be."""
    places = iter(starts)
    place = next(places, len(html))
    depth = [0, 0, 0]
    here = OPEN
    for match in _parts(html):
        while place < match.start():
            yield here
            place = next(places, len(html))
        while place < match.end():
            yield DEAD
            place = next(places, len(html))
        if place == len(html):
            return
        if match.re is _SLOT:
            slot = slots[int(match[1])].kind
            kind, step = _LINK, (slot == "open") - (slot == "close")
        else:
            kind, step = _KINDS.get((match[2] or "").lower(), -1), -1 if match[1] else 1
        if kind >= 0:
            depth[kind] = max(depth[kind] + step, 0)
            here = DEAD if depth[_CODE] else TITLE if depth[_HEADING] else UNLINKED if depth[_LINK] else OPEN
    while place < len(html):
        yield here
        place = next(places, len(html))


def _parts(html: str) -> Iterator[re.Match[str]]:
    """Yield tags, comments, and the slots between them; two searches for one character each are the quickest."""
    end = 0
    for match in sorted((*_MARKUP.finditer(html), *_SLOT.finditer(html)), key=re.Match.start):
        if match.start() >= end:
            end = match.end()
            yield match


def is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether a name stands by itself and is no part of a longer word, an address or a double name."""
    if text[start - 1 : start] in _EDGES and text[end : end + 1] in _EDGES:
        return True  # as nearly always
    if end < len(text) and combining(text[end]):
        return False
    return (is_unspaced(text[start]) or _begins(text, start)) and (is_unspaced(text[end - 1]) or _ends(text, end))


def _begins(text: str, start: int) -> bool:
    if not start:
        return True
    before, further = text[start - 1], text[start - 2 : start - 1]
    if before == "<" or (before == "/" and further == "<"):
        return False  # it is the name of a tag
    if (before.isalnum() and not is_unspaced(before)) or before in "_@#" or combining(before):
        return False
    if before in "'./":
        return not further.isalnum()
    if before == "-":
        match = _DOUBLE.search(text[max(start - _REACH, 0) : start])
        return not match or match[1][0].islower()  # as in anti-Smith
    return True


def _ends(text: str, end: int) -> bool:
    after, further = text[end : end + 1], text[end + 1 : end + 2]
    if (after.isalnum() and not is_unspaced(after)) or after in ("_", "@"):
        return False
    if after == "-":
        return not (further.isupper() or further.isdigit())  # as in Smith-led
    return not (after == "." and further.isalnum())


class Before(NamedTuple):
    """The word right before a name in the same sentence, or an empty text."""

    word: str
    start: int


def word_before(text: str, start: int) -> Before:
    """Find the word right before a name; inline markup does not part the two."""
    if text[start - 1 : start] == " ":
        word = text[max(start - 1 - _REACH, 0) : start - 1].rpartition(" ")[2]
        if word.isalpha():
            return Before(word, start - 1 - len(word))  # as nearly always
    blank = _before_tags(text, start) - 1
    if text[blank : blank + 1] != " " or text[blank - 1 : blank] in _CLOSERS:
        return Before("", start)
    end = _before_tags(text, blank)
    word = text[max(end - _REACH, 0) : end].rpartition(" ")[2]
    if not word.isalpha():
        word = _OPENERS.split(word)[-1]
        if word.endswith(_CLOSERS) or (word.endswith(".") and not _goes_before_a_name(word)):
            return Before("", start)
    return Before(word, end - len(word))


def _before_tags(text: str, at: int) -> int:
    """Return where inline markup begins that ends at a place."""
    for _ in range(4):
        last = text[at - 1 : at]
        if last == ">":
            start = text.rfind("<", max(at - _LONGEST_TAG, 0), at)
            if start < 0 or not _INLINE.match(text, start):
                return at
        elif last == "\0":
            start = text.rfind("\0", max(at - _REACH, 0), at - 1)
            if start < 0:
                return at
        else:
            return at
        at = start
    return at


def _goes_before_a_name(word: str) -> bool:
    """Tell whether a word with a full stop does not end a sentence."""
    return is_initial(word) or is_title_word(word) or is_of_place(word)


def word_after(text: str, end: int) -> str:
    """Return the word right after a name, or an empty text."""
    match = _NEXT.match(text, end)
    return match[1] if match else ""


def is_foreign(word: str) -> bool:
    """Tell whether a word before a surname is likely to be the given name of somebody."""
    if not word[:1].isupper() or _POSSESSIVE.search(word):
        return False
    if word.rstrip(".").lower() in words.NO_GIVEN_NAMES or is_title_word(word):
        return False
    return not _is_abbreviation(word)


def _is_abbreviation(word: str) -> bool:
    """Tell whether a word is an abbreviation in capitals; two may be initials (`JD Vance`)."""
    return word.isupper() and "." not in word and (len(word) > 2 or word in words.ABBREVIATIONS)


def initial_before(text: str, start: int) -> str:
    """Return the initial right before a name, or an empty text."""
    if text[start - 1 : start] == " " and text[start - 3 : start - 1].rstrip(".")[-1:].islower():
        return ""  # as nearly always
    word = word_before(text, start).word
    return word if is_initial(word) else ""


def is_of_place(word: str) -> bool:
    """Tell whether a word makes of the name behind it that of a place: `St. Paul`, `Lake Washington`."""
    return word.rstrip(".").lower() in words.OF_PLACES


def is_plain_word(word: str) -> bool:
    """Tell whether a word, in small letters, is nobody's given name though it begins a sentence."""
    return word in words.NO_GIVEN_NAMES


def is_institution(word: str) -> bool:
    """Tell whether a word, in small letters, makes of a name before it the name of a thing."""
    return word in words.THINGS


def is_initial(word: str) -> bool:
    """Tell whether a word is an initial, or several."""
    return len(word) < 7 and bool(_INITIAL.fullmatch(word)) and word not in words.ABBREVIATIONS


def goes_on(text: str, end: int, *, in_title: bool) -> bool:
    """Tell whether a longer name, of somebody or something else, begins with the one that ends here.

    Where all words may have capitals, only words that name things tell.
    """
    after = text[end : end + 2]
    if after[:1] not in (" ", ",") or after[1:].islower():
        return False  # as nearly always
    if _SUFFIX.match(text, end):
        return True
    match = _WORD.match(word_after(text, end))
    if not match or not match[0][0].isupper():
        return False
    word = _POSSESSIVE.sub("", match[0].rstrip("."))
    plain = word.lower()
    if plain in words.THINGS:
        return True
    return not (in_title or plain in words.NO_GIVEN_NAMES or plain in words.ACTS or _is_abbreviation(word))


def is_in_company(text: str, start: int, end: int, surface: str, *, in_title: bool) -> bool:
    """Tell whether a surname is surely one: it is no other word here, or a title or deed beside it says so."""
    is_place = surface in words.PLACES
    if not is_place and (surface not in words.COMMON or not (in_title or _may_be_a_word(text, start))):
        return True
    before, after = word_before(text, start).word, word_after(text, end).rstrip(",.")
    if before.lower() in _ARTICLES:
        return False
    if before[:1].isupper() and is_title_word(before):
        return True
    if before in words.ACTS or after in words.ACTS or _RELATIVE.match(text, end):
        return True
    return not is_place and after in words.STATES


def _may_be_a_word(text: str, start: int) -> bool:
    """Tell whether the word at a place would have a capital, or an article, if it were no name."""
    before = text[max(start - _REACH, 0) : start].rstrip()
    return not before or before[-1] in _START or word_before(text, start).word.lower() in _ARTICLES
