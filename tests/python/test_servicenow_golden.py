"""Twenty tickets of the real ServiceNow export, explained so that a person can check each figure by hand.

The arithmetic in the file is made here, from events and segments, and has to give what the audit says.
SLAKIT_GOLDEN=write renews the file; read the difference before it is committed.
"""

import csv
import gzip
import os
import random
from collections import defaultdict
from datetime import datetime, timedelta

import pytest
from conftest import ROOT, SHARED

import slakit

LOG = SHARED / "data" / "uci_incident_event_log.csv.gz"
GOLDEN = ROOT / "tests" / "golden" / "servicenow-twenty.txt"
TARGETS = {
    "response": {"1 - Critical": 15, "2 - High": 60, "3 - Moderate": 240, "4 - Low": 480},
    "restoration": {"1 - Critical": 240, "2 - High": 24 * 60, "3 - Moderate": 72 * 60, "4 - Low": 120 * 60},
}
DIRTY = ("a row rejected", "opened after its first update", "never resolved")
WANTED = {"met": 4, "breached": 4, "paused": 3, "reopened": 3, "retargeted": 3, **dict.fromkeys(DIRTY, 1)}
HEAD = """\
Twenty tickets of the incident event log, UCI data set 498 (CC BY 4.0), under examples/servicenow/contract.yaml.
Time counts round the clock; all times are UTC. Response ends with the first state but New, restoration with the first
Resolved; waiting for somebody else pauses restoration until the next state that is no waiting. Targets of response:
15 min, 1 h, 4 h, 8 h, of restoration: 4 h, 24 h, 72 h, 120 h, by the priorities 1 to 4. The last priority of a clock's
run counts, as if it had been so from the start. due = start + target + pauses before due.
"""


def read_rows():
    """incident -> its rows in order, each with its number in the file."""
    rows = defaultdict(list)
    with gzip.open(LOG, "rt", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 1):
            rows[row["number"]].append({**row, "row": number})
    for incident in rows.values():
        incident.sort(key=lambda row: (minute_of(row["sys_updated_at"]), int(row["sys_mod_count"])))
    return rows


def minute_of(text):
    return datetime.strptime(text, "%d/%m/%Y %H:%M")


def kind_of(rows):
    """What makes a ticket worth explaining; nothing where it is too long to check by hand."""
    states = [row["incident_state"] for row in rows]
    changes = [row for i, row in enumerate(rows) if i == 0 or states[i] != states[i - 1]]
    if len(changes) > 9:
        return None
    is_opened_late = minute_of(rows[0]["sys_updated_at"]) < minute_of(rows[0]["opened_at"])
    for kind, holds in zip(DIRTY, ("-100" in states, is_opened_late, "Resolved" not in states), strict=True):
        if holds:
            return kind
    resolved = states.index("Resolved")
    if any(state not in ("Resolved", "Closed") for state in states[resolved:]):
        return "reopened"
    before = [row for row in changes if rows.index(row) < resolved]
    if len({row["priority"] for row in before}) > 1:
        return "retargeted"
    return "paused" if any(state.startswith("Awaiting") for state in states[:resolved]) else "plain"


def drawn(rows, audit):
    """(kind, ticket) of each of the twenty, by a seeded draw from each kind."""
    columns = [audit.findings[name].to_pylist() for name in ("ticket", "obligation", "verdict")]
    verdicts = {ticket: verdict for ticket, name, verdict in zip(*columns, strict=True) if name == "restoration"}
    of_kind = defaultdict(list)
    for ticket in sorted(rows):
        kind = kind_of(rows[ticket])
        of_kind[verdicts[ticket] if kind == "plain" else kind].append(ticket)
    source = random.Random(498)
    return [(kind, ticket) for kind, count in WANTED.items() for ticket in sorted(source.sample(of_kind[kind], count))]


def minutes(length):
    whole, rest = divmod(length, timedelta(minutes=1))
    assert not rest
    return whole


def words(length):
    hours, rest = divmod(minutes(length), 60)
    return " ".join(text for number, text in ((hours, f"{hours} h"), (rest, f"{rest} min")) if number) or "0 min"


