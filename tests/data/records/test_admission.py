"""Tests of `khacphuc.data.records.admission`."""

import pandas as pd

from khacphuc.data.records.admission import (
    circles,
    steps,
    unit_numbers,
    whole_figures,
    whole_returns,
    with_part_rules,
)

from ... import run2021

_INDICATORS = pd.DataFrame(
    [("all", "Tất cả", ""), ("workers", "Công nhân", "all"), ("admitted", "Kết nạp", "workers")],
    columns=["indicator_id", "name", "part_of"],
)


def figures(*rows):
    """Figures: code, indicator, value, parent, and the total they are."""
    frame = pd.DataFrame(rows, columns=["figure_id", "indicator", "value", "parent", "from_returns"])
    return frame.assign(kind="count")


def test_the_steps_of_2021_are_those_the_source_prints():
    """1.805 were introduced, 56 of them workers, 20 of these considered, 17 admitted."""
    tables = run2021.tables()
    assert steps(tables["figures"], tables["indicators"]) == ("SL026", "SL027", "SL029", "SL076")
    assert steps(tables["figures"], tables["indicators"], ["SL026", "SL075", "SL076"]) == (
        *("SL026", "SL075", "SL076"),
    )
    assert steps(tables["figures"], tables["indicators"], ["SL026", "SL075"]) == ()


def test_a_part_is_compared_with_the_nearest_whole_of_its_period():
    """Of several prints the largest counts; a figure that names its parent is compared with that one."""
    frame = figures(
        ("SL001", "all", 30.0, "", ""),
        ("SL002", "all", 31.0, "", ""),
        ("SL003", "admitted", 40.0, "", ""),
        ("SL004", "workers", 5.0, "", "workers;2021-03"),
        ("SL005", "all", 4.0, "", "all; 2021-03"),
        ("SL006", "workers", 5.0, "SL001", ""),
        ("SL007", "all", None, "", ""),
    )
    result = whole_figures(frame, _INDICATORS)
    assert result["whole_figure"].tolist() == ["", "", "SL006", "SL005", "", "", ""]
    assert result["whole_value"].dropna().tolist() == [5.0, 4.0]


def test_a_unit_is_compared_with_what_it_reported_itself():
    """What another unit has more of says nothing."""
    rows = [("A", "all", 3.0), ("A", "admitted", 4.0), ("B", "all", 9.0), ("B", "workers", None)]
    returns = pd.DataFrame(rows, columns=["unit_id", "indicator", "value"])
    assert whole_returns(returns, _INDICATORS).tolist()[1] == 3.0
    assert whole_returns(returns, _INDICATORS).isna().tolist() == [True, False, True, False]


def test_forms_that_ask_a_part_and_its_whole_are_compared():
    """Unless a rule of their typed compares the two."""
    items = pd.DataFrame(
        [("F", "admitted"), ("F", "workers"), ("G", "admitted"), ("G", "all"), ("H", "all")],
        columns=["collection", "indicator"],
    )
    columns = ["rule_id", "collection", "left", "operator", "right"]
    columns += ["missing_left", "missing_right", "importance", "levels", "message"]
    typed = {"collection": "F", "left": "${admitted}", "operator": "<", "right": "${workers}"}
    rules = pd.DataFrame([typed], columns=columns)
    added = with_part_rules(rules, items, _INDICATORS).iloc[1:]
    assert added[["collection", "left", "operator", "right", "levels", "message"]].to_numpy().tolist() == [
        ["G", "${admitted}", "<=", "${all}", "", "Kết nạp ≤ Tất cả"]
    ]
    assert with_part_rules(rules, items.head(2), _INDICATORS) is rules


def test_no_indicator_is_a_part_of_itself():
    """Each one of a circle is told; one that only leads into it is not, and is a part of what lies there."""
    rows = [("a", "b"), ("b", "a"), ("c", "a"), ("d", "d"), ("e", "")]
    frame = pd.DataFrame(rows, columns=["indicator_id", "part_of"])
    assert circles(frame).tolist() == ["a → b → a", "b → a → b", "", "d → d", ""]


def test_what_units_reported_in_forms_goes_before_what_was_typed():
    """Totals by parent of the year; typed returns only of indicators no form asks."""
    totals = pd.DataFrame(
        [("all", "", "A", 3.0, 1, 2), ("all", "2021-03", "A", 1.0, 1, 1), ("all", "", "", 3.0, 1, 2)],
        columns=["indicator", "period", "parent", "value", "reported", "expected"],
    )
    returns = pd.DataFrame(
        [("B", "all", 9.0, "count"), ("B", "workers", 2.0, "count"), ("B", "workers", 2.0, "percentage")],
        columns=["unit_id", "indicator", "value", "kind"],
    )
    result = unit_numbers(["all", "workers"], returns, totals)
    assert result.to_numpy().tolist() == [["A", "all", 3.0, 1, 2], ["B", "workers", 2.0, 1, 1]]
    assert unit_numbers(["admitted"], returns, None).empty
