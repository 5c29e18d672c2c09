"""The command line: ``slakit check``, ``show``, ``schema``, ``audit``, ``explain``, ``exposure``,
``compare``, ``reverse``, ``calendar`` and ``due``.

Exit status: 0 done; 1 remarks, where ``check --strict`` wants none; 2 bad input, with every problem on standard error,
each with its place and what to write instead.
"""

from __future__ import annotations

import csv
import io
import json as json_format
import os
import shlex
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import date, timedelta
from enum import Enum
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, NoReturn, Optional

import typer

from slakit import _audit, _compare, _compare_pages, _core, _derivations, _exposure_pages, _html, _readings
from slakit import _report, _reverse, _reverse_pages, _text
from slakit._files import write_whole
from slakit.calendar import Calendar
from slakit.contract import CheckResult, Contract
from slakit.contract import check as check_file
from slakit.errors import Error, InputError, Problem

COMBINATIONS_MAX = 1000
HAS_REMARKS = 1
BAD_INPUT = 2

app = typer.Typer(
    help="Service contracts as verdicts and amounts, each traceable to a clause, an event and a rule.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

ContractFile = Annotated[str, typer.Argument(metavar="CONTRACT", help="The contract document (YAML or JSON).")]
EventsFile = Annotated[
    str,
    typer.Argument(
        metavar="EVENTS",
        help="The event log (CSV, plain or gzipped), or an export the contract's source mapping reads.",
    ),
]
AsOf = Annotated[
    Optional[str],
    typer.Option(
        "--as-of",
        metavar="T",
        help="Judge as of this instant, as 2024-06-01T00:00:00+08:00. Left out: just after the last event.",
    ),
]
Choices = Annotated[
    Optional[list[str]],
    typer.Option(
        "--set", metavar="PATH=VALUE", help="Another reading: put VALUE at PATH of the contract. May be repeated."
    ),
]
TimeZone = Annotated[
    Optional[str], typer.Option("--time-zone", metavar="ZONE", help="The zone of the log's wall times.")
]

Persons = Annotated[
    Optional[str],
    typer.Option("--persons", metavar="A,B", help="Attributes that are persons, besides those the source mapping names."),
]
KeyFile = Annotated[
    Optional[Path],
    typer.Option(
        "--pseudonym-key-file",
        metavar="FILE",
        help="Name nobody: persons become pseudonyms under the secret in FILE. Left out: they keep their names.",
    ),
]
LateAfter = Annotated[
    Optional[str],
    typer.Option(
        "--late-after", metavar="LENGTH", help="List entries recorded longer after they happened. Left out: PT1H."
    ),
]
NearTarget = Annotated[
    Optional[str],
    typer.Option(
        "--near-target",
        metavar="LENGTH",
        help="List changes that ease a target so near to its limit, in open time. Left out: PT15M.",
    ),
]

OtherValues = Annotated[
    Optional[list[str]],
    typer.Option(
        "--else",
        metavar="PATH=VALUE",
        help="Try VALUE at PATH, too, besides what the contract lists. May be repeated.",
    ),
]
JsonFile = Annotated[Optional[Path], typer.Option("--json", metavar="FILE", help="Also write the result as JSON.")]
Rows = Annotated[int, typer.Option("--rows", min=0, metavar="N", help="Show at most N rows of a table; 0 shows all.")]


def _bad_input(problems: list[str]) -> NoReturn:
    sys.stdout.flush()
    for line in problems:
        print(line, file=sys.stderr)
    print(f"{_report.count(len(problems), 'problem')}; nothing was written.", file=sys.stderr)
    raise typer.Exit(BAD_INPUT)


def _reporting(command: Callable[..., None]) -> Callable[..., None]:
    """Problems instead of tracebacks: bad input is for the person who wrote it."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except InputError as error:
            _bad_input([str(problem) for problem in error.problems])
        except Error as error:
            _bad_input([str(error)])
        except BrokenPipeError:  # `| head` has seen enough
            raise
        except OSError as error:
            name = "standard output" if error.filename is None else os.fsdecode(error.filename)
            _bad_input([f"{name}: cannot be written: {error.strerror} [cannot-write]"])

    return run


def _settings(settings: list[str] | None, option: str) -> list[tuple[str, Any]]:
    """Paths with their values, as the option has them; all problems at once."""
    chosen: list[tuple[str, Any]] = []
    problems: list[Problem] = []
    for setting in settings or []:
        path, equals, value = setting.partition("=")
        if not equals or not path:
            message = f"{setting!r} is no choice; write PATH=VALUE, as policies.concurrency=both"
            problems.append(Problem("bad-choice", option, message))
            continue
        try:
            chosen.append((path, _core.parse_value(value, f"{option} {path}")))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return chosen


def _choices(settings: list[str] | None, option: str = "--set") -> dict[str, Any]:
    return dict(_settings(settings, option))


def _more_values(settings: list[str] | None, option: str = "--else") -> dict[str, list[Any]]:
    """Values to try besides, by path."""
    values: dict[str, list[Any]] = {}
    for path, value in _settings(settings, option):
        values.setdefault(path, []).append(value)
    return values


def _check_zone(name: str) -> None:
    try:
        Calendar.always(name)
    except InputError as error:
        raise InputError(replace(problem, path="--time-zone") for problem in error.problems) from None


def _key(file: Path) -> bytes:
    """The file's bytes without the newline that editors end it with."""
    path = "--pseudonym-key-file"
    try:
        key = file.read_bytes().rstrip(b"\r\n")
    except OSError as error:
        message = f"{file} cannot be read: {error.strerror}; name the file that holds the key"
        raise InputError([Problem("cannot-read", path, message)]) from None
    if not key:
        raise InputError([Problem("empty-key", path, f"{file} is empty; put a secret that nobody guesses into it")])
    return key


def _person_attributes(names: str | None, key_file: Path | None) -> list[str]:
    if names is None:
        return []
    if key_file is None:
        message = "persons are named and no key is given; add --pseudonym-key-file, or leave --persons out"
        raise InputError([Problem("missing-key", "--persons", message)])
    return [name.strip() for name in names.split(",") if name.strip()]


def _run(
    contract: str,
    events: str,
    as_of: str | None,
    settings: list[str] | None,
    time_zone: str | None,
    persons: str | None = None,
    key_file: Path | None = None,
    late_after: str | None = None,
    near_target: str | None = None,
) -> _audit.Audit:
    problems: list[Problem] = []

    def attempt(step: Callable[[], Any]) -> Any:
        try:
            return step()
        except InputError as error:
            problems.extend(error.problems)

    instant = attempt(lambda: None if as_of is None else _audit.require_as_of(as_of, "--as-of"))
    chosen = attempt(lambda: _choices(settings))
    if time_zone is not None:
        attempt(lambda: _check_zone(time_zone))
    attributes = attempt(lambda: _person_attributes(persons, key_file))
    key = None if key_file is None else attempt(lambda: _key(key_file))
    late = None if late_after is None else attempt(lambda: _length(late_after, "--late-after"))
    near = None if near_target is None else attempt(lambda: _length(near_target, "--near-target"))
    read = attempt(lambda: Contract.load(contract))
    if read and chosen:
        attempt(lambda: read.with_choices(chosen))
    if problems:
        raise InputError(problems)
    return _audit.audit(read, events, instant, chosen, time_zone, attributes, key, late, near)


def _length(text: str, name: str) -> timedelta:
    try:
        return _report.iso_length(text)
    except ValueError:
        message = f"{text!r} is no length of time; write hours and minutes, as PT1H30M, and days as hours, as PT72H"
        raise InputError([Problem("bad-duration", name, message)]) from None


def _program() -> str:
    """What to type: "slakit" where that finds it, else the path it was called by (a project's .venv is on no PATH)."""
    called = Path(sys.argv[0])
    if shutil.which("slakit") or called.name != "slakit":
        return "slakit"
    return os.path.relpath(called)


def _command(name: str, /, *arguments: str, settings: list[str] | None = None, **options: str | None) -> str:
    flags = [
        part for flag, value in options.items() if value is not None for part in (f"--{flag.replace('_', '-')}", value)
    ]
    choices = [part for setting in settings or [] for part in ("--set", setting)]
    return shlex.join([_program(), name, *arguments, *flags, *choices])


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"slakit {_core.version}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command()
@_reporting
def check(
    contracts: Annotated[
        list[str], typer.Argument(metavar="CONTRACT", help="Contract documents (YAML or JSON).", show_default=False)
    ],
    strict: Annotated[bool, typer.Option("--strict", help="Leave with status 1 where there are remarks.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the results as JSON.")] = False,
) -> None:
    """Check contracts like code.

    Prints all errors, or else the remarks and what is assumed, each with its place and what to write instead.
    Status 0: every document is a contract; 1: with --strict, one has remarks; 2: one has errors.
    """
    results = {path: check_file(path) for path in contracts}
    if json:
        print(_results_as_json(results))
    else:
        _text.show_checks(results)
    if any(result.errors for result in results.values()):
        raise typer.Exit(BAD_INPUT)
    if strict and any(result.remarks for result in results.values()):
        raise typer.Exit(HAS_REMARKS)


def _results_as_json(results: Mapping[str, CheckResult]) -> str:
    files = [{"file": path, **asdict(result)} for path, result in results.items()]
    return json_format.dumps({"slakit_check": 1, "slakit": _core.version, "files": files}, ensure_ascii=False, indent=2)


class DueSide(str, Enum):
    close = "close"
    next_open = "next-open"


class Language(str, Enum):
    zh = "zh"
    en = "en"


def _language_of_locale() -> Language:
    """Of the first of the variables that is set, as gettext has it."""
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return Language.zh if locale.startswith("zh") else Language.en


@app.command()
@_reporting
def show(
    contract: ContractFile,
    language: Annotated[
        Optional[Language],
        typer.Option("--lang", help="Left out: zh where the locale (LC_ALL, LC_MESSAGES, LANG) is Chinese, else en."),
    ] = None,
) -> None:
    """Print a contract for reading.

    Markdown, clause by clause, with every date and amount computed.
    """
    print(Contract.load(contract).page((language or _language_of_locale()).value), end="")


@app.command()
@_reporting
def schema() -> None:
    """Print the JSON Schema of contracts.

    For editors that complete and check documents while they are written.
    """
    print(_core.contract_schema(), end="")


@app.command()
@_reporting
def audit(
    contract: ContractFile,
    events: EventsFile,
    as_of: AsOf = None,
    settings: Choices = None,
    time_zone: TimeZone = None,
    json: Annotated[
        Optional[Path], typer.Option("--json", metavar="FILE", help="Also write the whole report as JSON.")
    ] = None,
    html: Annotated[
        Optional[Path], typer.Option("--html", metavar="FILE", help="Also write the report as one HTML page.")
    ] = None,
    rows: Annotated[
        int, typer.Option("--rows", min=0, metavar="N", help="Show at most N charges, the dearest; 0 shows all.")
    ] = _report.CHARGES_SHOWN,
    persons: Persons = None,
    pseudonym_key_file: KeyFile = None,
    late_after: LateAfter = None,
    near_target: NearTarget = None,
    readings: Annotated[
        bool,
        typer.Option("--readings", help="Also price what the contract could mean: each reading, assumption and default."),
    ] = False,
    more: OtherValues = None,
    combinations: Annotated[
        Optional[int],
        typer.Option(
            "--combinations",
            min=1,
            metavar="N",
            help="With --readings: the lowest and highest total are exact up to so many combinations. Left out: 1000.",
        ),
    ] = None,
) -> None:
    """Judge a log under a contract.

    Prints findings, charges, statement and assumptions, and names what is not computed. With --readings also what each
    clause may mean, with the total and the tickets that change under every alternative.
    """
    others = _reading_options(readings, more, combinations)
    result = _run(
        contract, events, as_of, settings, time_zone, persons, pseudonym_key_file, late_after, near_target
    )
    _check_two_files(json, html)
    priced = result.readings(others, combinations or COMBINATIONS_MAX) if readings else None
    texts = {json: _report_json(result, priced)} if json is not None else {}
    if html is not None:
        texts[html] = _html.render(result, priced)
    write_whole(texts)
    key_file = None if pseudonym_key_file is None else str(pseudonym_key_file)
    options = {"as_of": as_of, "time_zone": time_zone, "persons": persons, "pseudonym_key_file": key_file}
    hints = _audit_hints(result, contract, events, settings, options, html, readings)
    _text.show(_report.audit_page(result, rows, hints, priced))
    _say_written(json, html)


def _reading_options(readings: bool, more: list[str] | None, combinations: int | None) -> dict[str, list[Any]]:
    for option, value in (("--else", more), ("--combinations", combinations)):
        if value and not readings:
            raise InputError([Problem("unused-argument", option, "is for --readings; add it, or leave this out")])
    return _more_values(more)


def _report_json(result: _audit.Audit, priced: _readings.PricedReadings | None) -> str:
    """With its readings as the last key, where they were asked for."""
    report = result._core.report_json()
    if priced is None:
        return report
    readings = priced.to_json_text().strip().replace("\n", "\n  ")
    return f'{report.rstrip().removesuffix("}").rstrip()},\n  "readings": {readings}\n}}\n'


def _check_two_files(json: Path | None, html: Path | None) -> None:
    if json is not None and html is not None and os.path.realpath(json) == os.path.realpath(html):
        raise InputError([Problem("same-file", "--html", f"{html} is also the file of --json; give two names")])


def _say_written(*paths: Path | None) -> None:
    written = [str(path) for path in paths if path is not None]
    if written:
        print("", *(f"written: {path}" for path in written), sep="\n")


@app.command()
@_reporting
def explain(
    contract: ContractFile,
    events: EventsFile,
    ticket: Annotated[str, typer.Argument(metavar="TICKET", help="The ticket to explain.")],
    as_of: AsOf = None,
    settings: Choices = None,
    time_zone: TimeZone = None,
    json: Annotated[
        Optional[Path], typer.Option("--json", metavar="FILE", help="Also write the explanation as JSON.")
    ] = None,
    html: Annotated[
        Optional[Path], typer.Option("--html", metavar="FILE", help="Also write the explanation as one HTML page.")
    ] = None,
    persons: Persons = None,
    pseudonym_key_file: KeyFile = None,
    language: Annotated[
        Language, typer.Option("--lang", "--language", help="Of the sentences about charges.")
    ] = Language.en,
) -> None:
    """Show how one ticket came about.

    Its events; its clocks as a drawing to one scale, and each with its segments, its steps, the target it matched and
    every step of each charge. Of an incident that is no ticket, such as an indicator's window "2025-03-01 to
    2025-03-31": its charges.
    """
    result = _run(contract, events, as_of, settings, time_zone, persons, pseudonym_key_file)
    _check_two_files(json, html)
    data = None if ticket in result.tickets else _derivations.incident(result, ticket)
    if data is not None:
        page = _derivations.incident_page(data, language.value)
    else:
        data = result.explain(ticket).to_dict()
        page = _report.explanation_page(data, language.value)
    texts = {json: json_format.dumps(data, ensure_ascii=False, indent=2) + "\n"} if json is not None else {}
    if html is not None:
        texts[html] = _html.render_page(page)
    write_whole(texts)
    _text.show(page)
    _say_written(json, html)


@app.command()
@_reporting
def exposure(
    contract: ContractFile,
    events: EventsFile,
    as_of: AsOf = None,
    within: Annotated[
        str, typer.Option("--within", metavar="LENGTH", help="How far to look, as PT8H or PT72H.")
    ] = "PT24H",
    settings: Choices = None,
    time_zone: TimeZone = None,
    json: JsonFile = None,
    rows: Rows = _exposure_pages.ROWS_SHOWN,
) -> None:
    """Show what running clocks and open duties will cost.

    Of each ticket what it owes now, when that rises next and by how much, and what is at stake until the horizon if no
    event comes: the dearest first.
    """
    length = _length(within, "--within")
    result = _run(contract, events, as_of, settings, time_zone)
    try:
        made = result.exposure(length)
    except InputError as error:
        raise InputError(
            replace(problem, path="--within") if problem.path == "horizon" else problem for problem in error.problems
        ) from None
    write_whole({json: made.to_json_text()} if json is not None else {})
    _text.show(_exposure_pages.exposure_page(made, _report.audit_facts(result._summary), rows))
    _say_written(json)


@app.command()
@_reporting
def compare(
    contract: ContractFile,
    events: EventsFile,
    as_of: AsOf = None,
    settings: Choices = None,
    time_zone: TimeZone = None,
    with_contract: Annotated[
        Optional[str], typer.Option("--with-contract", metavar="DRAFT", help="Compare with this contract instead.")
    ] = None,
    with_events: Annotated[
        Optional[str], typer.Option("--with-events", metavar="NEW", help="Compare with this log instead.")
    ] = None,
    with_as_of: Annotated[
        Optional[str], typer.Option("--with-as-of", metavar="T", help="Compare with this instant instead.")
    ] = None,
    with_settings: Annotated[
        Optional[list[str]],
        typer.Option("--with-set", metavar="PATH=VALUE", help="Compare with VALUE at PATH. May be repeated."),
    ] = None,
    before: Annotated[
        Optional[str],
        typer.Option(
            "--before", metavar="REPORT", help="The earlier side is this JSON report of an earlier run (audit --json)."
        ),
    ] = None,
    json: JsonFile = None,
    rows: Rows = _compare_pages.ROWS_SHOWN,
) -> None:
    """Lay two settlements side by side.

    The contract and its log before, and after with what the options change: another draft, later events, another
    instant, another reading; or an earlier report before, and the contract and its log now. Shows the difference by
    clause, ticket and window, and the postings that settle it. Nothing of the earlier one is changed.
    """
    changes = (with_contract, with_events, with_as_of, with_settings)
    if before is None and not any(changes):
        message = "there is nothing to compare with; give --with-contract, --with-events, --with-as-of, --with-set or --before"
        raise InputError([Problem("nothing-to-compare", "", message)])
    if with_as_of is not None:
        _audit.require_as_of(with_as_of, "--with-as-of")
    _choices(with_settings, "--with-set")
    later = _run(
        with_contract or contract,
        with_events or events,
        with_as_of or as_of,
        [*(settings or []), *(with_settings or [])],
        time_zone,
    )
    earlier = before if before is not None else _run(contract, events, as_of, settings, time_zone)
    difference = _compare.compare(earlier, later)
    write_whole({json: difference.to_json_text()} if json is not None else {})
    sides = [("before", earlier if isinstance(earlier, str) else _side(earlier)), ("after", _side(later))]
    _text.show(_compare_pages.comparison_page(difference, sides, rows))
    _say_written(json)


def _side(result: _audit.Audit) -> str:
    summary = result._summary
    chosen = [f"{choice['path']} = {choice['value']}" for choice in summary["reading"]]
    when = f"as of {_report.moment(summary['as_of'])}"
    return "\n".join([f"{summary['contract']['document']}, {summary['source']['name']}, {when}", *chosen])


@app.command(context_settings={"ignore_unknown_options": True})
@_reporting
def reverse(
    contract: ContractFile,
    events: EventsFile,
    amount: Annotated[
        Optional[str], typer.Argument(metavar="AMOUNT", help="Somebody else's figure, as 52.50.", show_default=False)
    ] = None,
    ticket: Annotated[
        Optional[str], typer.Option("--ticket", metavar="TICKET", help="The figure is of this ticket or incident.")
    ] = None,
    penalty: Annotated[
        Optional[str], typer.Option("--penalty", metavar="PENALTY", help="The figure is of this penalty.")
    ] = None,
    figures: Annotated[
        Optional[Path],
        typer.Option("--figures", metavar="FILE", help="Several figures: CSV with the columns ticket, penalty, amount."),
    ] = None,
    as_of: AsOf = None,
    settings: Choices = None,
    time_zone: TimeZone = None,
    more: OtherValues = None,
    tries: Annotated[
        int, typer.Option("--tries", min=1, metavar="N", help="Try at most N contracts.")
    ] = _reverse.TRIES_MAX,
    json: JsonFile = None,
) -> None:
    """Find the reading that gives somebody else's figure.

    Of a charge (a ticket and a penalty), a ticket, a penalty or the whole statement. Says which readings give it, or
    that none does, and where the two ways to the figure part.
    """
    claims = _claims(amount, ticket, penalty, figures)
    others = _more_values(more)
    result = _run(contract, events, as_of, settings, time_zone)
    found = _reverse.reverse_claims(result, claims, others, tries)
    write_whole({json: found.to_json_text()} if json is not None else {})
    facts = _report.audit_facts(result._summary)
    _text.show(_reverse_pages.reverse_page(found, facts, _reverse_pages.texts_of(result.assumptions)))
    _say_written(json)


def _claims(
    amount: str | None, ticket: str | None, penalty: str | None, figures: Path | None
) -> list[_reverse.Claim]:
    if figures is None:
        if amount is None:
            raise InputError([Problem("no-claim", "AMOUNT", "is not there; give the figure, or --figures FILE")])
        places = {"ticket": "--ticket", "penalty": "--penalty", "amount": "AMOUNT"}
        where = {key: _reverse.at(place) for key, place in places.items()}
        return [_reverse.Claim(ticket or "", penalty or "", amount, where)]
    for name, value in (("AMOUNT", amount), ("--ticket", ticket), ("--penalty", penalty)):
        if value is not None:
            message = "belongs to a single figure; leave it out, or leave --figures out"
            raise InputError([Problem("unused-argument", name, message)])
    return _figures_in(figures)


def _figures_in(file: Path) -> list[_reverse.Claim]:
    """A claim of each row."""
    try:
        with open(file, encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            names = reader.fieldnames or []
            rows = [(reader.line_num, row) for row in reader]
    except OSError as error:
        raise _bad_figures("cannot-read", file, f"cannot be read: {error.strerror}; give a CSV file") from None
    except (csv.Error, UnicodeDecodeError) as error:
        raise _bad_figures("bad-csv", file, f"is no CSV in UTF-8: {error}") from None
    if "amount" not in names:
        raise _bad_figures("missing-column", file, "has no column amount; give ticket, penalty, amount")
    if not rows:
        raise _bad_figures("no-claim", file, "has no figures below its header")
    keys = ("ticket", "penalty", "amount")
    return [
        _reverse.Claim(
            *((row.get(key) or "").strip() for key in keys),
            {key: Problem("", f"column {key}", "", str(file), line) for key in keys},
        )
        for line, row in rows
    ]


def _bad_figures(code: str, file: Path, message: str) -> InputError:
    return InputError([Problem(code, "--figures", f"{file} {message}")])


CalendarFile = Annotated[
    str,
    typer.Argument(
        metavar="CALENDAR", help="A contract, a document of calendars, or one calendar by itself (YAML or JSON)."
    ),
]
CalendarName = Annotated[
    Optional[str],
    typer.Option("--name", metavar="NAME", help="Which calendar of the file. Left out: the only one."),
]
CalendarZone = Annotated[
    Optional[str],
    typer.Option(
        "--time-zone", metavar="ZONE", help="The zone of hours without one, where the file is no contract."
    ),
]


def _calendar(path: str, name: str | None, time_zone: str | None) -> _core.Calendar:
    return _core.read_calendar_file(path, name or "", time_zone or "")


def _day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is no date; write one such as 2024-10-01"
        raise InputError([Problem("bad-date", option, message)]) from None


def _days(first: str | None, last: str | None) -> tuple[date, date] | tuple[None, None]:
    """Of a range that may lack one end: that day alone."""
    begin, end = _day(first, "--from"), _day(last, "--to")
    begin, end = begin or end, end or begin
    if begin is not None and end is not None and end < begin:
        raise InputError([Problem("reversed-range", "--to", f"{end} is before {begin}; exchange them")])
    return begin, end  # type: ignore[return-value]


@app.command()
@_reporting
def calendar(
    file: CalendarFile,
    name: CalendarName = None,
    first: Annotated[
        Optional[str], typer.Option("--from", metavar="DATE", help="Show each day from this one, as 2024-10-01.")
    ] = None,
    last: Annotated[Optional[str], typer.Option("--to", metavar="DATE", help="The last day shown.")] = None,
    time_zone: CalendarZone = None,
    json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Show when a calendar is open.

    Its zone, what is known of it, its week; and of a range of days, the hours of each and why it is closed.
    """
    report = _core.calendar_report(_calendar(file, name, time_zone), *_days(first, last))
    if json:
        print(report, end="")
        return
    page = _report.calendar_page(_title(file, name), json_format.loads(report))
    _text.show(replace(page, hints=_calendar_hints(file, name, time_zone, first or last)))


@app.command(context_settings={"ignore_unknown_options": True})
@_reporting
def due(
    file: CalendarFile,
    start: Annotated[str, typer.Argument(metavar="START", help="An instant, as 2024-09-30T17:00:00+08:00.")],
    budget: Annotated[str, typer.Argument(metavar="BUDGET", help="Open time, as PT4H; -PT4H walks backwards.")],
    name: CalendarName = None,
    boundary: Annotated[
        DueSide,
        typer.Option(help="Where the budget ends at closing time: there, or when it next opens."),
    ] = DueSide.close,
    time_zone: CalendarZone = None,
    json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Say when a budget of open time is used up.

    With each stretch of open time that it used, and why the time between is closed.
    """
    length = _length(budget, "BUDGET")
    instant = _core.parse_instant(start, "START")
    found = _calendar(file, name, time_zone)
    report = _core.due_report(found, instant, length, boundary is DueSide.next_open)
    if json:
        print(report, end="")
        return
    _text.show(_report.due_page(_title(file, name), json_format.loads(report)))


def _title(file: str, name: str | None) -> str:
    return f"{file}: {name}" if name else file


def _calendar_hints(file: str, name: str | None, zone: str | None, has_days: str | None) -> list[tuple[str, str]]:
    if has_days:
        return []
    days = _command("calendar", file, name=name, time_zone=zone, **{"from": "2024-10-01", "to": "2024-10-08"})
    return [("each day of a week", days)]


def _audit_hints(
    result: _audit.Audit,
    contract: str,
    events: str,
    settings: list[str] | None,
    options: Mapping[str, str | None],
    html: Path | None,
    has_readings: bool,
) -> list[tuple[str, str]]:
    def command(name: str, *more: str, choice: str | None = None, page: str | None = None) -> str:
        chosen = [*(settings or []), *([choice] if choice else [])]
        return _command(name, contract, events, *more, settings=chosen, html=page, **options)

    charged = (one for one in result.charges["ticket"].to_pylist() if one)  # a duty's or a window's has none
    ticket = next(charged, (result.tickets or ["TICKET"])[0])
    hints = [("how one ticket came about", command("explain", ticket))]
    for assumption in result.assumptions:
        if assumption.otherwise and assumption.path:
            choice = f"{assumption.path}={assumption.otherwise[0]}"
            hints.append(("another reading", command("audit", choice=choice)))
            break
    if not has_readings:
        hints.append(("what it could mean, and what that costs", command("audit", "--readings")))
    if html is None:
        hints.append(("a page to pass on", command("audit", page="report.html")))
    return hints


def main() -> None:
    if sys.stdout is None:  # closed by the caller, who wants the exit status or the files
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):  # a name that the terminal cannot show is no reason to stop
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    app(prog_name="slakit")
