"""The command line as a user meets it: output, files, exit status, and what bad input gets."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import AFTER_SALES, AS_OF, ROOT, SHARED

import slakit

BAD_LOGS = sorted(p.with_suffix("") for p in (ROOT / "tests/cases/bad-logs").glob("*.problems"))


def test_audit_prints_everything_it_rests_on(run, contract_path, events_path):
    done = run("audit", contract_path, events_path, "--as-of", AS_OF)
    assert (done.returncode, done.stderr) == (0, "")
    for expected in (
        "after-sales: After-sales service plan / 售后服务方案",
        "Price and dates are illustrative parameters.",
        "83.33%",
        "27 h late = 2 started days of 24 h",
        "1% x CNY 1000000.00 x 2 = CNY 20000.00",
        "policies.concurrency",
        "23 rows",
        "slakit explain",
    ):
        assert expected in done.stdout
    assert re.search(r"^total +CNY.* 80000\.00", done.stdout, re.M)
    assert re.search(r"^of which provisional .* 10000\.00", done.stdout, re.M)
    assert "\x1b" not in done.stdout  # no colour in a pipe


def test_the_limits_of_the_logs_own_audit_are_options(run, contract_path, tmp_path):
    log = tmp_path / "events.csv"
    log.write_text("ticket,at,event,recorded_at\nT,2024-05-06T10:00:00Z,received,2024-05-06T11:30:00Z\n")
    assert "Entries to ask about" in run("audit", contract_path, log).stdout
    assert "Entries to ask about" not in run("audit", contract_path, log, "--late-after", "PT2H").stdout
    refused = run("audit", contract_path, log, "--late-after", "2 hours", "--near-target", "-PT1M")
    assert refused.returncode == 2
    assert "--late-after: '2 hours' is no length of time" in refused.stderr
    refused = run("audit", contract_path, log, "--near-target", "-PT1M")
    assert (refused.returncode, "[negative-limit]" in refused.stderr) == (2, True)


@pytest.mark.parametrize("width", [80, 100, 120])
def test_tables_fit_the_terminal(run, contract_path, events_path, width):
    done = run("audit", contract_path, events_path, "--as-of", AS_OF, COLUMNS=str(width))
    lines = done.stdout.split("Try next")[0].splitlines()  # commands stay whole
    cells = [sum(2 if "一" <= c <= "鿿" else 1 for c in line) for line in lines]
    assert max(cells) <= width


def test_the_commands_it_suggests_work(run, contract_path, events_path, tmp_path):
    hints = [
        line.strip()
        for line in run("audit", contract_path, events_path).stdout.splitlines()
        if line.startswith("    slakit ")
    ]
    assert len(hints) == 4
    for hint in hints:
        arguments = shlex.split(hint)[1:]
        if "--html" in arguments:
            arguments[arguments.index("--html") + 1] = str(tmp_path / "report.html")
        assert run(*arguments).returncode == 0, hint


def test_audit_writes_whole_files(run, contract_path, events_path, tmp_path):
    done = run(
        "audit",
        contract_path,
        events_path,
        "--as-of",
        AS_OF,
        "--json",
        tmp_path / "r.json",
        "--html",
        tmp_path / "r.html",
    )
    assert done.returncode == 0
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["statement"]["total"] == "CNY 80000.00"
    assert "80000.00" in (tmp_path / "r.html").read_text("utf-8")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["r.html", "r.json"]


@pytest.mark.parametrize(
    ("setting", "total"),
    [
        ("policies.concurrency=both", "30000.00"),
        ("penalties.late restoration.charge.counting=completed 24 h", "40000.00"),
        ("obligations.on-site.clock.pause=none", "90000.00"),
        ("obligations.on-site.clock.start={after: PT1H, of: received}", "80000.00"),
    ],
)
def test_set_puts_another_reading_in_place(run, contract_path, events_path, setting, total):
    done = run("audit", contract_path, events_path, "--as-of", AS_OF, "--set", setting)
    assert re.search(rf"^total +CNY.* {total}", done.stdout, re.M), done.stderr
    assert "chosen" in done.stdout


def test_few_rows_show_the_dearest_and_say_how_many_more(run, contract_path, events_path):
    done = run("audit", contract_path, events_path, "--as-of", AS_OF, "--rows", "2")
    assert "3 more: --rows 0 shows them all" in done.stdout
    charges = done.stdout.split("Charges (5")[1].split("Statement")[0]
    assert charges.count("late restoration") == 2 and "missed response" not in charges


def test_explain_shows_how_a_ticket_came_about(run, contract_path, events_path):
    done = run("explain", contract_path, events_path, "T3", "--as-of", AS_OF)
    assert done.returncode == 0
    assert re.search(r"2024-05-09 10:30 +2024-05-09 16:30 +paused: waiting for customer +6 h", done.stdout)
    assert "running time: 3 h" in done.stdout


def test_version_and_help(run):
    assert run("--version").stdout == f"slakit {slakit.__version__}\n"
    assert "audit" in run("--help").stdout


# ---- bad input -----------------------------------------------------------------------------------------------------


def refused(done):
    """Exit status 2, problems on standard error alone, one a line, and no traceback. Returns their lines."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    *problems, summary = done.stderr.splitlines()
    assert re.fullmatch(rf"{len(problems)} problems?; nothing was written\.", summary)
    return problems


