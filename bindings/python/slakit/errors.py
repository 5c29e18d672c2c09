"""What slakit raises, and the problems it carries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input: where it is, what it is, what to write instead.

    >>> str(Problem("unknown-key", "contract.titel", "unknown key 'titel'", "c.yaml", 3, 5))
    "c.yaml:3:5: contract.titel: unknown key 'titel' [unknown-key]"
    """

    code: str  #: a stable kebab-case word; match on it
    path: str = ""  #: "obligations.response.clock", or "row 12, column at"; may be empty
    message: str = ""  #: what is wrong, and what to write instead
    source: str = ""  #: file name or "<text>"; may be empty
    line: int = 0  #: from 1; 0 is not known
    column: int = 0  #: from 1, in code points; 0 is not known

    @property
    def place(self) -> str:
        """As editors and terminals jump to it: "c.yaml:3:5"; may be empty."""
        place = self.source
        if self.line:
            place += (":" if place else "line ") + str(self.line)
            if self.column:
                place += f":{self.column}"
        return place

    @property
    def text(self) -> str:
        """Without the place: "contract.titel: unknown key 'titel' [unknown-key]"."""
        return ": ".join(filter(None, (self.path, f"{self.message} [{self.code}]")))

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.place, self.text)))


class Error(Exception):
    """Root of everything slakit raises."""


class InputError(Error, ValueError):
    """Bad input: carries all its problems, in the order of the input."""

    problems: tuple[Problem, ...]

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self):
        return (type(self), (self.problems,))


class ContractError(InputError):
    """A contract, a choice or a source mapping that cannot be used."""


class CalendarError(InputError):
    """A calendar that cannot be built."""


class LogError(InputError):
    """An event log that cannot be read."""


class ZoneError(InputError):
    """An unknown time zone, or a damaged zone database."""


class FaultError(Error):
    """A question without an answer: outside 1970-2100, a calendar not known for that date, ..."""


class LateEvent(Error):
    """An event earlier than one that a live ticket has taken: nothing changed, replay its history."""
