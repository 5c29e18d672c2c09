"""Reverse audit: the reading that gives somebody else's figure, or that none does, and where the ways part."""

import json
import re
from decimal import Decimal
from fractions import Fraction

import pytest
import yaml
from conftest import AS_OF, ROOT

import slakit

COUNTING = "penalties.late restoration.charge.counting"


@pytest.fixture(scope="module")
def audit():
    return slakit.audit("examples/after-sales/contract.yaml", "examples/after-sales/events.csv", AS_OF)


# 10.5 % of 200 for every two days, 5 d 18 h 10 min late; "any fraction of a day is a full day": 6 days, 63.00. The
# template's own program counts 5 and gives 52.50 (E15 of the penalty research).
def accord(tmp_path, with_reading=True):
    case = yaml.safe_load((ROOT / "tests/cases/penalties/E15.yaml").read_text("utf-8"))
    (tmp_path / "events.csv").write_text(case["events"], "utf-8")
    reading = (
        "readings:\n"
        "  a fraction of a day: {clause: late delivery, text: any fraction of a day is to be considered a full day,\n"
        "    set: penalties.late delivery.charge.rounded_to.counting, use: started 24 h, else: [completed 24 h]}\n"
    )
    contract = slakit.Contract.parse(case["contract"] + (reading if with_reading else ""))
    return slakit.audit(contract, tmp_path / "events.csv", as_of=case["as_of"])


def test_the_accord_case_counts_completed_days(tmp_path):
    found = accord(tmp_path).reverse("52.50", ticket="goods", penalty="late delivery")
    assert found.computed == (Decimal("63.00"),)
    [match] = found.matches
    assert match.choices == {"penalties.late delivery.charge.rounded_to.counting": "completed 24 h"}
    assert (match.is_open, match.off, match.total, match.figures) == (True, 0, Decimal("52.50"), (Decimal("52.50"),))
    assert (found.parting.before, found.parting.after) == (Decimal("63.00"), Decimal("52.50"))
    assert found.parting.ours.formula == "ceil(829/6/24) * 24 = 144"  # 6 days and 5 of 138 h 10 min
    assert found.parting.theirs.formula == "floor(829/6/24) * 24 = 120"


def test_what_the_contract_settles_itself_is_found_and_marked(tmp_path):
    found = accord(tmp_path, with_reading=False).reverse("52.50")
    assert found.matches and not any(match.is_open for match in found.matches)
    assert "the contract itself says otherwise" in " ".join(str(found).split())


def test_as_used_is_the_nearest_of_all(audit):
    found = audit.reverse(80000)
    assert [dict(match.choices) for match in found.matches] == [{}] and found.parting is None
    assert "as used" in str(found)


def test_several_figures_at_once(audit):
    claims = [{"ticket": "T5", "penalty": "late restoration", "amount": "11250.00"}, {"amount": Decimal("61250")}]
    found = audit.reverse(claims)
    assert [dict(match.choices) for match in found.matches] == [{COUNTING: "pro rata"}]
    assert found.computed == (20000, 80000) and found.matches[0].figures == (11250, 61250)
    assert [(claim.ticket, claim.amount) for claim in found.claims] == [("T5", 11250), (None, 61250)]


def test_none_does_and_the_nearest_is_said(audit):
    found = audit.reverse("80000.01", tries_max=100)
    assert found.matches == () and found.nearest[0].off == Decimal("0.01") and not found.is_complete and found.bound
    assert "No reading gives it" in str(found)
    found = audit.reverse("12345.00", ticket="T4", tries_max=100)
    assert (found.parting.counted, found.parting.implied) == (2, Fraction(2469, 2000))
    assert "what the figure would be a count of" in " ".join(str(found).split())


def test_matches_reproduce_the_figures(audit):
    for match in audit.reverse("30000.00", ticket="T2").matches[:5]:
        choices = {path: value for path, value in match.choices.items()}
        other = slakit.audit("examples/after-sales/contract.yaml", "examples/after-sales/events.csv", AS_OF, choices)
        assert other.statement.total == match.total


