"""Names and texts that are made to break the finding of names, and how much work it takes."""

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from html import escape
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest

from sitegen.content.records import Slot
from sitegen.model.folding import Folded, folded
from sitegen.model.lexicon import Known, Lexicon, lexicon
from sitegen.model.mentions import Texts, decisions, mentions

NAMES = (
    "Conor O'Brien",
    "Zoë",
    "Zoe\u0308 Brontë",
    '"; drop table',
    "<b>",
    "</a><script>",
    "a&b",
    "A&amp;B",
    "(.*)+ [a-z]{2,} \\d$ ^",
    "\u200fنجيب محفوظ\u200f",
    "Rex\u202e Tillerson",
    "习近平",
    "한덕수",
    "\u1112\u1161\u11ab Kang",
    "e\u0301\u0323\u0301",
    "\u0301",
    "x" * 300,
    "Long " * 60 + "Name",
    "A",
    "é",
    ".",
    "-",
    "'",
    " ",
    "\u200b",
    "\u2400NUL",
    "\ufffd",
    "𝒜 𝓑",
    "👩‍👩‍👧 Family",
    "i\u0307stanbul İ",
    "ſ ﬁ Å",
    "&nbsp;",
    "von der Leyen",
)
PIECES = (
    *NAMES,
    "<p>",
    "</p>",
    "<a href='x>y'>",
    "</a>",
    "<code>",
    "</code>",
    "<b",
    "<",
    ">",
    "<!--",
    "-->",
    '"',
    "&",
    ";",
    " ",
    "\n",
    "\u00a0",
    "&nbsp;",
    "\u0301",
    "\u200d",
    "’s",
    "Jr.",
    "said",
    "Dr. ",
    "Ivanka ",
    "\0000\0",
    "\0001\0",
    "<h2>",
    "</h2>",
    "<img alt='Zoë'>",
)
SLOTS = (Slot("open"), Slot("close"))


def everyone(names: tuple[str, ...]) -> Lexicon:
    return lexicon(Known(f"p{number}", (name,), (name.split(" ")[-1],)) for number, name in enumerate(names))


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_data(name: str) -> None:
    shown = escape(name, quote=False)
    texts = Texts(f"With {name}!", f"<p>With {shown}, and {shown}.</p>")
    made = [one for one in decisions(texts, everyone((name,))) if not one.refusal]
    if not any(character.isalnum() for character in folded(name)):
        return  # it is enough that nothing breaks
    assert [one.in_body for one in made] == [False, True, True]
    assert folded(texts.head[made[0].start : made[0].end]) == folded(name)
    assert all(Folded(texts.html[one.start : one.end]).text.strip() == folded(name) for one in made[1:])


