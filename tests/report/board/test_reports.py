"""Rates of the reports that were due in a month."""

from __future__ import annotations

import pandas as pd

from khacphuc.report.board.reports import reports_section
from khacphuc.report.document import nodes

from .months import gathered, month, printed


def test_the_rates_of_the_month():
    """How many were due, came, and came in time; who is missing; each is kept. One form needs no table."""
    context = month()
    sentence, missing = reports_section(context)
    text = nodes.plain(sentence)
    assert text.startswith("Biểu «Báo cáo tháng», kỳ tháng 02/2021, có 03 báo cáo của các đơn vị đến hạn")
    assert "02 báo cáo đã nộp đủ (66,7%), trong đó 01 báo cáo đúng hạn." in text
    assert nodes.plain(missing) == "Còn 01 đơn vị chưa nộp đủ: Huyện 3."
    rows = context.numbers.frame().set_index("code")["rows"]
    assert rows["reports.on_time"] == "monthly/DV01/2021-02"
    assert rows["reports.units_missing"] == "DV03"


def test_several_forms_have_a_table():
    """A row for each form and period."""
    frames = gathered()
    frames["expected"].loc[3:, "due_on"] = pd.Timestamp("2021-03-31")
    context = month(gathered=frames)
    sentence, table, _ = reports_section(context)
    assert nodes.plain(sentence).startswith("Trong tháng có 06 báo cáo của các đơn vị đến hạn; 02 báo cáo")
    assert [[nodes.plain(cell) for cell in row] for row in table.rows] == [
        ["Báo cáo tháng", "tháng 02/2021", "03", "02", "01", "66,7%"],
        ["Báo cáo tháng", "tháng 3/2021", "03", "0", "0", "0%"],
    ]
    assert printed(context)["reports.on_time.monthly.2021-02"] == "01"


def test_a_month_without_reports():
    """A sentence where none was due; nothing where units are asked for none."""
    assert (
        nodes.plain(tuple(reports_section(month("2021-02")))) == "Không có báo cáo nào đến hạn trong tháng."
    )
    assert reports_section(month(gathered=None)) == []
