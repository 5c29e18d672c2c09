"""Live tickets in Python: what they answer, and that they answer as an audit of the same events does, at every prefix."""

import csv
import gzip
import json
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import pyarrow as pa
import pytest
from conftest import ROOT, SHARED

import slakit

LOG = SHARED / "data" / "uci_incident_event_log.csv.gz"
TICKETS = 24  #: drawn from the real log

DESK = """\
slakit: 1
contract: {id: desk, time_zone: Europe/Berlin}
calendars: {office: {weekly: {mon-fri: ["09:00-17:00"]}}}
obligations:
  resolution:
    clause: "1"
    clock:
      start: received
      stop: restored
      pause: waiting
      resume: replied
      calendar: office
      target: [{where: {priority: "1"}, within: PT4H}, {within: PT8H}]
      steps: {warning: {at: 75%, tell: duty manager}}
  update:
    clause: "2"
    clock: {start: received, stop: note, until: restored, cycles: periodic, calendar: office, target: PT2H}
"""

FRIDAY = datetime(2026, 3, 6, 9, tzinfo=timezone.utc)  # 10:00 in Berlin
HOUR = timedelta(hours=1)


@pytest.fixture
def live():
    return slakit.Live(slakit.Contract.parse(DESK))


@pytest.fixture
def ticket(live):
    ticket = live.ticket()
    assert ticket.advance(FRIDAY, "received", {"priority": 3, "title": None}) == []
    return ticket


def resolution(ticket, as_of):
    return next(f for f in ticket.findings(as_of) if f.obligation == "resolution")


def test_findings_say_how_far_it_is(live, ticket):
    assert live.obligations == ("resolution", "update")
    assert live.left_out == ()
    finding = resolution(ticket, FRIDAY + 2 * HOUR)
    assert (finding.verdict, finding.open, finding.reason, finding.clause) == ("running", True, None, "1")
    assert (finding.elapsed, finding.target, finding.remaining) == (2 * HOUR, 8 * HOUR, 6 * HOUR)
    assert finding.percent == Fraction(25)
    assert finding.due == datetime(2026, 3, 9, 9, tzinfo=timezone.utc)
    assert finding.breached_since is None and finding.late is None and finding.target_rule == 1


def test_a_pause_hides_due_and_a_breach_says_since_when(ticket):
    ticket.advance(FRIDAY + HOUR, "waiting")
    assert resolution(ticket, FRIDAY + 2 * HOUR).due is None
    ticket.advance(FRIDAY + 2 * HOUR, "replied")
    finding = resolution(ticket, FRIDAY + timedelta(days=5))
    assert (finding.verdict, finding.breached_since) == ("breached", datetime(2026, 3, 9, 10, tzinfo=timezone.utc))
    assert finding.remaining < timedelta(0) and finding.percent > 100


def test_what_comes_next(ticket):
    (step,) = ticket.next_steps(FRIDAY + HOUR)
    assert (step.obligation, step.step, step.tell, step.time) == ("resolution", "warning", "duty manager", 0)
    assert step.at == FRIDAY + 6 * HOUR
    assert ticket.next_change(FRIDAY + HOUR) == FRIDAY + 2 * HOUR + timedelta(microseconds=1)  # update is breached
    ticket.advance(FRIDAY + HOUR, "restored")
    assert ticket.next_change(FRIDAY + 2 * HOUR) is None


def test_cycles_that_end_are_handed_out(ticket):
    assert ticket.advance(FRIDAY + HOUR, "note") == []
    (first,) = ticket.advance(FRIDAY + 4 * HOUR, "note")
    assert (first.obligation, first.cycle, first.verdict, first.open) == ("update", 0, "met", False)
    (second,) = ticket.advance(FRIDAY + 5 * HOUR, "comment")
    assert (second.cycle, second.verdict, second.late) == (1, "breached", HOUR)


def test_a_late_event_changes_nothing(ticket):
    ticket.advance(FRIDAY + HOUR, "waiting")
    before = ticket.state()
    with pytest.raises(slakit.LateEvent, match="earlier than an event taken before.*replay"):
        ticket.advance(FRIDAY, "restored")
    assert ticket.state() == before
    assert ticket.last_event == FRIDAY + HOUR


def test_states_go_to_a_database_and_back(live, ticket):
    text = ticket.state()
    assert json.loads(text)["plan"] == live.digest
    again = live.restore(text)
    for one in (ticket, again):
        one.advance(FRIDAY + HOUR, "restored")
    assert again.findings(FRIDAY + 2 * HOUR) == ticket.findings(FRIDAY + 2 * HOUR)
    for bad, code in (("{", "bad-state"), (text.replace(live.digest, "0" * 36), "other-plan")):
        with pytest.raises(slakit.InputError) as caught:
            live.restore(bad)
        assert [p.code for p in caught.value.problems] == [code]


