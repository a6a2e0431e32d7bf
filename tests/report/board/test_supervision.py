"""What supervision asked for and nobody has answered."""

from __future__ import annotations

from khacphuc.report.board.supervision import supervision_section
from khacphuc.report.document import nodes

from .months import month, printed, supervision_tables, tables

TABLES = tables(**supervision_tables(("GS01.1", "2021-03-10"), ("GS01.2", "2021-04-02"), ("GS01.3", "")))


def test_unanswered_findings_are_listed():
    """An answer of April is none yet in March; how long it is awaited is counted from the letter."""
    context = month(tables=TABLES)
    sentence, table = supervision_section(context)
    assert nodes.plain(sentence).startswith("Còn 02 kiến nghị")
    assert [nodes.plain(row[0]) for row in table.rows] == ["GS01.2", "GS01.3"]
    assert [nodes.plain(row[4]) for row in table.rows] == ["58", "58"]
    assert printed(context)["supervision.unanswered"] == "02"


def test_all_is_answered_or_nothing_was_asked():
    """A sentence where all is; nothing where nothing was."""
    answered = tables(**supervision_tables(("GS01.1", "2021-03-10")))
    assert nodes.plain(tuple(supervision_section(month(tables=answered)))).startswith("Mọi kiến nghị")
    assert supervision_section(month()) == []
    assert supervision_section(month("2021-01", tables=TABLES)) == []  # no letter had gone out
