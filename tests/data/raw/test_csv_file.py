"""Tests of `khacphuc.data.raw.csv_file`."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.data.raw.cells import LONGEST_CELL
from khacphuc.data.raw.csv_file import read_table, separator_note
from khacphuc.errors import SourceError
from khacphuc.schema.tables import TABLES

FILENAME = "data/raw/2021/target_parts.csv"
PARTS = TABLES["target_parts"]
HEADER = "part_id,target_id,count,statement,comparator,threshold,figure,declared_status"
GOOD = "P1,T1,1,Số đội lập mới,>=,SL1,SL2,"


def read(folder, content):
    """Read a text, or bytes, as the table of parts."""
    file = folder / "target_parts.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(file, PARTS, filename=FILENAME)


def lines(*rows):
    """Give a table with the right header."""
    return "\n".join([HEADER, *rows, ""])


def refusal(folder, content):
    """What is said about a file that is no table of parts."""
    with pytest.raises(SourceError) as caught:
        read(folder, content)
    assert str(caught.value).startswith(FILENAME)
    return str(caught.value)


def test_a_table_is_text_with_file_and_line(tmp_path):
    """Cells stay as printed, an empty cell is an empty text, and each row knows its line."""
    frame = read(tmp_path, lines(GOOD, 'P2,T1,01,"Tỷ lệ, phần trăm",=,"3,1%",1.231,met'))
    assert list(frame.columns) == [*HEADER.split(","), "file", "line"]
    assert set(frame.dtypes.astype("str").drop("line")) == {"str"}
    assert str(frame["line"].dtype) == "Int64"
    assert frame["line"].tolist() == [2, 3]
    assert set(frame["file"]) == {FILENAME}
    assert frame.loc[0, "declared_status"] == ""
    assert frame.loc[1, ["count", "statement", "threshold", "figure"]].tolist() == [
        "01",
        "Tỷ lệ, phần trăm",
        "3,1%",
        "1.231",
    ]


@pytest.mark.parametrize(
    "content",
    [
        lines(GOOD).encode(),
        lines(GOOD).encode("utf-8-sig"),  # Excel's byte order mark
        lines(GOOD).replace("\n", "\r\n").encode(),  # Windows line ends
        lines(GOOD).strip().encode(),  # no line end at the end
        lines(GOOD, "", ",,,,,,,", " , ,\t,,,,,").encode(),  # empty rows are left out
        lines(" P1 ,T1 , 1,Số đội lập mới\u00a0,>=,SL1,SL2,").encode(),  # blanks around cells
        unicodedata.normalize("NFD", lines(GOOD)).encode(),  # as macOS types it
    ],
)
def test_the_same_table(tmp_path, content):
    """Byte order marks, line ends, blanks around cells, empty rows and normal forms make no difference."""
    assert read(tmp_path, content).equals(read(tmp_path, lines(GOOD)))


def test_columns_may_stand_in_any_order(tmp_path):
    """The columns of the frame are in the declared order, whatever the file's."""
    turned = "\n".join(",".join(reversed(row.split(","))) for row in (HEADER, GOOD))
    assert read(tmp_path, turned).equals(read(tmp_path, lines(GOOD)))


def test_a_column_the_file_may_lack_is_empty(tmp_path):
    """A list of units that was typed before units could be merged is read as one in which none was."""
    file = tmp_path / "units.csv"
    file.write_text(
        "unit_id,name,level,parent,valid_from,valid_to\nDV1,Tỉnh A,province,,,\n", encoding="utf-8"
    )
    frame = read_table(file, TABLES["units"], filename="units.csv")
    assert frame["succeeded_by"].tolist() == [""]


