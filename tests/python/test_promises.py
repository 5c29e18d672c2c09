"""Duties, promises and decisions: as tables, as JSON, on the page and in explanations."""

import json
from datetime import date, datetime, timedelta, timezone

import pyarrow as pa
import pyarrow.compute as pc
import pytest

import slakit

CONTRACT = """
slakit: 1
contract:
  id: promises
  time_zone: Asia/Shanghai
  price: CNY 1000.00
  milestones: {signed: 2024-01-01}
  term: {from: signed, length: P1Y, counting: start day out}
calendars:
  round the clock: always
rosters:
  team: {members: [ann, bob]}
obligations:
  response:
    clause: "1"
    clock: {start: received, stop: responded, calendar: round the clock, target: PT4H}
  monthly report:
    clause: "2.1"
    duty: {every: P1M, evidence: report, due: P10D, for_each: team}
  written report:
    clause: "2.2"
    duty: {on_request: report requested, evidence: report delivered, due: P5D}
  handbook:
    clause: "2.3"
    duty: {occasional: true, evidence: handbook issued}
  consent:
    clause: "3.1"
    gate: {before: handled, needs: consented, refusal: refused, consent: consented}
  forms:
    clause: "3.2"
    applies: {class: change}
    records: [{form: change form, after: handled, due: P1D}]
  prompt answer:
    clause: "3.3"
    applies: {class: complaint}
    unquantified: {text: at once, from: received, to: answered}
  no disclosure:
    clause: "3.4"
    prohibition: disclosed
penalties:
  missed response: {clause: "4", prices: response, charge: {rate: 1%, of: price, per: incident}}
"""
EVENTS = """ticket,at,event,class,team,obligation,penalty,verdict,by,why
C1,2024-03-01T09:00:00+08:00,received,complaint,,,,,,
C1,2024-03-03T11:00:00+08:00,answered,,,,,,,
C1,2024-03-04T09:00:00+08:00,decision,,,prompt answer,,met,quality manager,called back at once
C2,2024-03-02T09:00:00+08:00,received,complaint,,,,,,
G1,2024-03-05T09:00:00+08:00,received,change,,,,,,
G1,2024-03-05T10:00:00+08:00,handled,,,,,,,
G1,2024-03-05T11:00:00+08:00,consented,,,,,,,
G1,2024-03-08T00:00:00+08:00,change form,,,,,,,
M1,2024-02-05T12:00:00+08:00,report,,ann,,,,,
M1,2024-02-12T00:00:00+08:00,report,,bob,,,,,
R1,2024-03-01T09:00:00+08:00,report requested,,,,,,,
R1,2024-03-04T09:00:00+08:00,report delivered,,,,,,,
S1,2024-03-09T09:00:00+08:00,disclosed,,,,,,,
T1,2024-03-10T09:00:00+08:00,received,,,,,,,
T1,2024-03-10T14:00:00+08:00,responded,,,,,,,
T1,2024-03-11T14:00:00+08:00,decision,,,,missed response,waived,manager,goodwill
T1,2024-03-11T15:00:00+08:00,decision,,,,missed respons,waived,manager,goodwill
T1,2024-03-11T16:00:00+08:00,decision,,,,missed response,waived,,goodwill
"""
AS_OF = "2024-03-20T00:00:00+08:00"
UTC8 = timezone(timedelta(hours=8))


