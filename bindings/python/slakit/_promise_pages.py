"""Duties, promises and decisions as sections of a page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from slakit import _core
from slakit._report import Cell, Row, Section, iso_length, moment, span, verdict_cell

if TYPE_CHECKING:
    from slakit._audit import Audit, Decision

ROWS_SHOWN = 40  #: of more rows than this the first, where nobody asks for all
NEXT_SHOWN = 10
_COUNTS = {
    "met": "kept",
    "breached": "broken",
    "running": "open",
    "not_triggered": "not\ntriggered",
    "not_measurable": "not\nmeasurable",
    "judged": "judged",
    "excused": "excused",
}


def promise_sections(audit: Audit, shown: int) -> list[Section]:
    """Those that have rows. `shown`: 0 shows every row."""
    limit = 0 if shown == 0 else ROWS_SHOWN
    sections = [
        _duties(audit),
        limited("Duties late or missing", ("~duty", "~owed", "~due", "~done", ">late"), _overdue_rows(audit), limit),
        _promises(audit),
        limited("Promises broken", ("~promise", "~ticket", "~what happened", "~it rests on"), _broken(audit), limit),
        limited("Shown, not measured", ("~promise", "~about", "~took", "~verdict"), _not_measured(audit), limit),
        fitted("What comes next", ("~due", "~what", "~about", "~"), _next_rows(audit)),
        Section("Decisions", ("~ticket", "~about", "~decided", "~by, and why", "~computed"), _decisions(audit)),
    ]
    return [section for section in sections if section.rows]


def ticket_sections(data: Mapping[str, Any]) -> list[Section]:
    """Of an explanation: what is judged beside its clocks, as far as the ticket is concerned."""
    promises: list[Row] = [
        [f"{_title(p)}", verdict_cell(p), _what_of(p), "\n".join(map(_part_text, p["parts"]))] for p in data["promises"]
    ]
    duties: list[Row] = [
        [_title(d), verdict_cell(d), _event_text(d["trigger"]), day_end(d["due"]), _event_text(d["evidence"])]
        for d in data["duties"]
    ]
    decisions: list[Row] = [
        [moment(d["at"]), d["obligation"] or d["penalty"], _ruling_cell(d), _reasoned(d["by"], d["why"])]
        for d in data["decisions"]
    ]
    sections = [
        Section("Other promises", ("~promise", "~verdict", "~what happened", "~it rests on"), promises),
        Section("Duties", ("~duty", "~verdict", "~brought about by", "~due", "~done"), duties),
        Section("Decisions", ("at", "~about", "~decided", "~by, and why"), decisions),
    ]
    return [section for section in sections if section.rows]


# ---- words ---------------------------------------------------------------------------------------------------------


def day_end(text: str | None) -> str:
    """A deadline that ends with a day, said by that day.

    >>> day_end("2024-07-11T00:00:00+08:00"), day_end("2024-07-11T09:30:00+08:00"), day_end(None)
    ('end of 2024-07-10', '2024-07-11 09:30', '')
    """
    shown = moment(text)
    day, _, time = shown.partition(" ")
    return f"end of {date.fromisoformat(day) - timedelta(days=1)}" if time == "00:00" else shown


def days_span(length: timedelta | None) -> str:
    """Of lengths that people count in days.

    >>> days_span(timedelta(days=9, hours=4)), days_span(timedelta(days=2)), days_span(timedelta(hours=30))
    ('9 days 4 h', '2 days', '30 h')
    """
    if length is None or length < timedelta(days=2):
        return span(length)
    rest = timedelta(hours=length.seconds // 3600)
    return f"{length.days} days" + (f" {span(rest)}" if rest else "")


def _length_text(length: timedelta | str | None) -> str:
    return days_span(iso_length(length) if isinstance(length, str) else length)


def _about(name: str, clause: str, member: str | None = None) -> str:
    return name + (f" ({clause})" if clause else "") + (f"\n{member}" if member else "")


def _title(found: Mapping[str, Any]) -> str:
    form = f": {found['form']}" if found.get("form") else ""
    return _about(found["obligation"] + form, found["clause"], found.get("member"))


def _event_text(event: Mapping[str, Any] | None) -> str:
    if event is None:
        return ""
    return f"{event['ticket']}: {event['event']}\n{moment(event['at'])}, row {event['row']}"


def _part_text(part: Mapping[str, Any]) -> str:
    """A need, form or event, and the row of the log that has it.

    >>> _part_text({"name": "customer consent", "event": None})
    'customer consent: missing'
    """
    event = part["event"]
    if event is None:
        return f"{part['name']}: missing"
    return f"{part['name']}: {moment(event['at'])}, row {event['row']}"


def _what_of(promise: Mapping[str, Any]) -> str:
    """What happened, of a finding of a promise as the JSON report has it."""
    reason = promise.get("reason")
    missing = [part["name"] for part in promise["parts"] if part["event"] is None]
    late = _length_text(promise.get("late"))
    took = _length_text(promise.get("elapsed"))
    texts = {
        "before_needs": f"handled {moment(promise['from'])} before what it needs",
        "out_of_order": f"handled {moment(promise['from'])}; what it needs came in another order",
        "refused": f"handled {moment(promise['from'])} after a refusal",
        "late": f"recorded {moment(promise['end'])}, {late} after {day_end(promise['due'])}",
        "missing": f"not recorded; due {day_end(promise['due'])}",
        "happened": f"happened {moment(promise['from'])}",
        "no_deadline": "not recorded yet, and nothing says by when",
        "no_handling": f"nothing handled yet; missing: {', '.join(missing)}" if missing else "nothing handled yet",
        "no_number": f"took {took}" + (" so far" if promise["open"] else ""),
    }
    decision = promise["decision"]
    if decision:
        return f"took {took}: {_judged_text(decision)}"
    if reason is None and promise["end"]:
        return f"recorded {moment(promise['end'])}"
    return texts.get(reason, "")


def _judged_text(decision: Mapping[str, Any]) -> str:
    return f"{decision['ruling']}, by {_reasoned(decision['by'], decision['why'])}"


def _reasoned(by: str, why: str) -> str:
    return ": ".join(filter(None, (by, why)))


def _ruling_cell(decision: Mapping[str, Any]) -> Cell:
    if decision.get("lacks"):
        return Cell(f"does not count: lacks {decision['lacks']}", "warn")
    amount = f" by {decision['amount']}" if decision["ruling"] == "adjusted" else ""
    return Cell(decision["ruling"] + amount, {"met": "good", "breached": "bad"}.get(decision["ruling"], "strong"))


def fitted(title: str, columns: Sequence[str], rows: list[Row], note: str = "") -> Section:
    """Without the columns that say nothing."""
    used = [i for i in range(len(columns)) if any(row[i] for row in rows)]
    return Section(title, [columns[i] for i in used], [[row[i] for i in used] for row in rows], note)


def limited(title: str, columns: Sequence[str], rows: list[Row], limit: int) -> Section:
    if not limit or len(rows) <= limit:
        return fitted(title, columns, rows)
    note = f"{len(rows) - limit} more: --rows 0 shows them all, --json FILE and --html FILE hold them all."
    return fitted(f"{title} ({len(rows)})", columns, rows[:limit], note)


# ---- duties --------------------------------------------------------------------------------------------------------


def _duties(audit: Audit) -> Section:
    tallies = audit._summary["duties"]["tallies"]
    owed = [t for t in tallies if t["owed"] or t["outside_term"] or t["next_due"]]
    optional = [name for name in ("not_measurable", "excused", "outside_term", "spacing_breaches") if any(t[name] for t in owed)]
    heads = {
        "not_measurable": "not\nmeasurable",
        "excused": "excused",
        "outside_term": "outside\nthe term",
        "spacing_breaches": "badly\nspaced",
    }
    rows: list[Row] = []
    for t in owed:
        counts: list[Cell | str] = [str(t["owed"]), Cell(str(t["met"]), "good" if t["met"] else "")]
        counts += [Cell(str(t[name]), "bad" if t[name] else "") for name in ("late", "missing")]
        counts += [str(t["running"]), *(str(t[name]) for name in optional)]
        rows.append([_title(t), *counts, day_end(t["next_due"])])
    idle = [t["obligation"] for t in tallies if t not in owed]
    note = f"Nothing is owed so far of: {', '.join(dict.fromkeys(idle))}." if idle else ""
    columns = ["~duty", ">owed", ">met", ">late", ">missing", ">running", *(">" + heads[name] for name in optional)]
    return Section("Duties", [*columns, "~next due"], rows, note)


def _overdue_rows(audit: Audit) -> list[Row]:
    """Oldest first; the periods of one duty in which it is missing are one row."""
    breached = audit.duties.filter(pc.equal(audit.duties["verdict"].cast(pa.string()), "breached")).to_pylist()
    rows: list[tuple[datetime, Row]] = []
    missing: defaultdict[tuple[str, str | None], list[dict[str, Any]]] = defaultdict(list)
    for found in breached:
        if found["reason"] == "missing" and found["first_day"]:
            missing[found["obligation"], found["member"]].append(found)
        else:
            rows.append((found["due"] or found["from"], _overdue_row(audit, [found])))
    rows += [(group[0]["due"], _overdue_row(audit, group)) for group in missing.values()]
    return [row for _, row in sorted(rows, key=lambda row: row[0])]


def _overdue_row(audit: Audit, group: Sequence[Mapping[str, Any]]) -> Row:
    first, last = group[0], group[-1]
    owed = _event_of(audit, first["trigger"]) or "once"
    if first["first_day"]:
        periods = f"{len(group)} times, " if len(group) > 1 else ""
        owed = f"{periods}{first['first_day']} to {last['last_day']}"
    due = [day_end(_local(audit, found["due"])) for found in (first, last)]
    name = _about(first["obligation"], _clauses(audit)[first["obligation"]], first["member"])
    done = _event_of(audit, first["evidence"]) or Cell("missing", "bad")
    if first["part"] == "spacing":
        what = "too soon" if first["reason"] == "too_soon" else "too long"
        name += f"\n{what} after the one before"
        due = [moment(_local(audit, first["from"] if first["reason"] == "too_soon" else first["due"]))]
    if first["outside_term"]:
        name += "\noutside the term"
    late = ("up to " if len(group) > 1 else "") + days_span(first["late"])
    return [name, owed, "\nto ".join(dict.fromkeys(due)), done, Cell(late, "bad")]


def _event_of(audit: Audit, event: Mapping[str, Any] | None) -> str:
    return _event_text(_at_home(audit, event))


def _local(audit: Audit, at: datetime | None) -> str | None:
    return None if at is None else audit._core.local_text(_core.instant_us(at, "at"))


def _clauses(audit: Audit) -> Mapping[str, str]:
    return audit._core.clauses()


# ---- promises ------------------------------------------------------------------------------------------------------


def _promises(audit: Audit) -> Section:
    table = audit.promises
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    columns = (table[name].cast(pa.string()).to_pylist() for name in ("obligation", "verdict"))
    for name, verdict, is_outside in zip(*columns, table["outside_term"].to_pylist(), strict=True):
        counts[name]["outside_term" if is_outside else verdict] += 1
    heads = {**_COUNTS, "outside_term": "outside\nthe term"}
    always = ("met", "breached", "running")
    present = [key for key in heads if key in always or any(counts[name][key] for name in counts)]
    tones = {"met": "good", "breached": "bad"}
    rows: list[Row] = []
    for name in (name for name in audit._core.promise_names() if name in counts):
        cells = [Cell(str(counts[name][key]), tones.get(key, "") if counts[name][key] else "") for key in present]
        rows.append([_about(name, _clauses(audit)[name]), *cells])
    idle = [name for name in audit._core.promise_names() if name not in counts]
    note = f"Nothing in the log is about: {', '.join(idle)}." if idle else ""
    return Section("Other promises", ["~promise", *(">" + heads[key] for key in present)], rows, note)


def _judged(audit: Audit, *verdicts: str) -> list[dict[str, Any]]:
    """Findings of promises with one of these verdicts."""
    is_one = pc.is_in(audit.promises["verdict"].cast(pa.string()), pa.array(verdicts))
    return [_as_found(audit, row) for row in audit.promises.filter(is_one).to_pylist()]


def _as_found(audit: Audit, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the table as the JSON report has it, but for lengths of time."""
    found = {key: value for key, value in row.items() if value is not None or key in ("ticket", "decision")}
    found["clause"] = _clauses(audit)[found["obligation"]]
    for key in ("from", "due", "end"):
        found[key] = _local(audit, row[key])
    if found["reason"] == "none":
        del found["reason"]
    found["parts"] = [{**part, "event": _at_home(audit, part["event"])} for part in row["parts"]]
    return found


