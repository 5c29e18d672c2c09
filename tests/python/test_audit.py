"""Audits in Python: the sketch's amounts, columns of every kind, reports that are whole or not there, bad input."""

import gzip
import json
import pickle
import subprocess
import sys
import threading
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pyarrow as pa
import pytest
from conftest import AFTER_SALES, AS_OF, ROOT, SHARED

import slakit

BAD_LOGS = sorted((ROOT / "tests/cases/bad-logs").glob("*.problems"))


@pytest.fixture
def contract(contract_path):
    return slakit.Contract.load(contract_path)


@pytest.fixture
def audit(contract, events_path):
    return slakit.audit(contract, events_path, as_of=AS_OF)


def frame(path):
    table = pd.read_csv(path, dtype=str)
    table["at"] = pd.to_datetime(table["at"])
    return table


# ---- results -------------------------------------------------------------------------------------------------------


def test_amounts_are_decimals_and_the_total_is_the_sketchs(audit):
    statement = audit.statement
    assert (statement.total, statement.gross, statement.cut) == (
        Decimal("80000.00"),
        Decimal("80000.00"),
        Decimal("0.00"),
    )
    assert (statement.currency, statement.provisional) == ("CNY", Decimal("10000.00"))
    assert audit.postings.num_rows == 10 and sum(audit.postings["amount"].to_pylist()) == 0
    assert audit.charges.schema.field("amount").type == pa.decimal128(19, 2)
    by_ticket = {}
    for row in audit.charges.to_pylist():
        by_ticket[row["ticket"]] = by_ticket.get(row["ticket"], 0) + row["amount"]
    assert by_ticket == {"T2": 30000, "T4": 20000, "T5": 20000, "T6": 10000}


def test_findings_are_typed_columns(audit):
    findings = audit.findings
    assert findings.num_rows == 18
    assert findings.schema.field("due").type == pa.timestamp("us", tz="UTC")
    assert findings.schema.field("late").type == pa.duration("us")
    rows = {(r["ticket"], r["obligation"]): r for r in findings.to_pylist()}
    on_site = rows["T2", "on-site"]
    assert on_site["verdict"] == "breached"
    assert on_site["due"] == datetime(2024, 5, 6, 16, tzinfo=timezone.utc)
    assert (on_site["late"], on_site["elapsed"]) == (timedelta(hours=27), timedelta(hours=31))
    assert rows["T6", "on-site"]["open"] is True
    assert rows["T1", "dispatch"]["verdict"] == "not_triggered"
    assert rows["T1", "dispatch"]["due"] is None and rows["T1", "dispatch"]["late"] is None


def test_negative_amounts_keep_their_sign_in_decimal_columns():
    import numpy as np

    from slakit._amounts import from_minor

    values = [-1, 0, 1, 2**63 - 1, -(2**63)]
    assert from_minor(np.array(values, dtype=np.int64), 3).to_pylist() == [Decimal(v).scaleb(-3) for v in values]


def test_the_report_says_the_same_as_the_columns(audit):
    report = audit.report
    assert report["statement"]["total"] == "CNY 80000.00"
    assert len(report["findings"]) == audit.findings.num_rows
    assert [c["amount"] for c in report["charges"]] == [f"CNY {a}" for a in audit.charges["amount"].to_pylist()]
    verdicts = audit.findings["verdict"].to_pylist()
    assert [f["verdict"] for f in report["findings"]] == verdicts
    assert [datetime.fromisoformat(f["due"]) if f["due"] else None for f in report["findings"]] == audit.findings[
        "due"
    ].to_pylist()
    assert sum(a.breached for a in audit.attainment) == verdicts.count("breached")


def test_attainment_is_an_exact_ratio(audit):
    response = next(a for a in audit.attainment if a.obligation == "response")
    assert (response.met, response.breached, response.ratio, response.percent) == (5, 1, Fraction(5, 6), "83.33")
    assert response.target == timedelta(hours=4)


def test_rows_are_accounted_for(audit):
    q = audit.data_quality
    assert (q.rows_in, q.tickets) == (23, 6)
    assert q.rows_in == q.rows_used + q.rows_ignored + q.rows_rejected


def test_assumptions_name_their_place_and_alternatives(audit):
    by_path = {a.path: a for a in audit.assumptions}
    concurrency = by_path["policies.concurrency"]
    assert (concurrency.kind, concurrency.used, concurrency.otherwise) == (
        "reading",
        "either",
        ("both", "highest only"),
    )
    assert {a.kind for a in audit.assumptions} >= {"assumed", "reading", "policy_default"}
    with pytest.raises(AttributeError):
        concurrency.used = "both"


