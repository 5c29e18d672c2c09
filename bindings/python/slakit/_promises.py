"""Duties, promises and decisions: their tables, and what a log recorded of people's decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa

from slakit import _columns, _core
from slakit.contract import Money


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided about a ticket, as the log has it: it never changes what is computed."""

    ticket: str
    row: int  #: of the source
    at: datetime
    obligation: str | None  #: one of the two
    penalty: str | None
    ruling: str | None  #: "met", "breached", "waived" or "adjusted"; None: it does not count
    amount: Money | None  #: of an adjustment
    by: str
    why: str
    lacks: str | None  #: what it needs and has not; None: it counts

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Decision:
        """Of the JSON report."""
        is_adjusted = data["ruling"] == "adjusted"
        return cls(
            data["ticket"],
            data["row"],
            _core.parse_instant(data["at"], "at"),
            data["obligation"] or None,
            data["penalty"] or None,
            data["ruling"],
            Money.parse(data["amount"]) if is_adjusted else None,
            data["by"],
            data["why"],
            data.get("lacks"),
        )


def duty_table(c: Mapping[str, Any]) -> pa.Table:
    """Of the core's columns."""
    return pa.table(
        {
            **{name: names(c[name]) for name in ("obligation", "member", "part", "verdict", "reason", "fault")},
            **{name: pa.array(c[name]) for name in ("open", "outside_term", "number")},
            **{name: dates(c[name]) for name in ("first_day", "last_day")},
            "trigger": _events(c["trigger"]),
            **{name: _columns.to_instants(c[name]) for name in ("from", "due")},
            "evidence": _events(c["evidence"]),
            "late": _columns.to_durations(c["late"]),
        }
    )


def promise_table(c: Mapping[str, Any]) -> pa.Table:
    """Of the core's columns."""
    parts = {"name": names(c["parts"]["name"]), "event": _events(c["parts"])}
    decided = c["decision"]
    decision = {
        **{name: names(decided[name]) for name in ("ruling", "by", "why")},
        "row": pa.array(decided["row"]),
        "at": _columns.to_instants(decided["at"]),
    }
    return pa.table(
        {
            **{name: names(c[name]) for name in ("obligation", "ticket", "incident", "form")},
            **{name: names(c[name]) for name in ("verdict", "reason", "fault")},
            **{name: pa.array(c[name]) for name in ("open", "outside_term")},
            **{name: _columns.to_instants(c[name]) for name in ("from", "due", "end")},
            **{name: _columns.to_durations(c[name]) for name in ("elapsed", "late")},
            "parts": pa.ListArray.from_arrays(pa.array(c["parts"]["begins"]), _struct(parts)),
            "decision": _struct(decision, decided["is_there"]),
        }
    )


def names(column: tuple[list[str], np.ndarray]) -> pa.DictionaryArray:
    """Dictionary-encoded; a negative code is a missing value."""
    texts, codes = column
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32(), mask=codes < 0), pa.array(texts, pa.string()))


def dates(days: np.ndarray) -> pa.Array:
    """Of days since 1970."""
    is_missing = days == _columns.MISSING
    return pa.array(np.where(is_missing, 0, days).astype("datetime64[D]"), pa.date32(), mask=is_missing)


def _events(c: Mapping[str, Any]) -> pa.StructArray:
    fields = {
        "ticket": names(c["ticket"]),
        "event": names(c["event"]),
        "row": pa.array(c["row"]),
        "at": _columns.to_instants(c["at"]),
    }
    return _struct(fields, c["is_there"])


def _struct(fields: Mapping[str, pa.Array], is_there: np.ndarray | None = None) -> pa.StructArray:
    mask = None if is_there is None else pa.array(~is_there)
    return pa.StructArray.from_arrays(list(fields.values()), names=list(fields), mask=mask)
