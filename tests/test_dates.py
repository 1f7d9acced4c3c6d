"""Moments as authors write them; the site's zone is never UTC here, so that a lost offset shows."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yaml.nodes import ScalarNode

from sitegen.dates import When, moment
from sitegen.yamltree import UNTAGGED, NodeError

CHICAGO = ZoneInfo("America/Chicago")


def taken(written: str, zone: str = "America/Chicago") -> When:
    return moment(ZoneInfo(zone))(ScalarNode(UNTAGGED, written))


def utc(iso: str) -> int:
    return int(datetime.fromisoformat(iso).timestamp())


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2017-02-22", "2017-02-22"),
        ("2017-2-3", "2017-02-03"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_a_bare_date_stays_a_calendar_date(written: str, iso: str) -> None:
    when = taken(written)
    assert (when.iso, when.has_time) == (iso, False)
    assert when.instant == utc(f"{iso}T06:00+00:00")
    assert f"{when.year}-{when.month}-{when.day}" == iso


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2017-02-22 14:05", "2017-02-22T14:05:00-06:00"),
        ("2017-02-22T14:05:09", "2017-02-22T14:05:09-06:00"),
        ("2017-07-22 7:05", "2017-07-22T07:05:00-05:00"),
        ("2017-02-22t14:05:09.123z", "2017-02-22T08:05:09-06:00"),
        ("2017-02-22 14:05 +0100", "2017-02-22T07:05:00-06:00"),
        ("2017-02-22T14:05:00+01", "2017-02-22T07:05:00-06:00"),
        ("2017-02-22T14:05:00-06:00", "2017-02-22T14:05:00-06:00"),
        ("2017-02-22T02:00:00Z", "2017-02-21T20:00:00-06:00"),
        ("2017-01-01T12:00:00+05:45", "2017-01-01T00:15:00-06:00"),
    ],
)
def test_a_time_is_kept_in_the_sites_zone_with_its_offset(written: str, iso: str) -> None:
    when = taken(written)
    assert (when.iso, when.has_time, when.instant) == (iso, True, utc(iso))


def test_the_day_of_a_moment_is_that_of_the_sites_zone() -> None:
    when = taken("2017-01-01T02:00:00Z")
    assert (when.year, when.month, when.day) == ("2016", "12", "31")


@pytest.mark.parametrize(
    "written",
    [
        "2026-02-30",
        "2026-13-01",
        "0000-01-01",
        "2026-01-01 24:00",
        "2026-01-01 12:60",
        "2026-01-01 12:00 +25:00",
        "9999-12-31T23:00:00-12:00",
        "9999-12-31 23:59",
        "9999-01-01",
        "0001-01-01",
        "0999-12-31T23:59Z",
        "99999-01-01",
        "2026-01-01 12:00 +14:01",
        "2026-01-01 12:00 -12:60",
        "٢٠٢٦-01-01",
        "2026-02-29",
        "2026-06-31 12:00",
        "2026-01-01 23:59:60",
        "2026-01",
        "20260101",
        "January 2, 2026",
        "2026-01-02 noon",
        "2026-01-02 12",
        "2026-01-02 12:00 CST",
        "1767312000",
    ],
)
def test_what_is_no_moment_is_refused(written: str) -> None:
    with pytest.raises(NodeError) as caught:
        taken(written)
    assert caught.value.code == "SG015"
    assert caught.value.value is None
    assert written in caught.value.message


def test_a_time_that_the_clock_skips_is_refused() -> None:
    with pytest.raises(NodeError, match="does not exist in America/Chicago") as caught:
        taken("2026-03-08 02:30")
    assert (caught.value.code, caught.value.value) == ("SG015", None)
    assert caught.value.hint == "Write 2026-03-08 01:30 or 2026-03-08 03:30."


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "Pacific/Kiritimati", "America/Chicago", "Pacific/Pago_Pago", "UTC"])
def test_the_first_and_the_last_day_are_days_in_every_zone(zone: str) -> None:
    for written in ("1000-01-01", "1000-01-01 00:00", "9998-12-31", "9998-12-31 23:59"):
        assert taken(written, zone).iso.startswith(written.replace(" ", "T"))


def test_a_time_that_happens_twice_is_told_and_the_first_is_taken() -> None:
    with pytest.raises(NodeError, match="happened twice") as caught:
        taken("2026-11-01 01:30")
    assert (caught.value.code, caught.value.value) == ("SG019", taken("2026-11-01T01:30:00-05:00"))
    assert caught.value.hint == "Write 2026-11-01T01:30:00-05:00; or, for the second, 2026-11-01T01:30:00-06:00."


@pytest.mark.parametrize("written", ["2026-03-08 03:00", "2026-03-08 01:59", "2026-11-01 00:59", "2026-11-01 02:00"])
def test_times_beside_a_change_of_the_clock_are_plain(written: str) -> None:
    assert taken(written).iso.startswith(written.replace(" ", "T"))


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2026-11-01T01:30:00-06:00", "2026-11-01T01:30:00-06:00"),
        ("2026-03-08T02:30-06:00", "2026-03-08T03:30:00-05:00"),
    ],
)
def test_a_written_offset_settles_what_the_clock_leaves_open(written: str, iso: str) -> None:
    assert taken(written).iso == iso


def test_a_day_without_midnight_is_a_day() -> None:
    assert taken("2018-11-04", "America/Sao_Paulo").iso == "2018-11-04"


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001  # the bounds of aware moments are given naive
@settings(deadline=None, derandomize=True, max_examples=50)
def test_order_is_that_of_the_instants_whatever_the_offset(there: datetime) -> None:
    local = there.replace(microsecond=0).astimezone(CHICAGO)
    when = taken(local.isoformat())
    assert when.instant == int(local.timestamp()) == utc(when.iso)
    assert taken(there.isoformat(timespec="seconds")) == when
