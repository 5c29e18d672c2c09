"""A contract of one megabyte is checked at once: in 0.42 of the time PyYAML's C loader takes to read the same text.

That is half a second on the machine of bench/README.md, where yaml-cpp alone takes 0.27 s and PyYAML 1.2 s; a slower
machine slows both.
"""

import time

import yaml

import slakit

PROMISES = 2700
OFFICES = 200
READINGS = 10
LIMIT = 0.42  # of PyYAML's time


def large_contract() -> str:
    office = '{weekly: {mon-fri: ["09:00-12:00", "13:30-18:00"]}, holidays: CN}'
    lines = [
        "slakit: 1",
        "contract:",
        "  id: large",
        "  time_zone: Asia/Shanghai",
        "  price: CNY 1000000.00",
        "  milestones: {final acceptance: 2024-03-15}",
        "  term: {from: final acceptance, length: P1Y, counting: start day out}",
        "calendars:",
        *(f"  office {i}: {office}" for i in range(OFFICES)),
        "obligations:",
    ]
    for i in range(PROMISES):
        lines += [
            f"  promise {i}:",
            f'    clause: "{i // 50 + 1}.{i % 50}"',
            f"    title: {{zh: 第{i}项承诺, en: Promise number {i}}}",
            f"    applies: {{class: [fault {i}, major]}}",
            f"    clock: {{start: received {i}, stop: [responded {i}, restored], pause: waiting, resume: replied,"
            f" calendar: office {i % OFFICES}, target: PT{i % 72 + 1}H}}",
        ]
    lines.append("penalties:")
    charge = "{rate: 0.1%, of: price, per: day, counting: started 24 h}"
    lines += [f'  penalty {i}: {{clause: "P{i}", prices: promise {i}, charge: {charge}}}' for i in range(PROMISES)]
    lines += ['caps: {all: {clause: "9", limit: 10%, of: price}}', "readings:"]
    lines += [
        f'  reading {i}: {{clause: "1.{i}", text: 某处, set: obligations.promise {i}.clock.target,'
        f" use: PT{i + 1}H, else: [PT100H, PT200H]}}"
        for i in range(READINGS)
    ]
    return "\n".join(lines) + "\n"


def seconds(work) -> float:
    """Processor time, so that a busy machine does not decide."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def test_a_large_contract_is_checked_quickly():
    text = large_contract()
    assert len(text.encode()) > 1_000_000
    assert slakit.check_text(text, "large.yaml").errors == ()
    ours = theirs = float("inf")
    for _ in range(3):  # in turns, so that a machine that slows down slows both
        ours = min(ours, seconds(lambda: slakit.check_text(text, "large.yaml")))
        theirs = min(theirs, seconds(lambda: yaml.load(text, Loader=yaml.CSafeLoader)))
    assert ours < LIMIT * theirs, f"{ours:.2f} s, PyYAML {theirs:.2f} s"


def test_a_mistake_at_its_end_is_found():
    text = large_contract().replace("use: PT10H", "use: PT11H")
    (error,) = slakit.check_text(text, "large.yaml").errors
    assert error.code == "reading-differs"
    assert error.line == text.count("\n")
