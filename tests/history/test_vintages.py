"""Which value a version publishes, and which of them are new in it."""

from __future__ import annotations

from dataclasses import astuple

import pandas as pd
import pytest

from khacphuc.errors import SourceError
from khacphuc.history.append_only import add_history_rows
from khacphuc.history.vintages import (
    COLUMNS_OF_VINTAGES,
    PublishedValue,
    Vintage,
    changed_values,
    latest_values,
    published_values,
    read_vintages,
)


def tables(**changes):
    """The tables of a version."""
    frames = {
        "figures": pd.DataFrame(
            {
                "figure_id": ["SL1", "SL2", "SL3"],
                "value": [1231.0, 3.0, None],
                "value_to": [None, 5.0, None],
                "unit": ["người", "buổi", "đội"],
            }
        ),
        "computed": pd.DataFrame(
            {
                "computed_id": ["TL1", "TL2", "TL3"],
                "formula": ["share", "sum", "ratio"],
                "operands": ["SL1;SL2", "SL2;SL1", "SL1:numerator;SL2"],
                "value": [90.25, 0.1 + 0.2, 2.0],
            }
        ),
        "targets": pd.DataFrame(
            {"target_id": ["CT1", "CT1"], "part_id": ["", "CT1.1"], "status": ["not_met", "met"]}
        ),
        "criteria": pd.DataFrame({"criterion_id": ["KD1.1"], "status": ["achieved"]}),
        "assessments": pd.DataFrame(
            {
                "shortcoming_id": ["KD1", "KD2"],
                "computed_class": ["partly", "improved"],
                "declared_class": ["improved", None],
            }
        ),
    }
    return frames | changes


def vintage(code, value, version):
    """A row of the file."""
    return Vintage(
        "2022-01-05", "tay-ninh", "2021", "2021", "figure", code, value, "đội", "final", str(version)
    )


def test_every_value_has_its_kind_and_unit():
    """Numbers as they are, ranges with both bounds, the declared class before the computed one."""
    assert published_values(tables()) == (
        PublishedValue("figure", "SL1", "1231", "người"),
        PublishedValue("figure", "SL2", "3..5", "buổi"),
        PublishedValue("figure", "SL3", "", "đội"),
        PublishedValue("computed", "TL1", "90.25", "%"),
        PublishedValue("computed", "TL2", "0.3", "buổi"),
        PublishedValue("computed", "TL3", "2", ""),
        PublishedValue("target", "CT1", "not_met"),
        PublishedValue("target", "CT1.1", "met"),
        PublishedValue("criterion", "KD1.1", "achieved"),
        PublishedValue("class", "KD1", "improved"),
        PublishedValue("class", "KD2", "improved"),
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
