"""Tests of `khacphuc.trace.chain`."""

import re

import pandas as pd
import pytest

from khacphuc.errors import UsageError
from khacphuc.trace.chain import trace_code
from khacphuc.trace.items import Item

COLUMNS = ["severity", "rule", "row_id", "related", "description", "answer"]


def item(code, *uses, label="Chỉ số"):
    """A row that rests on others."""
    return Item(code, "figure", label, "", uses=uses)


ITEMS = {
    row.code: row
    for row in (
        item("SL001", label="Đoàn viên mới"),
        item("SL002", label="Kinh phí tặng quà"),
        item("TL01", "SL001", "SL002", "100%"),
        item("KD1.1", "TL01", "SL001"),
        item("KD1", "KD1.1"),
        item("VB1", "VB2"),
        item("VB2", "VB1"),
    )
}


def follow(code, *findings, cited=None, language="en"):
    """The chain of a code."""
    return trace_code(code, ITEMS, pd.DataFrame(findings, columns=COLUMNS), cited or {}, language)


def codes(branches):
    """A tree as nested codes."""
    return {branch.item.code: codes(branch.branches) for branch in branches}


def test_both_directions():
    """A row is followed down to what was printed and up to the shortcomings; other texts lead nowhere."""
    chain = follow("TL01")
    assert codes(chain.rests_on) == {"SL001": {}, "SL002": {}}
    assert codes(chain.carries) == {"KD1.1": {"KD1": {}}}
    assert codes(follow("KD1").rests_on) == {"KD1.1": {"TL01": {"SL001": {}, "SL002": {}}, "SL001": {}}}
    assert codes(follow("SL001").carries) == {"TL01": {"KD1.1": {"KD1": {}}}, "KD1.1": {"KD1": {}}}


def test_a_circle_ends():
    """Two documents that carry out each other are followed once round."""
    assert codes(follow("VB1").rests_on) == {"VB2": {}}


def test_findings_of_the_whole_way_down():
    """A finding counts if it is about the row or about anything it rests on, also as a related row."""
    rows = [
        ("warning", "SL-10", "SL009", "SL002;SL010", "Chọn số đúng.", "accepted: x"),
        ("warning", "SL-11", "SL009", "", "Khác.", ""),
        ("critical", "TL-01", "TL01", "", "Tính lại.", ""),
    ]
    mentions = follow("TL01", *rows).findings
    assert [(mention.severity, mention.rule, mention.rows, mention.answer) for mention in mentions] == [
        ("warning", "SL-10", ("SL009", "SL002", "SL010"), "accepted: x"),
        ("critical", "TL-01", ("TL01",), ""),
    ]
    assert [mention.rule for mention in follow("SL002", *rows).findings] == ["SL-10"]


@pytest.mark.parametrize("code", ["SL001", "sl001", "@SL001", " SL001:numerator "])
def test_a_code_as_people_type_it(code):
    """Capitals, the sign of a citation and the term of a ratio do not matter."""
    chain = follow(code, cited={"SL001": (3, 7)})
    assert (chain.item.code, chain.cited) == ("SL001", (3, 7))


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("SL003", "did you mean SL002 (Kinh phí tặng quà), SL001 (Đoàn viên mới)?"),
        ("tặng quà", "did you mean SL002 (Kinh phí tặng quà)?"),
        ("Đoàn viên moi", "did you mean SL001 (Đoàn viên mới)?"),
        ("?", "a code is such as SL001, TL01, VB300, CT01, KD1.1 or KD1"),
    ],
)
def test_an_unknown_code_names_the_nearest(code, hint):
    """The nearest codes are named with their labels, else rows whose label is like the words."""
    with pytest.raises(UsageError) as caught:
        follow(code)
    assert str(caught.value) == f"nothing has the code «{code}»; {hint}"
    with pytest.raises(UsageError, match=f"^không có gì mang mã «{re.escape(code)}»; (có phải|mã có dạng)"):
        follow(code, language="vi")
