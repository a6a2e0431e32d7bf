"""Tests of `khacphuc.data.clean_summary`."""

import pandas as pd

from khacphuc.data.clean_summary import READING_COLUMNS, count_problems, figures_as_read


def test_each_figure_of_2021_as_printed_and_as_read(tables):
    """Every figure is there with its print and its exact reading, the flagged one first."""
    readings = figures_as_read(tables["figures"]).set_index("figure_id")
    assert ["figure_id", *readings.columns] == list(READING_COLUMNS)
    assert len(readings) == 77
    assert readings.index[:2].tolist() == ["SL058", "SL001"]
    read = readings.loc[["SL058", "SL010", "SL063", "SL044", "SL001"], "read_as"]
    assert read.tolist() == ["13600000", "9/11", "82.48", "1231", "4"]


def test_what_could_not_be_read_comes_first(tables):
    """Rows with a flag or a problem stand before the others, each group in its order."""
    figures = tables["figures"].head(4).copy()
    figures.loc[2, "problem"] = "printed: x"
    figures.loc[2, ["value", "kind"]] = None
    figures.loc[3, "flags"] = "spaced"
    readings = figures_as_read(figures)
    assert readings["figure_id"].tolist() == ["SL003", "SL004", "SL001", "SL002"]
    assert readings["read_as"].tolist() == ["", "1", "4", "1"]
    assert readings.index.tolist() == [0, 1, 2, 3]


def test_the_table_is_untouched(tables):
    """Looking changes nothing."""
    before = tables["figures"].copy(deep=True)
    figures_as_read(tables["figures"])
    pd.testing.assert_frame_equal(tables["figures"], before)


def test_no_figures(tables):
    """An empty table gives an empty one with the same columns."""
    readings = figures_as_read(tables["figures"].head(0))
    assert len(readings) == 0
    assert list(readings.columns) == list(READING_COLUMNS)


def test_a_summary_per_table(tables):
    """Each table has one row: how many rows it has, and how many with a problem."""
    declared = tables["declared"].copy()
    declared.loc[1, "problem"] = "class: x"
    counts = count_problems({"figures": tables["figures"], "declared": declared})
    assert counts.to_numpy().tolist() == [["figures", 77, 0], ["declared", 4, 1]]
    assert list(count_problems({}).columns) == list(counts.columns) == ["table", "rows", "with_problems"]
