"""Tests of `khacphuc.data.xlsx.cell_text`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.data.xlsx.cell_text import cell_text, describe_cell
from khacphuc.data.xlsx.sheet import StoredCell
from khacphuc.errors import SourceError
from khacphuc.schema.tables import Field

TEXT, WHOLE, DATE, BOOL = (Field("x", "", dtype) for dtype in ("str", "Int64", "date", "bool"))
COMPARATOR = Field("x", "", allowed=("=", ">="))


@pytest.mark.parametrize(
    ("cell", "field", "text"),
    [
        (StoredCell("text", " 1.231\u00a0"), TEXT, "1.231"),
        (StoredCell("text", "04"), WHOLE, "04"),  # a number stored as text
        (StoredCell("text", "03/3/2021"), DATE, "03/3/2021"),
        (StoredCell("text", "có"), BOOL, "có"),
        (StoredCell("text", "="), COMPARATOR, "="),
        (StoredCell("number", "4"), WHOLE, "4"),
        (StoredCell("number", "4.0"), WHOLE, "4"),
        (StoredCell("number", "1E3"), WHOLE, "1000"),
        (StoredCell("number", "0"), WHOLE, "0"),
        (StoredCell("date", "44258"), DATE, "03/3/2021"),
        (StoredCell("date", "61"), DATE, "01/3/1900"),
        (StoredCell("day", "2021-03-03"), DATE, "03/3/2021"),
        (StoredCell("day", "2021-03-03T00:00:00.000Z"), DATE, "03/3/2021"),
        (StoredCell("bool", "1"), BOOL, "có"),
        (StoredCell("bool", "0"), BOOL, "không"),
    ],
)
def test_what_is_taken(cell, field, text):
    """Only what cannot have been changed is taken, as a CSV file would hold it."""
    assert cell_text(cell, field, "here", from_1904=False) == text


@pytest.mark.parametrize(("serial", "text"), [("0", "01/01/1904"), ("42795", "02/3/2021")])
def test_days_of_old_macs(serial, text):
    """A workbook may count its days from 1904."""
    assert cell_text(StoredCell("date", serial), DATE, "here", from_1904=True) == text


@pytest.mark.parametrize(
    ("cell", "field", "words"),
    [
        (StoredCell("number", "1.231"), TEXT, ["the number '1.231'", "text as printed", "as Text"]),
        (StoredCell("number", "4"), TEXT, ["leading zeros"]),
        (StoredCell("percent", "0.8248"), TEXT, ["'0.8248' shown as a percentage"]),
        (StoredCell("date", "44256"), TEXT, ["kept as the number '44256' (01/3/2021)"]),
        (StoredCell("date", "1e9"), TEXT, ["kept as the number '1e9', expected"]),
        (StoredCell("day", "2021-03-01"), TEXT, ["the date '2021-03-01' (01/3/2021)"]),
        (StoredCell("bool", "0"), TEXT, ["the truth value FALSE"]),
        (StoredCell("error", "#REF!"), WHOLE, ["'#REF!'", "clear the cell"]),
        (StoredCell("formula", ""), TEXT, ["the formula '='", "as values"]),
        (StoredCell("number", "1.5"), WHOLE, ["a whole number from 0"]),
        (StoredCell("number", "-1"), WHOLE, ["a whole number from 0"]),
        (StoredCell("number", "1E15"), WHOLE, ["a whole number from 0"]),
        (StoredCell("number", "Infinity"), WHOLE, ["a whole number from 0"]),
        (StoredCell("scaled", "1000"), WHOLE, ["thousands"]),
        (StoredCell("date", "60"), DATE, ["a date (03/3/2021)"]),  # 29 February 1900
        (StoredCell("date", "44256.5"), DATE, ["a date (03/3/2021)"]),
        (StoredCell("date", "73416"), DATE, ["a date (03/3/2021)"]),  # 2101
        (StoredCell("day", "2021-03-03T08:00:00"), DATE, ["a date (03/3/2021)"]),
        (StoredCell("number", "1"), BOOL, ["có or nothing"]),
        (StoredCell("text", "=1"), COMPARATOR, ["begins like a formula"]),
    ],
)
def test_what_is_refused(cell, field, words):
    """What Excel may have changed is named as it is stored, with a remedy."""
    with pytest.raises(SourceError, match=r"^here: ") as caught:
        cell_text(cell, field, "here", from_1904=False)
    for word in words:
        assert word in str(caught.value)


@given(
    st.sampled_from(["number", "date", "percent", "scaled", "day", "bool", "error", "formula", "text"]),
    st.text() | st.from_regex(r"-?[0-9]{1,30}(\.[0-9]+)?(E[+-]?[0-9]{1,9})?", fullmatch=True),
    st.sampled_from([TEXT, WHOLE, DATE, BOOL]),
)
def test_any_cell_is_taken_or_refused(kind, text, field):
    """Whatever is stored, it is taken or told."""
    cell = StoredCell(kind, text)
    message = describe_cell(cell)
    try:
        cell_text(cell, field, "here", from_1904=False)
    except SourceError as error:
        message = str(error)
    assert message.isprintable()
