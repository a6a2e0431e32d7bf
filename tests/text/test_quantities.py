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

COUNT, PERCENTAGE, RATIO, MONEY = Kind


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
        ("-5", "sign"),
        ("−5%", "sign"),  # the true minus
        ("5-10", "range"),
        ("5 - 10", "range"),
        ("1234567890123456", "15 significant"),
        ("9/0", "ratio to 0"),
        ("9/11%", "a ratio has no"),
        ("9/11 triệu đồng", "a ratio has no"),
        ("1,5/3", "not a whole number"),
        ("9/", "right behind"),
        ("94xã", "right behind"),
        ("1¹2", "right behind"),
        ("3 năm 2021", "second number"),
        ("10 USD", "đồng"),
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