@pytest.mark.parametrize("seed", range(120))
def test_random_texts_break_nothing_and_places_are_the_names(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    chosen = everyone(tuple(chance.sample(NAMES, chance.randint(1, len(NAMES)))))
    html, head = ("".join(chance.choices(PIECES, k=chance.randint(0, 60))) for _ in range(2))
    texts = Texts(head.replace("\0", ""), html, SLOTS)
    for one in decisions(texts, chosen):
        text = texts.html if one.in_body else texts.head
        assert Folded(text[one.start : one.end], plain=not one.in_body).text.strip() == one.surface
    spots = sorted(
        spot for one in mentions(texts, chosen) for spot in zip(one.spots[::2], one.spots[1::2], strict=True)
    )
    assert all(start < end <= len(html) for start, end in spots)
    assert all(end <= start for (_, end), (start, _) in pairwise(spots))
    assert not any("<" in html[start:end] or ">" in html[start:end] for start, end in spots)


@pytest.mark.parametrize("seed", range(80))
def test_every_character_of_a_folded_text_is_where_it_was(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    text = "".join(chance.choices((*PIECES, "e", "\u0301", "\u1100\u1161\u11a8", "\u212b", "  "), k=40))
    made = Folded(text)
    where = [made.before(place) for place in range(len(made.text) + 1)]
    assert where == sorted(where)
    assert where[-1] == len(text)
    assert Folded(made.text).text == made.text


def test_a_name_over_a_slot_or_a_tag_is_none() -> None:
    texts = Texts("", "<p>Rex \0000\0Tillerson\0001\0 and Rex <i>Tillerson</i></p>", SLOTS)
    assert not decisions(texts, lexicon([Known("rex", ("Rex Tillerson",))]))


@pytest.mark.parametrize("name", ["em", "p", "blockquote", "span"])
def test_the_name_of_a_tag_names_nobody(name: str) -> None:
    html = f"<p>One <{name}>{name}</{name}> more.</p><{name} class='{name}'>"
    found = mentions(Texts("", html), everyone((name,)))
    assert [one.count for one in found] == [1]
    start, end = found[0].spots
    assert html[start - 1 : end + 1] == f">{name}<"


def test_what_is_not_closed_goes_on_to_the_end() -> None:
    known = lexicon([Known("rex", ("Rex Tillerson",))])
    for html in ("<p title='Rex Tillerson", "<!-- Rex Tillerson -> x", '<p a="x>Rex Tillerson', "<code>Rex Tillerson"):
        assert not mentions(Texts("", html), known), html


def test_two_spellings_of_one_name_are_one_name() -> None:
    known = lexicon([Known("a", ("Ann O’Hara",), ("O’Hara",)), Known("b", ("Bob O'Hara",), ("O'Hara",))])
    refusals = [one.refusal for one in decisions(Texts("", "<p>Ann O'Hara met Bob O’Hara. OʼHara paid.</p>"), known)]
    assert refusals == ["", "", "two people of that name are in the article"]


def test_a_mark_belongs_to_the_letter_before_it() -> None:
    assert not decisions(Texts("", "<p>Rox\u0301 and Ro\u0301x</p>"), everyone(("Rox", "\u0301")))


def test_a_lexicon_is_told_from_another_by_its_digest_alone() -> None:
    known = everyone(NAMES)
    assert hash(known) == hash(Lexicon((), known.digest))


def test_work_grows_with_the_text() -> None:
    known = lexicon([Known("rex", ("Rex Tillerson",), ("Tillerson",)), *some(1300)])

    def work(times: int) -> int:
        return steps(lambda: mentions(Texts("", "<p>" + "Rex Tillerson said <b>so</b>. " * times + "</p>"), known))

    assert work(1000) < 11 * work(100)


@pytest.mark.parametrize(
    "piece",
    ["<", "<a", "<a '", '<a "', "<!--", "<!-- -", "\u0301", "e\u0301", "\u1100\u1161\u11a8", "\u200b", "&nbsp;", "a ",
     "Ivanka ", "<b>", "</b>", "Rex Tillerson", "Tillerson ", "Tillerson-", "x", "-", "V. ", "Jr. "],
)  # fmt: skip
def test_hostile_texts_take_no_more_work_for_each_character(piece: str) -> None:
    known = lexicon([Known("rex", ("Rex Tillerson",), ("Tillerson",)), Known("ivanka", ("Ivanka",))])

    def work(times: int) -> int:
        html = "<p>Rex Tillerson " + piece * times + " Tillerson said Rex Tillerson</p>"
        return steps(lambda: mentions(Texts("", html), known))

    assert work(2000) < 11 * work(200)


def test_a_surname_of_thousands_is_looked_up_once() -> None:
    crowd = lexicon(Known(f"p{number}", (f"Ann{number} Smith",), ("Smith",)) for number in range(3000))
    html = "<p>Ann7 Smith came. " + "Smith said so. " * 500
    assert steps(lambda: mentions(Texts("", html), crowd)) < 400_000


def some(count: int) -> Iterator[Known]:
    for number in range(count):
        yield Known(f"p{number}", (f"Ann Name{number}",), (f"Name{number}",))


def steps(call: Callable[[], Any]) -> int:
    """Count the lines of Python that a call runs, of the program and of generators; the first call warms it up."""
    call()
    counted: Counter[str] = Counter()

    def trace(_frame: FrameType, event: str, _: Any) -> Callable[..., Any]:
        counted[event] += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return counted["line"]