def test_a_value_that_is_added_is_tried(audit):
    assert not audit.reverse("50000.00", ticket="T4", tries_max=50).matches
    rate = "penalties.late restoration.charge.rate"
    [match, *_] = audit.reverse("50000.00", ticket="T4", also={rate: ["2.5%"]}).matches
    assert match.choices == {rate: "2.5%"}


def test_json_holds_everything(audit, tmp_path):
    found = audit.reverse("10000", ticket="T4")
    found.to_json(tmp_path / "r.json")
    data = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert data == found.to_dict() and data["slakit_reverse"] == 1
    assert data["claims"] == [{"ticket": "T4", "penalty": None, "amount": "10000.00"}]


@pytest.mark.parametrize(
    ("claims", "options", "code"),
    [
        ("52.505", {}, "bad-money"),
        ("much", {}, "bad-money"),
        (52.5, {}, "bad-money"),
        ("EUR 52.50", {}, "two-currencies"),
        ("1", {"ticket": "T99"}, "unknown-ticket"),
        ("1", {"penalty": "late restauration"}, "unknown-penalty"),
        ([], {}, "no-claim"),
        ([{"ticket": "T2"}], {}, "missing-key"),
        ([{"tickets": "T2", "amount": "1"}], {}, "unknown-key"),
        (["1"], {}, "bad-claim"),
        ([{"amount": "1"}], {"ticket": "T2"}, "unused-argument"),
        ("1", {"also": {"policies.concurrency": ["neither"]}}, "unknown-value"),
        ("1", {"tries_max": 0}, "bad-count"),
    ],
)
def test_bad_claims_are_refused(audit, claims, options, code):
    with pytest.raises(slakit.InputError, match=rf"\[{code}\]"):
        audit.reverse(claims, **options)


# ---- the command line ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [80, 140])
def test_the_command_finds_the_reading(run, contract_path, events_path, tmp_path, width):
    options = ["10000", "--ticket", "T4", "--as-of", AS_OF, "--json", tmp_path / "r.json"]
    done = run("reverse", contract_path, events_path, *options, COLUMNS=str(width))
    assert (done.returncode, done.stderr) == (0, "")
    for expected in ("1.1.3(2) “每一天”", "completed 24 h", "ceil(47/24) = 2", "floor(47/24) = 1", "Where they part: T4"):
        assert expected in done.stdout
    assert max(sum(2 if "一" <= c <= "鿿" else 1 for c in line) for line in done.stdout.splitlines()) <= width
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["matches"][0]["total"] == "40000.00"


def test_the_command_takes_a_file_of_figures(run, contract_path, events_path, tmp_path):
    figures = tmp_path / "figures.csv"
    figures.write_text("ticket,penalty,amount\nT4,late restoration,19583.33\nT5,,11250.00\n,,61250.00\n", "utf-8")
    done = run("reverse", contract_path, events_path, "--figures", figures, "--as-of", AS_OF)
    assert done.returncode == 0 and "pro rata" in done.stdout and "these 3 figures" in done.stdout


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ticket,amount\n", "no-claim"),
        ("ticket,sum\nT4,1\n", "missing-column"),
        ("amount\nx\n", "bad-money"),
        ("ticket,amount\nT99,1\n", "unknown-ticket"),
    ],
)
def test_bad_figures_are_refused(run, contract_path, events_path, tmp_path, text, code):
    (tmp_path / "figures.csv").write_text(text, "utf-8")
    done = run("reverse", contract_path, events_path, "--figures", tmp_path / "figures.csv")
    assert done.returncode == 2 and done.stdout == "" and f"[{code}]" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], "no-claim"),
        (["1", "--figures", "f.csv"], "unused-argument"),
        (["--figures", "absent.csv"], "cannot-read"),
        (["much"], "bad-money"),
        (["1", "--penalty", "late restauration"], "unknown-penalty"),
    ],
)
def test_bad_options_are_refused(run, contract_path, events_path, options, code):
    done = run("reverse", contract_path, events_path, *options)
    assert done.returncode == 2 and done.stdout == "" and re.search(rf"\[{code}\]", done.stderr)
