"""Tests of `khacphuc.commands.finding_counts`."""

import pytest

from khacphuc.commands.finding_counts import format_counts
from khacphuc.locale import words


@pytest.mark.parametrize(
    ("language", "answered", "expected"),
    [
        ("vi", {}, "phát hiện: 7 nghiêm trọng, 1 cần xem xét"),
        ("vi", {"critical": 3}, "phát hiện: 7 nghiêm trọng (3 đã trả lời), 1 cần xem xét"),
        ("en", {"critical": 7, "warning": 1}, "findings: 7 critical (7 answered), 1 warning (1 answered)"),
    ],
)
def test_counts(language, answered, expected):
    """How many there are of each severity, and how many of those are answered."""
    assert format_counts({"critical": 7, "warning": 1}, answered, words(language, "terminal")) == expected
