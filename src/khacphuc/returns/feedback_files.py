"""Feedback on a period of a run, written as a file."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from khacphuc.data.gathered.run_returns import gather_run
from khacphuc.data.xlsx.container import LARGEST_FILE
from khacphuc.errors import SourceError, UsageError
from khacphuc.inputs import load_inputs
from khacphuc.project.disk_errors import explained
from khacphuc.project.files import read_bytes, write_bytes
from khacphuc.returns.feedback import Feedback, unit_feedback
from khacphuc.returns.feedback_workbook import FeedbackWriter
from khacphuc.returns.form_files import check_folder, forms_folder, reports_of_period
from khacphuc.returns.workbook_package import is_as_written
from khacphuc.review.return_names import ReturnNames
from khacphuc.review.returns_rows import ReturnRows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from khacphuc.project.layout import Layout


def write_feedback(
    layout: Layout, run: str, period: str, *, today: date, out: Path | None = None
) -> Feedback:
    """Write the feedback of a period.

    Args:
        layout: the project.
        run: the run; what it has received until now is told about.
        period: the code of the period.
        today: what is not due by then is not missing.
        out: where; by default the folder of the run's forms.

    Raises:
        UsageError: there is no such run or period, the run collects nothing, or the file
            is there and somebody has saved it since.
    """
    folder = out or forms_folder(layout, run)
    check_folder(layout, folder)
    inputs = load_inputs(run, root=str(layout.root))
    tables = inputs.typed_tables
    if tables["collections"].empty:
        raise SourceError(
            f"run {run} collects nothing of its units",
            expected="rows in the tables collections and collection_items",
        )
    # anew: forms may have come in since the run was published
    gathered = gather_run(inputs.workspace, tables, year=inputs.parameters.year, today=today)
    code = str(reports_of_period(gathered["expected"], period, run)["period"].iloc[0])
    parameters = inputs.parameters
    rows = ReturnRows(gathered, tables, parameters.language)
    earlier = _earlier(layout, parameters.previous)
    units = unit_feedback(rows, gathered, code, earlier)
    writer = FeedbackWriter(code, ReturnNames(tables, parameters.forms_language))
    file = folder / f"feedback-{code}.xlsx"
    with explained(layout, folder):
        if file.is_file() and not is_as_written(read_bytes(file, at_most=LARGEST_FILE)):
            raise UsageError(
                "somebody has saved it since it was written, so it stays as it is",
                place=layout.relative(file),
                remedy="move it away, or name another folder with --out",
            )
        write_bytes(file, writer.workbook(units))
    return Feedback(file, code, tuple(units), rows.names, today)


def asking_day(moment: datetime | None) -> date:
    """The day somebody asks: the one that was given, which may be to come, or today."""
    return (moment or datetime.now().astimezone()).date()


def _earlier(layout: Layout, run: str) -> list[Mapping[str, pd.DataFrame]]:
    """What the run of the year before gathered; nothing if that cannot be read."""
    if not run:
        return []
    try:
        gathered = load_inputs(run, root=str(layout.root)).gathered
    except UsageError:
        return []
    return [gathered] if gathered else []
