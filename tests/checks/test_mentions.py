"""Tests of `khacphuc.checks.mentions`."""

import pytest

from khacphuc.checks.cited import read_prose
from khacphuc.checks.mentions import mentions

from .. import run2021  # noqa: TID252 - tests are no package to import from


def rows(text):
    """The table of a text, beside the tables of 2021."""
    return mentions(run2021.tables(), read_prose(text, shown="params/2021.md")).to_dict("records")


def test_codes():
    """A code is told with its place; one that nothing has, with the nearest and its label."""
    known, wrong = rows("Có @SL001.\n\nTheo @VB30O.")
    assert (known["mention"], known["near"], known["file"], known["line"]) == (
        "SL001",
        "",
        "params/2021.md",
        1,
    )
    assert wrong["code"] == "VB30O"
    assert wrong["line"] == 3
    assert wrong["near"].startswith("; gần nhất là mã VB30")


@pytest.mark.parametrize(
    ("text", "cite"),
    [
        ("tại 94 xã", "@SL051 "),  # no count of 94: SL051 is 94/94
        ("đạt 94/94 xã", "trích dẫn bằng mã @SL051 ("),
        ("hơn 19.732 lượt", "trích dẫn bằng mã @SL047 ("),
        ("hai chỉ tiêu chưa đạt", "trích dẫn bằng mã @SL011 ("),
        ("đạt 82,48%", "@SL063 ("),
        ("trị giá 1,4 tỷ đồng", "@SL066 ("),
        ("có 77.777 người", "trích dẫn bằng mã của bảng số liệu (ví dụ @SL001)"),
        ("mấy chục người", "trích dẫn bằng mã của bảng số liệu"),
    ],
)
def test_cite(text, cite):
    """Where figures hold what was typed, they are named with their labels."""
    (row,) = rows(text)
    assert row["code"] == ""
    assert (cite in row["cite"]) is (text != "tại 94 xã")


def test_again():
    """The same words typed again are another row, whatever line they stand in."""
    assert [row["mention"] for row in rows("94 đội và 94 đội.\n\nCó 94 đội")] == [
        "94 đội",
        "94 đội (2)",
        "94 đội (3)",
    ]
    assert rows("\n\n94 đội")[0]["mention"] == "94 đội"


def test_none():
    """Without a prose there is an empty table."""
    assert mentions(run2021.tables(), None).empty