def test_as_of_left_out_is_an_assumption(contract, events_path):
    audit = slakit.audit(contract, events_path)
    assert audit.as_of == datetime(2024, 5, 30, 15, 1, tzinfo=timezone.utc)  # a log of whole minutes
    assert [a.kind for a in audit.assumptions if a.path == "as_of"] == ["argument"]


@pytest.mark.parametrize(
    ("choices", "total"),
    [
        ({"policies.concurrency": "both"}, "30000.00"),
        ({"policies.concurrency": "highest only"}, "70000.00"),
        ({"penalties.late restoration.charge.counting": "pro rata"}, "61250.00"),
        ({"obligations.on-site.clock.pause": None}, "90000.00"),
        ({"obligations.on-site.clock.start": {"after": "PT1H", "of": ["received"]}}, "80000.00"),
        ({"contract.price": "CNY 500000.00"}, "40000.00"),
    ],
)
def test_choices_are_other_readings(contract, events_path, choices, total):
    assert str(slakit.audit(contract, events_path, AS_OF, choices).statement.total) == total
    assert str(slakit.audit(contract.with_choices(choices), events_path, AS_OF).statement.total) == total


def test_a_cap_cuts(events_path):
    statement = slakit.audit(AFTER_SALES / "contract-capped.yaml", events_path, AS_OF).statement
    assert (statement.gross, statement.cut, statement.total) == (Decimal(80000), Decimal(30000), Decimal(50000))
    assert [(c.limit, c.before, c.cut) for c in statement.caps] == [(Decimal(50000), Decimal(80000), Decimal(30000))]


def test_a_contract_says_what_it_is(contract):
    assert contract.price == (Decimal("1000000.00"), "CNY")
    assert (contract.id, contract.title, contract.time_zone) == (
        "after-sales",
        "After-sales service plan",
        "Asia/Shanghai",
    )
    assert contract.titles["zh"] == "售后服务方案"
    assert contract.milestones["final acceptance"].isoformat() == "2024-03-15"
    assert {"missed response", "late restoration"} <= set(contract.penalties)
    assert "no-cap" in [problem.code for problem in contract.remarks()]


def test_entries_made_after_the_breach_they_cure_are_listed(contract, tmp_path):
    at = lambda *hours: pd.to_datetime([f"2024-05-06T{hour:02}:00:00+08:00" for hour in hours])  # noqa: E731
    events = pd.DataFrame(
        {
            "ticket": ["T1"] * 2,
            "at": at(9, 12),
            "event": ["received", "restored"],
            "class": ["fault", None],
            "recorded_at": at(9, 15),
        }
    )
    audit = slakit.audit(contract, events, as_of=AS_OF)
    [cured] = [one for one in audit.log_findings if one.obligation == "response"]
    assert (cured.ticket, cured.row, cured.event, cured.role, cured.moves) == ("T1", 2, "restored", "stop", True)
    assert cured.kinds == ("after_breach", "late")
    assert (cured.known_before.verdict, cured.known_before.late) == ("breached", timedelta(hours=2, microseconds=1))
    assert (cured.with_entry.verdict, cured.without_entry.verdict) == ("met", "breached")
    # without it the response is missed, and from 13:00 on 26 started days come up to as_of
    assert {one.amount for one in audit.log_findings} == {Decimal("-270000.00")}
    assert {one["amount"] for one in audit.report["source"]["log_findings"]} == {"CNY -270000.00"}
    assert "-270000.00" in str(audit)
    assert "Entries to ask about" in str(audit)
    audit.to_html(tmp_path / "report.html")
    assert "Entries to ask about" in (tmp_path / "report.html").read_text("utf-8")
    limit = [a for a in audit.assumptions if a.path == "log_audit.late_after"]
    assert [(a.kind, a.used) for a in limit] == [("argument", "PT1H")]


def test_how_late_an_entry_may_be_is_the_callers(contract):
    events = pd.DataFrame(
        {
            "ticket": ["T1"],
            "at": pd.to_datetime(["2024-05-06T09:00:00+08:00"]),
            "event": ["received"],
            "recorded_at": pd.to_datetime(["2024-05-06T10:30:00+08:00"]),
        }
    )
    assert [one.kinds for one in slakit.audit(contract, events, as_of=AS_OF).log_findings] == [("late",)]
    patient = slakit.audit(contract, events, as_of=AS_OF, late_after=timedelta(hours=2))
    assert patient.log_findings == ()
    assert [a.used for a in patient.assumptions if a.path == "log_audit.late_after"] == ["PT2H"]
    with pytest.raises(slakit.InputError, match="negative-limit"):
        slakit.audit(contract, events, as_of=AS_OF, near_target=timedelta(minutes=-1))
    with pytest.raises(slakit.InputError, match="late_after"):
        slakit.audit(contract, events, as_of=AS_OF, late_after="PT1H")


