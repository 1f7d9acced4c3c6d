"""Briefs as they reach a desk, made into articles: `sitegen new --from FILE`.

`fixtures/briefs/` holds briefs in many shapes, each with what is to be read in it, annotated.
"""

import os
import re
import time
import unicodedata
from collections import Counter
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import Make
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import SITE_YAML, Newsroom

from sitegen.cli import cli
from sitegen.start.brief.decode import LARGEST
from sitegen.start.brief.prose import as_markdown, typeset
from sitegen.start.brief.read import read_brief

BRIEFS = Path(__file__).parent / "fixtures/briefs"
NAMES = sorted(path.stem for path in BRIEFS.glob("*.yaml"))
REAL = Path(os.environ.get("SITEGEN_BRIEF", Path(__file__).parents[2] / "shared/data/brief.txt"))
QUOTES = re.compile("[\"'“”‘’]")
PARTS = sorted(
    {line.strip() for name in NAMES for line in (BRIEFS / f"{name}.txt").read_text().split("\n") if line.strip()}
)


@pytest.fixture
def site(newsroom: Make, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """A site that knows a person and two tags."""
    monkeypatch.setattr("sitegen.commands.start.clock", lambda _now, _zone: 1773162000)
    return newsroom(
        {
            "site.yaml": f"{SITE_YAML}sections: [Local, World]\n",
            "content/people/zq.md": "---\nname: Zoë Quist\naliases: [Zoe Quist]\n---\n",
            "content/tags/harbor.md": "---\nname: harbor\n---\n",
            "content/tags/ferry.md": "---\nname: ferry\naliases: [ferries]\n---\n",
        }
    )


def new(site: Newsroom, *arguments: str | Path, text: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["new", "--site", str(site.folder), *map(str, arguments)], input=text)


def made(result: Result) -> str:
    """Return the text of the article that was made."""
    assert result.exit_code == 0, result.stderr
    return Path(result.stdout.strip()).read_text()


def brief(name: str, expected: dict[str, Any]) -> bytes:
    """Return a brief as the bytes that reach the desk."""
    text = (BRIEFS / f"{name}.txt").read_text()
    return text.replace("\n", expected.get("line_ends", "\n")).encode(expected.get("encoding", "utf-8"))


def front_matter(text: str) -> dict[str, Any]:
    """Return the fields of an article that have a value; sources by their names."""
    found = yaml.load(text.split("---\n")[1], yaml.BaseLoader)  # noqa: S506  # text only
    found = {key: value for key, value in found.items() if value}
    if "sources" in found:
        assert all(source.keys() == {"name", "url"} for source in found["sources"])
        found["sources"] = [source["name"] for source in found["sources"]]
    return found


def commented(text: str, sign: str) -> list[str]:
    """Return the comments of a kind, without the reason in brackets at their end."""
    found = re.findall(rf"^# {sign}: (.*)$", text, re.MULTILINE)
    return [re.sub(r" \([^()]*\)$", "", one) for one in found]


def photos(text: str) -> list[dict[str, str]]:
    """Return the photos that stand ready as comments."""
    lines = re.findall(r"^#   ((?:caption|credit): .*)$", text, re.MULTILINE)
    read = [yaml.load(line, yaml.BaseLoader) for line in lines]  # noqa: S506  # text only
    return [{**caption, **credit} for caption, credit in zip(read[::2], read[1::2], strict=True)]


@pytest.mark.parametrize("name", NAMES)
def test_a_brief_becomes_an_article(site: Newsroom, tmp_path: Path, name: str) -> None:
    expected = yaml.load((BRIEFS / f"{name}.yaml").read_text(), yaml.BaseLoader)  # noqa: S506  # text only
    (tmp_path / "brief.txt").write_bytes(brief(name, expected))
    result = new(site, "--from", tmp_path / "brief.txt")
    text = made(result)
    assert Path(result.stdout.strip()).resolve() == (site.folder / "content" / expected["file"]).resolve()
    assert front_matter(text) == expected["fields"]
    first, *_, last = text.split("---\n", 2)[2].strip().split("\n\n")
    assert expected["first"] in first
    assert expected["last"] in last
    assert photos(text) == expected.get("photos", [])
    assert commented(text, "Left out") == expected.get("left", [])
    notes = commented(text, "Look at this")
    assert len(notes) == len(expected.get("notes", []))
    assert all(said.startswith(note) for said, note in zip(notes, expected.get("notes", []), strict=True))
    for words in (*expected.get("left", []), *notes):
        assert words in result.stderr
    assert site.problems(now="2030-01-01") == []


def words_of(text: str) -> Counter[str]:
    plain = unicodedata.normalize("NFC", text.replace("\u00ad", "").replace("\ufeff", ""))
    return Counter(re.findall(r"[^\W_]+", plain.casefold()))


def without_reasons(text: str) -> str:
    """Return an article without what the program itself says in it, and without escapes."""
    lines = [re.sub(r"  # guess: .*", "", line) for line in text.split("\n")]
    lines = [re.sub(r" \([^()]*\)$", "", line) if line.startswith("# Left out") else line for line in lines]
    kept = [line for line in lines if not line.startswith(("# Look at", "# The brief has"))]
    return unescape(re.sub(r"\\(?=[^\w\s])", "", "\n".join(kept)))


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_a_brief_is_lost(site: Newsroom, tmp_path: Path, name: str) -> None:
    expected = yaml.load((BRIEFS / f"{name}.yaml").read_text(), yaml.BaseLoader)  # noqa: S506  # text only
    (tmp_path / "brief.txt").write_bytes(brief(name, expected))
    text = made(new(site, "--from", tmp_path / "brief.txt"))
    given = words_of(unescape((BRIEFS / f"{name}.txt").read_text()))
    assert given - words_of(without_reasons(text)) == Counter()


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=12), st.sampled_from(["\n", "\n\n", "\n   ", " "]))
def test_no_word_is_lost_in_whatever_order_the_parts_come(parts: list[str], between: str) -> None:
    text = between.join(parts)
    read = read_brief(text, date(2026, 3, 10))
    fields = [read.title, read.kicker, read.deck, read.summary, read.section, *read.tags, *read.paragraphs]
    fields += [words for picture in read.pictures for words in (picture.caption, picture.credit)]
    fields += [words for writer in read.byline for words in (writer.name, writer.role, writer.org)]
    fields += [left.words for left in read.left]
    assert words_of(text) - words_of("\n".join(fields)) == Counter()


