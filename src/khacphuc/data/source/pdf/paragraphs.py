"""The printed lines of a PDF in, its paragraphs and notes out: lines joined by their places."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from khacphuc.data.source.parts import TextPart
from khacphuc.text.letters import SUPERSCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khacphuc.data.source.document import BlockKind
    from khacphuc.data.source.pdf.lines import Line

# how an item of a list begins: a dash, a Roman number, 1.2. or a)
_ITEM = re.compile(r"(?:[-–•+*]\s|[IVX]+[.)/-]\s?|\d+(?:\.\d+)*[.)/]\s?(?=\D)|[a-zđ][).]\s)")
_CAPTION = re.compile(r"(?:Bảng|Biểu|Biểu đồ|Hình|Ảnh|Sơ đồ)\s+(?:số\s+)?\d+")
_NOTE = re.compile(f"[{SUPERSCRIPTS}]+")
_ENDS = tuple(".;:?!…")

_WIDE_GAP = 1.15  # of the usual distance of lines: a new paragraph
_INDENT = 0.8  # of the type size: a line that begins this far from the margin begins a paragraph
_BLANK = 0.2  # of the type size: the least that stands between two words
_OTHER_SIZE = 1.1  # times: a line of much larger or smaller letters begins a paragraph
_RAISE = str.maketrans("0123456789", SUPERSCRIPTS)
_BARE_NUMBER = re.compile(r"(\d{1,3})\s+")
_NOTE_SIZE = 0.93  # of the size of the text: what is not smaller is no note
_SAME_START = 5.0  # points: columns that begin this near are as wide
_EVEN = 2.0  # points: justified lines end this near
_SEVERAL = 3
_MUCH = 0.15  # of the letters of a document
_STANDS_OFF = 1.3  # of the usual distance of lines: where the notes of a page begin


@dataclass(slots=True)
class TextColumn:
    """Lines below each other, from one margin to the other.

    Attributes:
        lines: from top to bottom.
        limit: how far to the right a line may go, where nothing shows where lines end.
        rule: the height of the short rule above the notes of the page; None if there is none.
        is_last: whether nothing stands below it on its page.
        parts: in the place of lines, the cells of a table.
    """

    lines: list[Line] = field(default_factory=list)
    limit: float = 0.0
    rule: float | None = None
    is_last: bool = False
    parts: list[TextPart] = field(default_factory=list)

    @property
    def left(self) -> float:
        """Its left margin: the leftmost place where more than one line begins."""
        starts = Counter(round(line.x) for line in self.lines)
        return min((x for x, count in starts.items() if count > 1), default=min(starts, default=0))


@dataclass(slots=True)
class _Paragraph:
    text: str
    kind: BlockKind = "paragraph"


def to_parts(columns: Sequence[TextColumn]) -> list[TextPart]:
    """Join the lines of a document to paragraphs, over columns and pages too.

    A note stands behind the paragraph that cites it, with all that follows of it on the next page.
    """
    _raise_marks(columns)
    gap = _usual_gap(columns)
    body = _body_size(columns)
    right = _right_margins(columns)
    parts: list[TextPart | _Paragraph] = []
    waiting: list[_Paragraph] = []
    latest_note: _Paragraph | None = None
    last: Line | None = None
    end = 0.0
    for column in columns:
        if column.parts:
            parts += [*waiting, *column.parts]
            waiting, last = [], None
            continue
        margins = _Margins(column.left, right[id(column)], gap)
        begin = _notes_begin(column, body, gap)
        above: Line | None = None
        note: Line | None = None  # the line above, where that is a note's
        for place, line in enumerate(column.lines):
            if line.is_note:
                latest_note = _Paragraph(line.text, "note")
                waiting.append(latest_note)
                note = line
            elif (latest_note and place >= begin and (note or place == begin)) or (
                note and latest_note and _goes_on(line, note, margins, note.y - line.y)
            ):
                latest_note.text += f" {line.text}"
                note = line
            else:
                if last and _goes_on(line, last, margins, above.y - line.y if above else 0, end):
                    _current(parts).text += f" {line.text}"
                else:
                    parts += [*waiting, _Paragraph(line.text)]
                    waiting = []
                note = None
                last = above = line
                end = margins.right
    return _behind_their_marks(
        [part if isinstance(part, TextPart) else _part(part) for part in (*parts, *waiting)]
    )


def _behind_their_marks(parts: Iterable[TextPart]) -> list[TextPart]:
    """Every note behind the paragraph or cell that cites it, however far below it is printed."""
    moved: list[TextPart] = []
    for part in parts:
        place = len(moved)
        mark = _NOTE.match(part.text)
        if part.kind == "note" and mark:
            bodies = [index for index, other in enumerate(moved) if other.kind != "note"]
            cited = [index for index in bodies if mark[0] in moved[index].text]
            alone = re.compile(f"(?<![{SUPERSCRIPTS}]){mark[0]}(?![{SUPERSCRIPTS}])")
            exact = [index for index in cited if alone.search(moved[index].text)]
            place = max(exact or cited, default=place - 1) + 1
            while place < len(moved) and moved[place].kind == "note":
                place += 1
        moved.insert(place, part)
    return moved


def _part(paragraph: _Paragraph) -> TextPart:
    is_caption = paragraph.kind == "paragraph" and _CAPTION.match(paragraph.text)
    return TextPart(paragraph.text, "caption" if is_caption else paragraph.kind)


def _current(parts: Sequence[TextPart | _Paragraph]) -> _Paragraph:
    """The paragraph that may go on: notes and cells stand behind it."""
    return next(part for part in reversed(parts) if isinstance(part, _Paragraph) and part.kind != "note")


def join_lines(lines: Sequence[Line], right: float) -> list[str]:
    """The paragraphs of a cell that ends at a right edge."""
    column = TextColumn(list(lines))
    margins = _Margins(column.left, right, _usual_gap([column]))
    texts: list[str] = []
    for above, line in zip([None, *lines], lines, strict=False):
        if above and _goes_on(line, above, margins, above.y - line.y):
            texts[-1] += f" {line.text}"
        else:
            texts.append(line.text)
    return texts


@dataclass(frozen=True, slots=True)
class _Margins:
    """The margins of a column, and the usual distance of lines, of their type size."""

    left: float
    right: float
    usual_gap: float


def _goes_on(line: Line, last: Line, margins: _Margins, gap: float, right: float | None = None) -> bool:
    """Whether a line continues the one before it.

    Args:
        line: the line.
        last: the one before it.
        margins: those of the line.
        gap: how far it stands below; 0 at the top of a page or column.
        right: the right margin of the one before, where that is another.
    """
    if gap > _WIDE_GAP * margins.usual_gap * line.size:
        return False
    if max(line.size, last.size) > _OTHER_SIZE * min(line.size, last.size):
        return False
    small = line.text[0].islower()
    indented = line.x > margins.left + _INDENT * line.size
    # a line is full where the next word would not have fitted
    full = last.end + _BLANK * line.size + line.first_word > (right or margins.right)
    begins = indented or _ITEM.match(line.text)
    if begins and (not full or last.text.endswith(_ENDS)):
        return False
    return small or (full and not (indented and not gap))


def _raise_marks(columns: Sequence[TextColumn]) -> None:
    """Raise the number before a note that its text cites: LibreOffice sets it as large as the note."""
    cited = {mark for column in columns for line in column.lines for mark in _NOTE.findall(line.text)}
    for column in columns:
        for line in column.lines:
            if column.rule is None or line.y > column.rule or not (number := _BARE_NUMBER.match(line.text)):
                continue
            mark = number[1].translate(_RAISE)
            if mark in cited:
                line.text = f"{mark} {line.text[number.end() :]}"


def _notes_begin(column: TextColumn, body: float, gap: float) -> int:
    """The place of the first line of a page's notes, which are smaller and stand off from the text."""
    lines = column.lines
    place = len(lines)
    if not column.is_last:
        return place
    while place and lines[place - 1].size < _NOTE_SIZE * body:
        place -= 1
    if place == len(lines) or not place:
        return place if column.rule is not None else len(lines)
    first, above = lines[place], lines[place - 1]
    ruled = column.rule is not None and first.y < column.rule < above.y
    return place if ruled or above.y - first.y > _STANDS_OFF * gap * body else len(lines)


