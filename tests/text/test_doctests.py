"""The examples in the docstrings of `khacphuc.text` are true."""

import doctest
import importlib
import pkgutil

import pytest

import khacphuc.text

MODULES = sorted(
    module.name.removeprefix("khacphuc.text.")
    for module in pkgutil.walk_packages(khacphuc.text.__path__, "khacphuc.text.")
    if not module.ispkg
)


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    """Every example in the module's docstrings gives what it shows."""
    module = importlib.import_module(f"khacphuc.text.{name}")
    failed, tried = doctest.testmod(module)
    assert failed == 0
    assert tried > 0
