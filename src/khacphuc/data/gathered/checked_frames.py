"""What suites check of returns: faults, totals and rates, as frames beside the clean tables. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from khacphuc.data.gathered.printed_totals import with_totals
from khacphuc.data.returns.fault_words import fault_words
from khacphuc.data.returns.period_names import period_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.data.gathered.printed_totals import Totals
    from khacphuc.data.returns.fault_words import FaultWords

FRAME_KEYS: Final = {
    "form_faults": "fault_id",
    "return_figures": "figure_id",
    "return_totals": "indicator",
    "return_rates": "collection",
}
"""The frames that have suites, each with the column that names its rows."""
CHECKED_FRAMES: Final = (*FRAME_KEYS, "returned")
"""The names under which they travel with the clean tables of a run that gathers."""


def checked_frames(
    tables: Mapping[str, pd.DataFrame],
    gathered: Mapping[str, pd.DataFrame],
    totals: Totals,
    *,
    folder: str,
    language: str,
) -> dict[str, pd.DataFrame]:
    """The frames by name.

    Args:
        tables: the clean tables.
        gathered: what was gathered.
        totals: those of it.
        folder: of the run, from the root of the project.
        language: of places.

    Returns:
        ``form_faults``, each with where it stands; ``return_figures``, the figures that name a total;
        ``return_totals`` and ``return_rates``, those of the year and of all units; ``returned``, which units
        reported which indicators.
    """
    return {
        "form_faults": _faults(gathered["faults"], fault_words(tables, language), folder),
        "return_figures": with_totals(tables["figures"], totals),
        "return_totals": _of_the_year(gathered["totals"]),
        "return_rates": _of_the_year(gathered["rates"]),
        "returned": _returned(gathered["values"]),
    }


def _faults(faults: pd.DataFrame, wording: FaultWords, folder: str) -> pd.DataFrame:
    """The faults in words, with the place of a form as places of registers are: file and sheet, and ``line``.

    ``source`` is the unit and the period, for people.
    """
    whose = zip(faults["unit_id"], faults["period"], strict=True)
    names = ((wording.units.get(unit, unit), period) for unit, period in whose)
    sources = [
        ", ".join(filter(None, (name, period_name(period, wording.language) if period else "")))
        for name, period in names
    ]
    files = [
        f"{folder}/{file}" + (f"#{sheet}" if sheet else "") if file else ""
        for file, sheet in zip(faults["file"], faults["sheet"], strict=True)
    ]
    # D12, D12:D14, and 12 of a whole row
    rows = faults["cell"].str.extract(r"^[A-Z]{0,3}(\d{1,7})(?::|$)")[0]
    return wording.frame(faults).assign(
        source=pd.Series(sources, index=faults.index, dtype="str"),
        file=pd.Series(files, index=faults.index, dtype="str"),
        line=pd.to_numeric(rows).astype("Int64"),
    )


def _of_the_year(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[(frame["period"] == "") & (frame["parent"] == "")].reset_index(drop=True)


def _returned(values: pd.DataFrame) -> pd.DataFrame:
    """Which unit reported which indicator at all: a number, or that there was nothing."""
    there = values[values["value"].notna() | (values["status"] == "nil")]
    pairs = there[["unit_id", "indicator"]].astype("str").drop_duplicates()
    return pairs.sort_values(["unit_id", "indicator"]).reset_index(drop=True)
