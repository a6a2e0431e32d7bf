"""The parts of a form as nearly all programs write them, read in one pass of a pattern.

A pattern is three times as quick as a parser of XML, and a form is mostly cells. It takes only what is plain
(UTF-8, no prefix, no comment, attributes in the usual order); of whatever is not, nothing is taken, and
``xml`` reads it, to the same cells. Pure.
"""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from khacphuc.data.returns.forms.cells import FormGrid, SheetMark
from khacphuc.data.xlsx.parts import unescaped
from khacphuc.data.xlsx.sheet import HIGHEST_COLUMN, HIGHEST_ROW, column_number, is_unseen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khacphuc.data.returns.forms.cells import CellMaker, FormCell

_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml [^>]*?\?>)?\s*<(?:worksheet|sst)[ >]")
_OTHER_ENCODING = re.compile(rb"<\?xml [^>]*?encoding=[\"'](?!utf-8[\"'])", re.IGNORECASE)
_TEXT = r"<t(?: xml:space=\"preserve\")?>(?P<inline>[^<]*)</t>"
_EMPTY = r'(?:<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,6}")?(?: t="n")?(?:/>|></c>))*'
_MARK = re.compile(
    rf"{_EMPTY}(?:"
    r'<c r="(?P<column>[A-Z]{1,3})(?P<of>[0-9]{1,7})"(?: s="(?P<style>[0-9]{1,6})")?'
    r'(?: t="(?P<kind>[A-Za-z]{1,9})")?>'
    r"(?P<begun><f(?: [^<>]*?)?(?:/>|>(?P<formula>[^<]*)</f>))?"
    rf"(?:<v>(?P<value>[^<]*)</v>|<v ?/>|<is>{_TEXT}</is>)?</c>"
    r'|(?P<end></row>)?<row r="(?P<row>[0-9]{1,7})"'
    r'(?P<attributes>(?: [A-Za-z][A-Za-z0-9:]*="[^"<>&]*")*) ?(?P<empty>/)?>|</row>)'
)
_ONLY_EMPTY = re.compile(_EMPTY)
_CELL_END = "</c>"
_STRING = re.compile(r"<si><t(?: xml:space=\"preserve\")?>([^<]*)</t></si>|<si/>|<si><t/></si>")
_COLUMN = re.compile(r"<col ([^<>]*)/>")
_ATTRIBUTE = re.compile(r'([A-Za-z][A-Za-z0-9:]*)="([^"]*)"')
_REFERENCE = re.compile("&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));|&")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")  # what XML may not hold, and line ends it changes
_MOST_MERGED = 1_000  # an item has one at most
_REFUSED = bytes({*range(32)} - {*b"\t\n\r"})
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z0-9:$]{2,30})[\"']")


class _NotPlainError(Exception):
    """Something a pattern cannot be sure of."""


def scan_strings(part: bytes) -> list[str] | None:
    """The shared texts of a workbook, or None if they are not written plainly.

    >>> scan_strings(b"<sst><si><t>a &amp; b</t></si></sst>"), scan_strings(b"<sst><si><r/></si></sst>")
    (['a & b'], None)
    """
    try:
        text = _plain_text(part)
        begin, end = _between(text, "sst")
        strings = []
        for match in iter(_STRING.scanner(text, begin, end).match, None):  # type: ignore[attr-defined]
            strings.append(unescaped(_characters(match[1] or "")))
            begin = match.end()
    except (_NotPlainError, ValueError):
        return None
    return strings if begin == end else None


def scan_grid(part: bytes, name: str, maker: CellMaker, *, hidden: bool) -> FormGrid | None:
    """The cells of a sheet, or None if they are not written plainly.

    Args:
        part: the XML of the sheet.
        name: as its tab has it.
        maker: of its cells.
        hidden: whether the tab is not shown.
    """
    try:
        text = _plain_text(part)
        begin, end = _between(text, "sheetData")
        sheet = _Rows(maker)
        sheet.read(text, begin, end)
        columns = [
            range(int(attributes["min"]), int(attributes["max"]) + 1)
            for match in _COLUMN.finditer(text, 0, begin)
            if is_unseen(attributes := dict(_ATTRIBUTE.findall(match[1])), "width")
        ]
    except (_NotPlainError, ValueError, LookupError):
        return None
    blank = sheet.stored - len(sheet.rows)
    return FormGrid(name, hidden, sheet.rows, sheet.hidden, columns, merged_ranges(part), blank)


def merged_ranges(part: bytes) -> list[str]:
    """The merged ranges of a sheet, which stand behind its cells."""
    end = part.rfind(b"sheetData")
    matches = islice(_MERGED.finditer(part, max(end, 0)), _MOST_MERGED)
    return [match[1].decode() for match in matches]


