"""Which offices somebody holds on a day, by dates that may be a year or a month."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from sitegen.content.records import Person, Role
from sitegen.model.offices import held_on, next_turn, today


def person(*roles: Role, died: str = "") -> Person:
    return Person(path="people/a.md", id="a", name="A", roles=roles, died=died)


def at(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("start", "end", "day", "holds"),
    [
        ("2017-02-01", "2018-03-31", "2017-01-31", False),
        ("2017-02-01", "2018-03-31", "2017-02-01", True),
        ("2017-02-01", "2018-03-31", "2018-03-31", True),
        ("2017-02-01", "2018-03-31", "2018-04-01", False),
        ("2017-02", "2018-03", "2017-02-01", True),
        ("2017-02", "2018-03", "2018-03-31", True),
        ("2017-02", "2018-03", "2018-04-01", False),
        ("2017", "2018", "2017-01-01", True),
        ("2017", "2018", "2018-12-31", True),
        ("2017", "2018", "2019-01-01", False),
        ("2017", "", "2030-01-01", True),
        ("", "2018", "1999-01-01", True),
        ("", "", "1999-01-01", True),
    ],
)
def test_an_office_is_held_from_its_start_to_its_end(start: str, end: str, day: str, holds: bool) -> None:  # noqa: FBT001
    assert bool(held_on(person(Role("Mayor", start=start, end=end)), day)) is holds


def test_of_several_offices_the_latest_comes_first() -> None:
    roles = (Role("Member", start="2010"), Role("Chair", start="2012-05"), Role("Trustee"))
    assert [role.title for role in held_on(person(*roles), "2013-01-01")] == ["Chair", "Member", "Trustee"]


def test_after_death_no_office_is_held() -> None:
    mayor = person(Role("Mayor", start="2010"), died="2013-04-02")
    assert held_on(mayor, "2013-04-02")
    assert not held_on(mayor, "2013-04-03")
    assert next_turn([mayor], at("2009-01-01"), UTC) is None


@pytest.mark.parametrize(
    ("role", "turn"),
    [
        (Role("Mayor", start="2027"), "2027-01-01"),
        (Role("Mayor", start="2026-11"), "2026-11-01"),
        (Role("Mayor", start="2026-11-03", end="2030"), "2026-11-03"),
        (Role("Mayor", start="2020", end="2026"), "2027-01-01"),
        (Role("Mayor", start="2020", end="2026-12"), "2027-01-01"),
        (Role("Mayor", start="2020", end="2026-06"), "2026-07-01"),
        (Role("Mayor", start="2020", end="2026-06-01"), "2026-06-02"),
        (Role("Mayor", start="2020", end="2026-05-31"), ""),
        (Role("Mayor", start="2020"), ""),
        (Role("Mayor", start="2020", end="9999"), ""),
        (Role("Mayor", start="2020", end="9999-12-31"), ""),
        (Role("Mayor"), ""),
    ],
)
def test_the_next_turn_is_the_first_day_on_which_another_answer_is_right(role: Role, turn: str) -> None:
    now = at("2026-06-01T12:00")
    assert today(now, UTC) == "2026-06-01"
    assert next_turn([person(role)], now, UTC) == (at(turn) if turn else None)
    if turn:
        eve = today(at(turn) - 1, UTC)
        assert bool(held_on(person(role), eve)) is not bool(held_on(person(role), turn))


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Chicago", "Africa/Cairo"])
def test_an_office_turns_at_midnight_of_the_zone(zone: str) -> None:
    where = ZoneInfo(zone)
    mayor = person(Role("Mayor", start="2026-04-24"))  # a day that has no midnight in Cairo
    turn = next_turn([mayor], at("2026-04-20"), where)
    assert turn is not None
    assert (today(turn - 1, where), today(turn, where)) == ("2026-04-23", "2026-04-24")
