"""The years a run was compared with as a table: what each indicator was, and what parts two years."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import pandas as pd

from khacphuc.locale import words
from khacphuc.project.comparisons import run_comparison_of
from khacphuc.project.files import read_text

if TYPE_CHECKING:
    from khacphuc.project.layout import Layout

YEAR_COLUMNS: Final = (
    *("indicator", "name", "report_year", "printed", "hindrances"),
    *("printed_before", "moved_because"),
)
_TABLE: Final = "tables/compare.csv"


def year_table(layout: Layout, run: str, language: str) -> dict[str, pd.DataFrame]:
    """The table under its name, of the comparison with the most years this run is part of; else nothing.

    Args:
        layout: the project; comparisons are read as they are published.
        run: the run.
        language: of our own words.

    Returns:
        A row for each indicator and year (YEAR_COLUMNS), with the words people read.
    """
    published = sorted(place.parents[1].name for place in layout.root.glob(f"reports/*/{_TABLE}"))
    compared = {
        name: comparison.runs
        for name in published
        if (comparison := run_comparison_of(name)) and run in comparison.runs
    }
    if not compared:
        return {}
    longest = max(compared, key=lambda name: len(compared[name]))
    text = read_text(layout.published_report(longest) / _TABLE)
    rows = pd.read_csv(io.StringIO(text), dtype="str", keep_default_na=False)
    reasons = words(language, "decision")
    frame = pd.DataFrame(
        {
            "indicator": rows["indicator"],
            "name": rows["name"],
            "report_year": rows["year"],
            "printed": rows["printed"],
            "hindrances": [
                "; ".join(map(reasons.__getitem__, filter(None, cell.split(";"))))
                for cell in rows["obstacles"]
            ],
            "printed_before": rows["issued_before"],
            "moved_because": [reasons[cell] if cell else "" for cell in rows["moved_because"]],
        },
        dtype="str",
    )
    return {"years": frame[list(YEAR_COLUMNS)]}
