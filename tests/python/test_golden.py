"""Golden explanations: what an auditor reads about a ticket, word for word.

SLAKIT_GOLDEN=write renews the files; read the difference before it is committed.
"""

import os

import pytest
from conftest import AS_OF, ROOT

import slakit

GOLDEN = ROOT / "tests" / "golden"
CASES = [
    ("T2", "contract.yaml", {}),  # late twice
    ("T3", "contract.yaml", {}),  # a pause
    ("T6", "contract.yaml", {}),  # still open
    ("T5", "contract-capped.yaml", {}),  # cut by the cap
    ("T4", "contract.yaml", {"policies.concurrency": "both"}),  # not charged under another reading
]


def name_of(ticket, document, choices):
    return "-".join([ticket, document.removesuffix(".yaml"), *choices.values()]) + ".txt"


@pytest.mark.parametrize(("ticket", "document", "choices"), CASES, ids=[name_of(*case) for case in CASES])
def test_explanation(ticket, document, choices):
    folder = ROOT / "examples" / "after-sales"
    audit = slakit.audit(slakit.Contract.load(folder / document), folder / "events.csv", AS_OF, choices)
    text = "\n".join(line.rstrip() for line in str(audit.explain(ticket)).splitlines()) + "\n"
    text = text.replace(f"tzdata {audit.report['contract']['tzdata']}", "tzdata X")  # the machine's own
    file = GOLDEN / name_of(ticket, document, choices)
    if os.environ.get("SLAKIT_GOLDEN") == "write":
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")
