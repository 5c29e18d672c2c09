"""Exposure: what waiting costs. At any instant it is what a plain audit of the same events says."""

import json
import re
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from conftest import AS_OF, ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

import slakit

HOUR = timedelta(hours=1)

# 100.00 a started day and 50.00 for each missed answer; at most 250.00 for one incident.
DESK = slakit.Contract.parse("""
slakit: 1
contract: {id: desk, time_zone: UTC, price: EUR 10000.00}
calendars: {always: {always: true}}
obligations:
  answer: {clause: "2", clock: {start: received, stop: answered, calendar: always, target: PT2H}}
  restoration: {clause: "3", clock: {start: received, stop: restored, calendar: always, target: PT4H}}
penalties:
  no answer: {clause: "6", prices: answer, charge: {amount: EUR 50.00, per: incident}}
  late: {clause: "7", prices: restoration, charge: {rate: 1%, of: price, per: day, counting: started 24 h}}
caps:
  of an incident: {clause: "8", limit: 2.5%, of: price, at: incident}
""")
START = datetime(2025, 3, 1, tzinfo=timezone.utc)


def log_of(*rows):
    tickets, hours, events = zip(*rows, strict=True)
    at = pa.array([START + hour * HOUR for hour in hours], pa.timestamp("us", "UTC"))
    return pa.table({"ticket": tickets, "at": at, "event": events})


def desk(hour, *rows):
    return slakit.audit(DESK, log_of(*rows), as_of=START + hour * HOUR)


def test_each_jump_has_its_instant_its_amount_and_its_item():
    # A is due for an answer at 2, for restoration at 4; B was answered, and is broken since 4 + 1.
    exposure = desk(3, ("A", 0, "received"), ("B", 1, "received"), ("B", 2, "answered")).exposure(timedelta(hours=50))
    assert (exposure.now, exposure.then) == (50, 450)
    jumps = [(r["at"], r["ticket"], r["penalty"], r["gross"], r["by"]) for r in exposure.jumps.to_pylist()]
    tick = timedelta(microseconds=1)
    assert jumps == [
        (START + 4 * HOUR + tick, "A", "late", 100, 100),
        (START + 5 * HOUR + tick, "B", "late", 100, 100),
        (START + 28 * HOUR + tick, "A", "late", 100, 100),  # 50 + 200: the incident's limit
        (START + 29 * HOUR + tick, "B", "late", 100, 100),
        (START + 52 * HOUR + tick, "A", "late", 100, 0),
    ]
    assert [(r["ticket"], r["at_stake"], r["at"]) for r in exposure.tickets.to_pylist()] == [
        ("A", 200, START + 4 * HOUR + tick),
        ("B", 200, START + 5 * HOUR + tick),
    ]
    states = {(r["ticket"], r["obligation"]): (r["state"], r["net"]) for r in exposure.items.to_pylist()}
    assert states["A", "restoration"] == ("running", 0) and states["A", "answer"][1] == 50


EVENTS = st.lists(
    st.tuples(st.sampled_from("ABC"), st.integers(0, 60), st.sampled_from(["received", "answered", "restored"])),
    min_size=1,
    max_size=8,
)


@settings(max_examples=60)
@given(EVENTS, st.integers(1, 70), st.integers(1, 100))
def test_at_any_instant_it_is_what_the_audit_says(rows, hour, further):
    seen = [row for row in rows if row[1] < hour] or [("A", 0, "received")]
    exposure = desk(hour, *seen).exposure(further * HOUR)
    later = desk(hour + further, *seen)
    assert exposure.now == desk(hour, *seen).statement.total
    assert exposure.then == later.statement.total == exposure.now + (pc.sum(exposure.jumps["by"]).as_py() or 0)
    assert (pc.sum(exposure.tickets["at_stake"]).as_py() or 0) == exposure.then - exposure.now


@pytest.mark.parametrize(
    ("name", "as_of"),
    [
        ("after-sales", AS_OF),
        ("cloud-service", "2025-06-01T00:00:00+02:00"),
        ("public-managed-service", "2025-07-10T00:00:00+01:00"),
        ("delivery", "2025-07-15T00:00:00+02:00"),
    ],
)
def test_the_examples_add_up(name, as_of):
    folder = ROOT / "examples" / name
    exposure = slakit.audit(folder / "contract.yaml", folder / "events.csv", as_of=as_of).exposure(timedelta(days=10))
    assert exposure.then - exposure.now == (pc.sum(exposure.jumps["by"]).as_py() or 0)
    assert str(exposure).startswith("At stake")


def test_tables_have_types_even_without_rows():
    exposure = desk(3, ("A", 0, "answered")).exposure(HOUR)
    assert (exposure.items.num_rows, exposure.jumps.num_rows, exposure.tickets.num_rows) == (0, 0, 0)
    assert exposure.jumps.schema.field("by").type == pa.decimal128(19, 2)
    assert exposure.items.schema.field("due").type == exposure.tickets.schema.field("at").type == pa.timestamp("us", "UTC")
    assert exposure.now == exposure.then == Decimal("0.00")


def test_json_holds_everything(tmp_path):
    exposure = desk(3, ("A", 0, "received")).exposure(30 * HOUR)
    exposure.to_json(tmp_path / "e.json")
    data = json.loads((tmp_path / "e.json").read_text("utf-8"))
    assert data == exposure.to_dict() and data["slakit_exposure"] == 1
    assert (data["now"], data["then"]) == ("EUR 50.00", "EUR 250.00")
    assert [one["ticket"] for one in data["tickets"]] == ["A"]


@pytest.mark.parametrize("horizon", [timedelta(hours=-1), timedelta(days=60000), 24])
def test_bad_horizons_are_refused(horizon):
    with pytest.raises(slakit.InputError):
        desk(3, ("A", 0, "received")).exposure(horizon)


# ---- the command line ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [80, 140])
def test_the_command_says_which_ticket_first(run, contract_path, events_path, tmp_path, width):
    options = ["--as-of", AS_OF, "--within", "PT72H", "--json", tmp_path / "e.json"]
    done = run("exposure", contract_path, events_path, *options, COLUMNS=str(width))
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"^T6 on-site \(1\.1\.2\) +2024-05-31 02:00 +10000\.00 +2024-06-01 02:00 +\+30000\.00", done.stdout, re.M)
    assert re.search(r"^2024-06-03 02:00 +T6 +late restoration +\+10000\.00 +110000\.00", done.stdout, re.M)
    assert max(sum(2 if "一" <= c <= "鿿" else 1 for c in line) for line in done.stdout.splitlines()) <= width
    assert json.loads((tmp_path / "e.json").read_text("utf-8"))["then"] == "CNY 110000.00"


@pytest.mark.parametrize("within", ["24 hours", "-PT1H"])
def test_bad_lengths_are_refused(run, contract_path, events_path, within):
    done = run("exposure", contract_path, events_path, "--within", within)
    assert done.returncode == 2 and done.stdout == "" and "Traceback" not in done.stderr
