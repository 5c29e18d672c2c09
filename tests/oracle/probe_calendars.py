"""Random probes of slakit's calendars against tests/oracle/calendars.py: all zones, awkward calendars, 1970-2100.

    python tests/oracle/probe_calendars.py --probes 10000000     the full run, a few minutes; leaves with 1 on any difference

A probe is one question with one answer: an elapsed time, a due instant (both boundaries, forwards and backwards), is_open, an
opening, a closing, a count of business days. Windows lie anywhere, most of them around a change of the zone's clocks; one calendar
in eighty is asked across the whole range.
"""

import argparse
import datetime
import pathlib
import random
import sys
import time
import zoneinfo
from collections import Counter

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import calendars as oracle

import slakit

DAY, SECOND = oracle.DAY, oracle.SECOND
NOT_ZONES = {"Factory", "localtime", "posixrules"}
NIGHTS = {"mon-fri": ["22:00-06:00"]}
WEEKS = [
    {"mon-fri": ["09:00-17:00"]},
    {"mon-fri": ["09:00-12:00", "13:30-18:00"]},
    {"mon-fri": ["08:00-18:00"], "sat": ["08:00-12:00"]},
    {"mon-sun": ["00:00-24:00"]},
    {"mon-fri": ["00:00-24:00"]},
    NIGHTS,
    {"mon-sun": ["18:00-09:00"]},
    {"sun": ["20:00-08:00"]},  # Sunday into Monday
    {"sat": ["12:00-24:00"], "sun": ["00:00-04:00", "23:00-22:00"]},
    {"wed": ["23:59-24:00"]},
    {"mon-sun": ["00:00-00:01", "01:30-02:30", "02:59-03:01", "23:59-24:00"]},  # where clocks change
    {"mon-sun": ["23:30-00:30", "02:00-03:00"]},
    {"mon-fri": ["07:59:59-12:00:01", "12:00:02-23:59:59"]},
    {"mon-sun": ["01:59:59-03:00:01"], "fri": ["21:30:17-21:30:18"]},
]


def sources_differ():
    """A sentence where zoneinfo and slakit read different releases of the zone database; None where they can be compared."""
    ours = slakit.Calendar.always("Europe/Berlin")._core.tzdata_version
    path = next((p for p in map(pathlib.Path, zoneinfo.TZPATH) if (p / "Europe" / "Berlin").exists()), None)
    if path is None:
        import tzdata

        theirs = tzdata.IANA_VERSION
    elif (path / "tzdata.zi").exists():
        theirs = (path / "tzdata.zi").read_text(encoding="ascii").split(maxsplit=3)[2]
    else:
        theirs = (path / "+VERSION").read_text(encoding="ascii").strip()
    return None if ours == theirs else f"slakit reads tzdata {ours}, Python's zoneinfo {theirs}"


# -- random calendars -----------------------------------------------------------------------------------------------------


def text(second):
    whole = f"{second // 3600:02}:{second // 60 % 60:02}"
    return whole + (f":{second % 60:02}" if second % 60 else "")


def random_hours(rnd, unit):
    """Several spans of one day, perhaps the last of them past midnight."""
    edges = sorted(rnd.sample(range(0, DAY, unit), 2 * rnd.randint(1, 3)))
    if rnd.random() < 0.3:
        edges[-1] = DAY if rnd.random() < 0.5 else DAY + rnd.randrange(1, edges[0] // unit + 2) * unit
    spans = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b < a + DAY]
    return [f"{text(a)}-{text(b) if b <= DAY else text(b - DAY)}" for a, b in spans] or ["00:00-24:00"]


def random_week(rnd):
    if rnd.random() < 0.6:
        return rnd.choice(WEEKS)
    unit = rnd.choice([1, 60, 60, 900, 900])
    days = rnd.sample(oracle.WEEKDAYS, rnd.randint(1, 7))
    return {day: random_hours(rnd, unit) for day in days}


def alike(week):
    hours = [oracle.weekly_hours(week, day) for day in range(7)]
    return len({tuple(sorted(one)) for one in hours if one}) == 1


