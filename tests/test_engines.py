"""The two engines: what each makes of a text is as docs/markdown.md says, and all after them works with both."""

import re
from importlib.machinery import ModuleSpec
from pathlib import Path

import html5lib
import pytest
from conftest import Make
from hypothesis import given, settings
from markdown_texts import TRICKY, WRITTEN
from newsroom import SITE_YAML, article, tree

from sitegen import config
from sitegen.config import Config, MarkdownSettings
from sitegen.content import texts
from sitegen.content.body import MARK
from sitegen.content.commonmark import convert
from sitegen.content.load import LoadSettings, load
from sitegen.content.records import Loaded
from sitegen.errors import SiteError

DOCS = Path(__file__).parent.parent / "docs/markdown.md"
ENGINES = ("python-markdown", "commonmark")
COMMONMARK = SITE_YAML + "markdown: {engine: commonmark}\n"
FENCES = re.findall(r"^(`{3,})(markdown|html [a-z-]+)\n(.*?)^\1$", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL)

# A limit may strike in a callback of the garbage collector, which swallows it; it strikes again.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def read(body: str, engine: str) -> Loaded:
    site = Config(title="T", url="https://gazette.example/", markdown=MarkdownSettings(engine=engine))
    return load("a.md", "article", f"---\ntitle: T\ndate: 2026-01-02\n---\n{body}".encode(), LoadSettings.of(site))


def filled(loaded: Loaded) -> str:
    """Return a body with each slot as it was written."""
    assert loaded.record
    pieces = loaded.html.split(MARK)
    for place in range(1, len(pieces), 2):
        slot = loaded.record.body.slots[int(pieces[place])]
        pieces[place] = {
            "open": f'<a href="{slot.target}"{slot.attributes}>',
            "close": "</a>",
            "image": f'<img src="{slot.target}"{slot.attributes}>',
            "dateline": "",
        }[slot.kind]
    return "".join(pieces)


def as_tree(html: str) -> list[tuple[str, dict[str, str], str, str]]:
    """Return the elements of HTML with their attributes and texts; space between elements does not count."""
    return [
        (str(element.tag), dict(element.attrib), (element.text or "").rstrip(), (element.tail or "").rstrip())
        for element in html5lib.parseFragment(html, namespaceHTMLElements=False).iter()
    ]


def examples() -> list[tuple[str, str, str]]:
    found, written = [], ""
    for _, info, text in FENCES:
        if info == "markdown":
            written = text
            continue
        named = info.removeprefix("html ")
        found += [(written, engine, text) for engine in (ENGINES if named == "both" else (named,))]
    return found


@pytest.mark.parametrize(("written", "engine", "expected"), examples())
def test_each_engine_reads_as_the_documentation_says(written: str, engine: str, expected: str) -> None:
    assert as_tree(filled(read(written, engine))) == as_tree(expected)


def test_the_documentation_shows_each_text_with_both_engines() -> None:
    written = [text for _, info, text in FENCES if info == "markdown"]
    assert sorted(examples()) == sorted((text, engine, html) for text, engine, html in examples() if text in written)
    assert len(examples()) == 2 * len(written) > 20


def test_footnotes_lead_there_and_back() -> None:
    html = convert("A[^a] b[^b] c[^a] d[^none]\n\n[^b]: see[^a]\n\n    two\n\n[^a]: # head\n[^c]: never\n\n[^b]: again")
    ids, targets = re.findall(r' id="([^"]*)"', html), re.findall(r' href="#([^"]*)"', html)
    assert ids == ["fnref:a", "fnref:b", "fnref2:a", "fn:a", "fn:b", "fnref3:a", "fn:c"]
    assert set(targets) == set(ids) - {"fn:c"}
    assert "[^none]" in html
    assert "again" not in html


def test_html_around_and_inside_of_footnotes_stays_with_them() -> None:
    html = convert(
        "<div>\n\nA[^a]\n\n</div>\n\n[^a]: B\n\n    <div>C</div>\n\n    D\n\n<div>E</div>\n\nF[^b]\n\n[^b]: <div>G\n"
    )
    text, notes = html.split('<div class="footnote">')
    assert [word for word in "ABCDEFG" if re.search(rf"\b{word}\b", text)] == ["A", "E", "F"]
    assert [word for word in "ABCDEFG" if re.search(rf"\b{word}\b", notes)] == ["B", "C", "D", "G"]


