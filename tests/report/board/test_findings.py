"""Findings nobody has answered."""

from __future__ import annotations

from khacphuc.report.board.findings import findings_section
from khacphuc.report.document import nodes

from ...findings import finding
from .months import FINDINGS, month, printed


def test_open_findings_by_rule():
    """The gravest first, each rule once with how many; a closed one is not counted."""
    context = month()
    sentence, table = findings_section(context)
    assert "01 phát hiện nghiêm trọng và 02 cảnh báo" in nodes.plain(sentence)
    assert [nodes.plain(row[2]) for row in table.rows] == ["01", "02"]
    assert nodes.plain(table.rows[0][1]) == "Phải khớp"
    assert set(printed(context)) == {
        "findings.critical",
        "findings.warning",
        "findings.SL-10",
        "findings.SL-12",
    }
    assert "SL-12/SL025;SL-12/SL026" in set(context.numbers.frame()["rows"])


def test_what_other_sections_say_by_the_day_is_left_out():
    """A form missing in December is no finding of March: the section about reports says who is late."""
    context = month(findings=(finding("LO-01", "LO1", table="form_faults"), FINDINGS[1]))
    findings_section(context)
    assert printed(context)["findings.warning"] == "01"


def test_nothing_is_open():
    """A sentence says so."""
    assert nodes.plain(tuple(findings_section(month(findings=())))).startswith("Không còn phát hiện nào")
