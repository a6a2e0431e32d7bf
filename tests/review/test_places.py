"""Tests of `khacphuc.review.places`."""

import pandas as pd
import pytest

from khacphuc.checks.explain import Explanation, Failure, collect
from khacphuc.checks.findings import Finding, Location, Place, Quote
from khacphuc.review.places import MAX_PLACES, PlaceView, PlaceViews, QuoteView, clipped

from .. import run2021
from ..findings import FILE, finding, place

CLASSES = run2021.policy().classes


def places(of, tables=None, **options):
    """The places of a finding on the page, and how many more there are."""
    return PlaceViews(tables or {}, [of], **options).places(of)


TWO = finding(
    "SL-10",
    "SL031",
    place("SL031", "17", unit="chi hội", source="Báo cáo 2021, chú thích 2"),
    place("SL067", "18", unit="chi hội", source="Báo cáo 2021, mục III.4.2, đoạn 3", line=68),
    related=("SL067",),
)


def test_places_with_their_rows():
    """What a row is called comes from the tables."""
    (first, second), more = places(TWO, run2021.tables())
    assert first.title == second.title != ""
    assert first.quotes == (QuoteView("17", unit="chi hội"),)
    assert second.quotes == (QuoteView("18", unit="chi hội"),)
    assert (second.source, second.row) == ("Báo cáo 2021, mục III.4.2, đoạn 3", f"{FILE}, dòng 68")
    assert more == 0


def test_places_without_their_rows():
    """Where no table is at hand only the name is missing."""
    (first, _), _ = places(TWO)
    assert first == PlaceView(
        code="SL031",
        quotes=(QuoteView("17", unit="chi hội"),),
        source="Báo cáo 2021, chú thích 2",
        row=f"{FILE}, dòng 32",
    )


def test_a_cited_place_leads_to_the_report():
    """Only where there is a report that cites it."""
    (first, second), _ = places(TWO, cited={"SL067"})
    assert (first.cited_at, second.cited_at) == ("", "report.html#cite-SL067-1")


def test_every_finding_of_2021_has_its_places():
    """Every place has its quotation, its name, its file and its line."""
    tables, findings = run2021.tables(), run2021.check().findings
    views = PlaceViews(tables, findings)
    for of in findings:
        views_of, more = views.places(of)
        assert len(views_of) == len(of.codes)
        assert more == 0
        for view in views_of:
            assert view.quotes
            assert view.title
            assert view.row.replace(", dòng ", ":") in of.observed


@pytest.mark.parametrize(
    ("template", "quotes", "note"),
    [
        ("«$x» đọc là 3", (QuoteView("x", unit="đọc là 3"),), ""),
        # codes of classes in words
        (
            "tính theo tiêu chí «$computed_class», công bố «$declared_class»",
            (
                QuoteView("chưa được khắc phục triệt để", label="Tính theo tiêu chí"),
                QuoteView("chưa khắc phục hoàn toàn nhưng có chuyển biến tốt", label="Công bố"),
            ),
            "",
        ),
        ("liệt kê «$three nội dung» và nữa", (QuoteView("3 nội dung", label="Liệt kê"),), "và nữa"),
        ("«$empty»", (QuoteView(""),), ""),  # an empty cell
        ("«$quotes»", (QuoteView("a «b"),), ""),  # quotes in a cell that do not pair
        ("không có dấu", (), "không có dấu"),
        ("«$separator»", (QuoteView("a | b"),), ""),  # the separator within a quotation
        ("«$location»", (QuoteView("a (b; c:1)"),), ""),  # what looks like a location within one
    ],
)
def test_quotations(template, quotes, note):
    """Words and quotations by turns, whatever stands in the cells."""
    cells = {
        "x": "x",
        "computed_class": "not_thorough",
        "declared_class": "improved",
        "three": 3,
        "empty": "",
        "quotes": "a «b",
        "separator": "a | b",
        "location": "a (b; c:1)",
    }
    row = {"shortcoming_id": "KD1", "source": "mục III.3.3", "file": "a.csv", "line": 4} | cells
    failure = Failure("assessments", "DG-05", "warning", "Mô tả.", Explanation(template), (0,))
    (of,) = collect([failure], {"assessments": pd.DataFrame([row])}, "vi", CLASSES)
    (view,), _ = places(of)
    assert (view.quotes, view.note) == (quotes, note)
    assert (view.code, view.source, view.row) == ("KD1", "mục III.3.3", "a.csv, dòng 4")


def test_one_code_twice():
    """Rows that share a code are places of their own."""
    views, _ = places(finding("A", "SL001", *(place("SL001", "x", line=line) for line in (2, 3))))
    assert [view.row[-1] for view in views] == ["2", "3"]


def test_no_code():
    """A finding about a whole table, and rows without a code, have places too."""
    (table,), _ = places(finding("A", "", Place(quotes=(Quote("0"),))))
    assert table == PlaceView(quotes=(QuoteView("0"),))
    rows = [Place(quotes=(Quote(""),), location=Location("", "a.csv", line)) for line in (2, 3)]
    views, _ = places(finding("A", "", *rows))
    assert [view.row[-1] for view in views] == ["2", "3"]
    assert places(Finding("A", "warning", "figures", "d")) == ([], 0)


def test_so_many_places():
    """A finding about thousands of rows shows the first and counts the others."""
    views, more = places(finding("A", "SL001", *(place("SL001", "x", line=line) for line in range(5000))))
    assert (len(views), more) == (MAX_PLACES, 5000 - MAX_PLACES)


@pytest.mark.parametrize(
    ("cells", "template", "quote", "note"),
    [
        ({"printed": "13.6", "unit": "triệu đồng"}, "«$printed $unit» đọc là 3",
         QuoteView("13.6", unit="triệu đồng"), "đọc là 3"),
        ({"printed": "82,48%", "unit": "%"}, "", QuoteView("82,48%"), ""),
        ({"printed": "82,48%", "unit": "% thanh niên"}, "", QuoteView("82,48%", unit="thanh niên"), ""),
        ({"printed": "5", "unit": "", "qualifier": "hơn"}, "", QuoteView("5", qualifier="hơn"), ""),
        ({"printed": "5", "unit": "người"}, "«$section»", QuoteView("III.9"), ""),  # another cell is quoted
    ],
)  # fmt: skip
def test_printed_numbers(cells, template, quote, note):
    """A figure is shown as printed, with what stands before it and its unit."""
    row = {"figure_id": "SL031", "indicator": "x", "section": "III.9", "file": "a.csv", "line": 4}
    tables = {"figures": pd.DataFrame([row | {"qualifier": "", "source": ""} | cells])}
    failure = Failure("figures", "A", "warning", "d", Explanation(template), (0,))
    (of,) = collect([failure], tables)
    (view,), _ = places(of, tables)
    assert (view.quotes, view.note) == ((quote,), note)


def test_a_long_text_is_cut():
    """The whole of it stands in findings.csv."""
    assert clipped("x" * 600) == "x" * 600
    assert clipped("x" * 601) == "x" * 600 + "…"
