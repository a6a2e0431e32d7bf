"""The grammar of expressions: a text becomes the steps it is worked out by, or is refused. Pure.

There are no functions and no texts, and no names but ``${indicator}``: nothing a table holds can do more than
compare and add numbers.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from khacphuc.errors import QuantityError
from khacphuc.text.numerals import read_numeral
from khacphuc.text.refusals import Quotation, is_not, phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.text.refusals import Phrase

ITSELF: Final = "."
"""The name of the number in the cell itself."""

COMPARING: Final = ("=", "!=", "<", "<=", ">", ">=")
"""The signs between two numbers that make a condition of them."""

_MOST_SIGNS: Final = 200
_TOKEN: Final = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:[.,][0-9]+)*)|\$\{\s*(?P<cell>[^{}]*?)\s*\}|(?P<sign><=|>=|!=|[-+*=<>().])"
    r"|(?P<word>\w+)|(?P<other>\S))"
)
# how tightly signs bind; those of one step are worked out from the left
_STEPS: Final = {
    "or": 1,
    "and": 2,
    **dict.fromkeys(COMPARING, 4),
    "+": 5,
    "-": 5,
    "*": 6,
}
_NOT: Final = 3
_MINUS: Final = 7


class ExpressionStep(NamedTuple):
    """A step by which an expression is worked out: a number, a cell, or a sign for what came before it.

    Attributes:
        sign: ``number``, ``cell``, ``negative``, ``not``, or the sign itself.
        number: of a ``number``.
        name: of a ``cell``; ``.`` is the cell itself.
    """

    sign: str
    number: Decimal = Decimal()
    name: str = ""


def read_steps(text: str) -> tuple[tuple[ExpressionStep, ...], bool]:
    """Read an expression into its steps, and say whether it is a condition.

    Raises:
        QuantityError: the text is no expression, with what stands where it should not.

    >>> [step.sign for step in read_steps("1 + 2 * 3 > 5")[0]]
    ['number', 'number', 'number', '*', '+', 'number', '>']
    """
    try:
        parser = _Parser(_tokens(text))
        is_condition = parser.read(0)
        parser.end()
    except _NotAnExpression as error:
        raise is_not(text, "an_expression", error.why) from None
    except QuantityError as error:  # a numeral that is none
        raise is_not(text, "an_expression", error) from error
    return tuple(parser.steps), is_condition


class _NotAnExpression(Exception):  # noqa: N818 - what a text is
    def __init__(self, why: str, **parameters: object) -> None:
        super().__init__(why)
        self.why: Phrase = phrase(why, **parameters)


class _Token(NamedTuple):
    kind: str
    text: str


def _tokens(text: str) -> list[_Token]:
    tokens = []
    for match in _TOKEN.finditer(text.strip()):
        kind = str(match.lastgroup)
        token = _Token(kind, match[kind])
        if kind == "other" or (kind == "word" and token.text not in {"and", "or", "not"}) or not token.text:
            raise _NotAnExpression("expression_word", word=Quotation(token.text or "${}"))
        tokens.append(token)
    if len(tokens) > _MOST_SIGNS:
        raise _NotAnExpression("expression_too_long", most=_MOST_SIGNS)
    return tokens


class _Parser:
    """Reads from the left, each sign with what binds more tightly; no text nests deeper than it is long."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self.steps: list[ExpressionStep] = []

    def read(self, step: int) -> bool:
        """Read what binds at least so tightly; return whether it is a condition."""
        is_condition = self._operand()
        compared = False
        while (sign := self._sign()) and _STEPS[sign] >= step:
            if compared and sign in COMPARING:
                raise _NotAnExpression("expression_chain")
            self._at += 1
            self._demand(sign, is_condition, wanted=sign in {"and", "or"})
            self._demand(sign, self.read(_STEPS[sign] + 1), wanted=sign in {"and", "or"})
            self.steps.append(ExpressionStep(sign))
            compared = sign in COMPARING
            is_condition = compared or sign in {"and", "or"}
        return is_condition

    def end(self) -> None:
        """Refuse what is left over."""
        if self._at < len(self._tokens):
            left = self._tokens[self._at]
            if left.text == ")":
                raise _NotAnExpression("expression_parenthesis")
            raise _NotAnExpression("expression_operator", before=Quotation(left.text))

    def _operand(self) -> bool:
        if self._at >= len(self._tokens):
            raise _NotAnExpression("expression_unfinished")
        token = self._tokens[self._at]
        self._at += 1
        if token.kind == "number":
            self.steps.append(ExpressionStep("number", number=read_numeral(token.text).value))
        elif token.kind == "cell" or token.text == ITSELF:
            self.steps.append(ExpressionStep("cell", name=token.text))
        elif token.text == "(":
            return self._in_parentheses()
        elif token.text == "not":
            self._demand("not", self.read(_NOT), wanted=True)
            self.steps.append(ExpressionStep("not"))
            return True
        elif token.text == "-":
            self._demand("-", self.read(_MINUS), wanted=False)
            self.steps.append(ExpressionStep("negative"))
        else:
            raise _NotAnExpression("expression_operand", before=Quotation(token.text))
        return False

    def _in_parentheses(self) -> bool:
        is_condition = self.read(0)
        if self._at >= len(self._tokens) or self._tokens[self._at].text != ")":
            raise _NotAnExpression("expression_parenthesis")
        self._at += 1
        return is_condition

    def _sign(self) -> str:
        """The sign between two operands that stands here, if one does."""
        token = self._tokens[self._at] if self._at < len(self._tokens) else _Token("", "")
        return token.text if token.kind in {"sign", "word"} and token.text in _STEPS else ""

    @staticmethod
    def _demand(sign: str, is_condition: bool, *, wanted: bool) -> None:
        if is_condition is not wanted:
            why = "expression_of_conditions" if wanted else "expression_of_numbers"
            raise _NotAnExpression(why, sign=Quotation(sign))
