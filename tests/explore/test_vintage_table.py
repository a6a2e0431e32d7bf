"""Vintages as an analyst reads them."""

from __future__ import annotations

from khacphuc.explore.vintage_table import vintage_table
from khacphuc.history.vintages import Vintage


def vintage(kind, code, value, unit=""):
    """A row of the file."""
    return Vintage("2022-01-05", "tay-ninh", "2021", "2021", kind, code, value, unit, "final", "1")


def test_values_are_called_as_people_call_them():
    """Statuses and classes in words, numbers as they are; without any there is no table."""
    rows = [
        vintage("figure", "SL031", "17", "chi hội"),
        vintage("target", "CT01", "not_met"),
        vintage("class", "KD1", "partly"),
    ]
    frame = vintage_table(rows, {"partly": "đã khắc phục một phần"}, "vi")["vintages"]
    assert frame[["kind", "code", "value", "unit", "version"]].to_numpy().tolist() == [
        ["số liệu", "SL031", "17", "chi hội", "1"],
        ["chỉ tiêu", "CT01", "chưa đạt", "", "1"],
        ["mức đánh giá", "KD1", "đã khắc phục một phần", "", "1"],
    ]
    assert set(frame["document_status"]) == {"chính thức"}
    assert vintage_table([], {}, "vi") == {}
