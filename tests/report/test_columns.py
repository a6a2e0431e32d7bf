"""Tests of `khacphuc.report.columns`."""

import pandas as pd

from khacphuc.report.columns import readable_columns

INDICATORS = pd.DataFrame({"indicator_id": ["x"], "name": ["Số việc"]})


def test_indicators_are_called_by_their_names():
    """Every column that holds an indicator's code is read by its name, every other by itself."""
    columns = readable_columns(["indicator", "variant_of", "unit"], INDICATORS)
    assert [column.names for column in columns] == [{"x": "Số việc"}, {"x": "Số việc"}, None]


def test_what_is_computed_has_a_result():
    """The column of computed numbers is no print, in either language; that of figures is."""
    labels = {("computed", "vi"): "Kết quả", ("computed", "en"): "Result", ("figures", "vi"): ""}
    for (table, language), label in labels.items():
        (column,) = readable_columns(["printed"], INDICATORS, table, language)
        assert column.label == label
