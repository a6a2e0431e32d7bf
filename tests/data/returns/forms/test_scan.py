"""Parts read in one pass of a pattern: to the same cells as by a parser, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.data.returns.forms.cells import CellMaker
from khacphuc.data.returns.forms.scan import merged_ranges, scan_grid, scan_strings
from khacphuc.data.returns.forms.xml import parse_grid, parse_strings
from khacphuc.data.xlsx.parts import NumberFormat

MAKER = CellMaker(["Đội", "buổi"], [NumberFormat("number", ""), NumberFormat("date", "d/m")])
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet(rows, head="", tail=""):
    """The XML of a sheet."""
    return f"<worksheet {NAMESPACE}>{head}<sheetData>{rows}</sheetData>{tail}</worksheet>".encode()


def both(part):
    """What the pattern and what the parser give."""
    try:
        parsed = parse_grid(part, "T3", MAKER, hidden=False)
    except (ValueError, LookupError):
        parsed = None
    return scan_grid(part, "T3", MAKER, hidden=False), parsed


PLAIN = (
    '<row r="1" ht="0" customHeight="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>12</v></c></row>'
    '<row r="2" hidden="1"/><row r="3"><c r="A3" s="1"/><c r="AB3" s="1"><v>44256</v></c>'
    '<c r="AC3" t="inlineStr"><is><t xml:space="preserve"> a &amp; &#272;_x000D_</t></is></c>'
    '<c r="AD3" t="str"><f>A1&amp;"x"</f><v>x</v></c><c r="AE3" t="b"><v>1</v></c>'
    '<c r="AF3"><f t="shared" si="0"/><v>5</v></c><c r="AG3" t="e"><v>#REF!</v></c></row>'
)


def test_a_plain_sheet_gives_the_same_cells_both_ways():
    """All kinds of cells, hidden rows and columns, merged ranges and empty rows."""
    scanned, parsed = both(
        sheet(
            PLAIN,
            '<cols><col min="2" max="3" width="0"/></cols>',
            '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
        )
    )
    assert scanned == parsed
    assert scanned is not None
    assert scanned.hidden_rows == [1, 2]
    assert scanned.hidden_columns == [range(2, 4)]
    assert scanned.merged == ["A1:B1"]
    assert scanned.blank_rows == 1
    assert scanned.rows[3][29].text == " a & Đ\r"


def test_what_a_form_before_had_is_read_again_with_the_texts_of_this_one():
    """Cells are remembered with the styles; which text a number stands for is another in each workbook."""
    formats, marks = [NumberFormat("number", "")], {}
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>5</v></c></row>'
    grids = [
        scan_grid(sheet(rows), "T3", CellMaker([text], formats, marks), hidden=False)
        for text in ("Đội", "Xã")
    ]
    assert [grid.rows[1][1].text for grid in grids] == ["Đội", "Xã"]
    assert grids[0].rows[1][2] is grids[1].rows[1][2]


def test_no_more_is_remembered_than_many_forms_have():
    """A form made to fill the memory empties it; a long cell is read each time."""
    marks = {}
    cells = [f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 9_000)]
    long = f'<row r="9000"><c r="A9000" t="str"><v>{"x" * 2_000}</v></c></row>'
    grid = scan_grid(sheet("".join([*cells, long])), "T3", CellMaker([], [], marks), hidden=False)
    assert len(grid.rows) == 9_000
    assert 0 < len(marks) <= 4_000
    assert max(map(len, marks)) < 1_500


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><!-- x --><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c t="n" r="A1"><v>1</v></c></row>',  # another order
        "<row><c><v>1</v></c></row>",  # no references
        "<row r='1'><c r='A1'><v>1</v></c></row>",
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>1</t></r><r><t>2</t></r></is></c></row>',
        '<row r="1">\n  <c r="A1"><v>1</v></c>\n</row>',
        '<row r="1"><c r="A1"><v>1\r\n</v></c></row>',
    ],
)
def test_what_is_not_plain_is_left_to_the_parser(rows):
    """The pattern takes nothing it is not sure of; the parser reads it."""
    scanned, parsed = both(sheet(rows))
    assert scanned is None
    assert parsed is not None
    assert parsed.rows[1][1].text.strip() in {"1", "12"}


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"/><row r="1"/>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>9</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c r="A1" t="z"><v>1</v></c></row>',
        '<row r="1048577"/>',
        '<row r="1"><c r="ZZZ1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
        '<row r="1"><c r="A1" t="str"><v>&nbsp;</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>&#0;</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>\x01</v></c></row>',
    ],
)
def test_what_no_program_writes_is_refused_both_ways(rows):
    """Cells out of their place, texts that are not there, characters that XML has not."""
    assert both(sheet(rows)) == (None, None)


@given(
    st.text(alphabet='<>/"&; =rcst1A\n', max_size=40)
    | st.integers(0, len(PLAIN)).flatmap(
        lambda place: st.text(alphabet='<>/"&; =rcvst12ABx!-\r', max_size=4).map(
            lambda typed: PLAIN[:place] + typed + PLAIN[place + len(typed) // 2 :]
        )
    )
)
def test_whatever_stands_there_both_ways_give_the_same(rows):
    """What both take, they take to the same cells; a slip in an attribute nobody reads only one refuses."""
    scanned, parsed = both(sheet(rows))
    assert scanned is None or parsed is None or scanned == parsed


@pytest.mark.parametrize(
    ("part", "strings"),
    [
        (
            f"<sst {NAMESPACE}><si><t>a &lt; b</t></si><si><t xml:space='preserve'>c</t></si></sst>",
            ["a < b", "c"],
        ),
        (f"<sst {NAMESPACE}><si><t/></si><si><t>Đội</t></si></sst>", ["", "Đội"]),
        (f"<sst {NAMESPACE}><si><r><t>a</t></r><r><t>b</t></r><rPh><t>x</t></rPh></si></sst>", ["ab"]),
        (f"<x:sst {NAMESPACE.replace('xmlns', 'xmlns:x')}><x:si><x:t>a</x:t></x:si></x:sst>", ["a"]),
    ],
)
def test_shared_texts(part, strings):
    """Texts are the same both ways; rich ones are put together, and how they are read aloud is left out."""
    data = part.encode()
    assert parse_strings(data) == strings
    assert scan_strings(data) in (strings, None)


def test_other_encodings_are_left_to_the_parser():
    """What is not UTF-8 is no plain text."""
    part = f"<?xml version='1.0' encoding='UTF-16'?>{sheet('').decode()}".encode("utf-16")
    assert scan_grid(part, "T3", MAKER, hidden=False) is None
    assert parse_grid(part, "T3", MAKER, hidden=False).rows == {}


def test_merged_ranges_are_no_more_than_a_form_can_have():
    """A sheet made to be slow names a million of them."""
    part = sheet("", tail='<mergeCell ref="A1:B1"/>' * 3_000)
    assert len(merged_ranges(part)) == 1_000
