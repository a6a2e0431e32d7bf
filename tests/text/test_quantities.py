"""Tests of `khacphuc.text.quantities`."""

import unicodedata
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khacphuc.errors import QuantityError
from khacphuc.text.numerals import Flag
from khacphuc.text.quantities import Kind, parse

COUNT, PERCENTAGE, RATIO, MONEY, RANGE, RANK, RATE, DURATION = Kind


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("04", "", (COUNT, "4", 0, "", "")),
        ("1.900 lượt", "", (COUNT, "1900", 0, "lượt", "")),
        ("hơn 19.732 lượt", "", (COUNT, "19732", 0, "lượt", "hơn")),
        ("Hơn 8.162", "lượt", (COUNT, "8162", 0, "lượt", "hơn")),  # capital, unit from the column
        ("từ 10 thành viên trở lên", "", (COUNT, "10", 0, "thành viên", "từ … trở lên")),
        ("từ 10 trở lên", "thành viên", (COUNT, "10", 0, "thành viên", "từ … trở lên")),
        ("chậm nhất 03 ngày", "", (COUNT, "3", 0, "ngày", "chậm nhất")),
        ("17 đồng chí", "", (COUNT, "17", 0, "đồng chí", "")),  # comrades are not money
        ("0,5", "ngày", (COUNT, "0.5", 1, "ngày", "")),
        ("2,5 triệu lượt", "", (COUNT, "2500000", 1, "triệu lượt", "")),
        ("0,0000001 triệu lượt", "", (COUNT, "0.1", 7, "triệu lượt", "")),
        ("120 m²", "", (COUNT, "120", 0, "m²", "")),
        ("82,48%", "", (PERCENTAGE, "82.48", 2, "%", "")),
        ("82,48 %", "", (PERCENTAGE, "82.48", 2, "%", "")),
        ("3,1", "%", (PERCENTAGE, "3.1", 1, "%", "")),
        ("phấn đấu 20%", "", (PERCENTAGE, "20", 0, "%", "phấn đấu")),
        ("phấn đấu ít nhất 10%", "", (PERCENTAGE, "10", 0, "%", "phấn đấu ít nhất")),
        ("100% huyện, thị", "", (PERCENTAGE, "100", 0, "% huyện, thị", "")),
        ("gần 1,4 tỷ đồng", "", (MONEY, "1400000000", 1, "tỷ đồng", "gần")),
        ("1,4", "tỉ đồng", (MONEY, "1400000000", 1, "tỷ đồng", "")),  # tỉ is tỷ
        ("950.000đ", "", (MONEY, "950000", 0, "đồng", "")),
        ("1,4 nghìn tỷ đồng", "", (MONEY, "1400000000000", 1, "nghìn tỷ đồng", "")),
        ("94/94", "xã", (RATIO, "1", 0, "xã", "")),
        ("9/11 chỉ tiêu", "", (RATIO, "9/11", 0, "chỉ tiêu", "")),
        ("01/03", "", (RATIO, "1/3", 0, "", "")),
        ("1.900/2.000", "", (RATIO, "19/20", 0, "", "")),
    ],
)
def test_parse(text, unit, expected):
    """Every way the sources print a quantity is read, without a flag."""
    kind, value, decimals, normal_unit, qualifier = expected
    quantity = parse(text, unit=unit)
    assert quantity.kind is kind
    assert quantity.exact == Fraction(value)
    assert quantity.decimals == decimals
    assert (quantity.unit, quantity.qualifier) == (normal_unit, qualifier)
    assert quantity.flags == frozenset()
    assert quantity.printed == text
    assert quantity.as_float() == float(Fraction(value))


