"""The tables about how full-time members of the Standing Board are rated each month, by a score sheet.

They know offices, never persons: a row has a role out of ``rating_roles`` of the parameters, no free text.
"""

from __future__ import annotations

from khacphuc.schema.columns import Field, TableSchema

_value = Field("value", "Its points as a number", "float64", unit="points", derived=True)
_flags = Field("flags", "What is odd about how they are typed", "codes", derived=True)

_SHEETS = TableSchema(
    "rating_sheets",
    "A criterion of a sheet by which roles are rated",
    (
        Field("rating_criterion_id", "Code of a criterion of a rating sheet", required=True),
        Field("rating_sheet", "The sheet it stands in", required=True, typeset=True),
        Field("criterion", "What is scored", required=True, typeset=True),
        Field("points", "The most points it gives", required=True, quantity=True),
        Field("order", "Position in the sheet", "Int64", "position", required=True),
        _value,
        _flags,
    ),
    optional=True,
    sourced=False,
)

_RATINGS = TableSchema(
    "ratings",
    "The points a role got for one criterion in one month",
    (
        Field("rating_id", "Code of a rating", required=True),
        Field("month", "The month it is about: 2021-03", required=True),
        Field("rated_role", "The office that is rated: one of rating_roles", required=True, typeset=True),
        Field("rating_criterion_id", "The criterion", required=True, reference=("rating_sheets",)),
        Field("points", "The points it got", required=True, quantity=True),
        _value,
        _flags,
    ),
    optional=True,
    sourced=False,
)

RATING_TABLES = (_SHEETS, _RATINGS)
"""Optional: an office that rates nobody by a sheet has none of them."""
