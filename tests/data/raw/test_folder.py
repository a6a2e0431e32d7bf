"""Tests of `khacphuc.data.raw.folder`."""

from dataclasses import replace

import openpyxl
import pytest

from khacphuc.data.raw.cells import text_frame
from khacphuc.data.raw.folder import RawFolder
from khacphuc.data.raw.run import read_run
from khacphuc.data.xlsx.register_writer import write_register
from khacphuc.errors import SourceError
from khacphuc.project.layout import Layout
from khacphuc.schema.tables import TABLES

TARGETS = TABLES["targets"]


@pytest.fixture
def layout(tmp_path):
    """A project with nothing in data/raw/2021."""
    (tmp_path / "data/raw/2021").mkdir(parents=True)
    return Layout(tmp_path)


@pytest.fixture(scope="session")
def targets(root):
    """The raw targets of 2021."""
    return read_run(Layout(root), "2021").tables["targets"]


def test_a_table_in_either_form(layout, targets):
    """A table is found as a file, and as a sheet."""
    folder = layout.raw("2021")
    assert "targets" not in RawFolder(layout, folder)
    targets.drop(columns=["file", "line"]).to_csv(folder / "targets.csv", index=False)
    raw_folder = RawFolder(layout, folder)
    assert "targets" in raw_folder
    assert raw_folder.read(TARGETS).equals(targets)
    (folder / "targets.csv").unlink()
    write_register({"targets": targets}, folder / "register.xlsx")
    raw_folder = RawFolder(layout, folder)
    assert "targets" in raw_folder
    assert set(raw_folder.read(TARGETS)["file"]) == {"data/raw/2021/register.xlsx#targets"}


def test_an_optional_table_has_no_rows(layout):
    """What need not be there is empty, from a folder that need not be there either."""
    frame = RawFolder(layout, layout.reference).read(replace(TARGETS, optional=True))
    assert len(frame) == 0


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("target.csv", "; did you mean 'target.csv'?"),
        ("TARGETS.CSV", "; did you mean 'TARGETS.CSV'?"),
        ("a.csv", "of the two"),
    ],
)
def test_a_file_that_may_be_meant(layout, name, hint):
    """The error of a missing table names both its places, and a file of nearly its name."""
    (layout.raw("2021") / name).touch()
    with pytest.raises(SourceError) as caught:
        RawFolder(layout, layout.raw("2021")).read(TARGETS)
    assert str(caught.value).startswith(
        "data/raw/2021/targets.csv: no such file, and no sheet targets in data/raw/2021/r"
    )
    assert str(caught.value).endswith(hint)


@pytest.mark.parametrize("is_optional", [False, True])
def test_a_renamed_sheet_is_named(layout, is_optional):
    """Whether the table must be there or may lack: what was typed into it is not passed over."""
    folder = layout.raw("2021")
    write_register({"targets": text_frame(TARGETS, [])}, folder / "register.xlsx")
    workbook = openpyxl.load_workbook(folder / "register.xlsx")
    workbook["targets"].title = "Chỉ tiêu"
    workbook.save(folder / "register.xlsx")
    with pytest.raises(SourceError) as caught:
        RawFolder(layout, folder).read(replace(TARGETS, optional=is_optional))
    assert str(caught.value) == (
        "data/raw/2021/register.xlsx: no sheet targets; rename its sheet 'Chỉ tiêu' to targets"
    )


@pytest.mark.parametrize(
    "other", ["register.xls", "register.XLSX", "Register.xlsx", "register.ods", "register.xlsm"]
)
def test_another_workbook_is_told(layout, other):
    """A workbook that could be taken for the register is never passed over."""
    (layout.raw("2021") / other).touch()
    with pytest.raises(SourceError, match=rf"^data/raw/2021/{other}: not read, expected register.xlsx"):
        RawFolder(layout, layout.raw("2021"))


@pytest.mark.parametrize(
    "other", ["~$register.xlsx", "register", "register.md", "register (1).xlsx", ".register.xlsx"]
)
def test_other_files_are_passed_over(layout, other):
    """Notes, and what Excel leaves while it is open, are not looked at."""
    (layout.raw("2021") / other).touch()
    assert "targets" not in RawFolder(layout, layout.raw("2021"))


def test_a_folder_that_cannot_be_listed(layout):
    """A file in place of the folder is an error."""
    layout.raw("2021").rmdir()
    layout.raw("2021").touch()
    with pytest.raises(SourceError, match=r"^data/raw/2021: cannot be read \(.*check the folder"):
        RawFolder(layout, layout.raw("2021"))


@pytest.mark.parametrize("form", ["csv", "sheet"])
def test_a_table_of_another_folder(layout, targets, form):
    """A table that is read from elsewhere is an error, in either form."""
    folder = layout.raw("2021")
    if form == "csv":
        (folder / "targets.csv").touch()
    else:
        write_register({"targets": targets}, folder / "register.xlsx")
    raw_folder = RawFolder(layout, folder)
    assert raw_folder.refuse(["figures"], instead=layout.reference) is None
    with pytest.raises(SourceError, match="the table targets is read from data/raw/reference; move it there"):
        raw_folder.refuse(["figures", "targets"], instead=layout.reference)
