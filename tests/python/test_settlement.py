"""Settlement in Python, on the command line and on the page: windows, limits, what changed a charge, claims, rights.

The examples' figures are those of their READMEs; those of DESK are computed by hand below.
"""

from collections import defaultdict
from datetime import date, datetime, timezone
from decimal import Decimal
from fractions import Fraction

import pytest
from conftest import ROOT

import slakit

EXAMPLES = {
    "cloud-service": "2025-06-01T00:00:00+02:00",
    "public-managed-service": "2025-08-01T00:00:00+01:00",
    "delivery": "2025-07-15T00:00:00+02:00",
}

# 1% of 120000.00 is 1200.00 a day, and 5% is 6000.00 an incident.
DESK = """
slakit: 1
contract:
  id: desk
  time_zone: Asia/Shanghai
  governing_law: CN
  price: CNY 120000.00
  milestones: {signed: 2025-01-01}
  term: {from: signed, length: P1Y, counting: start day in}
calendars:
  always: {always: true}
attributes:
  loss: {type: money}
obligations:
  restoration:
    clause: "3"
    clock: {start: received, stop: restored, calendar: always, target: PT4H}
penalties:
  late restoration: {clause: "7.1", prices: restoration, charge: {rate: 1%, of: price, per: day, counting: started 24 h}}
  small: {clause: "7.2", prices: restoration, charge: {amount: CNY 3.00, per: incident}}
  damage: {clause: "7.3", prices: restoration, charge: {documented: loss, relation: cumulative}}
caps:
  each incident: {clause: "8.1", limit: 5%, of: price, at: incident, penalties: [late restoration]}
  each month: {clause: "8.2", limit: CNY 6500.00, at: window, penalties: [late restoration], carry_over: what is cut}
  less a month: {clause: "8.3", limit: CNY 6000.00, at: window, penalties: [late restoration]}
minimums:
  trifles: {clause: "8.4", ignore_up_to: CNY 5.00, at: window, penalties: [small]}
settlement:
  clause: "9"
  window: P1M
  anchor: civil
  claim_within: P30D
  claim: [credit claimed]
  pay_within: P60D
  earn_back: [{share: 50%, windows: 2}]
  liability: counts toward
termination:
  too often: {clause: "10", when: {breaches: 2, in: P1M}, exercise_within: P30D}
policies: {several_caps: greatest wins}
"""

# A: 175 h late, 8 days, 9600.00, and a loss of 2000.00; B: 31 h, 2 days, 2400.00; C: 1 h, 1200.00; D: open, 167 h,
# 7 days, 8400.00. Of A and D 6000.00 stand. January: 6000.00 + 2400.00 are 1900.00 above 6500.00, owed in February.
DESK_LOG = """ticket,at,event,loss
A,2025-01-05T09:00:00+08:00,received,
A,2025-01-12T20:00:00+08:00,restored,
A,2025-01-14T20:00:00+08:00,loss documented,CNY 2000.00
B,2025-01-20T09:00:00+08:00,received,
B,2025-01-21T20:00:00+08:00,restored,
C,2025-02-03T09:00:00+08:00,received,
C,2025-02-03T14:00:00+08:00,restored,
K,2025-02-20T14:00:00+08:00,credit claimed,
D,2025-05-25T09:00:00+08:00,received,
"""


def example(name):
    folder = ROOT / "examples" / name
    return slakit.audit(str(folder / "contract.yaml"), str(folder / "events.csv"), as_of=EXAMPLES[name])


@pytest.fixture
def desk(tmp_path):
    log = tmp_path / "events.csv"
    log.write_text(DESK_LOG, encoding="utf-8")
    return slakit.audit(slakit.Contract.parse(DESK), str(log), as_of="2025-06-01T12:00:00+08:00")


# ---- as objects and columns ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_parts_sum_to_the_whole(name):
    audit = example(name)
    statement = audit.statement
    assert statement.total == statement.gross - statement.cut + statement.adjusted
    charges = [row for row in audit.charges.to_pylist() if row["status"] == "charged"]
    for row in charges:
        assert row["amount"] == row["gross"] - row["cut"] + row["adjusted"]
    assert sum(row["amount"] for row in charges) == statement.total
    for amount in ("gross", "cut", "adjusted", "total", "provisional"):
        assert sum(getattr(window, amount) for window in statement.windows) == getattr(statement, amount)
    of_provider, balance = defaultdict(Decimal), defaultdict(Decimal)
    for line in audit.postings.to_pylist():
        balance[line["window"]] += line["amount"]
        if line["account"] == "provider":
            of_provider[line["window"]] += line["amount"]
    assert set(balance.values()) == {0}
    assert dict(of_provider) == {window.first: window.total for window in statement.windows if window.total}
    assert sum(one.amount for one in statement.adjustments if one.kind == "cut") == -statement.cut


