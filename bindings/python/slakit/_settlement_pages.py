"""Settlement as sections of a page: windows, limits, what changed a charge, points, claims, rights, losses."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from slakit._promise_pages import ROWS_SHOWN, day_end, fitted, limited
from slakit._report import WIDTH, Cell, Row, Section, count, moment, width_of
from slakit._settlement import LossTest, days_of

if TYPE_CHECKING:
    from slakit._audit import Audit

BREACHES_SHOWN = 6  #: of more that brought a right about, the last


def settlement_sections(audit: Audit, shown: int) -> list[Section]:
    """Those that have something to say. `shown`: 0 shows every row."""
    limit = 0 if shown == 0 else ROWS_SHOWN
    sections = [
        _windows(audit, limit),
        _limits(audit, limit),
        _changes(audit, limit),
        _points(audit, limit),
        _claims(audit),
        _rights(audit),
        _losses(audit, limit),
    ]
    return [section for section in sections if section.rows]


# ---- words ---------------------------------------------------------------------------------------------------------


def matter(charge: Mapping[str, Any], day: str) -> str:
    """What a row of the charges is about: its ticket; else its window; else what was owed, and by when.

    >>> matter({"ticket": "T2", "incident": "I9", "obligation": "response"}, "2024-05-07 00:00")
    'T2'
    >>> matter({"ticket": None, "incident": "2025-05-01 to 2025-05-31", "obligation": "availability"}, "")
    '2025-05-01 to 2025-05-31'
    >>> matter({"ticket": None, "incident": "weekly report 7", "obligation": "weekly report"}, "end of 2025-05-30")
    'due end of 2025-05-30'
    """
    if charge["ticket"]:
        return charge["ticket"]
    is_numbered = charge["incident"].rpartition(" ")[0] == charge["obligation"]
    return f"due {day}" if is_numbered else charge["incident"]


def charge_matter(audit: Audit, charge: int) -> str:
    """What a row of the audit's charges is about."""
    row = {name: audit.charges[name][charge].as_py() for name in ("ticket", "incident", "obligation")}
    at = audit.charges["breached_at"][charge].cast(pa.int64()).as_py()
    return matter(row, day_end(audit._core.local_text(at)))


def _number(money: str) -> Decimal:
    return Decimal(money.partition(" ")[2])


def _unless_zero(money: str, sign: str = "") -> str:
    """The number of an amount of the JSON report.

    >>> _unless_zero("EUR 24.10", "-"), _unless_zero("EUR 0.00")
    ('-24.10', '')
    """
    number = _number(money)
    return f"{sign}{number}" if number else ""


def _days(window: str | None) -> str:
    """Of a window of the JSON report.

    >>> _days("2025-01-20/2025-01-31"), _days(None)
    ('2025-01-20 to 2025-01-31', 'all')
    """
    return window.replace("/", " to ") if window else "all"


def _deadlines(heading: str, instants: Iterable[str | None]) -> tuple[str, list[str]]:
    """A column of deadlines: dates alone where each ends with a day, as the heading then says.

    >>> _deadlines("claim by", ["2025-04-02T00:00:00+02:00", None])
    ('claim by\\nend of', ['2025-04-01', ''])
    """
    shown = [day_end(text) for text in instants]
    if all(text.startswith("end of ") for text in shown if text):
        return f"{heading}\nend of", [text.removeprefix("end of ") for text in shown]
    return heading, shown


# ---- windows and limits --------------------------------------------------------------------------------------------

_CLAIM_STATES = {
    "not_over": ("not over yet", ""),
    "claimable": ("claimable", "good"),
    "about_to_lapse": ("about to lapse", "warn"),
    "claimed": ("claimed", "good"),
    "barred": ("barred", "bad"),
}


