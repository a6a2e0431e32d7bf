"""Tests of `khacphuc.data.returns.coverage`."""

from __future__ import annotations

from fractions import Fraction

from khacphuc.data.returns.coverage import percent_of


def test_only_all_is_100_and_only_nothing_is_0():
    """However near, a total that lacks a report does not look whole; one that has one does not look empty."""
    for whole in (3, 94, 1128, 10**6):
        texts = {part: percent_of(part, whole, "en") for part in (0, 1, whole - 1, whole)}
        assert [part for part, text in texts.items() if text == "100%"] == [whole]
        assert [part for part, text in texts.items() if text == "0%"] == [0]


def test_a_share_is_rounded_to_one_decimal():
    """What is printed is within half a tenth of the share, but near the ends."""
    for part in range(1, 94):
        printed = Fraction(percent_of(part, 94, "en").removesuffix("%"))
        assert abs(printed - Fraction(100 * part, 94)) <= Fraction(1, 20)
    assert percent_of(1, 8, "vi") == "12,5%"