def test_charges_say_their_window_and_what_they_are_of():
    rows = example("public-managed-service").charges.to_pylist()
    assert [row["points"] for row in rows] == ["2", "2", "2", "4", "1", "6", "3", "2", "6"]
    june = rows[5]
    assert (june["ticket"], june["incident"]) == (None, "2025-06-01 to 2025-06-30")
    assert (june["window"], june["repeat"], june["obligation"]) == (date(2025, 6, 1), "2", "response attainment")
    assert rows[3]["ticket"] == "I-11" and rows[3]["window"] == date(2025, 6, 1)
    example("delivery").charges.to_pandas()  # one category a name, however many obligations a penalty has


def test_a_priced_event_breaks_no_obligation_and_without_a_term_there_is_no_window(tmp_path):
    contract = slakit.Contract.parse("""
slakit: 1
contract: {id: lab, time_zone: UTC, price: EUR 1000.00}
obligations:
  care: {clause: "1", unquantified: {text: promptly, from: taken, to: returned}}
penalties:
  spill: {clause: "2", prices: {event: spilled}, charge: {amount: EUR 50.00, per: incident}}
""")
    log = tmp_path / "events.csv"
    log.write_text("ticket,at,event\nX,2025-01-01T00:00:00Z,spilled\n", encoding="utf-8")
    audit = slakit.audit(contract, str(log), as_of="2025-02-01T00:00:00Z")
    [row] = audit.charges.select(["ticket", "obligation", "window", "amount"]).to_pylist()
    assert row == {"ticket": "X", "obligation": None, "window": None, "amount": 50}
    [window] = audit.statement.windows
    assert (window.first, window.last, window.total, window.claim) == (None, None, 50, None)
    assert audit.postings["window"].null_count == 2
    assert "Statement by windows" not in str(audit)


def test_windows_have_their_claims(desk):
    january, february = desk.statement.windows[:2]
    assert (january.first, january.last) == (date(2025, 1, 1), date(2025, 1, 31))
    # 9600 + 2400 + 2000 + 3 + 3, less 3600 and 1900
    assert (january.gross, january.cut, january.adjusted, january.total) == (14006, 5500, 0, 8506)
    assert (january.claim.state, january.claim.claimed_by) == ("claimed", "K")
    assert january.claim.claimed_at == datetime(2025, 2, 20, 6, tzinfo=timezone.utc)
    assert january.claim.until == datetime(2025, 3, 2, 16, tzinfo=timezone.utc)  # 30 days after 01-31, to the day's end
    assert january.claim.pay_by == datetime(2025, 4, 1, 16, tzinfo=timezone.utc)
    # 1200 + 3; the 3 are dropped, the 1900 of January come
    assert (february.gross, february.adjusted, february.total) == (1203, 1897, 3100)
    assert february.claim.state == "barred"
    assert desk.statement.windows[-1].claim is None  # June owes nothing


def test_each_use_of_a_cap(desk):
    uses = desk.statement.caps
    by_incident = {use.of: (use.limit, use.before, use.cut) for use in uses if use.name == "each incident"}
    assert by_incident["A"] == (6000, 9600, 3600) and by_incident["D"] == (6000, 8400, 2400)
    january = next(use for use in uses if use.name == "each month")
    assert (january.before, january.cut, january.carried) == (8400, 1900, 1900)
    assert january.span == (
        datetime(2024, 12, 31, 16, tzinfo=timezone.utc),
        datetime(2025, 1, 31, 16, tzinfo=timezone.utc),
    )
    assert {use.applies for use in uses if use.name == "less a month"} == {False}
    assert all(use.applies for use in uses if use.name != "less a month")


def test_what_changed_a_charge(desk):
    made = [(desk.charges["ticket"][one.charge].as_py(), one.kind, one.rule, one.amount) for one in desk.statement.adjustments]
    assert sorted(made) == sorted(
        [
            ("C", "dropped", "trifles", -3),
            ("D", "dropped", "trifles", -3),
            ("A", "cut", "each incident", -3600),
            ("D", "cut", "each incident", -2400),
            ("B", "cut", "each month", -1900),
            ("B", "carried", "each month", 1900),
            ("A", "earned_back", "earn-back 1", -1000),  # February and March have no damage: half of 2000.00
            ("C", "earned_back", "earn-back 1", -600),  # March and April have no late restoration
        ]
    )
    carried = next(one for one in desk.statement.adjustments if one.kind == "carried")
    assert carried.window == date(2025, 2, 1)


def test_rights_losses_and_liability(desk):
    [right] = desk.statement.rights
    assert (right.name, right.clause, right.state) == ("too often", "10", "lapsed")
    assert right.since == datetime(2025, 1, 20, 5, tzinfo=timezone.utc)  # B is due
    assert [breach.incident for breach in right.breaches] == ["A", "B", "C"]  # within a month of C
    [test, _] = desk.statement.loss_tests
    assert (test.incident, test.penalty, test.loss, test.above) == ("A", 6003, 2000, True)
    assert test.ratio == Fraction(6003, 2000)
    assert desk.statement.liability == "counts toward"


