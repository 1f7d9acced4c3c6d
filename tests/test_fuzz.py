"""Whatever is written into a site, what is wrong with it is told as problems: no other exception, no hang.

`make deep` tries tens of thousands with a fixed seed, for minutes of processor time; the quick suite a few.
"""

import json
import os
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsroom import SITE_YAML, Newsroom, tree
from payloads import PAYLOADS

from sitegen.config import Config, load_config
from sitegen.content.fields import field_names, schemas
from sitegen.content.load import LoadSettings, load
from sitegen.errors import RULES, Problem, SiteError

KNOWN = schemas(Config(title="T", url="https://gazette.example/").zone)
KINDS = sorted(KNOWN)
FEW = settings(
    max_examples=30,
    derandomize=True,
    deadline=timedelta(seconds=20),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
MANY = settings(FEW, max_examples=40_000)

WORDS = st.sampled_from(
    (
        *"""2026-01-02 2026-02-30 0000-01-01 99999-01-01 24:00 true no null ~ 1e999 -1 /a/ ../a .. / %2f a.md a.md#x
        {#x} https://a.example/ http://[ javascript:x [[Ada]] [[ ]] draft always ap &#7; {{% {year} {slug} {{slug}}
        /{slug}/ America/Chicago en-US""".split(),
        "Zoë Quist",
        "Ada Van Dyke, Jr.",
        "2026-03-08 02:30",
        "\ufffe",
        '{{< ref "a.md" >}}',
        "x" * 300,
    )
)
TEXTS = WORDS | st.sampled_from(PAYLOADS) | st.text(max_size=30)
LIKELY = WORDS | st.lists(WORDS, max_size=2)
VALUES = st.recursive(
    TEXTS | st.none() | st.booleans() | st.integers() | st.floats(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=8,
)
NEEDED = {"title": "T", "name": "N", "date": "2026-01-02"}
TOKENS = (
    *"""# > - 1. ``` ~~~ ` `` * ** _ __ [ ] ( ) ![ ]( < > </ <div </div> <!-- --> | |---| : [^1] {# {: } \\ & &# ; " '
    ... -- http:// a *[ {{< >}} {{% /* <p> </p> <? <![""".split(),
    *("    ", "\t", "\n", "\n\n", "b c", "[^1]: ", "]: ", "<div markdown=1>", "<a href=", "<img src=", 'ref "'),
    *("\x02", "\u2028"),
)
MARKDOWN = st.lists(st.sampled_from(TOKENS + PAYLOADS) | st.text(max_size=5), max_size=40).map("".join)


def quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@st.composite
def documents(draw: st.DrawFn, kind: str) -> bytes:
    """Draw a Markdown file of a kind, sometimes spoilt."""
    fields = draw(st.dictionaries(st.sampled_from(sorted(KNOWN[kind])), LIKELY | VALUES, max_size=3))
    if draw(st.integers(0, 9)):
        fields |= {key: value for key, value in NEEDED.items() if key in KNOWN[kind]}
    lines = [f"{quoted(key)}: {quoted(value)}" for key, value in fields.items()]
    spoilt = draw(st.integers(0, 9))
    if spoilt == 8:
        lines.append(draw(TEXTS))
    written = "---\n" + "\n".join(lines) + "\n---\n" + draw(MARKDOWN)
    data = bytearray(written.encode("utf-8", "surrogatepass"))
    if spoilt == 9:
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data)


def told(problems: list[Problem] | tuple[Problem, ...]) -> None:
    for problem in problems:
        assert problem.code in RULES
        assert problem.message
        problem.message.encode()
        problem.hint.encode()


def check_document(kind: str, data: bytes) -> None:
    loaded = load("x/a.md" if kind == "article" else f"{kind}s/a.md", kind, data, LOAD_SETTINGS)
    told(loaded.problems)
    assert loaded.record or any(problem.severity == "error" for problem in loaded.problems)
    loaded.html.encode()


LOAD_SETTINGS = LoadSettings.of(Config(title="T", url="https://gazette.example/", timezone="America/Chicago"))
ANY_DOCUMENT = st.sampled_from(KINDS).flatmap(lambda kind: st.tuples(st.just(kind), documents(kind)))
SETTINGS = st.dictionaries(st.sampled_from(Config.__struct_fields__) | TEXTS, VALUES, max_size=5).map(
    lambda found: "\n".join(f"{quoted(key)}: {quoted(value)}" for key, value in found.items())
)
NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=20).filter(
    lambda name: name not in (".", "..") and len(os.fsencode(name)) < 240
)


def check_settings(written: str) -> None:
    with TemporaryDirectory() as folder:
        Path(folder, "site.yaml").write_bytes(written.encode("utf-8", "surrogatepass"))
        try:
            _, problems = load_config(Path(folder), field_names())
        except SiteError as error:
            problems = error.problems
        told(problems)


@st.composite
def trees(draw: st.DrawFn) -> dict[str, bytes]:
    """Draw the files of a small site."""
    files = {"site.yaml": (SITE_YAML + draw(st.just("") | SETTINGS)).encode("utf-8", "surrogatepass")}
    for kind in draw(st.lists(st.sampled_from(KINDS), max_size=5)):
        folder = {"article": "", "person": "people/", "tag": "tags/", "page": "pages/"}[kind]
        files[f"content/{folder}{draw(NAMES)}.md"] = draw(documents(kind))
    for folder in draw(st.lists(st.sampled_from(("content", "content/x", "assets", "assets/root")), max_size=3)):
        files[f"{folder}/{draw(NAMES)}"] = draw(st.binary(max_size=50))
    return files


def check_tree(files: dict[str, bytes]) -> None:
    with TemporaryDirectory() as folder:
        site = Newsroom(Path(folder), files)
        try:
            told(site.build().problems)
        except SiteError as error:
            told(error.problems)
            assert not site.output.exists()
            return
        before = tree(site.output)
        assert site.build(verify=True).written == ()
        assert tree(site.output) == before


@FEW
@given(ANY_DOCUMENT)
def test_a_document_is_a_record_or_has_problems(drawn: tuple[str, bytes]) -> None:
    check_document(*drawn)


@pytest.mark.deep
@MANY
@given(ANY_DOCUMENT)
def test_thousands_of_documents_are_records_or_have_problems(drawn: tuple[str, bytes]) -> None:
    check_document(*drawn)


@FEW
@given(SETTINGS)
def test_settings_are_taken_or_have_problems(written: str) -> None:
    check_settings(written)


@pytest.mark.deep
@settings(MANY, max_examples=15_000)
@given(SETTINGS)
def test_thousands_of_settings_are_taken_or_have_problems(written: str) -> None:
    check_settings(written)


@settings(FEW, max_examples=10)
@given(trees())
def test_a_tree_builds_exactly_or_has_problems(files: dict[str, bytes]) -> None:
    check_tree(files)


@pytest.mark.deep
@settings(MANY, max_examples=3_000)
@given(trees())
def test_thousands_of_trees_build_exactly_or_have_problems(files: dict[str, bytes]) -> None:
    check_tree(files)
