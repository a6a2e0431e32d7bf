"""What sections of a board paper are written from."""

from __future__ import annotations

import datetime as dt

from khacphuc.report.board.context import PRINTED_ROWS
from khacphuc.report.board.sentence import cell
from khacphuc.report.document import nodes

from .months import month


def test_months_have_names_and_days():
    """Of December the next one is in the next year."""
    context = month("2021-12", language="en")
    assert (context.month_name, context.next_month_name) == ("December 2021", "January 2022")
    assert context.next_month == (dt.date(2022, 1, 1), dt.date(2022, 1, 31))


def test_a_long_table_says_how_many_rows_are_left():
    """A page or two have no room for more."""
    rows = [(cell(str(number)), cell("x")) for number in range(PRINTED_ROWS + 3)]
    table = month().table("measures", {"code": 1, "measure": 2}, rows)
    assert len(table.rows) == PRINTED_ROWS
    assert nodes.plain(table.note) == "Và 03 dòng nữa."
