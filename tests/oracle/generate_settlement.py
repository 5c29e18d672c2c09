"""Random contracts and logs for the oracle of penalties and settlement, and the smallest that still differs.

    document, events, as_of = pair(seed)
    document, events, as_of = shrink(document, events, as_of, differs)

Made so that interesting things happen often: small caps, lateness at exact multiples, several tickets of an incident, events at
the edges of windows and in the hours that clocks skip or repeat.
"""

import copy
import random
from datetime import date, timedelta


from quantities import DAY, HOUR, UNITS, Zone, after, period

MINUTE = UNITS["minute"]
CLOCKS, INDICATORS, EVENTS = ("fix", "answer"), ("changes", "score", "volume"), ("no stop",)
TIME_UNITS = ["minute", "hour", "day", "day", "day", "week", "month", "business day"]
COUNTINGS = ["started 24 h", "completed 24 h", "pro rata"]
CLASSES, LEVELS, SERVICES = ("fault", "major"), ("P1", "P2"), ("mail", "web")


class Draw(random.Random):
    def chance(self, share):
        return self.random() < share

    def some(self, items, least=1):
        items = list(items)
        return self.sample(items, self.randint(min(least, len(items)), len(items)))


class Documents:
    """Draws one contract."""

    def __init__(self, draw):
        self.draw = draw
        self.zone = draw.choice(["Asia/Shanghai", "Europe/Berlin"])
        self.currency = "CNY" if self.zone == "Asia/Shanghai" else "EUR"
        self.price = draw.choice(["1000.55", "333.33", "5000.00", "0.97", "1000000.00"])

    def money(self, share=None):
        """A part of the price, by default a small one."""
        share = share or self.draw.choice([0.001, 0.003, 0.01, 0.02, 0.05, 0.1])
        return f"{self.currency} {max(1, int(float(self.price) * 100 * share)) / 100:.2f}"

    def rate(self):
        return self.draw.choice(["1%", "0.5%", "2‰", "7bp", "3%", "10%", "0.33%", "12.5%"])

    def document(self):
        draw = self.draw
        obligations = draw.sample(CLOCKS, draw.randint(0, 2)) + draw.sample(INDICATORS, draw.choice([0, 0, 1, 2]))
        obligations += ["no stop"] if draw.chance(0.3) or not obligations else []
        self.obligations = {name: self.obligation(name) for name in obligations}
        self.head = self.contract()
        self.settlement = self.make_settlement() if draw.chance(0.7) else {}
        self.penalties = {f"penalty {n}": self.penalty() for n in range(1, draw.choice([1, 1, 2, 2, 3, 4]) + 1)}
        document = {"slakit": "1", "contract": self.head, "attributes": ATTRIBUTES, "calendars": self.calendars(),
                    "obligations": self.obligations, "penalties": self.penalties,
                    "caps": {f"cap {n}": self.cap(n) for n in range(1, draw.choice([0, 0, 1, 1, 2, 3]) + 1)},
                    "minimums": {f"minimum {n}": self.minimum() for n in range(1, draw.choice([0, 0, 0, 1, 2]) + 1)},
                    "combinations": {}, "settlement": self.settlement, "policies": self.policies()}  # fmt: skip
        if "time saved" in str(self.penalties):  # which bonus of several stands is not said
            document["policies"] |= {"concurrency": "either", "incident_charge": "each breach"}
        if document["policies"].get("concurrency") == "listed combinations":
            document["combinations"] = {f"set {n}": {"clause": "9", "penalties": draw.some(self.penalties)}
                                        for n in range(1, draw.choice([1, 2]) + 1)}  # fmt: skip
        return {key: part for key, part in document.items() if part != {}}

    def contract(self):
        draw = self.draw
        start = draw.choice(["2024-01-31", "2024-02-29", "2024-03-15", "2024-08-31", "2023-12-31", "2024-10-10"])
        bases = {"fee": self.money(0.3), "part": {"attribute": "part value"},
                 "weight": {"amount": self.money(0.02), "attribute": "kilograms"}}  # fmt: skip
        term = {"from": "start", "length": draw.choice(["P1Y", "P6M", "P3M", "P90D", "P2Y"])}
        head = {"id": "drawn", "time_zone": self.zone, "price": f"{self.currency} {self.price}", "bases": bases,
                "milestones": {"start": start}, "term": term}  # fmt: skip
        if draw.chance(0.5):
            head["term"]["counting"] = draw.choice(["start day in", "start day out"])
        if draw.chance(0.6):
            head["incident"] = "matter"
        if draw.chance(0.5):
            head["service"] = "service"
        return head

    def calendars(self):
        holidays = ["2024-05-01", "2024-10-01", "2024-12-25"]
        return {"always": "always", "office": {"weekly": {"mon-fri": ["09:00-12:00", "13:30-18:00"]}, "holidays": holidays},
                "nights": {"weekly": {"mon-sat": ["00:00-24:00"]}}}  # fmt: skip

    def obligation(self, name):
        draw, rule = self.draw, {"clause": "1"}
        if draw.chance(0.2):
            rule["applies"] = {"class": draw.choice(["fault", ["fault", "major"]])}
            rule["applies"] |= {"service": "mail"} if draw.chance(0.3) else {}
        if name == "fix":
            rule["clock"] = {"start": "opened", "stop": "done", "pause": "hold", "resume": "back", "calendar": "always",
                             "target": draw.choice(["PT4H", "PT24H", "PT1H30M"])}  # fmt: skip
        elif name == "answer":
            rule["clock"] = {"start": "opened", "stop": ["answered", "done"], "calendar": "always", "target": "PT1H"}
        elif name == "no stop":
            rule["prohibition"] = draw.choice(["stopped", {"event": "stopped", "where": {"level": "P1"}}])
        else:
            rule["indicator"] = self.indicator(name)
        return rule

    def indicator(self, name):
        draw = self.draw
        rule = {"changes": {"count": "changed"}, "score": {"mean": {"of": "score", "events": "scored"}},
                "volume": {"sum": {"of": "units", "events": "changed"}}}[name]  # fmt: skip
        rule["target"] = draw.choice({"changes": [{"at_most": "1"}, {"less_than": "2"}, {"at_least": "1"}],
                                      "score": [{"at_least": "95%"}, {"more_than": "95.5%"}],
                                      "volume": [{"at_most": "10"}, {"at_least": "4.5"}]}[name])  # fmt: skip
        rule["window"] = draw.choice(["P1M", "P1M", "P3M", "P1W", "term"])
        if rule["window"] != "term" and draw.chance(0.6):
            rule["anchor"] = draw.choice(["contract", "civil"])
        if name != "changes" and draw.chance(0.4):
            rule["rounding"] = {"decimals": draw.choice(["0", "1"])}
            rule["rounding"] |= {"mode": draw.choice(["half even", "down"])} if draw.chance(0.5) else {}
            rule["rounding"] |= {"applied": "after it is compared"} if draw.chance(0.2) else {}
        return rule

    # Penalties.

    def penalty(self):
        draw = self.draw
        name = draw.choice(list(self.obligations))
        kind = next(kind for kind in (CLOCKS, INDICATORS, EVENTS) if name in kind)
        if kind is EVENTS and draw.chance(0.6):
            prices = {"event": "stopped"} | ({"where": {"level": draw.choice(LEVELS)}} if draw.chance(0.5) else {})
        else:
            same = [other for other in self.obligations if other in kind and (other == "score") == (name == "score")]
            prices = draw.choice([name, same])
        rule = {"clause": "2", "prices": prices}
        first = {CLOCKS: self.clock_charge, INDICATORS: lambda: self.indicator_charge(name), EVENTS: self.event_charge}[kind]()
        charges = [first]
        if kind is not INDICATORS and draw.chance(0.15) and "point_ladder" not in self.settlement:
            charges.append({"documented": "loss"} | ({"relation": draw.choice(RELATIONS)} if draw.chance(0.6) else {}))
        elif draw.chance(0.1):
            charges.append({"amount": self.money(), "per": "incident"})
        rule["charge"] = charges if len(charges) > 1 or draw.chance(0.2) else first
        if kind is not INDICATORS and draw.chance(0.15):
            rule["applies"] = {"level": draw.choice(["P1", ["P1", "P2"]])}
        if draw.chance(0.2) and (kind is CLOCKS or (kind is INDICATORS and "bands" not in first)):
            free = {"time": draw.choice(["PT1H", "PT24H", "PT10M"])} if kind is CLOCKS else {"figure": draw.choice(["0.5%", "1"])}
            kinds = THRESHOLDS[: 3 if kind is CLOCKS else 2]
            rule["threshold"] = free | ({"kind": draw.choice(kinds)} if draw.chance(0.7) else {})
        if len(charges) == 1 and first.get("counts") != "time saved" and draw.chance(0.3):
            rule["repeats"] = self.repeats()
        return rule

    def priced(self, rule, of=("price", "price", "fee", "part", "weight")):
        """A rate of a base, an amount or points."""
        draw, kind = self.draw, self.draw.choice(["rate", "rate", "amount", "points"])
        worth = {"point_value"} if "counts" in rule else {"point_value", "point_ladder"}
        if kind == "points" and not worth & set(self.settlement):
            kind = "amount"
        if kind == "rate":
            bases = [*of, "at risk"] if "at_risk" in self.settlement else of
            return rule | {"rate": self.rate(), "of": draw.choice(bases)}
        return rule | ({"amount": self.money()} if kind == "amount" else {"points": draw.choice(["1", "3", "10"])})

    def extras(self, rule):
        draw = self.draw
        if draw.chance(0.2):
            rule["multipliers"] = [{"where": {"level": "P1"}, "times": draw.choice(["2", "1.5", "0.5"])}]
            rule["multipliers"] += [{"where": {"class": ["major"]}, "times": "3"}] if draw.chance(0.4) else []
        if draw.chance(0.15) and not {"points", "counts"} & set(rule) and "points" not in str(rule):
            rule["at_least"] = self.money()
        if draw.chance(0.15) and "points" not in str(rule):
            least = rule.get("at_least")
            rule["at_most"] = least if least and draw.chance(0.2) else self.money(0.2)
        return rule

    def time_unit(self, fixed=False):
        draw = self.draw
        rule = {"per": draw.choice(TIME_UNITS[:6] if fixed else TIME_UNITS)}
        if draw.chance(0.25):
            rule["units"] = draw.choice(["2", "10", "0.5", "3"])
        if rule["per"] == "business day" and draw.chance(0.8):
            rule["calendar"] = draw.choice(["office", "nights"])
        return rule

    def clock_charge(self):
        draw, kind = self.draw, self.draw.choice(["once", "time", "time", "time", "steps", "bands", "saved", "external", "loss"])
        if kind == "loss" and "point_ladder" not in self.settlement:
            return {"documented": "loss"} | ({"relation": draw.choice(RELATIONS)} if draw.chance(0.6) else {})
        if kind in ("external", "loss"):
            return self.extras({"external": "invoice"})
        if kind == "once":
            return self.extras(self.priced({"per": "incident"}))
        if kind == "bands":
            return self.extras(self.bands(self.time_unit(fixed=True), ["1", "2", "10"]))
        rule = self.time_unit(fixed=kind == "saved") | ({"counts": "time saved"} if kind == "saved" else {})
        if draw.chance(0.7) or kind == "saved" or rule["per"] not in ("day", "week"):
            rule["counting"] = draw.choice(COUNTINGS)
        if rule["per"] in ("day", "week") and kind != "saved" and draw.chance(0.2):
            rule["counting"] = "calendar days touched"
        elif rule["per"] in UNITS and draw.chance(0.2):
            rule["rounded_to"] = {"unit": draw.choice(["hour", "day"]), "counting": draw.choice(COUNTINGS)}
        if rule["per"] == "day" and kind != "saved" and draw.chance(0.2):
            rule["due_day"] = draw.choice(["in", "out"])
        return self.extras(self.steps(rule) if kind == "steps" else self.priced(rule))

    def steps(self, rule, of=("price", "fee", "part")):
        draw, of = self.draw, self.draw.choice(of)
        edges = sorted(draw.sample(range(1, 12), draw.choice([1, 2])))
        rule["steps"] = [{"up_to": str(edge)} for edge in edges] + [{}]
        for step in rule["steps"]:
            step |= {"rate": self.rate()} if draw.chance(0.6) else {"amount": self.money()}
        rule["of"] = of
        if draw.chance(0.6):
            rule["stepped"] = draw.choice(["marginal", "whole amount"])
        return rule

    def bands(self, rule, edges, low="0", of=("price", "fee", "part")):
        draw = self.draw
        edges = [low, *edges] if low and draw.chance(0.7) else edges
        open_low = draw.chance(0.5)
        names = ("more_than", "at_most") if open_low else ("at_least", "less_than")
        rule["bands"] = [{"figure": {names[0]: a, names[1]: b}} for a, b in zip(edges, edges[1:])]
        rule["bands"].append({"figure": {names[0]: edges[-1]}})
        if draw.chance(0.2):
            rule["bands"].pop(draw.randrange(len(rule["bands"])))
        has_points = {"point_value", "point_ladder"} & set(self.settlement) and draw.chance(0.3)
        for band in rule["bands"]:
            if has_points:
                band["points"] = draw.choice(["1", "3", "7"])
                continue
            band |= {"rate": self.rate()} if draw.chance(0.6) else {"amount": self.money()}
            band |= {"bonus": "true"} if draw.chance(0.15) else {}
        if any("rate" in band for band in rule["bands"]):
            rule["of"] = draw.choice(of)
        return rule

    def indicator_charge(self, name):
        draw, rule = self.draw, {}
        kind = draw.choice(["once", "short", "short", "bands", "bands", "steps"])
        if kind == "bands":
            rule = {"per": "window"} if draw.chance(0.5) else {}
            edges = {"changes": ["1", "3"], "score": ["0%", "90%", "95%"], "volume": ["5", "10.5"]}[name]
            return self.extras(self.bands(rule, edges, low=None if name == "score" else "0", of=WITHOUT_TICKET))
        if kind == "once":
            return self.extras(self.priced({"per": draw.choice(["window", "incident"])}, WITHOUT_TICKET))
        rule = {"per": "percentage point" if name == "score" else "unit"}
        rule |= {"units": draw.choice(["0.1", "0.5", "2"])} if draw.chance(0.4) else {}
        rule |= {"counting": draw.choice(COUNTINGS)} if name != "score" and draw.chance(0.5) else {}
        return self.extras(self.steps(rule, WITHOUT_TICKET) if kind == "steps" else self.priced(rule, WITHOUT_TICKET))

    def event_charge(self):
        if self.draw.chance(0.25) and "point_ladder" not in self.settlement:
            return {"documented": "loss"} | ({"relation": self.draw.choice(RELATIONS)} if self.draw.chance(0.5) else {})
        return self.extras(self.priced({"per": "incident"}))

    def repeats(self):
        draw = self.draw
        rule = {"factor": draw.choice(["2", "1.5"])}
        if draw.chance(0.5):
            rule = {"ladder": draw.choice([["1", "1.5", "2"], ["0.5", "3"]])}
        kind = draw.choice(["consecutive", "count", "count in", "neither"])
        if kind == "consecutive":
            rule["consecutive"] = draw.choice(["2", "3"])
        elif kind != "neither":
            rule["count"] = draw.choice(["2", "3"])
            rule |= {"in": draw.choice(["P30D", "P1M", "P3M", "P2M15D"])} if kind == "count in" else {}
        if draw.chance(0.3):
            rule["reset_after"] = draw.choice(["P1M", "P20D", "P3M"])
        rule |= {"before": draw.choice(["charged", "free"])} if draw.chance(0.4) else {}
        rule |= {"counted": draw.choice(["from then on", "anew"])} if draw.chance(0.4) else {}
        return rule

    # Limits and settlement.

    def limit(self):
        draw = self.draw
        if draw.chance(0.5):
            return {"limit": self.money(draw.choice([0.01, 0.03, 0.1, 0.25]))}
        return {"limit": draw.choice(["1%", "2.5%", "5%", "10%", "20%"]), "of": draw.choice(["price", "fee"])}

    def cap(self, n):
        draw, rule = self.draw, {"clause": "5"} | self.limit()
        scopes = ["incident", "obligation", "window", "year", "contract"] + (["service"] if "service" in self.head else [])
        if draw.chance(0.8):
            rule["at"] = draw.choice(scopes)
        if rule.get("at") != "year" and draw.chance(0.4):
            rule["window"] = draw.choice(["P1M", "P3M", "P1M", "term"])
            rule |= {"trailing": draw.choice(["2", "3"])} if draw.chance(0.4) else {}
        if "trailing" not in rule and draw.chance(0.2):
            rule["carry_over"] = draw.choice(["unused room", "what is cut"])
        if draw.chance(0.3):
            rule["penalties"] = draw.some(self.penalties)
        if n > 1 and draw.chance(0.3):
            rule["inside"] = f"cap {n - 1}"
        if draw.chance(0.6):
            rule["cut_order"] = draw.choice(["oldest first", "pro rata", "largest first"])
        return rule

    def minimum(self):
        draw = self.draw
        rule = {"clause": "6", draw.choice(["raise_to", "ignore_up_to"]): self.money()}
        scopes = ["incident", "obligation", "window", "year", "contract"] + (["service"] if "service" in self.head else [])
        rule |= {"at": draw.choice(scopes)} if draw.chance(0.8) else {}
        return rule | ({"penalties": draw.some(self.penalties)} if draw.chance(0.3) else {})

    def make_settlement(self):
        draw, rule = self.draw, {"clause": "7"}
        if draw.chance(0.8):
            rule["window"] = draw.choice(["P1M", "P1M", "P3M", "P1W", "term"])
            if rule["window"] != "term" and draw.chance(0.6):
                rule["anchor"] = draw.choice(["contract", "civil"])
        points = draw.choice(["", "", "value", "ladder"])
        if points == "value":
            rule["point_value"] = self.money()
        elif points == "ladder":
            bounds = [{"more_than": "0", "at_most": "3"}, {"more_than": "3", "at_most": "12"}, {"more_than": "12"}]
            rule["point_ladder"] = [{"figure": bound} for bound in bounds]
            for band in rule["point_ladder"]:
                band |= {"rate": self.rate()} if draw.chance(0.5) else {"amount": self.money()}
            if any("rate" in band for band in rule["point_ladder"]):
                rule["point_ladder_of"] = draw.choice(["price", "fee"])
        if draw.chance(0.2):
            limit = self.limit()
            rule |= {"at_risk": limit["limit"]} | ({"at_risk_of": limit["of"]} if "of" in limit else {})
            rule |= {"pool": {"penalty 1": draw.choice(["50%", "33.3%"])}} if draw.chance(0.5) else {}
        if draw.chance(0.25):
            rule["earn_back"] = [{"share": "50%", "windows": "1"}, {"share": "33.33%", "windows": "2"}][: draw.choice([1, 2])]
        return rule

    def policies(self):
        draw = self.draw
        choices = {"counting": COUNTINGS, "pause_after_due": ["stops accrual", "does not"], "threshold": THRESHOLDS[:2],
                   "stepped_rate": ["marginal", "whole amount"], "incident_charge": ["dearest only", "each breach"],
                   "concurrency": CONCURRENCY, "loss": RELATIONS, "several_caps": ["all apply", "greatest wins"],
                   "cut_order": ["oldest first", "pro rata", "largest first"], "rounding": ["half up", "half even", "down", "up"],
                   "rounding_stage": ["per charge", "per statement"]}  # fmt: skip
        return {name: draw.choice(values) for name, values in choices.items() if draw.chance(0.3)}


