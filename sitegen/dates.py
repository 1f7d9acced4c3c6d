"""A moment as an author writes it: a calendar date, or a date with a time in the site's zone or its own."""

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from msgspec import Struct
from yaml.nodes import Node

from sitegen.yamltree import Getter, NodeError, text

_WRITTEN = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[Tt ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|z|[+-]\d{2}(?::?\d{2})?)?)?",
    re.ASCII,
)
_YEARS = range(1000, 9999)
"""Outside of them days and zones lead out of what a calendar of Python holds, and an archive has nothing but typos."""
_LARGEST_OFFSET = timedelta(hours=14)


class When(Struct, frozen=True, tag=True):
    """A moment. No datetime is stored, because the encoder would turn it into UTC and lose the offset."""

    iso: str
    """ISO 8601 in the site's zone, with offset (`2017-02-22T14:05:00-06:00`), or the bare date (`2017-02-22`)."""
    has_time: bool
    instant: int
    """Seconds since 1970 in UTC, for ordering; a bare date counts from midnight in the site's zone."""

    @property
    def year(self) -> str:
        """Four digits, in the site's zone."""
        return self.iso[:4]

    @property
    def month(self) -> str:
        """Two digits."""
        return self.iso[5:7]

    @property
    def day(self) -> str:
        """Two digits."""
        return self.iso[8:10]


def moment(zone: ZoneInfo) -> Getter[When]:
    """Make a getter for moments; where the author gives no offset, the site's zone decides."""

    def take(node: Node) -> When:
        written = text(node)
        match = _WRITTEN.fullmatch(written)
        if not match:
            raise NodeError(
                node,
                f'"{written}" is not a date',
                hint="Write 2026-03-04, 2026-03-04 07:30 or 2026-03-04T07:30:00-05:00.",
                code="SG015",
            )
        year, month, day, hour, minute, second, offset = match.groups()
        if int(year) not in _YEARS:
            message = f'"{written}" is not in the years {_YEARS.start} to {_YEARS.stop - 1}'
            raise NodeError(node, message, code="SG015")
        try:
            naive = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))  # noqa: DTZ001  # the zone is settled below
            return _settle(node, naive, zone, offset, has_time=hour is not None)
        except ValueError as error:
            raise NodeError(node, f'"{written}" is impossible ({error})', code="SG015") from None

    return take


def _settle(node: Node, naive: datetime, zone: ZoneInfo, offset: str | None, *, has_time: bool) -> When:
    if not has_time:
        local = naive.replace(tzinfo=zone)
        return When(naive.date().isoformat(), has_time=False, instant=int(local.timestamp()))
    local = naive.replace(tzinfo=_zone_of(offset) if offset else zone).astimezone(zone)
    when = When(local.isoformat(timespec="seconds"), has_time=True, instant=int(local.timestamp()))
    if offset:
        return when
    other = naive.replace(tzinfo=zone, fold=1)
    if other.utcoffset() == local.utcoffset():
        return when
    first, second = (moment.astimezone(UTC).astimezone(zone) for moment in (local, other))
    if first.replace(tzinfo=None) != naive:
        message = f"{naive:%Y-%m-%d %H:%M} does not exist in {zone.key} (the clock was put forward)"
        hint = f"Write {second:%Y-%m-%d %H:%M} or {first:%Y-%m-%d %H:%M}."
        raise NodeError(node, message, hint=hint, code="SG015")
    message = f"{naive:%Y-%m-%d %H:%M} happened twice in {zone.key} (the clock was put back); the first is taken"
    hint = f"Write {first.isoformat()}; or, for the second, {second.isoformat()}."
    raise NodeError(node, message, hint=hint, code="SG019", value=when)


def _zone_of(offset: str) -> timezone:
    if offset in "Zz":
        return UTC
    digits = offset[1:].replace(":", "").ljust(4, "0")
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if size > _LARGEST_OFFSET or int(digits[2:]) > 59:  # minutes of an hour
        raise ValueError("no offset from UTC is larger than 14:00")
    return timezone(size if offset[0] == "+" else -size)
