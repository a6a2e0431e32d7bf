"""Kinds of number formats."""

from __future__ import annotations

import pytest

from khacphuc.data.xlsx.number_styles import number_format


@pytest.mark.parametrize(
    ("number", "code", "kind"),
    [
        (0, "", "number"),
        (14, "", "date"),
        (14, "0", "number"),  # a code of the workbook's own counts
        (170, '"d"0', "number"),
        (171, "[$-42A]dd/mm/yyyy", "date"),
        (172, "0.0%", "percent"),
        (173, "#,##0,", "scaled"),
    ],
)
def test_what_a_number_format_makes_of_a_number(number, code, kind):
    """A date, a hundredfold, a part, or the number."""
    assert number_format(number, code).kind == kind
