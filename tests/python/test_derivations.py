"""Derivations: what is printed of a charge gives its amount. Every formula is evaluated again with exact fractions, from its own
numbers, by arithmetic that knows nothing of slakit."""

import re
from fractions import Fraction
from functools import cache
from math import ceil, floor

import pytest
import yaml
from conftest import AFTER_SALES, AS_OF, ROOT
from test_cases import CASES, as_csv, rows_of

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


def test_every_charge_of_the_hand_made_tickets(tmp_path):
    checked = 0
    for _, case in CASES:
        log = tmp_path / "events.csv"
        log.write_text(as_csv(rows_of(case)), "utf-8")
        choices = {choice["path"]: choice["value"] for choice in case.get("choices", [])}
        checked += check_audit(slakit.audit(ROOT / case["contract"], log, case["as_of"], choices))
    assert checked


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


# ---- faces ---------------------------------------------------------------------------------------------------------


def test_an_explanation_has_the_sentences():
    audit = slakit.audit(AFTER_SALES / "contract.yaml", AFTER_SALES / "events.csv", AS_OF)
    explanation = audit.explain("T6")
    rows = [row for row, ticket in enumerate(audit.charges["ticket"].to_pylist()) if ticket == "T6"]
    for language in ("en", "zh"):
        assert explanation.sentences(language) == [getattr(step, language) for row in rows for step in audit.derivation(row)]
    assert "逾期22小时，不足一日按一日计，计1日" in explanation.sentences("zh")
    with pytest.raises(ValueError, match="'fr' is not one of 'en', 'zh'"):
        explanation.sentences("fr")
    with pytest.raises(IndexError):
        audit.derivation(audit.charges.num_rows)


def test_the_command_line_says_it_in_both_languages(run):
    files = (AFTER_SALES / "contract.yaml", AFTER_SALES / "events.csv")
    english = run("explain", *files, "T5", "--as-of", AS_OF).stdout
    chinese = run("explain", *files, "T5", "--as-of", AS_OF, "--language", "zh").stdout
    assert "27 h late = 2 started days of 24 h" in english and "逾期" not in english
    assert "逾期27小时，不足一日按一日计，计2日" in chinese and "计收 CNY 20000.00" in chinese


def test_a_window_is_explained_by_its_days(run, tmp_path):
    folder = ROOT / "examples" / "cloud-service"
    window = "2025-05-01 to 2025-05-31"
    done = run("explain", folder / "contract.yaml", folder / "events.csv", window, "--json", tmp_path / "window.json")
    assert done.returncode == 0, done.stderr
    assert "charge EUR 3975.90" in done.stdout and "charge EUR 149.10" in done.stdout
    data = yaml.safe_load((tmp_path / "window.json").read_text("utf-8"))
    assert (data["incident"], [charge["penalty"] for charge in data["charges"]]) == (window, ["database credit", "storage credit"])
    assert data["charges"][0]["derivation"][-1]["formula"] == "4000.00 - 24.10 = 3975.90"
    unknown = run("explain", folder / "contract.yaml", folder / "events.csv", "2025-05")
    assert unknown.returncode == 2 and "unknown-ticket" in unknown.stderr


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


# ---- every mechanism -----------------------------------------------------------------------------------------------

# Tickets a (27 h late), b (10 days and 90 minutes, of which a pause is no delay), c (two months), d (still open), e (kept).
LOG = """\
ticket,at,event,part value,kilograms,priority,fee,loss,their share
a,2024-03-04T08:00:00+08:00,opened,CNY 700.05,12.5,P1,CNY 31.07,,
a,2024-03-05T15:00:00+08:00,closed,,,,,,
a,2024-03-05T16:00:00+08:00,invoice,,,,,CNY 33.34,0.3
a,2024-03-05T17:00:00+08:00,invoice,,,,,55.55,
b,2024-03-08T23:10:00+08:00,opened,812,3,P2,9.99,,
b,2024-03-10T00:00:00+08:00,waiting,,,,,,
b,2024-03-11T06:00:00+08:00,replied,,,,,,
b,2024-03-19T04:40:00+08:00,closed,,,,,,
c,2024-03-29T20:00:00+08:00,opened,CNY 900,7,P1,CNY 5,,
c,2024-05-30T02:00:00+08:00,closed,,,,,,
d,2024-06-01T06:00:00+08:00,opened,CNY 100.00,1,P3,CNY 1,,
e,2024-05-02T06:00:00+08:00,opened,CNY 100.00,1,P3,CNY 1,,
e,2024-05-02T07:10:00+08:00,closed,,,,,,
"""
DOCUMENT = """\
slakit: 1
contract:
  id: every mechanism
  time_zone: Asia/Shanghai
  price: CNY 1000.01
  bases: {part: {attribute: part value}, weight: {amount: CNY 1.37, attribute: kilograms}}
  milestones: {start: 2024-01-01}
  term: {from: start, length: P1Y}
calendars: {always: always, office: {weekly: {mon-fri: ["09:00-12:00", "13:00-18:00"]}}}
obligations:
  fix:
    clause: "1"
    clock: {start: opened, stop: closed, pause: waiting, resume: replied, calendar: always, target: PT4H}
penalties:
  late fix: {clause: "2", prices: fix, charge: %s%s}
%s
"""


