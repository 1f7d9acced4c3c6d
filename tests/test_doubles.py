"""People who may be one: what makes two names alike, what contradicts, and what a crowd costs."""

import pytest

from sitegen.model import doubles as module
from sitegen.model.doubles import Double, Someone, doubles
from sitegen.model.likeness import IsSlip, Likeness, likeness

QID = "https://www.wikidata.org/wiki/Q1"


def someone(identity: str, *names: str, born: str = "", same_as: str = "", told: bool = False) -> Someone:
    addresses = (same_as,) if same_as else ()
    return Someone(id=identity, names=names, born=born, same_as=addresses, is_told_apart=told)


def between(one: str, other: str) -> list[Double]:
    return doubles([someone("a", one), someone("b", other)])


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("John Kelly", "John Kelly", "the same name"),
        ("José Núñez", "Jose Nunez", "the same but for accents, capitals or signs"),
        ("Zoe\u0308 Quist", "Zoë Quist", "the same but for accents, capitals or signs"),
        ("Sean O’Brien", "Sean Obrien", "the same but for accents, capitals or signs"),
        ("JANE ROE", "Jane Roe", "the same but for accents, capitals or signs"),
        ("Søren Weiß", "Soren Weiss", "the same but for accents, capitals or signs"),
        ("Dr. Jane Roe", "Jane Roe", "the same but for accents, capitals or signs"),
        ("Jean-Luc Roe", "Jeanluc Roe", "the same but for spaces or hyphens"),
        ("Kelly, John", "John Kelly", "the same words in another order"),
        ("Jane Q. Roe", "Jane Roe", "a middle name is missing in one of them"),
        ("Jane Quinn Roe", "Jane Q. Roe", "a middle name is an initial in one of them"),
        ("J. Roe", "Jane Roe", "“J.” may stand for “Jane”"),
        ("Bob Roe", "Robert Roe", "“Bob” and “Robert” may be one given name"),
        (
            "Bob Roe",
            "Robert Q. Roe",
            "“Bob” and “Robert” may be one given name; a middle name is missing in one of them",
        ),
        ("Mikhail Roe", "Mihail Roe", "“Mihail” and “Mikhail” may be one given name"),
        ("Rex Tillerson", "Rex Tilerson", "“Tilerson” and “Tillerson” differ in one letter"),
        ("Rex Tillerson", "Rex Tillersno", "“Tillersno” and “Tillerson” differ in one letter"),
        ("Zeynep Roe", "Zeinep Roe", "“Zeinep” and “Zeynep” differ in one letter"),
        ("Enrique Peña", "Enrique Peña Nieto", "one of them goes on where the other ends"),
        ("Martin King", "Martin King Jr.", "the same but for accents, capitals or signs; one of them has “Jr”"),
        ("Madona", "Madonna", "“Madona” and “Madonna” differ in one letter"),
    ],
)
def test_names_are_alike_for_a_reason(one: str, other: str, reason: str) -> None:
    for pair in ((one, other), (other, one)):
        [found] = between(*pair)
        assert found == Double(found.score, "a", "b", (reason,))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jane Roe", "John Roe"),
        ("Jane Q. Roe", "Jane P. Roe"),
        ("Maria Roe", "Mario Roe"),
        ("Jane Roe", "Jane Row"),  # too short to tell a slip
        ("Jane Roe", "Roe"),
        ("Martin King Jr.", "Martin King Sr."),
        ("Person 1234", "Person 1235"),
        ("Mihail Tilerson", "Mikhail Tillerston"),
        ("J. Tillerson", "Jane Tilerson"),  # two doubts
        ("Jane Roe", "Ann Ox"),
        ("Enrique P", "Enrique P Nieto"),
    ],
)
def test_other_names_are_not(one: str, other: str) -> None:
    assert between(one, other) == []