@pytest.fixture
def audit(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text(EVENTS, "utf-8")
    return slakit.audit(slakit.Contract.parse(CONTRACT), path, AS_OF)


def rows(table, obligation):
    return table.filter(pc.equal(table["obligation"].cast(pa.string()), obligation)).to_pylist()


def test_duties_are_a_table(audit):
    assert audit.duties.schema.field("due").type == pa.timestamp("us", tz="UTC")
    assert audit.duties.schema.field("late").type == pa.duration("us")
    assert audit.duties.schema.field("first_day").type == pa.date32()
    reports = [r for r in rows(audit.duties, "monthly report") if r["number"] == 1]
    first = {r["member"]: r for r in reports if r["first_day"] == date(2024, 1, 2)}
    # the month ends on 1 February, ten days on is the 11th: ann is early, bob comes at the very end
    assert first["ann"]["verdict"] == "met" and first["ann"]["evidence"]["row"] == 9
    assert first["ann"]["due"] == datetime(2024, 2, 12, tzinfo=UTC8)
    assert first["bob"]["verdict"] == "met" and first["bob"]["late"] is None
    second = {r["member"]: r for r in reports if r["first_day"] == date(2024, 2, 2)}
    # that month ends on 1 March: missing since the end of the 11th, up to as_of
    assert [second[m]["reason"] for m in ("ann", "bob")] == ["missing", "missing"]
    assert second["ann"]["late"] == timedelta(days=8) and second["ann"]["evidence"] is None
    (asked,) = rows(audit.duties, "written report")
    assert asked["verdict"] == "met"
    assert (asked["trigger"]["event"], asked["trigger"]["ticket"]) == ("report requested", "R1")


def test_promises_are_a_table(audit):
    (gate,) = rows(audit.promises, "consent")
    assert (gate["ticket"], gate["verdict"], gate["reason"]) == ("G1", "breached", "before_needs")
    parts = [(part["name"], part["event"] and part["event"]["row"]) for part in gate["parts"]]
    assert parts == [("consented", None), ("handled", 6)]
    (form,) = rows(audit.promises, "forms")
    # due when 6 March ends; it came when 7 March ended
    assert (form["form"], form["reason"], form["late"]) == ("change form", "late", timedelta(days=1))
    answers = {r["ticket"]: r for r in rows(audit.promises, "prompt answer")}
    assert answers["C1"]["verdict"] == "judged" and answers["C1"]["elapsed"] == timedelta(hours=50)
    assert answers["C1"]["decision"]["by"] == "quality manager" and answers["C1"]["decision"]["ruling"] == "met"
    assert answers["C2"]["verdict"] == "not_measurable" and answers["C2"]["open"] and answers["C2"]["decision"] is None
    (disclosed,) = rows(audit.promises, "no disclosure")
    assert (disclosed["ticket"], disclosed["reason"]) == ("S1", "happened")


def test_decisions_beside_what_is_computed(audit):
    assert [(d.ticket, d.ruling, d.lacks) for d in audit.decisions] == [
        ("C1", "met", None),
        ("T1", "waived", None),
        ("T1", "waived", None),
        ("T1", None, "who decided (by)"),
    ]
    assert audit.decisions[0].at == datetime(2024, 3, 4, 9, tzinfo=UTC8)
    assert str(audit.statement.total) == "40.00"  # four missed responses: no decision takes anything off
    remarks = {note.code: note for note in audit.data_quality.notes if note.kind == "remark"}
    assert remarks["incomplete-decision"].first_row == 18 and "who decided" in remarks["incomplete-decision"].text
    assert "did you mean 'missed response'" in remarks["decision-about-nothing"].text
    assert audit.data_quality.rows_used == audit.data_quality.rows_in


def test_tables_and_report_agree(audit):
    report = audit.report
    for key, table in (("findings", audit.duties), ("promises", audit.promises)):
        found = report["duties"]["findings"] if key == "findings" else report["promises"]
        assert [f["obligation"] for f in found] == table["obligation"].to_pylist()
        assert [f["verdict"] for f in found] == table["verdict"].to_pylist()
        assert [f.get("reason", "none") for f in found] == table["reason"].to_pylist()
        assert [f["due"] and slakit._core.parse_instant(f["due"], "due") for f in found] == table["due"].to_pylist()
    for tally in report["duties"]["tallies"]:
        parts = ("met", "late", "missing", "running", "not_measurable")
        assert tally["owed"] == sum(tally[part] for part in parts)
    summary = json.loads(audit._core.summary_json())
    assert summary["duties"]["findings"] == [] and summary["promises"] == []
    assert summary["duties"]["tallies"] == report["duties"]["tallies"]


def section(text, title):
    return text.split(f"\n{title}\n")[1].split("\n\n")[0]


def test_the_page_shows_them(audit, tmp_path):
    from slakit import _text

    text = _text.as_text(_text.report(audit))
    assert "monthly report (2.1)" in section(text, "Duties") and "end of 2024-04-11" in section(text, "Duties")
    overdue = section(text, "Duties late or missing")
    assert overdue.count("missing") == 2 and "8 days" in overdue and "bob" in overdue
    assert "handbook" in section(text, "Shown, not measured")
    assert "judged met, by quality manager" in " ".join(section(text, "Shown, not measured").split())
    broken = " ".join(section(text, "Promises broken").split())
    for part in ("G1 handled 2024-03-05 10:00 before", "consented: missing", "S1 happened 2024-03-09 09:00"):
        assert part in broken, part
    assert "end of 2024-04-11" in section(text, "What comes next")
    decided = " ".join(section(text, "Decisions").split())
    assert "does not count: lacks who" in decided and "manager: goodwill CNY 10.00" in decided
    audit.to_html(tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    for title in ("Duties", "Duties late or missing", "Other promises", "Promises broken", "Decisions"):
        assert f"<h2>{title}</h2>" in page


def test_sections_without_rows_are_not_shown(tmp_path):
    start, end = CONTRACT.index("  monthly report:"), CONTRACT.index("penalties:")
    contract = slakit.Contract.parse(CONTRACT[:start] + CONTRACT[end:])
    (tmp_path / "events.csv").write_text("ticket,at,event\nT1,2024-03-10T09:00:00+08:00,received\n")
    text = str(slakit._text.as_text(slakit._text.report(slakit.audit(contract, tmp_path / "events.csv"))))
    for title in ("Duties", "Other promises", "Promises broken", "Shown, not measured", "Decisions"):
        assert f"\n{title}\n" not in text


def test_a_ticket_is_explained_with_them(audit):
    gate = audit.explain("G1")
    data = gate.to_dict()
    verdicts = [(promise["obligation"], promise["verdict"]) for promise in data["promises"]]
    assert verdicts == [("consent", "breached"), ("forms", "breached")]
    assert "consented: missing" in str(gate) and "before what" in str(gate)
    asked = audit.explain("R1").to_dict()
    assert [(d["obligation"], d["evidence"]["row"]) for d in asked["duties"]] == [("written report", 12)]
    assert [d["by"] for d in audit.explain("T1").to_dict()["decisions"]] == ["manager", "manager", ""]
    assert audit.explain("S1").to_dict()["promises"][0]["parts"][0]["event"]["ticket"] == "S1"
