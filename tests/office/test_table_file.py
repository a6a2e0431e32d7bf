"""Tests of `khacphuc.office.table_file`."""

import csv
import io

import pytest

from khacphuc.office.table_file import table_text
from khacphuc.schema.tables import TABLES


def test_a_table_has_the_columns_of_its_raw_form():
    """In their order; cells with commas are quoted, those a row does not have are empty."""
    text = table_text(TABLES["units"], [{"unit_id": "DV1", "name": "Tỉnh A, B"}])
    assert text == 'unit_id,name,level,parent,valid_from,valid_to\nDV1,"Tỉnh A, B",,,,\n'


def test_a_csv_holds_what_was_typed():
    """Commas and quotes in a cell do not end it."""
    text = table_text(TABLES["shortcomings"], [{"shortcoming_id": "KD1", "title": 'Một "hai", ba'}])
    assert next(csv.DictReader(io.StringIO(text)))["title"] == 'Một "hai", ba'


def test_an_optional_column_stands_there_where_a_row_has_a_cell_in_it():
    """Whoever does not need it does not see it."""
    rows = [{"unit_id": "DV1", "succeeded_by": ""}, {"unit_id": "DV2", "succeeded_by": "DV1"}]
    assert table_text(TABLES["units"], rows).splitlines() == [
        "unit_id,name,level,parent,valid_from,valid_to,succeeded_by",
        "DV1,,,,,,",
        "DV2,,,,,,DV1",
    ]
    assert "succeeded_by" not in table_text(TABLES["units"], rows[:1])


def test_a_column_the_table_does_not_have_is_a_mistake():
    """Nothing a row holds is left out in silence."""
    with pytest.raises(ValueError, match="other"):
        table_text(TABLES["units"], [{"unit_id": "DV1", "other": "x"}])
