"""Every example in the package's docstrings runs and says what it prints."""

import doctest
import importlib
import pkgutil

import pytest

import slakit

MODULES = sorted({"slakit", *(f"slakit.{m.name}" for m in pkgutil.iter_modules(slakit.__path__) if m.name != "_core")})


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples():
    attempted = sum(doctest.testmod(importlib.import_module(name)).attempted for name in MODULES)
    assert attempted >= 20


def test_everything_public_is_documented():
    for name in slakit.__all__:
        assert name == "__version__" or getattr(slakit, name).__doc__, name
