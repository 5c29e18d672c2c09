"""Reverse audits as pages: the readings that give the figures, or the nearest, and where the two ways part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from slakit._derivations import DerivationStep
from slakit._report import Cell, Page, Row, Section, count
from slakit._reverse import Figure, ReverseAudit, ReverseMatch
from slakit._value_words import words


def reverse_page(
    found: ReverseAudit,
    facts: Sequence[tuple[str, str]] = (),
    titles: Mapping[str, str] | None = None,
    hints: Sequence[tuple[str, str]] = (),
) -> Page:
    """`titles`: of places, by path, for people who do not know the document."""
    named = titles or {}
    sections = [_figures(found), _ways(found, named)]
    parting = _parting(found)
    if parting.rows:
        sections.append(parting)
    return Page(f"Which reading gives {_what(found.claims, found.currency)}", [*facts], "", sections, hints)


def _what(claims: Sequence[Figure], currency: str) -> str:
    return f"{currency} {claims[0].amount}" if len(claims) == 1 else f"these {len(claims)} figures"


def _about(claim: Figure) -> str:
    """What the figure is of.

    >>> _about(Figure("T4", None, Decimal(1))), _about(Figure(None, None, Decimal(1)))
    ('T4', 'the statement')
    """
    return ", ".join(filter(None, (claim.ticket, claim.penalty))) or "the statement"


def _figures(found: ReverseAudit) -> Section:
    rows: list[Row] = []
    for claim, computed in zip(found.claims, found.computed, strict=True):
        difference = claim.amount - computed
        shown = Cell(f"{difference:+}", "bad") if difference else Cell("the same", "good")
        rows.append([_about(claim), str(claim.amount), str(computed), shown])
    columns = ("~figure of", ">claimed", ">as used", ">difference")
    return Section(f"Figures, {found.currency}", columns, rows)


def _ways(found: ReverseAudit, titles: Mapping[str, str]) -> Section:
    is_match = bool(found.matches)
    rows = [_way_row(one, titles, is_match) for one in found.matches or found.nearest]
    tried = f"{count(found.tried, 'combination')} tried"
    whole = "all that the contract leaves open" if found.is_complete else found.bound or "not all of them"
    note = f"{tried}: {whole}."
    if is_match:
        title = f"It is given by ({len(rows)})"
        columns: tuple[str, ...] = ("~reading", "~", ">statement")
    else:
        title = "No reading gives it; the nearest"
        columns = ("~reading", "~", ">figures", ">off by", ">statement")
    return Section(title, columns, rows, note)


def _way_row(match: ReverseMatch, titles: Mapping[str, str], is_match: bool) -> Row:
    lines = [f"{_place(path, titles)}: {words(value)}" for path, value in match.choices.items()]
    kind = "" if match.is_open else Cell("the contract itself says otherwise", "warn")
    reading = Cell("\n".join(lines) or "as used", "strong")
    if is_match:
        return [reading, kind, str(match.total)]
    return [reading, kind, "\n".join(map(str, match.figures)), str(match.off), str(match.total)]


def _place(path: str, titles: Mapping[str, str]) -> str:
    return f"{titles[path]} ({path})" if titles.get(path) else path


def _parting(found: ReverseAudit) -> Section:
    parting = found.parting
    if parting is None:
        return Section("", (), [])
    about = ", ".join(filter(None, (parting.ticket, parting.penalty)))
    ways = (("as used", parting.before, parting.ours), ("theirs", parting.after, parting.theirs))
    rows: list[Row] = [[name, _step(step), Cell(str(amount), "strong")] for name, amount, step in ways]
    title = f"Where they part: {about}"
    return Section(title, ("", "~the first step that differs", f">{found.currency}"), rows)


def _step(step: DerivationStep | None) -> str:
    """In words, and its formula where that says more."""
    if step is None:
        return "there is no such charge"
    return "\n".join(filter(None, (step.en, step.formula)))
