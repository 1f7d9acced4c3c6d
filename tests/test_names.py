"""How names are listed: by their culture where they tell it, and by what the record says above all."""

import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.content.records import Person
from sitegen.model.cultures import HONORIFICS
from sitegen.model.names import family_of, is_guess, sort_name

NAMES = Path(__file__).parent / "fixtures" / "names.txt"


def table() -> list[tuple[str, str, str, str, str]]:
    """Read the table of names: section, name, how it is listed, what news calls its bearer, and the site's language."""
    rows, section = [], ""
    for line in NAMES.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            section = line[2:]
        elif line:
            name, listed, *rest = (cell.strip() for cell in line.split("|"))
            family, language = [*rest, "", ""][:2]
            rows.append((section, name, listed, family, language or "en"))
    return rows


def record(name: str, **fields: str) -> Person:
    return replace(Person(path="people/x.md", id="x", name=name), **fields)


@pytest.mark.parametrize(("section", "name", "listed", "family", "language"), table())
def test_a_name_is_listed_and_called_as_its_culture_has_it(
    section: str, name: str, listed: str, family: str, language: str
) -> None:
    found = sort_name(name, None, language), family_of(name, None, language)
    assert found == (listed, family), section


@pytest.mark.parametrize(
    ("name", "fields", "listed", "family"),
    [
        ("Enrique Peña Nieto", {"family": "Peña Nieto"}, "Peña Nieto, Enrique", "Peña Nieto"),
        ("Enrique Peña Nieto", {"family": "Peña Nieto", "given": "E."}, "Peña Nieto, E.", "Peña Nieto"),
        ("Helena Bonham Carter", {"family": "Bonham Carter"}, "Bonham Carter, Helena", "Bonham Carter"),
        ("Luiz Inácio Lula da Silva", {"family": "da Silva"}, "Silva, Luiz Inácio Lula da", "da Silva"),
        ("Vincent van Gogh", {"family": "van Gogh"}, "Gogh, Vincent van", "van Gogh"),
        ("Vincent van Gogh", {"family": "Gogh"}, "Gogh, Vincent van", "Gogh"),
        ("Bart Van Damme", {"family": "Van Damme"}, "Van Damme, Bart", "Van Damme"),
        ("Wernher von Braun", {"sort": "von Braun, Wernher"}, "von Braun, Wernher", "von Braun"),
        ("Ursula van der Meer", {"sort": "Meer, Ursula van der"}, "Meer, Ursula van der", "van der Meer"),
        ("Abdel Fattah el-Sisi", {"sort": "Sisi, Abdel Fattah el-"}, "Sisi, Abdel Fattah el-", "el-Sisi"),
        ("Hervé d’Harcourt", {"sort": "Harcourt, Hervé d’"}, "Harcourt, Hervé d’", "d’Harcourt"),
        ("Abdel Fattah el-Sisi", {"family": "el-Sisi"}, "Sisi, Abdel Fattah el-", "el-Sisi"),
        ("Martin Luther King Jr.", {"family": "King"}, "King, Martin Luther Jr.", "King"),
        ("Martin Luther King, Jr.", {"family": "King"}, "King, Martin Luther Jr.", "King"),
        ("Martin Luther King Jr.", {"family": "King", "given": "Martin L."}, "King, Martin L. Jr.", "King"),
        ("Sir Keir Starmer", {"family": "Starmer"}, "Starmer, Keir", "Starmer"),
        ("Orbán Viktor", {"family": "Orbán"}, "Orbán, Viktor", "Orbán"),
        ("Orbán Viktor", {"family": "Orbán", "order": "family-first"}, "Orbán Viktor", "Orbán"),
        ("Viktor Orbán", {"family": "Orbán", "order": "family-first"}, "Orbán Viktor", "Orbán"),
        ("Kimberly Kim", {"family": "Kim"}, "Kim, Kimberly", "Kim"),
        ("Madonna", {"family": "Madonna"}, "Madonna", "Madonna"),
        ("Xi Jinping", {"family": "Xi"}, "Xi Jinping", "Xi"),
        ("Xi Jinping", {"family": "Xi", "given": "Jinping"}, "Xi Jinping", "Xi"),
        ("Xi Jinping", {"order": "family-first"}, "Xi Jinping", "Xi"),
        ("Kishida Fumio", {"order": "family-first"}, "Kishida Fumio", "Kishida"),
        ("山田太郎", {"family": "山田"}, "山田太郎", "山田"),
        ("Trần Bảo Châu", {"order": "family-first", "family": "Trần"}, "Trần Bảo Châu", "Trần"),
        ("Aung San Suu Kyi", {"order": "mononym"}, "Aung San Suu Kyi", ""),
        ("Lady Gaga", {"order": "mononym"}, "Lady Gaga", ""),
        ("Bad Bunny", {"order": "mononym"}, "Bad Bunny", ""),
        ("Charles III", {"order": "regnal"}, "Charles III", ""),
        ("King Charles III", {"order": "regnal"}, "Charles III, King", ""),
        ("Pope Pius X", {"order": "regnal"}, "Pius X, Pope", ""),
        ("Leo X", {"order": "regnal"}, "Leo X", ""),
        ("Bo Xilai", {"order": "western"}, "Xilai, Bo", "Xilai"),
        ("Rex Tillerson", {"order": "western"}, "Tillerson, Rex", "Tillerson"),
        ("Enrique Peña Nieto", {"order": "western"}, "Peña Nieto, Enrique", "Peña Nieto"),
        ("Mohammed bin Salman", {"sort": "Mohammed bin Salman", "family": "Salman"}, "Mohammed bin Salman", "Salman"),
        ("Mohammed bin Salman", {"sort": "Mohammed bin Salman"}, "Mohammed bin Salman", "bin Salman"),
        ("Xi Jinping", {"order": "family-first", "sort": "Jinping, Xi"}, "Jinping, Xi", "Jinping"),
        ("Joko Widodo", {"sort": "Joko Widodo"}, "Joko Widodo", ""),
        ("Рекс Тиллерсон", {"sort": "Tillerson, Rex"}, "Tillerson, Rex", "Tillerson"),
        ("Rex Tillerson", {}, "Tillerson, Rex", "Tillerson"),
        ("Jane Roe", {"family": "Doe"}, "Doe, Jane Roe", "Doe"),
    ],
)
def test_the_record_knows_better(name: str, fields: dict[str, str], listed: str, family: str) -> None:
    person = record(name, **fields)
    assert (sort_name(name, person), family_of(name, person)) == (listed, family)


