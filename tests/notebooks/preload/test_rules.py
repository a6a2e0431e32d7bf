"""Tests of `khacphuc.notebooks.preload.rules`."""

import importlib

from khacphuc.checks import validation
from khacphuc.checks.suites import load_suites
from khacphuc.notebooks.preload import rules
from khacphuc.notebooks.preload.suites import SUITES

from ... import run2021


def test_no_kernel_prepares_the_rules_of_the_package_again(monkeypatch):
    """Those of a project that keeps its suites as they are made of the same ones."""
    monkeypatch.setattr(validation, "_expectations", {})
    importlib.reload(rules)
    prepared = dict(validation._expectations)
    assert len(prepared) == sum(len(suite.expectations) for suite in SUITES.values()) > 300
    known = dict.fromkeys(rules.CODE_LISTS, ())
    for table, suite in load_suites(run2021.LAYOUT.expectations).items():
        validation.build(table, suite, known)
    assert validation._expectations == prepared
