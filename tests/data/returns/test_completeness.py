"""Tests of `khacphuc.data.returns.completeness`."""

import numpy as np
import pandas as pd
import pytest

from khacphuc.data.returns.completeness import FILLED_COLUMNS, completeness_of_values, with_completeness
from khacphuc.data.returns.faults import FaultKind

from .worlds import collections, expected, forms

ITEMS = pd.DataFrame(
    {
        "collection": ["monthly", "monthly", "monthly", "other"],
        "indicator": ["teams", "sessions", "gifts", "visits"],
        "required": [True, True, False, True],
    }
)
DECLARED, NIL, NEITHER = {}, {"declared_complete": False, "nil": True}, {"declared_complete": False}


def values(numbers, **cells):
    """The values of the first form."""
    usual = {"collection": "monthly", "unit_id": "A", "period": "2021-01", "status": "normal"}
    rows = [
        {**usual, "file": "0.xlsx", "sheet": "Biểu", "indicator": indicator, "value": number, **cells}
        for indicator, number in numbers.items()
    ]
    return pd.DataFrame(rows, columns=[*usual, "file", "sheet", "indicator", "value"])


def complete(form, needs="", *, fault="", numbers=None):
    """Whether a form is complete that has a fault and such numbers; another form beside it has none."""
    frame = forms(form, {"unit_id": "B"})
    faults = pd.DataFrame({"fault": [fault], "file": ["0.xlsx"], "sheet": ["Biểu"]})
    tables = {"collections": collections({"complete_needs": needs}), "collection_items": ITEMS}
    return bool(with_completeness(frame, faults, values(numbers or {}), tables)["complete"].iloc[0])


WHOLE = {"teams": 0.0, "sessions": 3.0}


@pytest.mark.parametrize(
    ("form", "needs", "fault", "numbers", "is_complete"),
    [
        (DECLARED, "", "", {}, True),  # by what is declared, however little is filled in
        (NEITHER, "", "", WHOLE, False),  # however much is
        (NIL, "", "", {}, True),
        (DECLARED, "", FaultKind.RULE_BROKEN, {}, True),  # nobody asks
        (DECLARED, "valid", FaultKind.RULE_BROKEN, {}, False),
        (DECLARED, "valid", FaultKind.CONSTRAINT_BROKEN, {}, False),
        (DECLARED, "valid", FaultKind.BLANK_WITHOUT_REASON, {}, True),
        (DECLARED, "valid", FaultKind.SAVED_BY_LIBREOFFICE, {}, True),
        (DECLARED, "valid; reasons", FaultKind.BLANK_WITHOUT_REASON, {}, False),
        (DECLARED, "whole", "", WHOLE, True),  # a zero is a number; what is not required may be blank
        (DECLARED, "whole", "", {"teams": np.nan, "sessions": 3.0, "gifts": 1.0}, False),
        (DECLARED, "whole", "", {}, False),
        (NIL, "whole", "", {}, True),
        (NEITHER, "valid;reasons;whole", "", WHOLE, False),
    ],
)
def test_when_a_form_is_complete(form, needs, fault, numbers, is_complete):
    """Where its sender declares it, and what the collection asks holds."""
    assert complete(form, needs, fault=fault, numbers=numbers) is is_complete


def test_faults_of_one_form_are_not_those_of_another():
    """Nor of another sheet of the same file."""
    frame = forms({}, {"unit_id": "B", "file": "0.xlsx", "sheet": "Tháng 2"}, {"unit_id": "C"})
    faults = pd.DataFrame({"fault": ["rule_broken"], "file": ["0.xlsx"], "sheet": ["Tháng 2"]})
    tables = {"collections": collections({"complete_needs": "valid"}), "collection_items": ITEMS}
    assert list(with_completeness(frame, faults, values({}), tables)["complete"]) == [True, False, True]


def test_how_many_numbers_are_there():
    """Of all cells of the expected reports; a blank is none, and a nil form has all of its own."""
    reports = expected([{"period_type": "half"}], [{"unit_id": "A", "parent": "D"}, {"unit_id": "B"}])
    came_in = pd.concat(
        [
            values({"teams": 0.0, "sessions": np.nan, "gifts": 4.0}, period="2021-H1"),
            values({"teams": np.nan, "sessions": np.nan}, period="2021-H1", unit_id="B", status="nil"),
            values({"teams": 1.0}, period="2021-H1", unit_id="X"),  # nobody expects it
        ]
    )
    frame = completeness_of_values(came_in, reports, ITEMS)
    assert tuple(frame) == FILLED_COLUMNS
    assert {(row.period, row.parent): (row.cells, row.filled) for row in frame.itertuples()} == {
        ("2021-H1", "D"): (3, 2),
        ("2021-H1", ""): (6, 4),
        ("2021-H2", "D"): (3, 0),
        ("2021-H2", ""): (6, 0),
        ("", "D"): (6, 2),
        ("", ""): (12, 4),
    }
    assert frame.set_index(["period", "parent"])["share"]["2021-H1", "D"] == 200 / 3
