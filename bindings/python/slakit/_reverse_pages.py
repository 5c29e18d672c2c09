"""Reverse audits as pages: the readings that give the figures, or the nearest, and where the two ways part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from slakit._derivations import DerivationStep
from slakit._report import Cell, Page, Row, Section, count
from slakit._reverse import Figure, ReverseAudit, ReverseMatch
from slakit._value_words import words
from slakit.contract import Assumption


def reverse_page(
    found: ReverseAudit,
    facts: Sequence[tuple[str, str]] = (),
    texts: Mapping[str, str] | None = None,
    hints: Sequence[tuple[str, str]] = (),
) -> Page:
    """`texts`: of places, by path, for people who do not know the document."""
    named = texts or {}
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


def texts_of(assumptions: Iterable[Assumption]) -> dict[str, str]:
    """The contract's own words for places that have readings, by path, with their clauses."""
    found: dict[str, str] = {}
    for one in assumptions:
        if one.kind == "reading" and one.note:
            found[one.path] = " ".join(filter(None, (one.clause, f"“{one.note}”")))
    return found


def _figures(found: ReverseAudit) -> Section:
    rows: list[Row] = []
    for claim, computed in zip(found.claims, found.computed, strict=True):
        difference = claim.amount - computed
        shown = Cell(f"{difference:+}", "bad") if difference else Cell("the same", "good")
        rows.append([_about(claim), str(claim.amount), str(computed), shown])
    columns = ("~figure of", ">claimed", ">as used", ">difference")
    return Section(f"Figures, {found.currency}", columns, rows)


def _ways(found: ReverseAudit, texts: Mapping[str, str]) -> Section:
    is_match = bool(found.matches)
    ways = found.matches or found.nearest
    rows = [[f"{i}." if len(ways) > 1 else "", *_way_row(one, texts, is_match)] for i, one in enumerate(ways, 1)]
    columns = ["", "~reading", "~", ">figures", ">off by", f">statement,\n{found.currency}"]
    if is_match:
        del columns[3:5]
    if all(one.is_open for one in ways):
        columns.remove("~")
        rows = [[*row[:2], *row[3:]] for row in rows]
    title = f"It is given by ({len(rows)})" if is_match else "No reading gives it; the nearest"
    return Section(title, columns, rows, "" if _is_used(found) else _extent(found))


def _extent(found: ReverseAudit) -> str:
    if not found.is_complete:
        bound = found.bound or f"{found.tried} contracts were tried"
        return f"{bound[:1].upper()}{bound[1:]}."
    others = found.tried - found.tried_open
    if not found.tried_open:
        tried = f"; {count(others, 'other contract')} {'was' if others == 1 else 'were'} tried" if others else ""
        return f"The contract leaves nothing open{tried}."
    rest = f", and {count(others, 'other contract')}" if others else ""
    if any(one.is_open for one in found.matches):
        return f"All combinations of what the contract leaves open were tried, but for those that add to one of these{rest}."
    all_of_them = count(found.tried_open + 1, "combination")  # with that as used
    return f"All {all_of_them} of what the contract leaves open were tried{rest}."


def _is_used(found: ReverseAudit) -> bool:
    return bool(found.matches) and not found.matches[0].choices


def _way_row(match: ReverseMatch, texts: Mapping[str, str], is_match: bool) -> Row:
    lines = [f"{_place(path, texts)}: {words(value)}" for path, value in match.choices.items()]
    kind = "" if match.is_open else Cell("the contract itself says otherwise", "warn")
    reading = Cell("\n".join(lines) or "as used", "strong")
    if is_match:
        return [reading, kind, str(match.total)]
    return [reading, kind, "\n".join(map(str, match.figures)), str(match.off), str(match.total)]


def _place(path: str, texts: Mapping[str, str]) -> str:
    return f"{texts[path]}\n{path}" if texts.get(path) else path


def _parting(found: ReverseAudit) -> Section:
    parting = found.parting
    if parting is None:
        return Section("", (), [])
    about = ", ".join(filter(None, (parting.ticket, parting.penalty))) or "the statement"
    columns = ("", "~the first step that differs", f">{found.currency}")
    ours, theirs = _step(parting.ours), _step(parting.theirs)
    if not found.matches:
        if parting.counted is None or parting.implied is None:
            return Section("", (), [])
        columns = ("", "~count", f">{found.currency}")
        ours = _number(parting.counted)
        theirs = f"{_number(parting.implied)}: what the figure would be a count of"
    rows: list[Row] = [
        ["as used", ours, Cell(str(parting.before), "strong")],
        ["theirs", theirs, Cell(str(parting.after), "strong")],
    ]
    return Section(f"Where they part: {about}", columns, rows)


def _number(value: Fraction) -> str:
    """A decimal, where one of a few places is exact.

    >>> _number(Fraction(1021, 500)), _number(Fraction(829, 288)), _number(Fraction(3))
    ('2.042', '829/288', '3')
    """
    places = next((n for n in range(7) if 10**n % value.denominator == 0), None)
    if places is None:
        return str(value)
    return f"{Decimal(value.numerator * 10**places // value.denominator).scaleb(-places):f}"


def _step(step: DerivationStep | None) -> str:
    """In words, and its formula where that says more."""
    if step is None:
        return "there is no such charge"
    return "\n".join(filter(None, (step.en, step.formula)))
