"""Tests of `khacphuc.text.units`."""

import pytest

from khacphuc.errors import QuantityError
from khacphuc.text.units import Unit, join_units, parse_unit, with_currency, with_unit


@pytest.mark.parametrize(
    ("text", "expected", "money"),
    [
        ("", "", False),
        ("%", "%", False),
        ("phần trăm", "%", False),
        ("% xã", "% xã", False),
        ("Triệu đồng", "triệu đồng", True),
        ("tỉ đồng", "tỷ đồng", True),
        ("ngàn tỉ đồng", "nghìn tỷ đồng", True),
        ("đ", "đồng", True),
        ("Ðồng", "đồng", True),  # eth for Đ
        ("VNĐ", "đồng", True),
        ("₫", "đồng", True),
        ("đồng Việt Nam", "đồng", True),
        ("đồng / tháng", "đồng/tháng", True),
        ("đồng chí", "đồng chí", False),  # comrades
        ("đ/c", "đ/c", False),  # the same, short
        ("triệu đồng bào", "triệu đồng bào", False),
        ("đồng phục", "đồng phục", False),  # uniforms
        ("tỷ lệ", "tỷ lệ", False),  # rate, no scale
        ("triệu chứng", "triệu chứng", False),
        ("triệu lượt", "triệu lượt", False),
        ("triệu", "triệu", False),
        ("m²", "m²", False),
        ("m2", "m²", False),  # as people type it
        ("‰ dân số", "‰ dân số", False),
        ("điểm phần trăm", "điểm %", False),  # percentage points
        ("USD", "USD", True),
        ("triệu đô la Mỹ", "triệu USD", True),
        ("$/hộ", "USD/hộ", True),
        ("trđ", "triệu đồng", True),
        ("tr.đ", "triệu đồng", True),
        ("trường", "trường", False),
        ("lượt cán bộ, đoàn viên", "lượt cán bộ, đoàn viên", False),
        ("ca Covid-19", "ca Covid-19", False),  # a digit inside a name
    ],
)
def test_parse_unit(text, expected, money):
    """Units are normalised, and money is told from words that begin like it."""
    unit = parse_unit(text)
    assert (str(unit), unit.is_money) == (expected, money)
    assert parse_unit(str(unit)) == unit


@pytest.mark.parametrize(
    "text",
    [
        "tỷ đồng USD",
        "lượt 5",  # a second number
        "năm 2021",
        ",",
        "xã,",
        "xã.",
        "(xã",
        "lượt*",
        "lượt*người",  # inside the noun
        "%xã",
        "-xã",
        "triệu tỷ đồng",  # two scales
        "triệu đồng tiền mặt",  # a sum that would be counted
        "đồng tiền",
        "người trở lên",  # a qualifier
        "đồng/5",
        "‰xã",
    ],
)
def test_parse_unit_refuses(text):
    """What is no unit is refused."""
    with pytest.raises(QuantityError):
        parse_unit(text)


@pytest.mark.parametrize(
    ("printed", "column", "expected"),
    [
        ("", "triệu đồng", "triệu đồng"),
        ("triệu đồng", "", "triệu đồng"),
        ("triệu đồng", "Triệu đồng", "triệu đồng"),
        ("triệu", "đồng", "triệu đồng"),
        ("triệu đồng", "đồng", "triệu đồng"),
        ("lượt cán bộ", "lượt", "lượt"),  # the column decides how long
        ("lượt", "lượt cán bộ", "lượt cán bộ"),
        ("%", "%", "%"),
        ("%", "xã", "% xã"),
        ("", "%", "%"),
    ],
)
def test_join_units(printed, column, expected):
    """The column may add to what is printed or repeat it."""
    assert str(join_units(parse_unit(printed), parse_unit(column))) == expected


@pytest.mark.parametrize(
    ("printed", "column"),
    [
        ("lượt", "người"),
        ("đồng", "triệu đồng"),  # a million times wrong
        ("tỷ đồng", "triệu đồng"),
        ("đồng chí", "đồng"),
        ("đồng", "đồng chí"),
        ("%", "triệu đồng"),
        ("lượt", "%"),
        ("USD", "đồng"),
        ("%", "‰"),  # ten times wrong
    ],
)
def test_join_units_refuses(printed, column):
    """A column that says another thing is refused."""
    with pytest.raises(QuantityError, match="contradict"):
        join_units(parse_unit(printed), parse_unit(column))


def test_with_currency_leaves_nouns():
    """Only a scale of nothing becomes money."""
    assert with_currency(Unit(scale="triệu", noun="lượt")) == Unit(scale="triệu", noun="lượt")


@pytest.mark.parametrize(
    ("printed", "unit", "expected"),
    [
        ("05", "đội", "05 đội"),
        ("05 đội", "đội", "05 đội"),
        ("05 Đội hình", "đội", "05 Đội hình"),  # the longer one says it
        ("05 đội", "đội hình", "05 đội hình"),
        ("1,25 tỷ đồng", "đồng", "1,25 tỷ đồng"),
        ("1,25 tỷ đồng", "tỷ đồng", "1,25 tỷ đồng"),
        ("1,25 tỷ", "tỷ đồng", "1,25 tỷ đồng"),
        ("1,25 tỉ", "tỷ đồng", "1,25 tỉ đồng"),
        ("13.6 triệu", "đồng", "13.6 triệu đồng"),
        ("950.000đ", "đồng", "950.000đ"),
        ("3 triệu lượt", "lượt", "3 triệu lượt"),
        ("82,48%", "% xã", "82,48% xã"),
        ("5% xã", "xã", "5% xã"),
        ("từ 10 thành viên trở lên", "thành viên", "từ 10 thành viên trở lên"),
        ("5 đội K1", "đội", "5 đội K1"),  # the digit of a name is no second figure
        ("9/11", "", "9/11"),
        ("chưa rõ", "đội", "chưa rõ đội"),  # a finding quotes what could not be read
    ],
)
def test_with_unit(printed, unit, expected):
    """No word of a unit is printed twice, however it is spelt."""
    assert with_unit(printed, unit) == expected
