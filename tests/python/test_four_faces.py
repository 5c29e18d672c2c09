"""C++, C, Python and the command line agree: to the cent on every hand-made case, and with the amounts worked out by
hand; and in every word about every contract document.

C++ and C answer through two small programs of the build, tests/faces; without them this fails.
"""

import json
import os
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import ROOT

import slakit

PROGRAMS = Path(os.environ.get("SLAKIT_BUILD", ROOT / "build" / "dev")) / "tests"
DIGITS = {"CNY": 2, "EUR": 2, "GBP": 2, "JPY": 0, "BHD": 3}


def load(name):
    return json.loads((ROOT / "tests/cases/after-sales" / name).read_text(encoding="utf-8"))["cases"]


SKETCH = load("sketch.json")
DOCUMENTS = [
    path
    for folder in ("bad-contracts", "checks", "left-out")
    for path in sorted((ROOT / "tests/cases" / folder).glob("*.yaml"))
]
FILES = ["clock.json", "incidents.json", "levels.json", "money.json", "office.json", "sketch.json", "zones.json"]


def csv_text(events):
    """A cell that is there is quoted, so that an empty text is not taken for nothing."""
    columns = list(dict.fromkeys(["ticket", "at", "event"] + [key for event in events for key in event]))
    quoted = lambda cell: "" if cell is None else '"' + str(cell).replace('"', '""') + '"'
    rows = [",".join(quoted(event.get(column)) for column in columns) for event in events]
    return "\n".join([",".join(columns), *rows, ""])


def log_of(case, folder):
    if "log" in case:
        return case["log"]
    path = folder / "events.csv"
    path.write_text(csv_text(case["events"]), encoding="utf-8")
    return str(path)


def settings(case):
    """The case's choices as command lines take them: path=value, a value being YAML."""
    values = [(choice["path"], choice["value"]) for choice in case.get("choices", [])]
    return [f"{path}={value if isinstance(value, str) else json.dumps(value)}" for path, value in values]


def lines_of(result):
    """A check result of the package as the programs print it."""
    return [
        f"{severity} {problem}"
        for severity in ("error", "remark", "note")
        for problem in getattr(result, severity + "s")
    ]


def sums(pairs):
    """Ticket -> what it owes; tickets that owe nothing left out, and what no ticket owes."""
    result = {}
    for ticket, amount in pairs:
        if ticket:
            result[ticket] = result.get(ticket, 0) + amount
    return {ticket: amount for ticket, amount in result.items() if amount != 0}


