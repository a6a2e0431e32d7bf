"""Tests of `khacphuc.data.raw.cells`."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.data.raw.cells import (
    LONGEST_CELL,
    MOST_ROWS,
    check_cell,
    check_count,
    check_header,
    normalize_cell,
    quoted,
    text_frame,
)
from khacphuc.errors import SourceError
from khacphuc.schema.tables import TABLES

FIGURES = TABLES["figures"]
NAMES = [field.name for field in FIGURES.raw]


@given(st.text())
def test_tidy_is_settled(text):
    """Tidying twice is tidying once; the result is NFC without blanks around it."""
    once = normalize_cell(text)
    assert normalize_cell(once) == once == once.strip() == unicodedata.normalize("NFC", once)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "Tây Ninh",
        "1.231",
        "82,48%",
        "một\nhai",
        "<b>",
        "x" * LONGEST_CELL,
        "#REF!",
        "a\u00a0b",
        "a-b",
        "²",
        "…",
    ],
)
def test_what_a_cell_may_hold(cell):
    """Text of every kind passes, on several lines, too."""
    assert check_cell(cell, "here") is None


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("\u200bx", "U+200B"),
        ("a\u115fb", "U+115F"),  # a filler, which Unicode calls a letter
        ("a\ufe0fb", "U+FE0F"),  # a variation selector, which it calls a mark
        ("a\U000e0100b", "U+E0100"),
        ("a\ufdd0b", "U+FDD0"),  # never a character
        ("a\U0010ffffb", "U+10FFFF"),
        ("a\ud800b", "U+D800"),
        ("=1", "begins like a formula"),
        ("x" * (LONGEST_CELL + 1), "shorten it"),
        ("§oµn viªn", "TCVN3"),
    ],
)
def test_what_no_cell_may_hold(cell, message):
    """The message says where, and can be printed."""
    with pytest.raises(SourceError, match=r"^here: ") as caught:
        check_cell(cell, "here")
    assert message in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("cell", ["-1,2%", "+3", "-5 đội", "+1.200 lượt", "- 4,3 điểm %", "+5 m²", "-8,5‰"])
def test_a_sign_may_stand_before_a_quantity(cell):
    """A change is printed with its sign; in a column of words it is refused all the same."""
    assert check_cell(cell, "here", quantity=True) is None
    with pytest.raises(SourceError, match="begins like a formula"):
        check_cell(cell, "here")


@pytest.mark.parametrize(
    "cell",
    [
        "=1",
        "@SUM(A1)",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "-1+1",
        "+A1",
        "-(1)",
        '-2 HYPERLINK("http://a.b","c")',
        "-2%*A1",
        "-2/A1",
        "-2 'a'!A1",
        "+3-5 buổi",
        "--2",
        "-",
        "- Tổ chức hội nghị",
    ],
)
def test_what_a_spreadsheet_would_run_is_no_quantity(cell):
    """Whatever else begins with a sign is refused in a column of quantities, too."""
    with pytest.raises(SourceError, match="begins like a formula"):
        check_cell(cell, "here", quantity=True)


@pytest.mark.parametrize("cell", ["đã làm ✅", "中", "☐"])
def test_what_documents_print_has_letters_of_the_typeface(cell):
    """The letter is named at once where its cell is to be printed; elsewhere it harms nobody."""
    assert check_cell(cell, "here") is None
    with pytest.raises(SourceError) as caught:
        check_cell(cell, "figures.csv, line 2, column unit", typeset=True)
    assert str(caught.value) == (
        f"figures.csv, line 2, column unit: the letter {cell[-1]!r} (U+{ord(cell[-1]):04X}), "
        "which the typeface Tinos lacks; write it in other words"
    )


@given(st.text())
def test_quoted_is_printable_and_short(text):
    """What messages quote never reaches the terminal as it is."""
    assert quoted(text).isprintable()
    assert len(quoted(text)) < 500


def test_a_header_in_any_order():
    """The columns may stand in any order."""
    assert check_header(NAMES[::-1], FIGURES, str) is None


def test_a_header_may_lack_an_optional_column():
    """As that of a table typed before there was the column does."""
    assert check_header([name for name in NAMES if name != "from_returns"], FIGURES, str) is None


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ([*NAMES[:2], "", *NAMES[3:]], "2: a column has no name"),
        ([*NAMES[:2], "print", *NAMES[3:]], "2: unknown column 'print'; did you mean 'printed'"),
        ([*NAMES, NAMES[0]], "9: column 'figure_id' stands there 2 times"),
        ([name for name in NAMES if name != "parent"], "0: column parent is missing"),
    ],
)
def test_a_header_that_is_not_the_tables(header, message):
    """The error names the place of the wrong name."""
    with pytest.raises(SourceError) as caught:
        check_header(header, FIGURES, str)
    assert str(caught.value).startswith(message)


def test_there_are_not_too_many_rows():
    """The last row that may stand there passes, the next does not."""
    assert check_count(MOST_ROWS, "here") is None
    with pytest.raises(SourceError, match=r"^here: more than 200,000 rows"):
        check_count(MOST_ROWS + 1, "here")


def test_a_frame_of_nothing_has_types():
    """A table without rows has the columns and types of any other."""
    full = text_frame(FIGURES, [[*NAMES, "file", 2]])
    assert text_frame(FIGURES, []).dtypes.equals(full.dtypes)
