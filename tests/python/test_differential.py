"""Random dirty logs under random policies: slakit against the oracle, which was written without it.

A short seeded run by default; SLAKIT_FULL=1 runs ten times as many.
"""

import importlib.util
import os
import random
from collections import Counter
from decimal import Decimal

import pytest
from conftest import ROOT
from test_cases import as_csv, check

import slakit

_spec = importlib.util.spec_from_file_location("after_sales_oracle", ROOT / "tests" / "oracle" / "after_sales.py")
oracle = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(oracle)

LOGS = 600 if os.environ.get("SLAKIT_FULL") else 60

POLICIES = {
    "policies.concurrency": ["either", "both", "highest only", "first only"],
    "penalties.late restoration.charge.counting": ["started 24 h", "completed 24 h", "pro rata", "calendar days touched"],
    "policies.pause_after_due": ["stops accrual", "does not"],
    "policies.due_boundary": ["close", "next open"],
    "policies.rounding": ["half up", "half even", "down", "up"],
    "policies.cut_order": ["oldest first", "pro rata", "largest first"],
    "contract.price": ["CNY 1000000.00", "CNY 1000.55", "CNY 333.33"],
}
DOCUMENTS = [f"examples/after-sales/{name}.yaml" for name in ("contract", "contract-capped")]
DOCUMENTS += [f"tests/cases/after-sales/{name}.yaml" for name in ("office", "incidents", "levels")]
# Around public holidays, and where the term begins and ends.
STARTS = ["2024-04-26", "2024-05-13", "2024-09-27", "2025-03-12", "2024-03-14"]
EVENTS = ["received", "responded", "dispatched", "restored", "waiting for customer", "customer replied", "note"]
SHANGHAI = oracle.ZoneInfo("Asia/Shanghai")


def random_rows(rnd, document):
    base = oracle.instant(rnd.choice(STARTS) + "T00:00:00+08:00")
    step = rnd.choice([1, 15, 30, 60]) * oracle.MINUTE
    span = rnd.choice([1, 3, 9]) * oracle.DAY // step
    rows = []
    for ticket in "ABCD"[: rnd.randint(1, 4)]:
        start = rnd.randrange(span)
        for event in ["received", *rnd.choices(EVENTS, k=rnd.randint(0, 7))][rnd.random() < 0.1 :]:
            later = 0 if event == "received" and rnd.random() < 0.7 else rnd.choice([rnd.randrange(1, span), rnd.randrange(8)])
            at = oracle.wall(base + (start + later) * step, SHANGHAI).isoformat()
            row = {"ticket": ticket, "at": at, "event": event}
            if rnd.random() < 0.9:
                row["class"] = rnd.choice(["fault", "fault", "fault", "major", "other"])
            if "incidents" in document and rnd.random() < 0.5:
                row["incident"] = rnd.choice(["I1", "A", "B"])
            if "levels" in document:
                row["priority"], row["site"] = rnd.choice(["P1", "P2", "P3"]), rnd.choice(["plant", "x"])
            rows.append(row)
    rnd.shuffle(rows)
    as_of = oracle.wall(base + rnd.randrange(span * 2) * step + rnd.choice([0, 1]), SHANGHAI).isoformat()
    return rows, as_of


def random_case(seed):
    rnd = random.Random(seed)
    document = rnd.choice(DOCUMENTS)
    rows, as_of = random_rows(rnd, document)
    choices = {path: rnd.choice(values) for path, values in POLICIES.items() if rnd.random() < 0.35}
    expect = oracle.audit(oracle.load(ROOT / document), rows, as_of, list(choices.items())) if rows else None
    return {"contract": document, "events": rows, "as_of": as_of, "choices": choices, "expect": expect}


@pytest.mark.parametrize("seed", range(LOGS))
def test_agrees_with_the_oracle(seed, tmp_path):
    case = random_case(seed)
    if not case["events"]:
        pytest.skip("this seed draws an empty log")
    log = tmp_path / "events.csv"
    log.write_text(as_csv(case["events"]), "utf-8")
    check(case, slakit.audit(slakit.Contract.load(ROOT / case["contract"]), log, case["as_of"], case["choices"]))


def test_the_random_logs_reach_every_verdict():
    expectations = [case["expect"] for seed in range(60) if (case := random_case(seed))["events"]]
    verdicts = Counter(finding["verdict"] for expect in expectations for finding in expect["findings"])
    assert set(verdicts) == {"met", "breached", "running", "not_triggered", "not_measurable"}
    assert sum(Decimal(expect["total"]) > 0 for expect in expectations) > 10
