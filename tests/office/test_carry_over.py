"""Tests of `khacphuc.office.carry_over`."""

import csv
import datetime as dt

import pytest

from khacphuc.office.carry_over import carry_over

from . import forms


@pytest.fixture(scope="module")
def layout(tmp_path_factory):
    """A project with 2021."""
    return forms.make_project(tmp_path_factory.mktemp("carry"))


@pytest.fixture(scope="module")
def carried(layout):
    """What goes from 2021 to 2022."""
    return carry_over(layout, "2021", office="tay-ninh", year=2022)


def by_key(rows, key):
    """Rows by a column."""
    return {row[key]: row for row in rows}


def test_all_four_shortcomings_go_on(carried):
    """None of 2021 was declared remedied: codes, titles and order stay, and where they come from."""
    rows = carried.tables["shortcomings"]
    assert [(row["shortcoming_id"], row["order"], row["carried_from"]) for row in rows] == [
        (f"KD{number}", str(number), "2021") for number in (1, 2, 3, 4)
    ]
    assert (len(carried.tables["criteria"]), carried.remedied) == (12, ())


def test_last_years_values_are_baselines_and_thresholds_are_as_printed(carried):
    """A measured criterion keeps its threshold as a text, and has the value of 2021 to compare with."""
    criteria = by_key(carried.tables["criteria"], "criterion_id")
    measured = {code: row for code, row in criteria.items() if row["kind"] == "measured"}
    assert {
        code: (row["comparator"], row["threshold"], row["baseline"]) for code, row in measured.items()
    } == {
        "KD1.1": (">=", "100%", "81,82%"),
        "KD2.1": (">=", "100%", "100%"),
        "KD2.2": (">=", "100%", "100%"),
        "KD3.4": (">=", "12", "05"),
    }
    assert not any(row.get("status") or row.get("reason") for row in criteria.values())
    assert criteria["KD1.2"]["proxy"] == "có"


def test_what_needs_a_figure_is_listed_and_empty(carried):
    """The figures behind criteria and targets are there without a number; each is named with last year's."""
    figures = by_key(carried.tables["figures"], "figure_id")
    assert list(figures) == [f"SL00{number}" for number in range(1, 9)]
    assert not any(row.get("printed") for row in figures.values())
    awaited = {item.code: (item.was, item.printed) for item in carried.awaited}
    assert awaited.keys() == figures.keys()
    assert awaited["SL002"] == ("SL026", "1.805 đoàn viên ưu tú")
    computed = by_key(carried.tables["computed"], "computed_id")
    assert computed["TL01"]["operands"] == "SL001:numerator;SL001:denominator"
    assert carried.judged[:2] == ("KD1.2", "KD2.3")


def test_targets_go_on_without_what_was_reached(carried):
    """Statements and thresholds stay, results are to be declared anew."""
    parts = by_key(carried.tables["target_parts"], "part_id")
    assert (parts["CT01.1"]["threshold"], parts["CT01.1"]["figure"]) == ("2.000", "SL002")
    assert not any(row.get("declared_status") for row in (*parts.values(), *carried.tables["targets"]))


def test_a_remedied_shortcoming_stays_behind(tmp_path):
    """Remedied means declared so, whatever was computed; sections of those after it move up."""
    layout = forms.make_project(tmp_path)
    file = layout.raw("2021") / "declared.csv"
    file.write_text(file.read_text("utf-8").replace("KD2,partly", "KD2,remedied"), "utf-8")
    carried = carry_over(layout, "2021", office="tay-ninh", year=2022)
    assert (list(carried.orders), carried.remedied) == (["KD1", "KD3", "KD4"], ("KD2",))
    assert [row["section"] for row in carried.tables["declared"]] == ["III.1.3", "III.2.3", "III.3.3"]


def test_an_ended_indicator_is_named_and_its_figure_is_not_carried(tmp_path):
    """What used it waits for another figure."""
    layout = forms.make_project(tmp_path)
    file = layout.reference / "indicators.csv"
    lines = file.read_text("utf-8").splitlines()
    row = next(number for number, line in enumerate(lines) if line.startswith("rating_rounds,"))
    cells = dict(zip(lines[0].split(","), next(csv.reader([lines[row]])), strict=True))
    lines[row] = ",".join((cells | {"valid_to": "31/8/2022"}).values()).replace(
        cells["name"], f'"{cells["name"]}"'
    )
    file.write_text("\n".join(lines) + "\n", "utf-8")
    carried = carry_over(layout, "2021", office="tay-ninh", year=2022)
    assert carried.ended == (("rating_rounds", dt.date(2022, 8, 31), ("KD3.4",)),)
    criterion = by_key(carried.tables["criteria"], "criterion_id")["KD3.4"]
    assert (criterion["figure"], criterion["baseline"]) == ("", "05")
    assert "rating_rounds" not in {row["indicator"] for row in carried.tables["figures"]}
