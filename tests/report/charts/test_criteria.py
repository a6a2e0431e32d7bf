"""Tests of `khacphuc.report.charts.criteria`."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khacphuc.report.charts.criteria import MARKS, Criterion, Shortcoming, draw_criteria
from khacphuc.schema.tables import STATUSES

from .boxes import WORDS, assert_nothing_collides, canvas_of

CRITERIA = st.lists(st.builds(Criterion, WORDS, st.sampled_from(STATUSES), WORDS), max_size=4)
CLASSES = st.lists(WORDS, max_size=2).map(tuple)
SHORTCOMINGS = st.lists(st.builds(Shortcoming, WORDS, CLASSES, CRITERIA.map(tuple)), min_size=1, max_size=3)


@settings(max_examples=15, deadline=None)
@given(SHORTCOMINGS)
def test_nothing_collides(shortcomings):
    """However long names, clauses and classes are, nothing stands on anything or outside."""
    assert_nothing_collides(lambda: draw_criteria(shortcomings, salt="x"))


def test_every_status_has_a_mark_of_its_own():
    """Statuses differ by shape or by how much of the mark is filled, not by colour alone."""
    assert set(MARKS) == set(STATUSES)
    criteria = tuple(Criterion("a", status, status) for status in STATUSES)
    marks = [
        line
        for line in canvas_of(lambda: draw_criteria([Shortcoming("1", (), criteria)], salt="x")).axes.lines
        if line.get_linestyle() == "None"
    ]
    looks = {
        (mark.get_marker(), mark.get_fillstyle(), mark.get_markerfacecolor() == "white") for mark in marks
    }
    assert len(looks) == len(STATUSES)


def test_refuses_nothing():
    """A chart of no shortcoming is refused."""
    with pytest.raises(ValueError, match="at least one shortcoming"):
        draw_criteria([], salt="x")
