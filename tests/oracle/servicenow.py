#!/usr/bin/env python3
"""An oracle for examples/servicenow: the audit of the real export, counted again without slakit.

    python3 tests/oracle/servicenow.py uci_incident_event_log.csv.gz

Works in whole minutes, as the export is stamped, and by another road than the library: on a calendar that never closes, lateness
less the pauses after due is simply the running time beyond the target. An incident still open is judged a minute after the last
stamp. A changed priority changes the target of a clock that still runs, as if it had been the target from the start; a change in
the minute of the stop comes before it. Rows that change no state are no events, so a priority in one of them is seen in the next
that is.
"""

import csv
import gzip
import json
import sys
from collections import Counter, defaultdict
from datetime import datetime

STATES = {"New", "Active", "Awaiting User Info", "Awaiting Vendor", "Awaiting Problem", "Awaiting Evidence", "Resolved", "Closed"}
RESPONSE = {"1 - Critical": 15, "2 - High": 60, "3 - Moderate": 4 * 60, "4 - Low": 8 * 60}
RESTORATION = {"1 - Critical": 4 * 60, "2 - High": 24 * 60, "3 - Moderate": 72 * 60, "4 - Low": 120 * 60}
DAY = 24 * 60


def minute(text):
    return int((datetime.strptime(text, "%d/%m/%Y %H:%M") - datetime(2010, 1, 1)).total_seconds()) // 60


def read(path):
    """incident -> rows (minute, sys_mod_count, state, priority, opened) in order, and how many rows there were of each kind."""
    rows, counts = defaultdict(list), Counter()
    with gzip.open(path, "rt", newline="") as file:
        for cells in csv.DictReader(file):
            counts["in"] += 1
            if cells["incident_state"] not in STATES:
                counts["rejected"] += 1
                continue
            rows[cells["number"]].append((minute(cells["sys_updated_at"]), int(cells["sys_mod_count"]), cells["incident_state"],
                                          cells["priority"], minute(cells["opened_at"])))  # fmt: skip
    for incident in rows.values():
        incident.sort(key=lambda row: row[:2])
        shown = [row[2] for row in incident]
        counts["ignored"] += sum(a == b for a, b in zip(shown, shown[1:], strict=False))
    counts["used"] = counts["in"] - counts["ignored"] - counts["rejected"]
    return rows, counts


def run(start, rows, stops, pauses, now):
    """(running minutes, whether stopped) of one clock, or None where a stop lies before the start."""
    end, stopped = now, False
    for at, _, state, *_ in rows:
        if state in stops:
            end, stopped = at, True
            break
    if end < start and stopped:
        return None
    waited, since = 0, None
    for at, _, state, *_ in rows:
        if at >= end and stopped:
            break
        if state in pauses:
            since = at if since is None else since
        elif since is not None:
            waited += max(0, min(at, end) - max(since, start))
            since = None
    if since is not None:
        waited += max(0, end - max(since, start))
    return end - start - waited, stopped


def audit(path):
    rows, counts = read(path)
    now = max(row[0] for incident in rows.values() for row in incident)
    now = max(now, *(row[4] for incident in rows.values() for row in incident)) + 1
    tallies, missed, days = defaultdict(Counter), 0, 0
    waiting = {state for state in STATES if state.startswith("Awaiting")}
    for incident in rows.values():
        start = incident[0][4]
        events = [row for index, row in enumerate(incident) if index == 0 or row[2] != incident[index - 1][2]]
        for name, targets, stops, pauses in (
            ("response", RESPONSE, STATES - {"New"}, set()),
            ("restoration", RESTORATION, {"Resolved"}, waiting),
        ):
            result = run(start, incident, stops, pauses, now)
            if result is None:
                tallies[name, events[-1][3]]["not_measurable"] += 1
                continue
            running, stopped = result
            end = next((row[0] for row in events if row[2] in stops), now)
            # the first row carries the start, however late it was written
            priority = [row[3] for index, row in enumerate(events) if index == 0 or row[0] <= end][-1]
            late = running - targets[priority]
            if late > 0:
                tallies[name, priority]["breached"] += 1
                if name == "response":
                    missed += 1
                else:
                    days += -(-late // DAY)
            else:
                tallies[name, priority]["met" if stopped else "running"] += 1
    return {
        "rows": dict(counts),
        "tickets": len(rows),
        "tallies": {" / ".join(key): dict(value) for key, value in sorted(tallies.items())},
        "missed": missed,
        "days": days,
        "total": f"{(missed + days) * 10}.00",  # 0.001 % of EUR 1 000 000.00
    }


if __name__ == "__main__":
    print(json.dumps(audit(sys.argv[1]), indent=1))
