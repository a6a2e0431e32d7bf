"""The tables of a published run, ``tables/<name>.csv`` of its report, that are no clean table as it is.

Figures, computed numbers and all clean tables are declared in ``schema.tables``. The columns here are those
that stages make; ``datapackage.json`` of a version describes them by this.
"""

from __future__ import annotations

from typing import Final

from khacphuc.schema.columns import Dtype, Field, TableSchema
from khacphuc.schema.tables import TABLES


def _of(name: str, description: str, dtype: Dtype = "str", unit: str = "", *reference: str) -> Field:
    """A column that is computed."""
    return Field(name, description, dtype, unit, derived=True, reference=reference)


_FILE = _of("file", "File the row is about or comes from, from the root of the project")
_LINE = _of("line", "Line in that file", "Int64", "line")
_ROWS = _of("rows", "Codes of the rows it rests on, separated by semicolons")
_SHORTCOMING = _of("shortcoming_id", "Code of a shortcoming", "str", "", "shortcomings")
_UNIT = _of("unit_id", "The unit", "str", "", "units")
_COLLECTION = _of("collection", "The collection", "str", "", "collections")
_INDICATOR = _of("indicator", "What is counted", "str", "", "indicators")
_MONTH = _of("month", "The month it is about: 2021-03")
_BASIS = _of("basis", "Regulation that holds on the last day of the month")

