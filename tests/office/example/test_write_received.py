"""The forms that came in for a run of an example, and what is true of them."""

from __future__ import annotations

from collections import Counter

import pytest

from khacphuc.office.example.province_returns import MONTHLY, YEARLY
from khacphuc.office.example.returns_truth import ALL

from .examples import example, inputs

pytestmark = pytest.mark.full


def test_the_truth_counts_what_came_in():
    """Of every collection as many forms were expected as its units have periods."""
    layout, truth = example()
    known = truth.runs["2021"]
    rates = known.returns.rates
    assert rates[MONTHLY, ALL, ALL].expected == 12 * known.units["district"]
    assert rates[YEARLY, ALL, ALL].expected == known.units["commune"]
    sent = Counter(inputs(layout, "2021").tables["receipts"]["collection"])
    # one was corrected
    assert sent[MONTHLY] - 1 == rates[MONTHLY, ALL, ALL].actual


def test_what_is_to_be_found_of_the_forms_is_planted():
    """One report is missing, two were late, one came twice; five figures rest on the others."""
    _, truth = example()
    planted = Counter(finding.rule for finding in truth.runs["2021"].planted)
    assert {rule: planted[rule] for rule in ("LO-01", "LO-02", "LO-04", "SG-05", "TY-01")} == {
        "LO-01": 1,
        "LO-02": 2,
        "LO-04": 1,
        "SG-05": 5,
        "TY-01": 1,
    }
    assert not [finding for finding in truth.runs["2022"].planted if finding.rule[:2] in {"LO", "SG", "TY"}]
