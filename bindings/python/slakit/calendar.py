"""Calendars: when service time counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Literal, overload

from slakit import _columns, _core
from slakit.errors import InputError, Problem

Hours = Sequence["tuple[str, str] | str"]
Boundary = Literal["close", "next_open"]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = 24 * 3600


class Calendar:
    """When service time counts: weekly hours in one zone, and the dates that differ.

    >>> from datetime import datetime, timedelta, timezone
    >>> office = Calendar({"mon-fri": [("09:00", "12:00"), ("13:30", "18:00")]}, time_zone="Asia/Shanghai",
    ...                   holidays=["2024-10-01"], exceptions={"2024-09-29": [("09:00", "18:00")]})
    >>> friday = datetime(2024, 5, 10, 9, tzinfo=timezone.utc)     # 17:00 in Shanghai
    >>> office.elapsed(friday, friday + timedelta(days=3))         # until Monday, 17:00
    datetime.timedelta(seconds=27000)
    >>> office.due(friday, timedelta(hours=2))
    datetime.datetime(2024, 5, 13, 2, 0, tzinfo=datetime.timezone.utc)

    weekly      hours by weekday: "mon", or a range "mon-fri"; a span is a pair of times, or the text "09:00-12:00". An
                end at or before its start runs into the next day; "24:00" is a legal end.
    time_zone   a name of the IANA database.
    holidays    closed dates (``datetime.date`` or ISO text), and codes of published sets ("CN"); a text alone is one.
    exceptions  hours of single dates, before anything else; an empty list closes the date.
    make_up_days, make_up_like   dates worked in exchange, and the weekday whose hours they have.

    For one date the first that speaks holds: exception, make-up day, holiday, weekly hours. Raises CalendarError with
    every problem. Immutable, and safe to share between threads. Only aware datetimes are taken; aware UTC comes back.
    """

    __slots__ = ("_core", "_text")

    def __init__(
        self,
        weekly: Mapping[str, Hours],
        *,
        time_zone: str = "UTC",
        holidays: str | Iterable[date | str] = (),
        exceptions: Mapping[date | str, Hours] | None = None,
        make_up_days: Iterable[date | str] = (),
        make_up_like: str | None = None,
    ):
        reader = _Reader()
        sets, dates = reader.holidays(holidays)
        self._core = _core.Calendar.weekly(
            time_zone=time_zone,
            week=reader.week(weekly),
            holidays=dates,
            holiday_sets=sets,
            make_up_days=reader.dates(make_up_days, "make_up_days"),
            make_up_like=reader.weekday(make_up_like),
            exceptions=reader.exceptions(exceptions or {}),
            problems=reader.problems,
        )
        days = ", ".join(f"{day}: {_hours_text(hours)}" for day, hours in weekly.items())
        self._text = f"Calendar({{{days}}}, time_zone={time_zone!r})"

    @classmethod
    def always(cls, time_zone: str = "UTC") -> Calendar:
        """Round the clock; the zone says what a local date is.

        >>> Calendar.always("Asia/Shanghai")
        Calendar.always(time_zone='Asia/Shanghai')
        """
        return cls._wrap(_core.Calendar.always(time_zone), f"Calendar.always(time_zone={time_zone!r})")

    @classmethod
    def _wrap(cls, core: _core.Calendar, text: str) -> Calendar:
        calendar = object.__new__(cls)
        calendar._core = core
        calendar._text = text
        return calendar

    @property
    def time_zone(self) -> str:
        return self._core.time_zone

    @overload
    def elapsed(self, start: datetime, end: datetime) -> timedelta: ...
    @overload
    def elapsed(self, start: Any, end: Any) -> Any: ...
    def elapsed(self, start, end):
        """Open time in [start, end); negative when end is earlier.

        Columns in (numpy datetime64, which is UTC; pandas Series and pyarrow arrays with a time zone), the same kind of
        column out; one side may be a single datetime. Missing values stay missing.
        """
        if isinstance(start, datetime) and isinstance(end, datetime):
            return self._core.elapsed(start, end)
        return _columns.elapsed(self._core, start, end)

    @overload
    def due(self, start: datetime, budget: timedelta, boundary: Boundary = "close") -> datetime: ...
    @overload
    def due(self, start: Any, budget: Any, boundary: Boundary = "close") -> Any: ...
    def due(self, start, budget, boundary="close"):
        """The instant at which the budget of open time is used up: the nearest to start, or the farthest ("next_open").

        A negative budget walks backwards. Takes columns as elapsed() does.
        """
        if isinstance(start, datetime) and isinstance(budget, timedelta):
            return self._core.due(start, budget, boundary)
        return _columns.due(self._core, start, budget, boundary)

    def is_open(self, t: datetime) -> bool:
        return self._core.is_open(t)

    def next_open(self, t: datetime) -> datetime:
        """The first open instant at or after t: t itself when it is open."""
        return self._core.next_open(t)

    def next_close(self, t: datetime) -> datetime:
        """The first closing instant after t."""
        return self._core.next_close(t)

    def intervals(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        """The open time in [start, end) as maximal half-open intervals, in order."""
        return self._core.intervals(start, end)

    def add_business_days(self, t: datetime, n: int) -> datetime:
        """n business days later (earlier when negative), at the same local time of day. The date of t is out."""
        return self._core.add_business_days(t, n)

    def business_days(self, start: date, end: date) -> int:
        """Business days in [start, end): local dates with any open time. A datetime stands for its local date."""
        return self._core.business_days(self._local_date(start), self._local_date(end))

    def _local_date(self, t: date) -> date:
        return self._core.local_date(t) if isinstance(t, datetime) else t

    def __or__(self, other: Calendar) -> Calendar:
        """Open where either is. Combinations work on instants, so zones may differ; the result has the left one's."""
        return self._combine(other, "|", _core.Calendar.union)

    def __and__(self, other: Calendar) -> Calendar:
        """Open where both are."""
        return self._combine(other, "&", _core.Calendar.intersection)

    def __sub__(self, other: Calendar) -> Calendar:
        """Open where the left one is and the right one is not."""
        return self._combine(other, "-", _core.Calendar.difference)

    def _combine(self, other, sign, operation):
        if not isinstance(other, Calendar):
            return NotImplemented
        return Calendar._wrap(operation(self._core, other._core), f"({self._text} {sign} {other._text})")

    def __repr__(self) -> str:
        return self._text


