"""Tables and charts become Word's: captions that number themselves, headers that repeat, pictures."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from khacphuc.errors import DocumentError
from khacphuc.render.docx.pictures import Size, natural_size, to_png
from khacphuc.render.docx.xml import element_run, escaped, field, paragraph, points, text_run, twips
from khacphuc.report.document import nodes
from khacphuc.report.words import document_words, number_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.render.docx.inlines import Inlines

_EMU: Final = 12700  # a point
_TALLEST_PICTURE: Final = points(200)  # with its caption on one page
TALLEST_WHOLE_TABLE: Final = points(60)  # as in the PDF: what fills little of a page stays on one
# about how much room text takes, as in the PDF: the mean width of a letter and the height of a line, in
# sizes of a letter; margins of a cell on both sides together (see ``styles``), with its rule, in points
_LETTER: Final = 0.47
_LINE: Final = 1.16
_CELL_MARGIN_X: Final = 8
_CELL_MARGIN_Y: Final = 5
# in letters, as in the PDF: no column is narrower than a short number or its longest word, and none gets
# more than a long phrase asks for
_NARROWEST: Final = 5
_WIDEST: Final = 34
_PADDING: Final = 2


class Pictures(Protocol):
    """What stores the pictures of a document: a part of python-docx."""

    def get_or_add_image(self, image_descriptor: io.BytesIO) -> tuple[str, Any]:
        """Store a picture; return its relationship, and the picture with its natural size."""


class Look(NamedTuple):
    """How the text of a table looks: the id of its style, and the size of its letters in points."""

    style: str
    size: float


class Tables:
    """Writes the tables and charts of one document.

    Args:
        inlines: of the document.
        pictures: what stores pictures.
        width: of the text, in points.
        language: of our own words.
        chart_share: how wide charts are, of the width of the text.
    """

    def __init__(
        self, inlines: Inlines, pictures: Pictures, width: float, language: str, chart_share: float = 1
    ) -> None:
        self._chart_width = width * chart_share
        self._inlines = inlines
        self._pictures = pictures
        self._width = width
        self._language = language
        self._words = document_words(language)
        self._drawn = 0

    def table(self, node: nodes.Table, look: Look, *, keep: bool = False) -> str:
        """Write a table between its caption and its note; without a note, an empty line ends it.

        Word joins tables that touch.

        Args:
            node: the table.
            look: of its text.
            keep: its last rows on one page with what follows.
        """
        widths = [twips(share * self._width) for share in shares(node)]
        whole = self._height(node, look) < TALLEST_WHOLE_TABLE
        row_ids = node.row_ids or ("",) * len(node.rows)
        rows = [self._head(node, widths, look)]
        for place, (row, row_id) in enumerate(zip(node.rows, row_ids, strict=True), 1):
            # no row goes to the next page alone
            last = place == len(node.rows)
            with_next = keep if last else whole or place == len(node.rows) - 1
            rows.append(self._row(row, row_id, node.align, widths, look, keep=with_next))
        if not node.rows:
            nothing = paragraph(look.style, text_run(self._words["no_rows"], italic=True), align="center")
            rows.append(_row(_cell(sum(widths), nothing, span=len(widths))))
        described = number_label("table", node.number, self._language) + f". {nodes.plain(node.caption)}"
        after = ("TableNote", self._inlines.inline(node.note)) if node.note else ("AfterTable", "")
        return (
            paragraph("Caption", self._caption(node), keep=True)
            + grid(widths, "".join(rows), caption=described, description=", ".join(node.columns))
            + paragraph(*after, keep=keep)
        )

    def figure(self, node: nodes.Figure) -> str:
        """Write a chart as a picture with its text alternative, above its caption.

        Raises:
            DocumentError: it has no text alternative, or no picture that can be read.
        """
        if not node.alt.strip():
            raise DocumentError("has no text alternative", remedy="say what it shows")
        size = _fitted(node, self._chart_width)
        relation, _ = self._pictures.get_or_add_image(io.BytesIO(to_png(node, size)))
        self._drawn += 1
        picture = _picture(node, relation, self._drawn, size)
        return paragraph("Figure", element_run(picture)) + paragraph(
            "Caption", self._caption(node), align="center"
        )

    def _caption(self, node: nodes.Table | nodes.Figure) -> str:
        label = self._words[node.type]
        before, after = (
            part.format(label=label) for part in self._words["caption"].split("{number}", maxsplit=1)
        )
        sequence = label.replace(" ", "_")
        number = field(rf"SEQ {sequence} \* ARABIC", text_run(str(node.number), bold=True))
        named = self._inlines.bookmarks.around("block", node.id, text_run(before, bold=True) + number)
        return named + text_run(after, bold=True) + text_run(" ") + self._inlines.inline(node.caption)

    def _head(self, node: nodes.Table, widths: list[int], look: Look) -> str:
        cells = [
            _cell(width, paragraph(look.style, text_run(column, bold=True), keep=True, align="center"))
            for width, column in zip(widths, node.columns, strict=True)
        ]
        return _row("".join(cells), head=True)

    def _row(
        self,
        row: tuple[tuple[nodes.Inline, ...], ...],
        row_id: str,
        align: tuple[str, ...],
        widths: list[int],
        look: Look,
        *,
        keep: bool,
    ) -> str:
        cells = []
        for place, (children, side, width) in enumerate(zip(row, align, widths, strict=True)):
            content = self._inlines.inline(children)
            if place == 0 and row_id:
                content = self._inlines.bookmarks.around("row", row_id, content)
            cells.append(_cell(width, paragraph(look.style, content, keep=keep, align=side)))
        return _row("".join(cells))

    def _height(self, node: nodes.Table, look: Look) -> float:
        """Estimate how high a table is, in points, to know whether it should stay on one page."""
        wide = [share * self._width - _CELL_MARGIN_X for share in shares(node)]
        lines = [
            max(
                -(-len(nodes.plain(cell)) * _LETTER * look.size // room)
                for cell, room in zip(row, wide, strict=True)
            )
            for row in node.rows
        ]
        return sum(_LINE * look.size * max(count, 1) + _CELL_MARGIN_Y for count in lines)


def picture_height(node: nodes.Figure, width: float) -> float:
    """How high a chart stands on the page, in points; 0 of what is no picture, which ``figure`` refuses.

    Args:
        node: the chart.
        width: at most, in points.
    """
    return _fitted(node, width).height


def shares(node: nodes.Table) -> list[float]:
    """Return the share of the width each column gets: as the table says, or by what the column holds."""
    weights: Sequence[float] = node.widths or [
        max(
            _NARROWEST,
            *(len(word) + _PADDING for word in column.split()),
            *(min(len(nodes.plain(row[place])) + _PADDING, _WIDEST) for row in node.rows),
        )
        for place, column in enumerate(node.columns)
    ]
    return [weight / sum(weights) for weight in weights]


def grid(widths: Sequence[int], rows: str, *, caption: str, description: str) -> str:
    """Write a ruled table of rows; LibreOffice takes the widths from the grid, Word from the cells."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escaped(caption)}"/><w:tblDescription w:val="{escaped(description)}"/>'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(cells: str, *, head: bool = False) -> str:
    repeated = "<w:tblHeader/>" * head
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"


def _cell(width: int, content: str, *, span: int = 1) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}</w:tcPr>{content}</w:tc>'


def _fitted(node: nodes.Figure, width: float) -> Size:
    """How large a chart is that fits between the margins, in points."""
    size = natural_size(node)
    if size is None:
        return Size(0, 0)
    scale = min(1, width / size.width, _TALLEST_PICTURE / size.height)
    return Size(size.width * scale, size.height * scale)


def _picture(node: nodes.Figure, relation: str, number: int, size: Size) -> str:
    width, height = (round(side * _EMU) for side in size)
    name, alt = escaped(node.id), escaped(node.alt)
    return (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="{name}" descr="{alt}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{name}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
