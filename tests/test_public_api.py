"""The public names of the package: there, documented, and imported when they are used."""

import subprocess
import sys

import pytest

import khacphuc
from khacphuc import errors, inputs


def test_every_public_name_is_there():
    """``__all__`` is what ``dir`` lists, and each name is what its module calls so."""
    for name in khacphuc.__all__:
        module = errors if name.endswith("Error") else inputs
        assert getattr(khacphuc, name) is getattr(module, name)
        assert getattr(khacphuc, name).__doc__
    assert set(khacphuc.__all__) < set(dir(khacphuc))


def test_every_error_is_public():
    """Whoever catches one need not look for its module."""
    tree = [errors.KhacphucError]
    for kind in tree:
        tree += [below for below in kind.__subclasses__() if below.__module__ == errors.__name__]
    assert {kind.__name__ for kind in tree} <= set(khacphuc.__all__)


def test_another_name_is_none_of_ours():
    """As in every module."""
    with pytest.raises(AttributeError, match="has no attribute 'load'"):
        _ = khacphuc.load


STATEMENTS = ("import khacphuc", "import khacphuc.cli", "from khacphuc import UsageError")


@pytest.mark.parametrize("statement", STATEMENTS)
def test_nothing_slow_is_imported(statement):
    """The command line needs no table to print help."""
    slow = "{'pandas', 'numpy', 'pydantic', 'papermill'}"
    code = f"{statement}\nimport sys\nprint(sorted({slow} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
