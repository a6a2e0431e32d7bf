"""Tests of `khacphuc.checks.views.prose_rows`."""

from khacphuc.checks.views.prose_rows import prose_rows

COLUMNS = ("code", "near", "line", "file", "source")


def test_rows_have_their_place():
    """What a row lacks is empty; the line is a number."""
    frame = prose_rows([{"code": "SL001", "line": 3}], COLUMNS, file="a.md", language="vi")
    assert frame.to_dict("records") == [
        {"code": "SL001", "near": "", "line": 3, "file": "a.md", "source": "lời văn"}
    ]
    assert frame["line"].dtype == "Int64"


def test_no_rows():
    """The columns are there all the same."""
    assert list(prose_rows([], COLUMNS, file="", language="vi")) == list(COLUMNS)
