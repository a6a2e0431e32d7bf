"""The parts of a document as its page shows them: paragraphs and tables, each number with its kind."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from khacphuc.data.source.outline import block_positions
from khacphuc.text.spans import QUANTITIES, SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from khacphuc.data.source.coverage import Coverage
    from khacphuc.data.source.document import TextBlock
    from khacphuc.data.source.outline import Position
    from khacphuc.text.spans import Span

_FURNITURE = frozenset({SpanKind.PAGE, SpanKind.STAMP})


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph, or one number of it.

    Attributes:
        text: as it stands in the document.
        index: of the number among all; None for words.
        span: the number; None for words.
        is_doubtful: whether a person must decide something about it first.
    """

    text: str
    index: int | None = None
    span: Span | None = None
    is_doubtful: bool = False

    @property
    def classes(self) -> str:
        """The classes of its element, for its colour and for the choice of what is shown."""
        if self.span is None:
            return ""
        names = ["k", f"k-{self.span.kind.value}"]
        names += ["quantity"] * (self.span.kind in QUANTITIES) + ["doubtful"] * self.is_doubtful
        return " ".join(names)


@dataclass(frozen=True, slots=True)
class DocumentCell:
    """A cell of a table, or a paragraph; ``opens`` tells the heading of a section that no file told."""

    kind: str
    position: Position
    pieces: tuple[Piece, ...]
    row: int = 1
    column: int = 1
    is_furniture: bool = False
    is_legacy: bool = False
    opens: bool = False

    @property
    def is_head(self) -> bool:
        """Whether it heads a row or a column of its table; an empty cell heads nothing."""
        return (self.row == 1 or self.column == 1) and any(piece.text.strip() for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """A paragraph, or the rows of a table.

    Attributes:
        cells: the paragraph alone, or the cells of the table in order.
        table: the number of the table; None for a paragraph.
    """

    cells: tuple[DocumentCell, ...]
    table: int | None = None
    rows: tuple[tuple[DocumentCell, ...], ...] = field(default=())


def document_parts(coverage: Coverage, doubts: Mapping[int, tuple[str, ...]]) -> Iterator[DocumentPart]:
    """The parts of a document in order, a table as one.

    Args:
        coverage: the document and its numbers.
        doubts: what is to be decided, by the indices of its numbers.
    """
    blocks = coverage.document.blocks
    legacy = {paragraph.block for paragraph in coverage.document.legacy_paragraphs}
    starts = [span.start for span in coverage.spans]
    positions = block_positions(coverage.document)
    known = {""}
    cells: list[tuple[int | None, DocumentCell]] = []
    for number, (block, position) in enumerate(zip(blocks, positions, strict=True)):
        first, last = bisect_left(starts, block.start), bisect_left(starts, block.end)
        cell = DocumentCell(
            kind=block.kind,
            position=position,
            pieces=tuple(_pieces(coverage, block, range(first, last), doubts)),
            row=block.row or 1,
            column=block.column or 1,
            is_furniture=_is_furniture(coverage, block, range(first, last)),
            is_legacy=number in legacy,
            opens=position.section not in known and block.kind == "paragraph" and _is_body(position),
        )
        known.add(position.section)
        cells.append((block.table, cell))
    for table, group in groupby(cells, key=lambda both: both[0]):
        members = tuple(cell for _, cell in group)
        if table is None:
            yield from (DocumentPart((cell,)) for cell in members)
        else:
            rows = tuple(tuple(row) for _, row in groupby(members, key=lambda cell: cell.row))
            yield DocumentPart(members, table, rows)


def _is_body(position: Position) -> bool:
    return not position.section.startswith("fn")


def _is_furniture(coverage: Coverage, block: TextBlock, indices: range) -> bool:
    """Whether a page repeats all of it, or a signature's system printed it."""
    return any(
        coverage.spans[index].kind in _FURNITURE
        and coverage.spans[index].start <= block.start
        and coverage.spans[index].end >= block.end
        for index in indices
    )


def _pieces(
    coverage: Coverage, block: TextBlock, indices: range, doubts: Mapping[int, tuple[str, ...]]
) -> Iterator[Piece]:
    text, place = coverage.document.text, block.start
    for index in indices:
        span = coverage.spans[index]
        if span.start > place:
            yield Piece(text[place : span.start])
        yield Piece(text[span.start : span.end], index, span, is_doubtful=index in doubts)
        place = span.end
    if place < block.end:
        yield Piece(text[place : block.end])
