"""Expressions worked out for all forms at once, and as exactly as for one. Pure.

Columns of doubles are fast, but ``0.1 + 0.2 = 0.3`` does not hold for them. So each comparison also says for
which rows it was too close to be sure: where all numbers are whole it never is, and what is left is worked
out exactly, row by row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from khacphuc.data.returns.expression_parser import COMPARING, ITSELF

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from khacphuc.data.returns.answers_in_order import Truths
    from khacphuc.data.returns.exact_numbers import Doubles
    from khacphuc.data.returns.expressions import Expression

# doubles of this size are whole numbers, and adding them is exact
_EXACT: Final = 2.0**53
# two hundred operations on doubles are off by far less than this part of the numbers they began with
_CLOSE: Final = 1e-9


class Answers(NamedTuple):
    """A condition, row by row: where it holds, and where nobody knows because of a blank."""

    holds: Truths
    unknown: Truths


class _Numbers(NamedTuple):
    """Numbers with the size of what they were made of, and whether they are exact."""

    value: Doubles
    size: Doubles
    exact: Truths


class _Truths(NamedTuple):
    """A condition with where it is unknown, and where it is too close to tell."""

    holds: Truths
    unknown: Truths
    close: Truths


def evaluate_columns(
    expression: Expression, value: Doubles | None, columns: Mapping[str, Doubles], rows: int
) -> Answers:
    """Work out a condition for so many forms.

    Args:
        expression: a condition.
        value: the numbers in the cell itself, NaN where it is blank; None where it speaks of none.
        columns: those of the other items; one that is missing is blank throughout.
        rows: how many forms there are.

    Returns:
        What `Expression.evaluate` gives for each of them.
    """
    blank = np.full(rows, np.nan)

    def column(name: str) -> Doubles:
        return (blank if value is None else value) if name == ITSELF else columns.get(name, blank)

    stack: list[_Numbers | _Truths] = []
    for step in expression.steps:
        if step.sign == "number":
            stack.append(_read(np.full(rows, float(step.number))))
        elif step.sign == "cell":
            stack.append(_read(column(step.name)))
        elif step.sign in {"not", "negative"}:
            stack.append(_of_one(stack.pop()))
        else:
            right = stack.pop()
            stack.append(_of_two(step.sign, stack.pop(), right))
    outcome = stack[0]
    holds, unknown, close = (np.array(part, dtype=bool) for part in outcome)
    for row in np.flatnonzero(close).tolist():
        cells = {name: float(column(name)[row]) for name in expression.names}
        exact = expression.evaluate(None if value is None else float(value[row]), cells)
        holds[row], unknown[row] = exact is True, exact is None
    return Answers(holds & ~unknown, unknown)


def _read(numbers: Doubles) -> _Numbers:
    size = np.abs(numbers)
    return _Numbers(numbers, size, (np.rint(numbers) == numbers) & (size < _EXACT))


def _of_one(operand: _Numbers | _Truths) -> _Numbers | _Truths:
    if isinstance(operand, _Numbers):
        return operand._replace(value=-operand.value)
    return operand._replace(holds=~operand.holds & ~operand.unknown)


def _of_two(sign: str, left: _Numbers | _Truths, right: _Numbers | _Truths) -> _Numbers | _Truths:
    if isinstance(left, _Truths) or isinstance(right, _Truths):
        return _joined(sign, left, right)
    if sign in COMPARING:
        difference = left.value - right.value
        near = np.abs(difference) <= _CLOSE * (left.size + right.size)
        return _Truths(
            _COMPARED[sign](left.value, right.value),
            np.isnan(difference),
            near & ~(left.exact & right.exact),
        )
    value = {"+": np.add, "-": np.subtract, "*": np.multiply}[sign](left.value, right.value)
    size = left.size * right.size if sign == "*" else left.size + right.size
    return _Numbers(value, size, left.exact & right.exact & (size < _EXACT))


_COMPARED: Final[Mapping[str, Callable[..., Truths]]] = {
    "=": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


def _joined(sign: str, left: _Numbers | _Truths, right: _Numbers | _Truths) -> _Truths:
    """Two conditions by ``and`` or ``or``: unknown where the one that is known does not decide."""
    fails = [~np.array(side[0], dtype=bool) & ~np.array(side[1], dtype=bool) for side in (left, right)]
    holds = [np.array(side[0], dtype=bool) & ~np.array(side[1], dtype=bool) for side in (left, right)]
    if sign == "and":
        yes, no = holds[0] & holds[1], fails[0] | fails[1]
    else:
        yes, no = holds[0] | holds[1], fails[0] & fails[1]
    close = np.array(left[2], dtype=bool) | np.array(right[2], dtype=bool)
    return _Truths(yes, ~yes & ~no, close)
