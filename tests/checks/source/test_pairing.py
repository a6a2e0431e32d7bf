"""Tests of `khacphuc.checks.source.pairing`."""

import pandas as pd
import pytest

from khacphuc.checks.source.pairing import Row, differences, pair, swapped_numbers
from khacphuc.text.tokens import Token

from ...written_source import tokens_of


def row(printed="04", unit="đội", *, qualifier="", section="I", paragraph=1, code="SL001", position=0):
    """Give one row of the figures."""
    cells = {
        "figure_id": code, "section": section, "paragraph": paragraph, "printed": printed,
        "qualifier": qualifier, "unit": unit,
    }  # fmt: skip
    return Row.read(position, cells)


def token(line):
    """Give the only quantity of a line."""
    [token] = tokens_of(f"I. PHẦN\n{line}")
    return token


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ({}, "lập 04 đội"),
        ({"printed": "94 / 94", "unit": "xã"}, "94/94 xã"),
        ({"printed": "3 %", "unit": "%"}, "đạt 3%"),
        ({"printed": "100%", "unit": "% huyện"}, "100% huyện có"),
        ({"printed": "100%", "unit": "huyện"}, "100% huyện có"),  # the sign may stand with the number
        ({"printed": "13,6 triệu", "unit": "đồng"}, "chi 13,6 triệu đồng"),
        ({"printed": "1,4", "unit": "tỉ đồng"}, "chi 1,4 tỷ đồng"),
        ({"printed": "1,4", "unit": "tỷ đồng"}, "chi 1,4 tỷ để lập"),  # money, as the table knows
        ({"printed": "5", "unit": "nghìn lượt"}, "có 5 nghìn lượt"),
        ({"qualifier": "Hơn"}, "hơn 04 đội"),
        ({"qualifier": "không quá"}, "lập không quá 04 đội"),  # a qualifier the grammar does not know
        ({"paragraph": pd.NA}, "lập 04 đội"),
        ({"printed": "3-5", "unit": "buổi"}, "mở 3 - 5 buổi"),
        ({"printed": "1 tỷ 200 triệu", "unit": "đồng"}, "chi 1 tỷ 200 triệu đồng"),
        ({"printed": "4,3", "unit": "điểm %"}, "tăng 4,3 điểm %"),
        ({"printed": "-1,2%", "unit": "%"}, "tăng trưởng -1,2%"),
        ({"printed": "1231", "unit": "người"}, "có 1 231 người"),
    ],
)
def test_what_agrees(cells, line):
    """The same said in another way is no difference."""
    assert differences(row(**cells), token(line)) == []


@pytest.mark.parametrize(
    ("cells", "line", "expected"),
    [
        ({"printed": "05"}, "lập 04 đội", ["number"]),
        ({"printed": "82.48%", "unit": "%"}, "đạt 82,48%", ["number"]),
        ({"printed": "không"}, "lập 04 đội", ["number", "unit"]),
        ({"unit": "%"}, "lập 04 đội", ["unit"]),
        ({"unit": "đồng"}, "lập 04 đội", ["unit"]),
        ({"printed": "1,4", "unit": "triệu đồng"}, "chi 1,4 tỷ đồng", ["unit"]),
        ({"printed": "1,4", "unit": "đồng"}, "chi 1,4 tỷ đồng", ["unit"]),
        ({"printed": "100%", "unit": "đội"}, "đạt 100%.", ["unit"]),
        ({"printed": "9/11", "unit": "%"}, "đạt 9/11 việc", ["unit"]),
        ({"unit": "người"}, "lập 04 đội", ["noun"]),
        ({"qualifier": "gần"}, "hơn 04 đội", ["qualifier"]),
        ({"qualifier": "gần"}, "lập 04 đội", ["qualifier"]),
        ({}, "hơn 04 đội", ["qualifier"]),
        ({"section": "II"}, "lập 04 đội", ["place"]),
        ({"printed": "3-5", "unit": "buổi"}, "mở 3-6 buổi", ["number"]),
        ({"printed": "3", "unit": "buổi"}, "mở 3-5 buổi", ["number", "unit"]),
        ({"printed": "4,3%", "unit": "%"}, "tăng 4,3 điểm %", ["unit"]),
        ({"printed": "1 tỷ 200 triệu", "unit": "đồng"}, "chi 1 tỷ 300 triệu đồng", ["number"]),
        ({"paragraph": 2}, "lập 04 đội", ["place"]),
    ],
)
def test_what_differs(cells, line, expected):
    """Each kind of difference is listed, the gravest first."""
    assert differences(row(**cells), token(line)) == expected


def test_swapped_rows_and_swapped_numbers_are_told_apart():
    """Codes out of order say that rows were swapped, codes in order that numbers were."""
    tokens = tokens_of("I. PHẦN\nCó 17 người, 28 người")
    rows = [row("28", "người", code="SL002"), row("17", "người", code="SL001", position=1)]
    assert all(not differences(*both) for both in pair(rows, tokens).together)
    rows = [row("28", "người", code="SL001"), row("17", "người", code="SL002", position=1)]
    together = pair(rows, tokens).together
    assert [differences(*both) for both in together] == [["number"], ["number"]]
    assert swapped_numbers(together) == {0: "0 1", 1: "0 1"}


def test_a_moved_row_finds_its_quantity_in_another_section():
    """A row under the wrong section is paired with what it prints, the likeliest first."""
    tokens = tokens_of("I. PHẦN\nCó 17 người\nII. KHÁC\nCó 28 đội\nLập 28 đội")
    rows = [
        row("17", "người"),
        row("28", "đội", section="I", paragraph=2, position=1),
        row("28", "đội", section="II", position=2),
    ]
    pairs = pair(rows, tokens)
    assert (pairs.rows, pairs.tokens) == ([], [])
    assert [token.paragraph for _, token in sorted(pairs.together, key=lambda both: both[0].position)] == [
        1,
        2,
        1,
    ]


def test_what_nobody_prints_stays_alone():
    """A row and a quantity of different sections and numbers are not paired."""
    pairs = pair([row("5", section="II")], [Token("I", 1, "94", "count")])
    assert (len(pairs.together), len(pairs.rows), len(pairs.tokens)) == (0, 1, 1)


def test_of_two_alike_one_is_moved():
    """One quantity is paired once only."""
    pairs = pair([row(section="II"), row(section="III", position=1)], [token("lập 04 đội")])
    assert (len(pairs.together), len(pairs.rows)) == (1, 1)
