"""Cells of a worksheet as XML. Pure.

Forms are written by the thousand, and differ in few cells: they are put together from pieces of XML, which
takes a tenth of the time openpyxl needs. Every text is stored as text, so that nothing is a formula that was
not written as one here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

HEADER: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

LINE: Final = 15.75
"""Points a line of a row is high."""

_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LIKE_AN_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # readers take _x000D_ for a character
_LONGEST_LITERAL: Final = 250  # letters a text in a formula may have: 255, and the formats count in UTF-16


def xml_text(text: str) -> str:
    """A text between tags, or in an attribute.

    >>> xml_text('Đoàn & "Hội" <1>')
    'Đoàn &amp; &quot;Hội&quot; &lt;1&gt;'
    """
    text = _LIKE_AN_ESCAPE.sub("_x005F_", _NOT_IN_XML.sub("", text))
    for letter, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\n", "&#10;")):
        text = text.replace(letter, entity)
    return text


def text_cell(place: str, style: int, text: str = "") -> str:
    """A cell of text; without any it is empty, and has its style.

    >>> text_cell("B9", 3, "=1+1")
    '<c r="B9" s="3" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>'
    """
    if not text:
        return f'<c r="{place}" s="{style}"/>'
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{xml_text(text)}</t></is></c>'
    )


def numeric_cell(place: str, style: int, number: Decimal | int) -> str:
    """A cell of a number.

    >>> numeric_cell("D9", 4, 1231)
    '<c r="D9" s="4"><v>1231</v></c>'
    """
    return f'<c r="{place}" s="{style}"><v>{number}</v></c>'


def formula_cell(place: str, style: int, formula: str) -> str:
    """A cell of a formula that gives a text, computed when the workbook is opened."""
    return f'<c r="{place}" s="{style}" t="str"><f>{xml_text(formula)}</f><v></v></c>'


def columns_of(widths: Iterable[int]) -> str:
    """The columns of a sheet, in characters."""
    columns = "".join(
        f'<col min="{index}" max="{index}" width="{width}" customWidth="1"/>'
        for index, width in enumerate(widths, start=1)
    )
    return f'<sheetFormatPr defaultRowHeight="{LINE}"/><cols>{columns}</cols>'


def row_of(number: int, cells: Iterable[str], *, height: float | None = None) -> str:
    """A row of cells."""
    size = f' ht="{height:g}" customHeight="1"' if height else ""
    return f'<row r="{number}"{size}>{"".join(cells)}</row>'


def literal(text: str) -> str:
    """A text in a formula; a long one in several pieces, as a spreadsheet takes no longer ones.

    >>> literal('yes'), len(literal("long " * 100).split("&"))
    ('"yes"', 2)
    """
    pieces = [text[start : start + _LONGEST_LITERAL] for start in range(0, len(text), _LONGEST_LITERAL)]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces) or '""'
