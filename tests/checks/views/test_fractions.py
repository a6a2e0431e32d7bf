"""Tests of `khacphuc.checks.views.fractions`, and of what the checks make of it."""

import pandas as pd
import pytest

from khacphuc.checks.views.fractions import fractions, fractions_allowed, typed_fractions, whole_units
from khacphuc.text.vectors import parse_column

from ... import run2021

WHOLE = whole_units(run2021.tables()["units_of_measure"])


def figures(*rows):
    """Figures as printed, each with its unit."""
    printed, unit = (pd.Series(cells, dtype="str") for cells in zip(*rows, strict=True))
    frame = parse_column(printed, unit).assign(unit=unit, printed=printed)
    return frame.assign(figure_id=[f"SL{number:03}" for number in range(1, len(rows) + 1)])


@pytest.mark.parametrize(
    ("printed", "unit", "name"),
    [
        ("1.2", "đoàn viên", "đoàn viên"),  # 1.200, saved by a spreadsheet
        ("1.25", "lượt đoàn viên", "lượt"),
        ("0,5", "cuộc", "cuộc"),
        ("12,5 lượt", "lượt", "lượt"),
        ("1,2345 nghìn", "lượt", "lượt"),  # 1.234,5
        ("1,25", "triệu lượt", ""),  # 1.250.000
        ("1,25 triệu lượt", "lượt", ""),
        ("1.200", "đoàn viên", ""),
        ("12,5", "đoàn viên/chi đoàn", ""),  # an average
        ("2,5", "km", ""),
        ("1,5", "lần", ""),
        ("3,1%", "% đoàn viên", None),  # no count
        ("82,48", "% xã", None),
        ("9/11", "chỉ tiêu", None),
        ("1,4", "tỷ đồng", None),
        ("nhiều", "đoàn viên", None),  # cannot be read: told elsewhere
    ],
)
def test_a_figure(printed, unit, name):
    """A count with a fraction of what cannot be halved is named by that; what is no count is not compared."""
    named = fractions(figures((printed, unit)), WHOLE)
    assert list(named.astype(object).where(named.notna(), None)) == [name]


@pytest.mark.parametrize(
    ("typed", "figure", "name"),
    [
        ("1.2", "SL026", "đoàn viên"),  # its unit is that of the figure
        ("1.2 lượt", "SL026", "lượt"),
        ("2.000", "SL026", ""),
        ("1,5 nghìn", "SL034", None),  # money, as every scale of nothing
        ("82,5%", "SL063", None),
        ("SL012", "SL026", None),
        ("1.5", "TL01", ""),  # a share
        ("1.5", "TL04", "Đoàn cơ sở"),  # a sum has the unit of its terms
        ("8.5", "SL010:numerator", "chỉ tiêu"),
        ("1.5", "SL058", ""),  # triệu đồng
        ("1.5", "", ""),
        ("", "SL026", None),
    ],
)
def test_what_is_typed_to_be_compared(typed, figure, name):
    """A threshold or last year's value has its own unit, or that of the number it is compared with."""
    columns = (pd.Series([cell], dtype="str") for cell in (typed, figure))
    named = typed_fractions(*columns, run2021.tables(), WHOLE)
    assert list(named.astype(object).where(named.notna(), None)) == [name]


def test_fractions_that_may_be():
    """Codes of counts that have a fraction, and of what can be halved."""
    assert fractions_allowed(figures(("2,5", "km"), ("2,5", "xã"), ("3", "km")), WHOLE) == {"SL001"}
