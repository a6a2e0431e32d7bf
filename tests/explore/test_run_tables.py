"""Tests of `khacphuc.explore.run_tables`."""

import pandas as pd
import pytest

from khacphuc.explore.mistakes import CallError
from khacphuc.explore.run_tables import find_name, grouped, labels, rows_where, run_tables

from .. import run2021
from ..review import gathered

FIGURES = pd.DataFrame(
    [
        ("A", "1", "count", 4.0, 0, "việc", "x", "", "04"),
        ("B", "1", "count", 1.0, 0, "việc", "y", "", "01"),
        ("C", "2", "count", 5.0, 0, "việc", "x", "", "05"),
        ("D", "2", "count", 2.0, 0, "việc", "y", "C", "02"),
        ("E", "3", "money", 13_600_000.0, 1, "triệu đồng", "x", "", "13,6"),
        ("F", "3", "money", 1_000_000_000.0, 0, "tỷ đồng", "y", "", "1"),
        ("G", "4", "percentage", 5.0, 0, "%", "x", "", "5%"),
        ("H", "5", "count", None, None, "việc", "x", "", "?"),
    ],
    columns=["figure_id", "section", "kind", "value", "decimals", "unit", "indicator", "parent", "printed"],
)

INDICATORS = pd.DataFrame({"indicator_id": ["x", "y"], "name": ["Số việc", "Số người"]})


def test_numbers_are_added_where_they_add_up():
    """Not where one is a part of another, a percentage, or cannot be read; money is in its largest unit."""
    table = grouped("figures", FIGURES, ["section"], "vi")
    assert list(table["rows"]) == [2, 2, 2, 1, 1]
    assert list(table["sum"]) == ["5 việc", "", "1.013,6 triệu đồng", "", ""]
    assert "sum" not in grouped("documents", FIGURES, ["section"], "vi")
    assert grouped("figures", FIGURES.iloc[:0], ["section"], "vi").empty


def test_what_two_things_count_is_not_added():
    """Numbers of different units, or twice of one indicator, are no sum."""
    for cells in ({"unit": ["việc", "người"]}, {"indicator": ["x", "x"]}):
        assert list(grouped("figures", FIGURES.iloc[:2].assign(**cells), ["section"], "vi")["sum"]) == [""]


def test_what_units_report_is_added_by_indicator():
    """Returns of one indicator are parts of a whole; of two they are not."""
    returns = FIGURES.iloc[[0, 2]].drop(columns=["figure_id", "parent"])
    assert list(grouped("returns", returns, ["indicator"], "en")["sum"]) == ["9 việc"]
    mixed = returns.assign(indicator=["x", "y"], section="1")
    assert list(grouped("returns", mixed, ["section"], "en")["sum"]) == [""]


def test_exact_cells_come_before_parts_of_them():
    """What stands alone in a cell is meant; only where nothing does, all that contain it are."""
    frame = pd.DataFrame(
        {"section": ["III.1", "III.1.2"], "status": ["met", "not_met"], "indicator": ["x", "y"]}
    )

    def sections(**where):
        return list(rows_where(frame, where, INDICATORS, "vi", {})["section"])

    assert sections(section="III.1") == ["III.1"]
    assert sections(section="III") == ["III.1", "III.1.2"]
    assert sections(status="đạt") == sections(status="met") == ["III.1"]
    assert sections(section="IX") == []
    assert sections(indicator="số việc") == sections(indicator="x") == ["III.1"]


def test_a_name_is_known_by_its_label():
    """A label is as good as a name; a wrong one names the nearest and all there are."""
    labels = {"figures": "Số liệu đã in", "criteria": "Tiêu chí"}
    assert find_name("số liệu đã in", labels, "table", "vi") == "figures"
    with pytest.raises(CallError, match=r"\(figures\).*gần giống nhất là Tiêu chí \(criteria\)"):
        find_name("criterias", labels, "table", "vi")
    with pytest.raises(CallError, match=r"no table is called «Ж»; expected one of: .*\(figures\)"):
        find_name("Ж", labels, "table", "en")


@pytest.mark.parametrize(
    ("language", "year", "month"), [("vi", "Cả năm", "tháng 3/2021"), ("en", "The whole year", "March 2021")]
)
def test_what_units_reported_is_found_and_grouped_by_names(language, year, month):
    """Numbers, rates and totals have labels, and no category without a row is a group."""
    known = gathered.tables(communes=4, districts=2)
    left = gathered.gathered(known, clean=True)
    left["values"] = (
        left["values"]
        .astype({"unit_id": "category", "indicator": "category"})
        .assign(
            **dict.fromkeys(("period_start", "period_end"), pd.NaT),
            raw="2",
            number_format="0",
            status="nil",
            cell="D9",
        )
    )
    frames = run_tables(run2021.tables() | known, run2021.assessment(), language, left)
    values, rates, totals = (frames[f"return_{name}"] for name in ("values", "rates", "totals"))
    for frame in (values, rates, totals):
        assert all(labels(frame, language).values())
    rows = rows_where(values, {"unit_id": "Đoàn xã 1", "period": month}, known["indicators"], language, {})
    assert list(rows["cell"]) == ["D9"]
    assert list(grouped("return_values", rows, ["unit_id", "indicator"], language)["rows"]) == [1]
    assert set(rates["parent"]) >= {"Huyện đoàn 0", "Huyện đoàn 1"}
    assert set(totals["period"]) == {year}


def test_a_run_that_asks_no_unit_has_no_tables_of_returns():
    """Its drop-down names only what there is."""
    frames = run_tables(run2021.tables(), run2021.assessment(), "vi")
    assert not {"return_values", "return_rates", "return_totals"} & set(frames)
