"""The table of faults."""

from __future__ import annotations

from khacphuc.data.returns.fault_table import FAULT_COLUMNS, fault_frame
from khacphuc.data.returns.faults import Fault, FaultKind

LATE = Fault(FaultKind.LATE, "monthly", "DV01", "2021-03", file="received/a.xlsx")
TEXT = Fault(FaultKind.TEXT_IN_NUMBER, "monthly", "DV01", "2021-03", "teams", "a.xlsx", "T3", "D7", "ba")


def test_a_fault_has_the_same_code_whatever_stands_around_it():
    """The code of a fault comes of its kind and place, so answers to it fit in the next run, too."""
    alone, both = fault_frame([TEXT]), fault_frame([LATE, TEXT])
    codes = dict(zip(both["fault"], both["fault_id"], strict=True))
    assert codes["text_in_number"] == alone["fault_id"].item()
    assert codes["late"] != codes["text_in_number"]


def test_the_table_of_faults_is_in_one_order_and_has_no_row_twice():
    """However faults come in (several processes read forms), their table is the same."""
    assert fault_frame([TEXT, LATE, TEXT]).equals(fault_frame([LATE, TEXT]))
    assert list(fault_frame([TEXT]).columns) == list(FAULT_COLUMNS)
    assert list(fault_frame([]).columns) == list(FAULT_COLUMNS)


def test_two_faults_of_one_place_have_two_codes():
    """Two that differ only in what was observed are two rows with codes of their own."""
    assert fault_frame([TEXT, TEXT._replace(observed="bốn")])["fault_id"].is_unique
