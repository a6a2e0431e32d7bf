"""Tests of `khacphuc.report.charts.targets`."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khacphuc.report.charts.bars import ChartBar
from khacphuc.report.charts.targets import Tally, draw_targets

from .boxes import WORDS, assert_nothing_collides, canvas_of

COUNTS = st.integers(0, 60)
BARS = st.lists(st.builds(ChartBar, WORDS, st.floats(0, 500), WORDS, st.booleans()), max_size=3)


@settings(max_examples=40, deadline=None)
@given(WORDS, COUNTS, COUNTS, BARS, WORDS)
def test_nothing_collides(title, met, missed, bars, key):
    """However many targets there are and however long their words, nothing collides."""
    if met + missed + len(bars):
        tallies = [Tally(met, "full"), Tally(missed, "empty")]
        assert_nothing_collides(lambda: draw_targets(title, tallies, bars, key, salt="x"))


def test_a_mark_a_target():
    """Nine full marks and two empty ones are drawn for nine targets met and two not."""
    tallies = [Tally(9, "full"), Tally(2, "empty")]
    marks = canvas_of(lambda: draw_targets("9/11", tallies, [], "", salt="x")).axes.lines
    assert [mark.get_markerfacecolor() == "white" for mark in marks] == [False] * 9 + [True] * 2


def test_refuses_nothing():
    """A chart of no target and no part is refused."""
    with pytest.raises(ValueError, match="needs a target or a part"):
        draw_targets("0/0", [Tally(0, "full")], [], "", salt="x")
