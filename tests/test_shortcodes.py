"""Another generator's shortcodes: left out, or turned into links, with every line where it was."""

from typing import Literal

import pytest
from conftest import Make
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import article

from sitegen.config import Config, MarkdownSettings
from sitegen.content.load import LoadSettings, load
from sitegen.content.records import Loaded
from sitegen.content.shortcodes import REF, Taken, take_out
from sitegen.digests import digest_of


@pytest.mark.parametrize(
    ("body", "plain", "omitted"),
    [
        ("Text.", "Text.", []),
        ('a {{< figure src="x.png" >}} b', "a  b", [("figure", 1)]),
        ("{{% note %}}\nInside.\n{{% /note %}}", "\nInside.\n", [("note", 1)]),
        ("a\n\n{{< x\n  y=1\n>}}\n{{< z >}}", "a\n\n\n\n\n", [("x", 3), ("z", 6)]),
        ('{{< a "}}" >}}', "", [("a", 1)]),
        (r'{{< a "say \">}}\"" >}}b', "b", [("a", 1)]),
        ("{{< a `>}}` >}}b", "b", [("a", 1)]),
        ("{{<a>}}{{<b/c-d.html>}}", "", [("a", 1), ("b/c-d.html", 1)]),
        ("{{< open {{< a >}}", "{{< open ", [("a", 1)]),
    ],
)
def test_a_shortcode_is_left_out_and_told(body: str, plain: str, omitted: list[tuple[str, int]]) -> None:
    taken = take_out(body)
    assert (taken.plain, [(one.name, one.line) for one in taken.omitted]) == (plain, omitted)


@pytest.mark.parametrize("body", ["{{ .Title }}", "{{< open", "{{<>}}", "{{< 1 >}}", "{ {< a >} }", "{%raw%}"])
def test_what_is_no_shortcode_stays(body: str) -> None:
    assert take_out(body) == Taken(body)


@pytest.mark.parametrize(
    ("shortcode", "target"),
    [
        ('{{< ref "b.md" >}}', "b.md"),
        ('{{% relref "../b.md#part" %}}', "../b.md#part"),
        ("{{< ref `b.md` >}}", "b.md"),
        ("{{< ref b.md >}}", "b.md"),
        ('{{<ref "my b.md">}}', "my%20b.md"),
        ('{{< ref "(b).md" >}}', "%28b%29.md"),
        ("{{< ref >}}", ""),
    ],
)
def test_a_reference_becomes_the_target_of_a_link(shortcode: str, target: str) -> None:
    assert take_out(f"[x]({shortcode})").plain == f"[x]({REF}0/{target})"


@pytest.mark.parametrize("sign", ["<>", "%%"])
def test_a_shortcode_in_a_comment_becomes_text(sign: str) -> None:
    opened, closed = "{{" + sign[0], sign[1] + "}}"
    assert take_out(f'{opened}/* ref "a" */{closed}') == Taken(f'{opened} ref "a" {closed}')


PIECES = ("{{<", "{{< ref", "{{%", ">}}", "%}}", "/*", "*/", "/", '"', "`", "\\", "\n", " ", "figure", "a.md", "é")


@given(st.lists(st.sampled_from(PIECES), max_size=30))
@settings(deadline=None, derandomize=True, max_examples=300)
def test_every_line_keeps_its_number(pieces: list[str]) -> None:
    body = "".join(pieces)
    omitted = take_out(body).omitted
    for one in omitted:
        assert one.name in body.split("\n", one.line - 1)[-1]


@pytest.mark.parametrize("shortcode", ["{{< figure\nsrc=x >}}", "{{</*\nx */>}}"])
def test_a_shortcode_over_two_lines_stays_two_lines(shortcode: str) -> None:
    assert take_out(f"{shortcode}\n\nlast").plain.split("\n")[3:] == ["last"]


def test_a_reference_over_several_lines_is_a_link_and_moves_no_line() -> None:
    body = '[x]({{< ref\n\n"b.md"\n>}}) [y](c.md)\n\n[z](d.md)'
    settings = LoadSettings.of(Config(title="T", url="https://gazette.example/"))
    loaded = load("a.md", "article", f"---\ntitle: T\ndate: 2026-01-02\n---\n{body}".encode(), settings)
    assert loaded.record
    slots = [(slot.target, slot.line) for slot in loaded.record.body.slots if slot.kind == "open"]
    assert slots == [("b.md", 5), ("c.md", 8), ("d.md", 10)]


