"""Which blocks of a document are typed with a font from before Unicode (TCVN3, VNI). Pure.

A letterhead kept from an old file says nothing against the report below: it is named, and the rest is read.
A document that is mostly such text is refused, because its words cannot be read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khacphuc.data.source.document import LegacyParagraph
from khacphuc.errors import SourceError
from khacphuc.text.legacy import detect_legacy

if TYPE_CHECKING:
    from collections.abc import Iterable

_HIGH = re.compile("[\u00a1-\u00ff]")
# letters of Unicode's Vietnamese that Latin-1 does not have: an old font was named and never used
_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")
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


def font_encoding(line: str) -> str:
    """The encoding of a line that is set, at least in part, in a font from before Unicode.

    Args:
        line: its text.

    Returns:
        ``TCVN3``, ``VNI`` or both where there is no telling; empty where its letters are Unicode's after all.

    >>> font_encoding("I. kÕt qu¶"), font_encoding("Đã lập 04 đội"), font_encoding("10 em")
    ('TCVN3', '', '')
    """
    if not _HIGH.search(line) or _UNICODE.search(line):
        return ""
    return detect_legacy(line) or "TCVN3/VNI"
