"""Which offices someone holds on a day, and when that changes.

Dates of roles may be a year or a month: an office counts for all of the year or month in which it begins or ends.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, tzinfo

from sitegen.content.records import Person, Role


def held_on(person: Person, day: str) -> tuple[Role, ...]:
    """Return the offices that a person holds on a day (`2017-02-22`), the latest first; after death, none."""
    if person.died and person.died < day[: len(person.died)]:
        return ()
    held = (
        role
        for role in person.roles
        if role.start <= day[: len(role.start)] and (not role.end or day[: len(role.end)] <= role.end)
    )
    return tuple(sorted(held, key=lambda role: role.start, reverse=True))


def today(now: int, zone: tzinfo) -> str:
    """Return the day of a moment (seconds since 1970) in a zone."""
    return datetime.fromtimestamp(now, zone).date().isoformat()


def next_turn(persons: Iterable[Person], now: int, zone: tzinfo) -> int | None:
    """Return the next moment at which somebody takes or leaves an office, a midnight of the zone, or None."""
    day = today(now, zone)
    days = (turn for person in persons if not person.died for role in person.roles for turn in _turns(role, day))
    first = min(days, default="")
    return int(datetime.fromisoformat(first).replace(tzinfo=zone).timestamp()) if first else None


def _turns(role: Role, day: str) -> Iterator[str]:
    """Yield the days to come on which a role begins, and on which it is over."""
    if role.start > day[: len(role.start)]:
        yield f"{role.start}-01-01"[:10] if len(role.start) == 4 else f"{role.start}-01"[:10]
    if role.end and role.end >= day[: len(role.end)] and not role.end.startswith("9999"):  # as some write “for ever”
        yield _day_after(role.end)


def _day_after(end: str) -> str:
    if len(end) == 10:
        return (date.fromisoformat(end) + timedelta(1)).isoformat()
    year, month = (int(end[:4]), int(end[5:])) if len(end) == 7 else (int(end), 12)
    return date(year + month // 12, month % 12 + 1, 1).isoformat()
