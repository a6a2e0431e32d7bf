"""The bytes of a text file in, the document out: lines broken at a width are paragraphs again.

Every run of digits of the file stands in the text, in order. What pages repeat and tables of contents are
marked and not cut: there is nothing but words to know them by.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from khacphuc.data.source.document import SourceDocument, TextBlock
from khacphuc.data.source.table_of_contents import contents_lines
from khacphuc.errors import SourceError
from khacphuc.project.files import decode_text
from khacphuc.text.legacy import detect_legacy, is_windows_1258
from khacphuc.text.spans import Mark, SpanKind

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDE_MARKS: Final = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_PAGE_END = "\f"
_PAGE = re.compile(
    r"[-–—|~.\s]*(?:trang\s*(?:số)?\s*[:.]?\s*)\d{1,4}(?:\s*(?:/|trên|of)\s*\d{1,4})?[-–—|~.\s]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[-–—|~.\s]*\d{1,4}[-–—|~.\s]*")
_ITEM = re.compile(r"\s*(?:[-–•+*]\s|[IVX]+[.)/-]\s?|\d+(?:\.\d+)*[.)/]\s?(?=\D)|[a-zđ][).]\s)")
_APART = re.compile(r"\t|\S {3,}\S")  # columns, not words
_ENDS = (".", ";", ":", "?", "!", "…")
_WIDEST = 132  # letters: what is longer was not broken at a width
_PROOFS = 2  # places where a sentence goes on in small letters below a full line
_NEARLY_ALL = 0.98  # of the lines: one that is longer is an address or a table


def read_txt(data: bytes, filename: str) -> SourceDocument:
    """Read a text file.

    Args:
        data: its bytes, in UTF-8, or in UTF-16 with a mark of its byte order, as Notepad's "Unicode".
        filename: its name in messages.

    Raises:
        SourceError: it is not in Unicode, or no text.
    """
    pages = unicodedata.normalize("NFC", _decoded(data, filename)).split(_PAGE_END)
    lines: list[str] = []
    page_numbers: set[int] = set()
    for page in pages:
        page_lines = page.splitlines()
        edges = [place for place, line in enumerate(page_lines) if line.strip()]
        if len(pages) > 1:
            numbers = (place for place in {*edges[:1], *edges[-1:]} if _NUMBER.fullmatch(page_lines[place]))
            page_numbers.update(len(lines) + place for place in numbers)
        lines += page_lines
    page_numbers |= {place for place, line in enumerate(lines) if _PAGE.fullmatch(line)}
    page_numbers |= contents_lines([line.strip() for line in lines])
    return _document(lines, page_numbers)


def _document(lines: Sequence[str], furniture: set[int]) -> SourceDocument:
    """A block for each paragraph, and a mark for each line that pages repeat; empty lines stay."""
    width = _width(lines)
    texts: list[str] = []
    blocks: list[TextBlock] = []
    marks: list[Mark] = []
    end = 0
    for place, line in enumerate(lines):
        above = lines[place - 1] if place else ""
        is_apart = place in furniture or place - 1 in furniture
        if width and not is_apart and _goes_on(line, above, width):
            words = f" {line.strip()}"
            texts[-1] += words
            end += len(words)
            blocks[-1] = TextBlock(blocks[-1].start, end)
            continue
        start = end + 1 if texts else 0
        text = line.rstrip() if width else line
        texts.append(text)
        end = start + len(text)
        if text.strip():
            blocks.append(TextBlock(start, end))
            if place in furniture:
                marks.append(Mark(start, end, SpanKind.PAGE))
    return SourceDocument("".join(f"{text}\n" for text in texts), tuple(blocks), tuple(marks))


def _width(lines: Sequence[str]) -> int:
    """The width at which a text was broken; 0 if it was not."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if not lengths:
        return 0
    width = lengths[min(int(_NEARLY_ALL * len(lengths)), len(lengths) - 1)]
    if width > _WIDEST:
        return 0
    proofs = sum(
        _is_full(above, line, width) and line.lstrip()[:1].islower() and not _ITEM.match(line)
        for above, line in pairwise(lines)
        if above.strip() and line.strip()
    )
    return width if proofs >= _PROOFS else 0


def _goes_on(line: str, above: str, width: int) -> bool:
    """Whether a line continues the one above it, in a text that was broken at a width."""
    if not line.strip() or not above.strip() or _APART.search(line.strip()) or _APART.search(above.strip()):
        return False
    if _ITEM.match(line) and (above.rstrip().endswith(_ENDS) or not _is_full(above, line, width)):
        return False
    indent, above_indent = (len(each) - len(each.lstrip()) for each in (line, above))
    if indent > above_indent and not _ITEM.match(above):
        return False
    return line.lstrip()[0].islower() or _is_full(above, line, width)


def _is_full(above: str, line: str, width: int) -> bool:
    """Whether the next word would not have fitted into the line above."""
    return len(above.rstrip()) + 1 + len(line.split(maxsplit=1)[0]) > width


def _decoded(data: bytes, filename: str) -> str:
    for mark, encoding in _WIDE_MARKS.items():
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise SourceError("UTF-16 text, cut short", place=filename, remedy="copy it again") from error
    if b"\0" in data:
        raise SourceError("UTF-16 text or no text at all", place=filename, remedy="save it as text in UTF-8")
    try:
        return decode_text(data, filename)
    except SourceError as error:
        if encoding := _old_encoding(data.decode("latin-1")):
            raise SourceError(
                f"typed in the old {encoding} encoding, not in Unicode",
                place=error.place,
                remedy="convert it first (Unikey can)",
            ) from error
        raise


def _old_encoding(text: str) -> str:
    return "Windows-1258" if is_windows_1258(text) else detect_legacy(text) or ""
