"""Comparisons as pages: the difference by clause, ticket and window, what changed, and what settles it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from slakit._compare import Comparison
from slakit._report import Cell, Page, Row, Section, iso_span, limited_section, moment, verdict_cell

ROWS_SHOWN = 40  #: of more rows than this the first, where nobody asks for all
_NOBODY = "no such charge"


def comparison_page(
    difference: Comparison,
    facts: Sequence[tuple[str, str]] = (),
    shown: int = ROWS_SHOWN,
    hints: Sequence[tuple[str, str]] = (),
) -> Page:
    """`shown`: how many rows of a table at most; 0 shows all."""
    data = difference._data
    totals = [
        ("before", f"{difference.currency} {difference.before}"),
        ("after", f"{difference.currency} {difference.after}"),
        ("difference", f"{difference.currency} {_plain(difference.by)}"),
    ]
    totals += _after_decisions(difference)
    sections = [
        _sums("By clause", ("~clause", "~penalty"), data["clauses"], ("clause", "penalty"), difference, shown),
        _sums("By ticket", ("~ticket",), data["tickets"], ("ticket",), difference, shown),
        _sums("By window", ("~window from",), data["windows"], ("window",), difference, shown),
        limited_section("What differs in the contract or the run", ("~place", "~before", "~after"), _places(data), shown),
        limited_section("Charges that differ", ("~about,\npenalty", "~before", "~after", ">difference"), _lines(data), shown),
        limited_section("Verdicts that differ", ("~ticket", "~obligation", "~before", "~after"), _verdicts(data), shown),
        limited_section("Other verdicts, counted", ("~obligation", "~verdict", ">before", ">after"), _counts(data), shown),
        _postings(data, difference.currency, shown),
    ]
    return Page("What differs", [*facts, *totals], _warning(difference), [one for one in sections if one.rows], hints)


def _warning(difference: Comparison) -> str:
    if difference.is_empty:
        return "Nothing differs."
    of_two = any(one["path"] == "contract.id" for one in difference._data["places"])
    return "These are settlements of two contracts." if of_two else ""


def _after_decisions(difference: Comparison) -> list[tuple[str, str]]:
    """Where somebody decided something: all other figures are as computed."""
    decided = difference.after_decisions
    if decided is None or decided == (difference.before, difference.after):
        return []
    before, after = decided
    return [("after decisions", f"{difference.currency} {before}, then {after} ({_plain(after - before)})")]


def _plain(by: Decimal) -> str:
    return f"{by:+}" if by else str(by)


def _signed(text: str) -> Cell | str:
    amount = Decimal(text)
    return Cell(f"{amount:+}", "bad" if amount > 0 else "good") if amount else ""


def _sums(
    title: str,
    columns: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
    names: Sequence[str],
    difference: Comparison,
    shown: int,
) -> Section:
    """Summed over the lines that differ, or whole windows."""
    made: list[Row] = [
        [*(row[name] or "all" for name in names), row["before"], row["after"], _signed(row["by"]), str(row["lines"])]
        for row in rows
    ]
    amounts = (">before", ">after", f">difference,\n{difference.currency}", ">charges")
    note = "" if names == ("window",) else "Of the charges that differ."
    return limited_section(title, (*columns, *amounts), made, shown, note)


def _places(data: Mapping[str, Any]) -> list[Row]:
    return [[one["path"], _place(one["before"]), Cell(_place(one["after"]), "strong")] for one in data["places"]]


def _place(value: str | None) -> str:
    if value is None:
        return "not there"
    return moment(value) if value[:4].isdigit() and "T" in value else value


# ---- charges -------------------------------------------------------------------------------------------------------


def _lines(data: Mapping[str, Any]) -> list[Row]:
    rows: list[Row] = []
    for one in data["lines"]:
        before, after = one["before"], one["after"]
        about = f"{one['ticket'] or one['incident']}\n{one['penalty']}"
        rows.append([about, _side(before, after), _side(after, before), _signed(one["by"])])
    return rows


def _side(line: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> Cell | str:
    """What it says that the other does not, and its amount.

    >>> line = {"amount": "20000.00", "late": "PT27H", "count": "2", "status": "charged", "window": "2024-04-16",
    ...         "breached_at": "2024-05-07T00:00:00+08:00", "cut": "0.00", "adjusted": "0.00", "provisional": False,
    ...         "clause": "7.2", "incident": "T2"}
    >>> print(_side(line, {**line, "amount": "11250.00", "count": "9/8"}))
    20000.00: count 2
    >>> _side(None, line)
    'no such charge'
    """
    if line is None:
        return _NOBODY
    words = []
    if other is None or line["status"] != other["status"]:
        words.append("charged" if line["status"] == "charged" else line["status"].replace("_", " "))
    if other is not None:
        words += [text for key, text in _facts(line) if line[key] != other[key]]
    return f"{line['amount']}: {', '.join(words)}" if words else line["amount"]


def _facts(line: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        ("breached_at", f"breached {moment(line['breached_at'])}"),
        ("late", f"{iso_span(line['late']) or '0 h'} late"),
        ("count", f"count {line['count']}"),
        ("cut", f"cut {line['cut']}"),
        ("adjusted", f"adjusted by {line['adjusted']}"),
        ("clause", f"clause {line['clause']}"),
        ("incident", f"incident {line['incident']}"),
        ("window", f"window from {line['window']}"),
        ("provisional", "provisional" if line["provisional"] else "final"),
    ]


# ---- verdicts and postings -----------------------------------------------------------------------------------------


def _verdicts(data: Mapping[str, Any]) -> list[Row]:
    return [
        [one["ticket"], one["obligation"], _judged(one["before"]), _judged(one["after"])] for one in data["verdicts"]
    ]


def _judged(side: Mapping[str, Any] | None) -> Cell | str:
    if side is None:
        return "not judged"
    cell = verdict_cell({"open": False, **side})
    lines = [cell.text, f"due {moment(side['due'])}" if side["due"] else ""]
    if "late" in side:
        lines.append(f"{iso_span(side['late'])} late")
    return Cell("\n".join(filter(None, lines)), cell.tone)


def _counts(data: Mapping[str, Any]) -> list[Row]:
    return [
        [one["obligation"], one["verdict"].replace("_", " "), str(one["before"]), str(one["after"])]
        for one in data["counts"]
    ]


def _postings(data: Mapping[str, Any], currency: str, shown: int) -> Section:
    """Beside what was posted before; nothing of that is changed."""
    rows: list[Row] = []
    last = ""
    for one in data["postings"]:
        window = date.fromisoformat(one["window"]).isoformat() if one["window"] else "all"
        rows.append(["" if window == last else window, one["account"], f"{Decimal(one['amount']):+}"])
        last = window
    title = "What settles the difference: postings"
    note = "Beside what was posted before, which stays; they balance in each window."
    return limited_section(title, ("~window from", "~account", f">{currency}"), rows, shown, note)
