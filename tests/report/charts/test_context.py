"""Tests of `khacphuc.report.charts.context`."""

from collections import Counter
from dataclasses import replace

import pytest

from khacphuc.errors import DocumentError, ParameterError
from khacphuc.report.charts.context import figure

from ...data.test_decisions import decided
from ..chart_context_2021 import chart_context


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("SL047", "hơn 19.732 lượt"),
        ("SL012", "ít nhất 2.000 đoàn viên ưu tú"),
        ("SL022", "từ 10 thành viên trở lên"),
        ("SL028", "3,1%"),  # a percentage is its own unit
        ("SL066", "hơn 1,4 tỷ đồng"),
        ("SL058", "13,6 triệu đồng"),  # printed the English way in the source
        ("SL036", "01 Đoàn cơ sở"),
        ("TL01", "90,25%"),
    ],
)
def test_numbers_print_as_the_house_prints_them(code, text):
    """A number keeps its qualifier and has its unit, once."""
    assert chart_context().printed(code) == text


def test_a_decision_holds_for_pictures_too():
    """Where it was decided which of two numbers is used, words and value are both that one's."""
    final = chart_context(decided(), status="final")
    assert (final.printed("SL031"), final.value("SL031").exact) == ("18 chi hội", 18)
    assert chart_context(decided()).value("SL031").exact == 17


@pytest.mark.parametrize(
    ("code", "message"),
    [("SL0O1", "no number has the code SL0O1; did you mean SL"), ("VB300", "no number"), ("x", "code x$")],
)
def test_an_unknown_code_is_refused(code, message):
    """A code without a number is refused, with the nearest one."""
    with pytest.raises(ParameterError, match=message):
        chart_context().value(code)


def test_states_are_counted_in_words():
    """States are listed with their counts as the house prints counts; those of none are left out."""
    assert chart_context().states(Counter({"đạt": 2, "chưa đạt": 11, "thiếu": 0})) == "02 đạt, 11 chưa đạt"
    assert chart_context(language="en").states(Counter({"met": 2})) == "2 met"


def test_a_figure_says_what_one_sees():
    """The text alternative is the caption and then sentences, each with one full stop."""
    context = chart_context()
    chart = figure(context, "x", "Tên", ["Một.", "", "Hai"], lambda: "<svg/>")
    assert (chart.alt, chart.svg) == ("Tên. Một. Hai.", "<svg/>")
    without = figure(replace(context, draws=False), "x", "Tên", [], lambda: pytest.fail("it is drawn"))
    assert (without.alt, without.svg) == ("Tên.", "")


def test_a_letter_that_cannot_be_drawn_is_a_wrong_parameter():
    """What the typeface lacks is something the office can mend."""

    def draw():
        raise DocumentError("the typeface has no letter")

    with pytest.raises(ParameterError, match="no letter"):
        figure(chart_context(), "x", "Tên", [], draw)
