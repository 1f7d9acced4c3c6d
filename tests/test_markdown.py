"""Bodies from Markdown to HTML; `fixtures/markdown.md` holds pairs of them.

A slot is shown as `{kind target attributes}`, a problem as a last line `! code line`.
`pytest tests/test_markdown.py --golden-update` writes what is expected anew; the difference is for review.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.config import Config, MarkdownSettings
from sitegen.content import markdown
from sitegen.content.body import MARK
from sitegen.content.load import LoadSettings, load
from sitegen.content.markdown import check_extensions, to_html
from sitegen.content.records import Body, Heading, Loaded
from sitegen.digests import digest_of

FIXTURES = Path(__file__).parent / "fixtures" / "markdown.md"
UNSAFE = re.compile(r"[\x00-\x20]*(javascript|data|vbscript):", re.IGNORECASE)
PAIR = re.compile(r"=== (.*)\n((?:.*\n)*?)=>\n((?:(?!=== ).*\n)*)")
PAIRS = PAIR.findall(FIXTURES.read_text("utf-8"))


def read(body: str, how: MarkdownSettings | None = None) -> Loaded:
    config = Config(title="T", url="https://gazette.example/", markdown=how or MarkdownSettings())
    return load("a.md", "article", f"---\ntitle: T\ndate: 2026-01-02\n---\n{body}".encode(), LoadSettings.of(config))


def body_of(loaded: Loaded) -> Body:
    assert loaded.record
    return loaded.record.body


def shown(loaded: Loaded) -> str:
    pieces = loaded.html.split(MARK)
    slots = (body_of(loaded).slots[int(number)] for number in pieces[1::2])
    pieces[1::2] = [
        f"{{{' '.join(part for part in (slot.kind, slot.target, slot.attributes.strip()) if part)}}}" for slot in slots
    ]
    wrong = (f"\n! {problem.code} {problem.line - 4}" for problem in loaded.problems)
    return "".join((*pieces, *wrong)).strip("\n")


@pytest.mark.parametrize(("title", "written", "expected"), PAIRS, ids=[title for title, _, _ in PAIRS])
def test_markdown_becomes_html_with_slots(
    title: str, written: str, expected: str, request: pytest.FixtureRequest
) -> None:
    made = shown(read(written))
    if request.config.getoption("--golden-update"):
        text = FIXTURES.read_text("utf-8")
        start = text.index("=>\n", text.index(f"=== {title}\n")) + 3
        FIXTURES.write_text(text[:start] + f"{made}\n" + text[start + len(expected) :], "utf-8")
    assert made == expected.removesuffix("\n")


def test_a_body_knows_its_headings_and_anchors() -> None:
    body = body_of(read("# One *two*[^1]\n\n## One two\n\n<p id='p'>Text</p>\n\n[^1]: Note."))
    assert body.headings == (Heading(1, "one-two", "One two"), Heading(2, "one-two-2", "One two"))
    assert set(body.ids) == {"one-two", "one-two-2", "p", "fnref:1", "fn:1"}


def test_an_id_in_code_or_text_is_no_anchor() -> None:
    body = body_of(read('    <div id="main">\n\nWrite `<p id="text">`.\n\n## Main'))
    assert body.ids == ("main",)
    assert body.headings == (Heading(2, "main", "Main"),)


@pytest.mark.parametrize(
    ("written", "lead"),
    [
        ("First *one* & [two](b.md).[^1]\n\nSecond.\n\n[^1]: N.", "First one & two."),
        ("# Head\n\nText\nover lines.", "Text over lines."),
        ("# Head", ""),
        ("", ""),
        ("![x](p.png)\n\nAfter the picture.", "After the picture."),
    ],
)
def test_the_lead_is_the_text_of_the_first_paragraph(written: str, lead: str) -> None:
    assert body_of(read(written)).lead == lead


@pytest.mark.parametrize(
    ("written", "words"), [("", 0), ("One two.", 2), ("# One\n\n- two\n- three", 3), ("*One*, **t**wo.", 2)]
)
def test_words_are_counted(written: str, words: int) -> None:
    assert body_of(read(written)).words == words


def test_equal_bodies_have_equal_digests_and_an_empty_one_has_none() -> None:
    assert body_of(read("Text.")).digest == body_of(read("\nText.\n")).digest != body_of(read("Text!")).digest
    assert body_of(read(" \n")).digest == ""


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("[x](b.md)\n\n[y](c.md)", [1, 3]),
        ("[x](b.md)\n\n[y](b.md)", [1, 3]),
        ("[x](bb.md)\n\n[y](b.md)", [1, 3]),
        ("See b.md first.\n\n[y](b.md)", [3]),
        ("![x](a.png)\n\n{{< figure\n src=y >}}\n\n[y](b.md)", [1, 6]),
        ('[x]({{< ref "b c.md" >}})\n\n[y]({{< ref "d" >}})', [1, 3]),
        ("[x](a&b.md)\n\n[y](<c d.md>)", [1, 3]),
    ],
)
def test_links_and_pictures_know_their_line(written: str, lines: list[int]) -> None:
    assert [slot.line - 4 for slot in body_of(read(written)).slots if slot.kind in ("open", "image")] == lines


def test_raw_html_passes_where_the_site_wants_it() -> None:
    loaded = read('<iframe src="https://a.example/"></iframe>', MarkdownSettings(unsafe_html=True))
    assert "<iframe" in loaded.html
    assert loaded.problems == ()


def test_extensions_are_checked() -> None:
    assert check_extensions(MarkdownSettings()) == ""
    assert "nothing_such" in check_extensions(MarkdownSettings(extensions=("nothing_such",)))


def test_one_body_leaves_nothing_to_the_next() -> None:
    plain = MarkdownSettings()
    to_html("*[HTML]: Hypertext\n\n[v]: b.md\n\n# Head\n\nText[^1]\n\n[^1]: Note", plain)
    assert to_html("HTML [v] # Head [^1]", plain) == ("<p>HTML [v] # Head [^1]</p>", ())


@pytest.fixture
def _other_tests_get_a_new_engine() -> Iterator[None]:
    yield
    markdown._engine.cache_clear()


@pytest.mark.usefixtures("_other_tests_get_a_new_engine")
@pytest.mark.parametrize("sign", ["> ", "* ", "[", "*", "<b>", "("])
def test_deep_nesting_crashes_nothing_and_spoils_no_other_body(sign: str) -> None:
    deep = read(sign * 2_000 + "deep")
    assert "deep" in deep.html or [problem.code for problem in deep.problems] == ["SG017"]
    assert shown(read("[x](b.md)")) == "<p>{dateline}{open b.md}x{close}</p>"


PIECES = (
    "<script>",
    "</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:x'>",
    "[x](javascript:y)",
    "<svg/onload=",
    "<style>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "`",
    "```\n",
    "\n",
    "\n\n",
    "    ",
    "> ",
    "* ",
    "{: onclick=x }",
    "[^1]",
    "[^1]: ",
    "&#106;",
    "&lt;",
    "<",
    ">",
    '"',
    "'",
    "=",
    "/",
    "\x02",
    "\x03",
    "\x02amp\x03",
    "<math><mi>",
    "<template>",
    "![x](java\tscript:y)",
    "<div markdown=1>",
    "</div>",
    "| a |\n|--|\n",
    "text",
)  # fmt: ski


@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@settings(deadline=None, derandomize=True, max_examples=250)
def test_no_text_raises_or_runs_as_a_program(written: str) -> None:
    html, _ = to_html(written, MarkdownSettings())
    assert MARK not in html or MARK in written
    for element in html5lib.parseFragment(html, namespaceHTMLElements=False).iter():
        assert element.tag not in ("script", "style", "iframe", "svg", "math", "template")
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name not in ("href", "src") or not UNSAFE.match(re.sub(r"[\t\r\n]", "", value))


def test_html_that_is_not_sanitized_is_read_as_a_browser_does() -> None:
    how = MarkdownSettings(unsafe_html=True)
    script = "<script>var s = '<a href=\"b.md\">x</a>';</script>"
    comment = '<!-- <a href="nope.md">c</a> -->'
    loaded = read(f"{script}\n\n{comment}\n\n<p><A HREF='b.md' Title=\"x\">x</A> <img src=p.png></p>", how)
    assert script in loaded.html
    assert comment in loaded.html
    assert [slot.target for slot in body_of(loaded).slots if slot.kind in ("open", "image")] == ["b.md", "p.png"]
    assert body_of(loaded).digest == digest_of(loaded.html.encode())