def _windows(audit: Audit, limit: int) -> Section:
    """None where the statement itself says all of it: one window without a deadline, or nothing charged in any."""
    data = audit._settlement
    claims = {claim["window"]: claim for claim in data["claims"]}
    windows = data["windows"]
    is_empty = not any(_number(one[key]) for one in windows for key in ("gross", "cut", "adjusted"))
    if is_empty or (len(windows) == 1 and not claims):
        return Section("", (), [])
    found = [claims.get(one["window"], {}) for one in windows]
    by, claim_by = _deadlines("claim by", (claim.get("until") for claim in found))
    pay, pay_by = _deadlines("pay by", (claim.get("pay_by") for claim in found))
    rows: list[Row] = []
    for one, claim, until, due in zip(windows, found, claim_by, pay_by, strict=True):
        amounts = [_unless_zero(one["gross"]), _unless_zero(one["cut"], "-"), _unless_zero(one["adjusted"])]
        owed = Cell(str(_number(one["total"])), "strong")
        rest = [_unless_zero(one["provisional"]), due, until, _claim_state(claim)]
        rows.append([_days(one["window"]), *amounts, owed, *rest])
    columns = ("~window", ">charges", ">cut", ">raised,\ngiven back", ">owed", ">provisional", pay, by, "~state")
    title = f"Statement by windows, {audit.statement.currency}"
    section = limited(title, columns, rows, limit)
    if width_of(section) <= WIDTH:
        return section
    narrow = [[str(row[0]).replace(" to ", "\nto "), *row[1:-2], _under(row[-2], row[-1])] for row in rows]
    return limited(title, ("", *columns[1:-2], by), narrow, limit)


def _under(deadline: Cell | str, state: Cell | str) -> Cell | str:
    if isinstance(state, str):
        return deadline
    return Cell("\n".join(filter(None, (str(deadline), state.text))), state.tone)


def _claim_state(claim: Mapping[str, Any]) -> Cell | str:
    state = claim.get("state")
    if state is None or (state == "claimable" and not claim["until"]):  # nothing has to be claimed
        return ""
    text, tone = _CLAIM_STATES[state]
    return Cell(f"claimed, {claim['claimed_by']}" if state == "claimed" else text, tone)


def _cap_uses(audit: Audit) -> list[dict[str, Any]]:
    """None where there was nothing to limit."""
    uses = audit._settlement["caps"]
    return uses if any(_number(use["before"]) for use in uses) else []


def _limits(audit: Audit, limit: int) -> Section:
    uses = _cap_uses(audit)
    if limit and len(uses) > limit:
        uses = sorted(uses, key=lambda use: -_number(use["cut"]))
    columns = ("~limit", "~of", ">at most", ">before", ">cut", ">carried", "~")
    return limited(f"Limits, {audit.statement.currency}", columns, list(map(_limit_row, uses)), limit)


def _limit_row(use: Mapping[str, Any]) -> Row:
    note: Cell | str = ""
    if not use["applies"]:
        note = Cell("does not apply: a higher one does", "warn")
    elif use["limit"] is None:
        note = Cell("not known: the ticket does not say what it is a share of", "warn")
    most = str(_number(use["limit"])) if use["limit"] else "?"
    cut = Cell(_unless_zero(use["cut"], "-"), "bad")
    before = str(_number(use["before"])) if use["applies"] else ""
    carried = _unless_zero(use["carried"])
    return [_titled(use), _scope(use), most, before, cut if cut.text else "", carried, note]


def _scope(use: Mapping[str, Any]) -> str:
    """Which incident, obligation or service, and which days."""
    span = use["span"]
    days = f"{moment(span['from'])[:10]} to {day_end(span['to']).removeprefix('end of ')}" if span else ""
    return "\n".join(filter(None, (use["of"], days)))


def _titled(item: Mapping[str, Any]) -> str:
    return item["name"] + (f" ({item['clause']})" if item["clause"] else "")


# ---- what changed a charge -----------------------------------------------------------------------------------------

_KINDS = {
    "raised": "raised",
    "dropped": "so little is not charged",
    "cut": "cut",
    "carried": "cut before and owed now",
    "earned_back": "given back",
}


