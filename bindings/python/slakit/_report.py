"""Reports as titled tables of text, before anyone decides whether they become a terminal's lines or a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from slakit import _core, _timeline
from slakit.contract import Assumption

if TYPE_CHECKING:
    from slakit._audit import Audit
    from slakit._readings import PricedReadings

FINDINGS_SHOWN_WHOLE = 40  #: a log with more findings than this shows its dearest charges only
ENTRIES_SHOWN = 4  #: of more entries to ask about than this, those that move most
WIDTH = 100  #: of a terminal: tables that do not fit are laid out in fewer columns
CHARGES_SHOWN = 10  #: of more charges than this, the dearest, where nobody asks for another number


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    tone: str = ""  #: "good", "bad", "warn", "strong", "bar" (a drawing, see _timeline) or ""


Row = list["Cell | str"]


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    columns: Sequence[str]  #: in front: ">" to the right, "~" wraps, "!" wraps at its longest word, else stays whole
    rows: Sequence[Row]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    title: str
    facts: Sequence[tuple[str, str]]
    warning: str = ""  #: shown prominently
    sections: Sequence[Section] = ()
    hints: Sequence[tuple[str, str]] = field(default=())  #: what for, command


def limited_section(title: str, columns: Sequence[str], rows: list[Row], shown: int, note: str = "") -> Section:
    """Of more rows than `shown` the first, with a line that says so; 0 shows all."""
    rest = len(rows) - shown if shown else 0
    if rest > 0:
        note = f"{note} {rest} more: --rows 0 shows them all, --json FILE holds them all.".strip()
        rows = rows[:shown]
    return Section(f"{title} ({len(rows) + max(rest, 0)})", columns, rows, note)


def width_of(section: Section) -> int:
    """In characters, where nothing wraps."""
    columns = zip(section.columns, *section.rows, strict=True)
    texts = [[cell.text if isinstance(cell, Cell) else cell.lstrip(">~!") for cell in column] for column in columns]
    return sum(1 + max(len(line) for text in column for line in text.split("\n")) for column in texts)


# ---- words ---------------------------------------------------------------------------------------------------------


def span(length: timedelta | None) -> str:
    """A length of time as people say it.

    >>> span(timedelta(hours=27)), span(timedelta(minutes=90)), span(None)
    ('27 h', '1 h 30 min', '')
    """
    if length is None:
        return ""
    seconds, micros = divmod(abs(length) // timedelta(microseconds=1), 1_000_000)
    parts = ((seconds // 3600, "h"), (seconds // 60 % 60, "min"), (seconds % 60, "s"), (micros, "us"))
    text = " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 s"
    return f"-{text}" if length < timedelta(0) else text


def iso_length(text: str) -> timedelta:
    """Of an exact ISO 8601 duration, with a sign in front or without; ValueError where it is none."""
    length = _core.parse_duration(text.removeprefix("-"))
    return -length if text.startswith("-") else length


def iso_span(text: str | None) -> str:
    return span(iso_length(text)) if text else ""


def moment(text: str | None) -> str:
    """An RFC 3339 instant without its offset, and without seconds where there are none.

    >>> moment("2024-05-07T00:00:00+08:00"), moment("2024-05-07T00:00:01.5Z"), moment(None)
    ('2024-05-07 00:00', '2024-05-07 00:00:01.5', '')
    """
    if not text:
        return ""
    date, _, rest = text.partition("T")
    time = rest.split("+")[0].split("-")[0].rstrip("Z")
    return f"{date} {time.removesuffix(':00') if time.count(':') == 2 else time}"


def both_languages(texts: Mapping[str, str]) -> str:
    return " / ".join(dict.fromkeys(text for text in (texts.get("en"), *texts.values()) if text))


def count(number: int, thing: str, things: str = "") -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {things or thing + 's'}"


_REASONS = {
    "no_start": "no start event",
    "stop_before_start": "stopped before the start",
    "no_target": "no target matches",
    "fault": "no answer",
    "unless_came": "not needed",
    "delay_not_over": "not yet",
    "cancelled": "cancelled",
    "other_not_breached": "what it follows is not breached",
    "too_soon": "too soon after the one before",
    "too_late": "too long after the one before",
    "no_deadline": "no deadline",
    "no_trigger": "nothing brought it about",
    "occasional": "at no fixed interval",
    "contents": "what it contains is not in the log",
    "no_member": "the log does not say whose it is",
    "before_needs": "before what it needs",
    "out_of_order": "not in the agreed order",
    "refused": "after a refusal",
    "no_handling": "nothing handled yet",
    "no_number": "no number in the contract",
}


def verdict_cell(finding: Mapping[str, Any]) -> Cell:
    """Of a finding as the JSON report has it."""
    verdict = finding["verdict"]
    tone = {"met": "good", "breached": "bad", "running": "warn", "not_measurable": "warn", "excused": "good"}.get(verdict, "")
    reason = finding.get("reason")
    notes = [finding.get("fault") or _REASONS.get(reason, reason)] if reason else []
    if finding["open"] and verdict == "breached":
        notes.append("open")
    if finding.get("outside_term"):
        notes.append("outside the term")
        tone = ""
    return Cell(verdict.replace("_", " ") + (f" ({', '.join(notes)})" if notes else ""), tone)


def assumptions_section(assumptions: Iterable[Assumption]) -> Section:
    rows: list[Row] = []
    for a in assumptions:
        kind = ", ".join(filter(None, (a.kind.replace("_", " "), a.clause)))
        place = "\n".join(filter(None, (a.path, kind, a.note)))
        used = moment(a.used) if a.path == "as_of" else a.used
        rows.append([place, Cell(used, "strong"), "\n".join(a.otherwise)])
    return Section(f"Assumptions ({len(rows)})", ("!place, and why", "~used", "~it may also mean"), rows)


# ---- the audit -----------------------------------------------------------------------------------------------------


def audit_page(
    audit: Audit, shown: int, hints: Sequence[tuple[str, str]] = (), priced: PricedReadings | None = None
) -> Page:
    """`shown`: how many charges at most, the dearest first; 0 shows all. `priced`: its readings, to be shown, too."""
    from slakit import _indicator_pages, _promise_pages, _readings_pages, _settlement_pages

    summary = audit._summary
    contract = summary["contract"]
    sections = [attainment_section(audit)]
    is_small = audit.findings.num_rows <= FINDINGS_SHOWN_WHOLE
    if is_small:
        sections.append(findings_section(audit))
    sections.append(charges_section(audit, shown))
    sections.append(statement_section(audit))
    sections += _settlement_pages.settlement_sections(audit, shown)
    sections += _indicator_pages.indicator_sections(audit, shown)
    sections += _promise_pages.promise_sections(audit, shown)
    if audit.left_out:
        sections.append(left_out_section(audit))
    sections.append(assumptions_section(audit.assumptions))
    sections += log_sections(audit, shown)
    sections += data_sections(audit)
    if priced is not None:
        sections += _readings_pages.readings_sections(priced)
    title = f"{contract['id']}: {both_languages(contract['title'])}".rstrip(": ")
    return Page(title, audit_facts(summary), both_languages(contract["note"]), sections, hints)


def audit_facts(summary: Mapping[str, Any]) -> list[tuple[str, str]]:
    contract = summary["contract"]
    facts = [("contract", contract["document"])]
    if any(contract["parties"].values()):
        facts.append(("parties", "{provider} for {customer}".format(**contract["parties"])))
    if contract["price"]:
        facts.append(("price", contract["price"]))
    if "term" in contract:
        term = contract["term"]
        clause = f" (clause {term['clause']})" if term["clause"] else ""
        facts.append(("term", f"{moment(term['from'])} up to {moment(term['to'])}{clause}"))
    source = summary["source"]
    facts.append(("events", f"{source['name']}: {count(source['tickets'], 'ticket')}"))
    facts.append(("as of", as_of(summary["as_of"], contract)))
    for choice in summary["reading"]:
        facts.append(("chosen", f"{choice['path']} = {choice['value']}"))
    return facts


def as_of(instant: str, place: Mapping[str, Any]) -> str:
    """With the zone that every time is in, and the release of the IANA database that it is from."""
    tzdata = f", tzdata {place['tzdata']}" if place["tzdata"] else ""
    return f"{moment(instant)}, {place['time_zone']}{tzdata}"


def attainment_section(audit: Audit) -> Section:
    attributes = {name for a in audit.attainment for name in a.where}
    only = attributes.pop() if len(attributes) == 1 else None
    columns = ["~obligation", only or "~for", ">target", ">met", ">breached"]
    optional = [
        name
        for name in ("running", "not_triggered", "not_measurable", "excused", "outside_term")
        if any(getattr(a, name) for a in audit.attainment)
    ]
    columns += [">" + name.replace("_", "\n") for name in optional] + [">kept"]
    rows: list[Row] = []
    for a in audit.attainment:
        where = "; ".join(("" if only else f"{name} ") + " or ".join(values) for name, values in a.where.items())
        target = span(a.target) if a.target is not None else a.target_text or "none matches"
        verdicts = [Cell(str(a.met), "good" if a.met else ""), Cell(str(a.breached), "bad" if a.breached else "")]
        rest = [str(getattr(a, name)) for name in optional]
        percent = Cell(f"{a.percent}%" if a.percent else "-", "strong")
        rows.append([f"{a.obligation} ({a.clause})", where, target, *verdicts, *rest, percent])
    if not any(a.where for a in audit.attainment):
        columns.remove("~for")
        rows = [[row[0], *row[2:]] for row in rows]
    near = sum(a.near_limit for a in audit.attainment)
    resolution = span(audit.data_quality.resolution)
    note = (
        f"{count(near, 'verdict')} within {resolution} of the limit, and the log is no more exact than that."
        if near
        else ""
    )
    return Section("Attainment", columns, rows, note)


def findings_section(audit: Audit) -> Section:
    rows: list[Row] = []
    for f in audit.report["findings"]:
        stopped = "" if f["open"] else moment(f["end"])
        rows.append([f["ticket"], f["obligation"], verdict_cell(f), moment(f["due"]), stopped, iso_span(f.get("late"))])
    return Section("Findings", ("~ticket", "~obligation", "~verdict", "due", "stopped", ">late"), rows)


def charges_section(audit: Audit, shown: int) -> Section:
    charges = audit.charges
    total = charges.num_rows
    is_all = shown == 0 or total <= shown
    order = range(total)
    if not is_all:
        order = pc.sort_indices(charges, [("amount", "descending"), ("late", "descending")])[:shown].to_pylist()
    rows = [_charge_row(audit, i) for i in order]
    notes = []
    if pc.any(charges["provisional"]).as_py():
        notes.append("* provisional: the breach was still open.")
    if not is_all:
        notes.append(f"{total - shown} more: --rows 0 shows them all, --json FILE and --html FILE hold them all.")
    unpriced = sum(t["breached"] for o in audit._summary["obligations"] if not o["is_priced"] for t in o["tallies"])
    if unpriced:
        notes.append(f"Clocks that no penalty prices: {count(unpriced, 'breach', 'breaches')}.")
    about = "~about" if charges["ticket"].null_count else "~ticket"
    columns = [about, "~penalty", "breached at", "~arithmetic", f">{audit.statement.currency}"]
    title = f"Charges ({total})" + ("" if is_all else f": the dearest {shown}")
    section = Section(title, columns, rows, " ".join(notes))
    if width_of(section) <= WIDTH:
        return section
    narrow = [[f"{row[0]}\n{row[1]}", *row[2:]] for row in rows]  # more room for the arithmetic
    return Section(title, [f"!{about[1:]},\npenalty", *columns[2:]], narrow, " ".join(notes))


def _charge_row(audit: Audit, i: int) -> Row:
    from slakit import _settlement_pages

    row = {name: audit.charges[name][i] for name in ("penalty", "breached_at", "provisional", "amount")}
    amount = row["amount"].as_py()
    at = moment(audit._core.local_text(row["breached_at"].cast(pa.int64()).as_py()))
    is_provisional = row["provisional"].as_py()
    # the first step names the clause's rule, which the statement does; the star says what is provisional
    steps = [step for step in audit._core.charge_steps(i)[1:] if not step.startswith("provisional:")]
    text = Cell(f"{amount}{' *' if is_provisional else ''}", "bad" if amount > 0 else "good" if amount else "")
    return [_settlement_pages.charge_matter(audit, i), row["penalty"].as_py(), at, "\n".join(steps), text]


_LIABILITY = {
    "counts toward": "What is owed counts toward the cap of liability.",
    "does not": "What is owed does not count toward the cap of liability.",
}


def statement_section(audit: Audit) -> Section:
    from slakit import _settlement_pages

    statement = audit.statement
    number: Counter[str] = Counter()
    gross: dict[str, Decimal] = {}
    for name, amount, status in zip(
        *(audit.charges[c].to_pylist() for c in ("penalty", "gross", "status")), strict=True
    ):
        if status == "charged":
            number[name] += 1
            gross[name] = gross.get(name, Decimal(0)) + amount
    rows: list[Row] = []
    for name in sorted(number):
        what = ", ".join(filter(None, (count(number[name], "charge"), _rule(audit, name))))
        rows.append([name, what, str(gross[name])])
    changes = _settlement_pages.statement_rows(audit)
    if len(number) > 1 or changes:
        rows.append(["sum", "", str(statement.gross)])
    rows += changes
    currency = statement.currency + without(audit)
    rows.append([Cell("total", "strong"), Cell(currency, "strong"), Cell(str(statement.total), "strong")])
    if statement.after_decisions != statement.total:
        rows.append(["after decisions", "waivers and adjustments, listed below", str(statement.after_decisions)])
    if statement.provisional:
        rows.append(["of which provisional", "breaches still open", str(statement.provisional)])
    note = _LIABILITY.get(statement.liability or "", "") if number else ""
    return Section("Statement", ("~item", "~", f">{statement.currency}"), rows, note)


def without(audit: Audit) -> str:
    """What goes with a total that is not everything the contract may cost."""
    return f", without {count(len(audit.left_out), 'part')} listed below" if audit.left_out else ""


def left_out_section(audit: Audit) -> Section:
    rows: list[Row] = [[part.path, part.clause, Cell(part.what, "warn")] for part in audit.left_out]
    title = f"Not computed by this version ({len(rows)})"
    return Section(title, ("~place in the contract", "~clause", "~what"), rows, "No finding, charge or total has them.")


def _rule(audit: Audit, penalty: str) -> str:
    """The clause and the rate that a penalty's charges rest on: the first step of each, less its name."""
    first = pc.index(audit.charges["penalty"].cast(pa.string()), penalty).as_py()
    clause, named, rule = next(iter(audit._core.charge_steps(first)), "").partition(f", {penalty}: ")
    return f"{clause}: {rule}" if named else ""


