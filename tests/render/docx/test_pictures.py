"""Charts as Word shows them."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from khacphuc.render.docx.pictures import Size, natural_size, to_png
from khacphuc.report.charts.drawing import FULL, INK, SHORT, WIDTH, Canvas
from khacphuc.report.document import nodes

from .. import sample

NATURAL = Size(WIDTH, 70)


def chart(svg: str) -> nodes.Figure:
    """A chart of a picture."""
    return nodes.Figure(id="hinh", caption=sample.inlines("Hình"), alt="Bốn cột.", svg=svg)


def drawn() -> nodes.Figure:
    """A chart with words, a bar and a mark."""
    with Canvas() as canvas:
        canvas.write(["Chữ", "đậm"], 10, 0, bold=True)
        canvas.bar(10, 40, 100, 12, hatched=True)
        canvas.mark("full", 200, 46)
        return chart(canvas.save(70, salt="x"))


@pytest.mark.parametrize(
    ("sides", "size"),
    [
        ('width="453.6pt" height="70pt"', (453.6, 70)),
        ('height="48px" width="96"', (72, 36)),  # 96 pixels are an inch
        ('width="100%" height="70pt"', None),
        ('stroke-width="2" height="70pt"', None),
    ],
)
def test_the_size_is_that_of_the_svg(sides: str, size: tuple[float, float] | None) -> None:
    """A chart is as large as its SVG says, in points; what says no length has no size."""
    assert natural_size(chart(f"<svg {sides}>")) == size


def test_a_chart_is_drawn_sharp_and_whole() -> None:
    """The PNG has 192 dots an inch, its ground is white, and its colours are those of the chart."""
    image = Image.open(io.BytesIO(to_png(drawn(), NATURAL)))
    assert image.size == (round(WIDTH / 72 * 192), round(70 / 72 * 192))
    colours = image.convert("RGB").getcolors(image.width * image.height)
    assert max(colours)[1] == (255, 255, 255)
    assert {tuple(bytes.fromhex(colour[1:])) for colour in (INK, SHORT, FULL)} <= {
        colour for _, colour in colours
    }


def test_a_chart_has_as_many_dots_as_it_takes_room() -> None:
    """A chart that stands smaller on the page has fewer dots, as many an inch."""
    image = Image.open(io.BytesIO(to_png(drawn(), Size(300, 48))))
    assert image.size == (800, 128)


def test_the_same_chart_gives_the_same_bytes() -> None:
    """Nothing of when or by what it was made is in a picture."""
    figure = drawn()
    png = to_png(figure, NATURAL)
    assert to_png(replace(figure, id="other"), NATURAL) == png
    assert not Image.open(io.BytesIO(png)).info
