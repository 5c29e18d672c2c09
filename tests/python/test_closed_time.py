"""Closed time says why, and every report which calendars and which time zone data it was counted by."""

import pytest

import slakit

CONTRACT = """slakit: 1
contract: {id: c, time_zone: Asia/Shanghai, price: CNY 1000.00}
calendars:
  office: {weekly: {mon-fri: "09:00-18:00"}, holidays: CN}
  maintenance window: {weekly: {wed: "10:00-11:00"}}
  served: {any_of: [office], except: [maintenance window]}
obligations:
  repair: {clause: "1", clock: {start: received, stop: restored, calendar: served, target: PT4H}}
"""
EVENTS = """ticket,at,event
A,2024-09-30T17:00:00+08:00,received
A,2024-10-09T12:00:00+08:00,restored
"""


@pytest.fixture
def audit(tmp_path):
    events = tmp_path / "events.csv"
    events.write_text(EVENTS, "utf-8")
    return slakit.audit(slakit.Contract.parse(CONTRACT), events, "2024-11-01T00:00:00+08:00")


def test_segments_say_why_they_are_closed(audit):
    (obligation,) = audit.explain("A").to_dict()["obligations"]
    segments = obligation["segments"]
    closed = [s["closed"] for s in segments if s["state"] == "closed"]
    names = {"name": "国庆节", "english": "National Day", "text": "国庆节 (National Day)"}
    assert [c["by"] for c in closed] == ["hours", "holiday", "hours", "hours", "exclusion"]
    assert closed[1] == {"by": "holiday", **names, "source": "CN"}
    assert closed[-1]["name"] == "maintenance window"
    assert all(a["to"] == b["from"] for a, b in zip(segments, segments[1:], strict=False))
    # 17:00-18:00, the 8th, the 9th until 12:00 but for the window
    assert obligation["finding"]["elapsed"] == "PT12H"


def test_people_read_it(audit):
    text = str(audit.explain("A"))
    assert "closed: 国庆节 (National Day), CN" in text
    assert "closed: maintenance window" in text
    assert "running time: 12 h" in text


def test_reports_name_calendars_and_time_zone_data(audit, tmp_path):
    report = audit.report
    tzdata = report["contract"]["tzdata"]
    assert tzdata.startswith("20")
    assert [c["name"] for c in report["calendars"]] == ["office", "maintenance window", "served"]
    assert len({c["digest"] for c in report["calendars"]}) == 3
    assert all(len(c["digest"]) == 36 and c["tzdata"] == tzdata for c in report["calendars"])
    assert report["calendars"][2]["known_until"].startswith("20")
    assert audit.explain("A").to_dict()["tzdata"] == tzdata
    audit.to_html(tmp_path / "r.html")
    for text in (str(audit), str(audit.explain("A")), (tmp_path / "r.html").read_text("utf-8")):
        assert f"Asia/Shanghai, tzdata {tzdata}" in text
