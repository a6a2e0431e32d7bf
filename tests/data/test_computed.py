"""Tests of `khacphuc.data.computed`."""

import pandas as pd
import pytest

from khacphuc.data.clean import clean_table
from khacphuc.data.computed import fill_computed
from khacphuc.schema.tables import TABLES

FIGURES = {
    "A": ("1.805", "đoàn viên"),
    "B": ("2.000", "đoàn viên"),
    "P": ("35,7%", "%"),
    "Q": ("0,5%", "%"),
    "R": ("9/11", "việc"),
    "M": ("13.6", "triệu đồng"),
    "N": ("1,4", "tỷ đồng"),
    "L": ("1.900", "lượt"),
    "K": ("100", "lượt người"),
    "Z": ("0", "đội"),
    "U": ("nhiều", "đội"),  # could not be read
    "S": ("90%", "%"),
}


def cleaned(name, rows):
    """Clean rows of a declared table."""
    table = TABLES[name]
    columns = [field.name for field in table.raw]
    frame = pd.DataFrame([{**dict.fromkeys(columns, ""), **row} for row in rows], columns=columns).astype(
        "str"
    )
    return clean_table(table, frame.assign(file="x.csv", line=pd.Series(2, index=frame.index, dtype="Int64")))


def figures():
    """Give the clean figures above."""
    rows = [{"figure_id": code, "printed": text, "unit": unit} for code, (text, unit) in FIGURES.items()]
    return cleaned("figures", rows)


def fill(formula, operands, decimals="0", reproduces="", label="x"):
    """Compute one number; give its row."""
    row = {
        "computed_id": "T1",
        "label": label,
        "formula": formula,
        "operands": operands,
        "decimals": decimals,
        "reproduces": reproduces,
    }
    return fill_computed(cleaned("computed", [row]), figures()).iloc[0]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("share", "A;B", "2"), ("90,25%", "1.805 / 2.000", 90.25)),
        (("share", "A;B", "0"), ("90%", "1.805 / 2.000", 90.25)),  # the value keeps what the print rounds
        (("share", "R:numerator;R:denominator", "2"), ("81,82%", "09 / 11", 900 / 11)),
        (("ratio", "A;B", "4"), ("0,9025", "1.805 / 2.000", 0.9025)),
        (("ratio", "M;L", "0"), ("7.158", "13.6 triệu đồng / 1.900", 13_600_000 / 1900)),
        (("ratio", "B;B", "0"), ("01", "2.000 / 2.000", 1.0)),
        (("sum", "A;B", "0"), ("3.805", "1.805 + 2.000", 3805.0)),
        (("sum", "R:denominator", "0"), ("11", "11", 11.0)),  # one number is a sum
        (("sum", "P;Q", "1"), ("36,2%", "35,7% + 0,5%", 36.2)),
        (("sum", "L;K", "0"), ("2.000", "1.900 + 100", 2000.0)),
        (("sum", "M;N", "0"), ("1.413,6 triệu đồng", "13.6 triệu đồng + 1,4 tỷ đồng", 1_413_600_000.0)),
        (("difference", "A;B", "0"), ("-195", "1.805 − 2.000", -195.0)),
        (
            ("difference", "N;M", "0"),
            ("1.386,4 triệu đồng", "1,4 tỷ đồng − 13.6 triệu đồng", 1_386_400_000.0),
        ),
        (("sum", "A;B", "2"), ("3.805,00", "1.805 + 2.000", 3805.0)),
    ],
)
def test_a_number_is_computed(arguments, expected):
    """A formula gives value, print and working, with its operands as printed."""
    row = fill(*arguments)
    assert row["problem"] == ""
    assert (row["printed"], row["working"], row["value"]) == expected
    assert pd.isna(row["restated"])
    assert pd.isna(row["restates"])


