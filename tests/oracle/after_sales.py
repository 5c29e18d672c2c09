#!/usr/bin/env python3
"""An oracle for the after-sales contract: the same rules, written again, slowly and without slakit.

    python3 tests/oracle/after_sales.py                     check every case in tests/cases/after-sales/*.json
    python3 tests/oracle/after_sales.py CONTRACT EVENTS AS_OF [PATH=VALUE ...]     audit one log, JSON out

Exits 1 on any difference, 2 when it cannot run (PyYAML is missing). From Python, for random logs:

    audit(contract_dict, events, as_of, choices) -> {"findings": [...], "charges": [...], "total": "0.00", ...}

How it differs from the library on purpose: calendars are found by asking the wall clock minute after minute (zoneinfo),
pauses and lateness are lists of intervals, amounts are fractions. Instants are integers of microseconds.
Not covered: overnight shifts, hours or zone offsets with seconds. Measures other than clocks, targets that are no
working time and charges that are no share of the price are left out, as the library leaves them out.
"""

import csv
import functools
import io
import json
import math
import pathlib
import re
import sys
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from zoneinfo import ZoneInfo

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases" / "after-sales"
SECOND = 1_000_000
MINUTE = 60 * SECOND
DAY = 86_400 * SECOND
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
SEARCH_DAYS = 800

# General Office of the State Council, notices on the arrangement of holidays in 2024 and 2025: first and last day off,
# then the weekend days worked instead. Only the years that cases reach.
CHINA = [
    ("2024-01-01", "2024-01-01", ()),
    ("2024-02-10", "2024-02-17", ("2024-02-04", "2024-02-18")),
    ("2024-04-04", "2024-04-06", ("2024-04-07",)),
    ("2024-05-01", "2024-05-05", ("2024-04-28", "2024-05-11")),
    ("2024-06-10", "2024-06-10", ()),
    ("2024-09-15", "2024-09-17", ("2024-09-14",)),
    ("2024-10-01", "2024-10-07", ("2024-09-29", "2024-10-12")),
    ("2025-01-01", "2025-01-01", ()),
    ("2025-01-28", "2025-02-04", ("2025-01-26", "2025-02-08")),
    ("2025-04-04", "2025-04-06", ()),
    ("2025-05-01", "2025-05-05", ("2025-04-27",)),
    ("2025-05-31", "2025-06-02", ()),
    ("2025-10-01", "2025-10-08", ("2025-09-28", "2025-10-11")),
]
CHINA_KNOWN = (date(2024, 1, 1), date(2026, 1, 1))

MINOR_DIGITS = {"JPY": 0, "BHD": 3}  # others in the cases have 2

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


# --- time ------------------------------------------------------------------------------------------------------------


