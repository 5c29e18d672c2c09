"""Reverse audit: which reading of a contract gives somebody else's figures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
    tried: int  #: contracts, that as used not among them
    tried_open: int  #: of these, such as the contract leaves open
    is_complete: bool  #: all combinations of what it leaves open were tried, but for what adds to such a match
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
            data["tried_open"],
            data["is_complete"],
            data["bound"],
            data,
        )

    def __str__(self) -> str:
        from slakit import _reverse_pages, _text

        return _text.as_text(_reverse_pages.reverse_page(self))


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure as it was given, and by key ("ticket", "penalty", "amount") where its problems are."""

    ticket: str
    penalty: str
    amount: str
    places: Mapping[str, Problem]  #: without a code and a message

    def problem(self, key: str, code: str, message: str) -> Problem:
        return replace(self.places[key], code=code, message=message)


def at(path: str) -> Problem:
    """The place of a problem: an argument, or a part of one."""
    return Problem("", path)


def _amount(value: Any) -> str:
    """Text; nothing where it is no exact amount."""
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value).strip()


def figures_from(claims: Any, ticket: str | None = None, penalty: str | None = None) -> list[Claim]:
    """One figure, or one or some as mappings.

    >>> [one] = figures_from("52.50", penalty="late delivery")
    >>> one.penalty, one.amount, one.places["penalty"].path
    ('late delivery', '52.50', 'penalty')
    >>> [one] = figures_from([{"ticket": "T4", "amount": Decimal("1E+4")}])
    >>> one.ticket, one.amount, one.places["amount"].path
    ('T4', '10000', 'claims.0.amount')
    """
    if isinstance(claims, (str, int, Decimal)) or not isinstance(claims, Iterable):
        places = {key: at(key) for key in _KEYS}
        if not (amount := _amount(claims)):
            raise InputError([_no_amount(places["amount"], claims)])
        return [Claim(str(ticket or ""), str(penalty or ""), amount, places)]
    if ticket is not None or penalty is not None:
        message = "belongs to one amount; of several figures each names its own"
        raise InputError([Problem("unused-argument", "ticket" if ticket is not None else "penalty", message)])
    given = [("claims", claims)] if isinstance(claims, Mapping) else [(f"claims.{i}", one) for i, one in enumerate(claims)]
    problems = [problem for path, one in given for problem in _problems_of(one, path)]
    if problems:
        raise InputError(problems)
    return [_claim(one, path) for path, one in given]


def _no_amount(place: Problem, value: Any) -> Problem:
    return replace(place, code="bad-money", message=f"{value!r} is no exact amount; give text, or a Decimal")


def _problems_of(one: Any, path: str) -> list[Problem]:
    if not isinstance(one, Mapping):
        return [Problem("bad-claim", path, f"{one!r} is no mapping; give one with the keys ticket, penalty, amount")]
    message = "there is no such key; write ticket, penalty or amount"
    problems = [Problem("unknown-key", f"{path}.{key}", message) for key in one if key not in _KEYS]
    if one.get("amount") is None:
        problems.append(Problem("missing-key", f"{path}.amount", "is not there; give the figure, as text or a Decimal"))
    elif not _amount(one["amount"]):
        problems.append(_no_amount(at(f"{path}.amount"), one["amount"]))
    return problems


def _claim(one: Mapping[str, Any], path: str) -> Claim:
    names = (str(one.get(key) or "") for key in ("ticket", "penalty"))
    return Claim(*names, _amount(one["amount"]), {key: at(f"{path}.{key}") for key in _KEYS})


def reverse(
    audit: Audit,
    claims: Any,
    ticket: str | None,
    penalty: str | None,
    also: Mapping[str, Any] | None,
    tries_max: int,
) -> ReverseAudit:
    return reverse_claims(audit, figures_from(claims, ticket, penalty), also, tries_max)


def reverse_claims(
    audit: Audit, claims: Sequence[Claim], also: Mapping[str, Any] | None, tries_max: int
) -> ReverseAudit:
    """Of figures_from(); problems are at the places of the claims."""
    most = _readings.at_least_one(tries_max, "tries_max")
    figures = [(one.ticket, one.penalty, one.amount) for one in claims]
    try:
        return ReverseAudit.from_dict(json.loads(audit._core.reverse_json(figures, _readings.also_list(also), most)))
    except InputError as error:
        located = [_located(problem, claims) for problem in error.problems]
        raise type(error)(problem for _, problem in sorted(located, key=lambda one: one[0])) from None


def _located(problem: Problem, claims: Sequence[Claim]) -> tuple[int, Problem]:
    """Its claim, and it at the claim's own place: "claims.1.ticket" is that of claims[1]."""
    found = re.fullmatch(r"claims\.(\d+)\.(ticket|penalty|amount)", problem.path)
    if found is None or problem.source:
        return len(claims), problem
    index = int(found[1])
    return index, claims[index].problem(found[2], problem.code, problem.message)
