"""Columns of instants and durations: numpy, pandas and pyarrow in, the same kind out, int64 microseconds between."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from slakit import _core
from slakit.errors import FaultError, InputError, Problem

INSTANT = pa.timestamp("us", tz="UTC")
DURATION = pa.duration("us")
RANGE_END = int(np.datetime64("2101-01-01", "us").view(np.int64))  #: the last instant the library answers for
THREADS_MAX = 1024
MISSING = np.iinfo(np.int64).min


def elapsed(core: _core.Calendar, start: Any, end: Any, threads: int) -> Any:
    _check_aligned(start, end, "end")
    a, b = np.broadcast_arrays(instants(start, "start"), instants(end, "end"))
    values = _checked(core.elapsed_many(a.ravel(), b.ravel(), _count(threads))).reshape(a.shape)
    return _like(values.view("timedelta64[us]"), DURATION, start, end)


def due(core: _core.Calendar, start: Any, budget: Any, boundary: str, threads: int) -> Any:
    _check_aligned(start, budget, "budget")
    a, b = np.broadcast_arrays(instants(start, "start"), durations(budget, "budget"))
    values = _checked(core.due_many(a.ravel(), b.ravel(), boundary, _count(threads))).reshape(a.shape)
    return _like(values.view("datetime64[us]"), INSTANT, start, budget)


def is_open(core: _core.Calendar, t: Any, threads: int) -> Any:
    at = instants(t, "t")
    values = _checked(core.is_open_many(at.ravel(), _count(threads))).reshape(at.shape)
    if _is_series(t):
        pandas = sys.modules["pandas"]
        known = pandas.arrays.BooleanArray(values == 1, values < 0)
        if isinstance(t, pandas.Index):
            return pandas.Index(known, name=t.name)
        return pandas.Series(known, index=t.index, name=t.name)
    if isinstance(t, (pa.Array, pa.ChunkedArray)):
        array = pa.array(values == 1, type=pa.bool_(), mask=values < 0)
        return pa.chunked_array([array]) if isinstance(t, pa.ChunkedArray) else array
    return (values == 1)[()]  # NaT compares as False


def _count(threads: int) -> int:
    if isinstance(threads, bool) or not isinstance(threads, int) or not 1 <= threads <= THREADS_MAX:
        _refuse("bad-count", "threads", f"{threads!r} threads; give a number from 1 to {THREADS_MAX}")
    return threads


def instants(values: Any, name: str) -> np.ndarray:
    """int64 microseconds since 1970; what has no time zone is refused, but for numpy's own, which is UTC."""
    if isinstance(values, datetime):
        return np.array(_core.instant_us(values, name), dtype=np.int64)
    if _is_series(values):
        if getattr(values.dtype, "kind", "") == "M" and getattr(values.dtype, "tz", None) is None:
            _refuse(
                "naive-datetime", name, "naive datetimes; give the column a time zone, such as .dt.tz_localize('UTC')"
            )
        values = _from_arrow(pa.Array.from_pandas(values), INSTANT, name)
    elif isinstance(values, (pa.Array, pa.ChunkedArray)):
        values = _from_arrow(values, INSTANT, name)
    values = np.asarray(values)
    if values.dtype.kind != "M":
        _refuse("not-a-datetime", name, f"a column of {values.dtype}; give datetime64, or timestamps with a time zone")
    return _microseconds(values, "datetime64[us]")


