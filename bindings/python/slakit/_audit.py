"""Audits: findings, charges and a statement, with everything they rest on."""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

import pyarrow as pa

from slakit import _amounts, _columns, _core, _derivations, _events, _exposure, _promises, _readings, _reverse
from slakit._derivations import DerivationStep
from slakit._files import write_whole
from slakit._exposure import Exposure
from slakit._indicators import Claim, Excuse, indicator_table
from slakit._promises import Decision
from slakit._readings import PricedReadings
from slakit._reverse import ReverseAudit
from slakit._settlement import Statement
from slakit.calendar import require_aware
from slakit.contract import Assumption, Contract, utf8_path
from slakit.errors import InputError, Problem

_COUNTS = ("met", "breached", "running", "not_triggered", "not_measurable", "excused", "near_limit", "outside_term")
_CHARGE_TEXTS = ("ticket", "incident", "count", "points", "repeat")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part of the contract that this version does not compute: the total is without it.

    >>> str(LeftOut("obligations.inspection.duty", "1.1.2", "a duty"))
    'obligations.inspection.duty (clause 1.1.2): a duty is not computed by this version'
    """

    path: str  #: its place in the document
    clause: str  #: of the item it belongs to; may be empty
    what: str
    how: str = "is not computed by this version"

    def __str__(self) -> str:
        clause = f" (clause {self.clause})" if self.clause else ""
        return f"{self.path}{clause}: {self.what} {self.how}"


@dataclass(frozen=True, slots=True)
class Attainment:
    """One target of one obligation, counted over all tickets. Only met and breached stand in the ratio."""

    obligation: str
    clause: str
    where: Mapping[str, tuple[str, ...]]  #: attribute -> values; empty: every ticket
    target: timedelta | None  #: None: a target that is no working time, or none matches these tickets
    met: int
    breached: int
    running: int
    not_triggered: int
    not_measurable: int
    excused: int  #: breached, and an exclusion covers it
    near_limit: int
    outside_term: int  #: judged, but in none of the other counts
    ratio: Fraction | None
    percent: str | None  #: two decimals, cut and never rounded up
    target_text: str = ""  #: "PT4H", "2 business days"; empty: none matches


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What was wrong with some rows, or worth knowing about them."""

    kind: str  #: "ignored", "rejected" or "remark"
    code: str
    text: str
    rows: int
    first_row: int | None
    example: str


@dataclass(frozen=True, slots=True)
class DataQuality:
    """What became of every row of the log: ``rows_in == rows_used + rows_ignored + rows_rejected``."""

    name: str
    tickets: int
    tickets_without_obligation: int
    resolution: timedelta
    rows_in: int
    rows_used: int
    rows_ignored: int
    rows_rejected: int
    notes: tuple[SourceNote, ...]
    oddities: Mapping[str, tuple[int, str]]  #: code -> (findings, what it means)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict in short."""

    verdict: str
    reason: str | None
    due: datetime | None
    late: timedelta | None  #: None: not breached


@dataclass(frozen=True, slots=True)
class AttributeChange:
    """Of an attribute that an obligation asks about."""

    attribute: str
    before: str | None  #: None: it had no value
    after: str


@dataclass(frozen=True, slots=True)
class LogFinding:
    """An entry of the log that was made late, or changed what was known of a breach.

    One for each obligation and cycle that it concerns; the obligation is None where a late entry moves no finding. A
    judgement is None where the obligation has none for the ticket.
    """

    kinds: tuple[str, ...]  #: of "after_breach", "near_target" and "late"
    ticket: str
    row: int  #: of the source
    event: str
    at: datetime
    recorded_at: datetime | None
    obligation: str | None = None
    cycle: int = 0
    role: str = ""  #: what it is to the obligation's clock: "stop", "resume and pause"
    changes: tuple[AttributeChange, ...] = ()
    known_before: Judgement | None = None  #: at the recording, without the entry
    known_after: Judgement | None = None  #: with it
    with_entry: Judgement | None = None  #: in the audit
    without_entry: Judgement | None = None  #: had the entry never been made
    moves: bool = False  #: those two differ
    amount: Decimal | None = None  #: the total less what it would be without the entry; None: not computed


