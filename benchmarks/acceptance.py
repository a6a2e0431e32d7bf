"""Ratios and the bounds they are to keep, as a table."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table

from benchmarks.turns import median_ratio

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True)
class Ratio:
    """A ratio of two things measured in turns, or a figure of its own, with its bound if it has one.

    Attributes:
        name: what it is a ratio of.
        value: the median.
        basis: the medians it is made of.
        at_least: what it may not fall below.
        at_most: what it may not rise above.
        unit: of the value.
    """

    name: str
    value: float
    basis: str = ""
    at_least: float | None = None
    at_most: float | None = None
    unit: str = "×"

    @classmethod
    def of(cls, name: str, above: Sequence[float], below: Sequence[float], **bounds: float) -> Ratio:
        """The median ratio of seconds measured in the same rounds.

        >>> Ratio.of("a, of b", [2.0, 4.0], [4.0, 8.0], at_most=0.6).verdict
        'kept'
        """
        basis = ", ".join(f"{statistics.median(seconds):.2f} s" for seconds in (above, below))
        return cls(name, median_ratio(above, below), basis, **bounds)

    @property
    def bound(self) -> str:
        """The bound in a sign and a number; empty if there is none.

        >>> Ratio("a", 9.5, at_least=10).bound
        '≥ 10'
        """
        pairs = (("≥", self.at_least), ("≤", self.at_most))
        return " ".join(f"{sign} {bound:g}" for sign, bound in pairs if bound is not None)

    @property
    def verdict(self) -> str:
        """Whether the bound is kept; empty if there is none.

        >>> Ratio("a", 9.5, at_least=10).verdict
        'missed'
        """
        if not self.bound:
            return ""
        low = self.at_least is None or self.value >= self.at_least
        return "kept" if low and (self.at_most is None or self.value <= self.at_most) else "missed"


def table(ratios: Iterable[Ratio], machine: str) -> Table:
    """The ratios, a row each; the machine they were measured on stands below."""
    grid = Table(title="Ratios, medians of interleaved rounds", caption=machine)
    for column in ("", "measured", "bound", "", "of"):
        grid.add_column(column, justify="right" if column in {"measured", "bound"} else "left")
    for ratio in ratios:
        grid.add_row(ratio.name, f"{ratio.value:.2f} {ratio.unit}", ratio.bound, ratio.verdict, ratio.basis)
    return grid
