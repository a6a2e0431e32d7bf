"""Cells as XML hold any text and any number."""

from decimal import Decimal

import pytest
from lxml import etree

from khacphuc.returns.sheet_xml import formula_cell, numeric_cell, row_of, text_cell


@pytest.mark.parametrize("text", ["=1+1", "a & <b> \"c\" 'd'", "hai\ndòng", "  lề  ", "Đoàn\u00a0viên"])
def test_texts_come_back(text):
    """What is written is read, letter by letter."""
    row = etree.fromstring(row_of(1, [text_cell("A1", 0, text)]))
    assert row.findtext(".//t") == text


def test_what_xml_cannot_hold_is_left_out():
    """Control characters and halves of letters make no sheet unreadable."""
    assert etree.fromstring(text_cell("A1", 0, "a\x00\x1f\ud800\uffffb")).findtext(".//t") == "ab"


def test_numbers_and_formulas_are_written_plainly():
    """A number has no separators; a formula has a text for its value."""
    assert etree.fromstring(numeric_cell("A1", 0, Decimal("1231.50"))).findtext("v") == "1231.50"
    cell = etree.fromstring(formula_cell("A1", 0, 'IF(A1<>"","&","")'))
    assert cell.findtext("f") == 'IF(A1<>"","&","")'
    assert cell.get("t") == "str"
