"""The data dictionary: every column of every table, declared once.

``data.raw`` reads raw tables by it, ``data.clean`` types them by it, and tests compare
``expectations/`` and the published tables with it.
"""

from __future__ import annotations

from dataclasses import replace

from khacphuc.schema.allowed import (
    ACCEPTED,
    BOUNDS,
    CLASSES,
    COMPARATORS,
    COUNTS,
    DECISIONS,
    FORMULAS,
    KINDS,
    LEVELS,
    NOT_RELATED,
    REASONS,
    STATUSES,
)
from khacphuc.schema.columns import PROVENANCE, Dtype, Field, TableSchema
from khacphuc.schema.lists import LISTS
from khacphuc.schema.meeting_tables import MEETING_TABLES
from khacphuc.schema.plan_tables import PLAN_TABLES
from khacphuc.schema.rating_tables import RATING_TABLES
from khacphuc.schema.return_tables import RETURN_TABLES
from khacphuc.schema.score_tables import SCORE_TABLES
from khacphuc.schema.supervision_tables import SUPERVISION_TABLES

__all__ = [
    "ACCEPTED",
    "BOUNDS",
    "CLASSES",
    "COMPARATORS",
    "COUNTS",
    "DECISIONS",
    "FORMULAS",
    "ISSUED",
    "KINDS",
    "LEVELS",
    "MEETING_TABLES",
    "NOT_RELATED",
    "OFFICE_TABLES",
    "PLAN_TABLES",
    "PROVENANCE",
    "RATING_TABLES",
    "REASONS",
    "REFERENCE_TABLES",
    "RETURN_TABLES",
    "SCORE_TABLES",
    "SEPARATOR",
    "STATUSES",
    "SUPERVISION_TABLES",
    "TABLES",
    "Dtype",
    "Field",
    "TableSchema",
]

SEPARATOR = ";"
"""What separates several codes in one cell."""

_shortcoming = Field("shortcoming_id", "Code of a shortcoming", required=True, reference=("shortcomings",))
_target = Field("target_id", "Code of a target", required=True, reference=("targets",))
_figure = Field("figure", "What is measured", reference=("figures", "computed"))
_comparator = Field("comparator", "How the actual value must stand to the threshold", allowed=COMPARATORS)
_threshold = Field("threshold", "A code, or a quantity as printed", typeset=True, quantity=True)
_statement = Field("statement", "What is asked", required=True, typeset=True)
_count = Field("count", "How many targets or parts the row stands for", "Int64", "targets", required=True)
_declared_status = Field("declared_status", "What the source declares", allowed=("met", "not_met"))
_printed = Field("printed", "The number exactly as printed", required=True, typeset=True, quantity=True)
_kind = Field("kind", "What it measures by", derived=True, allowed=KINDS)
_value = Field("value", "Count; percent; quotient; place; units of the currency", "float64", derived=True)
_value_to = Field("value_to", "Upper bound of a range", "float64", derived=True, sparse=True)
_QUANTITY = (_kind, _value, _value_to)
_decimals = Field("decimals", "Decimals, as printed or to print", "Int64", "digits", derived=True)


def _key(field: Field) -> Field:
    """The same column as the key of its own table: it points nowhere else."""
    return replace(field, reference=())


