"""Tests of `khacphuc.data.source.pdf.rules`."""

import pytest

from khacphuc.data.source.pdf.geometry import IDENTITY
from khacphuc.data.source.pdf.operations import read_operations
from khacphuc.data.source.pdf.rules import Paths


@pytest.mark.parametrize(
    ("content", "rules"),
    [
        (b"0 5 m 100 5 l S", [(0, 5, 100, 5)]),
        (b"0 0 100 1 re f", [(0, 0.5, 100, 0.5)]),  # a rule is often a thin shape
        (b"0 0 50 20 re S", [(0, 0, 50, 0), (0, 0, 0, 20), (0, 20, 50, 20), (50, 0, 50, 20)]),
        (b"0 0 50 20 re f", []),  # a shade
        (b"0 0 100 1 re W n", []),  # what is not painted
        (b"0 0 m 50 50 l S 0 0 2 1 re f", []),  # aslant, or a dot
    ],
)
def test_straight_rules(content, rules):
    """Strokes and thin shapes are rules, shades and clips are none."""
    paths = Paths()
    for operator, operands in read_operations(content):
        paths.follow(operator, operands, IDENTITY)
    assert sorted((rule.x0, rule.y0, rule.x1, rule.y1) for rule in paths.rules) == sorted(rules)
