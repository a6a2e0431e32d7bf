"""Tests of `khacphuc.checks.examples`."""

import pandas as pd

from khacphuc.checks.examples import example_findings


def test_an_example_that_was_left_in_is_critical():
    """It is named with its sheet and row, and cannot be accepted."""
    rows = pd.DataFrame(
        [("figures", "VD: SL001", "register.xlsx#figures", 4)], columns=["table", "row_id", "file", "line"]
    )
    (finding,) = example_findings({"examples": rows})
    assert (finding.severity, finding.acceptable, finding.table) == ("critical", False, "figures")
    assert finding.observed == "VD: SL001 (register.xlsx, trang tính figures, dòng 4)"


def test_without_examples_there_is_nothing_to_say():
    """Tables of a run that has none."""
    assert example_findings({}) == ()
