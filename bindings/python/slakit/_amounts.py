"""Amounts of results: decimals of one currency, alone and as columns."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

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


def optional(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