def test_a_reading_has_a_plan_of_its_own(live):
    other = slakit.Live(slakit.Contract.parse(DESK), {"policies.reopen": "ignore"})
    assert other.digest != live.digest
    with pytest.raises(slakit.InputError):
        slakit.Live(slakit.Contract.parse(DESK), {"policies.reopen": "never"})


@pytest.mark.parametrize(
    ("at", "attributes", "code"),
    [
        (datetime(2026, 3, 6, 12), {}, "naive-datetime"),
        ("tomorrow", {}, "bad-instant"),
        (5, {}, "not-a-datetime"),
        (datetime(2101, 3, 6, 12, tzinfo=timezone.utc), {}, "out-of-range"),
        (FRIDAY + HOUR, {"priority": 1.5}, "not-text"),
    ],
)
def test_bad_events_are_refused(ticket, at, attributes, code):
    before = ticket.state()
    with pytest.raises(slakit.InputError) as caught:
        ticket.advance(at, "waiting", attributes)
    assert [p.code for p in caught.value.problems] == [code]
    assert ticket.state() == before


def test_attributes_are_written_out(live):
    for value in (1, Decimal("1"), "1"):
        ticket = live.ticket()
        ticket.advance(FRIDAY, "received", {"priority": value})
        assert resolution(ticket, FRIDAY + HOUR).target == 4 * HOUR


# ---- the real log --------------------------------------------------------------------------------------------------


def _real_events():
    """Rows of some tickets as events: one for each state, with the attributes of its row."""
    states = {
        "New": "registered",
        "Active": "activated",
        "Awaiting User Info": "awaiting user",
        "Awaiting Vendor": "awaiting vendor",
        "Awaiting Problem": "awaiting problem",
        "Awaiting Evidence": "awaiting evidence",
        "Resolved": "resolved",
        "Closed": "closed",
    }

    def instant(text):
        return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=timezone.utc)

    tickets = defaultdict(list)
    with gzip.open(LOG, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = row["number"]
            if row["incident_state"] not in states or int(name.removeprefix("INC")) % 1000 > 2:
                continue
            attributes = {"priority": row["priority"], "category": row["category"]}
            if not tickets[name]:
                tickets[name].append((instant(row["opened_at"]), "opened", 0, attributes))
            event = states[row["incident_state"]]
            tickets[name].append((instant(row["sys_updated_at"]), event, int(row["sys_mod_count"]), attributes))
    return dict(list(tickets.items())[:TICKETS])


def _table(events):
    at, event, sequence, attributes = zip(*events, strict=True)
    return pa.table(
        {
            "ticket": ["T"] * len(events),
            "at": pa.array(at, pa.timestamp("us", "UTC")),
            "event": event,
            "sequence": sequence,
            "priority": [a["priority"] for a in attributes],
            "category": [a["category"] for a in attributes],
        }
    )


FIELDS = ("obligation", "verdict", "reason", "open", "start", "due", "end", "elapsed", "target", "late")


def _known(values):
    """An audit's columns say "none", and no time, where there is no reason and nobody is late."""
    return tuple(None if name in ("reason", "late") and value in ("none", timedelta(0)) else value for name, value in values)


def _audited(contract, events, as_of):
    rows = slakit.audit(contract, _table(events), as_of).findings.to_pylist()
    return [_known((name, row[name]) for name in FIELDS) for row in rows]


def _answered(ticket, as_of):
    return [_known((name, getattr(finding, name)) for name in FIELDS) for finding in ticket.findings(as_of)]


@pytest.mark.skipif(not LOG.exists(), reason=f"the real log is not here: {LOG.name}")
def test_live_equals_an_audit_at_every_prefix():
    text = (ROOT / "examples" / "servicenow" / "contract.yaml").read_text("utf-8").replace("  source: source.yaml\n", "")
    contract = slakit.Contract.parse(text)
    live = slakit.Live(contract)
    tickets = _real_events()
    assert len(tickets) == TICKETS
    compared = 0
    for events in tickets.values():
        events.sort(key=lambda event: event[0])
        ticket = live.ticket()
        for i, (at, event, sequence, attributes) in enumerate(events):
            ticket.advance(at, event, attributes, sequence)
            ticket = live.restore(ticket.state())
            after = events[i + 1][0] if i + 1 < len(events) else at + timedelta(days=30)
            for as_of in {at + timedelta(microseconds=1), max(after, at + timedelta(microseconds=1))}:
                assert _answered(ticket, as_of) == _audited(contract, events[: i + 1], as_of)
                compared += 1
    assert compared > 5 * TICKETS


def test_what_only_audits_compute_is_named():
    contract = slakit.Contract.load("examples/cloud-service/contract.yaml")
    left_out = [str(part) for part in slakit.Live(contract).left_out]
    assert "obligations.maintenance announced.gate (clause 4.3): a gate is for audits and not watched live" in left_out
    assert "exclusions.force majeure (clause 7.1): an exclusion is for audits and not watched live" in left_out
    assert not any(part.endswith("is not computed by this version") for part in left_out)
    assert not any(part.startswith("obligations.status notice") for part in left_out)
