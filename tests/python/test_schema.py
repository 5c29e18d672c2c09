"""Schema and reader take and refuse the same documents: generated, flawed, and written by hand."""

import json
import os
import subprocess
from importlib import resources

import pytest
from conftest import ROOT
from jsonschema import Draft202012Validator

PROGRAM = os.path.join(os.environ.get("SLAKIT_BUILD", ROOT / "build" / "dev"), "tests", "schema_documents")
COUNT = 2000 if os.environ.get("SLAKIT_FULL") else 250  # of each kind
# What a schema cannot say: see include/slakit/io/contract_schema.hpp.
BEYOND_A_SCHEMA = {"quote-it", "overlapping-hours"}


@pytest.fixture(scope="module")
def validator():
    schema = json.loads(resources.files("slakit").joinpath("contract.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def documents(seed, count, *paths):
    lines = subprocess.run(
        [PROGRAM, str(seed), str(count), *map(str, paths)], capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout.splitlines()
    return [json.loads(line) for line in lines]


def disagreements(validator, cases):
    """The cases of which schema and reader think differently, each with what the reader says."""
    for case in cases:
        accepted = validator.is_valid(case["document"])
        codes = {problem.split()[0] for problem in case["codes"]}
        if accepted != case["accepted"] and not (accepted and codes <= BEYOND_A_SCHEMA):
            yield case["name"], "schema takes it" if accepted else "schema refuses it", case["codes"], case["document"]


def test_generated_documents(validator):
    cases = documents(20240315, COUNT)
    assert list(disagreements(validator, cases)) == []
    refused = [case for case in cases if not case["accepted"]]
    assert len(refused) >= COUNT and len(cases) - len(refused) >= COUNT, (len(refused), len(cases))


def test_each_kind_of_mistake_is_among_them():
    codes = {problem.split()[0] for case in documents(20240315, 2 * COUNT) for problem in case["codes"]}
    assert codes >= {"bad-date", "bad-duration", "bad-money", "bad-name", "bad-number", "bad-rate", "missing-choice",
                     "missing-key", "missing-value", "several-choices", "unknown-key", "unknown-value", "wrong-type"}


def test_documents_written_by_hand(validator):
    paths = sorted([*ROOT.glob("examples/**/*.yaml"), *ROOT.glob("tests/cases/**/*.yaml")])
    cases = documents(0, 0, *paths)
    assert list(disagreements(validator, cases)) == []
    accepted = [case for case in cases if case["accepted"]]
    assert len(accepted) >= 5 and len(cases) - len(accepted) >= 10


def test_the_package_has_it():
    schema = json.loads(resources.files("slakit").joinpath("contract.schema.json").read_text("utf-8"))
    assert schema["$id"] == "urn:slakit:contract:1"