ATTRIBUTES = {"loss": {"type": "money"}, "part value": {"type": "money"}, "invoice": {"type": "money"},
              "kilograms": {"type": "decimal"}, "score": {"type": "decimal"}, "units": {"type": "decimal"}}  # fmt: skip
WITHOUT_TICKET = ("price", "price", "fee")
RELATIONS = ["cumulative", "loss above the penalty", "the greater"]
THRESHOLDS = ["deductible", "franchise", "deferral"]
CONCURRENCY = ["either", "both", "highest only", "first only", "listed combinations"]


class Logs:
    """Draws the log of one contract."""

    def __init__(self, draw, document):
        self.draw, self.head = draw, document["contract"]
        self.zone, self.currency = Zone(self.head["time_zone"]), self.head["price"].split()[0]
        self.price = float(self.head["price"].split()[1])
        self.first = date.fromisoformat(self.head["milestones"]["start"])
        self.end = after(self.first, period(self.head["term"]["length"]))
        clocks = [rule["clock"] for rule in document["obligations"].values() if "clock" in rule]
        self.targets = [period(clock["target"])[2] for clock in clocks] or [HOUR]
        self.text = str(document)

    def instant(self):
        """In the term, or just outside; often at the edge of a month, or of a day."""
        draw = self.draw
        day = self.first + timedelta(days=draw.randint(-2, (self.end - self.first).days + 1))
        if draw.chance(0.3):
            day = day.replace(day=1)
        if draw.chance(0.05):
            day = draw.choice([date(2024, 3, 31), date(2024, 10, 27), date(2025, 3, 30)])
        at = self.zone.midnight(day)
        if draw.chance(0.2):
            return at + draw.choice([0, 0, -1, 1])
        return at + draw.randrange(24 * 60) * MINUTE + (draw.randrange(60_000_000) if draw.chance(0.2) else 0)

    def span(self):
        """A time that lateness may take: a multiple of a unit, or close to one."""
        draw = self.draw
        unit = draw.choice([MINUTE, HOUR, HOUR, DAY, DAY, DAY, 7 * DAY, 30 * DAY, 31 * DAY])
        return max(0, draw.choice([0, 1, 1, 2, 3, 5, 11]) * unit + draw.choice([0, 0, 1, -1, draw.randrange(unit)]))

    def amount(self):
        return f"{self.price * self.draw.choice([0.001, 0.01, 0.03, 0.1]):.2f}"

    def attributes(self):
        draw = self.draw
        value = max(0.01, self.price * draw.random())
        drawn = {"class": draw.choice(CLASSES), "level": draw.choice(LEVELS), "service": draw.choice(SERVICES),
                 "part value": f"{self.currency} {value:.2f}", "kilograms": draw.choice(["0.5", "3", "12.25"]),
                 "invoice": f"{self.currency} {self.amount()}", "matter": draw.choice(["I1", "I2", "I3"])}  # fmt: skip
        return {name: text for name, text in drawn.items() if draw.chance(0.85)}

    def ticket(self, name):
        draw, at = self.draw, self.instant()
        rows = [(name, at, draw.choice(["opened"] * 6 + ["noted", "stopped"]), self.attributes())]
        stop = at + draw.choice(self.targets) + draw.choice([-1, 1, 1, 1, 1]) * self.span()
        spans = []
        if draw.chance(0.3):
            hold = at + draw.randrange(1, max(2, stop - at + HOUR))
            back = hold + self.span() + 1
            spans = [(hold, "hold"), (back, "back")][: draw.choice([1, 2, 2, 2])]
            stop += (back - hold) * draw.choice([0, 1])
        if draw.chance(0.85):
            spans.append((stop, "done"))
        if draw.chance(0.5):
            spans.append((at + draw.choice([self.span(), HOUR]), "answered"))
        for _ in range(draw.choice([0, 1, 1, 2]) if "'stopped'" in self.text else 0):
            spans.append((at + draw.choice([0, self.span()]), "stopped"))
        rows += [(name, when, event, {}) for when, event in spans]
        for _ in range(draw.choice([0, 1, 1, 2]) if "documented" in self.text else 0):
            rows.append((name, at + self.span(), "assessed", {"loss": f"{self.currency} {self.amount()}"}))
        if draw.chance(0.1):
            rows.append((name, at + self.span() + 1, "noted", {"level": "P1", "class": "major"}))
        return rows

    def measured(self, name):
        at = self.instant()
        if self.draw.chance(0.5):
            score = self.draw.choice(["0.95", "0.9449", "1", "0.8", "0.955", "0.9"])
            return name, at, "scored", {"score": score, "class": "fault"}
        units = self.draw.choice(["1", "2.5", "10", "0.25"])
        return name, at, "changed", {"units": units, "class": self.draw.choice(CLASSES)}

    def log(self):
        draw = self.draw
        rows = [row for n in range(draw.choice([2, 3, 4, 6, 9, 14])) for row in self.ticket(f"T{n}")]
        rows += [self.measured(f"M{n}") for n in range(draw.choice([2, 6, 12, 20]) if "indicator" in self.text else 0)]
        end = self.zone.midnight(self.end + timedelta(days=40))
        as_of = end if draw.chance(0.7) else max(row[1] for row in rows) + 1 if draw.chance(0.5) else self.instant()
        draw.shuffle(rows)
        return rows, as_of