@pytest.mark.parametrize(
    ("text", "kind", "value", "value_to", "unit"),
    [
        ("3-5 buổi", RANGE, "3", "5", "buổi"),
        ("từ 15 đến 20 đội", RANGE, "15", "20", "đội"),
        ("15 đội đến 20 đội", RANGE, "15", "20", "đội"),
        ("110-130kg/sào", RANGE, "110", "130", "kg/sào"),
        ("95 – 98%", RANGE, "95", "98", "%"),
        ("90%-95%", RANGE, "90", "95", "%"),
        ("1,5-2 triệu đồng/hộ", RANGE, "1500000", "2000000", "triệu đồng/hộ"),  # of both bounds
        ("500 triệu - 1 tỷ đồng", RANGE, "500000000", "1000000000", "triệu đồng"),  # each its own
        ("thứ 4/12", RANK, "4", None, ""),
        ("thứ 4/12 huyện", RANK, "4", None, "huyện"),
        ("xếp hạng 3", RANK, "3", None, ""),
        ("đứng thứ 2 trên 9", RANK, "2", None, ""),
        ("12.500 lượt/25.000 người", RATE, "1/2", None, "lượt/người"),
        ("18 em/1 máy", RATE, "18", None, "em/máy"),
        ("500.000đ/01 suất", RATE, "500000", None, "đồng/suất"),
        ("45 xã/50 xã", RATIO, "9/10", None, "xã"),  # of itself
        ("2 giờ 30 phút", DURATION, "150", None, "phút"),
        ("1 năm 6 tháng", DURATION, "18", None, "tháng"),
        ("03 ngày", COUNT, "3", None, "ngày"),  # one unit of time is a count of it
        ("8,5‰", PERCENTAGE, "0.85", None, "‰"),
        ("4,3 điểm %", PERCENTAGE, "4.3", None, "điểm %"),
        ("4,3 điểm phần trăm", PERCENTAGE, "4.3", None, "điểm %"),
        ("-1,2%", PERCENTAGE, "-1.2", None, "%"),
        ("−5%", PERCENTAGE, "-5", None, "%"),  # the true minus
        ("+5%", PERCENTAGE, "5", None, "%"),
        ("±2%", PERCENTAGE, "2", None, "%"),
        ("-5", COUNT, "-5", None, ""),
        ("120.000USD", MONEY, "120000", None, "USD"),
        ("$1.000", MONEY, "1000", None, "USD"),
        ("1,5 triệu USD", MONEY, "1500000", None, "triệu USD"),
        ("12,5 EUR", MONEY, "12.5", None, "EUR"),  # only the đồng has no parts
        ("61/50 em", RATIO, "61/50", None, "em"),  # a result over its plan
        ("1.240/2.500 đoàn viên", RATIO, "62/125", None, "đoàn viên"),
        ("12,5/20 ha", RATIO, "5/8", None, "ha"),
        ("25,4/30 tỷ đồng", RATIO, "127/150", None, "tỷ đồng"),
        ("½", RATIO, "1/2", None, ""),
        ("¾ số xã", RATIO, "3/4", None, "số xã"),
        ("1 tỷ 200 triệu đồng", MONEY, "1200000000", None, "triệu đồng"),
        ("2 triệu 500 nghìn đồng", MONEY, "2500000", None, "nghìn đồng"),
        ("2.150m2", COUNT, "2150", None, "m²"),
        ("48kg", COUNT, "48", None, "kg"),
        ("1.340,5ha", COUNT, "1340.5", None, "ha"),
        ("94đội", COUNT, "94", None, "đội"),  # the blank is missing
        ("03 (ba) đội", COUNT, "3", None, "đội"),
        ("hai chỉ tiêu", COUNT, "2", None, "chỉ tiêu"),
        ("một chỉ tiêu", COUNT, "1", None, "chỉ tiêu"),
        ("hai phần ba số xã", RATIO, "2/3", None, "số xã"),
        ("ba phần trăm", PERCENTAGE, "3", None, "%"),
        ("hai trăm triệu đồng", MONEY, "200000000", None, "đồng"),
    ],
)
def test_kinds(text, kind, value, value_to, unit):
    """Every kind is read with its value, its bounds and its unit."""
    quantity = parse(text)
    assert (quantity.kind, quantity.exact, quantity.unit) == (kind, Fraction(value), unit)
    assert quantity.value_to == (value_to and Decimal(value_to))
    assert quantity.flags == frozenset()


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("dưới 5%", "dưới"),
        ("không quá 03 ngày", "không quá"),
        ("ước đạt 5 tỷ đồng", "ước đạt"),
        ("ước đạt trên 5 tỷ đồng", "ước đạt trên"),
        (">90% xã", ">"),
        ("≥ 90%", "≥"),
        ("từ 5% trở xuống", "từ … trở xuống"),
        ("từ 3 đến 5 buổi", ""),  # a range, no qualifier
        ("hơn 3-5 buổi", "hơn"),
    ],
)
def test_qualifiers(text, qualifier):
    """What stands around a quantity is its qualifier."""
    assert parse(text).qualifier == qualifier


def test_sides_and_signs():
    """A sign is kept beside the value, and the numbers of a rank and a rate beside their quotient."""
    assert [parse(text).sign for text in ("+5%", "−5%", "±5%", "5%")] == ["+", "-", "±", ""]
    sides = [
        (quantity.numerator, quantity.denominator)
        for quantity in map(parse, ("thứ 4/12", "18 em/1 máy", "12,5/20 ha"))
    ]
    assert sides == [(4, 12), (18, 1), (Decimal("12.5"), 20)]


