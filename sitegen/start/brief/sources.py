"""Whom a text names as its sources: `according to Reuters`, `told ProPublica`, `reported by the Harbor Ledger`."""

import re
from collections.abc import Iterator, Sequence

from sitegen.start.brief.names import Found
from sitegen.titles import OPENERS, is_title_word, title_before

_WORD = r"(?<![\w’'-])[A-ZÀ-Þ](?:[\w&-]|['’](?!s\b)|\.(?=\w)){0,60}"
_WHO = rf"(?P<who>(?:[Tt]he )?{_WORD}(?:(?: of| and| for| &)?(?: the)? {_WORD}){{0,7}})"
_LEAD = (
    r"(?P<lead>(?:(?:a|an|the|new|recent|internal|draft|state|federal|city|county|report|reports|data|documents|records|figures|"
    r"study|survey|statement|memo|estimate|estimates|analysis|account|email|published|released|obtained|compiled|filed|issued|"
    r"by|from|in|of|at|with) ){0,6})"
)
_REASONS = {
    re.compile(rf"\b[Aa]ccording to {_LEAD}{_WHO}"): "according to",
    re.compile(rf"\btold {_WHO}"): "told",
    re.compile(rf"\b(?:reported|published|obtained) by {_WHO}"): "reported by",
    re.compile(rf"{_WHO},? (?:(?:first|also|has|had|previously) )*reported\b(?! from)"): "reported",
    re.compile(rf"\b(?:interview with|statement to|speaking (?:to|with)) {_WHO}"): "in an interview or statement",
}
_TOLD = re.compile(r"(?:,? [^,.;!?“”\"]{1,80},)? told\b")
_NO_SOURCES = frozenset("congress parliament god democrats republicans senate senators lawmakers".split())


def sources_in(text: str, people: Sequence[Found]) -> list[tuple[str, str]]:
    """List outlets and people that a text names as its sources, in its order, each with the words that say so."""
    found = sorted((*_outlets(text, people), *_speakers(text, people)))
    named: dict[str, tuple[str, str]] = {}
    for _, name, reason in found:
        named.setdefault(name.casefold().removeprefix("the "), (name, reason))
    return list(named.values())


def _outlets(text: str, people: Sequence[Found]) -> Iterator[tuple[int, str, str]]:
    names = [person.person.name for person in people]
    for sign, words in _REASONS.items():
        for match in sign.finditer(text):
            who = match["who"].removeprefix("the ")
            person = next((name for name in names if name in who or name.endswith(f" {who}")), "")
            if person:
                if words != "told":
                    yield match.start("who"), person, words
                continue
            first = who.removeprefix("The ").split()[0]
            is_titled = is_title_word(first) or title_before(text, match.start("who"))[1]
            if not is_titled and first.casefold() not in OPENERS | _NO_SOURCES:
                yield match.start("who"), who, words


def _speakers(text: str, people: Sequence[Found]) -> Iterator[tuple[int, str, str]]:
    """Yield the people who told somebody something."""
    for found in people:
        name = found.person.name
        last = re.escape(name.split()[-1])
        for match in re.finditer(rf"(?<![\w-])(?:{re.escape(name)}|{last})(?![\w-])", text):
            if _TOLD.match(text, match.end()):
                yield match.start(), name, "told"
                break
