"""A frame becomes a table that people read."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from khacphuc.errors import DocumentError
from khacphuc.fonts.widths import width
from khacphuc.locale import LANGUAGES
from khacphuc.report.document import nodes
from khacphuc.report.prose.citations import citables
from khacphuc.report.table import _MARKS, TableColumn, cell_kind, to_table

from .. import run2021

CODES = {"not_met", "declared_met", "not_thorough", "True", "False", "nan", "NaT", "<NA>", "None"}


def cells(frame: pd.DataFrame, *columns: str | TableColumn, **options: Any) -> list[list[str]]:
    """The words of the rows of a table."""
    table = to_table(frame, columns, name="t", caption="Bảng", **options)
    return [[nodes.plain(cell) for cell in row] for row in table.rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_of_the_run_can_be_shown(language: str) -> None:
    """Each column has a heading, and no cell holds a raw code, a truth value of Python or a missing one."""
    tables, assessment = run2021.tables(), run2021.assessment()
    frames = {**tables, "t": assessment.targets, "c": assessment.criteria, "a": assessment.assessments}
    frames["f"] = run2021.findings()
    for frame in frames.values():
        table = to_table(
            frame, name="t", caption="", language=language, class_names=run2021.policy().class_names(language)
        )
        assert len(table.columns) == len(table.names) == len(table.align) == len(frame.columns)
        assert all(table.columns)
        words = {nodes.plain(cell) for row in table.rows for cell in row}
        assert not words & CODES


def test_a_column_without_a_label_is_refused() -> None:
    """Nobody meets a heading that is the name of a column."""
    frame = pd.DataFrame({"made_up": [1]})
    with pytest.raises(DocumentError, match="'made_up' has no label"):
        to_table(frame, name="t", caption="")
    assert to_table(frame, [TableColumn("made_up", label="Mới")], name="t", caption="").columns == ("Mới",)


def test_codes_are_words_with_the_code_for_who_points_at_it() -> None:
    """A status has a symbol and a tone; several codes in a cell are named one by one."""
    frame = pd.DataFrame({"status": ["not_met"], "flags": ["spaced;ungrouped"], "proxy": [True]})
    (row,) = to_table(frame, name="t", caption="").rows
    assert row[0] == (nodes.Text(text="○ chưa đạt", hint="not_met", tone="bad"),)
    assert row[1] == (
        nodes.Text(text="có khoảng trống trong số, không ngăn hàng nghìn", hint="spaced;ungrouped"),
    )
    assert row[2] == (nodes.Text(text="● có", hint="true"),)


def test_numbers_and_days_are_printed_as_people_write_them() -> None:
    """Digits are grouped in the language of the run, days stand first, what is missing is empty."""
    frame = pd.DataFrame(
        {
            "value": [13_600_000.5, None],
            "count": pd.array([1231, None], dtype="Int64"),
            "date": [pd.Timestamp("2021-03-05"), pd.NaT],
        }
    )
    assert cells(frame) == [["13.600.000,5", "1.231", "05/03/2021"], ["", "", ""]]
    assert cells(frame, "value", language="en")[0] == ["13,600,000.5"]
    assert to_table(frame, name="t", caption="").align == ("right", "right", "left")


def test_codes_lead_to_what_they_stand_for() -> None:
    """Each code of a cell is a link of its own, with its trace; other text stays words."""
    known = citables(run2021.tables(), run2021.policy().class_names("vi"))
    frame = pd.DataFrame({"operands": ["SL010:numerator;SL031"], "threshold": ["2.000"]})
    operands, threshold = to_table(frame, name="t", caption="", citables=known).rows[0]
    cited = [node for node in operands if isinstance(node, nodes.CitedValue)]
    assert [(node.id, node.text) for node in cited] == [
        ("SL010", "tử số của SL010"),
        ("SL031", "SL031"),
    ]
    assert all(node.trace for node in cited)
    assert threshold == (nodes.Text(text="2.000"),)


def test_a_cell_may_be_nodes_already() -> None:
    """Links, bars and notes can stand in a cell."""
    link = nodes.Reference(target="10_clean.html", text="Xem")
    frame = pd.DataFrame({"a": [link, (link, nodes.Text(text="!"))]})
    rows = to_table(frame, [TableColumn("a", label="A")], name="t", caption="").rows
    assert rows == (((link,),), ((link, nodes.Text(text="!")),))


def test_a_long_table_says_what_it_leaves_out() -> None:
    """The first rows are shown, and how many there are; an empty one has its head."""
    frame = pd.DataFrame({"count": range(2000)})
    table = to_table(frame, name="t", caption="", row_id="count")
    assert len(table.rows) == len(table.row_ids) == 1000
    assert "2.000" in nodes.plain(table.note)
    assert to_table(frame.head(0), name="t", caption="").columns == ("Số lượng",)


def test_the_typeface_has_the_symbols() -> None:
    """No symbol of a status depends on the fonts of a machine."""
    assert all(width(symbol, 12) for symbol, _ in _MARKS.values())


def test_kinds_follow_names_and_types() -> None:
    """What a column holds says how it is printed."""
    frame = pd.DataFrame(
        {"severity": ["x"], "kind": ["x"], "target_id": ["x"], "value": [1.5], "reason": ["x"]}
    )
    kinds = [cell_kind(frame, name) for name in frame]
    assert kinds == ["status", "word", "code", "number", "text"]


def test_notes_and_terms_are_called_by_their_names():
    """Where a document has a note, and what a term of a ratio is, nobody reads in codes of ours."""
    frame = pd.DataFrame({"section": ["fn1", "III.1"], "operands": ["SL010:numerator;SL011", ""]})
    for language, note, term in (
        ("vi", "chú thích 1", "tử số của SL010, SL011"),
        ("en", "note 1", "numerator of SL010, SL011"),
    ):
        table = to_table(frame, name="t", caption="", language=language)
        assert [nodes.plain(cell) for cell in table.rows[0]] == [note, term]
        assert table.rows[0][0][0].hint == "fn1"
        assert nodes.plain(table.rows[1][0]) == "III.1"


def test_a_problem_names_columns_as_people_do():
    """The column a cell is wrong in is called by its heading; its own name is there for who points at it."""
    table = to_table(pd.DataFrame({"problem": ["printed: trống, phải điền"]}), name="t", caption="")
    (cell,) = table.rows[0][0]
    assert (cell.text, cell.hint) == ("Đã in: trống, phải điền", "printed: trống, phải điền")
