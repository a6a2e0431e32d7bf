"""The received files of a run become its tables of values, forms and faults."""

from __future__ import annotations

import csv
import hashlib
import re

import pandas as pd
import pytest

from khacphuc.data.returns import gather as gathering
from khacphuc.data.returns.fault_table import fault_frame
from khacphuc.data.returns.forms.pool import ReaderPool
from khacphuc.data.returns.gather import gather
from khacphuc.data.store import csv_text
from khacphuc.project.layout import Layout

from .forms.hand_forms import CATALOGUE, form_bytes, with_parts, workbook
from .worlds import typed

RECEIPT = {
    "received_file": "",
    "sheet": "T3",
    "sha256": "",
    "collection": "",
    "unit_id": "",
    "period": "",
    "revision": None,
    "received_on": "5/4/2021",
    "state": "received",
    "original_name": "",
}


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with a folder of received files; its catalogue is that of the forms of tests."""
    monkeypatch.setattr(gathering, "form_catalogue", lambda _: CATALOGUE)
    folder = tmp_path / "data" / "raw" / "2021" / "received"
    folder.mkdir(parents=True)
    return Layout(tmp_path), folder


def tables(*receipts):
    """What gathering needs of the clean tables."""
    collections = {"collection_id": ["monthly"], "period_type": ["month"], "cutoff": ["15-14"]}
    return {"collections": pd.DataFrame(collections), "receipts": typed(receipts, RECEIPT)}


def test_values_know_where_they_stand(project):
    """A value with its unit, period and days, its file, sheet and cell."""
    layout, folder = project
    (folder / "a.xlsx").write_bytes(form_bytes())
    values, forms, faults = gather(layout, "2021", tables())
    row = values.iloc[1]
    assert row.tolist() == [
        *("DV01", "monthly", "sessions", "2021-03"),
        *(pd.Timestamp("2021-02-15"), pd.Timestamp("2021-03-14"), 1),
        *(12.0, "12", "", "normal", "received/a.xlsx", "T3", "D11"),
    ]
    assert pd.isna(forms["received_on"].item())  # without a receipt nobody knows
    assert faults == []


def test_a_receipt_says_when_a_form_came_in_and_puts_right_whose_it_is(project):
    """What somebody typed into a receipt counts; so do the day and the state."""
    layout, folder = project
    data = form_bytes()
    (folder / "a.xlsx").write_bytes(data)
    receipt = {
        "received_file": "received/a.xlsx",
        "sha256": hashlib.sha256(data).hexdigest(),
        "unit_id": "DV02",
        "revision": 2,
        "state": "approved",
    }
    values, forms, _ = gather(layout, "2021", tables(receipt))
    assert set(values["unit_id"]) == {"DV02"}
    form = forms.iloc[0]
    assert (form["unit_id"], form["revision"], form["state"]) == ("DV02", 2, "approved")
    assert form["received_on"] == pd.Timestamp("2021-04-05")


def hostile():
    """A form with what a spreadsheet would run in every text of it that becomes a cell of a table."""
    book = workbook(sheet="=T(1)")
    for place in ("C2", "F2", "G2"):
        book["_form"][place].value, book["_form"][place].data_type = "=1+1", "s"
    sheet = book["=T(1)"]
    for place in ("B10", "C11", "D10", "E12"):
        sheet[place].value, sheet[place].data_type = "+cmd|' /C calc'!A0", "s"
    sheet["D12"].number_format = "=0"
    sheet["D13"].number_format = "+0;-0"
    book.create_sheet("=1+1")["A1"] = "x"
    change = {"sheet1": lambda part: re.sub(rb"<v>80</v>", b"<v>-1+cmd|calc!A0</v>", part)}
    return with_parts(form_bytes(book), **change)


def test_no_table_has_a_text_of_a_form_that_a_spreadsheet_would_run(project):
    """Not the name of a sheet, nor a code, a format or a number that is none: it stands in «…»."""
    layout, folder = project
    (folder / "a.xlsx").write_bytes(hostile())
    values, forms, faults = gather(layout, "2021", tables(), pool=ReaderPool(workers=1))
    texts = "\n".join(map(csv_text, (values, forms, fault_frame(faults))))
    assert "«=T(1)»" in texts
    assert "«-1+cmd" in texts
    cells = [cell for row in csv.reader(texts.splitlines()) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_who_keeps_one_file_a_year_sends_january_again(project):
    """It says the same, so it is the same form: as it was typed, whichever program saved it."""
    layout, folder = project
    (folder / "a.xlsx").write_bytes(form_bytes())
    again = workbook()
    again["T3"]["D12"].number_format = "0.00"
    again.create_sheet("Ghi chú")
    (folder / "b.xlsx").write_bytes(form_bytes(again))
    changed = workbook()
    changed["T3"]["E12"] = "ước tính"
    (folder / "c.xlsx").write_bytes(form_bytes(changed))
    first, second, third = gather(layout, "2021", tables()).forms["content"]
    assert first == second != third


def test_files_that_are_lost_or_changed_or_cannot_be_read(project):
    """Nothing stops the rest; a receipt says whose a file was that cannot be read."""
    layout, folder = project
    (folder / "a.xlsx").write_bytes(form_bytes())
    (folder / "b.xlsx").write_bytes(b"nothing")
    (folder / "c.xlsx").write_bytes(form_bytes(workbook(unit="DV02")))
    receipts = [
        {"received_file": "received/b.xlsx", "sheet": "", "unit_id": "DV02", "period": "2021-03"},
        {"received_file": "received/c.xlsx", "sha256": "0" * 64},
        {"received_file": "received/gsingle.xlsx", "unit_id": "DV01"},
    ]
    values, forms, faults = gather(layout, "2021", tables(*receipts))
    assert forms["unit_id"].tolist() == ["DV01"]
    assert len(values) == 4
    assert [(str(fault.kind), fault.unit_id) for fault in faults] == [
        ("not_a_workbook", "DV02"),
        ("changed_since_receipt", ""),
        ("file_lost", "DV01"),
    ]


@pytest.mark.full
def test_however_many_processes_read_the_tables_are_the_same(project):
    """One process or three: the same rows in the same order."""
    layout, folder = project
    sound = form_bytes()
    for number in range(200):
        (folder / f"{number:03}.xlsx").write_bytes(sound if number % 50 else b"x")
    steps = []
    with ReaderPool(1) as alone, ReaderPool(3) as together:
        single = gather(layout, "2021", tables(), pool=alone)
        several = gather(layout, "2021", tables(), pool=together, advance=lambda *step: steps.append(step))
    pd.testing.assert_frame_equal(single.values, several.values)
    pd.testing.assert_frame_equal(single.forms, several.forms)
    assert single.faults == several.faults
    assert sum(files for files, _ in steps) == 200
    assert {total for _, total in steps} == {200}


def test_nothing_came_in_yet(project):
    """Without a received file the tables are empty, with all their columns."""
    layout, _ = project
    values, forms, faults = gather(layout, "2021", tables())
    assert len(values) == len(forms) == len(faults) == 0
    assert values["value"].dtype == "float64"


def test_a_period_that_is_none_of_the_collection_has_no_days(project):
    """A quarter in a monthly collection, or no code at all."""
    layout, folder = project
    (folder / "a.xlsx").write_bytes(form_bytes(workbook(period="2021-Q1")))
    (folder / "b.xlsx").write_bytes(form_bytes(workbook(period="tháng 3")))
    values, _, _ = gather(layout, "2021", tables())
    assert values["period_end"].isna().all()