# ---- as text and as a page -----------------------------------------------------------------------------------------


def section(text, title):
    """The lines of one table, each without its padding."""
    lines = text.splitlines()
    begin = next(i for i, line in enumerate(lines) if line.startswith(title))
    end = next((i for i in range(begin, len(lines)) if not lines[i]), len(lines))
    return [" ".join(line.split()) for line in lines[begin:end]]


def titles(audit):
    from slakit import _settlement_pages

    return [section.title.split(",")[0].split(" (")[0] for section in _settlement_pages.settlement_sections(audit, 0)]


def test_sections_that_have_something_to_say(desk):
    assert titles(desk) == [
        "Statement by windows",
        "Limits",
        "What changed a charge",
        "Claims",
        "Rights to terminate",
        "Penalty beside loss",
    ]
    assert titles(example("public-managed-service")) == [
        "Statement by windows",
        "Limits",
        "What changed a charge",
        "Points",
        "Rights to terminate",
    ]


def test_the_statement_adds_up_line_by_line(desk):
    lines = section(str(desk), "Statement")
    amounts = {line.rsplit(" ", 1)[0]: line.rsplit(" ", 1)[1] for line in lines[3:]}
    assert amounts["sum"] == "23612.00"
    assert amounts["cap: each incident clause 8.1: at most 6000.00 each time"] == "-6000.00"
    assert amounts["cap: less a month clause 8.3: does not apply: a higher one does 0"] == "cut"
    assert amounts["minimum: trifles so little is not charged"] == "-6.00"
    assert amounts["cap: each month cut before and owed now"] == "+1900.00"
    assert amounts["earn-back 1 given back"] == "-1600.00"
    # 23612 - 6000 - 1900 - 6 + 1900 - 1600
    assert amounts["total CNY"] == "16006.00"
    assert lines[-1] == "What is owed counts toward the cap of liability."


def test_windows_limits_and_losses_as_text(desk):
    text = str(desk)
    windows = section(text, "Statement by windows, CNY")
    assert windows[4:6] == ["2025-01-01 14006.00 -5500.00 8506.00 2025-04-01 2025-03-02", "to 2025-01-31 claimed, K"]
    limits = section(text, "Limits, CNY")
    assert "each incident (8.1) A 6000.00 9600.00 -3600.00" in limits
    assert "less a month (8.3) 6000.00 does not apply: a" in limits
    losses = section(text, "Penalty beside loss, CNY")
    assert losses[3] == "A 6003.00 2000.00 300.1 % above 130 %, 2600.00"
    assert "Civil Code art. 585" in " ".join(losses[4:])


def test_points_and_rights_as_text():
    text = str(example("public-managed-service"))
    points = section(text, "Points")
    assert points[3] == "2025-04-01 to 2025-04-30 critical incident points 2 800.00"
    assert points[-1] == "all 28 11200.00"
    rights = section(text, "Rights to terminate")
    assert rights[3].startswith("persistent failure (12.1) exercisable arose 2025-07-01 00:00")
    assert "until end of 2025-09-29" in rights[5]


def test_claims_say_what_a_log_cannot_show():
    lines = section(str(example("cloud-service")), "Claims")
    assert lines[3:5] == [
        "claimable 2 windows 5150.00 the first by the end of 2025-06-29",
        "barred 2 windows 950.00 the last until the end of 2025-05-30",
    ]
    assert " ".join(lines[5:]).startswith("The contract names no event by which a claim is made")


def test_tables_fit_their_columns(desk):
    for audit in (desk, *map(example, EXAMPLES)):
        assert max(map(len, str(audit).splitlines())) <= 100


def test_nothing_is_said_where_nothing_is_settled(tmp_path):
    log = tmp_path / "events.csv"
    log.write_text("ticket,at,event,loss\nA,2025-01-05T09:00:00+08:00,received,\nA,2025-01-05T10:00:00+08:00,restored,\n")
    audit = slakit.audit(slakit.Contract.parse(DESK), str(log), as_of="2025-06-01T12:00:00+08:00")
    assert titles(audit) == ["Rights to terminate"]  # the contract has one, and it has not arisen
    assert section(str(audit), "Rights to terminate")[3] == "too often (10) has not arisen"
    assert section(str(audit), "Statement")[3:] == ["total CNY 0.00"]


def test_the_page_has_the_same_sections(desk, tmp_path):
    desk.to_html(tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    for title in ("Statement by windows, CNY", "Limits, CNY", "What changed a charge (8)", "Claims", "Penalty beside loss, CNY"):
        assert f"<h2>{title}</h2>" in page