def from_program(name, case, log):
    command = [PROGRAMS / name, case["contract"], log, case["as_of"], *settings(case)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert run.returncode == 0, run.stderr
    *lines, total = run.stdout.splitlines()
    word, currency, minor = total.split()
    assert word == "total"
    left_out = [line.removeprefix("without ") for line in lines if line.startswith("without ")]
    tickets = [line.split() for line in lines if not line.startswith("without ")]
    digits = DIGITS[currency]
    by_ticket = sums((ticket, Decimal(minor).scaleb(-digits)) for ticket, minor in tickets)
    return currency, Decimal(minor).scaleb(-digits), by_ticket, left_out


def from_python(case, log):
    choices = {choice["path"]: choice["value"] for choice in case.get("choices", [])}
    audit = slakit.audit(case["contract"], log, as_of=case["as_of"], choices=choices)
    by_ticket = sums((row["ticket"], row["amount"]) for row in audit.charges.to_pylist())
    return audit.statement.currency, audit.statement.total, by_ticket, [part.path for part in audit.left_out]


def from_command_line(case, log, run, folder):
    options = [part for setting in settings(case) for part in ("--set", setting)]
    answer = run("audit", case["contract"], log, "--as-of", case["as_of"], "--json", folder / "report.json", *options)
    assert answer.returncode == 0, answer.stderr
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    currency, total = report["statement"]["total"].split()
    by_ticket = sums((charge["ticket"], Decimal(charge["amount"].split()[1])) for charge in report["charges"])
    return currency, Decimal(total), by_ticket, [part["path"] for part in report["left_out"]]


def by_hand(case):
    expect = case["expect"]
    amounts = [(charge["ticket"], charge["amount"]) for charge in expect["charges"]]
    whole = all(amount is not None for _, amount in amounts)  # rounding per statement leaves charges without one
    by_ticket = sums((ticket, Decimal(amount)) for ticket, amount in amounts) if whole else None
    return expect["currency"], Decimal(expect["total"]), by_ticket


def assert_agreement(case, faces):
    first, *others = faces.values()
    assert all(other == first for other in others), faces
    currency, total, by_ticket = by_hand(case)
    assert first[:2] == (currency, total)
    assert by_ticket is None or first[2] == by_ticket


@pytest.mark.parametrize("case", SKETCH, ids=lambda case: case["name"])
def test_four_faces_on_the_sample_log(case, run, tmp_path):
    log = log_of(case, tmp_path)
    faces = {
        "C++": from_program("amounts_cpp", case, log),
        "C": from_program("amounts_c", case, log),
        "Python": from_python(case, log),
        "command line": from_command_line(case, log, run, tmp_path),
    }
    assert_agreement(case, faces)


@pytest.mark.parametrize("name", [name for name in FILES if name != "sketch.json"])
def test_three_faces_on_every_case(name, tmp_path):
    cases = load(name)
    assert cases
    for case in cases:
        log = log_of(case, tmp_path)
        programs = {face: from_program(f"amounts_{face}", case, log) for face in ("cpp", "c")}
        try:
            assert_agreement(case, {**programs, "Python": from_python(case, log)})
        except AssertionError as error:
            raise AssertionError(f"{name}: {case['name']}: {error}") from error


@pytest.mark.parametrize(
    ("name", "as_of", "total"),
    [
        ("cloud-service", "2025-06-01T00:00:00+02:00", ("EUR", Decimal("6100.00"))),
        ("public-managed-service", "2025-08-01T00:00:00+01:00", ("GBP", Decimal("7200.00"))),
        ("delivery", "2025-07-15T00:00:00+02:00", ("EUR", Decimal("81000.00"))),
    ],
)
def test_four_faces_on_whole_contracts(name, as_of, total, run, tmp_path):
    """Their months and what nobody delivered are in the total and in no ticket's sum."""
    folder = ROOT / "examples" / name
    case, log = {"contract": str(folder / "contract.yaml"), "as_of": as_of}, str(folder / "events.csv")
    faces = [
        from_program("amounts_cpp", case, log),
        from_program("amounts_c", case, log),
        from_python(case, log),
        from_command_line(case, log, run, tmp_path),
    ]
    assert all(face == faces[0] for face in faces), faces
    assert faces[0][:2] == total and sum(faces[0][2].values()) < total[1]


def test_four_faces_leave_out_the_same(run, tmp_path):
    folder = ROOT / "tests/cases/left-out"
    case = {"contract": str(folder / "contract.yaml"), "as_of": "2024-06-01T00:00:00+08:00"}
    log = str(folder / "events.csv")
    faces = [
        from_program("amounts_cpp", case, log),
        from_program("amounts_c", case, log),
        from_python(case, log),
        from_command_line(case, log, run, tmp_path),
    ]
    assert all(face == faces[0] for face in faces), faces
    assert faces[0][:2] == ("CNY", Decimal("10000.00"))
    assert faces[0][3] == [
        "penalties.slow advice.prices",
        "penalties.many complaints.charge.0.of",
        "penalties.many complaints.charge.1.documented",
        "penalties.production stop.charge.per",
    ]


def test_four_faces_check_alike(run):
    documents = [str(path.relative_to(ROOT)) for path in DOCUMENTS]
    programs = [
        subprocess.run([PROGRAMS / name, *documents], capture_output=True, encoding="utf-8", check=True).stdout
        for name in ("checks_cpp", "checks_c")
    ]
    answer = run("check", "--json", *documents)
    files = json.loads(answer.stdout)["files"]
    assert [file["file"] for file in files] == documents
    from_json = [
        slakit.CheckResult(*(tuple(slakit.Problem(**p) for p in file[key]) for key in ("errors", "remarks", "notes")))
        for file in files
    ]
    results = [slakit.check(document) for document in documents]
    assert programs[0].splitlines() == [line for result in results for line in lines_of(result)]
    assert programs[1] == programs[0]
    assert from_json == results
    assert {line.split()[0] for line in programs[0].splitlines()} == {"error", "remark", "note"}


def test_no_case_is_left_out():
    assert sorted(path.name for path in (ROOT / "tests/cases/after-sales").glob("*.json")) == FILES
    assert len({tuple(settings(case)) for case in SKETCH}) >= 8
