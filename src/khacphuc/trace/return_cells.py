"""The cells of forms a figure was added up from, unit by unit. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import pandas as pd

from khacphuc.data.gathered.printed_totals import print_total, reference_parts
from khacphuc.data.returns.period_names import period_name
from khacphuc.locale import words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.text.numerals import decimal_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_UNITS: Final = 10
"""Units that are listed of a figure many reported; ``tables/returns.csv`` has all."""
MOST_CELLS: Final = 12
"""Cells that are listed of one unit: a year of months."""


@dataclass(frozen=True, slots=True)
class UnitCells:
    """What one unit reported of an indicator.

    Attributes:
        unit_id: of the unit.
        name: what it is called.
        cells: each where it stands and what it holds, a line each.
    """

    unit_id: str
    name: str
    cells: tuple[str, ...]


def unit_cells(
    reference: str,
    gathered: Mapping[str, pd.DataFrame],
    units: pd.DataFrame,
    *,
    folder: str,
    language: str,
) -> tuple[UnitCells, ...]:
    """What units reported of the total a figure names, of forms that are counted.

    Args:
        reference: the cell of ``from_returns``.
        gathered: the frames ``values`` and ``forms``.
        units: the clean table.
        folder: of the run, from the root of the project.
        language: of the run.
    """
    indicator, period = reference_parts(reference)
    values, forms = gathered["values"], gathered["forms"]
    rows = values[values["indicator"].astype("str") == indicator]
    rows = rows[rows["period"].astype("str") == period] if period else rows
    counted = pd.MultiIndex.from_frame(forms.loc[forms["counted"] == "yes", ["file", "sheet"]].astype("str"))
    rows = rows[pd.MultiIndex.from_frame(rows[["file", "sheet"]].astype("str")).isin(counted)]
    names = dict(zip(units["unit_id"], units["name"], strict=True))
    lines: dict[str, list[tuple[str, str]]] = {}
    for row in rows.pipe(row_dicts):
        line = _cell({str(name): cell for name, cell in row.items()}, folder, language)
        lines.setdefault(str(row["unit_id"]), []).append((str(row["period"]), line))
    return tuple(
        UnitCells(unit, names.get(unit, unit), tuple(line for _, line in sorted(lines[unit])))
        for unit in sorted(lines)
    )


def unit_lines(reported: tuple[UnitCells, ...], language: str) -> Iterator[tuple[int, str]]:
    """Lines that say it, each with how far it is set in; what is left out is counted."""
    labels = words(language, "trace")
    for unit in reported[:MOST_UNITS]:
        yield 0, f"{unit.unit_id} {unit.name}"
        for line in unit.cells[:MOST_CELLS]:
            yield 1, line
        if len(unit.cells) > MOST_CELLS:
            yield 1, labels["more_cells"].format(count=len(unit.cells) - MOST_CELLS)
    if len(reported) > MOST_UNITS:
        rest = reported[MOST_UNITS:]
        cells = sum(len(unit.cells) for unit in rest)
        yield 0, labels["more_units"].format(count=len(rest), cells=cells)


def _cell(row: Mapping[str, object], folder: str, language: str) -> str:
    labels = words(language, "trace")
    value = row["value"]
    number = labels["nil" if row["status"] == "nil" else "blank"]
    if isinstance(value, float) and not pd.isna(value):
        number = print_total(Fraction(decimal_of(value)))
    place = labels["cell"].format(file=f"{folder}/{row['file']}", sheet=row["sheet"], cell=row["cell"])
    return f"{period_name(str(row['period']), language)}: {number} ({place})"
