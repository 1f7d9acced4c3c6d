"""`sitegen people` and `sitegen explain --people`: what they print of a site, and what they never print."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from newsroom import NOW, Newsroom, article

from sitegen.cli import cli

REX = "---\nname: Rex Tillerson\nsort: Tillerson, Rex\nborn: 1952\n---\n\nA life.\n"
ANN = "---\nname: Ann Ox\n---\n"
STORIES = {
    "content/a.md": article("A vote", "Mayor Jane Prang said so. Ann Ox left.", "2026-01-02", people="[Rex Tillerson]"),
    "content/b.md": article("A day", "It was Mayor Jane Prang again.", "2026-01-03", byline="[Bob Lane]"),
    "content/c.md": article("A night", "Nobody.", "2026-01-04", people="[Rex Tilerson, Qwib Zang]", byline="[Ann Ox]"),
}
HOSTILE = {
    "O'Brien": "O'Brien", "Zoë": "Zoë", "drop": '"; drop', "<b>": "<b>", "rtl": "A\u200fB", "long": "x" * 300,
    "combining": "e\u0301e\u0301", "wide": "王小明", "star": "*a: #b", "percent": "100% {x}",
}  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path / "site", {**STORIES, "content/people/rex.md": REX, "content/people/ann.md": ANN})


def run(site: Newsroom, *arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "--site", str(site.folder), "--now", NOW])


def printed(site: Newsroom, *arguments: str) -> Any:
    result = run(site, *arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


# The register


def test_the_register_has_everyone_by_sort_form(site: Newsroom) -> None:
    site.write({"content/people/zed.md": "---\nname: Zed\nfamily: Zed\n---\n"})
    found = printed(site, "people")
    assert [(one["id"], one["sort"], one["is_guess"], one["about"], one["by"]) for one in found["people"]] == [
        ("bob-lane", "Lane, Bob", True, 0, 1),
        ("ann-ox", "Ox, Ann", True, 1, 1),
        ("rex-tilerson", "Tilerson, Rex", True, 1, 0),
        ("rex-tillerson", "Tillerson, Rex", False, 1, 0),
        ("qwib-zang", "Zang, Qwib", True, 1, 0),
        ("zed", "Zed", False, 0, 0),
    ]
    assert [one["record"] for one in found["people"]] == [
        "", "content/people/ann.md", "", "content/people/rex.md", "", "content/people/zed.md"
    ]  # fmt: skip
    assert (found["limited"], found["suppressed"]) == (0, 0)


def test_the_register_is_printed_for_people(site: Newsroom) -> None:
    lines = run(site, "people").stdout.splitlines()
    assert re.fullmatch(r"Lane, Bob {2}guess +0 about +1 by", lines[0])
    assert lines[1] == "  Bob Lane · bob-lane · no record"
    assert re.fullmatch(r"Tillerson, Rex +1 about +0 by", lines[6])
    assert lines[-1] == "5 people: 2 with a record, 4 sorted by a guess."
    assert {len(line) for line in lines if line.endswith(" by")} == {80}


def test_the_commands_write_nothing_into_the_output(site: Newsroom) -> None:
    for arguments in (["people"], ["people", "dedupe"], ["people", "suggest"], ["explain", "content/a.md", "--people"]):
        assert run(site, *arguments).exit_code == 0
    assert not site.output.exists()
    assert not list(site.folder.glob("*judgements*"))


def test_the_site_may_be_named_before_the_subcommand_or_after_it(site: Newsroom) -> None:
    given = ["--site", str(site.folder), "--now", NOW, "--json"]
    before = CliRunner().invoke(cli, ["people", *given, "dedupe"])
    after = CliRunner().invoke(cli, ["people", "dedupe", *given])
    assert before.stdout == after.stdout != ""


def test_the_subcommands_are_completed() -> None:
    asked = {"_SITEGEN_COMPLETE": "bash_complete", "COMP_WORDS": "sitegen people ", "COMP_CWORD": "2"}
    assert CliRunner().invoke(cli, env=asked, prog_name="sitegen").output.split() == ["plain,dedupe", "plain,suggest"]


def test_errors_about_people_are_told_below_the_register(site: Newsroom) -> None:
    site.write({"content/people/other.md": "---\nname: rex tillerson\nid: other\n---\n", "content/a2.md": "none"})
    result = run(site, "people")
    assert result.exit_code == 1
    assert "Tillerson, Rex" in result.stdout
    assert "content/people/rex.md:2:1: error SG042" in result.stderr
    assert "a2.md" not in result.stderr


@pytest.mark.parametrize("private", ["privacy: limited", "privacy: suppressed", "minor: true"])
def test_the_private_are_counted_and_never_named(site: Newsroom, private: str) -> None:
    site.write(
        {
            "content/people/sec.md": f"---\nname: Secreta Quux\nfamily: Quux\naliases: [S. T. Quux]\n{private}\n---\n",
            "content/d.md": article("A secret", "Mayor Secreta Z. Quux said so. Secreta Quux and Ann Ox left. Quux!"),
            "content/e.md": article(
                "Another", "Text.", people="[Secreta Quuxx, Secreta Quux, {name: Vi Tim, role: victim}]"
            ),
        }
    )
    for arguments in (
        ["people"], ["people", "dedupe"], ["people", "suggest", "--min", "1"], ["explain", "content/d.md", "--people"],
        ["explain", "content/e.md", "--people"],
    ):  # fmt: skip
        for form in ([], ["--json"]):
            result = run(site, *arguments, *form)
            shown = re.sub("Secreta Quuxx|secreta-quuxx|Quuxx, Secreta", "", result.output)
            assert not re.search(r"secreta|quux|vi.tim", shown, re.IGNORECASE), (arguments, form)
    found = json.loads(run(site, "people", "--json").stdout)
    assert (found["limited"] + found["suppressed"], found["suppressed"]) == (2, int("suppressed" in private))
    assert "not shown" in run(site, "people").stdout
    assert json.loads(run(site, "people", "dedupe", "--json").stdout)["private"] == 1
    assert json.loads(run(site, "people", "suggest", "--json").stdout)["private"] == 2


def test_the_line_of_an_error_is_not_shown_where_it_names_somebody_private(site: Newsroom) -> None:
    site.write({"content/people/sec.md": "---\nname: Secreta Quux\nprivacy: limited\n---\n"})
    site.write({"content/d.md": article(people="[José Peña, Jose Pena, secreta  quux]")})
    result = run(site, "people")
    assert result.exit_code == 1
    assert 'content/d.md: error SG041: "Jose Pena" and "José Peña"' in result.stderr
    assert "secreta" not in result.output


# Doubles


def test_doubles_are_told_with_their_files_and_the_cure(site: Newsroom) -> None:
    found = printed(site, "people", "dedupe")
    [pair] = found["pairs"]
    assert pair["reasons"] == ["“Tilerson” and “Tillerson” differ in one letter"]
    assert [(one["id"], one["record"], one["article"]) for one in pair["people"]] == [
        ("rex-tilerson", "", "content/c.md"),
        ("rex-tillerson", "content/people/rex.md", "content/a.md"),
    ]
    assert pair["cure"] == 'add "Rex Tilerson" to the aliases of content/people/rex.md'
    lines = run(site, "people", "dedupe").stdout.splitlines()
    assert lines[0] == "Rex Tilerson  =  Rex Tillerson"
    assert lines[-1] == "1 pair may be one person."
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("files", "cure"),
    [
        (
            {"content/people/r2.md": "---\nname: Rex W. Tillerson\n---\n"},
            "move what content/people/r2.md says into content/people/rex.md, with `former_ids: [rex-w-tillerson]` and",
        ),
        (
            {"content/e.md": article(people="[Robert Lane]")},
            'write "Bob Lane" or "Robert Lane" everywhere, or add a record that has one of them as an alias',
        ),
    ],
)
def test_the_cure_fits_the_pair(site: Newsroom, files: dict[str, str | bytes], cure: str) -> None:
    site.write(files)
    assert [cure in pair["cure"] for pair in printed(site, "people", "dedupe")["pairs"]].count(True) == 1


def test_the_cure_of_two_records_builds_and_redirects(site: Newsroom) -> None:
    site.write({"content/c.md": article(people="[Rex Tilerson]")})
    site.build()
    site.write(
        {"content/people/rex.md": REX.replace("sort", "aliases: [Rex Tilerson]\nformer_ids: [rex-tilerson]\nsort")}
    )
    site.build()
    assert 'href="/people/rex-tillerson/"' in site.page("/people/rex-tilerson/")
    assert printed(site, "people", "dedupe")["pairs"] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rex-tilerson", "rex-tillerson"),
        ("Rex Tillerson", "REX  TILERSON"),
        ("content/people/rex.md", "Rex Tilerson"),
    ],
)
def test_who_is_not_one_is_remembered(site: Newsroom, one: str, other: str) -> None:
    result = run(site, "people", "dedupe", "--different", one, other)
    assert result.exit_code == 0, result.output
    written = (site.folder / "people-judgements.yaml").read_text()
    assert written.endswith("different:\n  - [rex-tilerson, rex-tillerson]\n")
    assert run(site, "people", "dedupe", "--different", other, one).exit_code == 0
    assert (site.folder / "people-judgements.yaml").read_text() == written
    found = printed(site, "people", "dedupe")
    assert (found["pairs"], found["decided"], found["stale"]) == ([], 1, [])
    assert "1 known to be two" in run(site, "people", "dedupe").stdout


def test_a_judgement_leaves_what_is_written_as_it_is(site: Newsroom) -> None:
    before = "# ours\ndifferent:\n- [ann-ox, bob-lane]  # asked"
    site.write({"people-judgements.yaml": before})
    result = run(site, "people", "dedupe", "--different", "rex-tilerson", "rex-tillerson")
    assert result.exit_code == 2
    assert "- [rex-tilerson, rex-tillerson]" in result.stderr
    assert (site.folder / "people-judgements.yaml").read_text() == before
    site.write({"people-judgements.yaml": before.replace("\n- ", "\n  - ")})
    assert run(site, "people", "dedupe", "--different", "rex-tilerson", "rex-tillerson").exit_code == 0
    written = (site.folder / "people-judgements.yaml").read_text()
    assert written == before.replace("\n- ", "\n  - ") + "\n  - [rex-tilerson, rex-tillerson]\n"


def test_judgements_about_people_who_are_gone_are_told(site: Newsroom) -> None:
    site.write({"people-judgements.yaml": "different:\n  - [rex-tillerson, gone]\n  - [old-rex, rex-tillerson]\n"})
    site.write({"content/people/rex.md": REX.replace("sort", "former_ids: [old-rex]\nsort")})
    assert printed(site, "people", "dedupe")["stale"] == [
        'people-judgements.yaml:2: "gone" is nobody of this site any more',
        'people-judgements.yaml:3: "old-rex" and "rex-tillerson" are one person now',
    ]
    assert "people-judgements.yaml:2:" in run(site, "people", "dedupe").stdout


def test_a_judgement_about_a_former_id_holds(site: Newsroom) -> None:
    site.write({"people-judgements.yaml": "different:\n  - [old-rex, rex-tilerson]\n"})
    site.write({"content/people/rex.md": REX.replace("sort", "former_ids: [old-rex]\nsort")})
    assert printed(site, "people", "dedupe")["pairs"] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("different: [rex]", "expected two ids, found text"),
        ("different:\n  - [a]", "expected two ids, found 1"),
        ("different:\n  - [a, a]", "expected two ids, found 1"),
        ("differnt: []", 'Did you mean "different"?'),
        ("different: [", "people-judgements.yaml:2"),
    ],
)
def test_a_file_of_judgements_that_cannot_be_used_is_told(site: Newsroom, text: str, words: str) -> None:
    site.write({"people-judgements.yaml": text})
    result = run(site, "people", "dedupe")
    assert result.exit_code == 1
    assert words in result.stderr


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        (("rex-tillerson", "rex-tilersn"), '"rex-tilersn" is nobody of this site. Did you mean "rex-tilerson"?'),
        (("rex-tillerson", "Rex Tillerson"), "are one person: rex-tillerson"),
        (("", "rex-tillerson"), '"" is nobody of this site'),
    ],
)
def test_a_judgement_about_nobody_is_wrong_usage(site: Newsroom, pair: tuple[str, str], words: str) -> None:
    result = run(site, "people", "dedupe", "--different", *pair)
    assert result.exit_code == 2
    assert words in result.stderr


# Suggestions


def test_those_without_a_record_are_suggested_the_most_frequent_first(site: Newsroom) -> None:
    found = printed(site, "people", "suggest", "--min", "1")["people"]
    assert [(one["name"], one["articles"], one["declared"], one["titles"]) for one in found] == [
        ("Jane Prang", 2, 0, [["Mayor", 2]]),
        ("Qwib Zang", 1, 1, []),
        ("Rex Tilerson", 1, 1, []),
    ]
    assert found[2]["near"] == ["content/people/rex.md"]
    lines = run(site, "people", "suggest").stdout.splitlines()
    assert lines[0] == "    2  Jane Prang"
    assert lines[-1] == "1 name without a record in 2 articles or more; 2 in fewer (--min)."


def test_a_suggestion_can_be_pasted(site: Newsroom) -> None:
    result = run(site, "people", "suggest", "--paste", "jane  prang")
    assert result.stdout == "---\nname: Jane Prang\n# sort: Prang, Jane  # a guess\nroles:\n  - title: Mayor\n---\n"
    site.write({"content/people/jane-prang.md": result.stdout})
    site.build()
    assert "A vote" in site.page("/people/jane-prang/")
    assert "Jane Prang" not in run(site, "people", "suggest", "--min", "1").stdout
    wrong = run(site, "people", "suggest", "--paste", "Jane Prong")
    assert (wrong.exit_code, 'Did you mean "Qwib Zang"?' in wrong.stderr) == (2, False)
    assert "nobody without a record" in wrong.stderr


@pytest.mark.parametrize(
    "field", ["aliases: [Jane Prang]", "search_aliases: [JANE PRANG]", "not: [Jane Prang]", "scripts: {de: Jane Prang}"]
)
def test_a_name_that_a_record_knows_is_not_suggested(site: Newsroom, field: str) -> None:
    site.write({"content/people/ann.md": f"---\nname: Ann Ox\n{field}\n---\n"})
    assert "Jane Prang" not in run(site, "people", "suggest", "--min", "1").stdout


# Names in an article


def test_every_name_in_an_article_is_told_with_what_was_made_of_it(site: Newsroom) -> None:
    text = "It was said that Ox left. [Ann Ox](b.md) did. Then Mayor Ann Ox & *Bob* Tillerson; `Ann Ox`; Ox again."
    site.write({"content/a.md": article("Ann Ox", text, people="[{name: Rex Tillerson, role: source, as: Chief}]")})
    [found] = printed(site, "explain", "content/a.md", "--people")
    assert [(one["id"], one["is_declared"], one["role"], one["called"], one["names"]) for one in found["people"]] == [
        ("rex-tillerson", True, "source", "Chief", 0),
        ("ann-ox", False, "", "Mayor", 5),
    ]
    assert [one["first"] for one in found["people"]] == ["no name in the texts means the person", "a link"]
    spots = found["spots"]
    assert [(one["place"], one["name"], one["is_meant"], one["is_link"]) for one in spots] == [
        ("head", "Ann Ox", True, False),
        ("body", "Ox", True, True),
        ("body", "Ann Ox", True, False),
        ("body", "Ann Ox", True, False),
        ("body", "Tillerson", False, False),
        ("body", "Ox", True, False),
    ]
    assert (spots[3]["before"], spots[3]["title"]) == ("…that Ox left. Ann Ox did. Then Mayor ", "Mayor")
    assert spots[3]["after"].startswith(" & Bob Tillerson; Ann Ox;")
    assert spots[4]["reason"] == "no full name of the person is in the article"


def test_the_names_in_an_article_are_printed_for_people(site: Newsroom) -> None:
    paths = ("/2026/01/02/a/", "https://gazette.example/2026/01/02/a")
    for asked in ("content/a.md", *paths, str(site.folder / "content/a.md")):
        assert run(site, "explain", asked, "--people").stdout.splitlines() == [
            "content/a.md",
            "  Rex Tillerson",
            "    rex-tillerson: under `people:`; not named; no name in the texts means the",
            "      person",
            "  Ann Ox",
            "    ann-ox: found in the text; named once; a link",
            "  body:",
            "    + Mayor Jane Prang said so. Ann Ox left.",
            "      ann-ox, the link",
        ]
    assert "nobody of the site is named" in run(site, "explain", "content/b.md", "--people").stdout


@pytest.mark.parametrize("asked", ["content/people/rex.md", "content/none.md", "/nowhere/"])
def test_what_is_no_article_has_no_names_to_explain(site: Newsroom, asked: str) -> None:
    result = run(site, "explain", asked, "--people")
    assert result.exit_code == 2
    assert "is no article that is published" in result.stderr


@pytest.mark.parametrize("asked", [[], ["SG012"]])
def test_only_articles_have_names_to_explain(asked: list[str]) -> None:
    result = CliRunner().invoke(cli, ["explain", *asked, "--people"])
    assert (result.exit_code, "--people takes an article" in result.stderr) == (2, True)


def test_settings_that_cannot_be_used_are_told_as_json(site: Newsroom) -> None:
    site.write({"site.yaml": "title: [T]\n"})
    for arguments in (["people"], ["people", "dedupe"], ["people", "suggest"], ["explain", "content/a.md", "--people"]):
        result = run(site, *arguments, "--json")
        assert (result.exit_code, json.loads(result.stdout)["problems"][0]["file"]) == (2, "site.yaml")


def test_a_private_name_is_blotted_out_beside_others(site: Newsroom) -> None:
    site.write({"content/people/sec.md": "---\nname: Secreta Quux\nprivacy: limited\n---\n"})
    site.write({"content/a.md": article("Secreta Quux", "<p>Here <b>Secreta Quux</b> met Ann Ox, and Quux.</p>")})
    [found] = printed(site, "explain", "content/a.md", "--people")
    assert (found["private"], [one["before"] for one in found["spots"]]) == (3, ["Here ████████████ met "])
    assert found["spots"][0]["after"] == ", and ████."


def test_people_who_are_not_looked_for_are_no_links(site: Newsroom) -> None:
    site.write({"content/a.md": article("A vote", "Ann Ox left.", people_auto="false")})
    [found] = printed(site, "explain", "content/a.md", "--people")
    assert found["people"][0]["first"] == "no link: `people_auto` or `people_index` is off"
    assert not found["spots"][0]["is_link"]


# Names are data


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_any_name_goes_through_all_commands(tmp_path: Path, name: str) -> None:
    person, other = f"Zeynep {name} Doe", f"Zeinep {name} Doe"
    quoted = ["'" + one.replace("'", "''") + "'" for one in (person, other)]
    site = Newsroom(tmp_path / "site", {"content/people/x.md": f"---\nname: {quoted[0]}\nid: x\n---\n"})
    site.write({"content/a.md": article(people=f"[{quoted[1]}, x]", date="2026-01-02")})
    expected = [" ".join(one.split()) for one in (person, other)]
    assert {one["name"] for one in printed(site, "people")["people"]} == set(expected)
    [pair] = printed(site, "people", "dedupe")["pairs"]
    assert {one["name"] for one in pair["people"]} == set(expected)
    assert [one["name"] for one in printed(site, "people", "suggest", "--min", "1")["people"]] == expected[1:]
    pasted = run(site, "people", "suggest", "--paste", other).stdout
    site.write({"content/people/y.md": pasted})
    assert expected[1] in [one["name"] for one in printed(site, "people")["people"] if one["record"]]
    for arguments in (["people"], ["people", "dedupe"], ["people", "suggest", "--min", "1"]):
        lines = run(site, *arguments).stdout.splitlines()
        assert not any(character in line for line in lines for character in "\u200f\x1b")
        assert len(name) > 90 or max(map(len, lines)) <= 80 + len(name)


def test_names_that_differ_in_case_or_composition_only_are_one(tmp_path: Path) -> None:
    site = Newsroom(tmp_path / "site", {"content/people/x.md": "---\nname: Zoë Quist\n---\n"})
    site.write({"content/a.md": article(people="[ZOE\u0308 QUIST, zoë quist, Zoe\u0308 Quist, Zoë\u00a0Quist]")})
    assert [(one["name"], one["about"]) for one in printed(site, "people")["people"]] == [("Zoë Quist", 1)]
    assert printed(site, "people", "dedupe")["pairs"] == []
    assert printed(site, "people", "suggest", "--min", "1")["people"] == []
