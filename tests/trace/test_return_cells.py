"""Tests of `khacphuc.trace.return_cells`."""

import pandas as pd

from khacphuc.trace.return_cells import MOST_UNITS, unit_cells, unit_lines

UNITS = pd.DataFrame({"unit_id": ["DV01"], "name": ["Xã Nắng"]})


def gathered(units):
    """What some units reported in two months, in a file each, and one form that does not count."""
    rows = [
        {
            "unit_id": unit,
            "indicator": "teams",
            "period": period,
            "value": value,
            "status": status,
            "file": f"received/{unit}{period}.xlsx",
            "sheet": "T3",
            "cell": "D12",
        }
        for unit in units
        for period, value, status in (("2021-02", float("nan"), "nil"), ("2021-01", 1231.5, "normal"))
    ]
    values = pd.DataFrame([*rows, {**rows[0], "file": "received/rejected.xlsx"}])
    forms = values[["file", "sheet"]].assign(counted="yes")
    forms.loc[forms["file"] == "received/rejected.xlsx", "counted"] = "no"
    return {"values": values, "forms": forms}


def cells(units, reference="teams"):
    """The cells of a total."""
    return unit_cells(reference, gathered(units), UNITS, folder="data/raw/2021", language="vi")


def test_each_cell_says_where_it_stands_and_what_it_holds():
    """In the order of periods, of forms that count; one period alone where the figure is of one."""
    (unit,) = cells(["DV01"])
    assert unit.name == "Xã Nắng"
    assert unit.cells == (
        "tháng 01/2021: 1.231,5 (data/raw/2021/received/DV012021-01.xlsx, trang tính T3, ô D12)",
        "tháng 02/2021: không phát sinh (data/raw/2021/received/DV012021-02.xlsx, trang tính T3, ô D12)",
    )
    (unit,) = cells(["DV01"], "teams; 2021-02")
    assert len(unit.cells) == 1


def test_what_many_reported_is_shortened():
    """The first units, and how many more there are."""
    lines = list(unit_lines(cells([f"DV{number:02}" for number in range(94)]), "vi"))
    assert len(lines) == 3 * MOST_UNITS + 1
    assert lines[-1] == (0, "… và 84 đơn vị nữa, 168 ô: xem tables/returns.csv")


def test_a_year_of_weeks_is_shortened():
    """The cells of one unit, too."""
    unit = cells(["DV01"])[0]
    many = type(unit)(unit.unit_id, unit.name, unit.cells * 10)
    assert [text for _, text in unit_lines((many,), "vi")][-1] == "… và 8 ô nữa"
