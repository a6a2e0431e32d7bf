"""Tests of `khacphuc.data.returns.fault_words`."""

from __future__ import annotations

import pandas as pd
import pytest

from khacphuc.data.returns.fault_table import fault_frame
from khacphuc.data.returns.fault_words import FaultWords, fault_words
from khacphuc.data.returns.faults import Fault, FaultKind

FILE = "received/0123456789abcdef-bieu-thang-3.xlsx"
WORDING = FaultWords("vi", {"DV2": "Đoàn xã B"}, {FILE: "Biểu tháng 3.xlsx"})


@pytest.mark.parametrize(
    ("kind", "observed", "expected", "words"),
    [
        (FaultKind.LATE, "2021-03-20", "2021-03-05", ("20/3/2021", "05/3/2021")),
        (FaultKind.WRONG_PERIOD, "2021-Q1", "2021-03", ("quý I/2021", "tháng 3/2021")),
        (FaultKind.UNIT_MERGED, "2021-06-30", "DV2", ("30/6/2021", "Đoàn xã B")),
        (FaultKind.OUTLIER, "1250", "1250.5", ("1250", "1.250,5")),
        (FaultKind.RESUBMITTED, "1", f"{FILE} (2)", ("1", "Biểu tháng 3.xlsx (2)")),
        (FaultKind.TEXT_IN_NUMBER, "2021-03-20", "lượt", ("2021-03-20", "lượt")),
    ],
)
def test_what_stands_in_a_fault_is_told_as_people_write_it(kind, observed, expected, words):
    """Days, periods, units, numbers and files; what a sender typed stays as it was typed."""
    assert (WORDING.observed(kind, observed), WORDING.expected(kind, expected)) == words


def test_a_table_of_faults_keeps_its_other_columns():
    """The codes of faults and their places are those of the table; so are its types."""
    faults = fault_frame([Fault(FaultKind.LATE, observed="2021-03-20", file=FILE)])
    in_words = WORDING.frame(faults)
    assert list(in_words["observed"]) == ["20/3/2021"]
    pd.testing.assert_frame_equal(in_words.drop(columns="observed"), faults.drop(columns="observed"))
    assert WORDING.frame(fault_frame([])).empty


def test_without_receipts_a_file_has_its_cleaned_name():
    """What receive put before it is left out."""
    units = pd.DataFrame({"unit_id": ["DV2"], "name": ["Đoàn xã B"]})
    assert fault_words({"units": units}, "vi").file(FILE) == "bieu-thang-3.xlsx"
    receipts = pd.DataFrame({"received_file": [FILE], "original_name": ["«=1».xlsx"]})
    assert fault_words({"units": units, "receipts": receipts}, "vi").file(FILE) == "«=1».xlsx"
