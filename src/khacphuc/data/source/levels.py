"""The levels of a document's headings as they open and close, from its markers in their order. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from khacphuc.data.section_names import REPEATS
from khacphuc.data.source.markers import RANKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from khacphuc.data.source.markers import Marker

_LEAP: Final = 3
"""So many numbers may be left out: offices drop one and renumber nothing; ``94.`` behind ``1.`` is none."""
_FIRST: Final = {"roman": _LEAP, "letter": 1, "article": _LEAP}
"""With what number such headings begin at most: ``V. I. Lê-nin`` and ``C. Mác`` are none."""
_LISTS: Final = frozenset({"small", "bracket"})
"""Forms that are paragraphs unless one of their list has paragraphs of its own."""
_REPEATED: Final = frozenset({"annex", "part", "article", "letter", "roman"})
"""Forms that tell a number that comes again: the second ``III`` of a report is ``III-bis``."""


@dataclass(slots=True)
class _Level:
    """One heading that is open."""

    form: str
    sign: str
    number: int
    name: str
    style: str = ""

    def is_like(self, marker: Marker) -> bool:
        """Whether a marker is of this level's kind; ``1.`` and ``1)`` are two, ``I.`` and ``I-`` are one."""
        if self.form != marker.form:
            return False
        return self.sign == marker.sign or self.form in _REPEATED or not marker.sign


