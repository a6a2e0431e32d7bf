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


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Fraction(5, 12), "41,7% mức phải đạt"),
        (Fraction(361, 400), "90,3% mức phải đạt"),  # 90,25: half goes up
        (Fraction(1), "100% mức phải đạt"),
        (Fraction(0), "0% mức phải đạt"),
        # what is not whole is not called so, nor what is not nothing
        (Fraction(9994, 10000), "99,9% mức phải đạt"),
        (Fraction(9999, 10000), "chưa đến 100% mức phải đạt"),
        (Fraction(10001, 10000), "hơn 100% mức phải đạt"),
        (Fraction(10006, 10000), "100,1% mức phải đạt"),
        (Fraction(1, 10**6), "chưa đến 0,1% mức phải đạt"),
        (Fraction(101), "hơn 100 lần mức phải đạt"),
    ],
)
def test_shares_are_rounded_half_up(share, words):
    """As documents round them."""
    assert share_in_words(share) == words


def test_a_bar_is_full_at_the_threshold_only():
    """A share that is nearly whole leaves a cell empty."""
    assert nodes.plain(gauge(Fraction(9999, 10000), "en")) == "█████████░ less than 100% of the threshold"


@pytest.mark.parametrize(
    ("actual", "comparator", "threshold", "words"),
    [
        ("1.805", ">=", "2.000", "thiếu 195"),
        ("3,1%", ">=", "5%", "thiếu 1,9 điểm phần trăm"),
        ("1,5 tỷ đồng", "<=", "1,2 tỷ đồng", "vượt 300 triệu đồng"),
        ("4", "=", "5", "lệch 01"),
        ("05 lần", ">=", "12", "thiếu 07 lần"),
        ("1,5 triệu lượt", ">=", "2 triệu lượt", "thiếu 500.000 lượt"),
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


@pytest.mark.parametrize("comparator", ["<", "<="])
def test_a_ceiling_is_allowed(comparator):
    """What a number must not exceed is nothing it must reach."""
    assert share_in_words(Fraction(2), comparator=comparator) == "200% mức cho phép"
    assert share_in_words(Fraction(101), "en", comparator) == "more than 100 times the limit"
    assert nodes.plain(gauge(Fraction(1, 2), comparator=comparator)).endswith("50% mức cho phép")
