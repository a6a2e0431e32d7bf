"""Tests of `khacphuc.assess.carrying`."""

import pandas as pd
import pytest

from khacphuc.assess.carrying import carried_over, standing_class
from khacphuc.schema.tables import CLASSES


@pytest.mark.parametrize("computed", CLASSES)
@pytest.mark.parametrize("declared", ["", *CLASSES])
def test_what_is_not_remedied_goes_to_next_year(declared, computed):
    """The declared class decides, and the computed one only where none is declared."""
    row = {"shortcoming_id": "KD1", "declared_class": declared, "computed_class": computed}
    decides = declared or computed
    assert standing_class(declared, computed) == decides
    assert carried_over(pd.DataFrame([row])) == (() if decides == "remedied" else ("KD1",))


def test_nothing_goes_on_where_there_is_nothing():
    """A run without shortcomings carries none over."""
    assert carried_over(pd.DataFrame(columns=["shortcoming_id", "declared_class", "computed_class"])) == ()
