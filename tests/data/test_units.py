"""Tests of `khacphuc.data.units`."""

import pandas as pd

from khacphuc.data.units import valid_units

from .. import run2021


def test_a_unit_that_begins_later():
    """A unit counts from its first day on."""
    units = run2021.tables()["units"].head(1)
    units["valid_from"] = pd.to_datetime(["2022-01-01"])
    assert len(valid_units(units, 2021)) == 0
    assert len(valid_units(units, 2022)) == 1
