"""Paths the tests share. They run from anywhere; doctests name examples as the reader of the repository sees them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[2]
AFTER_SALES = ROOT / "examples" / "after-sales"
SHARED = ROOT.parent / "shared"

# Seeded, and without a folder of its own beside the sources.
settings.register_profile("house", derandomize=True, database=None, deadline=None)
settings.load_profile("house")

AS_OF = "2024-06-01T00:00:00+08:00"


@pytest.fixture(autouse=True)
def _from_the_root(monkeypatch):
    monkeypatch.chdir(ROOT)


@pytest.fixture
def contract_path():
    return str(AFTER_SALES / "contract.yaml")


@pytest.fixture
def events_path():
    return str(AFTER_SALES / "events.csv")


@pytest.fixture
def run():
    """Runs the command line as a user does: its own process, its own standard streams."""

    def run(*arguments, **environment):
        program = [sys.executable, "-c", "from slakit.cli import main; main()"]
        clean = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "FORCE_COLOR")}
        return subprocess.run(
            [*program, *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env={**clean, "PYTHONIOENCODING": "utf-8", **environment},
            timeout=120,
            check=False,
        )

    return run