def at(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def stamp(instant):
    return f"{instant:%Y-%m-%d %H:%M}"


def event_lines(events, by_number):
    known = None
    for event in events:
        row = by_number[event["row"]]
        change = "" if row["priority"] == known else f"  priority {row['priority']}"
        known = row["priority"]
        ignored = "" if event["named"] and event["seen"] else "  (not looked at)"
        yield f"  {stamp(at(event['at']))}  row {event['row']}  {event['event']}{change}{ignored}"


def obligation_lines(one):
    finding = one["finding"]
    name = finding["obligation"]
    if finding["verdict"] == "not_measurable":
        yield f"  {name}: not measurable ({finding['reason'].replace('_', ' ')})"
        return
    target = slakit._core.parse_duration(finding["target"])
    [priority] = [text for text, allowed in TARGETS[name].items() if timedelta(minutes=allowed) == target]
    yield f"  {name}: {finding['verdict']}{' (open)' if finding['open'] else ''}; target {words(target)} ({priority})"
    end = at(finding["end"])
    running, paused = [], []
    for segment in one["segments"]:
        begin, until = at(segment["from"]), min(at(segment["to"]), end)
        if segment["state"] == "stopped":
            continue
        (running if segment["state"] == "running" else paused).append((begin, until))
        cause = f": {segment['cause']}" if "cause" in segment else ""
        yield f"    {stamp(begin)} to {stamp(until)}  {segment['state']}{cause}, {words(until - begin)}"
    elapsed = sum((until - begin for begin, until in running), timedelta())
    assert elapsed == slakit._core.parse_duration(finding["elapsed"])
    parts = " + ".join(words(until - begin) for begin, until in running)
    yield f"    elapsed {parts} = {words(elapsed)}" if len(running) > 1 else f"    elapsed {words(elapsed)}"
    yield from due_lines(finding, target, elapsed, paused, end)


def due_lines(finding, target, elapsed, paused, end):
    is_breached = elapsed > target
    assert (finding["verdict"] == "breached") is is_breached
    if finding["due"] is None:
        yield "    due: waits before it is reached"
        return
    start, due = at(finding["start"]), at(finding["due"])
    waited = [min(until, due) - begin for begin, until in paused if begin < due]
    assert due == start + target + sum(waited, timedelta())
    yield f"    due {stamp(start)} + {' + '.join(map(words, [target, *waited]))} = {stamp(due)}"
    if not is_breached:
        yield f"    {words(elapsed)} is not more than {words(target)}"
        return
    after = [until - max(begin, due) for begin, until in paused if until > due]
    late = end - due - sum(after, timedelta())
    assert late == slakit._core.parse_duration(finding["late"]) == elapsed - target
    less = "".join(f" less {words(length)} paused" for length in after)
    yield f"    {words(elapsed)} is more than {words(target)}; late {stamp(due)} to {stamp(end)}{less} = {words(late)}"


def text_of(rows, audit):
    lines = [HEAD, f"as of {stamp(audit.as_of)}"]
    for kind, ticket in drawn(rows, audit):
        data = audit.explain(ticket).to_dict()
        lines += ["", f"{ticket} ({kind})"]
        lines += event_lines(data["events"], {row["row"]: row for row in rows[ticket]})
        rejected = [row["row"] for row in rows[ticket] if row["incident_state"] == "-100"]
        lines += [f"  row {number} is rejected: state -100" for number in rejected]
        for one in data["obligations"]:
            lines += obligation_lines(one)
    return "\n".join(lines) + "\n"


@pytest.mark.skipif(not LOG.exists(), reason=f"the real log is not here: {LOG.name}")
def test_twenty_tickets_read_as_a_person_would_count_them():
    audit = slakit.audit(ROOT / "examples" / "servicenow" / "contract.yaml", LOG)
    text = text_of(read_rows(), audit)
    assert text.count("\nINC") == sum(WANTED.values())
    if os.environ.get("SLAKIT_GOLDEN") == "write":
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8")