def _body_size(columns: Iterable[TextColumn]) -> float:
    """The type size of the text: the largest in which much is set, as notes may be longer than the text."""
    sizes: Counter[float] = Counter()
    for column in columns:
        for line in column.lines:
            sizes[round(line.size, 1)] += len(line.text)
    return max((size for size, count in sizes.items() if count >= _MUCH * sizes.total()), default=1.0)


def _usual_gap(columns: Iterable[TextColumn]) -> float:
    """The commonest distance between two lines, as a multiple of their type size."""
    gaps = Counter(
        round((above.y - below.y) / below.size, 1)
        for column in columns
        for above, below in pairwise(column.lines)
        if above.y > below.y
    )
    return gaps.most_common(1)[0][0] if gaps else 1.0


def _right_margins(columns: Sequence[TextColumn]) -> dict[int, float]:
    """The right margin of each column: where lines of it end one below the other, else how far they may go.

    A page of a few short lines does not show how long they could have been; others that begin at the same
    place do.
    """
    widest: dict[int, float] = {}
    margins: dict[int, float] = {}
    filled = [column for column in columns if column.lines]
    starts = {id(column): round(column.left / _SAME_START) for column in filled}
    for column in filled:
        margin = _margin(column)
        for near in (-1, 0, 1) if margin else ():
            start = starts[id(column)] + near
            widest[start] = max(widest.get(start, 0.0), margin)
    for column in filled:
        known = widest.get(starts[id(column)], 0.0)
        margins[id(column)] = _margin(column) or max(known, column.limit)
    return margins


def _margin(column: TextColumn) -> float:
    """Where the lines of a column end if several end one below the other; else 0."""
    end = max(line.end for line in column.lines)
    return end if sum(end - line.end <= _EVEN for line in column.lines) >= _SEVERAL else 0.0
