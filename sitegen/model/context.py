"""What stands beside a name tells whether it is one: the words before and after it, and the markup around it."""

import re
from collections.abc import Iterator, Sequence

from sitegen.content.records import Slot
from sitegen.titles import is_title_word

_DAYS = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december mon tue tues wed thu thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec
""".split()
_FUNCTION = frozenset(
    [
        *_DAYS,
        *"""
        a about above according across after again against ago all also although always am amid among an and another
        any are around as asked at back be because been before behind below besides between both but by can could
        despite did do does during each earlier either even ever every except few finally first following for former
        formerly from further had has have he hence her here hers his how however i if in indeed inside instead into
        is it its just last later least less let like likewise many may meanwhile might more moreover most much must
        my near neither never nevertheless next no nobody none nonetheless nor not nothing now of off often on once
        one only onto or other others otherwise our out outside over past per perhaps please rather recently said same
        says see several she should since so some soon still such than that the their them then there therefore these
        they this those though through throughout thus to today together told tomorrow tonight too toward towards two
        under unless unlike until up upon us very via was we were what whatever when whenever where whereas whether
        which while who whom whose why will with within without would yes yesterday yet you your three four five six
        seven eight nine ten
        """.split(),
    ]
)
"""Words that stand at the head of a sentence, in capitals, and are nobody's given name there."""
_SUFFIX = re.compile(r",? (?:Jr|Sr|II|III|IV)\b")
_INSTITUTION = frozenset(
    """
    academy act airport amendment arboretum arena auditorium avenue award awards bill boulevard bridge building campus
    center centre chapel church clinic club college company corp corporation court day drive dam elementary estate
    expressway fellowship fellow field fort foundation freeway fund gallery gardens hall high highway hospital house inc
    institute institution island junior lab laboratory lake lane lecture library llc lodge ltd medal memorial middle
    mountain museum park parkway place plaza prize road room scholar scholars scholarship school shelter society square
    stadium station street studios theater theatre tower trail trust university way weekend wing
    """.split()
)
"""Words that make of a name before them the name of a thing."""
_DOUBTFUL = frozenset(
    """
    Arms Austin Baker Ball Banks Bass Bell Berlin Best Bird Bishop Black Bloom Bond Bright Brown Bush Butler Camp
    Carter Case Chad Chase Church Clay Cleveland Cole Comer Cook Cotton Cross Dallas Day Dean Denver Drew Duke Duncan
    Earl Early England Faith Farmer Field Fields Fish Flowers Ford Fox France Free Frost Georgia Gold Good Grace Grant
    Gray Green Hall Hand Hill Holland Home Hope House Houston Hunt Hunter Ireland Israel Jackson Jordan Joy Judge
    Justice King Knight Lake Land Lane Law Lebanon Lincoln London Long Lord Love Mace Madison Major March Marsh Mason
    May Means Miller Moon Moore More Mountain Noble Page Paris Park Parks Paul Peace Pierce Pike Pool Pope Porter Post
    Power Powers Price Rice Rich Rivers Rose Rush Sharp Shepherd Short Singer Smart Stone Story Street Strong Summers
    Swift Taylor Temple Turkey Turner Virginia Waters Weaver Webb Wells West White Wilder Will Winters Wise Wolf Wood
    Woods Young Crane Washington Carolina Dakota Montana
    """.split()
)
"""Surnames that are words, places or months as well: alone, they need company."""
_ACTS = frozenset(
    """
    said says told added asked wrote writes noted argued argues called calls explained replied responded testified
    announced declined who has had was is will would also did
    """.split()
)
"""Words that follow upon somebody."""
_NEXT = re.compile(r" ([^\s<>\0]+)")
_OPENERS = re.compile(r"[>\0(\"“‘\[—–/;]")
_POSSESSIVE = re.compile(r"'s?$")
_INITIAL = re.compile(r"[^\W\d_]\.?")
_WORD = re.compile(r"[^\W\d_][\w'.-]*")

MARKUP = re.compile(r"<(?:!--.*?--|(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*)>|\0([0-9]+)\0", re.DOTALL)
_DEAD = frozenset("code pre kbd samp script style textarea template svg".split())
_UNLINKED = frozenset("a h1 h2 h3 h4 h5 h6 button label summary".split())

OPEN, UNLINKED, DEAD = range(3)
"""What a name at a place may be: linked; a mention, but no link; nothing."""


