"""Why a number that comes from the units' reports has none yet: whose reports it waits for. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.data.gathered.printed_totals import is_awaited, reference_parts
from khacphuc.data.returns.expected import expected_reports
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

_MOST_NAMED = 3
"""A message names so many units; returns.html names all."""


def awaited_numbers(tables: Mapping[str, pd.DataFrame], year: int) -> dict[str, str]:
    """The figures no unit has reported yet, and the numbers computed of them, each with who is awaited.

    Args:
        tables: the clean tables.
        year: of the run.

    Returns:
        By the code of each, words for a message.
    """
    figures, computed = tables["figures"], tables["computed"]
    if "from_returns" not in figures or not (rows := is_awaited(figures)).any():
        return {}
    names = dict(zip(tables["indicators"]["indicator_id"], tables["indicators"]["name"], strict=True))
    expected = expected_reports(tables["collections"], tables["units"], year)
    reasons = {}
    for row in figures[rows].pipe(row_dicts):
        indicator, period = reference_parts(str(row["from_returns"]))
        label = names.get(row["indicator"], row["indicator"])
        reasons[str(row["figure_id"])] = f"«{label}» {_from(tables, expected, indicator, period)}"
    for row in computed[computed["value"].isna()].pipe(row_dicts):
        operands = (operand.partition(":")[0] for operand in str(row["operands"]).split(SEPARATOR))
        if awaited := [f"{code} {reasons[code]}" for code in operands if code in reasons]:
            reasons[str(row["computed_id"])] = f"«{row['label']}» is computed of {'; '.join(awaited)}"
    return reasons


def _from(tables: Mapping[str, pd.DataFrame], expected: pd.DataFrame, indicator: str, period: str) -> str:
    """Whose reports one number waits for: the units, or, where these have several parents, those."""
    items = tables["collection_items"]
    asking = set(items.loc[items["indicator"] == indicator, "collection"])
    reports = expected[expected["collection"].isin(asking)]
    if period:
        reports = reports[reports["period"] == period]
    if reports.empty:
        return "comes from the units' reports, and no form asks for it"
    units = reports["unit_id"].nunique()
    senders = dict.fromkeys(reports["parent"].mask(reports["parent"] == "", reports["unit_id"]))
    if len(senders) == 1:  # an office asks its own units, a province those below its districts
        senders = dict.fromkeys(reports["unit_id"])
    names = dict(zip(tables["units"]["unit_id"], tables["units"]["name"], strict=True))
    named = [str(names.get(code, code)) for code in senders][:_MOST_NAMED]
    more = f" and {len(senders) - len(named)} more" if len(senders) > len(named) else ""
    count = f"none of {len(reports):,} reports of {units:,} units has it"
    return f"is awaited from the units, {count}: {', '.join(named)}{more}"
