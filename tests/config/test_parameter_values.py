"""Tests of `khacphuc.config.parameter_values`."""

import pytest

from khacphuc.config.parameter_values import read_truth, read_whole_number
from khacphuc.config.yaml_tree import PlainScalar


def test_numbers_are_taken_as_they_are_written() -> None:
    """A file gives scalars, a program numbers."""
    assert [read_whole_number(PlainScalar("the number", "012")), read_whole_number(3)] == [12, 3]


@pytest.mark.parametrize("value", ["3", "", None, PlainScalar("the number", "1.5")])
def test_what_is_no_whole_number_is_refused(value) -> None:
    """In quotes it is text."""
    with pytest.raises(ValueError):
        read_whole_number(value)


def test_truth_is_a_word_without_quotes() -> None:
    """In any case of letters."""
    assert read_truth(PlainScalar("the truth value", "True")) is True
    with pytest.raises(ValueError):
        read_truth("true")
