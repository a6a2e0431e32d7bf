"""Tests of `khacphuc.report.fences`."""

import pytest

from khacphuc.errors import ParameterError
from khacphuc.report.citations import Citations, citables
from khacphuc.report.fences import Fences
from khacphuc.report.nodes import Bound, Strong, Text, plain

from .. import run2021  # noqa: TID252 - tests are no package to import from


def fences(tables=None):
    """The fences of run 2021, or of a changed one."""
    tables = run2021.tables() if tables is None else tables
    citations = Citations(citables(tables, run2021.policy().classes))
    return Fences(tables, run2021.assessment(tables).targets, citations)


def make(kind, text, tables=None):
    """The block of a fence that begins in line 40."""
    return fences(tables)(kind, text, "params/x.md", 40)


def cells(row):
    """The words of a row."""
    return [plain(cell) for cell in row]


def test_bars():
    """A chart of figures shows them in the order asked for, and says in words what it shows."""
    figure = make("chart", "kind: bars\ncaption: Lượt tham dự\nfigures: [SL049, SL047]\n")
    assert plain(figure.caption) == "Lượt tham dự"
    assert figure.alt == (
        "Lượt tham dự. Lượt dự diễn đàn, hội thi: 8.162 lượt; Lượt dự các cuộc tuyên truyền: 19.732 lượt."
    )
    assert figure.svg.startswith("<?xml")
    assert figure.id == "hinh-bars-SL049-SL047"


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ("[SL028]", "Tỷ lệ công nhân trong số được giới thiệu: 3,1%."),  # the unit is not said twice
        # in millions and in billions, both are đồng
        (
            "[SL058, SL066]",
            "Kinh phí tặng quà: 13,6 triệu đồng; Giá trị chăm lo thanh niên công nhân: 1,4 tỷ đồng.",
        ),
        ("[TL01, TL02]", "90,25%; Tỷ lệ công nhân trong số đoàn viên ưu tú được giới thiệu: 3,1%."),
    ],
)
def test_bars_are_labelled_as_cited(codes, words):
    """The numbers of a chart are printed as the prose prints them."""
    assert make("chart", f"kind: bars\ncaption: Tên\nfigures: {codes}").alt.endswith(words)


def test_target_chart():
    """A chart of targets shows each part that has a figure, counts, and can be compared."""
    assert make("chart", "kind: targets\ncaption: Mức thực hiện").alt == (
        "Mức thực hiện. Số đoàn viên ưu tú được giới thiệu cho Đảng: 1.805 / 2.000; "
        "Tỷ lệ công nhân trong số được giới thiệu: 3,1% / 5%; "
        "Tỷ lệ kết nạp Đảng trong số công nhân được giới thiệu: 35,7% / 10%."
    )


def parts(**changes):
    """Run 2021 with its first part changed."""
    tables = run2021.tables()
    for name, cell in changes.items():
        tables["target_parts"].loc[0, name] = cell
    return tables


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"threshold": "2.500"}, "1.805 / 2.500; "),  # a threshold written as a number
        ({"figure": "SL010:numerator", "threshold": "SL010:denominator"}, "9 / 11; "),  # a term of a ratio
        ({"figure": ""}, ""),
        ({"figure": "SL999"}, ""),
        ({"threshold": "nhiều"}, ""),
        ({"threshold": "0"}, ""),
        ({"threshold": "5%"}, ""),  # a count against a percentage
        ({"comparator": ""}, ""),
        ({"count": 0}, ""),
    ],
)
def test_target_chart_leaves_out(changes, shown):
    """What has no figure or no comparable threshold has no bar."""
    alt = make("chart", "kind: targets\ncaption: Tên", parts(**changes)).alt
    assert (
        f"Tên. {shown and f'Số đoàn viên ưu tú được giới thiệu cho Đảng: {shown}'}Tỷ lệ công nhân"
        in alt.replace(": 09 / 11", ": 9 / 11")
    )


def test_target_chart_of_nothing():
    """A chart of no bar is refused."""
    tables = run2021.tables()
    tables["target_parts"]["figure"] = ""
    with pytest.raises(ParameterError, match=r"^params/x\.md, line 40: no target has both"):
        make("chart", "kind: targets\ncaption: Tên", tables)


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
    assert [cell[0].id for cell in table.rows[1] if isinstance(cell[0], Bound)] == ["SL012", "SL026"]


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
            r"line 40: a fence '' makes nothing; expected ```chart \(kind: bars or targets\), ```table",
        ),
        ("python", "print(1)", "line 40: a fence 'python' makes nothing"),
        ("chart", "", "line 40: the fence is empty"),
        ("table", "\n\n", "line 40: the fence is empty"),
        # in the file the fence's own line is 40, so its first line is 41
        ("chart", "kind: pie\ncaption: Tên", "line 41: "),
        (
            "chart",
            "kind: bars\ncaption: Tên\nfigure: [SL047]",
            'line 43: unknown key "figure"; did you mean "figures"',
        ),
        ("chart", "kind: bars\n\ncaption: ''\nfigures: [SL047]", 'line 43: the key "caption"'),
        ("chart", "kind: bars\ncaption: Tên", "line 41: .*kind bars needs figures, kind targets takes none"),
        ("chart", "kind: targets\ncaption: Tên\nfigures: [SL047]", "line 41: .*kind targets takes none"),
        ("table", "kind: targets", 'line 41: the key "caption" is missing'),
        ("table", "kind: targets\ncaption: Tên\nfigures: [SL047]", "line 43: unknown key"),
        ("chart", "kind: bars\ncaption: [", "line 42: is not YAML"),
        (
            "chart",
            "kind: bars\ncaption: Tên\nfigures: [SL0O1]",
            "line 40: nothing has the code SL0O1; did you mean SL",
        ),
        ("chart", "kind: bars\ncaption: Tên\nfigures: [xyz]", "line 40: nothing has the code xyz$"),
        (
            "chart",
            "kind: bars\ncaption: Tên\nfigures: [VB300]",
            "line 40: nothing has the code VB300",
        ),  # no number
        (
            "chart",
            "kind: bars\ncaption: Tên\nfigures: [SL047, SL044]",
            "line 40: one chart, one unit; found lượt, thành viên",
        ),
    ],
)
def test_refuses(kind, text, message):
    """What a fence cannot make is refused, with the line in the file of the prose."""
    with pytest.raises(ParameterError, match=message) as caught:
        make(kind, text)
    assert str(caught.value).startswith("params/x.md, line ")
