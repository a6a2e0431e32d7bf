"""Tests of `khacphuc.notebooks.clean`."""

import shutil

import pandas as pd
import pytest

from khacphuc.data.clean import clean_table
from khacphuc.data.raw.cells import text_frame
from khacphuc.inputs import Inputs
from khacphuc.notebooks.clean import CleanView
from khacphuc.project.layout import Layout
from khacphuc.project.workspace import Workspace
from khacphuc.report.document import nodes
from khacphuc.schema.tables import TABLES

from .. import run2021
from .opened import RAW, html, opened, rows

QUESTIONS = ("summary", "chart", "changes", "computed", "read_tables")


@pytest.fixture(scope="module")
def view():
    """Run 2021."""
    return CleanView(opened())


def test_the_answer_comes_first(view):
    """What was read, what is unusual, what cannot be read and what was computed again: a sentence each."""
    assert str(view.summary()).split("\n\n") == [
        "Đã đọc 77 số đã in ở 12 mục và chú thích: 61 số đếm, 10 tỷ lệ %, 4 tỷ số, 2 số tiền.",
        "! 1 số in khác quy ước: dấu chấm trước phần thập phân (SL058).",
        "Mọi ô của 586 dòng trong 12 bảng đều đọc được.",
        "12 số tính lại: 9 khớp số đã in, 3 không có số in để đối chiếu.",
    ]


def test_in_english():
    """The same in the language of the run; what is quoted stays."""
    view = CleanView(opened(language="en"))
    assert str(view.summary()).startswith(
        "77 printed figures were read in 12 sections and notes: 61 counts, 10 percentages, 4 ratios, "
        "2 sums of money."
    )
    assert rows(view.changes())[0][:4] == ["SL058", "13.6 triệu đồng", "13,600,000 dong", "! decimal point"]
    assert [nodes.plain(cell) for cell in view.computed().parts[0].rows[7][4:5]] == ["denominator of SL015"]


def test_only_what_changed_is_shown(view):
    """A flagged and a rescaled figure of 77, with what is printed beside the value."""
    assert rows(view.changes()) == [
        [
            "SL058",
            "13.6 triệu đồng",
            "13.600.000 đồng",
            "! dấu chấm trước phần thập phân",
            "Báo cáo 2021, mục III.2.2, đoạn 2",
        ],
        [
            "SL066",
            "hơn 1,4 tỷ đồng",
            "hơn 1.400.000.000 đồng",
            "đổi ra đơn vị gốc",
            "Báo cáo 2021, mục III.4.2, đoạn 3",
        ],
    ]


def test_computed_numbers_stand_beside_what_is_printed(view):
    """Working, result, the figure it is compared with, and whether they agree."""
    computed = {row[0]: row[2:] for row in rows(view.computed())}
    assert computed["TL01"] == ["1.805 / 2.000", "90,25%", "SL018", "90%", "● khớp"]
    assert computed["TL10"] == ["01 + 01 + 01", "03", "mẫu số của SL015", "03 nội dung", "● khớp"]
    assert computed["TL12"] == ["103 / 154", "66,9%", "", "", "– không có số in"]
    first = view.computed().parts[0].rows[0]
    assert isinstance(first[4][0], nodes.CitedValue)
    assert "TL01" in view.computed().parts[0].row_ids


def test_tables_and_where_they_come_from(view):
    """Each table has its name, its rows and its file."""
    assert rows(view.read_tables())[3] == ["Số liệu đã in", "77", "0", "data/raw/2021/figures.csv"]