def states(html: str, starts: Sequence[int], slots: Sequence[Slot]) -> Iterator[int]:
    """Yield for each place in HTML, in rising order, what a name there may be."""
    dead = unlinked = place = 0
    for match in MARKUP.finditer(html):
        while place < len(starts) and starts[place] < match.start():
            yield DEAD if dead > 0 else UNLINKED if unlinked > 0 else OPEN
            place += 1
        while place < len(starts) and starts[place] < match.end():
            yield DEAD  # in a tag
            place += 1
        if place == len(starts):
            return
        if match[3]:
            kind = slots[int(match[3])].kind
            unlinked += (kind == "open") - (kind == "close")
        elif match[2]:
            name, step = match[2].lower(), -1 if match[1] else 1
            dead = max(dead + step, 0) if name in _DEAD else dead
            unlinked = max(unlinked + step, 0) if name in _UNLINKED else unlinked
    for _ in starts[place:]:
        yield DEAD if dead > 0 else UNLINKED if unlinked > 0 else OPEN


def is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether a name stands by itself and is no part of a longer word, an address or a double name."""
    return (_is_scriptless(text[start]) or _begins(text, start)) and (_is_scriptless(text[end - 1]) or _ends(text, end))


def _is_scriptless(character: str) -> bool:
    """Tell whether a character is of a script that puts no space between words, or puts endings to names."""
    return "\u0e00" <= character <= "\u0eff" or "\u3040" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7af"


def _begins(text: str, start: int) -> bool:
    if not start:
        return True
    before, further = text[start - 1], text[start - 2 : start - 1]
    if before.isalnum() or before in "_@#":
        return False
    if before in "'./":
        return not further.isalnum()
    if before == "-":
        match = re.search(r"([\w.']+)-$", text[max(start - 30, 0) : start])
        return not match or match[1][0].islower()  # as in anti-Smith
    return True


def _ends(text: str, end: int) -> bool:
    after, further = text[end : end + 1], text[end + 1 : end + 2]
    if after.isalnum() or after in ("_", "@"):
        return False
    if after == "-":
        return not (further.isupper() or further.isdigit())  # as in Smith-led
    return not (after == "." and further.isalnum())


def word_before(text: str, start: int) -> str:
    """Return the word that stands right before a name in the same sentence, or an empty text."""
    if text[start - 1 : start] != " ":
        return ""
    word = _OPENERS.split(text[max(start - 41, 0) : start - 1].rpartition(" ")[2])[-1]
    if word.endswith((",", ":", "!", "?", ")", '"', "”")):
        return ""
    return "" if word.endswith(".") and not _INITIAL.fullmatch(word) and not is_title_word(word) else word


def word_after(text: str, end: int) -> str:
    """Return the word that stands right after a name, or an empty text."""
    match = _NEXT.match(text, end)
    return match[1] if match else ""


def is_foreign(word: str) -> bool:
    """Tell whether a word before a surname is likely to be the given name of somebody."""
    if not word[:1].isupper() or _POSSESSIVE.search(word):
        return False
    plain = word.rstrip(".").lower()
    if plain in _FUNCTION or is_title_word(word):
        return False
    return not (len(plain) > 1 and word.isupper() and "." not in word)


def is_plain_word(word: str) -> bool:
    """Tell whether a word, in small letters, is nobody's given name though it begins a sentence."""
    return word in _FUNCTION


def is_institution(word: str) -> bool:
    """Tell whether a word, in small letters, makes of a name before it the name of a thing."""
    return word in _INSTITUTION


def is_initial(word: str) -> bool:
    """Tell whether a word is an initial."""
    return bool(_INITIAL.fullmatch(word)) and word[0].isupper()


def goes_on(text: str, end: int, *, in_title: bool) -> bool:
    """Tell whether a longer name, of somebody or something else, begins with the one that ends here.

    Where all words may have capitals, only words that name things tell.
    """
    if _SUFFIX.match(text, end):
        return True
    word = _WORD.match(word_after(text, end))
    if not word or not word[0][0].isupper():
        return False
    plain = _POSSESSIVE.sub("", word[0].rstrip(".")).lower()
    return plain in _INSTITUTION or not (in_title or plain in _FUNCTION)


def is_in_company(text: str, start: int, end: int, surface: str) -> bool:
    """Tell whether a surname is surely one: it is no other word, or a title or what somebody does stands beside it."""
    if surface not in _DOUBTFUL:
        return True
    before = word_before(text, start)
    if before[:1].isupper() and is_title_word(before):
        return True
    return word_after(text, end).rstrip(",.") in _ACTS
