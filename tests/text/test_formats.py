"""Tests of `khacphuc.text.formats`."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from khacphuc.errors import QuantityError
from khacphuc.text.formats import (
    format_count,
    format_decimal,
    format_money,
    format_percentage,
    format_quantity,
    format_ratio,
)
from khacphuc.text.numbers.qualifiers import AIMS, LIMITS
from khacphuc.text.quantities import parse
from khacphuc.text.units import parse_unit


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (0, "0", "0"),  # nothing to pad
        (4, "04", "4"),
        (9, "09", "9"),
        (10, "10", "10"),
        (1231, "1.231", "1,231"),
        (-4, "-4", "-4"),  # a computed difference
        (Decimal("1231.00"), "1.231", "1,231"),
    ],
)
def test_count(value, vi, en):
    """One-digit counts are padded in Vietnamese, thousands grouped."""
    assert (format_count(value), format_count(value, language="en")) == (vi, en)


@pytest.mark.parametrize(
    ("value", "decimals", "vi", "en"),
    [
        (Decimal("82.48"), 2, "82,48%", "82.48%"),
        (Decimal("3.1"), 1, "3,1%", "3.1%"),
        (Decimal(100), 0, "100%", "100%"),
        (Fraction(2000, 56), 1, "35,7%", "35.7%"),
        (Decimal("0.05"), 1, "0,1%", "0.1%"),  # a tie goes up
        (Decimal(5), 0, "5%", "5%"),  # not padded
    ],
)
def test_percentage(value, decimals, vi, en):
    """Percentages keep their decimals and round half up."""
    assert format_percentage(value, decimals) == vi
    assert format_percentage(value, decimals, language="en") == en


@pytest.mark.parametrize(
    ("dong", "vi", "en"),
    [
        (0, "0 đồng", "0 dong"),
        (950_000, "950.000 đồng", "950,000 dong"),
        (5_000_000, "5 triệu đồng", "5 million dong"),
        (13_600_000, "13,6 triệu đồng", "13.6 million dong"),
        (1_400_000_000, "1,4 tỷ đồng", "1.4 billion dong"),
        (1_450_000_000, "1,45 tỷ đồng", "1.45 billion dong"),
        (5_000_000_000_000, "5 nghìn tỷ đồng", "5 trillion dong"),
        (1_231_000_000, "1.231.000.000 đồng", "1,231,000,000 dong"),  # in tỷ and triệu it can be misread
        (1_231_567, "1.231.567 đồng", "1,231,567 dong"),
        (-13_600_000, "-13,6 triệu đồng", "-13.6 million dong"),
    ],
)
def test_money(dong, vi, en):
    """An amount prints exactly in the largest unit that shows it shortly."""
    assert (format_money(dong), format_money(dong, language="en")) == (vi, en)


@given(st.integers(0, 10**15 - 1))
def test_money_is_exact(dong):
    """No đồng is lost, and what we print is never flagged."""
    quantity = parse(format_money(dong))
    assert quantity.value == dong
    assert quantity.flags == frozenset()


def test_ratio():
    """Ratios stand as they are, grouped but not padded."""
    assert format_ratio(1, 3) == "1/3"
    assert format_ratio(1900, 2000, language="en") == "1,900/2,000"


@pytest.mark.parametrize(
    "call",
    [
        lambda: format_ratio(1, 0),  # a ratio to nothing
        lambda: format_count(Decimal("1.5")),  # half a person
        lambda: format_count(4.0),  # a float
        lambda: format_decimal(0.1, 1),
        lambda: format_percentage(82.48, 2),
        lambda: format_money(13.6),
        lambda: format_money(Decimal("0.5")),  # half a đồng
        lambda: format_decimal(Decimal("NaN"), 1),
        lambda: format_decimal(1, -1),  # decimals below zero
        lambda: format_decimal(1, 1, language="fr"),  # a language without a house style
    ],
)
def test_refuses(call):
    """Floats, parts of what is whole, and unknown languages are refused."""
    with pytest.raises(QuantityError):
        call()


def test_large_numbers_are_exact():
    """Numbers longer than the decimal context print with every digit."""
    value = 10**40 + 7
    assert format_decimal(value, 2).replace(".", "") == f"{value},00"


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("13.6 triệu đồng", "13,6 triệu đồng", "13.6 million dong"),
        ("hơn 1,40 tỷ", "hơn 1,40 tỷ đồng", "over 1.40 billion dong"),
        ("5 người", "05 người", "5 người"),
        ("01/03 nội dung", "1/3 nội dung", "1/3 nội dung"),
        ("Từ 5 người trở lên", "từ 05 người trở lên", "5 người or more"),
        ("phấn đấu từ 5% trở lên", "phấn đấu từ 5% trở lên", "aiming for 5% or more"),
        ("phấn đấu 20%", "phấn đấu 20%", "aiming for 20%"),
        ("phấn đấu trên 20%", "phấn đấu trên 20%", "aiming for over 20%"),
        ("0,5 ngày", "0,5 ngày", "0.5 ngày"),
        ("2,5 triệu lượt", "2,5 triệu lượt", "2.5 million lượt"),
        ("5 triệu đồng/tháng", "5 triệu đồng/tháng", "5 million dong/tháng"),
        ("100% huyện, thị", "100% huyện, thị", "100% huyện, thị"),
        ("3–5 buổi", "3-5 buổi", "3-5 buổi"),
        ("90%-95%", "90-95%", "90-95%"),
        ("500 triệu - 1 tỷ đồng", "500-1.000 triệu đồng", "500-1,000 million dong"),
        ("thứ 4/12", "xếp thứ 4/12", "rank 4/12"),
        ("xếp thứ 4", "xếp thứ 4", "rank 4"),
        ("18 em/01 máy", "18 em/1 máy", "18 em/1 máy"),
        ("-1,2%", "-1,2%", "-1.2%"),
        ("+5 điểm phần trăm", "+5 điểm %", "+5 điểm %"),
        ("8,5‰ dân số", "8,5‰ dân số", "8.5‰ dân số"),
        ("120.000USD", "120.000 USD", "120,000 USD"),
        ("12,5/20ha", "12,5/20 ha", "12.5/20 ha"),
        ("1 tỷ 200 triệu đồng", "1.200 triệu đồng", "1,200 million dong"),
        ("2 giờ 30 phút", "2 giờ 30 phút", "2 giờ 30 phút"),
        ("ước đạt dưới 5%", "ước đạt dưới 5%", "an estimated under 5%"),
        ("≥90%", "≥ 90%", "≥ 90%"),
    ],
)
def test_quantity(text, vi, en):
    """A quantity prints in the house's way, in its own scale and precision."""
    assert format_quantity(parse(text)) == vi
    assert format_quantity(parse(text), language="en") == en