def test_a_header_alone_is_a_table_without_rows(tmp_path):
    """A table may be empty (the checks may say more), with the columns and types of any other."""
    frame = read(tmp_path, lines())
    assert len(frame) == 0
    assert frame.dtypes.equals(read(tmp_path, lines(GOOD)).dtypes)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_are_counted_as_an_editor_counts_them(tmp_path, end):
    """A cell of several lines and empty lines do not shift the line numbers of the rows below."""
    text = lines('P1,T1,1,"một\nhai\nba",>=,SL1,SL2,', "", GOOD, 'P3,T1,1,"x\ny",>=,SL1,SL2,', GOOD)
    frame = read(tmp_path, text.replace("\n", end))
    assert frame["line"].tolist() == [2, 6, 7, 9]
    assert frame.loc[0, "statement"] == "một\nhai\nba"


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("above", ["", "sep={}\n", '"sep={}"\r\n'])
def test_the_separator_of_another_locale_is_read(tmp_path, separator, above):
    """What parts the names of the header parts the table, with or without a line that says it; noted once."""
    rows = lines(GOOD, "P2,T1,2,Hai,>=,1|4,SL2,").replace(",", separator).replace("|", ",")
    frame = read(tmp_path, above.format(separator) + rows)
    assert frame["statement"].tolist() == ["Số đội lập mới", "Hai"]
    assert frame.loc[1, "threshold"] == "1,4"
    assert frame["line"].tolist() == ([3, 4] if above else [2, 3])
    what = {";": "a semicolon", "\t": "a tab"}[separator]
    note = separator_note(tmp_path / "target_parts.csv", PARTS, filename=FILENAME, language="en")
    assert note == f"{FILENAME}: its columns are parted by {what}"


def test_a_comma_is_not_worth_a_note(tmp_path):
    """Also where a line says that it is one."""
    frame = read(tmp_path, "sep=,\n" + lines(GOOD))
    assert frame["line"].tolist() == [3]
    assert separator_note(tmp_path / "target_parts.csv", PARTS, filename=FILENAME, language="vi") == ""


@pytest.mark.parametrize("comparator", [">=", ">", "<=", "<", "="])
def test_a_comparator_is_no_formula(tmp_path, comparator):
    """A cell that is one of its column's allowed values passes, though ``=`` begins a formula."""
    frame = read(tmp_path, lines(f"P1,T1,1,Số đội,{comparator},SL1,SL2,"))
    assert frame.loc[0, "comparator"] == comparator


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        (b"", ["empty", "header line", HEADER]),
        (b"\n \n,,\n", ["empty"]),  # nothing but blanks
        (lines(GOOD).encode("utf-16"), ["UTF-16", "CSV UTF-8"]),
        (lines(GOOD).encode("utf-16-le"), ["UTF-16", "CSV UTF-8"]),  # no byte order mark
        (lines(GOOD).encode("utf-32"), ["UTF-32", "CSV UTF-8"]),
        (f"{HEADER}\nP1,T1,1,caf\u00e9".encode("latin-1"), ["line 2", "not UTF-8", "0xe9", "save"]),
        (b"PK\x03\x04rest", ["workbook", "CSV UTF-8"]),  # .xlsx
        (b"\xd0\xcf\x11\xe0rest", ["workbook"]),  # .xls
        (lines(GOOD + ",x").replace(",", ";"), ["line 2", "9 cells, expected 8", "a semicolon in double"]),
        ("sep=|\n" + lines(GOOD), ["line 1", "unknown column 'sep=|'"]),
        ("sep=;\n" + lines(GOOD).replace("figure", "figures", 1).replace(",", ";"), ["line 2", "'figures'"]),
        (
            f"{HEADER}\nP1,T1,1,Th\xfdc hi\xean \xd0? \xe1n c?a \xf0o\xe0n".encode("latin-1"),
            ["line 2", "Windows-1258", "CSV UTF-8"],
        ),
        (lines(GOOD + ",x"), ["line 2", "9 cells, expected 8", "double quotes"]),
        (lines(GOOD, "P2,T1"), ["line 3", "2 cells, expected 8"]),
        (lines(GOOD, 'P2,T1,1,"a,>=,SL1,SL2,', GOOD), ["line 3", "not CSV", "double quotes"]),
        (lines('P1,T1,1,"a"b,>=,SL1,SL2,'), ["line 2", "not CSV", "double quotes"]),
        (lines(GOOD).replace("count", "target_id", 1), ["line 1", "'target_id' stands there 2 times"]),
        (lines(GOOD).replace("figure", "figures", 1), ["line 1", "'figures'", "did you mean 'figure'?"]),
        (lines(GOOD).replace("figure", "xyz", 1), ["unknown column 'xyz'", "expected part_id, target_id"]),
        ("\n" + lines(GOOD).replace("part_id,", "", 1), ["line 2", "column part_id is missing", "add it"]),
        (lines(GOOD).replace("\n", ",\n"), ["line 1", "has no name", "delete it"]),  # Excel's empty column
    ],
)
def test_what_is_no_table(tmp_path, content, parts):
    """A file that is not the table it should be is refused: where, what was found, how to mend it."""
    message = refusal(tmp_path, content)
    for part in parts:
        assert part in message