@pytest.mark.parametrize(
    "row", ["x\n", "x\n\n", "Aa ", "Aa-", "Aa/", "A. ", "(", '"', "a@", "Photo: ", "Aa told ", "according to Aa "]
)
def test_no_text_takes_long(row: str) -> None:
    text = (row * LARGEST)[:LARGEST]
    begun = time.process_time()
    as_markdown("".join(read_brief(f"A headline\n\n{text}", date(2026, 3, 10)).paragraphs))
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("straight", "curly"),
    [
        ('"I don\'t," he said. "\'No\' is all."', "“I don’t,” he said. “‘No’ is all.”"),
        ("the boats' crews of the '90s, rock 'n' roll", "the boats’ crews of the ’90s, rock ’n’ roll"),
        ("``Yes,'' he said -- and left--soon.", "“Yes,” he said — and left—soon."),
        ('6\' 2" tall, he said: ("So?")', "6' 2\" tall, he said: (“So?”)"),
        ("“It’s ‘fine,’” she said.", "“It’s ‘fine,’” she said."),
        ('\'Tis "in 2017" again', "’Tis “in 2017” again"),
    ],
)
def test_quotes_are_those_of_a_typesetter(straight: str, curly: str) -> None:
    assert typeset(straight) == curly


def test_german_quotes_are_german() -> None:
    assert typeset("Er sagte: \"Das 'Nein' gilt.\"", "de-AT") == "Er sagte: „Das ‚Nein‘ gilt.“"


@pytest.mark.parametrize("name", NAMES)
def test_every_guess_is_told_and_marked_with_its_reason(site: Newsroom, tmp_path: Path, name: str) -> None:
    expected = yaml.load((BRIEFS / f"{name}.yaml").read_text(), yaml.BaseLoader)  # noqa: S506  # text only
    (tmp_path / "brief.txt").write_bytes(brief(name, expected))
    result = new(site, "--from", tmp_path / "brief.txt")
    head = made(result).split("---\n")[1]
    for line in head.splitlines():
        if not line.startswith("#") and not line.endswith(":"):
            _, marked, reason = line.partition("  # guess: ")
            assert marked, line
            assert reason in result.stderr or reason == "the byline"


@pytest.mark.parametrize(
    "dialect", ["engine: python-markdown", "engine: commonmark", "extensions: [extra, admonition]"]
)
def test_readers_see_the_signs_that_were_typed(site: Newsroom, dialect: str) -> None:
    site.write({"site.yaml": f"{SITE_YAML}markdown: {{{dialect}}}\n"})
    typed = (BRIEFS / "signs.txt").read_text()
    made(new(site, "--from", BRIEFS / "signs.txt", "--date", "2026-03-04", "--slug", "x"))
    assert site.problems() == []
    shown = " ".join(unescape(re.sub(r"<[^>]*>", "", site.page("/2026/03/04/x/"))).split())
    for paragraph in typed.strip().split("\n\n"):
        assert QUOTES.sub("", paragraph) in QUOTES.sub("", shown)