def _changes(audit: Audit, limit: int) -> Section:
    made = audit._settlement["adjustments"]
    has_windows = len(audit._settlement["windows"]) > 1
    rows: list[Row] = []
    for one in made[: limit or None]:
        about = charge_matter(audit, one["charge"])
        penalty = audit.charges["penalty"][one["charge"]].as_py()
        window = _days(one["window"]) if has_windows else ""
        amount = _number(one["amount"])
        change = Cell(f"{amount:+}", "bad" if amount > 0 else "good")
        what = f"{_KINDS[one['kind']]}: {one['rule']}"
        rows.append([about, penalty, what, "" if window == about else window, change])
    columns = ("~about", "~penalty", "~what", "~in window", f">{audit.statement.currency}")
    rest = len(made) - len(rows)
    note = f"{rest} more: --rows 0 shows them all, --json FILE and --html FILE hold them all." if rest else ""
    return fitted(f"What changed a charge ({len(made)})", columns, rows, note)


def statement_rows(audit: Audit) -> list[Row]:
    """What stands between the sum of the charges and the total: limits, minimums, what is given back."""
    rows: list[Row] = []
    uses: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for use in _cap_uses(audit):
        uses.setdefault((use["name"], use["clause"]), []).append(use)
    for (name, clause), group in uses.items():
        cut = sum(_number(use["cut"]) for use in group)
        is_cap = name != "at risk" and not name.startswith("pool: ")
        rows.append([f"cap: {name}" if is_cap else name, _at_most(clause, group), f"-{cut}" if cut else "0 cut"])
    sums: dict[tuple[str, str], Decimal] = {}
    for one in audit._settlement["adjustments"]:
        key = one["kind"], one["rule"]
        sums[key] = sums.get(key, Decimal(0)) + _number(one["amount"])
    names = {"raised": "minimum: ", "dropped": "minimum: ", "carried": "cap: ", "earned_back": ""}
    for (kind, rule), amount in sums.items():
        if kind in names:
            rows.append([names[kind] + rule, _KINDS[kind], f"{amount:+}"])
    return rows


def _at_most(clause: str, uses: Sequence[Mapping[str, Any]]) -> str:
    known = {use["limit"] for use in uses if use["limit"]}
    place = f"clause {clause}" if clause else ""
    if not any(use["applies"] for use in uses):
        most = "does not apply: a higher one does"
    elif len(known) == 1:
        most = f"at most {_number(known.pop())}" + (" each time" if len(uses) > 1 else "")
    else:
        most = f"{count(len(uses), 'limit')}, listed below"
    return ": ".join(filter(None, (place, most)))


# ---- points --------------------------------------------------------------------------------------------------------


def _points(audit: Audit, limit: int) -> Section:
    """Points by window and penalty, and what they cost before limits."""
    columns = [audit.charges[name].to_pylist() for name in ("window", "penalty", "points", "gross", "status")]
    sums: dict[tuple[date | None, str], tuple[Fraction, Decimal]] = {}
    for window, penalty, points, gross, status in zip(*columns, strict=True):
        if points == "0" or status != "charged":
            continue
        before = sums.get((window, penalty), (Fraction(0), Decimal(0)))
        sums[window, penalty] = before[0] + Fraction(points), before[1] + gross
    days = {days_of(one["window"])[0]: _days(one["window"]) for one in audit._settlement["windows"]}
    ordered = sorted(sums.items(), key=lambda item: (item[0][0] or date.min, item[0][1]))
    rows: list[Row] = [[days[window], name, str(points), str(cost)] for (window, name), (points, cost) in ordered]
    for previous, row in reversed(list(zip(rows, rows[1:]))):
        row[0] = "" if row[0] == previous[0] else row[0]
    if len(rows) > 1:
        total = str(sum(points for points, _ in sums.values())), str(sum(cost for _, cost in sums.values()))
        rows.append([Cell("all", "strong"), "", *(Cell(text, "strong") for text in total)])
    return limited("Points", ("~window", "~penalty", ">points", f">{audit.statement.currency}"), rows, limit)


# ---- claims, rights, losses ----------------------------------------------------------------------------------------

_CLAIMS = {
    "about_to_lapse": "the first by the {first}",
    "claimable": "the first by the {first}",
    "not_over": "",
    "claimed": "",
    "barred": "the last until the {last}",
}


