"""What items and rules ask of the numbers of a form, checked for all forms at once. Pure.

A text that is no expression or no number checks nothing here: ``rule_mistakes`` names it, so that suites
say it once, and not for each form.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd

from khacphuc.data.returns.expression_columns import evaluate_columns
from khacphuc.data.returns.expressions import comparison_of, parse_expression
from khacphuc.data.returns.faults import Fault, FaultKind
from khacphuc.data.returns.plausibility.form_columns import FormColumns
from khacphuc.errors import QuantityError
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.quantities import parse

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from khacphuc.data.returns.answers_in_order import Truths
    from khacphuc.data.returns.expressions import Expression

    Row = Mapping[Hashable, Any]

MISTAKE_COLUMNS: Final = ("table", "row_id", "column", "problem")
"""The columns of texts that are no expression or number: all of text."""

_PAIRS: Final = ("compulsory_pair", "exclusive_pair")
_BOUNDS: Final = ("min", "max")
_CONDITIONS: Final = ("constraint", "relevant")
_NAMES: Final = re.compile(r"\$\{\s*(\w+)\s*\}|(?<![\w.])\.(?![\w.])")
"""How a condition names an item: ``${sessions}``, or ``.`` for the item itself."""


def item_faults(
    values: pd.DataFrame, items: pd.DataFrame, labels: Mapping[str, str] | None = None
) -> list[Fault]:
    """Check the numbers of forms against their items.

    Args:
        values: ``collection``, ``unit_id``, ``period``, ``indicator``, ``value``, ``raw``, ``status``,
            ``file``, ``sheet``, ``cell``.
        items: the clean table ``collection_items``.
        labels: as for `rule_faults`.

    Returns:
        CONSTRAINT_BROKEN for each number that is below ``min``, above ``max``, breaks ``constraint``, or
        stands where ``relevant`` does not hold. A blank breaks nothing, nor does a number that only another
        one that is blank could tell of.
    """
    faults: list[Fault] = []
    for collection, of_it in items.groupby("collection", sort=False):
        grid = FormColumns.of_collection(values, str(collection))
        for item in of_it.pipe(row_dicts):
            faults += _of_item(grid, item, labels or {})
    return faults


def relevance(values: pd.DataFrame, items: pd.DataFrame) -> pd.Series:
    """Whether each value is asked of its unit: its item has no ``relevant``, or it is not known not to hold.

    Args:
        values: as for `item_faults`.
        items: the clean table ``collection_items``.

    Returns:
        Bools, with the index of ``values``.
    """
    relevant = np.ones(len(values), dtype=bool)
    for item in items[items["relevant"] != ""].pipe(row_dicts):
        condition = _read_condition(item, "relevant")
        if condition is None:
            continue
        grid = FormColumns.of_collection(values, str(item["collection"]))
        if item["indicator"] in grid.rows:
            holds, unknown = evaluate_columns(condition, None, grid.numbers, grid.size)
            rows = grid.rows[item["indicator"]]
            relevant[rows[~holds & ~unknown & (rows >= 0)]] = False
    return pd.Series(relevant, index=values.index)


def rule_faults(
    values: pd.DataFrame, rules: pd.DataFrame, units: pd.DataFrame, labels: Mapping[str, str] | None = None
) -> list[Fault]:
    """Check the numbers of each form against each other.

    Args:
        values: as for `item_faults`.
        rules: the clean table ``return_rules``.
        units: the clean table; a rule may be for units of some levels only.
        labels: what indicators are called, for people who read what was observed; by default their codes.

    Returns:
        RULE_BROKEN (at the first item of the left side), EXCLUSIVE_PAIR (at the right one), COMPULSORY_PAIR
        or, where the other is 0, ZERO_AGAINST_BLANK (at the one that is blank). A nil return breaks none.
    """
    levels = units.drop_duplicates("unit_id").set_index("unit_id")["level"]
    faults: list[Fault] = []
    for collection, of_it in rules.groupby("collection", sort=False):
        grid = FormColumns.of_collection(values, str(collection))
        level = grid.units.map(levels).astype("str")
        for rule in of_it.pipe(row_dicts):
            read = _read_rule(rule, labels or {})
            if read is not None:
                of_levels = [name.strip() for name in str(rule.get("levels", "")).split(SEPARATOR)]
                of_level = level.isin(of_levels).to_numpy() | (of_levels == [""])
                faults += read.faults(grid, ~grid.nil & of_level)
    return faults


def rule_mistakes(items: pd.DataFrame, rules: pd.DataFrame, language: str = "vi") -> pd.DataFrame:
    """Name what cannot be read of items and rules.

    Args:
        items: the clean table ``collection_items``.
        rules: the clean table ``return_rules``.
        language: of what is said.

    Returns:
        The columns MISTAKE_COLUMNS, a row for each cell.
    """
    tables = (
        ("collection_items", "item_id", (*_BOUNDS, *_CONDITIONS), items),
        ("return_rules", "rule_id", ("left", "right"), rules),
    )
    cells = [
        (table, row[key], name, row)
        for table, key, names, frame in tables
        for row in frame.pipe(row_dicts)
        for name in names
    ]
    rows = []
    for table, code, name, row in cells:
        text = str(row.get(name, ""))
        try:
            if name in _BOUNDS and text:
                parse(text)
            elif text and name not in _BOUNDS:
                parse_expression(text, condition=name in _CONDITIONS)
        except QuantityError as error:
            rows.append((table, code, name, error.in_language(language)))
    return pd.DataFrame(rows, columns=list(MISTAKE_COLUMNS)).astype("str")


def _of_item(grid: FormColumns, item: Row, labels: Mapping[str, str]) -> Iterator[Fault]:
    indicator = str(item["indicator"])
    numbers = grid.column(indicator)
    broken: list[tuple[Truths, str]] = []
    for name in _BOUNDS:
        bound = _read_bound(item, name)
        if bound is not None:
            wrong = numbers < bound if name == "min" else numbers > bound
            broken.append((wrong, f"{'>=' if name == 'min' else '<='} {item[name]}"))
    for name in _CONDITIONS:
        condition = _read_condition(item, name)
        if condition is not None:
            itself = numbers if name == "constraint" else None
            holds, unknown = evaluate_columns(condition, itself, grid.numbers, grid.size)
            message = str(item.get("constraint_message", "")) if name == "constraint" else ""
            message = message or _in_words(condition.text, indicator, labels)
            broken.append((~holds & ~unknown & ~np.isnan(numbers), message))
    done = np.zeros(grid.size, dtype=bool)
    for wrong, expected in broken:  # of several the first is told
        for form in np.flatnonzero(wrong & ~done).tolist():
            observed = grid.print_of(indicator, form)
            yield grid.fault(FaultKind.CONSTRAINT_BROKEN, form, indicator, observed, expected)
        done |= wrong


def _in_words(condition: str, indicator: str, labels: Mapping[str, str]) -> str:
    """A condition for people: the item itself and the others by what they are called."""

    def called(match: re.Match[str]) -> str:
        return labels.get(match[1] or indicator, match[0])

    return _NAMES.sub(called, condition)


class _Rule(NamedTuple):
    """A rule that was read: two numbers, what stands between them, and what is done about blanks."""

    left: Expression
    sign: str
    right: Expression
    missing: tuple[str, str]
    message: str
    labels: Mapping[str, str]

    def faults(self, grid: FormColumns, applies: Truths) -> Iterator[Fault]:
        """Where it is broken, among the forms it applies to."""
        if self.sign in _PAIRS:
            yield from self._of_pair(grid, applies)
            return
        for side, missing in zip((self.left, self.right), self.missing, strict=True):
            blanks = [np.isnan(grid.column(name)) for name in side.names]
            # the shape is given, for where no form came in it cannot be told
            blank = np.array(blanks).reshape(len(side.names), grid.size)
            if missing == "skip_if_any":
                applies = applies & ~blank.any(axis=0)
            elif missing == "skip_if_all" and len(blank):
                applies = applies & ~blank.all(axis=0)
        # what is left of blanks is not skipped, and stands for 0
        names = dict.fromkeys((*self.left.names, *self.right.names))
        columns = {name: np.nan_to_num(grid.column(name)) for name in names}
        condition = comparison_of(self.left, self.sign, self.right)
        broken = applies & ~evaluate_columns(condition, None, columns, grid.size).holds
        for form in np.flatnonzero(broken).tolist():
            yield self._fault(grid, FaultKind.RULE_BROKEN, form, next(iter(names), ""))

    def _of_pair(self, grid: FormColumns, applies: Truths) -> Iterator[Fault]:
        filled = [self._filled(grid, side) for side in (self.left, self.right)]
        if self.sign == "exclusive_pair":
            for form in np.flatnonzero(applies & filled[0] & filled[1]).tolist():
                yield self._fault(grid, FaultKind.EXCLUSIVE_PAIR, form, self.right.names[0])
            return
        sides = ((self.left, self.right, filled[1]), (self.right, self.left, filled[0]))
        for blank, other, there in sides:
            for form in np.flatnonzero(applies & there & ~self._filled(grid, blank)).tolist():
                zero = all(not np.nan_to_num(grid.column(name)[form]) for name in other.names)
                kind = FaultKind.ZERO_AGAINST_BLANK if zero else FaultKind.COMPULSORY_PAIR
                yield self._fault(grid, kind, form, blank.names[0])

    @staticmethod
    def _filled(grid: FormColumns, side: Expression) -> Truths:
        filled = np.zeros(grid.size, dtype=bool)
        for name in side.names:
            filled |= ~np.isnan(grid.column(name))
        return filled

    def _fault(self, grid: FormColumns, kind: FaultKind, form: int, indicator: str) -> Fault:
        names = dict.fromkeys((*self.left.names, *self.right.names))
        observed = "; ".join(f"{self.labels.get(name, name)} = {grid.print_of(name, form)}" for name in names)
        return grid.fault(kind, form, indicator, observed, self.message)


def _read_rule(rule: Row, labels: Mapping[str, str]) -> _Rule | None:
    try:
        left, right = (parse_expression(str(rule[side]), condition=False) for side in ("left", "right"))
    except QuantityError:
        return None
    sign = str(rule["operator"])
    if sign in _PAIRS and not (left.names and right.names):
        return None
    missing = tuple(str(rule.get(name) or "skip_if_any") for name in ("missing_left", "missing_right"))
    return _Rule(left, sign, right, (missing[0], missing[1]), str(rule.get("message", "")), labels)


def _read_condition(item: Row, name: str) -> Expression | None:
    try:
        return parse_expression(str(item[name]), condition=True) if item.get(name) else None
    except QuantityError:
        return None


def _read_bound(item: Row, name: str) -> float | None:
    try:
        return float(parse(str(item[name])).exact) if item.get(name) else None
    except QuantityError:
        return None