def run_case(tmp_path, charge, more="", rest=""):
    (tmp_path / "log.csv").write_text(LOG, "utf-8")
    contract = slakit.Contract.parse(DOCUMENT % (charge, more, rest))
    return slakit.audit(contract, tmp_path / "log.csv", "2024-06-03T12:34:56+08:00")


UNITS = ("minute", "hour", "day", "business day", "week", "month")
COUNTINGS = ("started 24 h", "completed 24 h", "pro rata", "calendar days touched")
THRESHOLDS = ("", "deductible", "franchise", "deferral")
ROUNDED = ("", ", rounded_to: {unit: day}", ", rounded_to: {unit: hour, counting: completed 24 h}", ", rounded_to: {unit: day, counting: calendar days touched}")


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("counting", COUNTINGS)
def test_lateness_in_every_way(tmp_path, unit, counting):
    checked = 0
    for threshold in THRESHOLDS:
        for rounded_to in ROUNDED:
            for extra in ("", ", units: 2.5", ", due_day: in"):
                calendar = ", calendar: office" if unit == "business day" else ""
                charge = f"{{rate: 0.3%, of: price, per: {unit}, counting: {counting}{calendar}{rounded_to}{extra}}}"
                more = f", threshold: {{time: PT30H, kind: {threshold}}}" if threshold else ""
                try:
                    audit = run_case(tmp_path, charge, more)
                except slakit.ContractError:  # what the language does not let be said together
                    continue
                checked += check_audit(audit)
    # only days, and weeks of them, are touched
    assert checked or (counting == "calendar days touched" and unit not in ("day", "week"))


