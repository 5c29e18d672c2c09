"""What a contract could mean, priced: the amounts worked out by hand before, and every combination by plain audits."""

import itertools
import json
from decimal import Decimal

import pyarrow as pa
import pytest
from conftest import AS_OF

import slakit

COUNTING = "penalties.late restoration.charge.counting"
TICKETS = ("T2", "T3", "T4", "T5", "T6")

# The table at the end of the sketch of the contract: path, value, then what T2, T3, T4, T5 and T6 come to, and all.
SKETCH = [
    (COUNTING, "completed 24 h", "20000.00 0 10000.00 10000.00 0.00", "40000.00"),
    (COUNTING, "pro rata", "21250.00 0 19583.33 11250.00 9166.67", "61250.00"),
    (COUNTING, "calendar days touched", "30000.00 0 30000.00 20000.00 10000.00", "90000.00"),
    ("policies.concurrency", "both", "30000.00 0 0.00 0.00 0.00", "30000.00"),
    ("policies.concurrency", "highest only", "20000.00 0 20000.00 20000.00 10000.00", "70000.00"),
    ("obligations.on-site.clock.pause", "none", "30000.00 10000.00 20000.00 20000.00 10000.00", "90000.00"),
    ("obligations.on-site.clock.start", "{after: PT1H, of: received}", "30000.00 0 20000.00 20000.00 10000.00", "80000.00"),
]

# A day of 24 h costs 100.00; the ticket is late by 25 h, or with the half hour of waiting by 24 h 30 min.
DESK = """
slakit: 1
contract: {id: desk, time_zone: UTC, price: EUR 10000.00}
calendars: {always: {always: true}}
obligations:
  restoration:
    clause: "3"
    clock:
      start: received
      stop: restored
      pause: waiting
      resume: answered
      calendar: always
      target: {assumed: PT4H}
penalties:
  late: {clause: "7", prices: restoration, charge: {rate: 1%, of: price, per: day, counting: started 24 h}}
readings:
  a day: {clause: "7", text: each day, set: penalties.late.charge.counting, use: started 24 h, else: [pro rata]}
  waiting: {clause: "3", text: "", set: obligations.restoration.clock.pause, use: waiting, else: [none]}
"""
DESK_AS_OF = "1970-01-03T00:00:00Z"


def desk_log():
    at = pa.array([minutes * 60_000_000 for minutes in (0, 60, 90, 29 * 60)], pa.timestamp("us", "UTC"))
    return pa.table({"ticket": ["I1"] * 4, "at": at, "event": ["received", "waiting", "answered", "restored"]})


@pytest.fixture(scope="module")
def priced():
    files = ("examples/after-sales/contract.yaml", "examples/after-sales/events.csv")
    return slakit.audit(*files, as_of=AS_OF).readings()


def alternative(priced, path, value):
    return next(a for p in priced.readings if p.path == path for a in p.alternatives if a.value == value)


@pytest.mark.parametrize(("path", "value", "by_ticket", "total"), SKETCH)
def test_the_sketch_comes_out_to_the_cent(priced, path, value, by_ticket, total):
    used = dict(zip(TICKETS, map(Decimal, ("30000.00", "0", "20000.00", "20000.00", "10000.00")), strict=True))
    other = alternative(priced, path, value)
    assert (priced.total, other.total, other.by) == (80000, Decimal(total), Decimal(total) - 80000)
    for line in other.lines:
        used[line.ticket] += line.by
        assert line.by == (line.after or 0) - (line.before or 0)
    assert used == dict(zip(TICKETS, map(Decimal, by_ticket.split()), strict=True))


def test_a_place_says_what_it_rests_on(priced):
    [day] = [one for one in priced.readings if one.path == COUNTING]
    assert (day.kind, day.name, day.clause, day.text, day.used) == ("reading", "a day", "1.1.3(2)", "每一天", "started 24 h")
    assert (day.title, day.titles["zh"]) == ("What a day is", "一天如何计算")
    [default] = [one for one in priced.readings if one.path == "policies.retarget"]
    assert (default.kind, default.touches) == ("policy_default", False) and "can change" in default.note
    [alone] = [one for one in priced.readings if one.path == "obligations.dispatch.clock.target"]
    assert (alone.kind, alone.used, alone.alternatives) == ("assumed", "PT30M", ())


def test_extremes_are_those_of_every_combination():
    contract = slakit.Contract.parse(DESK)
    also = {"obligations.restoration.clock.target": ["PT2H", "P1D"]}
    with pytest.raises(slakit.ContractError):  # no clock counts 24 h as a day without saying so
        slakit.audit(contract, desk_log(), DESK_AS_OF).readings(also)
    also = {"obligations.restoration.clock.target": ["PT2H", "PT28H"]}
    audit = slakit.audit(contract, desk_log(), DESK_AS_OF)
    priced = audit.readings(also)
    places = {
        "penalties.late.charge.counting": ("started 24 h", "pro rata"),
        "obligations.restoration.clock.pause": ("waiting", None),
        "obligations.restoration.clock.target": ("PT4H", "PT2H", "PT28H"),
    }
    totals = [
        slakit.audit(contract, desk_log(), DESK_AS_OF, dict(zip(places, values, strict=True))).statement.total
        for values in itertools.product(*places.values())
    ]
    assert priced.is_exact and priced.bound is None
    assert (priced.lowest.total, priced.highest.total) == (min(totals), max(totals))
    assert priced.combinations % len(totals) == 0 and priced.evaluated == priced.combinations
    for extreme in (priced.lowest, priced.highest):
        choices = {path: None if value == "none" else value for path, value in extreme.choices.items()}
        assert slakit.audit(contract, desk_log(), DESK_AS_OF, choices).statement.total == extreme.total


