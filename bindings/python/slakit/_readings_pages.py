"""Readings as sections of a page: what each clause may mean, what that would cost, the lowest and the highest total."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from slakit._readings import Alternative, Extreme, LineChange, PricedReading, PricedReadings
from slakit._report import Cell, Page, Row, Section, both_languages, count
from slakit._value_words import words

TICKETS_SHOWN = 6  #: of more that an alternative changes, those it changes most


def readings_page(priced: PricedReadings) -> Page:
    return Page("What it could mean", [("as used", f"{priced.currency} {priced.total}")], "", readings_sections(priced))


def readings_sections(priced: PricedReadings) -> list[Section]:
    sections = [_readings(priced)]
    if priced.lowest.total != priced.highest.total:
        sections.append(_extremes(priced))
    rest = _without_effect(priced)
    return [*sections, rest] if rest.rows else sections


# ---- what each clause may mean -------------------------------------------------------------------------------------


def _readings(priced: PricedReadings) -> Section:
    shown = sorted((one for one in priced.readings if one.touches), key=lambda one: not _moves(one))
    rows: list[Row] = [row for one in shown for row in _place_rows(one, priced.total)]
    columns = ("~clause", "~its words, and what they may mean", f">total\n{priced.currency}", ">difference", "~changes")
    if not priced.readings:
        return Section("What it could mean", columns, [], "The contract leaves nothing open that this log could reach.")
    places = count(len(priced.readings), "open place")
    note = "" if priced.lowest.total != priced.highest.total else f"The total is the same in every case. {extent(priced)}"
    moving = sum(map(_moves, shown))
    return Section(f"What it could mean ({moving} of {places} can change the total)", columns, rows, note)


def _moves(place: PricedReading) -> bool:
    return any(one.by for one in place.alternatives)


def _place_rows(place: PricedReading, total: Decimal) -> list[Row]:
    rows: list[Row] = [[Cell(place.clause, "strong"), Cell(heading(place), "strong"), "", "", ""]]
    rows.append(["as used", words(place.used), Cell(str(total), "strong"), "", ""])
    return rows + [_alternative_row(one) for one in place.alternatives]


def heading(place: PricedReading) -> str:
    """Its title, its own words, its place in the document; of a default, why it matters.

    >>> print(heading(PricedReading("reading", "a day", "1", "What a day is", {"en": "What a day is"}, "每一天",
    ...                             "penalties.late.charge.counting", "started 24 h", "", ())))
    What a day is
    “每一天”
    penalties.late.charge.counting
    """
    kind = {"policy_default": "not set, and its default is used", "assumed": "assumed: the text does not say"}
    title = both_languages(place.titles) or place.name or kind.get(place.kind, "")
    words_of_it = f"“{place.text}”" if place.text else place.note
    return "\n".join(filter(None, (title, words_of_it, place.path)))


def _alternative_row(one: Alternative) -> Row:
    if one.total is None:
        return ["or", words(one.value), Cell("?", "warn"), "", Cell(f"cannot be computed: {one.problem}", "warn")]
    return ["or", words(one.value), Cell(str(one.total), "strong"), signed(one.by), _changes(one)]


def signed(by: Decimal | None) -> Cell | str:
    """A difference with its sign, and the colour of who owes it; nothing where nothing differs."""
    return Cell(f"{by:+}", "bad" if by > 0 else "good") if by else ""


def _changes(one: Alternative) -> str:
    """Which tickets change, and by how much; the largest first."""
    if not one.changed:
        return "no amount" if one.touches else "nothing"
    sums = _by_owner(one.lines)
    moved = sorted(((owner, by) for owner, by in sums.items() if by), key=lambda item: -abs(item[1]))
    texts = [f"{owner} {by:+}" for owner, by in moved[:TICKETS_SHOWN]]
    rest = len(moved) - len(texts)
    if rest:
        texts.append(f"{rest} more")
    if one.changed > len(one.lines):
        texts.append(f"of the first {len(one.lines)} of {count(one.changed, 'charge')}")
    return "\n".join(texts) or "no amount"


def _by_owner(lines: Iterable[LineChange]) -> Mapping[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for line in lines:
        owner = line.ticket or line.incident
        sums[owner] = sums.get(owner, Decimal(0)) + line.by
    return sums


# ---- all together --------------------------------------------------------------------------------------------------


def _extremes(priced: PricedReadings) -> Section:
    titles = {one.path: one.title or one.name or one.path for one in priced.readings}
    rows: list[Row] = [
        ["lowest", _total(priced.lowest), signed(priced.lowest.total - priced.total), _choices(priced.lowest, titles)],
        ["as used", str(priced.total), "", ""],
        ["highest", _total(priced.highest), signed(priced.highest.total - priced.total), _choices(priced.highest, titles)],
    ]
    columns = ("", f">{priced.currency}", ">difference", "~with")
    return Section("Lowest and highest of all together", columns, rows, extent(priced))


def _total(extreme: Extreme) -> Cell:
    return Cell(str(extreme.total), "strong")


def _choices(extreme: Extreme, titles: Mapping[str, str]) -> str:
    return "\n".join(f"{titles[path]}: {words(value)}" for path, value in extreme.choices.items()) or "all as used"


def extent(priced: PricedReadings) -> str:
    """Whether the extremes are exact."""
    if priced.is_exact:
        return f"Exact: of all {count(priced.combinations or 0, 'combination')}."
    number = "more than 2^64" if priced.combinations is None else str(priced.combinations)
    return f"Not exact, there are {number} combinations: {priced.bound}."


# ---- the rest ------------------------------------------------------------------------------------------------------


def _without_effect(priced: PricedReadings) -> Section:
    idle = [one for one in priced.readings if one.alternatives and not one.touches]
    alone = [one for one in priced.readings if not one.alternatives]
    rows: list[Row] = []
    if idle:
        effect = "changes nothing, whatever it means" if len(idle) == 1 else "change nothing, whatever they mean"
        rows.append([f"{len(idle)} {effect}: {_names(idle)}."])
    if alone:
        have = "has" if len(alone) == 1 else "have"
        rows.append([f"{len(alone)} {have} no other value to try (--else PATH=VALUE adds one): {_names(alone)}."])
    return Section("Without effect on this log", ("~",), rows)


def _names(places: Iterable[PricedReading]) -> str:
    return "; ".join(one.name or one.path for one in places)
