"""A paragraph of Word's in, the pieces of its text out, each with what its number is known to be."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from khacphuc.data.source.docx.drawings import read_drawing
from khacphuc.data.source.docx.equations import equation_text
from khacphuc.data.source.docx.notes import RAISE
from khacphuc.data.source.docx.raised import resolve_raised
from khacphuc.data.source.docx.styles import is_old_font
from khacphuc.data.source.docx.symbols import symbol
from khacphuc.data.source.docx.xml import MARKUP_COMPATIBILITY, chosen, m, w
from khacphuc.text.spans import SpanKind

if TYPE_CHECKING:
    from khacphuc.data.source.docx.fields import Fields
    from khacphuc.data.source.docx.notes import Citation, DocumentNotes
    from khacphuc.data.source.docx.styles import ParagraphLook, RunLook, Styles
    from khacphuc.data.source.docx.xml import Element

_PRINTED: Final = {
    w("tab"): " ", w("ptab"): " ", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-",
}  # fmt: skip
# what was deleted or moved away with changes tracked, what is about a paragraph, the reading of a ruby
_SKIPPED: Final = {w("del"), w("moveFrom"), w("pPr"), w("rPr"), w("rt"), w("sdtPr"), w("txbxContent")}
_REFERENCES: Final = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_DRAWINGS: Final = {w("drawing"), w("pict"), w("object")}
_WITHIN: Final = {w("ruby"), w("rubyBase")}
_ALTERNATIVES: Final = f"{MARKUP_COMPATIBILITY}AlternateContent"
_LETTER: Final = re.compile(r"[^\W\d_]")


class InlinePiece(NamedTuple):
    """A part of a paragraph.

    Attributes:
        text: its words; a line feed where a line is broken.
        mark: what its number is known to be; None where nothing is known.
        raised: how it is raised, until it is settled what that means; empty if it is not.
        field: the code of a field whose number is reckoned with that of its paragraph; empty for text.
    """

    text: str
    mark: SpanKind | None = None
    raised: str = ""
    field: str = ""


@dataclass(slots=True)
class ParagraphContent:
    """What stands in a paragraph.

    Attributes:
        pieces: its text.
        notes: what it cites, in order.
        boxes: the contents of the text boxes anchored in it.
        unread: the kinds of what it holds and the text does not, one for each.
        has_old_font: whether letters of it are in a font from before Unicode.
        is_stripped: whether words of it are hidden or deleted.
        has_contents: whether words of it are those of a table of contents.
    """

    pieces: list[InlinePiece] = field(default_factory=list)
    notes: list[Citation] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    has_old_font: bool = False
    is_stripped: bool = False
    has_contents: bool = False


class InlineReader:
    """Reads the paragraphs of one part, one after the other.

    Args:
        styles: of the document.
        fields: that are open in the part.
        notes: of the document; they are numbered as they are cited.
    """

    def __init__(self, styles: Styles, fields: Fields, notes: DocumentNotes) -> None:
        self._styles = styles
        self._fields = fields
        self._notes = notes
        self._look: ParagraphLook | None = None
        self._inlines = ParagraphContent()

    def read(self, paragraph: Element, look: ParagraphLook) -> ParagraphContent:
        """Read a paragraph that looks like that."""
        self._look, self._inlines = look, ParagraphContent()
        self._walk(paragraph)
        self._inlines.pieces = resolve_raised(self._inlines.pieces)
        return self._inlines

    def _walk(self, element: Element) -> None:
        for child in element:
            tag = child.tag
            if tag in _SKIPPED:
                self._inlines.is_stripped |= tag in {w("del"), w("moveFrom")}
            elif tag == w("r"):
                self._run(child)
            elif tag == w("fldSimple"):
                self._simple_field(child)
            elif tag in {m("oMath"), m("oMathPara")}:
                self._add(equation_text(child))
            elif tag == _ALTERNATIVES:
                self._alternatives(child)
            elif tag == w("subDoc"):
                self._inlines.unread.append("embedded_document")
            elif not is_placeholder(child):
                self._walk(child)

    def _alternatives(self, element: Element, look: RunLook | None = None) -> None:
        form = chosen(element)
        if form is not None and look is None:
            self._walk(form)
        elif form is not None and look is not None:
            self._contents(form, look)

    def _run(self, run: Element) -> None:
        look = self._styles.run(run.find(w("rPr")), self._paragraph_look)
        if not look.hidden:
            self._contents(run, look)
            return
        self._inlines.is_stripped = True
        for child in run:  # a field goes on though its signs are hidden
            if child.tag in {w("fldChar"), w("instrText")}:
                self._field_part(child)

    def _contents(self, run: Element, look: RunLook) -> None:
        has_mark = False  # the rest of a run behind a note of the author's own mark is that mark
        for child in run:
            tag = child.tag
            mark = SpanKind.NOTE_MARK if has_mark else None
            if tag == w("t"):
                self._letters(child.text or "", look, mark)
            elif tag in _PRINTED:
                self._add(_PRINTED[tag])
            elif tag in _REFERENCES:
                has_mark = self._cite(_REFERENCES[tag], child)
            else:
                self._sign(child, look)

    def _sign(self, child: Element, look: RunLook) -> None:
        tag = child.tag
        if tag == w("sym"):
            self._add(symbol(child.get(w("font"), ""), child.get(w("char"), "")))
        elif tag in {w("fldChar"), w("instrText")}:
            self._field_part(child)
        elif tag in _DRAWINGS:
            self._drawing(child)
        elif tag == _ALTERNATIVES:
            self._alternatives(child, look)
        elif tag in _WITHIN:
            self._walk(child)

    @property
    def _paragraph_look(self) -> ParagraphLook:
        if self._look is None:
            raise TypeError("no paragraph is being read")
        return self._look

    def _letters(self, text: str, look: RunLook, mark: SpanKind | None) -> None:
        self._inlines.has_old_font |= bool(is_old_font(look.font) and _LETTER.search(text))
        if mark is not None:
            self._add(text.translate(RAISE), mark)
        else:
            self._add(text, raised=look.raised or "")

    def _add(self, text: str, mark: SpanKind | None = None, raised: str = "") -> None:
        if self._fields.hides:
            self._inlines.is_stripped |= bool(text)
            self._inlines.has_contents |= bool(text.strip()) and self._fields.is_contents
        elif text:
            self._fields.add_result(text)
            self._inlines.pieces.append(InlinePiece(text, mark or self._fields.mark, raised))

    def _cite(self, kind: str, reference: Element) -> bool:
        has_mark = reference.get(w("customMarkFollows"), "0") not in {"0", "false", "off"}
        if self._fields.hides:
            return has_mark
        note = self._notes.cite(kind, reference.get(w("id"), ""), has_mark=has_mark)
        if note.number:
            self._add(str(note.number).translate(RAISE), SpanKind.NOTE_MARK)
        self._inlines.notes.append(note)
        return has_mark

    def _drawing(self, element: Element) -> None:
        if not self._fields.hides:
            boxes, unread = read_drawing(element)
            self._inlines.boxes += boxes
            self._inlines.unread += unread

    def _simple_field(self, element: Element) -> None:
        self._fields.begin(element.get(w("instr"), ""))
        self._fields.separate()
        self._walk(element)
        self._end_field()

    def _field_part(self, element: Element) -> None:
        if element.tag == w("instrText"):
            self._fields.add_code(element.text or "")
            return
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            self._fields.begin()
        elif kind == "separate":
            self._fields.separate()
        elif kind == "end":
            self._end_field()

    def _end_field(self) -> None:
        code = self._fields.end()
        if code is not None:
            self._inlines.pieces.append(InlinePiece("", field=code))


def is_placeholder(element: Element) -> bool:
    """Whether a content control shows what is to be typed into it, and nobody did."""
    properties = element.find(w("sdtPr")) if element.tag == w("sdt") else None
    return properties is not None and properties.find(w("showingPlcHdr")) is not None
