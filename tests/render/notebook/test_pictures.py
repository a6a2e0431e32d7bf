"""Tests of `khacphuc.render.notebook.pictures`."""

import base64
import io

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from khacphuc.render.notebook.pictures import clean_svg, read_picture

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def drawn(kind):
    """A small chart of matplotlib in a format."""
    file = io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": "x"}):
        figure = Figure(figsize=(1, 1))
        figure.subplots().plot([1, 2], label="một")
        figure.savefig(file, format=kind)
    return file.getvalue()


@pytest.mark.parametrize(("kind", "mime"), [("png", "image/png"), ("jpeg", "image/jpeg")])
def test_a_picture_is_in_its_address(kind, mime):
    """Whatever breaks of lines the base64 has."""
    content = drawn(kind)
    address = read_picture({"text/plain": "<Figure>", mime: base64.encodebytes(content).decode()})
    assert address == f"data:{mime};base64,{base64.b64encode(content).decode()}"


def test_a_drawing_of_matplotlib_keeps_what_is_drawn():
    """Its paths, clips and references inside stay."""
    text = drawn("svg").decode()
    drawing = clean_svg(text).decode()
    assert drawing.count("path ") == text.count("<path ")
    assert drawing.count("url(#") == text.count("url(#")
    assert drawing.count('href="#') == text.count('href="#')


@pytest.mark.parametrize(
    "part",
    [
        "<script>x()</script>",
        '<g onload="x()"/>',
        '<image href="http://evil/a.png"/>',
        '<image xlink:href=" javascript:x()"/>',
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">evil x()</body></foreignObject>',
        '<style>@import "http://evil";</style>',
        "<style>g{fill:url(http://evil)}</style>",
        "<g style=\"fill:url( 'http://evil')\"/>",
        '<set attributeName="href" to="javascript:x()"/>',
        '<evil xmlns="http://www.w3.org/1999/xhtml">x()</evil>',
    ],
)
def test_nothing_in_a_drawing_runs_or_loads(part):
    """Scripts, events, other languages and addresses outside it go; the rest stays."""
    drawing = clean_svg(SVG.format(part + '<path d="M0 0"/>')).decode()
    assert "evil" not in drawing
    assert "x()" not in drawing
    assert "<path" in drawing


@pytest.mark.parametrize(
    "data",
    [
        {"image/png": "no base64!"},
        {"image/png": base64.b64encode(b"<svg/>").decode()},
        {"image/svg+xml": "<svg"},
        {"image/svg+xml": "<html/>"},
        {"image/svg+xml": '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;")},
        {"image/tiff": "AAAA"},
        {},
    ],
)
def test_what_is_no_picture_has_no_address(data):
    """A page says that it is not shown."""
    assert not read_picture(data)
