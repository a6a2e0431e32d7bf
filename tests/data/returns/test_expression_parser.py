"""Tests of `khacphuc.data.returns.expression_parser`."""

import pytest

from khacphuc.data.returns.expression_parser import read_steps
from khacphuc.errors import QuantityError


def signs(text):
    """The steps of an expression, cells and numbers as they are."""
    return " ".join(
        step.name if step.sign == "cell" else str(step.number) if step.sign == "number" else step.sign
        for step in read_steps(text)[0]
    )


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        (". > 0", ". 0 >"),
        (".>=0and.<=5", ". 0 >= . 5 <= and"),
        ("${a}+${ b }-1", "a b + 1 -"),
        ("1 + 2 * 3 - 4", "1 2 3 * + 4 -"),
        ("(1 + 2) * 3", "1 2 + 3 *"),
        ("- . * -2", ". negative 2 negative *"),
        ("1 = 1 or 2 = 2 and 3 = 3", "1 1 = 2 2 = 3 3 = and or"),
        ("not . = 1 and . != 2", ". 1 = not . 2 != and"),
        ("not (. = 1 and . != 2)", ". 1 = . 2 != and not"),
        ("1.231,5 + 1231 + 13.6 + 0,5", "1231.5 1231 + 13.6 + 0.5 +"),  # as Vietnamese print, or plain
    ],
)
def test_signs_bind_as_everywhere(text, steps):
    """Products before sums before comparisons before not, and, or; from the left."""
    assert signs(text) == steps


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "ends too early"),
        (". >", "ends too early"),
        (">= 1", "before '>=' a number"),
        (". 5", "before '5' a sign is missing"),
        ("1..2", "before '.' a sign"),
        ("(. > 1", "parentheses do not match"),
        (". > 1)", "parentheses do not match"),
        ("1 < . < 5", "compares twice"),
        ("1 and 2", "'and' stands with conditions"),
        ("not 5", "'not' stands with conditions"),
        ("(. > 1) + 1", "'\\+' stands between numbers"),
        ("(. > 1) = 1", "'=' stands between numbers"),
        ("-(. > 1)", "'-' stands between numbers"),
        ("members > 1", "'members' is no word of expressions"),
        ("${} > 1", "no word"),
        ("${a > 1", "no word"),
        ("today() > 1", "'today' is no word"),
        (". > 5%", "'%' is no word"),
        (". == 5", "before '=' a number"),
        (". ≥ 5", "'≥' is no word"),
        ("selected(., 'a')", "no word"),
        (". > 1,2,3.4", "is not a number"),
        (". > 1234567890123456", "digits"),
        ("+".join("1" * 101), "more than 200 signs"),
        ("(" * 150 + "1", "parentheses|ends too early"),
    ],
)
def test_what_is_no_expression_is_refused(text, why):
    """With the first thing that is wrong, in both languages."""
    with pytest.raises(QuantityError, match=f"is not an expression: .*({why})") as error:
        read_steps(text)
    assert "không phải biểu thức" in error.value.in_language("vi")


@pytest.mark.parametrize(("text", "is_condition"), [(". > 1", True), ("not . > 1", True), (". + 1", False)])
def test_a_condition_is_known(text, is_condition):
    """From a number."""
    assert read_steps(text)[1] is is_condition
