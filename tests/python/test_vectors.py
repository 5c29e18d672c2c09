"""Replays what other engines answer, from the table that tests/cases/vectors/table.py makes of their recorded tests.

The lines, and what each question means, are those of tests/unit/calendar/peer_vectors_test.cpp and tests/c/vectors.c.
"""

import importlib.util
import json
from collections import defaultdict
from datetime import date, datetime, timedelta, timezone

import pytest
from conftest import ROOT, SHARED

import slakit

CASES = SHARED / "cases"
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
US = timedelta(microseconds=1)
DAY = timedelta(days=1)

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason=f"needs {CASES}")


def at(text):
    return EPOCH + int(text) * US


def day(text):
    return EPOCH.date() + int(text) * DAY


def number(value):
    if isinstance(value, datetime):
        return (value - EPOCH) // US
    if isinstance(value, date):
        return (value - EPOCH.date()) // DAY
    return value // US if isinstance(value, timedelta) else int(value)


# ---- the questions: what a convention of another engine is in slakit's words ---------------------------------------


def next_open_after(c, t):
    return c.next_open(c.next_close(t) if c.is_open(t) else t)


def prev_close_before(c, t):
    close = c.prev_close(t)
    return close if close < t else c.prev_close(c.prev_open(t))


def snapped(c, t, how, forward):
    """A result outside hours moves on to the next opening, or back, to the last closing or the opening of its day."""
    if how == "none" or c.is_open(t):
        return t
    if how == "open" or (how == "day-start" and forward):
        return c.next_open(t)
    return c.prev_close(t) if how == "back" else c.prev_open(c.prev_close(t))


def rounded(value):
    second = timedelta(seconds=1)
    return (abs(value) + second / 2) // second * second * (-1 if value < timedelta(0) else 1)


def is_holiday(c, when):
    reason = c.why_closed(datetime.combine(day(when), datetime.min.time(), timezone.utc))
    return reason is not None and reason.by == "holiday"


def elapsed_sum(c, *ends):
    return sum((c.elapsed(at(a), at(b)) for a, b in zip(ends[::2], ends[1::2])), timedelta(0))


QUESTIONS = {
    "elapsed": lambda c, a, b: c.elapsed(at(a), at(b)),
    "elapsed-or-zero": lambda c, a, b: max(timedelta(0), c.elapsed(at(a), at(b))),
    "elapsed-rounded": lambda c, a, b: rounded(c.elapsed(at(a), at(b))),
    "elapsed-sum": elapsed_sum,
    "exceeds": lambda c, a, b, target: c.elapsed(at(a), at(b)) > int(target) * US,
    "due-close": lambda c, t, budget: c.due(at(t), int(budget) * US),
    "due-open": lambda c, t, budget: c.due(at(t), int(budget) * US, "next_open"),
    "is-open": lambda c, t: c.is_open(at(t)),
    "next-open": lambda c, t: c.next_open(at(t)),
    "next-open-after": lambda c, t: next_open_after(c, at(t)),
    "next-close": lambda c, t: c.next_close(at(t)),
    "prev-close": lambda c, t: c.prev_close(at(t)),
    "prev-close-before": lambda c, t: prev_close_before(c, at(t)),
    "prev-open": lambda c, t: c.prev_open(at(t)),
    "is-business-day": lambda c, d: c.is_business_day(day(d)),
    "is-holiday": is_holiday,
    "business-days": lambda c, a, b: c.business_days(day(a), day(b)),
    "add-days": lambda c, t, n, roll, snap: snapped(
        c, c.add_business_days(at(t), int(n), roll.replace("-", " ")), snap, int(n) >= 0
    ),
    "add-days-to-close": lambda c, t, n: c.add_business_days(at(t), int(n), end="close of business"),
    "add-dates": lambda c, d, n, roll: c.add_business_days(day(d), int(n), roll.replace("-", " ")),
}


# ---- the table -----------------------------------------------------------------------------------------------------


def lines():
    spec = importlib.util.spec_from_file_location("vectors_table", ROOT / "tests/cases/vectors/table.py")
    table = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(table)
    return [line.split("\t") for line in table.make(CASES).lines]


def calendar_of(document):
    described = json.loads(document)
    return slakit.Calendar(described.pop("weekly"), **described)


def answer(calendar, question, arguments):
    try:
        return str(number(QUESTIONS[question](calendar, *arguments)))
    except slakit.FaultError:
        return "none"


def test_calendars_answer_as_other_engines_do():
    calendars, replayed, at_least, quirks = {}, defaultdict(set), {}, 0
    for kind, *rest in lines():
        if kind == "at-least":
            at_least[rest[0]] = int(rest[1])
        elif kind == "calendar":
            calendars[rest[0]] = calendar_of(rest[1])
        elif kind == "without":
            calendars[rest[0]] = calendars[rest[1]] - calendars[rest[2]]
        elif kind == "refused":
            with pytest.raises(slakit.CalendarError, match=rest[3]):
                calendar_of(rest[2])
            replayed[rest[0]].add(rest[1])
        elif kind == "ask":
            peer, vector, convention, question, number_of_calendar, expect, *arguments = rest
            ours = answer(calendars[number_of_calendar], question, arguments)
            assert (ours == expect[1:]) == (expect[0] == "="), (peer, vector, convention, question, expect, ours)
            quirks += expect[0] == "!"
            replayed[peer].add(vector)
        else:
            assert kind == "wall"  # local times: C++ alone
    counts = {peer: len(vectors) for peer, vectors in replayed.items()}
    assert all(counts[peer] >= least for peer, least in at_least.items()), counts
    assert sum(counts.values()) > 800
    assert quirks == 18


def test_documents_and_arguments_make_the_same_calendars():
    made = 0
    for kind, *rest in lines():
        if kind == "calendar":
            assert slakit.Calendar.parse(rest[1]) == calendar_of(rest[1]), rest[0]
            made += 1
    assert made > 50
