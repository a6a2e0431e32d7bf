"""The bytes of a PDF in, its plain text out: printed lines joined to a paragraph a line by their places."""

from __future__ import annotations

import io
import re
import unicodedata
import zlib
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from khacphuc.errors import SourceError
from khacphuc.text.letters import SUPERSCRIPTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pypdf import PageObject

_DAMAGE = (
    PyPdfError, DependencyError, ArithmeticError, AttributeError, LookupError, NotImplementedError,
    OSError, RecursionError,
    TypeError, ValueError, zlib.error,
)  # fmt: skip
_TAIL = 2048  # bytes at the end in which %%EOF stands; some programs write a little behind it
_RAISE = str.maketrans("0123456789", SUPERSCRIPTS)
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:[Tt]rang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*")
# how an item of a list begins: a dash, a Roman number, 1.2. or a)
_ITEM = re.compile(r"(?:[-–•+]\s|[IVX]+\.\s|\d+(?:\.\d+)*\.\s|[a-zđ]\)\s)")
_ENDS = tuple(".;:?!…")

_SAME_LINE = 0.6  # of the type size: superscripts stand a little higher
_SMALL = 0.8  # of the type size: what is smaller and a number is a superscript
_WIDE_GAP = 1.15  # of the usual distance of lines: a new paragraph
_INDENT = 0.8  # of the type size: a line that begins this far from the margin begins a paragraph
_FULL = 0.95  # of the width of the page: a line whose next word would not have fitted goes on
_NARROW, _BROAD, _LETTER = 0.28, 0.72, 0.48  # widths of letters, of the type size, about
_THIN = frozenset(" ijltfrI.,;:'()/-")
_GAP = 1.5  # of the type size: two pieces this far apart are two words


@dataclass(slots=True)
class _Line:
    """A printed line: where it begins, its type size and its words."""

    x: float
    y: float
    size: float
    text: str = ""
    end: float = 0

    @property
    def is_note(self) -> bool:
        return self.text[:1] in SUPERSCRIPTS


@dataclass(frozen=True, slots=True)
class _Page:
    """The margins of a page, and the usual distance of lines, of their type size."""

    left: float
    right: float
    usual_gap: float


def pdf_text(data: bytes, filename: str) -> str:
    """Read a PDF.

    Args:
        data: the file's bytes.
        filename: its name in messages.

    Returns:
        Its text, a paragraph or heading a line. Page numbers are left out, small raised numbers are
        superscripts, and footnotes stand behind the paragraph they interrupt.

    Raises:
        SourceError: it is encrypted, cut short, or holds pictures of pages instead of text.
    """
    if b"%%EOF" not in data[-_TAIL:]:
        raise SourceError(
            "no PDF, or cut short (its end is missing)", place=filename, remedy="copy or download it again"
        )
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(
                "encrypted",
                place=filename,
                remedy="open it with its password and print it to a PDF without one",
            )
        pages = [_lines(page) for page in reader.pages]
        scanned = [
            number
            for number, (page, lines) in enumerate(zip(reader.pages, pages, strict=True), start=1)
            if not lines and _has_picture(page)
        ]
    except _DAMAGE as error:
        raise SourceError(
            f"a damaged PDF ({error})", place=filename, remedy="save or download it again"
        ) from error
    if scanned or not any(pages):
        which = f"page {', '.join(map(str, scanned))}" if scanned else "every page"
        raise SourceError(
            f"{which} holds no text (a scan?)",
            place=filename,
            remedy="give the DOCX it was made from, or a PDF with recognised text",
        )
    return "\n".join(_paragraphs([_without_number(lines) for lines in pages])) + "\n"


def _has_picture(page: PageObject) -> bool:
    objects = page.get("/Resources", {}).get("/XObject", {})
    return any(drawing.get_object().get("/Subtype") == "/Image" for drawing in objects.values())