@pytest.mark.parametrize(
    ("text", "unit", "value", "flags"),
    [
        ("13.6 triệu đồng", "", 13600000, {Flag.ENGLISH_DECIMAL}),
        ("13.6", "triệu đồng", 13600000, {Flag.ENGLISH_DECIMAL}),
        ("1.231", "triệu đồng", 1231000000, {Flag.AMBIGUOUS_GROUPING}),
        ("13,6 triệu", "", 13600000, {Flag.IMPLIED_CURRENCY}),
        ("90%¹", "", 90, {Flag.FOOTNOTE_MARK}),
        ("94¹ xã", "", 94, {Flag.FOOTNOTE_MARK}),
        ("94", "xã¹²", 94, {Flag.FOOTNOTE_MARK}),
        ("94 / 94", "", 1, {Flag.SPACED}),
        ("1 231", "", 1231, {Flag.SPACED}),
        ("2021", "", 2021, {Flag.UNGROUPED}),
        ("7, 5 tỷ đồng", "", 7_500_000_000, {Flag.SPACED}),
        ("50,000,000 đồng", "", 50_000_000, {Flag.ENGLISH_GROUPING}),
        ("20tr", "", 20_000_000, {Flag.IMPLIED_CURRENCY}),
        ("6/2021", "", Fraction(6, 2021), {Flag.AMBIGUOUS_DATE, Flag.UNGROUPED}),
        ("01/009", "", Fraction(1, 9), {Flag.LEADING_ZEROS}),
    ],
)
def test_flags(text, unit, value, flags):
    """What is ambiguous or against the convention is read with a flag."""
    quantity = parse(text, unit=unit)
    assert (quantity.value, quantity.flags) == (value, flags)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("", "empty"),
        ("abc", "begin with a number"),
        ("hơn", "begin with a number"),  # a qualifier of nothing
        ("gần94", "begin with a number"),
        ("¹94", "begin with a number"),
        ("1.2.3", "not a number"),
        ("12,", "right behind"),
        ("1,2,3", "not a number"),
        ("03/3/2021", "date"),
        ("94/2010/NĐ-CP", "document number"),
        ("300-KH/TĐTN-VP", "document number"),
        ("VIE 01/009", "begin with a number"),
        ("-", "sign"),
        ("-5/7", "sign"),  # a ratio has none
        ("10-5", "range"),  # its bounds go down
        ("5-5 buổi", "range"),
        ("5 đội - 10 xã", "range"),
        ("5%-10", "range"),
        ("2020-2025", "date"),  # a period
        ("thứ 3", "begin with a number"),
        ("thứ 13/12", "ranked"),
        ("1 triệu 200 tỷ", "two numbers"),
        ("1 tỷ 1200 triệu", "not a unit"),
        ("2 giờ 75 phút", "two numbers"),
        ("một số đơn vị", "begin with a number"),
        ("năm học", "begin with a number"),
        ("1,5/3", "not a whole number"),
        ("1234567890123456", "15 significant"),
        ("9/0", "ratio to 0"),
        ("9/11%", "a ratio has no"),
        ("9/", "right behind"),
        ("94abc", "right behind"),
        ("5G", "right behind"),
        ("1¹2", "right behind"),
        ("3 năm 2021", "second number"),
        ("0,5 đồng", "whole number of đồng"),
        ("1,2345678 triệu đồng", "whole number of đồng"),
        ("từ 10", "belong together"),
        ("10 thành viên trở lên", "belong together"),
        ("hơn 10 trở lên", "belong together"),
        ("13,6 triÖu ®ång", "TCVN3"),
        ("13,6 trieäu ñoàng", "VNI"),
        ("٣", "0 to 9"),
        ("94\n", "U+000A"),
    ],
)
def test_refuses(text, advice):
    """What is no quantity is refused; the message names the text and says why."""
    with pytest.raises(QuantityError) as caught:
        parse(text)
    assert advice in str(caught.value)
    assert repr(text.strip(" ")) in str(caught.value)


def test_refuses_contradicting_column():
    """A unit column that contradicts the print is refused, and the message names the figure."""
    with pytest.raises(QuantityError, match=r"'13.600.000 đồng'.*contradict"):
        parse("13.600.000 đồng", unit="triệu đồng")


def test_refuses_what_is_not_text():
    """A number that a spreadsheet made of the text is refused with advice, and so is a unit."""
    with pytest.raises(QuantityError, match="Format the cell as text"):
        parse(1.231)
    with pytest.raises(QuantityError, match="a unit"):
        parse("94", unit=5)


def test_money_value_is_plain():
    """A sum of money is a whole Decimal without exponent."""
    assert str(parse("1,4 tỷ đồng").value) == "1400000000"
    assert isinstance(parse("1,4 tỷ đồng").value, Decimal)


ALPHABET = "0123456789.,/% ¹²-đồngtriệuỷừởêhơlượ\u00a0\u0300\u0323Ö®äø"


def read_or_refuse(text, unit):
    """Give the quantity, or the error of its refusal."""
    try:
        return parse(text, unit=unit)
    except QuantityError as error:
        return error


@given(st.text() | st.text(ALPHABET, max_size=20), st.sampled_from(["", "xã", "%", "triệu đồng"]) | st.text())
@example("0", "\u0300")
@example("1 \u0300", "")
def test_only_quantity_errors(text, unit):
    """Arbitrary text is read or refused, never anything else, and NFD reads as NFC."""
    composed, decomposed = (
        read_or_refuse(unicodedata.normalize(form, text), unicodedata.normalize(form, unit))
        for form in ("NFC", "NFD")
    )
    if isinstance(composed, QuantityError):
        assert isinstance(decomposed, QuantityError)
        assert str(composed).isprintable()
    else:
        assert composed == decomposed
        assert composed.flags == decomposed.flags
