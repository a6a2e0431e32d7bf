"""Tests of `khacphuc.report.prose.fences`."""

import pytest

from khacphuc.errors import ParameterError
from khacphuc.report.charts.context import ChartContext
from khacphuc.report.document.nodes import CitedValue, Heading, Paragraph, Strong, Text, plain
from khacphuc.report.prose.citations import Citations, citables
from khacphuc.report.prose.fences import Fences
from khacphuc.report.prose.parse import parse_prose

from ... import run2021


def fences(tables=None):
    """The fences of run 2021, or of a changed one."""
    tables = run2021.tables() if tables is None else tables
    citations = Citations(citables(tables, run2021.policy().classes))
    return Fences(ChartContext(tables, citations), run2021.assessment(tables))


def make(kind, text, tables=None):
    """The block of a fence that begins in line 40."""
    return fences(tables)(kind, text, "params/x.md", 40)


def cells(row):
    """The words of a row."""
    return [plain(cell) for cell in row]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kind: bars\ncaption: Tên\nfigures: [SL049, SL047]", "hinh-bars-SL049-SL047"),
        (
            "kind: multiples\ncaption: Tên\npanels:\n  - figures: [SL047]\n  - {title: A, figures: [SL044]}",
            "hinh-multiples-SL047-SL044",
        ),
        ("kind: targets\ncaption: Tên", "hinh-targets-tat-ca"),
        ("kind: criteria\ncaption: Tên", "hinh-criteria"),
        ("kind: admission\ncaption: Tên", "hinh-admission-SL026-SL027-SL029-SL076"),
        ("kind: timeline\ncaption: Tên", "hinh-timeline-tat-ca"),
        ("kind: timeline\ncaption: Tên\ndocuments: [VB300, VB301]", "hinh-timeline-VB300-VB301"),
    ],
)
def test_charts(text, name):
    """Each kind of chart is a figure with a caption, a picture and words for it."""
    figure = make("chart", text)
    assert plain(figure.caption) == "Tên"
    assert figure.id == name
    assert figure.alt.startswith("Tên. ")
    assert figure.svg.startswith("<?xml")


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("kind", "subject", "table"),
    [
        ("chart", "targets", "targets"),
        ("table", "targets", "targets"),
        ("chart", "criteria", "shortcomings"),
        ("chart", "timeline", "documents"),
        ("chart", "admission", "figures"),
        ("table", "admission", "figures"),
        ("table", "documents", "documents"),
        ("table", "scores", "scores"),
        ("table", "ratings", "ratings"),
        ("chart", "ratings", "ratings"),
        ("table", "papers", "papers"),
        ("chart", "supervision", "supervision_findings"),
        ("chart", "scores", "scores"),
    ],
)
def test_a_fence_of_a_table_without_rows_shows_nothing(kind, subject, table):
    """An office without targets keeps the prose it was given; that a table is empty is told by the checks."""
    tables = run2021.tables()
    leaning = {"targets": ("target_parts",), "figures": ("computed", "targets", "target_parts")}
    tables |= {name: tables[name].head(0) for name in (table, *leaning.get(table, ()))}
    assert make(kind, f"kind: {subject}\ncaption: Tên", tables) is None
    fence = f"- ```{kind}\n  kind: {subject}\n  caption: Tên\n  ```\n"
    prose = f"# MỤC\n\nchữ\n\n{fence}\n# MỤC KHÁC\n\n{fence}"
    read = parse_prose(prose, Citations({}), fences(tables), filename="params/x.md")
    assert [type(block) for block in read] == [Heading, Paragraph]


def test_a_fence_that_lists_codes_names_them():
    """It asks for rows: none of them is left out in silence."""
    tables = run2021.tables()
    tables["documents"] = tables["documents"].head(0)
    with pytest.raises(ParameterError, match="no document has the code VB300"):
        make("chart", "kind: timeline\ncaption: Tên\ndocuments: [VB300]", tables)


