"""Which blocks of a document are typed with a font from before Unicode (TCVN3, VNI). Pure.

A letterhead kept from an old file says nothing against the report below: it is named, and the rest is read.
A document that is mostly such text is refused, because its words cannot be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.data.source.document import LegacyParagraph
from khacphuc.errors import SourceError
from khacphuc.text.legacy import detect_legacy

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST = 0.5  # of a document's letters: with more of them in old fonts, it is the body that cannot be read


def find_legacy_paragraphs(lines: Iterable[str], place: str) -> tuple[LegacyParagraph, ...]:
    """Find the blocks whose letters are those of an old font.

    Args:
        lines: the text of each block.
        place: the document's name in messages.

    Raises:
        SourceError: most of the document's letters are.

    >>> lines = ["Céng hoµ x· héi chñ nghÜa", "Trong quý đã thành lập 04 đội tuyên truyền"]
    >>> find_legacy_paragraphs(lines, "a.docx")
    (LegacyParagraph(block=0, encoding='TCVN3'),)
    """
    legacy: list[LegacyParagraph] = []
    letters = unreadable = 0
    for block, line in enumerate(lines):
        words = len(line.replace(" ", ""))
        letters += words
        if encoding := detect_legacy(line):
            legacy.append(LegacyParagraph(block, encoding))
            unreadable += words
    if unreadable > _MOST * letters:
        first = legacy[0]
        raise SourceError(
            f"typed in the old {first.encoding} encoding, not in Unicode",
            place=f"{place}, paragraph {first.block + 1}",
            remedy="convert it first (Unikey can)",
        )
    return tuple(legacy)
