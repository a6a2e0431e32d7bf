"""Tests of `khacphuc.report.supervision`."""

from khacphuc.report.document import nodes
from khacphuc.report.records import SupervisionBlocks

from .papered import context


def test_findings_with_their_letters_and_answers():
    """Where it was found, what, for whom, the letter as a citation, and the day of the answer if any."""
    table = SupervisionBlocks(context()).table("Giám sát")
    rows = [[nodes.plain(cell) for cell in row] for row in table.rows]
    assert [row[1:3] for row in rows] == [[f"Hạn chế {place}", "Ủy ban"] for place in (1, 2, 3)]
    assert [row[0] for row in rows] == ["x (DV1)", "x (DV1)", "y"]
    assert [row[-1] for row in rows] == ["21/7/2021, sau 20 ngày", "chưa trả lời", "chưa có văn bản"]
    letters = [row[3][0] for row in table.rows]
    assert [letter.id for letter in letters[:2]] == ["VB40", "VB41"]
    assert letters[2] == nodes.Text(text="–")


def test_a_run_that_supervised_nothing_prints_nothing():
    """A supervision without findings has no row to print."""
    assert SupervisionBlocks(context(supervision_findings=[])).is_empty
