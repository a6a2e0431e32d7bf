"""The words that columns of the data dictionary allow, each list declared once."""

from __future__ import annotations

COMPARATORS = (">=", ">", "<=", "<", "=")
BOUNDS = (">=", "<=")
FORMULAS = ("ratio", "share", "sum", "difference")
CLASSES = ("remedied", "improved", "partly", "not_thorough", "not_remedied", "insufficient_data")
COUNTS = (
    *("shortcomings", "measure_groups", "targets", "targets_met", "targets_not_met"),
    "rating_rounds_held",
)
KINDS = ("count", "percentage", "ratio", "money", "range", "rank", "rate", "duration")
LEVELS = ("province", "district", "commune", "affiliated")
"""Of units; ``affiliated`` are Unions directly below the office that are no district's and no commune's."""
ACCEPTED = "accepted"
"""The decision that a finding may stay; with a figure in ``uses``, that this one is used."""
NOT_RELATED = "not_related"
"""The decision that numbers which disagree are of different definitions; the document says so."""
REASONS = ("new_information", "correction", "definition", "unit_of_measure", "boundary", "coverage")
"""The decisions that say why an issued value is another now."""
DECISIONS = (ACCEPTED, NOT_RELATED, "corrected", "under_review", *REASONS)
PROGRESS_STATES = ("not_started", "on_the_way", "done", "dropped")
"""How far a measure is; late and silent are computed."""
STATUSES = ("achieved", "improved", "not_achieved", "worse", "missing")

PERIOD_TYPES = ("month", "quarter", "half", "year")
OVER_TIME = ("sum", "last", "first", "max", "average", "none")
"""How values of several periods become the one of all; ``none``: they do not."""
OVER_UNITS = ("sum", "average", "units_with", "none")
"""How values of several units become the one of all; ``units_with`` counts the units that have any."""
COMPLETE_NEEDS = ("valid", "reasons", "whole")
"""What a complete return must be: without faults, without blanks that have no reason, without any blanks."""
RULE_OPERATORS = ("=", "!=", ">", ">=", "<", "<=", "compulsory_pair", "exclusive_pair")
MISSING = ("skip_if_any", "skip_if_all", "never")
"""When a rule is not asked of a side in which values are missing."""
IMPORTANCE = ("high", "medium", "low")
RETURN_STATES = ("received", "edited", "has_issues", "approved", "rejected")
MEETING_KINDS = ("regular", "extraordinary")
