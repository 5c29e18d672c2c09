"""Derivations: how a charge came to its amount, as data and as an auditor's sentences."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

LANGUAGES = ("en", "zh")


@dataclass(frozen=True, slots=True)
class DerivationStep:
    """One step: a sentence in both languages, and where it computes something its formula.

    A formula is plain arithmetic that follows from the numbers it prints: ``"1% * 1000000.00 * 2 = 20000.00"``. Besides
    + - * / and parentheses it may have ``ceil``, ``floor``, ``max``, ``min`` and ``round(x, decimals, mode)``. Its numbers
    are facts of this step or an earlier one, or what earlier formulas came to; the last formula of a derivation comes
    to the charge's amount.
    """

    kind: str  #: "clause", "breach", "count", "price", "cap", "not_applied", ...
    formula: str | None
    facts: Mapping[str, str]  #: exact values, by name
    en: str
    zh: str


def from_json(text: str) -> tuple[DerivationStep, ...]:
    return tuple(DerivationStep(**step) for step in json.loads(text))


def sentences(steps: Iterable[Mapping[str, Any]], language: str) -> list[str]:
    """Of a derivation as the JSON report has it."""
    if language not in LANGUAGES:
        raise ValueError(f"language: {language!r} is not one of {', '.join(map(repr, LANGUAGES))}")
    return [step[language] for step in steps]


def charges_of(explanation: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """All charges of an explanation as the JSON has it: those of its clocks, then the others."""
    charges = [charge for one in explanation["obligations"] for charge in one["charges"]]
    return [*charges, *explanation["charges"]]
