"""Calendars: when service time counts."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal, NamedTuple, overload

from slakit import _columns, _core
from slakit.errors import InputError, Problem

Hours = Sequence["tuple[str, str] | str"]
Boundary = Literal["close", "next_open"]
Named = Mapping["date | str", str]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = 24 * 3600
_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class ClosedReason:
    """Why a calendar is closed; its text says it to people.

    >>> print(ClosedReason("holiday", "国庆节", "National Day", "CN", "国庆节 (National Day)"))
    closed: 国庆节 (National Day)
    """

    by: str  #: "hours", "no hours that day", "holiday", "exception", "closure", "exclusion"
    name: str = ""  #: of the holiday, the closure or the calendar taken out; may be empty
    english: str = ""  #: of the holiday; may be empty
    source: str = ""  #: the set or file that says so: "CN"; may be empty
    text: str = field(default="", repr=False, compare=False)

    def __str__(self) -> str:
        return f"closed: {self.text or self.by}"


class ClosedSpan(NamedTuple):
    """A closed stretch [start, end) for one reason."""

    start: datetime
    end: datetime
    reason: ClosedReason


class Calendar:
    """When service time counts: weekly hours in one zone, and the dates that differ.

    >>> from datetime import datetime, timedelta, timezone
    >>> office = Calendar({"mon-fri": [("09:00", "12:00"), ("13:30", "18:00")]}, time_zone="Asia/Shanghai",
    ...                   holidays={"2024-10-01": "National Day"}, exceptions={"2024-09-29": [("09:00", "18:00")]})
    >>> friday = datetime(2024, 5, 10, 9, tzinfo=timezone.utc)     # 17:00 in Shanghai
    >>> office.elapsed(friday, friday + timedelta(days=3))         # until Monday, 17:00
    datetime.timedelta(seconds=27000)
    >>> office.due(friday, timedelta(hours=2))
    datetime.datetime(2024, 5, 13, 2, 0, tzinfo=datetime.timezone.utc)

    weekly      hours by weekday: "mon", or a range "mon-fri"; a span is a pair of times, or the text "09:00-12:00". An
                end at or before its start runs into the next day; "24:00" is a legal end.
    time_zone   a name of the IANA database.
    seasons     other weekly hours in a part of every year, both days in:
                ``[{"from": "11-01", "to": "03-31", "weekly": {...}}]``.
    holidays    closed dates (``datetime.date`` or ISO text), mappings of dates to names, and codes of published sets
                ("CN"); one alone needs no list.
    exceptions  hours of single dates, before anything else, and of days of every year ("12-24"), where the date itself
                has none; an empty list closes the day.
    make_up_days, make_up_like   dates worked in exchange, and the weekday whose hours they have.
    closures    closed stretches whatever the hours say: ``[(start, end, "move to the new office")]``, aware datetimes.
    overnight_holiday   a holiday against a shift that runs past midnight: "cut at midnight", or "cancel the shift" that
                starts on its date.
    known_from, known_until   holidays are published for the dates from the one until the other, which is out; answers
                that depend on others raise FaultError.

    For one date the first that speaks holds: exception, yearly exception, make-up day, holiday, season, weekly hours.
    Raises CalendarError with every problem. Immutable, safe to share between threads, equal and hashed by what it
    answers. Only aware datetimes are taken; aware UTC comes back.
    """

    __slots__ = ("_core", "_hash", "_text")

    def __init__(
        self,
        weekly: Mapping[str, Hours],
        *,
        time_zone: str = "UTC",
        seasons: Iterable[Mapping[str, Any]] = (),
        holidays: str | date | Named | Iterable[str | date | Named] = (),
        exceptions: Mapping[date | str, Hours] | None = None,
        make_up_days: Iterable[date | str] = (),
        make_up_like: str | None = None,
        closures: Iterable[tuple[datetime, datetime, str] | tuple[datetime, datetime]] = (),
        overnight_holiday: str = "cut at midnight",
        known_from: date | str | None = None,
        known_until: date | str | None = None,
    ):
        reader = _Reader()
        sets, dates = reader.holidays(holidays)
        dated, yearly = reader.exceptions(exceptions or {})
        self._core = _core.Calendar.weekly(
            time_zone=time_zone,
            week=reader.week(weekly),
            seasons=reader.seasons(seasons),
            holidays=dates,
            holiday_sets=sets,
            make_up_days=reader.dates(make_up_days, "make_up_days"),
            make_up_like=reader.weekday(make_up_like),
            exceptions=dated,
            yearly_exceptions=yearly,
            closures=reader.closures(closures),
            overnight_holiday=overnight_holiday,
            known_from=reader.optional_date(known_from, "known_from"),
            known_until=reader.optional_date(known_until, "known_until"),
            problems=reader.problems,
        )
        days = ", ".join(f"{day}: {_hours_text(hours)}" for day, hours in weekly.items())
        self._text = f"Calendar({{{days}}}, time_zone={time_zone!r})"
        self._hash = None

    @classmethod
    def always(cls, time_zone: str = "UTC") -> Calendar:
        """Round the clock; the zone says what a local date is.

        >>> Calendar.always("Asia/Shanghai")
        Calendar.always(time_zone='Asia/Shanghai')
        """
        return cls._wrap(_core.Calendar.always(time_zone), f"Calendar.always(time_zone={time_zone!r})")

    @classmethod
    def parse(cls, text: str) -> Calendar:
        """A calendar as contract documents write one (YAML or JSON). Raises CalendarError.

        >>> Calendar.parse("{weekly: {mon-fri: ['09:00-17:00']}, holidays: CN, time_zone: Asia/Shanghai}").time_zone
        'Asia/Shanghai'
        """
        return cls._wrap(_core.Calendar.parse(text, "<calendar>"), f"Calendar.parse({text!r})")

    @classmethod
    def load(cls, path: str | os.PathLike[str], name: str | None = None, *, time_zone: str | None = None) -> Calendar:
        """A calendar out of a file: a contract, a document of `calendars`, or one calendar. Raises CalendarError.

        Of several calendars one is named. `time_zone` is theirs that have none of their own, where the file gives none.

        >>> office = Calendar.load("examples/after-sales/contract.yaml", "office")
        >>> office.time_zone
        'Asia/Shanghai'
        """
        arguments = "".join([f", {name!r}" if name else "", f", time_zone={time_zone!r}" if time_zone else ""])
        text = f"Calendar.load({os.fspath(path)!r}{arguments})"
        return cls._wrap(_core.read_calendar_file(os.fspath(path), name or "", time_zone or ""), text)

    @classmethod
    def _wrap(cls, core: _core.Calendar, text: str) -> Calendar:
        calendar = object.__new__(cls)
        calendar._core = core
        calendar._text = text
        calendar._hash = None
        return calendar

    # ---- what it is ----

    @property
    def time_zone(self) -> str:
        return self._core.time_zone

    @property
    def tzdata_version(self) -> str:
        """The release of the IANA database its zone was read from, "2025b"; empty for UTC."""
        return self._core.tzdata_version

    @property
    def is_always(self) -> bool:
        """Open at every instant.

        >>> Calendar.always().is_always
        True
        """
        return self._core.is_always

    @property
    def known(self) -> tuple[datetime, datetime] | None:
        """From when until when its holidays are published; None where nothing limits it.

        >>> office = Calendar({"mon-fri": ["09:00-17:00"]}, known_until="2027-01-01")
        >>> office.known[1]
        datetime.datetime(2027, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
        """
        return self._core.known

    @property
    def digest(self) -> str:
        """A name for what it answers: equal for equal calendars, on every machine.

        >>> Calendar.always().digest == Calendar({"mon-sun": ["00:00-24:00"]}).digest
        True
        """
        return self._core.digest

    def named(self, name: str) -> Calendar:
        """The same calendar under a name, which reasons give where it is taken out of another.

        >>> from datetime import datetime, timezone
        >>> served = Calendar.always() - Calendar({"sun": ["02:00-04:00"]}).named("maintenance")
        >>> print(served.why_closed(datetime(2024, 5, 12, 3, tzinfo=timezone.utc)))
        closed: maintenance
        """
        return self._wrap(self._core.named(name), f"{self._text}.named({name!r})")

    def __eq__(self, other: object) -> bool:
        """They answer alike: the same open time, zone and known dates; names do not matter."""
        return self._core.equals(other._core) if isinstance(other, Calendar) else NotImplemented

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(self.digest)
        return self._hash

    def __repr__(self) -> str:
        return self._text

    # ---- instants, one or a column ----

    @overload
    def elapsed(self, start: datetime, end: datetime, *, threads: int = 1) -> timedelta: ...
    @overload
    def elapsed(self, start: Any, end: Any, *, threads: int = 1) -> Any: ...
    def elapsed(self, start, end, *, threads=1):
        """Open time in [start, end); negative when end is earlier.

        Columns in (numpy datetime64, which is UTC; pandas Series and pyarrow arrays with a time zone), the same kind of
        column out; one side may be a single datetime. Missing values stay missing. The GIL is not held, and `threads`
        shares the rows between so many threads.
        """
        one = self._core.elapsed(start, end)
        return one if one is not NotImplemented else _columns.elapsed(self._core, start, end, threads)

    @overload
    def due(
        self, start: datetime, budget: timedelta, boundary: Boundary = "close", *, threads: int = 1
    ) -> datetime: ...
    @overload
    def due(self, start: Any, budget: Any, boundary: Boundary = "close", *, threads: int = 1) -> Any: ...
    def due(self, start, budget, boundary="close", *, threads=1):
        """The instant at which the budget of open time is used up: the nearest to start, or the farthest ("next_open").

        A negative budget walks backwards. Takes columns as elapsed() does.
        """
        one = self._core.due(start, budget, boundary)
        return one if one is not NotImplemented else _columns.due(self._core, start, budget, boundary, threads)

    @overload
    def is_open(self, t: datetime, *, threads: int = 1) -> bool: ...
    @overload
    def is_open(self, t: Any, *, threads: int = 1) -> Any: ...
    def is_open(self, t, *, threads=1):
        """Whether t is open. Takes columns as elapsed() does.

        A missing value is missing in what pandas ("boolean") and pyarrow give back. numpy's booleans cannot be missing:
        there NaT is False, as it is in each of numpy's comparisons.

        >>> import numpy as np
        >>> office = Calendar({"mon-fri": ["09:00-17:00"]})
        >>> office.is_open(np.array(["2024-05-10T12:00", "2024-05-11T12:00", "NaT"], dtype="datetime64[us]"))
        array([ True, False, False])
        """
        one = self._core.is_open(t)
        return one if one is not NotImplemented else _columns.is_open(self._core, t, threads)

    # ---- instants ----

    def next_open(self, t: datetime) -> datetime:
        """The first open instant at or after t: t itself when it is open."""
        return self._core.next_open(t)

    def next_close(self, t: datetime) -> datetime:
        """The first closing instant after t."""
        return self._core.next_close(t)

    def prev_open(self, t: datetime) -> datetime:
        """The last opening instant before t.

        >>> from datetime import datetime, timezone
        >>> office = Calendar({"mon-fri": ["09:00-17:00"]})
        >>> office.prev_open(datetime(2024, 5, 11, 12, tzinfo=timezone.utc))
        datetime.datetime(2024, 5, 10, 9, 0, tzinfo=datetime.timezone.utc)
        """
        return self._core.prev_open(t)

    def prev_close(self, t: datetime) -> datetime:
        """The last instant at or before t with open time right before it: t inside open time, else the last closing.

        >>> from datetime import datetime, timezone
        >>> office = Calendar({"mon-fri": ["09:00-17:00"]})
        >>> office.prev_close(datetime(2024, 5, 11, 12, tzinfo=timezone.utc))
        datetime.datetime(2024, 5, 10, 17, 0, tzinfo=datetime.timezone.utc)
        """
        return self._core.prev_close(t)

    def intervals(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        """The open time in [start, end) as maximal half-open intervals, in order."""
        return self._core.intervals(start, end)

    def why_closed(self, t: datetime) -> ClosedReason | None:
        """Why it is closed at t; None when it is open.

        >>> from datetime import datetime, timezone
        >>> office = Calendar({"mon-fri": ["09:00-17:00"]}, holidays={"2024-12-25": "Christmas Day"})
        >>> print(office.why_closed(datetime(2024, 12, 25, 12, tzinfo=timezone.utc)))
        closed: Christmas Day
        """
        reason = self._core.why_closed(t)
        return None if reason is None else ClosedReason(*reason)

    def closed(self, start: datetime, end: datetime) -> list[ClosedSpan]:
        """The closed time in [start, end), a span for each reason, in order: what intervals() leaves out.

        >>> from datetime import datetime, timedelta, timezone
        >>> office = Calendar({"mon-fri": ["09:00-17:00"]})
        >>> friday = datetime(2024, 5, 10, 9, tzinfo=timezone.utc)
        >>> for span in office.closed(friday, friday + timedelta(days=3)):
        ...     print(f"{span.start:%a %H:%M} to {span.end:%a %H:%M} {span.reason}")
        Fri 17:00 to Sat 00:00 closed: outside the hours
        Sat 00:00 to Mon 00:00 closed: no hours on that weekday
        Mon 00:00 to Mon 09:00 closed: outside the hours
        """
        return [ClosedSpan(a, b, ClosedReason(*reason)) for a, b, reason in self._core.closed(start, end)]

    # ---- business days: local dates with any open time ----

    def is_business_day(self, day: date) -> bool:
        """Whether a local date has any open time. A datetime stands for its local date.

        >>> from datetime import date
        >>> Calendar({"mon-fri": ["09:00-17:00"]}).is_business_day(date(2024, 5, 11))
        False
        """
        return self._core.is_business_day(day)

    def business_days(self, start: date, end: date) -> int:
        """Business days in [start, end); negative when end is earlier. A datetime stands for its local date."""
        return self._core.business_days(start, end)

    @overload
    def add_business_days(
        self, t: datetime, n: int, start: str = ..., end: str = ..., late: str = ...
    ) -> datetime: ...
    @overload
    def add_business_days(self, t: date, n: int, start: str = ...) -> date: ...
    def add_business_days(self, t, n, start="as it is", end="same time of day", late="as it is"):
        """n business days later (earlier when negative): of a datetime an instant, of a date a date.

        The date of t is out.

        start   where counting starts when t is on no business day: there ("as it is"), on the "next business day" at
                the same time of day (backwards: the one before), or at its opening ("next opening").
        end     of an instant: the "same time of day", the "close of business" of that day, or the "midnight" that ends
                it. A local time that a zone change skips is the instant after, one that occurs twice the first.
        late    a start at or after the last closing of its day: "as it is", or counted from the "next opening".

        >>> from datetime import date, datetime, timezone
        >>> office = Calendar({"mon-fri": ["09:00-17:00"]})
        >>> saturday = datetime(2024, 5, 11, 11, tzinfo=timezone.utc)
        >>> print(office.add_business_days(saturday, 1), office.add_business_days(saturday, 1, "next opening"))
        2024-05-13 11:00:00+00:00 2024-05-14 09:00:00+00:00
        >>> print(office.add_business_days(saturday, 1, end="close of business"))
        2024-05-13 17:00:00+00:00
        >>> print(office.add_business_days(date(2024, 5, 11), 1))
        2024-05-13
        """
        return self._core.add_business_days(t, n, start, end, late)

    def moved(self, date: date, rule: str = "next working day") -> date:
        """A deadline that falls on no business day: the "next working day", "unchanged", or the "previous working day".

        >>> from datetime import date
        >>> print(Calendar({"mon-fri": ["09:00-17:00"]}).moved(date(2024, 5, 11)))
        2024-05-13
        """
        return self._core.moved(date, rule)

    # ---- combinations ----

    def then(self, at: datetime, other: Calendar) -> Calendar:
        """This one before `at`, a whole second, and the other from then on. The zone is this one's.

        >>> from datetime import datetime, timedelta, timezone
        >>> april = datetime(2024, 4, 1, tzinfo=timezone.utc)
        >>> served = Calendar({"mon-fri": ["09:00-17:00"]}).then(april, Calendar.always())
        >>> served.elapsed(april - timedelta(days=3), april + timedelta(hours=5))     # a Friday's 8 h, and 5 h
        datetime.timedelta(seconds=46800)
        """
        if not isinstance(other, Calendar):
            raise TypeError(f"{other!r} is no Calendar")
        return self._wrap(self._core.then(at, other._core), f"{self._text}.then({at!r}, {other._text})")

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


def _hours_text(hours: Iterable[Any]) -> str:
    return ", ".join("-".join(map(str, span)) if isinstance(span, (list, tuple)) else str(span) for span in hours)


class _Reader:
    """Reads the constructor's arguments, and remembers every problem."""

    def __init__(self):
        self.problems: list[Problem] = []

    def _problem(self, code: str, path: str, message: str) -> None:
        self.problems.append(Problem(code, path, message))

    def week(self, weekly: Mapping[str, Hours], path: str = "weekly") -> list[list[tuple[int, int]]]:
        week: list[list[tuple[int, int]]] = [[] for _ in WEEKDAYS]
        if not isinstance(weekly, Mapping):
            message = f"{weekly!r} is no mapping; write it as {{'mon-fri': [('09:00', '17:00')]}}"
            self._problem("wrong-type", path, message)
            return week
        for key, hours in weekly.items():
            days = self._days(key, path)
            spans = self._spans(hours, f"{path}.{key}")
            for day in days:
                week[day] = week[day] + spans
        return week

    def _days(self, key: str, path: str) -> list[int]:
        first, _, last = str(key).partition("-")
        if first not in WEEKDAYS or (last and last not in WEEKDAYS):
            self._problem(
                "unknown-weekday", f"{path}.{key}", f"unknown weekday {key!r}; write 'mon' to 'sun', or 'mon-fri'"
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

    def optional_date(self, value: date | str | None, path: str) -> date | None:
        return None if value is None else self._date(value, path)

    def _month_day(self, value: object, path: str) -> tuple[int, int] | None:
        match = _MONTH_DAY.fullmatch(str(value))
        try:
            day = date(2000, int(match[1]), int(match[2])) if match else None  # a leap year
        except ValueError:
            day = None
        if day is None:
            self._problem("bad-date", path, f"{value!r} is no day of a year; write one, as '12-24'")
            return None
        return day.month, day.day

    def dates(self, values: Iterable[date | str], path: str) -> list[date]:
        values = [values] if isinstance(values, (str, date)) else values
        return [day for value in values if (day := self._date(value, path)) is not None]

    def seasons(self, values: Iterable[Mapping[str, Any]]) -> list[tuple[Any, Any, list[list[tuple[int, int]]]]]:
        found = []
        for place, season in enumerate(values):
            path = f"seasons.{place}"
            if not isinstance(season, Mapping) or set(season) != {"from", "to", "weekly"}:
                message = f"{season!r} is no season; write {{'from': '11-01', 'to': '03-31', 'weekly': {{...}}}}"
                self._problem("wrong-type", path, message)
                continue
            start, end = (self._month_day(season[key], f"{path}.{key}") for key in ("from", "to"))
            week = self.week(season["weekly"], f"{path}.weekly")
            if start and end:
                found.append((start, end, week))
        return found

    def holidays(
        self, values: str | date | Named | Iterable[str | date | Named]
    ) -> tuple[list[str], list[tuple[date, str]]]:
        items = [values] if isinstance(values, (str, date, Mapping)) else list(values)
        sets: list[str] = []
        dates: list[tuple[date, str]] = []
        for item in items:
            if isinstance(item, str) and not any(map(str.isdigit, item)):
                sets.append(item)
                continue
            named = item.items() if isinstance(item, Mapping) else [(item, "")]
            dates += [(day, str(name)) for key, name in named if (day := self._date(key, "holidays")) is not None]
        return sets, dates

    def exceptions(self, values: Mapping[date | str, Hours]) -> tuple[list[Any], list[Any]]:
        """Those of dates, and those of days of every year."""
        dated, yearly = [], []
        for key, hours in values.items():
            spans = self._spans(hours, f"exceptions.{key}")
            if isinstance(key, str) and _MONTH_DAY.fullmatch(key):
                if month_day := self._month_day(key, f"exceptions.{key}"):
                    yearly.append((month_day, spans))
            elif (day := self._date(key, "exceptions")) is not None:
                dated.append((day, spans))
        return dated, yearly

    def closures(self, values: Iterable[Any]) -> list[tuple[datetime, datetime, str]]:
        found = []
        for place, closure in enumerate(values):
            parts = tuple(closure) if isinstance(closure, Sequence) and not isinstance(closure, str) else ()
            if len(parts) not in (2, 3):
                self._problem(
                    "wrong-type", f"closures.{place}", f"{closure!r} is no closure; write (start, end, 'its name')"
                )
                continue
            try:
                start, end = (require_aware(t, f"closures.{place}") for t in parts[:2])
                _core.instant_us(start, f"closures.{place}"), _core.instant_us(end, f"closures.{place}")
            except InputError as error:
                self.problems += error.problems
                continue
            found.append((start, end, str(parts[2]) if len(parts) == 3 else ""))
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
