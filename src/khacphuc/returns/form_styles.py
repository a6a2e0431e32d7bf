"""How the cells of a form look: few styles, the same in every workbook. Pure.

What is filled in has a frame and a ground of its own and is not locked; what is wrong is said in words, and
bold, as well as in colour.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from khacphuc.returns.sheet_xml import HEADER, MAIN


class FormStyle(IntEnum):
    """The number of each style in the workbook."""

    PLAIN = 0
    TITLE = 1
    WHOSE = 2
    ANSWER_LABEL = 3
    ANSWER = 4
    REVISION = 5
    NOTICE = 6
    HEAD = 7
    SECTION = 8
    ORDER = 9
    ITEM = 10
    UNIT = 11
    WHOLE = 12
    DECIMAL = 13
    WORDS = 14
    CHECK = 15
    PARAGRAPH = 16
    LISTED = 17
    NUMBER = 18
    HEAD_OF_NOW = 19
    FORM = 20


WRONG_STYLE: Final = 0
"""The number of the style of a check that is not met, among those that depend on a condition."""

_FACE: Final = "Calibri"  # what workbooks of Excel have; LibreOffice has letters of the same widths
_INK, _GREY, _RED = "FF1A1A1A", "FF595959", "FF9C0006"
_FONTS: Final = (  # size, bold, italic, colour
    (11, False, False, _INK),
    (14, True, False, _INK),
    (11, True, False, _INK),
    (10, False, False, _GREY),
    (12, False, False, _INK),
)
_FILLS: Final = ("FFE3E7EB", "FFF3F5F7", "FFFFF8E1")  # heads, sections, what is filled in
_HEAD_FILL, _SECTION_FILL, _ANSWER_FILL = 2, 3, 4  # before them stand two every workbook has
_INTEGERS, _TEXT = 3, 49  # formats every workbook has: #,##0 and text

#: font, fill, border, format, locked, horizontal, vertical; in the order of FormStyle
_CELLS: Final = (
    (0, 0, 0, 0, True, "", "bottom"),
    (1, 0, 0, 0, True, "", "center"),
    (0, 0, 0, 0, True, "", "center"),
    (2, 0, 0, 0, True, "", "center"),
    (2, _ANSWER_FILL, 1, 0, False, "center", "center"),
    (2, _ANSWER_FILL, 1, 1, False, "center", "center"),
    (3, 0, 0, 0, True, "", "center"),
    (2, _HEAD_FILL, 1, 0, True, "center", "center"),
    (2, _SECTION_FILL, 1, 0, True, "", "center"),
    (0, 0, 1, 0, True, "center", "center"),
    (0, 0, 1, 0, True, "wrap", "center"),
    (0, 0, 1, 0, True, "center", "center"),
    (4, _ANSWER_FILL, 1, _INTEGERS, False, "right", "center"),
    (4, _ANSWER_FILL, 1, 0, False, "right", "center"),
    (0, _ANSWER_FILL, 1, _TEXT, False, "wrap", "center"),
    (3, 0, 1, 0, True, "wrap", "center"),
    (0, 0, 0, 0, True, "wrap", "top"),
    (0, 0, 1, 0, True, "wrap", "top"),
    (0, 0, 1, 0, True, "right", "top"),
    (2, _ANSWER_FILL, 1, 0, True, "center", "center"),
    (2, 0, 0, 0, True, "", "center"),
)
_TEXTS: Final = frozenset(
    {
        *(FormStyle.TITLE, FormStyle.WHOSE, FormStyle.SECTION, FormStyle.ITEM, FormStyle.UNIT),
        *(FormStyle.WORDS, FormStyle.PARAGRAPH, FormStyle.LISTED, FormStyle.FORM),
    }
)
_WRAPPED: Final = frozenset({FormStyle.HEAD, FormStyle.UNIT})


def styles_part() -> str:
    """The part ``xl/styles.xml``."""
    fonts = "".join(
        f'<font>{"<b/>" * bold}{"<i/>" * italic}<sz val="{size}"/>'
        f'<color rgb="{colour}"/><name val="{_FACE}"/><family val="2"/></font>'
        for size, bold, italic, colour in _FONTS
    )
    fills = "".join(
        f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/></patternFill></fill>'
        for colour in _FILLS
    )
    sides = "".join(
        f'<{side} style="thin"><color rgb="FF7F7F7F"/></{side}>'
        for side in ("left", "right", "top", "bottom")
    )
    cells = "".join(_cell_format(FormStyle(number)) for number in range(len(_CELLS)))
    return (
        f'{HEADER}<styleSheet xmlns="{MAIN}">'
        f'<fonts count="{len(_FONTS)}">{fonts}</fonts>'
        f'<fills count="{len(_FILLS) + 2}"><fill><patternFill patternType="none"/></fill>'
        f'<fill><patternFill patternType="gray125"/></fill>{fills}</fills>'
        '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
        f"<border>{sides}<diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(_CELLS)}">{cells}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        f'<dxfs count="1"><dxf><font><b/><color rgb="{_RED}"/></font>'
        '<fill><patternFill patternType="solid"><bgColor rgb="FFFFE3E3"/></patternFill></fill></dxf></dxfs>'
        "</styleSheet>"
    )


def _cell_format(style: FormStyle) -> str:
    font, fill, border, number, locked, horizontal, vertical = _CELLS[style]
    wrap = ' wrapText="1"' if horizontal == "wrap" or style in _WRAPPED else ""
    across = {"": "", "wrap": ' horizontal="left" indent="1"', "right": ' horizontal="right" indent="1"'}.get(
        horizontal, f' horizontal="{horizontal}"'
    )
    if style is FormStyle.PARAGRAPH:
        across = ""
    # who opens such a cell and leaves it has a text as before, though it begins like a formula
    quoted = 'quotePrefix="1" ' if style in _TEXTS else ""
    protection = "" if locked else '<protection locked="0"/>'
    return (
        f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" {quoted}'
        'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" '
        f'applyProtection="1"><alignment{across} vertical="{vertical}"{wrap}/>{protection}</xf>'
    )
