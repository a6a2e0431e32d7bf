"""What a raised number means: the mark of a note, a square metre, a degree. Pure."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from khacphuc.data.source.docx.notes import RAISE
from khacphuc.text.spans import SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khacphuc.data.source.docx.inlines import InlinePiece

# 1, (1), [1], 1,2, *, (*): what authors raise behind the word they explain
_MARK: Final = re.compile(r"[(\[]?\s*(?:\d{1,3}(?:\s*[,;.–-]\s*\d{1,3})*|\*{1,5})\s*[)\]]?")
_LENGTH: Final = re.compile(r"(?:^|[^\W\d_]*[\W\d_])[kcdmh]?m$", re.IGNORECASE)
_NEAR: Final = 20  # letters, and pieces, before a raised number that tell what it is
_POWERS: Final = {"2", "3"}
_DEGREE: Final = {"0", "o"}


def resolve_raised(pieces: Iterable[InlinePiece]) -> list[InlinePiece]:
    """Settle what raised pieces are.

    Args:
        pieces: of a paragraph, in order.

    Returns:
        The same with raised digits where they are a mark or a power; numbers that are marks say so.
        A paragraph that is higher altogether has no marks.
    """
    pieces = list(pieces)
    if all(piece.raised == "position" or not piece.text.strip() for piece in pieces):
        return [piece._replace(raised="") for piece in pieces]
    resolved: list[InlinePiece] = []
    for raised, group in groupby(pieces, key=lambda piece: bool(piece.raised)):
        together = list(group)
        if not raised:
            resolved += together
            continue
        text = "".join(piece.text for piece in together)
        before = "".join(piece.text for piece in resolved[-_NEAR:])[-_NEAR:]
        resolved += _resolve(together[0], text, before)
    return resolved


def _resolve(piece: InlinePiece, text: str, before: str) -> list[InlinePiece]:
    bare = text.strip()
    if bare in _POWERS and _LENGTH.search(before):
        return [piece._replace(text=text.translate(RAISE), raised="")]
    if bare in _DEGREE and before[-1:].isdecimal():
        return [piece._replace(text=text.replace(bare, "°"), raised="")]
    if not _MARK.fullmatch(bare) or (piece.raised == "position" and before[-1:].isspace()):
        return [piece._replace(text=text, raised="")]
    head, tail = text[: text.index(bare)], text[text.index(bare) + len(bare) :]
    mark = piece._replace(text=bare.translate(RAISE), mark=piece.mark or SpanKind.NOTE_MARK, raised="")
    blanks = [piece._replace(text=blank, raised="") for blank in (head, tail)]
    return [part for part in (blanks[0], mark, blanks[1]) if part.text]
