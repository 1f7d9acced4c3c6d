"""Hostile content never becomes active: judged by a browser's rules of parsing, and by a browser."""

import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from xml.etree import ElementTree as ET

import html5lib
import pytest
from browser import chromium
from newsroom import SITE_YAML, Newsroom, codes
from payloads import PAYLOADS

from sitegen.content.markdown import TAGS

LAYOUTS_OWN = set("html head title meta link body header nav main article aside footer form label input".split())
URL_ATTRIBUTES = ("href", "src", "cite", "action", "data", "poster", "background", "xlink:href")
HANDLERS = ("style", "srcdoc", "formaction", "http-equiv", "ping")
SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.\x00-\x20-]*):")
ONE_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
PASSIVE_SCHEMES = ("http", "https", "mailto", "tel")
LEVELS = "levels: {SG020: ignore, SG021: ignore, SG022: ignore, SG030: warning, SG031: warning, SG032: warning}\n"
LINES = ("title", "kicker", "deck", "summary", "byline_text", "sponsor", "dateline", "section", "series")


def quoted(text: str) -> str:
    return json.dumps(text)


def with_body(number: int, payload: str) -> str:
    return f"---\ntitle: Body {number}\ndate: 2026-01-02\n---\n\nText before.\n\n{payload}\n\nText after.\n"


def with_fields(number: int) -> str:
    """Write a payload into every field of an article that takes text, into each another one."""
    places = iter(range(number, number + len(PAYLOADS)))

    def line() -> str:
        place = next(places) % len(PAYLOADS)
        return quoted(f"N{place} {ONE_LINE.sub(' ', PAYLOADS[place])}")

    return "\n".join(
        (
            "---",
            *(f"{name}: {line()}" for name in LINES),
            "date: 2026-01-03",
            f"byline: [{{name: {line()}, role: {line()}, org: {line()}}}]",
            f"tags: [{line()}]",
            f"people: [{line()}]",
            f"photo: {{src: /dot.png, caption: {line()}, credit: {line()}, alt: {line()}}}",
            f"sources: [{{name: {line()}, url: https://a.example/}}]",
            "---",
            "",
            "Text.",
        )
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A site with every payload in a body and in every field, built."""
    name = quoted(PAYLOADS[0])
    settings = f"title: {name}\ndescription: {name}\ncopyright: {name}\nnavigation: [{{title: {name}, url: /}}]\n"
    site = Newsroom(
        tmp_path_factory.mktemp("hostile"),
        {
            "site.yaml": settings + SITE_YAML.split("\n", 1)[1] + LEVELS,
            "content/dot.png": "PNG",
            "content/<img src=x onerror=fired()>.md": with_body(-1, "x"),
            'content/"onerror="fired().png': "PNG",
            "content/names.md": with_body(-2, '![x](<"onerror="fired().png>)'),
            **{f"content/bodies/b{n}.md": with_body(n, payload) for n, payload in enumerate(PAYLOADS)},
            **{f"content/fields/f{n}.md": with_fields(n) for n in range(0, len(PAYLOADS), 10)},
            **{
                f"content/people/p{n}.md": f"---\nname: P{n}\nsummary: {quoted(payload)}\npage: always\n---\n{payload}"
                for n, payload in enumerate(PAYLOADS)
                if n % 10 == 0 and not ONE_LINE.search(payload)
            },
        },
    )
    site.build()
    return site


def pages(site: Newsroom) -> list[Path]:
    return sorted(site.output.rglob("*.html"))


def active(root: ET.Element) -> Iterator[str]:
    """Yield what could run in a parsed document."""
    for element in root.iter():
        tag: object = element.tag
        if not isinstance(tag, str):  # a comment
            continue
        ours = tag == "script" and re.fullmatch(r"/assets/index\.\w+\.js", element.get("src", "")) and not element.text
        if tag not in TAGS | LAYOUTS_OWN and not ours:
            yield f"<{tag}>"
        for name, value in element.attrib.items():
            scheme = SCHEME.match(value) if name in URL_ATTRIBUTES else None
            refused = scheme and re.sub(r"[\x00-\x20]", "", scheme[1]).lower() not in PASSIVE_SCHEMES
            if refused or name.startswith("on") or name in HANDLERS:
                yield f"{name}={value}"


def parsed(text: bytes | str) -> ET.Element:
    root: ET.Element = html5lib.parse(text, namespaceHTMLElements=False)
    return root


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) >= 200


def test_the_judge_sees_what_runs() -> None:
    for html in ("<img src=x onerror=y>", "<a href='java\nscript:x'>", "<script>", "<svg>", "<p style=x>"):
        assert list(active(parsed(html))), html


def test_no_payload_is_active_in_any_page(site: Newsroom) -> None:
    found = {page.relative_to(site.output).as_posix(): list(active(parsed(page.read_bytes()))) for page in pages(site)}
    assert len(found) > len(PAYLOADS)
    assert {name: what for name, what in found.items() if what} == {}


def test_no_payload_is_active_in_the_feed(site: Newsroom) -> None:
    (site.folder / "site.yaml").write_text(
        (site.folder / "site.yaml").read_text() + f"feed_size: {2 * len(PAYLOADS)}\n"
    )
    site.build()
    feed = ET.parse(site.output / "feed.xml")  # noqa: S314  # our own output
    texts = [element.text or "" for element in feed.iter() if element.tag.endswith(("description", "encoded"))]
    assert len(texts) > 2 * len(PAYLOADS)
    assert [what for text in texts for what in active(parsed(text))] == []


WATCH = """
window.fired = () => console.log('fired');
addEventListener('load', () => document.querySelectorAll('body *').forEach(element => {
    for (const kind of ['click', 'mouseover', 'pointerenter', 'focus', 'toggle', 'animationstart'])
        element.dispatchEvent(new Event(kind));
}));
"""


@pytest.mark.deep
def test_nothing_fires_in_a_browser(site: Newsroom, tmp_path: Path) -> None:
    canary = tmp_path / "canary.html"
    canary.write_text("<!doctype html><title>x</title><p onclick=fired()>x<img src=x onerror=fired()>")
    fired: list[str] = []
    with chromium() as browser:
        context = browser.new_context(offline=True)
        context.add_init_script(WATCH)
        page = context.new_page()
        page.on("console", lambda message: fired.append(message.text) if message.text == "fired" else None)
        for some in [[canary], *batches(pages(site), 40)]:
            frames = "".join(f'<iframe src="{escape(file.as_uri())}"></iframe>' for file in some)
            (tmp_path / "frames.html").write_text(f"<!doctype html><title>x</title>{frames}")
            page.goto((tmp_path / "frames.html").as_uri(), wait_until="load")
            assert len(page.frames) == len(some) + 1
            assert len(fired) == 2, some


def batches(files: list[Path], size: int) -> list[list[Path]]:
    return [files[at : at + size] for at in range(0, len(files), size)]


@pytest.mark.parametrize("field", ["sources: [{name: X, url: URL}]", "photo: URL"])
@pytest.mark.parametrize("url", ["javascript:fired()", "data:text/html,x", "vbscript:fired()", "JaVaScript:x"])
def test_a_field_takes_no_address_of_another_scheme(tmp_path: Path, field: str, url: str) -> None:
    written = f"---\ntitle: T\ndate: 2026-01-02\n{field.replace('URL', quoted(url))}\n---\nText.\n"
    site = Newsroom(tmp_path, {"content/a.md": written})
    problems = site.problems()
    assert codes(problems), field
    assert all(problem.severity == "error" for problem in problems)
