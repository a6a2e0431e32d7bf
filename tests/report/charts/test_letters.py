"""Tests of `khacphuc.report.charts.letters`: what matplotlib draws with its own letters, and with these."""

from __future__ import annotations

import io
from types import SimpleNamespace

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.textpath import TextToPath

from khacphuc.report.charts.drawing import Canvas
from khacphuc.report.charts.letters import LettersRenderer, TypefaceLetters

LINES = [
    "Đoàn viên ưu tú được giới thiệu cho Đảng",
    "AVATAR, Tỷ lệ 87,5 %: “đạt” – fi ffl",
    "  hai  khoảng trống  ",
    "a\u0302\u0301 e\u0323\u0302 o\u031b\u0309",  # marks of their own, as a Mac writes them
]


@pytest.fixture
def canvas():
    """A canvas with every line, in both faces and on both sides."""
    with Canvas() as canvas:
        for number, line in enumerate(LINES):
            canvas.write([line], 10, 10 + 40 * number)
            canvas.write([line, line[:7]], 440, 20 + 40 * number, bold=True, align="right")
        canvas.cut(40 * len(LINES) + 40)
        mpl.rcParams["svg.hashsalt"] = "salt"
        yield canvas


def draw(canvas, renderer):
    """The SVG a renderer draws."""
    file = io.StringIO()
    drawing = renderer(*canvas.figure.get_size_inches() * 72, file, metadata={"Date": None})
    canvas.figure.draw(drawing)
    drawing.finalize()
    return file.getvalue()


def drawn_by_letters(canvas, letters):
    """The SVG with letters of ours."""
    return draw(canvas, lambda *size, **settings: LettersRenderer(letters, *size, **settings))


def test_the_same_bytes_as_matplotlib(canvas):
    """At once, and with letters and measures that are known by then."""
    expected = draw(canvas, RendererSVG)
    letters = TypefaceLetters()
    assert expected.count("<use") > 200
    assert [drawn_by_letters(canvas, letters) for _ in range(2)] == [expected] * 2


def test_what_is_saved_is_what_matplotlib_saves(canvas):
    """Size, background and numbers are those of `savefig`."""
    file = io.StringIO()
    canvas.figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    assert canvas.save(40 * len(LINES) + 40, salt="salt") == file.getvalue()


def test_without_what_is_not_public_letters_are_loaded_as_matplotlib_does(canvas, monkeypatch):
    """A release that lays out otherwise draws slowly, not wrongly."""
    expected = draw(canvas, RendererSVG)
    monkeypatch.setattr("khacphuc.report.charts.letters.LAYOUT", "_no_such_layout")
    assert drawn_by_letters(canvas, TypefaceLetters()) == expected


def test_a_letter_is_loaded_once():
    """However often it stands in a text."""
    loaded = []
    font = SimpleNamespace(
        postscript_name="Tinos",
        _layout=lambda text, *_, **__: [SimpleNamespace(glyph_index=ord(sign), x=0, y=0) for sign in text],
        load_glyph=lambda index, **_: loaded.append(index),
        get_path=lambda: "outline",
    )
    letters = TypefaceLetters()
    drawn, new, _ = letters.get_glyphs_with_font(font, "abba", {}, return_new_glyphs_only=True)
    assert [name for name, *_ in drawn] == ["Tinos-61", "Tinos-62", "Tinos-62", "Tinos-61"]
    assert list(new) == ["Tinos-61", "Tinos-62"]
    letters.get_glyphs_with_font(font, "ab", {}, return_new_glyphs_only=True)
    assert loaded == [0x61, 0x62]


def test_a_line_is_measured_as_matplotlib_measures_it(canvas):
    """To the last digit; what was measured is remembered."""
    assert len(canvas.axes.texts) == 3 * len(LINES)
    letters, matplotlibs = TypefaceLetters(), TextToPath()
    for text in canvas.axes.texts:
        line, font = text.get_text(), text.get_fontproperties()
        expected = matplotlibs.get_text_width_height_descent(line, font, ismath=False)
        for _ in range(2):
            assert letters.get_text_width_height_descent(line, font, ismath=False) == expected
