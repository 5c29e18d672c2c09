"""Calendars in Python: names, datetimes, columns, errors; and properties against a stepper of our own."""

import ast
import threading
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from conftest import ROOT
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
        (lambda c: c.due(at("2024-05-10T10:00"), timedelta(1), boundary=None), "unknown-value"),
        (lambda c: c.due(at("2024-05-10T10:00"), 7), "not-a-timedelta"),
        (lambda c: c.is_open("2024-05-10"), "not-a-datetime"),
        (lambda c: c.is_open(pd.Series([True])), "not-a-datetime"),
        (lambda c: c.add_business_days(at("2024-05-10T10:00"), 1, "whenever"), "unknown-value"),
        (lambda c: c.add_business_days(date(2024, 5, 10), 1, end="midnight"), "unknown-value"),
        (lambda c: c.moved(at("2024-05-10T10:00")), "not-a-date"),
        (lambda c: c.moved(date(2024, 5, 10), "never"), "unknown-value"),
        (lambda c: c.why_closed(date(2024, 5, 10)), "not-a-datetime"),
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


# ---- what a calendar can be made of ---------------------------------------------------------------------------------


def test_seasons_pass_new_year():
    calendar = office(seasons=[{"from": "11-01", "to": "03-31", "weekly": {"mon-fri": ["10:00-16:00"]}}])
    assert calendar.next_open(at("2024-01-02T00:00")) == at("2024-01-02T10:00")
    assert calendar.next_open(at("2024-04-01T00:00")) == at("2024-04-01T09:00")
    assert calendar.next_open(at("2024-11-01T00:00")) == at("2024-11-01T10:00")


def test_days_of_every_year_stand_behind_dates():
    calendar = office(exceptions={"12-24": ["09:00-12:00"], "12-31": [], "2026-12-24": []}, holidays=["2025-12-24"])
    day = timedelta(days=1)
    assert calendar.elapsed(at("2024-12-24T00:00"), at("2024-12-25T00:00")) == timedelta(hours=3)
    assert calendar.elapsed(at("2025-12-24T00:00"), at("2025-12-24T00:00") + day) == timedelta(hours=3)
    assert calendar.elapsed(at("2026-12-24T00:00"), at("2026-12-24T00:00") + day) == timedelta(0)
    assert not calendar.is_business_day(date(2024, 12, 31))
    assert str(calendar.why_closed(at("2024-12-31T10:00"))) == "closed: other hours on that date"


def test_closures_and_their_names():
    move = (at("2024-05-10T10:00"), "2024-05-10T11:00:00+08:00", "the move")
    calendar = office(closures=[move, (at("2024-05-10T14:00"), at("2024-05-10T15:00"))])
    assert calendar.elapsed(at("2024-05-10T00:00"), at("2024-05-11T00:00")) == timedelta(hours=5.5)
    assert calendar.why_closed(at("2024-05-10T10:30")) == slakit.ClosedReason("closure", "the move")
    assert str(calendar.why_closed(at("2024-05-10T14:30"))) == "closed: closed for a time"
    assert calendar.why_closed(at("2024-05-10T09:30")) is None


def test_a_holiday_cuts_an_overnight_shift_or_cancels_it():
    hours = {"thu-fri": ["22:00-06:00"]}
    span = at("2026-01-15T22:00"), at("2026-01-17T06:00")
    cut = slakit.Calendar(hours, time_zone="Asia/Shanghai", holidays=["2026-01-16"])
    cancelled = slakit.Calendar(
        hours, time_zone="Asia/Shanghai", holidays=["2026-01-16"], overnight_holiday="cancel the shift"
    )
    assert cut.elapsed(*span) == timedelta(hours=8)  # Thursday 22-24, and Saturday 0-6 of Friday's shift
    assert cancelled.elapsed(*span) == timedelta(hours=8)  # all of Thursday's shift
    assert cut.intervals(*span) != cancelled.intervals(*span)


