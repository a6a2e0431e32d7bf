"""The numbers of a board paper, with the rows they rest on."""

from __future__ import annotations

from khacphuc.report.board.numbers import BOARD_COLUMNS, BoardNumbers
from khacphuc.report.document import nodes


def test_a_number_is_printed_and_kept():
    """What the paper prints is in the table, with its value and its rows; a tooltip lists the first."""
    numbers = BoardNumbers("vi")
    node = numbers.count("measures.due", "Giải pháp đã đến hạn", [f"GP{row}" for row in range(15)])
    assert (node.id, node.text) == ("measures.due", "15")
    assert "GP11 và 3 dòng nữa" in node.trace
    assert "GP12" not in node.trace
    frame = numbers.frame()
    assert tuple(frame.columns) == BOARD_COLUMNS
    assert frame.iloc[0].to_dict() == {
        "code": "measures.due",
        "item": "Giải pháp đã đến hạn",
        "value": 15.0,
        "printed": "15",
        "rows": ";".join(f"GP{row}" for row in range(15)),
    }


def test_a_share_rests_on_its_part_and_its_whole():
    """Of nothing there is no share: a dash, which is no number."""
    numbers = BoardNumbers("en")
    node = numbers.share("reports.rate", "Rate", ("reports.actual", 2), ("reports.expected", 3))
    assert node.text == "66.7%"
    assert numbers.rows[-1][-1] == "reports.actual;reports.expected"
    assert numbers.share("a", "b", ("c", 0), ("d", 0)) == nodes.Text(text="–")
    assert len(numbers.rows) == 1
