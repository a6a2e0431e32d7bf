"""The tables of emulation: what units are scored for, and the points they got."""

from __future__ import annotations

from khacphuc.schema.allowed import LEVELS
from khacphuc.schema.columns import Field, TableSchema

_value = Field("value", "Its points as a number", "float64", unit="points", derived=True)
_flags = Field("flags", "What is odd about how they are typed", "codes", derived=True)

_SHEETS = TableSchema(
    "score_sheets",
    "A criterion of the score sheet units of one level are scored by",
    (
        Field("score_criterion_id", "Code of a criterion that is scored", required=True),
        Field("criterion", "What is scored", required=True, typeset=True),
        Field("level", "Level of the units that are scored", required=True, allowed=LEVELS),
        Field(
            "points",
            "The most points it gives; the most it takes away, with a minus",
            required=True,
            quantity=True,
        ),
        Field("deadline", "Last day to submit; later its points are lost", "date"),
        Field(
            "fed_by",
            "The collection, figure or indicator it is scored by",
            reference=("collections", "figures", "computed", "indicators"),
        ),
        _value,
        _flags,
    ),
    optional=True,
    sourced=False,
)

_SCORES = TableSchema(
    "scores",
    "The points one unit got for one criterion",
    (
        Field("score_id", "Code of a score", required=True),
        Field("unit_id", "The unit", required=True, reference=("units",)),
        Field("score_criterion_id", "The criterion", required=True, reference=("score_sheets",)),
        Field("points", "The points it got", required=True, quantity=True),
        Field("submitted_on", "Day the unit submitted it", "date"),
        _value,
        _flags,
    ),
    optional=True,
    sourced=False,
)

SCORE_TABLES = (_SHEETS, _SCORES)
"""Optional: an office that scores nobody has none of them."""
