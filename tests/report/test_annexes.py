"""Tests of `khacphuc.report.annexes`."""

import pandas as pd
import pytest

from khacphuc.assess.classes import Policy
from khacphuc.report.annexes import figures_annex, method_annex
from khacphuc.report.document.nodes import CitedValue, Table, inlines, plain
from khacphuc.report.prose.citations import Citations, citables

from .. import run2021
from ..data.test_decisions import WORKERS, decided


def tables_of(blocks):
    """The tables of an annex as words, row by row."""
    tables = [block for block in blocks if isinstance(block, Table)]
    assert all(len(row) == len(table.columns) == len(table.widths) for table in tables for row in table.rows)
    return [[[plain(cell) for cell in row] for row in table.rows] for table in tables]


@pytest.fixture(scope="module")
def figures():
    """The annex of figures of run 2021."""
    tables = run2021.tables()
    return figures_annex(tables, Citations(citables(tables, run2021.policy().classes)), "vi")


def test_every_number_has_a_row(figures):
    """Figures, computed numbers, documents and declared classes have one row each, named by the code."""
    annex = [block for block in figures if isinstance(block, Table)]
    tables = run2021.tables()
    keys = [("figures", "figure_id"), ("computed", "computed_id"), ("documents", "document_id"),
            ("declared", "shortcoming_id")]  # fmt: skip
    assert [table.row_ids for table in annex] == [tuple(tables[name][key]) for name, key in keys]
    for table in annex:
        assert [row[0][0].text for row in table.rows] == list(table.row_ids)


@pytest.mark.parametrize(
    ("code", "printed", "place", "row"),
    [
        ("SL026", "1.805 đoàn viên ưu tú", "chú thích 1", "figures.csv, dòng 27"),
        (
            "SL058",
            "13.6 triệu đồng",
            "mục III.2.2, đoạn 2",
            "figures.csv, dòng 59",
        ),  # as printed, not as the house does
        ("SL028", "3,1%", "chú thích 1", "figures.csv, dòng 29"),
        ("SL047", "hơn 19.732 lượt", "mục III.2.2, đoạn 2", "figures.csv, dòng 48"),
        ("SL022", "từ 10 thành viên trở lên", "mục III.1.2, đoạn 3", "figures.csv, dòng 23"),
        ("SL010", "9/11 chỉ tiêu", "mục III.1.2, đoạn 1", "figures.csv, dòng 11"),
    ],
)
def test_figures(figures, code, printed, place, row):
    """A row says what was printed, where, and the line of the data."""
    row_cells = next(cells for cells in tables_of(figures)[0] if cells[0] == code)
    assert row_cells[2:] == [printed, place, row]


def test_computed(figures):
    """A computed number shows its working."""
    assert tables_of(figures)[1][0] == [
        "TL01",
        "Mức thực hiện việc giới thiệu đoàn viên ưu tú",
        "1.805 / 2.000",
        "90,25%",
        "computed.csv, dòng 2",
    ]


def test_operands_lead_to_their_figures(figures):
    """The operands of a computed number are cited in its working; a term leads to its ratio."""
    computed = [block for block in figures if isinstance(block, Table)][1]
    operands = {
        row_id: [(node.id, node.text) for node in inlines(row[2]) if isinstance(node, CitedValue)]
        for row_id, row in zip(computed.row_ids, computed.rows, strict=True)
    }
    assert operands["TL01"] == [("SL026", "1.805"), ("SL012", "2.000")]
    assert operands["TL06"] == [("SL010", "09"), ("SL010", "11")]


def test_a_number_that_cannot_be_computed_keeps_its_row():
    """Without a working there is nothing to lead to."""
    tables = run2021.tables()
    tables["computed"].loc[0, ["working", "printed"]] = ""
    blocks = figures_annex(tables, Citations(citables(tables, run2021.policy().classes)), "vi")
    assert tables_of(blocks)[1][0][2:4] == ["", ""]


