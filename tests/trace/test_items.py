"""Tests of `khacphuc.trace.items`."""

from khacphuc.trace.items import Item


def test_an_item_may_have_no_facts():
    """A row of which nothing more is known rests on nothing."""
    item = Item("SL001", "figure", "x", "y")
    assert (item.facts, item.uses) == ((), ())
