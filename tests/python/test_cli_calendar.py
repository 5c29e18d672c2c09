"""`slakit calendar` and `slakit due`: calendars out of files, shown."""

import json

import pytest
from conftest import AFTER_SALES

TWO = """calendars:
  office:
    time_zone: Asia/Shanghai
    weekly: {mon-fri: ["09:00-12:00", "13:30-18:00"]}
    holidays: CN
  maintenance window: {time_zone: Asia/Shanghai, weekly: {wed: "10:00-11:00"}}
  served: {any_of: [office], except: [maintenance window]}
"""


@pytest.fixture
def calendars(tmp_path):
    path = tmp_path / "calendars.yaml"
    path.write_text(TWO, "utf-8")
    return path


def lines(answer):
    assert answer.returncode == 0, answer.stderr
    return [" ".join(line.split()) for line in answer.stdout.splitlines()]


def test_a_calendar_with_its_zone_week_and_digest(run, calendars):
    shown = lines(run("calendar", calendars, "--name", "office"))
    report = json.loads(run("calendar", calendars, "--name", "office", "--json").stdout)
    assert f"zone Asia/Shanghai, tzdata {report['tzdata']}" in shown and report["tzdata"]
    assert f"digest {report['digest']}" in shown
    assert "known from 2007-01-01 00:00 until 2027-01-01 00:00" in shown
    assert any(line.startswith("Monday 09:00-12:00, 13:30-18:00 ") for line in shown)
    assert any(line.startswith("Sunday closed ") for line in shown)


def test_each_day_with_its_hours_and_why_it_is_closed(run, calendars):
    shown = lines(run("calendar", calendars, "--name", "served", "--from", "2024-09-25", "--to", "2024-10-01"))
    assert "2024-09-25 Wed 09:00-10:00, 11:00-12:00, 13:30-18:00 6 h 30 min maintenance window" in shown
    assert "2024-09-28 Sat closed 0 s no hours on that weekday" in shown
    assert "2024-09-29 Sun 09:00-12:00, 13:30-18:00 7 h 30 min" in shown  # a make-up day
    assert "2024-10-01 Tue closed 0 s 国庆节 (National Day), CN" in shown


def test_days_that_are_not_known_say_so(run, calendars):
    shown = lines(run("calendar", calendars, "--name", "office", "--from", "2027-01-01"))
    assert any(line.startswith("2027-01-01 Fri not known") for line in shown)


def test_a_calendar_of_a_contract(run):
    shown = lines(run("calendar", AFTER_SALES / "contract.yaml", "--name", "round the clock"))
    assert any(line.startswith("Monday 00:00-24:00") for line in shown)


def test_several_calendars_are_listed(run, calendars):
    answer = run("calendar", calendars)
    assert answer.returncode == 2
    assert "name one of 'office', 'maintenance window', 'served'" in answer.stderr
    assert "[several-calendars]" in answer.stderr


def test_bad_days_are_refused(run, calendars):
    answer = run("calendar", calendars, "--name", "office", "--from", "1 October")
    assert answer.returncode == 2 and "[bad-date]" in answer.stderr
    answer = run("calendar", calendars, "--name", "office", "--from", "2024-10-02", "--to", "2024-10-01")
    assert answer.returncode == 2 and "[reversed-range]" in answer.stderr


def test_a_due_instant_with_each_stretch_it_used(run, calendars):
    shown = lines(run("due", calendars, "2024-09-30T17:00:00+08:00", "PT4H", "--name", "office"))
    assert "due 2024-10-08 12:00" in shown
    assert "2024-09-30 17:00 2024-09-30 18:00 running 1 h" in shown
    assert any("closed: 国庆节 (National Day), CN" in line for line in shown)
    assert "2024-10-08 09:00 2024-10-08 12:00 running 3 h" in shown
    assert "open time: 4 h" in shown


def test_due_walks_backwards_and_to_the_next_opening(run, calendars):
    back = lines(run("due", calendars, "2024-10-08T12:00:00+08:00", "-PT4H", "--name", "office"))
    assert "due 2024-09-30 17:00" in back and "budget -4 h" in back
    start = "2024-10-08T09:00:00+08:00"
    next_open = run("due", calendars, start, "PT3H", "--name", "office", "--boundary", "next-open")
    assert "due 2024-10-08 13:30" in lines(next_open)


@pytest.mark.parametrize(
    ("start", "budget", "code"),
    [
        ("2024-10-08 09:00", "PT3H", "naive-datetime"),
        ("soon", "PT3H", "bad-instant"),
        ("2024-10-08T09:00:00+08:00", "P1D", "bad-duration"),
        ("2024-10-08T09:00:00+08:00", "3h", "bad-duration"),
    ],
)
def test_bad_questions_are_refused(run, calendars, start, budget, code):
    answer = run("due", calendars, start, budget, "--name", "office")
    assert answer.returncode == 2 and f"[{code}]" in answer.stderr, answer.stderr


def test_a_due_instant_beyond_what_is_known_is_refused(run, calendars):
    answer = run("due", calendars, "2026-12-31T09:00:00+08:00", "PT100H", "--name", "office")
    assert answer.returncode == 2 and "Traceback" not in answer.stderr and answer.stderr


def test_a_zone_for_hours_without_one(run, tmp_path):
    path = tmp_path / "c.yaml"
    path.write_text("calendars: {a: {weekly: {mon: '09:00-17:00'}}}\n", "utf-8")
    assert "[missing-key]" in run("calendar", path).stderr
    assert any("zone Asia/Tokyo" in line for line in lines(run("calendar", path, "--time-zone", "Asia/Tokyo")))
