"""Exposure: what running clocks and open duties have cost, and when and by how much that rises if nothing comes."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from slakit import _amounts, _columns, _core, _promises
from slakit._files import JsonDocument
from slakit._readings import at_least_one

if TYPE_CHECKING:
    from slakit._audit import Audit

JUMPS_MAX = 64
SETTLEMENTS_MAX = 1000


class Exposure(JsonDocument):
    """Audit.exposure(): what is owed at `as_of`, and what will be at `until` if no event comes. Immutable.

    ``now`` and the jumps add up to ``then``. Tables are made when first asked for; instants are timestamps in UTC,
    amounts decimals in the statement's currency.

    >>> import slakit
    >>> from datetime import timedelta
    >>> audit = slakit.audit("examples/after-sales/contract.yaml", "examples/after-sales/events.csv",
    ...                      as_of="2024-06-01T00:00:00+08:00")
    >>> exposure = audit.exposure(timedelta(hours=48))
    >>> exposure.now, exposure.then
    (Decimal('80000.00'), Decimal('100000.00'))
    >>> for jump in exposure.jumps.select(["at", "ticket", "penalty", "by"]).to_pylist():
    ...     print(jump["at"], jump["ticket"], jump["penalty"], jump["by"])
    2024-05-31 18:00:00.000001+00:00 T6 late restoration 10000.00
    2024-06-01 18:00:00.000001+00:00 T6 late restoration 10000.00
    >>> exposure.tickets.select(["ticket", "at_stake"]).to_pylist()
    [{'ticket': 'T6', 'at_stake': Decimal('20000.00')}]
    """

    def __init__(self, core: _core.Exposure, audit: Audit):
        self._core = core
        self._digits = audit._core.digits
        self.currency: str = audit.statement.currency

    @property
    def as_of(self) -> datetime:
        return self._core.as_of

    @property
    def until(self) -> datetime:
        """The end of the horizon, which belongs to it."""
        return self._core.until

    @property
    def now(self) -> Decimal:
        """The statement's total at as_of."""
        return Decimal(self._core.now).scaleb(-self._digits)

    @property
    def then(self) -> Decimal:
        """And at until, if no event comes."""
        return Decimal(self._core.then).scaleb(-self._digits)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was summed up, or taken for granted."""
        return tuple(self._core.notes)

    @cached_property
    def items(self) -> pa.Table:
        """What runs or is owed, and is priced: one row per ticket, obligation and cycle, per duty, and per window.

        ``kind`` is "clock", "duty", "promise" or "indicator" (a window, ``due`` when it ends), ``state`` "running" (kept
        so far), "accruing" or "suspended" (broken, and nothing accrues). ``gross`` and ``net`` have accrued by as_of, before and after limits; ``at_stake`` is what
        its jumps add to the total, ``next_at`` and ``next_by`` the first of them; null: there is none.
        """
        c = self._core.items()
        names = {name: _promises.names(c[name]) for name in ("ticket", "kind", "obligation", "clause")}
        has_next = pa.array(c["next_at"] != _columns.MISSING)
        return pa.table(
            {
                **names,
                "cycle": pa.array(c["cycle"]),
                "due": _columns.to_instants(c["due"]),
                "state": _promises.names(c["state"]),
                **{name: self._decimals(c[name]) for name in ("gross", "net", "at_stake")},
                "next_at": _columns.to_instants(c["next_at"]),
                "next_by": pc.if_else(has_next, self._decimals(c["next_by"]), None),
            }
        )

    @cached_property
    def jumps(self) -> pa.Table:
        """In the order of time: from ``at`` on the statement's total is ``by`` higher.

        ``item`` is a row of items (null: of none, such as what a limit carries over), with its ticket and obligation;
        ``penalty`` and ``clause`` price it; ``gross`` is how much its own charge rises before limits. ``is_rest``: it
        sums up what was too much to list.
        """
        c = self._core.jumps()
        item = pa.array(c["item"], mask=c["item"] < 0)
        of = self.items.select(["ticket", "obligation"]).take(item)
        return pa.table(
            {
                "at": _columns.to_instants(c["at"]),
                "item": item,
                **{name: of[name] for name in ("ticket", "obligation")},
                **{name: _promises.names(c[name]) for name in ("penalty", "clause")},
                **{name: self._decimals(c[name]) for name in ("gross", "by")},
                "is_rest": pa.array(c["is_rest"]),
            }
        )

    @cached_property
    def tickets(self) -> pa.Table:
        """Tickets by the money at stake, the dearest first; among equals the earliest.

        ticket, at_stake, and the first jump: at, obligation, penalty, by.
        """
        c = self._core.tickets()
        first = self.jumps.select(["at", "obligation", "penalty", "by"]).take(pa.array(c["first_jump"]))
        return pa.table(
            {
                "ticket": _promises.names(c["ticket"]),
                "at_stake": self._decimals(c["at_stake"]),
                **{name: first[name] for name in first.column_names},
            }
        )

    def _decimals(self, minor: Any) -> pa.Array:
        return _amounts.from_minor(minor, self._digits)

    @cached_property
    def _data(self) -> dict[str, Any]:
        return json.loads(self._core.json())

    def __str__(self) -> str:
        from slakit import _exposure_pages, _text

        return _text.as_text(_exposure_pages.exposure_page(self))

    def __repr__(self) -> str:
        return f"Exposure('{self.currency} {self.now}' -> '{self.then}', until={self.until.isoformat()!r})"


def exposure(audit: Audit, horizon: timedelta, jumps_max: int, settlements_max: int) -> Exposure:
    most = at_least_one(jumps_max, "jumps_max"), at_least_one(settlements_max, "settlements_max")
    return Exposure(audit._core.exposure(horizon, *most), audit)
