"""A million tickets measured, priced, capped and settled: slakit beside DuckDB, one thread each, the totals compared first.

    python bench/peers/duckdb_audit.py FOLDER PROGRAM     # PROGRAM: slakit_settle_table; FOLDER/duckdb_audit.json

One row per ticket: when it was opened and when restored; some say only one of the two. Office hours with holidays over
three years; so much working time to restore it; 1% of the price for each started 24 hours that it is late; a cap. Who is
still open counts as if restored at the end; who was restored before it was opened, or never opened, is not measured.

DuckDB joins both instants with the calendar's open intervals and the open time before each (ASOF), and what is late once
more, to find the due instant. slakit reads the contract. A count made with numpy is the oracle of both. A difference ends
the run with status 1. Without DuckDB its line is skipped, and says why.
"""

import dataclasses
import json
import pathlib
import subprocess
import sys
from datetime import datetime, time
from zoneinfo import ZoneInfo

import numpy as np
import peers
import workload
from rich import box
from rich.console import Console
from rich.table import Table

ROWS = 1_000_000
REPEATS = 7
WANTED_RATIO = 10
DAY_US = workload.DAY_US
HOUR_US = 3600 * workload.SECOND_US
TARGET_US = 24 * HOUR_US  # three working days
PRICE_MINOR = 100_000_000  # EUR 1000000.00
CHARGE_MINOR = PRICE_MINOR // 100
CAP_MINOR = PRICE_MINOR // 10
MISSING = np.iinfo(np.int64).min
WINDOW_FROM, WINDOW_TO = (
    int(datetime.combine(day, time(0), ZoneInfo(workload.ZONE)).timestamp()) * workload.SECOND_US
    for day in (workload.FIRST, workload.LAST)
)

console = Console(width=140)


class Difference(Exception):
    pass


@dataclasses.dataclass(frozen=True)
class Totals:
    elapsed_us: int  # of all that is measured
    breached: int
    gross: int  # minor units, before the cap
    total: int


