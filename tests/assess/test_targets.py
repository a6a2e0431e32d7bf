"""Tests of `khacphuc.assess.targets`."""

import pandas as pd
import pytest

from khacphuc.assess.targets import TARGET_COLUMNS, evaluate, shown_statuses, totals


def test_the_targets_of_2021(tables, values):
    """Two targets are itemised and missed, nine are declared met; parts stand behind their target."""
    before = tables["targets"].copy(deep=True), tables["target_parts"].copy(deep=True)
    table = evaluate(tables["targets"], tables["target_parts"], values)
    pd.testing.assert_frame_equal(tables["targets"], before[0])
    pd.testing.assert_frame_equal(tables["target_parts"], before[1])
    assert list(table.columns) == list(TARGET_COLUMNS)
    printed = table[["target_id", "part_id", "count", "comparator", "threshold", "actual", "status"]]
    assert printed.to_numpy().tolist() == [
        ["CT01", "", 1, "", "", "01/03", "not_met"],
        ["CT01", "CT01.1", 1, ">=", "2.000", "1.805", "not_met"],
        ["CT01", "CT01.2", 1, ">=", "5%", "3,1%", "not_met"],
        ["CT01", "CT01.3", 1, ">=", "10%", "35,7%", "met"],
        ["CT02", "", 1, "", "", "01/02", "not_met"],
        ["CT02", "CT02.1", 1, ">=", "02", "", "declared_met"],
        ["CT02", "CT02.2", 0, ">=", "1", "05", "met"],
        ["CT02", "CT02.3", 1, ">=", "20%", "", "not_met"],
        ["CT03", "", 9, "", "", "", "declared_met"],
    ]
    assert totals(table) == {"all": 11, "met": 9, "not_met": 2, "missing": 0}


def test_what_is_missed_by_declaration_alone(tables, values):
    """A part without a number, and a target of which no counted part with a number is missed."""
    table = evaluate(tables["targets"], tables["target_parts"], values)
    code = table["part_id"].where(table["part_id"] != "", table["target_id"])
    statuses = dict(zip(code, shown_statuses(table), strict=True))
    assert {key for key, status in statuses.items() if status == "declared_not_met"} == {"CT02", "CT02.3"}
    assert (statuses["CT01"], statuses["CT02.1"], statuses["CT02.2"]) == ("not_met", "declared_met", "met")
    assert shown_statuses(table.iloc[:0]).empty


def target(**cells):
    """Give one target."""
    row = {"target_id": "T", "count": 1, "statement": "s", "declared_status": ""} | cells
    return pd.DataFrame([row]).astype({"count": "Int64"})


def parts(*rows):
    """Give the parts of a target."""
    empty = dict.fromkeys(("statement", "comparator", "threshold", "figure", "declared_status"), "")
    frame = pd.DataFrame(
        [{"part_id": f"P{n}", "target_id": "T", "count": 1, **empty, **row} for n, row in enumerate(rows)],
        columns=["part_id", "target_id", "count", *empty],
    )
    return frame.astype({"count": "Int64"})


def measured(threshold, figure="SL009", comparator=">=", **cells):
    """Give a part by a figure of 2021: SL009 is 11 targets."""
    return {"figure": figure, "comparator": comparator, "threshold": threshold, **cells}


@pytest.mark.parametrize(
    ("part", "status"),
    [
        (measured("11"), "met"),
        (measured("SL009"), "met"),
        (measured("12"), "not_met"),
        (measured("12", comparator="<"), "met"),
        (measured("11", declared_status="not_met"), "met"),  # what is measured is not overruled
        (measured("100%"), "missing"),  # a count is not compared with a percentage
        (measured("11", comparator=""), "missing"),
        (measured(""), "missing"),
        (measured("11", figure="SL999"), "missing"),
        (measured("11", figure="SL999", declared_status="met"), "missing"),  # nor made up for
        ({"declared_status": "met"}, "declared_met"),
        ({"declared_status": "not_met", "threshold": "20%"}, "not_met"),
        ({}, "missing"),
    ],
)
def test_a_part(values, part, status):
    """A part is met by its figure and threshold; without a figure it is what was declared."""
    assert evaluate(target(), parts(part), values)["status"].tolist()[1] == status


MET, MISSED, DECLARED, MISSING = measured("11"), measured("12"), {"declared_status": "met"}, {}


@pytest.mark.parametrize(
    ("rows", "actual", "status"),
    [
        ([MET, MET], "02/02", "met"),
        ([MET, DECLARED], "02/02", "declared_met"),
        ([MET, MISSED], "01/02", "not_met"),
        ([DECLARED, MISSED], "01/02", "not_met"),
        ([MET, MISSED, MISSING], "01/03", "missing"),  # nobody knows yet
        ([MET, MISSED | {"count": 0}], "01/01", "met"),  # printed, but does not decide
        ([MISSED | {"count": 0}], "", "declared_met"),  # no part decides: what is declared
        ([MET, MISSED | {"count": None}], "01/02", "not_met"),  # a count that could not be read
        ([], "", "declared_met"),
    ],
)
def test_a_target_and_its_parts(values, rows, actual, status):
    """A target is met when every part that counts is, and shows how many are."""
    row = evaluate(target(declared_status="met"), parts(*rows), values).iloc[0]
    assert (row["actual"], row["status"]) == (actual, status)


@pytest.mark.parametrize(
    ("declared", "status"), [("met", "declared_met"), ("not_met", "not_met"), ("", "missing")]
)
def test_a_target_that_is_only_counted(values, declared, status):
    """A target without parts is what the source declares, as often as it stands for."""
    table = evaluate(target(count=9, declared_status=declared), parts(), values)
    assert table["status"].tolist() == [status]
    assert totals(table) == {
        "all": 9,
        "met": 9 * (status == "declared_met"),
        "not_met": 9 * (status == "not_met"),
        "missing": 9 * (status == "missing"),
    }


def test_no_targets(values):
    """Empty tables give an empty table with the same columns, and nothing to count."""
    table = evaluate(target().head(0), parts(), values)
    assert list(table.columns) == list(TARGET_COLUMNS)
    assert totals(table) == {"all": 0, "met": 0, "not_met": 0, "missing": 0}


def test_a_count_that_could_not_be_read(values):
    """It counts for nothing, and breaks nothing."""
    table = evaluate(target(count=None, declared_status="met"), parts(), values)
    assert totals(table)["all"] == 0
    assert table["status"].tolist() == ["declared_met"]
