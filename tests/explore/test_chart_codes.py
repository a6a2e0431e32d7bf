"""Tests of `khacphuc.explore.chart_codes`."""

import pandas as pd
import pytest

from khacphuc.explore.chart_codes import check_documents, check_numbers
from khacphuc.explore.mistakes import CallError
from khacphuc.report.charts.context import ChartContext
from khacphuc.report.prose.citations import Citations, citables

from .. import run2021


def context(language="vi"):
    """Run 2021, one document of which has no date."""
    tables = run2021.tables()
    tables["documents"].loc[0, "issued_on"] = pd.NaT
    names = run2021.policy().class_names(language)
    return ChartContext(tables, Citations(citables(tables, names, language=language)), language)


@pytest.mark.parametrize(
    ("check", "codes", "observed", "near"),
    [
        (check_numbers, ["SL47"], "không có số nào mang mã «SL47»", "SL047 ("),
        (check_numbers, ["TL1"], "không có số nào mang mã «TL1»", "TL"),
        (check_numbers, ["SL047", "SL001"], "không cùng đơn vị tính: khuyết điểm, lượt", ""),
        (check_documents, ["VB3"], "không có văn bản nào mang mã «VB3»", "VB"),
    ],
)
def test_a_mistake_is_told_in_the_language_of_the_run(check, codes, observed, near):
    """A chart that cannot be drawn says why in words of the run, with the nearest code."""
    with pytest.raises(CallError, match=observed) as error:
        check(context(), codes)
    assert error.value.near.startswith(near)


def test_a_document_without_date():
    """It is on no line of time, and an English run says so in English."""
    code = run2021.tables()["documents"]["document_id"].iloc[0]
    with pytest.raises(CallError, match="has no date of issue"):
        check_documents(context("en"), [code])


def test_what_can_be_drawn_passes():
    """Numbers of one unit, of several where all are kinds of one thing, and documents with a date."""
    assert check_numbers(context(), ["SL047", "SL049"]) is None
    assert check_numbers(context(), ["SL047", "SL001"], "việc") is None
    assert check_documents(context(), ["VB300"]) is None
