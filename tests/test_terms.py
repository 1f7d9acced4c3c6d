"""Who is meant: names resolved to ids, spelled as most write them, and never merged in silence."""

import pytest
from msgspec.structs import replace

from sitegen.content.records import Article, Person
from sitegen.dates import When
from sitegen.errors import Problem
from sitegen.model.terms import Terms, Uses, resolve
from sitegen.yamltree import Place

DAY = When("2026-01-02", has_time=False, instant=1767333600)


def uses(*names: str) -> Uses:
    """Let each article name one person."""
    articles = [
        Article(path=f"{n}.md", title="T", slug=f"{n}", date=DAY, places={"people": Place(line=n + 4, column=1)})
        for n in range(len(names))
    ]
    return Uses(articles, {"people": [(name,) for name in names]})


def record(identity: str, name: str, *aliases: str, path: str = "") -> Person:
    places = {"id": Place(line=2, column=1), "name": Place(line=3, column=1), "aliases": Place(line=4, column=1)}
    return Person(path=path or f"people/{identity}.md", id=identity, name=name, aliases=aliases, places=places)


def told(problems: list[Problem]) -> list[tuple[str, str, int]]:
    return [(problem.code, problem.file, problem.line) for problem in problems]


@pytest.mark.parametrize(
    ("names", "terms"),
    [
        (("Rex Tillerson",), Terms({"Rex Tillerson": "rex-tillerson"}, {"rex-tillerson": "Rex Tillerson"})),
        (("O'Neill", "O’Neill"), Terms({"O'Neill": "oneill", "O’Neill": "oneill"}, {"oneill": "O'Neill"})),
        (("Jane Roe", "JANE ROE"), Terms({"Jane Roe": "jane-roe", "JANE ROE": "jane-roe"}, {"jane-roe": "JANE ROE"})),
        (
            ("JANE ROE", "Jane Roe", "Jane Roe"),
            Terms({"Jane Roe": "jane-roe", "JANE ROE": "jane-roe"}, {"jane-roe": "Jane Roe"}),
        ),
        (("Pen\u0303a", "Peña"), Terms({"Pen\u0303a": "pena", "Peña": "pena"}, {"pena": "Pen\u0303a"})),
        (("jane-roe", "Jane Roe"), Terms({"jane-roe": "jane-roe", "Jane Roe": "jane-roe"}, {"jane-roe": "Jane Roe"})),
        ((), Terms({}, {})),
    ],
)
def test_spellings_of_one_name_share_an_id_and_the_commonest_is_shown(names: tuple[str, ...], terms: Terms) -> None:
    assert resolve(uses(*names)) == (terms, [])


def test_names_that_would_share_a_page_are_an_error_that_names_both() -> None:
    _, problems = resolve(uses("José Núñez", "Jose Nunez"))
    assert told(problems) == [("SG041", "content/1.md", 5)]
    assert '"Jose Nunez" and "José Núñez" (content/0.md:4)' in problems[0].message


def test_a_records_name_aliases_and_id_mean_the_record() -> None:
    terms, problems = resolve(
        uses("Rex Tillerson", "T-Rex", "t‐rex", "tillerson-rex"),
        [record("tillerson-rex", "Rex Tillerson", "T-Rex")],
    )
    assert problems == []
    assert set(terms.ids.values()) == {"tillerson-rex"}
    assert terms.labels == {"tillerson-rex": "Rex Tillerson"}


def test_a_name_that_slugs_to_a_records_id_without_being_its_name_is_an_error() -> None:
    _, problems = resolve(uses("Jose Nunez"), [record("jose-nunez", "José Núñez")])
    assert told(problems) == [("SG041", "content/0.md", 4)]
    assert "content/people/jose-nunez.md" in problems[0].message


def test_a_record_with_an_id_of_its_own_is_whom_its_name_means() -> None:
    terms, problems = resolve(uses("Jane Roe", "JANE  ROE", "jane-roe", "jr", "JR"), [record("jr", "Jane Roe")])
    assert problems == []
    assert set(terms.ids.values()) == {"jr"}
    assert terms.labels == {"jr": "Jane Roe"}


def test_two_people_of_one_slug_are_two_once_one_has_another_id() -> None:
    terms, problems = resolve(uses("José Peña", "Jose Pena"), [record("pena-the-elder", "José Peña")])
    assert problems == []
    assert terms.ids == {"José Peña": "pena-the-elder", "Jose Pena": "jose-pena"}


def test_a_former_id_means_the_record() -> None:
    terms, problems = resolve(uses("zoe-ortiz"), [replace(record("zoe-quist", "Zoë Quist"), former_ids=("zoe-ortiz",))])
    assert (terms.ids, problems) == ({"zoe-ortiz": "zoe-quist"}, [])


def test_a_name_that_slugs_to_a_former_id_is_an_error() -> None:
    _, problems = resolve(uses("Zoe Ortiz"), [replace(record("zoe-quist", "Zoë Quist"), former_ids=("zoe-ortiz",))])
    assert told(problems) == [("SG041", "content/0.md", 4)]
    assert "content/people/zoe-quist.md" in problems[0].message


@pytest.mark.parametrize(
    "second",
    [
        record("b", "Ann Roe", "a"),
        record("b", "A"),
        replace(record("b", "Ann Roe"), former_ids=("a",)),
        replace(record("b", "Ann Roe"), former_ids=("old",)),
        record("old", "Ann Roe"),
        record("b", "Ann Roe", "Old"),
    ],
)
def test_the_id_of_one_record_is_no_name_of_another(second: Person) -> None:
    first = replace(record("a", "Jane Roe"), former_ids=("old",))
    for records in ([first, second], [second, first]):
        _, problems = resolve(uses(), records)
        assert [problem.code for problem in problems] == ["SG042"]
        assert {problems[0].file, problems[0].message.split()[3].rstrip(",")} == {f"content/{r.path}" for r in records}