def test_what_is_wrong_stands_first():
    """Rows with problems come first in every table, and the summary counts them."""
    tables = run2021.tables()
    tables["declared"].loc[1, "problem"] = "class: «x»"
    tables["computed"].loc[3, "restates"] = 6
    tables["computed"].loc[5, ["value", "problem"]] = [None, "operands: «SL999»"]
    view = CleanView(opened(tables))
    assert "× 2 trong 586 dòng có ô không đọc được hoặc còn trống" in str(view.summary())
    assert "× 12 số tính lại: 1 không tính được, 1 khác số đã in, 8 khớp số đã in" in str(view.summary())
    assert rows(view.changes())[0][:2] == ["Số tính lại", "TL06"]
    assert rows(view.changes())[1] == [
        *("Kết quả công bố", "KD2", "", "", "× Mức công bố: «x»"),
        "data/raw/2021/declared.csv, dòng 3",
    ]
    assert [row[-1] for row in rows(view.computed())][:3] == [
        "× Các số hạng: «SL999»",
        "× khác nhau",
        "● khớp",
    ]
    assert [row[2] for row in rows(view.read_tables())][:3] == ["1", "1", "0"]


@pytest.mark.parametrize(
    ("unreadable", "expected"),
    [
        (0, "Đã đọc 77 số đã in ở 12 mục và chú thích: 61 số đếm"),
        (
            1,
            "Đọc được 76 trong 77 số đã in ở 12 mục và chú thích: 60 số đếm, 10 tỷ lệ %, 4 tỷ số, 2 số tiền",
        ),
        (77, "Không đọc được số nào trong 77 số đã in ở 12 mục và chú thích."),
    ],
)
def test_what_cannot_be_read_was_not_read(unreadable, expected):
    """A number that cannot be read is not counted among those that were."""
    tables = run2021.tables()
    figures = tables["figures"]
    figures.loc[figures.index[:unreadable], ["kind", "value"]] = [None, None]
    assert expected in str(CleanView(opened(tables)).summary())


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_run_without_rows(language):
    """Every question has an answer where there is nothing yet."""
    empty = {name: clean_table(table, text_frame(table, [])) for name, table in TABLES.items()}
    view = CleanView(opened(empty, language))
    for question in QUESTIONS:
        assert str(getattr(view, question)()).strip()
    assert len(view.summary().parts) == 2


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_output_shows_a_code_of_ours(language):
    """Codes, truth and what is missing are words; every heading is one."""
    view = CleanView(opened(language=language))
    for question in QUESTIONS:
        assert not RAW.search(str(getattr(view, question)()))


def test_hostile_and_many_rows():
    """A thousand odd figures with marks in their texts are escaped, and the table is bounded."""
    tables = run2021.tables()
    odd = tables["figures"].loc[[57] * 1100].reset_index(drop=True)
    odd["figure_id"] = [f"SL{number:06}" for number in range(len(odd))]
    odd["source"] = "<script>alert(1)</script> 😀"
    odd["section"] = [f"<b>{number}" for number in range(len(odd))]
    tables["figures"], tables["computed"] = odd, tables["computed"].head(0)
    view = CleanView(opened(tables))
    outputs = [html(getattr(view, question)()) for question in QUESTIONS]
    assert not any("<script>alert" in output or "<b>" in output for output in outputs)
    assert len(rows(view.changes())) == 1000
    assert "và 1.097 số khác" in str(view.summary())
    assert max(map(len, outputs)) < 3_000_000


def test_it_reads_no_policy(tmp_path):
    """The first stage declares what it reads, and the policy is not among it."""
    for part in ("params", "data/raw"):
        shutil.copytree(run2021.ROOT / part, tmp_path / part)
    layout = Layout(tmp_path)
    layout.policy.unlink()
    view = CleanView(Inputs(Workspace(layout, "2021", tmp_path, fallback=False)))
    for question in QUESTIONS:
        assert getattr(view, question)()


def test_a_draft_and_a_duplicate_code_are_looked_at_like_others():
    """What the checks will complain about stops nothing here."""
    tables = run2021.tables()
    tables["figures"] = pd.concat([tables["figures"], tables["figures"].tail(3)], ignore_index=True)
    tables["figures"].loc[0, "indicator"] = "unknown"
    view = CleanView(opened(tables, status="draft"))
    assert "80 số đã in" in str(view.summary())
    assert len(rows(view.computed())) == 12
