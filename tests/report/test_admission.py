"""Tests of `khacphuc.report.admission`."""

import pytest

from khacphuc.errors import ParameterError
from khacphuc.report.admission import admission_steps, admission_table
from khacphuc.report.document.nodes import plain

from .. import run2021
from .chart_context_2021 import chart_context

CODES = ["SL026", "SL027", "SL029", "SL076"]


def tables():
    """The tables of 2021, and what one unit returned of two steps."""
    known = run2021.tables()
    known["returns"] = (
        known["returns"]
        .reindex(range(2))
        .assign(
            unit_id=["DV72", "DV72"],
            indicator=["introduced", "workers_admitted"],
            value=[120.0, 4.0],
            kind="count",
        )
    )
    return known


def test_a_step_is_a_share_of_the_one_before():
    """1.805, of them 56 workers, of them 20 considered, of them 17 admitted."""
    way = admission_steps(chart_context(), ())
    assert [(step.code, int(step.number), step.share) for step in way] == [
        ("SL026", 1805, ""),
        ("SL027", 56, "3,1%"),
        ("SL029", 20, "35,7%"),
        ("SL076", 17, "85,0%"),
    ]


def test_a_table_has_units_all_of_them_and_shares():
    """Each step is cited, and a note says that being considered is not being admitted."""
    context = chart_context(tables())
    table = admission_table(context, admission_steps(context, ()), "Tên")
    assert [[plain(cell) for cell in row] for row in table.rows] == [
        ["Tỉnh Tây Ninh", "120", "–", "–", "04"],
        ["Tổng cộng", "1.805", "56", "20", "17"],
        ["So với bước trước", "–", "3,1%", "35,7%", "85,0%"],
    ]
    assert [cell[0].id for cell in table.rows[1][1:]] == CODES
    assert plain(table.note) == (
        "«Công nhân được xem xét kết nạp Đảng» và «Công nhân được kết nạp Đảng» được đếm theo hai cách hiểu; "
        "số này không thay cho số kia."
    )


def test_figures_that_are_no_parts_of_each_other_are_refused():
    """As are too few."""
    for codes in (["SL026", "SL027", "SL064"], ["SL026", "SL027"]):
        with pytest.raises(ParameterError, match="not each a part of the one before"):
            admission_steps(chart_context(), codes)