def durations(values: Any, name: str) -> np.ndarray:
    if isinstance(values, timedelta):
        return np.array(values // timedelta(microseconds=1), dtype=np.int64)
    if _is_series(values):
        values = _from_arrow(pa.Array.from_pandas(values), DURATION, name)
    elif isinstance(values, (pa.Array, pa.ChunkedArray)):
        values = _from_arrow(values, DURATION, name)
    values = np.asarray(values)
    if values.dtype.kind != "m":
        _refuse("not-a-timedelta", name, f"a column of {values.dtype}; give timedelta64, or durations")
    return _microseconds(values, "timedelta64[us]")


def from_arrow_timestamps(values: pa.Array, name: str) -> np.ndarray:
    """int64 microseconds, MISSING where null; digits below a microsecond are floored."""
    return _microseconds(np.asarray(_from_arrow(values, INSTANT, name)), "datetime64[us]")


def to_instants(values: np.ndarray) -> pa.Array:
    return pa.array(values.view("datetime64[us]"), type=INSTANT, from_pandas=True)


def to_durations(values: np.ndarray) -> pa.Array:
    return pa.array(values.view("timedelta64[us]"), type=DURATION, from_pandas=True)


def _from_arrow(values: pa.Array | pa.ChunkedArray, kind: pa.DataType, name: str) -> np.ndarray:
    if isinstance(values, pa.ChunkedArray):
        values = values.combine_chunks()
    if isinstance(values, pa.ChunkedArray):  # older pyarrow: no chunk at all
        values = pa.concat_arrays(values.chunks) if values.num_chunks else pa.array([], values.type)
    if kind is INSTANT:
        if not pa.types.is_timestamp(values.type):
            _refuse("not-a-datetime", name, f"a column of {values.type}; give timestamps with a time zone")
        if values.type.tz is None:
            _refuse(
                "naive-datetime",
                name,
                "naive timestamps; give the column a time zone, such as pa.timestamp('us', tz='UTC')",
            )
        code = f"datetime64[{values.type.unit}]"
    else:
        if not pa.types.is_duration(values.type):
            _refuse("not-a-timedelta", name, f"a column of {values.type}; give durations")
        code = f"timedelta64[{values.type.unit}]"
    whole = values.cast(pa.int64()).fill_null(MISSING)
    return whole.to_numpy(zero_copy_only=False).view(code)


def _microseconds(values: np.ndarray, code: str) -> np.ndarray:
    # numpy floors, so digits below a microsecond go one way on both sides of 1970
    return np.ascontiguousarray(values.astype(code)).view(np.int64).reshape(values.shape)


def _checked(result: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    values, faults = result
    bad = np.flatnonzero(faults)
    if bad.size:
        row = int(bad[0])
        more = f" (and {bad.size - 1} more rows)" if bad.size > 1 else ""
        raise FaultError(f"row {row}: {_core.fault_text(int(faults[row]))}{more}")
    return values


def _like(values: np.ndarray, kind: pa.DataType, *given: Any) -> Any:
    for one in given:
        if _is_series(one):
            pandas = sys.modules["pandas"]
            if isinstance(one, pandas.Index):
                index = pandas.Index(values, name=one.name)
                return index.tz_localize("UTC") if kind is INSTANT else index
            series = pandas.Series(values, index=one.index, name=one.name)
            return series.dt.tz_localize("UTC") if kind is INSTANT else series
    for one in given:
        if isinstance(one, pa.ChunkedArray):
            return pa.chunked_array([pa.array(values, type=kind, from_pandas=True)])
        if isinstance(one, pa.Array):
            return pa.array(values, type=kind, from_pandas=True)
    return values[()]  # a scalar for a scalar


def _is_series(values: Any) -> bool:
    """A pandas Series, or an Index, which is one without an index of its own."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(values, (pandas.Series, pandas.Index))


def _check_aligned(a: Any, b: Any, name: str) -> None:
    """Rows pair by their places; pandas users expect labels. Where the same labels stand elsewhere, neither is safe."""
    pandas = sys.modules.get("pandas")
    if pandas is None or not (isinstance(a, pandas.Series) and isinstance(b, pandas.Series)):
        return
    if len(a) != len(b) or (a.index.isin(b.index).all() and not a.index.equals(b.index)):
        _refuse("misaligned", name, "its rows are not those of the first Series; align them, or give .to_numpy()")


def _refuse(code: str, path: str, message: str) -> None:
    raise InputError([Problem(code, path, message)])
