"""The demonstration site: valid HTML5, no broken link or anchor, every field in use, and good in a real browser."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import html5lib
import pytest
from browser import chromium, hosted
from newsroom import Silent
from playwright.sync_api import Browser

from sitegen.build.begin import build
from sitegen.build.options import Options
from sitegen.build.report import Report
from sitegen.content.fields import schemas

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report of its build."""
    return build(ROOT, Options(output=tmp_path_factory.mktemp("demonstration") / "output"), Silent())


@pytest.fixture(scope="module")
def output(report: Report) -> Path:
    """Its output."""
    return Path(report.output)


def test_it_builds_without_a_warning_and_accounts_for_every_file(report: Report) -> None:
    assert report.problems == ()
    assert report.articles >= 14
    on_disk = [path for path in (ROOT / "content").rglob("*") if path.is_file()]
    assert len(report.accounts) == len(on_disk)
    assert {one.outcome for one in report.accounts} == {"built", "held"}


def test_every_page_is_valid_html5(output: Path) -> None:
    for page in output.rglob("*.html"):
        html5lib.HTMLParser(strict=True).parse(page.read_bytes())


def test_no_link_picture_or_anchor_is_broken(output: Path) -> None:
    pages = {path.relative_to(output).as_posix(): path.read_text() for path in output.rglob("*.html")}
    ids = {name: set(re.findall(r'\sid="([^"]+)"', text)) for name, text in pages.items()}
    broken = [
        (name, url)
        for name, text in pages.items()
        for url in re.findall(r'\s(?:href|src)="([^"]*)"', text)
        if not leads_somewhere(output, ids, name, url)
    ]
    assert broken == []


def leads_somewhere(output: Path, ids: dict[str, set[str]], page: str, url: str) -> bool:
    parts = urlsplit(url)
    if parts.scheme in ("mailto", "tel") or (parts.netloc and parts.netloc != "courier.example"):
        return True
    path = unquote(parts.path).lstrip("/") if parts.path else page
    target = posixpath.join(path, "index.html") if path.endswith("/") or not path else path
    if not (output / target).is_file():
        return False
    return not parts.fragment or unquote(parts.fragment) in ids[target]


def test_no_id_is_given_twice(output: Path) -> None:
    for page in output.rglob("*.html"):
        ids = re.findall(r'\sid="([^"]+)"', page.read_text())
        assert len(ids) == len(set(ids)), page


def test_its_articles_use_every_field() -> None:
    used = set()
    for path in (ROOT / "content").rglob("*.md"):
        front_matter = path.read_text().split("---\n")[1]
        used |= set(re.findall(r"^([a-z_]+):", front_matter, re.MULTILINE))
    known = schemas(ZoneInfo("UTC"))
    unused = (known["article"].keys() | known["person"].keys()) - used
    assert unused <= {
        "layout",
        "page",
        "not",
        "search_aliases",
        "disambiguation",
        "people_auto",
        "people_index",
        "redact",
    }


@pytest.fixture(scope="module")
def address(output: Path) -> Iterator[str]:
    """The address of the output."""
    with hosted(output) as at:
        yield at


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    with chromium() as opened:
        yield opened


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (360, "light"),
        (768, "dark"),
        (1280, "light"),
        *(pytest.param(*other, marks=pytest.mark.deep) for other in ((360, "dark"), (768, "light"), (1280, "dark"))),
    ],
)
def test_pages_fit_the_window_and_load_without_a_complaint(
    width: int, scheme: str, browser: Browser, address: str, output: Path
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", lambda response: complaints.append(response.url) if response.status >= 400 else None)
    for path in sorted({kind(name): name for name in names(output)}.values()):
        page.goto(f"{address}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.locator("h1").count() == 1, path
    page.close()
    assert complaints == []


def names(output: Path) -> list[str]:
    files = (path.relative_to(output).as_posix() for path in sorted(output.rglob("*.html")))
    return [name for name in files if 'http-equiv="refresh"' not in (output / name).read_text()]


def kind(name: str) -> str:
    """Tell pages of one kind by their first folder; every article counts."""
    return name if re.match(r"\d{4}/\d\d/\d\d/", name) else re.sub(r"/[^/]+/index", "/…/index", name, count=1)
