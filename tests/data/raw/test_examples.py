"""Tests of `khacphuc.data.raw.examples`."""

import pytest

from khacphuc.data.raw.cells import text_frame
from khacphuc.data.raw.examples import without_examples
from khacphuc.schema.tables import TABLES


@pytest.mark.parametrize("key", ["VD: KD1", "VD:KD1", "vd: KD1"])
def test_example_rows_are_taken_out(key):
    """However the mark was typed again; the others stay in their order, and their lines with them."""
    table = TABLES["shortcomings"]
    rows = [[key, "1", "", "Ví dụ", "", "register.xlsx#shortcomings", 4], ["KD1", "1", "", "Một", "", "x", 5]]
    raw = {"shortcomings": text_frame(table, rows)}
    tables, examples = without_examples(raw)
    assert tables["shortcomings"][["shortcoming_id", "line"]].to_numpy().tolist() == [["KD1", 5]]
    assert examples.to_numpy().tolist() == [["shortcomings", key, "register.xlsx#shortcomings", 4]]
    assert len(raw["shortcomings"]) == len(rows)


def test_tables_without_examples_are_the_same():
    """Nothing is copied."""
    raw = {"meetings": text_frame(TABLES["meetings"], [])}
    tables, examples = without_examples(raw)
    assert tables["meetings"] is raw["meetings"]
    assert examples.empty
