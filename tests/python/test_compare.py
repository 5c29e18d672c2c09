"""Two settlements side by side: nothing against itself, differences that add up, postings that balance, old reports."""

import json
import re
from decimal import Decimal

import pyarrow.compute as pc
import pytest
from conftest import AS_OF, ROOT

import slakit

COUNTING = "penalties.late restoration.charge.counting"
EXAMPLES = {
    "after-sales": AS_OF,
    "cloud-service": "2025-06-01T00:00:00+02:00",
    "public-managed-service": "2025-08-01T00:00:00+01:00",
    "delivery": "2025-07-15T00:00:00+02:00",
}


def example(name, as_of=None, choices=None):
    folder = ROOT / "examples" / name
    return slakit.audit(folder / "contract.yaml", folder / "events.csv", as_of or EXAMPLES[name], choices)


def total(table, name="by"):
    return pc.sum(table[name]).as_py() or Decimal(0)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_audit_does_not_differ_from_itself(name, tmp_path):
    audit = example(name)
    for difference in (slakit.compare(audit, audit), slakit.compare(audit, example(name))):
        assert difference.is_empty and difference.by == 0 and difference.before == audit.statement.total
    audit.to_json(tmp_path / "report.json")
    for sides in ((tmp_path / "report.json", audit), (audit, str(tmp_path / "report.json"))):
        difference = slakit.compare(*sides)
        assert difference.is_empty, difference
        assert "Nothing differs." in str(difference)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("days", [-30, 20])
def test_differences_add_up_and_postings_balance(name, days, tmp_path):
    early, late = example(name), example(name, example(name).as_of + days * (example(name).as_of - example(name).as_of.replace(day=1)) / 31)
    early.to_json(tmp_path / "early.json")
    whole, of_report = slakit.compare(early, late), slakit.compare(tmp_path / "early.json", late)
    assert whole.by == late.statement.total - early.statement.total
    for difference in (whole, of_report):
        for table in (difference.lines, difference.clauses, difference.tickets, difference.windows):
            assert total(table) == difference.by == difference.after - difference.before
        sums = {}
        for row in difference.postings.to_pylist():
            sums[row["window"]] = sums.get(row["window"], 0) + row["amount"]
        assert not any(sums.values())
    assert whole.lines.equals(of_report.lines) and whole.postings.equals(of_report.postings)
    assert of_report.verdicts.num_rows == 0


def test_another_reading_by_clause_ticket_and_place():
    difference = slakit.compare(example("after-sales"), example("after-sales", choices={COUNTING: "completed 24 h"}))
    assert (difference.before, difference.after, difference.by) == (80000, 40000, -40000)
    assert [(r["ticket"], r["by"]) for r in difference.tickets.to_pylist()] == [(t, -10000) for t in ("T2", "T4", "T5", "T6")]
    [clause] = difference.clauses.to_pylist()
    assert (clause["clause"], clause["penalty"], clause["lines"]) == ("1.1.3(2)", "late restoration", 4)
    assert difference.places.to_pylist() == [{"path": COUNTING, "before": "started 24 h", "after": "completed 24 h"}]
    assert {(r["account"], r["amount"]) for r in difference.postings.to_pylist()} == {
        ("provider", -40000),
        ("penalties/late restoration", 40000),
    }
    first = difference.lines.to_pylist()[0]
    assert (first["ticket"], first["count_before"], first["count_after"]) == ("T2", "2", "1")
    assert difference.verdicts.num_rows == 0


def test_verdicts_that_differ_are_named():
    difference = slakit.compare(example("after-sales"), example("after-sales", choices={"obligations.on-site.clock.pause": None}))
    [row] = difference.verdicts.to_pylist()
    assert (row["ticket"], row["obligation"], row["verdict_before"], row["verdict_after"]) == ("T3", "on-site", "met", "breached")
    assert str(row["late_after"]) == "5:00:00" and row["late_before"] is None


def test_a_late_event_posts_its_difference(tmp_path):
    events = (ROOT / "examples/after-sales/events.csv").read_text("utf-8")
    (tmp_path / "new.csv").write_text(events + "T6,2024-05-31T01:00:00+08:00,restored,\n", "utf-8")
    contract = slakit.Contract.load("examples/after-sales/contract.yaml")
    now = slakit.audit(contract, tmp_path / "new.csv", as_of=AS_OF)
    difference = slakit.compare(example("after-sales"), now)
    [line] = difference.lines.to_pylist()
    assert (line["ticket"], line["before"], line["after"], line["by"]) == ("T6", 10000, None, -10000)


