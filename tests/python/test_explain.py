"""Explanations for people: the drawing of a ticket's clocks, pauses with their cause, steps, targets; persons without names."""

import json
import re

import pytest
from conftest import AS_OF

import slakit

CONTRACT = """\
slakit: 1
contract: {id: desk, time_zone: Asia/Shanghai, holder: team}
calendars: {office: {weekly: {mon-fri: ["09:00-12:00", "13:00-18:00"]}}, always: always}
obligations:
  resolution of what the customer reported:
    clause: "1"
    clock:
      start: received
      stop: restored
      pause: waiting
      resume: replied
      calendar: office
      target: [{where: {priority: [P1, P2]}, within: PT4H}, {within: PT8H}]
      steps: {warning: {at: 75%, tell: duty manager}, hourly: {after: PT1H, again: PT1H, tell: director}}
  delivery:
    clause: "2"
    clock: {start: received, stop: restored, calendar: always, target: {business_days: 2}}
"""
EVENTS = """\
ticket,at,event,priority,team,agent
T,2024-05-06T10:00:00+08:00,received,P2,desk,Ann
T,2024-05-06T10:30:00+08:00,waiting,,,Ann
T,2024-05-06T16:30:00+08:00,replied,,network,Bob
T,2024-05-07T15:00:00+08:00,restored,,,Bob
"""


@pytest.fixture
def files(tmp_path):
    (tmp_path / "contract.yaml").write_text(CONTRACT, "utf-8")
    (tmp_path / "events.csv").write_text(EVENTS, "utf-8")
    (tmp_path / "key").write_text("nobody guesses this\n", "utf-8")
    (tmp_path / "empty").write_text("\n", "utf-8")
    return tmp_path


@pytest.fixture
def explained(files, run):
    def explain(*options, **environment):
        return run("explain", files / "contract.yaml", files / "events.csv", "T", "--as-of", AS_OF, *options, **environment)

    return explain


def test_the_terminal_says_what_paused_who_held_it_and_whom_it_told(explained):
    done = explained(COLUMNS="80")
    assert (done.returncode, done.stderr) == (0, "")
    text = re.sub(r" +", " ", done.stdout)
    for expected in (
        "2024-05-06 10:30 2024-05-06 16:30 paused: waiting (desk) 6 h",
        "2024-05-06 16:30 2024-05-06 18:00 running (network) 1 h 30 min",
        "closed: outside the hours 15 h",
        "target 4 h (priority P1 or P2)",
        "target 2 business days: ",
        "warning duty manager yes",
        "hourly director 2 times, last 2024-05-07 14:00",
    ):
        assert expected in text
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_bars_have_one_scale(explained):
    lines = explained(COLUMNS="80").stdout.splitlines()
    title = next(i for i, line in enumerate(lines) if line.startswith("Timeline"))
    assert lines[title] == "Timeline from 2024-05-06 10:00, one mark is 1 h"
    block = lines[title + 1 : lines.index("", title + 1)]
    bars = [line for line in block[:-1] if "█" in line]
    assert len(bars) == 2
    first = [next(i for i, mark in enumerate(bar) if mark in "█▓░·─|") for bar in bars]
    assert first[0] == first[1]
    assert block[-1].rstrip().split("  ") == [" █ running", "▓ running past due", "░ paused", "· closed", "─ stopped", "| due"]


def test_colours_only_where_there_is_a_terminal(explained):
    coloured = explained(FORCE_COLOR="1", COLUMNS="80").stdout
    assert "\x1b" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == explained(COLUMNS="80").stdout


def test_explanations_are_written_as_json_and_html(explained, files):
    done = explained("--json", files / "e.json", "--html", files / "e.html")
    assert done.returncode == 0 and f"written: {files / 'e.html'}" in done.stdout
    one = json.loads((files / "e.json").read_text("utf-8"))["obligations"][0]
    assert one["matched_target"] == {"rule": 0, "text": "PT4H", "where": {"priority": ["P1", "P2"]}}
    assert one["line"].startswith("05-06 10:00 running (desk) 30 min, 10:30 paused: waiting (desk) 6 h, 16:30 running")
    assert one["steps"][0] == {
        "name": "warning",
        "tell": "duty manager",
        "at": "2024-05-07T10:00:00+08:00",
        "reached": True,
    }
    page = (files / "e.html").read_text("utf-8")
    for expected in ("paused: waiting (desk)", 'class="bar"', "duty manager", "█", "one mark is 1 h"):
        assert expected in page
    assert 'class="total"' not in page
    assert explained("--json", files / "x", "--html", files / "x").returncode == 2


