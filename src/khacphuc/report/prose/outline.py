"""The headings of a prose in their order: what no heading may be, before the document is numbered. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from khacphuc.report.document import nodes

_DEEPEST = 3


@dataclass
class Outline:
    """The headings so far."""

    _level: int = field(default=0, init=False)

    def add(self, heading: nodes.Heading, *, nested: bool, markup: str) -> tuple[str, str]:
        """Add the next heading.

        Args:
            heading: it.
            nested: whether it stands inside another block.
            markup: what makes a heading of it: signs before it, or ``-`` or ``=`` of the line below it.

        Returns:
            What is wrong with it, and the remedy; both empty if nothing is.

        >>> heading = nodes.Heading(level=3, children=(nodes.Text(text="Một"),))
        >>> Outline().add(heading, nested=False, markup="###")
        ('a heading of level 3 (###) comes first', 'write #: no level may be skipped')
        """
        level, before, self._level = heading.level, self._level, heading.level
        if not markup.startswith("#"):
            return (
                "the paragraph above would become a heading because of this line",
                f"delete the line, or write '{'#' * level} …' for a heading",
            )
        if nested:
            return "a heading stands inside a list", "move it out"
        if level > _DEEPEST:
            return "headings go three levels deep: #, ##, ###", ""
        if not nodes.plain(heading.children).strip():
            return "a heading without words", "write them behind its signs, or delete the line"
        if level > before + 1:
            follows = f"follows one of level {before} ({'#' * before})" if before else "comes first"
            remedy = f"write {'#' * (before + 1)}: no level may be skipped"
            return f"a heading of level {level} ({markup}) {follows}", remedy
        return "", ""