_KINDS = {"after_breach": "after the breach", "near_target": "shortly before the limit", "late": "late"}


def log_sections(audit: Audit, shown: int) -> list[Section]:
    """Entries that the log's readers should ask about; none where there are none. `shown` as charges_section has it."""
    found = audit._log_findings
    skipped = audit._summary["source"].get("tickets_not_examined", 0)
    if not found and not skipped:
        return []
    ranked = sorted(found, key=_log_rank)
    is_all = shown == 0 or len(ranked) <= min(shown, ENTRIES_SHOWN)
    shown = min(shown, ENTRIES_SHOWN)
    rows = [_log_row(f) for f in (ranked if is_all else ranked[:shown])]
    notes = []
    if not is_all:
        notes.append(f"{len(ranked) - shown} more: --rows 0 shows them all, --json FILE and --html FILE hold them all.")
    if skipped:
        notes.append(f"{count(skipped, 'ticket')} with too many events not examined.")
    columns = ["~entry", "~what it is", "~without it, with it"]
    if any(f["amount"] for f in found):
        columns.append(f">moves the\ntotal by,\n{audit.statement.currency}")
        told = _first_of_each(ranked)
        rows = [[*row, _moved(f["amount"]) if i in told else "the same"] for i, (row, f) in enumerate(zip(rows, ranked))]
    return [Section(f"Entries to ask about ({len(found)})", columns, rows, " ".join(notes))]


