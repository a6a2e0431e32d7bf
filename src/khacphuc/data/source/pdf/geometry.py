"""Places on a page of a PDF: matrices as the format has them, six numbers."""

from __future__ import annotations

import math
from typing import Any, Final, TypeAlias

Matrix: TypeAlias = tuple[float, float, float, float, float, float]

IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def rotation(degrees: int) -> Matrix:
    """The matrix that turns a page counter-clockwise."""
    turn = math.radians(degrees)
    return (math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), 0.0, 0.0)


def point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a matrix puts a point."""
    return x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5]


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """One matrix after the other, the inner first."""
    a, b, c, d, e, f = inner
    return (
        a * outer[0] + b * outer[2], a * outer[1] + b * outer[3],
        c * outer[0] + d * outer[2], c * outer[1] + d * outer[3],
        e * outer[0] + f * outer[2] + outer[4], e * outer[1] + f * outer[3] + outer[5],
    )  # fmt: skip


def to_matrix(numbers: Any) -> Matrix:
    """Six numbers of a file as a matrix; anything else moves nothing."""
    values = tuple(float(number) for number in numbers or ())
    return values if len(values) == len(IDENTITY) else IDENTITY  # type: ignore[return-value]
