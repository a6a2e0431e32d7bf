"""Rates of the reports that were due in a month."""

from __future__ import annotations

from khacphuc.report.board.reports import reports_section
from khacphuc.report.document import nodes

from .months import month, printed


def test_the_rates_of_the_month():
    """How many were due, came, and came in time; who is missing; each number is kept."""
    context = month()
    sentence, table, missing = reports_section(context)
    assert nodes.plain(sentence).startswith("Trong tháng có 03 báo cáo của các đơn vị đến hạn; 02 báo cáo")
    row = [nodes.plain(cell) for cell in table.rows[0]]
    assert row == ["Báo cáo tháng", "tháng 02/2021", "03", "02", "01", "66,7%"]
    assert nodes.plain(missing) == "Còn 01 đơn vị chưa nộp đủ: Huyện 3."
    assert printed(context)["reports.on_time.monthly.2021-02"] == "01"
    rows = context.numbers.frame().set_index("code")["rows"]
    assert rows["reports.on_time"] == "monthly/DV01/2021-02"
    assert rows["reports.units_missing"] == "DV03"


def test_a_month_without_reports():
    """A sentence where none was due; nothing where units are asked for none."""
    assert (
        nodes.plain(tuple(reports_section(month("2021-02")))) == "Không có báo cáo nào đến hạn trong tháng."
    )
    assert reports_section(month(gathered=None)) == []
