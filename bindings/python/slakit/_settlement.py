"""Settlement: statements with their windows and caps, claims, rights to terminate, penalties beside losses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from slakit import _core
from slakit.contract import Money


@dataclass(frozen=True, slots=True)
class CapUse:
    """What one limit allowed and cut, of one window, incident or the like; amounts in the statement's currency."""

    name: str  #: of the cap; "at risk", or "pool: " and a penalty's name
    clause: str
    limit: Decimal | None  #: with room carried over; None: the ticket does not say what it is a share of
    before: Decimal  #: the charges in its scope, as they came to it
    cut: Decimal
    of: str | None = None  #: which incident, obligation or service; None: all
    span: tuple[datetime, datetime] | None = None  #: of a limit per window or year: from, up to; UTC
    carried: Decimal = Decimal(0)  #: to the next span: room, or what was cut
    applies: bool = True  #: False: of several limits the greatest wins, and this is another

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> CapUse:
        """Of the JSON report."""
        span = data["span"]
        return cls(
            data["name"],
            data["clause"],
            None if data["limit"] is None else _amount(data["limit"]),
            _amount(data["before"]),
            _amount(data["cut"]),
            data["of"],
            span and (_core.parse_instant(span["from"], "from"), _core.parse_instant(span["to"], "to")),
            _amount(data["carried"]),
            data["applies"],
        )


@dataclass(frozen=True, slots=True)
class WindowClaim:
    """By when what a window owes has to be claimed and paid. Instants in UTC; a day's end is the next day's 00:00."""

    state: str  #: "not_over", "claimable", "about_to_lapse", "claimed" or "barred"
    until: datetime | None  #: None: nothing has to be claimed
    pay_by: datetime | None
    claimed_at: datetime | None = None
    claimed_by: str | None = None  #: the ticket that has the claim

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> WindowClaim:
        """Of the JSON report."""
        instants = (_instant(data[key]) for key in ("until", "pay_by", "claimed_at"))
        return cls(data["state"], *instants, data["claimed_by"])


