"""Tests of `khacphuc.report.charts.key`."""

from hypothesis import given, settings
from hypothesis import strategies as st

from khacphuc.report.charts.drawing import Canvas
from khacphuc.report.charts.key import draw_key

from .boxes import WORDS, assert_nothing_collides, canvas_of


def drawn(entries):
    """A canvas with nothing but a key."""
    with Canvas() as canvas:
        return canvas.save(draw_key(canvas, entries, 0) + 2, salt="x")


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["full", "diamond"]), WORDS), min_size=1, max_size=7))
def test_nothing_collides(entries):
    """However many marks there are and however long their words, nothing collides."""
    assert_nothing_collides(lambda: drawn(entries))


def test_marks_stand_on_a_line_while_there_is_room():
    """Two short words share a line, each behind its mark."""
    axes = canvas_of(lambda: drawn([("full", "đạt"), ("empty", "chưa đạt")])).axes
    first, second = axes.texts
    assert first.get_position()[1] == second.get_position()[1]
    marks = [line.get_xdata()[0] for line in axes.lines]
    assert marks[0] < first.get_position()[0] < marks[1] < second.get_position()[0]
