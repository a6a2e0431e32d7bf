"""Tests of `khacphuc.text.numbers.forms`."""

import pytest

from khacphuc.text.numbers import forms


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (forms.RANGE, "3-5 buổi"),
        (forms.RANGE, "từ 15 đội đến 20 đội"),
        (forms.RATE, "12.500 lượt/25.000 người"),
        (forms.RANK, "xếp hạng 4/12"),
        (forms.SCALES_IN_TURN, "1 tỷ 200 triệu đồng"),
        (forms.TIMES_IN_TURN, "2 giờ 30 phút"),
        (forms.REPEATED, "03 (ba) đội"),
    ],
)
def test_taken_apart(form, text):
    """Each form takes the whole of its example."""
    assert form.fullmatch(text)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (forms.RANGE, "0% ca Covid-19"),  # a dash within a name
        (forms.RANGE, "3-5/12/2021"),
        (forms.RATE, "5.000 cây/năm"),  # one number
        (forms.RANK, "thứ 4/12/2021"),
        (forms.SCALES_IN_TURN, "1 tỷ đồng"),
    ],
)
def test_not_taken(form, text):
    """What only looks like a form is none."""
    assert not form.fullmatch(text)


@pytest.mark.parametrize(
    ("unit", "glued"), [("m2", True), ("kg/sào", True), ("G", False), ("M", False), ("abc", False)]
)
def test_glued_units(unit, glued):
    """Units of measure, money and counted nouns may stand right behind digits; names may not."""
    assert forms.is_glued_unit(unit) is glued
