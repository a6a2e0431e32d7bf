"""Tests of `khacphuc.report.charts.drawing`."""

import subprocess
import sys
import xml.etree.ElementTree as ET

import matplotlib as mpl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.errors import DocumentError
from khacphuc.report.charts.drawing import Canvas, fits, prepare_canvases, text_width, wrap

from .boxes import WORDS


def drawn(text="Chữ $1 & <b>", salt="x"):
    """A picture with words, a bar, a mark and a line."""
    with Canvas() as canvas:
        canvas.write([text, "đậm"], 10, 0, bold=True)
        canvas.bar(10, 40, 100, 12, hatched=True)
        canvas.mark("half", 200, 46)
        canvas.rule([0, 300], [60, 60])
        return canvas.save(70, salt=salt)


@given(WORDS, st.floats(20, 400), st.booleans())
def test_wrapped_words_fit_and_stay(text, room, bold):
    """Lines are as wide as the room at most, and no letter is lost, doubled or moved."""
    lines = wrap(text, room, bold=bold)
    assert all(text_width(line, bold=bold) <= room or len(line) == 1 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(WORDS, st.floats(-30, 30), st.booleans())
def test_what_fits_is_what_is_no_wider(text, more, bold):
    """Whether words fit is the same with measuring and without, also where the room is hardly enough."""
    taken = text_width(text, bold=bold)
    assert fits(text, taken + more, bold=bold) == (taken <= taken + more)


def test_lines_are_about_equally_long():
    """A last word is not left alone where the lines can share the words."""
    assert wrap("Hội viên của chi hội mới trên địa bàn dân cư", 208)[1] != "cư"


def test_the_same_bytes_whatever_the_settings():
    """The machine's own settings of matplotlib change nothing, and the salt alone changes ids."""
    first = drawn()
    settings = {"font.size": 30, "savefig.facecolor": "red", "text.usetex": True, "svg.fonttype": "none"}
    with mpl.rc_context(settings):
        assert drawn() == first
    assert drawn(salt="other") != first


def test_a_prepared_canvas_draws_the_same_bytes():
    """Each is used once; who needs more than were prepared makes them."""
    first = drawn()
    with mpl.rc_context({"font.size": 30, "figure.facecolor": "red"}):
        prepare_canvases(1)
    assert [drawn(), drawn()] == [first, first]


def test_the_svg_stands_alone():
    """Words are paths, signs of TeX and XML are words, and nothing is fetched or dated."""
    svg = ET.fromstring(drawn())  # noqa: S314 - our own
    tags = {element.tag.rpartition("}")[2] for element in svg.iter()}
    assert "path" in tags
    assert not {"text", "image", "script", "date"} & tags


def test_a_letter_the_typeface_lacks_is_refused():
    """Words that would print as boxes are refused, with the letter and the words."""
    with pytest.raises(DocumentError, match=r"no letter '会' \(U\+4F1A\), found in 'Hội 会'"):
        drawn("Hội 会")


def test_matplotlib_is_imported_late():
    """Whoever composes a report without charts does not wait for matplotlib."""
    code = "import sys, khacphuc.report.compose; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
