"""A small office that scores five districts and one affiliated Union."""

from khacphuc.data.clean import clean_table
from khacphuc.data.raw.cells import text_frame
from khacphuc.schema.tables import TABLES

UNITS = [(f"DV{number}", "district") for number in range(1, 6)] + [("DV9", "affiliated")]
SHEETS = [
    ("BD01", "Tuyên truyền", "district", "60", "", ""),
    ("BD02", "Báo cáo", "district", "40", "30/11/2021", ""),
    ("BD03", "Vi phạm", "district", "-10", "", ""),
    ("BD04", "Tình nguyện", "affiliated", "100", "", ""),
]


def table(name, rows):
    """A clean table of rows, each the cells of its first columns."""
    width = len(TABLES[name].raw)
    raw = text_frame(
        TABLES[name], ([*row, *[""] * (width - len(row)), "a.csv", line] for line, row in enumerate(rows, 2))
    )
    return clean_table(TABLES[name], raw)


def tables(scores, sheets=SHEETS):
    """Sheets, scores (unit, criterion, points, day) and units."""
    rows = [(f"DC{number:04}", *row) for number, row in enumerate(scores, start=1)]
    units = [(code, f"Đơn vị {code}", level) for code, level in UNITS]
    return table("score_sheets", sheets), table("scores", rows), table("units", units)