def test_holidays_have_names_and_come_in_every_form():
    named = {"2024-05-13": "Foundation day", date(2024, 5, 14): ""}
    calendar = office(holidays=["CN", named, date(2024, 5, 15), "2024-05-16"])
    assert str(calendar.why_closed(at("2024-05-13T10:00"))) == "closed: Foundation day"
    national = calendar.why_closed(at("2024-10-01T10:00"))
    assert (national.by, national.english, national.source) == ("holiday", "National Day", "CN")
    assert str(calendar.why_closed(at("2024-05-16T10:00"))) == "closed: a holiday"
    assert calendar.business_days(date(2024, 5, 13), date(2024, 5, 18)) == 1
    assert office(holidays={"2024-05-13": "one"}) == office(holidays="2024-05-13") == office(holidays=date(2024, 5, 13))


def test_what_is_known_limits_the_answers():
    calendar = office(known_from="2024-01-01", known_until=date(2025, 1, 1))
    assert calendar.known == (at("2024-01-01T00:00"), at("2025-01-01T00:00"))
    assert calendar.is_open(at("2024-05-10T10:00"))
    with pytest.raises(slakit.FaultError, match="not known"):
        calendar.is_open(at("2025-05-12T10:00"))
    assert office().known is None
    assert office(holidays="CN").known[1] > at("2026-12-31T00:00")


def test_the_problems_of_every_part_at_once():
    with pytest.raises(slakit.CalendarError) as error:
        slakit.Calendar(
            {"mon": ["09:00-17:00"]},
            seasons=[{"from": "11-31", "to": "3-1", "weekly": {"mo": []}}, {"from": "01-01"}],
            exceptions={"13-01": [], "12-24": ["9"]},
            closures=[(at("2024-05-10T11:00"), at("2024-05-10T10:00")), ("2024-05-10", at("2024-05-10T10:00")), 7],
            overnight_holiday="ignore",
            known_from="tomorrow",
        )
    found = {(problem.path, problem.code) for problem in error.value.problems}
    assert {
        ("seasons.0.from", "bad-date"),
        ("seasons.0.to", "bad-date"),
        ("seasons.0.weekly.mo", "unknown-weekday"),
        ("seasons.1", "wrong-type"),
        ("exceptions.12-24", "bad-hours"),
        ("exceptions.13-01", "bad-date"),
        ("closures.0", "reversed-range"),
        ("closures.1", "bad-instant"),
        ("closures.2", "wrong-type"),
        ("overnight_holiday", "unknown-value"),
        ("known_from", "bad-date"),
    } <= found


def test_a_calendar_of_a_document():
    text = "{weekly: {mon-fri: ['09:00-12:00', '13:30-18:00']}, time_zone: Asia/Shanghai}"
    assert slakit.Calendar.parse(text) == office()
    with pytest.raises(slakit.CalendarError, match="did you mean 'weekly'"):
        slakit.Calendar.parse("{weekl: {}, time_zone: UTC}")
    with pytest.raises(slakit.CalendarError):
        slakit.Calendar.parse("{weekly: [")


def test_a_calendar_out_of_a_file(tmp_path, contract_path):
    served = slakit.Calendar.load(contract_path, "office")
    assert served.time_zone == "Asia/Shanghai" and str(served.why_closed(at("2024-10-01T10:00"))).startswith("closed: ")
    assert repr(served) == f"Calendar.load({contract_path!r}, 'office')"
    own = tmp_path / "office.yaml"
    own.write_text("weekly: {mon-fri: ['09:00-12:00', '13:30-18:00']}\ntime_zone: Asia/Shanghai\n", encoding="utf-8")
    assert slakit.Calendar.load(own) == office()
    several = (contract_path, None, "several-calendars")
    for path, name, code in [(contract_path, "offic", "offic"), several, ("no.yaml", None, "no.yaml")]:
        with pytest.raises(slakit.CalendarError, match=code):
            slakit.Calendar.load(path, name)


