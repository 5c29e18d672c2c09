"""Values of a document in words, for people who do not write documents."""

from __future__ import annotations

import re
from typing import Any

from slakit import _core
from slakit.errors import InputError

_PERIOD = re.compile(r"P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_LONG = ("year", "month", "week", "day")
_UNITS = (*_LONG, "h", "min", "s")


def words(value: str) -> str:
    """Of a value as a document writes it.

    >>> words("PT4H"), words("[arrived, restored]"), words("started 24 h")
    ('4 h', 'arrived; restored', 'started 24 h')
    >>> words("{after: PT1H, of: received}")
    'after 1 h, of received'
    >>> words("[PT4H, {where: {level: [high, medium]}, within: P1M}]")
    '4 h; where level high or medium, within 1 month'
    """
    try:
        return _words(_core.parse_value(value, "value"))
    except InputError:  # a text that would need quotes in a document
        return value


def _words(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, list):
        return "; ".join(map(_words, value))
    if isinstance(value, dict):
        return ", ".join(_entry(key.replace("_", " "), item) for key, item in value.items())
    return _period(value)


def _entry(key: str, value: Any) -> str:
    if value == "true":
        return key
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return f"{key} {' or '.join(map(_period, value))}"
    return f"{key} {_words(value)}"


def _period(text: str) -> str:
    """Of an ISO 8601 period; any other text is itself.

    >>> _period("P1Y6M"), _period("PT30M"), _period("P10D"), _period("P")
    ('1 year 6 months', '30 min', '10 days', 'P')
    """
    found = _PERIOD.fullmatch(text)
    if found is None:
        return text
    parts = [(number, unit) for number, unit in zip(found.groups(), _UNITS, strict=True) if number]
    return " ".join(f"{number} {unit}{'s' if number != '1' and unit in _LONG else ''}" for number, unit in parts)
