"""How wide words are in our typeface, for writers that must place them and cannot measure themselves."""

from __future__ import annotations

from functools import cache, lru_cache

from fontTools.ttLib import TTFont

from khacphuc.fonts import FACES

_NARROWER = 0.97  # each try takes 3 % off: finer than an eye sees, and thirty tries at most
_NARROWEST = 0.4  # of what is available: a heading of two long words need not become a column
_UNKNOWN_EM = 0.5  # a letter the typeface lacks: another one will be shown for it


def width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """How wide a line of words is, in the unit of ``size`` (the height of the letters).

    >>> round(width("ĐOÀN", 15, bold=True), 1)
    44.2
    """
    advances = _advances(bold, italic)
    return sum(map(advances.__getitem__, text)) * size


def even_width(text: str, available: float, size: float, *, bold: bool = False) -> float:
    """The narrowest width that needs no line more than the available one, so that lines are even."""
    lengths = [width(word, size, bold=bold) for word in text.split()]
    space = width(" ", size, bold=bold)
    if not lengths or sum(lengths) + space * (len(lengths) - 1) <= available:
        return available
    count, narrow = _lines(lengths, space, available), available
    narrowest = max(available * _NARROWEST, *lengths)
    while narrow * _NARROWER > narrowest and _lines(lengths, space, narrow * _NARROWER) == count:
        narrow *= _NARROWER
    return narrow


@lru_cache(maxsize=4096)  # a writer tries several ways to fill its pages with the same words
def line_count(text: str, available: float, size: float, *, bold: bool = False, indent: float = 0) -> int:
    """How many lines words take, at least one, if the first is indented.

    >>> line_count("TÀI LIỆU TÀI LIỆU", 80, 15)
    2
    """
    lengths = [width(word, size, bold=bold) for word in text.split()] or [0]
    return _lines([lengths[0] + indent, *lengths[1:]], width(" ", size, bold=bold), available)


class _Advances(dict[str, float]):
    """How wide letters are, in sizes of a letter."""

    def __missing__(self, letter: str) -> float:
        return _UNKNOWN_EM


@cache
def _advances(bold: bool, italic: bool) -> _Advances:
    weight, style = 700 if bold else 400, "italic" if italic else "normal"
    face = next(face for face in FACES if (face.weight, face.style) == (weight, style))
    with TTFont(face.ttf, lazy=True) as font:
        widths, em = font["hmtx"].metrics, font["head"].unitsPerEm
        glyphs = font.getBestCmap().items()
        return _Advances({chr(code): widths[glyph][0] / em for code, glyph in glyphs})


def _lines(lengths: list[float], space: float, available: float) -> int:
    count, used = 1, -space
    for length in lengths:
        used += space + length
        if used > available:
            count, used = count + 1, length
    return count
