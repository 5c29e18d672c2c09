"""The one workload that every peer is asked: an office in Berlin, and random questions about it, always the same.

Instants are whole seconds, since some peers count no finer, and no pair is reversed: peers disagree about the sign.
"""

import bisect
import dataclasses
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from dateutil.easter import easter

ZONE = "Europe/Berlin"
OPENS, CLOSES = time(9), time(18)
LUNCH = time(12), time(13)
BUDGET = timedelta(hours=8)  # a whole day of open time: whoever starts outside the hours lands exactly on closing time
FIRST, LAST = date(2023, 1, 1), date(2026, 1, 1)  # the window of all instants
SEED = 4

SECOND_US = 1_000_000
BUDGET_US = int(BUDGET.total_seconds()) * SECOND_US
DAY_US = 86_400 * SECOND_US


def holidays_of(year):
    """Germany's nine, and the two days on which offices close: eleven a year."""
    moving = [easter(year) + timedelta(days=days) for days in (-2, 1, 39, 50)]
    fixed = [(1, 1), (5, 1), (10, 3), (12, 24), (12, 25), (12, 26), (12, 31)]
    return sorted(moving + [date(year, month, day) for month, day in fixed])


HOLIDAYS = [day for year in range(2020, 2031) for day in holidays_of(year)]


@dataclasses.dataclass(frozen=True)
class Columns:
    """Pairs of instants, microseconds since 1970; for a due instant, starts and budgets."""

    first: np.ndarray
    second: np.ndarray

    def __len__(self):
        return len(self.first)

    def head(self, rows):
        return Columns(self.first[:rows], self.second[:rows])


def _window():
    zone = ZoneInfo(ZONE)
    return [int(datetime.combine(day, time(0), zone).timestamp()) for day in (FIRST, LAST)]


def _random_instants(random, rows):
    return random.integers(*_window(), rows) * SECOND_US


def any_pairs(rows):
    """Two instants anywhere in the three years: a year apart on average."""
    random = np.random.default_rng(SEED)
    a, b = _random_instants(random, rows), _random_instants(random, rows)
    return Columns(np.minimum(a, b), np.maximum(a, b) + (a == b) * SECOND_US)


def tickets(rows):
    """A start, and an end up to a week later."""
    random = np.random.default_rng(SEED + 1)
    start = _random_instants(random, rows)
    return Columns(start, start + random.integers(1, 7 * 86_400, rows) * SECOND_US)


def due_questions(rows):
    start = _random_instants(np.random.default_rng(SEED + 2), rows)
    return Columns(start, np.full(rows, BUDGET_US))


def date_pairs(rows):
    """The dates of any_pairs, as midnights in UTC."""
    pairs = any_pairs(rows)
    return Columns(pairs.first // DAY_US * DAY_US, pairs.second // DAY_US * DAY_US)


def open_intervals():
    """Every open interval of 2022 to 2026, made without slakit: an oracle for it, and the table of the joins."""
    zone, closed = ZoneInfo(ZONE), set(HOLIDAYS)
    spans = []
    for ordinal in range(date(2022, 1, 1).toordinal(), date(2027, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        if day.weekday() < 5 and day not in closed:
            stamps = [int(datetime.combine(day, at, zone).timestamp()) for at in (OPENS, *LUNCH, CLOSES)]
            spans += [stamps[:2], stamps[2:]]
    return np.array(spans) * SECOND_US


def open_time_by_hand(spans, a, b):
    """Open time in [a, b), one interval after the other: slow, and simple enough to believe."""
    ends = spans[:, 1].tolist()
    total = 0
    for opens, closes in spans[bisect.bisect_right(ends, a) :].tolist():
        if opens >= b:
            return total
        total += min(b, closes) - max(a, opens)
    raise ValueError("the intervals end before the question does")


def write(path, columns):
    """The workload as lines of words, for the programs in other languages; instants in seconds."""
    words = [f"zone {ZONE}", f"hours {OPENS:%H:%M} {CLOSES:%H:%M}", f"break {LUNCH[0]:%H:%M} {LUNCH[1]:%H:%M}"]
    words += [f"holiday {day}" for day in HOLIDAYS]
    pairs = zip((columns.first // SECOND_US).tolist(), (columns.second // SECOND_US).tolist())
    path.write_text("\n".join(words + [f"ask {a} {b}" for a, b in pairs]) + "\n")
