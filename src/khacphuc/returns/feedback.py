"""What a unit is told about its reports for a period, and what an office asks after. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.data.returns.report_states import ReportState
from khacphuc.schema.row_dicts import row_dicts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from khacphuc.review.return_names import ReturnNames
    from khacphuc.review.returns_rows import ReturnRows

HISTORY: Final = 12
"""So many values of its own a unit sees beside the last one."""

_FILE: Final = ["file", "sheet"]


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """The last values of a unit in one item: numbers, a status such as `nil`, or nothing."""

    indicator: str
    values: tuple[float | str | None, ...]


@dataclass(frozen=True, slots=True)
class ReportFeedback:
    """What is said about one report of a unit.

    Attributes:
        collection: its code.
        period: its code.
        state: what became of it.
        due_on: the day it was due; missing where there is none.
        received_on: the day its first complete form came; missing where that is not known.
        days_late: 0 unless it was late.
        is_nil: whether it says that there is nothing to report.
        doubts: its faults, as the table of faults has them.
        periods: those of the history, the last one that of the report.
        history: a row for each item that has a value in one of them.
    """

    collection: str
    period: str
    state: ReportState
    due_on: Any
    received_on: Any
    days_late: int
    is_nil: bool
    doubts: tuple[Mapping[Any, Any], ...]
    periods: tuple[str, ...]
    history: tuple[HistoryRow, ...]

    @property
    def is_chased(self) -> bool:
        """Whether somebody has to ask after it."""
        return bool(self.doubts) or self.state not in {ReportState.ON_TIME, ReportState.AWAITED}


@dataclass(frozen=True, slots=True)
class UnitFeedback:
    """What one unit is told; ``parent`` is empty where it has none."""

    unit_id: str
    parent: str
    reports: tuple[ReportFeedback, ...]


@dataclass(frozen=True, slots=True)
class Feedback:
    """Feedback on a period as it was written.

    Attributes:
        file: the workbook.
        period: its code.
        units: what each is told.
        names: what codes are called in the language of the run.
        today: what is not due by then is not missing.
    """

    file: Path
    period: str
    units: tuple[UnitFeedback, ...]
    names: ReturnNames
    today: date


def unit_feedback(
    rows: ReturnRows,
    gathered: Mapping[str, pd.DataFrame],
    period: str,
    earlier: Sequence[Mapping[str, pd.DataFrame]] = (),
) -> list[UnitFeedback]:
    """What every unit that was asked for a period is told, by parent and unit.

    Args:
        rows: what became of the reports, and what is doubtful.
        gathered: the frames expected, values and forms.
        period: its code.
        earlier: the same frames of the years before, the oldest first.
    """
    states = rows.states[rows.states["period"].astype("str") == period]
    doubts: dict[tuple[str, str], list[Mapping[Any, Any]]] = {}
    for fault in rows.doubts[rows.doubts["period"] == period].pipe(row_dicts):
        doubts.setdefault((str(fault["unit_id"]), str(fault["collection"])), []).append(fault)
    histories = {
        collection: _History(collection, period, [*earlier, gathered])
        for collection in dict.fromkeys(states["collection"].astype("str"))
    }
    reports: dict[tuple[str, str], list[ReportFeedback]] = {}
    for row in states.pipe(row_dicts):
        unit_id, collection = str(row["unit_id"]), str(row["collection"])
        history = histories[collection]
        reports.setdefault((str(row["parent"]), unit_id), []).append(
            ReportFeedback(
                collection=collection,
                period=period,
                state=ReportState(row["state"]),
                due_on=row["due_on"],
                received_on=row["received_on"],
                days_late=int(row["days_late"]),
                is_nil=bool(row["nil"]),
                doubts=tuple(doubts.get((unit_id, collection), ())),
                periods=history.periods,
                history=history.of(unit_id),
            )
        )
    return [UnitFeedback(unit, parent, tuple(group)) for (parent, unit), group in sorted(reports.items())]


class _History:
    """The last values of all units in a collection, up to a period.

    Args:
        collection: its code.
        period: the last.
        years: the frames of each year, the oldest first.
    """

    def __init__(self, collection: str, period: str, years: Sequence[Mapping[str, pd.DataFrame]]) -> None:
        periods, parts = [], []
        for frames in years:
            expected = frames["expected"][frames["expected"]["collection"].astype("str") == collection]
            periods += list(expected.sort_values("period_end")["period"].astype("str").unique())
            parts.append(_counted(frames, collection))
        periods = list(dict.fromkeys(periods))
        last = periods.index(period) + 1
        self.periods = tuple(periods[max(last - HISTORY, 0) : last])
        values = pd.concat(parts, ignore_index=True)
        self._values: dict[str, dict[str, dict[str, float | str | None]]] = {}
        for unit, indicator, code, value, status in zip(
            *(values[name] for name in ("unit_id", "indicator", "period", "value", "status")), strict=True
        ):
            if code in self.periods:
                cell = status if status == "nil" else None if pd.isna(value) else float(value)
                self._values.setdefault(unit, {}).setdefault(indicator, {})[code] = cell

    def of(self, unit_id: str) -> tuple[HistoryRow, ...]:
        """The rows of one unit, in the order of its forms."""
        return tuple(
            HistoryRow(indicator, tuple(cells.get(code) for code in self.periods))
            for indicator, cells in self._values.get(unit_id, {}).items()
        )


def _counted(frames: Mapping[str, pd.DataFrame], collection: str) -> pd.DataFrame:
    """The values of a collection in the forms that count."""
    forms, values = frames["forms"], frames["values"]
    values = values[values["collection"].astype("str") == collection]
    counted = pd.MultiIndex.from_frame(forms.loc[forms["counted"] == "yes", _FILE].astype("str"))
    chosen = values[pd.MultiIndex.from_frame(values[_FILE].astype("str")).isin(counted)]
    texts = dict.fromkeys(("unit_id", "indicator", "period", "status"), "str")
    return chosen[[*texts, "value"]].astype(texts)
