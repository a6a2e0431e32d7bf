"""A finding about the records of an office names the column that is to be mended."""

import re

import pytest

from khacphuc.checks.suites import load_suites
from khacphuc.data.records.systems import RECORD_SYSTEMS
from khacphuc.schema.tables import TABLES

from .. import run2021

COMPARING = {
    *("expect_dates_to_follow", "expect_cells_to_agree", "expect_codes_to_resolve"),
    *("expect_cells_to_be_filled_when", "expect_code_to_follow_owner"),
}
"""Types of rules that compare cells: which of them is wrong the row alone does not show."""
TYPED = {field.name for table in TABLES.values() for field in table.raw}


@pytest.mark.parametrize("name", [suite for system in RECORD_SYSTEMS for suite in system.suites])
def test_a_comparison_names_a_column(name):
    """The sentence says which column to fill in or to correct."""
    suite = load_suites(run2021.LAYOUT.expectations)[name]
    silent = [
        rule.meta.rule
        for rule in suite.expectations
        if rule.type in COMPARING and not TYPED & set(re.findall(r"[a-z_]+", rule.description))
    ]
    assert not silent
