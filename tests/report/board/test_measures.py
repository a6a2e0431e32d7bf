"""Measures that were due by the end of a month."""

from __future__ import annotations

from khacphuc.report.board.measures import measures_section
from khacphuc.report.document import nodes

from .months import month, printed, tables


def test_measures_that_were_due_are_listed():
    """By their day, each with who answers; those of later days and without one are not."""
    context = month()
    sentence, table = measures_section(context)
    assert nodes.plain(sentence) == "Đến hết tháng có 02 giải pháp đã đến hạn."
    assert [nodes.plain(row[0]) for row in table.rows] == ["GP1.1", "GP1.2"]
    assert [nodes.plain(row[3]) for row in table.rows] == ["15/02/2021", "31/3/2021"]
    assert printed(context) == {"measures.due": "02"}


def test_before_the_first_day_and_without_any():
    """A sentence before; nothing at all where the plan has no days."""
    assert nodes.plain(tuple(measures_section(month("2021-01")))) == "Chưa có giải pháp nào đến hạn."
    rows = tables()["measures"]
    assert measures_section(month(tables=tables(measures=rows[rows["due"].isna()]))) == []
