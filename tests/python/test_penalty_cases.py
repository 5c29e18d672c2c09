"""The worked examples of real clauses in tests/cases/penalties, through Python; their README says what a file holds."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
import yaml
from conftest import ROOT

import slakit

FOLDER = ROOT / "tests" / "cases" / "penalties"
# every scalar stays text: YAML knows no decimals
FILES = {path.stem: yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in sorted(FOLDER.glob("*.yaml"))}
# what a file says beside `cases` is said once for all of them
CASES = [{**file, **case} for file in FILES.values() for case in file["cases"]]
# examples of the catalogue that are no cases: interest
LEFT_OUT = {"E57", "E58"}


def money(text):
    currency, amount = text.split()
    return currency, Decimal(amount)


def audit_of(case, tmp_path):
    log = tmp_path / "events.csv"
    log.write_text(case["events"], "utf-8")
    return slakit.audit(slakit.Contract.parse(case["contract"]), log, case["as_of"], case.get("choices"))


def as_value(key, text):
    if key in ("count", "figure", "rounded"):
        return Fraction(text)
    return Decimal(text) if key in ("gross", "cut", "adjusted", "amount") else text


def charge_rows(audit):
    for charge in audit.charges.to_pylist():
        # the incident of an indicator is its window: "2025-03-01 to 2025-03-31"
        window = None if charge["ticket"] else charge["incident"][:10]
        adjusted = charge["amount"] - charge["gross"] + charge["cut"]
        yield {"adjusted": adjusted} | charge | {"count": Fraction(charge["count"]), "window": window}


def figure_rows(audit):
    for row in audit.indicators.to_pylist():
        yield {
            "indicator": row["obligation"],
            "window": row["first_day"].isoformat(),
            "figure": row["figure"] and Fraction(row["figure"]),
            "rounded": row["rounded"] and Fraction(row["rounded"]),
        }


def take_expected(rows, expected):
    """What is left of the rows when one is taken for each that is expected."""
    rows = list(rows)
    for one in expected:
        wanted = {key: as_value(key, text) for key, text in one.items() if key != "published"}
        found = next((row for row in rows if all(row.get(key) == value for key, value in wanted.items())), None)
        assert found is not None, f"there is no {wanted} among {rows}"
        rows.remove(found)
    return rows


@pytest.mark.parametrize("case", CASES, ids=[f"{case['example']}: {case['reading']}" for case in CASES])
def test_case(case, tmp_path):
    audit = audit_of(case, tmp_path)
    statement = audit.statement
    assert (statement.currency, statement.total) == money(case["total"])
    if "charges" in case:
        assert [row for row in take_expected(charge_rows(audit), case["charges"]) if row["amount"] != 0] == []
    take_expected(figure_rows(audit), case.get("figures", []))
    report = audit.report["statement"]
    assert case.get("rights", {}).items() <= {r["name"]: r["state"].replace("_", " ") for r in report["termination"]}.items()
    if "loss_test" in case:
        test = next(test for test in report["loss_tests"] if test["incident"] is None)
        assert {**test, "above": str(test["above"]).lower()} == {**case["loss_test"], "incident": None}
    if "paid" in case:
        assert money(case["price"])[1] - statement.total == money(case["paid"])[1]
    assert audit.left_out == ()


def published(case):
    """Pairs of what the source prints and what its own clause gives."""
    if "published" in case:
        yield money(case["published"]), money(case["total"])
    for figure in case.get("figures", []):
        if "published" in figure:
            yield Fraction(figure["published"]), Fraction(figure["figure"])


def test_what_is_published_wrongly_differs():
    pairs = {case["example"]: list(published(case)) for case in CASES}
    assert all(printed != exact for of_case in pairs.values() for printed, exact in of_case)
    wrong = {case["example"] for case in CASES if list(published(case))}
    assert wrong == {name for name, file in FILES.items() if "\u2260" in file["grade"]}


def table_row(name, file):
    amounts = ", ".join(dict.fromkeys(case["total"] for case in file["cases"]))
    return f"| {name} | {file['source']} | {file['grade']} | {file['mechanism']} | {amounts} |"


def test_the_readme_lists_every_file():
    rows = [line for line in (FOLDER / "README.md").read_text("utf-8").splitlines() if re.match(r"\| E\d\d ", line)]
    assert rows == [table_row(name, file) for name, file in FILES.items()]
    assert all(name == file["example"] for name, file in FILES.items())
    assert not LEFT_OUT & set(FILES)