@pytest.mark.parametrize(
    ("cell", "part"),
    [
        ("02-Mar", "a date Excel made"),
        ("Mar-21", "a date Excel made"),
        ("02-Thg3", "a date Excel made"),
        ("2-Mar-2021", "a date Excel made"),
        ("=cmd", "like a formula"),
        ("=1+1", "like a formula"),
        ("=", "like a formula"),  # allowed in the column of comparators only
        ("@x", "like a formula"),
        ("+84", "like a formula"),
        ("-5", "like a formula"),
        (" =x", "like a formula"),  # a blank before it does not hide it
        ("a\0b", "U+0000"),
        ("a\x1b[31m", "U+001B"),
        ("a\tb", "U+0009"),
        ("a\rb", "U+000D"),
        ("a\u200bb", "U+200B"),  # zero width: two codes that look the same
        ("a\u202eb", "U+202E"),  # turns the direction of writing
        ("a\u2028b", "U+2028"),
        ("a\ue000b", "U+E000"),
        ("x" * 3000, f"3000 characters, expected at most {LONGEST_CELL}"),
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "TCVN3"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "VNI"),
    ],
)
def test_what_no_cell_may_hold(tmp_path, cell, part):
    """A cell that could harm a reader or that nobody could have meant names its line and column."""
    message = refusal(tmp_path, lines(GOOD, f'P2,T1,1,"{cell}",>=,SL1,SL2,'))
    assert message.startswith(f"{FILENAME}, line 3, column statement: ")
    assert part in message
    assert message.isprintable()


def test_a_long_cell_is_a_cell(tmp_path):
    """A cell of the greatest length is read."""
    frame = read(tmp_path, lines(f"P1,T1,1,{'x' * LONGEST_CELL},>=,SL1,SL2,"))
    assert len(frame.loc[0, "statement"]) == LONGEST_CELL


def test_a_missing_file_or_a_folder(tmp_path):
    """A path that is no file is named as people know it."""
    file = tmp_path / "target_parts.csv"
    with pytest.raises(SourceError, match=rf"^{FILENAME}: no such file; put it there"):
        read_table(file, PARTS, filename=FILENAME)
    file.mkdir()
    with pytest.raises(SourceError, match=rf"^{FILENAME}: cannot be read.*check"):
        read_table(file, PARTS, filename=FILENAME)


@given(st.binary() | st.text().map(lambda text: lines(text).encode("utf-8", "surrogatepass")))
def test_any_bytes_are_a_table_or_refused(tmp_path_factory, content):
    """Whatever a file holds, it is read or refused, in one printable message."""
    folder = tmp_path_factory.mktemp("any")
    message = ""
    try:
        read(folder, content)
    except SourceError as error:
        message = str(error)
    assert not message or message.startswith(FILENAME)
    assert message.isprintable()
