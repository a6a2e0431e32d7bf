"""Tests of `khacphuc.data.gathered.printed_totals`."""

import pandas as pd
import pytest

from khacphuc.data.gathered.printed_totals import Totals, fill_printed, sources, with_totals

INDICATORS = pd.DataFrame(
    [
        ("teams", "đội", "count", "sum"),
        ("spending", "đồng", "money", "sum"),
        ("counselling", "thanh niên", "count", "units_with"),
        ("counselling_ratio", "xã", "ratio", ""),
    ],
    columns=["indicator_id", "unit_of_measure", "kind", "over_units"],
)
TOTALS = pd.DataFrame(
    [
        ("teams", "", "", 1231.0, 1128, 1128, "complete"),
        ("teams", "2021-03", "", 94.0, 90, 94, "partial"),
        ("teams", "", "DV11", 7.0, 1, 1, "complete"),
        ("spending", "", "", 13_600_000.0, 94, 94, "complete"),
        ("counselling", "", "", 94.0, 94, 94, "complete"),
        ("silent", "", "", float("nan"), 0, 94, "insufficient_data"),
    ],
    columns=["indicator", "period", "parent", "value", "reported", "expected", "status"],
)
TOTALS_OF_RUN = Totals(TOTALS, INDICATORS)


@pytest.mark.parametrize(
    ("reference", "indicator", "unit", "printed", "number"),
    [
        ("teams", "teams", "đội", "1.231", 1231),
        ("teams; 2021-03", "teams", "đội", "94", 94),
        ("spending", "spending", "triệu đồng", "13,6", 13_600_000),
        ("counselling", "counselling", "xã", "94", 94),
        ("counselling", "counselling_ratio", "xã", "94/94", 1),
        ("silent", "silent", "đội", "", None),
        ("teams;2021-13", "teams", "đội", "", None),
    ],
)
def test_a_total_is_printed_as_the_house_prints_it(reference, indicator, unit, printed, number):
    """In the scale of the figure; of units that have any, as a ratio where the figure is one."""
    total = TOTALS_OF_RUN.of(reference)
    assert TOTALS_OF_RUN.printed(total, indicator, unit) == printed
    assert TOTALS_OF_RUN.number(total, indicator) == number


FIGURES = pd.DataFrame(
    [
        ("SL001", "", "teams", "teams", "đội", "mục I"),
        ("SL002", "1.200", "teams", "teams", "đội", "mục II"),
        ("SL003", "", "silent", "silent", "đội", "mục III"),
        ("SL004", "5", "", "teams", "đội", "mục IV"),
    ],
    columns=["figure_id", "printed", "from_returns", "indicator", "unit", "source"],
)


def test_only_what_was_left_open_is_filled_in():
    """A number somebody typed stays, and one nobody reported is empty still."""
    assert fill_printed(FIGURES, TOTALS_OF_RUN)["printed"].tolist() == ["1.231", "1.200", "", "5"]
    assert FIGURES["printed"].tolist() == ["", "1.200", "", "5"]


def test_a_figure_says_where_its_number_is_from():
    """From the units, and how many of their reports; what was typed is printed in its section."""
    places = sources(FIGURES, TOTALS_OF_RUN, FIGURES["printed"], "vi").tolist()
    assert places[0] == "tổng hợp báo cáo đơn vị (1128/1128 báo cáo)"
    assert places[1:] == ["mục II", "tổng hợp báo cáo đơn vị (0/94 báo cáo)", "mục IV"]


def test_the_figures_that_name_a_total():
    """With what it is and how much of it came in."""
    rows = with_totals(FIGURES, TOTALS_OF_RUN)
    assert rows["figure_id"].tolist() == ["SL001", "SL002", "SL003"]
    assert rows["total"].tolist()[:2] == [1231, 1231]
    assert rows["status"].tolist() == ["complete", "complete", "insufficient_data"]
    assert rows["coverage"].tolist() == [100, 100, 0]
