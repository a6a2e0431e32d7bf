"""Where charts stand in a Word file: text flows on where one does not fit on its page. Pure.

Word moves a picture that does not fit to the next page and leaves the rest of this one empty. So the text
behind it comes first, as much as fills the page. How much that is is counted from the widths of letters. Word
may differ by some lines: then a chart stands among text instead of at the head of a page, or as many lines
stay empty. No chart stands before what leads to it, nor behind the last block.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, assert_never

from khacphuc.fonts.widths import line_count
from khacphuc.render.docx.tables import TALLEST_WHOLE_TABLE, picture_height, shares
from khacphuc.render.docx.xml import points
from khacphuc.render.form import CHART_SHARES
from khacphuc.report.document import nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.render.profiles import Profile

_PAGE: Final = points(297)
_HEAD: Final = points(76)
"""From the top margin to the first paragraph, about: names, number, date, title and status."""
_LINE: Final = 1.15
"""The height of a line, in sizes of a letter; lines of text are further apart (see ``styles``)."""
_TEXT_LINE: Final = _LINE * 268 / 240
_LIST_INDENT: Final = points(14)
_CELL_MARGIN_X: Final = 8  # points, both sides together
_CELL_MARGIN_Y: Final = 4.5
_EMPTY: Final = 0.25  # of a page may stay empty before a chart
_SIGNATURE_LINES: Final = 3  # authority, office, name
_SPARE: Final = 36
"""Points that must be left where a chart is to fit: two lines, by which Word may differ."""
_TOGETHER: Final = 2  # so many lines of a paragraph, or rows of a table, never stand apart from its others


class Flow(NamedTuple):
    """How a body fills its pages.

    Attributes:
        body: its blocks in their order: text keeps the one it had, and so do charts.
        chart_share: how wide charts are, of the width of the text.
    """

    body: tuple[nodes.Block, ...]
    chart_share: float


def in_flow(document: nodes.Document, profile: Profile, width: float) -> Flow:
    """Order the body of a document so that it fills its pages; its last block stays the last.

    Charts are a little narrower where that spares the last lines and the signature a page of their own, or
    the page before them a gap.

    Args:
        document: numbered.
        profile: the form.
        width: of the text, in points.
    """
    charts = any(isinstance(block, nodes.Figure) for block in document.body)
    shares = CHART_SHARES if charts else CHART_SHARES[:1]
    tried = (_Pages(document, profile, width, share) for share in shares)
    best = next((pages for pages in tried if pages.end_well), None)
    pages = best or _Pages(document, profile, width, CHART_SHARES[0])
    return Flow(pages.body, pages.chart_share)


class _Pages:
    def __init__(self, document: nodes.Document, profile: Profile, width: float, chart_share: float) -> None:
        self._profile, self._width = profile, width
        self.chart_share = chart_share
        self._room = _PAGE - points(profile.margins_mm.top + profile.margins_mm.bottom)
        self._line = profile.text_pt * _TEXT_LINE
        self._ordered: list[nodes.Block] = []
        self._used = _HEAD  # of the page
        self._waiting: list[nodes.Figure] = []
        last = document.body[-1:]
        self.body = (*self._order(document.body[:-1]), *last)
        self.end_well = self._end_well(last, document.signature)

    def _end_well(self, last: Sequence[nodes.Block], signature: nodes.Signature) -> bool:
        """Whether no page before the last lines is rather empty, nor theirs, with the signature."""
        if self._waiting:
            return self._room - self._used < _EMPTY * self._room
        lines = [piece for block in last for piece in self._pieces(block)]
        return len(lines) > 1 or self._used + sum(lines) + self._foot(signature) < self._room + _SPARE

    def _foot(self, signature: nodes.Signature) -> float:
        profile = self._profile
        signs = _SIGNATURE_LINES * profile.signature_pt * _LINE + points(profile.signature_space_mm)
        return points(8) + max(signs, (len(signature.recipients) + 1) * profile.recipients_label_pt * _LINE)

    def _order(self, body: Sequence[nodes.Block]) -> list[nodes.Block]:
        headings: list[nodes.Block] = []  # they stand with the text, or the chart, that follows
        charts: list[nodes.Figure] = []  # behind such headings, and so behind their text
        for block in body:
            if isinstance(block, nodes.Heading):
                if block.starts_page:  # nothing flows past it
                    self._ordered += [*self._waiting, *headings, *charts]
                    self._used, self._waiting, headings, charts = 0, [], [], []
                headings.append(block)
                continue
            first, *others = self._pieces(block)
            first += sum(sum(self._pieces(heading)) for heading in headings)
            if isinstance(block, nodes.Figure) and (
                charts or self._waiting or self._used + first + _SPARE > self._room
            ):
                (charts if headings else self._waiting).append(block)
                continue
            turned = self._used + first > self._room
            if turned:
                self._used = 0
                self._place_waiting()
            self._ordered += [*headings, block]
            self._waiting += charts
            headings, charts = [], []
            if self._fill([first, *others]) or turned:
                self._place_waiting()
        return [*self._ordered, *self._waiting, *headings, *charts]

    def _place_waiting(self) -> None:
        """Place the charts that wait, as many as the page holds."""
        while self._waiting:
            (height,) = self._pieces(self._waiting[0])
            if self._used and self._used + height > self._room:
                return
            self._ordered.append(self._waiting.pop(0))
            self._used += height

    def _fill(self, pieces: Sequence[float]) -> bool:
        """Place the parts of a block; tell whether they reach another page."""
        turned = False
        for piece in pieces:
            if self._used + piece > self._room:
                self._used, turned = 0, True
            self._used += piece
        return turned

    def _pieces(self, block: nodes.Block) -> list[float]:
        """The heights of what stays together of a block, from above."""
        profile, gap = self._profile, self._profile.paragraph_gap_pt
        match block:
            case nodes.Heading():
                words = f"{block.label} {nodes.plain(block)}"
                return [
                    self._lines(words, bold=True, indent=points(profile.first_line_mm)) * self._line + gap + 4
                ]
            case nodes.Paragraph():
                return self._text(block, indent=points(profile.first_line_mm))
            case nodes.ItemList(items=items):
                return [piece for item in items for part in item for piece in self._item(part)]
            case nodes.Table():
                return self._table(block)
            case nodes.Figure():
                return [picture_height(block, self._width * self.chart_share) + self._caption(block) + gap]
            case nodes.Cover() | nodes.Signature():
                return [0]
            case _:
                assert_never(block)

    def _item(self, part: nodes.Block) -> list[float]:
        if isinstance(part, nodes.Paragraph):
            return self._text(part, narrower=_LIST_INDENT)
        return self._pieces(part)

    def _text(self, block: nodes.Paragraph, *, indent: float = 0, narrower: float = 0) -> list[float]:
        lines, line = self._lines(nodes.plain(block), indent=indent, narrower=narrower), self._line
        notes = [node for node in nodes.inlines(block) if isinstance(node, nodes.Note)]
        after = self._profile.paragraph_gap_pt + sum(self._note(note.children) for note in notes)
        if lines < 2 * _TOGETHER:
            return [lines * line + after]
        return [_TOGETHER * line, *[line] * (lines - 2 * _TOGETHER), _TOGETHER * line + after]

    def _lines(self, words: str, *, bold: bool = False, indent: float = 0, narrower: float = 0) -> int:
        return line_count(words, self._width - narrower, self._profile.text_pt, bold=bold, indent=indent)

    def _note(self, words: tuple[nodes.Inline, ...]) -> float:
        size = self._profile.note_pt
        return line_count(nodes.plain(words), self._width, size) * size * _LINE

    def _caption(self, block: nodes.Table | nodes.Figure) -> float:
        size = self._profile.caption_pt
        words = f"{block.type} {block.number}. {nodes.plain(block.caption)}"
        lines = line_count(words, self._width, size)
        return lines * size * _LINE + 2 * self._profile.paragraph_gap_pt

    def _table(self, block: nodes.Table) -> list[float]:
        size = self._profile.table_pt
        rooms = [share * self._width - _CELL_MARGIN_X for share in shares(block)]

        def height(cells: Sequence[str], *, bold: bool = False) -> float:
            lines = [line_count(cell, room, size, bold=bold) for cell, room in zip(cells, rooms, strict=True)]
            return max(lines) * size * _LINE + _CELL_MARGIN_Y

        head = self._caption(block) + height(block.columns, bold=True)
        rows = [height([nodes.plain(cell) for cell in row]) for row in block.rows]
        after = self._profile.paragraph_gap_pt + (self._note(block.note) if block.note else 0)
        if sum(rows) < TALLEST_WHOLE_TABLE:
            return [head + sum(rows) + after]
        return [head + rows[0], *rows[1:-_TOGETHER], sum(rows[-_TOGETHER:]) + after]
