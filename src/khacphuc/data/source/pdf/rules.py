"""The paths a page draws, its straight rules out: strokes, and filled shapes that are thin."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar

from khacphuc.data.source.pdf.geometry import IDENTITY, Matrix, point

if TYPE_CHECKING:
    from collections.abc import Callable

_THIN = 3.0  # points: what is not thicker is a rule
_SHORTEST = 4.0  # points


@dataclass(frozen=True, slots=True)
class Stroke:
    """A horizontal or vertical stroke."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_horizontal(self) -> bool:
        """Whether it is wider than high."""
        return abs(self.y1 - self.y0) <= abs(self.x1 - self.x0)


class Paths:
    """Follows the operations that build and paint paths.

    Attributes:
        rules: those painted so far.
    """

    def __init__(self) -> None:
        self.rules: list[Stroke] = []
        self._path: list[list[tuple[float, float]]] = []
        self._rectangles: list[tuple[float, float, float, float]] = []

    def follow(self, operator: str, operands: list[Any], matrix: Matrix) -> None:
        """Follow an operation; one that has nothing to do with paths is passed over."""
        if operator in self._HANDLERS:
            self._HANDLERS[operator](self, operands, matrix)

    def _rectangle(self, operands: list[Any], matrix: Matrix) -> None:
        x, y, width, height = operands[:4]
        (x0, y0), (x1, y1) = point(matrix, x, y), point(matrix, x + width, y + height)
        self._rectangles.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))

    def _begin_path(self, operands: list[Any], matrix: Matrix) -> None:
        self._path.append([point(matrix, operands[-2], operands[-1])])

    def _line_to(self, operands: list[Any], matrix: Matrix) -> None:
        if self._path:
            self._path[-1].append(point(matrix, operands[-2], operands[-1]))

    def _close_path(self, _operands: list[Any], _matrix: Matrix) -> None:
        if self._path:
            self._path[-1].append(self._path[-1][0])

    def _stroke(self, _operands: list[Any], _matrix: Matrix) -> None:
        for x0, y0, x1, y1 in self._rectangles:
            if not self._thin(x0, y0, x1, y1):
                for edge in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
                    self._thin(*edge)
        for points in self._path:
            for (x0, y0), (x1, y1) in pairwise(points):
                self._thin(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        self._end_path([], IDENTITY)

    def _close_and_stroke(self, _operands: list[Any], _matrix: Matrix) -> None:
        self._close_path([], IDENTITY)
        self._stroke([], IDENTITY)

    def _fill(self, _operands: list[Any], _matrix: Matrix) -> None:
        shapes = [
            (*map(min, zip(*path, strict=True)), *map(max, zip(*path, strict=True))) for path in self._path
        ]
        for x0, y0, x1, y1 in (*self._rectangles, *shapes):
            self._thin(x0, y0, x1, y1)
        self._end_path([], IDENTITY)

    def _end_path(self, _operands: list[Any], _matrix: Matrix) -> None:
        self._path = []
        self._rectangles = []

    def _thin(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        """Note what is thin and long as a rule; whether it is thin."""
        width, height = x1 - x0, y1 - y0
        if min(width, height) > _THIN:
            return False
        if max(width, height) >= _SHORTEST:
            middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
            is_flat = height <= width
            self.rules.append(
                Stroke(x0, middle_y, x1, middle_y) if is_flat else Stroke(middle_x, y0, middle_x, y1)
            )
        return True

    _HANDLERS: ClassVar[dict[str, Callable[[Paths, list[Any], Matrix], None]]] = {
        "re": _rectangle, "m": _begin_path, "l": _line_to, "c": _line_to, "v": _line_to, "y": _line_to,
        "h": _close_path, "n": _end_path, "S": _stroke, "s": _close_and_stroke, "f": _fill, "F": _fill,
        "f*": _fill, "B": _stroke, "B*": _stroke, "b": _close_and_stroke, "b*": _close_and_stroke,
    }  # fmt: skip
