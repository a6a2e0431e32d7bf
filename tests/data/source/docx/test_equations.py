"""Tests of `khacphuc.data.source.docx.equations`."""

import pytest
from lxml import etree

from khacphuc.data.source.docx.equations import equation_text

_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def r(text):
    """A run of an equation."""
    return f"<r><rPr/><t>{text}</t></r>"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (r("≥90%"), "≥90%"),
        (f"<f><fPr/><num>{r('9')}</num><den>{r('11')}</den></f>", "9/11"),
        (f"<f><num>{r('a+b')}</num><den>{r('2')}</den></f>", "(a+b)/2"),
        (f"<sSup><e>{r('m')}</e><sup>{r('2')}</sup></sSup>", "m²"),
        (f"<sSup><e>{r('x')}</e><sup>{r('n')}</sup></sSup>", "x^n"),
        (f"<sSub><e>{r('x')}</e><sub>{r('1')}</sub></sSub>", "x_1"),
        (f"<rad><radPr/><deg/><e>{r('16')}</e></rad>", "√16"),
        (f"<d><dPr><begChr xmlns:m='{_M}' m:val='['/></dPr><e>{r('1')}</e><e>{r('2')}</e></d>", "[1|2)"),
        (f"<nary><naryPr/><sub>{r('1')}</sub><sup>{r('3')}</sup><e>{r('4')}</e></nary>", "∫_1^3 4"),
        (f"<m><mr><e>{r('1')}</e><e>{r('2')}</e></mr><mr><e>{r('3')}</e></mr></m>", "1  2; 3"),
        (f"<eqArr><e>{r('1')}</e><e>{r('2')}</e></eqArr>", "1; 2"),
        (f"<func><fName>{r('max')}</fName><e>{r('7')}</e></func>", "max7"),
    ],
)
def test_an_equation_in_a_line(xml, text):
    """Every number of an equation is read, with what joins it to the others."""
    assert equation_text(etree.fromstring(f'<oMath xmlns="{_M}">{xml}</oMath>')) == text