@dataclass(frozen=True, slots=True)
class WindowStatement:
    """One settlement window: ``total == gross - cut + adjusted``."""

    first: date | None  #: None: the contract has no term
    last: date | None  #: the last day in it
    gross: Decimal  #: charges that stand, less bonuses
    cut: Decimal  #: by limits
    adjusted: Decimal  #: raised and dropped by minimums, given back, carried over
    total: Decimal
    provisional: Decimal  #: the part of total that rests on breaches still open
    claim: WindowClaim | None = None  #: None: the window owes nothing, or the contract has no deadline

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], claim: Mapping[str, Any] | None) -> WindowStatement:
        """Of the JSON report."""
        first, last = days_of(data["window"])
        amounts = (_amount(data[key]) for key in ("gross", "cut", "adjusted", "total", "provisional"))
        return cls(first, last, *amounts, None if claim is None else WindowClaim.from_dict(claim))


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What changed a charge after it was priced."""

    charge: int  #: row of Audit.charges
    kind: str  #: "raised", "dropped", "cut", "carried" or "earned_back"
    rule: str  #: the minimum or cap by its name, "earn-back 1", ...
    window: date | None  #: first day of the window in which it is posted
    amount: Decimal  #: below zero: less is owed

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Adjustment:
        """Of the JSON report."""
        first, _ = days_of(data["window"])
        return cls(data["charge"], data["kind"], data["rule"], first, _amount(data["amount"]))


@dataclass(frozen=True, slots=True)
class RightBreach:
    """A breach that brought a right to terminate about."""

    obligation: str | None  #: None: a priced event
    incident: str
    at: datetime

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> RightBreach:
        """Of the JSON report."""
        return cls(data["obligation"], data["incident"], _core.parse_instant(data["at"], "at"))


@dataclass(frozen=True, slots=True)
class TerminationRight:
    """One right to terminate of the contract, arisen or not. Instants in UTC."""

    name: str
    clause: str
    state: str  #: "not_arisen", "exercisable" or "lapsed"
    since: datetime | None  #: first arose
    latest: datetime | None  #: arose again; equal to since where it arose once
    until: datetime | None  #: may be used since the latest; None: without an end
    earliest_end: datetime | None  #: of the contract, with notice given at the latest
    breaches: tuple[RightBreach, ...]  #: that brought the latest about

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> TerminationRight:
        """Of the JSON report."""
        instants = (_instant(data[key]) for key in ("since", "latest", "until", "earliest_end"))
        breaches = tuple(map(RightBreach.from_dict, data["breaches"]))
        return cls(data["name"], data["clause"], data["state"], *instants, breaches)


@dataclass(frozen=True, slots=True)
class LossTest:
    """Penalties beside the documented loss of an incident (PRC Civil Code art. 585); the amounts never change."""

    incident: str | None  #: None: all that have documents
    penalty: Decimal
    loss: Decimal
    threshold: Decimal  #: 130 % of the loss
    above: bool  #: the contract is under the law of CN, and the penalty is above the threshold

    @property
    def ratio(self) -> Fraction | None:
        """Penalty / loss; None without a loss.

        >>> LossTest("I1", Decimal("50000.00"), Decimal("30000.00"), Decimal("39000.00"), True).ratio
        Fraction(5, 3)
        """
        return Fraction(self.penalty) / Fraction(self.loss) if self.loss else None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> LossTest:
        """Of the JSON report."""
        amounts = (_amount(data[key]) for key in ("penalty", "loss", "threshold"))
        return cls(data["incident"], *amounts, data["above"])


@dataclass(frozen=True, slots=True)
class Statement:
    """The settlement: ``total == gross - cut + adjusted``, in all and in each window. Its postings are Audit.postings.

    >>> import slakit
    >>> statement = slakit.audit("examples/cloud-service/contract.yaml", "examples/cloud-service/events.csv",
    ...                          as_of="2025-06-01T00:00:00+02:00").statement
    >>> statement.gross, statement.cut, statement.total
    (Decimal('6125.00'), Decimal('25.00'), Decimal('6100.00'))
    >>> may = statement.windows[-1]
    >>> str(may.first), may.gross, may.cut, may.total, may.claim.state
    ('2025-05-01', Decimal('4150.00'), Decimal('25.00'), Decimal('4125.00'), 'claimable')
    >>> [(cap.name, cap.limit, cap.before) for cap in statement.caps if cap.cut]
    [('credits of a month', Decimal('4125.00'), Decimal('4150.00'))]
    >>> [(one.kind, one.rule, one.amount) for one in statement.adjustments]
    [('cut', 'credits of a month', Decimal('-24.10')), ('cut', 'credits of a month', Decimal('-0.90'))]
    >>> [(right.clause, right.state, right.since.isoformat()) for right in statement.rights]
    [('9.2', 'exercisable', '2025-04-30T22:00:00+00:00')]
    """

    currency: str  #: of every amount here and in the tables of charges and postings
    gross: Decimal  #: charges that stand, less bonuses
    cut: Decimal  #: by limits
    total: Decimal  #: below zero where bonuses are more
    provisional: Decimal  #: the part of total that rests on breaches still open
    caps: tuple[CapUse, ...]  #: each use of each limit
    after_decisions: Decimal  #: what waivers and adjustments would make of total, which they leave as it is
    adjusted: Decimal = Decimal(0)  #: raised and dropped by minimums, given back, carried over
    windows: tuple[WindowStatement, ...] = ()  #: those that have begun, and any with a charge
    adjustments: tuple[Adjustment, ...] = ()  #: in the order in which they were made
    rights: tuple[TerminationRight, ...] = ()  #: to terminate, one for each rule of the contract
    loss_tests: tuple[LossTest, ...] = ()  #: by incident, then all together; none without documents
    liability: str | None = None  #: "counts toward" the cap of liability, or "does not"; None: the contract is silent

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Statement:
        """Of the JSON report."""
        total = Money.parse(data["total"])
        claims = {claim["window"]: claim for claim in data["claims"]}
        return cls(
            currency=total.currency,
            total=total.amount,
            **{key: _amount(data[key]) for key in ("gross", "cut", "provisional", "adjusted")},
            after_decisions=_amount(data["after_decisions"]["total"]),
            windows=tuple(WindowStatement.from_dict(one, claims.get(one["window"])) for one in data["windows"]),
            liability=data["liability"],
            **{key: _all(kind, data[source]) for key, kind, source in _LISTS},
        )


_LISTS = (
    ("caps", CapUse, "caps"),
    ("adjustments", Adjustment, "adjustments"),
    ("rights", TerminationRight, "termination"),
    ("loss_tests", LossTest, "loss_tests"),
)


def days_of(window: str | None) -> tuple[date, date] | tuple[None, None]:
    """Of a window of the JSON report: its first and its last day.

    >>> days_of("2025-01-20/2025-01-31")
    (datetime.date(2025, 1, 20), datetime.date(2025, 1, 31))
    """
    if window is None:
        return None, None
    first, last = window.split("/")
    return date.fromisoformat(first), date.fromisoformat(last)


def _all(kind: Any, items: Iterable[Mapping[str, Any]]) -> tuple[Any, ...]:
    return tuple(map(kind.from_dict, items))


def _amount(text: str) -> Decimal:
    return Money.parse(text).amount


def _instant(text: str | None) -> datetime | None:
    return None if text is None else _core.parse_instant(text, "instant")
