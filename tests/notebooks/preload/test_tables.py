"""Tests of `khacphuc.notebooks.preload.tables`."""

import importlib

import pandas as pd
import pytest

import khacphuc.data.clean
from khacphuc.data.clean import without_rows
from khacphuc.schema.tables import TABLES


@pytest.fixture
def preloaded():
    """What a kernel begins with, which this process has only meanwhile."""
    name = "mode.string_storage"
    with pd.option_context(name, pd.get_option(name)):
        importlib.reload(importlib.import_module("khacphuc.notebooks.preload.tables"))
        yield


@pytest.mark.usefixtures("preloaded")
def test_no_kernel_types_a_table_without_rows(monkeypatch):
    """They are typed before, and each reader gets one of its own."""
    monkeypatch.setattr(khacphuc.data.clean, "_clean", None)
    for table in TABLES.values():
        frame = without_rows(table)
        assert list(frame.columns) == [field.name for field in table.clean]
        assert frame.empty
        frame["more"] = ""
        assert "more" not in without_rows(table)


@pytest.mark.usefixtures("preloaded")
def test_texts_are_kept_as_python_has_them():
    """Their type is the same."""
    texts = pd.Series(["xã", None], dtype="str")
    assert texts.dtype == "str"
    assert texts.dtype.storage == "python"
