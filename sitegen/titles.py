"""Titles that stand before names in English news: `Gov.`, `Secretary of State`, `Mexico’s foreign minister`."""

import re
from functools import lru_cache
from typing import NamedTuple

_RULERS = """
president vice-president governor gov govs senator sen sens representative rep reps congressman congresswoman
congressmember delegate del assemblyman assemblywoman assemblymember lawmaker legislator speaker whip leader secretary
undersecretary minister premier chancellor treasurer comptroller controller auditor clerk mayor vice-mayor councilman
councilwoman councilmember councilor councillor alderman alderwoman selectman selectwoman freeholder supervisor
commissioner comm chairman chairwoman chairperson chair ambassador envoy consul diplomat justice judge magistrate
attorney prosecutor solicitor sheriff marshal constable czar administrator superintendent supt registrar ombudsman
parliamentarian mp mep msp td ministers presidents senators representatives governors justices judges mayors official
spokesman spokeswoman spokesperson adviser advisor aide strategist candidate nominee member
""".split()
_RANKS = frozenset(
    """
general gen admiral adm colonel col commander cmdr commodore captain capt major maj lieutenant lt ltc sergeant sgt
corporal cpl private pvt pfc ensign specialist spc brigadier brig commandant airman seaman officer trooper detective
det inspector insp superintendent chief deputy agent patrolman marshal warden constable
    """.split()
)
_CROWNED_AND_CLERGY = """
king queen prince princess emperor empress duke duchess earl countess baron baroness viscount lord lady sultan emir shah
sheikh sheik shaikh sheikha pope archbishop bishop cardinal monsignor msgr father fr sister brother mother reverend rev
pastor deacon rabbi imam ayatollah mullah mufti patriarch metropolitan canon vicar
""".split()
_COURTESY = "mr mrs ms miss mx dr doctor prof sir dame hon honorable señor señora monsieur madame".split()
_PROFESSIONS = """
professor principal dean provost coach manager quarterback pitcher goalkeeper goalie forward guard striker midfielder
umpire referee director editor publisher columnist reporter correspondent anchor journalist photographer author novelist
poet playwright actor actress singer rapper musician composer conductor comedian filmmaker artist architect engineer
scientist biologist economist historian meteorologist astronaut physicist epidemiologist psychologist sociologist
researcher analyst expert doctor surgeon physician pediatrician nurse paramedic firefighter teacher librarian lawyer
counsel barrister activist organizer campaigner lobbyist philanthropist billionaire businessman businesswoman
entrepreneur investor developer founder cofounder co-founder owner co-owner ceo cfo coo cto executive exec president
banker broker pilot driver captain keeper harbormaster fisherman farmer rancher owner curator coroner pathologist
""".split()
_HEADS = frozenset({*_RULERS, *_RANKS, *_CROWNED_AND_CLERGY, *_COURTESY, *_PROFESSIONS})
"""Words that are a title by themselves; those that are abbreviated stand here without their full stop."""

_ONLY_CAPITAL = frozenset(
    {
        *_COURTESY,
        *"general major private justice delegate del comm det insp gen gov govs sen sens rep reps adm col maj".split(),
        *"capt lt sgt cpl pvt cmdr brig spc father fr sister brother mother rev msgr prof supt canon lord lady".split(),
        *"metropolitan td chief agent deputy specialist".split(),
    }
)
"""Titles that are other words, or none, when they begin with a small letter: `in general Smith said`."""
_NAMES_TOO = frozenset("dean earl duke driver farmer singer banker keeper".split())
"""Titles that are names as often, when they begin with a capital."""
_WITH_A_STOP = frozenset("gov govs del comm det insp col maj fr".split())
"""Abbreviations that are other words without their full stop."""
_SHORT = frozenset(
    """
    gov govs sen sens rep reps gen adm col cmdr capt maj lt sgt cpl pvt spc brig det insp supt msgr fr rev mr mrs ms mx
    dr prof hon del comm atty asst st ft mt
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn vt
    va wash wis wyo
    """.split()
)
"""Words that a full stop may follow without ending the sentence."""
_ALONE = frozenset({*_COURTESY, *_CROWNED_AND_CLERGY} - {"prince", "princess", "archbishop", "bishop", "cardinal"})
"""Titles that no place or house stands before."""

