"""Tests of `khacphuc.data.source.pdf.table_parts`."""

from khacphuc.data.source.pdf.read import read_pdf

from ..typeset import set_in_type


def test_cells_know_their_heads():
    """Cells within rules are read row by row with the words at the head of row and column."""
    source = """#set text(size: 9pt)
#table(columns: 4, [TT], [Đơn vị], table.cell(colspan: 2)[Số đội], [], [], [2020], [2021],
  [1], [Xã A], [04], [1.231], [2], [Xã B gồm nhiều thôn và ấp ở xa], [05], [12])
Hết."""
    document = read_pdf(set_in_type(source), "a.pdf")
    cells = {
        document.text[block.start : block.end]: block for block in document.blocks if block.kind == "cell"
    }
    assert document.text.splitlines()[-1] == "Hết."
    assert (cells["1.231"].row_head, cells["1.231"].column_head) == ("Xã A", "Số đội / 2021")
    assert (cells["05"].row_head, cells["05"].column_head) == (
        "Xã B gồm nhiều thôn và ấp ở xa",
        "Số đội / 2020",
    )
    assert [document.text[mark.start : mark.end] for mark in document.marks] == ["1", "2"]  # of the rows
    assert (cells["12"].table, cells["12"].row, cells["12"].column) == (1, 4, 4)


def test_a_table_goes_on_on_the_next_page():
    """Its head, printed again, is read once, and rows are counted on."""
    rows = ", ".join(f"[Xã {number}], [{number + 100}]" for number in range(1, 25))
    source = f"#table(columns: 2, table.header([Đơn vị], [Số đội]), {rows})"
    document = read_pdf(set_in_type(source), "a.pdf")
    assert document.text.split().count("Đơn") == 1
    last = document.blocks[-1]
    assert (last.table, last.row, last.row_head, last.column_head) == (1, 25, "Xã 24", "Số đội")