# ---- what a calendar can be asked ----------------------------------------------------------------------------------


def test_searches_backwards():
    calendar = office()
    monday = at("2024-05-13T08:00")
    assert calendar.prev_close(monday) == at("2024-05-10T18:00")
    assert calendar.prev_open(monday) == at("2024-05-10T13:30")
    assert calendar.prev_close(at("2024-05-10T11:00")) == at("2024-05-10T11:00")


def test_business_days_by_every_rule():
    calendar = office()
    saturday, monday = at("2024-05-11T10:00"), date(2024, 5, 13)
    assert calendar.add_business_days(saturday, 1, "next business day") == at("2024-05-14T10:00")
    assert calendar.add_business_days(saturday, 1, start="next opening", end="midnight") == at("2024-05-15T00:00")
    assert calendar.add_business_days(saturday, -1, end="close of business") == at("2024-05-10T18:00")
    assert calendar.add_business_days(date(2024, 5, 11), 1) == monday
    assert type(calendar.add_business_days(monday, 1)) is date
    assert calendar.add_business_days(date(2024, 5, 11), 1, "next business day") == date(2024, 5, 14)
    assert calendar.add_business_days(date(2024, 5, 11), -1, "next opening") == date(2024, 5, 9)
    assert calendar.is_business_day(at("2024-05-10T23:00")) and not calendar.is_business_day(saturday)
    assert calendar.moved(date(2024, 5, 11)) == calendar.moved(date(2024, 5, 11), "next working day") == monday
    assert calendar.moved(date(2024, 5, 11), "unchanged") == date(2024, 5, 11)
    assert calendar.moved(date(2024, 5, 11), "previous working day") == date(2024, 5, 10)
    late = at("2024-05-10T19:00")
    assert calendar.add_business_days(late, 1, late="next opening") == at("2024-05-14T09:00")
    assert calendar.add_business_days(late, 1) == at("2024-05-13T19:00")


def test_closed_spans_and_open_intervals_are_everything():
    calendar = office(holidays={"2024-05-13": "Foundation day"})
    start, end = at("2024-05-10T15:00"), at("2024-05-14T10:00")
    spans = calendar.closed(start, end)
    assert [str(span.reason) for span in spans] == [
        "closed: outside the hours",
        "closed: no hours on that weekday",
        "closed: Foundation day",
        "closed: outside the hours",
    ]
    pieces = sorted([span[:2] for span in spans] + calendar.intervals(start, end))
    assert pieces[0][0] == start and pieces[-1][1] == end
    assert all(a[1] == b[0] for a, b in zip(pieces, pieces[1:]))


def test_one_calendar_until_an_instant_and_then_another():
    served = office().then(at("2024-05-10T15:00"), slakit.Calendar.always())
    assert served.elapsed(at("2024-05-10T00:00"), at("2024-05-11T00:00")) == timedelta(hours=4.5 + 9)
    assert repr(served).startswith("Calendar({mon-fri: ") and ".then(" in repr(served)
    with pytest.raises(TypeError):
        office().then(at("2024-05-10T15:00"), 7)
    with pytest.raises(slakit.CalendarError, match="not-a-second"):
        office().then(at("2024-05-10T15:00:00.5"), slakit.Calendar.always())


def test_equal_calendars_have_equal_hashes_and_digests():
    a, b, c = office(), office(), office(holidays=["2024-10-01"])
    assert a == b and hash(a) == hash(b) and a.digest == b.digest and len(a.digest) == 36
    assert a != c and a.digest != c.digest
    assert a == a.named("the office") and a != 7 and a is not b
    assert len({a, b, c}) == 2
    assert (a | c) == a and (a & c) == c