class Explanation:
    """How one ticket's verdicts and amounts came about: readable as text, complete as a dict."""

    def __init__(self, data: dict[str, Any]):
        self._data = data

    @property
    def ticket(self) -> str:
        return self._data["ticket"]

    @property
    def verdicts(self) -> dict[str, str]:
        return {one["finding"]["obligation"]: one["finding"]["verdict"] for one in self._data["obligations"]}

    @property
    def timelines(self) -> dict[str, str]:
        """Each clock in a line: "05-06 20:00 running 30 min, 20:30 paused: waiting 6 h"; of several cycles the last."""
        return {one["finding"]["obligation"]: one["line"] for one in self._data["obligations"]}

    def sentences(self, language: str = "en") -> list[str]:
        """How each of its charges came about, as an auditor would write it, in "en" or "zh"."""
        charges = _derivations.charges_of(self._data)
        return [text for one in charges for text in _derivations.sentences(one["derivation"], language)]

    def to_json_text(self) -> str:
        """to_dict() as a JSON document."""
        return json.dumps(self._data, ensure_ascii=False, indent=2) + "\n"

    def to_html(self, path: str | os.PathLike[str]) -> None:
        """Writes it as one self-contained HTML file; the file is whole or not there."""
        from slakit import _html, _report

        write_whole({path: _html.render_page(_report.explanation_page(self._data))})

    def to_dict(self) -> dict[str, Any]:
        """The explanation as the JSON report has it: instants RFC 3339, durations ISO 8601, money "CNY 20000.00"."""
        return json.loads(json.dumps(self._data))

    def __str__(self) -> str:
        from slakit import _text

        return _text.as_text(_text.explanation(self._data))

    def __repr__(self) -> str:
        return f"Explanation({self.ticket!r}, {self.verdicts!r})"


