"""Penalties and settlement against the oracle of tests/oracle/settlement.py, which was written without slakit.

Random pairs of a contract and a log: a few hundred by default, SLAKIT_PAIRS many from seed SLAKIT_FIRST_SEED on, in
SLAKIT_PROCESSES processes. And amounts that others published or that were calculated by hand: both must give them.
"""

import json
import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timezone
from fractions import Fraction

import pyarrow as pa
import pytest
from conftest import ROOT

import slakit

sys.path.insert(0, str(ROOT / "tests" / "oracle"))
import generate_settlement
import settlement
from quantities import DAY, HOUR, MINOR_DIGITS

PAIRS = int(os.environ.get("SLAKIT_PAIRS", "300"))
FIRST = int(os.environ.get("SLAKIT_FIRST_SEED", "0"))
PROCESSES = int(os.environ.get("SLAKIT_PROCESSES", "1"))
BATCH = 500


def as_table(events):
    names = sorted({name for _, _, _, given in events for name in given})
    columns = {"ticket": pa.array([row[0] for row in events], pa.string()),
               "at": pa.array([row[1] for row in events], pa.timestamp("us", tz="UTC")),
               "event": pa.array([row[2] for row in events], pa.string())}  # fmt: skip
    return pa.table(columns | {name: pa.array([row[3].get(name) for row in events], pa.string()) for name in names})


