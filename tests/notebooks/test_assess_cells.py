"""Tests of `khacphuc.notebooks.assess_cells`."""

from dataclasses import replace

from khacphuc.notebooks.assess_cells import (
    finding_marks,
    gauged_cell,
    number_cell,
    row_link,
    shortcoming_link,
)
from khacphuc.report.document import nodes

from ..findings import finding
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
    assert nodes.plain(cell) == (
        "ít nhất 2.000 đoàn viên ưu tú █████████░ 90,3% mức phải đạt thiếu 195 đoàn viên ưu tú"
    )
    assert [node.tone for node in cell if isinstance(node, nodes.Text)][:1] == ["bar"]
    assert nodes.plain(gauged_cell(run, "", ">=", "100%")) == "đủ 100%"
    assert gauged_cell(run, "", "", "") == ()


def test_codes_lead_to_rows():
    """A shortcoming to its first criterion, a rule to its row; a shortcoming without criteria nowhere."""
    third = assessed().shortcoming("KD3")
    (link,) = shortcoming_link(third.code, third.criteria)
    assert (link.id, link.text) == ("KD3.1", "KD3")
    assert shortcoming_link("KD3", ()) == (nodes.Text(text="KD3"),)
    assert row_link("Q5")[0].id == "Q5"
    assert nodes.plain(row_link("Q5", "nếu không")) == "Q5: nếu không"


def test_marks_are_few():
    """Of many findings the first are named; one that stands on two numbers is named once."""
    findings = [finding("SL-10", "SL026", related=("SL027",))]
    findings += [finding(f"SL-{number}", "SL026") for number in range(11, 20)]
    run = replace(assessed(), findings=tuple(findings))
    marked = finding_marks(run, "SL026", "SL027")
    assert nodes.plain(marked) == " ! còn phát hiện SL-10, SL-11, SL-12, SL-13, SL-14"
    assert nodes.plain(finding_marks(run, "SL027")) == " ! còn phát hiện SL-10"
    assert finding_marks(run, "SL028") == ()
