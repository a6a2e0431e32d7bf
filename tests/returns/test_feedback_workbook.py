"""Feedback is a workbook with the list of whom to ask after, and a sheet for every unit."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from khacphuc.locale import LANGUAGES
from khacphuc.returns.feedback_workbook import FeedbackWriter
from khacphuc.returns.workbook_package import is_as_written

from . import feedback_frames


@pytest.fixture(scope="module", params=LANGUAGES)
def written(request):
    """The feedback of 94 communes, its bytes, and the workbook."""
    rows, units = feedback_frames.feedback(request.param)
    content = FeedbackWriter(feedback_frames.PERIOD, rows.names).workbook(units)
    return units, content, load_workbook(io.BytesIO(content))


def test_every_unit_has_a_sheet(written):
    """Behind the list, each with a name of its own that a spreadsheet takes."""
    units, content, workbook = written
    names = workbook.sheetnames[1:]
    assert [name.split()[0] for name in names] == [unit.unit_id for unit in units]
    assert max(map(len, names)) <= 31
    assert is_as_written(content)


def test_the_list_has_a_row_for_whoever_is_asked_after(written):
    """As many rows as reports that are missing, late or doubtful."""
    units, _, workbook = written
    rows = list(workbook.worksheets[0].iter_rows(min_row=4, values_only=True))
    assert len(rows) == sum(report.is_chased for unit in units for report in unit.reports)
    assert all(row[0] and row[1] and row[3] for row in rows)


def test_what_a_unit_wrote_is_never_a_formula(written):
    """Every cell of the workbook is a text, a number or empty; what begins like a formula is quoted."""
    _, _, workbook = written
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n"}
    quoting = [cell for cell in cells if "=2+<b>khoảng 20</b>" in str(cell.value)]
    assert quoting
    assert all(cell.quotePrefix for cell in quoting)
