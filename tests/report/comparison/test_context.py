"""Tests of `khacphuc.report.comparison.context`."""

from .compared_years import context


def test_a_class_without_words_is_a_dash():
    """A year that declares nothing prints a dash, no code."""
    assert context().class_name("") == "–"
    assert context().class_name("partly") == "khắc phục một phần"


def test_a_table_has_what_columns_ask():
    """Heads, widths and alignment of each column."""
    table = context().table("t", "Bảng", [("Năm", 1, "center"), ("Mã", 2, "left")], [("2021", "KD1")])
    assert (table.columns, table.widths, table.align) == (("Năm", "Mã"), (1, 2), ("center", "left"))
