"""Sentences with nodes in them."""

from __future__ import annotations

import pytest

from khacphuc.report.board.sentence import cell, in_paragraph, sentence
from khacphuc.report.document import nodes

COUNT = nodes.CitedValue(id="measures.due", text="05", kind="computed")


def test_nodes_stand_in_the_place_of_their_names():
    """Words stay words, a node stays that node; nothing is left of an empty one."""
    assert sentence("Có {count} việc{left}.", count=COUNT, left="") == (
        nodes.Text(text="Có "),
        COUNT,
        nodes.Text(text=" việc"),
        nodes.Text(text="."),
    )
    assert in_paragraph("{a}{b}", a=(COUNT, COUNT), b="!").children == (COUNT, COUNT, nodes.Text(text="!"))


def test_a_name_without_a_part_is_a_mistake():
    """It is never printed."""
    with pytest.raises(KeyError):
        sentence("Có {count} việc.")


@pytest.mark.parametrize("value", [None, "", float("nan")])
def test_an_empty_cell_holds_nothing(value):
    """What is not there prints nothing."""
    assert cell(value) == ()
