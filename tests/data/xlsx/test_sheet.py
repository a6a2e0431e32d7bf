"""Tests of `khacphuc.data.xlsx.sheet`."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from khacphuc.data.xlsx.container import open_container
from khacphuc.data.xlsx.parts import read_workbook
from khacphuc.data.xlsx.sheet import StoredCell, column_letter, read_sheet
from khacphuc.errors import SourceError


def parts_of(change):
    """The parts of a workbook with one sheet, ``s``."""
    workbook = openpyxl.Workbook()
    workbook.active.title = "s"
    change(workbook.active)
    stream = io.BytesIO()
    workbook.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sheet_of(parts):
    """The sheet ``s`` of a workbook of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return read_sheet(read_workbook(open_container(stream.getvalue(), "register.xlsx")), "s")


def fill(sheet):
    """Cells of every kind."""
    sheet.append(["a\nb", 1.231, dt.date(2021, 3, 1), True, "=A1", "  ", None, "#N/A"])
    sheet["B1"].number_format = "0.0"
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = True
    sheet.merge_cells("A5:B6")


def test_cells_are_as_they_are_stored():
    """Each cell that holds something has its kind and its stored text; the rest is left out."""
    sheet = sheet_of(parts_of(fill))
    assert sheet.rows == {
        1: {
            1: StoredCell("text", "a\nb"),
            2: StoredCell("number", "1.231"),
            3: StoredCell("date", "44256"),
            4: StoredCell("bool", "1"),
            5: StoredCell("formula", "A1"),
            8: StoredCell("error", "#N/A"),
        }
    }
    assert sheet.hidden_rows == {3}
    assert [column for column in range(1, 9) if sheet.hides_column(column)] == [3]
    assert sheet.merged == [("A5:B6", 6)]


@pytest.mark.parametrize(
    ("xml", "cell"),
    [
        (
            '<c r="A1" t="str"><v>x</v></c>',
            StoredCell("text", "x"),
        ),  # the text a formula gave, pasted as a value
        ('<c r="A1" t="inlineStr"><is><r><t>x</t></r><r><t> y</t></r></is></c>', StoredCell("text", "x y")),
        ('<c r="A1" t="inlineStr"><is><t>x</t><rPh><t>no</t></rPh></is></c>', StoredCell("text", "x")),
        ('<c r="A1" t="s"><v></v></c>', None),
        ('<c r="$A$1" s="99"><v> 5 </v></c>', StoredCell("number", "5")),  # a style there is none of
        ('<c r="A1" t="d"><v>2021-03-01</v></c>', StoredCell("day", "2021-03-01")),
        ('<c r="A1"><v/></c>', None),
    ],
)
def test_cells_as_others_write_them(xml, cell):
    """What other programs write is read as it is meant."""
    parts = parts_of(lambda _: None)
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(
        b"<sheetData/>", f'<sheetData><row r="1">{xml}</row></sheetData>'.encode()
    )
    parts[name] = parts[name].replace(
        b"<sheetData></sheetData>", f"<sheetData><row>{xml}</row></sheetData>".encode()
    )
    assert sheet_of(parts).rows.get(1, {}).get(1) == cell


@pytest.mark.parametrize(
    "xml",
    [
        '<c r="A1"><v>1</v></c>',  # in no row
        '<row r="1048577"/>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
    ],
)
def test_a_cell_outside_the_sheet(xml):
    """Cells that stand nowhere are damage, told with file and sheet."""
    parts = parts_of(lambda _: None)
    name = "xl/worksheets/sheet1.xml"
    for empty in (b"<sheetData/>", b"<sheetData></sheetData>"):
        parts[name] = parts[name].replace(empty, f"<sheetData>{xml}</sheetData>".encode())
    with pytest.raises(SourceError, match=r"^register.xlsx, sheet s: damaged"):
        sheet_of(parts)


@given(st.integers(1, 16_384))
def test_letters_of_columns(column):
    """Columns are lettered as openpyxl letters them."""
    assert column_letter(column) == get_column_letter(column)


PARTS = parts_of(fill)


@given(st.sampled_from(sorted(PARTS)), st.data())
def test_any_byte_of_the_xml_may_be_wrong(name, data):
    """A workbook whose XML has wrong bytes is read or refused, and nothing else happens."""
    place = data.draw(st.integers(0, len(PARTS[name])))
    wrong = data.draw(
        st.binary(max_size=3) | st.sampled_from([b"<", b'"', b"&x;", b"9" * 5000, b"<c>", b"</row>"])
    )
    parts = {**PARTS, name: PARTS[name][:place] + wrong + PARTS[name][place + 1 :]}
    message = "register.xlsx"
    try:
        sheet_of(parts)
    except SourceError as error:
        message = str(error)
    except KeyError as error:  # the sheet has another name now
        assert str(error) == "'s'"  # noqa: PT017
    assert message.startswith("register.xlsx")
    assert message.isprintable()
