"""slakit's calendar beside its peers: the same questions, the answers compared first, then the times, all in one run.

    python bench/peers/run.py [FOLDER]      # the table on the terminal, FOLDER/peers.json (build/bench by default)

Every answer of every peer is compared, on as many rows as it can do in the time given to it; a difference ends the run
with status 1 and names the row. slakit's own answers are first checked against open hours made without it.
"""

import dataclasses
import json
import os
import pathlib
import platform
import sys
from collections.abc import Callable
from datetime import timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np
import peers
import workload
from rich import box
from rich.console import Console
from rich.table import Table

import slakit

ROWS = 1_000_000  # of each question, and what slakit itself is timed on
LEAST_ROWS = 100
FULL_RUN_NS = 300_000_000  # a peer gets ten times the rows until a run takes this long
SPENT_NS = 2_000_000_000  # and is timed again, five times at most, within about this time
SCALAR_ROWS = 10_000
SCALAR_LIMIT_NS = 1000
HOUR_US = 3600 * workload.SECOND_US

console = Console(width=140)


class Difference(Exception):
    pass


@dataclasses.dataclass(frozen=True)
class Question:
    title: str
    kind: str  # which of a peer's functions answers it
    columns: Callable


def whole_hours(rows):
    pairs = workload.tickets(rows)
    return workload.Columns(pairs.first // HOUR_US * HOUR_US, pairs.second // HOUR_US * HOUR_US)


QUESTIONS = [
    Question("elapsed, any two instants of 3 years", "elapsed", workload.any_pairs),
    Question("elapsed, tickets of up to a week", "elapsed", workload.tickets),
    Question("elapsed in whole hours, up to a week", "hours", whole_hours),
    Question("due, 8 h of open time", "due", workload.due_questions),
    Question("business days between two dates", "days", workload.date_pairs),
]


def office():
    opens, lunch_from, lunch_to, closes = (f"{t:%H:%M}" for t in (workload.OPENS, *workload.LUNCH, workload.CLOSES))
    week = {"mon-fri": [(opens, lunch_from), (lunch_to, closes)]}
    return slakit.Calendar(week, time_zone=workload.ZONE, holidays=workload.HOLIDAYS)


def whole_days():
    """Open round the clock on business days, so that open time counts them."""
    return slakit.Calendar({"mon-fri": [("00:00", "24:00")]}, holidays=workload.HOLIDAYS)


def count(times, unit):
    return times if unit is None else times.view(np.int64) // unit


class Slakit:
    """Our own batch calls, in the shape of a peer's: kind -> ask(columns, repeats), and a boundary."""

    def __init__(self):
        self.office = office()
        self.days = whole_days()

    def ask(self, kind, columns, repeats, boundary="close"):
        first = columns.first.view("datetime64[us]")
        if kind == "due":
            budgets = columns.second.view("timedelta64[us]")
            answers, best = peers.best_of(repeats, lambda: self.office.due(first, budgets, boundary))
        else:
            calendar, second = self.days if kind == "days" else self.office, columns.second.view("datetime64[us]")
            unit = {"days": workload.DAY_US, "hours": HOUR_US}.get(kind)
            answers, best = peers.best_of(repeats, lambda: count(calendar.elapsed(first, second), unit))
        return answers.view(np.int64), best


def stop_on_difference(who, question, columns, ours, theirs):
    if len(ours) != len(theirs):
        raise Difference(f"{who}: {question}: {len(theirs)} answers to {len(ours)} questions")
    rows = np.flatnonzero(ours != theirs)
    if rows.size:
        row = int(rows[0])
        asked = f"{columns.first[row]}, {columns.second[row]}"
        raise Difference(
            f"{who}: {question}: {rows.size} of {len(ours)} answers differ; row {row}"
            f" ({asked}, microseconds since 1970): {theirs[row]}, slakit {ours[row]}"
        )


def check_ourselves(us):
    """The batch against open hours made from zoneinfo and added up one by one; business_days against the whole days."""
    spans = workload.open_intervals()
    for question in QUESTIONS[:2]:
        columns = question.columns(ROWS).head(LEAST_ROWS)
        pairs = zip(columns.first.tolist(), columns.second.tolist())
        by_hand = [workload.open_time_by_hand(spans, a, b) for a, b in pairs]
        ours, _ = us.ask(question.kind, columns, 1)
        stop_on_difference("open hours by hand", question.title, columns, ours, np.array(by_hand))
    columns = workload.date_pairs(SCALAR_ROWS)
    dates = ([at.date() for at in peers.datetimes(column)] for column in (columns.first, columns.second))
    scalars = np.array([us.office.business_days(a, b) for a, b in zip(*dates)])
    stop_on_difference("business_days", "one by one", columns, us.ask("days", columns, 1)[0], scalars)


def rows_within_time(ask, columns):
    """(rows, ns of one run of them): ten times as many until a run is long enough to be timed."""
    rows = LEAST_ROWS
    while True:
        _, spent = ask(columns.head(rows), 1)
        if spent >= FULL_RUN_NS or rows == len(columns):
            return rows, spent
        rows = min(rows * 10, len(columns))


def one_line(us, question, columns, peer, ask, own_times):
    """A peer's line of the table, after its answers were found to be ours."""
    print(f"{question.title}: {peer.name}", file=sys.stderr, flush=True)
    rows, spent = rows_within_time(ask, columns)
    head = columns.head(rows)
    theirs, best = ask(head, max(1, min(5, SPENT_NS // max(spent, 1))))
    ours, _ = us.ask(question.kind, head, 1, peer.boundary)
    stop_on_difference(peer.name, question.title, head, ours, theirs)
    boundary = peer.boundary if question.kind == "due" else "close"
    if boundary not in own_times:
        own_times[boundary] = us.ask(question.kind, columns, 5, boundary)[1] / len(columns)
    each = min(spent, best) / rows
    return {
        "question": question.title,
        "who": peer.name,
        "version": peer.version,
        "boundary": boundary if question.kind == "due" else None,
        "rows": rows,
        "ns": each,
        "ratio": each / own_times[boundary],
    }


def lines_of(us, question, present):
    columns = question.columns(ROWS)
    own_times = {"close": us.ask(question.kind, columns, 5)[1] / ROWS}
    theirs = [
        one_line(us, question, columns, peer, peer.asks[question.kind], own_times)
        for peer in present
        if question.kind in peer.asks
    ]
    own = {"who": "slakit", "version": slakit.__version__, "rows": ROWS, "ns": own_times["close"], "ratio": 1.0}
    own |= {"question": question.title, "boundary": "close" if question.kind == "due" else None}
    return [own] + sorted(theirs, key=lambda line: line["ratio"])


def scalar_line(what, call, first, second, limit):
    _, best = peers.best_of(7, lambda: [call(a, b) for a, b in zip(first, second)])
    return {"what": what, "ns": best / len(first), "limit_ns": limit}


def two_offsets(a, b):
    return a.utcoffset(), b.utcoffset()


def scalar_lines(us):
    """One call from Python, each with its own arguments; the loop around the calls is in the time.

    Of a datetime in a zone Python itself must be asked for the offset; what that alone takes is shown beside.
    """
    pairs, dues = workload.any_pairs(SCALAR_ROWS), workload.due_questions(SCALAR_ROWS)
    batch_elapsed, batch_due = (us.ask(kind, columns, 1)[0] for kind, columns in (("elapsed", pairs), ("due", dues)))
    budgets = [workload.BUDGET] * SCALAR_ROWS
    lines = []
    for name, zone in (("UTC", timezone.utc), (f'ZoneInfo("{workload.ZONE}")', ZoneInfo(workload.ZONE))):
        first, second, starts = (peers.datetimes(c, zone) for c in (pairs.first, pairs.second, dues.first))
        elapsed = [us.office.elapsed(a, b) // timedelta(microseconds=1) for a, b in zip(first, second)]
        stop_on_difference("scalar elapsed", name, pairs, batch_elapsed, np.array(elapsed))
        due = [peers.us_of_instant(us.office.due(a, workload.BUDGET)) for a in starts]
        stop_on_difference("scalar due", name, dues, batch_due, np.array(due))
        lines.append(scalar_line(f"Calendar.elapsed, {name}", us.office.elapsed, first, second, SCALAR_LIMIT_NS))
        lines.append(scalar_line(f"Calendar.due, {name}", us.office.due, starts, budgets, SCALAR_LIMIT_NS))
        lines.append(scalar_line(f"two utcoffset() and no slakit, {name}", two_offsets, first, second, None))
    return lines


def gather(folder):
    """(the peers on this machine, the others with the reason)"""
    present, skipped = [], []
    for name, make in peers.makers(folder).items():
        try:
            present.append(make())
        except peers.Unavailable as reason:
            skipped.append({"who": name, "why": str(reason)})
    return present, skipped


def time_text(ns):
    for unit, size in (("s", 1e9), ("ms", 1e6), ("us", 1e3)):
        if ns >= size:
            return f"{ns / size:.3g} {unit}"
    return f"{ns:.3g} ns"


def show(report):
    table = Table("question", "who", "time each", "to slakit", "rows compared", box=box.MARKDOWN)
    for line in report["questions"]:
        who = f"{line['who']} {line['version']}" + (f" ({line['boundary']})" if line["boundary"] else "")
        ratio = f"{line['ratio']:.3g}" if line["ratio"] < 100 else f"{line['ratio']:,.0f}"
        table.add_row(line["question"], who, time_text(line["ns"]), ratio, f"{line['rows']:,}")
    console.print(table)
    table = Table("one call from Python", "time", "limit", box=box.MARKDOWN)
    for line in report["scalar"]:
        table.add_row(line["what"], time_text(line["ns"]), time_text(line["limit_ns"]) if line["limit_ns"] else "")
    console.print(table)


def conclude(report):
    for peer in report["skipped"]:
        console.print(f"skipped: {peer['who']}: {peer['why']}", markup=False)
    faster = [line for line in report["questions"] if line["ratio"] < 1]
    slow = [line for line in report["scalar"] if line["limit_ns"] and line["ns"] > line["limit_ns"]]
    for line in faster:
        console.print(f"behind: {line['who']}: {line['question']}: {line['ratio']:.3g} of slakit's time", markup=False)
    for line in slow:
        console.print(f"over the limit: {line['what']}: {time_text(line['ns'])}", markup=False)
    if not faster and not slow:
        left = len(report["skipped"])
        console.print(f"ahead of every peer measured ({left} skipped); scalar calls within their limit")


def main(folder=pathlib.Path("build/bench")):
    scratch = folder / "peers"
    scratch.mkdir(parents=True, exist_ok=True)
    present, skipped = gather(scratch.resolve())
    us = Slakit()
    machine = {"system": platform.platform(), "python": platform.python_version(), "cores": os.cpu_count()}
    try:
        check_ourselves(us)
        questions = [line for question in QUESTIONS for line in lines_of(us, question, present)]
        report = {"machine": machine, "questions": questions, "scalar": scalar_lines(us), "skipped": skipped}
    except Difference as difference:
        console.print(f"answers differ: {difference}", markup=False)
        return 1
    (folder / "peers.json").write_text(json.dumps(report, indent=1) + "\n")
    show(report)
    conclude(report)
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(pathlib.Path, sys.argv[1:])))