_ALL = (
    TableSchema(
        "shortcomings",
        "A shortcoming the committee acknowledged",
        (
            _key(_shortcoming),
            Field("order", "Position in the report", "Int64", "position", required=True),
            Field("field", "Field of work; empty where the source maps none"),
            Field("title", "What fell short", required=True, typeset=True),
            Field("carried_from", "Run it was carried over from"),
        ),
    ),
    TableSchema(
        "measures",
        "A measure of the remedy plan",
        (
            Field("measure_id", "Code of a measure", required=True),
            _shortcoming,
            Field("description", "What the measure does", required=True),
            Field("answerable", "Who answers for it"),
            Field("due", "When it is due", "date"),
            Field("documents", "Documents it rests on", "codes", reference=("documents",)),
        ),
    ),
    TableSchema(
        "criteria",
        "A clause a shortcoming is judged by",
        (
            Field("criterion_id", "Code of a criterion", required=True),
            _shortcoming,
            Field("aspect", "The clause", required=True, typeset=True),
            Field("kind", "Measured or judged", required=True, allowed=("measured", "judged")),
            _figure,
            _comparator,
            _threshold,
            Field("baseline", "Last year's value: a code, or a quantity as printed", quantity=True),
            Field("status", "The recorded judgement", allowed=STATUSES[:4]),
            Field("reason", "Why it was judged so"),
            Field("evidence", "Codes and sections it rests on", "codes", typeset=True),
            Field("proxy", "Rests on something near it rather than on it", "bool"),
        ),
    ),
    TableSchema(
        "figures",
        "A quantity as printed in one place",
        (
            Field("figure_id", "Code of a printed figure: short, ASCII", required=True),
            Field("section", "Section that prints it, printed headings nested", required=True, typeset=True),
            Field("paragraph", "Paragraph in that section, from 1", "Int64", "position", required=True),
            replace(_printed, unless="from_returns"),
            Field("qualifier", "hơn, ít nhất, phấn đấu… as printed", typeset=True),
            *_QUANTITY,
            Field("numerator", "First term of a ratio", "Int64", derived=True),
            Field("denominator", "Second term of a ratio", "Int64", derived=True),
            Field("unit", "Unit as printed beside it", required=True, typeset=True),
            _decimals,
            Field("indicator", "What is counted", required=True, reference=("indicators",)),
            Field("parent", "The figure it is a part of", reference=("figures",)),
            Field("flags", "What is odd about how it is printed", "codes", derived=True),
            Field("source", "Where the source prints it, for people", derived=True),
            Field(
                "from_returns",
                "The total of returns it is: an indicator, or indicator;period",
                optional=True,
                sparse=True,
            ),
        ),
    ),
    TableSchema(
        "computed",
        "A number we compute",
        (
            Field("computed_id", "Code of a computed number", required=True),
            Field("label", "What it says", required=True, typeset=True),
            Field("formula", "How it is computed", required=True, allowed=FORMULAS),
            Field("operands", "Codes of figures, or SL010:numerator", "codes", required=True),
            replace(_decimals, required=True, derived=False),
            Field("reproduces", "The printed figure it must give again"),
            replace(_printed, description="The number as the house prints it", required=False, derived=True),
            _value,
            Field("working", "The formula with its operands as printed", derived=True),
            Field("restated", "Its value at the decimals of what it reproduces", "float64", derived=True),
            Field("restates", "The printed value it must give again", "float64", derived=True),
        ),
    ),
    TableSchema(
        "targets",
        "A target of the year, or several that the source only counts",
        (
            _key(_target),
            _count,
            _statement,
            Field("itemised", "Whether the source lists its parts", "bool"),
            _declared_status,
            Field("parts_ratio", "Printed ratio of parts met to parts", reference=("figures",)),
            Field("parts_listed", "Parts the source lists for it", "Int64", "parts", derived=True),
            Field("parts_counted", "Parts the printed ratio counts", "Int64", "parts", derived=True),
        ),
    ),
    TableSchema(
        "target_parts",
        "A part of a target with its threshold",
        (
            Field("part_id", "Code of a part of a target", required=True),
            _target,
            _count,
            _statement,
            _comparator,
            _threshold,
            _figure,
            _declared_status,
        ),
    ),
    TableSchema(
        "documents",
        "An official document",
        (
            Field("document_id", "Code of a document", required=True),
            Field("type", "Kế hoạch, Công văn…", required=True, typeset=True),
            Field("symbol", "Number and symbol as printed; empty where it has none", typeset=True),
            Field("number", "Number in its register", "Int64", "position", derived=True),
            Field("register", "Register its number runs in", derived=True),
            Field("issued_on", "Date of issue", "date"),
            Field("issuer", "Who issued it", required=True, typeset=True),
            Field("subject", "Subject line", required=True, typeset=True),
            Field("carries_out", "The document it carries out", reference=("documents",)),
        ),
    ),
    TableSchema(
        "declared",
        "What the committee published about a shortcoming",
        (
            _shortcoming,
            Field("class", "The class declared for it", allowed=CLASSES),
            Field("direction", "What is to be done next year"),
            Field("overall_class", "The class the overall assessment gives it", allowed=CLASSES),
            Field("section", "Section that declares it", typeset=True),
        ),
    ),
    TableSchema(
        "returns",
        "What one unit reported of one indicator",
        (
            Field("return_id", "Code of a return", required=True),
            Field("unit_id", "The unit", required=True, reference=("units",)),
            Field("indicator", "What is counted", required=True, reference=("indicators",)),
            _printed,
            Field("unit", "Unit as printed beside it", required=True),
            *_QUANTITY,
        ),
        optional=True,
    ),
    *RETURN_TABLES,
    *PLAN_TABLES,
    *MEETING_TABLES,
    *SUPERVISION_TABLES,
    *SCORE_TABLES,
    *RATING_TABLES,
    TableSchema(
        "answers",
        "A reviewer's answer to a finding",
        (
            Field("rule", "Rule of the finding", required=True),
            Field("row_id", "Row the finding is about; empty for a whole table"),
            Field("observed", "What was observed when it was answered", required=True),
            Field("decision", "What was decided", required=True, allowed=DECISIONS),
            Field("uses", "Which of two disagreeing figures is used", reference=("figures",)),
            Field("reason", "Why", required=True),
            Field("role", "Office of who decided", required=True),
            Field("date", "When it was decided", "date", required=True),
        ),
        optional=True,
        sourced=False,
    ),
    *LISTS,
)

ISSUED = "issued"
"""The frame beside them of what the version has that a run is compared with (``history.restatements``)."""
TABLES: dict[str, TableSchema] = {table.name: table for table in _ALL}
REFERENCE_TABLES = ("indicators", "units", "units_of_measure")
"""Tables no run has to itself, in ``data/raw/reference``."""
OFFICE_TABLES = ("indicators", "units")
"""Those an office has in its folder there: its units, and indicators beside the shared ones."""