def test_in_python(files):
    explanation = slakit.audit(str(files / "contract.yaml"), files / "events.csv", AS_OF).explain("T")
    assert explanation.timelines["delivery"].startswith("05-06 10:00 running (desk) 6 h 30 min, 16:30 running (network)")
    explanation.to_html(files / "page.html")
    assert "paused: waiting (desk)" in (files / "page.html").read_text("utf-8")


def test_a_target_of_days_has_an_attainment(files, run):
    audit = slakit.audit(str(files / "contract.yaml"), files / "events.csv", AS_OF)
    (days,) = (a for a in audit.attainment if a.obligation == "delivery")
    assert (days.target, days.target_text, days.met) == (None, "2 business days", 1)
    assert "2 business days" in run("audit", files / "contract.yaml", files / "events.csv", "--as-of", AS_OF).stdout


# ---- persons -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["audit", "explain"])
def test_persons_get_pseudonyms(files, run, command):
    ticket = ["T"] if command == "explain" else []
    options = ["--persons", "agent,team", "--pseudonym-key-file", files / "key", "--as-of", AS_OF]
    done = run(command, files / "contract.yaml", files / "events.csv", *ticket, *options)
    assert (done.returncode, done.stderr) == (0, "")
    assert "network" not in done.stdout
    if command == "explain":
        assert re.search(r"paused: waiting\s+\(person-[0-9a-f]{12}\)", done.stdout)


def test_the_hints_keep_persons_without_names(files, run):
    options = ["--persons", "agent", "--pseudonym-key-file", files / "key"]
    done = run("audit", files / "contract.yaml", files / "events.csv", *options)
    assert f"--persons agent --pseudonym-key-file {files / 'key'}" in done.stdout


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--persons", "agent"], "missing-key"),
        (["--persons", "agent", "--pseudonym-key-file", "empty"], "empty-key"),
        (["--persons", "agent", "--pseudonym-key-file", "nowhere"], "cannot-read"),
        (["--persons", "agnt", "--pseudonym-key-file", "key"], "unknown-attribute"),
        (["--pseudonym-key-file", "key"], "no-persons"),
    ],
)
def test_persons_and_keys_belong_together(files, run, options, code):
    paths = [str(files / o) if o in ("empty", "nowhere", "key") else o for o in options]
    done = run("audit", files / "contract.yaml", files / "events.csv", *paths, "--json", files / "r.json")
    assert (done.returncode, done.stdout) == (2, "")
    lines = done.stderr.splitlines()
    assert len(lines) == 2 and f"[{code}]" in lines[0]
    assert not (files / "r.json").exists()


def test_python_takes_keys_as_bytes(files):
    contract = slakit.Contract.parse(CONTRACT)
    audit = slakit.audit(contract, files / "events.csv", AS_OF, persons=["team"], pseudonym_key=b"\xff\x00 key")
    assert "person-" in audit.explain("T").timelines["delivery"]


def test_persons_of_a_mapping_keep_their_names_without_a_key_and_that_is_said(files, run):
    (files / "source.yaml").write_text(
        "slakit: 1\nsource: {ticket: ticket, attributes: {agent: agent, priority: priority}, persons: [agent],\n"
        "  events: {received: in, restored: out}, time_zone: UTC}\n",
        "utf-8",
    )
    (files / "c.yaml").write_text(CONTRACT.replace("holder: team", "holder: agent, source: source.yaml"), "utf-8")
    (files / "e.csv").write_text("ticket,in,out,agent,priority\nT,2024-05-06T10:00:00Z,2024-05-07T10:00:00Z,Ann,P1\n", "utf-8")
    named = run("explain", files / "c.yaml", files / "e.csv", "T", "--as-of", AS_OF)
    assert "Ann" in named.stdout
    said = run("audit", files / "c.yaml", files / "e.csv", "--as-of", AS_OF)
    assert "persons keep their names" in re.sub(r"\s+", " ", said.stdout)
    hidden = run("explain", files / "c.yaml", files / "e.csv", "T", "--as-of", AS_OF, "--pseudonym-key-file", files / "key")
    assert (hidden.returncode, "Ann" in hidden.stdout) == (0, False)
