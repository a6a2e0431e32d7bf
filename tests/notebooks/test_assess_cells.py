"""Tests of `khacphuc.notebooks.assess_cells`."""

from khacphuc.notebooks.assess_cells import gauged_cell, join_cells, number_cell, quiet, row_link, shortcoming_link
from khacphuc.report.document import nodes

from .runs import assessed


def test_a_number_is_cited_with_its_place():
    """A figure leads to where it is explained; a section is named; nothing stays nothing."""
    run = assessed()
    value, place = number_cell(run, "SL026")
    assert isinstance(value, nodes.CitedValue)
    assert (value.id, place.text) == ("SL026", " (chú thích 1)")
    assert nodes.plain(number_cell(run, "III.2.3")) == "mục III.2.3"
    assert number_cell(run, "") == ()


def test_a_threshold_with_a_bar():
    """What is asked, the bar with its share, and what is short; without numbers only what is asked."""
    run = assessed()
    cell = gauged_cell(run, "SL026", ">=", "SL012")
    assert nodes.plain(cell) == "≥ 2.000 █████████░ 90,2% mức phải đạt thiếu 195"
    assert [node.tone for node in cell if isinstance(node, nodes.Text)][:1] == ["bar"]
    assert nodes.plain(gauged_cell(run, "", ">=", "100%")) == "≥ 100%"
    assert gauged_cell(run, "", "", "") == ()


def test_codes_lead_to_rows():
    """A shortcoming to its first criterion, a rule to its row; a shortcoming without criteria nowhere."""
    third = assessed().shortcoming("KD3")
    (link,) = shortcoming_link(third.code, third.criteria)
    assert (link.id, link.text) == ("KD3.1", "KD3")
    assert shortcoming_link("KD3", ()) == (nodes.Text(text="KD3"),)
    assert row_link("Q5")[0].id == "Q5"


def test_cells_are_joined():
    """Empty ones are left out, a comma stands between the others."""
    assert nodes.plain(join_cells([(), (quiet("a"),), (), (quiet("b"),)])) == "a, b"
