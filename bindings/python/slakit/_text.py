"""Pages as text, with rich: tables that fit the terminal, colours only where there is one."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from typing import IO, Any

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from slakit import _report, _timeline
from slakit._report import Cell, Page, Section
from slakit.contract import CheckResult
from slakit.errors import Problem

WIDTH = 100  #: where no terminal says otherwise
WORD_MAX = 36
READABLE_MIN = 28
MARKS = ">~!"  #: of columns, see Section
_SEVERITY_TONES = {"error": "bold red", "remark": "yellow", "note": "dim"}  #: in the order of CheckResult
_TONES = {"good": "green", "bad": "red", "warn": "yellow", "strong": "bold", "": ""}


def console(file: IO[str] | None = None) -> Console:
    """A console that takes text as it is: brackets and colons in data mean nothing."""
    file = sys.stdout if file is None else file
    is_told = file.isatty() or "COLUMNS" in os.environ
    return Console(file=file, markup=False, highlight=False, emoji=False, width=None if is_told else WIDTH)


def as_text(page: Page) -> str:
    out = io.StringIO()
    plain = Console(
        file=out, markup=False, highlight=False, emoji=False, width=WIDTH, color_system=None, force_terminal=False
    )
    plain.print(render(page))
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().splitlines())


def report(audit: Any) -> Page:
    return _report.audit_page(audit, shown=_report.CHARGES_SHOWN)


def explanation(data: Mapping[str, Any]) -> Page:
    return _report.explanation_page(data)


def show(page: Page) -> None:
    """Prints a page; commands stay on one line, so that they can be copied."""
    console().print(render(page), crop=False)


def show_checks(results: Mapping[str, CheckResult]) -> None:
    """One problem a line, as compilers print them: errors on standard error, the rest on standard output."""
    number = {severity: 0 for severity in _SEVERITY_TONES}
    for result in results.values():
        for severity, problems in zip(_SEVERITY_TONES, (result.errors, result.remarks, result.notes), strict=True):
            number[severity] += len(problems)
            out = console(sys.stderr if severity == "error" else sys.stdout)
            for p in problems:
                out.print(_problem_line(severity, p), soft_wrap=True)
            out.file.flush()
    files = _report.count(len(results), "file")
    counts = ", ".join(_report.count(n, severity) for severity, n in number.items())
    print(f"{files}: {counts}", file=sys.stderr if number["error"] else sys.stdout)


def _problem_line(severity: str, problem: Problem) -> Text:
    line = Text(f"{problem.place}: ") if problem.place else Text()
    line.append(f"{severity}: ", style=_SEVERITY_TONES[severity])
    return line.append(problem.text)


def render(page: Page) -> RenderableType:
    parts: list[RenderableType] = [Text(page.title, style="bold")]
    facts = Table.grid(padding=(0, 2))
    for name, value in page.facts:
        facts.add_row(Text(f"  {name}", style="dim"), Text(value, overflow="fold"))
    parts.append(facts)
    if page.warning:
        parts.append(
            Panel(
                Text(page.warning, style="bold yellow"),
                box=box.ROUNDED,
                title="note",
                title_align="left",
                border_style="yellow",
            )
        )
    for section in page.sections:
        parts += _section(section)
    if page.hints:
        parts += ["", Text("Try next", style="bold")]
        for what, command in page.hints:
            parts.append(Text(f"  {what}", style="dim"))
            parts.append(Text(f"    {command}", no_wrap=True, overflow="ignore"))
    return Group(*parts)


def _section(section: Section) -> list[RenderableType]:
    parts: list[RenderableType] = []
    if section.title:
        parts += ["", Text(section.title, style="bold")]
    if section.rows:
        parts.append(_table(section))
    else:
        parts.append(Text("  none", style="dim"))
    if section.note:
        parts.append(Padding(Text(section.note, style="dim"), (0, 0, 0, 1)))
    return parts


def _table(section: Section) -> Table:
    headings = [name.lstrip(MARKS) for name in section.columns]
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    table.show_header = any(headings)
    for i, (heading, name) in enumerate(zip(headings, section.columns, strict=True)):
        wraps = name.startswith(("~", "!"))
        table.add_column(
            heading,
            justify="right" if name.startswith(">") else "left",
            width=_narrow_width([_cell(row[i]).plain for row in section.rows]) if name.startswith("!") else None,
            no_wrap=not wraps,
            overflow="fold" if wraps else "ellipsis",
        )
    for row in section.rows:
        table.add_row(*map(_cell, row))
    return table


def _longest_word(texts: list[str]) -> int:
    """Of words that cannot break: Chinese may break anywhere, and a monster must."""
    words = [word for text in texts for word in text.split() if word.isascii()]
    return min(max(map(len, words), default=0), WORD_MAX)


def _narrow_width(texts: list[str]) -> int:
    """As wide as its longest word, but not so narrow that a sentence becomes a ladder."""
    longest_line = max((len(line) for text in texts for line in text.splitlines()), default=0)
    return max(_longest_word(texts), min(longest_line, READABLE_MIN))


def _cell(cell: Cell | str) -> Text:
    if isinstance(cell, str):
        return Text(cell)
    if cell.tone != "bar":
        return Text(cell.text, style=_TONES[cell.tone])
    return Text.assemble(*((mark, _timeline.STYLES.get(mark, "")) for mark in cell.text))
