"""Tests of `khacphuc.report.charts.statuses`."""

import pandas as pd
import pytest

from khacphuc.errors import ParameterError
from khacphuc.report.charts.statuses import criteria_chart, document_chart, target_chart

from ... import run2021
from ..chart_context_2021 import chart_context
from ..charts.boxes import assert_nothing_collides

INTRODUCED = "Số đoàn viên ưu tú được giới thiệu cho Đảng: "


def targets(tables=None, **more):
    """The chart of the targets of these tables."""
    tables = run2021.tables() if tables is None else tables
    return target_chart(chart_context(tables, **more), run2021.assessment(tables).targets, "Tên")


def parts(**changes):
    """Run 2021 with its first part changed."""
    tables = run2021.tables()
    for name, cell in changes.items():
        tables["target_parts"].loc[0, name] = cell
    return tables


def test_targets_say_how_many_are_met():
    """All targets are counted; parts with figures are listed with their thresholds, with qualifiers."""
    assert targets().alt == (
        "Tên. 9/11 chỉ tiêu đạt, 02 chưa đạt. Trong 03 nội dung có số liệu: 02 chưa đạt, 01 đạt: "
        "Số đoàn viên ưu tú được giới thiệu cho Đảng: 1.805 (chỉ tiêu: ít nhất 2.000) – chưa đạt; "
        "Tỷ lệ công nhân trong số được giới thiệu: 3,1% (chỉ tiêu: 5%) – chưa đạt; "
        "Tỷ lệ kết nạp Đảng trong số công nhân được giới thiệu: 35,7% (chỉ tiêu: phấn đấu 10%) – đạt."
    )


def test_targets_in_english():
    """Our own words and counts follow the language."""
    assert (
        "9/11 targets met, 2 not met. Of 3 parts with figures: 2 not met, 1 met" in targets(language="en").alt
    )


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"threshold": "2.500"}, "1.805 (chỉ tiêu: 2.500) – chưa đạt"),  # written as a number
        ({"figure": "SL010:numerator", "threshold": "SL010:denominator"}, "09 (chỉ tiêu: 11) – chưa đạt"),
        ({"figure": ""}, ""),
        ({"figure": "SL999"}, ""),
        ({"threshold": "nhiều"}, ""),
        ({"threshold": "0"}, ""),
        ({"threshold": "5%"}, ""),  # a count against a percentage
        ({"comparator": ""}, ""),
        ({"comparator": "<="}, ""),  # where less is better, a longer bar would say the contrary
        ({"count": 0}, ""),
    ],
)
def test_parts_without_a_bar_are_left_out(changes, text):
    """What has no figure, no comparable threshold, or should be small has no bar."""
    alt = targets(parts(**changes)).alt
    assert (INTRODUCED in alt) is bool(text)
    assert text in alt


def test_targets_without_figures_are_still_counted():
    """Where no part has a figure, the marks stand alone."""
    tables = run2021.tables()
    tables["target_parts"]["figure"] = ""
    assert targets(tables).alt == "Tên. 9/11 chỉ tiêu đạt, 01 chưa đạt, 01 thiếu dữ liệu."


def test_no_targets():
    """A chart of no target is refused."""
    tables = run2021.tables()
    tables["targets"], tables["target_parts"] = tables["targets"].head(0), tables["target_parts"].head(0)
    with pytest.raises(ParameterError, match="no targets to show"):
        targets(tables)


def criteria(tables=None, **more):
    """The chart of the criteria of these tables."""
    tables = run2021.tables() if tables is None else tables
    return criteria_chart(chart_context(tables), run2021.assessment(tables).criteria, "Tên", **more)


def test_criteria_are_counted_and_told():
    """Every shortcoming has its declared class, every criterion its status and what that rests on."""
    alt = criteria().alt
    assert alt.startswith("Tên. Trong 12 tiêu chí: 06 chưa đạt, 04 có chuyển biến, 02 đạt. Khuyết điểm 1. ")
    assert "Khuyết điểm 2. Công bố: đã khắc phục một phần. " in alt
    assert "Cấp xã duy trì tư vấn, giúp đỡ: đạt (theo số liệu)" in alt
    assert "Giảm khối lượng việc của cơ sở: có chuyển biến (nhận\N{NO-BREAK SPACE}định, gián tiếp)" in alt


def test_a_document_never_shows_a_computed_class():
    """The computed class of shortcoming 3 is only in what analysts ask for."""
    computed = {f"KD{order}": "mức tính" for order in range(1, 5)}
    assert "Tính theo tiêu chí" not in criteria().alt
    assert criteria(computed=computed).alt.count("Tính theo tiêu chí: mức tính") == 4


def test_a_class_not_declared_yet_is_told():
    """In a draft without a declared class the chart says so."""
    tables = run2021.tables()
    tables["declared"] = tables["declared"].iloc[1:]
    assert "Khuyết điểm 1. Công bố: chưa kết luận." in criteria(tables).alt


def test_no_shortcomings():
    """A chart of no shortcoming is refused."""
    tables = run2021.tables()
    for name in ("shortcomings", "criteria", "declared"):
        tables[name] = tables[name].head(0)
    with pytest.raises(ParameterError, match="no shortcomings to show"):
        criteria(tables)


def test_documents_stand_in_order_of_time():
    """Documents are told from the earliest to the latest, whatever order they are named in."""
    assert document_chart(chart_context(), "Tên", ["VB2961", "VB280"]).alt == (
        "Tên. 02 văn bản, từ ngày 04/12/2020 đến ngày 15/6/2021. "
        "04/12/2020: Kế hoạch số 280-KH/TĐTN-TCKT: thực hiện Đề án số 08-ĐA/TU năm 2021; "
        "15/6/2021: Công văn số 2961-CV/TĐTN-TCKT: tập trung triển khai các nhiệm vụ, giải pháp "
        "thực hiện Đề án 08-ĐA/TU."
    )


def test_without_codes_all_dated_documents_are_shown():
    """Of 13 documents 12 have a date."""
    assert document_chart(chart_context(), "Tên").alt.startswith("Tên. 12 văn bản, từ ngày 09/9/2010 ")


@pytest.mark.parametrize(
    ("codes", "message"),
    [
        (["VB30O"], "no document has the code VB30O; did you mean VB30"),
        (["SL001"], "no document has the code SL001"),
        (["VB04"], "the document VB04 has no date of issue"),
    ],
)
def test_documents_that_cannot_be_shown(codes, message):
    """A code of no document, and a document without a date, are refused."""
    with pytest.raises(ParameterError, match=message):
        document_chart(chart_context(), "Tên", codes)


def test_no_document_has_a_date():
    """A line of time without a day is refused."""
    tables = run2021.tables()
    tables["documents"]["issued_on"] = pd.NaT
    with pytest.raises(ParameterError, match="no document has a date"):
        document_chart(chart_context(tables), "Tên")


@pytest.mark.parametrize(
    "draw",
    [targets, criteria, lambda: document_chart(chart_context(), "Tên")],
    ids=["targets", "criteria", "timeline"],
)
def test_nothing_collides(draw):
    """The charts of 2021 as they are drawn."""
    assert_nothing_collides(draw)
