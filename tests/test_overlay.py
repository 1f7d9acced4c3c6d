"""What a browser is told of problems, and the server's own pages: all that is told is text, whatever it says."""

from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import Make
from newsroom import Silent, article

from sitegen.build.options import Options
from sitegen.errors import RULES, Problem
from sitegen.serve.desk_page import desk_page, problem_page
from sitegen.serve.live import Live
from sitegen.serve.overlay import editor_link, overlay, overlay_page

HOSTILE = "</pre><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;\0\x1b[31m\u202e\ud800"


class Seen(HTMLParser):
    """The elements of a text, and what people read of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def links(self) -> list[str]:
        return [attributes["href"] or "" for tag, attributes in self.elements if tag == "a"]


def problem(code: str = "SG013", message: str = "wrong", file: str = "content/a.md", **fields: int | str) -> Problem:
    return Problem(code, message, file, **fields)  # type: ignore[arg-type]


def source(folder: Path, text: str, name: str = "content/a.md") -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("field", ["message", "hint", "file", "source"])
def test_a_hostile_text_stays_a_text(field: str, tmp_path: Path) -> None:
    possible = HOSTILE.translate({0: None, 0xD800: None})  # in a file and its name
    source(tmp_path, f"---\n{possible}\n---\n")
    text = possible if field == "file" else HOSTILE
    found = problem(line=2, column=3, **({} if field == "source" else {field: text}))
    seen = Seen(overlay([found], tmp_path))
    assert not {"script", "img"} & {tag for tag, _ in seen.elements}
    assert not [name for _, attributes in seen.elements for name in attributes if name.startswith("on")]
    assert "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;" in seen.text
    assert not set("\0\x1b\u202e\ud800") & set(seen.text)


@pytest.mark.parametrize("column", range(1, 12))
def test_the_caret_stands_under_what_is_marked(column: int, tmp_path: Path) -> None:
    line = "日本: é\t<b>&"
    source(tmp_path, f"first\n{line}\nlast")
    html = overlay([problem(line=2, column=column)], tmp_path)
    shown = line.replace("\t", " ")
    before, at = shown[: column - 1], shown[column - 1 : column]
    lines = Seen(html).text.partition("wrong")[2]
    assert lines == f"1first2{shown}{before}^3last"
    assert f"<mark>{escape(at)}</mark>" in html


def test_of_a_long_line_the_part_around_the_caret_is_shown(tmp_path: Path) -> None:
    source(tmp_path, "a" * 5000 + "X" + "b" * 5000)
    text = Seen(overlay([problem(line=1, column=5001)], tmp_path)).text
    assert f"1{'a' * 59}X{'b' * 40}{'a' * 59}^" in text


def test_a_place_without_a_line_has_no_source(tmp_path: Path) -> None:
    source(tmp_path, "text")
    for found in (problem(), problem(line=9), problem(file="content/none.md", line=1), problem(file="", line=0)):
        assert "<pre" not in overlay([found], tmp_path)


def test_warnings_alone_are_no_reason_to_cover_a_page(tmp_path: Path) -> None:
    warning = problem("SG012", "unknown key")
    assert overlay([], tmp_path) == overlay([warning], tmp_path) == ""
    seen = Seen(overlay([warning, problem(message="an error")], tmp_path))
    assert seen.text.index("1 error") < seen.text.index("an error") < seen.text.index("1 warning")
    assert seen.text.index("1 warning") < seen.text.index("unknown key")


def test_a_problem_leads_to_the_editor_and_to_its_page(tmp_path: Path) -> None:
    links = Seen(overlay([problem(file="content/a b?#.md", line=3, column=5)], tmp_path)).links()
    assert links == [f"vscode://file{tmp_path.as_posix()}/content/a%20b%3F%23.md:3:5", "/__sitegen/problems/SG013"]
    assert Seen(overlay([problem()], tmp_path, editor="")).links() == ["/__sitegen/problems/SG013"]


def test_the_link_of_the_editor_is_as_its_maker_wants_it() -> None:
    file = Path("/news/{line}/a.md")
    assert editor_link("vscode://file/{file}:{line}:{column}", file, 3) == "vscode://file/news/%7Bline%7D/a.md:3:1"
    assert editor_link("idea://open?file={file}&line={line}", file) == "idea://open?file=/news/%7Bline%7D/a.md&line=1"
    assert editor_link("subl://open?url=file://{file}", file) == "subl://open?url=file:///news/%7Bline%7D/a.md"
    assert editor_link('x"{odd}', file) == 'x"{odd}'


def test_a_thousand_problems_are_counted_and_a_hundred_shown(tmp_path: Path) -> None:
    seen = Seen(overlay([problem(message=f"number {number}") for number in range(1000)], tmp_path))
    assert "1,000 errors" in seen.text
    assert "and 900 more" in seen.text
    assert [tag for tag, _ in seen.elements].count("h3") == 100


def test_without_a_good_page_the_problems_are_the_page(tmp_path: Path) -> None:
    page = overlay_page([problem(message=HOSTILE)], tmp_path)
    page.encode()
    assert page.startswith("<!doctype html>")
    assert [attributes for tag, attributes in Seen(page).elements if tag == "script"] == [
        {"src": "/__sitegen/live.js", "async": None, "data-own": None}
    ]


def test_the_desk_counts_and_leads_to_what_is_held_back(newsroom: Make) -> None:
    site = newsroom(
        {
            "content/a.md": article(tags="[harbor]", people="[Zoë Quist]"),
            "content/late.md": article(date="2026-12-01 06:00"),
            "content/<b>.md": article("<i>", draft="true"),
            "content/warned.md": article(sectoin="Local"),
        }
    )
    html = desk_page(Live(site.folder, Options(now="2026-06-01"), Silent()))
    seen = Seen(html)
    assert "articles2" in seen.text
    assert "people1" in seen.text
    assert "tags1" in seen.text
    assert 'unknown key "sectoin"' in seen.text
    assert "until 2026-12-01 06:00" in seen.text
    assert "<b>.mddraft" in seen.text
    assert "/__sitegen/?now=2026-12-01T06%3A00%3A00-06%3A00&file=content%2Flate.md" in seen.links()
    assert "/__sitegen/?drafts=1&file=content%2F%3Cb%3E.md" in seen.links()


def test_the_desk_says_which_moment_is_seen_and_why_another_is_not(newsroom: Make) -> None:
    live = Live(newsroom({"content/a.md": article()}).folder, Options(now="2026-06-01"), Silent())
    html = desk_page(live, HOSTILE, drafts=True, wrong=HOSTILE)
    seen = Seen(html)
    assert [tag for tag, _ in seen.elements].count("script") == 1
    assert "/__sitegen/?now=" in seen.links()
    assert "You see drafts, too." in seen.text


def test_the_desk_of_a_site_that_never_was_good_tells_what_is_wrong(newsroom: Make) -> None:
    live = Live(newsroom({"site.yaml": "title: [\n"}).folder, Options(), Silent())
    seen = Seen(desk_page(live))
    assert "1 error" in seen.text
    assert "SG001" in seen.text


@pytest.mark.parametrize("code", RULES)
def test_every_kind_of_problem_has_a_page(code: str) -> None:
    assert f"{code}: {RULES[code].name}" in Seen(problem_page(code)).text
