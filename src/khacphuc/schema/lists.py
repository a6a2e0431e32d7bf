"""The tables no run has to itself: what is counted, by whom, and in which units of measure."""

from __future__ import annotations

from functools import partial

from khacphuc.schema.allowed import BOUNDS, COUNTS, KINDS, LEVELS, OVER_TIME, OVER_UNITS
from khacphuc.schema.columns import Field, TableSchema

_INDICATOR = ("indicators",)
_valid_from = Field("valid_from", "First day it holds", "date")
_valid_to = Field("valid_to", "Last day it holds", "date")
_added = partial(Field, optional=True, sparse=True)
"""A column that lists typed before it was declared do not have."""

_INDICATORS = TableSchema(
    "indicators",
    "Something that is counted",
    (
        Field("indicator_id", "Code of an indicator", required=True),
        Field("name", "Its short name", required=True, typeset=True),
        Field("unit_of_measure", "Its unit", required=True),
        Field("variant_of", "The same thing under another definition", reference=_INDICATOR),
        Field("per_year", "How many are due in a year", "Int64", "per year"),
        Field("kind", "What its numbers are", required=True, allowed=KINDS),
        Field("printed_units", "Other units it is printed with, separated by semicolons"),
        Field("at_most", "The largest value it can have", "Int64"),
        Field("counts", "What of our own tables it counts", allowed=COUNTS),
        Field("counts_level", "Level of the units it counts", allowed=LEVELS),
        Field("gathered_from", "Level of the units it is gathered from", allowed=LEVELS),
        Field("bounds", "The indicator a threshold asks a value of", reference=_INDICATOR),
        Field("bound", "How that value must stand to it", allowed=BOUNDS),
        _valid_from,
        _valid_to,
        _added("over_time", "How values of several periods make one", allowed=OVER_TIME),
        _added("over_units", "How values of several units make one", allowed=OVER_UNITS),
        _added("distinct", "Counts each person once, so that months never add up", "bool"),
        _added("part_of", "The indicator that counts all it counts, and others", reference=_INDICATOR),
    ),
)

_UNITS = TableSchema(
    "units",
    "A unit of the organisation or of the territory",
    (
        Field("unit_id", "Code of a unit", required=True),
        Field("name", "Its full name", required=True),
        Field("level", "Its level", required=True, allowed=LEVELS),
        Field("parent", "The unit it belongs to", reference=("units",)),
        _valid_from,
        _valid_to,
        _added("succeeded_by", "The unit it was merged into", reference=("units",)),
    ),
    optional=True,
    sourced=False,
)

_UNITS_OF_MEASURE = TableSchema(
    "units_of_measure",
    "A unit of measure as printed beside numbers; one that is not listed can be halved",
    (
        Field("name", "The unit without scale; also of longer units that begin with it", required=True),
        Field("divisible", "Whether half of one can be counted", "bool", required=True),
    ),
    optional=True,
    sourced=False,
)

LISTS = (_INDICATORS, _UNITS, _UNITS_OF_MEASURE)
