"""Blocks in plain words."""

import pandas as pd

from khacphuc.report.document import nodes
from khacphuc.report.plain_text import to_text
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
    assert lines[1:3] == ["Mã chỉ tiêu: A", f"    Nội dung: {('chữ ' * 24).strip()}"]
    assert " ".join("".join(lines[2:4]).split()[2:]) == ("chữ " * 40).strip()
    assert max(map(len, lines)) <= 110
    assert "\x1b" not in "".join(lines)
    assert len(lines) == 5


def test_a_long_table_is_cut_with_a_count():
    """A terminal shows the first rows and says how many are left."""
    assert text(pd.DataFrame({"count": range(300)}))[-1] == "… (+100)"


def test_what_stands_below_each_other_in_a_cell_is_parted_by_a_sign():
    """The parts of a cell do not run together in one line, and no sign is doubled."""
    cell = (
        nodes.Text(text="≥ 2.000"), nodes.Break(), nodes.Text(text="90,2%;"), nodes.Break(),
        nodes.Break(), nodes.Text(text="thiếu 195\ncòn"),
    )  # fmt: skip
    frame = pd.DataFrame({"target_id": ["A"], "statement": [cell]})
    assert text(frame)[-1].endswith("≥ 2.000; 90,2%; thiếu 195; còn")


def test_every_block_has_marks_of_its_own():
    """Headings and items are known by their signs; a caption is not printed twice."""
    words = (nodes.Text(text="lời"),)
    items = ((nodes.Paragraph(children=words),), (nodes.Paragraph(children=words),))
    blocks = {
        "# lời": nodes.Heading(level=1, children=words),
        "## 1. lời": nodes.Heading(level=2, label="1.", children=words),
        "lời": nodes.Paragraph(children=words),
        "- lời\n- lời": nodes.ItemList(items=items),
        "1. lời\n2. lời": nodes.ItemList(items=items, ordered=True),
        "lời\nCột cao dần.": nodes.Figure(id="f", caption=words, alt="Cột cao dần.", svg=""),
        "lời. Cột.": nodes.Figure(id="f", caption=words, alt="lời. Cột.", svg=""),
    }
    assert {to_text(block): block for block in blocks.values()} == blocks
