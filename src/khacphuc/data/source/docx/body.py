"""The body of a Word document in, its paragraphs, tables and notes to a builder, in the order of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from khacphuc.data.source.assembly import CellPlace, DocumentBuilder
from khacphuc.data.source.docx.fields import Counters, Fields
from khacphuc.data.source.docx.inlines import InlinePiece, InlineReader, ParagraphContent, is_placeholder
from khacphuc.data.source.docx.notes import note_pieces
from khacphuc.data.source.docx.numbering import Label
from khacphuc.data.source.docx.tables import TRANSPARENT, read_grid
from khacphuc.data.source.docx.xml import MARKUP_COMPATIBILITY, chosen, toggle, w
from khacphuc.text.spans import SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khacphuc.data.source.document import BlockKind
    from khacphuc.data.source.docx.notes import Citation, DocumentNotes
    from khacphuc.data.source.docx.numbering import Numbering
    from khacphuc.data.source.docx.styles import ParagraphLook, Styles
    from khacphuc.data.source.docx.xml import Element

_CONTENTS: Final = "Table of Contents"
_NUMBER: Final = re.compile(r"\d(?:.*\d)?")
_DEEPEST: Final = 20  # tables and text boxes within each other; Word itself stops sooner


@dataclass(frozen=True, slots=True)
class Parts:
    """What the parts of a document beside its body say.

    Attributes:
        styles: its styles.
        numbering: its lists.
        notes: its notes.
    """

    styles: Styles
    numbering: Numbering
    notes: DocumentNotes


@dataclass(slots=True)
class _Waiting:
    """A paragraph whose end was deleted or hidden: the next one goes on in its line."""

    inlines: ParagraphContent
    look: ParagraphLook


class BodyReader:
    """Reads the blocks of one document.

    Args:
        parts: of the document.
        builder: gets its text.
    """

    def __init__(self, parts: Parts, builder: DocumentBuilder) -> None:
        self._parts = parts
        self._builder = builder
        self.counters = Counters()
        self._tables = 0
        self._old_fonts: list[int] = []

    @property
    def old_font_lines(self) -> frozenset[int]:
        """The lines with letters in a font from before Unicode."""
        return frozenset(self._old_fonts)

    def read(self, blocks: Iterable[Element]) -> bool:
        """Read the blocks of the body; False where a field of it has no end, and hides the rest."""
        story = _Story(self, Fields(self.counters))
        story.read(blocks)
        return not story.fields.is_open

    @property
    def parts(self) -> Parts:
        """The parts of the document."""
        return self._parts

    @property
    def builder(self) -> DocumentBuilder:
        """What gets the text."""
        return self._builder

    def inline_reader(self, fields: Fields) -> InlineReader:
        """A reader of paragraphs; notes are numbered through the document."""
        return InlineReader(self._parts.styles, fields, self._parts.notes)

    def next_table(self) -> int:
        """The number of the next table."""
        self._tables += 1
        return self._tables

    def add_notes(self, notes: Iterable[Citation]) -> None:
        """Add the notes that a paragraph cites, behind it."""
        for note in notes:
            paragraphs = self._parts.notes.paragraphs(note)
            if paragraphs is None:
                self._builder.tell_unread("note")
                continue
            before = self._builder.line_count
            reader = self.inline_reader(Fields(self.counters))
            pieces: list[InlinePiece] = []
            has_old_font = False
            for place, paragraph in enumerate(paragraphs):
                inlines = reader.read(paragraph, self._parts.styles.paragraph(paragraph.find(w("pPr"))))
                first = [InlinePiece(" ")] if place else []
                pieces += [*first, *(piece for piece in inlines.pieces if not piece.field)]
                has_old_font |= inlines.has_old_font
                for kind in inlines.unread:
                    self._builder.tell_unread(kind)
            self._builder.add(note_pieces(pieces, note.number), "note")
            if has_old_font:
                self.add_old_fonts(before)

    def add_old_fonts(self, first: int) -> None:
        """The lines from one on have letters in a font from before Unicode."""
        self._old_fonts += range(first, self._builder.line_count)


class _Story:
    """A run of blocks with fields of its own: the body, a cell, a text box."""

    def __init__(
        self, reader: BodyReader, fields: Fields, cell: CellPlace | None = None, depth: int = 0
    ) -> None:
        self._reader = reader
        self.fields = fields
        self._inlines = reader.inline_reader(fields)
        self._cell = cell
        self._depth = depth
        self._waiting: _Waiting | None = None

    def read(self, blocks: Iterable[Element]) -> None:
        """Read blocks in their order."""
        for block in blocks:
            self._read_block(block)
        self._flush()

    def _read_block(self, element: Element) -> None:
        if element.tag == w("p"):
            self._read_paragraph(element)
        elif element.tag == w("tbl"):
            self._flush()
            self._read_table(element)
        elif element.tag == w("altChunk"):
            self._reader.builder.tell_unread("embedded_document")
        elif element.tag in TRANSPARENT:
            self._read_wrapped(element)
        elif element.tag == f"{MARKUP_COMPATIBILITY}AlternateContent":
            for child in _children(chosen(element)):
                self._read_block(child)

    def _read_wrapped(self, element: Element) -> None:
        if _is_contents(element):
            for _ in element.iter(w("p")):
                self._reader.builder.tell_unread("table_of_contents")
        elif not is_placeholder(element):
            for child in element:
                self._read_block(child)

    def _read_paragraph(self, element: Element) -> None:
        properties = element.find(w("pPr"))
        look = self._reader.parts.styles.paragraph(properties)
        inlines = self._inlines.read(element, look)
        if self._waiting is not None:
            before = self._waiting
            if any(piece.text.strip() for piece in before.inlines.pieces):
                look = before.look
            inlines = _joined(before.inlines, inlines)
        self._waiting = _Waiting(inlines, look)
        if not _runs_on(properties):
            self._flush()

    def _flush(self) -> None:
        """The paragraph that waits is complete."""
        if self._waiting is None:
            return
        inlines, look = self._waiting.inlines, self._waiting.look
        self._waiting = None
        builder = self._reader.builder
        if look.is_contents or inlines.has_contents:
            builder.tell_unread("table_of_contents")
        if look.is_contents:
            return
        before = builder.line_count
        kind, style = self._kind(look)
        pieces = [(piece.text, piece.mark) for piece in self._printed(inlines, look)]
        builder.add(pieces, kind, style=style, cell=self._cell)
        if inlines.has_old_font:
            self._reader.add_old_fonts(before)
        for unread in inlines.unread:
            builder.tell_unread(unread)
        self._reader.add_notes(inlines.notes)
        for box in inlines.boxes:
            self._inner(self._cell).read(box)

    def _kind(self, look: ParagraphLook) -> tuple[BlockKind, str]:
        if self._cell is not None:
            return "cell", ""
        if look.heading:
            return "heading", str(look.heading)
        return ("caption" if look.is_caption else "paragraph"), ""

    def _printed(self, inlines: ParagraphContent, look: ParagraphLook) -> list[InlinePiece]:
        """The pieces of a paragraph behind its label, with the numbers of its fields."""
        numbering = self._reader.parts.numbering
        has_words = any(piece.text.strip() or piece.field for piece in inlines.pieces)
        if not has_words and inlines.is_stripped:
            return []  # all of it is hidden or deleted: it is not counted
        if has_words and look.number and numbering.is_missing:
            text = "".join(piece.text for piece in inlines.pieces)
            self._reader.builder.tell_unread("list_number", text.strip())
        label = numbering.label(look)
        pieces: list[InlinePiece] = []
        # a cell may hold nothing but its number, as the rows of a table are numbered
        if label is not None and (has_words or (self._cell is not None and not label.is_bullet)):
            pieces += _label_pieces(label)
        for piece in inlines.pieces:
            pieces += self._reckoned(piece.field, look, label) if piece.field else [piece]
        return pieces

    def _reckoned(self, code: str, look: ParagraphLook, label: Label | None) -> list[InlinePiece]:
        numbering = self._reader.parts.numbering
        if code.split()[:1] == ["LISTNUM"] and label is not None and not label.is_bullet and look.number:
            below = numbering.next(look.number, numbering.level_of(look) + 1)
            return _label_pieces(below)[:-1] if below else []
        reckoned = self.fields.reckon(code)
        if reckoned is None:
            self._reader.builder.tell_unread("equation")
            return []
        text, mark = reckoned
        return _label_pieces(Label(text, "")) if mark else [InlinePiece(text)]

    def _inner(self, cell: CellPlace | None) -> _Story:
        if self._depth >= _DEEPEST:
            raise RecursionError("tables and text boxes within each other")
        return _Story(self._reader, Fields(self._reader.counters), cell, self._depth + 1)

    def _read_table(self, element: Element) -> None:
        grid = read_grid(element)
        table = self._reader.next_table()
        first = self._reader.builder.line_count
        for cell in grid.cells:
            place = CellPlace(table, cell.row, cell.column, cell.rows, cell.columns)
            self._inner(place).read(cell.element)
        self._reader.builder.end_table(table, first, grid.head_rows)


def _joined(first: ParagraphContent, second: ParagraphContent) -> ParagraphContent:
    return ParagraphContent(
        pieces=first.pieces + second.pieces,
        notes=first.notes + second.notes,
        boxes=first.boxes + second.boxes,
        unread=first.unread + second.unread,
        has_old_font=first.has_old_font or second.has_old_font,
        is_stripped=first.is_stripped or second.is_stripped,
        has_contents=first.has_contents or second.has_contents,
    )


def _runs_on(properties: Element | None) -> bool:
    """Whether the end of a paragraph was deleted, moved away or hidden."""
    mark = None if properties is None else properties.find(w("rPr"))
    if mark is None:
        return False
    gone = any(mark.find(w(name)) is not None for name in ("del", "moveFrom"))
    return gone or bool(toggle(mark, "vanish"))


def _is_contents(element: Element) -> bool:
    """Whether a content control is a table of contents."""
    galleries = element.iterfind(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
    return any(gallery.get(w("val")) == _CONTENTS for gallery in galleries)


def _children(element: Element | None) -> Iterable[Element]:
    return () if element is None else element


def _label_pieces(label: Label) -> list[InlinePiece]:
    """A label; its number is that of a section."""
    number = None if label.is_bullet else _NUMBER.search(label.text)
    if number is None:
        return [InlinePiece(label.text), InlinePiece(label.gap)]
    return [
        InlinePiece(label.text[: number.start()]),
        InlinePiece(number[0], SpanKind.SECTION),
        InlinePiece(label.text[number.end() :]),
        InlinePiece(label.gap),
    ]
