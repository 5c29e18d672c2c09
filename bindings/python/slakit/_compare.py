"""Comparison: two settlements laid side by side, whatever differs between them."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

import pyarrow as pa

from slakit import _amounts, _columns, _core
from slakit._audit import Audit
from slakit._files import JsonDocument
from slakit.contract import utf8_path
from slakit.errors import InputError, Problem


class Comparison(JsonDocument):
    """compare(): what differs between two settlements, later less earlier. Immutable; tables are made when asked for.

    Lines, clauses, tickets and windows each sum to `by`; the postings of the difference sum to zero in each window.

    >>> import slakit
    >>> files = ("examples/after-sales/contract.yaml", "examples/after-sales/events.csv", "2024-06-01T00:00:00+08:00")
    >>> other = slakit.audit(*files, {"penalties.late restoration.charge.counting": "pro rata"})
    >>> difference = slakit.compare(slakit.audit(*files), other)
    >>> difference.before, difference.after, difference.by
    (Decimal('80000.00'), Decimal('61250.00'), Decimal('-18750.00'))
    >>> for row in difference.tickets.to_pylist():
    ...     print(row["ticket"], row["by"])
    T2 -8750.00
    T5 -8750.00
    T6 -833.33
    T4 -416.67
    >>> difference.places.to_pylist()
    [{'path': 'penalties.late restoration.charge.counting', 'before': 'started 24 h', 'after': 'pro rata'}]
    >>> slakit.compare(other, other).is_empty
    True
    """

    def __init__(self, data: Mapping[str, Any]):
        self._data = data

    @property
    def currency(self) -> str:
        return self._data["currency"]

    @property
    def before(self) -> Decimal:
        """The total of the earlier one."""
        return Decimal(self._data["before"])

    @property
    def after(self) -> Decimal:
        return Decimal(self._data["after"])

    @property
    def by(self) -> Decimal:
        return Decimal(self._data["by"])

    @property
    def after_decisions(self) -> tuple[Decimal, Decimal] | None:
        """Both totals after recorded waivers and adjustments, which no other figure here counts.

        None where one side is a report of an earlier run.
        """
        decided = self._data["after_decisions"]
        return None if decided is None else (Decimal(decided["before"]), Decimal(decided["after"]))

    @property
    def is_empty(self) -> bool:
        """Nothing differs."""
        decided = self.after_decisions or (0, 0)
        return not self.by and decided[0] == decided[1] and not any(self._data[key] for key in _LISTS)

    @cached_property
    def lines(self) -> pa.Table:
        """Charges that differ in anything; one side is null where the other has a charge more.

        Names of the charge (ticket, incident, clause, penalty, obligation, cycle), its window's first day, what each
        side says (late, count, status, provisional, gross, before and after as net amounts), and ``by``.
        """
        rows = self._data["lines"]
        return pa.table(
            {
                **_texts(rows, ("ticket", "incident", "clause", "penalty", "obligation")),
                "cycle": pa.array([row["cycle"] for row in rows], pa.int64()),
                "window": _days((row["after"] or row["before"])["window"] for row in rows),
                **{f"late_{side}": _lates([row[side] for row in rows]) for side in _SIDES},
                **{f"count_{side}": _of(rows, side, "count") for side in _SIDES},
                **{f"status_{side}": _of(rows, side, "status") for side in _SIDES},
                **{f"provisional_{side}": _of(rows, side, "provisional", pa.bool_()) for side in _SIDES},
                **{f"gross_{side}": self._amounts(_of(rows, side, "gross").to_pylist()) for side in _SIDES},
                **{side: self._amounts(_of(rows, side, "amount").to_pylist()) for side in _SIDES},
                "by": self._amounts(row["by"] for row in rows),
            }
        )

    @cached_property
    def clauses(self) -> pa.Table:
        """clause, penalty, before, after, by, lines (that differ): summed over the lines that differ."""
        return self._sums("clauses", "clause", "penalty")

    @cached_property
    def tickets(self) -> pa.Table:
        """ticket (or incident, where there is none), before, after, by, lines: the largest difference first."""
        return self._sums("tickets", "ticket")

    @cached_property
    def windows(self) -> pa.Table:
        """window (its first day; null: no term), before, after, by, lines: whole windows, in the order of time."""
        table = self._sums("windows", "window")
        return table.set_column(0, "window", _days(row["window"] for row in self._data["windows"]))

    def _sums(self, key: str, *names: str) -> pa.Table:
        rows = self._data[key]
        return pa.table(
            {
                **_texts(rows, names),
                **{name: self._amounts(row[name] for row in rows) for name in ("before", "after", "by")},
                "lines": pa.array([row["lines"] for row in rows], pa.int64()),
            }
        )

    @cached_property
    def verdicts(self) -> pa.Table:
        """Of clocks: ticket, obligation, cycle, and each side's verdict, reason, due and late; null: not judged.

        Empty where one side is a report of an earlier run.
        """
        rows = self._data["verdicts"]
        return pa.table(
            {
                **_texts(rows, ("ticket", "obligation")),
                "cycle": pa.array([row["cycle"] for row in rows], pa.int64()),
                **{f"verdict_{side}": _of(rows, side, "verdict") for side in _SIDES},
                **{f"reason_{side}": _of(rows, side, "reason") for side in _SIDES},
                **{f"due_{side}": _instants(_of(rows, side, "due").to_pylist()) for side in _SIDES},
                **{f"late_{side}": _lates([row[side] for row in rows]) for side in _SIDES},
            }
        )

    @cached_property
    def counts(self) -> pa.Table:
        """Of duties, indicators and other promises: obligation, verdict, and how many each side has."""
        rows = self._data["counts"]
        numbers = {side: pa.array([row[side] for row in rows], pa.int64()) for side in _SIDES}
        return pa.table({**_texts(rows, ("obligation", "verdict")), **numbers})

    @cached_property
    def places(self) -> pa.Table:
        """What differs in the documents or in how they were run: path, before, after; null: not there."""
        return pa.table(_texts(self._data["places"], ("path", *_SIDES)))

    @cached_property
    def postings(self) -> pa.Table:
        """What settles the difference beside what was posted before: window, account, amount. Balanced per window."""
        rows = self._data["postings"]
        return pa.table(
            {
                "window": _days(row["window"] for row in rows),
                **_texts(rows, ("account",)),
                "amount": self._amounts(row["amount"] for row in rows),
            }
        )

    def _amounts(self, texts: Any) -> pa.Array:
        return _amounts.decimals(texts, self.after)

    def __str__(self) -> str:
        from slakit import _compare_pages, _text

        return _text.as_text(_compare_pages.comparison_page(self))

    def __repr__(self) -> str:
        return f"Comparison('{self.currency} {self.before}' -> '{self.after}', by='{self.by:+}')"


_SIDES = ("before", "after")
_LISTS = ("lines", "windows", "verdicts", "counts", "places")


def compare(before: Audit | str | os.PathLike[str], after: Audit | str | os.PathLike[str]) -> Comparison:
    """Lays two settlements side by side: drafts, calendars, amended terms, late events, readings, instants.

    before, after   an Audit, or the path of the JSON report that an earlier run wrote (``slakit audit --json``). Of
                    two audits verdicts and documents are compared, too; of a report only what was settled.

    Nothing of the earlier one is changed: ``postings`` are what settles the difference, beside what was posted.
    Raises InputError for what is no such report, and for two currencies.
    """
    if isinstance(before, Audit) and isinstance(after, Audit):
        return Comparison(json.loads(_core.compare_audits(before._core, after._core)))
    ledgers = (_ledger(before, "before"), _ledger(after, "after"))
    return Comparison(json.loads(_core.compare_ledgers(*ledgers)))


def _ledger(side: Audit | str | os.PathLike[str], name: str) -> _core.Ledger:
    if isinstance(side, Audit):
        return side._core.ledger()
    if not isinstance(side, (str, os.PathLike)):
        message = f"{type(side).__name__} is no audit; give an Audit, or the path of a JSON report of one"
        raise InputError([Problem("not-an-audit", name, message)])
    return _core.read_ledger_file(utf8_path(side))


def _texts(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> dict[str, pa.Array]:
    return {name: pa.array([row[name] for row in rows], pa.string()) for name in names}


def _of(rows: Sequence[Mapping[str, Any]], side: str, key: str, kind: pa.DataType = pa.string()) -> pa.Array:
    return pa.array([(row[side] or {}).get(key) for row in rows], kind)


def _days(texts: Any) -> pa.Array:
    return pa.array([None if text is None else date.fromisoformat(text) for text in texts], pa.date32())


def _instants(texts: Sequence[str | None]) -> pa.Array:
    return pa.array([None if text is None else _core.parse_instant(text, "at") for text in texts], _columns.INSTANT)


def _lates(sides: Sequence[Mapping[str, Any] | None]) -> pa.Array:
    texts = [(side or {}).get("late") for side in sides]
    return pa.array([None if text is None else _core.parse_duration(text) for text in texts], _columns.DURATION)
