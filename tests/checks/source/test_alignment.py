"""Tests of `khacphuc.checks.source.alignment`."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.checks.source import alignment
from khacphuc.checks.source.alignment import align


def unlike(item, other):
    """1.5 for two letters that differ."""
    return 0 if item == other else 1.5


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("", "", []),
        ("a", "", [("a", None)]),
        ("", "a", [(None, "a")]),
        ("abc", "abc", [("a", "a"), ("b", "b"), ("c", "c")]),
        ("abc", "ac", [("a", "a"), ("b", None), ("c", "c")]),
        ("ac", "abc", [("a", "a"), (None, "b"), ("c", "c")]),
        ("axc", "abc", [("a", "a"), ("x", "b"), ("c", "c")]),  # one wrong, not one too many and one missing
    ],
)
def test_align(left, right, expected):
    """What is left out, added or wrong is each recognised as such."""
    assert align(left, right, unlike) == expected


def test_too_unlike_to_pair():
    """Two elements at 2 or more stay alone."""
    assert align("ab", "ac", lambda item, other: 0 if item == other else 2.5) == [
        ("a", "a"),
        ("b", None),
        (None, "c"),
    ]


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_nothing_is_lost(left, right):
    """Every element of both stands in the result once, in order."""
    pairs = align(left, right, unlike)
    assert "".join(item for item, _ in pairs if item) == left
    assert "".join(other for _, other in pairs if other) == right


def test_examples():
    """The examples in the docstrings hold."""
    assert doctest.testmod(alignment) == doctest.TestResults(0, 1)
