"""Names in texts of people whom nobody has written down: what is taken for one, and what is not."""

import pytest

from sitegen.model.candidates import Candidate, Gathered, passages


def found(*texts: str, declared: tuple[str, ...] = (), known: tuple[str, ...] = ()) -> list[Candidate]:
    gathered = Gathered()
    for number, text in enumerate(texts):
        gathered.read(number, [text])
    for number, name in enumerate(declared):
        gathered.declare(number, name)
    return gathered.candidates(known.__contains__)


def names(*texts: str) -> list[str]:
    return [one.name for one in found(*texts)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The vote went to Gov. Zuleika Prang on Monday.", "Zuleika Prang"),
        ("Then Secretary of State Zuleika Prang left.", "Zuleika Prang"),
        ("It was then that Zuleika Prang said no.", "Zuleika Prang"),
        ("“No,” said Zuleika Prang.", "Zuleika Prang"),
        ("No, according to Zuleika Prang.", "Zuleika Prang"),
        ("It went to Zuleika Prang, 45, of Harborton.", "Zuleika Prang"),
        ("It went to Zuleika Prang, the harbor’s director, who left.", "Zuleika Prang"),
        ("It went to Jane Prang and to nobody else.", "Jane Prang"),
        ("It went to Jane Q. Prang and to nobody else.", "Jane Q. Prang"),
        ("It went to J. D. Prang, who said so.", "J. D. Prang"),
        ("It went to Jane O’Brien and to nobody else.", "Jane O’Brien"),
        ("It went to Zoë Prang-Łukasz and to nobody else.", "Zoë Prang-Łukasz"),
        ("It went to Zoe\u0308 Prang, who said so.".replace("e\u0308", "ë"), "Zoë Prang"),
        ("It went to Luiz Inácio Lula da Silva, who said so.", "Luiz Inácio Lula da Silva"),
        ("It went to Ludwig van der Prang, who said so.", "Ludwig van der Prang"),
        ("It was Jane Prang’s turn.", "Jane Prang"),
        ("It went to Martin Prang Jr. and to nobody else.", "Martin Prang Jr."),
        ("The agency’s Jane Prang left.", "Jane Prang"),
        ("GSA Administrator Jane Prang left.", "Jane Prang"),
        ("But Jane Prang left.", "Jane Prang"),
        ("It went to Jane\u00a0Prang and to nobody else.", "Jane Prang"),
        ("It went to Mark Prang, who said so.", "Mark Prang"),
        ("So did Qwib Prang. Later, Prang said no.", ""),
        ("So did, at length, Jane McPrang.", "Jane McPrang"),
    ],
)
def test_a_name_is_found(text: str, name: str) -> None:
    assert names(text) == ([name] if name else [])


@pytest.mark.parametrize(
    "text",
    [
        "It went to Zuleika Prang and to nobody else.",  # nothing says that it is a person's
        "They met in New York and at Jackson Hole.",
        "The Jane Prang Foundation said so.",
        "Jane Prang Elementary School said so.",
        "The White House said no.",
        "They went to Virginia Beach and to Charlotte Harbor.",
        "Mark Prang of it.",
        "National Weather Service officials said so.",
        "Social Media Week said no.",
        "At the Jane Prang they met.",
        "It was Google Analytics, who said so.",
        "YouTube Jane said so.",
        "Monday January said so.",
        "Next Tuesday Prang came.",
        "See @Jane Prang/x and https://x.example/Jane Prang.",
        "U.S. Prang said so.",
        "President Trump said so.",
        "One Two Three Four Five Six said so.",
    ],
)
def test_what_is_no_name_is_not(text: str) -> None:
    assert names(text) == []


def test_words_that_texts_write_small_are_no_surname() -> None:
    assert names("It went to Jane Harbour and to nobody else.") == ["Jane Harbour"]
    assert names("It went to Jane Harbour and to nobody else.", "A harbour is a harbour.") == []
    assert names("It went to Jane Harbour, who said so.", "A harbour is a harbour, a harbour.") == ["Jane Harbour"]


def test_articles_are_counted_once_with_the_titles_that_they_use() -> None:
    texts = (
        "Mayor Jane Prang left. Mayor Jane Prang came back.",
        "Then Mayor Jane Prang left again.",
        "Then state Sen. Jane Prang left.",
        "It went to Ann Oxley and to nobody else.",
    )
    prang, oxley = found(*texts)
    assert (prang.name, prang.articles, oxley.articles) == ("Jane Prang", (0, 1, 2), (3,))
    assert prang.titles == (("Mayor", 2), ("state Sen.", 1))
    assert prang.evidence == ("title", "given name")


def test_who_is_under_people_needs_no_evidence() -> None:
    [prang] = found("It went to Qwib Prang.", declared=("Qwib Prang", "QWIB PRANG", "Qwib Prang"))
    assert (prang.name, prang.declared, prang.articles) == ("Qwib Prang", 3, (0, 1, 2))


def test_who_is_known_is_left_out() -> None:
    assert found("It went to Jane Prang.", known=("jane prang",)) == []


def test_a_given_name_is_learnt_from_those_who_are_known() -> None:
    gathered = Gathered()
    gathered.know(["Qwib Oxley"])
    gathered.read(0, ["It went to Qwib Prang and to nobody else."])
    assert [one.name for one in gathered.candidates(lambda _: False)] == ["Qwib Prang"]


def test_passages_are_the_blocks_of_a_body_without_headings_and_code() -> None:
    html = (
        "<h2>Jane Head</h2>\n<p>To <em>Jane</em>\nPrang &amp; \x000\x00others\x001\x00.</p>\n"
        "<ul><li>Ann</li><li>Ox</li></ul><pre><code>Jane Code</code></pre><p>Zoe\u0308</p>"
    )
    assert passages(html) == ["To Jane Prang & others.", "Ann", "Ox", "Zoë"]


@pytest.mark.parametrize(
    "text", ["", " ", "Jane", "Jane " * 500, "A. " * 500, "O’" * 300, "Jane\u200f Prang", "’s Jane"]
)
def test_any_text_can_be_read(text: str) -> None:
    assert names(text) == []
