"""Tests of `khacphuc.data.returns.expressions`."""

from decimal import Decimal
from fractions import Fraction

import pytest

from khacphuc.data.returns.expressions import comparison_of, parse_expression
from khacphuc.errors import QuantityError


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (". >= 0 and . <= ${a}", True),
        (". = 3", True),
        (". != 3", False),
        (". < 3 or . > 3", False),
        ("not . = 3", False),
        ("${b} + 0,2 = 0,3", True),  # exactly, as doubles would not
        ("${b} * ${b} = 0.01", True),
        (". - ${a} < 0", True),
        ("-. < ${b}", True),
        # what a blank does not decide is known all the same
        ("${blank} > 1", None),
        ("${nobody} > 1", None),
        ("not ${blank} > 1", None),
        ("${blank} > 1 and . = 4", False),
        ("${blank} > 1 or . = 3", True),
        ("${blank} > 1 and . = 3", None),
        ("${blank} > 1 or . = 4", None),
        ("${blank} = ${blank}", None),
        (". + ${a}", Decimal(8)),
        (". + ${blank}", None),
        ("-${blank}", None),
        ("2 * -. + 10", Decimal(4)),
    ],
)
def test_what_holds_of_a_form(text, outcome):
    """In the cell itself stands 3, in the others 5, 0,1 and nothing."""
    values = {"a": Decimal(5), "b": 0.1, "blank": float("nan")}
    assert parse_expression(text).evaluate(3, values) == outcome


def test_products_are_not_rounded():
    """However many digits they come to."""
    text = " * ".join(["123456789,012345"] * 20)
    product = parse_expression(text).evaluate(None, {})
    assert Fraction(product) == Fraction(123456789012345, 10**6) ** 20


def test_a_blank_cell_decides_nothing():
    """Neither that it is large nor that it is small."""
    assert parse_expression(". > 1").evaluate(None, {}) is None


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        (". >= 0", "(D9>=0)"),
        (". != 1,5", "(D9<>1.5)"),
        ("not . = 1.231", "NOT((D9=1231))"),
        (". <= ${a} * 2", "OR(ISBLANK(D1),(D9<=(D1*2)))"),
        ("${a} > 1 or . - -1 = ${b}", "OR(ISBLANK(D1),ISBLANK(D2),OR((D1>1),((D9-(-1))=D2)))"),
        ("${a} + ${b}", "(D1+D2)"),  # a sum is no condition
    ],
)
def test_an_expression_is_a_formula_of_the_form(text, formula):
    """In which a blank beside it refuses nothing yet."""
    assert parse_expression(text).excel("D9", {"a": "D1", "b": "D2"}) == formula


def test_the_items_it_speaks_of_are_known():
    """Each once, in their order."""
    assert parse_expression("${b} + ${a} > ${b} and . > 1").names == ("b", "a")


@pytest.mark.parametrize(
    ("text", "condition", "why"),
    [("${a} + 1", True, "it is a number"), (". > 1", False, "it is a condition")],
)
def test_what_has_to_be_a_condition_or_a_number_is_one(text, condition, why):
    """A constraint is a condition, a side of a rule a number."""
    with pytest.raises(QuantityError, match=why):
        parse_expression(text, condition=condition)
    assert parse_expression(text, condition=not condition).text == text


def test_two_sides_make_a_condition():
    """With the sign between them."""
    rule = comparison_of(parse_expression("${a} + 1"), ">=", parse_expression("${b} * 2"))
    assert rule.text == "${a} + 1 >= ${b} * 2"
    assert rule.evaluate(None, {"a": 1, "b": 1}) is True
    assert rule.is_condition
