"""The rows of all pages in, those that pages repeat out: numbers of pages, running heads, stamps of offices.

They would stand in the middle of sentences that go on on the next page, so they are no part of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from khacphuc.data.source.pdf.lines import to_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khacphuc.data.source.pdf.lines import PrintedRow

    Key = tuple[str, int, str]

PAGE_NUMBER = re.compile(
    r"[-–—|~.\s]*(?:(?:trang|page|tr\.)\s*(?:số)?\s*[:.]?\s*)?[(\[]?\s*\d{1,4}\s*[)\]]?"
    r"(?:\s*(?:/|trên|of|-)\s*\d{1,4})?[-–—|~.\s]*",
    re.IGNORECASE,
)
"""A line that is the number of a page: ``2``, ``- 2 -``, ``Trang 2/5``, ``Trang: 2 trên 5``."""

_DIGITS = re.compile(r"\d+")
_SAME_HEIGHT = 4.0  # points: heads of pages differ in height by less
_MOST = 0.4  # of the pages: a head may stand on every other page, and not on the first
_FEWEST = 2
_EDGE = 5  # rows: a head has no more lines
_ZONE = 0.15  # of the height of a page: heads and feet stand no nearer to its middle
_LEADING = 1.2  # of the type size: the usual distance of lines
_APART = 1.3  # of the usual distance of lines: what only two pages repeat stands off from the text


def furniture(
    pages: Sequence[Sequence[PrintedRow]], heights: Sequence[tuple[float, float]]
) -> list[list[PrintedRow]]:
    """Find what pages repeat at their head and foot, differing in digits only, and numbers of pages.

    Args:
        pages: the rows of each page outside of tables, from top to bottom.
        heights: the bottom and top of each page.

    Returns:
        Those rows, page by page.
    """
    counts: Counter[Key] = Counter()
    for rows, edges in zip(pages, heights, strict=True):
        counts.update({key for row in _edges(rows) for key in _keys(row, edges)})
    enough = max(_FEWEST, _MOST * len(pages))
    pages_of_rows: list[list[PrintedRow]] = []
    for rows, edges in zip(pages, heights, strict=True):
        repeated: list[PrintedRow] = []
        for inwards in (rows, rows[::-1]):
            for place, row in enumerate(inwards):
                often = max((counts[key] for key in _keys(row, edges)), default=0)
                behind = inwards[place + 1] if place + 1 < len(inwards) else None
                is_repeated = often >= enough and (
                    often > _FEWEST or behind is None or _is_apart(row, behind)
                )
                is_number = not place and len(rows) > 1 and PAGE_NUMBER.fullmatch(to_line(row).text)
                if not is_number and not (is_repeated and _is_in_zone(row, edges)):
                    break
                repeated.append(row)
        pages_of_rows.append(repeated)
    return pages_of_rows


def _edges(rows: Sequence[PrintedRow]) -> Iterable[PrintedRow]:
    """The rows near the head and the foot, which are all that can be furniture."""
    return rows if len(rows) <= 2 * _EDGE else (*rows[:_EDGE], *rows[-_EDGE:])


def _is_in_zone(row: PrintedRow, edges: tuple[float, float]) -> bool:
    reach = _ZONE * (edges[1] - edges[0])
    return row.y < edges[0] + reach or row.y > edges[1] - reach


def _keys(row: PrintedRow, edges: tuple[float, float]) -> Iterator[Key]:
    """What a row is recognised by: its words but for digits, and its height from the foot and the head."""
    words = _DIGITS.sub("#", to_line(row).text)
    for name, height in (("foot", row.y - edges[0]), ("head", edges[1] - row.y)):
        step = round(height / _SAME_HEIGHT)
        yield from ((name, near, words) for near in (step, step + 1))


def _is_apart(row: PrintedRow, behind: PrintedRow) -> bool:
    return abs(row.y - behind.y) > _APART * _LEADING * max(row.size, behind.size)
