"""Bodies from Markdown to HTML; `fixtures/markdown.md` holds pairs of them.

A slot is shown as `{kind target attributes}`, a problem as a last line `! code line`.
`pytest tests/test_markdown.py --golden-update` writes what is expected anew; the difference is for review.
"""

import re
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.config import Config, MarkdownSettings
from sitegen.content.body import MARK
from sitegen.content.load import LoadSettings, load
from sitegen.content.markdown import check_extensions, to_html
from sitegen.content.records import Body, Heading, Loaded

FIXTURES = Path(__file__).parent / "fixtures" / "markdown.md"
PAIR = re.compile(r"=== (.*)\n((?:.*\n)*?)=>\n((?:(?!=== ).*\n)*)")
PAIRS = PAIR.findall(FIXTURES.read_text("utf-8"))


def read(body: str, markdown: MarkdownSettings | None = None) -> Loaded:
    config = Config(title="T", url="https://gazette.example/", markdown=markdown or MarkdownSettings())
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