def test_target_table():
    """The table of targets cites what was asked and done, and says how each stands."""
    table = make("table", "kind: targets\ncaption: Kết quả")
    assert table.columns == ("Chỉ tiêu, nội dung", "Phải đạt", "Thực hiện", "Kết quả")
    assert plain(table.caption) == "Kết quả"
    assert [cells(row)[1:] for row in table.rows] == [
        ["–", "01/03", "chưa đạt"],
        ["2.000", "1.805", "chưa đạt"],
        ["5%", "3,1%", "chưa đạt"],
        ["10%", "35,7%", "đạt"],
        ["–", "01/02", "chưa đạt"],
        ["02", "–", "đạt (theo công bố)"],
        ["01", "05", "đạt; không tính riêng"],
        ["20%", "–", "chưa đạt"],
        ["–", "–", "đạt (theo công bố)"],
    ]
    assert isinstance(table.rows[0][0][0], Strong)
    assert isinstance(table.rows[1][0][0], Text)
    assert [cell[0].id for cell in table.rows[1] if isinstance(cell[0], CitedValue)] == ["SL012", "SL026"]


def test_a_part_that_does_not_count_may_fail():
    """A part that is not counted is not called met when it is not."""
    tables = run2021.tables()
    tables["target_parts"].loc[tables["target_parts"]["part_id"] == "CT02.2", "threshold"] = "06"
    rows = make("table", "kind: targets\ncaption: Kết quả", tables).rows
    assert cells(rows[6])[1:] == ["06", "05", "chưa đạt"]


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        (
            "",
            "x: 1",
            r"makes nothing; expected ```chart \(kind: bars, .+\), ```table \(kind: targets, .+\)",
        ),
        ("python", "print(1)", "line 40: a fence 'python' makes nothing"),
        ("chart", "", "line 40: the fence is empty"),
        ("table", "\n\n", "line 40: the fence is empty"),
        # in the file the fence's own line is 40, so its first line is 41
        (
            "chart",
            "kind: pie\ncaption: Tên",
            'line 41: the key "kind" is "pie"; expected bars, multiples, .* or ratings',
        ),
        (
            "chart",
            "kind: bars\ncaption: Tên\nfigure: [SL047]",
            'line 43: unknown key "figure"; did you mean "figures"',
        ),
        (
            "chart",
            "kind: multiples\ncaption: Tên\npanels:\n  - title: A\n    codes: [SL047]",
            'line 45: unknown key "panels.1.codes"; known are figures, title, unit',
        ),
        ("chart", "kind: bars\n\ncaption: ''\nfigures: [SL047]", 'line 43: the key "caption"'),
        ("chart", "kind: bars\ncaption: Tên", "line 41: .*kind bars needs figures"),
        ("chart", "kind: multiples\ncaption: Tên", "line 41: .*kind multiples needs panels"),
        (
            "chart",
            "kind: targets\ncaption: Tên\nfigures: [SL047]",
            "line 41: .*kind targets takes only a caption, not figures",
        ),
        (
            "chart",
            "kind: timeline\ncaption: Tên\nfigures: [SL047]",
            "line 41: .*kind timeline takes documents, not figures",
        ),
        ("table", "kind: targets", 'line 41: the key "caption" is missing'),
        (
            "table",
            "kind: targets\ncaption: Tên\nfigures: [SL047]",
            "line 41: .*kind targets takes only a caption",
        ),
        ("chart", "kind: bars\ncaption: [", "line 42: is not YAML"),
        (
            "table",
            "kind: admission\ncaption: Tên\nfigures: [SL027, SL026]",
            "line 40: not each a part of the one before: SL027, SL026, expected 3 figures",
        ),
        # what the tables do not have is told with the fence's own line
        (
            "chart",
            "kind: bars\ncaption: Tên\nfigures: [SL0O1]",
            "line 40: no number has the code SL0O1; did you mean SL",
        ),
        (
            "chart",
            "kind: timeline\ncaption: Tên\ndocuments: [VB30O]",
            "line 40: no document has the code VB30O; did you mean VB30",
        ),
    ],
)
def test_refuses(kind, text, message):
    """What a fence cannot make is refused, with the line in the file of the prose."""
    with pytest.raises(ParameterError, match=message) as caught:
        make(kind, text)
    assert str(caught.value).startswith("params/x.md, line ")
