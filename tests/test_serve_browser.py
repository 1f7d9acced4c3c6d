"""`sitegen serve` in a real Chromium: what is on the screen is what is true on the disk."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from urllib.request import urlopen

import pytest
from browser import chromium
from newsroom import Newsroom, article
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, expect
from serving import VARIABLES

LONG = "\n\n".join(f"Paragraph {number}." for number in range(200))
PAGE = "/2026/01/02/a/"
BASE = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ site.title }}</title>
<link rel="stylesheet" href="{{ 'style.css'|asset }}">
<link rel="icon" href="data:,">
{% block head %}{% endblock %}</head>
<body>{% block main %}{% endblock %}</body></html>
"""
ARTICLE = """\
{% extends "base.html" %}
{% block main %}<h1>{{ article.title }}</h1>
<div id="box" style="height: 200px; overflow: auto">{{ article.body|fill }}</div>
{{ article.body|fill }}{% endblock %}
"""
FILES = {
    "content/a.md": article("First", LONG),
    "content/b.md": article("Second", "Some text.", date="2026-01-03"),
    "assets/style.css": "h1 { color: rgb(1, 1, 1); }",
    "layouts/base.html": BASE,
    "layouts/article.html": ARTICLE,
}


class Served(Newsroom):
    """A site that is served by the command, in a process of its own."""

    def __init__(self, folder: Path, *options: str) -> None:
        super().__init__(folder, FILES)
        self._options = options
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        command = [sys.executable, "-m", "sitegen", "serve", str(self.folder), "--port", str(self.port)]
        self._process = subprocess.Popen(
            [*command, "--now", "2026-06-01", *self._options],
            env=VARIABLES,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise TimeoutError

    def stop(self) -> None:
        """End it; Ctrl-C would not where the tests themselves are to ignore that."""
        self._process.terminate()
        self._process.wait(30)


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Served]:
    """Serve a site, and clean up."""
    served = Served(folder, *options)
    try:
        yield served
    finally:
        served.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served")) as served:
        yield served


@pytest.fixture
def site(shared: Served) -> Iterator[Served]:
    """The site of the module, with its files as they were."""
    yield shared
    for file in sorted(shared.folder.rglob("*.md")):
        if file.relative_to(shared.folder).as_posix() not in FILES:
            file.unlink()
    shared.write(FILES)
    # It is taken in, so that no tab of the next test is reloaded for it.
    with urlopen(f"{shared.address}{PAGE}"):  # noqa: S310  # the address is ours
        pass


@pytest.fixture
def context(browser: Browser, site: Served) -> Iterator[BrowserContext]:  # noqa: ARG001  # for the order of their ends
    """Tabs of one browser, with nothing in their consoles that should not be there.

    They are closed before the files are put back: Chromium may not close a tab that is just loading again.
    """
    opened = browser.new_context(viewport={"width": 900, "height": 600})
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text) if is_complaint(message) else None)
    opened.on("weberror", lambda error: said.append(str(error.error)))
    opened.set_default_timeout(15_000)
    yield opened
    opened.close()
    assert said == []


def is_complaint(message: ConsoleMessage) -> bool:
    """Leave out what a browser says of statuses that are meant, and of a server that is gone."""
    return message.type in ("error", "warning") and not re.search(
        "400|404|503|ERR_CONNECTION|ERR_INCOMPLETE", message.text
    )


class Open(Protocol):
    """Opens a tab."""

    def __call__(self, path: str = PAGE) -> Page:
        """Return it when it listens."""


@pytest.fixture
def tab(context: BrowserContext, site: Served) -> Open:
    def open_tab(path: str = PAGE) -> Page:
        return listening(context, site.address + path)

    return open_tab


def listening(context: BrowserContext, address: str) -> Page:
    """Open a tab, and wait until it has heard of its page."""
    page = context.new_page()
    with page.expect_response(lambda response: "/__sitegen/events" in response.url):
        page.goto(address)
    do(page, "document.documentElement.dataset.remembered = 'yes'")
    return page


def do(page: Page, script: str) -> None:
    """Run a script. Playwright's own `evaluate` has no limit, and may wait for ever where a reload comes between."""
    page.wait_for_function(f"() => {{ {script}; return true; }}")


def is_the_same(page: Page) -> bool:
    """Tell whether the page was not loaded again."""
    return page.locator("html").get_attribute("data-remembered") == "yes"


def title(text: str) -> dict[str, str | bytes]:
    return {"content/a.md": article(text, LONG)}


def test_a_tab_reloads_when_its_page_changes_and_another_stays(tab: Open, site: Served) -> None:
    first, second = tab(PAGE), tab("/2026/01/03/b/")
    site.write({"content/a.md": article("First", f"Corrected.\n\n{LONG}")})
    expect(first.locator("body > p").first).to_have_text("Corrected.")
    assert not is_the_same(first)
    assert is_the_same(second)


