"""The command line: ``slakit check``, ``show``, ``schema``, ``audit``, ``explain``, ``calendar`` and ``due``.

Exit status: 0 done; 1 remarks, where ``check --strict`` wants none; 2 bad input, with every problem on standard error,
each with its place and what to write instead.
"""

from __future__ import annotations

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

from slakit import _audit, _core, _derivations, _html, _report, _text
from slakit.calendar import Calendar
from slakit.contract import CheckResult, Contract
from slakit.contract import check as check_file
from slakit.errors import Error, InputError, Problem

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


def _choices(settings: list[str] | None) -> dict[str, Any]:
    chosen: dict[str, Any] = {}
    problems: list[Problem] = []
    for setting in settings or []:
        path, equals, value = setting.partition("=")
        if not equals or not path:
            problems.append(
                Problem(
                    "bad-choice", "--set", f"{setting!r} is no choice; write PATH=VALUE, as policies.concurrency=both"
                )
            )
            continue
        try:
            chosen[path] = _core.parse_value(value, f"--set {path}")
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return chosen


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
        message = f"{text!r} is no length of time; write hours and minutes, as PT4H or PT1H30M"
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
) -> None:
    """Judge a log under a contract.

    Prints findings, charges, statement and assumptions, and names what is not computed.
    """
    result = _run(
        contract, events, as_of, settings, time_zone, persons, pseudonym_key_file, late_after, near_target
    )
    _check_two_files(json, html)
    texts = {json: result._core.report_json()} if json is not None else {}
    if html is not None:
        texts[html] = _html.render(result)
    _audit.write_whole(texts)
    key_file = None if pseudonym_key_file is None else str(pseudonym_key_file)
    options = {"as_of": as_of, "time_zone": time_zone, "persons": persons, "pseudonym_key_file": key_file}
    hints = _audit_hints(result, contract, events, settings, options, html)
    _text.show(_report.audit_page(result, rows, hints))
    _say_written(json, html)


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
    _audit.write_whole(texts)
    _text.show(page)
    _say_written(json, html)


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
) -> list[tuple[str, str]]:
    def command(name: str, *more: str, choice: str | None = None, page: str | None = None) -> str:
        chosen = [*(settings or []), *([choice] if choice else [])]
        return _command(name, contract, events, *more, settings=chosen, html=page, **options)

    ticket = result.charges["ticket"][0].as_py() if result.charges.num_rows else (result.tickets or ["TICKET"])[0]
    hints = [("how one ticket came about", command("explain", ticket))]
    for assumption in result.assumptions:
        if assumption.otherwise and assumption.path:
            choice = f"{assumption.path}={assumption.otherwise[0]}"
            hints.append(("another reading", command("audit", choice=choice)))
            break
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
