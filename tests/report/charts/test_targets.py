"""Tests of `khacphuc.report.charts.targets`."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khacphuc.report.charts.bars import ChartBar
from khacphuc.report.charts.targets import Tally, draw_targets

from .boxes import WORDS, assert_nothing_collides, canvas_of

COUNTS = st.integers(0, 60)
BARS = st.lists(st.builds(ChartBar, WORDS, st.floats(0, 500), WORDS, st.booleans()), max_size=3)


@settings(max_examples=15, deadline=None)
@given(WORDS, COUNTS, COUNTS, BARS, WORDS)
def test_nothing_collides(title, met, missed, bars, key):
    """However many targets there are and however long their words, nothing collides."""
    if met + missed + len(bars):
        tallies = [Tally(met, "full", "đạt"), Tally(missed, "empty", "chưa đạt")]
        assert_nothing_collides(lambda: draw_targets(title, tallies, bars, key, salt="x"))


def test_a_mark_a_target():
    """Nine full marks and two empty ones stand for nine targets met and two not; the key names both."""
    tallies = [Tally(9, "full", "đạt"), Tally(2, "empty", "chưa đạt")]
    axes = canvas_of(lambda: draw_targets("9/11", tallies, [], "", salt="x")).axes
    empty = [mark.get_markerfacecolor() == "white" for mark in axes.lines]
    assert empty == [False] * 9 + [True] * 2 + [False, True]  # those of the key behind
    assert [text.get_text() for text in axes.texts] == ["9/11", "đạt", "chưa đạt"]


def test_refuses_nothing():
    """A chart of no target and no part is refused."""
    with pytest.raises(ValueError, match="needs a target or a part"):
        draw_targets("0/0", [Tally(0, "full", "đạt")], [], "", salt="x")
