"""Tests of `khacphuc.data.returns.plausibility.form_columns`."""

import numpy as np

from khacphuc.data.returns.faults import FaultKind
from khacphuc.data.returns.plausibility.form_columns import FormColumns

from ..worlds import form_values


def test_a_form_is_a_row():
    """Whatever its items; one it does not have is blank, of one that stands twice the first counts."""
    values = form_values(("A", {"teams": 2, "gifts": None}), ("B", {"gifts": "nil"}), ("A", {"teams": 3}))
    values.loc[len(values)] = values.loc[0].to_dict() | {"value": 9.0}
    grid = FormColumns.of_collection(values, "monthly")
    assert grid.size == 3
    assert list(grid.units) == ["A", "B", "A"]
    np.testing.assert_array_equal(grid.column("teams"), [2, np.nan, 3])
    assert np.isnan(grid.column("visits")).all()
    assert grid.nil.tolist() == [False, True, False]


def test_a_fault_has_the_place_of_its_cell():
    """Or that of its form, where the form has no such row."""
    grid = FormColumns.of_collection(form_values(("A", {"teams": 2}), ("B", {"gifts": 1})), "monthly")
    fault = grid.fault(FaultKind.RULE_BROKEN, 0, "teams", "2", "3")
    assert (fault.unit_id, fault.file, fault.cell) == ("A", "0.xlsx", "D9")
    assert (fault.observed, fault.expected) == ("2", "3")
    lacking = grid.fault(FaultKind.RULE_BROKEN, 1, "teams", "", "")
    assert (lacking.unit_id, lacking.file, lacking.indicator, lacking.cell) == ("B", "1.xlsx", "teams", "")
    assert (grid.print_of("teams", 0), grid.print_of("teams", 1), grid.print_of("x", 0)) == ("2", "", "")


def test_forms_of_other_collections_are_left_out():
    """And none is none."""
    assert FormColumns.of_collection(form_values(("A", {"teams": 2})), "other").size == 0
