"""Tests of `khacphuc.checks.source.order`."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.checks.source import order
from khacphuc.checks.source.order import misplaced, moves, ranks


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([], []),
        ([3, 5, 9], []),
        ([1, 0], [[0, 1]]),  # two neighbours swapped
        ([0, 4, 2, 3, 1, 5], [[1, 4]]),  # two far apart swapped
        ([0, 2, 3, 4, 1], [[4]]),  # one moved down
        ([3, 4, 0, 1, 2], [[0, 1]]),  # a run moved down
        ([0, 5, 1, 2, 4, 3, 6], [[1], [4]]),  # two moved, one by one place
    ],
)
def test_moves(places, expected):
    """What was swapped, moved or moved together is one move each."""
    assert moves(places) == expected


@given(st.permutations(range(9)))
def test_the_rest_rises(places):
    """Without the misplaced positions the sequence rises, and every move is of misplaced elements."""
    out = misplaced(places)
    rest = [place for position, place in enumerate(places) if position not in out]
    assert rest == sorted(rest)
    assert set(out) <= {position for move in moves(places) for position in move}


def test_notes_stand_where_the_table_has_them():
    """A page has its notes below; in the table they may follow the section that cites them."""
    after = [("I", 0), ("I", 1), ("fn1", 4), ("II", 2), ("II", 3)]
    assert ranks(after) == [0, 1, 2, 3, 4]
    assert ranks([("I", 0), ("fn1", 4), ("I", 1), ("fn1", 5), ("fn1", 6), ("II", 2)]) == [0, 2, 1, 3, 4, 5]
    assert ranks([("fn1", 3), ("fn2", 9)]) == [0, 1]


def test_examples():
    """The examples in the docstrings hold."""
    assert doctest.testmod(order).failed == 0
