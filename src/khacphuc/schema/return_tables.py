"""The tables about what units report: which forms, what they ask, how they are checked, and what came in."""

from __future__ import annotations

from khacphuc.schema.allowed import (
    COMPLETE_NEEDS,
    IMPORTANCE,
    LEVELS,
    MISSING,
    PERIOD_TYPES,
    RETURN_STATES,
    RULE_OPERATORS,
)
from khacphuc.schema.columns import Field, TableSchema

_collection = Field("collection", "The collection", required=True, reference=("collections",))

_COLLECTIONS = TableSchema(
    "collections",
    "A form that units fill in for each period",
    (
        Field("collection_id", "Code of a collection", required=True),
        Field("title", "Title of the form", required=True, typeset=True),
        Field("form_version", "Version of its form", required=True),
        Field("period_type", "How long a period is", required=True, allowed=PERIOD_TYPES),
        Field("cutoff", "When its periods close: calendar, 15-14, or dates as 31/3;30/6", required=True),
        Field("due_days", "Days after a period in which it is due", "Int64", "days", required=True),
        Field("expiry_days", "Days after a period in which it is taken", "Int64", "days"),
        Field("units", "Who reports: a level, or codes of units", "codes", required=True),
        Field("includes_children", "Whether a unit's values include those of the units below it", "bool"),
        Field("complete_needs", "What a return must be to be complete", "codes", allowed=COMPLETE_NEEDS),
        Field("valid_from", "First day it holds", "date"),
        Field("valid_to", "Last day it holds", "date"),
    ),
    optional=True,
    sourced=False,
)

_ITEMS = TableSchema(
    "collection_items",
    "Something a form asks",
    (
        Field("item_id", "Code of an item", required=True),
        _collection,
        Field("order", "Position in the form", "Int64", "position", required=True),
        Field("section", "Heading of the form it stands below"),
        Field("indicator", "What is counted", required=True, reference=("indicators",)),
        Field("required", "Whether a blank is a fault", "bool"),
        Field("required_message", "What to do about a blank"),
        Field("min", "The smallest value it takes", quantity=True),
        Field("max", "The largest value it takes", quantity=True),
        Field("constraint", "What a value must satisfy: . >= 0 and . <= ${other}"),
        Field("constraint_message", "What to do about a value that does not"),
        Field("relevant", "When it is asked: ${other} > 0"),
        Field("hint", "What stands beside it in the form"),
    ),
    optional=True,
    sourced=False,
)

_RULES = TableSchema(
    "return_rules",
    "How two values of one return must stand to each other",
    (
        Field("rule_id", "Code of a rule", required=True),
        _collection,
        Field("left", "Left side: ${indicator} + ${indicator}", required=True, quantity=True),
        Field("operator", "How the left side must stand to the right", required=True, allowed=RULE_OPERATORS),
        Field("right", "Right side", required=True, quantity=True),
        Field("missing_left", "When values of the left side are missing", allowed=MISSING),
        Field("missing_right", "When values of the right side are missing", allowed=MISSING),
        Field("importance", "How much depends on it", required=True, allowed=IMPORTANCE),
        Field("levels", "Levels of units it is asked of; empty for all", "codes", allowed=LEVELS),
        Field("message", "What to do about it", required=True),
    ),
    optional=True,
    sourced=False,
)

_RECEIPTS = TableSchema(
    "receipts",
    "A return that was received; written by `khacphuc returns receive`",
    (
        Field("receipt_id", "Code of a receipt", required=True),
        # the column `file` of a clean table is where the row itself stands
        Field("received_file", "The file, below the folder of the run", required=True),
        Field("sheet", "Its sheet; empty of a file that cannot be opened"),
        Field("sha256", "SHA-256 of the file", required=True),
        Field("collection", "The collection", reference=("collections",)),
        Field("unit_id", "The unit", reference=("units",)),
        Field("period", "The period: 2021-03, 2021-Q1, 2021-H1, 2021"),
        Field("revision", "How often it was sent", "Int64", "times"),
        Field("received_on", "Day it was received", "date", required=True),
        Field("received_how", "How it was received"),
        Field("declared_complete", "Whether its sender declares it complete", "bool"),
        Field("nil", "Whether its sender declares that there is nothing to report", "bool"),
        Field("state", "What became of it", required=True, allowed=RETURN_STATES),
        Field("original_name", "Name the file had"),
    ),
    optional=True,
    sourced=False,
)

RETURN_TABLES = (_COLLECTIONS, _ITEMS, _RULES, _RECEIPTS)
"""Optional: an office whose units send no forms has none of them."""