def _first_of_each(found: Sequence[Mapping[str, Any]]) -> set[int]:
    """Places of the first finding of each entry: what an entry moves is told once."""
    places: dict[tuple[str, int], int] = {}
    for i, f in enumerate(found):
        places.setdefault((f["ticket"], f["row"]), i)
    return set(places.values())


def _moved(amount: Decimal | None) -> Cell | str:
    return Cell(f"{amount:+}", "bad" if amount < 0 else "") if amount else ""


def _log_rank(found: Mapping[str, Any]) -> tuple[Decimal, bool, bool, int]:
    """Those that move most money come first, then those that turn a verdict, those that move nothing last."""
    verdicts = [(found.get(key) or {}).get("verdict") for key in ("with", "without")]
    kind = ("after_breach", "near_target", "late").index(found["kinds"][0])
    return -abs(found["amount"] or Decimal(0)), not found.get("moves", False), verdicts[0] == verdicts[1], kind


def _log_row(found: Mapping[str, Any]) -> Row:
    place = [f"{found['ticket']}, row {found['row']}", moment(found["at"])]
    if found["recorded_at"]:
        place.append(f"recorded {moment(found['recorded_at'])}")
    event = f"{found['event']} ({found['role']})" if found.get("role") else found["event"]
    what = [", ".join([event, *(_KINDS[kind] for kind in found["kinds"])])]
    what += [f"{c['attribute']}: {c['from'] or 'none'} -> {c['to']}" for c in found.get("changes", ())]
    row: Row = ["\n".join(place), "\n".join(what)]
    if "obligation" not in found:
        return [*row, "moves nothing"]
    before, after = _judgement_text(found["without"]), _judgement_text(found["with"])
    is_cured = before.startswith("breached") and not after.startswith("breached")
    return [*row, Cell(f"{found['obligation']}\n{before} -> {after}", "bad" if is_cured else "")]


