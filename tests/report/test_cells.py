"""Tests of `khacphuc.report.cells`."""

from khacphuc.report.cells import SEVERITY_TONES, join_cells, outcome
from khacphuc.report.document import nodes


def test_an_outcome_has_a_symbol():
    """No two tones share one, and each severity has the one its findings have elsewhere."""
    symbols = [outcome("", tone).text for tone in ("good", "warning", "bad", "quiet")]
    assert symbols == ["● ", "! ", "× ", "– "]
    assert [outcome("x", SEVERITY_TONES[severity]).text for severity in ("critical", "warning")] == [
        "× x",
        "! x",
    ]


def test_cells_are_joined():
    """Empty ones are left out, a comma or what is named stands between the others."""
    first, second = nodes.Text(text="a"), nodes.Text(text="b")
    assert nodes.plain(join_cells([(), (first,), (), (second,)])) == "a, b"
    assert join_cells([(first,), (second,)], nodes.Break()) == (first, nodes.Break(), second)
    assert join_cells([]) == ()
