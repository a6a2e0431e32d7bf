"""The forms of a run as files: one for each unit and period, or one for each unit with all its periods."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.data.returns.expected import expected_reports
from khacphuc.data.returns.periods import parse_period
from khacphuc.data.xlsx.container import LARGEST_FILE
from khacphuc.errors import QuantityError, SourceError, UsageError
from khacphuc.inputs import load_inputs
from khacphuc.project.disk_errors import explained
from khacphuc.project.files import read_bytes, write_bytes
from khacphuc.project.layout import INPUTS
from khacphuc.returns.form_sheet import FormSheet
from khacphuc.returns.form_tables import form_definitions
from khacphuc.returns.form_workbook import FormWriter
from khacphuc.returns.workbook_package import is_as_written
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.text.letters import without_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from khacphuc.project.layout import Layout

FORMS_FOLDER: Final = "forms"
"""Where forms are written by default, a folder a run: they are not saved with the project."""

_NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9.-]+")
_MOST_NAMED: Final = 6  # periods of a message


@dataclass(frozen=True, slots=True)
class FormFiles:
    """What became of the forms.

    Attributes:
        folder: they lie in.
        written: the forms that were written, new or in the place of one nobody has saved.
        unchanged: how many were there already as they are.
        saved: the files somebody has saved, which were not touched.
    """

    folder: Path
    written: tuple[Path, ...]
    unchanged: int
    saved: tuple[Path, ...]


def write_forms(
    layout: Layout, run: str, period: str = "", *, out: Path | None = None, by_unit: bool = False
) -> FormFiles:
    """Write the forms of a run.

    Args:
        layout: the project.
        run: the run.
        period: the code of a period; empty for all of the year.
        out: where; by default a folder of the project.
        by_unit: whether a unit gets one workbook with a sheet for each period.

    Raises:
        UsageError: there is no such run or period, the run collects nothing, a row of its tables cannot be
            used, or the folder is one the project reads or cannot be written.
    """
    folder = out or forms_folder(layout, run)
    check_folder(layout, folder)
    inputs = load_inputs(run, root=str(layout.root))
    tables = inputs.typed_tables
    definitions = form_definitions(tables)
    expected = expected_reports(tables["collections"], tables["units"], inputs.parameters.year)
    if expected.empty:
        raise SourceError(
            f"run {run} expects no form of any unit",
            expected="rows in the tables collections and collection_items, and units they are asked of",
        )
    chosen = reports_of_period(expected, period, run) if period else expected
    writers = {
        code: FormWriter(definition, run, inputs.parameters.forms_language)
        for code, definition in definitions.items()
    }
    written, saved, unchanged = [], [], 0
    with explained(layout, folder):
        for name, collection, sheets in _workbooks(chosen, tables["units"], by_unit=by_unit):
            path, content = folder / name, writers[collection].workbook(sheets)
            before = read_bytes(path, at_most=LARGEST_FILE) if path.is_file() else b""
            if before == content:
                unchanged += 1
            elif before and not is_as_written(before):
                saved.append(path)
            else:
                write_bytes(path, content)
                written.append(path)
    return FormFiles(folder, tuple(written), unchanged, tuple(saved))


def forms_folder(layout: Layout, run: str) -> Path:
    """Where forms of a run, and feedback on them, are written by default."""
    return layout.root / FORMS_FOLDER / run


def check_folder(layout: Layout, folder: Path) -> None:
    """Refuse a folder of the project's inputs: what lies there is read as data.

    Raises:
        UsageError: it is one, or a file.
    """
    place = folder.resolve()
    for parts in INPUTS:
        if place.is_relative_to(layout.root.joinpath(*parts).resolve()):
            raise UsageError(
                "the project reads what lies there, so nothing was written",
                place=layout.relative(folder),
                remedy="name another folder with --out",
            )
    if place.exists() and not place.is_dir():
        raise UsageError("a file, not a folder", place=str(folder), remedy="name a folder with --out")


def reports_of_period(expected: pd.DataFrame, period: str, run: str) -> pd.DataFrame:
    """The expected reports of a period.

    Args:
        expected: those of a run.
        period: as somebody typed its code.
        run: of messages.

    Raises:
        UsageError: it is no period, or none of the run's.
    """
    code = period.strip().upper()
    try:
        parse_period(code)
    except QuantityError as error:
        raise UsageError(
            f"{period!r} is not a period",
            expected="a month as 2021-03, a quarter as 2021-Q1, a half as 2021-H1, a year as 2021",
        ) from error
    chosen = expected[expected["period"].astype("str") == code]
    if chosen.empty:
        raise UsageError(f"run {run} expects no form for {code}", expected=_periods_of(expected))
    return chosen


def _periods_of(expected: pd.DataFrame) -> str:
    """The periods a run has, by collection."""
    names = []
    for collection, rows in expected.groupby("collection", sort=False):
        periods = list(dict.fromkeys(rows["period"]))
        if len(periods) > _MOST_NAMED:
            periods = [*periods[:2], "…", periods[-1]]
        names.append(f"{', '.join(periods)} ({collection})")
    return "; ".join(names)


def _workbooks(
    chosen: pd.DataFrame, units: pd.DataFrame, *, by_unit: bool
) -> Iterator[tuple[str, str, list[FormSheet]]]:
    """The name of each workbook below its folder, its collection, and its sheets."""
    by_code = {row["unit_id"]: row for row in units.pipe(row_dicts)}
    names: set[str] = set()
    workbooks: dict[tuple[str, ...], list[Mapping[Any, Any]]] = {}
    for record in chosen.pipe(row_dicts):
        key = (record["collection"], record["unit_id"], "" if by_unit else record["period"])
        workbooks.setdefault(key, []).append(record)
    for records in workbooks.values():
        first = records[0]
        period = first["period"] if len(records) == 1 else first["period"][:4]
        stem = "_".join(_plain(str(code)) for code in (first["collection"], first["unit_id"], period))
        name = stem if by_unit else f"{_plain(period)}/{stem}"
        while name.casefold() in names:  # codes that differ by signs a name cannot have
            name += "-2"
        names.add(name.casefold())
        sheets = [_sheet(record, by_code[record["unit_id"]]) for record in records]
        yield f"{name}.xlsx", first["collection"], sheets


def _plain(code: str) -> str:
    """A code as part of a name every system takes."""
    return _NOT_IN_NAMES.sub("-", code if code.isascii() else without_marks(code).upper())


def _sheet(record: Mapping[Any, Any], unit: Mapping[Any, Any]) -> FormSheet:
    due_on = record["due_on"]
    return FormSheet(
        unit_id=record["unit_id"],
        unit_name=unit["name"],
        level=unit["level"],
        period=record["period"],
        start=record["period_start"].date(),
        end=record["period_end"].date(),
        due_on=None if pd.isna(due_on) else due_on.date(),
    )
