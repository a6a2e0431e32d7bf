"""Tests of `khacphuc.data.source.docx.tables`."""

from ..word import p, read, table, tc

_DOWN, _ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def wide(columns):
    """The property of a cell over several columns."""
    return f'<w:gridSpan w:val="{columns}"/>'


def cells(document):
    """The cells of a document: row, column, text, heads."""
    return [
        (block.row, block.column, document.text[block.start : block.end], block.row_head, block.column_head)
        for block in document.blocks
        if block.kind == "cell"
    ]


def test_cells_know_their_heads():
    """Row and column of each, and the words at their heads."""
    document = read(table(["Đơn vị", "Nam", "Nữ"], ["Xã A", "4", "5"], ["Xã B", "6", "7"]))
    assert cells(document)[3:6] == [
        (2, 1, "Xã A", "", "Đơn vị"), (2, 2, "4", "Xã A", "Nam"), (2, 3, "5", "Xã A", "Nữ"),
    ]  # fmt: skip
    assert {block.table for block in document.blocks} == {1}


def test_cells_over_several_count_once():
    """A cell over two columns or rows is one cell, and its neighbours know it as a head."""
    document = read(
        table(
            [tc("Đơn vị", _DOWN), tc("Đoàn viên", wide(2))],
            [tc("", _ON), "Nam", "Nữ"],
            [tc("Xã A", _DOWN), "4", "5"],
            [tc("99", _ON), "6", "7"],
        )
    )
    assert cells(document)[-4:] == [
        (3, 2, "4", "Xã A", "Đoàn viên / Nam"), (3, 3, "5", "Xã A", "Đoàn viên / Nữ"),
        (4, 2, "6", "Xã A", "Đoàn viên / Nam"), (4, 3, "7", "Xã A", "Đoàn viên / Nữ"),
    ]  # fmt: skip
    assert "99" not in document.text


def test_deleted_hidden_and_moved_rows_are_none():
    """Rows below them move up."""
    document = read(
        "<w:tbl>"
        "<w:tr><w:trPr><w:del/></w:trPr>" + tc("99") + "</w:tr>"
        "<w:tr><w:trPr><w:hidden/></w:trPr>" + tc("98") + "</w:tr>"
        "<w:tr>" + tc("04") + tc("97", "<w:cellDel/>") + "</w:tr>"
        "</w:tbl>"
    )
    assert [cell[:3] for cell in cells(document)] == [(1, 1, "04")]


def test_rows_in_content_controls_are_rows():
    """A control may stand around rows and cells."""
    row = (
        f"<w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>{tc('04')}</w:sdtContent></w:sdt>{tc('05')}</w:tr>"
    )
    document = read(f"<w:tbl>{row}</w:sdtContent></w:sdt></w:tbl>")
    assert [cell[:3] for cell in cells(document)] == [(1, 1, "04"), (1, 2, "05")]


def test_a_table_in_a_cell_has_a_number_of_its_own():
    """Its cells are its own, and those around it stay theirs."""
    inner = table(["06"])
    document = read(table([f"<w:tc>{p('04')}{inner}{p('05')}</w:tc>"]))
    assert [(block.table, document.text[block.start : block.end]) for block in document.blocks] == [
        (1, "04"), (2, "06"), (1, "05"),
    ]  # fmt: skip


def test_old_merges_and_indents():
    """``hMerge`` joins cells, ``gridBefore`` leaves columns out."""
    document = read(
        "<w:tbl><w:tr>" + tc("a", '<w:hMerge w:val="restart"/>') + tc("", '<w:hMerge w:val="continue"/>')
        + tc("b") + '</w:tr><w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>' + tc("c") + "</w:tr></w:tbl>"
    )  # fmt: skip
    assert [cell[:3] for cell in cells(document)] == [(1, 1, "a"), (1, 3, "b"), (2, 3, "c")]


def test_the_head_the_file_states_counts():
    """Rows that Word repeats on every page are the head, whatever stands in them."""
    rows = "".join(
        f"<w:tr><w:trPr>{head}</w:trPr>{tc(left)}{tc(right)}</w:tr>"
        for head, left, right in (("<w:tblHeader/>", "Năm", "12"), ("", "Số đội", "04"))
    )
    assert cells(read(f"<w:tbl>{rows}</w:tbl>"))[-1] == (2, 2, "04", "Số đội", "12")
