"""Another generator's shortcodes: left out, or turned into links, with every line where it was."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.config import Config
from sitegen.content.load import LoadSettings, load
from sitegen.content.shortcodes import REF, take_out


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
    text, found = take_out(body)
    assert (text, [(one.name, one.line) for one in found]) == (plain, omitted)


@pytest.mark.parametrize("body", ["{{ .Title }}", "{{< open", "{{<>}}", "{{< 1 >}}", "{ {< a >} }", "{%raw%}"])
def test_what_is_no_shortcode_stays(body: str) -> None:
    assert take_out(body) == (body, [])


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
    assert take_out(f"[x]({shortcode})") == (f"[x]({REF}{target})", [])


@pytest.mark.parametrize("sign", ["<>", "%%"])
def test_a_shortcode_in_a_comment_becomes_text(sign: str) -> None:
    opened, closed = "{{" + sign[0], sign[1] + "}}"
    assert take_out(f'{opened}/* ref "a" */{closed}') == (f'{opened} ref "a" {closed}', [])


PIECES = ("{{<", "{{< ref", "{{%", ">}}", "%}}", "/*", "*/", "/", '"', "`", "\\", "\n", " ", "figure", "a.md", "é")


@given(st.lists(st.sampled_from(PIECES), max_size=30))
@settings(deadline=None, derandomize=True, max_examples=300)
def test_every_line_keeps_its_number(pieces: list[str]) -> None:
    body = "".join(pieces)
    _, omitted = take_out(body)
    for one in omitted:
        assert one.name in body.split("\n", one.line - 1)[-1]


@pytest.mark.parametrize("shortcode", ["{{< figure\nsrc=x >}}", "{{</*\nx */>}}"])
def test_a_shortcode_over_two_lines_stays_two_lines(shortcode: str) -> None:
    assert take_out(f"{shortcode}\n\nlast")[0].split("\n")[3:] == ["last"]


def test_a_reference_over_several_lines_is_a_link_and_moves_no_line() -> None:
    body = '[x]({{< ref\n\n"b.md"\n>}}) [y](c.md)\n\n[z](d.md)'
    settings = LoadSettings.of(Config(title="T", url="https://gazette.example/"))
    loaded = load("a.md", "article", f"---\ntitle: T\ndate: 2026-01-02\n---\n{body}".encode(), settings)
    assert loaded.record
    slots = [(slot.target, slot.line) for slot in loaded.record.body.slots if slot.kind == "open"]
    assert slots == [("b.md", 5), ("c.md", 8), ("d.md", 10)]


def test_an_unclosed_shortcode_takes_no_time() -> None:
    body = "{{< a " + '"x" ' * 5_000
    assert take_out(body) == (body, [])
