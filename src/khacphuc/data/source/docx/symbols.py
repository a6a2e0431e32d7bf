"""Signs that Word keeps as places in a symbol font (``w:sym``), in Unicode. Pure."""

from __future__ import annotations

from typing import Final

_BASE: Final = 0xF000  # symbol fonts stand at U+F000 and above
_SYMBOL: Final = {
    0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB0: "°", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞",
    0xB7: "•", 0xAE: "→", 0xDE: "⇒", 0xD7: "⋅", 0x2D: "−", 0xA2: "′", 0xB2: "″", 0xD6: "√", 0xE5: "∑",
}  # fmt: skip
_WINGDINGS: Final = {0xFC: "✓", 0xFE: "☑", 0xA8: "□", 0x6F: "□", 0xFB: "✗", 0xFD: "☒", 0xE0: "→"}


def symbol(font: str, code: str) -> str:
    """The sign that a font has at a place.

    Args:
        font: its name.
        code: the place in hexadecimal digits.

    Returns:
        It, or nothing where it is an ornament.

    >>> symbol("Symbol", "F0B3"), symbol("Times New Roman", "00BD"), symbol("Wingdings", "F04A")
    ('≥', '½', '')
    """
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    tables = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
    table = tables.get(font.lower())
    if table is not None:
        inside = place - _BASE if place >= _BASE else place
        return table.get(inside, chr(inside) if table is _SYMBOL and chr(inside).isdecimal() else "")
    return chr(place) if place < 0xD800 and chr(place).isprintable() else ""  # noqa: PLR2004 - surrogates
