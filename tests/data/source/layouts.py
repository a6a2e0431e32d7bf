"""Invented texts in the layouts of offices, and what a reader of each should get, whoever sets it.

`layout_writers` sets them. `expected` gives the lines of a layout without asking any reader.
"""

from __future__ import annotations

from dataclasses import dataclass

MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_FORMS = {
    "decimal": str,
    "upperRoman": lambda number: ("", "I", "II", "III", "IV", "V", "VI")[number],
    "lowerLetter": lambda number: "abcdefgh"[number - 1],
    "upperLetter": lambda number: "ABCDEFGH"[number - 1],
    "decimalZero": lambda number: f"{number:02}",
    "bullet": lambda _: "",
}


@dataclass(frozen=True)
class Line:
    """A paragraph: its words, the level of its list, the notes its raised numbers cite."""

    text: str
    level: int | None = None
    look: str = ""  # "heading" by a style, "bold" by hand
    restarts: int | None = None  # begins another list of the same kind, at this number
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cell:
    """A cell over several columns or rows; a plain one is a text."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Grid:
    """A table; a cell that one above or before it covers is None. The head of its last cell."""

    rows: tuple[tuple[str | Cell | None, ...], ...]
    last_heads: tuple[str, str]


@dataclass(frozen=True)
class Box:
    """A text box, behind the paragraph it is anchored in."""

    text: str


@dataclass(frozen=True)
class Layout:
    """A text and how it is set; ``levels`` are the labels of its list, such as ``%1.`` and ``upperRoman``."""

    blocks: tuple[Line | Grid | Box, ...]
    levels: tuple[tuple[str, str], ...] = ()
    columns: int = 1
    header: str = ""
    page_numbers: bool = False


_LONG = (
    "Trong năm, các chi đoàn trực thuộc đã lập 04 đội, thu 1.231 triệu đồng và vận động 12.500 lượt thanh "
    "niên tham gia, đạt 82,48% kế hoạch, cao hơn cùng kỳ."
)
_TITLE = Line("BÁO CÁO GIẢ ĐỊNH", look="bold")
_DEEP = (
    Line("KẾT QUẢ THỰC HIỆN", 0), Line("Công tác tuyên truyền", 1), Line(_LONG), Line("Có 05 đội thi.", 2),
    Line("Có 06 em tham gia.", 2), Line("Công tác tổ chức", 1), Line("Kết nạp 17 đoàn viên mới.", 2),
    Line("HẠN CHẾ", 0), Line("Còn 02 chi đoàn chưa họp.", 1), Line(_LONG),
)  # fmt: skip
_TABLE = Grid(
    (
        (Cell("Đơn vị", rows=2), Cell("Đoàn viên", columns=2), None),
        (None, "Nam", "Nữ"),
        (Cell("Xã A", rows=2), "14", "25"),
        (None, "36", "47"),
        ("Xã B", Cell("1.231", columns=2), None),
        ("Xã C", "58", "69"),
    ),
    ("Xã C", "Đoàn viên / Nữ"),
)
_ROMAN = (("%1.", "upperRoman"), ("%2.", "decimal"), ("%3)", "lowerLetter"))
LAYOUTS: dict[str, Layout] = {
    "roman_arabic_letters": Layout(_DEEP, _ROMAN),
    "decimal_tree": Layout(_DEEP, (("%1.", "decimal"), ("%1.%2.", "decimal"), ("%1.%2.%3.", "decimal"))),
    "letters_first": Layout(_DEEP, (("%1.", "upperLetter"), ("%2.", "upperRoman"), ("(%3)", "decimal"))),
    "dashes_and_pluses": Layout(_DEEP, (("%1.", "upperRoman"), ("-", "bullet"), ("+", "bullet"))),
    "zeros_and_brackets": Layout(
        _DEEP, (("%1.", "decimalZero"), ("%2)", "decimal"), ("(%3)", "lowerLetter"))
    ),
    "headings_by_style": Layout(
        tuple(
            Line(block.text, block.level, "heading" if block.level is not None else "") for block in _DEEP
        ),
        (("%1.", "upperRoman"), ("%2.", "decimal"), ("%2.%3.", "decimal")),
    ),
    "headings_by_bold": Layout(
        (
            _TITLE, Line("I. KẾT QUẢ", look="bold"), Line("1. Tuyên truyền", look="bold"), Line(_LONG),
            Line("- Có 05 đội thi."), Line("II. HẠN CHẾ", look="bold"), Line("Còn 02 chi đoàn chưa họp."),
        ),
    ),
    "restart": Layout(
        (
            Line("Có các đội sau:"), Line("Đội 14 người.", 0), Line("Đội 25 người.", 0),
            Line("Có các nhóm sau:"), Line("Nhóm 36 người.", 0, restarts=1), Line("Nhóm 47 người.", 0),
            Line("Và các tổ sau:"), Line("Tổ 58 người.", 0, restarts=4),
        ),
        (("%1.", "decimal"),),
    ),
    "goes_on_over_paragraphs": Layout(
        (Line("Học tập", 0), Line(_LONG), Line("Lao động", 0), Line(_LONG), Line("Thể thao", 0), Line(_LONG)),
        (("%1.", "upperRoman"),),
    ),
    "merged_cells": Layout((_TITLE, Line(_LONG), _TABLE, Line("Bảng trên có 04 đơn vị."))),
    "notes": Layout(
        (
            _TITLE,
            Line(f"{_LONG}¹", notes=("Trong đó có 56 người là nữ.",)),
            Line("Còn 02² chi đoàn và 03³ chi hội.", notes=("Chi đoàn 14 người.", "Chi hội 25 người.")),
            Line("Hết báo cáo."),
        ),
    ),
    "two_columns": Layout((_TITLE, *(Line(f"{place}. {_LONG}") for place in range(1, 7))), columns=2),
    "heads_and_feet": Layout(
        (_TITLE, *(Line(f"{place}. {_LONG}") for place in range(1, 30))),
        header="TỈNH ĐOÀN GIẢ ĐỊNH · số 99-BC/TĐ",
        page_numbers=True,
    ),
    "text_box": Layout(
        (
            _TITLE, *(Line(f"{place}. {_LONG}") for place in range(1, 4)), Box("Khung có 14 đội và 25 nhóm."),
            Line(_LONG),
        ),
    ),
    "letterhead": Layout(
        (
            Grid(
                (
                    ("TỈNH ĐOÀN GIẢ ĐỊNH", "ĐOÀN TNCS HỒ CHÍ MINH"),
                    ("Số 14-BC/TĐ", "Nơi ấy, ngày 3 tháng 4 năm 2021"),
                ),
                ("Số 14-BC/TĐ", "ĐOÀN TNCS HỒ CHÍ MINH"),
            ),
            _TITLE, Line(_LONG), *_DEEP,
        ),
        _ROMAN,
    ),
}  # fmt: skip
"""Fifteen layouts by name."""


def expected(layout: Layout) -> list[str]:
    """The lines of a layout as its page shows them: paragraphs, cells, notes behind what cites them."""
    lines: list[str] = []
    labels = labels_of(layout)
    notes = 0
    for block in layout.blocks:
        if isinstance(block, Grid):
            lines += [cell.text for _, _, cell in cells_of(block) if cell.text]
            continue
        label = labels.get(id(block), "")
        lines.append(f"{label} {block.text}".strip())
        for note in block.notes if isinstance(block, Line) else ():
            notes += 1
            lines.append(f"{MARKS[notes]} {note}")
    return lines


def labels_of(layout: Layout) -> dict[int, str]:
    """The label of each paragraph of a list, by the identity of its block."""
    labels: dict[int, str] = {}
    counts: list[int] = []
    for block in layout.blocks:
        if not isinstance(block, Line) or block.level is None:
            continue
        counts = (counts + [0] * 9)[: block.level + 1]
        counts[block.level] = counts[block.level] + 1 if block.restarts is None else block.restarts
        text = layout.levels[block.level][0]
        for level, count in enumerate(counts):
            text = text.replace(f"%{level + 1}", _FORMS[layout.levels[level][1]](count))
        labels[id(block)] = text
    return labels


def cells_of(grid: Grid) -> list[tuple[int, int, Cell]]:
    """The cells of a table with their row and column, from 1."""
    return [
        (row, column, Cell(cell) if isinstance(cell, str) else cell)
        for row, cells in enumerate(grid.rows, 1)
        for column, cell in enumerate(cells, 1)
        if cell is not None
    ]
