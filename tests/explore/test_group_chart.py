"""Tests of `khacphuc.explore.group_chart`."""

import pandas as pd

from khacphuc.explore.group_chart import group_chart, with_named_groups
from khacphuc.report.charts.context import ChartContext
from khacphuc.report.document import nodes
from khacphuc.report.prose.citations import Citations
from khacphuc.report.table import to_table

from .. import run2021


def drawn(labels, counts):
    """The chart of groups with these labels."""
    table = to_table(pd.DataFrame({"section": labels, "rows": counts}), name="g", caption="")
    table = with_named_groups(table, 1, "(trống)")
    return group_chart(ChartContext(run2021.tables(), Citations({})), table, counts, "Nhóm")


def test_the_largest_groups_are_drawn():
    """Bars stand by size, a group without a name says so, and of many the largest are there."""
    (chart,) = drawn(["a", ""], [1, 2])
    assert chart.alt == "Nhóm. (trống): 02; a: 01."
    (many,) = drawn([f"n{number}" for number in range(30)], list(range(1, 31)))
    assert nodes.plain(many.caption) == "Nhóm: 15 nhóm lớn nhất"
    assert "n14:" not in many.alt


def test_no_group_no_chart():
    """Nothing is drawn of nothing, and a letter the typeface lacks is named in its place."""
    assert drawn([], []) == ()
    (instead,) = drawn(["😀"], [1])
    assert "Không vẽ được" in nodes.plain(instead)
