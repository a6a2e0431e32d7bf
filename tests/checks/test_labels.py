"""Tests of `khacphuc.checks.labels`: wherever a person reads, codes have names."""

import re

import pytest

from khacphuc.checks.labels import CLASS_COLUMNS, CODE_COLUMNS, column_labels
from khacphuc.checks.suites import load_suites
from khacphuc.schema.tables import CLASSES, STATUSES, TABLES

from .. import run2021

WORD = re.compile("[a-z_]+")
CODED = {
    (table.name, field.name): field.allowed
    for table in TABLES.values()
    for field in table.fields
    if any(map(WORD.fullmatch, field.allowed))
}
"""Columns of tables that hold one of a list of words."""

OF_2021 = {  # as versions up to 0.2 printed and recorded them
    ("CB-07", "KD2"): "KD2 mục riêng «partly», đánh giá chung «improved»",
    ("DG-05", "KD3"): "KD3 tính theo tiêu chí «not_thorough», công bố «improved»",
}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_code_a_finding_quotes_has_a_name(language):
    """For each column with codes that a suite quotes, each of its codes is called something."""
    labels = column_labels(run2021.policy().class_names(language), language)
    for table, suite in load_suites(run2021.LAYOUT.expectations).items():
        quoted = {name for item in suite.expectations for name in item.meta.explanation.columns}
        for column in quoted & {column for of, column in CODED if of == table}:
            assert set(CODED[table, column]) <= set(labels[column]), (table, column)
    for column in ("recorded", "status", "short_status"):
        assert {*STATUSES, "met", "not_met"} <= set(labels[column])
    for column in CLASS_COLUMNS:
        assert set(CLASSES) == set(labels[column])


def test_no_finding_of_2021_prints_a_code():
    """Neither where it was found nor in what was expected, in `findings.csv` as on every page."""
    codes = {code for (_, column), allowed in CODED.items() if column in CODE_COLUMNS for code in allowed}
    codes |= {*CLASSES, *STATUSES, "met", "not_met"}
    for finding in run2021.check().findings:
        words = set(re.findall(r"(?<![\w/.])[a-z_]+(?![\w/.])", f"{finding.observed} {finding.expected}"))
        assert not words & codes, finding


def test_answers_to_the_codes_of_2021_still_fit():
    """What was answered before codes had names is answered still."""
    findings = {(finding.rule, finding.row_id): finding for finding in run2021.check().findings}
    for key, recorded in OF_2021.items():
        assert findings[key].fingerprint == recorded
        assert findings[key].was_observed_as(recorded)
        assert recorded not in findings[key].observed
