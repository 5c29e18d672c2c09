"""The real ServiceNow export, audited and compared figure by figure with an oracle that counts it again without slakit."""

import importlib.util
from decimal import Decimal

import pytest
from conftest import ROOT, SHARED

import slakit

LOG = SHARED / "data" / "uci_incident_event_log.csv.gz"
VERDICTS = ("met", "breached", "running", "not_triggered", "not_measurable")

_spec = importlib.util.spec_from_file_location("servicenow_oracle", ROOT / "tests" / "oracle" / "servicenow.py")
oracle = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(oracle)


@pytest.mark.skipif(not LOG.exists(), reason=f"the real log is not here: {LOG.name}")
def test_agrees_with_the_oracle():
    expect = oracle.audit(LOG)
    audit = slakit.audit(slakit.Contract.load(ROOT / "examples" / "servicenow" / "contract.yaml"), LOG)
    source = audit.report["source"]
    assert source["rows"] == {"in": 141712, **expect["rows"]}
    assert source["tickets"] == expect["tickets"] == 24918
    found = {
        f"{one['name']} / {tally['where']['priority'][0]}": {verdict: tally[verdict] for verdict in VERDICTS if tally[verdict]}
        for one in audit.report["obligations"]
        for tally in one["tallies"]
    }
    assert found == expect["tallies"]
    assert audit.statement.total == Decimal(expect["total"])
    assert sum(charge["penalty"] == "missed response" for charge in audit.charges.to_pylist()) == expect["missed"]
