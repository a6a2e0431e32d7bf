"""Tests of `khacphuc.report.charts.timeline`."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khacphuc.report.charts.timeline import Event, draw_timeline, periods, spread
from khacphuc.text.dates import format_date

from .boxes import WORDS, assert_nothing_collides, canvas_of

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
CROWDED = st.dates(date(2021, 3, 1), date(2021, 3, 5))


def event(day, text, kind):
    """An event whose day is printed as in documents."""
    return Event(day, format_date(day), text, kind)


EVENTS = st.lists(
    st.builds(event, st.one_of(DAYS, CROWDED), WORDS, st.sampled_from("abc")), min_size=1, max_size=6
)


@settings(max_examples=15, deadline=None)
@given(EVENTS)
def test_nothing_collides(events):
    """Days far apart or crowded, words short or long: nothing stands on anything or outside."""
    assert_nothing_collides(lambda: draw_timeline(events, salt="x"))


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(1, 90)), min_size=1, max_size=12))
def test_labels_keep_their_order_and_their_distance(labels):
    """Labels stay in order, apart and inside, and are not moved where there is room."""
    wanted, heights = sorted(place for place, _ in labels), [height for _, height in labels]
    bottom = max(sum(heights), 600)
    places = spread(wanted, heights, 0, bottom)
    ends = [place + height for place, height in zip(places, heights, strict=True)]
    assert all(end <= place + 1e-6 for end, place in zip(ends, [*places[1:], bottom], strict=True))
    assert all(place >= -1e-6 for place in places)
    if all(a + h <= b for a, h, b in zip(wanted, heights, [*wanted[1:], bottom], strict=True)):
        assert places == pytest.approx(wanted)


def test_the_line_is_true_to_the_day():
    """The leader of a day leaves the axis as far down as the day is late."""
    days = [date(2021, 3, 1), date(2021, 3, 16), date(2021, 3, 31)]
    lines = canvas_of(lambda: draw_timeline([event(day, "x", "a") for day in days], salt="x")).axes.lines
    first, second, third = (line.get_ydata()[0] for line in lines if len(line.get_xdata()) == 3)
    assert second - first == pytest.approx(third - second)


def test_kinds_differ_in_shape():
    """Two kinds of documents have two shapes."""
    events = [event(date(2021, 3, 1), "x", "Kế hoạch"), event(date(2021, 4, 1), "y", "Công văn")]
    lines = canvas_of(lambda: draw_timeline(events, salt="x")).axes.lines
    assert len({line.get_marker() for line in lines if line.get_linestyle() == "None"}) == 2


def test_refuses_nothing():
    """A line of time without a day is refused."""
    with pytest.raises(ValueError, match="at least one day"):
        draw_timeline([], salt="x")


def test_one_old_law_leaves_room_for_the_year():
    """A law of 2010 among documents of 2021 stands on a part of its own; the year still fills the line."""
    days = [date(2010, 7, 1), *(date(2021, month, 1) for month in range(1, 12))]
    lines = canvas_of(lambda: draw_timeline([event(day, "x", "a") for day in days], salt="x")).axes.lines
    leaders = [line.get_ydata()[0] for line in lines if len(line.get_xdata()) == 3]
    assert leaders[-1] - leaders[1] > 0.6 * leaders[-1]
    assert leaders[2] - leaders[1] == pytest.approx(leaders[3] - leaders[2], rel=0.15)  # 31 days and 28
    assert periods(days) == [slice(0, 1), slice(1, 12)]


def test_years_far_apart_alike_are_one_line():
    """Documents of every third year are true to the day on one line."""
    assert periods([date(year, 1, 1) for year in range(2009, 2022, 3)]) == [slice(0, 5)]


def test_a_key_says_what_the_marks_are():
    """Each kind stands below with its mark; kinds that have no shape left share one, and say so."""
    names = ["Luật", "Nghị quyết", "Kế hoạch", "Công văn", "Đề án", "Quyết định", "Thông tri", "Hướng dẫn"]
    events = [event(date(2021, 3, place), "x", name) for place, name in enumerate(names, start=1)]
    canvas = canvas_of(lambda: draw_timeline(events, salt="x"))
    texts = [text.get_text() for text in canvas.axes.texts]
    assert [name for name in names[:6] if name in texts] == names[:6]
    assert "Thông tri, Hướng dẫn" in texts
    marks = [line for line in canvas.axes.lines if line.get_linestyle() == "None"]
    assert len(marks) == 8 + 7
