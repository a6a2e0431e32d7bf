"""Tests of `khacphuc.report.charts`."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import combinations

import pytest
from docx.image.image import Image
from matplotlib.backends.backend_agg import FigureCanvasAgg

from khacphuc.report.charts import WIDTH_IN, Bar, bars_figure, bars_png, bars_svg

LONG = (
    "Tỷ lệ kết nạp Đảng trong số công nhân được giới thiệu, tính trên toàn tỉnh "
    "và theo từng huyện, thị, thành đoàn trực"
).ljust(120, "c")
TARGET = (1.0, "mức phải đạt")
SHARP = 10
SETS = {
    "one": ([Bar("Một", 1, "01")], None),
    "nothing": ([Bar("Không", 0, "0"), Bar("Không nữa", 0, "0")], None),
    "three": (
        [Bar("Lượt dự", 19732, "19.732 lượt"), Bar("Hội thi", 8162, "8.162"), Bar("Ngày", 1, "1")],
        None,
    ),
    "short labels": ([Bar("A", 0.2, "1/5", falls_short=True), Bar("B", 2, "10/5")], TARGET),
    "just below": (
        [Bar(f"Mức {part}", part, "1.805 / 2.000", falls_short=True) for part in (0.8, 0.95, 0.999, 1)],
        TARGET,
    ),
    "above": ([Bar("Vượt", 3.57, "35,7% / 10%"), Bar("Đúng", 1.01, "101 / 100")], TARGET),
    "120 characters": (
        [
            Bar(LONG, 1, "$1 thanh thiếu niên chậm tiến và sau cai", falls_short=True),
            Bar("x" * 120, 0, "0"),
            Bar(LONG, 0.2, "x" * 60),
        ],
        TARGET,
    ),
    "fifteen": (
        [Bar(f"Chi đoàn {'dài ' * place}", place, f"{place:02}") for place in range(15)],
        (7, "mức phải đạt rất dài của năm"),
    ),
}


def drawn(bars, line):
    """The boxes of the texts, of the bars and of the threshold of a chart, in dots."""
    figure = bars_figure(bars, line=line)
    figure.set_dpi(72 * SHARP)  # at 72 dots an inch letters are moved to whole dots, which paths are not
    renderer = FigureCanvasAgg(figure).get_renderer()
    (axes,) = figure.axes
    texts = [text.get_window_extent(renderer) for text in axes.texts]
    patches = [patch.get_window_extent(renderer) for patch in axes.patches]
    rules = [rule.get_window_extent(renderer) for rule in axes.lines]
    return figure, texts, patches, rules


def meet(one, other):
    """Whether two boxes share more than an edge."""
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.y1, other.y1) - max(one.y0, other.y0)
    return across > SHARP / 2 and down > SHARP / 2


@pytest.mark.parametrize("name", SETS)
def test_nothing_overlaps(name):
    """No words stand on other words, on a bar, on the threshold or outside, however long they are."""
    figure, texts, patches, rules = drawn(*SETS[name])
    for one, other in combinations(texts, 2):
        assert not meet(one, other)
    for text in texts:
        assert not any(meet(text, patch) for patch in patches)
        for rule in rules:
            assert not (
                text.x0 < rule.x0 < text.x1 and min(text.y1, rule.y1) - max(text.y0, rule.y0) > SHARP / 2
            )
        assert text.x0 >= 0
        assert text.x1 <= figure.bbox.x1
        assert text.y0 >= 0
        assert text.y1 <= figure.bbox.y1
    assert figure.get_figwidth() == WIDTH_IN


@pytest.mark.parametrize("name", SETS)
def test_bars_are_true(name):
    """Bars begin at zero and are as long as their values; the threshold stands at its own."""
    bars, line = SETS[name]
    _, _, patches, rules = drawn(bars, line)
    longest = max([bar.value for bar in bars] + ([line[0]] if line else [])) or 1
    (zero, *threshold) = [rule.x0 for rule in rules]
    scale = max([patch.x1 for patch in patches] + threshold) - zero
    for bar, patch in zip(bars, patches, strict=True):
        assert patch.x0 == pytest.approx(zero)
        if scale > SHARP:
            assert patch.x1 - zero == pytest.approx(bar.value / longest * scale)
    if line:
        assert threshold == [pytest.approx(zero + line[0] / longest * scale)]


def test_falling_short_is_hatched():
    """A bar that falls short differs by its hatching, not by its colour alone."""
    figure, *_ = drawn([Bar("A", 0.5, "1", falls_short=True), Bar("B", 2, "2")], TARGET)
    short, full = figure.axes[0].patches
    assert short.get_hatch()
    assert not full.get_hatch()


@pytest.mark.parametrize("name", SETS)
def test_same_bytes(name):
    """The same bars give the same SVG, words drawn as paths, without date or outside reference."""
    bars, line = SETS[name]
    svg = bars_svg(bars, salt=name, line=line)
    assert bars_svg(bars, salt=name, line=line) == svg
    assert bars_svg(bars, salt="other", line=line) != svg or name in {"one", "nothing"}
    tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(svg).iter()}  # noqa: S314 - our own
    assert not {"text", "image", "script", "date"} & tags
    assert 'href="http' not in svg


def test_png():
    """For Word the same bars as dots, 200 an inch, the same bytes, and nothing of who drew them."""
    bars, line = SETS["three"]
    png = bars_png(bars, line=line)
    image = Image.from_blob(png)
    assert (image.horz_dpi, image.px_width) == (200, round(WIDTH_IN * 200))
    assert bars_png(bars, line=line) == png
    assert b"tEXt" not in png


@pytest.mark.parametrize("text", ["$5", "$a_b$", r"\alpha", "a_b^c", "100%", "<b>&", "đồng chí ₫"])
def test_signs(text):
    """Signs that mean something to TeX or XML are words."""
    svg = ET.fromstring(bars_svg([Bar(text, 1, text)], salt="x", line=(1, text)))  # noqa: S314 - our own
    assert svg.tag.endswith("svg")


@pytest.mark.parametrize("bars", [[], [Bar("A", -1, "-1")], [Bar("A", 1, "1"), Bar("B", -0.1, "0")]])
def test_refuses(bars):
    """A chart of nothing, or of less than nothing, is refused."""
    with pytest.raises(ValueError, match="at least one bar, and none below zero"):
        bars_svg(bars, salt="x")


def test_matplotlib_is_imported_late():
    """Whoever composes a report without charts does not wait for matplotlib."""
    code = "import sys, khacphuc.report.compose; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
