"""An oracle for penalties and settlement: what a contract's breaches cost, written from their meanings and without slakit.

    evaluate(document, events, as_of) -> {"charges": [{"who", "penalty", "gross", "amount", ...}], "windows": {...}, "total": ...}

document: the contract as a dict whose leaves are text. events: (ticket, instant, event, {attribute: text}) tuples, instants
integers of microseconds since 1970. Amounts are fractions of minor units. `who` is a ticket, or of an indicator the first and
last day of its window.

Covered: clocks that run round the clock with one target, indicators (count, sum, mean), prohibitions, priced events, documented
losses; every charge for them, repeats, incidents, minimums, caps, earn-back. Not covered: other measures, exclusions,
decisions, amendments, claims, termination.
"""

import math
from fractions import Fraction

from breaches import NONE, ONE, Happened, grouped, listed, matches, within
from quantities import DAY, UNITS, clip, drop_first, length, number, period, rounded, shares, whole

SCOPES = ["incident", "obligation", "service", "window", "year", "contract"]


def evaluate(document, events, as_of):
    return Evaluation(document, events, as_of).result()


def total(charges):
    return sum((charge["amount"] for charge in charges), NONE)


class Evaluation(Happened):
    # --- per finding: threshold, count, amount ---

    def after_threshold(self, rule, breach):
        """The breach with what the threshold leaves of it, or None."""
        if not rule or not (breach["breached"] or breach["saved"]):
            return breach
        kind = rule.get("kind", self.policy("threshold", "deductible"))
        if "figure" in rule:
            free, short = number(rule["figure"]), breach.get("short", NONE)
            if kind == "franchise":
                return breach if short >= free else None
            return breach | dict(short=short - free) if short > free else None
        free, late, due = period(rule["time"])[2], breach["late"], breach["due"]
        if breach["saved"]:
            left = breach["saved"] - (free if kind != "franchise" else 0)
            return breach | dict(saved=left) if breach["saved"] >= free and left else None
        if kind == "franchise":
            return breach if length(late) >= free else None
        late = clip(late, due + free, math.inf) if kind == "deferral" else drop_first(late, free)
        moved = dict(due=due + free) if kind == "deferral" else {}
        return breach | moved | dict(late=late) if late else None

    def time(self, rule, breach):
        """Lateness, or the time saved, rounded first where the rule says so."""
        time = Fraction(breach["saved"] if rule.get("counts") == "time saved" else length(breach["late"]))
        how = rule.get("rounded_to")
        unit = UNITS[how["unit"]] if how else 1
        return whole(time / unit, how.get("counting", self.policy("counting", "started 24 h"))) * unit if how else time

    def count(self, rule, breach):
        per, units = rule.get("per", "incident"), Fraction(rule.get("units", "1"))
        counting = rule.get("counting", self.policy("counting", "started 24 h"))
        if per in ("incident", "window"):
            return ONE
        if per in ("percentage point", "unit"):
            short = breach.get("short", NONE) * (100 if per == "percentage point" else 1)
            return whole(short / units, rule.get("counting", "pro rata"))
        time, late = self.time(rule, breach), breach["late"]
        due_day = int(rule.get("due_day") == "in" and time > 0)
        if per == "business day":
            calendar = rule.get("calendar") or self.obligations[breach["obligation"]]["clock"]["calendar"]
            days = self.zone.business_days(self.document["calendars"][calendar], late)
            parts = [whole(day, counting) for day in days]
            return whole((sum(parts, NONE) + due_day) / units, counting)
        if per == "month":
            return whole(self.zone.months(breach["due"], int(time)) / units, counting)
        if counting == "calendar days touched":
            dates = set(self.zone.dates(late)) | ({self.zone.date(breach["due"] - 1)} if due_day else set())
            return Fraction(math.ceil(Fraction(len(dates), 7 if per == "week" else 1) / units))
        return whole((time + due_day * DAY) / (UNITS[per] * units), counting)

    def prices(self, rule, breach):
        """(what has a rate, an amount or points, how many times it counts), or None where it is no charge."""
        if "bands" in rule:
            figure = breach.get("figure")
            if figure is None:
                figure = self.time(rule, breach) / (UNITS[rule["per"]] * Fraction(rule.get("units", "1")))
            band = next((band for band in rule["bands"] if within(band["figure"], figure)), None)
            return band and [(band, ONE if band.get("bonus") != "true" else -ONE)]
        count = self.count(rule, breach)
        if "steps" not in rule:
            return [(rule, -count if rule.get("counts") == "time saved" else count)]
        edges = [Fraction(step["up_to"]) if "up_to" in step else math.inf for step in rule["steps"]]
        if rule.get("stepped", self.policy("stepped_rate", "marginal")) == "marginal":
            parts = [max(NONE, min(count, b) - a) for a, b in zip([NONE, *edges], edges)]
            return list(zip(rule["steps"], parts))
        return [(next(step for step, edge in zip(rule["steps"], edges) if count <= edge), count)]

    def is_priced(self, rule, breach):
        if rule.get("counts") == "time saved":
            return breach["saved"] > 0
        return breach["breached"] or ("bands" in rule and "figure" in breach)

    def charge(self, name, rule, breach):
        """A charge with its exact amount and points, before repeats; None where there is none."""
        if not self.is_priced(rule, breach):
            return None
        state, exact, points = breach["state"], NONE, NONE
        if "external" in rule:
            if rule["external"] not in state:
                return None
            exact = self.money(state[rule["external"]])
        prices = [] if {"documented", "external"} & set(rule) else self.prices(rule, breach)
        if prices is None:
            return None
        for price, count in prices:
            if "points" in price:
                points += int(price["points"]) * count
            elif "rate" in price:
                is_asked = count or not any(count for _, count in prices)
                base = self.base(rule["of"], name, state) if is_asked else NONE
                if base is None:
                    return None
                exact += number(price["rate"]) * base * count
            else:
                exact += self.money(price["amount"]) * count
        fitting = [number(one["times"]) for one in rule.get("multipliers", []) if matches(one["where"], state)]
        times = math.prod(fitting, start=ONE)
        return breach | dict(penalty=name, rule=rule, times=times, points=points * times, exact=exact * times, is_free=False)

    def held(self, rule, exact):
        """Between the least and the highest charge."""
        if exact > 0 and "at_least" in rule:
            exact = max(exact, self.money(rule["at_least"]))
        return min(exact, self.money(rule["at_most"])) if "at_most" in rule else exact

    def repeat(self, rule, charges):
        """Multiplies the charges of one penalty and obligation, which are in the order of time."""
        marks, last, n = [], None, int(rule.get("consecutive") or rule.get("count") or 2)
        for one in grouped((c for c in charges if c["exact"] > 0 or c["points"] > 0), lambda c: c["number"]).values():
            at = one[0]["at"]
            if "reset_after" in rule and last is not None and last <= self.zone.shifted(at, period(rule["reset_after"]), -1):
                marks = []
            marks.append((at, self.window(one[0]["belongs"], *(one[0]["own"] or ()))))
            last, place = at, len(marks)
            if "consecutive" in rule:
                hit = {window for _, window in marks}
                place = next(k for k in range(1, len(hit) + 2) if marks[-1][1] - k not in hit)
            elif "in" in rule:
                since = self.zone.shifted(at, period(rule["in"]), -1)
                place = sum(mark > since for mark, _ in marks)
            ladder = [number(text) for text in rule.get("ladder", [])]
            factor = ladder[min(place, len(ladder)) - 1] if ladder else number(rule["factor"]) if place >= n else ONE
            for charge in one:
                charge["times"], charge["is_free"] = charge["times"] * factor, rule.get("before") == "free" and place < n
                charge["exact"], charge["points"] = charge["exact"] * factor, charge["points"] * factor
            if rule.get("counted") == "anew" and place >= n:
                marks = []

    def per_finding(self):
        charges = []
        for name, penalty in self.penalties.items():
            for place, breach in enumerate(self.breaches(penalty["prices"])):
                applies = matches(penalty.get("applies"), breach["state"])
                left = self.after_threshold(penalty.get("threshold"), breach) if applies else None
                found = [self.charge(name, rule, left) for rule in listed(penalty["charge"])] if left else []
                charges += [charge | dict(part=part, number=place) for part, charge in enumerate(found) if charge]
        penalties, obligations = list(self.penalties), [None, *self.obligations]
        charges.sort(key=lambda c: (c["at"], b"" if c["own"] else c["who"].encode(), penalties.index(c["penalty"]),
                                    obligations.index(c["obligation"]), c["part"], c["number"]))  # fmt: skip
        for (name, _), group in grouped(charges, lambda c: (c["penalty"], c["obligation"])).items():
            if "repeats" in self.penalties[name]:
                self.repeat(self.penalties[name]["repeats"], group)
        for charge in charges:
            charge["exact"] += charge["points"] * self.money(self.settlement.get("point_value", "0"))
            charge["exact"] = self.held(charge["rule"], charge["exact"])
        return charges

    # --- per incident ---

    def documents(self, charges):
        """The documents of an incident are charged once, by the first charge that wants them."""
        wanted = grouped((c for c in charges if "documented" in c["rule"]), lambda c: (c["incident"], c["rule"]["documented"]))
        for (incident, attribute), group in wanted.items():
            rows = {(at, ticket, event, dict(given)[attribute]) for at, ticket, event, given in self.events
                    if attribute in dict(given) and self.incident(ticket) == incident}  # fmt: skip
            for charge in group:
                charge["is_empty"] = not rows
            first = group[0]
            first["exact"] = self.held(first["rule"], sum((self.money(row[3]) for row in rows), NONE) * first["times"])

    def stand(self, charges):
        """Which of an incident's charges stand, each promise once and then all together."""
        worth = lambda charge: (charge["exact"], charge["points"])  # noqa: E731
        dearest = lambda group: max(group, key=worth)  # noqa: E731  the first of several
        priced = [c for c in charges if "documented" not in c["rule"] and not c["is_free"]]
        is_bonus = lambda c: worth(c) < (0, 0) or c["points"] < 0 or not (c["breached"] or any(worth(c)))  # noqa: E731
        bonuses, priced = [c for c in priced if is_bonus(c)], [c for c in priced if not is_bonus(c)]
        if self.policy("incident_charge", "dearest only") == "dearest only":
            groups = grouped(priced, lambda c: (c["incident"], c["penalty"], c["obligation"], c["part"]))
            priced = [dearest(group) for group in groups.values()]
        standing, how = bonuses, self.policy("concurrency", "either")
        for group in grouped(sorted(priced, key=charges.index), lambda c: c["incident"]).values():
            if how == "both":
                group = [c for c in group if not c["is_one_of_both"]]
            elif how == "highest only":
                group = [dearest(group)]
            elif how == "first only":
                group = group[:1]
            elif how == "listed combinations":
                named = [rule["penalties"] for rule in self.document.get("combinations", {}).values()]
                named += [[name] for name in self.penalties if not any(name in listed(one) for one in named)]
                sets = [[c for c in group if c["penalty"] in listed(one)] for one in named]
                group = max(filter(None, sets), key=lambda one: (sum(c["exact"] for c in one), sum(c["points"] for c in one)))
            standing += group
        for charge in priced + [c for c in charges if "documented" not in c["rule"]]:
            charge["amount"] = charge["gross"] if any(charge is one for one in standing) else NONE
            charge["stands"] = any(charge is one for one in standing)

    def mark_both(self, charges):
        """Under `both` a breach costs nothing where not all that is priced is charged in its incident. Windows are apart."""
        prices = [penalty["prices"] for penalty in self.penalties.values()]
        priced = {name for one in prices for name in listed(one.get("obligations") if isinstance(one, dict) else one)}
        priced = {name for name in priced if "indicator" not in self.obligations[name]}
        costing = (c for c in charges if c["breached"] and not c["is_free"] and not c.get("is_empty"))
        charged = grouped(costing, lambda c: c["incident"])
        for charge in charges:
            all_of = {other["obligation"] for other in charged.get(charge["incident"], [])} >= priced
            is_meant = charge["breached"] and charge["obligation"] in priced
            charge["is_one_of_both"] = self.policy("concurrency", "either") == "both" and is_meant and not all_of

    def relate(self, charges):
        """A documented loss beside the penalty for the same thing in the same incident."""
        for charge in (c for c in charges if "documented" in c["rule"]):
            charge["stands"] = not charge["is_one_of_both"]
            charge["amount"] = charge["gross"] if charge["stands"] else NONE
            same = [c for c in charges if (c["incident"], c["thing"]) == (charge["incident"], charge["thing"])]
            beside = [c for c in same if "documented" not in c["rule"] and c["amount"] > 0]
            how = charge["rule"].get("relation", self.policy("loss", "cumulative"))
            if not charge["stands"]:
                pass
            elif how == "loss above the penalty":
                charge["amount"] = max(NONE, charge["gross"] - total(beside))
            elif how == "the greater" and charge["gross"] > total(beside):
                for other in beside:
                    other["amount"], other["stands"] = NONE, False
            elif how == "the greater":
                charge["amount"] = NONE
            charge["gross"] = charge["amount"]

    # --- per window ---

    def ladder(self, group):
        points = sum((c["points"] for c in group if c["stands"]), NONE)
        band = next((band for band in self.settlement["point_ladder"] if within(band["figure"], points)), None)
        if points <= 0 or band is None:
            return
        amount = self.limit(band.get("amount") or band["rate"], self.settlement.get("point_ladder_of"))
        amount, priced = rounded(amount, self.policy("rounding", "half up")), [c for c in group if c["stands"] and c["points"]]
        for charge, part in zip(priced, shares([amount * c["points"] / points for c in priced], amount)):
            charge["amount"] = charge["gross"] = part

    def minimums(self, charges):
        for rule in self.document.get("minimums", {}).values():
            meant = [c for c in charges if c["amount"] > 0 and c["penalty"] in (listed(rule.get("penalties")) or self.penalties)]
            for group in grouped(meant, lambda c: self.scope(rule.get("at", "contract"), c)).values():
                if "ignore_up_to" in rule and total(group) <= self.money(rule["ignore_up_to"]):
                    for charge in group:
                        charge["amount"] = NONE
                elif "raise_to" in rule and total(group) < self.money(rule["raise_to"]):
                    max(group, key=lambda c: c["amount"])["amount"] += self.money(rule["raise_to"]) - total(group)

    def scope(self, at, charge):
        return {"incident": charge["incident"], "obligation": charge["obligation"] or charge["thing"], "contract": None,
                "service": charge["state"].get(self.head.get("service")), "window": self.window(charge["belongs"]),
                "year": self.window(charge["belongs"], "P1Y", "contract")}[at]  # fmt: skip

    def caps(self):
        """In the order in which they cut: inner ones first, narrow scopes first, then as written."""
        rules = [dict(rule, name=name) for name, rule in self.document.get("caps", {}).items()]
        rivals = self.policy("several_caps", "all apply") == "greatest wins"
        if "at_risk" in self.settlement:
            risk = dict(limit=self.settlement["at_risk"], of=self.settlement.get("at_risk_of"), at="window")
            pool = self.settlement.get("pool", {}).items()
            rules += [*(dict(limit=share, of="at risk", at="window", penalties=name) for name, share in pool), risk]
        for rule in rules:
            rule["room"] = rounded(self.limit(rule["limit"], rule.get("of")), "down")
            rule["at"] = rule.get("at", "window" if rule.get("window", "term") != "term" else "contract")
            rule["only"] = frozenset(listed(rule.get("penalties")) or self.penalties)
        rules.sort(key=lambda rule: SCOPES.index(rule["at"]))
        order = []
        while rules:
            outer = {rule.get("inside") for rule in rules}
            order.append(next(rule for rule in rules if "name" not in rule or rule["name"] not in outer))
            rules.remove(order[-1])
        spans = lambda rule: (rule["at"], rule["only"], self.is_cut_up(rule), rule.get("trailing"))  # noqa: E731
        rival = lambda rule: spans(rule) if rivals and "name" in rule else id(rule)  # noqa: E731
        best = [max(group, key=lambda rule: rule["room"]) for group in grouped(order, rival).values()]
        return [rule for rule in order if any(rule is one for one in best)]

    def is_cut_up(self, rule):
        """The windows it is over, where it is not over all of the term at once."""
        is_by_window = rule["window"] != "term" if "window" in rule else rule["at"] in ("window", "year")
        return is_by_window and tuple(self.cut(self.own_windows(rule), "contract" if rule["at"] == "year" else self.anchor))

    def own_windows(self, rule):
        return rule.get("window") or {"year": "P1Y", "window": self.settlement.get("window", "term")}.get(rule["at"], "term")

    def cap(self, rule, charges):
        """Cuts window after window, of each incident, obligation and the like apart."""
        own, order = self.own_windows(rule), rule.get("cut_order", self.policy("cut_order", "oldest first"))
        anchor = "contract" if rule["at"] == "year" else self.anchor
        meant = [c for c in charges if c["amount"] > 0 and c["penalty"] in rule["only"]]
        apart = {"window": lambda c: None, "year": lambda c: None}.get(rule["at"], lambda c: self.scope(rule["at"], c))
        for group in grouped(meant, apart).values():
            by_window, taken, unused, owed = grouped(group, lambda c: self.window(c["belongs"], own, anchor)), [], NONE, []
            for k in range(len(self.cut(own, anchor))):
                room = rule["room"] - sum(taken[max(0, k + 1 - int(rule.get("trailing", "1"))) :], NONE) + unused
                here = by_window.get(k, [])
                before = [c["amount"] for c in here]
                self.admit(here, max(NONE, room), order)
                room -= total(here)
                taken.append(total(here))
                if rule.get("carry_over") == "unused room":
                    unused = room
                if rule.get("carry_over") == "what is cut" and self.cut(own, anchor)[k][2] < self.as_of:
                    for debt in owed:
                        paid = min(room, debt[1])
                        debt[0]["amount"], debt[1], room = debt[0]["amount"] + paid, debt[1] - paid, room - paid
                        self.moved.append((debt[0], self.window(self.cut(own, anchor)[k][2]), paid))
                    cut = [[c, was - c["amount"]] for c, was in zip(here, before)]
                    owed += sorted(cut, key=lambda debt: -debt[1] - debt[0]["amount"]) if order == "largest first" else cut

    @staticmethod
    def admit(charges, room, order):
        if order == "pro rata":
            all_of = total(charges)
            if all_of > room:
                for charge, part in zip(charges, shares([c["amount"] * room / all_of for c in charges], room)):
                    charge["amount"] = part
            return
        for charge in sorted(charges, key=lambda c: -c["amount"]) if order == "largest first" else charges:
            charge["amount"] = min(charge["amount"], room)
            room -= charge["amount"]

    def earn_back(self, charges):
        """What good windows after a charge's own give back of it: the last of them, the charge, how much."""
        found, mode = self.cut(self.settlement.get("window", "term"), self.anchor), self.policy("rounding", "half up")
        hit = {(c["penalty"], self.window(c["belongs"])) for c in charges if c["stands"] and c["gross"] > 0}
        for rule in self.settlement.get("earn_back", []):
            for charge in charges:
                here, good = self.window(charge["belongs"]), int(rule.get("windows", "1"))
                later = range(here + 1, here + 1 + good)
                if charge["amount"] > 0 and here + good < len(found) and found[here + good][3] <= self.as_of:
                    if not any((charge["penalty"], k) in hit for k in later):
                        yield here + good, charge, rounded(charge["amount"] * number(rule["share"]), mode)

    def result(self):
        charges, mode = self.per_finding(), self.policy("rounding", "half up")
        per_charge = self.policy("rounding_stage", "per charge") == "per charge"
        self.documents(charges)
        for charge in charges:
            charge["gross"] = rounded(charge["exact"], mode) if per_charge else charge["exact"]
        self.mark_both(charges)
        self.stand(charges)
        self.relate(charges)
        for group in grouped(charges, lambda c: self.window(c["belongs"])).values():
            if "point_ladder" in self.settlement:
                self.ladder(group)
            if not per_charge:
                for alike in ([c for c in group if c["amount"] > 0], [c for c in group if c["amount"] < 0]):
                    exact, sum_of = total(alike), rounded(total(alike), mode)
                    parts = shares([abs(c["amount"]) * sum_of / exact for c in alike], abs(sum_of))
                    for charge, part in zip(alike, parts):
                        charge["amount"] = charge["gross"] = part if exact > 0 else -part
        self.minimums(charges)
        self.moved = []  # what is owed in another window than the charge's own
        for rule in self.caps():
            self.cap(rule, charges)
        found = self.cut(self.settlement.get("window", "term"), self.anchor)
        sums = {f"{first}/{last}": NONE for first, last, _, _ in found}
        named = lambda k: list(sums)[k]  # noqa: E731
        for charge in charges:
            sums[named(self.window(charge["belongs"]))] += charge["amount"]
        for charge, window, amount in self.moved:
            sums[named(self.window(charge["belongs"]))] -= amount
            sums[named(window)] += amount
        for window, charge, back in list(self.earn_back(charges)):
            back = min(back, charge["amount"])
            sums[named(window)] -= back
            charge["amount"] -= back
        return dict(charges=charges, windows=sums, total=total(charges))
