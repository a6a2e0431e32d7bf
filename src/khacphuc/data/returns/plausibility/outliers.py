"""Numbers that are far from what the same unit reported before: a warning, never a refusal. Pure.

The measure is the modified z-score of Iglewicz and Hoaglin: how far a number lies from the median of the
earlier ones, in median deviations. It takes at least six earlier numbers, and looks at the last twelve.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from khacphuc.data.returns.faults import Fault, FaultKind

if TYPE_CHECKING:
    from khacphuc.data.returns.exact_numbers import Doubles

FEWEST_EARLIER: Final = 6
"""Earlier numbers of a unit below which nothing is an outlier."""
MOST_EARLIER: Final = 12
"""How many of the latest earlier numbers are looked at."""
OUTLIER_SCORE: Final = 3.5
"""The score beyond which its authors call a number an outlier."""

# of a normal distribution the median deviation is so much of the standard deviation
_OF_MEDIAN: Final = 0.6745


def outlier_faults(values: pd.DataFrame, earlier: pd.DataFrame | None = None) -> list[Fault]:
    """Find the numbers that are far from the earlier ones of the same unit and indicator.

    Args:
        values: ``unit_id``, ``indicator``, ``collection``, ``period``, ``period_end``, ``value``, ``raw``,
            ``file``, ``sheet``, ``cell``; those of earlier periods among them count as earlier.
        earlier: numbers of other years, with ``unit_id``, ``indicator``, ``period_end`` and ``value``.

    Returns:
        An OUTLIER for each, with the median of the earlier numbers as what was expected.
    """
    names = ["unit_id", "indicator", "period_end", "value"]
    texts = {"unit_id": "str", "indicator": "str"}
    here = values.loc[values["value"].notna(), names].astype(texts).assign(row=lambda frame: frame.index)
    here["row"] = np.flatnonzero(values["value"].notna().to_numpy())
    frames = [here]
    if earlier is not None:
        frames.insert(0, earlier.loc[earlier["value"].notna(), names].astype(texts).assign(row=-1))
    history = pd.concat(frames, ignore_index=True)
    series = history.groupby(["unit_id", "indicator"], sort=False).ngroup().to_numpy()
    order = np.lexsort((history["period_end"].to_numpy(), series))
    number, row = (history[name].to_numpy()[order] for name in ("value", "row"))
    ranks = _ranks(series[order])
    doubtful = []
    for window in range(FEWEST_EARLIER, MOST_EARLIER + 1):
        at = np.flatnonzero((np.minimum(ranks, MOST_EARLIER) == window) & (row >= 0))
        before = number[at[:, None] - np.arange(window, 0, -1)] if len(at) else np.zeros((0, window))
        median, score = modified_z_scores(number[at], before)
        doubtful += [
            (int(row[place]), float(middle))
            for place, middle in zip(at[score > OUTLIER_SCORE], median[score > OUTLIER_SCORE], strict=True)
        ]
    return [_fault(values, row_number, middle) for row_number, middle in sorted(doubtful)]


def modified_z_scores(numbers: Doubles, before: Doubles) -> tuple[Doubles, Doubles]:
    """How far each number is from the earlier ones beside it.

    Args:
        numbers: one each.
        before: of each a row of as many earlier ones.

    Returns:
        The median of the earlier numbers, and the score, which is never negative. Numbers that hardly
        differed before are taken to vary by the square root of their size all the same, as counts do by
        chance, and by 1 at least: 2 teams after 1 in each month are no outlier.

    >>> modified_z_scores(np.array([4.0, 40.0]), np.array([[3.0, 5, 4, 3, 4, 5]] * 2))[1].tolist()
    [0.0, 18.0]
    """
    if not len(numbers):
        return numbers, numbers
    median = np.median(before, axis=1)
    deviations = np.abs(before - median[:, None])
    spread = np.median(deviations, axis=1) / _OF_MEDIAN
    spread = np.maximum(spread, np.sqrt(np.maximum(np.abs(median), 1)))
    score: Doubles = np.abs(numbers - median) / spread
    return median, score


def _ranks(series: np.ndarray) -> np.ndarray:
    """How many of the same series stand before each, in an array in which each series stands together."""
    begins = np.concatenate([[True], series[1:] != series[:-1]]) if len(series) else np.zeros(0, dtype=bool)
    firsts = np.flatnonzero(begins)
    ranks: np.ndarray = np.arange(len(series)) - np.repeat(firsts, np.diff([*firsts, len(series)]))
    return ranks


def _fault(values: pd.DataFrame, row: int, median: float) -> Fault:
    cells = values.iloc[row]
    names = ("collection", "unit_id", "period", "indicator", "file", "sheet", "cell")
    place = {name: str(cells[name]) for name in names}
    return Fault(FaultKind.OUTLIER, **place, observed=str(cells["raw"]), expected=f"{median:.15g}")
