"""Tests of `khacphuc.notebooks.preload.suites`."""

import importlib

from khacphuc.checks.suites import parse_suite
from khacphuc.notebooks.preload import suites
from khacphuc.project.starter import starter_folder


def test_no_kernel_reads_the_suites_of_the_package_again():
    """They are known by their text, so a project's own are read."""
    parse_suite.cache_clear()
    importlib.reload(suites)
    assert (
        parse_suite.cache_info().misses == len(list((starter_folder() / "expectations").glob("*.yml"))) > 30
    )
