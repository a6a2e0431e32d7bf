"""Tests of `khacphuc.data.clean_summary`."""

import pandas as pd
import pytest

from khacphuc.data.clean import clean_table
from khacphuc.data.clean_summary import (
    CHANGE_COLUMNS,
    compare_computed,
    count_kinds,
    count_problems,
    find_changes,
)
from khacphuc.data.raw.cells import text_frame
from khacphuc.schema.tables import TABLES

from .. import run2021

FIGURES = {"section": "I", "paragraph": "1", "indicator": "x", "file": "f.csv"}


@pytest.fixture
def tables():
    """The clean tables of 2021, for tests that change them."""
    return run2021.tables()


def figures(*printed):
    """Clean figures of these prints, each with its unit."""
    empty = dict.fromkeys((field.name for field in TABLES["figures"].raw), "")
    rows = [
        {**empty, **FIGURES, "figure_id": f"SL{place:03}", "printed": text, "unit": unit, "line": place}
        for place, (text, unit) in enumerate(printed, start=1)
    ]
    raw = pd.DataFrame(rows)
    return clean_table(TABLES["figures"], raw)


def test_the_figures_of_2021_by_section_and_kind(tables):
    """77 figures stand in 12 sections, in the order they are printed; a kind without any has no column."""
    counts = count_kinds(tables["figures"])
    assert counts.sum().to_dict() == {"count": 61, "percentage": 10, "ratio": 4, "money": 2}
    assert list(counts.index[:6]) == ["I", "II", "III.1", "III.1.1", "III.1.2", "fn1"]
    assert len(counts) == 12
    assert count_kinds(tables["figures"].head(0)).empty


def test_what_cannot_be_read_is_a_kind_of_its_own():
    """A number that could not be read is counted, too."""
    counts = count_kinds(figures(("4", "xã"), ("nhiều", "xã")))
    assert counts.loc["I"].to_dict() == {"count": 1, "unreadable": 1}


def test_only_what_changed_or_was_flagged(tables):
    """Of 2021 that are two sums of money: one is printed with a point, one stays in its scale."""
    changes = find_changes(tables)
    assert list(changes.columns) == list(CHANGE_COLUMNS)
    assert changes[["row_id", "printed", "read_as", "flags"]].to_numpy().tolist() == [
        ["SL058", "13.6 triệu đồng", "13.600.000 đồng", "english_decimal"],
        ["SL066", "hơn 1,4 tỷ đồng", "hơn 1.400.000.000 đồng", ""],
    ]
    assert find_changes(tables, "en")["read_as"].tolist()[1] == "over 1,400,000,000 dong"


@pytest.mark.parametrize(
    ("printed", "unit", "read_as"),
    [
        ("1,5 nghìn", "lượt", "1.500 lượt"),
        ("1,2345", "nghìn lượt", "1.234,5 lượt"),  # more decimals than the scale has zeros
        ("1231", "xã", "1.231 xã"),  # not grouped
        ("94 / 94", "xã", "94/94 xã"),  # blanks inside
    ],
)
def test_a_changed_number_is_written_out(printed, unit, read_as):
    """The value stands beside what is printed, without its scale and as the house prints it."""
    (row,) = find_changes({"figures": figures((printed, unit))}).to_dict("records")
    assert row["read_as"] == read_as
    assert printed in row["printed"]


def test_what_is_printed_by_the_convention_is_no_change():
    """A zero in front, grouping, a qualifier's number and a rate whose word looks like a scale stay."""
    printed = [("04", "xã"), ("1.231", "xã"), ("82,48%", "%"), ("9/11", "chỉ tiêu"), ("3", "tỷ lệ")]
    assert find_changes({"figures": figures(*printed)}).empty


def test_problems_come_first_whatever_the_table(tables):
    """A row that cannot be read stands before what is only odd; it says where it stands."""
    tables["declared"].loc[1, "problem"] = "class: x"
    changes = find_changes(tables)
    assert changes["row_id"].tolist() == ["KD2", "SL058", "SL066"]
    assert changes.loc[0, ["table", "printed", "problem", "line"]].tolist() == ["declared", "", "class: x", 3]


def test_an_unreadable_number_is_quoted_without_a_value():
    """What could not be read is quoted as it was typed."""
    (row,) = find_changes({"figures": figures(("nhiều", "xã"))}).to_dict("records")
    assert (row["printed"], row["read_as"]) == ("nhiều", "")
    assert "nhiều" in row["problem"]


def test_returns_are_looked_at_like_figures():
    """A return keeps no flags, so it is read again."""
    row = {"return_id": "TH1", "unit_id": "DV1", "indicator": "x", "file": "r.csv", "line": 2}
    raw = [{**row, "printed": "1,231,567", "unit": "lượt"}, {**row, "printed": "05", "unit": "lượt"}]
    returns = clean_table(TABLES["returns"], pd.DataFrame(raw))
    (change,) = find_changes({"returns": returns}).to_dict("records")
    assert (change["read_as"], change["flags"]) == ("1.231.567 lượt", "english_grouping")


def test_looking_changes_nothing(tables):
    """The clean tables stay as they are."""
    before = {name: frame.copy(deep=True) for name, frame in tables.items()}
    find_changes(tables)
    compare_computed(tables["computed"])
    for name, frame in before.items():
        pd.testing.assert_frame_equal(tables[name], frame)


def test_empty_tables():
    """Tables without rows give frames without rows, with all columns."""
    empty = {name: clean_table(table, text_frame(table, [])) for name, table in TABLES.items()}
    assert list(find_changes(empty).columns) == list(CHANGE_COLUMNS)
    assert find_changes(empty).empty
    assert compare_computed(empty["computed"]).empty


def test_computed_numbers_that_differ_come_first(tables):
    """A number that was not computed or does not give again what is printed stands first."""
    computed = tables["computed"]
    computed.loc[3, "restates"] = 6
    computed.loc[5, ["value", "problem"]] = [None, "operands: x"]
    compared = compare_computed(computed)
    assert compared["computed_id"].tolist()[:3] == ["TL06", "TL04", "TL01"]
    assert compared["outcome"].value_counts().to_dict() == {
        "agrees": 8,
        "alone": 2,
        "failed": 1,
        "differs": 1,
    }


def test_a_summary_per_table(tables):
    """Each table has one row, those with problems first, those without rows last."""
    declared = tables["declared"]
    declared.loc[1, "problem"] = "class: x"
    chosen = {"returns": tables["returns"], "figures": tables["figures"], "declared": declared}
    counts = count_problems(chosen)
    assert counts.to_numpy().tolist() == [
        ["declared", 4, 1, "data/raw/2021/declared.csv"],
        ["figures", 77, 0, "data/raw/2021/figures.csv"],
        ["returns", 0, 0, ""],
    ]
    assert list(count_problems({}).columns) == list(counts.columns)
