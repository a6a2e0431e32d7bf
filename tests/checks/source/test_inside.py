"""Tests of `khacphuc.checks.source.inside`."""

import pytest

from khacphuc.checks.finding_tables import print_findings
from khacphuc.checks.source.inside import contradictions
from khacphuc.data.source.coverage import cover_document
from khacphuc.data.source.document import lines_document
from khacphuc.data.source.tokens import extract_tokens


def findings(text, language="vi"):
    """What a text says against itself, as rows."""
    coverage = cover_document(lines_document(text))
    result = contradictions(coverage, extract_tokens(coverage), document_name="a.txt", language=language)
    return print_findings(result, language).to_dict("records")


@pytest.mark.parametrize(
    ("text", "rule", "observed", "expected"),
    [
        ("I. A\nĐạt 9/11 chỉ tiêu (đạt 90%).", "NG-09", "[9/11]", "9/11 bằng 81,82%"),
        ("I. A\nChi 50.000 triệu đồng và 20,624 triệu đồng", "NG-10", "[20,624]", "viết như «50.000 triệu»"),
        ("I. A\nTỷ lệ tăng 4,3 so với năm 2020", "NG-11", "[4,3]", "có đơn vị"),
    ],
)
def test_each_rule(text, rule, observed, expected):
    """A contradiction is a warning that quotes the document and says what was expected."""
    [finding] = findings(text)
    assert (finding["rule"], finding["severity"], finding["expected"]) == (rule, "warning", expected)
    assert observed in finding["observed"]
    assert "mục I, đoạn 1" in finding["observed"]
    assert "a.txt" in finding["source"]


def test_in_english():
    """In English our own words are English."""
    [finding] = findings("9/11 chỉ tiêu (đạt 90%).", "en")
    assert finding["expected"] == "9/11 is 81.82%"


def test_what_agrees_is_no_finding():
    """A document without contradictions gives nothing."""
    assert not findings("I. A\nĐạt 9/11 chỉ tiêu (81,8%), tăng 4,3% so với năm 2020, chi 13,6 triệu đồng.")
