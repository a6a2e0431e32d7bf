"""Tests of `khacphuc.checks.rules`, as functions of frames; `test_suites` runs them in their suites."""

import pandas as pd
import pytest

from khacphuc.checks import rules

NA = None


def frame(*rows):
    """Rows as a frame: texts as str, numbers as nullable integers, dates as dates."""
    columns = {}
    for place, cells in enumerate(zip(*rows, strict=True)):
        kinds = {type(cell) for cell in cells if cell is not None}
        dtype = "Int64" if kinds == {int} else "float64" if kinds == {float} else "str"
        columns[f"c{place}"] = pd.Series(cells, dtype=dtype, index=[f"r{row}" for row in range(len(cells))])
    return pd.DataFrame(columns)


@pytest.mark.parametrize(
    ("rule", "parameters", "rows", "expected"),
    [
        (
            rules.ExpectCodesToResolve,
            {"known": ["A"]},
            [("k", "A", ""), ("k", "A;B", "A"), ("k", "A", "B"), ("k", "A;A", "A")],
            [1, 0, 0, 1],
        ),
        (rules.ExpectCodesToResolve, {"known": []}, [("k", ""), ("k", "A")], [1, 0]),  # nothing is known
        (
            rules.ExpectCellsToBeFilledWhen,
            {"equals": "x"},
            [("x", "a", "b"), ("x", "a", ""), ("y", "", ""), ("", "", "")],
            [1, 0, 1, 1],
        ),
        (rules.ExpectOneCellToBeFilled, {}, [("a", ""), ("", "b"), ("", "")], [1, 1, 0]),
        (rules.ExpectNumbersToBeEqual, {}, [(1, 1), (1, 2), (NA, 2), (1, NA), (NA, NA)], [1, 0, 1, 1, 1]),
        (rules.ExpectNumbersToBeEqual, {}, [(90.25, 90.25), (90.25, 90.3)], [1, 0]),
        (rules.ExpectPartNotToExceedWhole, {}, [(2, 1), (2, 2), (2, 3), (NA, 3), (2, NA)], [1, 1, 0, 1, 1]),
        (
            rules.ExpectPartNotToExceedParent,
            {},
            [("a", "", 5), ("b", "a", 5), ("c", "a", 6), ("d", "x", 9), ("e", "a", NA)],
            [1, 1, 0, 1, 1],
        ),
        # a whole that was not read binds nobody
        (rules.ExpectPartNotToExceedParent, {}, [("a", "", NA), ("b", "a", 5)], [1, 1]),
        (
            rules.ExpectSameIndicatorToAgree,
            {},
            [("i", 1), ("i", 2), ("j", 3), ("j", 3), ("k", 4), ("k", NA)],
            [0, 0, 1, 1, 1, 1],
        ),
        # rows whose indicator is missing have nothing in common
        (rules.ExpectSameIndicatorToAgree, {}, [("", 1), ("", 2)], [1, 1]),
        (
            rules.ExpectDefinitionsToAgree,
            {},
            [("a", "x", 1), ("a", "y", 2), ("b", "x", 1), ("b", "x", 2)],
            [0, 0, 1, 1],
        ),
        (
            rules.ExpectDefinitionsToAgree,
            {},
            [("a", "x", 1), ("a", "y", 1), ("", "x", 1), ("", "y", 2)],
            [1, 1, 1, 1],
        ),
        (
            rules.ExpectCellToBeListed,
            {},
            [("a", "a;b"), ("c", "a;b"), ("", "a"), ("a", ""), ("c", "a;b")],
            [1, 0, 1, 1, 0],
        ),
        (
            rules.ExpectCellsToAgree,
            {},
            [("a", "a"), ("a", "b"), ("", "b"), ("a", ""), (NA, "b")],
            [1, 0, 1, 1, 1],
        ),
        (rules.ExpectCellsToDiffer, {}, [("a", "a"), ("a", "b"), ("", ""), ("a", "")], [0, 1, 1, 1]),
        (
            rules.ExpectCodeToFollowOwner,
            {},
            [("GP1.2", "KD1"), ("GP1.2", "KD2"), ("VB08", "8-ĐA/TU"), ("VB", "1"), ("VB4", "")],
            [1, 0, 1, 1, 1],
        ),
        # a rise and a fall by more than the share; nothing to compare with
        (
            rules.ExpectChangeToBeModest,
            {"share": 0.5},
            [(10, 15), (10, 16), (10, 4), (NA, 4), (0, 0), (0, 1)],
            [1, 0, 0, 1, 1, 0],
        ),
        # a missing date precedes nothing
        (rules.ExpectDatesToFollow, {}, [("2021-01-01", "2021-01-01"), ("2021-01-02", "2021-01-01")], [1, 0]),
    ],
)
def test_holds(rule, parameters, rows, expected):
    """A rule is false for just the rows that break it, keeps their index, and leaves its input alone."""
    table = frame(*rows)
    before = table.copy()
    result = rule.holds(table, **parameters)
    assert result.tolist() == [bool(holds) for holds in expected]
    assert result.index.equals(table.index)
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("K", "2020-12-04", 280), ("K", "2021-03-03", 300)], [1, 1]),  # on through the new year
        ([("K", "2021-03-03", 300), ("K", "2020-12-04", 280)], [1, 1]),  # in any order of rows
        ([("K", "2020-12-04", 300), ("K", "2021-03-03", 280)], [0, 0]),  # nobody can tell which is wrong
        ([("K", "2020-12-04", 300), ("C", "2021-03-03", 280)], [1, 1]),  # another register
        ([("K", "2021-03-03", 301), ("K", "2021-03-03", 300)], [1, 1]),  # on the same day in any order
        ([("K", "2021-01-01", 1), ("K", "2021-02-01", 9), ("K", "2021-03-01", 3)], [1, 0, 0]),
        ([("", "2020-12-04", 300), ("", "2021-03-03", 280)], [1, 1]),  # no register
        ([("K", None, 300), ("K", "2021-03-03", 280)], [1, 1]),  # no date
        ([("K", "2020-12-04", None), ("K", "2021-03-03", 280)], [1, 1]),  # no number
    ],
)
def test_numbers_follow_dates(rows, expected):
    """In one register a later date never carries a smaller number; both rows of a pair fail."""
    table = pd.DataFrame(rows, columns=["register", "issued_on", "number"]).astype({"number": "Int64"})
    table["issued_on"] = pd.to_datetime(table["issued_on"])
    result = rules.ExpectNumbersToFollowDates.holds(table)
    assert result.tolist() == [bool(holds) for holds in expected]


def test_base_has_no_rule():
    """A subclass must say what holds."""
    with pytest.raises(NotImplementedError):
        rules.RowRule.holds(pd.DataFrame())


def test_names():
    """Every rule is known to suites by the snake case of its name."""
    names = {rule.expectation_type for rule in rules.RowRule.__subclasses__()}
    assert names == {
        "expect_cell_to_be_listed",
        "expect_cells_to_agree",
        "expect_cells_to_be_filled_when",
        "expect_cells_to_differ",
        "expect_change_to_be_modest",
        "expect_code_to_follow_owner",
        "expect_codes_to_resolve",
        "expect_dates_to_follow",
        "expect_definitions_to_agree",
        "expect_numbers_to_be_equal",
        "expect_numbers_to_follow_dates",
        "expect_one_cell_to_be_filled",
        "expect_part_not_to_exceed_parent",
        "expect_part_not_to_exceed_whole",
        "expect_same_indicator_to_agree",
    }
