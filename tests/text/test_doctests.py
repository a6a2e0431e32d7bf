"""The examples in the docstrings of `khacphuc.text` are true."""

import doctest
import importlib
import pkgutil

import pytest

import khacphuc.text

MODULES = sorted(module.name for module in pkgutil.iter_modules(khacphuc.text.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    """Every example in the module's docstrings gives what it shows."""
    module = importlib.import_module(f"khacphuc.text.{name}")
    failed, tried = doctest.testmod(module)
    assert failed == 0
    assert tried > 0
