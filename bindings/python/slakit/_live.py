"""Live clocks: one event at a time, answers at once, the same as an audit of the ticket's history."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from slakit import _core
from slakit._audit import LeftOut, require_as_of
from slakit.contract import Contract
from slakit.errors import InputError, LateEvent, Problem

_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class LiveFinding:
    """What one obligation says of a ticket at some instant. Instants are aware datetimes in UTC."""

    obligation: str
    clause: str
    cycle: int  #: from 0; of a clock that runs several times for one ticket
    verdict: str  #: "met", "breached", "running", "not_triggered" or "not_measurable"
    reason: str | None  #: why it is not triggered or not measurable
    fault: str | None  #: why the calendar has no answer
    open: bool  #: a later event can still change it: a breach is provisional
    start: datetime | None  #: where counting starts
    due: datetime | None  #: pauses credited; None while paused before it is reached
    end: datetime | None  #: the stop, or as_of
    elapsed: timedelta | None  #: open time outside pauses
    target: timedelta | None  #: as open time; None: no target matches
    target_rule: int | None  #: which of the clock's targets matched
    late: timedelta | None  #: of a breach

    @property
    def remaining(self) -> timedelta | None:
        """Of the target; negative once it is used up."""
        return None if self.target is None or self.elapsed is None else self.target - self.elapsed

    @property
    def percent(self) -> Fraction | None:
        """How much of the target is used up, exactly: Fraction(75) is 75 %. Frozen while paused."""
        if not self.target or self.elapsed is None:
            return None
        return Fraction(100 * (self.elapsed // _MICROSECOND), self.target // _MICROSECOND)

    @property
    def breached_since(self) -> datetime | None:
        """The due instant of a breach: at it the target was still kept."""
        return self.due if self.verdict == "breached" else None


@dataclass(frozen=True, slots=True)
class LiveStep:
    """An instant before or after due at which someone is told."""

    obligation: str
    step: str  #: its name in the contract
    tell: str  #: whom; may be empty
    at: datetime
    time: int  #: of one that comes again and again: 0 is the first


class Live:
    """A contract ready to run tickets; compiled once, shared by all of them and by threads.

    contract   a Contract, or the path of one.
    choices    another reading: document path -> value, as the document would say it.

    >>> import slakit
    >>> from datetime import datetime, timedelta, timezone
    >>> live = slakit.Live("examples/after-sales/contract.yaml")
    >>> ticket = live.ticket()
    >>> received = datetime(2024, 5, 6, 12, tzinfo=timezone.utc)
    >>> ticket.advance(received, "received", {"class": "fault"})
    []
    >>> response = ticket.findings(received + timedelta(hours=1))[0]
    >>> response.obligation, response.verdict, str(response.remaining), response.percent
    ('response', 'running', '3:00:00', Fraction(25, 1))
    >>> str(response.due)
    '2024-05-06 16:00:00+00:00'

    One timer is enough: nothing differs before ``ticket.next_change(as_of)`` if no event comes. The state is text for a
    host's database:

    >>> again = live.restore(ticket.state())
    >>> again.advance(received + timedelta(hours=2), "responded")
    []
    >>> [f.verdict for f in again.findings(received + timedelta(hours=3)) if f.obligation == "response"]
    ['met']

    Raises ContractError or another InputError with every problem. Immutable.
    """

    def __init__(self, contract: Contract | str | os.PathLike[str], choices: Mapping[str, Any] | None = None):
        if not isinstance(contract, Contract):
            contract = Contract.load(contract)
        self._core = _core.Live(contract._core, dict(choices or {}))

    @property
    def digest(self) -> str:
        """A name for what it computes: equal for the same document, choices, calendars and time zones."""
        return self._core.digest

    @property
    def obligations(self) -> tuple[str, ...]:
        """Those that are watched: the ones measured by a clock."""
        return tuple(self._core.obligations)

    @cached_property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What the contract says and is not watched: what no audit computes either, and what only audits do."""
        return tuple(LeftOut(*part) for part in self._core.left_out)

    def ticket(self) -> LiveTicket:
        """A ticket of which nothing has happened yet."""
        return LiveTicket(self._core.ticket())

    def restore(self, text: str) -> LiveTicket:
        """The ticket whose state() this is: equal answers from here on.

        InputError: "bad-state", "unknown-version", or "other-plan" where the contract, a calendar or the time zones have
        changed since: replay the ticket's history into a new ticket.
        """
        return LiveTicket(self._core.restore(text))

    def __repr__(self) -> str:
        return f"Live({self.digest!r}, obligations={self.obligations!r})"


class LiveTicket:
    """One ticket's clocks, from Live.ticket() or Live.restore(). Threads may read it while none advances it."""

    def __init__(self, core: _core.LiveTicket):
        self._core = core

    def advance(
        self,
        at: datetime,
        event: str,
        attributes: Mapping[str, Any] | None = None,
        sequence: int = 0,
    ) -> list[LiveFinding]:
        """Takes one event; returns the findings of cycles that ended for good, of clocks that run several times.

        at           an aware datetime (or RFC 3339 text).
        attributes   name -> text, or an integer, a bool or a Decimal, written out; None says nothing.
        sequence     the source's own order within an instant; 0 where it has none.

        Events of one instant may come in any order. One earlier than an event taken before raises LateEvent and changes
        nothing: replay the ticket's history into a new ticket. FaultError outside 1970-2100.
        """
        texts = [(name, _text(name, value)) for name, value in (attributes or {}).items() if value is not None]
        instant = require_as_of(at, "at")
        finished = self._core.advance(instant, event, texts, sequence)
        if finished is None:
            raise LateEvent(
                f"{event!r} at {at} is earlier than an event taken before, at {self.last_event}; "
                "replay the ticket's history into a new ticket"
            )
        return [LiveFinding(**finding) for finding in finished]

    def findings(self, as_of: datetime) -> list[LiveFinding]:
        """What each obligation that applies says at `as_of`, in the contract's order; events before it count."""
        return [LiveFinding(**finding) for finding in self._core.findings(require_as_of(as_of, "as_of"))]

    def next_change(self, as_of: datetime) -> datetime | None:
        """The first instant after `as_of` at which a verdict, state or step differs if no event comes.

        None: only an event changes anything. A breach differs one microsecond after due, at which the target is still kept.
        """
        return self._core.next_change(require_as_of(as_of, "as_of"))

    def next_steps(self, as_of: datetime) -> list[LiveStep]:
        """The next step of each kind after `as_of`, earliest first."""
        return [LiveStep(*step) for step in self._core.next_steps(require_as_of(as_of, "as_of"))]

    @property
    def last_event(self) -> datetime | None:
        """The last instant of which an event was taken."""
        return self._core.last_event

    def state(self) -> str:
        """The ticket as text, some hundred bytes of JSON, for Live.restore()."""
        return self._core.state()

    def __repr__(self) -> str:
        return f"LiveTicket(last_event={self.last_event})"


def _text(name: str, value: Any) -> str:
    """As columns of such values are written out."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, Decimal)):
        return str(value)
    message = f"{value!r} is a {type(value).__name__}; give text, an integer, a bool or a Decimal"
    raise InputError([Problem("not-text", f"attributes.{name}", message)])