def test_a_clean_log_has_no_entries_to_ask_about(audit):
    assert audit.log_findings == ()
    assert "Entries to ask about" not in str(audit)


# ---- events from columns -------------------------------------------------------------------------------------------


def as_rows(audit):
    return audit.findings.to_pylist(), audit.charges.to_pylist(), audit.statement


class Stream:
    """Anything with an Arrow stream, and nothing else."""

    def __init__(self, table):
        self._table = table

    def __arrow_c_stream__(self, requested_schema=None):
        return self._table.__arrow_c_stream__(requested_schema)


@pytest.mark.parametrize(
    "convert",
    [
        lambda f: f,
        lambda f: f.sample(frac=1, random_state=7),
        lambda f: f.assign(at=f["at"].dt.tz_convert("UTC").astype("datetime64[ms, UTC]")),
        lambda f: f.assign(event=f["event"].astype("category")),
        lambda f: pa.Table.from_pandas(f),
        lambda f: pa.concat_tables([pa.Table.from_pandas(f[:9]), pa.Table.from_pandas(f[9:])]),
        lambda f: Stream(pa.Table.from_pandas(f)),
        lambda f: f.assign(cost=1.5, note=None, sequence=0),
        lambda f: f.assign(recorded_at=None),
        lambda f: f.assign(recorded_at=f["at"].iloc[::-1].array),
    ],
)
def test_columns_of_every_kind_give_the_files_audit(contract, audit, events_path, convert):
    assert as_rows(slakit.audit(contract, convert(frame(events_path)), AS_OF)) == as_rows(audit)


def test_what_a_log_itself_gives_reason_to_doubt_is_remarked_on(contract):
    start = pd.Timestamp("2024-05-06T01:00Z")
    numbers = [n for n in range(1, 31) if n not in (7, 8)]
    table = pd.DataFrame({"ticket": [f"INC{n:04}" for n in numbers], "at": start, "event": "received"})
    table["recorded_at"] = pd.Series([start - pd.Timedelta("2h"), start, pd.NaT, *[start] * (len(numbers) - 3)])
    notes = {note.code: note for note in slakit.audit(contract, table, AS_OF).data_quality.notes}
    assert notes["gap-in-ticket-numbers"].text.startswith("2 numbers are missing between tickets: INC0007 to INC0008;")
    assert notes["recorded-before-it-happened"].text.startswith("recorded up to PT2H before it happened;")
    assert (notes["recorded-before-it-happened"].rows, notes["recorded-before-it-happened"].first_row) == (1, 1)
    assert {note.kind for note in notes.values()} == {"remark"}


def test_tickets_may_be_numbers(contract):
    start = datetime(2024, 5, 6, 1, tzinfo=timezone.utc)
    table = pa.table(
        {
            "ticket": [7, 7],
            "at": pa.array([start, start + timedelta(hours=5)], pa.timestamp("ns", tz="Asia/Shanghai")),
            "event": ["received", "restored"],
            "class": ["fault", None],
        }
    )
    audit = slakit.audit(contract, table, AS_OF)
    assert audit.tickets == ["7"]
    assert audit.statement.total == Decimal("20000.00")  # five hours without a response, and one hour late


def test_an_empty_frame_owes_nothing(contract, events_path):
    audit = slakit.audit(contract, frame(events_path)[:0], AS_OF)
    assert (audit.statement.total, audit.findings.num_rows, audit.charges.num_rows) == (0, 0, 0)
    assert "Statement" in str(audit)


# ---- explanations and reports --------------------------------------------------------------------------------------


def test_an_explanation_reads_and_sums(audit):
    explanation = audit.explain("T3")
    data = explanation.to_dict()
    on_site = next(o for o in data["obligations"] if o["finding"]["obligation"] == "on-site")
    assert [s["state"] for s in on_site["segments"]] == ["running", "paused", "running", "stopped"]
    assert explanation.verdicts["on-site"] == "met"
    text = str(audit.explain("T2"))
    assert "27 h late = 2 started days of 24 h" in text
    assert "1% x CNY 1000000.00 x 2 = CNY 20000.00" in text


def test_explanations_are_identical_to_the_findings(audit):
    for ticket in audit.tickets:
        explained = [o["finding"] for o in audit.explain(ticket).to_dict()["obligations"]]
        assert explained == [f for f in audit.report["findings"] if f["ticket"] == ticket]