def _hours_text(hours: Iterable[Any]) -> str:
    return ", ".join("-".join(map(str, span)) if isinstance(span, (list, tuple)) else str(span) for span in hours)


class _Reader:
    """Reads the constructor's arguments, and remembers every problem."""

    def __init__(self):
        self.problems: list[Problem] = []

    def _problem(self, code: str, path: str, message: str) -> None:
        self.problems.append(Problem(code, path, message))

    def week(self, weekly: Mapping[str, Hours]) -> list[list[tuple[int, int]]]:
        week: list[list[tuple[int, int]]] = [[] for _ in WEEKDAYS]
        if not isinstance(weekly, Mapping):
            message = f"{weekly!r} is no mapping; write it as {{'mon-fri': [('09:00', '17:00')]}}"
            self._problem("wrong-type", "weekly", message)
            return week
        for key, hours in weekly.items():
            days = self._days(key)
            spans = self._spans(hours, f"weekly.{key}")
            for day in days:
                week[day] = week[day] + spans
        return week

    def _days(self, key: str) -> list[int]:
        first, _, last = str(key).partition("-")
        if first not in WEEKDAYS or (last and last not in WEEKDAYS):
            self._problem(
                "unknown-weekday", f"weekly.{key}", f"unknown weekday {key!r}; write 'mon' to 'sun', or 'mon-fri'"
            )
            return []
        start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        return [(start + i) % 7 for i in range((end - start) % 7 + 1)]

    def weekday(self, key: str | None) -> int | None:
        if key is None or key in WEEKDAYS:
            return None if key is None else WEEKDAYS.index(key)
        self._problem("unknown-weekday", "make_up_like", f"unknown weekday {key!r}; write 'mon' to 'sun'")
        return None

    def _spans(self, hours: Hours, path: str) -> list[tuple[int, int]]:
        spans = []
        if not isinstance(hours, Iterable):
            self._problem("bad-hours", path, f"{hours!r} are no hours; write a list, [] where the day is closed")
            return spans
        for span in [hours] if isinstance(hours, str) else hours:
            pair = span.split("-") if isinstance(span, str) else list(span) if isinstance(span, Iterable) else [span]
            times = [time for text in pair if (time := _core.parse_time(str(text))) is not None]
            if len(pair) != 2 or len(times) != 2 or times[0] in (_DAY, times[1]):
                self._problem(
                    "bad-hours", path, f"{_hours_text([span])!r} are no hours; write them as ('09:00', '17:00')"
                )
                continue
            start, end = times
            spans.append((start, end if end > start else end + _DAY))
        return spans

    def _date(self, value: date | str, path: str) -> date | None:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self._problem("bad-date", path, f"{value!r} is no date; write a datetime.date, or text as '2024-10-01'")
            return None

    def dates(self, values: Iterable[date | str], path: str) -> list[date]:
        values = [values] if isinstance(values, (str, date)) else values
        return [day for value in values if (day := self._date(value, path)) is not None]

    def holidays(self, values: str | Iterable[date | str]) -> tuple[list[str], list[date]]:
        items = [values] if isinstance(values, (str, date)) else list(values)
        sets = [item for item in items if isinstance(item, str) and item.isalpha()]
        return sets, self.dates([item for item in items if item not in sets], "holidays")

    def exceptions(self, values: Mapping[date | str, Hours]) -> list[tuple[date, list[tuple[int, int]]]]:
        found = []
        for key, hours in values.items():
            day = self._date(key, "exceptions")
            spans = self._spans(hours, f"exceptions.{key}")
            if day is not None:
                found.append((day, spans))
        return found


def require_aware(value: object, name: str) -> datetime:
    """A datetime with a zone, or the problem that it is none."""
    if isinstance(value, str):
        return _core.parse_instant(value, name)
    if not isinstance(value, datetime):
        raise InputError(
            [Problem("not-a-datetime", name, f"{value!r} is no datetime; give an aware datetime.datetime")]
        )
    return value
