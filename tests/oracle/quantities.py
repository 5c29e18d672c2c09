"""Numbers, periods and local time for the oracles: fractions, integers of microseconds, zoneinfo. Knows nothing of slakit."""

import calendar
import math
import re
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from zoneinfo import ZoneInfo

SECOND = 1_000_000
HOUR = 3600 * SECOND
DAY = 24 * HOUR
UNITS = {"minute": 60 * SECOND, "hour": HOUR, "day": DAY, "week": 7 * DAY}
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
MINOR_DIGITS = {"JPY": 0, "BHD": 3}
PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?")


def number(text):
    """A figure, a rate or a number: "0.5%", "2‰", "3bp", "1.5"."""
    for suffix, scale in (("%", 100), ("‰", 1000), ("bp", 10_000)):
        if text.endswith(suffix):
            return Fraction(text[: -len(suffix)].strip()) / scale
    return Fraction(text)


def money(text, currency):
    """Minor units of "CNY 12.50", or of a plain number in the contract's currency."""
    return Fraction(text.split()[-1]) * 10 ** MINOR_DIGITS.get(currency, 2)


def period(text):
    """(months, days, microseconds)."""
    years, months, weeks, days, hours, minutes, seconds = (Fraction(part or 0) for part in PERIOD.fullmatch(text).groups())
    return int(12 * years + months), int(7 * weeks + days), int((3600 * hours + 60 * minutes + seconds) * SECOND)


def whole(exact, counting):
    """A number of units as the counting has it."""
    return {"started 24 h": Fraction(math.ceil(exact)), "completed 24 h": Fraction(math.floor(exact))}.get(counting, exact)


def rounded(exact, mode):
    """To a whole number: halves away from zero, halves to even, toward zero, away from zero."""
    size = abs(exact)
    floor, rest = math.floor(size), size - math.floor(size)
    half = Fraction(1, 2)
    up = {"half up": rest >= half, "half even": rest > half or (rest == half and floor % 2), "down": False, "up": rest > 0}[mode]
    return Fraction(floor + bool(up)) * (1 if exact > 0 else -1)


def shares(exacts, total):
    """Whole parts that follow `exacts` and sum to a whole total: rounded down, the rest to the largest remainders."""
    parts = [math.floor(exact) for exact in exacts]
    for i in sorted(range(len(parts)), key=lambda i: parts[i] - exacts[i])[: int(total - sum(parts))]:
        parts[i] += 1
    return [Fraction(part) for part in parts]


# Intervals: sorted lists of disjoint half-open (from, to).


def clip(spans, low, high):
    return [(max(a, low), min(b, high)) for a, b in spans if max(a, low) < min(b, high)]


def without(spans, holes):
    for low, high in holes:
        spans = sorted(clip(spans, -math.inf, low) + clip(spans, high, math.inf))
    return spans


def length(spans):
    return sum(b - a for a, b in spans)


def drop_first(spans, time):
    """The spans less their first so much."""
    rest = []
    for a, b in spans:
        taken = min(time, b - a)
        time -= taken
        rest += [(a + taken, b)] if a + taken < b else []
    return rest


# Local time.


def after(day, span):
    """A date so much later: months first, cut to the month's end, then days."""
    year, month = divmod(day.year * 12 + day.month - 1 + span[0], 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1])) + timedelta(days=span[1])


class Zone:
    def __init__(self, name):
        self.zone = ZoneInfo(name)

    def wall(self, us):
        return (EPOCH + timedelta(microseconds=us)).astimezone(self.zone).replace(tzinfo=None)

    def date(self, us):
        return self.wall(us).date()

    def instant(self, local):
        """The first of two, and of a time that the clock skips the instant after the gap."""
        instant = (local.replace(tzinfo=self.zone) - EPOCH) // timedelta(microseconds=1)
        if self.wall(instant) == local:
            return instant
        low = instant - 3 * HOUR
        while instant - low > 1:
            middle = (low + instant) // 2
            low, instant = (low, middle) if self.wall(middle) >= local else (middle, instant)
        return instant

    def midnight(self, day):
        return self.instant(datetime.combine(day, datetime.min.time()))

    def shifted(self, us, span, sign=1):
        """An instant so much later, or earlier, on the local calendar."""
        if span[0] or span[1]:
            local = self.wall(us)
            us = self.instant(datetime.combine(after(local.date(), (sign * span[0], sign * span[1])), local.time()))
        return us + sign * span[2]

    def dates(self, spans):
        """The local dates that the spans touch."""
        days = set()
        for a, b in spans:
            first, last = self.date(a), self.date(b - 1)
            days |= {first + timedelta(days=n) for n in range((last - first).days + 1)}
        return sorted(days)

    def open_spans(self, calendar, day):
        """Of a calendar's hours on a local date; hours within one day only."""
        if calendar == "always":
            return [(self.midnight(day), self.midnight(day + timedelta(days=1)))]
        hours = [] if str(day) in calendar.get("holidays", []) else calendar["weekly"].items()
        spans, midnight = [], datetime.combine(day, datetime.min.time())
        for days, texts in hours:
            first, _, last = days.partition("-")
            if WEEKDAYS.index(first) <= day.weekday() <= WEEKDAYS.index(last or first):
                for text in texts:
                    times = [midnight + timedelta(hours=int(time[:2]), minutes=int(time[3:])) for time in text.split("-")]
                    spans.append(tuple(map(self.instant, times)))
        return spans

    def business_days(self, calendar, late):
        """Of each local date with open time the share of it that is late."""
        for day in self.dates(late):
            spans = self.open_spans(calendar, day)
            if spans:
                yield Fraction(sum(length(clip(spans, a, b)) for a, b in late), length(spans))

    def months(self, due, time):
        """From the due instant on the local calendar: whole ones, and the part of the one that the rest lies in."""
        times = 0
        while self.shifted(due, (times + 1, 0, 0)) <= due + time:
            times += 1
        begin, end = (self.shifted(due, (n, 0, 0)) for n in (times, times + 1))
        return times + Fraction(due + time - begin, end - begin)


def windows(rule, anchor, first, shift, end):
    """Consecutive windows [first day, day after the last) that the days [first, end) are cut into.

    Of the contract they count from the day `shift` before the first, of the civil calendar from its months and Mondays.
    """
    days = [first]
    if rule != "term":
        every, origin = period(rule), first - shift
        if anchor == "civil":
            origin, shift = first.replace(day=1), timedelta()
            origin = after(origin, ((1 - origin.month) % -every[0], 0)) if every[0] else first - timedelta(days=first.weekday())
        times = 0
        while days[-1] < end:
            times += 1
            days.append(after(origin, (every[0] * times, every[1] * times)) + shift)
        days.pop()
    return list(zip(days, days[1:] + [end]))