def pair(seed):
    draw = Draw(seed)
    document = Documents(draw).document()
    return document, *Logs(draw, document).log()


# Shrinking.


def places(node, path=()):
    """Every key and list item, outer ones first."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in list(items):
        yield (*path, key)
        yield from places(child, (*path, key))


def dropped(document, path):
    smaller = copy.deepcopy(document)
    node = smaller
    for key in path[:-1]:
        node = node[key]
    del node[path[-1]]
    return smaller


def shrink(document, events, as_of, differs):
    """The smallest found by dropping events, attributes and keys for as long as `differs(document, events, as_of)` holds."""
    changed = True
    while changed:
        changed = False
        size = max(1, len(events) // 2)
        while size:
            for begin in range(0, len(events), size):
                fewer = events[:begin] + events[begin + size :]
                if fewer and differs(document, fewer, as_of):
                    events, changed = fewer, True
                    break
            else:
                size //= 2
        for path in reversed(list(places(document))):
            try:
                smaller = dropped(document, path)
            except (KeyError, IndexError):
                continue
            if differs(smaller, events, as_of):
                document, changed = smaller, True
        for i, (ticket, at, event, given) in enumerate(events):
            for name in list(given):
                fewer = [*events[:i], (ticket, at, event, {k: v for k, v in given.items() if k != name}), *events[i + 1 :]]
                if differs(document, fewer, as_of):
                    events, changed = fewer, True
                    break
    return document, events, as_of