def _judgement_text(judgement: Mapping[str, Any] | None) -> str:
    if judgement is None:
        return "does not apply"
    late = f", late {iso_span(judgement['late'])}" if "late" in judgement else ""
    return verdict_cell({"open": False, **judgement}).text + late


def data_sections(audit: Audit) -> list[Section]:
    quality = audit.data_quality
    rows: list[Row] = [
        [
            Cell(count(quality.rows_in, "row"), "strong"),
            f"= {quality.rows_used} used + {quality.rows_ignored} ignored + {quality.rows_rejected} rejected",
            "",
        ]
    ]
    for note in quality.notes:
        example = f"first: row {note.first_row}" if note.first_row else ""
        if note.example:
            example += f" ({note.example})"
        rows.append([f"{note.rows} {note.kind}", note.text, example])
    for findings, text in quality.oddities.values():
        rows.append([count(findings, "finding"), text, ""])
    if quality.tickets_without_obligation:
        known = "no clock applies to what is known of them at as_of"
        rows.append([count(quality.tickets_without_obligation, "ticket"), known, ""])
    return [Section("Data", ("~how many", "~what", "~for example"), rows)]


# ---- one ticket ----------------------------------------------------------------------------------------------------


def explanation_page(data: Mapping[str, Any], language: str = "en") -> Page:
    from slakit import _derivations, _promise_pages

    events = [
        [
            moment(e["at"]),
            e["event"],
            str(e["row"]),
            "" if e["named"] and e["seen"] else "nothing in the contract names it" if e["seen"] else "after as_of",
        ]
        for e in data["events"]
    ]
    sections = [Section("Events", ("at", "~event", ">row", "~ignored because"), events)]
    drawn = _timeline.draw(data["obligations"])
    if drawn:
        bars: list[Row] = [[bar.name, Cell(bar.marks, "bar")] for bar in drawn.bars]
        title = f"Timeline from {moment(drawn.start)}, one mark is {span(drawn.unit)}"
        sections.append(Section(title, ("~", ""), bars, drawn.legend))
    for one in data["obligations"]:
        sections += obligation_sections(one, language)
    others = _derivations.other_sections(data, language) + _promise_pages.ticket_sections(data)
    if not data["obligations"] and not others:
        sections.append(Section("Obligations that apply", (), []))
    sections += others
    return Page(f"ticket {data['ticket']}", [("as of", as_of(data["as_of"], data))], "", sections)


