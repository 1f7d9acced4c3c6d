"""Titles before names: what of the words before a name belongs to it."""

import time

import pytest

from sitegen.titles import is_title_word, title_before

BEFORE_NAMES = """
Secretary of State ^Rex Tillerson
Mexico’s foreign minister ^Luis Videgaray
[down the] Mexican President ^Enrique Peña Nieto
[and] Secretary of Homeland Security ^John Kelly
former Pennsylvania Gov. ^Tom Wolf
[Then] state Rep. ^Jane Roe
[On Tuesday] President ^Obama
[In the end, the] U.S. Ambassador to the United Nations ^Nikki Haley
[The] House Speaker ^Paul Ryan
Senate Majority Leader ^Mitch McConnell
Chief Justice ^John Roberts
then-Attorney General ^Kathleen Kane
New York City Mayor ^Bill de Blasio
Health and Human Services Secretary ^Tom Price
Department of Justice spokeswoman ^Sarah Flores
Army Lt. Col. ^Alexander Vindman
Prime Minister Sheikh ^Hasina
Chairman of the Joint Chiefs of Staff Gen. ^Joseph Dunford
White House chief of staff ^Reince Priebus
North Korea’s leader ^Kim Jong Un
Apple CEO ^Tim Cook
[said] Philadelphia Police Commissioner ^Charles Ramsey
President-elect ^Donald Trump
vice-president ^Joe Biden
Pope ^Francis
Saudi King ^Salman
[met] Mr. ^Weasley
[(] Dr. ^Anthony Fauci
[“] Sen. ^Bob Casey
Philadelphia 76ers coach ^Brett Brown
[He met the coach.] Gov. ^Tom Wolf
[It’s] President ^Trump
[President Trump and] Vice President ^Mike Pence
[a letter to] interim Superintendent ^William Hite
[In] Harrisburg Mayor ^Eric Papenfuse
President of the United States ^Donald Trump
U.N. Secretary-General ^António Guterres
the Democratic state [x] ^Joe
deputy chief of staff ^Ann Ox
[Jane Roe,] D-Pa. [x] ^Bob
assistant coach ^Jane Roe
state Supreme Court Justice ^Max Baer
Crown Prince ^Mohammed bin Salman
minister for Foreign Affairs ^Julie Bishop
[and] Under Secretary for Economic Affairs Dr. ^Mark Doms
[Recently] HHS CTO ^Bryan Sivak
"""


def _cases() -> list[tuple[str, int, str]]:
    cases = []
    for line in BEFORE_NAMES.strip().splitlines():
        before, _, name = line.partition("^")
        skipped, _, title = before.rpartition("]") if "[" in before else ("", "", before)
        skipped = skipped.lstrip("[")
        joint = "" if skipped in {"(", "“", ""} else " "
        text = f"{skipped}{joint}{title.lstrip()}{name}"
        cases.append((text, len(text) - len(name), "" if skipped.endswith("[x") else title.strip()))
    return cases


@pytest.mark.parametrize(("text", "at", "title"), _cases())
def test_the_longest_run_of_a_title_and_its_modifiers_is_found(text: str, at: int, title: str) -> None:
    start, words = title_before(text, at)
    assert words == title
    assert text[start:at].strip() == title


@pytest.mark.parametrize(
    "text",
    [
        "in general ^Smith said",
        "for justice ^John said",
        "the president, ^Enrique",
        "He was president. ^Tom Wolf",
        "President\n\n^Trump",
        "^Trump",
        "President^Trump",
        "Ivanka ^Trump",
        "by Joe and ^Jane",
        "**President** ^Trump",
        "his wife ^Jane",
        "coach. ^Tom",
        "Mobile Gov ^App",
    ],
)
def test_other_words_before_a_name_are_no_title(text: str) -> None:
    at = text.index("^")
    assert title_before(text.replace("^", ""), at) == (at, "")


def test_a_title_may_go_over_the_end_of_a_line_and_hold_no_break_spaces() -> None:
    text = "the Mexican\nPresident\N{NO-BREAK SPACE}Enrique"
    assert title_before(text, text.index("Enrique")) == (4, "Mexican President")


@pytest.mark.parametrize("word", ["Gov.", "minister", "President", "then-President", "Lt.", "Secretary-General", "CEO"])
def test_a_title_is_known_by_itself(word: str) -> None:
    assert is_title_word(word)


@pytest.mark.parametrize("word", ["general", "Jane", "Dean", "the", "", ".", "-", "Pennsylvania", "former"])
def test_other_words_are_no_title(word: str) -> None:
    assert not is_title_word(word)


def test_only_a_bounded_distance_is_looked_at() -> None:
    text = "President " * 400_000 + "Jane"
    begun = time.process_time()
    for _ in range(200):
        title_before(text, len(text) - 4)
        title_before("x" * 1_000_000 + " Jane", 1_000_001)
    assert time.process_time() - begun < 1