def audited(document, events, as_of):
    contract = slakit.Contract.parse(json.dumps(document))
    moment = datetime.fromtimestamp(as_of // 10**6, timezone.utc).replace(microsecond=as_of % 10**6)
    return slakit.audit(contract, as_table(events), moment.isoformat())


def of_slakit(document, events, as_of):
    audit = audited(document, events, as_of)
    scale = 10 ** MINOR_DIGITS.get(audit.statement.currency, 2)
    minor = lambda amount: Fraction(amount) * scale  # noqa: E731
    rows = audit.charges.to_pylist()
    charges = Counter((row["ticket"] or row["incident"], row["penalty"], minor(row["gross"]), minor(row["amount"])) for row in rows)
    return charges, minor(audit.statement.total)


def of_oracle(document, events, as_of):
    found = settlement.evaluate(document, events, as_of)
    charges = Counter((c["who"], c["penalty"], c["gross"], c["amount"]) for c in found["charges"])
    return charges, found["total"]


def without_nothing(charges):
    return Counter({key: times for key, times in charges.items() if key[2] or key[3]})


def difference(document, events, as_of):
    """What differs, as text; "" where both agree."""
    (expected, expected_total), (got, got_total) = (side(document, events, as_of) for side in (of_oracle, of_slakit))
    expected, got = without_nothing(expected), without_nothing(got)
    lines = [f"only the oracle has {key}" for key in (expected - got).elements()]
    lines += [f"only slakit has {key}" for key in (got - expected).elements()]
    lines += [f"total: oracle {expected_total}, slakit {got_total}"] if expected_total != got_total else []
    return "\n".join(lines)


def still_differs(document, events, as_of):
    try:
        return bool(difference(document, events, as_of))
    except Exception:  # what is dropped may be needed
        return False


def show(document, events, as_of):
    return json.dumps({"document": document, "events": sorted(events, key=lambda row: row[1]), "as_of": as_of}, indent=1)


def compare(seeds):
    """How many pairs agree, and of the first that does not the smallest that still differs."""
    agreed, report = 0, ""
    for seed in seeds:
        pair = generate_settlement.pair(seed)
        if not difference(*pair):
            agreed += 1
        elif not report:
            small = generate_settlement.shrink(*pair, still_differs)
            report = f"seed {seed}\n{show(*small)}\n{difference(*small)}"
    return agreed, report


def test_random_pairs_agree(capsys):
    batches = [range(first, min(first + BATCH, FIRST + PAIRS)) for first in range(FIRST, FIRST + PAIRS, BATCH)]
    if PROCESSES > 1:
        with ProcessPoolExecutor(PROCESSES) as pool:
            results = list(pool.map(compare, batches))
    else:
        results = list(map(compare, batches))
    agreed = sum(count for count, _ in results)
    with capsys.disabled():
        print(f"\n{agreed} of {PAIRS} pairs of a contract and a log agree with the oracle (seeds from {FIRST})")
    assert not (reports := [report for _, report in results if report]), reports[0]


# Amounts of the literature (research on penalties, E numbers) and by hand. ----------------------------------------------

TERM = {"from": "start", "length": "P2Y"}
START = 1_704_067_200_000_000  # 2024-01-01T00:00:00Z, a Monday


def contract(penalties, obligations=None, price="EUR 1000000.00", bases=None, **sections):
    clock = {"clause": "1", "clock": {"start": "opened", "stop": "done", "calendar": "always", "target": "PT24H"}}
    head = {"id": "by hand", "time_zone": "UTC", "price": price, "milestones": {"start": "2024-01-01"}, "term": TERM}
    head |= {"bases": bases} if bases else {}
    head |= sections.pop("head", {})
    penalties = penalties if "penalty" in next(iter(penalties)) else {"a penalty": {"prices": "fix", "charge": penalties}}
    return {"slakit": "1", "contract": head, "attributes": {"loss": {"type": "money"}, "score": {"type": "decimal"}},
            "calendars": {"always": "always", "office": {"weekly": {"mon-fri": ["09:00-17:00"]}}},
            "obligations": obligations or {"fix": clock},
            "penalties": {name: {"clause": "2"} | rule for name, rule in penalties.items()}, **sections}  # fmt: skip


def late(*times, ticket="T"):
    """Tickets one month apart, each so much later than its target (or earlier)."""
    rows = []
    for n, time in enumerate(times):
        at = START + 31 * DAY * n
        rows += [(f"{ticket}{n}", at, "opened", {}), (f"{ticket}{n}", at + DAY + int(time), "done", {})]
    return rows


def scored(*scores):
    months = [datetime(2024 + n // 12, n % 12 + 1, 15, tzinfo=timezone.utc) for n in range(len(scores))]
    return [(f"M{n}", int(month.timestamp()) * 10**6, "scored", {"score": score}) for n, (month, score) in enumerate(zip(months, scores))]


def score(target="95%", **more):
    rule = {"mean": {"of": "score", "events": "scored"}, "window": "P1M", "target": {"at_least": target}} | more
    return {"score": {"clause": "1", "indicator": rule}}


def banded(*rows):
    return {"bands": [{"figure": {"at_least": low} | ({"less_than": high} if high else {})} | cost for low, high, cost in rows]}


def stopped(*days, **given):
    return [(f"S{n}", START + day * DAY, "stopped", {key: values[n] for key, values in given.items()}) for n, day in enumerate(days)]


STOPS = {"no stop": {"clause": "1", "prohibition": "stopped"}}
WINDOWS = {"clause": "7", "window": "P1M", "anchor": "civil"}
MINUTES = {"per": "minute", "bands": [{"figure": {"at_least": "240", "less_than": "360"}, "amount": "EUR 500.00"},
                                      {"figure": {"at_least": "360", "at_most": "600"}, "amount": "EUR 1000.00"},
                                      {"figure": {"more_than": "600"}, "amount": "EUR 2000.00"}]}  # fmt: skip
TWO_DAYS = {"rate": "10.5%", "of": "price", "per": "day", "units": "2"}
TEN_DAYS = {"rate": "1%", "of": "price", "per": "day", "units": "10"}
AFTER_TEN = {"per": "day", "of": "price", "steps": [{"up_to": "10", "rate": "1‰"}, {"rate": "5‰"}]}
TENTH = {"rate": "0.5%", "of": "price", "per": "week"}
COUNT_10 = {"penalty": {"prices": "no stop", "charge": {"rate": "5%", "of": "price", "per": "incident"},
                        "repeats": {"factor": "1", "count": "10", "in": "P1Y", "before": "free", "counted": "anew"}}}  # fmt: skip
STREAK = {"penalty": {"prices": "score", "charge": banded(("0%", "97%", {"points": "3"}), ("97%", "99%", {"points": "1"})),
                      "repeats": {"factor": "2", "consecutive": "2"}}}  # fmt: skip
EARN_BACK = {"earn_back": [{"share": "50%", "windows": "2"}, {"share": "50%", "windows": "4"}]}
FIFTEEN = {"penalty": {"prices": "no stop", "charge": {"rate": "15%", "of": "price", "per": "incident"}}}
RATIO = {"penalty": {"prices": "score", "charge": {"rate": "1%", "of": "price", "per": "percentage point"}}}
GNWT = [{"figure": {"more_than": "4"}, "rate": "10%"}, {"figure": {"at_most": "2"}, "rate": "10%", "bonus": "true"}]
LAYTIME = {"penalty 1": {"prices": "fix", "charge": {"amount": "EUR 12000.00", "per": "day", "counting": "pro rata"}},
           "penalty 2": {"prices": "fix", "charge": {"amount": "EUR 6000.00", "per": "day", "counting": "pro rata", "counts": "time saved"}}}  # fmt: skip
TWO_CAPS = {"cap 1": {"clause": "5", "limit": "25%", "of": "month"}, "cap 2": {"clause": "5", "limit": "EUR 5000.00"}}

AMOUNTS = {
    "E01 shocks": (contract({"penalty": {"prices": "no stop", "charge": {"amount": "EUR 5.00", "per": "incident"}}}, STOPS), stopped(1, 2), "10.00"),
    "E02 a band": (contract(MINUTES), late(400 * 60 * 10**6), "1000.00"),
    "E02 the dearest": (contract(MINUTES | {"at_most": "EUR 1200.00"}), late(700 * 60 * 10**6), "1200.00"),
    "E06 a share": (contract({"penalty": {"prices": "score", "charge": banded(("92%", "94%", {"rate": "15%"})) | {"of": "price"}}}, score("94%"),
                             price="EUR 500000.00"), scored("0.92"), "75000.00"),
    "E09 dropped": (contract({"penalty": {"prices": "score", "charge": banded(("0%", "99%", {"rate": "25%"})) | {"of": "price"}}}, score("99%"),
                             price="EUR 3.90", minimums={"least": {"clause": "3", "ignore_up_to": "EUR 1.00"}}), scored("0.98"), "0.00"),
    "E11 exact": (contract(RATIO, score("100%"), price="EUR 100000.00"), scored("0.9354838709677419354839"), "6451.61"),
    "E11 rounded first": (contract(RATIO, score("100%", rounding={"decimals": "2"}), price="EUR 100000.00"), scored("0.9354838709677419354839"), "6450.00"),
    "E14 the least": (contract({"amount": "EUR 320.00", "per": "day"}, bases={"month": "EUR 4000.00"}, caps=TWO_CAPS), late(4 * DAY), "1000.00"),
    "E14 the greatest": (contract({"amount": "EUR 320.00", "per": "day"}, bases={"month": "EUR 4000.00"}, caps=TWO_CAPS,
                                  policies={"several_caps": "greatest wins"}), late(4 * DAY), "1280.00"),
    "E15 the logic": (contract(TWO_DAYS | {"rounded_to": {"unit": "day", "counting": "completed 24 h"}, "counting": "pro rata"}, price="EUR 200.00"),
                      late(5 * DAY + 18 * HOUR + HOUR / 6), "52.50"),
    "E15 the text": (contract(TWO_DAYS | {"rounded_to": {"unit": "day", "counting": "started 24 h"}, "counting": "pro rata"}, price="EUR 200.00"),
                     late(5 * DAY + 18 * HOUR + HOUR / 6), "63.00"),
    "E16 capped": (contract(TWO_DAYS | {"rounded_to": {"unit": "day", "counting": "completed 24 h"}, "counting": "pro rata"}, price="EUR 200.00",
                            caps={"most": {"clause": "5", "limit": "52%", "of": "price"}}), late(18.64 * DAY), "104.00"),
    "E18 weeks": (contract(TENTH, price="EUR 400000.00"), late(17 * DAY), "6000.00"),
    "E22": (contract({"rate": "2‰", "of": "part", "per": "day"}, bases={"part": "EUR 600000.00"}), late(18 * DAY), "21600.00"),
    "E22 capped": (contract({"rate": "2‰", "of": "part", "per": "day"}, bases={"part": "EUR 600000.00"},
                            caps={"most": {"clause": "5", "limit": "5%", "of": "price"}}), late(45 * DAY), "50000.00"),
    "E23 marginal": (contract(AFTER_TEN, price="EUR 500000.00"), late(14 * DAY), "15000.00"),
    "E23 slab": (contract(AFTER_TEN | {"stepped": "whole amount"}, price="EUR 500000.00"), late(14 * DAY), "35000.00"),
    "E25 whole": (contract(TEN_DAYS | {"counting": "completed 24 h"}, price="EUR 800000.00"), late(37 * DAY), "24000.00"),
    "E25 started": (contract(TEN_DAYS | {"counting": "started 24 h"}, price="EUR 800000.00"), late(37 * DAY), "32000.00"),
    "E25 pro rata": (contract(TEN_DAYS | {"counting": "pro rata"}, price="EUR 800000.00"), late(37 * DAY), "29600.00"),
    "E26 half hours": (contract({"rate": "5%", "of": "price", "per": "hour", "units": "0.5"}, price="EUR 1200.00"), late(HOUR * 25 / 6), "540.00"),
    "E29": (contract({"rate": "100%", "of": "price", "per": "hour", "units": "720", "counting": "pro rata"}, price="EUR 10000.00"),
            late(HOUR * 3.5), "48.61"),
    "E30 work days": (contract({"amount": "EUR 950.00", "per": "business day", "calendar": "office"}), late(28 * 7 * DAY), "133000.00"),
    "E32 pro rata": (contract({"amount": "EUR 30000.00", "per": "day", "counting": "pro rata"}), late(4 * DAY + 6.5 * HOUR), "128125.00"),
    "E33 despatch": (contract(LAYTIME), late(14 * HOUR, -6 * HOUR), "5500.00"),
    "E37 points": (contract(STREAK, score("99%"), settlement=WINDOWS | {"point_value": "EUR 1.00"}), scored("0.965", "0.985", "0.965"), "11.00"),
    "E39 ten": (contract(COUNT_10, STOPS, price="EUR 126000.00"), stopped(*range(10, 20)), "6300.00"),
    "E39 thirty": (contract(COUNT_10, STOPS, price="EUR 126000.00"), stopped(*range(10, 40)), "18900.00"),
    "E40 capped": (contract({"penalty": {"prices": "no stop", "charge": {"rate": "3%", "of": "price", "per": "incident"}}}, STOPS, price="EUR 100.00",
                            settlement=WINDOWS, caps={"most": {"clause": "5", "limit": "10%", "of": "price", "at": "window"}}), stopped(1, 2, 3, 4), "10.00"),
    "E42 one service": (contract({"penalty": {"prices": "no stop", "charge": {"amount": "EUR 300000.00", "per": "incident"}}}, STOPS,
                                 head={"service": "service"}, bases={"service fee": "EUR 1000000.00"},
                                 caps={"each": {"clause": "5", "limit": "20%", "of": "service fee", "at": "service", "inside": "all"},
                                       "all": {"clause": "5", "limit": "EUR 830000.00"}}), stopped(1, service=["cleaning"]), "200000.00"),
    "E45 raised": (contract({"rate": "10%", "of": "price", "per": "incident"}, price="EUR 8.00",
                            minimums={"least": {"clause": "3", "raise_to": "EUR 1.00"}}), late(1), "1.00"),
    "E46 half back": (contract(FIFTEEN, STOPS, price="EUR 200000.00", settlement=WINDOWS | EARN_BACK), stopped(5, 105), "15000.00"),
    "E46 all back": (contract(FIFTEEN, STOPS, price="EUR 200000.00", settlement=WINDOWS | EARN_BACK), stopped(5), "0.00"),
    "E47 a bonus": (contract({"penalty": {"prices": "hours", "charge": {"bands": GNWT, "of": "price"}}},
                             {"hours": {"clause": "1", "indicator": {"mean": {"of": "score", "events": "scored"}, "window": "P1M", "target": {"at_most": "4"}}}},
                             price="EUR 5000.00"), scored("5", "2", "3", "1.5"), "-500.00"),
}  # fmt: skip
AS_OF = START + 800 * DAY


@pytest.mark.parametrize("side", [of_oracle, of_slakit])
@pytest.mark.parametrize("name", AMOUNTS)
def test_published_amounts(name, side):
    document, events, amount = AMOUNTS[name]
    assert side(document, events, AS_OF)[1] == Fraction(amount) * 100