def _claims(audit: Audit) -> Section:
    data = audit._settlement
    totals = {one["window"]: _number(one["total"]) for one in data["windows"]}
    rows: list[Row] = []
    for state, wording in _CLAIMS.items():
        found = [claim for claim in data["claims"] if claim["state"] == state and claim["until"]]
        if not found:
            continue
        days = sorted(claim["until"] for claim in found)
        by = wording.format(first=day_end(days[0]), last=day_end(days[-1]))
        text, tone = _CLAIM_STATES[state]
        owed = str(sum(totals[claim["window"]] for claim in found))
        rows.append([Cell(text, tone), count(len(found), "window"), owed, by])
    note = "What is barred stays in the total." if any(claim["state"] == "barred" for claim in data["claims"]) else ""
    if not data["claim_events"]:
        note = f"The contract names no event by which a claim is made, so the log cannot show one. {note}".rstrip()
    return fitted("Claims", ("~state", "~how many", f">{audit.statement.currency}", "~when"), rows, note)


_RIGHT_STATES = {"not_arisen": ("has not arisen", ""), "exercisable": ("exercisable", "bad"), "lapsed": ("lapsed", "warn")}


def _rights(audit: Audit) -> Section:
    found = audit._settlement["termination"]
    rows: list[Row] = []
    for right in found:
        text, tone = _RIGHT_STATES[right["state"]]
        rows.append([_titled(right), Cell(text, tone), _dates_of(right), _causes(right["breaches"])])
    has_arisen = any(right["state"] != "not_arisen" for right in found)
    note = "Whether one has been used is not in a log." if has_arisen else ""
    return fitted("Rights to terminate", ("~right", "~state", "~when", "~brought about by"), rows, note)


def _dates_of(right: Mapping[str, Any]) -> str:
    if right["state"] == "not_arisen":
        return ""
    lines = [f"arose {moment(right['since'])}"]
    if right["latest"] != right["since"]:
        lines.append(f"again {moment(right['latest'])}")
    if right["until"]:
        lines.append(f"until {day_end(right['until'])}")
    if right["earliest_end"]:
        lines.append(f"notice then ends it\n{moment(right['earliest_end'])}")
    return "\n".join(lines)


def _causes(breaches: Sequence[Mapping[str, Any]]) -> str:
    """By obligation.

    >>> late = {"obligation": "report", "at": "2025-06-11T00:00:00+01:00"}
    >>> print(_causes([{**late, "incident": "R5"}]))
    report: R5
    >>> print(_causes([{**late, "incident": "R5"}, {**late, "incident": "R6"}]))
    report:
      R5
      R6
    """
    by_obligation: dict[str | None, list[str]] = {}
    shown = breaches[-BREACHES_SHOWN:]
    for one in shown:
        about = matter({**one, "ticket": None}, day_end(one["at"]))
        by_obligation.setdefault(one["obligation"], []).append(about)
    lines = [f"{len(breaches) - len(shown)} before, and"] if len(breaches) > len(shown) else []
    for obligation, abouts in by_obligation.items():
        lines += abouts if obligation is None else [f"{obligation}: {abouts[0]}"] if len(abouts) == 1 else [
            f"{obligation}:", *(f"  {about}" for about in abouts)
        ]
    return "\n".join(lines)


def _losses(audit: Audit, limit: int) -> Section:
    tests = audit.statement.loss_tests
    if len(tests) == 2:  # one incident, and all together
        tests = tests[:1]
    columns = ("~incident", ">penalty", ">loss", ">penalty / loss", "~")
    section = limited(f"Penalty beside loss, {audit.statement.currency}", columns, list(map(_loss_row, tests)), limit)
    if not any(test.above for test in tests):
        return section
    law = (
        "Above 130 % of the loss a penalty is as a rule excessive, and a court may reduce it on request (PRC Civil Code"
        " art. 585). Nothing is reduced here."
    )
    return replace(section, note=f"{law} {section.note}".rstrip())


def _loss_row(test: LossTest) -> Row:
    name = test.incident or Cell("all together", "strong")
    ratio = "-" if test.ratio is None else f"{math.floor(test.ratio * 1000) / 10:.1f} %"
    above = Cell(f"above 130 %, {test.threshold}", "warn") if test.above else ""
    return [name, str(test.penalty), str(test.loss), ratio, above]
