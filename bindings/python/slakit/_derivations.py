"""Derivations: how a charge came to its amount, as data and as an auditor's sentences."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from slakit._audit import Audit
    from slakit._report import Page, Section

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


def charge_section(charge: Mapping[str, Any], language: str) -> Section:
    """A charge with its sentences, one a line."""
    from slakit._report import Section

    columns = (f"~charge {charge['amount']}" if language == "en" else f"~计收 {charge['amount']}",)
    return Section("", columns, [[text] for text in sentences(charge["derivation"], language)])


def other_sections(explanation: Mapping[str, Any], language: str) -> list[Section]:
    """Charges of a ticket for what is no clock."""
    return [charge_section(charge, language) for charge in explanation["charges"]]


def incident(audit: Audit, name: str) -> dict[str, Any] | None:
    """The charges of an incident that is no ticket: a window's, a duty's; None where there are none."""
    rows = [row for row, one in enumerate(audit.charges["incident"].to_pylist()) if one == name]
    if not rows:
        return None
    report = audit.report
    charges = [report["charges"][row] for row in rows]
    return {"slakit_incident": 1, "incident": name, "as_of": report["as_of"], "charges": charges}


def incident_page(data: Mapping[str, Any], language: str) -> Page:
    from slakit._report import Page, moment

    sections = [charge_section(charge, language) for charge in data["charges"]]
    return Page(data["incident"], [("as of", moment(data["as_of"]))], "", sections)
