"""Who is named in texts: what the program finds in sixty articles, and what a person who read them does."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
import yaml

from sitegen.config import Folders, MarkdownSettings
from sitegen.content.load import LoadSettings, load
from sitegen.content.records import Person
from sitegen.model import lexicon
from sitegen.model.lexicon import Lexicon, known
from sitegen.model.mentions import Texts, decisions, mentions
from sitegen.model.passages import head_of

FIXTURES = Path(__file__).parent / "fixtures/people"
SETTINGS = LoadSettings("UTC", Folders(), {}, (), MarkdownSettings())
MARK = re.compile(r"\[\[([^][|]+\|[^][]+)\]\]|\(\(([\w-]+\|(?:[^()]+))\)\)|\{\{([^{}]+)\}\}")
MARKED = re.compile("[\ue100-\ue200](.*?)\ue000", re.DOTALL)


class Mark(NamedTuple):
    """What a person who read the text says of a name in it."""

    kind: str
    """`linked`, `found` or `nobody`."""
    surface: str
    person: str = ""
    called: str = ""
    reason: str = ""


class Annotated(NamedTuple):
    """An article of the fixture."""

    name: str
    head: list[str]
    body: str


Spot = tuple[bool, int, int]
"""Whether a place is in the body, where it starts and where it ends."""


def articles() -> list[Annotated]:
    found = []
    for part in (FIXTURES / "articles.md").read_text("utf-8").split("== ")[1:]:
        name, _, rest = part.partition("\n")
        head, _, body = rest.partition("\n\n")
        found.append(Annotated(name, head.splitlines(), body))
    return found


def people() -> Lexicon:
    listed = yaml.safe_load((FIXTURES / "people.yaml").read_text("utf-8"))
    read = [
        msgspec.convert({"refused": one.pop("not", []), "path": "", **one, "type": "Person"}, Person) for one in listed
    ]
    places = [{"short": None} if one.short else {} for one in read]
    placed = [msgspec.structs.replace(one, places=at) for one, at in zip(read, places, strict=True)]
    return lexicon.lexicon(known(one, "en", is_private=False) for one in placed)


PEOPLE = people()


def marks_of(text: str) -> tuple[list[Mark], str]:
    """Return the marks of a text, and the text with every marked name between two signs."""
    marks: list[Mark] = []

    def taken(match: re.Match[str]) -> str:
        linked, found, nobody = match.groups()
        if nobody:
            surface, _, reason = nobody.partition("|")
            marks.append(Mark("nobody", surface, reason=reason))
        else:
            person, surface, *called = (linked or found).split("|")
            marks.append(Mark("linked" if linked else "found", surface, person, *called))
        return f"{chr(0xE100 + len(marks) - 1)}{surface}\ue000"

    return marks, MARK.sub(taken, text)


def clean(text: str) -> str:
    return re.sub("[\ue000-\ue200]", "", text)


def rendered(head: list[str], body: str) -> Texts:
    fields = dict(line.split(": ", 1) for line in head)
    matter: dict[str, object] = {
        "title": fields["title"],
        "date": "2026-01-02",
        **({"deck": fields["deck"]} if "deck" in fields else {}),
    }
    if "caption" in fields:
        matter["photo"] = {"src": "https://news.example/a.jpg", "caption": fields["caption"], "alt": "x"}
    source = f"---\n{yaml.safe_dump(matter, allow_unicode=True)}---\n{body}"
    made = load("a.md", "article", source.encode(), SETTINGS)
    assert made.record, made.problems
    return Texts(head_of(made.record), made.html, made.record.body.slots)


def places(text: str) -> dict[int, tuple[int, int]]:
    """Return where marked names stand in the clean text, by the number of the mark."""
    found = {}
    for match in MARKED.finditer(text):
        start = len(clean(text[: match.start()]))
        found[ord(match[0][0]) - 0xE100] = (start, start + len(clean(match[0])))
    return found


@pytest.mark.parametrize("article", articles(), ids=lambda article: article.name)
def test_names_are_found_as_a_reader_finds_them(article: Annotated) -> None:
    marks, text = marks_of("\n".join((*article.head, "", article.body)))
    head, _, body = text.partition("\n\n")
    marked = rendered(head.splitlines(), body)
    texts = rendered(clean(head).splitlines(), clean(body))
    assert (clean(marked.head), clean(marked.html)) == (texts.head, texts.html), "the marks change the text"
    read = {
        (in_body, *at): marks[number]
        for in_body in (False, True)
        for number, at in places(marked.html if in_body else marked.head).items()
    }
    wrong = "\n".join(differences(read, texts))
    assert not wrong, f"{texts.head}\n{texts.html}\n{wrong}"


def differences(read: dict[Spot, Mark], texts: Texts) -> Iterator[str]:
    """Yield in words where a reader and the program find otherwise."""
    made = {(one.in_body, one.start, one.end): one for one in decisions(texts, PEOPLE)}
    linked = {(True, *one.spots) for one in mentions(texts, PEOPLE) if one.spots}
    for at, mark in read.items():
        one = made.get(at)
        if mark.kind == "nobody":
            reasons = [other.refusal for spot, other in made.items() if overlap(spot, at)]
            if not all(reasons) or not any(mark.reason in reason for reason in reasons or [""]):
                yield f"{mark.surface}: means nobody ({mark.reason}), and is decided thus: {reasons}"
        elif not one or one.refusal or one.person != mark.person:
            yield f"{mark.surface}: means {mark.person}, and is decided thus: {one}"
        elif mark.called and one.called != mark.called:
            yield f"{mark.surface}: is called {mark.called}, and found to be called {one.called!r}"
        elif (at in linked) != (mark.kind == "linked"):
            yield f"{mark.surface}: should be {mark.kind}, and the links are {linked}"
    for at, one in made.items():
        if not one.refusal and at not in read:
            yield f"{one.surface}: is found to mean {one.person}, and is not marked"


def overlap(one: Spot, other: Spot) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def test_there_are_sixty_articles_and_each_mark_is_used() -> None:
    read = articles()
    marks = [mark for one in read for mark in marks_of("\n".join((*one.head, one.body)))[0]]
    assert len({one.name for one in read}) == 60
    assert {mark.kind for mark in marks} == {"linked", "found", "nobody"}
    assert {mark.person for mark in marks} - {""} <= {one.id for one in PEOPLE.people}
