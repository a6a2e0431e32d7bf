"""Tests of `khacphuc.report.returns`: tables by parent, and notes at totals of incomplete reports."""

import pandas as pd
import pytest

from khacphuc.errors import ParameterError
from khacphuc.report.compose import compose
from khacphuc.report.document import nodes
from khacphuc.report.prose.citations import citables
from khacphuc.report.returns import ReturnedFigures

from .. import run2021
from .returned import COMMUNES, SESSIONS, tables, totals

NAN = float("nan")
WHOLE = totals(
    ("propaganda_sessions", "", 252, 24, 24),
    ("propaganda_sessions", "DV703", 140, 12, 12),
    ("propaganda_sessions", "DV705", 112, 12, 12),
    ("communes_counselling_ratio", "", 94, 94, 94),
)
PARTIAL = totals(
    ("propaganda_sessions", "", 252, 1094, 1128),
    ("propaganda_sessions", "DV703", 250, 11, 12),
    ("propaganda_sessions", "DV705", 2, 12, 12),
    ("propaganda_sessions", "DV706", NAN, 0, 12),
    ("communes_counselling_ratio", "", 94, 90, 94),
)
TABLE = "```table\nkind: returns\ncaption: Theo huyện\nfigures: [SL046]\n```\n"


def blocks(prose, added, language="vi", frames=None):
    """The blocks of a report with this prose, without its cover, signature and annexes."""
    parameters = run2021.parameters().model_copy(update={"language": language, "annexes": ()})
    frames = tables() if frames is None else frames
    composed = compose(
        frames,
        run2021.assessment(frames),
        parameters,
        run2021.policy(),
        f"# MỤC\n\n{prose}",
        filename="x.md",
        totals=added,
    )
    return composed[2:-1]


def footnotes(body):
    """The words of the footnotes."""
    return [nodes.plain(node.children) for node in nodes.inlines(tuple(body)) if isinstance(node, nodes.Note)]


def test_a_total_of_incomplete_reports_has_a_note_with_their_number():
    """Of a sum the reports are counted, of a number of units the units; the second citation has no note."""
    prose = f"Đã tổ chức @{SESSIONS} cuộc ở @{COMMUNES} xã; @{SESSIONS} cuộc.\n"
    assert footnotes(blocks(prose, PARTIAL)) == [
        "Theo 1.094/1.128 báo cáo của các đơn vị (97,0%).",
        "Theo báo cáo của 90/94 đơn vị (95,7%).",
    ]
    assert footnotes(blocks(prose, PARTIAL, "en")) == [
        "From 1,094/1,128 reports of the units (97.0%).",
        "As reported by 90/94 units (95.7%).",
    ]


def test_a_number_computed_of_incomplete_totals_has_a_note():
    """With each total it rests on, whatever is computed between; one of complete totals has none."""
    frames = tables()
    rows = (
        frames["computed"]
        .iloc[:2]
        .assign(computed_id=["TL98", "TL99"], operands=[f"{SESSIONS};SL043", "TL98;SL043"])
    )
    frames["computed"] = pd.concat([frames["computed"], rows], ignore_index=True)
    prose = "Bình quân @TL98, @TL99.\n"
    note = "Tính từ số chưa đủ báo cáo của các đơn vị: Cuộc tuyên truyền: 1.094/1.128 báo cáo (97,0%)."
    assert footnotes(blocks(prose, PARTIAL, frames=frames)) == [note, note]
    assert footnotes(blocks(prose, PARTIAL, "en", frames=frames))[0] == (
        "Computed of totals of incomplete reports: Cuộc tuyên truyền: 1,094/1,128 reports (97.0%)."
    )
    assert footnotes(blocks(prose, WHOLE, frames=frames)) == []
    typed = totals(("propaganda_sessions", "", 240, 1094, 1128))
    assert footnotes(blocks(prose, typed, frames=frames)) == []


