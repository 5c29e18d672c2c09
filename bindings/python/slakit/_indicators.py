"""Indicators as a table, and what exclusions excuse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pyarrow as pa

from slakit import _core

_TEXTS = ("obligation", "clause", "target", "verdict", "reason", "fault", "figure", "percent", "rounded")


@dataclass(frozen=True, slots=True)
class Claim:
    """An exclusion that the log says applies: by an event of a ticket, or for a time."""

    exclusion: str
    clause: str
    cause: str | None
    ticket: str | None  #: None: a calendar
    row: int | None  #: of the event that claims it, or begins the time
    begin: datetime | None  #: of a time
    end: datetime | None
    share: Fraction | None  #: how much an event excuses; None: wholly
    proof_row: int | None  #: of the evidence
    flaw: str | None  #: why it excuses nothing; None: it counts

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Claim:
        """Of the JSON report."""
        event, span = data["event"], data["span"]
        return cls(
            data["exclusion"],
            data["clause"],
            data.get("cause"),
            event and event["ticket"],
            event and event["row"],
            span and _core.parse_instant(span["from"], "from"),
            span and _core.parse_instant(span["to"], "to"),
            None if data["share"] is None else Fraction(data["share"]),
            data["proof"] and data["proof"]["row"],
            data.get("flaw"),
        )


@dataclass(frozen=True, slots=True)
class Excuse:
    """What exclusions made of one breach; the computed verdict stays beside it."""

    kind: str  #: "clock", "duty" or "promise"
    obligation: str
    ticket: str | None
    was: str  #: as computed
    late_was: timedelta
    verdict: str  #: as it stands
    late: timedelta
    charged: Fraction  #: how much of it is charged
    claims: tuple[Claim, ...]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Excuse:
        """Of the JSON report."""
        return cls(
            data["kind"],
            data["obligation"],
            data["ticket"],
            data["was"],
            _core.parse_duration(data["late_was"]),
            data["verdict"],
            _core.parse_duration(data["late"]),
            Fraction(data["charged"]),
            tuple(map(Claim.from_dict, data["claims"])),
        )


def indicator_table(found: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Of indicators as the JSON report has them."""
    rows = list(found)

    def column(values: Iterable[Any], kind: pa.DataType) -> pa.Array:
        return pa.array(list(values), kind)

    def days(key: str) -> pa.Array:
        return column((date.fromisoformat(row["window"][key]) for row in rows), pa.date32())

    def lengths(key: str) -> pa.Array:
        texts = (row.get(key) for row in rows)
        return column((_core.parse_duration(t) if t else None for t in texts), pa.duration("us"))

    return pa.table(
        {
            **{name: column((row.get(name) or None for row in rows), pa.string()) for name in _TEXTS},
            **{name: column((row[name] for row in rows), pa.bool_()) for name in ("partial", "open", "aim")},
            "first_day": days("first"),
            "last_day": days("last"),
            "sample": column((row["sample"] for row in rows), pa.int64()),
            "served": lengths("served"),
            "down": lengths("down"),
        }
    )