def test_years_of_birth_that_contradict_forbid_a_pair_and_equal_ones_speak_for_it() -> None:
    def pair(*born: str) -> list[Double]:
        return doubles([someone("a", "Bob Roe", born=born[0]), someone("b", "Robert Roe", born=born[1])])

    assert pair("1952-03-23", "1960") == []
    assert pair("1952-03-23", "1952")[0].reasons[1] == "both born 1952"
    assert pair("1952", "1952")[0].score > pair("1952", "")[0].score


def test_one_address_elsewhere_makes_a_pair_of_any_names() -> None:
    pair = [someone("a", "Lula", same_as=QID), someone("b", "Luiz Silva", same_as="http://wikidata.org/entity/q1")]
    assert doubles(pair) == [Double(1.0, "a", "b", ("the same Wikidata id Q1",))]
    pair = [
        someone("a", "Lula", same_as="https://x.example/1/"),
        someone("b", "Luiz", same_as="http://www.x.example/1"),
    ]
    assert doubles(pair)[0].reasons == ("the same address under `same_as`: x.example/1",)
    born = doubles([someone("a", "Lula", same_as=QID, born="1945"), someone("b", "Luiz", same_as=QID, born="1946")])
    assert born[0].reasons[1] == "born 1945 and 1946, so that one of the records is wrong"


def test_the_best_of_all_names_counts_and_nobody_is_a_double_of_herself() -> None:
    found = doubles([someone("a", "Lula", "Luiz Silva", "Luiz da Silva"), someone("b", "Luís Silva", "Luiz Silva")])
    assert [one.reasons for one in found] == [("the same name",)]
    assert doubles([someone("a", "Bob Roe", "Robert Roe", "R. Roe")]) == []


def test_records_that_say_what_tells_them_apart_are_no_pair() -> None:
    two = [someone("a", "John Kelly", told=True), someone("b", "John Kelly", told=True)]
    assert doubles(two) == []
    assert len(doubles([*two, someone("c", "John Kelly")])) == 2


def test_an_initial_stands_for_the_only_one_whom_it_can_mean() -> None:
    roes = [someone("a", "J. Roe"), someone("b", "Jane Roe"), someone("c", "John Roe")]
    assert [(one.one, one.other) for one in doubles(roes[:2])] == [("a", "b")]
    assert doubles(roes) == []


def test_words_that_many_people_have_are_no_slips_of_one_another() -> None:
    def crowd(word: str) -> list[Someone]:
        return [someone(f"{word} {letter}", f"{letter * 5} {word}") for letter in "abc"]

    assert doubles([*crowd("Hansen"), someone("x", "Xx Hansen"), someone("y", "Xx Hanson")])
    assert not doubles([*crowd("Hansen"), *crowd("Hanson"), someone("x", "Xx Hansen"), someone("y", "Xx Hanson")])


def test_the_surest_pairs_come_first() -> None:
    people = [someone("d", "Bob Roe"), someone("c", "Robert Roe"), someone("b", "Ann Ox"), someone("a", "ANN OX")]
    assert [(one.one, one.other) for one in doubles(people)] == [("a", "b"), ("c", "d")]


@pytest.mark.parametrize("name", ["", "<b>", '"; drop', "\u200fא", "x" * 300, "王", "e\u0301", "1", "O'", "–"])
def test_any_name_can_be_compared(name: str) -> None:
    assert len(doubles([someone("a", name), someone("b", name)])) == (name not in ("", "–"))
    assert doubles([someone("a", f"Jane {name} Roe"), someone("b", "Ann Ox")]) == []


def test_comparisons_grow_with_the_number_of_names_and_not_with_its_square(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    def counting(one: str, other: str, is_slip: IsSlip) -> Likeness | None:
        nonlocal compared
        compared += 1
        return likeness(one, other, is_slip)

    monkeypatch.setattr(module, "likeness", counting)
    counts = []
    for number in (500, 1000):
        compared = 0
        doubles([someone(str(n), f"John {'abcdefghij'[n % 10]}{n} Smith") for n in range(number)])
        counts.append(compared)
    assert counts[1] < 2.2 * counts[0]
    assert counts[0] < 20 * 500
