"""The bytes of a PDF in, the document out: its text a paragraph a line, its tables and notes."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from khacphuc.data.source.document import Unread
from khacphuc.data.source.parts import to_document
from khacphuc.data.source.pdf.columns import to_columns
from khacphuc.data.source.pdf.content import read_page
from khacphuc.data.source.pdf.furniture import furniture
from khacphuc.data.source.pdf.lines import to_line, to_rows
from khacphuc.data.source.pdf.paragraphs import TextColumn, to_parts
from khacphuc.data.source.pdf.refusals import Legibility
from khacphuc.data.source.pdf.table_parts import TableWriter
from khacphuc.data.source.pdf.tables import find_tables
from khacphuc.data.source.table_of_contents import contents_lines
from khacphuc.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khacphuc.data.source.document import SourceDocument
    from khacphuc.data.source.pdf.content import PageContent
    from khacphuc.data.source.pdf.drawing import Run
    from khacphuc.data.source.pdf.fonts import Font
    from khacphuc.data.source.pdf.lines import Line, PrintedRow
    from khacphuc.data.source.pdf.rules import Stroke
    from khacphuc.data.source.pdf.tables import RuledTable

_DAMAGE = (
    PyPdfError, DependencyError, ArithmeticError, AttributeError, LookupError, NotImplementedError,
    OSError, RecursionError, TypeError, ValueError, zlib.error,
)  # fmt: skip
_TAIL = 16_384  # bytes at the end in which %%EOF stands; some programs fill up the last block of a disk
_MOST_PAGES = 3_000
_SHORT_RULE = 20.0, 300.0  # points: how long the rule above notes is
_LONGEST_QUOTE = 60


@dataclass(slots=True)
class _Page:
    """What is kept of a page until all are read."""

    rows: list[PrintedRow] = field(default_factory=list)
    turned: list[PrintedRow] = field(default_factory=list)
    tables: list[RuledTable] = field(default_factory=list)
    rules: list[Stroke] = field(default_factory=list)
    edges: tuple[float, float] = (0.0, 0.0)
    sides: tuple[float, float] = (0.0, 0.0)


def read_pdf(data: bytes, filename: str) -> SourceDocument:
    """Read a PDF.

    Args:
        data: the file's bytes.
        filename: its name in messages.

    Returns:
        Its text, a paragraph, heading or cell a line. What pages repeat and tables of contents are left
        out and told; small raised numbers are superscripts, and footnotes stand behind the paragraph that
        cites them.

    Raises:
        SourceError: it is encrypted, cut short, holds pictures of pages instead of text, or letters that
            nobody can read.
    """
    if b"%%EOF" not in data[-_TAIL:]:
        raise SourceError(
            "no PDF, or cut short (its end is missing)", place=filename, remedy="copy or download it again"
        )
    legibility = Legibility(filename)
    try:
        pages = list(_pages(_opened(data), legibility))
    except _DAMAGE as error:
        raise SourceError(
            f"a damaged PDF ({error})", place=filename, remedy="save or download it again"
        ) from error
    except SourceError as error:
        raise error.at(filename) from error
    legibility.check()
    return _document(pages, legibility)


def _opened(data: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise SourceError("encrypted", remedy="open it with its password and print it to a PDF without one")
    return reader


def _pages(reader: PdfReader, legibility: Legibility) -> Iterator[_Page]:
    fonts: dict[Any, Font] = {}
    if len(reader.pages) > _MOST_PAGES:
        raise SourceError(
            f"{len(reader.pages):,} pages",
            expected=f"at most {_MOST_PAGES:,}",
            remedy="give the report without its annexes",
        )
    for number, page in enumerate(reader.pages, start=1):
        content = read_page(page, fonts)
        legibility.add(number, content)
        yield _page(content)
        # pypdf keeps every object it has read: of 300 pages, all of them at once
        reader.resolved_objects.clear()


def _page(content: PageContent) -> _Page:
    tables = find_tables(content.rules)
    runs: list[Run] = []
    for run in content.runs:
        cell = next((cell for table in tables for cell in table.cells if cell.holds(run)), None)
        (runs if cell is None else cell.runs).append(run)
    # an empty grid is part of a drawing
    tables = [table for table in tables if sum(bool(cell.runs) for cell in table.cells) > 1]
    low, high = _SHORT_RULE
    rules = [rule for rule in content.rules if rule.is_horizontal and low <= rule.x1 - rule.x0 <= high]
    turned = [
        row
        for angle in sorted({run.angle for run in content.turned})
        for row in to_rows(run for run in content.turned if run.angle == angle)
    ]
    return _Page(
        to_rows(runs), turned, tables, rules, (content.bottom, content.top), (content.left, content.right)
    )


def _document(pages: Sequence[_Page], legibility: Legibility) -> SourceDocument:
    repeated = furniture([page.rows for page in pages], [page.edges for page in pages])
    columns: list[TextColumn] = []
    writer = TableWriter()
    for page, rows in zip(pages, repeated, strict=True):
        left_out = {id(row) for row in rows}
        columns += _columns(page, [row for row in page.rows if id(row) not in left_out], writer)
    contents = _take_contents(columns)
    unread = list(legibility.unread)
    if heads := [to_line(row).text for rows in repeated for row in rows]:
        unread.append(Unread("page_furniture", len(heads), heads[0][:_LONGEST_QUOTE]))
    if contents:
        unread.append(Unread("table_of_contents", len(contents), contents[0][:_LONGEST_QUOTE]))
    return to_document(to_parts(columns), unread)


def _columns(page: _Page, rows: list[PrintedRow], writer: TableWriter) -> Iterator[TextColumn]:
    """The columns and tables of a page in reading order."""
    place = 0
    columns: list[TextColumn] = []
    # without anything that shows the right margin, it is taken to be as wide as the left one
    limit = page.sides[1] - (min((row.x for row in rows), default=page.sides[0]) - page.sides[0])
    for table in page.tables:
        above = [row for row in rows[place:] if row.y > table.top]
        columns += _text_columns(above, limit)
        place += len(above)
        columns.append(TextColumn(parts=writer.parts(table, begins_page=not columns)))
    columns += _text_columns(rows[place:], limit)
    columns += [TextColumn([to_line(row)]) for row in page.turned]
    for column in columns:
        column.lines = [line for line in column.lines if line.text]
    columns = [column for column in columns if column.lines or column.parts]
    if columns:
        columns[-1].is_last = True
        columns[-1].rule = max(
            (rule.y0 for rule in page.rules if _is_above_notes(rule, columns[-1].lines)), default=None
        )
    yield from columns


def _text_columns(rows: Sequence[PrintedRow], limit: float) -> list[TextColumn]:
    return [
        TextColumn([to_line(row) for row in column], limit=edge) for column, edge in to_columns(rows, limit)
    ]


def _is_above_notes(rule: Stroke, lines: Sequence[Line]) -> bool:
    return (
        bool(lines)
        and lines[-1].y < rule.y0
        and abs(rule.x0 - min(line.x for line in lines)) < rule.x1 - rule.x0
    )


def _take_contents(columns: Sequence[TextColumn]) -> list[str]:
    """Take the lines of tables of contents out of the columns."""
    lines = [line for column in columns for line in column.lines]
    left_out = {id(lines[place]) for place in contents_lines([line.text for line in lines])}
    for column in columns:
        column.lines = [line for line in column.lines if id(line) not in left_out]
    return [line.text for line in lines if id(line) in left_out]
