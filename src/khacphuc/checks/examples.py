"""Findings about example rows of a form that were left in. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.checks.findings import Finding, Location, Place
from khacphuc.data.raw.examples import EXAMPLES
from khacphuc.locale import words
from khacphuc.schema.row_dicts import row_dicts

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

EXAMPLE_RULE = "VD-01"


def example_findings(tables: Mapping[str, pd.DataFrame], language: str = "vi") -> tuple[Finding, ...]:
    """A critical finding for each example row that was left in, with its sheet and row.

    Args:
        tables: the clean tables; with ``examples`` where there are such rows.
        language: of the findings.
    """
    if EXAMPLES not in tables:
        return ()
    return tuple(
        _finding(
            str(row["table"]), str(row["row_id"]), Location("", str(row["file"]), int(row["line"]), language)
        )
        for row in tables[EXAMPLES].pipe(row_dicts)
    )


def _finding(table: str, row_id: str, location: Location) -> Finding:
    return Finding(
        rule=EXAMPLE_RULE,
        severity="critical",
        table=table,
        description=words(location.language, "checks")[EXAMPLE_RULE],
        row_id=row_id,
        places=(Place(row_id, table, location=location),),
        location=location,
        acceptable=False,
    )
