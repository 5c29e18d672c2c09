"""Contracts: what was promised, and what a broken promise costs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from slakit import _core
from slakit.errors import InputError, Problem


class Money(NamedTuple):
    """An exact amount and its ISO 4217 currency.

    >>> str(Money.parse("CNY 1000000.00"))
    'CNY 1000000.00'
    """

    amount: Decimal
    currency: str

    @classmethod
    def parse(cls, text: str) -> Money:
        currency, amount = text.split(" ")
        return cls(Decimal(amount), currency)

    def __str__(self) -> str:
        return f"{self.currency} {self.amount}"


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something a computation needs and the text does not give."""

    kind: str  #: "assumed", "reading", "policy_default" or "argument"
    clause: str
    path: str  #: its place in the document: a key for ``choices``
    used: str  #: as a document would write it
    otherwise: tuple[str, ...]  #: what else it may honestly mean
    note: str  #: the verbatim text, or why a default is reachable

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Assumption:
        otherwise = data["otherwise"] if "otherwise" in data else data["else"]
        return cls(data["kind"], data["clause"], data["path"], data["used"], tuple(otherwise), data["note"])


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What check() found, each list in the order of the document. With errors there are no remarks and no notes."""

    errors: tuple[Problem, ...]  #: with any of these it is no contract
    remarks: tuple[Problem, ...]  #: what it may say, and had better not
    notes: tuple[Problem, ...]  #: what it assumes: the text does not say

    @classmethod
    def of(cls, lists: Iterable[Iterable[Problem]]) -> CheckResult:
        return cls(*map(tuple, lists))


def check(path: str | os.PathLike[str]) -> CheckResult:
    """Checks a contract document like code, all problems together, each with its place and what to write instead.

    >>> result = check("examples/after-sales/contract.yaml")
    >>> result.errors, "no-cap" in [remark.code for remark in result.remarks]
    ((), True)

    A file that cannot be read is an error in the result; nothing is raised.
    """
    try:
        return CheckResult.of(_core.check_file(utf8_path(path)))
    except InputError as error:  # a name that no file of ours can have
        return CheckResult(error.problems, (), ())


def check_text(text: str, source: str = "<text>") -> CheckResult:
    """The same for text; `source` is what problems call it.

    >>> for problem in check_text("slakit: 1\\ncontract: {id: a, titel: b}\\n").errors:
    ...     print(problem)
    <text>:1:1: missing key 'obligations': what is promised [missing-key]
    <text>:2:1: contract: missing key 'time_zone': an IANA name such as Asia/Shanghai [missing-key]
    <text>:2:19: contract.titel: unknown key 'titel'; did you mean 'title'? [unknown-key]
    """
    return CheckResult.of(_core.check_text(text, source))


def contract_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of contract documents, for editors that complete and check them.

    >>> contract_schema()["$schema"]
    'https://json-schema.org/draft/2020-12/schema'
    """
    return json.loads(_core.contract_schema())


class Contract:
    """A contract document that was read and found consistent.

    >>> contract = Contract.load("examples/after-sales/contract.yaml")
    >>> contract.price
    Money(amount=Decimal('1000000.00'), currency='CNY')
    >>> contract.obligations[:2]
    ('response', 'dispatch')

    Reading raises ContractError with every problem of the document at once. Immutable.
    """

    def __init__(self, core: _core.Contract):
        self._core = core

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Contract:
        """Reads a YAML or JSON file."""
        return cls(_core.Contract.load(utf8_path(path)))

    @classmethod
    def parse(cls, text: str, source: str = "<text>") -> Contract:
        """Reads text; `source` is what problems call it. A `source:` mapping is looked for in the working directory."""
        return cls(_core.Contract.parse(text, source))

    @cached_property
    def _head(self) -> dict[str, Any]:
        return self._core.head()

    @property
    def id(self) -> str:
        return self._head["id"]

    @property
    def titles(self) -> dict[str, str]:
        """The title by language (ISO 639); a plain text has language ""."""
        return dict(self._head["title"])

    @property
    def title(self) -> str:
        return preferred(self._head["title"])

    @property
    def note(self) -> str:
        return preferred(self._head["note"])

    @property
    def provider(self) -> str:
        return self._head["provider"]

    @property
    def customer(self) -> str:
        return self._head["customer"]

    @property
    def time_zone(self) -> str:
        return self._head["time_zone"]

    @property
    def price(self) -> Money | None:
        """None where the contract states none."""
        price = self._head["price"]
        return None if price is None else Money.parse(price)

    @property
    def milestones(self) -> dict[str, date]:
        return dict(self._head["milestones"])

    @property
    def source_name(self) -> str:
        """The file it was read from."""
        return self._head["document"]

    @property
    def calendars(self) -> tuple[str, ...]:
        return tuple(self._head["calendars"])

    @property
    def obligations(self) -> tuple[str, ...]:
        return tuple(self._head["obligations"])

    @property
    def penalties(self) -> tuple[str, ...]:
        return tuple(self._head["penalties"])

    @property
    def caps(self) -> tuple[str, ...]:
        return tuple(self._head["caps"])

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """Values marked as assumed, readings, and policies left to their defaults that this contract can reach."""
        return tuple(map(Assumption.from_dict, self._core.assumptions()))

    def source_assumptions(self) -> tuple[Assumption, ...]:
        """Those of the source mapping it names (`source:`), which is read for this; none without one."""
        return tuple(map(Assumption.from_dict, self._core.source_assumptions()))

    def remarks(self) -> tuple[Problem, ...]:
        """What a consistent contract still exposes its parties to, such as penalties without a cap."""
        return self.check().remarks

    def check(self) -> CheckResult:
        """Its remarks and notes, without those on its source mapping; a contract in hand has no errors."""
        return CheckResult.of(self._core.check())

    def page(self, language: str = "en") -> str:
        """The contract for reading, clause by clause with every date and amount computed: Markdown, "zh" or "en"."""
        return self._core.page(language)

    def write(self) -> str:
        """The contract as a document again (YAML), included files joined; comments are not kept.

        >>> contract = Contract.load("examples/after-sales/contract.yaml")
        >>> Contract.parse(contract.write()).write() == contract.write()
        True
        """
        return self._core.write()

    def with_choices(self, choices: Mapping[str, Any]) -> Contract:
        """The same contract under another reading: each value put at its path, as if it had been written there.

        >>> contract = Contract.load("examples/after-sales/contract.yaml")
        >>> other = contract.with_choices({"policies.concurrency": "both"})
        >>> [a.used for a in other.assumptions if a.path == "policies.concurrency"]
        ['both']
        """
        return Contract(self._core.with_choices(dict(choices)))

    def __repr__(self) -> str:
        price = f"{str(self.price)!r}, " if self.price else ""
        return f"Contract({self.id!r}, {price}source_name={self.source_name!r})"


def utf8_path(path: str | os.PathLike[str]) -> str | bytes:
    """The path for the library, which takes names as UTF-8; or the problem with a name that is none."""
    name = os.fspath(path)
    if isinstance(name, str):
        shown = name.encode("utf-8", "backslashreplace").decode()
        if shown != name:
            raise InputError([Problem("bad-file-name", "", "the file's name is not UTF-8; rename it", shown)])
    return name


def preferred(texts: Mapping[str, str]) -> str:
    """English where there is some, else the first.

    >>> preferred({"zh": "售后服务方案", "en": "After-sales service plan"})
    'After-sales service plan'
    """
    return texts.get("en") or next(iter(texts.values()), "")
