"""Derivations: what is printed of a charge gives its amount. Every formula is evaluated again with exact fractions, from its own
numbers, by arithmetic that knows nothing of slakit."""

import json
import re
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import ceil, floor

import pytest
import yaml
from conftest import AFTER_SALES, AS_OF, ROOT

import slakit

# ---- formulas ------------------------------------------------------------------------------------------------------

NUMBER = r"\d+(?:\.\d+)?%?"
TOKEN = re.compile(rf"\s*(?:({NUMBER})|(half up|half even|down|up)|([a-z]+)|([-+*/(),]))")


def rounded(value, decimals, mode):
    scaled = abs(value) * 10 ** int(decimals)
    whole = floor(scaled)
    rest = scaled - whole
    half = Fraction(1, 2)
    away = {"half up": rest >= half, "half even": rest > half or (rest == half and whole % 2 == 1), "down": False, "up": rest > 0}
    return Fraction(whole + away[mode], 10 ** int(decimals)) * (1 if value >= 0 else -1)


FUNCTIONS = {"ceil": ceil, "floor": floor, "max": max, "min": min, "round": rounded}


def number(text):
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


class Formula:
    """A recursive descent: sums of products of numbers, negations, brackets and functions."""

    def __init__(self, text):
        self.tokens, at = [], 0
        while at < len(text):
            match = TOKEN.match(text, at)
            assert match, f"{text!r} cannot be read from {text[at:]!r} on"
            self.tokens.append(match[0].strip())
            at = match.end()
        self.tokens.append("")

    def take(self, *expected):
        if self.tokens[0] in expected or not expected:
            return self.tokens.pop(0)
        return None

    def value(self):
        value = self.sum()
        assert self.tokens == [""], self.tokens
        return value

    def sum(self):
        value = self.product()
        while sign := self.take("+", "-"):
            value = value + self.product() if sign == "+" else value - self.product()
        return value

    def product(self):
        value = self.factor()
        while sign := self.take("*", "/"):
            value = value * self.factor() if sign == "*" else value / self.factor()
        return value

    def factor(self):
        token = self.take()
        if token == "-":
            return -self.factor()
        if token == "(":
            value = self.sum()
            assert self.take(")")
            return value
        if token in FUNCTIONS:
            assert self.take("(")
            arguments = [self.sum()]
            while self.take(","):
                mode = self.take("half up", "half even", "down", "up")
                arguments.append(mode if mode else self.sum())
            assert self.take(")")
            return Fraction(FUNCTIONS[token](*arguments))
        return number(token)


def evaluated(text):
    return Formula(text).value()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1% * 1000000.00 * 27/24", "11250"),
        ("ceil(45/2/24)", "1"),
        ("floor(50/24) * 24", "48"),
        ("-1 * 500.00 * 3", "-1500"),
        ("round(12345/7, 2, half up)", "1763.57"),
        ("round(1/8, 2, half even)", "0.12"),
        ("round(-1/8, 2, up) - 0.01", "-0.14"),
        ("max(3 - 8, 0) + min(2, 1)", "1"),
    ],
)
def test_the_arithmetic_of_this_test(text, value):
    assert evaluated(text) == Fraction(value)


# ---- the law -------------------------------------------------------------------------------------------------------

# Minutes, hours and days; months and percentages; nothing, one; decimals of a currency.
OF_ITSELF = {"24", "60", "168", "7", "100", "0", "1", "2", "3"}
MONEY = {"price", "step", "sum", "multiplier", "repeat", "clamp", "documents", "loss", "rounding", "minimum", "cap", "carried", "earned_back"}


def numbers_of(text, known):
    """The numbers of a formula; what is known as a whole (45/2) counts as one."""
    found = []
    for whole in sorted((k for k in known if re.fullmatch(r"\d+/\d+", k)), key=len, reverse=True):
        text, times = re.subn(rf"(?<![\d./]){re.escape(whole)}(?!\d|\.)", " ", text)
        found += [whole] * (times > 0)
    return found + re.findall(rf"(?<![\d.]){NUMBER}", text)