def test_a_hungarian_record_is_listed_as_written_in_hungarian() -> None:
    assert sort_name("Orbán Viktor", record("Orbán Viktor", family="Orbán"), "hu") == "Orbán Viktor"


@pytest.mark.parametrize(
    ("name", "fields", "guessed"),
    [
        ("Rex Tillerson", None, True),
        ("Rex Tillerson", {}, True),
        ("Rex Tillerson", {"order": "western"}, True),
        ("Rex Tillerson", {"sort": "Tillerson, Rex"}, False),
        ("Rex Tillerson", {"family": "Tillerson"}, False),
        ("Rex Tillerson", {"given": "Rex"}, True),
        ("Xi Jinping", {"order": "family-first"}, False),
        ("Pelé", None, False),
        ("  Pelé ", {}, False),
        ("习近平", None, False),
    ],
)
def test_it_is_told_whether_a_sort_form_is_a_guess(name: str, fields: dict[str, str] | None, *, guessed: bool) -> None:
    assert is_guess(name, None if fields is None else record(name, **fields)) is guessed


STRANGE = [
    "",
    " ",
    ",",
    ", ,",
    "-",
    "Jr.",
    "III",
    "von",
    "al-",
    "d'",
    "Sir",
    "King",
    "King III",
    "Sir Jr.",
    "de la",
    "van der",
    "y",
    "a y b",
    '"; drop table people',
    "<b>Jane</b> Roe",
    "O'Brien",
    "Jane \u202eRoe",
    "\u200fمحمد صلاح\u200e",
    "e\u0301 e\u0301",
    "\u0301\u0301",
    "x" * 300,
    " ".join(["van"] * 100),
    "a " * 150,
    "\x00 \x01",
    "😀 😀",
]


@pytest.mark.parametrize("name", STRANGE)
def test_nothing_that_a_name_may_be_breaks_a_rule(name: str) -> None:
    for order in ("", "western", "family-first", "mononym", "regnal"):
        for family in ("", "Roe", name):
            person = record(name, order=order, family=family)
            assert isinstance(sort_name(name, person), str)
            assert isinstance(family_of(name, person), str)
    assert bool(sort_name(name)) == bool(name.split())


WORDS = [name for _, name, *_ in table()] + STRANGE
IGNORED = {word for word in " ".join(WORDS).split(" ") if word.lower() in HONORIFICS | {"u", "daw"}}


@settings(deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(" ".join(WORDS).split(" ")), min_size=1, max_size=6))
def test_no_letter_of_a_name_is_lost_but_an_honorific(words: list[str]) -> None:
    name = " ".join(words)
    listed = sort_name(name)
    assert set(listed) <= {*unicodedata.normalize("NFC", name), ",", " "}
    assert not any(c.isalpha() for c in set(unicodedata.normalize("NFC", name)) - {*listed}) or {*words} & IGNORED
    assert sort_name(name, record(name, sort="X")) == "X"


def test_the_rules_in_the_docs_are_those_of_the_code() -> None:
    text = (Path(__file__).parent.parent / "docs" / "people.md").read_text(encoding="utf-8")
    rules = text.partition("### The rules")[2].partition("\n#")[0]
    rows = [line.strip("|").split(" |") for line in rules.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 20
    for name, listed, family in (map(str.strip, row) for row in rows):
        assert (sort_name(name), family_of(name)) == (listed, family)


def test_marks_of_direction_do_not_stay_in_a_list() -> None:
    assert sort_name("\u200fJane\u200e Roe") == "Roe, Jane"


def test_a_name_is_read_alike_whether_composed_or_not() -> None:
    for _, name, listed, _, language in table():
        composed = unicodedata.normalize("NFC", sort_name(unicodedata.normalize("NFD", name), None, language))
        assert composed == unicodedata.normalize("NFC", listed)


SHARED = Path(__file__).parent.parent.parent / "shared" / "data"


@pytest.mark.skipif(not (SHARED / "legislators.yaml").exists(), reason="the records are not here")
def test_the_surname_of_all_but_ten_legislators_and_presidents_is_found_without_a_record() -> None:
    wrong = []
    for file in ("legislators.yaml", "executives.yaml"):
        for person in yaml.load((SHARED / file).read_text(encoding="utf-8"), yaml.CSafeLoader):
            parts = person["name"]
            name = parts.get("official_full") or f"{parts['first']} {parts['last']} {parts.get('suffix', '')}"
            if family_of(name) != parts["last"]:
                wrong.append(name)
    assert len(wrong) < 10, wrong
