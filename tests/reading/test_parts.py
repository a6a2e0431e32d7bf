"""Tests of `khacphuc.reading.parts`."""

from khacphuc.data.source.doubts import find_doubts
from khacphuc.reading.parts import document_parts

from .documents import LINES, coverage


def parts():
    """The parts of the report."""
    read = coverage()
    return list(document_parts(read, find_doubts(read)))


def test_nothing_of_the_text_is_lost():
    """The pieces of all parts are the document again, in order."""
    words = ["".join(piece.text for piece in cell.pieces) for part in parts() for cell in part.cells]
    assert words == list(LINES)


def test_a_table_is_one_part():
    """Its cells stand in rows, the first of each row and column as heads."""
    [table] = [part for part in parts() if part.table]
    assert [[cell.is_head for cell in row] for row in table.rows] == [[True, True], [True, False]]


def test_what_a_part_is():
    """Headings, what pages repeat and paragraphs in an old font are known as such."""
    cells = [part.cells[0] for part in parts()]
    assert [cell.opens for cell in cells] == [False, True, False, False, False, False]
    assert [cell.is_furniture for cell in cells] == [False, False, False, False, True, False]
    assert [cell.is_legacy for cell in cells] == [False, False, False, False, False, True]


def test_classes_of_numbers():
    """A number carries its kind, whether it is a quantity, and whether it is in doubt."""
    pieces = {piece.text: piece.classes for part in parts() for cell in part.cells for piece in cell.pieces}
    assert pieces["91%"] == "k k-percentage quantity doubtful"
    assert pieces["45/50"] == "k k-ratio quantity"
    assert pieces["BÁO CÁO"] == ""