def test_a_reload_keeps_what_is_scrolled(tab: Open, site: Served) -> None:
    page = tab()
    do(page, "scrollTo(0, 1234); document.getElementById('box').scrollTo(0, 321)")
    site.write(title("Another"))
    expect(page.locator("h1")).to_have_text("Another")
    page.wait_for_load_state()
    page.wait_for_function("() => scrollY === 1234 && document.getElementById('box').scrollTop === 321")


def test_a_style_sheet_is_swapped_without_a_reload(tab: Open, site: Served) -> None:
    page = tab()
    for number in (2, 3):
        site.write({"assets/style.css": f"h1 {{ color: rgb({number}, 2, 2); }}"})
        expect(page.locator("h1")).to_have_css("color", f"rgb({number}, 2, 2)")
    expect(page.locator("link[rel=stylesheet]")).to_have_count(1)
    assert is_the_same(page)
    site.write(title("And then a reload"))
    expect(page.locator("h1")).to_have_text("And then a reload")


def test_the_overlay_comes_with_an_error_and_goes_with_it(tab: Open, site: Served) -> None:
    page = tab()
    site.write({"content/b.md": article("Second", date="2026-13-45")})
    dialog = page.locator("dialog")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("content/b.md:3")
    expect(dialog).to_contain_text("SG015")
    expect(page.locator("h1")).to_have_text("First")
    assert dialog.locator("a.file").get_attribute("href") == f"vscode://file{site.folder}/content/b.md:3:7"
    site.write({"content/b.md": FILES["content/b.md"]})
    expect(dialog).to_be_hidden()
    assert is_the_same(page)


def test_escape_puts_the_overlay_away_until_something_else_is_wrong(tab: Open, site: Served) -> None:
    page = tab()
    dialog, again = page.locator("dialog"), page.get_by_text("Show the errors")
    site.write({"content/b.md": article("Second", date="2026-13-45")})
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    again.click()
    expect(dialog).to_be_visible()
    page.get_by_role("button", name="Hide").click()
    expect(again).to_be_visible()
    site.write({"content/b.md": article("Second", date="2026-13-46")})
    expect(dialog).to_be_visible()


def test_a_layout_that_fails_leaves_the_last_good_page_below_the_overlay(tab: Open, site: Served) -> None:
    page = tab()
    site.write({"layouts/article.html": ARTICLE.replace("<h1>", "<h1>{{ 1 // 0 }}")})
    expect(page.locator("dialog")).to_contain_text("SG052")
    expect(page.locator("h1")).to_have_text("First")
    site.write({"layouts/article.html": ARTICLE.replace("<h1>", "<h1>Now: ")})
    expect(page.locator("h1")).to_have_text("Now: First")
    expect(page.locator("dialog")).to_have_count(0)


def test_a_page_that_is_gone_tells_what_has_become_of_it(tab: Open, site: Served) -> None:
    page = tab()
    bar = page.get_by_role("status")
    (site.folder / "content/a.md").unlink()
    expect(bar).to_contain_text("content/a.md was deleted or renamed.")
    expect(page.locator("h1")).to_have_text("First")
    assert is_the_same(page)
    site.write({"content/a.md": article("First", LONG, draft="true")})
    expect(bar).to_contain_text("content/a.md is a draft now.")
    site.write({"content/a.md": article("First", LONG, date="2026-12-01")})
    expect(bar).to_contain_text("content/a.md is held back until 2026-12-01")
    site.write({"content/a.md": article("First", LONG, slug="elsewhere")})
    expect(bar).to_contain_text("The page of content/a.md has moved.")
    bar.get_by_text("Go there").click()
    page.wait_for_url("**/elsewhere/")


def test_a_tab_on_the_page_for_what_is_not_found_follows_its_layout_and_waits_for_what_comes(
    tab: Open, site: Served
) -> None:
    page = tab("/2026/01/05/new/")
    site.write({"layouts/404.html": '{% extends "base.html" %}{% block main %}<h1>Lost</h1>{% endblock %}'})
    expect(page.locator("h1")).to_have_text("Lost")
    site.write({"content/new.md": article("Here it is", date="2026-01-05")})
    expect(page.locator("h1")).to_have_text("Here it is")
    (site.folder / "layouts/404.html").unlink()


def test_a_page_that_comes_back_is_shown(tab: Open, site: Served) -> None:
    page, missing = tab(), tab("/2026/01/04/new/")
    (site.folder / "content/a.md").unlink()
    expect(page.get_by_role("status")).to_be_visible()
    expect(missing.get_by_role("status")).to_have_count(0)
    site.write({**title("Back again"), "content/new.md": article("New", date="2026-01-04")})
    expect(page.locator("h1")).to_have_text("Back again")
    expect(missing.locator("h1")).to_have_text("New")