def test_a_bound_that_is_met_is_said(priced):
    assert not priced.is_exact and priced.bound and priced.evaluated < priced.combinations
    assert priced.lowest.total <= min(a.total for p in priced.readings for a in p.alternatives)


def test_an_audit_under_choices_is_priced_from_there():
    files = ("examples/after-sales/contract.yaml", "examples/after-sales/events.csv", AS_OF)
    priced = slakit.audit(*files, {COUNTING: "pro rata"}).readings(combinations_max=1)
    assert priced.total == Decimal("61250.00")
    assert alternative(priced, COUNTING, "started 24 h").by == Decimal("18750.00")


def test_the_table_has_a_row_for_each_alternative(priced):
    table = priced.table()
    assert table.column_names == ["path", "clause", "text", "used", "value", "total", "by", "changed", "problem"]
    assert table.num_rows == sum(max(1, len(one.alternatives)) for one in priced.readings)
    assert table.schema.field("total").type == pa.decimal128(19, 2)
    [row] = [row for row in table.to_pylist() if row["value"] == "pro rata"]
    assert (row["total"], row["changed"], row["problem"]) == (Decimal("61250.00"), 4, None)
    assert {row["value"] for row in table.to_pylist() if row["path"] == "obligations.dispatch.clock.target"} == {None}


def test_json_holds_everything(priced, tmp_path):
    priced.to_json(tmp_path / "readings.json")
    data = json.loads((tmp_path / "readings.json").read_text("utf-8"))
    assert data["slakit_readings"] == 1 and data == priced.to_dict()
    assert [one["path"] for one in data["readings"]] == [one.path for one in priced.readings]


@pytest.mark.parametrize(
    ("also", "code"),
    [
        ({"obligations.on-site.clock.target": ["4 hours"]}, "bad-duration"),
        ({"nowhere.at.all": ["1"]}, "unknown-path"),
        ({"policies.concurrency": [1.5]}, "bad-choice"),
        (["policies.concurrency"], "bad-choice"),
    ],
)
def test_values_that_fit_nowhere_are_refused(contract_path, events_path, also, code):
    with pytest.raises(slakit.InputError) as refused:
        slakit.audit(contract_path, events_path, AS_OF).readings(also, combinations_max=1)
    assert [problem.code for problem in refused.value.problems] == [code]


@pytest.mark.parametrize("number", [0, -1, 1.5, True])
def test_a_bound_is_a_number_above_zero(contract_path, events_path, number):
    with pytest.raises(slakit.InputError, match="bad-count"):
        slakit.audit(contract_path, events_path, AS_OF).readings(combinations_max=number)


def test_what_cannot_be_computed_says_why():
    term = "price: EUR 10000.00, milestones: {signed: 1970-01-31}, term: {from: signed, length: P1M, counting: start day in}}"
    contract = slakit.Contract.parse(DESK.replace("price: EUR 10000.00}", term))
    priced = slakit.audit(contract, desk_log(), DESK_AS_OF).readings()
    other = alternative(priced, "policies.month_arithmetic", "reject")  # there is no 31 February
    assert (other.total, other.by) == (None, None) and "reject" in other.problem and "\n" not in other.problem
    assert "cannot be computed:" in " ".join(str(priced).split())


# ---- the command line and the page ---------------------------------------------------------------------------------


def test_the_command_prices_readings(run, contract_path, events_path, tmp_path):
    files = ["--json", tmp_path / "r.json", "--html", tmp_path / "r.html"]
    options = ["--readings", "--else", "obligations.dispatch.clock.target=PT15M", "--combinations", "200"]
    done = run("audit", contract_path, events_path, "--as-of", AS_OF, *options, *files, COLUMNS="140")
    assert (done.returncode, done.stderr) == (0, "")
    for text in (done.stdout, (tmp_path / "r.html").read_text("utf-8")):
        for expected in ("每一天", "What a day is", "completed 24 h", "-40000.00", "T3 +10000.00", "15 min"):
            assert expected in text
    assert "28 have no other value to try" in done.stdout and "Not exact" in done.stdout
    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert report["slakit_report"] == 1 and report["readings"]["total"] == "80000.00"
    [dispatch] = [r for r in report["readings"]["readings"] if r["path"] == "obligations.dispatch.clock.target"]
    assert [a["value"] for a in dispatch["alternatives"]] == ["PT15M"]
    with_readings, report = report, slakit.audit(contract_path, events_path, AS_OF).report
    assert {key: value for key, value in with_readings.items() if key != "readings"} == report


@pytest.mark.parametrize("width", [80, 100, 140])
def test_the_readings_fit_the_terminal(run, contract_path, events_path, width):
    done = run("audit", contract_path, events_path, "--as-of", AS_OF, "--readings", "--combinations", "1", COLUMNS=str(width))
    lines = done.stdout.split("Try next")[0].splitlines()
    cells = [sum(2 if "一" <= c <= "鿿" else 1 for c in line) for line in lines]
    assert max(cells) <= width


def test_a_contract_that_leaves_nothing_open_says_so(run):
    files = [f"examples/delivery/{name}" for name in ("contract.yaml", "events.csv")]
    done = run("audit", *files, "--as-of", "2025-07-15T00:00:00+02:00", "--readings")
    assert "The contract leaves nothing open" in done.stdout and "Lowest and highest" not in done.stdout


def test_options_of_readings_need_readings(run, contract_path, events_path):
    done = run("audit", contract_path, events_path, "--else", "policies.loss=the greater")
    assert done.returncode == 2 and "--else: is for --readings" in done.stderr
    done = run("audit", contract_path, events_path, "--readings", "--else", "policies.loss")
    assert done.returncode == 2 and "--else: 'policies.loss' is no choice" in done.stderr