def test_files_are_whole(audit, tmp_path):
    audit.to_json(tmp_path / "report.json")
    assert json.loads((tmp_path / "report.json").read_text("utf-8")) == audit.report
    audit.to_html(tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text("utf-8")
    assert page.rstrip().endswith("</html>")
    assert "CNY 80000.00" in page and "售后服务方案" in page
    assert "http" not in page  # self-contained: nothing is fetched
    assert sorted(p.name for p in tmp_path.iterdir()) == ["report.html", "report.json"]


def test_a_file_that_cannot_be_written_leaves_nothing(audit, tmp_path):
    (tmp_path / "there").mkdir()
    with pytest.raises(OSError):
        audit.to_json(tmp_path / "there")  # a directory: the rename fails
    with pytest.raises(OSError):
        audit.to_json(tmp_path / "absent" / "report.json")
    assert [p.name for p in tmp_path.iterdir()] == ["there"]


def test_html_takes_hostile_names_as_text(contract, tmp_path):
    at = pd.to_datetime(["2024-05-06T09:00+08:00", "2024-05-08T09:00+08:00"])
    hostile = "<script>[red]"
    events = pd.DataFrame({"ticket": hostile, "at": at, "event": ["received", "restored"], "class": ["fault", None]})
    audit = slakit.audit(contract, events, AS_OF)
    audit.to_html(tmp_path / "r.html")
    assert "<script" not in (tmp_path / "r.html").read_text("utf-8")
    assert "[red]" in str(audit)


def test_audits_share_a_contract_between_threads(contract, events_path):
    totals = []
    threads = [
        threading.Thread(target=lambda: totals.append(slakit.audit(contract, events_path, AS_OF).statement.total))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert totals == [Decimal("80000.00")] * 8


# ---- bad input -----------------------------------------------------------------------------------------------------


def places(error):
    return [f"{p.line}:{p.column} {p.code} {p.path}".rstrip() for p in error.value.problems]


@pytest.mark.parametrize("expected", BAD_LOGS, ids=lambda p: p.stem)
def test_bad_logs_give_all_their_problems(contract, expected):
    with pytest.raises(slakit.LogError) as error:
        slakit.audit(contract, expected.with_suffix(""), AS_OF)
    assert places(error) == [line.rstrip() for line in expected.read_text("utf-8").splitlines()]


def test_bad_contracts_give_all_their_problems_with_their_places():
    text = "slakit: 1\ncontract: {id: x, prise: CNY 1.00}\ncalendars: {a: {weekly: {mon: ['9:00-12:00']}}}\n"
    with pytest.raises(slakit.ContractError) as error:
        slakit.Contract.parse(text, "mine.yaml")
    problems = error.value.problems
    assert {"unknown-key", "missing-key"} <= {p.code for p in problems}
    assert all(p.source == "mine.yaml" and p.line > 0 for p in problems)
    unknown = next(p for p in problems if p.code == "unknown-key")
    assert (unknown.line, unknown.path) == (2, "contract.prise") and "did you mean 'price'?" in unknown.message
    assert str(error.value).splitlines() == [str(p) for p in problems]
    assert pickle.loads(pickle.dumps(error.value)).problems == problems


def test_bad_columns_give_all_their_problems(contract):
    at = pd.to_datetime(["2024-05-06T09:00+08:00", None, "2024-05-06T11:00+08:00"])
    events = pd.DataFrame({"ticket": ["T1", "T2", None], "at": at, "event": ["received", "", "restored"]})
    with pytest.raises(slakit.LogError) as error:
        slakit.audit(contract, events, AS_OF)
    assert [(p.code, p.path) for p in error.value.problems] == [
        ("empty-ticket", "row 3, column ticket"),
        ("empty-event", "row 2 (ticket T2), column event"),
        ("missing-instant", "row 2 (ticket T2), column at"),
    ]


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (lambda f: f.drop(columns=["at", "event"]), ["missing-column", "missing-column"]),
        (lambda f: f.rename(columns={"event": "evnet"}), ["missing-column"]),
        (lambda f: f.assign(at=f["at"].dt.tz_localize(None)), ["naive-datetime"]),
        (lambda f: f.assign(at="2024-05-06T09:00:00Z"), ["not-a-datetime"]),
        (lambda f: f.assign(ticket=1.0), ["not-text"]),
        (lambda f: f.assign(sequence="1"), ["bad-sequence"]),
        (lambda f: f.assign(recorded_at=f["at"].dt.tz_localize(None)), ["naive-datetime"]),
        (lambda f: f.assign(recorded_at="soon"), ["not-a-datetime"]),
        (lambda f: f.assign(recorded_at=pd.Timestamp("1969-01-01T00:00Z"))[:1], ["out-of-range"]),
        (lambda f: f.assign(at=pd.Timestamp("1969-01-01T00:00Z"))[:2], ["out-of-range", "out-of-range"]),
        (lambda f: pd.concat([f, f[["class"]]], axis=1), ["duplicate-column"]),
        (lambda f: f.assign(x=["a", *[1] * (len(f) - 1)]), ["mixed-column"]),
        (lambda f: f.assign(ticket=1.0, x=[[1]] * len(f), at="soon"), ["not-text", "not-a-datetime", "not-text"]),
        (lambda f: pd.DataFrame(), ["missing-column"] * 3),
    ],
)
def test_frames_that_are_no_log_are_refused(contract, events_path, change, codes):
    with pytest.raises(slakit.LogError) as error:
        slakit.audit(contract, change(frame(events_path)), AS_OF)
    assert [p.code for p in error.value.problems] == codes


