"""Parts of a document in, one after the other, the document out: its text, its blocks and marks."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khacphuc.data.source.document import SourceDocument, TextBlock
from khacphuc.text.letters import SUPERSCRIPTS
from khacphuc.text.spans import Mark, SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khacphuc.data.source.document import BlockKind, Unread

_NOTE_MARK = re.compile(f"[{SUPERSCRIPTS}]+")
_SQUARE = re.compile(r"(?<![^\W\d_])[kcdmh]?m$")  # m², km³: the unit and no note


@dataclass(frozen=True, slots=True)
class TextPart:
    """A paragraph, cell or note to be: its words, and what a `TextBlock` says of it.

    Attributes:
        text: in one line.
        kind: as a block's.
        style: as a block's.
        number: how many letters at its beginning are the number of a list.
        row_head: as a block's.
        column_head: as a block's.
        table: as a block's.
        row: as a block's.
        column: as a block's.
    """

    text: str
    kind: BlockKind = "paragraph"
    style: str = ""
    number: int = 0
    row_head: str = ""
    column_head: str = ""
    table: int | None = None
    row: int | None = None
    column: int | None = None


def to_document(parts: Iterable[TextPart], unread: Iterable[Unread] = ()) -> SourceDocument:
    r"""Put parts together, a line each; superscripts that are no units are marks of notes.

    >>> document = to_document([TextPart("Đạt 90%¹ trên 5 km²."), TextPart("¹ Năm 2021.", "note")])
    >>> document.text
    'Đạt 90%¹ trên 5 km².\n¹ Năm 2021.\n'
    >>> [(mark.start, mark.kind.value) for mark in document.marks]
    [(7, 'note_mark'), (21, 'note_mark')]
    """
    lines: list[str] = []
    blocks: list[TextBlock] = []
    marks: list[Mark] = []
    start = 0
    for part in parts:
        text = " ".join(unicodedata.normalize("NFC", part.text).split())
        if not text:
            continue
        end = start + len(text)
        blocks.append(
            TextBlock(
                start, end, part.kind, part.style, part.row_head, part.column_head,
                part.table, part.row, part.column,
            )
        )  # fmt: skip
        if part.number:
            marks.append(Mark(start, start + part.number, SpanKind.SECTION))
        marks += [
            Mark(start + match.start(), start + match.end(), SpanKind.NOTE_MARK)
            for match in _NOTE_MARK.finditer(text)
            if match[0] not in {"²", "³"} or not _SQUARE.search(text[: match.start()])
        ]
        lines.append(text)
        start = end + 1
    return SourceDocument("".join(f"{line}\n" for line in lines), tuple(blocks), tuple(marks), tuple(unread))
