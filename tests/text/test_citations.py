"""Tests of `khacphuc.text.citations`."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.errors import QuantityError
from khacphuc.text.citations import DocumentNumber, parse_document_number


@pytest.mark.parametrize(
    ("text", "expected", "symbol", "register"),
    [
        ("300-KH/TĐTN-VP", DocumentNumber(300, "KH", "TĐTN", "VP"), "KH/TĐTN-VP", "KH/TĐTN"),
        ("2973-CV/TĐTN-BPT", DocumentNumber(2973, "CV", "TĐTN", "BPT"), "CV/TĐTN-BPT", "CV/TĐTN"),
        ("21-KH/UBH", DocumentNumber(21, "KH", "UBH"), "KH/UBH", "KH/UBH"),
        ("08-ĐA/TU", DocumentNumber(8, "ĐA", "TU"), "ĐA/TU", "ĐA/TU"),
        ("132-QĐ/TW", DocumentNumber(132, "QĐ", "TW"), "QĐ/TW", "QĐ/TW"),
        ("12-CV/BCĐ35-VP", DocumentNumber(12, "CV", "BCĐ35", "VP"), "CV/BCĐ35-VP", "CV/BCĐ35"),
        ("94/2010/NĐ-CP", DocumentNumber(94, "NĐ", "CP", "", 2010), "NĐ-CP", "2010/NĐ-CP"),
        ("39/2004/QĐ-TTg", DocumentNumber(39, "QĐ", "TTg", "", 2004), "QĐ-TTg", "2004/QĐ-TTg"),
        ("07/2014/TT-BNV", DocumentNumber(7, "TT", "BNV", "", 2014), "TT-BNV", "2014/TT-BNV"),
        (
            "01/2021/TTLT-BCA-BTP",  # joint circular
            DocumentNumber(1, "TTLT", "BCA-BTP", "", 2021),
            "TTLT-BCA-BTP",
            "2021/TTLT-BCA-BTP",
        ),
        ("57/2020/QH14", DocumentNumber(57, "", "QH14", "", 2020), "QH14", "2020/QH14"),
    ],
)
def test_parse(text, expected, symbol, register):
    """Numbers of Party, Union and law are taken apart and printed back, leading zeros kept."""
    number = parse_document_number(text)
    assert number == expected
    assert (number.symbol, number.register, str(number)) == (symbol, register, text)


@pytest.mark.parametrize(
    "text",
    [
        "số 300-KH/TĐTN-VP",
        "Số: 300-KH/TĐTN-VP",
        "300 - KH / TĐTN - VP",  # blanks
        "300–KH/TĐTN–VP",  # long dashes
        "300-KH/TÐTN-VP",  # eth for Đ
        "300-KH/TĐTN\u00a0-VP",
        unicodedata.normalize("NFD", "300-KH/TĐTN-VP"),
    ],
)
def test_tolerates(text):
    """Ways of typing one number are one number."""
    assert str(parse_document_number(text)) == "300-KH/TĐTN-VP"


def test_made_by_hand_is_padded():
    """A number below 10 that was not read from a text prints with two digits."""
    assert str(DocumentNumber(8, "ĐA", "TU")) == "08-ĐA/TU"


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("", "empty"),
        ("300", "separators"),
        ("300-KH", "separators"),
        ("300-KH/", "separators"),
        ("KH/TĐTN", "separators"),
        ("300-KH/TĐTN-VP,", "separators"),  # a comma copied along
        ("300-kh/TĐTN", "small letter"),
        ("300-KH/tđtn", "small letter"),
        ("0-KH/TĐTN", "from 1"),
        ("94/0010/NĐ-CP", "1900 and 2100"),
        ("07/BC-UBND", "lacks its year"),
        ("03/3/2021", "separators"),
        ("1234567-KH/TĐTN", "separators"),  # seven digits
        ("٣-KH/TĐTN", "0 to 9"),
    ],
)
def test_refuses(text, advice):
    """What is no document number is refused by name."""
    with pytest.raises(QuantityError) as caught:
        parse_document_number(text)
    assert advice in str(caught.value)
    assert repr(text) in str(caught.value)


@given(
    st.integers(1, 999_999),
    st.sampled_from(["KH", "CV", "BC", "QĐ", "HD", "ĐA", "TTr"]),
    st.sampled_from(["TĐTN", "TU", "UBH", "TW", "BCĐ35"]),
    st.sampled_from(["", "VP", "TCKT"]),
    st.none() | st.integers(1900, 2100),
)
def test_identity(number, kind, body, department, year):
    """Reading what we print gives the number again."""
    document = DocumentNumber(number, kind, body, department if year is None else "", year)
    assert parse_document_number(str(document)) == document


def read_or_refuse(text):
    """Give what was read, or the error of its refusal."""
    try:
        return parse_document_number(text)
    except QuantityError as error:
        return error


@given(st.text() | st.text("0123456789/- KHTĐNsố:"))
def test_only_quantity_errors(text):
    """Arbitrary text is read or refused, never anything else."""
    outcome = read_or_refuse(text)
    if isinstance(outcome, QuantityError):
        assert str(outcome).isprintable()
    else:
        assert parse_document_number(str(outcome)) == outcome
