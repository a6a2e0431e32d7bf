"""Which value a version publishes under a code."""

from __future__ import annotations

import pandas as pd

from khacphuc.history.published_values import PublishedValue, published_values


def tables(**changes):
    """The tables of a version."""
    frames = {
        "figures": pd.DataFrame(
            {
                "figure_id": ["SL1", "SL2", "SL3"],
                "value": [1231.0, 3.0, None],
                "value_to": [None, 5.0, None],
                "unit": ["người", "buổi", "đội"],
            }
        ),
        "computed": pd.DataFrame(
            {
                "computed_id": ["TL1", "TL2", "TL3"],
                "formula": ["share", "sum", "ratio"],
                "operands": ["SL1;SL2", "SL2;SL1", "SL1:numerator;SL2"],
                "value": [90.25, 0.1 + 0.2, 2.0],
            }
        ),
        "targets": pd.DataFrame(
            {"target_id": ["CT1", "CT1"], "part_id": ["", "CT1.1"], "status": ["not_met", "met"]}
        ),
        "criteria": pd.DataFrame({"criterion_id": ["KD1.1"], "status": ["achieved"]}),
        "assessments": pd.DataFrame(
            {
                "shortcoming_id": ["KD1", "KD2"],
                "computed_class": ["partly", "improved"],
                "declared_class": ["improved", None],
            }
        ),
    }
    return frames | changes


def test_every_value_has_its_kind_and_unit():
    """Numbers as they are, ranges with both bounds, the declared class before the computed one."""
    assert published_values(tables()) == (
        PublishedValue("figure", "SL1", "1231", "người"),
        PublishedValue("figure", "SL2", "3..5", "buổi"),
        PublishedValue("figure", "SL3", "", "đội"),
        PublishedValue("computed", "TL1", "90.25", "%"),
        PublishedValue("computed", "TL2", "0.3", "buổi"),
        PublishedValue("computed", "TL3", "2", ""),
        PublishedValue("target", "CT1", "not_met"),
        PublishedValue("target", "CT1.1", "met"),
        PublishedValue("criterion", "KD1.1", "achieved"),
        PublishedValue("class", "KD1", "improved"),
        PublishedValue("class", "KD2", "improved"),
    )
