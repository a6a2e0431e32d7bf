"""Tests of `khacphuc.data.source.pdf.geometry`."""

import pytest

from khacphuc.data.source.pdf.geometry import IDENTITY, point, rotation, times, to_matrix


def test_matrices_follow_each_other():
    """The inner one moves first; a turn and the turn back leave a point where it was."""
    assert point(times((2, 0, 0, 2, 0, 0), (1, 0, 0, 1, 5, 0)), 1, 1) == (7, 2)
    assert point(times(rotation(90), rotation(-90)), 3, 4) == pytest.approx((3, 4))
    assert point(rotation(90), 1, 0) == pytest.approx((0, 1))


def test_a_broken_matrix_moves_nothing():
    """Six numbers make one."""
    assert to_matrix([1, 2, 3, 4, 5, 6]) == (1, 2, 3, 4, 5, 6)
    assert to_matrix([1, 2]) == to_matrix(None) == IDENTITY
