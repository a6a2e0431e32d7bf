"""The frames of what units report, with what their rules need joined on. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from khacphuc.checks.views.figures import accepted_units
from khacphuc.checks.views.fractions import fractions, whole_units
from khacphuc.checks.views.lookups import by_key, look_up_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

RETURN_SUITES: Final = ("collections", "collection_items", "return_rules", "receipts")
"""The suites about what units report."""


def return_views(tables: Mapping[str, pd.DataFrame], units: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables of what units report, by the names of their suites.

    Args:
        tables: the clean tables.
        units: those that are valid in the year.
    """
    return {"returns": _typed(tables, units), **{name: tables[name] for name in RETURN_SUITES}}


def _typed(tables: Mapping[str, pd.DataFrame], units: pd.DataFrame) -> pd.DataFrame:
    """The returns that were typed by hand, with what is known of their units and indicators."""
    returns, indicators = tables["returns"], tables["indicators"]
    return returns.assign(
        level=look_up_texts(returns["unit_id"], by_key(units, "unit_id", "level")),
        gathered_from=look_up_texts(
            returns["indicator"], by_key(indicators, "indicator_id", "gathered_from")
        ),
        units_known=look_up_texts(returns["indicator"], accepted_units(indicators)),
        halved=fractions(returns, whole_units(tables["units_of_measure"])),
        valid=returns["unit_id"].isin(units["unit_id"]).map({True: "yes", False: "no"}).astype("str"),
    )


def has_returns(tables: Mapping[str, pd.DataFrame]) -> bool:
    """Whether a run asks its units for anything, or got anything."""
    return any(len(tables[name]) for name in RETURN_SUITES)
