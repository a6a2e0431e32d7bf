"""Forms gathered, checked and totalled: ours beside a loop over openpyxl, each in two processes, in turns.

The loop does what an office's script does: opens each workbook, takes its identity from the hidden sheet,
each number from its cell, sees whether it is a number within its bounds, and adds up by unit and period.
"""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pandas as pd
from rich.table import Table

from benchmarks.acceptance import Ratio
from benchmarks.turns import in_turns
from khacphuc.data.returns.completeness import with_completeness
from khacphuc.data.returns.expected import expected_reports
from khacphuc.data.returns.fault_table import fault_frame
from khacphuc.data.returns.form_layout import COMPLETE_ROW, FIRST_ITEM_ROW, FORM_SHEET, VALUE_COLUMN
from khacphuc.data.returns.forms.pool import ReaderPool
from khacphuc.data.returns.gather import gather
from khacphuc.data.returns.plausibility.rules import item_faults
from khacphuc.data.returns.rates import reporting_rates
from khacphuc.data.returns.revisions import current_forms
from khacphuc.data.returns.totals import return_totals
from khacphuc.project.layout import Layout
from khacphuc.returns.form_definition import FormDefinition, FormItem
from khacphuc.returns.form_sheet import FormAnswers, FormSheet
from khacphuc.returns.form_workbook import FormWriter

if TYPE_CHECKING:
    from collections.abc import Sequence

YEAR, MONTHS, ITEMS, WORKERS = 2031, 12, 40, 2
RUN, COLLECTION = str(YEAR), "monthly"
_MOST = 10_000  # the bound of every item


def _value(unit: int, month: int, item: int) -> int:
    """What a unit reports: no two forms alike, and known without reading any."""
    return (unit * 31 + month * 7 + item * 13) % 997


def tables(units: int) -> dict[str, pd.DataFrame]:
    """The clean tables of an office of so many communes in nine districts."""
    indicators = [f"item_{number:02}" for number in range(ITEMS)]
    districts = [f"DV{number}" for number in range(1, 10)]
    communes = [f"DV{number}" for number in range(1001, 1001 + units)]
    items = pd.DataFrame(
        {
            "item_id": [f"MB{number:04}" for number in range(ITEMS)],
            "collection": COLLECTION,
            "order": pd.array(range(1, ITEMS + 1), dtype="Int64"),
            "section": "",
            "indicator": indicators,
            "required": True,
            "min": "0",
            "max": str(_MOST),
        }
    ).assign(required_message="", constraint="", constraint_message="", relevant="", hint="")
    return {
        "collections": pd.DataFrame(
            {
                "collection_id": [COLLECTION],
                "title": "Báo cáo tháng",
                "form_version": "1",
                "period_type": "month",
                "cutoff": "calendar",
                "due_days": pd.array([5], dtype="Int64"),
                "expiry_days": pd.array([pd.NA], dtype="Int64"),
                "units": "commune",
                "includes_children": False,
                "complete_needs": "",
            }
        ),
        "collection_items": items,
        "indicators": pd.DataFrame(
            {
                "indicator_id": indicators,
                "name": [f"Chỉ tiêu tuyên truyền phòng, chống ma túy số {number}" for number in range(ITEMS)],
                "unit_of_measure": "lượt",
                "kind": "count",
                "over_time": "sum",
                "over_units": "sum",
                "distinct": False,
            }
        ),
        "units": pd.DataFrame(
            {
                "unit_id": [*districts, *communes],
                "level": ["district"] * len(districts) + ["commune"] * len(communes),
                "parent": [""] * len(districts) + [districts[number % 9] for number in range(units)],
            }
        ),
        "units_of_measure": pd.DataFrame({"name": ["lượt"], "divisible": [False]}),
    }


def write_forms(folder: Path, units: int) -> int:
    """Write the forms of a year as they come in; gives how many."""
    received = Layout(folder).raw(RUN) / "received"
    received.mkdir(parents=True)
    frame = tables(units)["indicators"]
    names = list(zip(frame["indicator_id"], frame["name"], strict=True))
    items = tuple(FormItem(code, name, "lượt", is_whole=True, is_required=True) for code, name in names)
    writer = FormWriter(FormDefinition(COLLECTION, "Báo cáo tháng", "1", items), RUN, "vi")
    for unit in range(units):
        for month in range(1, MONTHS + 1):
            values = {code: _value(unit, month, number) for number, (code, _) in enumerate(names)}
            sheet = FormSheet(
                f"DV{1001 + unit}",
                f"Xã số {unit}",
                "commune",
                f"{YEAR}-{month:02}",
                date(YEAR, month, 1),
                date(YEAR, month, 28),
                answers=FormAnswers(values, is_complete=True),
            )
            (received / f"{unit:04}-{month:02}.xlsx").write_bytes(writer.workbook([sheet]))
    return units * MONTHS


