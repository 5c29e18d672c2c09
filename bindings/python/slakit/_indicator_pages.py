"""Indicators and excuses as sections of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from slakit._report import Cell, Row, Section, iso_span, moment, span, verdict_cell

if TYPE_CHECKING:
    from slakit._audit import Audit

WINDOWS_SHOWN = 40  #: of more windows than this the last, where nobody asks for all

_WHY = {
    "not_reached": "",
    "not_over": "so far",
    "no_data": "no data",
    "aim_reached": "an aim: reached",
    "aim_missed": "an aim: missed",
    "no_target": "shown only",
    "partial": "cut off, not judged",
    "bad_value": "no number in the log",
}


def indicator_sections(audit: Audit, shown: int) -> list[Section]:
    """Those that have rows. `shown`: 0 shows every row."""
    found = audit._summary["indicators"]
    is_all = shown == 0 or len(found) <= WINDOWS_SHOWN
    rows = [_window_row(one) for one in (found if is_all else found[-WINDOWS_SHOWN:])]
    note = "" if is_all else f"{len(found) - WINDOWS_SHOWN} more: --rows 0 shows them all, --json FILE holds them all."
    columns = ("~indicator", "~window", "~promised", ">figure", "~verdict", "~made of")
    sections = [
        Section("Indicators", columns, rows, note),
        Section("Excused", ("~what", "~computed", "~stands", "~because"), [_excuse_row(e) for e in _effects(audit)]),
        Section("Claims that excuse nothing", ("~claim", "~why not"), _idle_rows(audit)),
    ]
    return [section for section in sections if section.rows]


def excuse_rows(effect: Mapping[str, Any] | None) -> list[Row]:
    """Of one clock of an explanation: what exclusions made of its verdict."""
    return [] if effect is None else [["with exclusions", _stands(effect)], ["because", _because(effect)]]


def _effects(audit: Audit) -> Sequence[Mapping[str, Any]]:
    return audit._excuses["effects"]


def _window_row(found: Mapping[str, Any]) -> Row:
    first, last = found["window"]["first"], found["window"]["last"]
    window = f"{first} to {last}" + (", partial" if found["partial"] else "")
    verdict = verdict_cell({**found, "reason": None})
    why = found.get("fault") or _WHY.get(found.get("reason", ""), "")
    text = Cell(verdict.text.replace(" (open)", "") + (f" ({why})" if why else ""), verdict.tone)
    name = f"{found['obligation']} ({found['clause']})"
    return [name, window, found["target"], Cell(figure_text(found), "strong"), text, _made_of(found)]


def figure_text(found: Mapping[str, Any]) -> str:
    """A figure cut to four decimals, and what it is rounded to where the contract says.

    >>> figure_text({"figure": "719/720", "percent": "99.8611", "rounded": "4993/5000"})
    '99.8611% -> 99.86%'
    >>> figure_text({"figure": "7/2", "percent": None, "rounded": None}), figure_text({"figure": None})
    ('3.5', '-')
    """
    if not found["figure"]:
        return "-"
    if found["percent"] is None:
        return _decimal(Fraction(found["figure"]))
    rounded = f" -> {_decimal(Fraction(found['rounded']) * 100)}%" if found["rounded"] else ""
    return f"{found['percent']}%{rounded}"


def _decimal(value: Fraction) -> str:
    return f"{float(value):.4f}".rstrip("0").rstrip(".")


def _made_of(found: Mapping[str, Any]) -> str:
    if "served" not in found:
        return str(found["sample"])
    down = f"down {iso_span(found['down'])}" if found["down"] else "weighted"
    left_out = sum(outage["use"] != "counted" for outage in found["outages"])
    rest = f", {left_out} left out" if left_out else ""
    return f"{down} of {iso_span(found['served'])}\noutages: {found['sample']}{rest}"


def _excuse_row(effect: Mapping[str, Any]) -> Row:
    about = effect["obligation"] + (f"\n{effect['ticket']}" if effect["ticket"] else "")
    late = iso_span(effect["late_was"])
    return [about, Cell(f"{effect['was']}, late {late}" if late != "0 s" else effect["was"], "bad"), _stands(effect),
            _because(effect)]


def _stands(effect: Mapping[str, Any]) -> Cell:
    if effect["verdict"] != "breached":
        return Cell(effect["verdict"].replace("_", " "), "good")
    part = "" if effect["charged"] == "1" else f", {effect['charged']} of it charged"
    return Cell(f"breached, late {iso_span(effect['late'])}{part}", "bad")


def _because(effect: Mapping[str, Any]) -> str:
    return "\n".join(map(claim_text, effect["claims"]))


def claim_text(claim: Mapping[str, Any]) -> str:
    """Which exclusion, where the log claims it, and what proves it."""
    text = f"{claim['exclusion']} ({claim['clause']})"
    if claim["event"]:
        text += f", {claim['event']['ticket']} row {claim['event']['row']}"
    if claim["span"]:
        text += f", {moment(claim['span']['from'])} to {moment(claim['span']['to'])}"
    proof = claim["proof"]
    if proof and proof["row"] != claim["event"]["row"]:
        text += f", proven by row {proof['row']}"
    return text


def _idle_rows(audit: Audit) -> list[Row]:
    """Not proven, or without effect on any finding."""
    claims = [claim for claim in audit._excuses["claims"] if not claim["counts"]]
    return [[claim_text(claim), Cell(claim["flaw"], "warn")] for claim in claims]
