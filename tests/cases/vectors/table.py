"""One table of what other engines answer, made from the recorded vectors; C++, C and Python replay its lines.

    python3 table.py SHARED_CASES TABLE    # writes the table, prints how many vectors it holds and what is left out
    python3 table.py --left SHARED_CASES   # names every vector left out, and how many of them nothing else replays

Each convention of a vector becomes a question that a calendar answers (README.md has the list), so that no face has to
know how other engines are configured. Lines, fields between tabs:

    at-least   PEER  VECTORS
    calendar   NUMBER  DOCUMENT        as slakit_calendar_parse() takes it
    refused    PEER  VECTOR  DOCUMENT  CODE
    without    NUMBER  A  B            calendar A - B
    ask        PEER  VECTOR  CONVENTION  QUESTION  CALENDAR  EXPECT  ARGUMENTS...

EXPECT is `=` and the answer, or `!` and what a peer's quirk answers and slakit must not. Instants and durations are
microseconds, dates are days, both since 1970; truths are 0 and 1; `none` is no answer.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = Path(__file__).resolve().parent
PEERS = ["business_time", "otobo", "spatie_opening_hours", "working_hours", "zammad", "glpi", "frappe_helpdesk"]
PEERS += ["request_tracker", "clock_vectors"]
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
US = timedelta(microseconds=1)
DAY = timedelta(days=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# (roll, snap) of the recordings: what a start outside business days does, and a result outside hours.
ROLLS = {"None": "as-it-is", "keep": "next-business-day", "open": "next-opening"}
SNAPS = {"None": "none", "open": "open", "back": "back", "bod": "day-start"}

# Recorded as quirks, and none: the closing and the opening asked for are years away, further than the recording's
# reference looked. Their answers are ours.
PLAIN = {("spatie_opening_hours", "147"), ("spatie_opening_hours", "148")}


class LeftOut(Exception):
    """This vector asks what a calendar alone does not answer; the text says what.

    What it needs a clock for ("clocks: ..."), tests/unit/assessment/peer_clocks_test.cpp replays.
    """


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(timezone.utc)


def us_of(t: datetime) -> int:
    return (t - EPOCH) // US


def us(text: str) -> int:
    return us_of(instant(text))


def duration(seconds: float) -> int:
    return round(Fraction(str(seconds)) * 1_000_000)


def days(day: date) -> int:
    return (day - EPOCH.date()).days


def answer(expect) -> str:
    if expect is None:
        return "=none"
    if isinstance(expect, str):
        return f"={us(expect)}"
    return f"={int(expect)}" if isinstance(expect, bool) else f"={duration(expect)}"


# ---- calendars -----------------------------------------------------------------------------------------------------


def each_year(month_day: str):
    for year in range(1970, 2101):
        try:
            yield date.fromisoformat(f"{year}-{month_day}").isoformat()
        except ValueError:  # February 29
            continue


def spans(hours: list) -> list[str]:
    return [f"{start}-{end}" for start, end in hours]


def document(calendar: dict) -> dict:
    """The calendar as slakit writes it; a date's own hours come before those of every year."""
    unknown = calendar.keys() - {"time_zone", "tz", "weekly", "holidays", "holidays_yearly", "holiday_ranges"}
    unknown -= {"replace", "replace_yearly", "exceptions", "overflow", "breaks_at"}
    if unknown:
        raise LeftOut(f"calendars with {sorted(unknown)}")
    holidays = set(calendar.get("holidays", []))
    for month_day in calendar.get("holidays_yearly", []):
        holidays.update(each_year(month_day))
    for first, last in calendar.get("holiday_ranges", []):
        start, end = date.fromisoformat(first), date.fromisoformat(last)
        holidays.update((start + i * DAY).isoformat() for i in range((end - start).days + 1))
    exceptions = {}
    for month_day, hours in calendar.get("replace_yearly", {}).items():
        exceptions.update((day, spans(hours)) for day in each_year(month_day))
    for key in ("replace", "exceptions"):
        exceptions.update((day, spans(hours)) for day, hours in calendar.get(key, {}).items())
    holidays.update(day for day, hours in exceptions.items() if not hours)
    return {
        "time_zone": calendar.get("time_zone") or calendar["tz"],
        "weekly": {day: spans(calendar["weekly"][day]) for day in WEEKDAYS if calendar["weekly"].get(day)},
        "holidays": sorted(holidays),
        "exceptions": {day: hours for day, hours in sorted(exceptions.items()) if hours},
    }