def _at_home(audit: Audit, event: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return {**event, "at": _local(audit, event["at"])} if event else None


def _broken(audit: Audit) -> list[Row]:
    rows: list[Row] = []
    for found in _judged(audit, "breached"):
        ticket = found["ticket"] + (f"\nincident {found['incident']}" if found.get("incident") else "")
        what = _what_of(found) + ("\noutside the term" if found.get("outside_term") else "")
        rows.append([_title(found), ticket, Cell(what, "bad"), "\n".join(map(_part_text, found["parts"]))])
    return rows


_SHOWN_DUTIES = {
    "occasional": "owed at no fixed interval",
    "contents": "what it contains is not in the log",
    "no_member": "the log does not say whose it is",
}


def _not_measured(audit: Audit) -> list[Row]:
    rows: list[Row] = []
    for found in _judged(audit, "not_measurable", "judged"):
        took = _length_text(found.get("elapsed"))
        open_text = "\nso far" if found["open"] and took else ""
        verdict = found.get("fault") or "no number in the contract"
        if found["decision"]:
            verdict = f"judged {_judged_text(found['decision'])}"
        rows.append([_title(found), found["ticket"] or "", took + open_text, verdict])
    duties = audit.duties
    is_shown = pc.equal(duties["verdict"].cast(pa.string()), "not_measurable")
    for found in duties.filter(is_shown).to_pylist():
        name = _about(found["obligation"], _clauses(audit)[found["obligation"]], found["member"])
        about = _event_of(audit, found["evidence"]) or _event_of(audit, found["trigger"])
        if not about and found["first_day"]:
            about = f"{found['first_day']} to {found['last_day']}"
        why = _SHOWN_DUTIES.get(found["reason"], "its deadline has no answer: holidays not known, or outside 1970-2100")
        rows.append([name, about or "nothing in the log", "", why])
    return rows


# ---- what comes, and decisions -------------------------------------------------------------------------------------


def _next_rows(audit: Audit) -> list[Row]:
    """Of duties, records and running clocks: what falls due, soonest first."""
    number: Counter[tuple[str, str, str]] = Counter()
    for t in audit._summary["duties"]["tallies"]:
        if t["next_due"]:
            number[_utc(t["next_due"]), t["obligation"], t.get("member", "")] = 0
    for table in (audit.duties, audit.promises, audit.findings):
        is_due = pc.and_(pc.equal(table["verdict"].cast(pa.string()), "running"), pc.is_valid(table["due"]))
        wanted = ("obligation", "ticket", "member", "form", "due", "trigger")
        kept = [name for name in wanted if name in table.column_names]
        for found in table.filter(is_due).select(kept).to_pylist():
            about = found.get("ticket") or found.get("member") or (found.get("trigger") or {}).get("ticket", "")
            name = found["obligation"] + (f": {found['form']}" if found.get("form") else "")
            number[found["due"].isoformat(), name, about] += 1
    rows: list[Row] = []
    for (due, name, about), times in sorted(number.items())[:NEXT_SHOWN]:
        shown = day_end(_local(audit, datetime.fromisoformat(due)))
        clause = _clauses(audit).get(name.split(":")[0], "")
        rows.append([shown, _about(name, clause), about or "", f"{times} times" if times > 1 else ""])
    return rows


def _utc(text: str) -> str:
    return _core.parse_instant(text, "due").isoformat()


def _decisions(audit: Audit) -> list[Row]:
    rows: list[Row] = []
    for data, decision in zip(audit._summary["decisions"], audit.decisions, strict=True):
        place = f"{decision.ticket}, row {decision.row}\n{moment(data['at'])}"
        about = decision.obligation or decision.penalty or ""
        computed = ", ".join(_computed(audit, decision)) or "nothing"
        rows.append([place, about, _ruling_cell(data), _reasoned(decision.by, decision.why), computed])
    return rows


def _computed(audit: Audit, decision: Decision) -> Iterable[str]:
    """The verdicts, or the amount, that the audit has for what a decision is about."""
    if decision.penalty:
        charges = _rows_of(audit.charges, decision.ticket, "penalty", decision.penalty)
        return [f"{audit.statement.currency} {pc.sum(charges['amount']).as_py()}"] if charges.num_rows else []
    found = []
    for table in (audit.findings, audit.promises):
        found += _rows_of(table, decision.ticket, "obligation", decision.obligation).to_pylist()
    duties = audit.duties.filter(pc.equal(audit.duties["obligation"].cast(pa.string()), decision.obligation or ""))
    found += [d for d in duties.to_pylist() if decision.ticket in _tickets_of(d)]
    return dict.fromkeys(f["verdict"].replace("_", " ") for f in found)


def _tickets_of(duty: Mapping[str, Any]) -> set[str]:
    return {event["ticket"] for event in (duty["trigger"], duty["evidence"]) if event}


def _rows_of(table: pa.Table, ticket: str, column: str, value: str | None) -> pa.Table:
    is_of = pc.and_(
        pc.equal(table["ticket"].cast(pa.string()), ticket), pc.equal(table[column].cast(pa.string()), value or "")
    )
    return table.filter(is_of)
