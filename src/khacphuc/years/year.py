"""A year as it was published: what comparing years needs of a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.data.returns.rates import RATE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping


def _no_rates() -> pd.DataFrame:
    return pd.DataFrame(columns=list(RATE_COLUMNS))


@dataclass(frozen=True)
class Year:
    """One year of an office.

    Attributes:
        run: that published it.
        office: whose it is.
        year: it is about.
        is_synthetic: whether its data are invented.
        tables: the clean tables with the numbers that answers decided on, by name.
        targets: ``assess.targets.evaluate``'s result.
        criteria: ``assess.criteria.judge``'s result.
        assessments: ``assess.classes.assess``'s result.
        rates: reporting rates in percent, the columns of ``data.returns.rates``; no rows where units report
            nothing.
        moved: figures that were issued with another value before, by code: how it was printed then, how it
            is now, and why (of ``schema.allowed.REASONS``; empty where nobody has answered).
        letterhead: what stands at the head of the office's documents.
    """

    run: str
    office: str
    year: int
    is_synthetic: bool
    tables: Mapping[str, pd.DataFrame]
    targets: pd.DataFrame
    criteria: pd.DataFrame
    assessments: pd.DataFrame
    rates: pd.DataFrame = field(default_factory=_no_rates)
    moved: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    letterhead: str = ""
