"""Pieces of paragraphs in, a document out: lines, blocks and marks with their places in the text. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from khacphuc.data.source.document import LegacyParagraph, SourceDocument, TextBlock, Unread
from khacphuc.data.source.grid_heads import CellWords, Heads, read_heads
from khacphuc.data.source.old_fonts import font_encoding
from khacphuc.data.source.table_of_contents import contents_lines
from khacphuc.text.spans import Mark, SpanKind

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from khacphuc.data.source.document import BlockKind

    Pieces = Iterable[tuple[str, SpanKind | None]]

_HYPHENS: Final = str.maketrans({"\u2010": "-", "\u2011": "-", "\t": " "})
_DIGITS: Final = re.compile(r"\d(?:.*\d)?")
_FEWEST_ENTRIES: Final = 3  # of a table of contents
_LONGEST_ENTRY: Final = 400  # letters of its line: dots without end are not looked through
_NO_HEADS: Final = Heads()
# 1.231 567 with a blank that cannot break: one number, whose typist changed the sign between its groups
_GROUP_BLANK: Final = re.compile(r"(?<=\d\.\d{3})[\u00a0\u202f](?=\d{3}(?![\d,.]?\d))")
_PLACE: Final = 60  # characters of what stands beside something unread: enough to look for it


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a cell stands in its table, counted from 1, and how many rows and columns it covers."""

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def plain_characters(text: str) -> str:
    r"""A text as a reader sees it: composed letters, no format characters, one kind of hyphen.

    Word and web pages leave format characters (zero width, soft hyphens, marks of direction) that nobody
    typed, within numbers too. No-break blanks stay: they hold groups of digits together. Between a group
    behind a point and the next group such a blank is a point, too.

    >>> plain_characters("1\u200b231\u00ad, 2020\u20112025")
    '1231, 2020-2025'
    >>> plain_characters("1.231\u00a0567 đồng")
    '1.231.567 đồng'
    """
    text = unicodedata.normalize("NFC", text).translate(_HYPHENS)
    if text.isascii():
        return text
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return _GROUP_BLANK.sub(".", text)


@dataclass(slots=True)
class _Line:
    """A block to be: its words, what it is, and its marks by their places in the line."""

    text: str
    kind: BlockKind
    style: str
    cell: CellPlace | None
    marks: list[tuple[int, int, SpanKind]]
    heads: Heads = _NO_HEADS