def test_what_changes_before_a_tab_listens_is_not_missed(context: BrowserContext, site: Served) -> None:
    def later(route: Route) -> None:
        site.write(title("Late"))
        time.sleep(0.5)
        route.continue_()

    page = context.new_page()
    page.route("**/__sitegen/live.js", later)
    page.goto(site.address + PAGE)
    expect(page.locator("h1")).to_have_text("Late")


def test_a_hidden_tab_holds_no_connection_and_is_right_when_it_is_seen(tab: Open, site: Served) -> None:
    page = tab()
    hide = """Object.defineProperty(document, "hidden", { configurable: true, value: %s });
        document.dispatchEvent(new Event("visibilitychange"))"""
    do(page, hide % "true")
    site.write(title("Seen later"))
    time.sleep(0.5)
    assert is_the_same(page)
    do(page, hide % "false")
    expect(page.locator("h1")).to_have_text("Seen later")


def test_a_tab_that_is_opened_in_the_background_holds_no_connection(context: BrowserContext, site: Served) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script('Object.defineProperty(document, "hidden", { value: true })')
    page.goto(site.address + PAGE, wait_until="load")
    time.sleep(0.3)
    assert not [url for url in asked if "/__sitegen/events" in url]


def test_a_page_from_the_history_is_right(tab: Open, site: Served) -> None:
    page = tab()
    page.goto(f"{site.address}/2026/01/03/b/")
    site.write({"content/a.md": article("First", f"After going back.\n\n{LONG}")})  # which its neighbor does not show
    page.go_back()
    expect(page.locator("body > p").first).to_have_text("After going back.")


def test_a_moment_is_looked_at_and_left_by_the_desk_and_the_bar(tab: Open, site: Served) -> None:
    site.write(
        {
            "content/late.md": article("Late", date="2026-12-01"),
            "content/d.md": article("Draft", date="2027-01-02", draft="true"),
        }
    )
    page = tab("/__sitegen/")
    expect(page.locator(".held li")).to_have_count(2)
    page.locator(".held li", has_text="late.md").get_by_text("Preview").click()
    expect(page.locator("h1")).to_have_text("Late")
    expect(page.get_by_role("status")).to_contain_text("The site as of 2026-12-01")
    page.goto(f"{site.address}/__sitegen/")
    page.locator(".held li", has_text="d.md").get_by_text("Preview").click()
    expect(page.locator("h1")).to_have_text("Draft")
    page.get_by_text("Back to now").click()
    expect(page.get_by_role("status")).to_have_count(0)
    page.goto(f"{site.address}/__sitegen/")
    page.get_by_label("View the site as of").fill("2026-01-02 12:00")
    page.get_by_role("button", name="View").click()
    expect(page.locator("dd").first).to_have_text("1")
    page.get_by_label("View the site as of").fill("soon")
    page.get_by_role("button", name="View").click()
    expect(page.get_by_role("alert")).to_contain_text("soon")


def test_the_desk_follows_the_site(tab: Open, site: Served) -> None:
    page = tab("/__sitegen/")
    expect(page.locator("dd").first).to_have_text("2")
    site.write({"content/c.md": article("Third")})
    expect(page.locator("dd").first).to_have_text("3")


def test_a_restart_of_the_server_heals(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context()
    with serving(tmp_path / "site") as served:
        page = listening(context, served.address + PAGE)
        served.stop()
        expect(page.get_by_role("status")).to_contain_text("does not answer")
        served.start()
        expect(page.get_by_role("status")).to_have_count(0)
        assert is_the_same(page)
        served.stop()
        served.write(title("While it was away"))
        served.start()
        expect(page.locator("h1")).to_have_text("While it was away", timeout=15_000)
    context.close()


def test_the_browser_follows_the_source_that_is_edited(context: BrowserContext, tmp_path: Path) -> None:
    with serving(tmp_path / "site", "--follow") as served:
        page = listening(context, served.address + PAGE)
        served.write({"content/b.md": article("Second, edited", date="2026-01-03")})
        page.wait_for_url("**/2026/01/03/b/")
        expect(page.locator("h1")).to_have_text("Second, edited")
        page.close()


def test_a_site_without_a_good_state_shows_its_errors_and_then_itself(context: BrowserContext, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "content").mkdir()
    Newsroom(folder, {"content/x.md": article(date="2026-13-45")})
    with serving(folder) as served:
        page = listening(context, f"{served.address}{PAGE}")
        expect(page.locator("main")).to_contain_text("SG015")
        served.write({"content/x.md": article("Well", date="2026-01-04")})
        expect(page.locator("h1")).to_have_text("First")
        page.close()  # before the server ends, which may answer 500 to what it is just asked
