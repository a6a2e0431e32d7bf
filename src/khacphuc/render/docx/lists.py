"""The lists of a document become definitions that Word numbers itself: dashes, and ``1)`` where ordered."""

from __future__ import annotations

from typing import Final

from khacphuc.render.docx.xml import Indent, points

BULLETS: Final = 1
RECIPIENTS: Final = 2
NUMBERS: Final = 3
"""The lists that styles refer to; every ordered list of a document gets a number above these."""

_LEVELS: Final = 9  # as many as Word defines for a list
_STEP: Final = points(8)
_HANGING: Final = {"bullet": points(4), "decimal": points(6.5)}


class Lists:
    """The lists of one document.

    Args:
        first_line: how far the first line of a paragraph is indented, in points.
    """

    def __init__(self, first_line: float) -> None:
        self._first_line = first_line
        self._levels: list[int] = []

    def numbered(self, level: int) -> int:
        """Begin an ordered list on a level and return its number."""
        self._levels.append(level)
        return NUMBERS + len(self._levels)

    def indent(self, level: int, *, ordered: bool) -> Indent:
        """Return the indent of the items of a level."""
        return self._indent(level, "decimal" if ordered else "bullet")

    def xml(self) -> str:
        """Write what ``numbering.xml`` holds."""
        kinds = (("bullet", "-"), ("bullet", "-"), ("decimal", "%{place})"))
        abstract = [
            f'<w:abstractNum w:abstractNumId="{place}"><w:multiLevelType w:val="hybridMultilevel"/>'
            + "".join(self._level(level, *kind, recipients=place == 1) for level in range(_LEVELS))
            + "</w:abstractNum>"
            for place, kind in enumerate(kinds)
        ]
        styled = [_number(number, number - 1) for number in (BULLETS, RECIPIENTS, NUMBERS)]
        numbered = [
            _number(number, NUMBERS - 1, anew=level) for number, level in enumerate(self._levels, NUMBERS + 1)
        ]
        return "".join((*abstract, *styled, *numbered))

    def _indent(self, level: int, kind: str) -> Indent:
        hanging = _HANGING[kind]
        return Indent(left=self._first_line + level * _STEP + hanging, first=-hanging)

    def _level(self, level: int, kind: str, text: str, *, recipients: bool) -> str:
        indent = Indent(left=points(2.5), first=-points(2.5)) if recipients else self._indent(level, kind)
        return (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{text.format(place=level + 1)}"/><w:lvlJc w:val="left"/>'
            f"<w:pPr>{indent.xml}</w:pPr></w:lvl>"
        )


def _number(number: int, kind: int, *, anew: int | None = None) -> str:
    override = (
        "" if anew is None else f'<w:lvlOverride w:ilvl="{anew}"><w:startOverride w:val="1"/></w:lvlOverride>'
    )
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{override}</w:num>'
