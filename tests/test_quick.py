"""Python-Markdown made quicker: its output is that of the library as it is, whatever is written."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from markdown import Markdown, inlinepatterns
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import SimpleTagInlineProcessor, SimpleTagPattern
from markdown.util import AtomicString
from markdown_texts import TRICKY, WRITTEN
from test_real_archive import ARCHIVE

from sitegen.config import MarkdownSettings
from sitegen.content import quick
from sitegen.content.python_markdown import CONFIGURED
from sitegen.content.quick import SIGNS, InlineProcessor, quicken

ROOT = Path(__file__).parent.parent
DEFAULT = MarkdownSettings().extensions
EXTENSIONS = [
    DEFAULT,
    (),
    ("extra",),
    ("tables", "footnotes", "smarty", "nl2br", "toc"),
    (*DEFAULT, "admonition", "legacy_em", "legacy_attrs", "wikilinks", "codehilite"),
]


def engine(extensions: tuple[str, ...] = DEFAULT) -> Markdown:
    return Markdown(
        extensions=list(extensions),
        extension_configs={**CONFIGURED, "extra": dict(CONFIGURED)},
        output_format="html",
    )


def no_change(_: Markdown) -> None:
    pass


class Pair:
    """The library as it is and made quicker, each reused for text after text, as a build does."""

    def __init__(self, extensions: tuple[str, ...] = DEFAULT, change: Callable[[Markdown], None] = no_change) -> None:
        self.stock, self.quick = engine(extensions), engine(extensions)
        change(self.stock)
        change(self.quick)
        quicken(self.quick)

    def check(self, text: str) -> None:
        assert made(self.quick, text) == made(self.stock, text)


def made(one: Markdown, text: str) -> str:
    one.reset()
    try:
        return one.convert(text)
    except (ValueError, TypeError, AttributeError, IndexError, KeyError) as error:
        return f"{type(error).__name__}: {error}"


PAIR = Pair()


def bodies(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.md")):
        yield re.sub(r"\A---\n.*?\n---\n", "", path.read_text("utf-8", "replace"), flags=re.DOTALL)


@pytest.mark.parametrize("extensions", EXTENSIONS, ids=" ".join)
def test_tricky_texts_become_the_same(extensions: tuple[str, ...]) -> None:
    pair = Pair(extensions)
    for text in TRICKY:
        pair.check(text)
        for block in text.split("\n\n"):
            pair.check(block)
        pair.check(re.sub("^", "> ", text, flags=re.MULTILINE))
        pair.check("* x\n\n" + re.sub("^", "    ", text, flags=re.MULTILINE))


def test_every_article_and_page_of_this_repository_becomes_the_same() -> None:
    found = [text for folder in ("content", "docs", "tests/fixtures") for text in bodies(ROOT / folder)]
    assert len(found) > 20
    for text in found:
        PAIR.check(text)


@given(WRITTEN)
@settings(deadline=None, derandomize=True, max_examples=400)
def test_whatever_is_written_becomes_the_same(text: str) -> None:
    PAIR.check(text)


@pytest.mark.deep
@given(WRITTEN)
@settings(deadline=None, derandomize=True, max_examples=10_000)
def test_thousands_of_texts_become_the_same(text: str) -> None:
    PAIR.check(text)


@pytest.mark.deep
@pytest.mark.parametrize("extensions", EXTENSIONS[1:], ids=" ".join)
def test_thousands_of_texts_become_the_same_with_other_extensions(extensions: tuple[str, ...]) -> None:
    pair = Pair(extensions)

    @given(WRITTEN)
    @settings(deadline=None, derandomize=True, max_examples=2_000)
    def check(text: str) -> None:
        pair.check(text)

    check()


@pytest.mark.deep
@pytest.mark.skipif(not ARCHIVE.is_dir(), reason="the archive is too large for the repository")
def test_a_real_archive_becomes_the_same() -> None:
    for text in bodies(ARCHIVE):
        PAIR.check(text)


@pytest.mark.parametrize("regexp", SIGNS)
def test_what_a_pattern_matches_holds_one_of_its_signs(regexp: str) -> None:
    compiled = re.compile(regexp, re.DOTALL)

    @given(WRITTEN)
    @settings(deadline=None, derandomize=True, max_examples=40)
    def check(text: str) -> None:
        match = compiled.search(text)
        assert not match or any(sign in match.group(0) for sign in SIGNS[regexp])
        without = re.sub("|".join(map(re.escape, SIGNS[regexp])), "", text)
        assert any(sign in without for sign in SIGNS[regexp]) or not compiled.search(without)

    check()


def test_every_pattern_of_the_default_extensions_has_signs() -> None:
    registries = [part.inlinePatterns for part in PAIR.quick.treeprocessors if isinstance(part, InlineProcessor)]
    tried = [pattern for registry in registries for pattern in registry]
    assert len(tried) > 30
    assert all(getattr(pattern, "pattern", "") in SIGNS for pattern in tried)


def quick_parts(one: Markdown) -> list[str]:
    parts = [*one.preprocessors, *one.treeprocessors, *one.parser.blockprocessors]
    return sorted(type(part).__name__ for part in parts if type(part).__module__ == quick.__name__)


def test_the_installed_version_is_known() -> None:
    """After an upgrade, look at what changed in the library, run `make deep`, and raise `VERSIONS`."""
    assert quick_parts(PAIR.quick) == [
        "InlineProcessor", "InlineProcessor", "_AttrList", "_Fenced", "_Html", "_Normalize", "_Words"
    ]  # fmt: skip


def test_an_unknown_version_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick, "__version_info__", (4, 0, 0, "final", 0))
    assert quick_parts(Pair().quick) == []


class ParagraphProcessor(BlockProcessor):
    """Bears the name of one of the library's, and takes paragraphs that begin with a letter."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        return block.startswith("Shout")

    def run(self, parent: Element, blocks: list[str]) -> None:
        shout = Element("strong")
        shout.text = blocks.pop(0)
        shout.tail = AtomicString(" *as it is*")
        parent.append(shout)


class AnySign(SimpleTagInlineProcessor):
    """Has the library's regular expression for a link, and matches something else."""

    def getCompiledRegExp(self) -> re.Pattern[str]:  # noqa: N802
        return re.compile(r"(x)(y+)(z)")


def extend(one: Markdown) -> None:
    one.inlinePatterns.register(SimpleTagInlineProcessor(r"(q)(\w+)", "q"), "q", 55)
    one.inlinePatterns.register(SimpleTagPattern(r"(%)(\w+)%", "del"), "old", 56)
    one.inlinePatterns.register(AnySign(inlinepatterns.LINK_RE, "kbd"), "any", 57)
    one.parser.blockprocessors.register(ParagraphProcessor(one.parser), "shout", 11)


def test_what_is_not_the_librarys_own_is_always_tried() -> None:
    pair = Pair(change=extend)
    text = 'A quote, %struck% and xyyz\n\nShout it\n\nq"x" *qy* [qqz](r)'
    pair.check(text)
    html = made(pair.quick, text)
    assert all(f"<{tag}>" in html for tag in ("q", "del", "kbd", "strong"))
    assert "*as it is*" in html
    assert "_Words" not in quick_parts(pair.quick)
