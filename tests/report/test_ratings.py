"""Tests of `khacphuc.report.ratings`."""

from datetime import date

from khacphuc.report.document import nodes
from khacphuc.report.ratings import MonthlyRatings, rating_table

from .rated import context


def table(language="vi", **changes):
    """The table of a run."""
    return rating_table(MonthlyRatings(context(language, **changes).tables, language), "Kết quả")


def cells(table):
    """The words of a table."""
    return [[nodes.plain(cell) for cell in row] for row in table.rows]


def test_the_table_has_every_month_that_is_due():
    """What each role got, what is lacking, and how many rounds were held."""
    results = table(as_of=date(2021, 5, 31))
    assert results.columns == ("Tháng", "Đợt xếp loại", "Bí thư", "Phó Bí thư")
    assert cells(results) == [
        ["01", "đã tổ chức", "90,0% XS", "90,0% XS"],
        ["02", "chưa đủ", "chấm 01/02 tiêu chí", "–"],
        ["3", "đã tổ chức", "90,0% XS", "90,0% XS"],
        ["4", "chưa đủ", "90,0% T", "–"],
        ["5", "chưa đủ", "100% XS ↑", "–"],
        ["Cộng", "02/05", "04", "02"],
    ]
    assert nodes.plain(results.note) == (
        "XS: xuất sắc; T: tốt. ↑, ↓: mức cao hơn, thấp hơn lần xếp loại trước trong năm theo cùng quy định; "
        "lần đầu trong năm và lần đầu theo một quy định không so. "
        "Tháng 01–3: theo cũ. Tháng 4–5: theo mới."
    )


def test_why_there_are_no_levels():
    """Without a policy shares are printed, and a note says why no level is."""
    results = table("en", rating_policy=None, as_of=date(2021, 1, 31))
    assert cells(results)[0] == ["01", "held", "90.0%", "90.0%"]
    assert nodes.plain(results.note) == "No level: there is no policy of levels."


def test_who_is_rated_by_nobody_prints_nothing():
    """Without ratings there is nothing to print, though rounds are due."""
    assert MonthlyRatings(context(ratings=[]).tables, "vi").is_empty
    assert MonthlyRatings({}, "vi").is_empty


def test_thresholds_have_their_months():
    """Each regulation's with the months in which it held; the lowest level has none."""
    ratings = MonthlyRatings(context().tables, "vi")
    lines = [(line.level, ratings.share(line.share), line.period.first) for line in ratings.thresholds()]
    assert lines == [("XS", "90%", 1), ("XS", "95%", 4)]
    assert [(period.basis, period.last) for period in ratings.periods()] == [("cũ", 3), ("mới", 12)]
