"""Tests of `khacphuc.review.places`."""

import pandas as pd
import pytest

from khacphuc.checks.findings import FINDING_COLUMNS
from khacphuc.review.places import MOST_PLACES, Place, Quote, Rows, clipped, text

from .. import run2021


def places(observed, *, table="figures", row_id="SL031", related="", tables=None):
    """The places of a finding, and how many more there are."""
    finding = dict.fromkeys(FINDING_COLUMNS, "") | {
        "table": table, "row_id": row_id, "related": related, "observed": observed,
    }  # fmt: skip
    return Rows(tables or {}, pd.DataFrame([finding]), run2021.policy().classes).places(finding)


TWO = (
    "SL031 «17 chi hội» (Báo cáo 2021, chú thích 2; data/raw/2021/figures.csv:32) | "
    "SL067 «18 chi hội» (Báo cáo 2021, mục III.4.2, đoạn 3; data/raw/2021/figures.csv:68)"
)


def test_places_with_their_rows():
    """Number, unit, name and locator come from the rows."""
    (first, second), more = places(TWO, related="SL067", tables=run2021.tables())
    assert first.title == second.title != ""
    assert first.quotes == (Quote("17", unit="chi hội"),)
    assert second.quotes == (Quote("18", unit="chi hội"),)
    assert (second.source, second.file, second.line) == (
        "Báo cáo 2021, mục III.4.2, đoạn 3", "data/raw/2021/figures.csv", "68",
    )  # fmt: skip
    assert more == 0


def test_places_without_their_rows():
    """Where no table is at hand the text tells the same."""
    (first, second), _ = places(TWO, related="SL067")
    assert first == Place(
        code="SL031",
        quotes=(Quote("17 chi hội"),),
        source="Báo cáo 2021, chú thích 2",
        file="data/raw/2021/figures.csv",
        line="32",
    )
    assert second.code == "SL067"


def test_every_finding_of_2021_finds_its_rows():
    """In the findings of 2021 every place has its quotation, its file and its line, and nothing is lost."""
    tables, findings = run2021.tables(), run2021.findings()
    rows = Rows(tables, findings, run2021.policy().classes)
    for finding in findings.to_dict("records"):
        found, more = rows.places(finding)
        assert len(found) == 1 + len([code for code in finding["related"].split(";") if code])
        assert more == 0
        for place in found:
            assert place.quotes
            assert place.line
            assert f"{place.file}:{place.line}" in finding["observed"]


@pytest.mark.parametrize(
    ("words", "quotes", "note"),
    [
        ("«x» đọc là 3", (Quote("x", unit="đọc là 3"),), ""),
        ("tính theo tiêu chí «not_thorough», công bố «improved»",  # codes of classes in words
         (Quote("chưa được khắc phục triệt để", label="Tính theo tiêu chí"),
          Quote("chưa khắc phục hoàn toàn nhưng có chuyển biến tốt", label="Công bố")), ""),
        ("liệt kê «3 nội dung» và nữa", (Quote("3 nội dung", label="Liệt kê"),), "và nữa"),
        ("«»", (Quote(""),), ""),  # an empty cell
        ("«a «b»", (), "«a «b»"),  # quotes that do not pair: all of it, as it stands
        ("không có dấu", (), "không có dấu"),
        ("«a | b»", (Quote("a | b"),), ""),  # the separator within a quotation
        ("«a (b; c:1)»", (Quote("a (b; c:1)"),), ""),  # what looks like a locator within one
    ],
)  # fmt: skip
def test_quotations(words, quotes, note):
    """Words and quotations by turns."""
    (place,), _ = places(f"KD1 {words} (mục III.3.3; a.csv:4)", table="assessments", row_id="KD1")
    assert (place.quotes, place.note) == (quotes, note)
    assert (place.code, place.source, place.file, place.line) == ("KD1", "mục III.3.3", "a.csv", "4")


def test_one_code_twice():
    """Rows that share a code are places of their own."""
    found, _ = places("SL001 «SL001» (a.csv:2) | SL001 «SL001» (a.csv:3)", row_id="SL001")
    assert [place.line for place in found] == ["2", "3"]


def test_no_code():
    """A finding about a whole table, and rows without a code, have places too."""
    (table,), _ = places("«0»", row_id="")
    assert table == Place(quotes=(Quote("0"),))
    found, _ = places("«» (a.csv:2) | «» (a.csv:3)", row_id="")
    assert [place.line for place in found] == ["2", "3"]
    assert places("", row_id="") == ([], 0)


def test_so_many_places():
    """A finding about thousands of rows shows the first and counts the others."""
    observed = " | ".join(f"SL001 «SL001» (a.csv:{line})" for line in range(5000))
    found, more = places(observed, row_id="SL001")
    assert (len(found), more) == (MOST_PLACES, 5000 - MOST_PLACES)


@pytest.mark.parametrize(
    ("row", "words", "quote", "note"),
    [
        ({"printed": "13.6", "unit": "triệu đồng"}, "«13.6 triệu đồng» đọc là 3",
         Quote("13.6", unit="triệu đồng"), "đọc là 3"),
        ({"printed": "82,48%", "unit": "%"}, "«82,48%»", Quote("82,48%"), ""),
        ({"printed": "82,48%", "unit": "% thanh niên"}, "«82,48% thanh niên»",
         Quote("82,48%", unit="thanh niên"), ""),
        ({"printed": "5", "unit": "", "qualifier": "hơn"}, "«5»", Quote("5", qualifier="hơn"), ""),
        ({"printed": "", "unit": "người"}, "« người»", Quote("người"), ""),
        ({"printed": "5", "unit": "người"}, "«III.9»", Quote("III.9"), ""),  # another cell is quoted
    ],
)  # fmt: skip
def test_printed_numbers(row, words, quote, note):
    """A figure is shown as printed, with what stands before it and its unit."""
    cells = {
        "figure_id": "SL031",
        "indicator": "x",
        "source": "",
        "file": "a.csv",
        "line": 4,
        "qualifier": "",
    }
    tables = {"figures": pd.DataFrame([cells | row])}
    (place,), _ = places(f"SL031 {words} (a.csv:4)", tables=tables)
    assert (place.quotes, place.note) == ((quote,), note)


def test_words_of_cells():
    """A cell that is missing is nothing, a date is written as people do, a long text is cut."""
    assert [text(cell) for cell in (None, pd.NA, pd.NaT, pd.Timestamp("2022-01-05"), 4)] == [
        "", "", "", "05/01/2022", "4",
    ]  # fmt: skip
    assert clipped("x" * 600) == "x" * 600
    assert clipped("x" * 601) == "x" * 600 + "…"
