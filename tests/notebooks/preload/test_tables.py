"""Tests of `khacphuc.notebooks.preload.tables`."""

import importlib

import khacphuc.data.clean
from khacphuc.data.clean import without_rows
from khacphuc.notebooks.preload import tables
from khacphuc.schema.tables import TABLES


def test_no_kernel_types_a_table_without_rows(monkeypatch):
    """They are typed before, and each reader gets one of its own."""
    importlib.reload(tables)
    monkeypatch.setattr(khacphuc.data.clean, "_clean", None)
    for table in TABLES.values():
        frame = without_rows(table)
        assert list(frame.columns) == [field.name for field in table.clean]
        assert frame.empty
        frame["more"] = ""
        assert "more" not in without_rows(table)