class Audit:
    """The result of audit(). Immutable; tables and objects are made when first asked for.

    >>> import slakit
    >>> contract = slakit.Contract.load("examples/after-sales/contract.yaml")
    >>> audit = slakit.audit(contract, "examples/after-sales/events.csv",
    ...                      as_of="2024-06-01T00:00:00+08:00")
    >>> audit.statement.total
    Decimal('80000.00')
    >>> audit.charges.select(["ticket", "penalty", "count", "amount"]).to_pylist()[0]
    {'ticket': 'T2', 'penalty': 'missed response', 'count': '1', 'amount': Decimal('10000.00')}
    """

    def __init__(self, core: _core.Audit):
        self._core = core

    @cached_property
    def _summary(self) -> dict[str, Any]:
        return json.loads(self._core.summary_json())

    @cached_property
    def findings(self) -> pa.Table:
        """One row per (ticket, obligation): verdict, reason, start, due, end, elapsed, target, late, flags.

        Instants are timestamps in UTC, durations are durations, both in microseconds; names are dictionary-encoded.
        """
        c = self._core.findings()
        return pa.table(
            {
                **{name: _promises.names(c[name]) for name in ("ticket", "obligation", "verdict", "reason")},
                **{name: pa.array(c[name]) for name in ("open", "near_limit", "outside_term")},
                **{name: _columns.to_instants(c[name]) for name in ("start", "due", "end")},
                **{name: _columns.to_durations(c[name]) for name in ("elapsed", "target", "late")},
            }
        )

    @cached_property
    def duties(self) -> pa.Table:
        """What is owed whether or not anyone asks: one row per period, trigger or deadline (and member of a roster).

        ``first_day`` and ``last_day`` are the period, ``trigger`` and ``evidence`` rows of the log (ticket, event, row,
        at); instants are timestamps in UTC, ``late`` is on the wall clock, of what is missing up to as_of.

        >>> import slakit
        >>> audit = slakit.audit("examples/after-sales/contract.yaml", "examples/after-sales/events.csv",
        ...                      as_of="2024-06-01T00:00:00+08:00")
        >>> late = audit.duties.filter(pa.compute.equal(audit.duties["obligation"].cast("string"), "monthly archive"))
        >>> late.select(["verdict", "reason", "last_day"]).to_pylist()[0]
        {'verdict': 'breached', 'reason': 'missing', 'last_day': datetime.date(2024, 3, 31)}
        """
        return _promises.duty_table(self._core.duties())

    @cached_property
    def promises(self) -> pa.Table:
        """What a ticket owes besides speed: gates, records, prohibitions, promises without a number.

        ``parts`` are the needs, forms or events that a verdict rests on; those that did not come have no event.
        ``elapsed`` is shown where the contract has no number, ``decision`` is the one that judged it. A prohibition
        that is kept has one row, of no ticket.

        >>> import slakit
        >>> audit = slakit.audit("examples/after-sales/contract.yaml", "examples/after-sales/events.csv",
        ...                      as_of="2024-06-01T00:00:00+08:00")
        >>> audit.promises.select(["obligation", "ticket", "verdict"]).to_pylist()[0]
        {'obligation': 'no charge for services', 'ticket': None, 'verdict': 'running'}
        """
        return _promises.promise_table(self._core.promises())

    @cached_property
    def indicators(self) -> pa.Table:
        """Figures over windows: one row per indicator and window that has begun.

        ``figure`` is exact, a fraction as text ("1007/1008"; 1 is 100 %), ``percent`` cut to four decimals, ``rounded``
        by the contract's own rule where it has one. ``served`` and ``down`` are of availabilities.

        >>> import slakit
        >>> audit = slakit.audit("examples/cloud-service/contract.yaml", "examples/cloud-service/events.csv",
        ...                      as_of="2025-06-01T00:00:00+02:00")
        >>> audit.indicators.select(["obligation", "figure", "percent", "verdict"]).to_pylist()[1]
        {'obligation': 'database availability', 'figure': '1007/1008', 'percent': '99.9007', 'verdict': 'met'}
        """
        return indicator_table(self._summary["indicators"])

    @cached_property
    def _excuses(self) -> dict[str, Any]:
        return json.loads(self._core.excuses_json())

    @cached_property
    def excuses(self) -> tuple[Excuse, ...]:
        """What exclusions made of breaches, each with the claims that bring it about."""
        return tuple(map(Excuse.from_dict, self._excuses["effects"]))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every exclusion that the log claims, proven or not; of calendars those that excuse something."""
        return tuple(map(Claim.from_dict, self._excuses["claims"]))

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """What people decided and the log recorded, in the order of time, beside what is computed."""
        return tuple(map(Decision.from_dict, self._summary["decisions"]))

    @cached_property
    def charges(self) -> pa.Table:
        """One row per priced breach and penalty, oldest first; those that cost nothing say why in ``status``.

        ``ticket`` is null where a charge is of none (a month's figure, a report nobody delivered), ``obligation`` for
        a priced event. ``window`` is the first day of the settlement window, null without a term; ``breached_at`` a
        timestamp in UTC, ``late`` a duration on the wall clock. ``count`` (units of the charge), ``points`` and
        ``repeat`` (times so much) are exact, whole numbers or fractions as text. ``gross``, ``cut`` (by limits),
        ``adjusted`` (by minimums, by what is given back) and ``amount`` are decimals in the statement's currency; where
        ``status`` is "charged", ``amount == gross - cut + adjusted``, and a bonus is below zero.

        >>> import slakit
        >>> audit = slakit.audit("examples/public-managed-service/contract.yaml",
        ...                      "examples/public-managed-service/events.csv", as_of="2025-08-01T00:00:00+01:00")
        >>> names = ["ticket", "obligation", "points", "repeat", "gross", "cut", "amount"]
        >>> for name, value in audit.charges.select(names).to_pylist()[5].items():
        ...     print(name, value)
        ticket None
        obligation response attainment
        points 6
        repeat 2
        gross 2400.00
        cut 900.00
        amount 1500.00
        >>> audit.charges["window"][5].as_py()
        datetime.date(2025, 6, 1)
        """
        c = self._core.charges()
        digits = self._core.digits
        texts = {name: _promises.names(c[name]).dictionary_decode() for name in _CHARGE_TEXTS}
        return pa.table(
            {
                "ticket": texts["ticket"],
                "incident": texts["incident"],
                "penalty": _promises.names(c["penalty"]),
                "obligation": _promises.names(c["obligation"]),
                "window": _promises.dates(c["window"]),
                "breached_at": _columns.to_instants(c["breached_at"]),
                "late": _columns.to_durations(c["late"]),
                "count": texts["count"],
                "points": texts["points"],
                "repeat": texts["repeat"],
                "status": _promises.names(c["status"]),
                "provisional": pa.array(c["provisional"]),
                **{name: _amounts.from_minor(c[name], digits) for name in ("gross", "cut", "adjusted", "amount")},
            }
        )

    def derivation(self, row: int) -> tuple[DerivationStep, ...]:
        """How the charge in this row of ``charges`` came about, in the order of the pipeline.

        >>> import slakit
        >>> audit = slakit.audit("examples/after-sales/contract.yaml", "examples/after-sales/events.csv",
        ...                      as_of="2024-06-01T00:00:00+08:00")
        >>> [step.formula for step in audit.derivation(1) if step.formula]
        ['ceil(27/24) = 2', '1% * 1000000.00 * 2 = 20000.00']
        >>> audit.derivation(1)[2].zh
        '逾期27小时，不足一日按一日计，计2日'
        """
        return _derivations.from_json(self._core.derivation_json(row))

    @cached_property
    def postings(self) -> pa.Table:
        """The statement as balanced pairs: positive owed by the account, negative owed to it; each window's sum is 0.

        ``charge`` is a row of ``charges``, ``window`` the first day of the window in which it is posted (null without a
        term), ``amount`` a decimal in the statement's currency.

        >>> import slakit
        >>> audit = slakit.audit("examples/cloud-service/contract.yaml", "examples/cloud-service/events.csv",
        ...                      as_of="2025-06-01T00:00:00+02:00")
        >>> for line in audit.postings.select(["account", "amount", "window"]).to_pylist()[:2]:
        ...     print(line["account"], line["amount"], line["window"])
        provider 400.00 2025-01-20
        penalties/database credit -400.00 2025-01-20
        """
        c = self._core.postings()
        return pa.table(
            {
                "account": _promises.names(c["account"]),
                "amount": _amounts.from_minor(c["amount"], self._core.digits),
                "charge": pa.array(c["charge"]),
                "provisional": pa.array(c["provisional"]),
                "window": _promises.dates(c["window"]),
            }
        )

    @cached_property
    def _settlement(self) -> dict[str, Any]:
        return json.loads(self._core.settlement_json())

    @cached_property
    def statement(self) -> Statement:
        """What is owed in all and window by window, limits, adjustments, claims, rights to terminate."""
        return Statement.from_dict(self._settlement)

    @cached_property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What the contract says and this version does not compute: findings, charges and total are without it."""
        return tuple(LeftOut(part["path"], part["clause"], part["what"]) for part in self._summary["left_out"])

    @cached_property
    def assumptions(self) -> tuple[Assumption, ...]:
        """Everything the computation needed and the text does not give."""
        return tuple(map(Assumption.from_dict, self._summary["assumptions"]))

    @cached_property
    def attainment(self) -> tuple[Attainment, ...]:
        """Verdicts counted per obligation and target."""
        return tuple(
            _attainment(obligation, tally)
            for obligation in self._summary["obligations"]
            for tally in obligation["tallies"]
        )

    @cached_property
    def data_quality(self) -> DataQuality:
        source = self._summary["source"]
        rows = source["rows"]
        notes = tuple(
            SourceNote(n["kind"], n["code"], n["text"], n["rows"], n.get("first_row"), n.get("example", ""))
            for n in source["notes"]
        )
        return DataQuality(
            source["name"],
            source["tickets"],
            source["tickets_without_obligation"],
            _core.parse_duration(source["resolution"]),
            rows["in"],
            rows["used"],
            rows["ignored"],
            rows["rejected"],
            notes,
            {o["code"]: (o["findings"], o["text"]) for o in source["oddities"]},
        )

    @cached_property
    def log_findings(self) -> tuple[LogFinding, ...]:
        """Entries made late, after the breach they cure, or easing a target shortly before it was missed.

        `amount` is what the entry moves the total by, all its obligations together.
        """
        return tuple(map(_log_finding, self._log_findings))

    @cached_property
    def _log_findings(self) -> list[dict[str, Any]]:
        """As the JSON report has them, each with its amount."""
        found = self._summary["source"]["log_findings"]
        if not found:
            return []
        amounts = [None if m is None else Decimal(m).scaleb(-self._core.digits) for m in self._core.entry_minors()]
        return [{**one, "amount": amount} for one, amount in zip(found, amounts, strict=True)]

    @property
    def as_of(self) -> datetime:
        """The instant the audit stands at; later events were not seen."""
        return self._core.as_of

    @cached_property
    def report(self) -> dict[str, Any]:
        """The whole JSON report as a dict."""
        return json.loads(self._core.report_json())

    @property
    def tickets(self) -> list[str]:
        return self._core.tickets

    def explain(self, ticket: str) -> Explanation:
        """How this ticket's verdicts and amounts came about. Raises InputError for a ticket the log does not have."""
        ticket = str(ticket)  # a column of integers names tickets too
        # lone surrogates, from a command line that is no UTF-8, are in no ticket's name
        text = self._core.explain_json(ticket.encode("utf-8", "replace").decode())
        if text is None:
            near = difflib.get_close_matches(ticket, self.tickets, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            message = f"the log has no ticket {ticket!r}{hint}"
            raise InputError([Problem("unknown-ticket", "ticket", message, self.data_quality.name)])
        return Explanation(json.loads(text))

    def readings(self, also: Mapping[str, Any] | None = None, combinations_max: int = 1000) -> PricedReadings:
        """The total under every other reading, assumed value and default, and the lowest and highest of all.

        also   more values to try: document path -> list of values, as the document would say them; a list that is one
               value stands in a list itself.
        combinations_max   the extremes are exact where there are at most so many combinations of all alternatives;
               else the search is bounded, and says so.

        Raises ContractError where a value of `also` fits no place of the contract.

        >>> import slakit
        >>> audit = slakit.audit("examples/after-sales/contract.yaml", "examples/after-sales/events.csv",
        ...                      as_of="2024-06-01T00:00:00+08:00")
        >>> priced = audit.readings({"obligations.dispatch.clock.target": ["PT15M", "PT1H"]}, combinations_max=50)
        >>> priced.total, priced.lowest.total, priced.is_exact
        (Decimal('80000.00'), Decimal('20000.00'), False)
        >>> priced.table().column_names
        ['path', 'clause', 'text', 'used', 'value', 'total', 'by', 'changed', 'problem']
        """
        return _readings.price_readings(self, also, combinations_max)

    def exposure(
        self,
        horizon: timedelta,
        jumps_max: int = _exposure.JUMPS_MAX,
        settlements_max: int = _exposure.SETTLEMENTS_MAX,
    ) -> Exposure:
        """What running clocks and open duties owe, and when and by how much that rises until a horizon.

        horizon    from as_of on; if no event comes in it, the audit at its end says ``exposure.then``.
        jumps_max  of one item under one penalty; the rest is summed up, at the end of the horizon at the latest.
        settlements_max   instants that are settled anew, where limits or the like join charges.

        Raises InputError for a horizon below zero or past 2100.

        >>> import slakit
        >>> audit = slakit.audit("examples/after-sales/contract.yaml", "examples/after-sales/events.csv",
        ...                      as_of="2024-06-01T00:00:00+08:00")
        >>> exposure = audit.exposure(timedelta(hours=24))
        >>> exposure.items.select(["ticket", "obligation", "state", "net", "next_by"]).to_pylist()
        [{'ticket': 'T6', 'obligation': 'on-site', 'state': 'accruing', 'net': Decimal('10000.00'), 'next_by': Decimal('10000.00')}]
        """
        return _exposure.exposure(self, horizon, jumps_max, settlements_max)

    def reverse(
        self,
        claims: str | int | Decimal | Mapping[str, Any] | Iterable[Mapping[str, Any]],
        ticket: str | None = None,
        penalty: str | None = None,
        also: Mapping[str, Any] | None = None,
        tries_max: int = _reverse.TRIES_MAX,
    ) -> ReverseAudit:
        """Which readings give somebody else's figures: those with the fewest changes first, or that none does.

        claims   one figure ("52.50", a Decimal), of the ticket or incident and the penalty that are named, or of the
               whole statement where neither is; or one or several as mappings with the keys ticket, penalty, amount.
        also   more values to try, as readings() takes them.
        tries_max   at most so many contracts are tried.

        Raises InputError for an unknown ticket or penalty, and for what is no amount in the statement's currency.

        >>> import slakit
        >>> audit = slakit.audit("examples/after-sales/contract.yaml", "examples/after-sales/events.csv",
        ...                      as_of="2024-06-01T00:00:00+08:00")
        >>> audit.reverse([{"ticket": "T5", "penalty": "late restoration", "amount": "11250.00"}]).matches[0].choices
        {'penalties.late restoration.charge.counting': 'pro rata'}
        """
        return _reverse.reverse(self, claims, ticket, penalty, also, tries_max)

    def to_json(self, path: str | os.PathLike[str]) -> None:
        """Writes the JSON report; the file is whole or not there."""
        write_whole({path: self._core.report_json()})

    def to_html(self, path: str | os.PathLike[str]) -> None:
        """Writes the report as one self-contained HTML file; the file is whole or not there."""
        from slakit import _html

        write_whole({path: _html.render(self)})

    def __str__(self) -> str:
        from slakit import _text

        return _text.as_text(_text.report(self))

    def __repr__(self) -> str:
        s = self.statement
        name = self._summary["contract"]["id"]
        without = f", left_out={len(self.left_out)}" if self.left_out else ""
        return f"Audit({name!r}, as_of={self._summary['as_of']!r}, total='{s.currency} {s.total}'{without})"


def audit(
    contract: Contract | str | os.PathLike[str],
    events: Any,
    as_of: datetime | str | None = None,
    choices: Mapping[str, Any] | None = None,
    source_time_zone: str | None = None,
    persons: Iterable[str] = (),
    pseudonym_key: bytes | None = None,
    late_after: timedelta | None = None,
    near_target: timedelta | None = None,
) -> Audit:
    """Judges a log under a contract, and prices what was broken.

    contract   a Contract, or the path of one.
    events     a path (CSV, plain or gzipped; read through the contract's source mapping where it names one), or
               columns: a pandas DataFrame, a pyarrow Table, anything with __arrow_c_stream__, with the columns ticket,
               at (timestamps with a time zone), event, optionally sequence (integers) and recorded_at (timestamps too:
               when the row was written down), and attributes.
    as_of      an aware datetime (or RFC 3339 text): later events are not seen. Left out: just after the last event.
    choices    another reading: document path -> value, as the document would say it.
    source_time_zone   of wall times in a file.
    persons    attributes that are persons, besides those the source mapping names.
    pseudonym_key   a secret: persons become "person-3f9a0c51be77", equal ones equal under one key, before anything is
               judged, so no result names them. Without it persons keep their names, which is listed as an assumption
               where the mapping names some. Rules that ask for a person by name match nobody then.
    late_after   entries recorded longer after they happened are listed (log_findings). Left out: an hour.
    near_target  changes that ease a target so near to its limit are listed. Left out: 15 minutes of open time.

    Raises ContractError, LogError or another InputError with every problem.
    """
    if not isinstance(contract, Contract):
        contract = Contract.load(contract)
    instant = None if as_of is None else require_as_of(as_of, "as_of")
    options = {
        "choices": dict(choices or {}),
        "persons": list(persons),
        "pseudonym_key": pseudonym_key,
        "late_after": late_after,
        "near_target": near_target,
    }
    if isinstance(events, (str, os.PathLike)):
        path = utf8_path(events)
        return Audit(_core.audit_path(contract._core, path, as_of=instant, time_zone=source_time_zone, **options))
    if source_time_zone is not None:
        message = "columns have time zones of their own; source_time_zone is for wall times in files"
        raise InputError([Problem("unused-argument", "source_time_zone", message)])
    columns = _events.columns(_events.to_table(events), _events.SOURCE)
    return Audit(_core.audit_columns(contract=contract._core, as_of=instant, **options, **columns))


def require_as_of(value: object, name: str) -> datetime:
    """An aware datetime that a calendar can answer for; past 1970-2100 every open ticket would have no verdict."""
    instant = require_aware(value, name)
    if not 0 <= _core.instant_us(instant, name) <= _columns.RANGE_END:
        raise InputError([Problem("out-of-range", name, f"{value} is outside 1970-01-01 to 2100-12-31")])
    return instant


def _working_time(target: str | None) -> timedelta | None:
    try:
        return _core.parse_duration(target) if target else None
    except ValueError:  # days, a time of day, or what the ticket says
        return None


def _judgement(data: Mapping[str, Any] | None) -> Judgement | None:
    if data is None:
        return None
    late = _core.parse_duration(data["late"]) if "late" in data else None
    return Judgement(data["verdict"], data.get("reason"), _instant(data["due"]), late)


def _instant(text: str | None) -> datetime | None:
    return None if text is None else _core.parse_instant(text, "instant")


def _log_finding(data: Mapping[str, Any]) -> LogFinding:
    about = {}
    if "obligation" in data:
        about = {
            **{name: data[name] for name in ("obligation", "cycle", "role", "moves")},
            "changes": tuple(AttributeChange(c["attribute"], c["from"], c["to"]) for c in data["changes"]),
            "known_before": _judgement(data["known_before"]),
            "known_after": _judgement(data["known_after"]),
            "with_entry": _judgement(data["with"]),
            "without_entry": _judgement(data["without"]),
        }
    at = _core.parse_instant(data["at"], "at")
    recorded = _instant(data["recorded_at"])
    names = (tuple(data["kinds"]), data["ticket"], data["row"], data["event"])
    return LogFinding(*names, at, recorded, **about, amount=data["amount"])


def _attainment(obligation: Mapping[str, Any], tally: Mapping[str, Any]) -> Attainment:
    return Attainment(
        obligation=obligation["name"],
        clause=obligation["clause"],
        where={name: tuple(values) for name, values in tally["where"].items()},
        target=_working_time(tally["target"]),
        target_text=tally["target"] or "",
        ratio=Fraction(tally["attainment"]) if tally["attainment"] else None,
        percent=tally["attainment_percent"],
        **{key: tally[key] for key in _COUNTS},
    )
