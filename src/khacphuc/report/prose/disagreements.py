"""Figures that print one quantity differently, and which of them the answers decided to use.

The clean tables go in; the disagreements come out by code, for citations and charts. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.text.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about figures that disagree: which one is used, and why, by whom and when."""

    uses: str
    reason: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Figures of one indicator with more than one value, in the order of their table."""

    codes: tuple[str, ...]
    decision: Decision | None = None

    def others(self, code: str) -> tuple[str, ...]:
        """The other figures."""
        return tuple(other for other in self.codes if other != code)


def disagreements(tables: Mapping[str, pd.DataFrame]) -> dict[str, Disagreement]:
    """The disagreement each figure is part of, by its code.

    Two definitions of one thing (``variant_of``) are two indicators: a statement about one is none about the
    other, so neither number stands for the other.

    Args:
        tables: the clean tables; of ``answers`` those that were accepted, choose a figure of the
            disagreement, and quote all its figures as they are printed now.
    """
    figures = tables["figures"]
    valued = figures[figures["value"].notna()]
    by_code: dict[str, Disagreement] = {}
    for _, group in valued.groupby("indicator", sort=False):
        if group["value"].nunique() < 2:  # noqa: PLR2004  (two values disagree)
            continue
        decision = _decision(tables["answers"], group.to_dict("records"))
        disagreement = Disagreement(tuple(group["figure_id"]), decision)
        by_code |= dict.fromkeys(disagreement.codes, disagreement)
    return by_code


def _decision(answers: pd.DataFrame, rows: list[Any]) -> Decision | None:
    codes = [row["figure_id"] for row in rows]
    quotes = [f"{row['figure_id']} «{row['printed']}" for row in rows]
    accepted = answers[
        (answers["decision"] == "accepted")
        & answers["uses"].isin(codes)
        & answers["row_id"].isin(codes)
        & (answers["problem"] == "")
    ]
    for answer in accepted.to_dict("records"):
        # an answer given about other prints than today's decides nothing about today's
        if all(quote in answer["observed"] for quote in quotes):
            date = format_date(pd.Timestamp(answer["date"]).date())
            return Decision(answer["uses"], f"{answer['reason']} ({answer['role']}, {date})")
    return None