def instant(text):
    """RFC 3339 with an offset -> microseconds since 1970."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text}: an offset is missing")
    return (moment - EPOCH) // timedelta(microseconds=1)


def wall(us, zone):
    return (EPOCH + timedelta(microseconds=us)).astimezone(zone)


def show_instant(us, zone):
    return None if us is None else wall(us, zone).isoformat()


def midnight(day, zone):
    """The first instant of a local date (cases have no zone change at midnight)."""
    return (datetime(day.year, day.month, day.day, tzinfo=zone) - EPOCH) // timedelta(microseconds=1)


def duration(text):
    match = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,6}))?S)?", text)
    if not match or text == "PT":
        raise ValueError(f"{text}: not an exact ISO 8601 duration")
    hours, minutes, seconds, fraction = match.groups()
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole * SECOND + int((fraction or "").ljust(6, "0"))


def show_duration(us):
    if us is None:
        return None
    text = "PT"
    for size, letter in ((3600 * SECOND, "H"), (MINUTE, "M")):
        if us >= size:
            text += f"{us // size}{letter}"
            us %= size
    if us:
        fraction = f"{us % SECOND:06d}".rstrip("0")
        text += f"{us // SECOND}{'.' + fraction if fraction else ''}S"
    return "PT0S" if text == "PT" else text


# --- intervals: sorted lists of disjoint half-open (from, to) ---------------------------------------------------------


def clip(spans, low, high):
    return [(max(a, low), min(b, high)) for a, b in spans if max(a, low) < min(b, high)]


def without(spans, holes):
    for low, high in holes:
        spans = clip(spans, -math.inf, low) + clip(spans, high, math.inf)
    return sorted(spans)


def merged(spans):
    result = []
    for a, b in sorted(spans):
        if result and a <= result[-1][1]:
            result[-1] = (result[-1][0], max(b, result[-1][1]))
        elif a < b:
            result.append((a, b))
    return result


def length(spans):
    return sum(b - a for a, b in spans)


# --- documents -------------------------------------------------------------------------------------------------------


def load(path):
    try:
        import yaml
    except ImportError:
        print("this oracle reads contract documents with PyYAML: pip install pyyaml", file=sys.stderr)
        sys.exit(2)
    return yaml.load(pathlib.Path(path).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # scalars stay text


def plain(node):
    """The document without its `assumed` marks."""
    if isinstance(node, dict):
        return plain(node["assumed"]) if set(node) == {"assumed"} else {key: plain(item) for key, item in node.items()}
    return [plain(item) for item in node] if isinstance(node, list) else node


def put(document, path, value):
    *parents, last = path.split(".")
    node = document
    for name in parents:
        node = node.setdefault(name, {})
    if value in (None, "none"):
        node.pop(last, None)
        if last == "pause":
            node.pop("resume", None)
    else:
        node[last] = value


def one_or_many(node):
    return node if isinstance(node, list) else [node]


def is_computed(obligation):
    targets = one_or_many(obligation["clock"]["target"]) if "clock" in obligation else []
    return bool(targets) and all(isinstance(target, str) or "within" in target for target in targets)


def without_the_rest(document):
    """The document with only what is computed here; its penalties a list, one charge for one obligation each."""
    obligations = {name: item for name, item in document["obligations"].items() if is_computed(item)}
    penalties = []
    for name, penalty in document.get("penalties", {}).items():
        priced = [] if isinstance(penalty["prices"], dict) else one_or_many(penalty["prices"])
        if not all(obligation in obligations for obligation in priced):
            continue
        for obligation in priced:
            for charge in one_or_many(penalty["charge"]):
                if "rate" in charge:
                    penalties.append(dict(name=name, prices=obligation, charge=charge))
    return dict(document, obligations=obligations, penalties=penalties)


def names(node):
    return [] if node is None else [node] if isinstance(node, str) else node


def matches(where, attributes):
    return all(attributes.get(name) in names(values) for name, values in (where or {}).items())


def rate(text):
    for suffix, scale in (("%", 100), ("‰", 1000), ("bp", 10000)):
        if text.endswith(suffix):
            return Fraction(text[: -len(suffix)].strip()) / scale
    return Fraction(text)


# --- calendars -------------------------------------------------------------------------------------------------------


class Calendar:
    def __init__(self, rule, zone):
        self.always = "always" in rule
        if self.always:
            return
        self.zone = ZoneInfo(rule["time_zone"]) if "time_zone" in rule else zone
        self.weekly = [[] for _ in WEEKDAYS]
        for days, hours in rule["weekly"].items():
            first, _, last = days.partition("-")
            for day in range(WEEKDAYS.index(first), WEEKDAYS.index(last or first) + 1):
                self.weekly[day] = self.hours(hours)
        self.off, self.worked = set(), set()
        self.china = False
        for holiday in names(rule.get("holidays")):
            if holiday == "CN":
                self.china = True
                for first, last, worked in CHINA:
                    day = date.fromisoformat(first)
                    while day <= date.fromisoformat(last):
                        self.off.add(day)
                        day += timedelta(days=1)
                    self.worked.update(map(date.fromisoformat, worked))
            else:
                self.off.add(date.fromisoformat(holiday))
        self.worked.update(map(date.fromisoformat, names(rule.get("make_up_days"))))
        self.like = WEEKDAYS.index(rule.get("make_up_like", "mon"))
        self.exceptions = {
            date.fromisoformat(day): [] if hours == "closed" else self.hours(hours)
            for day, hours in rule.get("exceptions", {}).items()
        }
        self.day_spans = functools.lru_cache(maxsize=None)(self.day_spans)

    @staticmethod
    def hours(texts):
        spans = []
        for text in names(texts):
            a, b = (int(time[:2]) * 60 + int(time[3:5]) for time in text.split("-"))
            if len(text) != 11 or a >= b:
                raise ValueError(f"{text}: this oracle knows neither seconds nor overnight shifts")
            spans.append((a, b))
        return spans

    def hours_of(self, day):
        if day in self.exceptions:
            return self.exceptions[day]
        if self.china and not CHINA_KNOWN[0] <= day < CHINA_KNOWN[1]:
            raise ValueError(f"{day}: this oracle has no holidays for that date")
        if day in self.worked:
            return self.weekly[self.like]
        return [] if day in self.off else self.weekly[day.weekday()]

    def day_spans(self, utc_day):
        """Open spans of one UTC day, minute after minute."""
        spans = []
        for minute in range(utc_day * DAY, (utc_day + 1) * DAY, MINUTE):
            local = wall(minute, self.zone)
            if any(a <= local.hour * 60 + local.minute < b for a, b in self.hours_of(local.date())):
                spans.append((minute, minute + MINUTE))
        return merged(spans)

    def open_between(self, low, high):
        if self.always:
            return [(low, high)] if low < high else []
        days = range(low // DAY, -(-high // DAY))
        return clip(merged([span for day in days for span in self.day_spans(day)]), low, high)

    def reach(self, start, budget, holes, boundary):
        """The instant at which the open time since start, less the holes, is budget; None when it never is."""
        left, reached, low = budget, None, start
        for _ in range(SEARCH_DAYS):
            if holes and holes[-1][0] <= low and holes[-1][1] == math.inf:
                break  # still paused
            for a, b in without(self.open_between(low, low + DAY), holes):
                if reached is not None:
                    return a  # the farthest instant: where counting goes on
                if b - a > left or (b - a == left and boundary == "close"):
                    return a + left
                left -= b - a
                if left == 0:
                    reached = b
            low += DAY
        return reached


# --- clocks ----------------------------------------------------------------------------------------------------------


def attributes_until(rows, moment=math.inf):
    """A ticket's attributes after its rows up to and including an instant: each holds until changed."""
    state = {}
    for row in sorted(rows, key=lambda row: (row["at"], row["sequence"], row["event"], attribute_key(row))):
        if row["at"] <= moment:
            state.update(given(row))
    return state