def season(rnd, first, last):
    return {"from": f"{first:%m-%d}", "to": f"{last:%m-%d}", "weekly": random_week(rnd)}


def random_spec(rnd, zone, first, last):
    """Dates that differ lie in the window, first to last (ordinals); in a long one there are many."""
    dates = [datetime.date.fromordinal(day) for day in range(first, last + 1)]
    dates = [day for day in dates if 1970 <= day.year <= 2100]
    most = 1 + len(dates) // 100
    few = lambda: rnd.sample(dates, min(len(dates), rnd.choice([0, 0, 1, 2, 4]) * most))  # noqa: E731
    spec = {"weekly": random_week(rnd), "time_zone": zone}
    spec["holidays"] = [str(day) for day in few()]
    spec["exceptions"] = {str(day): rnd.choice([[], ["10:00-12:00"], ["20:00-04:00"], random_hours(rnd, 900)]) for day in few()}
    weeks = [spec["weekly"]]
    if rnd.random() < 0.3:
        year = rnd.randrange(max(1, len(dates) - 300))
        edges = sorted(rnd.choices(dates[year : year + 300], k=4))
        spec["seasons"] = [season(rnd, *edges[:2])]
        if edges[1] < edges[2] and rnd.random() < 0.5:
            spec["seasons"].append(season(rnd, *edges[2:]))
        elif rnd.random() < 0.2:
            spec["seasons"][0][rnd.choice(["from", "to"])] = "02-29"  # in leap years only
        weeks += [one["weekly"] for one in spec["seasons"]]
    if rnd.random() < 0.3:
        spec["exceptions"].update({f"{day:%m-%d}": random_hours(rnd, 900) for day in few()[:9]})
        if rnd.random() < 0.2:
            spec["exceptions"]["02-29"] = ["10:00-12:00"]
    open_days = [day for i, day in enumerate(oracle.WEEKDAYS) if all(oracle.weekly_hours(week, i) for week in weeks)]
    if open_days and rnd.random() < 0.3:
        spec["make_up_days"] = [str(day) for day in few()]
        if not all(alike(week) for week in weeks) or rnd.random() < 0.5:
            spec["make_up_like"] = rnd.choice(open_days)
    if rnd.random() < 0.4:
        spec["overnight_holiday"] = "cancel the shift"
    return {key: value for key, value in spec.items() if value}


def random_window(rnd, zone):
    """[begin, end), seconds, whole minutes: mostly around a change of the clocks, sometimes at an end of the range."""
    days = rnd.choice([2, 5, 9, 16, 16])
    kind = rnd.random()
    if kind < 0.04:
        return (0, days * DAY) if kind < 0.02 else (oracle.END - days * DAY, oracle.END)
    at = rnd.randrange(0, oracle.END, 60)
    if kind < 0.7:
        for _ in range(3):
            year = rnd.randrange(0, oracle.END - 366 * DAY, DAY)
            changes = oracle.changes_in(zone, year, year + 366 * DAY)
            if changes:
                at = rnd.choice(changes) // 60 * 60
                break
    begin = max(0, at - rnd.randrange(1, days * 1440) * 60)
    return begin, min(oracle.END, begin + days * DAY)