class _Rows:
    """Collects the rows of a sheet, mark by mark."""

    def __init__(self, maker: CellMaker) -> None:
        self.rows: dict[int, dict[int, FormCell]] = {}
        self.hidden: list[int] = []
        self.stored = 0
        self._make, self._memory = maker.make, maker.marks
        self._row = self._column = 0
        self._digits = ""  # of the row that is open
        self._cells: dict[int, FormCell] = {}

    def read(self, text: str, begin: int, end: int) -> None:
        """Read what stands between the marks of all cells.

        Every cell with content ends alike. What stands before that end is in most forms as it was in the
        form before: labels, units, formulas, even numbers.

        Raises:
            _NotPlainError: it is not plain.
        """
        memory = self._memory
        while (stop := text.find(_CELL_END, begin, end)) >= 0:
            stop += len(_CELL_END)
            if stop - begin > _LONGEST_PIECE:
                self._add(self._marks(text, begin, stop))
            else:
                piece = text[begin:stop]
                marks = memory.get(piece)
                if marks is None:
                    if len(memory) >= _MOST_PIECES:
                        memory.clear()
                    marks = memory[piece] = tuple(self._marks(text, begin, stop))
                self._add(marks)
            begin = stop
        self._add(self._marks(text, begin, end))
        if self._digits:
            raise _NotPlainError

    def _marks(self, text: str, begin: int, end: int) -> Iterator[SheetMark]:
        """What a piece of a sheet says, whatever stands before it; one by one, for there may be a million."""
        for match in iter(_MARK.scanner(text, begin, end).match, None):  # type: ignore[attr-defined]
            begin = match.end()
            letters, of_row, style, kind, begun, formula, value, inline, ended, row, attributes, empty = (
                match.groups("")
            )
            if not letters:
                yield SheetMark(0, row, attributes=attributes, ends=bool(ended or not row), empty=bool(empty))
                continue
            typed, computed = value or inline, formula if begun else None
            if "&" in typed or "&" in formula:
                typed, computed = _characters(typed), _characters(formula) if begun else None
            content = (kind, style, typed, computed)
            column = _COLUMNS.get(letters) or _column(letters)
            if kind == "s":
                yield SheetMark(column, of_row, shared=content)
            else:
                yield SheetMark(column, of_row, self._make(*content))
        if not _ONLY_EMPTY.fullmatch(text, begin, end):
            raise _NotPlainError

    def _add(self, marks: Iterable[SheetMark]) -> None:
        for column, row, cell, shared, attributes, ends, empty in marks:
            if column:
                if row != self._digits or column <= self._column:
                    raise _NotPlainError
                self._column = column
                if shared:
                    cell = self._make(*shared)  # noqa: PLW2901 - of the texts of this workbook
                if cell:
                    self._cells[column] = cell
                continue
            if ends:
                self._end_row()
            if row:
                self._begin_row(row, attributes, empty=empty)

    def _begin_row(self, digits: str, attributes: str, *, empty: bool) -> None:
        row = int(digits)
        if self._digits or not self._row < row <= HIGHEST_ROW:
            raise _NotPlainError
        self._row, self._column, self._cells = row, 0, {}
        self._digits = "" if empty else digits
        self.stored += 1
        # rows of forms have heights; what begins with 0 may be none
        if ("hidden=" in attributes or 'ht="0' in attributes) and is_unseen(
            dict(_ATTRIBUTE.findall(attributes)), "ht"
        ):
            self.hidden.append(row)

    def _end_row(self) -> None:
        if not self._digits:
            raise _NotPlainError
        self._digits = ""
        if self._cells:
            self.rows[self._row] = self._cells


def _plain_text(part: bytes) -> str:
    """The text of a part without comments, document types and the like.

    Raises:
        _NotPlainError: it may have some.
        ValueError: it is not UTF-8.
    """
    is_plain = _PROLOG.match(part) and not _OTHER_ENCODING.match(part) and b"<!" not in part
    if not is_plain or len(part.translate(None, _REFUSED)) < len(part) or b"\xef\xbf" in part:
        raise _NotPlainError
    return part.decode("utf-8-sig")


def _between(text: str, name: str) -> tuple[int, int]:
    """Where the content of an element begins and ends."""
    begin = text.find(f"<{name}")
    end = text.rfind(f"</{name}>")
    begin = text.find(">", begin) + 1 if begin >= 0 else 0
    if not 0 < begin <= end or "\r" in text[begin:end]:
        raise _NotPlainError
    return begin, end


def _column(letters: str) -> int:
    column = column_number(letters)
    if column > HIGHEST_COLUMN:
        raise _NotPlainError
    if column <= _MOST_KEPT:
        _COLUMNS[letters] = column
    return column


def _characters(text: str) -> str:
    """A text with its references to characters replaced."""
    if "&" not in text:
        return text
    return _label(text) if len(text) <= _LONGEST_LABEL else _REFERENCE.sub(_character, text)


@lru_cache(maxsize=2_000)
def _label(text: str) -> str:
    """The same; labels are those of the form before, and some programs write every letter by its number."""
    return _REFERENCE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    number = int(match[1]) if match[1] else int(match[2] or "0", 16)
    character = chr(number) if number <= sys.maxunicode else ""
    if not character or _CONTROL.match(character) or "\ud800" <= character <= "\udfff":
        raise _NotPlainError
    return character


_LONGEST_LABEL = 3_000  # formulas that check a row are as long
_LONGEST_PIECE = 1_500  # characters; formulas that check a row are 800
_MOST_PIECES = 4_000  # a form has some 250, nearly all of them those of the form before
_MOST_KEPT = 100
_COLUMNS: Final[dict[str, int]] = {}