_ALL = (
    TableSchema(
        "findings",
        "Something that does not agree, or is to be looked at",
        (
            _of("severity", "How much weight it has: critical, warning or info"),
            _of("rule", "Code of the rule that is broken"),
            _of("table", "Table the rule is about"),
            _of("row_id", "Code of the row; empty where it is about a whole table"),
            _of("related", "Codes of the other rows it is about, separated by semicolons"),
            _FILE,
            _LINE,
            _of("source", "Where the source prints it, for people"),
            _of("observed", "What stands there, in words"),
            _of("expected", "What should stand there, in words"),
            _of("description", "What the rule asks, and what to do"),
            _of("answer", "What reviewers decided, and why; empty where nobody has answered"),
        ),
    ),
    TableSchema(
        "assessments",
        "The class of a shortcoming: proposed by the policy, and declared by the committee",
        (
            _SHORTCOMING,
            _of("computed_class", "Class the policy proposes by the criteria"),
            _of("declared_class", "Class the committee declared; empty where it declared none"),
            _of("agrees", "Whether both are the same, or none is declared", "bool"),
            _of("measured", "How many of its criteria are measured", "Int64", "criteria"),
            _of("judged", "How many of its criteria are judged", "Int64", "criteria"),
            _of("proxy", "How many of them rest on something near them", "Int64", "criteria"),
            _of("rule", "Rule of the policy that proposes the class"),
        ),
    ),
    TableSchema(
        "targets",
        "A target or a part of one, and whether it was met",
        (
            _of("target_id", "Code of a target", "str", "", "targets"),
            _of("part_id", "Code of its part; empty for the target itself", "str", "", "target_parts"),
            _of("count", "How many targets or parts the row stands for", "Int64", "targets"),
            _of("statement", "What is asked"),
            _of("comparator", "How the actual value must stand to the threshold"),
            _of("threshold", "What is to be reached, as printed"),
            _of("actual", "What was reached, as printed; of a target its parts met of those that count"),
            _of("status", "met, not_met, declared_met (by the source, without a number) or missing"),
        ),
    ),
    TableSchema(
        "criteria",
        "A criterion with the status it was given",
        (
            _of("criterion_id", "Code of a criterion", "str", "", "criteria"),
            _SHORTCOMING,
            _of("kind", "Measured or judged"),
            _of("proxy", "Rests on something near it rather than on it", "bool"),
            _of("status", "achieved, improved, not_achieved, worse or missing"),
            _of("evidence", "Codes and sections it rests on"),
            _of("reason", "Why it was judged so"),
        ),
    ),
    TableSchema(
        "returns",
        "A value of a form that came in from a unit",
        (
            _UNIT,
            _COLLECTION,
            _INDICATOR,
            _of("period", "Period of the form: 2021-03, 2021-Q1, 2021"),
            _of("period_start", "First day of the period", "date"),
            _of("period_end", "Last day of the period", "date"),
            _of("revision", "Which version of the form the unit sent: 1 is the first"),
            _of("value", "The value as a number", "float64"),
            _of("raw", "The cell as it was filled in"),
            _of("number_format", "Format in which the cell shows its number; empty is that of the program"),
            _of("status", "What the value is worth, in the words of SDMX: normal, missing, provisional …"),
            _of("file", "File that came in, from the raw tables of the run"),
            _of("sheet", "Sheet of the file"),
            _of("cell", "Cell of the sheet"),
        ),
    ),
    TableSchema(
        "rates",
        "How reporting went in a period, for the units of one parent",
        (
            _COLLECTION,
            _of("period", "Period; empty for the whole year"),
            _of("parent", "Parent of the units; empty for all of them", "str", "", "units"),
            _of("expected", "Reports that were expected", "Int64", "reports"),
            _of("actual", "Reports that came in complete", "Int64", "reports"),
            _of("on_time", "Reports that came in complete by the day they were due", "Int64", "reports"),
            _of("rate", "Reports that came in, of those expected", "float64", "percent"),
            _of("rate_on_time", "Reports that came in on time, of those expected", "float64", "percent"),
            _of("lateness_known", "Whether each report that came in has a receipt with its day", "bool"),
        ),
    ),
    TableSchema(
        "plan_progress",
        "A measure of the remedy plan, and how far it is",
        (
            *TABLES["measures"].clean,
            _of("issued_on", "Day the first of its documents was issued", "date"),
            _of("status", "How far it is: the status last reported; empty where nothing was"),
            _of("since", "Month that status began: 2021-03"),
            _of("reason", "Why it was dropped"),
            _of("work_done", "What was done, month by month, a line each"),
            _of("evidence", "Codes of what shows it, separated by semicolons"),
            _of("months", "Months that were reported, separated by semicolons"),
            _of("states", "The statuses of these months, in the same order"),
            _of("late", "Whether it was due and is neither done nor dropped", "bool"),
            _of("done_late", "Whether it was done in a month after the one it was due in", "bool"),
            _of("silent", "Months nobody reported on, separated by semicolons"),
            _of("unproven", "Whether it is done and nothing shows it", "bool"),
        ),
    ),
    TableSchema(
        "rating_results",
        "What a role got in a month by its score sheet",
        (
            _of("result", "Key of the row: the month and the role"),
            _MONTH,
            _of("rated_role", "The office that is rated"),
            _of("rating_sheet", "The sheet it is rated by"),
            _of("criteria_scored", "Criteria it has points for", "Int64", "criteria"),
            _of("criteria_asked", "Criteria of the sheet", "Int64", "criteria"),
            _of("points", "Points it got; empty unless all criteria have points", "float64", "points"),
            _of("most", "The most points the sheet gives", "float64", "points"),
            _of("percent", "Points it got of the most there are", "float64", "percent"),
            _of("level", "Code of the level the policy gives these points; empty where it gives none"),
            _of("level_name", "The level in words"),
            _of("level_short", "The level as abbreviated"),
            _BASIS,
            _of("reason", "Why there is no level: not_rated, incomplete, two_sheets, no_policy …"),
            _of("change", "Against the last month with a level: up, down, same or other_policy"),
            _ROWS,
        ),
    ),
    TableSchema(
        "rating_rounds",
        "The round of ratings of a month",
        (
            _MONTH,
            _of("round", "Whether it was held: held, partly or not_held"),
            _BASIS,
            _of("roles_rated", "Roles that were rated", "Int64", "roles"),
            _of("roles_due", "Roles that were to be rated", "Int64", "roles"),
            _of("lacking", "Roles that were not rated, where some were"),
            _of("thresholds", "Lowest percentage of each level by the policy: XS:90;T:75"),
            _ROWS,
        ),
    ),
    TableSchema(
        "table_counts",
        "A count of rows of the tables of a run",
        (
            _of("count_id", "Code of the count: measures.total"),
            _of("label", "What is counted, in words"),
            _of("value", "The number", "float64"),
            _of("unit", "Unit it is printed with"),
            _of("decimals", "Decimals it is printed with", "Int64", "digits"),
            _of("printed", "The number as the house prints it"),
            _ROWS,
            _of("as_of", "The day it is of", "date"),
        ),
    ),
    TableSchema(
        "unit_scores",
        "What a unit got by the score sheet of its level",
        (
            _UNIT,
            _of("name", "Its name"),
            _of("level", "Its level"),
            _of("criteria", "Criteria its level is scored by", "Int64", "criteria"),
            _of("scored", "Criteria it has a score for", "Int64", "criteria"),
            _of("missing", "Codes of the criteria it has none for, separated by semicolons"),
            _of("most", "The most points the sheet gives", "float64", "points"),
            _of("given", "Points it got before any were lost", "float64", "points"),
            _of("lost", "Points it lost because they were submitted too late", "float64", "points"),
            _of("points", "Points that count", "float64", "points"),
            _of("lost_for", "Codes of the scores whose points were lost, separated by semicolons"),
            _of("rank", "Its rank in its level; empty where a score is missing", "Int64", "position"),
            _of("tied_with", "Codes of the other units of its rank, separated by semicolons"),
            _FILE,
            _LINE,
        ),
    ),
    TableSchema(
        "compare",
        "A value of an indicator in one of the years that are compared",
        (
            _INDICATOR,
            _of("name", "Name of the indicator in the last year"),
            _of("unit", "Unit of the indicator in the last year"),
            _of("run", "Run that published the value"),
            _of("year", "Year it is of", "Int64"),
            _of("figure", "Code of the figure", "str", "", "figures"),
            _of("value", "The value; money in units of the currency", "float64"),
            _of("printed", "The value as printed, with its unit"),
            _of("obstacles", "What keeps it from being compared with the year before"),
            _of("issued_before", "The value as it was issued before; empty where it has not moved"),
            _of("moved_because", "Why it moved; empty where it has not, or nobody has said why"),
        ),
    ),
    TableSchema(
        "board",
        "A number of a board paper",
        (
            _of("code", "Code of the number"),
            _of("item", "What it says, in words"),
            _of("value", "The number", "float64"),
            _of("printed", "The number as printed"),
            _ROWS,
        ),
    ),
)

PUBLISHED_TABLES: Final[dict[str, TableSchema]] = {table.name: table for table in _ALL}
"""By their names; ``fields`` are all the columns of the file."""
