"""slakit: service contracts as verdicts and amounts, each traceable to a clause, an event and a rule.

>>> import slakit
>>> contract = slakit.Contract.load("examples/after-sales/contract.yaml")
>>> audit = slakit.audit(contract, "examples/after-sales/events.csv")
>>> print(audit.explain("T1").verdicts)
{'response': 'met', 'dispatch': 'not_triggered', 'on-site': 'met'}
"""

from slakit._core import version as __version__
from slakit._audit import (
    Attainment,
    AttributeChange,
    Audit,
    DataQuality,
    Explanation,
    Judgement,
    LeftOut,
    LogFinding,
    SourceNote,
    audit,
)
from slakit._compare import Comparison, compare
from slakit._derivations import DerivationStep
from slakit._exposure import Exposure
from slakit._live import Live, LiveFinding, LiveStep, LiveTicket
from slakit._indicators import Claim, Excuse
from slakit._promises import Decision
from slakit._readings import Alternative, Extreme, LineChange, PricedReading, PricedReadings
from slakit._reverse import Figure, Parting, ReverseAudit, ReverseMatch
from slakit._settlement import (
    Adjustment,
    CapUse,
    LossTest,
    RightBreach,
    Statement,
    TerminationRight,
    WindowClaim,
    WindowStatement,
)
from slakit.calendar import Calendar, ClosedReason, ClosedSpan
from slakit.contract import Assumption, CheckResult, Contract, Money, check, check_text, contract_schema
from slakit.errors import (
    CalendarError,
    ContractError,
    Error,
    FaultError,
    InputError,
    LateEvent,
    LogError,
    Problem,
    ZoneError,
)

__all__ = [
    "Adjustment",
    "Alternative",
    "Assumption",
    "Attainment",
    "AttributeChange",
    "Audit",
    "Calendar",
    "CalendarError",
    "CapUse",
    "CheckResult",
    "ClosedReason",
    "ClosedSpan",
    "Comparison",
    "Contract",
    "ContractError",
    "DataQuality",
    "Claim",
    "Decision",
    "DerivationStep",
    "Excuse",
    "Error",
    "Explanation",
    "Exposure",
    "Extreme",
    "FaultError",
    "Figure",
    "InputError",
    "Judgement",
    "LateEvent",
    "LeftOut",
    "LineChange",
    "Live",
    "LiveFinding",
    "LiveStep",
    "LiveTicket",
    "LogError",
    "LogFinding",
    "LossTest",
    "Money",
    "Parting",
    "PricedReading",
    "PricedReadings",
    "Problem",
    "ReverseAudit",
    "ReverseMatch",
    "RightBreach",
    "SourceNote",
    "Statement",
    "TerminationRight",
    "WindowClaim",
    "WindowStatement",
    "ZoneError",
    "__version__",
    "audit",
    "check",
    "check_text",
    "compare",
    "contract_schema",
]
