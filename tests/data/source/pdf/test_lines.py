"""Tests of `khacphuc.data.source.pdf.lines`."""

import pytest

from khacphuc.data.source.pdf.drawing import Run
from khacphuc.data.source.pdf.lines import to_line, to_rows


def run(text, x=0.0, y=0.0, size=10.0):
    """Letters of about the usual width."""
    return Run(x, y, x + len(text) * size / 2, size, text)


@pytest.mark.parametrize(
    ("runs", "texts"),
    [
        ([run("04", 0), run("đội", 12)], ["04 đội"]),
        ([run("đội", 12), run("04", 0), run("hết", 0, -12)], ["04 đội", "hết"]),
        ([run("90%", 0), run("1", 15, 4, 6)], ["90%¹"]),
        ([run("04", 0), run("(1)", 10, 4, 6), run("1,2", 24, 4, 6)], ["04¹ ¹,²"]),
        ([run("H", 0), run("2", 5, -2, 6), run("O", 9)], ["H2O"]),  # lowered
        ([run("04", 0), run("Ghi chú nhỏ", 0, -9, 7)], ["04", "Ghi chú nhỏ"]),
        ([run("ĐẬM", 0), run("ĐẬM", 0.3)], ["ĐẬM"]),  # drawn twice to look bold
    ],
)
def test_what_stands_at_one_height(runs, texts):
    """Runs are sorted into lines; small raised numbers are marks of notes."""
    assert [to_line(row).text for row in to_rows(runs)] == texts
