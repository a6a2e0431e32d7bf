"""Measures that were due by the end of a month."""

from __future__ import annotations

from khacphuc.report.board.context import PRINTED_ROWS
from khacphuc.report.board.measures import PROGRESS, dated_measures, measures_section
from khacphuc.report.document import nodes

from .months import measures, month, printed, tables


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


def progress():
    """How far the measures are at the end of March."""
    frame = measures()
    return frame.assign(
        status=["done", "on_the_way", "", "dropped"],
        months=["2021-02;2021-03", "2021-03", "", "2021-02"],
        silent=["", "2021-02", "2021-02;2021-03", ""],
        late=[False, True, False, False],
    )


def test_progress_of_the_month():
    """How many stand how, who reported and who did not; what is overdue comes first, then silence."""
    context = month(tables=tables(**{PROGRESS: progress()}))
    stand, monthly, table = measures_section(context)
    assert "04 giải pháp: 01 đã xong, 01 đang làm, 01 chưa làm, 01 thôi" in nodes.plain(stand)
    assert "02 giải pháp có báo cáo tiến độ, 01 giải pháp" in nodes.plain(monthly)
    rows = {nodes.plain(row[0]): nodes.plain(row[4]) for row in table.rows}
    assert list(rows) == ["GP1.2", "GP2.1", "GP1.1"]
    assert rows == {"GP1.2": "× quá hạn", "GP1.1": "● đã xong", "GP2.1": "chưa làm, không báo cáo"}
    assert printed(context)["measures.overdue"] == "01"


def test_what_is_ended_is_due_no_more():
    """A measure that is done or was dropped is not awaited in the next month."""
    assert list(dated_measures(tables(**{PROGRESS: progress()}))["measure_id"]) == ["GP1.2", "GP2.1"]


def test_what_is_most_urgent_comes_first():
    """What is overdue, then what nothing was said of, then what goes on, then what is ended."""
    frame = measures().assign(
        status=["done", "on_the_way", "on_the_way", "on_the_way"],
        months=["2021-03", "2021-03", "2021-03", ""],
        silent=["", "", "", "2021-03"],
        late=[False, False, True, False],
    )
    *_, table = measures_section(month(tables=tables(**{PROGRESS: frame})))
    assert [nodes.plain(row[0]) for row in table.rows] == ["GP2.1", "GP2.2", "GP1.2", "GP1.1"][:PRINTED_ROWS]