def given(row):
    return sorted((name, text) for name, text in row["attributes"].items() if text is not None)


def attribute_key(row):
    """Orders rows that differ in attributes only: by each in turn, absent before any text."""
    return [(text is not None, text or "") for name, text in sorted(row["attributes"].items())]


def in_order(rows, clock, start_rule):
    roles = [names(start_rule["of"]), names(clock.get("resume")), names(clock.get("pause")), names(clock["stop"])]

    def key(row):
        rank = next((i for i, events in enumerate(roles) if row["event"] in events), len(roles))
        return row["at"], row["sequence"], rank, row["event"], attribute_key(row)

    return sorted(rows, key=key)


def pauses_of(rows, clock, end):
    """Pauses seen up to `end`, as they stand there; a second pause or resume in a row changes nothing."""
    pauses, since = [], None
    for row in rows:
        if row["at"] > end:
            break
        if row["event"] in names(clock.get("pause")) and since is None:
            since = row["at"]
        elif row["event"] in names(clock.get("resume")) and since is not None:
            pauses.append((since, row["at"]))
            since = None
    if since is not None:
        pauses.append((since, end))
    return [span for span in pauses if span[0] < span[1]], since is not None


def finding_of(name, obligation, rows, as_of, context):
    """One finding, or None where the obligation does not apply to the ticket. `rows` are those before as_of."""
    clock = obligation["clock"]
    start_rule = clock["start"] if isinstance(clock["start"], dict) else {"of": clock["start"]}
    rows = in_order(rows, clock, start_rule)
    start_row = next((row for row in rows if row["event"] in names(start_rule["of"])), None)
    stop_row = next((row for row in rows if row["event"] in names(clock["stop"])), None)
    measurable = start_row is not None and (stop_row is None or rows.index(stop_row) > rows.index(start_row))
    attributes = attributes_until(rows, start_row["at"] if measurable else math.inf)
    if not matches(obligation.get("applies"), attributes):
        return None
    finding = dict(ticket=rows[0]["ticket"], obligation=name, verdict="not_measurable", open=False,
                   elapsed=None, due=None, late=None, start=None, late_spans=[])
    if not measurable:
        return finding
    calendar = context["calendars"][clock["calendar"]]
    boundary = context["policies"].get("due_boundary", "close")
    finding["start"] = start = start_row["at"]
    after = duration(start_rule.get("after", "PT0S"))
    if after:
        begin = calendar.reach(start, after, [], "close")
        spared = any(row["event"] in names(start_rule.get("unless")) and start <= row["at"] <= begin for row in rows)
        if spared or begin >= as_of:
            return dict(finding, verdict="not_triggered", open=not spared)
        start = begin
    end = max(start, stop_row["at"]) if stop_row else as_of
    pauses, still_paused = pauses_of(rows, clock, stop_row["at"] if stop_row else as_of)
    holes = list(pauses)
    if still_paused and stop_row is None:
        holes[-1] = (pauses[-1][0], math.inf)  # nobody knows yet when it ends
    target = target_of(clock["target"], target_attributes(rows, attributes, stop_row, context["policies"]))
    elapsed = length(without(calendar.open_between(start, end), pauses))
    due = calendar.reach(start, target, holes, boundary)
    finding.update(open=stop_row is None, elapsed=elapsed, due=due)
    if elapsed <= target:
        return dict(finding, verdict="running" if stop_row is None else "met")
    late = [(due, end)]
    if context["policies"].get("pause_after_due", "stops accrual") == "stops accrual":
        late = without(late, pauses)
    return dict(finding, verdict="breached", late=length(late), late_spans=late)


