"""What the contract says and this version does not compute stands in every result, by its name."""

import json

import pytest
from conftest import AS_OF, ROOT

import slakit

FOLDER = ROOT / "tests" / "cases" / "left-out"
CONTRACT, EVENTS = FOLDER / "contract.yaml", FOLDER / "events.csv"
PARTS = [
    ("penalties.slow advice.prices", "4", "a penalty for a promise without a number"),
    ("penalties.many complaints.charge.0.of", "4.1", "a base that a ticket says, for a window"),
    ("penalties.many complaints.charge.1.documented", "4.1", "a loss that is documented for a window"),
    ("penalties.production stop.charge.per", "4.2", "business days without a calendar"),
]


@pytest.fixture
def audit():
    return slakit.audit(CONTRACT, EVENTS, AS_OF)


def test_each_part_by_its_name(audit):
    assert [(part.path, part.clause, part.what) for part in audit.left_out] == PARTS
    assert str(audit.statement.total) == "10000.00"


def test_the_report_has_them(audit):
    parts = audit.report["left_out"]
    assert [(part["path"], part["clause"], part["what"]) for part in parts] == PARTS
    assert all(part["message"] == f"{part['what']} is not computed by this version" for part in parts)


def test_pages_say_so_beside_the_total(audit, run, tmp_path):
    answer = run("audit", CONTRACT, EVENTS, "--as-of", AS_OF, "--html", tmp_path / "r.html")
    assert answer.returncode == 0
    total = next(line for line in answer.stdout.splitlines() if line.startswith("total"))
    assert total.split() == "total CNY, without 4 parts listed below 10000.00".split()
    listed = answer.stdout.split("Not computed by this version (4)")[1].split("Assumptions")[0]
    page = (tmp_path / "r.html").read_text("utf-8")
    assert "without 4 parts listed below" in page and "Not computed by this version (4)" in page
    for path, clause, what in PARTS:
        assert any(line.split() == f"{path} {clause} {what}".split() for line in listed.splitlines()), path
        assert path in page


def test_a_contract_that_is_computed_whole_says_nothing(contract_path, events_path):
    whole = CONTRACT.read_text("utf-8")
    whole = whole[: whole.index("  advice:")] + whole[whole.index("penalties:") : whole.index("  slow advice:")]
    audit = slakit.audit(slakit.Contract.parse(whole), EVENTS, AS_OF)
    assert audit.left_out == () and audit.report["left_out"] == []
    assert "Not computed" not in str(audit) and "without" not in str(audit)


def test_a_part_that_would_change_other_amounts_stops_the_audit(run, tmp_path):
    path = tmp_path / "contract.yaml"
    path.write_text(CONTRACT.read_text("utf-8") + "caps: {all: {clause: '6', limit: 10%, of: affected part}}\n")
    with pytest.raises(slakit.ContractError) as refused:
        slakit.audit(path, EVENTS, AS_OF)
    assert [(p.code, p.path) for p in refused.value.problems] == [("not-supported-yet", "caps.all.of")]
    assert run("audit", path, EVENTS).returncode == 2
    assert slakit.check(path).errors == ()


def test_a_contract_without_a_price(tmp_path):
    text = CONTRACT.read_text("utf-8").replace("  price: CNY 1000000.00\n", "")
    text = text.replace("{rate: 1%, of: price, per: incident}", "{amount: CNY 10.00, per: incident}")
    contract = slakit.Contract.parse(text)
    assert contract.price is None and "None" not in repr(contract)
    audit = slakit.audit(contract, EVENTS, AS_OF)
    assert audit.statement.total == 10
    assert json.loads(json.dumps(audit.report))["contract"]["price"] is None
    assert "price" not in str(audit).split("Attainment")[0]