def _lines(page: PageObject) -> list[_Line]:
    """The printed lines of a page in reading order."""
    pieces: list[_Line] = []

    def take(text: str, cm: Sequence[float], tm: Sequence[float], _: Any, size: float) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            height = abs(size * (tm[3] or tm[1]) * (cm[3] or cm[1]))
            pieces.append(_Line(x, y, height or 1, text.replace("\n", " ")))
        elif pieces and " " in text:
            pieces[-1].text += " "

    page.extract_text(visitor_text=take)
    rows: list[list[_Line]] = []
    for piece in pieces:
        size = max(piece.size, *(other.size for other in rows[-1])) if rows else 0
        if rows and abs(piece.y - _largest(rows[-1]).y) < _SAME_LINE * size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_joined(row) for row in rows]


def _largest(row: list[_Line]) -> _Line:
    return max(row, key=lambda piece: piece.size)


def _joined(row: list[_Line]) -> _Line:
    """The pieces of one line together, its small or leading bare numbers as superscripts."""
    main = _largest(row)
    line = _Line(min(piece.x for piece in row), main.y, main.size)
    for place, piece in enumerate(row):
        following = row[place + 1].text if place + 1 < len(row) else ""
        label = not place and following[:1].isupper()
        if piece.text.strip().isdecimal() and (piece.size < _SMALL * main.size or label):
            piece.text = piece.text.translate(_RAISE) + (" " if not place else "")
        if line.text and not line.text.endswith(" ") and piece.x > line.end + _GAP * main.size:
            line.text += " "
        line.text += piece.text
        line.end = piece.x + piece.size * sum(map(_width, unicodedata.normalize("NFC", piece.text)))
    line.text = " ".join(line.text.split())
    return line


def _width(letter: str) -> float:
    if letter in _THIN:
        return _NARROW
    return _BROAD if letter.isupper() or letter in "mw" else _LETTER


def _without_number(lines: list[_Line]) -> list[_Line]:
    """A page without its number, which stands alone above or below everything else."""
    if len(lines) > 1:
        heights = [line.y for line in lines]
        for line in (*lines[:1], *lines[-1:]):
            if _PAGE_NUMBER.fullmatch(line.text) and line.y in {max(heights), min(heights)}:
                return [other for other in lines if other is not line]
    return lines


def _paragraphs(pages: list[list[_Line]]) -> list[str]:
    """Join lines to paragraphs, over page breaks too; notes wait until the paragraph ends."""
    usual = _usual_gap(pages)
    paragraphs: list[str] = []
    notes: list[str] = []
    last: _Line | None = None
    for lines in pages:
        page = _Page(_left(lines), max((line.end for line in lines), default=0), usual)
        above: _Line | None = None  # the body's line above on this page
        note: _Line | None = None  # the line above, where that is a note's
        for line in lines:
            if line.is_note:
                notes.append(line.text)
                note = line
            elif note and _goes_on(line, note, page, note.y - line.y):
                notes[-1] += f" {line.text}"
                note = line
            else:
                if last and _goes_on(line, last, page, above.y - line.y if above else 0):
                    paragraphs[-1] += f" {line.text}"
                else:
                    paragraphs += [*notes, line.text]
                    notes = []
                note = None
                last = above = line
    return [*paragraphs, *notes]


def _goes_on(line: _Line, last: _Line, page: _Page, gap: float) -> bool:
    """Whether a line continues the one before it; ``gap`` is 0 at the top of a page."""
    if gap > _WIDE_GAP * page.usual_gap * line.size:
        return False
    small = line.text[0].islower()
    indented = line.x > page.left + _INDENT * line.size
    # a line is full where the next word would not have fitted
    word = line.size * sum(map(_width, line.text.split()[0]))
    full = last.end + word > page.left + _FULL * (page.right - page.left)
    begins = indented or _ITEM.match(line.text)
    if begins and (not full or last.text.endswith(_ENDS)):
        return False
    return small or (full and not (indented and not gap))


def _usual_gap(pages: list[list[_Line]]) -> float:
    """The commonest distance between two lines, as a multiple of their type size."""
    gaps = Counter(
        round((above.y - below.y) / below.size, 1)
        for lines in pages
        for above, below in pairwise(lines)
        if above.y > below.y
    )
    return gaps.most_common(1)[0][0] if gaps else 1.0


def _left(lines: list[_Line]) -> float:
    """The left margin of a page: the leftmost place where more than one line begins."""
    starts = Counter(round(line.x) for line in lines)
    return min((x for x, count in starts.items() if count > 1), default=min(starts, default=0))
