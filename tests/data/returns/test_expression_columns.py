"""Tests of `khacphuc.data.returns.expression_columns`."""

import numpy as np
import pytest

from khacphuc.data.returns.expression_columns import evaluate_columns
from khacphuc.data.returns.expressions import parse_expression

TEXTS = (
    *(". >= 0 and . <= ${a}", "${a} + ${b} = .", "not (. > ${a} or ${b} != 0,3)", "${a} - ${b} < . * 2"),
    *(
        "-${a} <= ${b} * ${b} - 0,01",
        "${nobody} > 1 or . = 2",
        "1 = 1",
        "not . = . and ${a} >= ${b}",
        "${a} != ${b}",
    ),
)
NUMBERS = [np.nan, 0, 1, 2, -1, 0.1, 0.2, 0.3, 0.30000000000000004, 1e15, 1e15 + 1, 0.01]


@pytest.mark.parametrize("text", TEXTS)
def test_all_forms_at_once_are_each_form_by_itself(text):
    """For numbers that doubles do not add exactly, and for blanks."""
    random = np.random.default_rng(len(text))
    value, first, second = (np.array(random.choice(NUMBERS, 80)) for _ in range(3))
    expression = parse_expression(text)
    holds, unknown = evaluate_columns(expression, value, {"a": first, "b": second}, 80)
    for row in range(80):
        exact = expression.evaluate(value[row], {"a": first[row], "b": second[row]})
        assert (holds[row], unknown[row]) == (exact is True, exact is None), row


def test_without_a_cell_of_its_own_it_is_blank():
    """As in the rules of a whole form."""
    expression, columns = parse_expression(". > 1 or ${a} > 1"), {"a": np.array([2.0, 0.0])}
    holds, unknown = evaluate_columns(expression, None, columns, 2)
    assert (holds.tolist(), unknown.tolist()) == ([True, False], [False, True])
