"""The lines of a document in, those of its table of contents out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADING = re.compile(r"mục\s+lục\W*", re.IGNORECASE)
_LEADERS = re.compile(
    r"(?:(?:\.\s*){4,}|(?:…\s*){2,}|(?:_\s*){4,}|(?:·\s*){4,})\s*\(?(\d{1,4}|[ivxl]+)\)?\s*"
)
_PAGE = re.compile(r".*\D\s*(?P<page>\d{1,4})\s*")
_LONGEST_ENTRY = 3  # lines


def contents_lines(texts: Sequence[str]) -> set[int]:
    """The places of the lines that list headings with the pages they stand on.

    Args:
        texts: the lines of a document, or its paragraphs.

    >>> sorted(contents_lines(["MỤC LỤC", "I. KẾT QUẢ", "trong năm ........ 1", "I. KẾT QUẢ"]))
    [0, 1, 2]
    """
    lines: set[int] = set()
    lines |= {place for place, text in enumerate(texts) if _ends_in_leaders(text)}
    for place, text in enumerate(texts):
        if _HEADING.fullmatch(text.strip()):
            lines |= set(range(place, _end_of_list(texts, place)))
    return lines


def _ends_in_leaders(text: str) -> bool:
    match = None
    for match in _LEADERS.finditer(text):  # noqa: B007 - the last one counts
        pass
    return bool(match and match.end() == len(text))


def _end_of_list(texts: Sequence[str], heading: int) -> int:
    """The place behind the last entry under a heading; entries end in numbers that do not fall."""
    end, last = heading + 1, 0
    place = end
    while place < min(len(texts), end + _LONGEST_ENTRY):
        text = texts[place]
        match = _PAGE.fullmatch(text)
        if _ends_in_leaders(text) or (match and last <= int(match["page"]) <= last + 200):
            last = int(match["page"]) if match else last
            end = place + 1
        place += 1
    return end if end > heading + 1 else heading