def window(start: datetime, end: datetime) -> dict:
    """[start, end) as a calendar of its own, to be taken out of another."""
    exceptions = {}
    day = start.replace(hour=0, minute=0, second=0, microsecond=0)
    while day < end:
        first = max(start, day).strftime("%H:%M:%S")
        last = end.strftime("%H:%M:%S") if end < day + DAY else "24:00"
        exceptions[day.date().isoformat()] = [f"{first}-{last}"]
        day += DAY
    return {"time_zone": "UTC", "weekly": {}, "exceptions": exceptions}


class Table:
    def __init__(self):
        self.lines: list[str] = []
        self.replayed: Counter = Counter()
        self.left: list[tuple[str, str, str]] = []
        self._calendars: dict[str, int] = {}

    def line(self, *fields) -> None:
        self.lines.append("\t".join(str(field) for field in fields))

    def calendar(self, described: dict) -> int:
        text = json.dumps(described)
        if text not in self._calendars:
            self._calendars[text] = len(self._calendars)
            self.line("calendar", self._calendars[text], text)
        return self._calendars[text]

    def without(self, number: int, closed: list[tuple[datetime, datetime]]) -> int:
        """The calendar less some stretches: breaks between instants, and time in which a target is paused."""
        for start, end in closed:
            if start == end:
                continue
            taken = self.calendar(window(start, end))
            key = f"{number} without {taken}"
            if key not in self._calendars:
                self._calendars[key] = len(self._calendars)
                self.line("without", self._calendars[key], number, taken)
            number = self._calendars[key]
        return number


# ---- questions to calendars ----------------------------------------------------------------------------------------


