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

SOURCE = "<events>"  #: what problems call columns, which have no file
_REQUIRED = ("ticket", "at", "event")
_RESERVED = (*_REQUIRED, "sequence", "recorded_at")  #: every other column is an attribute
_PROBLEMS_MAX = 100


def to_table(events: Any) -> pa.Table:
    """A pyarrow Table of anything that has columns: a table, a pandas DataFrame, any object with __arrow_c_stream__."""
    if isinstance(events, pa.Table):
        return events
    pandas = sys.modules.get("pandas")
    if pandas is not None and isinstance(events, pandas.DataFrame):
        return _of_frame(events)
    if hasattr(events, "__arrow_c_stream__"):
        return pa.RecordBatchReader.from_stream(events).read_all()
    raise TypeError(
        f"events: a path, a DataFrame or anything with an Arrow stream is expected, not {type(events).__name__}"
    )


def _of_frame(frame: Any) -> pa.Table:
    """Column by column: pyarrow refuses two columns of one name, and tells of one column that it cannot convert."""
    arrays: list[pa.Array] = []
    problems: list[Problem] = []
    for i, name in enumerate(map(str, frame.columns)):
        try:
            arrays.append(pa.array(frame.iloc[:, i], from_pandas=True))
        except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
            why = f"its cells are not all of one kind ({error.args[0]}); convert it to text, or to timestamps"
            problems.append(Problem("mixed-column", f"column {name}", why, SOURCE))
    if problems:
        raise LogError(problems)
    return pa.Table.from_arrays(arrays, names=list(map(str, frame.columns)))


def columns(table: pa.Table, source: str) -> dict[str, Any]:
    """The arguments of _core.audit_columns. Raises LogError with every problem, each with its row."""
    reader = _Reader(table, source)
    reader.check_columns()
    ticket = reader.names("ticket", "empty-ticket")
    event = reader.names("event", "empty-event")
    at = reader.instants("at")
    recorded_at = reader.instants("recorded_at") if "recorded_at" in table.column_names else None
    sequence = reader.sequence()
    attributes = [reader.attribute(name) for name in table.column_names if name not in _RESERVED]
    reader.raise_problems()
    return {
        "source": source,
        "ticket": ticket,
        "at": at,
        "event": event,
        "sequence": sequence,
        "recorded_at": recorded_at,
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
            listed = f"the columns are {', '.join(map(repr, there))}" if there else "there is no column"
            hint = f"; did you mean {near[0]!r}?" if near else f"; {listed}"
            self._problem("missing-column", "", f"no column {name!r}{hint}")
        for name in dict.fromkeys(name for name in there if there.count(name) > 1):
            self._problem("duplicate-column", "", f"column {name!r} occurs twice; rename one")
        self.raise_problems()

    def names(self, name: str, code: str) -> tuple[str, list[str], np.ndarray]:
        column = self.text(name)
        if name == "ticket":
            self.tickets = column
        empty = pc.fill_null(pc.equal(column, ""), True)
        self._problems_at(empty, name, code, f"no {name}; every row names its {name}")
        return _encoded(name, column)

    def attribute(self, name: str) -> tuple[str, list[str], np.ndarray]:
        return _encoded(name, self.text(name))

    def text(self, name: str) -> pa.ChunkedArray:
        """Text; other scalars are written out, but for floats where a name is due: 1.0 names no ticket."""
        column = self.table.column(name)
        kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
        is_bad = pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind)
        if not is_bad and not (pa.types.is_floating(kind) and name in _REQUIRED):
            return column.cast(pa.string())
        if len(column):  # an empty column has whatever type its maker gives to nothing
            self._problem("not-text", f"column {name}", f"a column of {column.type}; convert it to text")
        return pa.chunked_array([pa.array(["?"] * len(column), pa.string())])

    def instants(self, name: str) -> np.ndarray:
        """Microseconds, MISSING where nobody wrote an event down at a known time; every event happened at one."""
        column = self.table.column(name)
        if pa.types.is_null(column.type) and name not in _REQUIRED:  # a column in which nothing stands has no type
            return np.full(len(column), _columns.MISSING)
        if not len(column):
            return np.zeros(0, dtype=np.int64)
        try:
            at = _columns.from_arrow_timestamps(column, f"column {name}")
        except InputError as error:
            self.problems += [Problem(p.code, p.path, p.message, self.source) for p in error.problems]
            return np.zeros(len(column), dtype=np.int64)
        missing = at == _columns.MISSING
        if name in _REQUIRED:
            self._problems_at(pa.array(missing), name, "missing-instant", "no instant; every row says when")
        outside = ~missing & ((at < 0) | (at > _columns.RANGE_END))
        self._problems_at(pa.array(outside), name, "out-of-range", "outside 1970-2100")
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


def _encoded(name: str, column: pa.ChunkedArray) -> tuple[str, list[str], np.ndarray]:
    encoded = column.dictionary_encode().unify_dictionaries()
    names = encoded.chunk(0).dictionary.to_pylist() if encoded.num_chunks else []
    codes = [chunk.indices.cast(pa.int32()).fill_null(-1).to_numpy(zero_copy_only=False) for chunk in encoded.chunks]
    return name, names, np.concatenate(codes) if codes else np.zeros(0, dtype=np.int32)
