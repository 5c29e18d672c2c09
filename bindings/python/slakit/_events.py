"""Event logs in columns: data frames and Arrow tables become what the kernel takes."""

from __future__ import annotations

import difflib
import sys
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from slakit import _columns
from slakit.errors import InputError, LogError, Problem

_REQUIRED = ("ticket", "at", "event")
_PROBLEMS_MAX = 100
_RANGE_END = np.datetime64("2101-01-01", "us").view(np.int64)


def to_table(events: Any) -> pa.Table:
    """A pyarrow Table of anything that has columns: a table, a pandas DataFrame, any object with __arrow_c_stream__."""
    if isinstance(events, pa.Table):
        return events
    pandas = sys.modules.get("pandas")
    if pandas is not None and isinstance(events, pandas.DataFrame):
        return pa.Table.from_pandas(events, preserve_index=False)
    if hasattr(events, "__arrow_c_stream__"):
        return pa.RecordBatchReader.from_stream(events).read_all()
    raise TypeError(
        f"events: a path, a DataFrame or anything with an Arrow stream is expected, not {type(events).__name__}"
    )


def columns(table: pa.Table, source: str) -> dict[str, Any]:
    """The arguments of _core.audit_columns. Raises LogError with every problem, each with its row."""
    reader = _Reader(table, source)
    reader.check_columns()
    ticket = reader.names("ticket", "empty-ticket")
    event = reader.names("event", "empty-event")
    at = reader.instants()
    sequence = reader.sequence()
    attributes = [reader.attribute(name) for name in table.column_names if name not in (*_REQUIRED, "sequence")]
    reader.raise_problems()
    return {
        "source": source,
        "ticket": ticket,
        "at": at,
        "event": event,
        "sequence": sequence,
        "attributes": attributes,
    }


class _Reader:
    def __init__(self, table: pa.Table, source: str):
        self.table = table
        self.source = source
        self.problems: list[Problem] = []
        self.tickets: pa.Array | None = None

    def raise_problems(self) -> None:
        if self.problems:
            raise LogError(self.problems)

    def check_columns(self) -> None:
        there = self.table.column_names
        for name in _REQUIRED:
            if name in there:
                continue
            near = difflib.get_close_matches(name, there, 1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; the columns are {', '.join(map(repr, there))}"
            self._problem("missing-column", "", f"no column {name!r}{hint}")
        for name in {name for name in there if there.count(name) > 1}:
            self._problem("duplicate-column", "", f"column {name!r} occurs twice; rename one")
        self.raise_problems()

    def names(self, name: str, code: str) -> tuple[str, list[str], np.ndarray]:
        column = _text(self.table.column(name), name, self.source)
        if name == "ticket":
            self.tickets = column
        empty = pc.fill_null(pc.equal(column, ""), True)
        self._problems_at(empty, name, code, f"no {name}; every row names its {name}")
        return _encoded(name, column)

    def attribute(self, name: str) -> tuple[str, list[str], np.ndarray]:
        return _encoded(name, _text(self.table.column(name), name, self.source))

    def instants(self) -> np.ndarray:
        column = self.table.column("at")
        try:
            at = _columns.from_arrow_timestamps(column, "column at")
        except InputError as error:
            self.problems += [Problem(p.code, p.path, p.message, self.source) for p in error.problems]
            return np.zeros(len(column), dtype=np.int64)
        missing = at == _columns.MISSING
        self._problems_at(pa.array(missing), "at", "missing-instant", "no instant; every row says when")
        outside = ~missing & ((at < 0) | (at > _RANGE_END))
        self._problems_at(pa.array(outside), "at", "out-of-range", "outside 1970-2100")
        return at

    def sequence(self) -> np.ndarray | None:
        if "sequence" not in self.table.column_names:
            return None
        column = self.table.column("sequence")
        if not pa.types.is_integer(column.type):
            self._problem("bad-sequence", "column sequence", f"a column of {column.type}; give integers")
            return None
        return column.cast(pa.int64()).fill_null(0).to_numpy()

    def _problem(self, code: str, path: str, message: str) -> None:
        self.problems.append(Problem(code, path, message, self.source))

    def _problems_at(self, bad: pa.Array | pa.ChunkedArray, name: str, code: str, message: str) -> None:
        rows = pc.indices_nonzero(bad)
        for row in rows[:_PROBLEMS_MAX].to_pylist():
            ticket = self.tickets[row].as_py() if self.tickets is not None else None
            place = f"row {row + 1}" + (f" (ticket {ticket})" if ticket else "") + f", column {name}"
            self._problem(code, place, message)
        if len(rows) > _PROBLEMS_MAX:
            self._problem(code, f"column {name}", f"and {len(rows) - _PROBLEMS_MAX} more rows with the same problem")


def _text(column: pa.ChunkedArray, name: str, source: str) -> pa.ChunkedArray:
    """Text; other scalars are written out, but for floats where a name is due: 1.0 names no ticket."""
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    is_name = name in _REQUIRED
    if not (pa.types.is_floating(kind) and is_name) and not pa.types.is_nested(kind) and not pa.types.is_binary(kind):
        return column.cast(pa.string())
    raise LogError([Problem("not-text", f"column {name}", f"a column of {column.type}; convert it to text", source)])


def _encoded(name: str, column: pa.ChunkedArray) -> tuple[str, list[str], np.ndarray]:
    encoded = column.dictionary_encode().unify_dictionaries()
    names = encoded.chunk(0).dictionary.to_pylist() if encoded.num_chunks else []
    codes = [chunk.indices.cast(pa.int32()).fill_null(-1).to_numpy(zero_copy_only=False) for chunk in encoded.chunks]
    return name, names, np.concatenate(codes) if codes else np.zeros(0, dtype=np.int32)
