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
    assert "1.2345: what the figure would be a count of" in " ".join(str(found).split())


# A desk that is 30 h late at EUR 10.00 for every started day, and says everything.
DESK = """
slakit: 1
contract: {id: desk, time_zone: UTC, price: EUR 1000.00}
calendars: {always: {always: true}}
obligations: {fix: {clause: "1", clock: {start: opened, stop: closed, calendar: always, target: TARGET}}}
penalties: {late: {clause: "5", prices: fix, charge: {rate: 1%, of: price, per: day, counting: started 24 h}}}
policies: {rounding: half up}
"""
DESK_EVENTS = "ticket,at,event\nA,2025-03-03T08:00:00Z,opened\nA,2025-03-04T18:00:00Z,closed\n"


def desk(tmp_path, target="PT4H", currency="EUR", price="1000.00"):
    (tmp_path / "events.csv").write_text(DESK_EVENTS, "utf-8")
    text = DESK.replace("TARGET", target).replace("EUR 1000.00", f"{currency} {price}")
    contract = slakit.Contract.parse(text)
    return slakit.audit(contract, tmp_path / "events.csv", as_of="2025-04-01T00:00:00Z")


@pytest.mark.parametrize(
    ("target", "amount", "said"),
    [
        ("PT4H", "1.23", "The contract leaves nothing open; 13 other contracts were tried."),
        ("{assumed: PT4H, else: [PT2H, PT8H]}", "1.23", "All 3 combinations of what the contract leaves open were tried, and "),
        ("{assumed: PT4H, else: [PT20H]}", "10.00", "were tried, but for those that add to one of these, and "),
    ],
)
def test_what_was_tried_is_said(tmp_path, target, amount, said):
    assert said in " ".join(str(desk(tmp_path, target).reverse(amount)).split())


def test_one_mapping_is_one_figure(audit):
    claim = {"ticket": "T4", "amount": "10000.00"}
    assert audit.reverse(claim).to_dict() == audit.reverse([claim]).to_dict()


@pytest.mark.parametrize(
    ("claims", "options", "places"),
    [
        ("1", {"ticket": "T99", "penalty": "x"}, ["ticket", "penalty"]),
        ({"ticket": "T99", "amount": "1"}, {}, ["claims.ticket"]),
        ([{"amount": "1"}, {"ticket": "T99", "amount": "x"}, {"penalty": "x", "amount": "1"}], {},
         ["claims.1.amount", "claims.1.ticket", "claims.2.penalty"]),
        ([{"tickets": "A"}, 1, {"amount": 1.5}], {},
         ["claims.0.tickets", "claims.0.amount", "claims.1", "claims.2.amount"]),
    ],
)
def test_all_problems_are_where_the_figures_are(audit, claims, options, places):
    with pytest.raises(slakit.InputError) as caught:
        audit.reverse(claims, **options)
    assert [one.path for one in caught.value.problems] == places


@pytest.mark.parametrize(("currency", "price", "example"), [("JPY", "1000", "5250"), ("KWD", "1000.000", "52.500"), ("EUR", "1000.00", "52.50")])
def test_an_amount_is_shown_in_the_digits_of_the_currency(tmp_path, currency, price, example):
    audit = desk(tmp_path, currency=currency, price=price)
    with pytest.raises(slakit.InputError, match=f"such as {example} or {currency} {example} "):
        audit.reverse("52.12345")
    assert audit.reverse(example, tries_max=1) and audit.reverse(f"{currency} {example}", tries_max=1)


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
        (["1", "--ticket", "NIX"], "unknown-ticket"),
    ],
)
def test_bad_options_are_refused(run, contract_path, events_path, options, code):
    done = run("reverse", contract_path, events_path, *options)
    assert done.returncode == 2 and done.stdout == "" and re.search(rf"\[{code}\]", done.stderr)


def test_problems_name_the_option(run, contract_path, events_path):
    done = run("reverse", contract_path, events_path, "1", "--ticket", "NIX", "--penalty", "none", "--as-of", AS_OF)
    assert done.returncode == 2 and re.search(r"--ticket: .*NIX", done.stderr) and re.search(r"--penalty: ", done.stderr)


def test_problems_name_the_line_of_the_file(run, contract_path, events_path, tmp_path):
    figures = tmp_path / "figures.csv"
    figures.write_text("ticket,penalty,amount\nT4,late restoration,1\nT99,,x\n,late,2\n", "utf-8")
    done = run("reverse", contract_path, events_path, "--figures", figures, "--as-of", AS_OF)
    places = re.findall(r"figures\.csv:(\d+): column (\w+): .*?\[([a-z-]+)\]", " ".join(done.stderr.split()))
    assert places == [("3", "amount", "bad-money"), ("3", "ticket", "unknown-ticket"), ("4", "penalty", "unknown-penalty")]
