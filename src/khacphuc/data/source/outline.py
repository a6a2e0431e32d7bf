"""Where each number of a document stands, by section and paragraph, from the document's own markers. Pure.

Offices number as they like, and not alike within one document: ``I.``, ``I-``, ``A.``, ``Phần thứ nhất``,
``1.``, ``1/``, ``1)``, ``1.1``, and the same numbers come again. So nothing is expected of a level
beforehand: a marker goes on with the level whose next number it is, begins a level below where it is the
first of its kind, and closes what stands below it.

A section is named by the numbers of its headings from the outermost on, as the column ``section`` of the
figures names it: ``III.1.2``, ``A.I``, ``2.1`` where no Roman heading stands above, ``P2.I`` in a second
part, ``Đ2.1`` below an article, ``PL1`` in an annex, ``fn2`` in the second note. A heading that repeats a
number is ``III-bis``. Letters (``a)``) and numbers in brackets open a section where one of their list has
paragraphs of its own, else they are paragraphs, as dashes are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khacphuc.data.source.levels import Levels
from khacphuc.data.source.markers import Marker, read_marker
from khacphuc.text.letters import SUPERSCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khacphuc.data.source.document import SourceDocument, TextBlock
    from khacphuc.text.spans import Span

_NOTE = re.compile(rf"\s*(?P<number>[{SUPERSCRIPTS}]+)\s+|\s*(?:\(?\*+\)?|\[\d+\])\s*")
_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_FURNITURE = {"page", "stamp"}


@dataclass(frozen=True, slots=True)
class Position:
    """Where a number stands.

    Attributes:
        section: ``III.1``, ``fn2``; empty before the first heading.
        paragraph: the paragraph of that section, from 1; 1 for what stands in its heading. A table is one.
    """

    section: str
    paragraph: int


def outline(document: SourceDocument, spans: Sequence[Span]) -> tuple[Position, ...]:
    r"""Find the section and paragraph of every number of a document.

    Args:
        document: its text, and what is known of its parts.
        spans: its numbers.

    Returns:
        Their positions, in the order of the spans.

    >>> from khacphuc.data.source.document import lines_document
    >>> from khacphuc.text.spans import read_spans
    >>> report = lines_document("A. KẾT QUẢ\nCó 04 đội.\n1/ Học tập\n- Có 05 em\n- Có 06 em\n")
    >>> positions = outline(report, read_spans(report.text))
    >>> [f"{position.section} {position.paragraph}" for position in positions]
    ['A 1', 'A.1 1', 'A.1 1', 'A.1 2']
    """
    starts = [block.start for block in document.blocks]
    positions = (Position("", 1), *block_positions(document))
    return tuple(positions[bisect_right(starts, span.start)] for span in spans)


def block_positions(document: SourceDocument) -> Iterator[Position]:
    """The position of each block of a document, in order."""
    blocks = document.blocks
    lines = [document.text[block.start : block.end] for block in blocks]
    furniture = _furniture(document)
    markers = [
        None if block.kind in {"cell", "note"} or block.start in furniture else read_marker(line)
        for block, line in zip(blocks, lines, strict=True)
    ]
    levels, notes, paragraphs = Levels(markers), _Notes(), _Paragraphs()
    for index, (block, line) in enumerate(zip(blocks, lines, strict=True)):
        if block.start in furniture:
            yield paragraphs.latest
        elif note := notes.section(block, line):
            yield paragraphs.add(note, line, block, None)
        else:
            opens = levels.take(index, style=block.style if block.kind == "heading" else "")
            yield paragraphs.add(levels.path, line, block, markers[index], opens=opens)


def _furniture(document: SourceDocument) -> set[int]:
    """Where the blocks begin that a page repeats, or that a signature's system printed."""
    covered = {mark.start: mark.end for mark in document.marks if mark.kind in _FURNITURE}
    return {block.start for block in document.blocks if covered.get(block.start, -1) >= block.end}


class _Notes:
    """The notes so far: each has the number it prints, or the next one where it prints none."""

    def __init__(self) -> None:
        self._numbers: list[int] = []

    def section(self, block: TextBlock, line: str) -> str:
        """The section of a note, ``fn2``; empty if the block is none."""
        match = _NOTE.match(line)
        marked = match["number"] if match else None
        if block.kind == "note" or marked:
            if match or not self._numbers:
                number = int(marked.translate(_DIGITS)) if marked else 0
                if not number or (number in self._numbers and block.kind == "note"):
                    number = max(self._numbers, default=0) + 1
                self._numbers.append(number)
            return f"fn{self._numbers[-1]}"
        return ""


class _Paragraphs:
    """Counts the paragraphs of each section."""

    def __init__(self) -> None:
        self.latest = Position("", 1)
        self._counts: dict[str, int] = {}
        self._tables: dict[int, Position] = {}

    def add(
        self, section: str, line: str, block: TextBlock, marker: Marker | None, *, opens: bool = False
    ) -> Position:
        """The position of a block that comes next in its section."""
        if block.table is not None and (known := self._tables.get(block.table)):
            self.latest = known
            return known
        # a line that begins small goes on with the paragraph, or the heading, that a page's end had split
        goes_on = section in self._counts and not marker and line.lstrip()[:1].islower()
        self._counts.setdefault(section, 0)
        if not opens and block.kind != "heading" and (block.table is not None or not goes_on):
            self._counts[section] += 1
        self.latest = Position(section, max(self._counts[section], 1))
        if block.table is not None:
            self._tables[block.table] = self.latest
        return self.latest
