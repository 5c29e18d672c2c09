"""Contract documents checked like code: in Python and on the command line."""

import json
import re

import pytest
from conftest import ROOT

import slakit

BAD_CONTRACTS = sorted((ROOT / "tests/cases/bad-contracts").glob("*.yaml"))
BAD = "slakit: 1\ncontract: {id: a, titel: b, time_zone: Asia/Shanghai}\nobligatons: {}\n"

PLAIN = """\
slakit: 1
contract: {id: plain, time_zone: Asia/Shanghai}
calendars: {round the clock: always}
obligations:
  response: {clause: "1", clock: {start: received, stop: responded, calendar: round the clock, target: PT4H}}
"""


@pytest.fixture
def bad_path(tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_text(BAD)
    return path


# ---- Python --------------------------------------------------------------------------------------------------------


def test_errors_come_alone_and_all_at_once(bad_path):
    result = slakit.check(bad_path)
    assert {("unknown-key", 2, 19), ("unknown-key", 3, 1)} <= {(p.code, p.line, p.column) for p in result.errors}
    assert (result.remarks, result.notes) == ((), ())
    with pytest.raises(slakit.ContractError) as refused:
        slakit.Contract.load(bad_path)
    assert refused.value.problems == result.errors


def test_a_contract_gets_remarks_and_notes(contract_path):
    result = slakit.check(contract_path)
    assert result.errors == ()
    assert "no-cap" in [p.code for p in result.remarks]
    assert {"assumed", "reading", "default", "known-years"} == {p.code for p in result.notes}
    contract = slakit.Contract.load(contract_path)
    assert contract.remarks() == contract.check().remarks
    assert contract.check().errors == ()
    assert {a.path for a in contract.assumptions} <= {p.path for p in result.notes}
    places = [(p.line, p.column) for p in result.remarks]
    assert places == sorted(places) and all(p.source == contract_path and p.line for p in result.remarks)


def test_a_source_mapping_is_checked_with_its_contract():
    path = "examples/servicenow/contract.yaml"
    contract = slakit.Contract.load(path)
    of_mapping = [p for p in slakit.check(path).notes if p not in contract.check().notes]
    assert [(p.code, p.path) for p in of_mapping] == [("assumed", a.path) for a in contract.source_assumptions()]
    assert all(p.line > 0 and p.source != path for p in of_mapping) and of_mapping


def test_text_has_the_name_it_is_given(contract_path):
    assert {p.source for p in slakit.check_text(BAD, "draft").errors} == {"draft"}
    assert {p.source for p in slakit.check_text(BAD).errors} == {"<text>"}


def test_what_cannot_be_read_is_an_error_of_the_result():
    assert [p.code for p in slakit.check("absent.yaml").errors] == ["unreadable-file"]
    assert [p.code for p in slakit.check("\udcff.yaml").errors] == ["bad-file-name"]


def test_a_contract_written_and_read_is_the_same(contract_path):
    contract = slakit.Contract.load(contract_path)
    again = slakit.Contract.parse(contract.write())
    assert again.write() == contract.write()
    assert again.obligations == contract.obligations and again.assumptions == contract.assumptions


def test_pages_are_in_the_language_asked_for(contract_path):
    contract = slakit.Contract.load(contract_path)
    assert contract.titles["zh"] in contract.page("zh").splitlines()[0]
    assert contract.titles["en"] in contract.page().splitlines()[0]
    assert contract.page("en") == contract.page() != contract.page("zh")
    for language in ("zh", "en"):
        assert "2025-03-15" in contract.page(language) and "10000.00" in contract.page(language)
    with pytest.raises(ValueError, match="neither 'zh' nor 'en'"):
        contract.page("fr")


def test_the_schema_is_a_json_schema():
    schema = slakit.contract_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    text = json.dumps(schema)
    assert all(f'"{section}"' in text for section in ("contract", "calendars", "obligations", "penalties"))


# ---- the command line ----------------------------------------------------------------------------------------------

LINE = re.compile(r"(.*?):(\d+):(\d+): (error|remark|note): (.*) \[([a-z0-9-]+)\]")


def problems(lines):
    found = [LINE.fullmatch(line) for line in lines]
    assert all(found), lines
    return [(m[1], int(m[2]), int(m[3]), m[4], m[6]) for m in found]


def flat(result, name):
    lists = (("error", result.errors), ("remark", result.remarks), ("note", result.notes))
    return [(name, p.line, p.column, severity, p.code) for severity, each in lists for p in each]


@pytest.mark.parametrize("path", BAD_CONTRACTS, ids=lambda p: p.stem)
def test_errors_stand_on_standard_error_with_every_place(run, path):
    comments = re.findall(r"^# (\d+:\d+ [a-z0-9-]+)$", path.read_text("utf-8", errors="replace"), re.M)
    done = run("check", path.relative_to(ROOT))
    assert (done.returncode, done.stdout) == (2, "")
    *lines, summary = done.stderr.splitlines()
    places = [f"{line}:{column} {code}" for _, line, column, _, code in problems(lines)]
    assert sorted(places) == sorted(comments)
    assert summary == f"1 file: {len(lines)} error{'s' * (len(lines) != 1)}, 0 remarks, 0 notes"


def test_remarks_and_notes_stand_on_standard_output(run, contract_path):
    done = run("check", contract_path)
    assert (done.returncode, done.stderr) == (0, "")
    *lines, summary = done.stdout.splitlines()
    assert problems(lines) == flat(slakit.check(contract_path), contract_path)
    assert re.fullmatch(r"1 file: 0 errors, \d+ remarks?, \d+ notes?", summary)
    assert "\x1b" not in done.stdout


def test_strict_wants_no_remarks(run, contract_path, tmp_path):
    assert run("check", "--strict", contract_path).returncode == 1
    assert run("check", "--strict", contract_path, "absent.yaml").returncode == 2
    path = tmp_path / "plain.yaml"
    path.write_text(PLAIN)
    fine = run("check", "--strict", path)
    assert (fine.returncode, fine.stdout) == (0, "1 file: 0 errors, 0 remarks, 0 notes\n")


def test_several_documents_are_all_checked(run, contract_path, bad_path):
    done = run("check", bad_path, contract_path, "absent.yaml")
    assert done.returncode == 2
    *errors, summary = done.stderr.splitlines()
    assert [line.split(":")[0] for line in errors] == [str(bad_path)] * (len(errors) - 1) + ["absent.yaml"]
    assert problems(done.stdout.splitlines()) == flat(slakit.check(contract_path), contract_path)
    assert summary.startswith(f"3 files: {len(errors)} errors, ")


def test_json_is_for_programs(run, contract_path, bad_path):
    done = run("check", "--json", contract_path, bad_path)
    assert (done.returncode, done.stderr) == (2, "")
    answer = json.loads(done.stdout)
    assert answer["slakit_check"] == 1
    good, bad = answer["files"]
    assert (good["file"], bad["file"]) == (contract_path, str(bad_path))
    assert good["errors"] == [] and good["remarks"][0]["line"] > 0
    assert [slakit.Problem(**p) for p in bad["errors"]] == list(slakit.check(bad_path).errors)


def test_show_speaks_the_language_of_the_locale(run, contract_path):
    contract = slakit.Contract.load(contract_path)
    none = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}
    assert run("show", contract_path, "--lang", "zh").stdout == contract.page("zh")
    assert run("show", contract_path, **none).stdout == contract.page("en")
    assert run("show", contract_path, **{**none, "LANG": "zh_CN.UTF-8"}).stdout == contract.page("zh")
    assert run("show", contract_path, **{**none, "LANG": "zh_CN.UTF-8", "LC_ALL": "C"}).stdout == contract.page("en")
    assert run("show", contract_path, "--lang", "fr").returncode == 2
    assert run("show", "absent.yaml").returncode == 2
    assert "LC_ALL" in run("show", "--help").stdout


def test_schema_prints_the_schema(run):
    done = run("schema")
    assert (done.returncode, json.loads(done.stdout)) == (0, slakit.contract_schema())
