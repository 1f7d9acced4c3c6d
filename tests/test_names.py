"""How names sort: family first, suffix last, particles by case, and whatever the record says above all."""

import pytest
from msgspec.structs import replace

from sitegen.content.records import Person
from sitegen.model.names import letter, sort_key, sort_name


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Rex Tillerson", "Tillerson, Rex"),
        ("Martin Luther King Jr.", "King, Martin Luther Jr."),
        ("Martin Luther King, Jr.", "King, Martin Luther Jr."),
        ("Robert S. Mueller III", "Mueller, Robert S. III"),
        ("John Smith Jr. M.D.", "Smith, John Jr. M.D."),
        ("Ursula von der Leyen", "Leyen, Ursula von der"),
        ("Vincent van Gogh", "Gogh, Vincent van"),
        ("Dick Van Dyke", "Van Dyke, Dick"),
        ("Robert De Niro", "De Niro, Robert"),
        ("Marine Le Pen", "Le Pen, Marine"),
        ("Dominique de Villepin", "Villepin, Dominique de"),
        ("Luiz Inácio Lula da Silva", "Silva, Luiz Inácio Lula da"),
        ("Van Morrison", "Morrison, Van"),
        ("Sir Keir Starmer", "Starmer, Keir"),
        ("Rev. Dr. Jane Roe", "Roe, Jane"),
        ("Dr. Oz", "Oz"),
        ("Pelé", "Pelé"),
        ("Sammy Jr.", "Jr., Sammy"),
        ("Abdel Fattah el-Sisi", "el-Sisi, Abdel Fattah"),
        ("  Jane   Roe ", "Roe, Jane"),
    ],
)
def test_a_name_is_listed_by_its_family_name(name: str, listed: str) -> None:
    assert sort_name(name) == listed


@pytest.mark.parametrize(
    ("name", "fields", "listed"),
    [
        ("Enrique Peña Nieto", {"family": "Peña Nieto"}, "Peña Nieto, Enrique"),
        ("Enrique Peña Nieto", {"family": "Peña Nieto", "given": "E."}, "Peña Nieto, E."),
        ("Orbán Viktor", {"family": "Orbán"}, "Orbán, Viktor"),
        ("Kimberly Kim", {"family": "Kim"}, "Kim, Kimberly"),
        ("Madonna", {"family": "Madonna"}, "Madonna"),
        ("Xi Jinping", {"order": "family-first"}, "Xi Jinping"),
        ("Aung San Suu Kyi", {"order": "mononym"}, "Aung San Suu Kyi"),
        ("Charles III", {"order": "regnal"}, "Charles III"),
        ("Rex Tillerson", {"order": "western"}, "Tillerson, Rex"),
        ("Mohammed bin Salman", {"sort": "Mohammed bin Salman", "family": "Salman"}, "Mohammed bin Salman"),
        ("Xi Jinping", {"order": "family-first", "sort": "Jinping, Xi"}, "Jinping, Xi"),
        ("Rex Tillerson", {}, "Tillerson, Rex"),
    ],
)
def test_the_record_knows_better(name: str, fields: dict[str, str], listed: str) -> None:
    assert sort_name(name, replace(Person(path="people/x.md", id="x", name=name), **fields)) == listed


@pytest.mark.parametrize(
    "listed",
    [
        ["Peña Nieto, Enrique", "Pence, Mike", "Pérez, Ana", "Perez, Bea"],
        ["King, Bernice", "King, Martin", "Kingsley, Ben"],
        ["Le Pen, Marine", "Leary, Tim"],
        ["Oakley, Annie", "Ødegaard, Martin", "O'Neill, Tip", "Orwell, George"],
        ["Benedict II", "Benedict V", "Benedict IX", "Benedict XVI"],
        ["Sinatra, Frank", "el-Sisi, Abdel Fattah", "Smith, Ann"],
        ["Lindsay, John A.", "Lindsay, John V.", "Lindsay, John W."],
        ["Roe, Jane", "roe, jane", "Roe-Smith, Ann"],
        ["Straße, A", "Strasse, B"],
    ],
)
def test_names_stand_in_the_order_of_their_letters(listed: list[str]) -> None:
    assert sorted(set(listed), key=sort_key) == listed


def test_two_forms_never_share_a_key() -> None:
    assert sort_key("Pena, Ana") != sort_key("Peña, Ana")


@pytest.mark.parametrize(
    ("listed", "heading"),
    [
        ("Peña, Ana", "P"),
        ("Ödegaard", "O"),
        ("Ærø, A", "A"),
        ("Łukasz", "L"),
        ("ılgaz", "I"),
        ("el-Sisi, Abdel", "S"),
        ("Al-Assad, Bashar", "A"),
        ("‘Abd, A", "A"),
        ("50 Cent", "#"),
        ("Жуков, Г", "Ж"),
        ("X, Malcolm", "X"),
        ("V", "V"),
        ("—", "#"),
        ("ʻIolani", "I"),
        ("٣ Doors", "#"),
        ("①", "#"),
        ("𝐀b", "A"),
        (", Ann", "A"),
        ("-, Ann", "A"),
        ("և", "Ե"),
    ],
)
def test_a_name_stands_under_its_letter(listed: str, heading: str) -> None:
    assert letter(listed) == heading
