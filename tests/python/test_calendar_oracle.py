"""Calendars against the brute-force oracle of tests/oracle/calendars.py: a seeded part of the run that

    python tests/oracle/probe_calendars.py --probes 10000000

makes in full; SLAKIT_FULL=1 makes it here.
"""

import os
import sys

import pytest
from conftest import ROOT


sys.path.insert(0, str(ROOT / "tests" / "oracle"))
import calendars
import probe_calendars

COUNT = 10_000_000 if os.environ.get("SLAKIT_FULL") else 500_000

pytestmark = pytest.mark.skipif(probe_calendars.sources_differ() is not None, reason=str(probe_calendars.sources_differ()))


def test_no_difference():
    tally, differences, zones = probe_calendars.probe(COUNT, seed=4)
    assert not differences, "\n".join(differences)
    assert sum(tally.values()) >= COUNT
    assert zones > 100
    assert min(tally[kind] for kind in ("elapsed", "due", "is_open", "next_open", "next_close", "business_days")) > 100


def changed(calendar, **changes):
    """`calendar` with one thing wrong in its first part."""
    if isinstance(calendar, tuple):
        return calendar[0], changed(calendar[1], **changes), calendar[2]
    return calendar | {key: change(calendar.get(key)) for key, change in changes.items()}


@pytest.mark.parametrize(
    "mistake",
    [
        {"time_zone": lambda name: "Etc/GMT-1"},
        {"holidays": lambda days: days[1:] if days else []},
        {"exceptions": lambda days: {}},
        {"make_up_days": lambda days: []},
        {"seasons": lambda seasons: []},
        {"overnight_holiday": lambda policy: "cut at midnight"},
        {"weekly": lambda weekly: {"mon-sun": ["09:00:01-17:00"]}},
    ],
    ids=lambda mistake: next(iter(mistake)),
)
def test_a_mistake_is_seen(mistake):
    wrong = lambda calendar: probe_calendars.build(changed(calendar, **mistake))  # noqa: E731
    _, differences, _ = probe_calendars.probe(10**6, seed=5, rows=50, build=wrong, enough=1)
    assert differences


# What the oracle itself says, where a reader can check it by hand: the meanings of calendars, one night in Berlin.
def oracle_intervals(begin, end, **spec):
    second = lambda text: int(calendars.datetime.datetime.fromisoformat(text + "+00:00").timestamp())  # noqa: E731
    table = calendars.Table({"time_zone": "Europe/Berlin", **spec}, second(begin), second(end))
    return [tuple(probe_calendars.show(at)[5:16] for at in interval) for interval in table.intervals()]


NIGHTS = {"weekly": {"mon-fri": ["22:00-06:00"]}}


def test_oracle_a_skipped_and_a_repeated_hour():
    night = {"weekly": {"sat": ["22:00-06:00"]}}
    assert oracle_intervals("2024-03-30T12:00", "2024-03-31T12:00", **night) == [("03-30T21:00", "03-31T04:00")]  # 7 h
    assert oracle_intervals("2024-10-26T12:00", "2024-10-27T12:00", **night) == [("10-26T20:00", "10-27T05:00")]  # 9 h


def test_oracle_a_holiday_against_a_night_shift():
    window = "2024-01-18T12:00", "2024-01-20T12:00"  # Thursday to Saturday
    friday = {"holidays": ["2024-01-19"], **NIGHTS}
    assert oracle_intervals(*window, **friday) == [("01-18T21:00", "01-18T23:00"), ("01-19T23:00", "01-20T05:00")]
    cancelled = oracle_intervals(*window, **friday, overnight_holiday="cancel the shift")
    assert cancelled == [("01-18T21:00", "01-19T05:00")]


def test_oracle_an_exception_has_its_own_hours_only():
    window = "2024-01-18T12:00", "2024-01-20T12:00"
    found = oracle_intervals(*window, **NIGHTS, exceptions={"2024-01-19": ["10:00-11:00"]})
    assert found == [("01-18T21:00", "01-18T23:00"), ("01-19T09:00", "01-19T10:00")]
    yearly = oracle_intervals(*window, **NIGHTS, exceptions={"01-19": ["10:00-11:00"], "2024-01-19": []})
    assert yearly == [("01-18T21:00", "01-18T23:00")]


def test_oracle_agrees_by_hand_about_due():
    table = calendars.Table({"time_zone": "UTC", "weekly": {"mon-fri": ["09:00-17:00"]}}, 4 * 86400, 10 * 86400)  # from Monday
    hour = 3600 * 10**6
    monday = table.begin + 9 * hour
    assert int(table.due(monday, 8 * hour, "close")) == monday + 8 * hour
    assert int(table.due(monday, 8 * hour, "next_open")) == monday + 24 * hour
    assert int(table.due(monday + 24 * hour, -8 * hour, "close")) == monday
    assert int(table.due(monday + 32 * hour, -8 * hour, "next_open")) == monday + 8 * hour


