"""What a contract could mean, and what that would cost: every open place with its alternatives priced."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from slakit import _amounts
from slakit._files import JsonDocument
from slakit.contract import preferred
from slakit.errors import InputError, Problem

if TYPE_CHECKING:
    from slakit._audit import Audit

LINES_MAX = 10_000  #: changed lines that are kept for each alternative


@dataclass(frozen=True, slots=True)
class LineChange:
    """One charge that differs under an alternative, by its names; amounts in the statement's currency."""

    ticket: str | None
    incident: str
    clause: str  #: of the penalty
    penalty: str
    obligation: str | None  #: None: an event is priced
    before: Decimal | None  #: as used; None: there is no such charge
    after: Decimal | None
    by: Decimal

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> LineChange:
        names = (data[key] for key in ("ticket", "incident", "clause", "penalty", "obligation"))
        return cls(*names, _amounts.optional(data["before"]), _amounts.optional(data["after"]), Decimal(data["by"]))


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another value of a place, and what the whole statement comes to with it."""

    value: str  #: as a document writes it, and as ``slakit audit --set PATH=VALUE`` takes it
    total: Decimal | None  #: None: it cannot be computed, and `problem` says why
    by: Decimal | None  #: total less the total as used
    problem: str | None
    touches: bool  #: anything differs, be it only how late a ticket was
    changed: int  #: charges that differ
    lines: tuple[LineChange, ...]  #: the first of these

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Alternative:
        total, by = _amounts.optional(data["total"]), _amounts.optional(data["by"])
        lines = tuple(map(LineChange.from_dict, data["lines"]))
        return cls(data["value"], total, by, data["problem"], data["touches"], data["changed"], lines)


@dataclass(frozen=True, slots=True)
class PricedReading:
    """A place of the contract that may honestly be read otherwise: a reading, an assumed value, an unset policy."""

    kind: str  #: "reading", "assumed" or "policy_default"
    name: str  #: of a reading
    clause: str
    title: str  #: English where there is some
    titles: Mapping[str, str]  #: by language
    text: str  #: the contract's own words; empty where it says nothing
    path: str  #: in the document
    used: str  #: as a document writes it
    note: str  #: why a default is reached
    alternatives: tuple[Alternative, ...]

    @property
    def touches(self) -> bool:
        """Some alternative changes something, or cannot be computed."""
        return any(one.touches or one.problem for one in self.alternatives)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> PricedReading:
        alternatives = tuple(map(Alternative.from_dict, data["alternatives"]))
        texts = {key: data[key] for key in ("kind", "name", "clause", "text", "path", "used", "note")}
        return cls(**texts, title=preferred(data["title"]), titles=data["title"], alternatives=alternatives)


@dataclass(frozen=True, slots=True)
class Extreme:
    """The lowest or highest total of the combinations that were tried."""

    total: Decimal
    choices: Mapping[str, str]  #: path -> value, as a document writes it; {}: as used

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Extreme:
        return cls(Decimal(data["total"]), choices_of(data["choices"]))


@dataclass(frozen=True, slots=True)
class PricedReadings(JsonDocument):
    """Audit.readings(): the total under every reading, assumed value and default that the contract can reach.

    >>> import slakit
    >>> audit = slakit.audit("examples/after-sales/contract.yaml", "examples/after-sales/events.csv",
    ...                      as_of="2024-06-01T00:00:00+08:00")
    >>> priced = audit.readings(combinations_max=50)
    >>> [day] = [one for one in priced.readings if one.name == "a day"]
    >>> day.clause, day.text, day.used
    ('1.1.3(2)', '每一天', 'started 24 h')
    >>> for other in day.alternatives:
    ...     print(other.value, other.total, other.by, other.changed)
    completed 24 h 40000.00 -40000.00 4
    pro rata 61250.00 -18750.00 4
    calendar days touched 90000.00 10000.00 1
    """

    currency: str
    total: Decimal  #: as used
    readings: tuple[PricedReading, ...]
    lowest: Extreme
    highest: Extreme
    is_exact: bool  #: the extremes are of all combinations
    combinations: int | None  #: of all places; None: more than 64 bits count
    evaluated: int  #: combinations that were tried
    bound: str | None  #: where the extremes are not exact: what was left out
    _data: Mapping[str, Any] = field(repr=False, compare=False)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> PricedReadings:
        return cls(
            data["currency"],
            Decimal(data["total"]),
            tuple(map(PricedReading.from_dict, data["readings"])),
            Extreme.from_dict(data["lowest"]),
            Extreme.from_dict(data["highest"]),
            data["is_exact"],
            data["combinations"],
            data["evaluated"],
            data["bound"],
            data,
        )

    def table(self) -> pa.Table:
        """One row per alternative, and one of each place that has none: its value is null.

        ``path``, ``clause``, ``text``, ``used``, ``value``, ``problem`` are texts, ``total`` and ``by`` decimals in
        the statement's currency, ``changed`` the number of charges that differ.
        """
        rows = [(place, one) for place in self.readings for one in place.alternatives or (None,)]
        columns = {name: pa.array([getattr(p, name) for p, _ in rows], pa.string()) for name in _PLACE}
        of = {name: [None if one is None else getattr(one, name) for _, one in rows] for name in _ALTERNATIVE}
        columns["value"] = pa.array(of["value"], pa.string())
        columns["total"] = _amounts.decimals(of["total"], self.total)
        columns["by"] = _amounts.decimals(of["by"], self.total)
        columns["changed"] = pa.array(of["changed"], pa.int64())
        columns["problem"] = pa.array(of["problem"], pa.string())
        return pa.table(columns)

    def __str__(self) -> str:
        from slakit import _readings_pages, _text

        return _text.as_text(_readings_pages.readings_page(self))


_PLACE = ("path", "clause", "text", "used")
_ALTERNATIVE = ("value", "total", "by", "changed", "problem")


def choices_of(choices: list[Mapping[str, str]]) -> dict[str, str]:
    """Of a JSON document.

    >>> choices_of([{"path": "policies.concurrency", "value": "both"}])
    {'policies.concurrency': 'both'}
    """
    return {one["path"]: one["value"] for one in choices}


def also_list(also: Mapping[str, Any] | None) -> list[tuple[str, Any]]:
    """Each path with each of its values; one that is no list is the only one.

    >>> also_list({"policies.concurrency": ["both", "first only"], "obligations.on-site.clock.target": "PT8H"})
    [('policies.concurrency', 'both'), ('policies.concurrency', 'first only'), ('obligations.on-site.clock.target', 'PT8H')]
    """
    if also is not None and not isinstance(also, Mapping):
        message = f"{type(also).__name__} is no mapping; give path -> list of values, as {{'policies.loss': ['the greater']}}"
        raise InputError([Problem("bad-choice", "also", message)])
    return [(str(path), value) for path, values in (also or {}).items() for value in _values(values)]


def _values(values: Any) -> Iterator[Any]:
    yield from values if isinstance(values, (list, tuple)) else [values]


def at_least_one(number: int, name: str) -> int:
    if isinstance(number, bool) or not isinstance(number, int) or number < 1:
        raise InputError([Problem("bad-count", name, f"{number!r} is no number above zero; give one such as 1000")])
    return min(number, 2**63 - 1)


def price_readings(audit: Audit, also: Mapping[str, Any] | None, combinations_max: int) -> PricedReadings:
    most = at_least_one(combinations_max, "combinations_max")
    return PricedReadings.from_dict(json.loads(audit._core.readings_json(also_list(also), most, LINES_MAX)))
