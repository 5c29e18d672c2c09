"""Indicators, excuses and decisions as an analyst meets them."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from conftest import ROOT

import slakit

CLOUD = ROOT / "examples" / "cloud-service"
CLOUD_AS_OF = "2025-06-01T00:00:00+02:00"

CONTRACT = """slakit: 1
contract: {id: desk, time_zone: UTC, price: EUR 1000.00}
calendars: {always: always}
obligations:
  fix: {clause: "1", clock: {start: reported, stop: fixed, calendar: always, target: PT4H}}
penalties:
  late: {clause: "2", prices: fix, charge: {rate: 1%, of: price, per: day, counting: pro rata}}
exclusions:
  storm: {clause: "9.1", cause: force majeure, from: storm began, to: storm ended, evidence: certificate}
  shared: {clause: "9.2", cause: other, event: shared, share: their share}
"""
EVENTS = """ticket,at,event,their share,obligation,penalty,verdict,amount,by,why
A,2024-06-03T08:00:00Z,reported,,,,,,,
A,2024-06-03T18:00:00Z,fixed,,,,,,,
B,2024-06-05T08:00:00Z,reported,,,,,,,
B,2024-06-06T12:00:00Z,fixed,,,,,,,
B,2024-06-07T12:00:00Z,shared,25%,,,,,,
C,2024-06-10T08:00:00Z,reported,,,,,,,
C,2024-06-11T12:00:00Z,fixed,,,,,,,
S,2024-06-03T10:00:00Z,storm began,,,,,,,
S,2024-06-03T16:00:00Z,storm ended,,,,,,,
S,2024-06-04T16:00:00Z,certificate,,,,,,,
C,2024-06-20T08:00:00Z,decision,,,late,waived,,manager,goodwill
B,2024-06-20T08:00:00Z,decision,,,late,adjusted,EUR -1.00,manager,settled
"""
AS_OF = "2024-07-01T00:00:00Z"


@pytest.fixture
def files(tmp_path):
    (tmp_path / "contract.yaml").write_text(CONTRACT)
    (tmp_path / "events.csv").write_text(EVENTS)
    return tmp_path / "contract.yaml", tmp_path / "events.csv"


def test_indicators_are_a_table():
    table = slakit.audit(CLOUD / "contract.yaml", CLOUD / "events.csv", CLOUD_AS_OF).indicators
    january = table.to_pylist()[0]
    assert january["first_day"] == date(2025, 1, 20) and january["partial"] and not january["open"]
    assert Fraction(january["figure"]) == Fraction(1035300, 1036800)
    assert (january["served"], january["down"]) == (timedelta(seconds=1036800), timedelta(seconds=1500))
    assert table.num_rows == 10


def test_exclusions_excuse_beside_what_was_computed(files):
    audit = slakit.audit(*files, AS_OF)
    # A: six of its ten hours are excused. B: 24 h late, a quarter excused. C: 24 h late, waived by a decision.
    excused, shared = audit.excuses
    assert (excused.ticket, excused.was, excused.late_was, excused.verdict) == (
        "A", "breached", timedelta(hours=6), "excused",
    )
    assert (shared.ticket, shared.verdict, shared.charged) == ("B", "breached", Fraction(3, 4))
    assert [claim.exclusion for claim in audit.claims] == ["storm", "shared"]
    assert audit.claims[0].proof_row == 10
    assert audit.statement.total == Decimal("17.50")
    assert audit.statement.after_decisions == Decimal("6.50")
    verdicts = dict(zip(*(audit.findings[c].to_pylist() for c in ("ticket", "verdict")), strict=True))
    assert verdicts == {"A": "excused", "B": "breached", "C": "breached", "S": "not_measurable"}
    [attainment] = audit.attainment
    assert (attainment.met, attainment.breached, attainment.excused) == (0, 2, 1)


def test_the_page_shows_them(files, run, tmp_path):
    answer = run("audit", *files, "--as-of", AS_OF, "--html", tmp_path / "page.html")
    assert answer.returncode == 0, answer.stderr
    page = (tmp_path / "page.html").read_text("utf-8")
    for text in ("Excused", "breached, late 6 h", "after decisions", "6.50"):
        assert text in answer.stdout and text in page, text
    assert "3/4 of it charged" in page
    explained = run("explain", *files, "A", "--as-of", AS_OF)
    assert "with exclusions" in explained.stdout and "storm (9.1), S row 8" in explained.stdout


def test_an_explained_charge_says_what_is_excused(files):
    audit = slakit.audit(*files, AS_OF)
    steps = audit.explain("B").to_dict()["obligations"][0]["charges"][0]["steps"]
    assert "less what an exclusion excuses: 3/4 of it is charged" in steps
    assert steps[-1] == "1% x EUR 1000.00 x 3/4 = EUR 7.50"
