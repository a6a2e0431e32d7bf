"""A document of an office, read: its text, what each part of it is, and what could not be read.

The path of a file goes in, a `SourceDocument` comes out, whatever kind of file it is. For whoever compares a
document with tables, shows it, or makes tables of it.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from khacphuc.data.source.foreign import refuse_foreign
from khacphuc.errors import SourceError
from khacphuc.project.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from khacphuc.text.spans import Mark

LARGEST = 50_000_000
"""Bytes. A larger file is a scan or not the report."""

BlockKind = Literal["paragraph", "heading", "cell", "note", "caption"]


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, heading, list item, cell, note or caption, and where it stands.

    Attributes:
        start: its first code point in the document's text.
        end: the code point behind its last one; the line end is not part of it.
        kind: what it is; a list item is a paragraph.
        style: the level of a heading, ``1`` to ``9``, where the file says it; else empty.
        row_head: the words at the head of a cell's row.
        column_head: the words at the head of a cell's column.
        table: the number of a cell's table in the document, from 1; None outside of tables.
        row: the cell's row in its table, from 1.
        column: its column, from 1; a cell over several columns has the first.
    """

    start: int
    end: int
    kind: BlockKind = "paragraph"
    style: str = ""
    row_head: str = ""
    column_head: str = ""
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """What a document holds and its text does not.

    Attributes:
        kind: ``picture``, ``embedded_object``, ``embedded_document``, ``chart`` …
        count: how many of them.
        place: the words beside the first of them, or its page; empty if there is no telling.
    """

    kind: str
    count: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class LegacyParagraph:
    """A block typed with a font from before Unicode: its letters are wrong, its digits are right.

    Attributes:
        block: its index in the document's blocks.
        encoding: ``TCVN3`` or ``VNI``.
    """

    block: int
    encoding: str


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """What was read of a document.

    Attributes:
        text: its words, a block a line, in NFC with LF; it is what ``text.txt`` holds.
        blocks: its parts in the order of the text.
        marks: places whose kind the file tells, in the order of the text.
        unread: what is in the file and not in the text.
        legacy_paragraphs: blocks whose letters cannot be read.
    """

    text: str
    blocks: tuple[TextBlock, ...]
    marks: tuple[Mark, ...] = ()
    unread: tuple[Unread, ...] = ()
    legacy_paragraphs: tuple[LegacyParagraph, ...] = ()


def lines_document(text: str) -> SourceDocument:
    r"""A text of which nothing is known but its lines: each that has words is a paragraph.

    Args:
        text: with line ends of any kind, and in any normal form.

    >>> [(block.start, block.end) for block in lines_document("I. A\n\n04 đội\n").blocks]
    [(0, 4), (6, 12)]
    """
    lines = unicodedata.normalize("NFC", text).splitlines()
    blocks = []
    start = 0
    for line in lines:
        if line.strip():
            blocks.append(TextBlock(start, start + len(line)))
        start += len(line) + 1
    return SourceDocument("".join(f"{line}\n" for line in lines), tuple(blocks))


def read_document(path: Path) -> SourceDocument:
    """Read a document.

    Args:
        path: a ``.docx``, ``.pdf``, ``.html`` or ``.htm``, or a ``.txt`` file in Unicode.

    Raises:
        SourceError: the file is missing, too large, of another kind, encrypted, damaged, a scan, empty, or
            not in Unicode; the message says what to do.
    """
    data = read_source_bytes(path)
    ending = path.suffix.lower()
    refuse_foreign(data, ending, str(path))
    document = _READERS[ending](data, str(path))
    if not document.blocks:
        raise SourceError("no text in it", place=str(path), remedy="give the document that was tabulated")
    from khacphuc.data.source.old_fonts import find_legacy_paragraphs  # noqa: PLC0415 - it needs these types

    lines = (document.text[block.start : block.end] for block in document.blocks)
    legacy = {paragraph.block: paragraph for paragraph in document.legacy_paragraphs}
    legacy |= {paragraph.block: paragraph for paragraph in find_legacy_paragraphs(lines, str(path))}
    return replace(document, legacy_paragraphs=tuple(legacy[block] for block in sorted(legacy)))


def read_source_bytes(path: Path) -> bytes:
    """Read the bytes of a document.

    Raises:
        SourceError: it cannot be read, or is too large.
    """
    if path.is_file() and (size := path.stat().st_size) > LARGEST:
        raise SourceError(
            f"{size:,} bytes",
            place=str(path),
            expected=f"at most {LARGEST:,}",
            remedy="give the report without its annexes and pictures",
        )
    return read_bytes(path)


def source_sha256(path: Path) -> str:
    """The SHA-256 of a file, as a sidecar gives that of its document.

    Raises:
        SourceError: the file cannot be read, or is too large.
    """
    return hashlib.sha256(read_source_bytes(path)).hexdigest()


# Word and PDF readers are slow to import, and most sources are one or the other
def _txt(data: bytes, filename: str) -> SourceDocument:
    from khacphuc.data.source.txt import read_txt  # noqa: PLC0415

    return read_txt(data, filename)


def _docx(data: bytes, filename: str) -> SourceDocument:
    from khacphuc.data.source.docx.reader import docx_document  # noqa: PLC0415

    return docx_document(data, filename)


def _html(data: bytes, filename: str) -> SourceDocument:
    from khacphuc.data.source.html.read import read_html  # noqa: PLC0415

    return read_html(data, filename)


def _pdf(data: bytes, filename: str) -> SourceDocument:
    from khacphuc.data.source.pdf.read import read_pdf  # noqa: PLC0415

    return read_pdf(data, filename)


_READERS: Final[dict[str, Callable[[bytes, str], SourceDocument]]] = {
    ".txt": _txt,
    ".html": _html,
    ".htm": _html,
    ".docx": _docx,
    ".pdf": _pdf,
}
