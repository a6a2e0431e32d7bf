"""Tests of `khacphuc.data.source.pdf.drawing`."""

import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from khacphuc.data.source.pdf import drawing as module
from khacphuc.data.source.pdf.drawing import Drawing
from khacphuc.data.source.pdf.geometry import IDENTITY
from khacphuc.errors import SourceError


def draw(content, resources=None):
    """What a page of these operations draws."""
    drawing = Drawing({})
    font = DictionaryObject({NameObject("/Subtype"): NameObject("/TrueType")})
    fonts = DictionaryObject({NameObject("/F1"): font})
    drawing.draw(content, {"/Font": fonts, **(resources or {})}, IDENTITY)
    return drawing


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        (b"BT /F1 10 Tf [(04) -20 (5)] TJ ET", ["045"]),
        (b"BT /F1 10 Tf [(04) -300 (do)] TJ ET", ["04 do"]),  # a gap is a blank
        (b"BT /F1 10 Tf [(04) -3000 (5)] TJ ET", ["04", "5"]),  # a wide one is none of a line's
        (b"BT /F1 10 Tf (Ten      04) Tj ET", ["Ten", "04"]),
        (b"BT /F1 10 Tf 12 TL (04) Tj T* (05) Tj (06) ' ET", ["04", "05", "06"]),
        (b"BT /F1 10 Tf /Span <</ActualText (m2)>> BDC (xy) Tj EMC (5) Tj ET", ["m25"]),
        (b"BT /F1 10 Tf Tj (04) Tj ET Q Q", ["04"]),  # operands are missing, and a state to go back to
    ],
)
def test_letters_behind_each_other_are_a_run(content, texts):
    """Runs end where a gap is wide or the line ends."""
    assert [run.text for run in draw(content).runs] == texts


def test_places_follow_the_matrices():
    """A run stands where page, text and rise put it, and knows its direction."""
    run, turned = draw(
        b"q 2 0 0 2 10 10 cm BT /F1 5 Tf 3 Ts 1 2 Td (a) Tj ET Q BT /F1 9 Tf 0 1 -1 0 50 60 Tm (b) Tj ET"
    ).runs
    assert (run.x, run.y, run.size, run.angle) == (12, 20, 10, 0)
    assert (turned.x, turned.y, turned.angle) == (50, 60, 90)


def test_forms_within_themselves_end():
    """A form that draws itself is drawn a few times and no more."""
    form = DecodedStreamObject()
    form.set_data(b"/X Do")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/X"): form})}
    )
    assert draw(b"/X Do", {"/XObject": DictionaryObject({NameObject("/X"): form})}).runs == []


def test_a_page_that_draws_without_end_is_refused(monkeypatch):
    """A file made to keep a reader busy is refused."""
    monkeypatch.setattr(module, "_MOST_OPERATIONS", 100)
    with pytest.raises(SourceError, match="draws far more"):
        draw(b"q Q " * 100)
