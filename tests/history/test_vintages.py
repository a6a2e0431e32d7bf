"""Which values of a version are new in it."""

from __future__ import annotations

from dataclasses import astuple

import pytest

from khacphuc.errors import SourceError
from khacphuc.history.append_only import add_history_rows
from khacphuc.history.published_values import PublishedValue
from khacphuc.history.vintages import (
    COLUMNS_OF_VINTAGES,
    Vintage,
    changed_values,
    latest_values,
    read_vintages,
)


def vintage(code, value, version):
    """A row of the file."""
    return Vintage(
        "2022-01-05", "tay-ninh", "2021", "2021", "figure", code, value, "đội", "final", str(version)
    )


def test_only_what_changed_is_a_vintage():
    """A value that stays leaves no row; one that is gone leaves an empty one, once."""
    before = latest_values([vintage("SL1", "4", 1), vintage("SL2", "7", 1), vintage("SL3", "9", 1)])
    now = [
        PublishedValue("figure", "SL1", "4", "đội"),
        PublishedValue("figure", "SL2", "8", "đội"),
        PublishedValue("class", "KD1", "partly"),
    ]
    changed = changed_values(before, now)
    assert changed == (
        PublishedValue("figure", "SL2", "8", "đội"),
        PublishedValue("class", "KD1", "partly"),
        PublishedValue("figure", "SL3", ""),
    )
    assert changed_values({value.key: value for value in (*before.values(), *changed)}, now) == ()


def test_the_values_of_a_version_are_found_again():
    """Each as the rows up to that version have it."""
    rows = [vintage("SL1", "4", 1), vintage("SL1", "5", 2), vintage("SL1", "6", 4)]
    values = [latest_values(rows, version)["figure", "SL1"].value for version in (1, 2, 3, 4)]
    assert values == ["4", "5", "5", "6"]


def test_a_file_comes_back(tmp_path):
    """Whatever stands in a cell."""
    rows = (vintage("SL1", 'a "b", c\nd', 1), vintage("SL2", "", 2))
    file = tmp_path / "vintages.csv"
    assert read_vintages(file) == ()
    add_history_rows(file, COLUMNS_OF_VINTAGES, map(astuple, rows))
    assert read_vintages(file) == rows


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([vintage("SL1", "4", 2), vintage("SL2", "4", 1)], "line 3: version 1 after 2"),
        ([vintage("SL1", "4", "x")], "line 2: 2022-01-05"),
    ],
)
def test_a_damaged_file_is_named_with_its_line(tmp_path, rows, place):
    """It is not read in part."""
    file = tmp_path / "vintages.csv"
    add_history_rows(file, COLUMNS_OF_VINTAGES, map(astuple, rows))
    with pytest.raises(SourceError, match=f"vintages.csv, {place}"):
        read_vintages(file)
