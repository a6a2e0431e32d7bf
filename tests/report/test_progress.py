"""Tests of `khacphuc.report.progress`."""

import pytest

from khacphuc.report.document.nodes import plain
from khacphuc.report.progress import PlanProgress, progress_table

from .. import run2021
from .planned import planned


@pytest.fixture(scope="module")
def plan():
    """A plan of which some measures are reported on."""
    return PlanProgress(planned(), "vi")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("GP1.1", "đã xong (tháng 6/2021), xong sau hạn; không báo cáo: tháng 5/2021"),
        ("GP2.1", "thôi thực hiện (tháng 5/2021), lý do: Hết đối tượng; không báo cáo: tháng 3/2021"),
        ("GP3.1", "chưa báo cáo; không báo cáo: tháng 4/2021"),
    ],
)
def test_a_measure_in_words(plan, code, words):
    """How far it is, and the months nobody reported on."""
    (row,) = [row for row in plan.rows if row["measure_id"] == code]
    assert plan.in_words(row).startswith(words)


def test_table(plan):
    """A row a measure below the name of its shortcoming; what nobody knows is a dash, or empty."""
    table = progress_table(plan, "Giải pháp đã thực hiện")
    rows = [[plain(cell) for cell in row] for row in table.rows]
    assert len(rows) == 4 + len(plan.rows)
    assert rows[0][0] == "Khuyết điểm 1"
    assert rows[1][2:] == ["31/5/2021", "đã xong (tháng 6/2021), xong sau hạn", "Lấy ý kiến; Chốt chỉ tiêu"]
    assert rows[2][2:] == ["30/9/2021", "chưa làm, quá hạn", ""]
    assert rows[3][2:] == ["–", "chưa báo cáo", ""]
    assert rows[6][3:] == ["thôi thực hiện (tháng 5/2021)", "lý do: Hết đối tượng"]


def test_months(plan):
    """All of the year that is told of."""
    assert (plan.months[0], plan.months[-1], len(plan.months)) == ("2021-01", "2021-12", 12)


def test_a_run_that_records_nothing():
    """No rows, and no months."""
    plan = PlanProgress(run2021.tables(), "vi")
    assert plan.rows == []
    assert plan.months == ()