class Vector:
    """One recorded vector, and the questions it comes to."""

    def __init__(self, table: Table, peer: str, name: str, entry: dict):
        self.table, self.peer, self.name, self.entry = table, peer, name, entry
        self.args = entry.get("args", {})
        self.questions: list[tuple] = []

    def ask(self, convention: str, question: str, expect: str, *args, calendar: int | None = None) -> None:
        number = self.number if calendar is None else calendar
        self.questions.append((convention, question, number, expect, *args))

    def write(self) -> None:
        described = document(self.entry["calendar"])
        if not described["weekly"] and not described["exceptions"]:
            self.table.line("refused", self.peer, self.name, json.dumps(described), "never-opens")
            return
        self.number = self.table.calendar(described)
        if "breaks_at" in self.entry["calendar"]:
            self.number = self.table.without(self.number, self.breaks())
        self.lower()
        for question in self.questions:
            self.table.line("ask", self.peer, self.name, *question)

    def breaks(self) -> list[tuple[datetime, datetime]]:
        """A break that ends in 2100 stands for one that does not end: the day after the question does as well."""
        asked = max(instant(t) for t in self.args.values() if isinstance(t, str))
        return [(instant(a), min(instant(b), asked + DAY)) for a, b in self.entry["calendar"]["breaks_at"]]

    def local_date(self, text: str) -> date:
        if len(text) == 10:
            return date.fromisoformat(text)
        return instant(text).astimezone(ZoneInfo(self.entry["calendar"]["time_zone"])).date()

    def lower(self) -> None:
        op, refs = self.entry["op"], self.entry.get("ref", [])
        if op in ("add", "subtract"):
            self.lower_add(1 if op == "add" else -1, refs)
        elif op == "elapsed":
            self.lower_elapsed(refs)
        elif op == "business_days_between":  # from excluded, to included
            start, end = (days(self.local_date(self.args[key])) for key in ("from", "to"))
            for ref in refs:
                shift = 1 if ref == "excl_from_incl_to" else 0
                self.ask(ref, "business-days", f"={self.entry['expect']}", start + shift, end + shift)
        elif op in ("is_business_day", "is_holiday"):
            day = self.local_date(self.args["at"])
            self.ask("", op.replace("_", "-"), answer(self.entry["expect"]), days(day))
        else:
            self.lower_search(op, refs)

    def expect(self, refs: list[str]) -> str:
        """A vector with no reference that agrees is a quirk: any other answer than this."""
        expect = answer(self.entry["expect"])
        return expect if refs or (self.peer, self.name) in PLAIN else "!" + expect[1:]

    def lower_elapsed(self, refs: list[str]) -> None:
        questions = {"exact": "elapsed", "reversed_is_zero": "elapsed-or-zero", "rounded_to_second": "elapsed-rounded"}
        start, end = us(self.args["from"]), us(self.args["to"])
        for ref in refs or ["exact"]:
            self.ask(ref, questions[ref], self.expect(refs), start, end)

    def lower_add(self, sign: int, refs: list[str]) -> None:
        if "seconds" in self.args:
            at, budget = us(self.args["at"]), sign * duration(self.args["seconds"])
            if budget == 0 and sign < 0:
                self.ask("zero backwards", "prev-close", self.expect(refs), at)
                return
            sides = {"boundary:close": ["close"], "boundary:open": ["open"], "boundary:any": ["close", "open"]}
            for ref in refs or ["boundary:close"]:
                for side in sides[ref]:
                    self.ask(ref, f"due-{side}", self.expect(refs), at, budget)
            return
        count = sign * self.args["business_days"]
        for ref in refs or ["days:roll=None,snap=None", "days:roll=keep,snap=None", "days:roll=open,snap=None"]:
            if ref == "end_of_day":
                self.ask(ref, "add-days-to-close", self.expect(refs), us(self.args["at"]), count)
                continue
            roll, snap = (part.split("=")[1] for part in ref.removeprefix("days:").split(","))
            if self.entry.get("date_only"):
                at = days(date.fromisoformat(self.args["at"]))
                expect = f"={days(date.fromisoformat(self.entry['expect']))}"
                self.ask(ref, "add-dates", expect, at, count, ROLLS[roll])
            else:
                self.ask(ref, "add-days", self.expect(refs), us(self.args["at"]), count, ROLLS[roll], SNAPS[snap])

    def lower_search(self, op: str, refs: list[str]) -> None:
        questions = {
            "is_open": "is-open",
            "next_open": "next-open",
            "next_open_after": "next-open-after",
            "next_period_start": "next-open-after",
            "next_close": "next-close",
            "next_close_after": "next-close",
            "prev_open_end": "prev-close",
            "prev_open_before": "prev-open",
            "prev_close_before": "prev-close-before",
        }
        if op not in questions:
            raise LeftOut(f"op {op}")
        if "end_inclusive" in refs and "half_open" not in refs and op == "is_open":
            raise LeftOut("a closing instant that is open")
        self.ask(" ".join(refs), questions[op], self.expect(refs), us(self.args["at"]))


# ---- clocks that come to questions to calendars --------------------------------------------------------------------


