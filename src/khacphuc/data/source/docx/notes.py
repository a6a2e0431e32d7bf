"""The notes of a Word document: which number each has, and its text behind that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from khacphuc.data.source.docx.xml import w
from khacphuc.text.letters import SUPERSCRIPTS
from khacphuc.text.spans import SpanKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.data.source.docx.inlines import InlinePiece
    from khacphuc.data.source.docx.xml import Element

RAISE: Final = str.maketrans("0123456789", SUPERSCRIPTS)
"""Digits as raised ones."""

_TYPED_MARK: Final = re.compile(r"[(\[]?(\d{1,3})[)\]]?\s")


class Citation(NamedTuple):
    """Where a note is cited.

    Attributes:
        kind: ``footnote`` or ``endnote``.
        code: of the note in its part.
        number: what Word prints for it; 0 where the author typed a mark.
    """

    kind: str
    code: str
    number: int


class DocumentNotes:
    """The notes of a document, numbered as they are cited.

    Footnotes have the numbers Word prints. Word prints ``i`` for the first endnote; here endnotes go on with
    the numbers behind those of the footnotes, so that each note of a document has one of its own.

    Args:
        footnotes: the root of their part; None where there is none.
        endnotes: the same.
    """

    def __init__(self, footnotes: Element | None, endnotes: Element | None) -> None:
        self._notes = {
            (kind, note.get(w("id"), "")): note
            for kind, root in (("footnote", footnotes), ("endnote", endnotes))
            for note in (() if root is None else root.findall(w(kind)))
            if note.get(w("type"), "normal") == "normal"  # the others are the lines above notes
        }
        self._next = {"footnote": 1, "endnote": 1 + sum(kind == "footnote" for kind, _ in self._notes)}

    def cite(self, kind: str, code: str, *, has_mark: bool) -> Citation:
        """A note is cited; one without a mark of its author's gets the next number."""
        if has_mark:
            return Citation(kind, code, 0)
        number = self._next[kind]
        self._next[kind] += 1
        return Citation(kind, code, number)

    def paragraphs(self, note: Citation) -> list[Element] | None:
        """The paragraphs of a note; None where the document has no such note."""
        element = self._notes.get((note.kind, note.code))
        return None if element is None else list(element.iter(w("p")))


def note_pieces(pieces: Sequence[InlinePiece], number: int) -> list[tuple[str, SpanKind | None]]:
    """A note behind its number; where its author typed a mark (0), the number in that is a mark too."""
    words = [(piece.text, piece.mark) for piece in pieces]
    while words and not words[0][0].strip():
        words = words[1:]
    if not words:
        return []
    text, mark = words[0]
    text = text.lstrip()
    if number:
        return [(str(number).translate(RAISE), SpanKind.NOTE_MARK), (f" {text}", mark), *words[1:]]
    typed = _TYPED_MARK.match(text) if mark is None else None
    if typed is None:
        return [(text, mark), *words[1:]]
    return [
        (text[: typed.start(1)], None),
        (typed[1].translate(RAISE), SpanKind.NOTE_MARK),
        (text[typed.end(1) :], None),
        *words[1:],
    ]
