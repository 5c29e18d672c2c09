"""Pages as one self-contained HTML file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from slakit import _core, _report
from slakit._report import Cell, Page

if TYPE_CHECKING:
    from slakit._audit import Audit, Statement
    from slakit._readings import PricedReadings


def render(audit: Audit, priced: PricedReadings | None = None) -> str:
    """`priced`: its readings, to be shown, too."""
    without = _report.without(audit).removeprefix(", ")
    return render_page(_report.audit_page(audit, shown=0, priced=priced), audit.statement, without)


def render_page(page: Page, statement: Statement | None = None, without: str = "") -> str:
    """`statement`: whose total stands above the sections; `without`: what goes with it."""
    environment = Environment(
        loader=PackageLoader("slakit"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.get_template("report.html.j2")
    return template.render(page=page, cell=_as_cell, statement=statement, without=without, version=_core.version)


def _as_cell(value: Cell | str) -> Cell:
    return Cell(value) if isinstance(value, str) else value