def test_a_brief_comes_from_standard_input_too(site: Newsroom) -> None:
    text = made(new(site, "--from", "-", text=(BRIEFS / "dateline.txt").read_bytes()))
    assert front_matter(text)["dateline"] == "Port Verity, Maine"


def test_what_the_command_says_wins_over_what_the_brief_says(site: Newsroom) -> None:
    options = ("--byline", "Ann Ox", "--person", "Sam Ortiz", "--tag", "law", "--date", "2026-01-02", "--slug", "mine")
    result = new(site, "A headline of my own", "--from", BRIEFS / "labels.txt", "--section", "World", *options)
    text = made(result)
    found = front_matter(text)
    assert Path(result.stdout.strip()).name == "mine.md"
    assert [found[key] for key in ("title", "section", "byline", "people", "tags", "date")] == [
        "A headline of my own",
        "World",
        ["Ann Ox"],
        ["Sam Ortiz"],
        ["law"],
        "2026-01-02",
    ]
    assert commented(text, "Left out")[-2:] == ["Ferry crews will strike on Friday", "local"]
    assert "title: Ferry" not in result.stderr


def test_an_embargo_is_said_first_and_holds_the_article_back(site: Newsroom) -> None:
    result = new(site, "--from", BRIEFS / "embargo.txt")
    assert result.stderr.startswith("EMBARGO: EMBARGOED UNTIL 6 a.m. ET Tuesday, March 10, 2026\n")
    site.build(now="2030-01-01")
    assert not any("Harbor Trust" in page.read_text() for page in site.output.rglob("*.html"))


def test_a_brief_speaks_the_words_of_the_site(site: Newsroom) -> None:
    fields = "fields: {article: {headline_text: title, who: people, state: status, bild: photo}}\n"
    site.write({"site.yaml": SITE_YAML + fields})
    text = made(new(site, "--from", BRIEFS / "caption.txt", "--draft"))
    assert front_matter(text)["headline_text"].startswith("Mexico Bristles")
    assert front_matter(text)["who"][0] == {"name": "Rex Tillerson", "as": "Secretary of State"}
    assert "\n# bild:\n" in text
    assert "\nstate: draft\n" in text
    assert site.problems() == []


def test_the_photo_is_right_once_the_signs_before_it_are_taken_away(site: Newsroom) -> None:
    result = new(site, "--from", BRIEFS / "wrapped.txt")
    path = Path(result.stdout.strip())
    block = re.search(r"^# photo:\n(?:#   .*\n)+", path.read_text(), re.MULTILINE)
    assert block
    opened = re.sub(r"^# ", "", block[0], flags=re.MULTILINE).replace("src:", "src: https://p.example/x.jpg")
    path.write_text(path.read_text().replace(block[0], opened))
    assert site.problems(now="2030-01-01") == []
    assert "REUTERS/Ann Ox" in site.page("/2026/03/03/storm-closes-the-coast-road-between-port-verity-and-tern/")


@pytest.mark.parametrize(
    ("text", "photo"),
    [
        ("Waves break. (AP Photo/Ann Ox)", {"caption": "Waves break.", "credit": "AP Photo/Ann Ox"}),
        ("Ann D. Ox/AP", {"caption": None, "credit": "Ann D. Ox/AP"}),
        ("Ann Ox (The Ledger/AP)", {"caption": None, "credit": "Ann Ox (The Ledger/AP)"}),
    ],
)
def test_what_a_label_calls_a_photo_is_a_caption_if_its_credit_is_in_brackets(
    site: Newsroom, text: str, photo: dict[str, str | None]
) -> None:
    written = made(new(site, "--from", "-", text=f"A day\n\nIt rained.\n\nPhoto: {text}\n".encode()))
    block = re.search(r"^# photo:\n(?:#   .*\n)+", written, re.MULTILINE)
    assert block
    found = yaml.safe_load(re.sub(r"^# ", "", block[0], flags=re.MULTILINE))["photo"]
    assert {key: found[key] for key in photo} == photo


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\xef\xbb\xbf\n", "is empty"),
        (b"\x00\x01\x02\x03" * 99, "is no text"),
        (b"\x80\x81\x01\x02" * 99, "is no text"),
        (b"PK\x03\x04word/document.xml", "is a Word or OpenDocument file"),
        (b"%PDF-1.7", "is a PDF"),
        (b"{\\rtf1 Text}", "is a rich text file"),
        (b"x" * 300_001, "has more than 300,000 bytes"),
        (b"PORT VERITY, Maine (AP) - The council voted on Tuesday to dredge the harbor.\n", "has no headline"),
        (b"The council voted on Tuesday to dredge it.\n", "has no headline"),
        (b"word " * 500 + b"\n\nmore.\n", "has no headline"),
    ],
)
def test_a_brief_that_cannot_be_used_is_refused_with_a_hint(
    site: Newsroom, tmp_path: Path, data: bytes, message: str
) -> None:
    (tmp_path / "brief.txt").write_bytes(data)
    result = new(site, "--from", tmp_path / "brief.txt")
    assert result.exit_code == 2
    assert re.search(rf"error SG006: .*brief\.txt {message}\n    hint: ", result.stderr)
    assert not (site.folder / "content/2026").exists()


