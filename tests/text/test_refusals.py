"""Tests of `khacphuc.text.refusals`: every refusal in the language of its run."""

from __future__ import annotations

import ast
import pickle
import re
from pathlib import Path

import pandas as pd
import pytest

from khacphuc import text as package
from khacphuc.data.returns.expressions import parse_expression
from khacphuc.data.returns.periods import parse_period, reporting_periods
from khacphuc.errors import QuantityError
from khacphuc.locale import words
from khacphuc.text.citations import parse_document_number
from khacphuc.text.dates import parse_date
from khacphuc.text.quantities import parse
from khacphuc.text.refusals import Quotation, quote
from khacphuc.text.vectors import parse_column


def condition(text):
    """Read a condition, as a collection's items have it."""
    return parse_expression(text, condition=True)


def number(text):
    """Read a number that is worked out, as a side of a rule is."""
    return parse_expression(text, condition=False)


def months_with_cutoff(text):
    """The months of a year with a cut-off."""
    return reporting_periods(2021, "month", text)


def periods_of_type(text):
    """The periods of a year of a type."""
    return reporting_periods(2021, text)


#: A cell for each way to refuse one: by what is read, and for a quantity the unit column behind a bar.
REFUSED = {
    parse: [
        *("nhiều", "-5/7", "03/3/2021", "300-KH/TĐTN-VP", "0,5 đồng", "9/0", "9/11%", "từ 10", "10-5"),
        *("94abc", "13,6 triÖu ®ång", "1234567890123456", "1.2.3", "1,5/3", "9,4/94", "1 %xã", "10 trở lên"),
        *(
            "",
            "94\n",
            "9" * 501,
            "٣",
            "1 (5)",
            "1 xã,",
            "1 lượt*người",
            "3 năm 2021",
            "1 tỷ 20 tỷ",
            "thứ 9/3",
        ),
        *("1 triệu tỷ đồng", "1 triệu đồng tiền mặt", "1 đồng tiền", "94|người trở lên", "94|xã,"),
        *("13.600.000 đồng|triệu đồng", "1 triệu|%", "94|xã\u200b"),
    ],
    parse_date: ["2021", "", "03/3/21", "03/3/20211", "3/13/2021", "40/13/2021", "31/02/2021"],
    parse_period: ["2021-13"],
    months_with_cutoff: ["12-15", "31/3;30/6"],
    periods_of_type: ["week"],
    condition: [
        *("", "1 < . < 5", "1 + 1", "1 and 2", "(. > 1) + 1", ">= 1", ". 5", "(. > 1", "a > 1"),
        "1 + " * 150 + "1",  # too long
    ],
    number: [". > 1"],
    parse_document_number: ["", "07/BC", "07/BC-UBND", "300-kh/TĐTN", "0-KH/TĐTN", "94/0010/NĐ-CP"],
}
#: Errors of whoever calls, which no cell of a table can bring about.
OF_CALLERS = {"formats.py": 4, "numerals.py": 3, "vectors.py": 1}
QUOTED = re.compile("«[^»]*»")
#: What expressions are written with, in any language.
EXPRESSION = re.compile(r"\$\{[^}]*\}|\b(?:and|or|not)\b(?=,|:|\.| \.|$)")
ENGLISH = re.compile(r"\b(?:is|not|it|its|the|an?|of|and|or|Expected|Type|Print|Write|Give|Correct)\b")


def refused(read, cell):
    """The error a reader refuses a cell with."""
    printed, _, unit = cell.partition("|")
    with pytest.raises(QuantityError) as caught:
        read(printed, **({"unit": unit} if unit else {}))
    return caught.value


@pytest.mark.parametrize(("read", "cell"), [(read, cell) for read in REFUSED for cell in REFUSED[read]])
def test_a_refusal_is_of_one_language(read, cell):
    """Vietnamese without a word of an English frame, quotation marks and all; English as the error prints."""
    error = refused(read, cell)
    vietnamese = EXPRESSION.sub("", QUOTED.sub("", error.in_language("vi")))
    assert ENGLISH.findall(vietnamese) == re.findall("['\"{}]", vietnamese) == []
    assert error.in_language("en") == str(error)
    assert pickle.loads(pickle.dumps(error)).in_language("vi") == error.in_language("vi")  # noqa: S301 - ours


def test_every_refusal_has_its_example():
    """The examples above use every word of the group but that of a cell which is no text."""
    used = set()

    def collect(phrase):
        used.add(phrase.key)
        for value in phrase.parameters.values():
            if not isinstance(value, Quotation) and hasattr(value, "in_language"):
                collect(getattr(value, "phrase", value))

    for read, cells in REFUSED.items():
        for cell in cells:
            collect(refused(read, cell).phrase)
    assert set(words("vi", "refusal")) - used == {"not_text"}


def test_no_refusal_of_a_cell_is_english_only():
    """A message that stands in code can be no other language; what is left is of callers, and counted."""
    raised = {}
    for path in Path(package.__file__).parent.glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        errors = [node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise) and node.exc]
        if count := sum(ast.unparse(error).startswith("QuantityError(") for error in errors):
            raised[path.name] = count
    assert raised == OF_CALLERS


def test_a_part_and_its_whole():
    """A part that is wrong in a figure is named with the figure, in one language."""
    assert refused(parse, "9/11,5 xã").in_language("vi") == (
        "«9/11,5 xã» không phải số liệu: «11,5» không phải số nguyên, trong khi cả hai vế của tỷ số phải là "
        "số nguyên. Ghi như 9/11 hoặc ghi tỷ lệ phần trăm."
    )


def test_a_column_speaks_the_language_it_is_given():
    """The reported example, and a cell that is no text."""
    column = pd.Series(["9,4/94", 94], dtype="object")
    first, second = parse_column(column, language="vi")["error"]
    assert first == (
        "«9,4/94» không phải số liệu: «9,4» không phải số nguyên, trong khi cả hai vế của tỷ số phải là số "
        "nguyên. Ghi như 9/11 hoặc ghi tỷ lệ phần trăm."
    )
    assert second == (
        "94 không phải số liệu: ô chứa giá trị kiểu int, trong khi bảng chỉ nhận chữ như đã in. Định dạng ô "
        "là văn bản rồi gõ lại số liệu đúng như đã in."
    )
    assert parse_column(column)["error"].iloc[0].startswith("'9,4/94' is not a quantity: '9,4' is not a ")


def test_an_error_seen_from_further_out_keeps_its_words():
    """Its place stands before them in every language."""
    error = refused(parse_date, "31/02/2021").at("cell B2")
    assert error.in_language("vi") == (
        "cell B2: «31/02/2021» không phải ngày tháng: không có ngày này. Tra lại trong văn bản."
    )
    assert QuantityError("x", place="a").in_language("vi") == "a: x"


def test_quote_is_short():
    """A long text is cut in messages."""
    assert len(quote("x" * 400)) == len(Quotation("x" * 400).in_language("vi")) == 80