def state_text(segment: Mapping[str, Any]) -> str:
    """Of a segment as the JSON report has it: "paused: waiting (network team)", "closed: 国庆节 (National Day), CN".

    >>> state_text({"state": "paused", "cause": "waiting", "holder": "network team"})
    'paused: waiting (network team)'
    """
    closed = segment.get("closed")
    why = closed_text(closed) if closed else segment.get("cause")
    holder = segment.get("holder")
    return segment["state"] + (f": {why}" if why else "") + (f" ({holder})" if holder else "")


def target_text(one: Mapping[str, Any]) -> str:
    """The target that matched, whom it is for, and what it came to as open time where it is no such time itself.

    >>> rule = {"rule": 1, "text": "2 business days", "where": {"priority": ["P1", "P2"]}}
    >>> target_text({"finding": {"target": "PT16H"}, "matched_target": rule})
    '2 business days (priority P1 or P2): 16 h'
    """
    rule = one["matched_target"]
    if not rule:
        return ""
    length = one["finding"]["target"]
    where = "; ".join(f"{name} {' or '.join(values)}" for name, values in rule["where"].items())
    condition = f" ({where})" if where else ""
    if rule["text"] == length:
        return iso_span(length) + condition
    return f"{rule['text']}{condition}: {iso_span(length)}"


def step_row(step: Mapping[str, Any]) -> Row:
    times = step.get("times", 0)
    came = f"{times} times, last {moment(step['last'])}" if times > 1 else "yes" if step["reached"] else "no"
    if step.get("next"):
        came += f", next {moment(step['next'])}"
    return [moment(step["at"]) or "paused", step["name"], step["tell"], Cell(came, "warn" if step["reached"] else "")]


