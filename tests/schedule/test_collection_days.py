"""Tests of `khacphuc.schedule.collection_days`."""

from datetime import date

import pytest

from khacphuc.errors import SourceError
from khacphuc.project.files import write_text
from khacphuc.project.layout import Layout
from khacphuc.schedule.collection_days import collection_days

HEADER = "collection_id,title,period_type,cutoff,due_days,valid_from,valid_to"


def days(tmp_path, *rows, header=HEADER):
    """Of a run whose table of collections has these rows."""
    layout = Layout(tmp_path)
    layout.raw("2021").mkdir(parents=True, exist_ok=True)
    write_text(layout.raw("2021") / "collections.csv", "\n".join([header, *rows, ""]))
    return collection_days(layout, "2021", 2021)


def test_each_period_is_due_so_many_days_after_its_end(tmp_path):
    """While the collection is valid; one that says no days is never due."""
    by_collection = days(tmp_path, "BC1,Tháng,month,,5,01/3/2021,30/4/2021", "BC2,Năm,year,,,,")
    assert by_collection == {"BC1": {date(2021, 4, 5): "2021-03", date(2021, 5, 5): "2021-04"}}


def test_a_run_without_collections_has_none(tmp_path):
    """No table, no days."""
    assert collection_days(Layout(tmp_path), "2021", 2021) == {}


def test_a_changed_table_is_read_again(tmp_path):
    """What was read before is taken only while the file is the same."""
    assert list(days(tmp_path, "BC1,Năm,year,,5,,")) == ["BC1"]
    assert list(days(tmp_path, "BC10,Năm,year,,5,,")) == ["BC10"]


def test_what_cannot_be_read_is_told_with_its_place(tmp_path):
    """By the reader every table has."""
    with pytest.raises(SourceError) as refused:
        days(tmp_path, "BC1,Năm,year,,năm,,")
    assert "collections.csv" in str(refused.value)