def check_chain(steps, amount):
    known, results = set(), []
    for step in steps:
        assert step.en and step.zh and "{" not in step.en + step.zh
        for value in step.facts.values():
            known |= {value.lstrip("-"), *re.findall(NUMBER, value)}
        for result in results:
            result["used"] |= any(value.lstrip("-") == result["text"] for value in step.facts.values())
        if step.formula is None:
            continue
        left, right = step.formula.rsplit(" = ", 1)
        assert re.fullmatch(r"-?\d+(\.\d+|/\d+)?", right), step.formula
        assert evaluated(left) == evaluated(right), step.formula
        numbers = numbers_of(left, known)
        strange = [one for one in numbers if one not in known | OF_ITSELF]
        assert not strange, f"{step.formula}: nothing before it says {strange}"
        for result in results:
            result["used"] |= result["text"] in numbers
        if step.kind in MONEY:
            assert right in step.en and right in step.zh, step
        known.add(right.lstrip("-"))
        results.append({"text": right.lstrip("-"), "used": False, "value": evaluated(right), "formula": step.formula})
    assert results, "no arithmetic at all"
    assert results[-1]["value"] == Fraction(amount), results[-1]
    unused = [result["formula"] for result in results[:-1] if not result["used"]]
    assert not unused, unused


def check_audit(audit):
    for row, charge in enumerate(audit.charges.to_pylist()):
        steps = audit.derivation(row)
        check_chain(steps, charge["amount"])
        assert [steps[0].kind, "breach" in {step.kind for step in steps}] == ["clause", True]
        assert steps[0].facts["penalty"] == charge["penalty"]
    return audit.charges.num_rows


EXAMPLES = {
    "after-sales": ("after-sales/contract.yaml", "after-sales/events.csv", AS_OF),
    "after-sales, capped": ("after-sales/contract-capped.yaml", "after-sales/events.csv", AS_OF),
    "after-sales, a year": ("after-sales/contract.yaml", "after-sales/year-broken.csv", "2025-03-16T00:00:00+08:00"),
    "cloud service": ("cloud-service/contract.yaml", "cloud-service/events.csv", "2025-06-01T00:00:00+02:00"),
    "delivery": ("delivery/contract.yaml", "delivery/events.csv", None),
    "public managed service": ("public-managed-service/contract.yaml", "public-managed-service/events.csv", None),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_charge_of_the_examples(name):
    contract, events, as_of = EXAMPLES[name]
    assert check_audit(slakit.audit(ROOT / "examples" / contract, ROOT / "examples" / events, as_of)) > 0


READINGS = [
    {"path": "policies.counting", "values": ["completed 24 h", "pro rata", "calendar days touched"]},
    {"path": "policies.concurrency", "values": ["both", "highest only", "first only"]},
    {"path": "policies.rounding", "values": ["down", "up", "half even"]},
    {"path": "policies.rounding_stage", "values": ["per statement"]},
]


@pytest.mark.parametrize(("path", "value"), [(one["path"], value) for one in READINGS for value in one["values"]])
def test_every_charge_under_other_readings(path, value):
    counting = "penalties.late restoration.charge.counting"
    choices = {counting if path.endswith("counting") else path: value}
    if path.startswith("policies.rounding"):
        choices[counting] = "pro rata"
    assert check_audit(slakit.audit(AFTER_SALES / "contract.yaml", AFTER_SALES / "events.csv", AS_OF, choices))


# ---- worked examples of real clauses -------------------------------------------------------------------------------

PENALTIES = sorted((ROOT / "tests" / "cases" / "penalties").glob("*.yaml"))


@cache
def cases_of(path):
    file = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    return [{**file, **case} for case in file["cases"]]


@pytest.mark.parametrize("path", PENALTIES, ids=[path.stem for path in PENALTIES])
def test_every_charge_of_the_worked_examples(path, tmp_path):
    for case in cases_of(path):
        log = tmp_path / "events.csv"
        log.write_text(case["events"], "utf-8")
        check_audit(slakit.audit(slakit.Contract.parse(case["contract"]), log, case["as_of"], case.get("choices")))
