"""Tests of `khacphuc.checks.fingerprint`."""

import doctest

from hypothesis import given
from hypothesis import strategies as st

from khacphuc.checks import fingerprint as module
from khacphuc.checks.fingerprint import LONGEST, cut, one_line, seal, seal_fits


def test_the_examples_hold():
    """Those of the docstrings."""
    assert doctest.testmod(module).failed == 0


@given(st.text())
def test_one_line_is_one_line(text):
    """It can be printed, and made again it is the same."""
    line = one_line(text)
    assert line.isprintable()
    assert one_line(line) == line


@given(st.text())
def test_a_text_is_cut_once(text):
    """What is recorded can be compared again, is short and is never empty."""
    short = cut(one_line(text))
    assert cut(short) == short
    assert 0 < len(short) <= LONGEST


def test_a_long_text_differs_at_its_end():
    """Two long texts that differ at their end only are not the same."""
    assert cut("x" * 3000 + "a") != cut("x" * 3000 + "b")
    assert len(cut("x" * 3000)) == LONGEST


def test_seals():
    """A code fits its rule and its row, and differs for other words."""
    code = seal("SL-10", "SL031", "SL031 «17»")
    assert seal_fits(code, "SL-10", "SL031")
    assert not seal_fits(code, "SL-10", "SL032")
    assert not seal_fits(code.upper(), "SL-10", "SL031")
    assert not seal_fits("", "SL-10", "SL031")
    assert code != seal("SL-10", "SL031", "SL031 «16»")