def ours(folder: Path, frames: dict[str, pd.DataFrame], pool: ReaderPool) -> float:
    """Gather, check and total; gives the sum of all items in the year."""
    values, forms, faults = gather(Layout(folder), RUN, frames, pool=pool)
    expected = expected_reports(frames["collections"], frames["units"], YEAR)
    forms = current_forms(forms)
    faults += item_faults(values, frames["collection_items"])
    forms = with_completeness(forms, fault_frame(faults), values, frames)
    reporting_rates(expected, forms)
    totals = return_totals(values, expected, frames)
    return float(totals.loc[(totals["period"] == "") & (totals["parent"] == ""), "value"].sum())


def _read_plainly(path: Path) -> tuple[str, str, bool, list[tuple[str, int]]]:
    book = openpyxl.load_workbook(path, data_only=True)
    names = [cell.value for cell in book[FORM_SHEET][1]]
    identity = dict(zip(names, (cell.value for cell in book[FORM_SHEET][2]), strict=True))
    sheet = book[identity["sheet"]]
    values = []
    for row in sheet.iter_rows(min_row=FIRST_ITEM_ROW, values_only=True):
        label, value = row[1], row[VALUE_COLUMN - 1]
        if label and isinstance(value, int) and 0 <= value <= _MOST:
            values.append((label, value))
    is_complete = sheet.cell(COMPLETE_ROW, VALUE_COLUMN).value == "có"
    return identity["unit"], identity["period"], is_complete, values


def plainly(folder: Path, processes: ProcessPoolExecutor) -> float:
    """The same by a loop over openpyxl."""
    totals: dict[tuple[str, str], int] = defaultdict(int)
    reported: dict[str, int] = defaultdict(int)
    paths = sorted((Layout(folder).raw(RUN) / "received").iterdir())
    for _, period, is_complete, values in processes.map(_read_plainly, paths, chunksize=16):
        reported[period] += is_complete
        for label, value in values:
            totals[label, period] += value
    return float(sum(totals.values()))


def report(rounds: int, sizes: Sequence[int]) -> tuple[Table, list[Ratio]]:
    """Measure, and make the table and the ratios with their bounds.

    Args:
        rounds: how often each contender gathers a year of 94 communes.
        sizes: numbers of communes, for what a form costs where there are few and many.
    """
    with tempfile.TemporaryDirectory() as place, ReaderPool(WORKERS) as pool:
        pool.start()
        with ProcessPoolExecutor(WORKERS) as processes:
            count, seconds = _contest(Path(place) / "94", pool, processes, rounds)
        costs = {size * MONTHS: _cost(Path(place) / f"size-{size}", size, pool) for size in sizes}
    table = Table("what", "seconds", title=f"{count:,} forms of {ITEMS} items, {WORKERS} processes")
    for name, readings in seconds.items():
        table.add_row(name, f"{statistics.median(readings):.2f}")
    for files, cost in costs.items():
        table.add_row(f"ours, {files:,} forms: milliseconds a form", f"{1000 * cost:.2f}")
    table.add_row("ours, peak memory of the main process, MB", f"{_peak():.0f}")
    spread = max(costs.values()) / min(costs.values())
    return table, [
        Ratio.of("openpyxl loop, of gathering", seconds["openpyxl loop"], seconds["ours"], at_least=8),
        Ratio("a form among many, of one among few", spread, at_most=1.5),
    ]


def _contest(
    folder: Path, pool: ReaderPool, processes: ProcessPoolExecutor, rounds: int
) -> tuple[int, dict[str, list[float]]]:
    count, frames = write_forms(folder, 94), tables(94)
    expected = sum(
        _value(unit, month, item)
        for unit in range(94)
        for month in range(1, MONTHS + 1)
        for item in range(ITEMS)
    )

    def measure(contender: str) -> float:
        begin = time.perf_counter()
        total = ours(folder, frames, pool) if contender == "ours" else plainly(folder, processes)
        seconds = time.perf_counter() - begin
        if total != expected:
            raise ValueError(f"{contender} gives {total}, not {expected}")
        return seconds

    for contender in ("ours", "openpyxl loop"):  # the first of each warms up
        measure(contender)
    return count, in_turns(["ours", "openpyxl loop"], rounds, measure)


def _cost(folder: Path, units: int, pool: ReaderPool) -> float:
    """Seconds a form costs among those of so many units."""
    count, frames = write_forms(folder, units), tables(units)
    readings = []
    for _ in range(3):
        begin = time.perf_counter()
        ours(folder, frames, pool)
        readings.append((time.perf_counter() - begin) / count)
    return statistics.median(readings)


def _peak() -> float:
    peak: Any = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(peak) / 1024