_QUALIFIERS = frozenset(
    """
    acting former ex interim deputy assistant associate vice co-chair longtime late current newly elected outgoing
    incoming retired honorary caretaker de facto first-term two-term senior junior chief executive managing general
    special lead head prime foreign interior defense defence finance justice health education culture environment labor
    trade treasury state national federal city county town borough village district regional municipal parish police
    fire press communications campaign party majority minority house senate council board school high human rights
    civil supreme appeals circuit superior court crown grand attorney lieutenant major brigadier rear first second
    sergeant staff master petty warrant chief lance wing air army navy marine coast guard opposition union company
    security intelligence homeland presidential congressional gubernatorial mayoral parliamentary right-wing left-wing
    far-right centrist conservative liberal progressive moderate independent baseball football basketball soccer hockey
    assistant principal public affairs medical financial operating technology political climate harbor transport
    """.split()
)
"""Words that belong to the title behind them though they begin with a small letter."""
_PHRASES = frozenset(
    tuple(phrase.split())
    for phrase in """
    chief of staff, secretary of state, secretary of defense, head of state, head of government, commander in chief,
    commander-in-chief, member of parliament, member of congress, speaker of the house, director of communications,
    director of operations, director of research, director of policy, secretary general, attorney general,
    surgeon general, solicitor general, inspector general, adjutant general, under secretary, postmaster general,
    editor in chief, editor-in-chief, justice of the peace, president pro tempore, head of communications,
    secretary to the treasury, sergeant at arms
    """.split(",")
)
_LINKS = frozenset({"of", "to", "for", "at", "on"})
_JOINED = frozenset("health housing ways food parks securities labor transport trade law".split())
"""First halves of offices with an “and” in their name: Health and Human Services."""
_HOUSES = frozenset(
    "department university bank board ministry bureau office chamber city council college house".split()
)
"""First words of offices with an “of” in their name: the Department of Justice spokeswoman."""
OPENERS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december the a an this that these those his her its their our my your he she it they we i you who
    which what when where why how while if as after before because since until although though but and or nor so yet in
    on at by for from with without under over between among during against to of about into like unlike than even only
    also just still then now today yesterday tomorrow tonight meanwhile however instead later last next once
    again not no is was are were be been said says told asked when whether both either neither one two three some
    many most all each every another other such there here recently
    reportedly finally
    """.split()
)
"""Words that begin with a capital at the head of a sentence: no place, house, party or name."""

_HYPHEN = re.compile("[-‐‑]")
_DEMONYM = re.compile(r"\w{2,}(?:an|ese|ish|i|ic|ch|ss|ek|ai)")
_AFTER_A_HYPHEN = frozenset({"elect", "designate", "general", "emeritus", "nominee"})
_PLAIN = re.compile(r"[^\W_]+(?:[-‐‑'’&./][^\W_]+)*(?:['’]|\.)?")
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_POSSESSIVE = re.compile(r"['’]s\Z|s['’]\Z")
_OPENING = "“‘\"'([{*_—–-"

_REACH = 200
"""How many characters before a name are looked at."""
_MOST_WORDS = 14


class _Word(NamedTuple):
    start: int
    text: str


@lru_cache(maxsize=10_000)
def is_title_word(word: str) -> bool:
    """Tell whether a word is a title by itself, in full or abbreviated: `Gov.`, `minister`, `then-President`."""
    return _is_head(word)


def is_courtesy(title: str) -> bool:
    """Tell whether a title says nothing of an office: `Mr.`, `Dr.`."""
    return _bare(title) in _COURTESY


def title_before(text: str, at: int) -> tuple[int, str]:
    """Find the title that ends right before a name.

    Args:
        text: Any text; it is looked at for a bounded distance before the name only.
        at: Where the name begins.

    Returns:
        Where the title begins, and its words: the longest run of modifiers, title, and what the title is of. Without
        one, `at` and an empty text. An article (`the`) is no part of it.
    """
    words = _words_before(text, at)
    first = len(words)
    while (start := _start_of_title(words[:first])) < first:
        first = start
    if first == len(words):
        return at, ""
    return words[first].start, " ".join(word.text for word in words[first:])


def _words_before(text: str, at: int) -> list[_Word]:
    """List the words of the sentence before a name, as far as nothing but blanks stands between them."""
    words: list[_Word] = []
    end = at
    begin = max(0, at - _REACH)
    while len(words) < _MOST_WORDS:
        gap = end
        while gap > begin and text[gap - 1].isspace():
            gap -= 1
        if gap == end or text.count("\n", gap, end) > 1:
            break
        start = gap
        while start > begin and not text[start - 1].isspace():
            start -= 1
        token = text[start:gap]
        word = token.lstrip(_OPENING)
        if not _PLAIN.fullmatch(word) or (word.endswith(".") and not _is_short(word)):
            break
        words.append(_Word(gap - len(word), word))
        if word != token:
            break
        end = start
    return words[::-1]


def _is_short(word: str) -> bool:
    """Tell whether a word that ends with a full stop is an abbreviation."""
    last = re.split("[-‐‑]", word)[-1]
    return bool(_INITIALS.fullmatch(last)) or last[:-1].casefold() in _SHORT


def _start_of_title(words: list[_Word]) -> int:
    """Return the number of the first word of the title that ends with the last word, or of the word behind it."""
    core = _start_of_core(words, len(words))
    if core == len(words):
        core = _start_before_link(words)
    return _with_modifiers(words, core) if core < len(words) else core


def _start_of_core(words: list[_Word], end: int) -> int:
    """Return where the bare title starts that ends before the word `end`, or `end`: `chief of staff`, `Gov.`."""
    for length in (4, 3, 2):
        if length <= end and tuple(word.text.casefold() for word in words[end - length : end]) in _PHRASES:
            return end - length
    return end - 1 if end and _is_head(words[end - 1].text) else end


def _start_before_link(words: list[_Word]) -> int:
    """Return where a title starts that says what it is of, with capitals: `Secretary of Homeland Security`."""
    end = len(words)
    if not words or not _is_capital(words[-1].text):
        return end
    for place in range(end - 2, 0, -1):
        word = words[place].text
        if word in _LINKS and (core := _start_of_core(words, place)) < place:
            return core
        if not (_is_capital(word) or word in _LINKS or word in {"the", "and", "&"}):
            break
    return end


def _with_modifiers(words: list[_Word], core: int) -> int:
    """Return where a title starts together with what stands before it: `former`, `U.S.`, `New York City`."""
    head = _bare(words[core].text)
    start = core
    while start > 0:
        before = words[start - 1].text
        if _POSSESSIVE.search(before):
            return _with_owner(words, start) if head not in _COURTESY else start
        if head in _RANKS and (longer := _start_before_link(words[:start])) < start:
            return _with_modifiers(words, longer)
        if _is_modifier(before, head):
            start -= 1
            continue
        joint = _start_of_joint(words, start)
        if joint == start:
            break
        start = joint
    return start


def _is_modifier(word: str, head: str) -> bool:
    if not _is_capital(word):
        return word.casefold() in _QUALIFIERS
    if head in _ALONE:
        return bool(_DEMONYM.fullmatch(word)) and word.casefold() not in OPENERS
    return word.casefold() not in OPENERS


def _start_of_joint(words: list[_Word], start: int) -> int:
    """Return where the name of an office goes on before an `and` or `of` in it, or `start`."""
    if start < 2 or not _is_capital(words[start].text):
        return start
    link = words[start - 1].text
    if link in {"and", "&"} and words[start - 2].text.casefold() in _JOINED:
        return start - 2
    place = start - 2 if link == "the" else start - 1
    if words[place].text == "of" and place and words[place - 1].text.casefold() in _HOUSES:
        return place - 1
    return start


def _with_owner(words: list[_Word], start: int) -> int:
    """Return where a title starts with whose it is: `North Korea’s leader`; `it’s` owns nothing."""
    owner = words[start - 1].text
    if not _is_capital(owner) or _POSSESSIVE.sub("", owner).casefold() in {*OPENERS, "let"}:
        return start
    start -= 1
    while start > 0 and _is_capital(words[start - 1].text) and words[start - 1].text.casefold() not in OPENERS:
        start -= 1
    return start


def _is_capital(word: str) -> bool:
    return word[:1].isupper() or (word[:1].isdigit() and word[-1:].isalpha())


def _bare(word: str) -> str:
    return word.rstrip(".").casefold()


def _is_head(word: str) -> bool:
    parts = _HYPHEN.split(word)
    if len(parts) > 1 and _bare(word) not in _HEADS:
        word = parts[0] if _bare(parts[-1]) in _AFTER_A_HYPHEN else parts[-1]
    bare = _bare(word)
    if bare in _WITH_A_STOP and not word.endswith("."):
        return False
    return bare in _HEADS and bare not in (_NAMES_TOO if _is_capital(word) else _ONLY_CAPITAL)
