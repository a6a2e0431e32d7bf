"""Runs of letters in, printed lines out: what stands at one height, small raised numbers as superscripts."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, insort
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khacphuc.data.source.pdf.fonts import typical_width
from khacphuc.text.letters import SUPERSCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khacphuc.data.source.pdf.drawing import Run

_RAISE = str.maketrans("0123456789", SUPERSCRIPTS)
# how a note is marked: 1, (1), [1], 1,2
_MARK = re.compile(r"\s*[(\[]?\d{1,3}(?:\s*[,;]\s*\d{1,3})*[)\]]?\s*")
_LEVEL = 0.3  # of the type size: letters of a line that differ more in height are of two lines
_SMALL = 0.8  # of the type size: what is smaller may be raised or lowered
_RAISED = 0.75  # of the type size: nothing is raised higher
_LIFTED = 0.12  # of the type size: what stands higher is raised
_WORD_GAP = 0.15  # of the type size: letters farther apart are of two words
_TWICE = 0.2  # of the type size: the same letters drawn twice this near are one bold word
_REACH = 3  # of the type size: a raised mark is not smaller than a third of its word
_BESIDE = 1.0  # of the type size: a raised mark stands this near its word


@dataclass(slots=True)
class PrintedRow:
    """What stands at one height: the height and size of its largest letters, and its runs."""

    y: float
    size: float
    runs: list[Run]

    @property
    def x(self) -> float:
        """Where it begins."""
        return min(run.x for run in self.runs)

    @property
    def end(self) -> float:
        """Where it ends."""
        return max(run.end for run in self.runs)


@dataclass(slots=True)
class Line:
    """A printed line: where it begins and ends, its type size and its words."""

    x: float
    y: float
    end: float
    size: float
    text: str

    @property
    def is_note(self) -> bool:
        """Whether it begins with the mark of a note."""
        return self.text[:1] in SUPERSCRIPTS

    @property
    def first_word(self) -> float:
        """About how wide its first word is."""
        whole = typical_width(self.text) or 1.0
        return (self.end - self.x) * typical_width(self.text.split()[0]) / whole


def to_rows(runs: Iterable[Run]) -> list[PrintedRow]:
    """Sort runs into rows, from the top of the page to its bottom.

    Large letters come first: a small one belongs to the row beside which it is raised or lowered.
    """
    rows: list[PrintedRow] = []
    heights: list[tuple[float, int]] = []
    for run in sorted(runs, key=lambda run: -run.size):
        reach = _REACH * run.size
        near = heights[bisect_left(heights, (run.y - reach, -1)) : bisect_left(heights, (run.y + reach, -1))]
        index = _row_of(run, [(abs(y - run.y), index) for y, index in near], rows)
        if index is None:
            insort(heights, (run.y, len(rows)))
            rows.append(PrintedRow(run.y, run.size, [run]))
        else:
            rows[index].runs.append(run)
    for row in rows:
        row.runs.sort(key=lambda run: run.x)
    return sorted(rows, key=lambda row: -row.y)


def _row_of(run: Run, near: list[tuple[float, int]], rows: Sequence[PrintedRow]) -> int | None:
    for distance, index in sorted(near):
        row = rows[index]
        if distance <= _LEVEL * row.size * (1 if run.size >= _SMALL * row.size else _LEVEL):
            return index
        is_small = run.size < _SMALL * row.size
        if is_small and -_LEVEL * row.size <= run.y - row.y <= _RAISED * row.size and _is_beside(run, row):
            return index
    return None


def _is_beside(run: Run, row: PrintedRow) -> bool:
    reach = _BESIDE * row.size
    return any(run.x <= other.end + reach and run.end >= other.x - reach for other in row.runs)


def to_line(row: PrintedRow) -> Line:
    """A row's words in one string."""
    text, end = "", 0.0
    last: Run | None = None
    for run in row.runs:
        if last and run.text.strip() == last.text.strip() and abs(run.x - last.x) < _TWICE * run.size:
            continue
        words = run.text
        if _is_raised(run, row):
            words = re.sub(r"[()\[\]\s]", "", words).translate(_RAISE) + ("" if text else " ")
        if text and not text.endswith(" ") and run.x > end + _WORD_GAP * row.size:
            text += " "
        text += words
        end = max(end, run.end)
        last = run
    return Line(row.x, row.y, row.end, row.size, " ".join(unicodedata.normalize("NFC", text).split()))


def _is_raised(run: Run, row: PrintedRow) -> bool:
    return (
        run.size < _SMALL * row.size
        and run.y > row.y + _LIFTED * row.size
        and bool(_MARK.fullmatch(run.text))
    )