def test_a_complete_total_and_other_figures_have_no_note():
    """Nothing is to be said where all reported, in a run without returns, and of a figure that is typed."""
    prose = f"Đã tổ chức @{SESSIONS} cuộc, @SL043 đội.\n"
    assert footnotes(blocks(prose, WHOLE)) == []
    assert footnotes(blocks(prose, None)) == []
    typed = totals(("propaganda_sessions", "", 240, 1094, 1128))
    assert footnotes(blocks(prose, typed)) == []


def test_a_figure_that_is_not_cited_adds_nothing_to_the_document():
    """The note stands at its number or nowhere."""
    body = blocks("Không dẫn số nào.\n", PARTIAL)
    assert [nodes.plain(block.children) for block in body] == ["Không dẫn số nào."]


def test_a_table_has_a_row_for_each_parent_and_one_for_all():
    """Parents by their names; the row of all cites the figure, so that it cannot differ from the prose."""
    (table,) = blocks(TABLE, WHOLE)
    assert table.columns == ("Đơn vị", "Cuộc tuyên truyền (cuộc)")
    rows = [[nodes.plain(cell) for cell in row] for row in table.rows]
    assert [row[1] for row in rows] == ["140", "112", "252"]
    assert rows[-1][0] == "Tổng cộng"
    assert all(not row[0].startswith("DV") for row in rows)
    assert [node.id for node in nodes.inlines((table,)) if isinstance(node, nodes.CitedValue)] == [SESSIONS]
    assert table.note == ()


def test_a_table_tells_which_numbers_are_of_incomplete_reports():
    """In brackets in the cell, and what brackets and the total mean below the table."""
    (table,) = blocks(TABLE, PARTIAL)
    assert [nodes.plain(row[1]) for row in table.rows] == ["250 (11/12)", "02", "–", "252"]
    assert nodes.plain(table.note) == (
        "Trong ngoặc: số báo cáo đã có trên số báo cáo phải gửi, nơi chưa đủ báo cáo. "
        "252: Theo 1.094/1.128 báo cáo của các đơn vị (97,0%)."
    )


def test_a_table_tells_where_the_office_prints_another_number_than_the_units_reported():
    """The rows of the parents add up to what was reported, the last row cites what was typed."""
    typed = totals(("propaganda_sessions", "DV1", 128, 12, 12), ("propaganda_sessions", "", 240, 1128, 1128))
    (table,) = blocks(TABLE, typed)
    assert nodes.plain(table.rows[-1][1]) == "252"
    assert nodes.plain(table.note) == (
        "Cuộc tuyên truyền: số ở dòng cuối do cơ quan ghi; các đơn vị báo cáo tổng cộng 240."
    )


def test_without_codes_all_figures_of_returns_are_columns():
    """In the order of the table of figures."""
    (table,) = blocks("```table\nkind: returns\ncaption: A\n```\n", PARTIAL)
    assert len(table.columns) == 3
    assert nodes.plain(table.rows[-1][2]) == "94/94"


@pytest.mark.parametrize("kind", ["table", "chart"])
def test_a_run_without_returns_leaves_the_fence_out(kind):
    """The same prose serves an office whose units send no forms, codes or not."""
    for figures in ("", "figures: [SL046]\n"):
        fence = f"Chữ.\n\n```{kind}\nkind: returns\ncaption: A\n{figures}```\n"
        assert [type(block) for block in blocks(fence, None)] == [nodes.Paragraph]


def test_a_figure_of_no_return_is_refused_with_its_place():
    """A table of returns holds what units reported and nothing else."""
    with pytest.raises(ParameterError, match=r"x\.md, line 3: .*SL043.*from_returns"):
        blocks(TABLE.replace("SL046", "SL043"), PARTIAL)


def test_shares_and_averages_are_printed_with_their_decimals():
    """A percentage has its sign; an average two decimals at most."""
    frames = tables({"SL045": "units_with_activities_share"})
    added = totals(
        ("units_with_activities_share", "", 100.0, 9, 9), ("units_with_activities_share", "A", 97.5, 9, 9)
    )
    returned = ReturnedFigures(frames, added, "vi")
    (figure,) = returned.figures(["SL045"])
    assert returned.number(figure.parents["A"], figure) == "97,5%"
    assert returned.notes(["SL045"], citables(frames, {})) == []
