"""Tests of `khacphuc.data.xlsx.parts`."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.packaging.custom import StringProperty

from khacphuc.data.xlsx import parts
from khacphuc.data.xlsx.container import open_container
from khacphuc.data.xlsx.parts import PartReader, custom_properties, read_workbook
from khacphuc.errors import SourceError


def opened(workbook):
    """A workbook of openpyxl as a container."""
    stream = io.BytesIO()
    workbook.save(stream)
    return open_container(stream.getvalue(), "register.xlsx")


@pytest.mark.parametrize(
    ("number_format", "kind"),
    [
        ("General", "number"),
        ("@", "number"),
        ("0", "number"),
        ("00", "number"),
        ("#,##0", "number"),
        ('#,##0 "đồng/tháng"', "number"),  # letters in quotes are printed as they stand
        ("#,##0\\ \\d", "number"),
        ("[Red]0;[Blue]-0", "number"),
        ("_-* #,##0_-;-* #,##0_-", "number"),
        ("0.00%", "percent"),
        ("0%", "percent"),
        ('0" %"', "number"),
        ("#,##0,", "scaled"),
        ("0.0,,", "scaled"),
        ("dd/mm/yyyy", "date"),
        ("mm-dd-yy", "date"),
        ("[$-42A]dd mmmm yyyy", "date"),
        ("[h]:mm:ss", "date"),
        ('"ngày "d" tháng "m', "date"),
    ],
)
def test_what_a_number_format_shows(number_format, kind):
    """A format shows the number, a date, a percentage, or thousands of it."""
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = 1
    workbook.active["A1"].number_format = number_format
    assert read_workbook(opened(workbook)).formats[-1].kind == kind


def test_sheets_and_whether_they_are_seen():
    """Sheets have a name and a visibility; a chart is no sheet of cells."""
    workbook = openpyxl.Workbook()
    workbook.active.title = "số liệu"
    workbook.create_sheet("hidden").sheet_state = "hidden"
    workbook.create_chartsheet("chart")
    sheets = read_workbook(opened(workbook)).sheets
    assert {name: sheet.hidden for name, sheet in sheets.items()} == {"số liệu": False, "hidden": True}


def test_days_count_from_1900_or_1904():
    """Workbooks of old Macs say so."""
    workbook = openpyxl.Workbook()
    assert not read_workbook(opened(workbook)).from_1904
    workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    assert read_workbook(opened(workbook)).from_1904


def test_properties_beside_the_sheets():
    """Texts by name, however the part is laid out; a workbook need not have any."""
    workbook = openpyxl.Workbook()
    assert custom_properties(opened(workbook)) == {}
    for name, value in (("run", "2021.b"), ("note", "a & b")):
        workbook.custom_doc_props.append(StringProperty(name=name, value=value))
    container = opened(workbook)
    assert custom_properties(container) == {"run": "2021.b", "note": "a & b"}
    spaced = container.read("docProps/custom.xml").replace(b"><", b">\n  <")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in container.archive.namelist():
            archive.writestr(name, spaced if name == "docProps/custom.xml" else container.read(name))
    assert custom_properties(open_container(stream.getvalue(), "a.xlsx")) == {
        "run": "2021.b",
        "note": "a & b",
    }


def test_a_broken_part_is_told_with_its_place():
    """A reader may be told how messages call the place."""
    container = opened(openpyxl.Workbook())
    reader = PartReader(container, "xl/styles.xml", where="here")

    def fail(*_):
        raise ValueError("no")

    with pytest.raises(SourceError, match=r"^here: damaged \(part 'xl/styles.xml': no\)"):
        reader.read(fail)


@pytest.mark.parametrize(("limit", "most"), [("_MOST_ELEMENTS", 5), ("_MOST_TAGS", 5)])
def test_there_are_not_too_many_marks(monkeypatch, limit, most):
    """A part with too many elements is refused before it is read, or when one is too many."""
    monkeypatch.setattr(parts, limit, most)
    container = opened(openpyxl.Workbook())
    with pytest.raises(SourceError, match=r"^register.xlsx: more than .* delete formatted empty rows"):
        PartReader(container, "xl/styles.xml").read(lambda *_: None)
