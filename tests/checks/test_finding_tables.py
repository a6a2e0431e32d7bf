"""Tests of `khacphuc.checks.finding_tables`."""

import pandas as pd

from khacphuc.checks.finding_tables import FINDING_COLUMNS, print_findings

from ..findings import ACCEPTED, finding, note


def test_a_finding_is_one_row():
    """Every column as text, the line as a number that may be missing."""
    frame = print_findings(
        [finding(related=("SL067",), answer=ACCEPTED, expected="bằng"), finding("A", "", note("x"))]
    )
    assert tuple(frame.columns) == FINDING_COLUMNS
    first, second = frame.to_dict("records")
    assert (first["related"], first["line"], first["expected"]) == ("SL067", 32, "bằng")
    assert first["answer"] == "chấp nhận: đã rà soát (Bí thư, 03/3/2021)"
    assert (second["observed"], second["file"], second["answer"]) == ("x", "", "")
    assert pd.isna(second["line"])


def test_no_cell_is_a_formula():
    """A spreadsheet runs nothing of it."""
    frame = print_findings([finding("A", "=1+1", note("-2"), expected="@x")])
    assert frame.loc[0, ["row_id", "observed", "expected"]].tolist() == ["«=1+1»", "«-2»", "«@x»"]


def test_without_findings_the_columns_are_there():
    """The file has its head."""
    frame = print_findings([])
    assert (tuple(frame.columns), len(frame), str(frame["line"].dtype)) == (FINDING_COLUMNS, 0, "Int64")
