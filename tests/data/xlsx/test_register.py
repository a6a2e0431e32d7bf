"""Tests of `khacphuc.data.xlsx.register`."""

import shutil
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.data.raw.cells import check_cell, normalize_cell, text_frame
from khacphuc.data.raw.csv_file import read_table
from khacphuc.data.raw.run import read_run
from khacphuc.data.store import clean_run
from khacphuc.data.xlsx.register import read_register
from khacphuc.data.xlsx.register_writer import write_register
from khacphuc.errors import SourceError
from khacphuc.project.layout import Layout
from khacphuc.project.workspace import Workspace
from khacphuc.schema.tables import TABLES

from ... import run2021

FILENAME = "data/raw/2021/register.xlsx"
TARGETS = TABLES["targets"]
NAMES = [field.name for field in TARGETS.raw]


def read(folder, rows, change=lambda _: None):
    """Read the targets from a workbook of these rows."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "targets"
    for row in rows:
        sheet.append(row)
    change(sheet)
    workbook.save(folder / "register.xlsx")
    return read_register(folder / "register.xlsx", filename=FILENAME).read(TARGETS)


def test_a_register_gives_the_clean_tables_of_the_csv_files(tmp_path, root):
    """The register of 2021 gives every clean table exactly, but for file and line."""
    shutil.copytree(root / "data" / "raw", tmp_path / "data" / "raw")
    layout = Layout(tmp_path)
    workspace = Workspace(layout, "2021", tmp_path / "build")
    raw, from_csv = read_run(layout, "2021").tables, clean_run(workspace)
    folders = {name: run2021.raw_file(layout, name).parent for name in raw if len(raw[name])}
    for folder in set(folders.values()):
        names = [name for name, place in folders.items() if place == folder]
        write_register({name: raw[name] for name in names}, folder / "register.xlsx")
        for name in names:
            (folder / f"{name}.csv").unlink(missing_ok=True)
    from_register = clean_run(workspace)
    for name, frame in from_csv.items():
        places = ["file", "line"]
        pd.testing.assert_frame_equal(from_register[name].drop(columns=places), frame.drop(columns=places))
    assert from_register["figures"].loc[10, "file"] == f"{FILENAME}#figures"
    assert from_register["figures"]["line"].tolist() == list(range(2, 79))
    assert from_register["indicators"].loc[0, "file"] == "data/raw/reference/register.xlsx#indicators"


def test_rows_are_numbered_as_in_the_sheet(tmp_path):
    """A title above the header, blank rows and a blank column do not shift the row numbers in messages."""
    rows = [["CHỈ TIÊU"], [], [None, *NAMES], [None, "T1", "1", "a"], [], [None, "T2", 2, "b"]]
    frame = read(tmp_path, rows, lambda sheet: sheet.merge_cells("A1:G1"))
    assert frame["line"].tolist() == [4, 6]
    assert frame[["target_id", "count", "statement", "itemised"]].to_numpy().tolist() == [
        ["T1", "1", "a", ""],
        ["T2", "2", "b", ""],
    ]


def test_a_header_alone_is_a_table_without_rows(tmp_path):
    """A sheet with names only has no rows, and the types of any other."""
    frame = read(tmp_path, [NAMES])
    assert len(frame) == 0
    assert frame.dtypes.equals(text_frame(TARGETS, []).dtypes)


def test_a_sheet_may_lack_an_optional_column(tmp_path):
    """The units of a register made before units could be merged have none that was."""
    workbook = openpyxl.Workbook()
    workbook.active.title = "units"
    for row in (
        ["unit_id", "name", "level", "parent", "valid_from", "valid_to"],
        ["DV1", "Tỉnh A", "province"],
    ):
        workbook.active.append(row)
    workbook.save(tmp_path / "register.xlsx")
    frame = read_register(tmp_path / "register.xlsx", filename=FILENAME).read(TABLES["units"])
    assert frame["succeeded_by"].tolist() == [""]


def test_a_missing_register(tmp_path):
    """A workbook that is not there is named as people know it."""
    with pytest.raises(SourceError, match=rf"^{FILENAME}: no such file"):
        read_register(tmp_path / "register.xlsx", filename=FILENAME)


def test_a_sheet_that_may_be_meant(tmp_path):
    """A sheet with the columns of a table is that table; else one of nearly its name may be meant."""
    read(tmp_path, [NAMES])
    register = read_register(tmp_path / "register.xlsx", filename=FILENAME)
    assert register.near(TARGETS) == "", "the sheet of a table is meant for that table"
    assert "targets" in register
    assert "Targets" not in register
    workbook = openpyxl.load_workbook(tmp_path / "register.xlsx")
    workbook["targets"].title = "Chỉ tiêu"
    workbook.create_sheet("document")
    parts = workbook.create_sheet("Nội dung")
    parts.append(["Bảng", "target_id"])
    parts.append([field.name for field in TABLES["target_parts"].raw])
    workbook.save(tmp_path / "register.xlsx")
    register = read_register(tmp_path / "register.xlsx", filename=FILENAME)
    assert register.near(TARGETS) == "Chỉ tiêu", "which has more of its columns than its parts have"
    assert register.near(TABLES["target_parts"]) == "Nội dung"
    assert register.near(TABLES["documents"]) == "document"
    assert register.near(replace(TABLES["documents"], optional=True)) == "", "it may just not be there"


def allowed(text):
    """Whether a CSV file may hold a text in a cell."""
    try:
        check_cell(text, "here", typeset=True)
    except SourceError:
        return False
    return True


CELLS = (
    (
        st.text(max_size=30)
        | st.text("ăâđêôơưáàảãạ 0123456789.,%/\n'\"<>&#;", max_size=20)
        | st.from_regex(r"_x[0-9A-F]{4}_|#(REF|N/A)!?|[0-9]{1,2}/[0-9]{1,2}|TRUE|1\.231|_+x?", fullmatch=True)
    )
    .map(normalize_cell)
    .filter(allowed)
)


@given(st.lists(st.lists(CELLS, min_size=5, max_size=5).map(lambda cells: ["T", *cells]), max_size=4))
def test_any_text_comes_back_as_it_was(tmp_path_factory, rows):
    """Whatever a CSV file may hold comes back from a register, and from a CSV file, unchanged."""
    folder = tmp_path_factory.mktemp("any")
    frame = text_frame(TARGETS, [[*row, "x", 2] for row in rows])
    write_register({"targets": frame}, folder / "register.xlsx")
    frame[NAMES].to_csv(folder / "targets.csv", index=False)
    from_sheet = read_register(folder / "register.xlsx", filename=FILENAME).read(TARGETS)
    from_csv = read_table(folder / "targets.csv", TARGETS, filename=FILENAME)
    assert from_sheet[NAMES].to_numpy().tolist() == from_csv[NAMES].to_numpy().tolist() == rows
