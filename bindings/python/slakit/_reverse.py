"""Reverse audit: which reading of a contract gives somebody else's figures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from slakit import _readings
from slakit._derivations import DerivationStep
from slakit._files import JsonDocument
from slakit.errors import InputError, Problem

if TYPE_CHECKING:
    from slakit._audit import Audit

TRIES_MAX = 2000
_KEYS = ("ticket", "penalty", "amount")


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody else's figure, in the statement's currency: of a ticket, a penalty, a charge, or of everything."""

    ticket: str | None  #: or an incident that is no ticket; None: all
    penalty: str | None  #: None: all
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ReverseMatch:
    """Choices, and the figures that the contract gives with them."""

    choices: Mapping[str, str]  #: path -> value, as a document writes it; {}: as used
    total: Decimal  #: of the statement
    figures: tuple[Decimal, ...]  #: by claim
    off: Decimal  #: the sum of how far each is from its claim; 0: a match
    is_open: bool  #: the contract leaves all of these places open: an honest reading of its text

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ReverseMatch:
        choices = _readings.choices_of(data["choices"])
        figures = tuple(map(Decimal, data["figures"]))
        return cls(choices, Decimal(data["total"]), figures, Decimal(data["off"]), data["is_open"])


@dataclass(frozen=True, slots=True)
class Parting:
    """Where the two ways to a figure part: the first charge, by time, that differs, and the first step of it.

    Without a match it is about the first claim that differs as a whole, and has no steps.
    """

    claim: int  #: its place among the claims
    ticket: str | None
    penalty: str | None
    before: Decimal  #: what it comes to as used
    after: Decimal  #: and in the match, or as claimed
    ours: DerivationStep | None  #: None: the charge stands in the other one only
    theirs: DerivationStep | None
    counted: Fraction | None = None  #: where the claim is about one charge: what that counts
    implied: Fraction | None = None  #: what the claim's figure would be a count of

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Parting:
        ours, theirs = (None if data[key] is None else DerivationStep(**data[key]) for key in ("ours", "theirs"))
        amounts = Decimal(data["before"]), Decimal(data["after"])
        counts = (None if data[key] is None else Fraction(data[key]) for key in ("counted", "implied"))
        return cls(data["claim"], data["ticket"], data["penalty"], *amounts, ours, theirs, *counts)


@dataclass(frozen=True, slots=True)
class ReverseAudit(JsonDocument):
    """Audit.reverse(): the readings that give the claimed figures, those with the fewest changes first.

    >>> import slakit
    >>> audit = slakit.audit("examples/after-sales/contract.yaml", "examples/after-sales/events.csv",
    ...                      as_of="2024-06-01T00:00:00+08:00")
    >>> found = audit.reverse("10000.00", ticket="T4")
    >>> found.computed
    (Decimal('20000.00'),)
    >>> dict(found.matches[0].choices), found.matches[0].total
    ({'penalties.late restoration.charge.counting': 'completed 24 h'}, Decimal('40000.00'))
    >>> found.parting.ours.formula, found.parting.theirs.formula
    ('ceil(47/24) = 2', 'floor(47/24) = 1')
    """

    currency: str
    claims: tuple[Figure, ...]
    computed: tuple[Decimal, ...]  #: as used, by claim
    matches: tuple[ReverseMatch, ...]  #: they give every claim exactly
    nearest: tuple[ReverseMatch, ...]  #: where nothing does: those that are off least
    parting: Parting | None  #: from as used to the first match, or else to the nearest; None: they do not differ
    tried: int
    is_complete: bool  #: all combinations of what the contract leaves open were tried
    bound: str | None  #: where not: what was left out
    _data: Mapping[str, Any] = field(repr=False, compare=False)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ReverseAudit:
        return cls(
            data["currency"],
            tuple(Figure(one["ticket"], one["penalty"], Decimal(one["amount"])) for one in data["claims"]),
            tuple(map(Decimal, data["computed"])),
            tuple(map(ReverseMatch.from_dict, data["matches"])),
            tuple(map(ReverseMatch.from_dict, data["nearest"])),
            None if data["parting"] is None else Parting.from_dict(data["parting"]),
            data["tried"],
            data["is_complete"],
            data["bound"],
            data,
        )

    def __str__(self) -> str:
        from slakit import _reverse_pages, _text

        return _text.as_text(_reverse_pages.reverse_page(self))


def _refuse(code: str, path: str, message: str) -> None:
    raise InputError([Problem(code, path, message)])


def _amount(value: Any, path: str) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        message = f"{value!r} is no exact amount; give text or a Decimal, as '52.50'"
        _refuse("bad-money", path, message)
    return f"{value:f}" if isinstance(value, Decimal) else str(value).strip()


def figures_from(
    claims: Any, ticket: str | None = None, penalty: str | None = None
) -> list[tuple[str, tuple[str, str, str]]]:
    """One figure, or some as mappings: each with the place that problems name, its ticket, penalty and amount.

    >>> figures_from("52.50", penalty="late delivery")
    [('amount', ('', 'late delivery', '52.50'))]
    >>> figures_from([{"ticket": "T4", "amount": Decimal("1E+4")}])
    [('claims.0.amount', ('T4', '', '10000'))]
    """
    if isinstance(claims, (str, int, Decimal)) or not isinstance(claims, Iterable):
        return [("amount", (str(ticket or ""), str(penalty or ""), _amount(claims, "amount")))]
    if ticket is not None or penalty is not None:
        message = "belongs to one amount; of several figures each names its own"
        _refuse("unused-argument", "ticket" if ticket is not None else "penalty", message)
    return [_figure(one, f"claims.{i}") for i, one in enumerate(claims)]


def _figure(one: Any, path: str) -> tuple[str, tuple[str, str, str]]:
    if not isinstance(one, Mapping):
        _refuse("bad-claim", path, f"{one!r} is no mapping; give one with the keys ticket, penalty, amount")
    unknown = [key for key in one if key not in _KEYS]
    if unknown:
        _refuse("unknown-key", f"{path}.{unknown[0]}", "there is no such key; write ticket, penalty or amount")
    if one.get("amount") is None:
        _refuse("missing-key", f"{path}.amount", "is not there; give the figure, as '52.50'")
    names = (str(one.get(key) or "") for key in ("ticket", "penalty"))
    return f"{path}.amount", (*names, _amount(one["amount"], f"{path}.amount"))


def reverse(
    audit: Audit,
    claims: Any,
    ticket: str | None,
    penalty: str | None,
    also: Mapping[str, Any] | None,
    tries_max: int,
) -> ReverseAudit:
    return reverse_figures(audit, figures_from(claims, ticket, penalty), also, tries_max)


def reverse_figures(
    audit: Audit, figures: list[tuple[str, tuple[str, str, str]]], also: Mapping[str, Any] | None, tries_max: int
) -> ReverseAudit:
    """Of figures_from()."""
    most = _readings.at_least_one(tries_max, "tries_max")
    return ReverseAudit.from_dict(json.loads(audit._core.reverse_json(figures, _readings.also_list(also), most)))
