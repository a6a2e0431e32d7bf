"""A table in plain words."""

import pandas as pd

from khacphuc.render.notebook.plain_table import to_text
from khacphuc.report.table import to_table


def text(frame, **options):
    """The lines a terminal shows."""
    return to_text(to_table(frame, name="t", caption="Bảng", **options)).splitlines()


def test_columns_stand_below_each_other():
    """Numbers end where they end; a wide letter takes two columns."""
    frame = pd.DataFrame({"target_id": ["A", "漢"], "count": [1231, 4]})
    assert text(frame) == [
        "Bảng",
        "Mã chỉ tiêu  Số lượng",
        "-----------  --------",
        "A               1.231",
        "漢                  4",
    ]


def test_what_does_not_fit_stands_cell_by_cell():
    """A long text is whole; an empty cell takes no line; no sign moves the cursor."""
    frame = pd.DataFrame(
        {"target_id": ["A"], "statement": ["chữ " * 40], "reason": [""], "source": ["a\x1b[2Jb"]}
    )
    lines = text(frame)
    assert lines[1:3] == ["Mã chỉ tiêu: A", f"    Nội dung: {('chữ ' * 40).strip()}"]
    assert "\x1b" not in "".join(lines)
    assert len(lines) == 4


def test_a_long_table_is_cut_with_a_count():
    """A terminal shows the first rows and says how many are left."""
    assert text(pd.DataFrame({"count": range(300)}))[-1] == "… (+100)"