def obligation_sections(one: Mapping[str, Any], language: str) -> list[Section]:
    from slakit import _derivations, _indicator_pages

    f = one["finding"]
    facts: list[Row] = [["verdict", verdict_cell(f)]]
    facts += [["target", target_text(one)], ["start", moment(f["start"])], ["due", moment(f["due"])]]
    facts += [["stopped", "still open" if f["open"] else moment(f["end"])], ["elapsed", iso_span(f["elapsed"])]]
    facts += [["late", iso_span(f.get("late"))], ["fault", f.get("fault", "")]]
    facts += _indicator_pages.excuse_rows(one["excuse"])
    title = f"{f['obligation']} (clause {one['clause']}, calendar {one['calendar']})"
    sections = [Section(title, ("", "~"), [row for row in facts if row[1]])]
    if one["segments"]:
        rows = [[moment(s["from"]), moment(s["to"]), state_text(s), iso_span(s["length"])] for s in one["segments"]]
        running = sum(
            (_core.parse_duration(s["length"]) for s in one["segments"] if s["state"] == "running"), timedelta(0)
        )
        sections.append(Section("", ("from", "to", "~state", ">length"), rows, f"running time: {span(running)}"))
    if one["steps"]:
        sections.append(Section("", ("at", "~step", "~tell", "~reached"), list(map(step_row, one["steps"]))))
    return sections + [_derivations.charge_section(charge, language) for charge in one["charges"]]


# ---- calendars -----------------------------------------------------------------------------------------------------

_WEEKDAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}


def calendar_facts(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    tzdata = f", tzdata {data['tzdata']}" if data["tzdata"] else ""
    begin, end = data["known_from"], data["known_until"]
    known = " ".join(filter(None, (begin and f"from {moment(begin)}", end and f"until {moment(end)}")))
    return [("zone", data["time_zone"] + tzdata), ("known", known or "1970-2100"), ("digest", data["digest"])]


def calendar_page(title: str, data: Mapping[str, Any]) -> Page:
    """Of what the library reports of a calendar; with its days, if it has some."""
    week: list[Row] = []
    for row in data["week"]:
        is_next = bool(week) and week[-1][0] == _WEEKDAYS[row["weekday"]]
        share = f"{row['dates']} of {row['of']}"
        week.append(["" if is_next else _WEEKDAYS[row["weekday"]], _hours_cell(row["hours"]), share])
    note = "Hours that a weekday has on fewer than a twentieth of its dates are left out."
    sections = [Section("Week", ("weekday", "~hours", ">dates"), week, note)]
    if data["days"]:
        days = [_day_row(day) for day in data["days"]]
        sections.append(Section("Days", ("date", "", "~hours", ">open", "~closed because"), days))
    return Page(title, calendar_facts(data), sections=sections)


def _hours_cell(hours: Sequence[str]) -> Cell:
    return Cell(", ".join(hours)) if hours else Cell("closed", "warn")


def _day_row(day: Mapping[str, Any]) -> Row:
    start: Row = [day["date"], _WEEKDAYS[day["weekday"]][:3]]
    if "fault" in day:
        return [*start, Cell("not known", "bad"), "", day["fault"]]
    # Between its hours every day is closed: that needs no words.
    reasons = dict.fromkeys(closed_text(closed) for closed in day["closed"] if closed["by"] != "hours")
    return [*start, _hours_cell(day["hours"]), iso_span(day["open"]), "\n".join(reasons)]


def closed_text(closed: Mapping[str, Any]) -> str:
    """With the set or file that says so: "国庆节 (National Day), CN"."""
    return ", ".join(filter(None, (closed["text"], closed.get("source"))))


def due_page(title: str, data: Mapping[str, Any]) -> Page:
    facts = calendar_facts(data)
    facts += [("start", moment(data["start"])), ("budget", iso_span(data["budget"])), ("due", moment(data["due"]))]
    rows: list[Row] = [
        [moment(s["from"]), moment(s["to"]), state_text(s), Cell(iso_span(s["length"]), _tone(s))]
        for s in data["segments"]
    ]
    used = sum((_core.parse_duration(s["length"]) for s in data["segments"] if s["state"] == "running"), timedelta(0))
    note = f"open time: {span(used)}"
    return Page(title, facts, sections=[Section("How it is used up", ("from", "to", "~state", ">length"), rows, note)])


def _tone(segment: Mapping[str, Any]) -> str:
    return "strong" if segment["state"] == "running" else ""
