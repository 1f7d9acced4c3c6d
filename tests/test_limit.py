"""The limit to the time that one text may take: told as a problem, and nothing of it stays."""

import signal
import threading
from contextlib import suppress

import pytest
from conftest import Make
from newsroom import article

from sitegen.content import limit, texts
from sitegen.content.limit import TooLongError, at_most
from sitegen.content.markdown import make_safe

# A limit may strike in a callback of the garbage collector, which swallows it; it strikes again.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def for_ever() -> None:
    while True:
        pass


def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(TooLongError), at_most(0.05):
        for_ever()


def swallow_once() -> None:
    with suppress(TooLongError):
        for_ever()
    for_ever()


def test_a_limit_that_a_library_swallows_comes_again() -> None:
    with pytest.raises(TooLongError), at_most(0.05):
        swallow_once()


def test_a_limit_does_not_strike_while_it_is_lifted() -> None:
    strike = "import signal; signal.raise_signal(signal.SIGVTALRM)"
    with at_most(60):
        exec(compile(strike, limit.__file__, "exec"))  # noqa: S102  # as if it were the code that lifts it
        with pytest.raises(TooLongError):
            exec(strike)  # noqa: S102


def test_no_clock_runs_on_after_a_limit() -> None:
    with at_most(60):
        assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] > 0
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)
    with suppress(ValueError), at_most(60):
        raise ValueError
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


def test_what_is_left_of_a_limit_holds_for_the_next_part() -> None:
    limit = at_most(1)
    with limit:
        sum(range(10_000_000))
    left = limit.left
    assert 0 < left < 0.97
    with limit:
        assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] < left + 0.02  # the system counts in steps of milliseconds
    limit.left = 0
    with pytest.raises(TooLongError), limit:
        for_ever()


def test_another_thread_has_no_limit() -> None:
    done: list[bool] = []

    def work() -> None:
        with at_most(0.001):
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


@pytest.mark.parametrize("sign", ["[", "![", "[a]("])
def test_a_text_that_takes_too_long_is_an_error_and_spoils_no_other(
    newsroom: Make, monkeypatch: pytest.MonkeyPatch, sign: str
) -> None:
    monkeypatch.setattr(texts, "MOST_SECONDS", 0.2)
    site = newsroom({"content/a.md": article(body=sign * 10_000), "content/b.md": article(body="[x](/tags/)")})
    found = [(problem.code, problem.file, problem.message) for problem in site.problems()]
    assert found == [("SG017", "content/a.md", "the text takes more than 0.2 seconds to read")]


def test_a_text_that_is_nested_too_deep_is_an_error(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article(body="- " * 2_000 + "deep"), "content/b.md": article()})
    assert [(p.code, p.file, p.message) for p in site.problems()] == [
        ("SG017", "content/a.md", "the text is nested too deep")
    ]


@pytest.mark.parametrize(
    "part",
    [
        '<b id="x">x',
        '<b id="x">x</i>',
        '<b id="</b>">x',
        '<b id="x">x<!-- </b> -->',
        '<!--><b id="x">x<!-- </b> -->',
        '<b id="x">x<style></b></style>',
        '<b id="x"><table><tr><td></b></td></tr></table>',
    ],
)
def test_elements_that_are_never_closed_are_nested_too_deep(newsroom: Make, part: str) -> None:
    body = "<div>" + "".join(part.replace('id="', f'id="{number}') for number in range(20_000)) + "</div>"
    with pytest.raises(RecursionError):
        make_safe(body, body)
    site = newsroom({"content/a.md": article(body="<div>" + part * 300 + "</div>"), "content/b.md": article()})
    assert [(p.code, p.file, p.message) for p in site.problems()] == [
        ("SG017", "content/a.md", "the text is nested too deep")
    ]


@pytest.mark.parametrize(
    "part", ["<b>x</b>", "<b><i>x</b></i>", "<p>x", "<p>x<br>", "<table><tr><td>x</table>", "<B>x</b>"]
)
def test_elements_that_are_closed_are_not_deep_however_many(part: str) -> None:
    make_safe(part * 5_000, "")


def test_kinds_of_html_that_are_removed_are_told_up_to_a_hundred(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article(body="".join(f"<x{number}>a</x{number}> " for number in range(8_000)))})
    found = site.problems()
    assert {problem.code for problem in found} == {"SG021"}
    assert len(found) == 101
    assert any("more than 100 kinds of HTML" in problem.message for problem in found)