def test_bad_contracts_are_refused_with_every_problem(run, events_path):
    path = ROOT / "tests/cases/bad-contracts/keys.yaml"
    problems = refused(run("audit", path, events_path))
    assert problems == [str(problem) for problem in slakit.check(path).errors] and len(problems) > 3
    assert problems == refused(run("show", path))


@pytest.mark.parametrize("path", BAD_LOGS, ids=lambda p: p.name)
def test_bad_logs_are_refused_and_nothing_is_written(run, contract_path, path, tmp_path):
    problems = refused(run("audit", contract_path, path, "--json", tmp_path / "r.json", "--html", tmp_path / "r.html"))
    assert len(problems) == len(path.with_name(path.name + ".problems").read_text("utf-8").splitlines())
    assert all(line.startswith(str(path)) for line in problems)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--as-of", "2024-06-01"], "bad-instant"),
        (["--as-of", "2024-06-01T00:00:00"], "naive-datetime"),
        (["--set", "policies.concurrency"], "bad-choice"),
        (["--set", "policies.concurrency=neither"], "unknown-value"),
        (["--set", "nowhere.at.all=1"], "unknown-path"),
        (["--time-zone", "Asia/Shangai"], "unknown-zone"),
    ],
)
def test_bad_options_are_refused(run, contract_path, events_path, arguments, code):
    problems = refused(run("audit", contract_path, events_path, *arguments))
    assert len(problems) == 1 and problems[0].endswith(f"[{code}]")


def test_missing_files_and_unknown_tickets_are_refused(run, contract_path, events_path, tmp_path):
    refused(run("show", "absent.yaml"))
    refused(run("audit", contract_path, "absent.csv"))
    refused(run("audit", AFTER_SALES, events_path))
    assert "did you mean 'T2'" in refused(run("explain", contract_path, events_path, "T22"))[0]
    assert (
        "cannot-write" in refused(run("audit", contract_path, events_path, "--json", tmp_path / "absent" / "r.json"))[0]
    )


