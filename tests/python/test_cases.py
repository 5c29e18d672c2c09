"""The hand-calculated tickets of tests/cases/after-sales, replayed through Python from files and from columns."""

import csv
import io
import json
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

import pyarrow as pa
import pytest
from conftest import ROOT

import slakit
from slakit import _core

FILES = sorted((ROOT / "tests" / "cases" / "after-sales").glob("*.json"))
CASES = [(file.stem, case) for file in FILES for case in json.loads(file.read_text("utf-8"))["cases"]]


def rows_of(case):
    if "log" in case:
        return list(csv.DictReader(io.StringIO((ROOT / case["log"]).read_text("utf-8"))))
    return case["events"]


def as_csv(rows):
    names = list(dict.fromkeys([*("ticket", "at", "event"), *(key for row in rows for key in row)]))
    text = io.StringIO()
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def as_table(rows):
    names = list(dict.fromkeys(key for row in rows for key in row))
    columns = {name: [row.get(name) or None for row in rows] for name in names}
    columns["at"] = pa.array(
        [datetime.fromisoformat(text) for text in columns["at"]], pa.timestamp("us", tz="Asia/Shanghai")
    )
    if "sequence" in columns:
        columns["sequence"] = pa.array([None if n is None else int(n) for n in columns["sequence"]], pa.int64())
    return pa.table(columns)


def as_instant(text):
    return datetime.fromisoformat(text) if text else None


def as_span(text):
    return _core.parse_duration(text) if text else None


def expected_findings(case):
    return {
        (f["ticket"], f["obligation"]): (
            f["verdict"],
            f["open"],
            as_span(f["elapsed"]),
            as_instant(f["due"]),
            as_span(f["late"]) or None,
        )
        for f in case["expect"]["findings"]
    }


def found_findings(audit, expected):
    found = {}
    for f in audit.findings.to_pylist():
        key = (f["ticket"], f["obligation"])
        # a clock outside the term, or without a target, may show its course where the case says nothing of it
        elapsed = f["elapsed"] if key not in expected or expected[key][2] is not None else None
        found[key] = (f["verdict"], f["open"], elapsed, f["due"], f["late"] or None)
    return found


def check(case, audit):
    expect = case["expect"]
    expected = expected_findings(case)
    assert found_findings(audit, expected) == expected
    found = {(c["ticket"], c["penalty"]): c for c in audit.charges.to_pylist()}
    for charge in expect["charges"]:
        key = (charge["ticket"], charge["penalty"])
        if charge["amount"] is not None:
            amount = found[key]["amount"] if key in found else Decimal(0)
            assert (key, amount) == (key, Decimal(charge["amount"]))
        if key in found:
            assert (Fraction(found[key]["count"]), found[key]["provisional"]) == (
                Fraction(charge["units"]),
                charge["provisional"],
            )
    listed = {(c["ticket"], c["penalty"]) for c in expect["charges"]}
    assert all(c["amount"] == 0 for key, c in found.items() if key not in listed)
    assert (audit.statement.total, audit.statement.currency) == (Decimal(expect["total"]), expect["currency"])
    outside = {f["ticket"] for f in audit.findings.to_pylist() if f["outside_term"]}
    assert outside == set(expect["not_chargeable"])


@pytest.mark.parametrize(("file", "case"), CASES, ids=[f"{file}: {case['name']}" for file, case in CASES])
def test_case(file, case, tmp_path):
    contract = slakit.Contract.load(ROOT / case["contract"])
    choices = {choice["path"]: choice["value"] for choice in case.get("choices", [])}
    log = tmp_path / "events.csv"
    log.write_text(as_csv(rows_of(case)), "utf-8")
    from_file = slakit.audit(contract, log, case["as_of"], choices)
    check(case, from_file)
    not_seen = [note.rows for note in from_file.data_quality.notes if note.code == "after-as-of"]
    assert sum(not_seen) == case["expect"]["after_as_of"]
    from_columns = slakit.audit(contract, as_table(rows_of(case)), case["as_of"], choices)
    assert from_columns.findings.equals(from_file.findings)
    assert from_columns.charges.equals(from_file.charges)


def test_there_are_enough_cases():
    assert len(CASES) >= 48
