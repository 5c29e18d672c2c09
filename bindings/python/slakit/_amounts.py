"""Amounts of results: decimals of one currency, alone and as columns."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

DECIMAL_DIGITS = 19  #: of a 64-bit integer of minor units


def decimals(amounts: Iterable[Any], like: Decimal) -> pa.Array:
    """A column of amounts, given as texts, decimals or None, with as many digits as `like`.

    >>> decimals(["52.50", None], Decimal("63.00")).type
    Decimal128Type(decimal128(19, 2))
    """
    digits = -int(like.as_tuple().exponent)
    values = [None if amount is None else Decimal(amount) for amount in amounts]
    return pa.array(values, pa.decimal128(DECIMAL_DIGITS, digits))


def from_minor(minor: np.ndarray, digits: int) -> pa.Array:
    """A column of 64-bit integers of minor units.

    >>> from_minor(np.array([5250, -1]), 2).to_pylist()
    [Decimal('52.50'), Decimal('-0.01')]
    """
    # a decimal128 is its unscaled value as 16 bytes, little end first: the integers, with their sign carried on
    words = np.empty((len(minor), 2), dtype="<i8")
    words[:, 0] = minor
    words[:, 1] = minor >> 63
    return pa.Array.from_buffers(pa.decimal128(DECIMAL_DIGITS, digits), len(minor), [None, pa.py_buffer(words)])


def optional(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