def test_other_bad_arguments(contract, events_path, audit):
    with pytest.raises(slakit.InputError, match="naive-datetime"):
        slakit.audit(contract, events_path, as_of=datetime(2024, 6, 1))
    with pytest.raises(slakit.InputError, match="naive-datetime"):
        slakit.audit(contract, events_path, as_of="2024-06-01T00:00:00")
    with pytest.raises(slakit.InputError, match="out-of-range"):
        slakit.audit(contract, events_path, as_of=datetime(2200, 6, 1, tzinfo=timezone.utc))
    with pytest.raises(slakit.ContractError, match=r"policies\.concurrency"):
        slakit.audit(contract, events_path, AS_OF, {"policies.concurrency": "neither"})
    with pytest.raises(slakit.InputError, match="bad-choice"):
        slakit.audit(contract, events_path, AS_OF, {"contract.price": 1.5})
    with pytest.raises(slakit.ContractError):
        slakit.audit(contract, events_path, AS_OF, {"nowhere.at.all": "x"})
    with pytest.raises(slakit.InputError, match=r"did you mean 'T6'|did you mean 'T1'"):
        audit.explain("T16")
    with pytest.raises(slakit.LogError):
        slakit.audit(contract, "absent.csv", AS_OF)
    with pytest.raises(slakit.ContractError):
        slakit.Contract.load("absent.yaml")
    with pytest.raises(TypeError, match="Arrow stream"):
        slakit.audit(contract, 7, AS_OF)


def test_wall_times_need_a_zone(contract, tmp_path):
    log = tmp_path / "log.csv.gz"
    log.write_bytes(
        gzip.compress(b"ticket,at,event,class\nT1,2024-05-06 09:00,received,fault\nT1,2024-05-06 13:30,restored,\n")
    )
    with pytest.raises(slakit.LogError, match="naive-datetime"):
        slakit.audit(contract, log, AS_OF)
    audit = slakit.audit(contract, log, AS_OF, source_time_zone="Asia/Shanghai")
    assert audit.statement.total == Decimal("20000.00")
    with pytest.raises(slakit.InputError, match="unused-argument"):
        slakit.audit(contract, frame(AFTER_SALES / "events.csv"), AS_OF, source_time_zone="UTC")


# ---- real tickets --------------------------------------------------------------------------------------------------


def test_the_real_log_is_audited_whole():
    log = SHARED / "data" / "uci_incident_event_log.csv.gz"
    if not log.exists():
        pytest.skip(f"{log.name} is not here: see examples/servicenow/README.md")
    audit = slakit.audit(ROOT / "examples/servicenow/contract.yaml", log)
    q = audit.data_quality
    assert (q.rows_in, q.tickets) == (141_712, 24_918)
    assert q.rows_in == q.rows_used + q.rows_ignored + q.rows_rejected
    assert {a.obligation for a in audit.attainment} == {"response", "restoration"}
    assert {v for a in audit.attainment for v in a.where.get("priority", ())} == {
        "1 - Critical",
        "2 - High",
        "3 - Moderate",
        "4 - Low",
    }
    breached = audit.findings["verdict"].to_pylist().count("breached")
    assert audit.charges.num_rows == breached  # both obligations are priced
    assert sum(audit.charges["amount"].to_pylist()) == audit.statement.total > 0
    ticket = audit.charges["ticket"][0].as_py()
    assert audit.explain(ticket).ticket == ticket


def test_nothing_heavy_is_imported_for_nothing():
    code = "import sys, slakit; sys.exit('pandas' in sys.modules or 'rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