def test_quantity_in_prose():
    """Prose may leave the noun and the qualifier to the sentence; scale, đồng and % stay."""
    bare = {"with_unit": False, "with_qualifier": False}
    assert format_quantity(parse("hơn 1.900 lượt"), **bare) == "1.900"
    assert format_quantity(parse("hơn 1,4 tỷ đồng"), **bare) == "1,4 tỷ đồng"
    assert format_quantity(parse("2,5 triệu lượt"), **bare) == "2,5 triệu"
    assert format_quantity(parse("100% xã"), **bare) == "100%"


NOUNS = ["", "lượt", "đồng chí", "đồng", "đoàn viên", "m²", "đồng/tháng", "tỷ lệ", "ca Covid-19"]
SCALES = ["", "nghìn", "triệu", "tỉ", "ngàn tỷ"]


@st.composite
def quantities(draw):
    """Quantities of every kind, qualifier, scale and precision."""
    decimals = draw(st.integers(0, 4))
    number = format_decimal(Decimal(draw(st.integers(0, 10**9))).scaleb(-decimals), decimals)
    if draw(st.booleans()):
        number = f"{draw(st.integers(0, 10**6))}/{draw(st.integers(1, 10**6))}"
        unit = draw(st.sampled_from(NOUNS))
    else:
        prefix = draw(st.sampled_from(["%", *SCALES]))
        unit = f"{prefix} {draw(st.sampled_from(NOUNS))}".strip()
    try:
        quantity = parse(number, unit=unit)
    except QuantityError:  # a part of a đồng
        assume(False)
    aim, bound = (draw(st.sampled_from(["", *names])) for names in (AIMS, LIMITS))
    return replace(quantity, qualifier=f"{aim} {bound}".strip())


@given(quantities())
def test_identity(quantity):
    """Reading what we print gives the quantity again, of every kind."""
    assert parse(format_quantity(quantity)) == quantity
    unit = quantity.unit
    assert parse(format_quantity(quantity, with_unit=False), unit=unit) == quantity
    assert str(parse_unit(unit)) == unit
