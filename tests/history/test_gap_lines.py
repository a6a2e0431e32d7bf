"""What is missing from the versions of a run is told in lines."""

from __future__ import annotations

import pytest

from khacphuc.history.gap_lines import gap_lines
from khacphuc.history.keeping import VINTAGES
from khacphuc.project.layout import Layout

from .test_keeping import keep


@pytest.fixture
def layout(tmp_path):
    """A project of whose run many versions are kept."""
    layout = Layout(tmp_path)
    for value in range(1, 25):
        keep(layout.history("2021"), float(value))
    return layout


def test_a_whole_history_has_no_lines(layout):
    """Nor has a run of which nothing is kept."""
    assert gap_lines(layout, "2021", "vi") == ()
    assert gap_lines(layout, "2022", "vi") == ()


def test_each_gap_has_its_place(layout):
    """Below a heading, above the remedy, in the language of the run."""
    file = layout.history("2021") / VINTAGES
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("SL1,5,", "SL1,55,"), encoding="utf-8")
    heading, line, remedy = gap_lines(layout, "2021", "en")
    row = "2022-01-05,tay-ninh,2021,2021,figure,SL1,{},người,final,5"
    assert heading == "the history of run 2021 is not whole:"
    assert line == (
        "  history/2021/vintages.csv, line 16: the row of SL1 in version 5 is "
        f"{row.format(55)}, expected: {row.format(5)}"
    )
    assert remedy.startswith("history/ is only ever added to: take these files back")


def test_much_that_is_missing_is_counted(layout):
    """Nobody reads a line for each of many rows."""
    (layout.history("2021") / VINTAGES).unlink()
    lines = gap_lines(layout, "2021", "vi")
    assert len(lines) == 1 + 20 + 1 + 1
    assert lines[-2] == "  và 4 chỗ nữa"