def target_attributes(rows, at_start, stop_row, policies):
    """By default the target follows the ticket, from the same start and less the same pauses: its last values decide."""
    retarget = policies.get("retarget", "keep start and pauses")
    if retarget == "as at start":
        return at_start
    if retarget != "keep start and pauses":
        raise NotImplementedError(f"policies.retarget: {retarget}")
    return attributes_until(rows, stop_row["at"] if stop_row else math.inf)


def target_of(target, attributes):
    if isinstance(target, str):
        return duration(target)
    fitting = [rule for rule in target if matches(rule.get("where"), attributes)]
    return duration(max(fitting, key=lambda rule: len(rule.get("where", {})))["within"])


# --- amounts ---------------------------------------------------------------------------------------------------------


def units(spans, counting, zone):
    late = length(spans)
    if counting == "started 24 h":
        return Fraction(-(-late // DAY))
    if counting == "completed 24 h":
        return Fraction(late // DAY)
    if counting == "pro rata":
        return Fraction(late, DAY)
    if counting == "calendar days touched":
        days = set()
        for a, b in spans:
            day = wall(a, zone).date()
            while day <= wall(b - 1, zone).date():
                days.add(day)
                day += timedelta(days=1)
        return Fraction(len(days))
    raise ValueError(counting)


def rounded(exact, mode):
    """To whole minor units; amounts here are never negative."""
    floor = exact.numerator // exact.denominator
    rest = exact - floor
    up = {
        "half up": rest >= Fraction(1, 2),
        "half even": rest > Fraction(1, 2) or (rest == Fraction(1, 2) and floor % 2 == 1),
        "down": False,
        "up": rest > 0,
    }[mode]
    return Fraction(floor + (1 if up else 0))


def dearest_key(charge):
    return -charge["units"], charge["due"], charge["ticket"].encode()


def price(findings, rows_by_ticket, document, context):
    head, policies, term = document["contract"], context["policies"], context["term"]
    per_charge = policies.get("rounding_stage", "per charge") == "per charge"
    charges = []
    for order, penalty in enumerate(document["penalties"]):
        name, rule = penalty["name"], penalty["charge"]
        counting = rule.get("counting", policies.get("counting", "started 24 h"))
        for finding in findings:
            if finding["obligation"] != penalty["prices"] or finding["verdict"] != "breached":
                continue
            if term and not term[0] <= finding["start"] < term[1]:
                continue
            ticket = finding["ticket"]
            accrued = clip(finding["late_spans"], -math.inf, term[1] if term else math.inf)
            count = Fraction(1) if rule["per"] == "incident" else units(accrued, counting, context["zone"])
            exact = rate(rule["rate"]) * context["price"] * count
            joined = attributes_until(rows_by_ticket[ticket])
            incident = joined.get(head.get("incident"), ticket)
            charges.append(dict(
                ticket=ticket, penalty=name, order=order, obligation=finding["obligation"], units=count,
                exact=rounded(exact, policies.get("rounding", "half up")) if per_charge else exact,
                due=finding["due"], provisional=finding["open"], incident=incident))
    # One matter is charged once by each clause, unless the contract has each breach charged.
    each_breach = context["policies"].get("incident_charge", "dearest only") == "each breach"
    for group in grouped(charges, lambda c: (c["incident"], c["penalty"])):
        for place, charge in enumerate(sorted(group, key=dearest_key)):
            charge["counts"] = each_breach or place == 0
            charge["stands"] = charge["exact"] if charge["counts"] else Fraction(0)
    concur(charges, document, policies.get("concurrency", "either"))
    cap(charges, document, policies.get("cut_order", "oldest first"), context)
    return charges


def grouped(items, key):
    groups = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups.values()


def concur(charges, document, concurrency):
    priced = {penalty["prices"] for penalty in document["penalties"]}
    for group in grouped(charges, lambda c: c["incident"]):
        standing = [charge for charge in group if charge["counts"]]
        if concurrency == "both" and {charge["obligation"] for charge in group} != priced:
            standing = []
        elif concurrency == "highest only":
            standing = [min(standing, key=lambda c: (-c["stands"], c["due"], c["order"]))]
        elif concurrency == "first only":
            standing = [min(standing, key=lambda c: (c["due"], c["order"]))]
        for charge in group:
            if not any(charge is kept for kept in standing):
                charge["stands"] = Fraction(0)


def cap(charges, document, cut_order, context):
    limits = [rate(rule["limit"]) * context["price"] for rule in document.get("caps", {}).values()]
    if not limits:
        return
    limit = rounded(min(limits), "down")  # a cent above the limit would be above the limit
    oldest = sorted(charges, key=lambda c: (c["due"], c["ticket"].encode(), c["order"]))
    total = sum(charge["stands"] for charge in charges)
    if total <= limit:
        return
    if cut_order == "pro rata":
        shares = [charge["stands"] * limit / total for charge in oldest]
        for charge, share in zip(oldest, shares):
            charge["stands"] = rounded(share, "down")
        left = int(limit - sum(charge["stands"] for charge in charges))
        by_remainder = sorted(range(len(shares)), key=lambda i: -(shares[i] - rounded(shares[i], "down")))
        for index in by_remainder[:left]:
            oldest[index]["stands"] += 1
        return
    if cut_order == "largest first":
        oldest.sort(key=lambda c: -c["stands"])
    for charge in oldest:
        charge["stands"] = min(charge["stands"], limit)
        limit -= charge["stands"]


# --- the whole -------------------------------------------------------------------------------------------------------


def term_of(head, zone):
    if "term" not in head:
        return None
    rule = head["term"]
    milestone = head["milestones"][rule["from"]]
    day = date.fromisoformat(milestone if isinstance(milestone, str) else milestone["date"])
    match = re.fullmatch(r"P(\d+)Y", rule["length"])
    end = day.replace(year=day.year + int(match[1]))
    out = timedelta(days=1 if rule.get("counting", "start day in") == "start day out" else 0)
    return midnight(day + out, zone), midnight(end + out, zone)


def audit(contract, events, as_of, choices=()):
    """contract: a document's tree of text; events: dicts of ticket, at (RFC 3339), event, optional sequence, attributes
    (None: says nothing); as_of: RFC 3339, or None for just after the last event; choices: (path, value) pairs."""
    document = plain(contract)
    for path, value in choices:
        put(document, path, value)
    document = without_the_rest(document)
    head = document["contract"]
    zone = ZoneInfo(head["time_zone"])
    currency, _, amount = head["price"].partition(" ")
    digits = MINOR_DIGITS.get(currency, 2)
    context = dict(zone=zone, price=Fraction(amount) * 10**digits, policies=document.get("policies", {}),
                   term=term_of(head, zone),
                   calendars={name: Calendar(rule, zone) for name, rule in document["calendars"].items()})
    fixed = {"ticket", "at", "event", "sequence"}
    attributes = {name for event in events for name in event} - fixed
    rows = [dict(ticket=event["ticket"], at=instant(event["at"]), event=event["event"],
                 sequence=int(event.get("sequence") or 0),
                 attributes={name: event.get(name) for name in attributes}) for event in events]
    now = instant(as_of) if as_of else max(row["at"] for row in rows) + 1
    rows_by_ticket = {}
    for row in rows:
        if row["at"] < now:
            rows_by_ticket.setdefault(row["ticket"], []).append(row)
    findings, not_chargeable = [], []
    for ticket in sorted(rows_by_ticket, key=str.encode):
        of_ticket = [finding_of(name, obligation, rows_by_ticket[ticket], now, context)
                     for name, obligation in document["obligations"].items()]
        of_ticket = [finding for finding in of_ticket if finding]
        starts = {finding["start"] for finding in of_ticket} - {None}
        if context["term"] and any(not context["term"][0] <= start < context["term"][1] for start in starts):
            not_chargeable.append(ticket)
        findings += of_ticket
    charges = price(findings, rows_by_ticket, document, context)
    total = sum((charge["stands"] for charge in charges), Fraction(0))
    total = rounded(total, context["policies"].get("rounding", "half up"))

    def money(minor):
        if minor.denominator != 1:
            return None  # rounded per statement: a charge alone has no amount
        text = str(int(minor)).rjust(digits + 1, "0")
        return f"{text[:-digits]}.{text[-digits:]}" if digits else text

    return {
        "findings": [dict(ticket=f["ticket"], obligation=f["obligation"], verdict=f["verdict"], open=f["open"],
                          elapsed=show_duration(f["elapsed"]), due=show_instant(f["due"], zone),
                          late=show_duration(f["late"])) for f in findings],
        "charges": [dict(ticket=c["ticket"], penalty=c["penalty"], units=str(c["units"]), amount=money(c["stands"]),
                         provisional=c["provisional"]) for c in charges],
        "total": money(total),
        "currency": currency,
        "not_chargeable": not_chargeable,
        "after_as_of": sum(row["at"] >= now for row in rows),
    }


def read_events(path):
    text = pathlib.Path(path).read_text(encoding="utf-8")
    return [{name: cell or None for name, cell in row.items()} for row in csv.DictReader(io.StringIO(text))]


# --- the cases -------------------------------------------------------------------------------------------------------


def differences(case):
    events = read_events(ROOT / case["log"]) if "log" in case else case["events"]
    choices = [(choice["path"], choice["value"]) for choice in case.get("choices", [])]
    got = audit(load(ROOT / case["contract"]), events, case.get("as_of"), choices)
    want = case["expect"]
    for key in ("total", "currency", "not_chargeable", "after_as_of"):
        if key in want and want[key] != got[key]:
            yield f"{key}: case says {want[key]}, oracle {got[key]}"
    for key, name in (("findings", "obligation"), ("charges", "penalty")):
        wanted = {(item["ticket"], item[name]): item for item in want[key]}
        found = {(item["ticket"], item[name]): item for item in got[key]}
        if len(wanted) != len(want[key]):
            yield f"{key}: a duplicate in the case"
        for place in sorted(set(wanted) | set(found)):
            if place not in found or place not in wanted:
                yield f"{key} {place}: only in the {'case' if place in wanted else 'oracle'}"
                continue
            yield from (f"{key} {place}: {field}: case says {wanted[place].get(field)}, oracle {value}"
                        for field, value in found[place].items() if not same(field, wanted[place].get(field), value))


def same(field, want, got):
    if field == "due" and want and got:
        return instant(want) == instant(got)
    if field in ("elapsed", "late") and want and got:
        return duration(want) == duration(got)
    return want == got


def check_cases():
    count, tickets, wrong = 0, 0, 0
    for path in sorted(CASES.glob("*.json")):
        seen = set()
        for case in json.loads(path.read_text(encoding="utf-8"))["cases"]:
            count += 1
            tickets += len({event["ticket"] for event in case.get("events", [])})
            problems = list(differences(case))
            if case["name"] in seen:
                problems.append("another case has this name")
            seen.add(case["name"])
            wrong += bool(problems)
            for problem in problems:
                print(f"{path.name}: {case['name']}: {problem}")
    print(f"{count} cases, {tickets} hand-made tickets beside the sample log, {wrong} cases differ")
    return 1 if wrong or not count else 0


def main(arguments):
    if not arguments:
        return check_cases()
    if len(arguments) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    contract, events, as_of, *texts = arguments
    choices = [tuple(text.split("=", 1)) for text in texts]
    print(json.dumps(audit(load(contract), read_events(events), as_of, choices), ensure_ascii=False, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
