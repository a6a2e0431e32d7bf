"""Tests of `khacphuc.kernels.printed_text`."""

import doctest
import time

import pytest

from khacphuc.kernels import printed_text
from khacphuc.kernels.printed_text import overwritten, without_backspaces


def test_the_examples_hold():
    """Those of the docstrings."""
    assert doctest.testmod(printed_text).failed == 0


@pytest.mark.parametrize(
    "text", ["x" * 2_000_000, "x\r" * 1_000_000, "x\b" * 1_000_000, "x" * 1_000_000 + "\b" * 1_000_000]
)
def test_long_lines_take_no_longer_than_short_ones(text):
    """Each letter is looked at once."""
    since = time.monotonic()
    overwritten(without_backspaces(text))
    assert time.monotonic() - since < 10  # for each letter all before it: hours
