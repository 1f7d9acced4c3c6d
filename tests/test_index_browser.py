"""The box that finds a name in an index, in a real browser; without JavaScript there is the list, and no box."""

from collections.abc import Iterator

import pytest
from browser import chromium, hosted
from newsroom import Newsroom, article
from playwright.sync_api import Browser, expect

NAMES = ["Siobhán O’Connell", "José Ángel Ibáñez", "Łukasz Wróbel", "Søren Straße", "Ann O'Neil"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site."""
    people = "".join(f"\n  - {name}" for name in NAMES)
    site = Newsroom(tmp_path_factory.mktemp("index") / "site", {"content/a.md": article(people=people)})
    site.build()
    with hosted(site.output) as at:
        yield at


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    with chromium() as opened:
        yield opened


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("oconnell", ["O’Connell, Siobhán"]),
        ("O'Connell", ["O’Connell, Siobhán"]),
        ("siobhan o", ["O’Connell, Siobhán"]),
        ("angel", ["Ibáñez, José Ángel"]),
        ("ÁNGEL jose", ["Ibáñez, José Ángel"]),
        ("lukasz", ["Wróbel, Łukasz"]),
        ("soren strasse", ["Straße, Søren"]),
        ("connell", ["O’Connell, Siobhán"]),
        ("nnell", []),
        ("  ", ["Ibáñez, José Ángel", "O’Connell, Siobhán", "O'Neil, Ann", "Straße, Søren", "Wróbel, Łukasz"]),
    ],
)
def test_the_box_leaves_the_names_that_have_what_is_typed(
    typed: str, found: list[str], browser: Browser, address: str
) -> None:
    page = browser.new_page()
    page.goto(f"{address}/people/")
    page.get_by_label("Find a name").fill(typed)
    expect(page.locator(".group .name:visible")).to_have_text(found)
    expect(page.locator(".group:visible")).to_have_count(len({name[0] for name in found}))
    expect(page.get_by_role("status")).to_have_text("" if found else "No name here has these letters.")
    page.get_by_label("Find a name").press("Enter")
    expect(page).to_have_url(f"{address}/people/")
    page.close()


def test_without_javascript_the_list_is_whole_and_there_is_no_box(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/people/")
    expect(page.locator(".group .name:visible")).to_have_count(len(NAMES))
    expect(page.locator("input:visible")).to_have_count(0)
    context.close()


def test_no_handler_stands_in_the_page(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{address}/people/")
    assert page.locator("script:not([src])").count() == 0
    assert page.evaluate(
        "[...document.querySelectorAll('*')].every(e => [...e.attributes].every(a => !/^on/.test(a.name)))"
    )
    page.close()
