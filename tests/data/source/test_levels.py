"""Tests of `khacphuc.data.source.levels`."""

import pytest

from khacphuc.data.source.levels import Levels
from khacphuc.data.source.markers import read_marker


def paths(lines, styles=()):
    """The section that is open behind each line."""
    markers = [read_marker(line) for line in lines]
    levels = Levels(markers)
    result = []
    for index in range(len(lines)):
        levels.take(index, style=dict(styles).get(index, ""))
        result.append(levels.path)
    return result


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["I. A", "I. B", "I. C", "I. D", "I. E"], ["I", "I-bis", "I-ter", "I-quater", "I-5"]),
        (["1. A", "2. B", "I. C", "1. D"], ["1", "2", "I", "I.1"]),  # arabic numbers never stand above
        (["1.1.1. A", "1.1.2. B", "1.2. C"], ["1.1.1", "1.1.2", "1.2"]),
        (["I. A", "1. B", "1) C", "a) D", "e", "b) E", "e", "2. F"],
         ["I", "I.1", "I.1.1", "I.1.1.a", "I.1.1.a", "I.1.1.b", "I.1.1.b", "I.2"]),
        (["I. A", "1. B", "0.0. C", "0.1. D", "2. E", "0.2. F"],
         ["I", "I.1", "I.1.0.0", "I.1.0.1", "I.2", "I.2.0.2"]),  # a list of Word below headings typed by hand
        (["I. A", "7. B"], ["I", "I"]),  # nothing led up to it
        (["I. A", "IX. B"], ["I", "I"]),
    ],
)  # fmt: skip
def test_paths(lines, expected):
    """Each marker opens the level it belongs to and closes those below."""
    assert paths(lines) == expected


def test_what_the_file_says_wins():
    """A level that the file gives closes deeper ones, and its number need not follow."""
    lines = ["I. A", "7. B", "Kết luận", "II. C"]
    assert paths(lines, {0: "1", 1: "2", 2: "2", 3: "1"}.items()) == ["I", "I.7", "I", "II"]
