"""Tests of `khacphuc.data.source.grid_heads`."""

import pytest

from khacphuc.data.source.grid_heads import CellWords, read_heads


def cells(*rows):
    """The cells of plain rows."""
    return [
        CellWords(row, column, 1, 1, text)
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
    ]


def heads(*rows, stated=0):
    """The heads of the last cell of plain rows."""
    heads_of_cell = read_heads(cells(*rows), stated)[len(rows), len(rows[-1])]
    return heads_of_cell.row, heads_of_cell.column


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("Đơn vị", "Đội"), ("Xã A", "04")], ("Xã A", "Đội")),
        ([("TT", "Đơn vị", "Đội"), ("1", "Xã A", "04")], ("Xã A", "Đội")),
        ([("Chỉ tiêu", "2020", "2021"), ("Số đội", "3", "04")], ("Số đội", "2021")),
        ([("Đơn vị", "Đội", "Tỷ lệ"), ("(1)", "(2)", "(3)"), ("Xã A", "04", "9%")], ("Xã A", "Tỷ lệ")),
        ([("Số đội", "04")], ("Số đội", "")),  # one row
        ([("Số đội", "04"), ("Số xã", "05")], ("Số xã", "")),  # numbers from the first row on
        ([("a",), ("04",)], ("", "")),  # one column
    ],
)
def test_heads_of_a_cell(rows, expected):
    """The first words to its left, and those above it."""
    assert heads(*rows) == expected


def test_numbers_of_rows_and_columns_are_no_quantities():
    """The first column by its head or because it counts, and the row below the head."""
    table = cells(("TT", "Đơn vị", "Đội"), ("1", "2", "3"), ("1", "Xã A", "4"), ("2", "Xã B", "5"))
    index = {place for place, heads_of_cell in read_heads(table).items() if heads_of_cell.is_index}
    assert index == {(2, 1), (2, 2), (2, 3), (3, 1), (4, 1)}
    counting = cells(("", "Đơn vị"), ("1.", "Xã A"), ("2.", "Xã B"))
    assert {place for place, heads_of_cell in read_heads(counting).items() if heads_of_cell.is_index} == {
        (2, 1),
        (3, 1),
    }
    quantities = cells(("Đội", "Đơn vị"), ("4", "Xã A"), ("9", "Xã B"))
    assert not any(heads_of_cell.is_index for heads_of_cell in read_heads(quantities).values())


def test_a_divided_head_has_two_rows():
    """A head over two columns has those of its parts below it."""
    table = [
        CellWords(1, 1, 1, 1, "Đơn vị"), CellWords(1, 2, 1, 2, "Đội"), CellWords(2, 1, 1, 1, ""),
        CellWords(2, 2, 1, 1, "Nam"), CellWords(2, 3, 1, 1, "Nữ"), CellWords(3, 1, 1, 1, "Xã A"),
        CellWords(3, 3, 1, 1, "04"),
    ]  # fmt: skip
    assert read_heads(table)[3, 3].column == "Đội / Nữ"


def test_no_cells_have_no_heads():
    """An empty table is none."""
    assert read_heads([]) == {}