@pytest.mark.parametrize(
    ("formula", "operands", "reproduces", "restated", "restates"),
    [
        ("share", "A;B", "S", 90.0, 90.0),  # 90,25 printed without decimals
        ("share", "A;B", "P", 90.3, 35.7),  # rounded as the other, and not equal: for the checks to tell
        ("sum", "M;N", "N", 1_400_000_000.0, 1_400_000_000.0),  # rounded in its scale
        ("sum", "R:denominator", "R:denominator", 11.0, 11.0),
        ("ratio", "R:numerator;R:denominator", "R", 9 / 11, 9 / 11),
    ],
)
def test_a_number_gives_a_printed_one_again(formula, operands, reproduces, restated, restates):
    """What a number reproduces stands beside it, at the decimals it was printed with."""
    row = fill(formula, operands, "2", reproduces)
    assert row["problem"] == ""
    assert (row["restated"], row["restates"]) == (restated, restates)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("sum", "A;SL999"), "operands: «SL999» không có giá trị trong bảng số liệu"),
        (("sum", "A;U"), "operands: «U» không có giá trị trong bảng số liệu"),
        (("sum", "A;;B"), "operands: «» không có giá trị trong bảng số liệu"),
        (("sum", "A;T1"), "operands: «T1» không có giá trị trong bảng số liệu"),  # never of another computed
        (("sum", "A;B", "0", "SL999"), "reproduces: «SL999» không có giá trị trong bảng số liệu"),
        (("sum", "A;B", "0", "S"), "reproduces: «S» là tỷ lệ %, công thức cho số đếm"),
        (("sum", "A;M"), "operands: không tính chung được số đếm với số tiền"),
        (("difference", "P;R"), "operands: không tính chung được tỷ lệ % với tỷ số"),
        (("share", "M;A"), "operands: không tính chung được số đếm với số tiền"),
        (("sum", "A;L"), "operands: không tính chung được lượt với người, tổ chức"),
        (("share", "A;Z"), "operands: tỷ lệ phần trăm có số hạng thứ hai bằng 0, không chia được"),
        (("ratio", "A"), "operands: tỷ số cần đúng hai số hạng, có 1"),
        (("share", "A;B", "16"), "decimals: «16», nhiều nhất 15"),
        (("share", "A;B", "999999999999999"), "decimals: «999999999999999», nhiều nhất 15"),
        (
            ("product", "A;B"),
            "formula: «product», chỉ nhận ratio (tỷ số), share (tỷ lệ phần trăm), sum (tổng), ",
        ),
        (("", "A;B"), "formula: trống, phải điền"),
        (("sum", ""), "operands: trống, phải điền"),
        (("sum", "A;B", ""), "decimals: trống, phải điền"),
        (("sum", "A;B", "hai"), "decimals: «hai» không phải số nguyên"),
        (("sum", "A;SL999", "0", "", ""), "label: trống, phải điền; operands: «SL999» không có giá trị"),
    ],
)
def test_what_cannot_be_computed_says_why(arguments, problem):
    """A row that cannot be computed stays, empty, and its problem names the column."""
    row = fill(*arguments)
    assert row["problem"].startswith(problem)
    assert (row["printed"], row["working"]) == ("", "")
    assert row[["value", "restated", "restates"]].isna().all()


def test_the_tables_are_untouched():
    """Computing changes neither the table nor the figures, and keeps index, columns and types."""
    rows = [{"computed_id": code, "label": "x", "formula": "sum", "operands": "A"} for code in "XY"]
    computed = cleaned("computed", [{**row, "decimals": "0"} for row in rows]).set_axis([7, 3])
    source = figures()
    before = computed.copy(deep=True), source.copy(deep=True)
    filled = fill_computed(computed, source)
    pd.testing.assert_frame_equal(computed, before[0])
    pd.testing.assert_frame_equal(source, before[1])
    assert filled.dtypes.equals(computed.dtypes)
    assert filled.index.tolist() == [7, 3]
    assert filled["value"].tolist() == [1805.0, 1805.0]


def test_empty_tables():
    """Nothing to compute gives nothing, with the same columns and types."""
    computed = cleaned("computed", [])
    filled = fill_computed(computed, cleaned("figures", []))
    pd.testing.assert_frame_equal(filled, computed)


def test_the_computed_numbers_of_2021(tables):
    """Every published number can be computed, and gives again what the report printed."""
    computed = tables["computed"].set_index("computed_id")
    assert computed.loc["TL01", ["printed", "working"]].tolist() == ["90,25%", "1.805 / 2.000"]
    assert computed["value"].notna().all()
    reproduced = computed[computed["reproduces"] != ""]
    assert len(reproduced) == 9
    assert (reproduced["restated"] == reproduced["restates"]).all()
