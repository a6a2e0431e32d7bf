"""Tests of `khacphuc.review.return_names`."""

from __future__ import annotations

import pandas as pd
import pytest

from khacphuc.review.return_names import ReturnNames

from . import gathered


@pytest.fixture
def names():
    """The names of the invented office."""
    return ReturnNames(gathered.tables(), "vi")


def test_codes_have_names_and_strange_ones_stay(names):
    """What no table knows is printed as it stands in the form."""
    assert (names.unit("DV25007"), names.unit("DV1")) == ("Đoàn xã 7", "DV1")
    assert (names.form("BM01"), names.form("BM9")) == ("Báo cáo công tác phòng, chống ma túy", "BM9")
    assert (names.indicator("gifts"), names.measure("gifts"), names.measure("x")) == (
        "Số suất quà",
        "suất",
        "",
    )
    assert names.period("2021-03") == "tháng 3/2021"
    assert names.short_period("2021-03") == "T3"


def test_days_and_numbers_are_printed_as_documents_do(names):
    """A total has the decimals it has; where there is none, nothing stands there."""
    assert (names.day(pd.Timestamp(2021, 2, 9)), names.day(pd.NaT)) == ("09/02/2021", "")
    printed = [names.number(value) for value in (19732.0, 95.25, 0.1 + 0.2, 1e7, float("nan"))]
    assert printed == ["19.732", "95,25", "0,3", "10.000.000", ""]
    assert names.reports(90, 94) == "90/94 (95,7%)"


def test_a_place_has_the_name_the_sender_gave(names):
    """The stamp of a received file is left out, a file without one stays."""
    stamped = "received/0123456789abcdef-xa-7.xlsx"
    assert names.place(stamped, "Biểu", "D9") == "xa-7.xlsx, trang «Biểu», ô D9"
    assert names.place("received/xa-7.xlsx", "", "") == "xa-7.xlsx"
    assert names.place("", "", "") == ""
    receipts = pd.DataFrame({"received_file": [stamped], "original_name": ["Báo cáo (xã 7).xlsx"]})
    of_run = ReturnNames(gathered.tables() | {"receipts": receipts}, "vi")
    assert of_run.place(stamped, "«=1+1»", "") == "Báo cáo (xã 7).xlsx, trang «=1+1»"