def tickets(rows):
    """(opened, restored) in microseconds, MISSING where the row says nothing: most are restored within a few days."""
    random = np.random.default_rng(workload.SEED + 7)
    opened = random.integers(WINDOW_FROM // workload.SECOND_US, WINDOW_TO // workload.SECOND_US, rows)
    restored = opened + 1 + random.exponential(24 * 3600, rows).astype(np.int64)
    opened, restored = opened * workload.SECOND_US, restored * workload.SECOND_US
    chance = random.integers(0, 1000, rows)
    restored[chance == 0] = opened[chance == 0] - HOUR_US  # before it was opened
    restored[chance == 1] = MISSING
    opened[chance == 2] = MISSING
    return opened, restored


def contract_text():
    opens, lunch_from, lunch_to, closes = (f"{t:%H:%M}" for t in (workload.OPENS, *workload.LUNCH, workload.CLOSES))
    holidays = ", ".join(f'"{day}"' for day in workload.HOLIDAYS)
    return f"""slakit: 1
contract:
  id: peers
  time_zone: {workload.ZONE}
  price: EUR {PRICE_MINOR / 100:.2f}
  milestones: {{signature: "{workload.FIRST}"}}
  term: {{from: signature, length: P3Y}}
calendars:
  office: {{weekly: {{mon-fri: ["{opens}-{lunch_from}", "{lunch_to}-{closes}"]}}, holidays: [{holidays}]}}
obligations:
  restoration:
    clause: "1"
    clock: {{start: opened, stop: restored, calendar: office, target: PT{TARGET_US // HOUR_US}H}}
penalties:
  late restoration: {{clause: "2", prices: restoration, charge: {{rate: 1%, of: price, per: day}}}}
caps:
  all: {{clause: "3", limit: 10%, of: price}}
policies: {{counting: started 24 h, due_boundary: close}}
"""


def by_hand(opened, restored):
    """numpy over the same intervals: searches and sums."""
    opens, closes = workload.open_intervals().T.copy()
    before = np.concatenate([[0], np.cumsum(closes - opens)[:-1]])

    def open_until(t):
        place = np.searchsorted(opens, t, side="right") - 1
        return before[place] + np.minimum(t, closes[place]) - opens[place]

    stops = np.where((restored == MISSING) | (restored > WINDOW_TO), WINDOW_TO, restored)
    measured = (opened != MISSING) & (stops >= opened)
    start, stop = opened[measured], stops[measured]
    elapsed = open_until(stop) - open_until(start)
    late = elapsed > TARGET_US
    due_at = open_until(start[late]) + TARGET_US
    place = np.searchsorted(before, due_at, side="left") - 1
    lateness = stop[late] - (opens[place] + due_at - before[place])
    gross = int(((lateness + DAY_US - 1) // DAY_US).sum()) * CHARGE_MINOR
    return Totals(int(elapsed.sum()), int(late.sum()), gross, min(gross, CAP_MINOR))


QUERY = f"""
  WITH told AS (
    SELECT opened, least(coalesce(restored, {WINDOW_TO}), {WINDOW_TO}) AS stop FROM tickets WHERE opened IS NOT NULL),
  measured AS MATERIALIZED (
    SELECT stop,
      a.before + least(opened, a.closes) - a.opens AS open_before,
      (b.before + least(stop, b.closes) - b.opens) - (a.before + least(opened, a.closes) - a.opens) AS elapsed
    FROM (SELECT * FROM told WHERE stop >= opened) AS t
      ASOF JOIN open AS a ON t.opened >= a.opens ASOF JOIN open AS b ON t.stop >= b.opens),
  lateness AS (
    SELECT stop - (o.opens + target - o.before) AS late
    FROM (SELECT stop, open_before + {TARGET_US} AS target FROM measured WHERE elapsed > {TARGET_US}) AS m
      ASOF JOIN open AS o ON m.target > o.before),
  charged AS (SELECT count(*) AS breached, sum((late + {DAY_US - 1}) // {DAY_US}) * {CHARGE_MINOR} AS gross FROM lateness)
  SELECT (SELECT sum(elapsed) FROM measured), breached, gross, least(gross, {CAP_MINOR}) FROM charged"""


def duckdb_answer(opened, restored):
    """(version, totals, ns)"""
    try:
        import duckdb
    except ImportError as error:
        raise peers.Unavailable(f"{error}; it is in the extra 'bench' of pyproject.toml") from None
    import pyarrow as pa

    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    opens, closes = workload.open_intervals().T
    connection.register("spans", pa.table({"opens": opens, "closes": closes}))
    connection.execute("""
        CREATE TABLE open AS SELECT opens, closes,
          (sum(closes - opens) OVER (ORDER BY opens) - (closes - opens))::BIGINT AS before FROM spans""")
    columns = {"opened": opened, "restored": restored}
    columns = {name: pa.array(column, mask=column == MISSING) for name, column in columns.items()}
    connection.register("given", pa.table({"ticket": names(len(opened)), **columns}))
    connection.execute("CREATE TABLE tickets AS SELECT * FROM given")
    answer, best = peers.best_of(REPEATS, lambda: connection.execute(QUERY).fetchone())
    return duckdb.__version__, Totals(*map(int, answer)), best


def names(rows):
    import pyarrow as pa

    return pa.array([f"INC{10_000_000 + i}" for i in range(rows)])


def slakit_answer(folder, program, opened, restored):
    """(totals, ns to the statement, ns with a finding for each ticket)"""
    _, offsets, text = names(len(opened)).buffers()
    (folder / "offsets").write_bytes(offsets[: 4 * (len(opened) + 1)])
    (folder / "bytes").write_bytes(text)
    opened.tofile(folder / "opened")
    restored.tofile(folder / "restored")
    (folder / "contract.yaml").write_text(contract_text())
    command = [program, folder, str(WINDOW_TO), str(REPEATS)]
    words = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout.split()
    said = dict(zip(words[::2], map(int, words[1::2])))
    totals = Totals(said["elapsed_us"], said["breached"], said["gross"], said["total"])
    return totals, said["statement_ns"], said["findings_ns"]


def stop_on_difference(who, ours, theirs):
    if ours != theirs:
        raise Difference(f"{who}: {theirs}; slakit: {ours}")


def measure(folder, program):
    opened, restored = tickets(ROWS)
    ours, statement_ns, findings_ns = slakit_answer(folder, program, opened, restored)
    stop_on_difference("numpy by hand", ours, by_hand(opened, restored))
    _, numpy_ns = peers.best_of(REPEATS, lambda: by_hand(opened, restored))
    lines = [
        {"who": "slakit, to the statement", "ns": statement_ns / ROWS},
        {"who": "slakit, with a finding for each ticket", "ns": findings_ns / ROWS},
        {"who": "numpy by hand", "ns": numpy_ns / ROWS},
    ]
    skipped = []
    try:
        version, theirs, duckdb_ns = duckdb_answer(opened, restored)
        stop_on_difference("DuckDB", ours, theirs)
        lines.append({"who": f"DuckDB {version}, ASOF joins", "ns": duckdb_ns / ROWS})
    except peers.Unavailable as reason:
        skipped.append({"who": "DuckDB", "why": str(reason)})
    return {"tickets": ROWS, "totals": dataclasses.asdict(ours), "lines": lines, "skipped": skipped}


def show(report):
    table = Table(f"{report['tickets']:,} tickets settled", "ns per ticket", "to slakit", box=box.MARKDOWN)
    base = report["lines"][0]["ns"]
    for line in report["lines"]:
        table.add_row(line["who"], f"{line['ns']:.3g}", f"{line['ns'] / base:.3g}")
    console.print(table)
    totals = report["totals"]
    console.print(
        f"{totals['breached']:,} breached; charges {totals['gross'] / 100:,.2f}, capped {totals['total'] / 100:,.2f}"
    )
    for peer in report["skipped"]:
        console.print(f"skipped: {peer['who']}: {peer['why']}", markup=False)
    for line in report["lines"]:
        if line["who"].startswith("DuckDB") and line["ns"] < WANTED_RATIO * base:
            console.print(f"less than {WANTED_RATIO} times slakit's time: {line['who']}", markup=False)


def main(folder, program):
    scratch = folder / "peers" / "table"
    scratch.mkdir(parents=True, exist_ok=True)
    try:
        report = measure(scratch, program)
    except Difference as difference:
        console.print(f"totals differ: {difference}", markup=False)
        return 1
    (folder / "duckdb_audit.json").write_text(json.dumps(report, indent=1) + "\n")
    show(report)
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(pathlib.Path, sys.argv[1:3])))
