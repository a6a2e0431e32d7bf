"""Numbers of a board paper, followed to their rows."""

from __future__ import annotations

import pandas as pd

from khacphuc.checks.finding_tables import FINDING_COLUMNS
from khacphuc.trace.board_numbers import board_items
from khacphuc.trace.chain import trace_code
from khacphuc.trace.items import Item

NUMBERS = pd.DataFrame(
    [
        ("findings.SL-10", "Cùng một chỉ số phải cùng giá trị", "1", "01", "SL-10/SL031"),
        ("reports.rate", "Tỷ lệ", "50", "50%", "reports.actual;reports.expected"),
        ("reports.actual", "Đã nộp đủ", "0", "0", ""),
        ("reports.expected", "Đến hạn", "1", "01", "monthly/DV01/2021-02"),
    ],
    columns=["code", "item", "value", "printed", "rows"],
)
FIGURE = Item("SL031", "số liệu", "chi hội", "«17»")


def chain(code):
    """The chain of a code among the numbers and one figure."""
    items = {"SL031": FIGURE} | board_items(NUMBERS, "vi")
    return trace_code(code, items, pd.DataFrame(columns=list(FINDING_COLUMNS)), {}, "vi")


def test_a_number_leads_to_its_rows():
    """A row that has a chain of its own is a branch; all of them are named."""
    number = chain("findings.SL-10")
    assert number.item.facts == (("in là", "«01»"), ("căn cứ", "SL-10/SL031"))
    assert [branch.item for branch in number.rests_on] == [FIGURE]
    assert [branch.item.code for branch in chain("SL031").carries] == ["findings.SL-10"]


def test_a_share_leads_to_its_part_and_its_whole():
    """And they to their rows; what rests on none names none."""
    share = chain("reports.rate")
    assert [branch.item.code for branch in share.rests_on] == ["reports.actual", "reports.expected"]
    assert chain("reports.expected").item.facts[1] == ("căn cứ", "monthly/DV01/2021-02")
    assert chain("reports.actual").item.facts == (("in là", "«0»"),)