class DocumentBuilder:
    """Puts a document together, paragraph by paragraph."""

    def __init__(self) -> None:
        self._lines: list[_Line] = []
        self._unread: Counter[str] = Counter()
        self._places: dict[str, str] = {}

    @property
    def line_count(self) -> int:
        """How many lines there are so far."""
        return len(self._lines)

    def add(
        self, pieces: Pieces, kind: BlockKind = "paragraph", *, style: str = "", cell: CellPlace | None = None
    ) -> None:
        """Add a paragraph; each of its lines that has words becomes a block.

        Args:
            pieces: its words, each with what its number is known to be.
            kind: what it is.
            style: the level of a heading, where the file says it.
            cell: the place of the cell it stands in.
        """
        for line in _split(pieces):
            text, marks = _plain(line)
            if text:
                self._lines.append(_Line(text, kind, style, cell if kind == "cell" else None, marks))

    def tell_unread(self, kind: str, place: str = "") -> None:
        """Count something that is not read; ``place`` says where, else it is the last line."""
        self._unread[kind] += 1
        beside = place or (self._lines[-1].text if self._lines else "")
        self._places.setdefault(kind, beside[:_PLACE])

    def end_table(self, table: int, first: int, head_rows: int = 0) -> None:
        """A table is complete: its cells learn their heads, and the numbers of its rows what they are.

        Args:
            table: its number.
            first: how many lines there were when it began.
            head_rows: how many rows the file says are its head; 0 where it does not say.
        """
        cells: dict[CellPlace, list[_Line]] = {}
        for line in self._lines[first:]:
            if line.cell is not None and line.cell.table == table:
                cells.setdefault(line.cell, []).append(line)
        heads = read_heads(
            [
                CellWords(
                    place.row, place.column, place.rows, place.columns, " ".join(line.text for line in lines)
                )
                for place, lines in cells.items()
            ],
            head_rows,
        )
        for place, lines in cells.items():
            head = heads[place.row, place.column]
            for line in lines:
                line.heads = head
                if head.is_index and (number := _DIGITS.search(line.text)):
                    line.marks.append((number.start(), number.end(), SpanKind.SECTION))

    def build(self, old_fonts: Container[int] = ()) -> SourceDocument:
        """The document, without its tables of contents.

        Args:
            old_fonts: which lines are set in a font from before Unicode.
        """
        contents = contents_lines([line.text[-_LONGEST_ENTRY:] for line in self._lines])
        if len(contents) < _FEWEST_ENTRIES:  # a form may have one line of dots with a number behind
            contents = set()
        for index in sorted(contents):
            self.tell_unread("table_of_contents", self._lines[index].text)
        blocks: list[TextBlock] = []
        marks: list[Mark] = []
        legacy: list[LegacyParagraph] = []
        start = 0
        for index, line in enumerate(self._lines):
            if index in contents:
                continue
            if index in old_fonts and (encoding := font_encoding(line.text)):
                legacy.append(LegacyParagraph(len(blocks), encoding))
            blocks.append(_block(line, start))
            marks += [Mark(start + begin, start + end, kind) for begin, end, kind in line.marks]
            start += len(line.text) + 1
        return SourceDocument(
            text="".join(f"{line.text}\n" for index, line in enumerate(self._lines) if index not in contents),
            blocks=tuple(blocks),
            marks=_without_overlaps(marks),
            unread=tuple(
                Unread(kind, count, self._places[kind]) for kind, count in sorted(self._unread.items())
            ),
            legacy_paragraphs=tuple(legacy),
        )


def _block(line: _Line, start: int) -> TextBlock:
    end = start + len(line.text)
    if line.cell is None:
        return TextBlock(start, end, line.kind, line.style)
    return TextBlock(
        start,
        end,
        line.kind,
        row_head=line.heads.row,
        column_head=line.heads.column,
        table=line.cell.table,
        row=line.cell.row,
        column=line.cell.column,
    )


def _split(pieces: Pieces) -> list[list[tuple[str, SpanKind | None]]]:
    lines: list[list[tuple[str, SpanKind | None]]] = [[]]
    for text, mark in pieces:
        first, *others = text.split("\n")
        lines[-1].append((first, mark))
        lines += [[(other, mark)] for other in others]
    return lines


def _plain(line: list[tuple[str, SpanKind | None]]) -> tuple[str, list[tuple[int, int, SpanKind]]]:
    """A line with plain characters and no blanks around it, and where its marks are then."""
    raw = "".join(text for text, _ in line)
    whole = plain_characters(raw)
    indent = len(whole) - len(whole.lstrip())
    text = whole.strip()
    marks: list[tuple[int, int, SpanKind]] = []
    # as a rule pieces become plain one by one; letters taken apart across two of them need the whole line
    lengths = [len(plain_characters(piece)) for piece, _ in line]
    apart = sum(lengths) != len(whole)
    begin = plain_begin = 0
    for (piece, mark), length in zip(line, lengths, strict=True):
        end, plain_end = begin + len(piece), plain_begin + length
        if mark is not None:
            start, stop = plain_begin - indent, plain_end - indent
            if apart:
                start, stop = (len(plain_characters(raw[:place])) - indent for place in (begin, end))
            start, stop = max(start, 0), min(stop, len(text))
            start += len(text[start:stop]) - len(text[start:stop].lstrip())
            stop -= len(text[start:stop]) - len(text[start:stop].rstrip())
            if start < stop and any(sign.isdigit() for sign in text[start:stop]):
                marks.append((start, stop, mark))
        begin, plain_begin = end, plain_end
    return text, marks


def _without_overlaps(marks: list[Mark]) -> tuple[Mark, ...]:
    chosen: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not chosen or mark.start >= chosen[-1].end:
            chosen.append(mark)
    return tuple(chosen)