class ClockVector(Vector):
    """A target is open time from a start: due and elapsed, in the calendar less the time in which it is paused."""

    def lower(self) -> None:
        policy, expect = self.entry.get("policy", {}), self.entry["expect"]
        self.events = [(instant(e["at"]), e["type"]) for e in self.entry["events"]]
        if any(kind == "reopened" for _, kind in self.events):
            raise LeftOut("clocks: a ticket that is opened again")
        self.policy = policy
        for key, value in expect.items():
            name, _, figure = key.rpartition("_")
            if key == "next_due":
                self.next_due(value)
            elif key == "clock_starts":
                self.ask(key, "next-open", answer(value), us_of(self.events[0][0]))
            elif name in self.entry["targets"]:
                self.figure(name, figure, value)
            elif value is None:
                continue  # a target that the ticket does not have has no due instant
            else:
                raise LeftOut(f"clocks: {key}")
        if not self.questions:
            raise LeftOut("clocks: nothing due")

    def start(self, name: str) -> datetime:
        starts_on = self.policy.get(f"{name}_starts_on")
        restarts_on = self.policy.get(f"{name}_restarts_on")
        if name == "update" and restarts_on:
            messages = [at for at, kind in self.events if kind in restarts_on]
            return messages[-1] if messages else self.events[0][0]
        if starts_on:
            return self.leg_of(name)[0]
        if restarts_on:
            raise LeftOut("clocks: a target that starts again with every message")
        if not self.events[0][1].startswith("created"):
            raise LeftOut("clocks: no start")
        return self.events[0][0]

    def leg_of(self, name: str) -> tuple[datetime | None, datetime | None]:
        """From the first message that waits for an answer to the answer."""
        start = stop = None
        for at, kind in self.events:
            if kind == self.policy[f"{name}_starts_on"] and (start is None or stop is not None):
                start, stop = at, None
            elif kind == self.policy[f"{name}_stops_on"] and start is not None and stop is None:
                stop = at
        return start, stop

    def pauses(self, name: str) -> list[tuple[datetime, datetime]]:
        if name not in self.policy.get("pause_applies_to", []) and not self.policy.get("pause_extends"):
            return []
        found, since = [], None
        for at, kind in self.events:
            if kind in ("pause", "created_paused") and since is None:
                since = at
            elif since is not None and kind in ("resume", "closed"):
                found.append((since, at))
                since = None
        if since is not None:
            raise LeftOut("clocks: paused at the end")
        return found

    def stop(self, name: str) -> datetime:
        stops = {"first_response": ["first_response", "agent_message"], "resolution": ["closed resolved"]}
        for kinds in stops.get(name, []):
            for at, kind in self.events:
                if kind in kinds.split():
                    return at
        if "as_of" in self.entry:
            return instant(self.entry["as_of"])
        raise LeftOut(f"clocks: {name} does not stop")

    def figure(self, name: str, figure: str, value) -> None:
        target = self.entry["targets"][name]
        paused = self.pauses(name)
        number = self.table.without(self.number, paused)
        begin = self.start(name) if figure in ("due", "escalations", "elapsed", "remaining", "breached") else None
        if figure == "due":
            self.due(name, target, begin, number, value)
        elif figure == "paused":
            self.ask(name, "elapsed-sum", answer(value), *[us_of(t) for pause in paused for t in pause])
        elif figure == "escalations":
            self.escalations(name, target, value)
        elif figure in ("elapsed", "remaining", "breached") and "seconds" in target:
            self.spent(name, figure, duration(target["seconds"]), begin, number, value)
        else:
            raise LeftOut(f"clocks: {figure}")

    def due(self, name: str, target: dict, begin: datetime, number: int, value) -> None:
        if value is None:
            if self.policy.get(f"{name}_starts_on") and self.leg_of(name)[1] is not None:
                return  # answered: nothing is due, whatever the calendar
            raise LeftOut("clocks: a due instant that is hidden")
        if self.policy.get(f"{name}_starts_on") and self.leg_of(name)[1] is not None:
            raise LeftOut("clocks: a due instant after the answer")
        if "seconds" in target:
            self.ask(name, "due-close", answer(value), us_of(begin), duration(target["seconds"]), calendar=number)
        else:
            self.ask_days(name, target, begin, value)

    def ask_days(self, name: str, target: dict, begin: datetime, value) -> None:
        """Days of a target are at the same time of day; what was paused of them is open time that follows."""
        question = "add-days-to-close" if target.get("end_of_day") else "add-days"
        if self.pauses(name):
            raise LeftOut("clocks: days of a target that was paused")
        how = () if target.get("end_of_day") else ("as-it-is", "none")
        self.ask(name, question, answer(value), us_of(begin), target["business_days"], *how)

    def escalations(self, name: str, target: dict, value: list[str]) -> None:
        """Levels before or after the due instant, which is another expected value."""
        due = us(self.entry["expect"][f"{name}_due"])
        for level, at in zip(self.policy["escalations"][name], value):
            if "seconds" in level:
                self.ask(f"{name} level", "due-close", answer(at), due, duration(level["seconds"]))
            else:
                how = () if target.get("end_of_day") else ("as-it-is", "none")
                question = "add-days-to-close" if target.get("end_of_day") else "add-days"
                self.ask(f"{name} level", question, answer(at), due, level["business_days"], *how)

    def spent(self, name: str, figure: str, target: int, begin: datetime, number: int, value) -> None:
        if name == "update":
            raise LeftOut("clocks: elapsed time of a target that started again")
        begin_us, end_us = us_of(begin), us_of(self.stop(name))
        if figure == "breached":
            self.ask(name, "exceeds", answer(value), begin_us, end_us, target, calendar=number)
        else:
            elapsed = duration(value) if figure == "elapsed" else target - duration(value)
            self.ask(name, "elapsed", f"={elapsed}", begin_us, end_us, calendar=number)

    def next_due(self, value) -> None:
        """The earliest of the due instants, each of which is asked by itself."""
        if value is None and any(kind == "closed" for _, kind in self.events):
            return
        dues = [v for k, v in self.entry["expect"].items() if k.endswith("_due") and k != "next_due" and v]
        done = [kind for _, kind in self.events if kind in ("first_response", "agent_message")]
        if done:
            dues = [v for v in dues if v != self.entry["expect"].get("first_response_due")]
        if value is None or value not in dues or us(value) != min(us(v) for v in dues):
            raise LeftOut("clocks: the next of several due instants")