def random_calendar(rnd, zone, zones, whole=False):
    """(calendar, begin, end); the window is the range where `whole`."""
    begin, end = (oracle.BEGIN, oracle.END) if whole else random_window(rnd, zone)
    first, last = (second // DAY + oracle.EPOCH for second in (begin - DAY, end + DAY))
    calendar = random_spec(rnd, zone, first, last)
    while rnd.random() < 0.25:
        other = random_spec(rnd, rnd.choice([zone, rnd.choice(zones)]), first, last)
        calendar = (rnd.choice("|&-"), calendar, other) if rnd.random() < 0.7 else (rnd.choice("|&-"), other, calendar)
    return calendar, begin, end


def build(calendar):
    if isinstance(calendar, tuple):
        sign, left, right = calendar
        a, b = build(left), build(right)
        return a | b if sign == "|" else a & b if sign == "&" else a - b
    return slakit.Calendar(**calendar)


def written(calendar):
    """As a reader can paste it."""
    if isinstance(calendar, tuple):
        return f"({written(calendar[1])} {calendar[0]} {written(calendar[2])})"
    return "slakit.Calendar(" + ", ".join(f"{key}={value!r}" for key, value in calendar.items()) + ")"


# -- probes ---------------------------------------------------------------------------------------------------------------


def moment(us):
    return datetime.datetime(1970, 1, 1, tzinfo=oracle.UTC) + datetime.timedelta(microseconds=int(us))


def micros(at):
    return (at - moment(0)) // datetime.timedelta(microseconds=1)


def show(us):
    return str(np.datetime64(int(us), "us")) + "Z"


class Probes:
    """One calendar in one window."""

    def __init__(self, rnd, calendar, begin, end, rows, tally, differences, build=build):
        self.rnd, self.calendar, self.rows, self.tally, self.differences = rnd, calendar, rows, tally, differences
        self.np_rnd = np.random.default_rng(rnd.getrandbits(64))
        self.whole = (begin, end) == (oracle.BEGIN, oracle.END)
        self.table = oracle.Whole(calendar) if self.whole else oracle.Table(calendar, begin, end)
        try:
            self.subject = build(calendar)
        except slakit.CalendarError as error:
            self.subject = None  # right only where nothing is left of a combination, or of one inside it
            if [problem.code for problem in error.problems] != ["never-opens"] or not self.table.nothing_left:
                self.differ("build", error, "a calendar")

    def run(self):
        if self.subject is None:
            self.tally["never open"] += 1
            return
        try:
            self.ask()
        except slakit.FaultError as error:  # only what has an answer is asked
            self.differ("a question", error, "an answer")

    def ask(self):
        self.elapsed()
        self.is_open()
        if self.table.total:
            for boundary in ("close", "next_open"):
                self.due(boundary)
        if self.whole:
            return
        self.intervals()
        for _ in range(12):
            self.openings()
            self.business_days()

    def differ(self, question, got, expect):
        self.differences.append(f"{written(self.calendar)}.{question}: {got}, and the oracle says {expect}")

    def compare(self, kind, question, got, expect):
        self.tally[kind] += len(expect)
        for row in np.flatnonzero(got != expect)[:3]:
            self.differ(f"{kind}{question(row)}", int(got[row]), int(expect[row]))

    def instants(self, rows):
        """Random ones, and as many at and beside openings and closings."""
        table, rnd = self.table, self.np_rnd
        at = rnd.integers(table.begin, table.end, rows)
        if len(table.turns):
            near = rnd.choice(table.turns, rows) + rnd.integers(-1, 2, rows)
            at = np.where(rnd.random(rows) < 0.4, np.clip(near, table.begin, table.end - 1), at)
        return at

    def elapsed(self):
        a, b = self.instants(self.rows), self.instants(self.rows)
        expect = self.table.elapsed_to(b) - self.table.elapsed_to(a)
        got = self.subject.elapsed(a.view("datetime64[us]"), b.view("datetime64[us]")).view(np.int64)
        self.compare("elapsed", lambda row: f"({show(a[row])}, {show(b[row])})", got, expect)

    def is_open(self):
        at = self.instants(self.rows)
        got = np.asarray(self.subject.is_open(at.view("datetime64[us]")))
        self.compare("is_open", lambda row: f"({show(at[row])})", got, self.table.is_open(at))

    def due(self, boundary):
        table = self.table
        start = self.instants(self.rows)
        amount = self.np_rnd.integers(0, table.total + 1, self.rows)  # what is to have elapsed since the window's begin
        edge = table.elapsed_to(self.instants(self.rows))
        amount = np.where(self.np_rnd.random(self.rows) < 0.4, edge, amount)
        amount = np.where(self.np_rnd.random(self.rows) < 0.02, table.elapsed_to(start), amount)  # a budget of zero
        budget = amount - table.elapsed_to(start)
        told = table.answers_due(start, budget, boundary)
        start, budget = start[told], budget[told]
        expect = table.due(start, budget, boundary)
        columns = start.view("datetime64[us]"), budget.view("timedelta64[us]")
        got = self.subject.due(*columns, boundary=boundary).view(np.int64)
        question = lambda row: f"({show(start[row])}, {budget[row]} us, {boundary!r})"  # noqa: E731
        self.compare("due", question, got, expect)

    def intervals(self):
        """The whole window at once: the runs of the table."""
        got = self.subject.intervals(moment(self.table.begin), moment(self.table.end - 1))
        got = [(micros(a), micros(b)) for a, b in got]
        expect = self.table.intervals()
        if expect and expect[-1][1] == self.table.end:
            expect[-1] = (expect[-1][0], self.table.end - 1)
        self.tally["intervals"] += len(expect)
        if got != expect:
            odd = sorted(set(got) ^ set(expect))[0]
            self.differ("intervals", f"{len(got)} of them", f"{len(expect)}, the first difference {show(odd[0])} {show(odd[1])}")

    def openings(self):
        at = int(self.instants(1)[0])
        for kind in ("next_open", "next_close"):
            expect = getattr(self.table, kind)(at)
            if expect is not None:
                got = micros(getattr(self.subject, kind)(moment(at)))
                self.compare(kind, lambda row: f"({show(at)})", np.array([got]), np.array([expect]))

    def business_days(self):
        dates = self.table.dates()
        if len(dates) < 2:
            return
        a, b = self.rnd.choice(dates), self.rnd.choice(dates)
        count = sum(min(a, b) <= day < max(a, b) for day in self.table.business_dates)
        day = lambda number: datetime.date.fromordinal(oracle.EPOCH + number)  # noqa: E731
        got = self.subject.business_days(day(a), day(b))
        expect = count if a <= b else -count
        self.compare("business_days", lambda row: f"({day(a)}, {day(b)})", np.array([got]), np.array([expect]))
        at, days = int(self.instants(1)[0]), self.rnd.randint(-4, 4)
        expect = self.table.add_business_days(at, days)
        if expect is not None:
            got = micros(self.subject.add_business_days(moment(at), days))
            question = lambda row: f"({show(at)}, {days})"  # noqa: E731
            self.compare("add_business_days", question, np.array([got]), np.array([expect]))


def probe(count, seed, rows=1500, zones=None, build=build, enough=20):
    """(probes by kind, differences, number of zones) of at least `count` probes; each round takes every zone, in random order.

    Stops when there are `enough` differences."""
    rnd = random.Random(seed)
    every = sorted(zoneinfo.available_timezones() - NOT_ZONES)
    tally, differences, order, seen, number = Counter(), [], [], set(), 0
    while sum(tally.values()) < count and len(differences) < enough:
        if not order:
            order = rnd.sample(zones or every, len(zones or every))
        zone = order.pop()
        number += 1
        whole = number % 80 == 10
        calendar, begin, end = random_calendar(rnd, zone, zones or every, whole)
        seen.update(oracle.zones_of(calendar))
        Probes(rnd, calendar, begin, end, rows * (8 if whole else 1), tally, differences, build).run()
    return tally, differences, len(seen)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--probes", type=int, default=10_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", type=int, default=1500, help="rows of a column")
    parser.add_argument("--zones", nargs="*", help="these only")
    arguments = parser.parse_args()
    differ = sources_differ()
    if differ:
        sys.exit(f"{differ}: nothing to compare")
    began = time.monotonic()
    tally, differences, zones = probe(arguments.probes, arguments.seed, arguments.rows, arguments.zones)
    for line in differences:
        print(line)
    print(", ".join(f"{kind} {number:,}" for kind, number in sorted(tally.items())))
    version = slakit.Calendar.always("UTC")._core.tzdata_version
    print(
        f"{sum(tally.values()):,} probes, {zones} zones, tzdata {version}, seed {arguments.seed}: "
        f"{len(differences)} differences ({time.monotonic() - began:.0f} s)"
    )
    sys.exit(bool(differences))


if __name__ == "__main__":
    main()
