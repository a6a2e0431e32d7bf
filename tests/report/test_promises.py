"""Tests of `khacphuc.report.promises`."""

import pytest

from khacphuc.errors import ParameterError
from khacphuc.report.charts.context import ChartContext
from khacphuc.report.document import nodes
from khacphuc.report.promises import Promises
from khacphuc.report.prose.citations import Citations, citables
from khacphuc.report.prose.fences import Fences

from .. import run2021

FENCE = "kind: promises\ncaption: Kết quả so với năm trước"


@pytest.fixture(scope="module")
def context():
    """2021 as the year after itself, with a baseline; one shortcoming is no longer there."""
    tables = run2021.clean()
    criteria = tables["criteria"]
    tables["criteria"] = criteria.assign(
        baseline=criteria["baseline"].mask(criteria["criterion_id"] == "KD1.1", "75,5%")
    )
    tables["shortcomings"] = tables["shortcomings"].query("shortcoming_id != 'KD4'")
    return ChartContext(tables, Citations(citables(tables, run2021.policy().class_names("vi"))))


@pytest.fixture
def before():
    """The year before: KD2 was remedied already, and so is not promised; KD1 had no class yet."""
    tables = run2021.clean()
    declared = tables["declared"].set_index("shortcoming_id")
    declared.loc["KD1", "class"] = ""
    declared.loc["KD2", "class"] = "remedied"
    declared.loc["KD4", "direction"] = ""
    tables["declared"] = declared.reset_index()
    return tables


def texts(table):
    """The words of each row."""
    return [[nodes.plain(cell) for cell in row] for row in table.rows]


def test_what_became_of_each_promise(context, before):
    """The class then and now, what was planned, and each criterion against last year's value."""
    assessment = run2021.assessment(context.tables)
    names = run2021.policy().class_names("vi")
    table = Promises(context, assessment.criteria, before, names).table("Kết quả")
    rows = texts(table)
    heads = [row for row in rows if row[0] in set(before["shortcomings"]["title"])]
    assert [(row[1], row[3]) for row in heads] == [
        ("–", ""),
        (names["remedied"], ""),
        (names["improved"], ""),
        (names["improved"], "không còn trong báo cáo"),
    ]
    assert heads[0][2] == names["not_thorough"]
    assert rows[1] == ["Đã đề ra: Tiếp tục khắc phục trong năm sau", "", "", ""]
    assert rows[2] == ["Hoàn thành 100% chỉ tiêu năm", "75,5%", "81,82%", "có chuyển biến"]
    assert rows[-1][0] == heads[-1][0]


def test_a_shortcoming_remedied_before_is_no_promise(context, before):
    """Unless it is here again."""
    tables = dict(context.tables)
    tables["shortcomings"] = tables["shortcomings"].query("shortcoming_id != 'KD2'")
    later = ChartContext(tables, context.citations)
    table = Promises(later, run2021.assessment(tables).criteria, before, {}).table("Kết quả")
    assert not any("ma túy trong đoàn viên" in row[0] for row in texts(table))


def test_the_fence_needs_a_year_before(context, before):
    """With one it is the table; without, a sentence that names the key."""
    assessment = run2021.assessment(context.tables)
    fences = Fences(context, assessment, lambda: before, {})
    assert fences("table", FENCE, "params/2022.md", 3).id == "bang-chuyen-tiep"
    with pytest.raises(ParameterError, match="line 3: there is no run of the year before; name it: the key"):
        Fences(context, assessment)("table", FENCE, "params/2022.md", 3)