def test_one_id_for_two_records_is_an_error() -> None:
    _, problems = resolve(uses(), [record("roe", "Jane Roe"), record("roe", "Ann Roe", path="people/other.md")])
    assert told(problems) == [("SG041", "content/people/other.md", 2)]


@pytest.mark.parametrize(("second", "line"), [(record("b", "jane  roe"), 3), (record("b", "Ann Roe", "Jane Roe"), 4)])
def test_one_name_for_two_records_is_an_error(second: Person, line: int) -> None:
    _, problems = resolve(uses(), [record("a", "Jane Roe"), second])
    assert told(problems) == [("SG042", "content/people/b.md", line)]


def test_a_record_may_repeat_its_own_name_as_an_alias() -> None:
    assert resolve(uses(), [record("a", "Jane Roe", "JANE ROE")])[1] == []


def test_settings_decide_the_spelling_before_articles_do() -> None:
    terms, problems = resolve(uses("city hall", "city hall"), labels=["City Hall", "Sports"])
    assert problems == []
    assert terms.labels == {"city-hall": "City Hall", "sports": "Sports"}


def test_a_section_that_is_almost_one_of_the_settings_is_an_error() -> None:
    _, problems = resolve(uses("Wörld"), labels=["World"])
    assert told(problems) == [("SG041", "content/0.md", 4)]
    assert "(site.yaml)" in problems[0].message


def homonyms(*told_apart: str) -> list[Person]:
    """Return a record for each, all of one name."""
    ids = ("kelly-general", "kelly-actor")
    return [replace(record(i, "John Kelly"), disambiguation=word) for i, word in zip(ids, told_apart, strict=True)]


@pytest.mark.parametrize(
    "second",
    [
        replace(record("b", "Ann Roe"), scripts={"zh": "蒂勒森"}),
        replace(record("b", "Ann Roe"), scripts={"de": "jane roe"}),
        record("b", "Ann Roe", "Zoe\u0308 O’Brien"),
        record("b", "ZOË O'BRIEN"),
        record("b", "Zo\u00eb\u00a0O\u02bcBrien"),
        record("b", "Zoë O'Brien\u200f"),
    ],
)
def test_names_that_readers_take_for_one_are_one_for_two_records(second: Person) -> None:
    first = replace(record("a", "Jane Roe", "Zoë O'Brien"), scripts={"zh": "蒂勒森"})
    for records in ([first, second], [second, first]):
        _, problems = resolve(uses(), records)
        assert [problem.code for problem in problems] == ["SG042"]
        assert {problems[0].file, problems[0].message.split()[-2].rstrip(",")} == {f"content/{r.path}" for r in records}


def test_short_forms_and_what_is_only_searched_for_may_be_shared() -> None:
    first, second = (
        replace(record(i, f"{i.title()} Kelly"), short=("Kelly",), search_aliases=("K.",), refused=("Kelly Ltd",))
        for i in ("ann", "bob")
    )
    assert resolve(uses("Ann Kelly"), [first, second])[1] == []


def test_a_record_may_have_its_own_name_in_another_script() -> None:
    assert resolve(uses(), [replace(record("a", "Jane Roe"), scripts={"de": "Jane Roe"})])[1] == []


def test_two_records_of_one_id_ask_for_an_id_and_for_what_tells_them_apart() -> None:
    _, problems = resolve(uses(), [record("roe", "Jane Roe"), record("roe", "Jane Roe", path="people/other.md")])
    assert ["`id:`" in problems[0].hint, "`disambiguation:`" in problems[0].hint] == [True, True]
    assert "-2" not in problems[0].hint


@pytest.mark.parametrize("told_apart", [("", ""), ("general", "")])
def test_two_people_of_one_name_ask_for_what_tells_them_apart(told_apart: tuple[str, str]) -> None:
    _, problems = resolve(uses(), homonyms(*told_apart))
    assert told(problems) == [("SG042", "content/people/kelly-actor.md", 3)]
    assert "`disambiguation:`" in problems[0].hint


def test_two_people_of_one_name_are_meant_by_their_ids() -> None:
    terms, problems = resolve(uses("kelly-general", "kelly-actor"), homonyms("general", "actor"))
    assert problems == []
    assert terms.labels == {"kelly-general": "John Kelly", "kelly-actor": "John Kelly"}


@pytest.mark.parametrize("written", ["John Kelly", "JOHN  KELLY", "john-kelly"])
def test_a_name_that_two_people_have_is_an_error_wherever_it_stands_alone(written: str) -> None:
    _, problems = resolve(uses(written, "kelly-actor", written), homonyms("general", "actor"))
    assert told(problems) == [("SG042", "content/0.md", 4), ("SG042", "content/2.md", 6)]
    assert "kelly-general (content/people/kelly-general.md) or kelly-actor" in problems[0].message
    assert problems[0].hint == "Write the id of who is meant."


def test_an_alias_that_only_one_of_two_has_means_that_one() -> None:
    general, actor = homonyms("general", "actor")
    terms, problems = resolve(uses("John F. Kelly"), [replace(general, aliases=("John F. Kelly",)), actor])
    assert (terms.ids, problems) == ({"John F. Kelly": "kelly-general"}, [])


def test_a_name_that_two_have_may_not_be_an_alias_of_a_third() -> None:
    third = replace(record("third", "Ann Ox", "John Kelly"), disambiguation="another")
    two = homonyms("general", "actor")
    assert told(resolve(uses(), [*two, third])[1]) == [("SG042", "content/people/third.md", 4)]
    assert {problem.code for problem in resolve(uses(), [third, *two])[1]} == {"SG042"}
