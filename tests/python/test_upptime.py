"""Real outages: availability by monitor equals what its publisher says, where the two saw the same outages."""

import csv
import gzip
import json
import re
import unicodedata
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from conftest import ROOT

import slakit

DATA = ROOT.parent / "shared" / "data"
SUMMARY = DATA / "upptime_dhbern_summary.json"

pytestmark = pytest.mark.skipif(not SUMMARY.exists(), reason=f"{SUMMARY.name} is not beside the project")

# The first day of watching begins at its first check: until then nothing is promised. A month is 99.9 % or broken.
CONTRACT = """slakit: 1
contract:
  id: monitor
  time_zone: UTC
  milestones: {{first day: {first}}}
  term: {{from: first day, to: {last}, counting: start day in}}
attributes: {{kind: {{values: {{not watched: {{}}}}}}}}
obligations:
  month:
    clause: "1"
    indicator:
      availability: {{down: began, up: ended, planned: {{event: began, where: {{kind: not watched}}}}}}
      window: P1M
      anchor: civil
      target: {{at_least: 99.9%}}
  whole:
    clause: "1"
    indicator:
      availability: {{down: began, up: ended, planned: {{event: began, where: {{kind: not watched}}}}}}
      window: term
      rounding: {{decimals: 2, mode: half up, applied: after it is compared}}
policies: {{planned_time: no service time}}
"""

LABEL_MAX = 50  # the publisher counts the issues of a label, and a label has no more characters


def slug(name):
    """As the publisher makes them of names; asserted on every monitor."""
    for special, plain in (("ü", "ue"), ("ö", "oe"), ("ä", "ae"), ("''", '"')):
        name = name.replace(special, plain)
    name = unicodedata.normalize("NFKD", name).encode("ascii", "replace").decode().replace("e?", "e")
    for pattern in (r"([A-Z]{2,})(\d+)", r"([a-z\d]+)([A-Z]{2,})", r"([a-z\d])([A-Z])", r"([A-Z]+)([A-Z][a-rt-z\d]+)"):
        name = re.sub(pattern, r"\1 \2", name)
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


@pytest.fixture(scope="module")
def monitors():
    found = json.loads(SUMMARY.read_text("utf-8"))["monitors"]
    assert all(slug(m["name"]) == m["slug"] for m in found)
    return found


@pytest.fixture(scope="module")
def outages():
    rows = defaultdict(list)
    with open(DATA / "upptime_dhbern_outages.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[slug(row["monitor"])].append((row["down_at"], row["up_at"]))
    return rows


@pytest.fixture(scope="module")
def checks():
    rows = defaultdict(list)
    with gzip.open(DATA / "upptime_dhbern_checks.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[slug(row["monitor"])].append((row["time"], row["state"]))
    return rows


def lacks(monitor, monitors, rows, checks):
    """Why the two did not see the same outages; nothing where they did. Looks at no published figure."""
    name = monitor["slug"]
    entries = Counter(m["slug"] for m in monitors)[name]
    if rows and len(name) > LABEL_MAX:
        return f"its label would have {len(name)} characters, so the publisher counted none of its outages"
    if rows and entries > 1:
        return f"{entries} monitors have its name, and one's end is taken for the other's"
    if abs(instant(checks[0][0]) - instant(monitor["startTime"])) > timedelta(seconds=10):
        return "the log begins later than the monitor"
    if not all(up for _, up in rows):
        return "an outage has no end"
    changes = [(at, state) for i, (at, state) in enumerate(checks) if i == 0 or state != checks[i - 1][1]]
    began = [at for at, state in changes if state == "down"]
    return "" if began == [down for down, _ in rows] else "the log has other outages than the checks"


def audited(monitor, rows, folder):
    start = monitor["startTime"]
    events = [("start", start[:10] + "T00:00:00Z", "began", "not watched"), ("start", start, "ended", "")]
    for number, (down, up) in enumerate(rows, 1):
        events.append((f"outage {number}", down, "began", ""))
        if up:
            events.append((f"outage {number}", up, "ended", ""))
    path = folder / "events.csv"
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("ticket", "at", "event", "kind"))
        writer.writerows(events)
    contract = slakit.Contract.parse(CONTRACT.format(first=start[:10], last=monitor["lastUpdated"][:10]))
    return slakit.audit(contract, path, as_of=monitor["lastUpdated"]).report["indicators"]


def test_availability_equals_the_publishers_where_the_log_is_complete(monitors, outages, checks, tmp_path):
    same, reasons = 0, Counter()
    for monitor in {m["slug"]: m for m in monitors}.values():
        rows = outages[monitor["slug"]]
        *months, whole = audited(monitor, rows, tmp_path)
        percent = f"{float(Fraction(whole['rounded']) * 100):.2f}%"
        why = lacks(monitor, monitors, rows, checks[monitor["slug"]])
        if why:
            assert percent != monitor["uptime"], (monitor["slug"], why)
            reasons[re.sub(r"\d+", "N", why)] += 1
        else:
            assert percent == monitor["uptime"], monitor["slug"]
            same += 1
        down = sum((slakit._core.parse_duration(month["down"]) for month in months), timedelta())
        assert down == slakit._core.parse_duration(whole["down"]), monitor["slug"]
        for month in months[:-1]:
            assert month["verdict"] == ("met" if Fraction(month["figure"]) >= Fraction(999, 1000) else "breached")
        assert months[-1]["verdict"] == "running" and months[-1]["open"]
    assert same == 21
    assert reasons == {
        "its label would have N characters, so the publisher counted none of its outages": 20,
        "N monitors have its name, and one's end is taken for the other's": 1,
    }


def test_some_month_of_a_monitor_is_broken_and_some_is_kept(monitors, outages, tmp_path):
    monitor = next(m for m in monitors if m["slug"] == "gossembrot-bibliothek")
    *months, _ = audited(monitor, outages[monitor["slug"]], tmp_path)
    verdicts = [(month["window"]["first"][:7], month["verdict"]) for month in months]
    assert ("2026-02", "breached") in verdicts and ("2026-03", "met") in verdicts
