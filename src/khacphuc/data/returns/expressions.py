"""The conditions and sums that items and rules of returns are written in: a closed part of XLSForm. Pure.

``.`` is the number in the cell itself, ``${indicator}`` that of another item of the same form; there are
numbers (as Vietnamese print them, ``1.231,5``, or plain), ``+ - *``, comparisons (``= != < <= > >=``),
``and``, ``or``, ``not`` and parentheses. There are no functions, so nothing an office types can do more than
compare numbers. One text has two readings: it is worked out exactly over the numbers of a form, and it is
written as a formula for the form's own cells.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact
from typing import TYPE_CHECKING, Final

from khacphuc.data.returns.expression_parser import ITSELF, ExpressionStep, read_steps
from khacphuc.text.numerals import decimal_of
from khacphuc.text.refusals import is_not, phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_COMPARISONS: Final[Mapping[str, Callable[[Decimal, Decimal], bool]]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
# two hundred numbers of 15 digits multiplied have 3,000; a rounded result would be an error of ours
_EXACT: Final = Context(prec=4000, traps=[Inexact])


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition or a sum that was read.

    Attributes:
        text: as it was typed.
        steps: how it is worked out, the operands of a sign before the sign.
        is_condition: whether it holds or not; else it is a number.
    """

    text: str
    steps: tuple[ExpressionStep, ...]
    is_condition: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The items it speaks of, each once, without the cell itself."""
        cells = (step.name for step in self.steps if step.sign == "cell")
        return tuple(dict.fromkeys(name for name in cells if name != ITSELF))

    def evaluate(
        self, value: Decimal | float | None, values: Mapping[str, Decimal | float | None]
    ) -> bool | Decimal | None:
        """Work it out exactly.

        Args:
            value: the number in the cell itself.
            values: those of the other items; one that is missing is blank.

        Returns:
            Whether it holds, or the number; None where that depends on a blank: ``. > 1 and ${a} > 1`` does
            not hold if one of the two is known not to, whatever the blank is.

        >>> parse_expression(". <= ${a} + 0,2").evaluate(0.3, {"a": 0.1})
        True
        """
        stack: list[bool | Decimal | None] = []
        for step in self.steps:
            if step.sign == "number":
                stack.append(step.number)
            elif step.sign == "cell":
                number = value if step.name == ITSELF else values.get(step.name)
                stack.append(None if number is None or number != number else decimal_of(number))  # noqa: PLR0124 - NaN
            elif step.sign in {"not", "negative"}:
                stack.append(_of_one(step.sign, stack.pop()))
            else:
                right = stack.pop()
                stack.append(_of_two(step.sign, stack.pop(), right))
        return stack[0]

    def excel(self, cell: str, cells: Mapping[str, str]) -> str:
        """Write it as a formula of a spreadsheet, without ``=`` before it.

        Args:
            cell: the address of the cell itself.
            cells: those of the other items.

        Returns:
            The formula. A condition holds while another item it speaks of is blank, so that a form can be
            filled in in any order; what is left of it then is checked when the form comes in.

        >>> parse_expression(". >= 0 and . <= ${members}").excel("D9", {"members": "D10"})
        'OR(ISBLANK(D10),AND((D9>=0),(D9<=D10)))'
        """
        stack: list[str] = []
        for step in self.steps:
            if step.sign == "number":
                stack.append(f"{step.number:f}")
            elif step.sign == "cell":
                stack.append(cell if step.name == ITSELF else cells[step.name])
            elif step.sign in {"not", "negative"}:
                stack.append(f"NOT({stack.pop()})" if step.sign == "not" else f"(-{stack.pop()})")
            else:
                right, left = stack.pop(), stack.pop()
                is_function = step.sign in {"and", "or"}
                sign = "<>" if step.sign == "!=" else step.sign
                stack.append(
                    f"{step.sign.upper()}({left},{right})" if is_function else f"({left}{sign}{right})"
                )
        blanks = [f"ISBLANK({cells[name]})" for name in self.names]
        return f"OR({','.join(blanks)},{stack[0]})" if blanks and self.is_condition else stack[0]


def parse_expression(text: str, *, condition: bool | None = None) -> Expression:
    """Read an expression.

    Args:
        text: as it was typed.
        condition: True if it has to be a condition, False if it has to be a number.

    Raises:
        QuantityError: the text is no expression, with what stands where it should not.

    >>> parse_expression("not (. = 1.231)").names, parse_expression("${a} - ${b}").names
    ((), ('a', 'b'))
    """
    steps, is_condition = read_steps(text)
    if condition is not None and condition is not is_condition:
        why = "expression_no_condition" if condition else "expression_no_number"
        raise is_not(text, "an_expression", phrase(why))
    return Expression(text, steps, is_condition)


def comparison_of(left: Expression, sign: str, right: Expression) -> Expression:
    """The condition that one number stands to another in such a way.

    >>> comparison_of(parse_expression("${a}"), ">", parse_expression("1")).evaluate(None, {"a": 2})
    True
    """
    return Expression(
        f"{left.text} {sign} {right.text}", (*left.steps, *right.steps, ExpressionStep(sign)), True
    )


def _of_one(sign: str, operand: bool | Decimal | None) -> bool | Decimal | None:
    if operand is None:
        return None
    return not operand if sign == "not" else _EXACT.minus(Decimal(operand))


def _of_two(sign: str, left: bool | Decimal | None, right: bool | Decimal | None) -> bool | Decimal | None:
    if sign in {"and", "or"}:
        decisive = sign == "or"  # one that holds decides an "or", one that does not an "and"
        if decisive in {left, right}:
            return decisive
        return None if left is None or right is None else not decisive
    if left is None or right is None:
        return None
    first, second = Decimal(left), Decimal(right)
    if sign in _COMPARISONS:
        return _COMPARISONS[sign](first, second)
    return {"+": _EXACT.add, "-": _EXACT.subtract, "*": _EXACT.multiply}[sign](first, second)