def test_what_a_calendar_says_of_itself():
    assert slakit.Calendar.always().is_always and not office().is_always
    assert office().tzdata_version == office(holidays="CN").tzdata_version != ""
    window = slakit.Calendar({"fri": ["10:00-11:00"]}, time_zone="Asia/Shanghai").named("maintenance")
    reason = (office() - window).why_closed(at("2024-05-10T10:30"))
    assert (reason.by, reason.name) == ("exclusion", "maintenance")
    assert repr(window).endswith(".named('maintenance')")


# ---- columns of truths, and threads --------------------------------------------------------------------------------


def test_is_open_over_columns_in_their_own_kind():
    calendar = office()
    texts = ["2024-05-10T09:00+08:00", None, "2024-05-11T09:00+08:00"]
    series = pd.Series(pd.to_datetime(texts, utc=True), index=["a", "b", "c"], name="t")
    answers = calendar.is_open(series)
    assert answers.dtype == "boolean" and answers.name == "t" and list(answers.index) == ["a", "b", "c"]
    assert answers["a"] and answers.isna().tolist() == [False, True, False] and not answers["c"]
    index = calendar.is_open(pd.DatetimeIndex(texts, name="t"))
    assert isinstance(index, pd.Index) and index.dtype == "boolean" and index.name == "t"
    array = pa.array(series)
    assert calendar.is_open(array).to_pylist() == [True, None, False]
    assert calendar.is_open(pa.chunked_array([array, array])).to_pylist() == [True, None, False] * 2
    plain = series.dt.tz_localize(None).to_numpy()
    assert calendar.is_open(plain).tolist() == [True, False, False] and calendar.is_open(plain).dtype == bool
    assert calendar.is_open(plain.reshape(3, 1)).shape == (3, 1)
    assert calendar.is_open(plain[0]) == np.True_
    with pytest.raises(slakit.FaultError, match="row 1"):
        calendar.is_open(np.array(["2024-05-10", "1960-01-01"], dtype="datetime64[us]"))


def test_threads_change_nothing():
    random = np.random.default_rng(4)
    start = random.integers(0, 4_000_000_000_000_000, 20_000).view("datetime64[us]")
    start[::97] = np.datetime64("NaT")
    end = start + random.integers(-(10**13), 10**13, 20_000).view("timedelta64[us]")
    end[:] = np.clip(end, np.datetime64("1970-01-01"), np.datetime64("2100-01-01"))
    calendar = office()
    for call in (calendar.elapsed, lambda *a, **k: calendar.due(a[0], timedelta(hours=5), **k)):
        np.testing.assert_array_equal(call(start, end), call(start, end, threads=4))
    np.testing.assert_array_equal(calendar.is_open(start), calendar.is_open(start, threads=3))
    for threads in (0, -1, "2", True, 10**9):
        with pytest.raises(slakit.InputError, match="threads"):
            calendar.elapsed(start, end, threads=threads)


def test_columns_leave_the_interpreter_to_others():
    column = np.arange(4_000_000, dtype=np.int64).view("datetime64[us]") + np.timedelta64(20_000, "D")
    calendar = office()
    worker = threading.Thread(target=lambda: calendar.elapsed(column, column[::-1].copy()))
    worker.start()
    steps = 0
    while worker.is_alive():
        steps += 1
    worker.join()
    assert steps > 0


def test_the_stub_names_what_the_module_has():
    stub = ast.parse((ROOT / "bindings/python/slakit/_core.pyi").read_text("utf-8"))
    for node in stub.body:
        if isinstance(node, ast.ClassDef):
            functions = (item.name for item in node.body if isinstance(item, ast.FunctionDef))
            said = {name for name in functions if not name.startswith("_")}
            has = {name for name in vars(getattr(slakit._core, node.name)) if not name.startswith("_")}
            assert said == has, node.name
    said = {node.name for node in stub.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))} | {"version"}
    assert said == {name for name in vars(slakit._core) if not name.startswith("_")}


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
