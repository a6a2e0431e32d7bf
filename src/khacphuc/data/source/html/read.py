"""The bytes of a web page in, the document out: paragraphs, headings, items with their numbers, cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from khacphuc.data.source.assembly import CellPlace, DocumentBuilder
from khacphuc.data.source.html.numbers import item_marker, to_number
from khacphuc.data.source.html.page import document_part, is_heading_level
from khacphuc.data.source.html.tree import Element, parse_page
from khacphuc.errors import SourceError
from khacphuc.text.letters import SUPERSCRIPTS
from khacphuc.text.spans import SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khacphuc.data.source.document import BlockKind, SourceDocument

    Piece = tuple[str, SpanKind | None]

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page names its encoding
_BLOCKS: Final = frozenset(
    """
    address article aside blockquote center dd details div dl dt fieldset figcaption figure h1
    h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody td tfoot th
    thead tr ul caption
""".split()  # noqa: SIM905 - a list would take a line for each
)
_PICTURES: Final = {"img", "picture"}
_RAISE = str.maketrans("0123456789", SUPERSCRIPTS)
_MARK = re.compile(r"\s*[(\[]?(\d{1,3})[)\]]?\s*")
_UNIT_END = re.compile(r"(?<![^\W\d_])[kcdmh]?m\s*$")
_MOST_SPANNED = {"rowspan": 1_000, "colspan": 64}  # what spans more spans all there are


def read_html(data: bytes, filename: str) -> SourceDocument:
    """Read a web page.

    Args:
        data: its bytes.
        filename: its name in messages.

    Returns:
        Its text without menus, scripts and what is hidden; lists with the numbers a browser prints, cells
        with the heads of their row and column. Pictures are counted.

    Raises:
        SourceError: its encoding is none, or not the one it names.
    """
    root = document_part(parse_page(_decoded(data, filename)))
    writer = _Writer()
    writer.block(root, "paragraph")
    return writer.builder.build()


def _decoded(data: bytes, filename: str) -> str:
    encoding = "utf-8-sig"
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        encoding = "utf-16"
    elif not data.startswith(b"\xef\xbb\xbf") and (named := _CHARSET.search(data[:_HEAD])):
        encoding = named[1].decode("ascii")
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise SourceError(
            f"a web page that is not in {encoding}", place=filename, remedy="print it to a PDF in a browser"
        ) from error


class _Writer:
    """Walks the tree of a page and adds its paragraphs."""

    def __init__(self) -> None:
        self.builder = DocumentBuilder()
        self._pieces: list[Piece] = []
        self._marker: list[Piece] = []  # of an item, until its first words
        self._kind: BlockKind = "paragraph"
        self._style = ""
        self._cell: CellPlace | None = None
        self._tables = 0

    def block(self, element: Element, kind: BlockKind) -> None:
        """Add what an element holds as paragraphs of its own."""
        self._end_paragraph()
        before = self._kind, self._style
        self._kind = "cell" if self._cell else kind
        self._style = is_heading_level(element) if kind == "heading" else ""
        self._children(element, kind)
        self._end_paragraph()
        self._kind, self._style = before

    def _end_paragraph(self) -> None:
        pieces, self._pieces = self._pieces, []
        if any(text.strip() for text, _ in pieces):
            marker, self._marker = self._marker, []
            whole = _single_blanks([*marker, *pieces])
            self.builder.add(whole, self._kind, style=self._style, cell=self._cell)

    def _children(self, element: Element, kind: BlockKind) -> None:
        number = to_number(element.attributes.get("start", ""), 1)
        for child in element.children:
            if isinstance(child, str):
                self._pieces.append(
                    (child if element.name == "pre" else re.sub(r"\s*\n\s*", " ", child), None)
                )
            elif child.name == "table":
                self._end_paragraph()
                self._table(child)
            elif child.name == "li":
                number = self._item(element, child, number)
            elif child.name in _BLOCKS:
                self.block(child, _kind_of(child, kind))
            else:
                self._inline(child, kind)

    def _inline(self, element: Element, kind: BlockKind) -> None:
        if element.name == "br":
            self._pieces.append(("\n", None))
        elif element.name in _PICTURES:
            self.builder.tell_unread("picture", element.attributes.get("alt", ""))
        elif element.name == "sup" and (mark := _MARK.fullmatch(_words(element))):
            before = "".join(text for text, _ in self._pieces)
            is_unit = mark[1] in {"2", "3"} and _UNIT_END.search(before)
            self._pieces.append((mark[1].translate(_RAISE), None if is_unit else SpanKind.NOTE_MARK))
        else:
            self._children(element, kind)

    def _item(self, parent: Element, item: Element, number: int) -> int:
        """Add an item of a list with what a browser prints before it; the number of the next one."""
        self._end_paragraph()
        if parent.name == "ol":
            marker, number = item_marker(parent, item, number)
            self._marker = [(marker.rstrip(), SpanKind.SECTION), (" ", None)]
        else:
            self._marker = [("- ", None)]
        self.block(item, "paragraph")
        self._marker = []
        return number + (-1 if "reversed" in parent.attributes else 1)

    def _table(self, table: Element) -> None:
        if self._cell or _is_layout(table):
            for row in _rows(table):
                for cell in _cells(row):
                    self.block(cell, "paragraph")
            return
        self._tables += 1
        first = self.builder.line_count
        number, taken, heads = self._tables, dict[int, int](), 0  # up to which row each column is
        for row_number, row in enumerate(_rows(table), start=1):
            column = 1
            cells = list(_cells(row))
            heads += heads == row_number - 1 and bool(cells) and all(cell.name == "th" for cell in cells)
            for cell in cells:
                while taken.get(column, 0) >= row_number:
                    column += 1
                high, wide = _spanned(cell, "rowspan"), _spanned(cell, "colspan")
                taken |= dict.fromkeys(range(column, column + wide), row_number + high - 1)
                self._cell = CellPlace(number, row_number, column, high, wide)
                self.block(cell, "cell")
                self._cell = None
                column += wide
        self.builder.end_table(number, first, heads)


def _kind_of(element: Element, kind: BlockKind) -> BlockKind:
    if is_heading_level(element):
        return "heading"
    if element.name in {"figcaption", "caption"}:
        return "caption"
    return "paragraph" if kind in {"heading", "caption"} else kind


def _is_layout(table: Element) -> bool:
    """Whether a table only puts a page in order: it holds another table, or a single cell."""
    inner = sum(element.name == "table" for element in table.elements())
    return inner > 1 or sum(len(list(_cells(row))) for row in _rows(table)) <= 1


def _rows(table: Element) -> Iterator[Element]:
    for child in table.children:
        if isinstance(child, Element):
            if child.name == "tr":
                yield child
            elif child.name in {"thead", "tbody", "tfoot", "form"}:
                yield from _rows(child)
            elif child.name == "caption":
                yield (
                    Element("tr", {}, [Element("td", {}, child.children)]) if _words(child) else Element("tr")
                )


def _cells(row: Element) -> Iterator[Element]:
    return (child for child in row.children if isinstance(child, Element) and child.name in {"td", "th"})


def _spanned(cell: Element, name: str) -> int:
    return min(max(to_number(cell.attributes.get(name, ""), 1), 1), _MOST_SPANNED[name])


def _words(element: Element) -> str:
    return " ".join(
        child for inner in element.elements() for child in inner.children if isinstance(child, str)
    ).strip()


def _single_blanks(pieces: list[Piece]) -> Iterator[Piece]:
    """Blanks as a browser prints them: one, however many there are."""
    ends_blank = True
    for text, mark in pieces:
        plain = re.sub(r"[ \t\r\f]+", " ", text)
        if ends_blank and plain.startswith(" "):
            plain = plain[1:]
        if plain:
            ends_blank = plain[-1] in " \n"
            yield plain, mark
