"""Cells of a form as they are stored."""

from __future__ import annotations

import pytest

from khacphuc.data.returns.forms.cells import CellMaker, FormCell
from khacphuc.data.xlsx.parts import NumberFormat

MAKER = CellMaker(["Đội", " "], [NumberFormat("number", ""), NumberFormat("percent", "0%")])


@pytest.mark.parametrize(
    ("stored", "cell"),
    [
        (("", "", "12", None), FormCell("number", "12")),
        (("n", "1", " 0.5 ", None), FormCell("percent", "0.5", "0%")),
        (("n", "7", "1", None), FormCell("number", "1")),  # a style that is not there
        (("s", "", "0", None), FormCell("text", "Đội")),
        (("s", "", "1", None), None),
        (("str", "", "a_x000D_", None), FormCell("text", "a\r")),
        (("", "", "", None), None),
        (("", "", "", "A1"), FormCell("number", "", "", "A1")),  # a formula nobody computed
        (("b", "", "1", None), FormCell("bool", "1")),
    ],
)
def test_a_cell_keeps_what_is_stored(stored, cell):
    """Kind, text, format and formula; a cell of blanks is none."""
    assert MAKER.make(*stored) == cell
