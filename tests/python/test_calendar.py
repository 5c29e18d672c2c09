"""Calendars in Python: names, datetimes, columns, errors; and properties against a stepper of our own."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import slakit

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
HOURS = [("09:00", "12:00"), ("13:30", "18:00")]


def office(**more):
    return slakit.Calendar({"mon-fri": HOURS}, time_zone="Asia/Shanghai", **more)


def aware(labels):
    return pd.Series(pd.to_datetime(["2024-05-10", "2024-05-11"], utc=True), index=labels)


def at(text, zone=SHANGHAI):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def test_elapsed_skips_lunch_and_weekends():
    assert office().elapsed(at("2024-05-10T17:00"), at("2024-05-13T10:00")) == timedelta(hours=2)
    assert office().elapsed(at("2024-05-13T10:00"), at("2024-05-10T17:00")) == -timedelta(hours=2)


def test_due_gives_the_nearest_or_the_farthest_instant_in_utc():
    start = at("2024-05-10T09:00")
    near = office().due(start, timedelta(hours=7, minutes=30))
    far = office().due(start, timedelta(hours=7, minutes=30), boundary="next_open")
    assert (near, far) == (at("2024-05-10T18:00"), at("2024-05-13T09:00"))
    assert near.tzinfo is timezone.utc
    assert office().due(far, timedelta(hours=-1)) == at("2024-05-10T17:00")


def test_precedence_exception_make_up_holiday_weekly():
    calendar = office(
        holidays=["2024-10-01", date(2024, 9, 29)],
        exceptions={"2024-09-29": [("09:00", "10:00")], "2024-09-30": []},
        make_up_days=["2024-10-12"],
    )
    assert calendar.intervals(at("2024-09-28T00:00"), at("2024-10-02T00:00")) == [
        (at("2024-09-29T09:00"), at("2024-09-29T10:00"))
    ]
    assert calendar.is_open(at("2024-10-12T09:00"))
    assert not calendar.is_open(at("2024-10-01T09:00"))


def test_published_holidays_by_their_code():
    calendar = office(holidays="CN")
    assert not calendar.is_open(at("2024-10-01T10:00"))
    assert calendar.is_open(at("2024-10-12T10:00"))  # a Saturday worked for the National Day week
    with pytest.raises(slakit.FaultError, match="not known"):
        calendar.is_open(at("2099-01-05T10:00"))


def test_next_open_next_close_and_business_days():
    calendar = office()
    saturday = at("2024-05-11T10:00")
    assert calendar.next_open(saturday) == at("2024-05-13T09:00")
    assert calendar.next_close(saturday) == at("2024-05-13T12:00")
    assert calendar.add_business_days(at("2024-05-10T17:00"), 2) == at("2024-05-14T17:00")
    assert calendar.business_days(date(2024, 5, 6), date(2024, 5, 13)) == 5
    assert calendar.business_days(at("2024-05-06T08:00"), at("2024-05-13T08:00")) == 5


def test_spans_overnight_as_text_and_until_24():
    night = slakit.Calendar({"mon": ["22:00-06:00"], "sun": "20:00-24:00"}, time_zone="Asia/Shanghai")
    assert night.elapsed(at("2024-05-06T00:00"), at("2024-05-08T00:00")) == timedelta(hours=8)
    assert night.elapsed(at("2024-05-12T00:00"), at("2024-05-13T00:00")) == timedelta(hours=4)


def test_combinations_work_on_instants():
    shanghai = slakit.Calendar({"mon-fri": [("09:00", "18:00")]}, time_zone="Asia/Shanghai")
    berlin = slakit.Calendar({"mon-fri": [("09:00", "18:00")]}, time_zone="Europe/Berlin")
    day = at("2024-05-06T00:00", timezone.utc), at("2024-05-07T00:00", timezone.utc)
    assert (shanghai | berlin).elapsed(*day) == timedelta(hours=15)  # 01:00-10:00 and 07:00-16:00 UTC
    assert (shanghai & berlin).elapsed(*day) == timedelta(hours=3)
    assert (shanghai - berlin).elapsed(*day) == timedelta(hours=6)
    assert repr(slakit.Calendar.always() & berlin).startswith("(Calendar.always(time_zone='UTC') & Calendar({mon-fri: ")
    with pytest.raises(slakit.CalendarError, match="never-opens"):
        shanghai - slakit.Calendar.always()
    with pytest.raises(TypeError):
        shanghai | 1


def test_a_skipped_hour_does_not_count_and_a_repeated_one_counts_twice():
    always_open_by_wall = slakit.Calendar({"mon-sun": [("00:00", "24:00")]}, time_zone="Europe/Berlin")
    spring = at("2024-03-31T00:00", BERLIN), at("2024-04-01T00:00", BERLIN)
    autumn = at("2024-10-27T00:00", BERLIN), at("2024-10-28T00:00", BERLIN)
    assert always_open_by_wall.elapsed(*spring) == timedelta(hours=23)
    assert always_open_by_wall.elapsed(*autumn) == timedelta(hours=25)
    first = datetime(2024, 10, 27, 2, 30, tzinfo=BERLIN)
    assert always_open_by_wall.elapsed(first, first.replace(fold=1)) == timedelta(hours=1)


# ---- columns -------------------------------------------------------------------------------------------------------

STARTS = [datetime(2024, 5, 10, 9, tzinfo=timezone.utc), None, datetime(2024, 5, 11, 9, tzinfo=timezone.utc)]
ENDS = [datetime(2024, 5, 13, 9, tzinfo=timezone.utc), datetime(2024, 5, 13, 9, tzinfo=timezone.utc), None]


def test_numpy_columns_are_utc_and_keep_missing_values():
    starts = np.array([None if t is None else t.replace(tzinfo=None) for t in STARTS], dtype="datetime64[us]")
    ends = np.array([None if t is None else t.replace(tzinfo=None) for t in ENDS], dtype="datetime64[ns]")
    elapsed = office().elapsed(starts, ends)
    assert elapsed.dtype == "timedelta64[us]"
    assert elapsed[0] == np.timedelta64(27_000, "s")
    assert np.isnat(elapsed[1:]).all()
    due = office().due(starts, timedelta(hours=2))
    assert due[0] == np.datetime64("2024-05-13T02:00")
    assert np.isnat(due[1])
    assert office().elapsed(starts[0], ENDS[0]) == np.timedelta64(27_000, "s")
    assert office().elapsed(starts.reshape(1, 3), ends.reshape(3, 1)).shape == (3, 3)


def test_pandas_series_come_back_as_series_with_their_index():
    frame = pd.DataFrame({"start": STARTS, "end": ENDS}, index=["a", "b", "c"])
    elapsed = office().elapsed(frame["start"], frame["end"])
    assert list(elapsed.index) == ["a", "b", "c"]
    assert elapsed["a"] == pd.Timedelta(hours=7.5)
    assert elapsed.isna().tolist() == [False, True, True]
    due = office().due(frame["start"].dt.tz_convert("Europe/Berlin"), pd.Series([timedelta(hours=2)] * 3))
    assert str(due.dt.tz) == "UTC"
    assert due["a"] == pd.Timestamp("2024-05-13T02:00Z")


def test_arrow_arrays_come_back_as_arrow_arrays():
    starts = pa.array(STARTS, pa.timestamp("ms", tz="Asia/Shanghai"))
    assert office().elapsed(starts, pa.array(ENDS, pa.timestamp("us", tz="UTC"))).to_pylist() == [
        timedelta(hours=7, minutes=30),
        None,
        None,
    ]
    due = office().due(pa.chunked_array([starts, starts]), timedelta(hours=2))
    assert isinstance(due, pa.ChunkedArray)
    assert due.type == pa.timestamp("us", tz="UTC")
    assert due[3].as_py() == datetime(2024, 5, 13, 2, tzinfo=timezone.utc)


def test_columns_agree_with_single_values():
    instants = [datetime(2024, 3, 1, tzinfo=timezone.utc) + timedelta(hours=7 * i, microseconds=i) for i in range(500)]
    column = np.array([t.replace(tzinfo=None) for t in instants], dtype="datetime64[us]")
    calendar = office(holidays="CN")
    anchor = instants[250]
    assert calendar.elapsed(anchor, column).tolist() == [calendar.elapsed(anchor, t) for t in instants]
    budget = timedelta(hours=9)
    assert [t.replace(tzinfo=timezone.utc) for t in calendar.due(column, budget).tolist()] == [
        calendar.due(t, budget) for t in instants
    ]


def test_a_fault_in_a_column_names_its_row():
    column = np.array(["2024-05-10", "1969-01-01", "1960-01-01"], dtype="datetime64[us]")
    with pytest.raises(slakit.FaultError, match=r"row 1: outside 1970-2100 \(and 1 more row"):
        office().elapsed(column, at("2024-05-10T09:00"))


# ---- bad input -----------------------------------------------------------------------------------------------------


def codes(error):
    return [problem.code for problem in error.value.problems]


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda c: c.is_open(datetime(2024, 5, 10, 9)), "naive-datetime"),
        (lambda c: c.elapsed(datetime(2024, 5, 10, 9), at("2024-05-10T10:00")), "naive-datetime"),
        (lambda c: c.elapsed(pd.Series(pd.to_datetime(["2024-05-10"])), at("2024-05-10T10:00")), "naive-datetime"),
        (lambda c: c.elapsed(pa.array([0], pa.timestamp("us")), at("2024-05-10T10:00")), "naive-datetime"),
        (lambda c: c.elapsed(pd.DatetimeIndex(["2024-05-10"]), at("2024-05-10T10:00")), "naive-datetime"),
        (lambda c: c.elapsed(aware([1, 0]), aware([0, 1])), "misaligned"),
        (lambda c: c.elapsed(np.array([1.0]), at("2024-05-10T10:00")), "not-a-datetime"),
        (lambda c: c.elapsed(pd.NaT, at("2024-05-10T10:00")), "not-a-datetime"),
        (lambda c: c.next_open("2024-05-10"), "not-a-datetime"),
        (lambda c: c.due(np.array(["2024-05-10"], dtype="datetime64[s]"), np.array([1])), "not-a-timedelta"),
        (lambda c: c.due(at("2024-05-10T10:00"), timedelta(1), boundary="soon"), "unknown-value"),
    ],
)
def test_what_is_no_instant_is_refused(call, code):
    with pytest.raises(ValueError) as error:  # InputError is one
        call(office())
    assert codes(error) == [code]


def test_all_problems_of_a_calendar_at_once():
    with pytest.raises(slakit.CalendarError) as error:
        slakit.Calendar(
            {
                "mon": [("09:00", "12:00"), ("11:00", "13:00")],
                "mot-fri": HOURS,
                "tue": [("9", "10:00")],
                "wed": ["24:00-25:00"],
            },
            time_zone="Asia/Shangai",
            holidays=["2024-13-01", "XX"],
            make_up_like="someday",
        )
    assert sorted(codes(error)) == sorted(
        [
            "unknown-weekday",
            "bad-hours",
            "bad-hours",
            "bad-date",
            "unknown-weekday",
            "unknown-zone",
            "unknown-holiday-set",
            "overlapping-hours",
        ]
    )
    assert "did you mean 'Asia/Shanghai'?" in str(error.value)


def test_a_calendar_that_never_opens_is_refused():
    with pytest.raises(slakit.CalendarError) as error:
        slakit.Calendar({"mon-fri": []})
    assert codes(error) == ["never-opens"]


def test_outside_1970_2100_is_a_fault():
    with pytest.raises(slakit.FaultError, match="outside 1970-2100"):
        slakit.Calendar.always().next_open(datetime(2200, 1, 1, tzinfo=timezone.utc))
    with pytest.raises(slakit.FaultError):
        slakit.Calendar.always().due(datetime(2024, 1, 1, tzinfo=timezone.utc), timedelta.max)


# ---- properties ----------------------------------------------------------------------------------------------------

MINUTE = timedelta(minutes=1)
SPANS = st.lists(st.integers(0, 24 * 4 - 1), min_size=2, max_size=6, unique=True).map(sorted)
INSTANTS = st.integers(0, 40 * 24 * 60).map(lambda m: datetime(2024, 3, 10, tzinfo=timezone.utc) + m * MINUTE)


def clock(quarters):
    return f"{quarters // 4:02}:{quarters % 4 * 15:02}"


@settings(max_examples=40)
@given(week=st.lists(SPANS, min_size=1, max_size=7), start=INSTANTS, minutes=st.integers(-3 * 24 * 60, 3 * 24 * 60))
def test_elapsed_counts_the_minutes_whose_wall_clock_is_open(week, start, minutes):
    """Against a stepper: Berlin over its change to summer time, minute by minute, through zoneinfo."""
    open_minutes = [{m for a, b in zip(s[::2], s[1::2]) for m in range(a * 15, b * 15)} for s in week]
    weekly = {
        day: [(clock(a), clock(b)) for a, b in zip(s[::2], s[1::2])] for day, s in zip(slakit.calendar.WEEKDAYS, week)
    }
    calendar = slakit.Calendar(weekly, time_zone="Europe/Berlin")

    def is_open(t):
        local = t.astimezone(BERLIN)
        return local.weekday() < len(week) and local.hour * 60 + local.minute in open_minutes[local.weekday()]

    end = start + minutes * MINUTE
    first, last = min(start, end), max(start, end)
    counted = sum(is_open(first + i * MINUTE) for i in range((last - first) // MINUTE))
    assert calendar.elapsed(start, end) == counted * MINUTE * (1 if end >= start else -1)
    assert calendar.is_open(start) == is_open(start)


@settings(max_examples=100)
@given(start=INSTANTS, budget=st.integers(-200 * 60, 200 * 60).map(lambda m: m * MINUTE))
def test_due_undoes_elapsed(start, budget):
    calendar = office()
    for boundary in ("close", "next_open"):
        assert calendar.elapsed(start, calendar.due(start, budget, boundary)) == budget


def test_an_index_of_pandas_is_a_column_too():
    start = pd.DatetimeIndex(["2024-05-10T16:00+08:00", None], name="start")
    due = office().due(start, timedelta(hours=3))
    assert due.equals(pd.DatetimeIndex(["2024-05-13T10:00+08:00", None]).tz_convert("UTC")) and due.name == "start"
    assert office().elapsed(start, due).equals(pd.TimedeltaIndex([timedelta(hours=3), None]))


def test_hours_that_are_none_are_told():
    with pytest.raises(slakit.CalendarError) as error:
        slakit.Calendar({"mon": None, "tue": [9], "wed": ["9 to 5"]})
    assert [(p.path, p.code) for p in error.value.problems][:3] == [
        ("weekly.mon", "bad-hours"),
        ("weekly.tue", "bad-hours"),
        ("weekly.wed", "bad-hours"),
    ]
    with pytest.raises(slakit.CalendarError, match="wrong-type"):
        slakit.Calendar(None)