class Levels:
    """The headings that are open.

    Args:
        markers: of every block of the document, in order; None where a block begins with none.
    """

    def __init__(self, markers: Sequence[Marker | None]) -> None:
        self._markers = markers
        self._open: list[_Level] = []
        self._times: dict[str, int] = {}
        self._lists = set(_lists_of_sections(markers))
        self._latest_arabic = 0

    @property
    def path(self) -> str:
        """The section that is open: ``III.1.2``; empty before the first."""
        return ".".join(level.name for level in self._open)

    def take(self, index: int, *, style: str = "") -> bool:
        """Take the next block.

        Args:
            index: of the block.
            style: the level of the heading where the file says it, ``1`` to ``9``.

        Returns:
            Whether it opens a section.
        """
        marker = self._markers[index]
        if style:
            self._close_from(style)
        if marker is None or marker.form == "bullet":
            return False
        if marker.form == "nested":
            return self._open_nested(marker, style)
        depth = self._depth_of(index, marker, is_sure=bool(style))
        if depth is None:
            return False
        del self._open[depth:]
        self._push(_Level(marker.form, marker.sign, marker.number, marker.label, style))
        return True

    def _close_from(self, style: str) -> None:
        """Close the headings that the file says are of this level or deeper."""
        for depth, level in enumerate(self._open):
            if level.style and level.style >= style:
                del self._open[depth:]
                return

    def _push(self, level: _Level) -> None:
        self._open.append(level)
        if level.form == "arabic":
            self._latest_arabic = level.number
        if level.form in _REPEATED:
            times = self._times[self.path] = self._times.get(self.path, 0) + 1
            level.name += REPEATS[times - 1] if times <= len(REPEATS) else f"-{times}"

    def _depth_of(self, index: int, marker: Marker, *, is_sure: bool) -> int | None:
        """How many levels stay open above a heading; None if the marker is none of a heading."""
        if marker.form in _LISTS:
            alike = self._depths(lambda level: level.is_like(marker))
            return None if index not in self._lists else alike[0] if alike else len(self._open)
        if marker.form == "arabic":
            return self._depth_of_arabic(index, marker, is_sure=is_sure)
        alike = self._depths(lambda level: level.is_like(marker))
        if alike:
            return self._depth_of_next(alike, marker.number, is_sure=is_sure or marker.number == 1)
        if marker.number > _FIRST.get(marker.form, marker.number) and not is_sure:
            return None
        # of Roman numbers and capitals, what comes first stands above
        return sum(1 for level in self._open if RANKS[level.form] <= RANKS[marker.form])

    def _depth_of_arabic(self, index: int, marker: Marker, *, is_sure: bool) -> int | None:
        number = marker.number
        arabic = self._depths(lambda level: level.form == "arabic")
        alike = [depth for depth in arabic if self._open[depth].is_like(marker)]
        if not marker.sign and not is_sure:
            # a number and a blank: only in its turn, under a heading
            follows = [depth for depth in alike if number == self._open[depth].number + 1]
            is_first = number == 1 and self._open and not arabic
            return follows[0] if follows else self._below("arabic") if is_first else None
        for depth in (*alike, *arabic):  # the deepest whose next number it is; some offices write 1. 2/ 3.
            if number == self._open[depth].number + 1:
                return depth
        if number == 1 and alike:
            return len(self._open) if self._is_nested(index, self._open[alike[0]]) else alike[0]
        if number == 1 and arabic:
            return arabic[0] + 1
        if arabic:
            return self._depth_of_next(alike or arabic, number, is_sure=is_sure)
        # lists of targets run on from heading to heading: I has 1. to 11., II goes on with 12.
        runs_on = number == self._latest_arabic + 1
        return self._below("arabic") if number <= _LEAP or runs_on or is_sure else None

    def _depths(self, holds: Callable[[_Level], bool]) -> list[int]:
        """Where levels of a kind stand, the deepest first."""
        return [depth for depth in reversed(range(len(self._open))) if holds(self._open[depth])]

    def _below(self, form: str) -> int:
        return sum(1 for level in self._open if RANKS[level.form] < RANKS[form])

    def _depth_of_next(self, depths: Sequence[int], number: int, *, is_sure: bool) -> int | None:
        """The level a number goes on with, the deepest that fits, though some are left out or come again."""
        for most in (1, _LEAP):
            for depth in depths:
                if -most < number - self._open[depth].number <= most:
                    return depth
        return depths[0] if is_sure else None

    def _is_nested(self, index: int, level: _Level) -> bool:
        """Whether a list that begins at 1 again stands inside the heading: that one's next number follows."""
        outer, expected = level.number + 1, 2
        for marker in self._markers[index + 1 :]:
            if marker is None or marker.form == "bullet" or RANKS[marker.form] > RANKS[level.form]:
                continue
            if not level.is_like(marker) or marker.number == 1:
                return False
            if marker.number == expected:
                expected += 1
            else:
                return marker.number == outer
        return False

    def _open_nested(self, marker: Marker, style: str) -> bool:
        """``1.2`` names all its numbers from the first on, whether a heading 1 was printed or not."""
        roman = marker.sign if marker.sign.isalpha() else ""
        head = "roman" if roman else "arabic"
        base = next(
            (depth for depth, level in enumerate(self._open) if RANKS[level.form] >= RANKS[head]),
            len(self._open),
        )
        first, *rest = marker.numbers
        if not first:  # 0.1 says nothing of what stands above it
            del self._open[base + 1 :]
            self._push(_Level("nested", "", rest[-1], marker.label, style))
            return True
        if not marker.sign and not style and not self._is_next(base, marker.numbers):
            return False
        if base == len(self._open) or self._open[base].number != first:
            del self._open[base:]
            self._push(_Level(head, ".", first, roman or str(first), style))
        del self._open[base + 1 :]
        for number in rest:
            self._push(_Level("nested", "", number, str(number), style))
        return True

    def _is_next(self, base: int, numbers: tuple[int, ...]) -> bool:
        """Whether a nested number follows on those that are open, as far as that can be told."""
        above = [level.number for level in self._open[base : base + len(numbers) - 1]]
        return numbers[-1] == 1 or above == list(numbers[:-1])


def _lists_of_sections(markers: Sequence[Marker | None]) -> Iterator[int]:
    """The indices of letters and bracketed numbers that are headings: one of their list has paragraphs."""
    run: list[int] = []
    has_paragraphs, between = False, 0
    for index, marker in enumerate(markers):
        if marker is None or marker.form == "bullet":
            between += 1
            continue
        last = markers[run[-1]] if run else None
        if last and (marker.form, marker.sign, marker.number) == (last.form, last.sign, last.number + 1):
            has_paragraphs |= between > 0
            run.append(index)
        elif last and marker.form in _LISTS and marker.form != last.form:
            between += 1  # a list inside the item
            continue
        else:
            yield from run if has_paragraphs else ()
            run, has_paragraphs = [index] if marker.form in _LISTS else [], False
        between = 0
    yield from run if has_paragraphs else ()
