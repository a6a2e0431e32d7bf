"""The forms of a run out of its clean tables. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from khacphuc.data.returns.expressions import parse_expression
from khacphuc.errors import QuantityError, UsageError
from khacphuc.returns.form_definition import FormDefinition, FormItem, FormRule
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.numerals import read_numeral

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    import pandas as pd

ASKING_TABLES: Final = ("collections", "collection_items", "return_rules")
"""The tables that say what a form has; only rows without a problem can be."""

_Part = TypeVar("_Part")
_MINUS: Final = ("-", "\N{MINUS SIGN}", "\N{EN DASH}")


def form_definitions(tables: Mapping[str, pd.DataFrame]) -> dict[str, FormDefinition]:
    """The form of each collection, by its code.

    Args:
        tables: the clean tables ``collections``, ``collection_items``, ``return_rules``, ``indicators`` and
            ``units_of_measure``.

    Raises:
        UsageError: a row of them has a problem, or a collection asks nothing; a line for each.
    """
    problems = [
        _problem(row, row["problem"])
        for name in ASKING_TABLES
        for row in tables[name].pipe(row_dicts)
        if row["problem"]
    ]
    indicators = {row["indicator_id"]: row for row in tables["indicators"].pipe(row_dicts)}
    whole = tables["units_of_measure"]
    whole_units = frozenset(whole.loc[~whole["divisible"].astype(bool), "name"])

    def item_of(row: Mapping[Any, Any]) -> FormItem:
        return _item(row, indicators, whole_units)

    rows = tables["collection_items"].sort_values("order", kind="stable")
    items = _by_collection(rows, item_of, problems)
    rules = _by_collection(tables["return_rules"], _rule, problems)
    definitions = {}
    for row in tables["collections"].pipe(row_dicts):
        code = row["collection_id"]
        if not (form_items := items.get(code)) and not problems:
            problems.append(_problem(row, f"collection {code} has no row in collection_items"))
        definitions[code] = FormDefinition(
            collection=code,
            title=row["title"],
            version=row["form_version"],
            items=tuple(form_items or ()),
            rules=tuple(rules.get(code, ())),
        )
    if problems:
        raise UsageError("\n".join(problems))
    return definitions


def _by_collection(
    table: pd.DataFrame, read: Callable[[Mapping[Any, Any]], _Part], problems: list[str]
) -> dict[str, list[_Part]]:
    """The parts of each collection; what is wrong with a row goes to the problems."""
    parts: dict[str, list[_Part]] = {}
    for row in table.pipe(row_dicts):
        try:
            parts.setdefault(row["collection"], []).append(read(row))
        except QuantityError as error:
            problems.append(_problem(row, str(error)))
    return parts


def _item(
    row: Mapping[Any, Any], indicators: Mapping[str, Mapping[Any, Any]], whole_units: frozenset[str]
) -> FormItem:
    indicator = indicators.get(row["indicator"])
    if indicator is None:
        raise QuantityError(f"no indicator {row['indicator']!r}")
    unit = str(indicator["unit_of_measure"])
    return FormItem(
        indicator=row["indicator"],
        label=indicator["name"],
        unit=unit,
        section=row["section"],
        is_whole=indicator["kind"] == "count" and unit in whole_units,
        is_required=bool(row["required"]),
        required_message=row["required_message"],
        least=_bound(row["min"]),
        most=_bound(row["max"]),
        constraint=parse_expression(row["constraint"]) if row["constraint"] else None,
        constraint_message=row["constraint_message"],
        relevant=parse_expression(row["relevant"]) if row["relevant"] else None,
        hint=row["hint"],
    )


def _rule(row: Mapping[Any, Any]) -> FormRule:
    return FormRule(
        left=parse_expression(row["left"]),
        operator=row["operator"],
        right=parse_expression(row["right"]),
        missing_left=row["missing_left"],
        missing_right=row["missing_right"],
        levels=tuple(filter(None, row["levels"].split(SEPARATOR))),
        message=row["message"],
    )


def _bound(printed: str) -> Decimal | None:
    if not printed:
        return None
    if printed.startswith(_MINUS):
        return -read_numeral(printed[1:].strip()).value
    return read_numeral(printed).value


def _problem(row: Mapping[Any, Any], text: str) -> str:
    return f"{row['file']}, line {row['line']}: {text}"