def test_documents_and_classes(figures):
    """A document shows who issued it and what about, a declared class where it is declared."""
    _, _, documents, declared = tables_of(figures)
    assert documents[0][:3] == ["VB04", "Nghị quyết", "Ban Chấp hành Trung ương Đảng"]
    assert next(row for row in documents if row[0] == "VB300")[1:] == [
        "Kế hoạch số 300-KH/TĐTN-VP ngày 03/3/2021",
        "Ban Thường vụ Tỉnh đoàn",
        "Tiếp tục khắc phục khuyết điểm của Ban Thường vụ Tỉnh đoàn năm 2021",
        "documents.csv, dòng 6",
    ]
    assert declared[0][2:] == ["chưa được khắc phục triệt để", "mục III.1.3", "declared.csv, dòng 2"]


def test_figures_that_were_not_read():
    """A figure without a value or a paragraph is listed all the same."""
    tables = run2021.tables()
    tables["figures"].loc[0, ["value", "unit", "printed"]] = [None, "%", "3,1"]
    tables["figures"].loc[0, "paragraph"] = pd.NA
    blocks = figures_annex(tables, Citations(citables(tables, run2021.policy().classes)), "vi")
    assert tables_of(blocks)[0][0] == ["SL001", "shortcomings", "3,1 %", "mục I", "figures.csv, dòng 2"]


def test_method():
    """The annex of the method shows the decision table in words, and every criterion with its status."""
    blocks = method_annex(run2021.tables(), run2021.assessment(), run2021.policy(), "vi")
    policy, criteria = tables_of(blocks)
    assert "phiên bản 1" in plain(blocks[1])
    assert policy == [
        ["Q0", "không có tiêu chí nào", "chưa đủ dữ liệu để đánh giá"],
        ["Q1", "có ít nhất một: thiếu dữ liệu", "chưa đủ dữ liệu để đánh giá"],
        ["Q2", "đều thuộc: đạt", "đã khắc phục"],
        ["Q3", "đều thuộc: đạt, có chuyển biến", "chưa khắc phục hoàn toàn nhưng có chuyển biến tốt"],
        ["Q4", "có ít nhất một: đạt", "đã khắc phục một phần"],
        ["Q5", "có ít nhất một: có chuyển biến", "chưa được khắc phục triệt để"],
        ["Q6", "các trường hợp còn lại", "chưa khắc phục"],
    ]
    assert len(criteria) == 12
    assert criteria[:2] == [
        ["KD1.1", "Hoàn thành 100% chỉ tiêu năm", "chưa đạt", "SL010"],
        ["KD1.2", "Giảm khối lượng việc của cơ sở (gián tiếp)", "có chuyển biến", "SL008, III.1.1"],
    ]


def test_method_of_another_policy():
    """The words come from the policy, not from the code."""
    rule = {"id": "R", "when": {"otherwise": True}, "class": "partly"}
    classes = {**run2021.policy().classes, "partly": "một phần"}
    policy = Policy.model_validate({"version": 7, "rules": [rule], "classes": classes})
    blocks = method_annex(run2021.tables(), run2021.assessment(), policy, "vi")
    assert tables_of(blocks)[0] == [["R", "các trường hợp còn lại", "một phần"]]
    assert "phiên bản 7" in plain(blocks[1])


def test_no_shortcomings_to_tell():
    """Without evidence a cell stays empty."""
    tables = run2021.tables()
    tables["criteria"]["evidence"] = ""
    blocks = method_annex(tables, run2021.assessment(tables), run2021.policy(), "vi")
    assert {row[3] for row in tables_of(blocks)[1]} == {""}


def test_a_figure_in_whose_place_another_is_used():
    """Its row prints what its source prints, and which number stands for it; computed numbers follow."""
    tables = decided(**WORKERS)
    codes = Citations(citables(tables, run2021.policy().classes, status="final"))
    figures, computed, *_ = tables_of(figures_annex(tables, codes, "vi", status="final"))
    row = {cells[0]: cells for cells in figures}
    assert row["SL027"][2] == "56 đoàn viên ưu tú; dùng 53 (SL075)"
    assert row["SL075"][2] == "53 đoàn viên ưu tú"
    assert {cells[0]: cells[2:4] for cells in computed}["TL02"] == ["53 / 1.805", "2,9%"]