def test_a_brief_that_cannot_be_read_is_refused_with_a_hint(site: Newsroom, tmp_path: Path) -> None:
    for name, message in (("gone.txt", "No such file or directory"), (".", "Is a directory")):
        result = new(site, "--from", tmp_path / name)
        assert result.exit_code == 2
        assert f"cannot be read: {message}\n    hint: " in result.stderr
    result = new(site, "--from", "-", text=b"")
    assert "standard input is empty" in result.stderr


def test_a_brief_without_a_headline_takes_one_from_the_command(site: Newsroom) -> None:
    text = made(new(site, "A vote", "--from", "-", text=b"PORT VERITY, Maine (AP) - The council voted.\n"))
    assert front_matter(text)["title"] == "A vote"
    assert text.endswith("\nThe council voted.\n")


def test_without_a_headline_and_a_brief_nothing_is_made(site: Newsroom) -> None:
    result = new(site)
    assert (result.exit_code, "Give a HEADLINE, or a brief with --from." in result.stderr) == (2, True)


def test_a_name_of_two_people_means_none_of_them(site: Newsroom) -> None:
    for name, first in (("a", "Ann"), ("b", "Anna")):
        site.write({f"content/people/{name}.md": f"---\nname: {first} Ox-Roe\naliases: [Ann Ox]\n---\n"})
    text = made(new(site, "--from", BRIEFS / "dateline.txt"))
    assert {"name": "Ann Ox", "as": "Harbormaster"} in front_matter(text)["people"]


def test_tags_of_articles_are_the_sites_own_too(site: Newsroom) -> None:
    site.write({"content/a.md": "---\ntitle: A\ndate: 2026-01-02\ntags: [Mexico, US, cabinet members]\n---\n"})
    text = made(new(site, "--from", BRIEFS / "caption.txt"))
    assert front_matter(text)["tags"] == ["Mexico"]


@pytest.mark.skipif(not REAL.exists(), reason="the real brief is another publication's text, and not in the project")
def test_everything_is_right_on_the_real_brief(site: Newsroom) -> None:
    site.write({"content/people/pn.md": "---\nname: Enrique Peña Nieto\nid: epn\naliases: [Peña Nieto]\n---\n"})
    text = made(new(site, "--from", REAL))
    found = front_matter(text)
    assert found["title"].endswith("But Don’t Worry, the Relationship Is ‘Phenomenal’")
    assert (found["date"], found["dateline"]) == ("2017-02-22", "Joint Base Andrews, Maryland")
    assert found["people"] == [
        {"name": "Rex Tillerson", "as": "Secretary of State"},
        {"name": "John Kelly", "as": "Secretary of Homeland Security"},
        {"name": "Luis Videgaray", "as": "Mexico’s foreign minister"},
        {"id": "epn", "as": "Mexican President"},
    ]
    assert found["sources"] == ["Reuters", "Luis Videgaray", "ProPublica"]
    assert photos(text)[0]["credit"] == "Carlos Barria/AFP/Getty Images"
    assert commented(text, "Left out") == ["Photo:", "Trump Immigration Memo Angers Mexico"]
    assert words_of(REAL.read_text()) - words_of(without_reasons(text)) == Counter()
    assert site.problems(now="2030-01-01") == []


def test_an_embargo_counts_wherever_it_stands(site: Newsroom) -> None:
    text = "A headline\n\n" + "A short sentence of the story.\n\n" * 30 + "###\n\nEMBARGOED UNTIL March 12, 2026\n"
    result = new(site, "--from", "-", text=text.encode())
    assert front_matter(made(result))["status"] == "draft"
    assert result.stderr.startswith("EMBARGO: EMBARGOED UNTIL March 12, 2026\n")
