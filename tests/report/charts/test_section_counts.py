"""Tests of `khacphuc.report.charts.section_counts`."""

from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khacphuc.data.clean_summary import UNREADABLE, count_kinds
from khacphuc.report.charts import drawing, section_counts
from khacphuc.report.charts.section_counts import MOST_BARS, kinds_text, section_chart
from khacphuc.report.document import nodes
from khacphuc.schema.tables import KINDS

SVG = "{http://www.w3.org/2000/svg}"
ROWS = st.lists(
    st.tuples(st.text(max_size=80), st.lists(st.integers(0, 10_000), min_size=5, max_size=5)),
    min_size=1,
    max_size=40,
)


def drawn(figure):
    """Words of a picture as (text, left, right, baseline), bars as (left, right, top), and its size."""
    svg = ET.fromstring(figure.svg)  # noqa: S314 - our own picture
    words = []
    for text in svg.iter(f"{SVG}text"):
        x, length = float(text.get("x")), float(text.get("textLength"))
        left = x - length if text.get("text-anchor") == "end" else x
        words.append((text.text or "", left, left + length, float(text.get("y"))))
    bars = [
        (float(bar.get("x")), float(bar.get("x")) + float(bar.get("width")), float(bar.get("y")))
        for bar in svg.findall(f"{SVG}rect")
    ]
    _, _, width, height = map(float, svg.get("viewBox").split())
    return words, bars, (width, height)


def counts_of(rows):
    """A table of counts, and what its sections are called."""
    counts = pd.DataFrame([numbers for _, numbers in rows], columns=[*KINDS[:4], UNREADABLE])
    return counts, [place for place, _ in rows]


def test_a_bar_is_as_long_as_its_count(tables):
    """19 figures of a section are drawn 19 times as long as one, part by part."""
    counts = count_kinds(tables["figures"])
    _, bars, _ = drawn(section_chart(counts, list(counts.index), "Số đã in"))
    unit = bars[-6][1] - bars[-6][0]  # the last section has one figure; the rest is the key
    lengths = {}
    for left, right, top in bars[:-4]:
        lengths[top] = lengths.get(top, 0) + right - left
    assert [round(length / unit) for length in lengths.values()] == counts.sum(axis=1).tolist()


def test_it_says_in_words_what_it_shows(tables):
    """Who does not see the chart learns the same from its text."""
    counts = count_kinds(tables["figures"])
    figure = section_chart(counts, [f"mục {name}" for name in counts.index], "Số đã in")
    assert figure.alt.startswith("Số đã in. mục I: 5 số đếm; mục II: 1 số đếm; mục III.1: 1 tỷ lệ %; ")
    assert "mục III.1.2: 10 số đếm, 4 tỷ lệ %, 3 tỷ số" in figure.alt
    assert nodes.plain(figure.caption) == "Số đã in"


@settings(max_examples=15, deadline=None)
@given(ROWS)
def test_nothing_collides(rows):
    """Whatever sections are called and however many there are, words stand beside bars, inside."""
    words, bars, (width, height) = drawn(section_chart(*counts_of(rows), "x"))
    for number, (_, left, right, baseline) in enumerate(words):
        assert -0.01 <= left <= right <= width + 0.01
        assert baseline < height
        for other in words[number + 1 :]:
            assert baseline != other[3] or right <= other[1] or other[2] <= left
        for start, end, top in bars:
            assert not top <= baseline <= top + 17 or right <= start + 0.01 or end <= left + 0.01


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "m" * 500, "\u202eקשר", "😀", "a\x00b", '"&'])
def test_a_name_of_a_section_is_only_words(name):
    """Marks are escaped, long names are cut, and characters a picture may not hold are replaced."""
    (written, *_), _, _ = drawn(section_chart(*counts_of([(name, [1, 0, 0, 0, 0])]), "x"))
    assert written[0] == name or written[0].endswith("…")
    assert len(written[0]) <= 41


def test_many_sections_share_the_last_bar():
    """A report of a hundred sections has thirty bars, and the last says of how many it is."""
    rows = [(f"mục {number}", [1, 0, 0, 0, 0]) for number in range(100)]
    words, bars, _ = drawn(section_chart(*counts_of(rows), "x", "en"))
    assert len(bars) == MOST_BARS + 5  # and the key
    assert [text for text, *_ in words][2 * MOST_BARS - 2 : 2 * MOST_BARS] == ["71 other sections", "71"]


def test_its_colours_are_those_of_all_charts():
    """They are written down twice, because the others need matplotlib."""
    for name in ("INK", "QUIET", "FULL", "SHORT"):
        assert getattr(section_counts, name) == getattr(drawing, name)


def test_counts_in_words():
    """One is singular where a language has it; what there is none of is not named."""
    assert kinds_text({"count": 1, "ratio": 2, "money": 0}, "en") == "1 count, 2 ratios"
    assert kinds_text({"count": 1231}, "vi") == "1.231 số đếm"