def test_of_two_files_none_is_written_when_one_cannot_be(run, contract_path, events_path, tmp_path):
    files = ["--json", tmp_path / "r.json", "--html", tmp_path / "absent" / "r.html"]
    refused(run("audit", contract_path, events_path, *files))
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_without_unicode_is_no_reason_to_stop(run, contract_path, events_path):
    done = run("audit", contract_path, events_path, PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert done.returncode == 0 and done.stdout.isascii()


def test_a_bad_option_and_a_bad_contract_are_told_together(run, events_path):
    done = run("audit", "absent.yaml", events_path, "--as-of", "soon", "--set", "x")
    assert [line.split("[")[-1] for line in refused(done)] == ["bad-instant]", "bad-choice]", "unreadable-file]"]


def test_usage_errors_have_status_2(run):
    assert run("audit").returncode == 2
    assert run("adit").returncode == 2


def test_the_real_log(run):
    log = SHARED / "data" / "uci_incident_event_log.csv.gz"
    if not log.exists():
        pytest.skip(f"{log.name} is not here: see examples/servicenow/README.md")
    done = run("audit", "examples/servicenow/contract.yaml", log)
    assert done.returncode == 0
    assert "illustrative" in done.stdout
    assert re.search(r"^141712 rows += \d+ used \+ \d+ ignored \+ \d+ rejected", done.stdout, re.M)
    for priority in ("1 - Critical", "2 - High", "3 - Moderate", "4 - Low"):
        assert re.search(rf"^restoration .*{priority}.*%", done.stdout, re.M)
    assert len(done.stdout.splitlines()) < 170


@pytest.mark.parametrize("name", ["folder", "", "."])
def test_a_folder_is_no_place_for_a_file(run, contract_path, events_path, tmp_path, name):
    (tmp_path / "folder").mkdir()
    target = f"{tmp_path}/{name}" if name else ""
    problems = refused(run("audit", contract_path, events_path, "--json", tmp_path / "r.json", "--html", target))
    assert problems == [f"{Path(target)}: cannot be written: Is a directory [cannot-write]"]
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]


def test_two_reports_need_two_files(run, contract_path, events_path, tmp_path):
    both = ["--json", tmp_path / "r", "--html", tmp_path / "x" / ".." / "r"]
    assert "[same-file]" in refused(run("audit", contract_path, events_path, *both))[0]
    assert list(tmp_path.iterdir()) == []


def test_links_and_devices_stay_what_they_are(run, contract_path, events_path, tmp_path):
    (tmp_path / "report.json").write_text("old")
    (tmp_path / "link").symlink_to("report.json")
    assert run("audit", contract_path, events_path, "--json", tmp_path / "link").returncode == 0
    assert (tmp_path / "link").is_symlink()
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["slakit_report"] == 1
    device = Path("/dev/null")
    assert run("audit", contract_path, events_path, "--json", device).returncode == 0
    assert device.is_char_device()
    assert '"slakit_report"' in run("audit", contract_path, events_path, "--json", "/dev/stdout").stdout


def test_a_full_disk_is_told(contract_path, events_path):
    program = [sys.executable, "-c", "from slakit.cli import main; main()", "audit", contract_path, events_path]
    with open("/dev/full", "w") as full:
        done = subprocess.run(program, stdout=full, stderr=subprocess.PIPE, text=True, timeout=120, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("standard output: cannot be written: No space left on device")


def test_an_instant_that_no_calendar_answers_for_is_refused(run, contract_path, events_path):
    problems = refused(run("audit", contract_path, events_path, "--as-of", "2200-01-01T00:00:00Z"))
    assert problems == ["--as-of: 2200-01-01T00:00:00Z is outside 1970-01-01 to 2100-12-31 [out-of-range]"]


def test_all_bad_options_are_told_at_once(run, contract_path, events_path):
    options = [
        "--as-of",
        "soon",
        "--time-zone",
        "Asia/Shangai",
        "--set",
        "nowhere=1",
        "--set",
        "policies.concurrency=x",
    ]
    codes = [line.split("[")[-1] for line in refused(run("audit", contract_path, events_path, *options))]
    assert codes == ["bad-instant]", "unknown-zone]", "unknown-key]", "unknown-value]"]


def test_names_that_are_no_utf_8_are_refused(run, contract_path, events_path):
    assert "bad-file-name" in refused(run("show", "\udcff.yaml"))[0]
    assert "bad-file-name" in refused(run("audit", contract_path, "\udcff.csv"))[0]
    assert "unknown-ticket" in refused(run("explain", contract_path, events_path, "\udcff"))[0]


def test_the_statement_names_clauses_and_breaches_without_a_price(run, contract_path, events_path):
    out = run("audit", contract_path, events_path, "--as-of", AS_OF).stdout
    assert re.search(r"^late restoration +4 charges, clause 1\.1\.3\(2\): 1% of price per day +70000\.00", out, re.M)
    assert "Clocks that no penalty prices: 1 breach." in out
