"""Tests of `khacphuc.data.source.pdf.tables`."""

from itertools import pairwise

from khacphuc.data.source.pdf.rules import Stroke
from khacphuc.data.source.pdf.tables import find_tables


def grid(xs, ys):
    """The rules of a table with these edges, each drawn cell by cell."""
    flat = [Stroke(left, y, right, y) for y in ys for left, right in pairwise(xs)]
    upright = [Stroke(x, low, x, high) for x in xs for low, high in pairwise(ys)]
    return [*flat, *upright]


def test_rules_that_cross_enclose_cells():
    """Each cell knows its row and column, from the top left one."""
    (table,) = find_tables(grid([0, 50, 100], [0, 20, 40]))
    assert [(cell.row, cell.column, cell.left, cell.top) for cell in table.cells] == [
        (0, 0, 0, 40), (0, 1, 50, 40), (1, 0, 0, 20), (1, 1, 50, 20),
    ]  # fmt: skip


def test_a_wall_that_is_missing_joins_cells():
    """A cell over two columns counts once."""
    rules = [rule for rule in grid([0, 50, 100], [0, 20, 40]) if rule != Stroke(50, 20, 50, 40)]
    (table,) = find_tables(rules)
    assert [(cell.row, cell.column, cell.columns) for cell in table.cells] == [
        (0, 0, 2),
        (1, 0, 1),
        (1, 1, 1),
    ]


def test_frames_and_lines_under_words_are_no_tables():
    """One cell is a frame, and a rule that crosses nothing is none."""
    assert (
        find_tables([*grid([0, 500], [0, 800]), Stroke(100, 100, 200, 100), Stroke(100, 300, 200, 300)]) == []
    )
