"""The headings of a prose in their order: what no heading may be, before the document is numbered. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khacphuc.report.document import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

_DEEPEST = 3


@dataclass
class Outline:
    """The headings so far."""

    _level: int = field(default=0, init=False)
    _last: nodes.Heading | None = field(default=None, init=False)
    _emptied: list[nodes.Heading] = field(default_factory=list, init=False)

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
        self._last = heading
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

    def leave_out(self) -> None:
        """Take note that a fence below the last heading was left out."""
        if self._last is not None:
            self._emptied.append(self._last)

    def without_emptied(self, blocks: Iterable[nodes.Block]) -> list[nodes.Block]:
        """The blocks without headings below which nothing is left, as a fence was left out there.

        A heading that was typed with nothing below it stays: that is for its author to see.

        Args:
            blocks: in their order.
        """
        remaining: list[nodes.Block] = []
        emptied = {id(heading) for heading in self._emptied}
        left_out = 0  # the level of the heading just left out: one above it is emptied by that
        for block in reversed([*blocks]):
            if isinstance(block, nodes.Heading):
                following = remaining[-1] if remaining else None
                is_bare = following is None or (
                    isinstance(following, nodes.Heading) and following.level <= block.level
                )
                if is_bare and (id(block) in emptied or block.level < left_out):
                    left_out = block.level
                    continue
            left_out = 0
            remaining.append(block)
        return remaining[::-1]
