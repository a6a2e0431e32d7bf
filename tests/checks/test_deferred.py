"""Tests of `khacphuc.checks.deferred`, in processes of their own."""

import json
import subprocess
import sys

import pytest

from khacphuc.checks.deferred import DEFERRED, defer


def run(code):
    """What a new Python prints."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_a_module_is_imported_when_it_is_used():
    """It is there at once, and its code runs when an attribute is asked for."""
    code = """
import sys
from khacphuc.checks.deferred import defer
defer('json.tool')
from json import tool
print('main' in object.__getattribute__(tool, '__dict__'))
print(callable(tool.main))
"""
    assert run(code) == ["False", "True"]


def test_a_kernel_that_starts_imports_nothing():
    """A kernel asks every module for its file, and others look for marks; neither uses the module."""
    code = """
import sys
from khacphuc.checks.deferred import defer
defer('email.mime')
from email import mime
files = [module.__file__ for module in sys.modules.copy().values() if hasattr(module, '__file__')]
print(mime.__file__ in files, hasattr(mime, '__warningregistry__'), type(mime).__name__)
import email.mime.text
print(type(mime).__name__, email.mime.text.MIMEText.__name__)
"""
    assert run(code) == ["True", "False", "DeferredModule", "module", "MIMEText"]


def test_what_is_imported_or_missing_is_left_alone():
    """A module that is imported stays as it is, and one that does not exist stays missing."""
    before = sys.modules["json.decoder"]
    defer("json.decoder")
    defer("json.no_such_module")
    assert sys.modules["json.decoder"] is before is json.decoder
    assert "json.no_such_module" not in sys.modules


@pytest.mark.full
def test_checking_imports_no_statistics():
    """Importing the checks imports Great Expectations, and not the distributions of scipy."""
    code = f"import sys, khacphuc.checks.run\nprint(*(n for n in sys.modules if n.startswith('{DEFERRED}.')))"
    assert "great_expectations" in run("import sys, khacphuc.checks.run\nprint(*sys.modules)")
    assert run(code) == []