@given(WRITTEN)
@settings(deadline=None, derandomize=True, max_examples=300)
def test_whatever_is_written_is_read_as_commonmark(text: str) -> None:
    loaded = read(text, "commonmark")
    assert loaded.record
    body = loaded.record.body
    notes = [slot.target[1:] for slot in body.slots if "footnote" in slot.attributes]
    assert set(notes) <= set(body.ids)


@pytest.mark.parametrize("text", TRICKY)
def test_tricky_texts_are_read_as_commonmark(text: str) -> None:
    assert read(text, "commonmark").record


def test_a_site_is_built_with_commonmark_as_with_the_default(newsroom: Make) -> None:
    body = (
        '[b](b.md#one "T") ![A dot](dot.png) "q" -- [^1]\n\n# One\n\n{{< note >}}\n\n<b onclick="x()">b</b>\n\n[^1]: N'
    )
    files = {"content/a.md": article("A", body), "content/b.md": article("B", "# One"), "content/dot.png": b""}
    site = newsroom(files)
    before = [(problem.code, problem.line) for problem in site.problems()]
    default = as_tree(site.page("/2026/01/02/a/"))
    site.write({"site.yaml": COMMONMARK})
    assert [(problem.code, problem.line) for problem in site.problems()] == before
    assert as_tree(site.page("/2026/01/02/a/")) == default


def test_another_engine_reads_every_text_anew(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article("A", "~~gone~~")})
    site.build()
    before = tree(site.output)
    site.write({"site.yaml": COMMONMARK})
    site.build(verify=True)
    assert "<del>gone</del>" in site.page("/2026/01/02/a/")
    site.write({"site.yaml": SITE_YAML})
    site.build(verify=True)
    assert tree(site.output) == before


def refused(newsroom: Make, settings: str) -> tuple[str, int, str, str]:
    with pytest.raises(SiteError) as caught:
        newsroom({"site.yaml": SITE_YAML + settings, "content/a.md": article()}).build()
    [problem] = caught.value.problems
    return problem.code, problem.line, problem.message, problem.hint


def test_extensions_with_commonmark_are_refused(newsroom: Make) -> None:
    code, line, message, hint = refused(newsroom, "markdown:\n  extensions: [extra]\n  engine: commonmark\n")
    assert (code, line, message) == ("SG001", 5, '"markdown": "extensions" are those of the engine python-markdown')
    assert "Delete one of them" in hint


def test_an_engine_that_is_not_installed_is_told_with_how_to_install_it(
    newsroom: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(_: str) -> ModuleSpec | None:
        return None

    monkeypatch.setattr(config, "find_spec", nothing)
    code, _, message, hint = refused(newsroom, "markdown: {engine: commonmark}\n")
    assert (code, message) == ("SG001", '"markdown": the engine commonmark needs pyromark, which is not installed')
    assert "pip install 'sitegen[commonmark]'" in hint


def test_an_engine_that_does_not_exist_is_refused(newsroom: Make) -> None:
    assert refused(newsroom, "markdown: {engine: common-mark}\n")[3] == 'Did you mean "commonmark"?'


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("sign", ["> ", "<div>\n\n", "<b>", "<ul><li>", "<DIV>"])
def test_what_is_nested_too_deep_is_an_error(engine: str, sign: str) -> None:
    found = read(sign * 30_000 + "deep", engine).problems
    assert [problem.message for problem in found if problem.severity == "error"] == ["the text is nested too deep"]


@pytest.mark.parametrize("engine", ENGINES)
def test_many_elements_that_are_not_nested_are_read(engine: str) -> None:
    text = "".join(f"<p>{number}<br><img src=a.png>\n" for number in range(300)) + "\n\n" + "<b>x</b> *y* " * 300
    assert read(text, engine).record


# A limit may strike in a callback, which swallows it; it strikes again, and the slower, the less in pytest's own hooks.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("engine", ENGINES)
def test_the_limit_of_time_holds_for_both_engines(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "MOST_SECONDS", 0.25)
    text = "".join(f"## Head\n\n[a](b{number}.md)\n\n" for number in range(25_000))
    assert [problem.code for problem in read(text, engine).problems] == ["SG017"]


@pytest.mark.parametrize("sign", ["[", "![", "[a](", "**a ", "_a", "`", "<", "[^a]", "&", '"', "|a\n|-\n", "[a]: "])
def test_no_row_of_signs_keeps_commonmark_busy(sign: str) -> None:
    assert read(sign * 50_000, "commonmark").record
