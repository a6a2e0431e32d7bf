"""The bytes of a Word document in, its text out, with tables, notes and the numbers Word gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from khacphuc.data.source.assembly import DocumentBuilder
from khacphuc.data.source.docx.body import BodyReader, Parts
from khacphuc.data.source.docx.fields import Counters, Fields
from khacphuc.data.source.docx.inlines import InlineReader
from khacphuc.data.source.docx.notes import DocumentNotes
from khacphuc.data.source.docx.numbering import Numbering
from khacphuc.data.source.docx.package import damaged_docx, open_package
from khacphuc.data.source.docx.styles import Styles
from khacphuc.data.source.docx.xml import MalformedError, stream_children, w
from khacphuc.text.spans import SpanKind

if TYPE_CHECKING:
    from khacphuc.data.source.document import SourceDocument
    from khacphuc.data.source.docx.package import WordPackage
    from khacphuc.data.source.docx.xml import Element

_WORD: Final = re.compile(r"[^\W_]")
_PAGE: Final = re.compile(r"\b(?:trang|page)\b", re.IGNORECASE)


def docx_document(data: bytes, filename: str) -> SourceDocument:
    """Read a Word document.

    Args:
        data: the file's bytes.
        filename: its name in messages.

    Returns:
        Its paragraphs, cells and text boxes in their order, with the numbers Word gives them by itself; each
        note behind the paragraph that cites it, after its mark. Left out is what Word does not print (hidden,
        deleted), tables of contents, heads and feet of pages.

    Raises:
        SourceError: it is encrypted, an old .doc, damaged, no DOCX, or holds macros.
    """
    package = open_package(data, filename)
    try:
        return _read(package)
    except MalformedError as error:
        raise damaged_docx(filename, str(error)) from error
    except RecursionError as error:
        raise damaged_docx(filename, "parts within parts without end") from error


def _read(package: WordPackage) -> SourceDocument:
    styles = Styles(_part(package, "styles"))
    notes = DocumentNotes(_part(package, "footnotes"), _part(package, "endnotes"))
    builder = DocumentBuilder()
    reader = BodyReader(Parts(styles, Numbering(_part(package, "numbering"), styles), notes), builder)
    if not reader.read(stream_children(package.read(package.main), w("body"))):
        raise damaged_docx(
            package.filename, "a field has no end, and what stands behind it cannot be told apart"
        )
    for kind in ("header", "footer"):
        for name in package.related(kind):
            if words := _page_words(package.parse(name), styles):
                builder.tell_unread("page_furniture", words)
    for comment in _elements(_part(package, "comments"), "comment"):
        builder.tell_unread("comment", "".join(text.text or "" for text in comment.iter(w("t"))))
    return builder.build(reader.old_font_lines)


def _part(package: WordPackage, kind: str) -> Element | None:
    names = package.related(kind)
    return package.parse(names[0]) if names else None


def _elements(root: Element | None, name: str) -> list[Element]:
    return [] if root is None else root.findall(w(name))


def _page_words(root: Element, styles: Styles) -> str:
    """What a head or foot of pages says beside the number of the page."""
    reader = InlineReader(styles, Fields(Counters()), DocumentNotes(None, None))
    words = " ".join(
        "".join(piece.text for piece in inlines.pieces if piece.mark is not SpanKind.PAGE)
        for paragraph in root.iter(w("p"))
        for inlines in [reader.read(paragraph, styles.paragraph(paragraph.find(w("pPr"))))]
    )
    return " ".join(words.split()) if _WORD.search(_PAGE.sub("", words)) else ""