def test_json_holds_everything(tmp_path):
    difference = slakit.compare(example("after-sales"), example("after-sales", choices={COUNTING: "pro rata"}))
    difference.to_json(tmp_path / "d.json")
    data = json.loads((tmp_path / "d.json").read_text("utf-8"))
    assert data == difference.to_dict() and data["slakit_comparison"] == 1 and data["by"] == "-18750.00"


# ---- reports -------------------------------------------------------------------------------------------------------


def edited(tmp_path, change):
    report = example("after-sales").report
    change(report)
    path = tmp_path / "report.json"
    path.write_text(json.dumps(report), "utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        (lambda r: r.update(slakit_report=2), "unknown-version", "slakit_report"),
        (lambda r: r.pop("slakit_report"), "bad-report", ""),
        (lambda r: r.pop("charges"), "bad-report", "charges"),
        (lambda r: r["charges"][2].pop("gross"), "bad-report", "charges.2.gross"),
        (lambda r: r["charges"][1].update(amount="EUR 1.00"), "bad-report", "charges.1.amount"),
        (lambda r: r["charges"][1].update(amount=1), "bad-report", "charges.1.amount"),
        (lambda r: r["charges"][0].update(late="27 hours"), "bad-report", "charges.0.late"),
        (lambda r: r["statement"]["postings"][0].update(account=None), "bad-report", "statement.postings.0.account"),
    ],
)
def test_what_is_no_report_is_refused_with_its_place(tmp_path, change, code, path):
    with pytest.raises(slakit.InputError) as refused:
        slakit.compare(edited(tmp_path, change), example("after-sales"))
    [problem] = refused.value.problems
    assert (problem.code, problem.path) == (code, path) and problem.source.endswith("report.json")


def test_other_sides_are_refused(tmp_path):
    audit = example("after-sales")
    for side, code in ((1, "not-an-audit"), (tmp_path / "absent.json", "unreadable-file"), (ROOT / "README.md", "bad-report")):
        with pytest.raises(slakit.InputError, match=rf"\[{code}\]"):
            slakit.compare(side, audit)
    with pytest.raises(slakit.InputError, match="two-currencies"):
        slakit.compare(audit, example("delivery"))


# ---- the command line ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [80, 140])
def test_the_command_lays_readings_side_by_side(run, contract_path, events_path, tmp_path, width):
    options = ["--as-of", AS_OF, "--with-set", f"{COUNTING}=pro rata", "--json", tmp_path / "d.json"]
    done = run("compare", contract_path, events_path, *options, COLUMNS=str(width))
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"difference +CNY -18750\.00", done.stdout)
    assert re.search(r"^T5 +20000\.00 +11250\.00 +-8750\.00", done.stdout, re.M)
    assert re.search(r"provider +-18750\.00", done.stdout)
    assert max(map(len, done.stdout.splitlines())) <= width
    assert json.loads((tmp_path / "d.json").read_text("utf-8"))["by"] == "-18750.00"


def test_the_command_takes_drafts_logs_instants_and_reports(run, contract_path, events_path, tmp_path):
    draft = "examples/after-sales/contract-capped.yaml"
    done = run("compare", contract_path, events_path, "--as-of", AS_OF, "--with-contract", draft, COLUMNS="140")
    assert "What differs in the contract or the run" in done.stdout and "not there" in done.stdout
    report = tmp_path / "report.json"
    run("audit", contract_path, events_path, "--as-of", AS_OF, "--json", report)
    done = run("compare", contract_path, events_path, "--before", report, "--as-of", "2024-06-02T00:00:00+08:00")
    assert re.search(r"difference +CNY \+10000\.00", done.stdout)
    done = run("compare", contract_path, events_path, "--as-of", AS_OF, "--with-as-of", "2024-06-02T00:00:00+08:00")
    assert re.search(r"difference +CNY \+10000\.00", done.stdout) and "as_of" in done.stdout
    done = run("compare", contract_path, events_path, "--as-of", AS_OF, "--with-events", events_path)
    assert "Nothing differs." in done.stdout


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], "nothing-to-compare"),
        (["--with-set", "policies.concurrency"], "bad-choice"),
        (["--with-as-of", "soon"], "bad-instant"),
        (["--before", "absent.json"], "unreadable-file"),
        (["--before", "README.md"], "bad-report"),
        (["--with-contract", "absent.yaml"], "unreadable-file"),
    ],
)
def test_bad_options_are_refused(run, contract_path, events_path, options, code):
    done = run("compare", contract_path, events_path, *options)
    assert done.returncode == 2 and done.stdout == "" and f"[{code}]" in done.stderr and "Traceback" not in done.stderr
