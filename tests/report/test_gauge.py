"""Tests of `khacphuc.report.gauge`."""

from fractions import Fraction

import pandas as pd
import pytest

from khacphuc.data.values import Values
from khacphuc.report.document import nodes
from khacphuc.report.gauge import gap_in_words, gauge, share_in_words, share_of

NOTHING = Values(pd.DataFrame())


def value(text):
    """A quantity as it is printed."""
    return NOTHING.resolve(text)


@pytest.mark.parametrize("share", [Fraction(0), Fraction(1, 3), Fraction(1), Fraction(7, 2), Fraction(10**9)])
def test_a_bar_is_bounded(share):
    """It has ten cells whatever the number, full from the threshold on, and words stand beside it."""
    bar, words = gauge(share)
    assert (len(bar.text), bar.tone) == (10, "bar")
    assert (bar.text == "█" * 10) is (share >= 1)
    assert words.text.strip() == share_in_words(share)


def test_what_is_not_whole_is_not_printed_as_whole():
    """99,99% is short of the threshold, 100,01% is beyond it."""
    assert share_in_words(Fraction(9999, 10000)) == "99,9% mức phải đạt"
    assert share_in_words(Fraction(10001, 10000), "en") == "100.1% of the threshold"
    assert share_in_words(Fraction(1)) == "100% mức phải đạt"
    assert nodes.plain(gauge(Fraction(9999, 10000))).startswith("█████████░ ")


@pytest.mark.parametrize(
    ("actual", "comparator", "threshold", "words"),
    [
        ("1.805", ">=", "2.000", "thiếu 195"),
        ("3,1%", ">=", "5%", "thiếu 1,9 điểm phần trăm"),
        ("1,5 tỷ đồng", "<=", "1,2 tỷ đồng", "vượt 300 triệu đồng"),
        ("4", "=", "5", "lệch 1"),
        ("5", ">", "5", ""),  # no number is large enough to say it
        ("1/2", ">=", "2/3", ""),
        ("5", ">=", "5%", ""),
    ],
)
def test_a_gap_in_words(actual, comparator, threshold, words):
    """What is short, beyond or off, in the unit of its kind."""
    assert gap_in_words(value(actual), comparator, value(threshold)) == words


def test_a_share_that_means_nothing():
    """Of other kinds and of a threshold of zero there is none."""
    assert share_of(value("5"), value("5%")) is None
    assert share_of(value("5"), value("0")) is None
    assert share_of(value("1.805"), value("2.000")) == Fraction(361, 400)
