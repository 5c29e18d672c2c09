"""A ticket's clocks drawn as bars to one scale: what a terminal without colours, or a page, shows of a timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from slakit import _core

WIDTH = 56  #: marks at most: with a name before it a bar fits 80 columns

RUNNING, PAST_DUE, PAUSED, CLOSED, STOPPED, DUE = "█▓░·─|"
_MARKS = {"running": RUNNING, "paused": PAUSED, "closed": CLOSED, "stopped": STOPPED}
_WORDS = {
    RUNNING: "running",
    PAST_DUE: "running past due",
    PAUSED: "paused",
    CLOSED: "closed",
    STOPPED: "stopped",
    DUE: "due",
}
STYLES = {RUNNING: "green", PAST_DUE: "red", PAUSED: "yellow", CLOSED: "dim", STOPPED: "dim", DUE: "bold"}

_UNITS = [timedelta(milliseconds=n) for n in (1, 10, 100)]
_UNITS += [timedelta(seconds=n) for n in (1, 2, 5, 10, 15, 30)]
_UNITS += [timedelta(minutes=n) for n in (1, 2, 5, 10, 15, 30)]
_UNITS += [timedelta(hours=n) for n in (1, 2, 3, 4, 6, 8, 12, 24, 48, 72, 168, 336, 672, 2016, 8760, 87600)]


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    marks: str


@dataclass(frozen=True, slots=True)
class Drawing:
    start: str  #: RFC 3339
    unit: timedelta  #: what one mark stands for
    bars: Sequence[Bar]
    legend: str


@dataclass(frozen=True, slots=True)
class _Piece:
    start: datetime
    end: datetime
    mark: str


def draw(obligations: Sequence[Mapping[str, Any]]) -> Drawing | None:
    """Of the obligations of an explanation; None where none has a timeline.

    From the first segment to the last due instant or stop. A mark is what most of its time is, so a pause shorter than
    half a mark may be missing; the due mark is where the due instant lies.

    >>> at = "2024-05-06T{:02}:00:00Z".format
    >>> pieces = [("running", 10, 12), ("paused", 12, 14), ("running", 14, 16), ("stopped", 16, 20)]
    >>> segments = [{"state": state, "from": at(start), "to": at(end)} for state, start, end in pieces]
    >>> fix = {"finding": {"obligation": "fix", "due": at(15)}, "segments": segments}
    >>> drawn = draw([fix])
    >>> drawn.bars[0].marks.replace(RUNNING, "r").replace(PAST_DUE, "R").replace(PAUSED, "p"), str(drawn.unit)
    ('rrrrrrrrrrrrpppppppppppprrrrrr|RRRRR', '0:10:00')
    """
    drawn = [one for one in obligations if one["segments"]]
    if not drawn:
        return None
    first = min((one["segments"][0]["from"] for one in drawn), key=_instant)
    start = _instant(first)
    length = max(map(_last, drawn)) - start
    unit = next((unit for unit in _UNITS if length <= unit * WIDTH), _UNITS[-1])
    count = max(1, -(-length // unit))
    bars = [Bar(_name(one), _marks(one, start, unit, count)) for one in drawn]
    used = [mark for mark in _WORDS if any(mark in bar.marks for bar in bars)]
    return Drawing(first, unit, bars, "  ".join(f"{mark} {_WORDS[mark]}" for mark in used))


def _instant(text: str) -> datetime:
    return _core.parse_instant(text, "")


def _last(one: Mapping[str, Any]) -> datetime:
    """Where nothing more happens: past it a clock is stopped, and its due instant over."""
    ends = [segment["to"] for segment in one["segments"] if segment["state"] != "stopped"]
    due = one["finding"]["due"]
    return max(map(_instant, [*ends, *([due] if due else []), one["segments"][0]["from"]]))


def _name(one: Mapping[str, Any]) -> str:
    cycle = one["finding"].get("cycle")
    return one["finding"]["obligation"] + (f" #{cycle + 1}" if cycle else "")


def _pieces(one: Mapping[str, Any]) -> list[_Piece]:
    due = one["finding"]["due"]
    limit = _instant(due) if due else None
    pieces = []
    for segment in one["segments"]:
        mark = _MARKS.get(segment["state"], " ")
        start, end = _instant(segment["from"]), _instant(segment["to"])
        if mark == RUNNING and limit is not None and limit < end:
            if start < limit:
                pieces.append(_Piece(start, limit, mark))
            start, mark = max(start, limit), PAST_DUE
        pieces.append(_Piece(start, end, mark))
    return pieces


def _marks(one: Mapping[str, Any], start: datetime, unit: timedelta, count: int) -> str:
    pieces = _pieces(one)
    marks = [_mark(pieces, start + i * unit, start + (i + 1) * unit) for i in range(count)]
    due = one["finding"]["due"]
    if due:
        marks[max(0, min((_instant(due) - start) // unit, count - 1))] = DUE
    return "".join(marks).rstrip()


def _mark(pieces: Sequence[_Piece], start: datetime, end: datetime) -> str:
    """What most of [start, end) is; stopped only where it is nothing else, so that a short run is seen."""
    share: dict[str, timedelta] = {}
    for piece in pieces:
        overlap = min(piece.end, end) - max(piece.start, start)
        if overlap > timedelta(0):
            share[piece.mark] = share.get(piece.mark, timedelta(0)) + overlap
    return max(share, key=lambda mark: (mark != STOPPED, share[mark]), default=" ")
