"""An oracle for calendars: asks, minute by minute, whether the wall clock is in the open hours. Knows nothing of slakit.

A calendar is what slakit.Calendar takes as keywords (weekly, time_zone, holidays, ...), or a combination ("|", left, right).
Its table over a window says for every minute whether it is open; a calendar with seconds in its hours, or a zone with seconds
in its offset, is asked second by second. Wall clocks come from Python's zoneinfo, one question per minute. Instants are
microseconds since 1970.
"""

import datetime
import functools
import itertools
import zoneinfo

import numpy as np

UTC = datetime.timezone.utc
MINUTE, DAY = 60, 86400  # seconds
SECOND = 1_000_000  # microseconds
EPOCH = datetime.date(1970, 1, 1).toordinal()
BEGIN = 0  # the range, in seconds
END = int(datetime.datetime(2101, 1, 1, tzinfo=UTC).timestamp())
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


# -- the open hours of a date: the meaning of a calendar, on the wall clock -----------------------------------------------


def seconds(text):
    parts = [int(part) for part in text.split(":")]
    return parts[0] * 3600 + parts[1] * 60 + (parts[2] if len(parts) > 2 else 0)


@functools.lru_cache(maxsize=None)
def span(text):
    """Seconds since midnight; an end at or before its start is on the next day."""
    start, end = (seconds(time) for time in text.split("-"))
    return start, end if end > start else end + DAY


def weekly_hours(weekly, weekday):
    """The hours of a weekday (0 = Monday); keys are "mon" or "mon-fri"."""
    found = []
    for key, hours in weekly.items():
        first, _, last = key.partition("-")
        start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        if (weekday - start) % 7 <= (end - start) % 7:
            found += hours
    return found


def season_of(spec, day):
    for season in spec.get("seasons", ()):
        first, last, today = season["from"], season["to"], day.isoformat()[5:]
        inside = first <= today <= last if first <= last else today >= first or today <= last
        if inside:
            return season["weekly"]
    return spec["weekly"]


def make_up_hours(spec, day):
    if spec.get("make_up_like"):
        return weekly_hours(season_of(spec, day), WEEKDAYS.index(spec["make_up_like"]))
    every = [weekly_hours(season_of(spec, day), weekday) for weekday in range(7)]
    return next(hours for hours in every if hours)  # all open weekdays are alike then


def hours_of(spec, day):
    """(what speaks for the date, its spans): exception, yearly exception, make-up day, holiday, season, weekly hours."""
    exceptions, date = spec.get("exceptions", {}), day.isoformat()
    for key in (date, date[5:]):
        if key in exceptions:
            return "exception", [span(text) for text in exceptions[key]]
    if date in spec.get("make_up_days", ()):
        return "make-up day", [span(text) for text in make_up_hours(spec, day)]
    kind = "holiday" if date in spec.get("holidays", ()) else "plain"
    return kind, [span(text) for text in weekly_hours(season_of(spec, day), day.weekday())]


def open_spans(spec, day):
    """The open hours on a date's own clock, 0 to 24 h."""
    kind, own = hours_of(spec, day)
    kind_before, before = hours_of(spec, day - datetime.timedelta(days=1))
    if spec.get("overnight_holiday") == "cancel the shift":  # holidays and exceptions speak of shifts that start on their date
        own = [] if kind == "holiday" else own
        before = [] if kind_before == "holiday" else before
    elif kind == "holiday":  # a holiday is cut out of its date, from 0 to 24 h, whatever shift the hours belong to
        return []
    elif kind == "exception":  # exactly its own hours, and nothing from the night before
        before = []
    night = [(0, end - DAY) for _, end in before if end > DAY]
    return night + [(start, min(end, DAY)) for start, end in own]


# -- wall clocks ----------------------------------------------------------------------------------------------------------


def offset(zone, second):
    return round(datetime.datetime.fromtimestamp(second, zone).utcoffset().total_seconds())