# A charge, what stands beside it in its penalty, the rest of the document.
MECHANISMS = {
    "a base that the ticket says": ("{rate: 7%, of: part, per: incident}", "", ""),
    "so much for each that it says": ("{rate: 50%, of: weight, per: day, counting: pro rata}", "", ""),
    "an amount": ("{amount: CNY 10.33, per: week, counting: pro rata}", "", ""),
    "a figure from outside": ("{external: fee}", "", ""),
    "steps, each its own": ("{per: day, of: price, steps: [{up_to: 2, rate: 1%}, {up_to: 9, rate: 1.5%}, {rate: 2%}]}", "", ""),
    "steps, whole": ("{per: day, of: price, stepped: whole amount, steps: [{up_to: 2, rate: 1%}, {up_to: 9, rate: 1.5%}, {rate: 2%}]}", "", ""),
    "bands of lateness": ("{per: day, of: price, bands: [{figure: {less_than: 2}, rate: 5%}, {figure: {at_least: 2, less_than: 20}, rate: 7%}]}", "", ""),
    "multipliers": ("{rate: 1%, of: price, per: day, multipliers: [{where: {priority: P1}, times: 1.5}, {where: {priority: [P2, P3]}, times: 0.333}]}", "", ""),
    "limits of one charge": ("{rate: 1%, of: price, per: day, at_least: CNY 25.00, at_most: CNY 99.00}", "", ""),
    "a bonus": ("{amount: CNY 10.00, per: hour, counts: time saved, counting: pro rata}", "", ""),
    "a bonus above what is free": ("{amount: CNY 10.00, per: hour, counts: time saved, counting: pro rata}", ", threshold: {time: PT1H}", ""),
    "repeats": ("{rate: 1%, of: price, per: incident}", ", repeats: {factor: 1.5, count: 2, in: P3M}", ""),
    "repeats after free ones": ("{rate: 1%, of: price, per: incident}", ", repeats: {factor: 2, count: 3, before: free}", ""),
    "a ladder of repeats": ("{rate: 1%, of: price, per: incident}", ", repeats: {ladder: [1, 1.25, 3], reset_after: P1M}", ""),
    "points": ("{points: 3, per: day}", ", repeats: {factor: 2}", "settlement: {clause: '5', window: P1M, point_value: CNY 12.34}"),
    "a ladder of points": (
        "{points: 3, per: day}", "",
        "settlement: {clause: '5', window: P1M, point_ladder_of: price, point_ladder: [{figure: {at_least: 1, less_than: 60}, rate: 3.33%},"
        " {figure: {at_least: 60}, amount: CNY 77.77}]}",
    ),
    "points that cost nothing": ("{points: 3, per: day}", "", ""),
    "rounding per statement": ("{rate: 0.37%, of: price, per: day, counting: pro rata}", "", "policies: {rounding_stage: per statement}"),
    "rounding down": ("{rate: 0.37%, of: price, per: day, counting: pro rata}", "", "policies: {rounding: down}"),
    "at risk": (
        "{rate: 20%, of: at risk, per: incident}", "",
        "settlement: {clause: '5', window: P1M, at_risk: 12.345%, at_risk_of: price, pool: {late fix: 50%}}",
    ),
    "minimums": (
        "{rate: 1%, of: price, per: incident}", "",
        "minimums: {small: {clause: '6', ignore_up_to: CNY 10.00, at: incident}, floor: {clause: '7', raise_to: CNY 100.00}}",
    ),
    "small ones dropped": ("{rate: 1%, of: price, per: day}", "", "minimums: {small: {clause: '6', ignore_up_to: CNY 30.00, at: incident}}"),
    "caps": (
        "{rate: 1%, of: price, per: day, counting: pro rata}", "",
        "caps: {each: {clause: '8', limit: CNY 100.00, at: incident}, all: {clause: '9', limit: 15%, of: price, cut_order: pro rata},"
        " far: {clause: '10', limit: 150%, of: price}}",
    ),
    "caps that carry what is cut": (
        "{rate: 3%, of: price, per: day}", "",
        "caps: {month: {clause: '8', limit: CNY 40.00, window: P1M, carry_over: what is cut}}\nsettlement: {clause: '5', window: P1M}",
    ),
    "caps that carry room": (
        "{rate: 3%, of: price, per: day}", "",
        "caps: {month: {clause: '8', limit: CNY 40.00, window: P1M, carry_over: unused room}}\nsettlement: {clause: '5', window: P1M}",
    ),
    "the greatest of caps": (
        "{rate: 3%, of: price, per: day}", "",
        "caps: {one: {clause: '8', limit: CNY 400.00}, other: {clause: '9', limit: CNY 500.00}}\npolicies: {several_caps: greatest wins}",
    ),
    "earn-back": (
        "{rate: 1%, of: price, per: day}", "",
        "settlement: {clause: '5', window: P15D, earn_back: [{share: 33.3%, windows: 1}, {share: 50%, windows: 2}]}",
    ),
    "losses": ("[{rate: 1%, of: price, per: day}, {documented: loss}]", "", ""),
    "losses, multiplied and held": (
        "{documented: loss, multipliers: [{where: {priority: P1}, times: 1.5}, {where: {priority: P2}, times: 3}], at_most: CNY 120.00}",
        "", "",
    ),
    "bands of time saved": ("{per: hour, counts: time saved, bands: [{figure: {at_least: 1}, amount: CNY 7.00}]}", "", ""),
    "losses above the penalty": ("[{rate: 1%, of: price, per: day}, {documented: loss, relation: loss above the penalty}]", "", ""),
    "the greater": ("[{rate: 1%, of: price, per: incident}, {documented: loss, relation: the greater}]", "", ""),
    "the greater is the penalty": ("[{rate: 30%, of: price, per: day}, {documented: loss, relation: the greater}]", "", ""),
    "the highest only": (
        "{rate: 1%, of: price, per: day}, applies: {priority: [P1, P3]}", "",
        "  by the week: {clause: '3', prices: fix, charge: {rate: 2%, of: price, per: week}}\npolicies: {concurrency: highest only}",
    ),
    "an exclusion by half": (
        "{per: day, of: price, steps: [{up_to: 2, rate: 1%}, {rate: 2%}]}", "",
        "exclusions: {shared: {clause: '9', cause: other, event: invoice, share: their share}}",
    ),
    "an exclusion of time": (
        "{rate: 1%, of: price, per: day}", "", "exclusions: {storm: {clause: '9', cause: force majeure, from: waiting, to: replied}}",
    ),
    "an amendment": (
        "{rate: 1%, of: price, per: day}", "",
        "amendments: {first: {effective: 2024-03-20, clause: 'A', changes: [{set: penalties.late fix.charge.rate, use: 2%}]}}",
    ),
}


@pytest.mark.parametrize("name", MECHANISMS)
def test_every_mechanism(tmp_path, name):
    assert check_audit(run_case(tmp_path, *MECHANISMS[name]))


def test_these_are_all_of_them(tmp_path):
    charge = "{rate: 1%, of: price, per: day, rounded_to: {unit: day}, due_day: in}"
    audits = [run_case(tmp_path, charge, ", threshold: {time: PT1H}")]
    audits += [run_case(tmp_path, *case) for case in MECHANISMS.values()]
    kinds = {step.kind for audit in audits for row in range(audit.charges.num_rows) for step in audit.derivation(row)}
    text = (ROOT / "include" / "slakit" / "audit" / "derivation.hpp").read_text("utf-8")
    names = re.search(r"enum class DerivationKind : std::uint8_t \{(.*?)\};", text, re.S)[1]
    assert kinds == set(re.findall(r"^  (\w+)", names, re.M)) - {"shortfall"}  # of figures: in the worked examples
