"""Tests of `khacphuc.data.source.pdf.table_heads`."""

from khacphuc.data.source.pdf.table_heads import CellHeads, SpannedCell, count_head_rows, find_heads


def cells(*rows):
    """Cells of one row and column each."""
    return [
        SpannedCell(row, column, 1, 1, text)
        for row, texts in enumerate(rows, start=1)
        for column, text in enumerate(texts, start=1)
    ]


def test_a_head_of_two_rows():
    """A head over several columns is joined with those below it."""
    table = [
        SpannedCell(1, 1, 2, 1, "Đơn vị"), SpannedCell(1, 2, 1, 2, "Số đội"), SpannedCell(2, 2, 1, 1, "2020"),
        SpannedCell(2, 3, 1, 1, "2021"), SpannedCell(3, 1, 1, 1, "Xã A"), SpannedCell(3, 2, 1, 1, "04"),
        SpannedCell(3, 3, 1, 1, "05"),
    ]  # fmt: skip
    assert find_heads(table)[-1] == CellHeads("Xã A", "Số đội / 2021")
    assert count_head_rows(table) == 2


def test_a_table_without_heads():
    """Numbers in the first row: there is no head, and the first words of a row are its own."""
    assert find_heads(cells(["Xã A", "04"], ["Xã B", "05"])) == [
        CellHeads(),
        CellHeads("Xã A"),
        CellHeads(),
        CellHeads("Xã B"),
    ]


def test_a_title_over_the_whole_table():
    """A first row of one cell is a title; the heads are below it."""
    table = [
        SpannedCell(1, 1, 1, 2, "Tổng hợp"),
        *(SpannedCell(c.row + 1, c.column, 1, 1, c.text) for c in cells(["Xã", "Đội"], ["A", "04"])),
    ]
    assert find_heads(table)[-1] == CellHeads("A", "Tổng hợp / Đội")