def change_second(zone, low, high):
    """The first second in (low, high] whose offset is not that of low, when high's is another."""
    before = offset(zone, low)
    while high - low > 1:
        middle = (low + high) // 2
        if offset(zone, middle) == before:
            low = middle
        else:
            high = middle
    return high


class WallClock:
    """What the clocks of a zone read in a window of whole minutes."""

    def __init__(self, name, begin, end):
        self.zone, self.begin, self.end = zoneinfo.ZoneInfo(name), begin, end
        minutes = range(begin, end, MINUTE)
        ask, at = self.zone, datetime.datetime.fromtimestamp
        offsets = [at(second, ask).utcoffset() for second in minutes]
        self.offsets = np.fromiter((round(o.total_seconds()) for o in offsets), np.int64, len(offsets))
        jumps = np.flatnonzero(np.diff(self.offsets))
        self.changes = [change_second(self.zone, begin + i * MINUTE, begin + (i + 1) * MINUTE) for i in map(int, jumps)]

    @property
    def in_minutes(self):
        return not (self.offsets % MINUTE).any() and not any(change % MINUTE for change in self.changes)

    def readings(self, step):
        """Local seconds since 1970 at every step of the window."""
        utc = np.arange(self.begin, self.end, step, dtype=np.int64)
        if step == MINUTE:
            return utc + self.offsets
        offsets = np.repeat(self.offsets, MINUTE)
        for change in self.changes:  # between two minutes: the seconds from the change on
            offsets[change - self.begin : -(-(change - self.begin) // MINUTE) * MINUTE] = offset(self.zone, change)
        return utc + offsets


def changes_in(name, begin, end, step=DAY // 2):
    """Where a zone changes its offset, looked for twice a day."""
    zone = zoneinfo.ZoneInfo(name)
    ticks = [*range(begin, end, step), end]
    pairs = zip(ticks, ticks[1:], strict=False)
    return [change_second(zone, a, b) for a, b in pairs if offset(zone, a) != offset(zone, b)]


# -- the table ------------------------------------------------------------------------------------------------------------


def zones_of(calendar):
    if isinstance(calendar, tuple):
        return zones_of(calendar[1]) + zones_of(calendar[2])
    return [calendar["time_zone"]]


def has_seconds(calendar):
    if isinstance(calendar, tuple):
        return has_seconds(calendar[1]) or has_seconds(calendar[2])
    seasons = [season["weekly"] for season in calendar.get("seasons", ())]
    lists = [calendar["weekly"], *seasons, calendar.get("exceptions", {})]
    texts = itertools.chain.from_iterable(hours for one in lists for hours in one.values())
    return any(edge % MINUTE for text in texts for edge in span(text))


def is_open(spec, readings):
    """For every reading of the wall clock: does it fall in that date's open hours?"""
    days, clock = readings // DAY, readings % DAY
    result = np.zeros(len(readings), dtype=bool)
    for day in np.unique(days):
        rows = np.flatnonzero(days == day)
        time = clock[rows]
        for start, end in open_spans(spec, datetime.date.fromordinal(EPOCH + int(day))):
            result[rows] |= (start <= time) & (time < end)
    return result


def combine(sign, a, b):
    return {"|": a | b, "&": a & b, "-": a & ~b}[sign]


class Answers:
    """What follows from elapsed_to(instant), first(amount), last(amount) and the total."""

    def due(self, start, budget, boundary):
        """The instant with `budget` elapsed since start that is nearest to it ("close") or farthest ("next_open")."""
        amount = self.elapsed_to(start) + budget
        use_first = (budget > 0) if boundary == "close" else (budget < 0)
        return np.where(use_first, self.first(np.maximum(amount, 1)), self.last(np.minimum(amount, self.total - 1)))

    def answers_due(self, start, budget, boundary):
        """Whether the window is wide enough to say."""
        amount = self.elapsed_to(start) + budget
        use_first = (budget > 0) if boundary == "close" else (budget < 0)
        return np.where(use_first, (amount > 0) & (amount <= self.total), (amount >= 0) & (amount < self.total))


class Table(Answers):
    """Open or closed at every step of [begin, end), seconds; instants and amounts are in microseconds."""

    def __init__(self, calendar, begin, end):
        clocks = {name: WallClock(name, begin, end) for name in set(zones_of(calendar))}
        in_minutes = not has_seconds(calendar) and all(clock.in_minutes for clock in clocks.values())
        self.step = MINUTE if in_minutes else 1
        readings = {name: clock.readings(self.step) for name, clock in clocks.items()}
        self.readings = readings[zones_of(calendar)[0]]  # a combination has its left side's zone
        self.nothing_left = False  # of some combination in it, in this window
        self.open = self._combined(calendar, readings)
        self.begin, self.end, self.tick = begin * SECOND, end * SECOND, self.step * SECOND
        self.before = np.concatenate(([0], np.cumsum(self.open, dtype=np.int64))) * self.tick
        self.total = int(self.before[-1])
        self.edges = np.flatnonzero(np.diff(self.open.astype(np.int8))) + 1  # the first steps of runs but the first
        self.turns = self.begin + self.edges * self.tick

    def _combined(self, calendar, readings):
        if not isinstance(calendar, tuple):
            return is_open(calendar, readings[calendar["time_zone"]])
        sign, left, right = calendar
        a, b = self._combined(left, readings), self._combined(right, readings)
        result = combine(sign, a, b)
        self.nothing_left |= not result.any()
        return result

    def is_open(self, at):
        return self.open[(at - self.begin) // self.tick]

    def elapsed_to(self, at):
        """Open time from the window's begin, for instants in [begin, end]."""
        row, rest = np.divmod(at - self.begin, self.tick)
        return self.before[row] + np.where(self.open[np.minimum(row, len(self.open) - 1)], rest, 0)

    def first(self, amount):
        """The first instant with `amount` (above 0) elapsed."""
        row = np.searchsorted(self.before, amount, side="left") - 1
        return self.begin + row * self.tick + (amount - self.before[row])

    def last(self, amount):
        """The last instant with `amount` (below total) elapsed: open time goes on right there."""
        row = np.searchsorted(self.before, amount, side="right") - 1
        return self.begin + row * self.tick + (amount - self.before[row])

    def intervals(self):
        """The runs of open steps."""
        edges = [0, *map(int, self.edges), len(self.open)]
        runs = zip(edges, edges[1:], strict=False)
        return [(self.begin + a * self.tick, self.begin + b * self.tick) for a, b in runs if self.open[a]]

    def next_open(self, at):
        """None where the window does not tell."""
        row = (at - self.begin) // self.tick
        if self.open[row]:
            return at
        later = np.flatnonzero(self.open[row:])
        return self.begin + (row + int(later[0])) * self.tick if len(later) else None

    def next_close(self, at):
        opening = self.next_open(at)
        if opening is None:
            return None
        row = (opening - self.begin) // self.tick
        later = np.flatnonzero(~self.open[row:])
        return self.begin + (row + int(later[0])) * self.tick if len(later) else None

    # Dates that lie in the window as a whole, as days since 1970.

    def dates(self):
        return range(int(self.readings.min()) // DAY + 1, int(self.readings.max()) // DAY)

    @functools.cached_property
    def business_dates(self):
        """Dates with any open time."""
        inside = self.dates()
        return [day for day in np.unique((self.readings // DAY)[self.open]).tolist() if day in inside]

    def at_wall_clock(self, reading):
        """The first instant that reads `reading` (local microseconds); where a change skips it, the change."""
        whole, rest = divmod(reading, self.tick)
        rows = np.flatnonzero(self.readings == whole * self.step)
        if len(rows):
            return self.begin + int(rows[0]) * self.tick + rest
        skipped = (self.readings[:-1] < whole * self.step) & (self.readings[1:] > whole * self.step)
        return self.begin + (int(np.flatnonzero(skipped)[0]) + 1) * self.tick

    def add_business_days(self, at, count):
        """That many business days on from the date of `at`, which is not counted, at its time of day; None: not in here."""
        row, rest = divmod(at - self.begin, self.tick)
        date, clock = divmod(int(self.readings[row]), DAY)
        later = [day for day in self.business_dates if (day > date if count > 0 else day < date)]
        if date not in self.dates() or abs(count) > len(later) or count == 0:
            return None
        day = later[count - 1] if count > 0 else later[count]
        return self.at_wall_clock((day * DAY + clock) * SECOND + rest)


# -- the whole range ------------------------------------------------------------------------------------------------------


def stretches(spec):
    """Openings and closings of a calendar over 1970-2100, seconds: each stretch between two changes of the clocks cuts the dates'
    hours out. For questions across years; too many minutes to ask one by one."""
    zone, name = zoneinfo.ZoneInfo(spec["time_zone"]), spec["time_zone"]
    edges = [BEGIN, *changes_in(name, BEGIN, END - 1), END]
    found = []
    for begin, end in zip(edges, edges[1:], strict=False):
        shift = offset(zone, begin)
        for day in range((begin + shift) // DAY, (end - 1 + shift) // DAY + 1):
            for start, stop in sorted(open_spans(spec, datetime.date.fromordinal(EPOCH + day))):
                opens, closes = max(begin, day * DAY + start - shift), min(end, day * DAY + stop - shift)
                if opens >= closes:
                    continue
                if found and opens <= found[-1][1]:
                    found[-1][1] = max(found[-1][1], closes)
                else:
                    found.append([opens, closes])
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def whole_stretches(calendar, empty):
    """Appends to `empty` for each combination that nothing is left of."""
    if not isinstance(calendar, tuple):
        return stretches(calendar)
    sign, left, right = calendar
    a, b = whole_stretches(left, empty), whole_stretches(right, empty)
    edges = np.unique(np.concatenate((a.ravel(), b.ravel())))
    inside = [np.searchsorted(one.ravel(), edges, side="right") % 2 == 1 for one in (a, b)]
    is_open = combine(sign, *inside)  # from each edge to the next; closed after the last
    turns = np.flatnonzero(np.diff(np.append(False, is_open).astype(np.int8)))
    if not len(turns):
        empty.append(calendar)
    return edges[turns].reshape(-1, 2)


class Whole(Answers):
    """A calendar from 1970 to 2100 as a list of stretches."""

    def __init__(self, calendar):
        empty = []
        self.opens, self.closes = (whole_stretches(calendar, empty) * SECOND).T
        self.nothing_left = bool(empty)
        self.begin, self.end = BEGIN * SECOND, END * SECOND
        lengths = self.closes - self.opens
        self.until = np.cumsum(lengths)  # open time up to each closing
        self.before = self.until - lengths
        self.total = int(lengths.sum())
        self.turns = np.concatenate((self.opens, self.closes[self.closes < self.end]))

    def is_open(self, at):
        row = np.searchsorted(self.opens, at, side="right") - 1
        return (row >= 0) & (at < self.closes[np.maximum(row, 0)])

    def elapsed_to(self, at):
        row = np.searchsorted(self.opens, at, side="right") - 1
        known = np.maximum(row, 0)
        return np.where(row < 0, 0, self.before[known] + np.minimum(at, self.closes[known]) - self.opens[known])

    def first(self, amount):
        row = np.searchsorted(self.until, amount, side="left")
        return self.opens[row] + amount - self.before[row]

    def last(self, amount):
        row = np.searchsorted(self.until, amount, side="right")
        return self.opens[row] + amount - self.before[row]
