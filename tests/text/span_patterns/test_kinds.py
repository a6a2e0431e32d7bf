"""Tests of `khacphuc.text.span_patterns.kinds`."""

from khacphuc.text.quantities import Kind
from khacphuc.text.span_patterns.kinds import QUANTITIES, SpanKind


def test_quantities_are_the_kinds_of_a_table():
    """What a number of a document can be as a quantity is what a table of figures knows."""
    assert {kind.value for kind in QUANTITIES} == {kind.value for kind in Kind}
    assert len(SpanKind) > len(QUANTITIES)
