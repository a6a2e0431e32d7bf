"""Tests of `khacphuc.notebooks.returns`."""

import pytest

from khacphuc.notebooks.returns import ReturnsView
from khacphuc.report.document import nodes

from .. import run2021
from ..review import gathered
from .opened import html, rows

QUESTIONS = ("summary", "rates", "by_parent", "missing", "late", "doubtful", "totals")


def opened(language="vi", *, clean=False):
    """The view of 94 communes below 9 districts."""
    known = gathered.tables()
    parameters = run2021.parameters().model_copy(update={"language": language})
    return ReturnsView(gathered.gathered(known, clean=clean), known, parameters)


@pytest.fixture(scope="module")
def view():
    """A year in which not all is well."""
    return opened()


def test_the_answer_comes_first(view):
    """How many reports came, what is to be done, and what was read."""
    assert str(view.summary()).split("\n\n") == [
        "Đã nhận 1.111/1.128 báo cáo.",
        "× Còn thiếu 17 báo cáo.",
        "! 34 báo cáo muộn.",
        "! 17 báo cáo chưa hoàn thành.",
        "× 17 báo cáo đã gửi nhưng không được tính.",
        "! 17 báo cáo không rõ ngày nhận.",
        "! 28 báo cáo có điều nghi vấn.",
        "Đã đọc 1.111 biểu mẫu trong 1.111 tệp, 1.094 số.",
        "Danh sách theo từng đơn vị cấp trên và bảng từng đơn vị, từng kỳ ở trang Báo cáo của đơn vị.",
    ]


def test_a_year_in_which_all_is_well():
    """One sentence says so, and no list is an empty table."""
    view = opened(clean=True)
    assert "● Mọi báo cáo đã đủ, đúng hạn, không có điều nghi vấn." in str(view.summary())
    assert str(view.missing()) == "Không thiếu báo cáo nào."
    assert str(view.late()) == "Không có báo cáo nào được biết là muộn."
    assert str(view.doubtful()) == "Không có điều nghi vấn nào."


def test_rates_are_of_the_year_and_every_period(view):
    """The year first, then twelve months; a day that is not known makes the rate in time a least one."""
    table = rows(view.rates())
    assert len(table) == 13
    assert table[0][1:] == ["Cả năm", "1.128", "1.077", "95,5%", "1.026", "từ 91,0% trở lên"]
    assert table[3][1] == "tháng 3/2021"
    assert [row[1] for row in rows(view.by_parent())] == [f"Huyện đoàn {place}" for place in range(9)]


def test_who_is_missing_and_late(view):
    """By parent, in words people use."""
    assert rows(view.missing())[0] == [
        *("Huyện đoàn 1", "Đoàn xã 1", "Báo cáo công tác phòng, chống ma túy"),
        "tháng 11/2021",
    ]
    assert rows(view.late())[0][3:] == ["tháng 01/2021", "05/02/2021", "06/02/2021", "1"]


def test_totals_tell_how_many_reports_they_rest_on(view):
    """A total that lacks reports says so in words, not in colour alone."""
    table = {row[0]: row[1:] for row in rows(view.totals())}
    assert table["Số đội tuyên truyền"] == ["94", "đội", "94/94 (100%)", "● đủ báo cáo"]
    assert table["Xã có tư vấn"] == ["90", "xã", "90/94 (95,7%)", "! chưa đủ báo cáo"]
    assert table["Số suất quà"][0] == "chưa có số liệu"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_code_is_left_for_readers(language):
    """Units, items, periods and faults are called by their names in every cell."""
    view = opened(language)
    for question in QUESTIONS:
        words = " ".join(
            nodes.plain(cell)
            for part in getattr(view, question)().parts
            if isinstance(part, nodes.Table)
            for row in part.rows
            for cell in row
        )
        for code in ("DV25", "2021-0", "BM01", "propaganda_", "constraint_broken", "insufficient"):
            assert code not in words, (question, code)


def test_what_units_wrote_is_text(view):
    """Markup in a cell of a form is shown, not carried out."""
    assert "=2+&lt;b&gt;" in html(view.doubtful())
