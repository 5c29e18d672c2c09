"""Recomputes due dates that the City of Boston computed itself, and counts those that come out the same.

    python examples/boston311/check.py boston311_targets.csv.gz
"""

import csv
import gzip
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import slakit

HERE = Path(__file__).resolve().parent
BOSTON = ZoneInfo("America/New_York")
DAY = timedelta(days=1)
BUSINESS_DAY = timedelta(hours=8, minutes=30)
KINDS = ("business day", "calendar day", "no target")  # the last: types that targets.csv does not name
MISSES = ("minutes early", "other days", "when opened", "whole minute", "other")


@dataclass
class Era:
    """One calendar document, and what the era called a business day."""

    document: str
    tolerance: timedelta  # requests are stamped that much after the instant their due date was counted from

    def __post_init__(self):
        self.city_hall = slakit.Calendar.load(HERE / self.document, "city hall")
        self.every_day = slakit.Calendar.load(HERE / self.document, "every day")

    def due(self, kind, opened, days):
        if kind == "calendar day":
            return self.every_day.add_business_days(opened, days)
        return self.business_due(opened, days)


class Era2011(Era):
    """The same time of day, so many weekdays later; on a weekend counting starts on Monday, after hours with the next opening."""

    def business_due(self, opened, days):
        return self.city_hall.add_business_days(opened, days, start="next business day", late="next opening")


class Era2013(Era):
    """So many times eight and a half hours of open time; what is used up at closing time is due at the next opening."""

    def business_due(self, opened, days):
        return self.city_hall.due(opened, days * BUSINESS_DAY, boundary="next_open")


def eras():
    return {
        "2011": Era2011("era-2011.yaml", timedelta(seconds=60)),
        "2013-2019": Era2013("era-2013-2019.yaml", timedelta(seconds=120)),
    }


def read_targets():
    """(era, type) -> (kind, days)."""
    with open(HERE / "targets.csv", encoding="utf-8", newline="") as file:
        return {(row["era"], row["type"]): (row["kind"], int(row["days"])) for row in csv.DictReader(file)}


def miss(opened, target, due, tolerance):
    """What kind of miss it is; all three are wall-clock times."""
    off = target - due
    if abs(target - opened) <= tolerance:
        return "when opened"  # no time at all
    if abs(off - round(off / DAY) * DAY) <= tolerance:
        return "other days"  # at the time of day that is expected
    if -timedelta(minutes=10) <= off < timedelta():
        return "minutes early"  # the request was stamped late
    return "whole minute" if target.second == 0 else "other"  # entered by hand


def check(path):
    """(era, kind) -> Counter of "rows", "reproduced" and the kinds of misses."""
    targets, found, calendars = read_targets(), defaultdict(Counter), eras()
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            era = calendars[row["era"]]
            kind, days = targets.get((row["era"], row["type"]), ("no target", None))
            count = found[row["era"], kind]
            count["rows"] += 1
            if days is None:
                continue
            opened, target = (datetime.fromisoformat(row[name]) for name in ("open_local", "target_local"))
            due = era.due(kind, opened.replace(tzinfo=BOSTON), days).astimezone(BOSTON).replace(tzinfo=None)
            same = abs(target - due) <= era.tolerance
            count["reproduced" if same else miss(opened, target, due, era.tolerance)] += 1
    return {(era, kind): found[era, kind] for era in calendars for kind in KINDS}


def lines(found):
    """The table, with a line for each era as a whole."""
    yield " ".join([f"{'era':10}{'due by':13}{'rows':>6}{'reproduced':>12}{'%':>8} ", *(f"{name:>14}" for name in MISSES)])
    for era in dict.fromkeys(era for era, _ in found):
        for kind in (*KINDS, "all"):
            count = found[era, kind] if kind in KINDS else sum((found[era, one] for one in KINDS), Counter())
            figures = f"{count['rows']:>6}{count['reproduced']:>12}{100 * count['reproduced'] / count['rows']:>8.2f} "
            yield " ".join([f"{era:10}{kind:13}{figures}", *(f"{count[name]:>14}" for name in MISSES)])


if __name__ == "__main__":
    print(*lines(check(sys.argv[1])), sep="\n")
