"""People in a text, found by what stands beside their names: a title, an age, a verb of speech."""

import re
from collections.abc import Iterator

from msgspec import Struct

from sitegen.start.brief.records import Named
from sitegen.titles import OPENERS, is_title_word, title_before

_PART = (
    r"(?:[A-ZÀ-Þ][^\W\d_]*['’-]){0,3}[A-ZÀ-Þ](?=[^\W\d_]*[^\W\d_A-ZÀ-Þ])[^\W\d_]+"
    r"(?:['’](?!s\b)[^\W\d_]+|-[^\W\d_]+){0,3}"
)
_BETWEEN = (
    r"(?:(?:de|da|do|dos|del|della|di|du|la|le|van|von|der|den|ter|bin|ibn|al|el|y|e|of the) |(?:al|el)-|[A-Z]\. ?)*"
)
_NAME = re.compile(rf"(?<![\w’'-]){_PART}(?: {_BETWEEN}{_PART})+(?:,? (?:Jr|Sr)\.|,? (?:III|II|IV)\b)?")
_AT_THE_HEAD = re.compile(r"(?:Former|Acting|Interim|Longtime|Outgoing|Incoming|Retired|Late|Current)\b")
"""Words that begin with a capital only where they begin a sentence."""
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|III|II|IV")
_SAYS = r"(?:said|says|told|added|asked|wrote|argued|noted|explained|testified|recalled|replied|warned|tweeted|stated)"
_SAID_AFTER = re.compile(rf"(?:,? who)? {_SAYS}\b")
_SAID_BEFORE = re.compile(rf"\b{_SAYS} (?:the )?\Z|\b[Aa]ccording to \Z")
_AGE = re.compile(r", (?:now )?\d{1,3}(?:,|\.)")
_BEHIND = re.compile(r", (?:the |a |an )?(?P<title>[^,.;:!?“”\"()]{3,80}?)(?=[,.;]|$)")
_REACH = 30
_LONGEST = 120
"""Characters of a name with its title; a longer row of capitals is a heading."""
_THINGS = frozenset(
    """
    academy administration agency airlines airport alliance assembly associates association authority avenue bank base
    bay beach board boulevard bridge building bureau business campaign capitol center centre chamber church city club
    coalition college commission committee community company conference congress convention corp corporation council
    county court day democrats department district division east federation force forces foundation fund group guard
    harbor hall high hills hospital house inc institute international island journal kingdom lake law league legislature
    library ltd magazine market media ministry monday movement museum national navy network news north office
    organization park parliament party penitentiary plan police post press program project republic republicans river
    road route school schools senate series service services society south state states station street studios system
    team times tower town township tribunal trust tuesday union united university valley village war wednesday west
    white world act bill order memo treaty line ferry
    """.split()
)
_PLACE_OPENINGS = frozenset("new north south east west port san santa los las el fort mount united great joint".split())


class Found(Struct, frozen=True):
    """A name in a text."""

    start: int
    end: int
    person: Named


def people_in(text: str, places: tuple[str, ...] = ()) -> list[Found]:
    """List people by their full names, each where it stands first; `places` are names that are none of people."""
    first: dict[str, Found] = {}
    for found in _all_in(text):
        name = found.person.name
        if name in places:
            continue
        known = first.get(name)
        if known is None:
            first[name] = found
        elif not known.person.title and found.person.title:
            first[name] = Found(known.start, known.end, found.person)
    return list(first.values())


def _all_in(text: str) -> Iterator[Found]:
    for match in _NAME.finditer(text):
        if len(match[0]) > _LONGEST:
            continue
        start, title = _start_of_name(text, match)
        end = match.end() + (text[match.end() - 2 : match.end() + 1] in {"Jr.", "Sr."})
        name = text[start:end]
        if len(name.split()) < 2 or name.isupper():
            continue
        words = [word.casefold().rstrip(".") for word in name.split()]
        if title:
            if words[-1] not in _THINGS and not is_title_word(name.split()[-1]):
                title = _AT_THE_HEAD.sub(lambda first: first[0].lower(), title)
                yield Found(start, end, Named(" ".join(name.split()), title, f"“{title}” stands before the name"))
        elif not _THINGS.intersection(words) and words[0] not in _PLACE_OPENINGS:
            yield from _by_what_follows(text, start, end, name)


def _start_of_name(text: str, match: re.Match[str]) -> tuple[int, str]:
    """Return where the name itself begins in a row of capitals, and the title before it."""
    words = [(match.start() + word.start(), word[0]) for word in re.finditer(r"\S+", match[0])]
    starts = [start for start, word in words if not _SUFFIX.fullmatch(word)]
    heads = [number for number, (_, word) in enumerate(words[: len(starts) - 2]) if is_title_word(word)]
    if heads:
        start = starts[heads[-1] + 1]
        return start, title_before(text, start)[1]
    for start in (*starts[-2:-1], *starts[:1], *starts[1:-2]):
        title = title_before(text, start)[1]
        if title:
            return start, title
    opener = words[0][1].casefold() in OPENERS
    return starts[1] if opener and len(starts) > 1 else starts[0], ""


def _by_what_follows(text: str, start: int, end: int, name: str) -> Iterator[Found]:
    before, after = text[max(0, start - _REACH) : start], text[end : end + 100]
    name = " ".join(name.split())
    behind = _BEHIND.match(after)
    if behind and any(is_title_word(word) for word in behind["title"].split()):
        title = behind["title"].strip()
        yield Found(start, end, Named(name, title, f"“{title}” stands behind the name"))
    elif _AGE.match(after):
        yield Found(start, end, Named(name, "", "an age stands behind the name"))
    elif (said := _SAID_AFTER.match(after)) or _SAID_BEFORE.search(before):
        verb = said[0].split()[-1] if said else before.split()[-1]
        yield Found(start, end, Named(name, "", f"“{verb}” stands {'behind' if said else 'before'} the name"))