REFERENCE = '{{< ref "b.md" >}}'


@pytest.mark.parametrize("engine", ["python-markdown", "commonmark"])
@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize(
    ("line", "column"),
    [
        (f"[x] ({REFERENCE})", 6),
        (REFERENCE, 1),
        (f"`{REFERENCE}`", 2),
        (f"[x](b.md) and [x]({REFERENCE}) {REFERENCE}", 39),
        (f"<{REFERENCE}>", 2),
        (f'[x](b.md "{REFERENCE}")', 11),
        (f"![{REFERENCE}](b.png)", 3),
        (f"## {REFERENCE}", 4),
        (f'<b title="{REFERENCE}">x</b>', 11),
    ],
)
def test_a_reference_that_makes_no_link_is_told_at_its_place_and_reads_as_its_target(
    line: str, column: int, engine: Literal["python-markdown", "commonmark"], *, unsafe: bool
) -> None:
    loaded = loaded_body(f"Text.\n\n{line}", MarkdownSettings(engine=engine, unsafe_html=unsafe))
    assert [(one.code, one.line, one.column) for one in loaded.problems] == [("SG026", 7, column)]
    assert loaded.record
    assert loaded.record.body.digest == digest_of(loaded.html.encode())
    assert REF not in f"{loaded}"


@pytest.mark.parametrize(
    "body",
    [
        f"[x]({REFERENCE})",
        f"[x](<{REFERENCE}>)",
        f"[x][y] [y]\n\n[y]: {REFERENCE}",
        f'<a href="{REFERENCE}">x</a>',
        f"<!-- {REFERENCE} -->x",
        f"[y]: {REFERENCE}",
        f"{REF}0/b.md",
    ],
)
def test_a_reference_that_is_a_target_or_is_not_shown_is_no_error(body: str) -> None:
    assert loaded_body(body, MarkdownSettings()).problems == ()


def test_a_stray_reference_reads_as_its_target(newsroom: Make) -> None:
    stray = '{{< ref "b.md" >}}'
    site = newsroom(
        {
            "content/a.md": article("A", f'## On {stray}\n\n[x] ({stray}) [y](b.md "{stray}")'),
            "content/b.md": article("B"),
        }
    )
    site.build()
    page = site.page("/2026/01/02/a/")
    assert REF not in page
    assert "[x] (b.md)" in page
    assert 'title="b.md"' in page


def test_a_shortcode_and_removed_html_are_told_with_column_and_hint() -> None:
    loaded = loaded_body('a {{< figure >}}\nb <font size="2">c</font>', MarkdownSettings())
    assert [(one.code, one.line, one.column, bool(one.hint)) for one in loaded.problems] == [
        ("SG020", 5, 3, True),
        ("SG021", 6, 3, True),
    ]


def test_removed_html_behind_a_shortcode_has_no_column_that_would_be_wrong() -> None:
    loaded = loaded_body("a {{< figure >}} <font>c</font>", MarkdownSettings())
    assert [(one.code, one.column) for one in loaded.problems] == [("SG020", 3), ("SG021", 0)]


def test_the_sign_that_stands_for_a_line_inside_of_shortcodes_is_no_line_of_the_text() -> None:
    loaded = loaded_body("\x1f<script>x</script>", MarkdownSettings())
    assert [(one.code, one.line, one.column) for one in loaded.problems] == [("SG021", 5, 2)]


def loaded_body(body: str, markdown: MarkdownSettings) -> Loaded:
    settings = LoadSettings.of(Config(title="T", url="https://gazette.example/", markdown=markdown))
    return load("a.md", "article", f"---\ntitle: T\ndate: 2026-01-02\n---\n{body}".encode(), settings)


def test_an_unclosed_shortcode_takes_no_time() -> None:
    body = "{{< a " + '"x" ' * 5_000
    assert take_out(body) == Taken(body)
