"""What happened, for the oracle of penalties: breaches of clocks that run round the clock, of indicators over windows and of
prohibitions, priced events, and the time that a clock saved. Knows nothing of slakit.

A breach is a dict: who (a ticket, or of an indicator the days of its window), obligation, thing (what is priced), incident, at
and due (when it became one), belongs (the instant that says in which window it is charged), state (what the ticket says), late
(spans), saved, breached; of an indicator also figure, short and own (its windows).
"""

import functools
import math
from datetime import date, timedelta
from fractions import Fraction

from quantities import Zone, after, clip, length, money, number, period, rounded, windows, without

NONE = Fraction(0)
ONE = Fraction(1)


def listed(node):
    return [] if node is None else node if isinstance(node, list) else [node]


def grouped(items, key):
    groups = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def matches(where, state):
    return all(state.get(name) in listed(values) for name, values in (where or {}).items())


def within(bound, figure):
    tests = {"at_least": figure.__ge__, "more_than": figure.__gt__, "at_most": figure.__le__, "less_than": figure.__lt__}
    return all(tests[key](number(text)) for key, text in bound.items())


class Happened:
    def __init__(self, document, events, as_of):
        self.document, self.as_of = document, as_of
        self.head, self.policies = document["contract"], document.get("policies", {})
        self.obligations, self.penalties = document["obligations"], document.get("penalties", {})
        self.settlement = document.get("settlement", {})
        self.zone, self.currency = Zone(self.head["time_zone"]), self.head["price"].split()[0]
        rule = self.head["term"]
        origin = date.fromisoformat(self.head["milestones"][rule["from"]])
        self.shift = timedelta(days=rule.get("counting") == "start day out")
        self.days = origin + self.shift, after(origin, period(rule["length"])) + self.shift
        self.term = self.zone.midnight(self.days[0]), self.zone.midnight(self.days[1])
        self.anchor = self.settlement.get("anchor", "contract")
        rows = [(at, ticket, event, tuple(sorted(given.items()))) for ticket, at, event, given in events]
        self.events = sorted({row for row in rows if row[0] < as_of})  # rows that say the same are one
        self.tickets = grouped(self.events, lambda row: row[1])
        self.cut = functools.lru_cache(self.cut)
        self.state = functools.lru_cache(self.state)

    def money(self, text):
        return money(text, self.currency)

    def policy(self, name, default):
        return self.policies.get(name, default)

    # --- what happened: breaches, and what a clock saved ---

    def cut(self, rule, anchor):
        """The windows of the term as (first day, last day, from, to)."""
        found = windows(rule, anchor, self.days[0], self.shift, self.days[1])
        return [(a, b - timedelta(days=1), self.zone.midnight(a), self.zone.midnight(b)) for a, b in found]

    def window(self, at, rule=None, anchor=None):
        found = self.cut(rule or self.settlement.get("window", "term"), anchor or self.anchor)
        return next(k for k, window in enumerate(found) if window[2] <= at < window[3])

    def state(self, ticket, at):
        """What the ticket says at an instant: each attribute holds until changed."""
        return {name: text for when, _, _, given in self.tickets[ticket] if when <= at for name, text in given}

    def incident(self, ticket):
        return self.state(ticket, math.inf).get(self.head.get("incident"), ticket)

    def breach(self, ticket, at, **more):
        return dict(who=ticket, at=at, due=at, belongs=at, state=self.state(ticket, at) if ticket else {},
                    incident=self.incident(ticket) if ticket else None, obligation=None, thing=None, own=None,
                    late=[], saved=0, breached=True) | more  # fmt: skip

    def clock(self, name, rule):
        clock, roles = rule["clock"], ["start", "resume", "pause", "stop"]
        for ticket, events in self.tickets.items():
            rows = sorted((at, role) for at, _, event, _ in events for role in range(4) if event in listed(clock.get(roles[role])))
            start, stop = (next((row for row in rows if row[1] == role), None) for role in (0, 3))
            if start is None or (stop and stop < start) or not matches(rule.get("applies"), self.state(ticket, start[0])):
                continue
            end, pauses, since = stop[0] if stop else self.as_of, [], None
            for at, role in rows:
                if role == 2 and since is None and at <= end:
                    since = at
                elif role == 1 and since is not None and at <= end:
                    pauses.append((since, at))
                    since = None
            pauses += [(since, end)] if since is not None else []
            running, target = without([(start[0], end)], pauses), period(clock["target"])[2]
            saved = target - length(running)
            if not self.term[0] <= start[0] < self.term[1] or (saved >= 0 and not stop):
                continue
            found = self.breach(ticket, start[0], obligation=name, thing=name, saved=max(saved, 0), breached=saved < 0)
            if saved >= 0:
                yield found | dict(at=end)
                continue
            due = next(a + target - length(clip(running, 0, a)) for a, b in running if length(clip(running, 0, b)) >= target)
            stops = self.policy("pause_after_due", "stops accrual") == "stops accrual"
            late = clip(without([(due, end)], pauses if stops else []), due, self.term[1])
            yield found | dict(due=due, at=due, late=late)

    def indicator(self, name, rule):
        rule, applies = rule["indicator"], rule.get("applies", {})
        kind = next(kind for kind in ("count", "sum", "mean") if kind in rule)
        events = listed(rule["count"] if kind == "count" else rule[kind]["events"])
        own, target = (rule.get("window", "term"), rule.get("anchor", "contract")), rule["target"]
        for first, last, begin, end in self.cut(*own):
            rows = [row for row in self.events if row[2] in events and begin <= row[0] < end]
            rows = [dict(row[3]) for row in rows if matches(applies, self.state(row[1], row[0]))]
            if end > self.as_of or (not rows and kind == "mean"):
                continue
            values = [ONE if kind == "count" else number(row[rule[kind]["of"]]) for row in rows]
            figure = sum(values, NONE) / (len(values) if kind == "mean" else 1)
            how = rule.get("rounding")
            if how and how.get("applied", "before it is compared") == "before it is compared":
                scale = 10 ** (int(how["decimals"]) + 2 * any(text.endswith("%") for text in target.values()))
                figure = rounded(figure * scale, how.get("mode", self.policy("rounding", "half up"))) / scale
            sides = {"at_least": 1, "more_than": 1, "at_most": -1, "less_than": -1}
            short = max(NONE, *((number(text) - figure) * sides[key] for key, text in target.items()))
            state = {key: values for key, values in applies.items() if isinstance(values, str)}
            yield self.breach(None, end, belongs=end - 1, who=f"{first} to {last}", incident=(first, last), obligation=name,
                              own=own, state=state, breached=not within(target, figure), figure=figure, short=short)  # fmt: skip

    def happened(self, rule, applies=None):
        rule = rule if isinstance(rule, dict) else {"event": rule}
        for at, ticket, event, _ in self.events:
            state = self.state(ticket, at)
            if event == rule["event"] and self.term[0] <= at < self.term[1]:
                if matches(rule.get("where"), state) and matches(applies, state):
                    yield self.breach(ticket, at, thing=event)

    def prohibition(self, name, rule):
        found = self.happened(rule["prohibition"], rule.get("applies"))
        for first in grouped(found, lambda breach: breach["incident"]).values():
            yield first[0] | dict(obligation=name, thing=name)

    def breaches(self, prices):
        if isinstance(prices, dict) and "event" in prices:
            return list(self.happened(prices))
        names = listed(prices["obligations"] if isinstance(prices, dict) else prices)
        rules = [(name, self.obligations[name]) for name in names]
        measures = [(name, rule, kind) for name, rule in rules for kind in ("clock", "indicator", "prohibition") if kind in rule]
        return [found for name, rule, kind in measures for found in getattr(self, kind)(name, rule)]
