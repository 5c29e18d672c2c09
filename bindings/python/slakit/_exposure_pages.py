"""Exposure as a page for whoever sends people out: which ticket first, until when, and what waiting costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from slakit._exposure import Exposure
from slakit._report import Cell, Page, Row, Section, limited_section, moment

ROWS_SHOWN = 40  #: of more rows than this the first, where nobody asks for all
_STATES = {"running": ("kept so far", "warn"), "accruing": ("broken", "bad"), "suspended": ("broken, on hold", "")}


def exposure_page(
    exposure: Exposure, facts: Sequence[tuple[str, str]] = (), shown: int = ROWS_SHOWN, hints: Sequence[tuple[str, str]] = ()
) -> Page:
    """`shown`: how many rows of a table at most; 0 shows all."""
    data = exposure._data
    rise = exposure.then - exposure.now
    totals = [
        ("now", f"{exposure.currency} {exposure.now} at {moment(data['as_of'])}"),
        ("then", f"{exposure.currency} {exposure.then} at {moment(data['until'])}, if no event comes ({rise:+})" if rise else f"the same at {moment(data['until'])}, if no event comes"),
    ]
    sections = [_tickets(data, shown), _jumps(data, shown)]
    if data["notes"]:
        sections.append(Section("Notes", ("~",), [[note] for note in data["notes"]]))
    return Page("At stake", [*facts, *totals], "", [s for s in sections if s.rows or s.title.startswith("At")], hints)


def _number(money: str) -> Decimal:
    return Decimal(money.partition(" ")[2])


def _instant(text: str) -> str:
    """To the minute: a promise is broken a microsecond after it is due.

    >>> _instant("2024-06-01T02:00:00.000001+08:00"), _instant("2024-06-01T02:00:00+08:00")
    ('2024-06-01 02:00', '2024-06-01 02:00')
    """
    return moment(text.replace(".000001", ""))


def _offset(text: str) -> str:
    """
    >>> _offset("2025-10-26T02:30:00.000001+02:00"), _offset("2025-01-06T12:00:00.432000Z")
    ('+02:00', 'Z')
    """
    return "Z" if text.endswith("Z") else text[-6:]


# ---- items ---------------------------------------------------------------------------------------------------------


def _tickets(data: Mapping[str, Any], shown: int) -> Section:
    """What runs or is owed: the dearest ticket first, what costs nothing more last."""
    items = data["items"]
    stakes = [_number(one["at_stake"]) for one in items]
    of_ticket: dict[str, Decimal] = {}
    for one, stake in zip(items, stakes):
        if one["ticket"]:
            of_ticket[one["ticket"]] = of_ticket.get(one["ticket"], Decimal()) + stake
    order = sorted(  # a ticket's items stay together
        range(len(items)),
        key=lambda i: (-of_ticket.get(items[i]["ticket"], stakes[i]), items[i]["ticket"] or "", -stakes[i]),
    )
    rises = _next_rises(data)
    rows = [_item_row(items[i], rises.get(i)) for i in order]
    columns = ("~ticket, what it owes", "due", ">owes now", ">next rise", f">at stake,\n{data['currency']}")
    return limited_section("At stake", columns, rows, shown, f"At stake until {moment(data['until'])}, after limits.")


def _next_rises(data: Mapping[str, Any]) -> dict[int, tuple[str, Decimal]]:
    """By item: when it first rises, and by how much under all penalties together."""
    rises: dict[int, tuple[str, Decimal]] = {}
    for jump in data["jumps"]:
        by = _number(jump["by"])
        if jump["item"] is None or not by:
            continue
        at, so_far = rises.setdefault(jump["item"], (jump["at"], Decimal()))
        if at == jump["at"]:
            rises[jump["item"]] = (at, so_far + by)
    return rises


def _item_row(item: Mapping[str, Any], rise: tuple[str, Decimal] | None) -> Row:
    state, tone = _STATES[item["state"]]
    clause = f" ({item['clause']})" if item["clause"] else ""
    about = " ".join(filter(None, (item["ticket"], f"{item['obligation']}{clause}")))
    stake = _number(item["at_stake"])
    return [
        Cell(f"{about}\n{state}", tone),
        moment(item["due"]),
        str(_number(item["net"])) if _number(item["net"]) else "",
        f"{_instant(rise[0])}\n{rise[1]:+}" if rise else "",
        Cell(f"{stake:+}", "bad" if stake > 0 else "good") if stake else "",
    ]


# ---- when ----------------------------------------------------------------------------------------------------------


def _jumps(data: Mapping[str, Any], shown: int) -> Section:
    rows: list[Row] = []
    total = _number(data["now"])
    offsets = {_offset(jump["at"]) for jump in data["jumps"]}
    for jump in data["jumps"]:
        by = _number(jump["by"])
        total += by
        about = jump["ticket"] or jump["obligation"] or ""
        at = f"until {_instant(jump['at'])}" if jump["rest"] else _instant(jump["at"])
        if len(offsets) > 1:  # in autumn an hour comes twice
            at += f" {_offset(jump['at'])}"
        what = jump["penalty"] or "the statement itself: carried over, given back, other terms"
        gross = _number(jump["gross"])
        limited = "" if gross == by or jump["item"] is None else f" ({gross} before limits)"
        rows.append([at, about, f"{what}{limited}", f"{by:+}" if by else "", str(total)])
    columns = ("~from", "~ticket", "~what rises", ">by", f">total,\n{data['currency']}")
    return limited_section("When it rises", columns, rows, shown)