class ResearchVector(Vector):
    """Of research/clocks.md: due and elapsed with pauses, and wall times."""

    def write(self) -> None:
        entry = self.entry
        if entry["op"] == "wall_to_instant":
            wall = entry["wall"].replace(" ", "T")
            self.table.line("wall", self.peer, self.name, entry["tz"], wall, us(entry["expected"]))
            return
        self.number = self.table.calendar(document(entry["calendar"]))
        number = self.table.without(self.number, [(instant(a), instant(b)) for a, b in entry["pauses"]])
        start = us(entry["start"])
        if entry["op"] == "due":
            budget = duration(entry["target_s"])
            self.ask("pauses", "due-close", answer(entry["expected"]), start, budget, calendar=number)
        else:
            self.ask("pauses", "elapsed", answer(entry["expected_s"]), start, us(entry["end"]), calendar=number)
        for question in self.questions:
            self.table.line("ask", self.peer, self.name, *question)


# ---- the table -----------------------------------------------------------------------------------------------------


def vectors_of(table: Table, folder: Path, peer: str):
    entries = json.loads((folder / f"{peer}.json").read_text(encoding="utf-8"))
    if isinstance(entries, dict):
        entries = entries["vectors"]
    for place, entry in enumerate(entries):
        kind = ResearchVector if "id" in entry else ClockVector if entry["op"] == "clock" else Vector
        yield kind(table, peer, entry.get("id", str(place)), entry)


def make(folder: Path) -> Table:
    table = Table()
    for line in (HERE / "at_least.tsv").read_text(encoding="utf-8").splitlines():
        table.line("at-least", *line.split("\t"))
    for peer in PEERS:
        for vector in vectors_of(table, folder, peer):
            try:
                vector.write()
                table.replayed[peer] += 1
            except LeftOut as reason:
                table.left.append((peer, vector.name, str(reason)))
    return table


def main(arguments: list[str]) -> None:
    folder = Path(arguments[-1] if arguments[0] == "--left" else arguments[0])
    if not folder.is_dir():  # the faces skip an empty table
        Path(arguments[1]).write_text("", encoding="utf-8")
        return
    table = make(folder)
    if arguments[0] == "--left":
        for peer, name, reason in table.left:
            print(f"{peer} {name}: {reason}")
        nowhere = [reason for _, _, reason in table.left if not reason.startswith("clocks: ")]
        print(f"{len(table.left)} that a calendar alone does not answer; {len(nowhere)} that nothing replays")
        return
    Path(arguments[1]).write_text("\n".join(table.lines) + "\n", encoding="utf-8")
    print(f"{sum(table.replayed.values())} vectors, {len(table.left)} left out")


if __name__ == "__main__":
    main(sys.argv[1:])
